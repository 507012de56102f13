#pragma once
// From reviewed claims to the evidence of a case: which series a claim speaks of, and the rows that accepted claims become.

#include <optional>
#include <string>

#include "nuzuh/evidence/claim.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::reading {

/// What a claim would be as an observation: names of docs/formats/case.md.
struct Proposal {
  std::string series, error;
};

/// The series of the case that the claim speaks of, nothing where none does: only claims that are affirmed and actual, count people,
/// fighters or days, are no share of another claim, and are said of the enclave (within 12 km of one of its places) or of the main camp
/// (within 10 km). A stock is a stock, a running total a running total: an increment is no observation. What the case's own tables already
/// take from the same words (by report and span) is not proposed again. A proposal only: a person decides in the review.
std::optional<Proposal> proposed(const evidence::Report& report, const evidence::Claim& claim, const scenario::Scenario& scenario);

/// The case's id for the source of this text: the one under which it lists the text (length and FNV-1a), else "report_" with the hash's
/// first ten digits.
std::string source_id(const evidence::Report& report, const scenario::Scenario* scenario);

/// Value with ends of an interval, as scenario observations have them. [people] or [d]
struct Reading {
  double value = 0;
  std::optional<double> low, high;
};

/// A point for an interval: the exact number; the geometric middle of two ends; the lower end of "more than" and "at least" (left open
/// above); three quarters of "at most" (mean of the convention in docs/formats/claims.md). `factor` turns weeks and months into days.
Reading reading_of(std::optional<double> lo, std::optional<double> hi, double factor);

}  // namespace nuzuh::reading
