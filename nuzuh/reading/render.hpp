#pragma once
// A report's claims for people: marked text for a terminal, a right-to-left page, a table.

#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/evidence/claim.hpp"

namespace nuzuh::reading {

/// One claim on one line: kind, interval, places, dates, source, certainty.
std::string claim_line(const evidence::Claim& claim);

/// The report with its claims marked, then the claims, then where they disagree and by how much. `colour`: terminal escapes; else the
/// marks are brackets with the claims' numbers.
std::string to_text(const evidence::Report& report, std::string_view utf8, bool colour);

/// A page of its own with one section a report; Arabic reports run right to left.
std::string to_html(const std::vector<evidence::Report>& reports, const std::vector<std::string>& texts);

/// RFC 4180, one row a claim, with the words of the spans.
std::string to_csv(const std::vector<evidence::Report>& reports);

}  // namespace nuzuh::reading
