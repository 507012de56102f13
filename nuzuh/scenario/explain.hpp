#pragma once
// From a number back to where it comes from: a page of plain text for each thing that a case holds.

#include <optional>
#include <string>
#include <string_view>

#include "nuzuh/core/error.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::scenario {

/// A report's text, proved to be the one that the case's spans count in.
struct ReportText {
  std::string source;  ///< id of a source
  std::string text;    ///< UTF-8
};

/// Finds which of the case's reports `text` is, by length and hash. One line end at the end of the file is allowed for.
core::Result<ReportText> identify_report(const Scenario& scenario, std::string text, const std::string& file);

/// Everything that the case holds, in a screenful: numbers by group, series, counts of sites, roads, events and sources.
std::string overview(const Scenario& scenario);

/// One thing by its name: a parameter key, a series, or the id of a site, event, source or policy. Rows that became known after
/// `known_by` are counted, not shown. An unknown name is an error with the nearest known one.
core::Result<std::string> explain(const Scenario& scenario, std::string_view name, core::Date known_by, const std::optional<ReportText>& report = std::nullopt);

/// "lognormal, median 57, 90% within 10 to 320" in words.
std::string describe(const Distribution& belief, std::string_view unit);

/// Breaks text at spaces so that no line is longer than `width` code points; every line begins with `indent` spaces.
std::string wrap(std::string_view text, std::size_t indent, std::size_t width = 100);

}  // namespace nuzuh::scenario
