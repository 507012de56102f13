#pragma once
// The review of a case's claims: reports/review.csv, one row a claim, which a person accepts, corrects or rejects; reports/claims.csv, the
// accepted ones; reports/observations.csv, sources.csv and reports.csv, what those become as evidence of the case (read with it). None
// holds words of a report: spans, a hash, and names of the gazetteer only.

#include <filesystem>
#include <string>
#include <vector>

#include "nuzuh/core/error.hpp"
#include "nuzuh/evidence/claim.hpp"

namespace nuzuh::reading {

/// Who published the reports at hand. Empty id: the case's own where it lists the text, else one made from the text's hash.
struct ReportSource {
  std::string id, publisher, url;
};

struct ReviewOutcome {
  int added = 0;                                               ///< rows that this run added
  int pending = 0, accepted = 0, corrected = 0, rejected = 0;  ///< rows by status, after the run
  int observations = 0;                                        ///< accepted rows that name a series: observations of the case
  bool case_loads = false;                                     ///< a case that does not load gets no proposals of series
};

/// Adds the claims of `reports` to CASE/reports/review.csv with status "pending" (a claim that stands there already, by hash of its report
/// and span, keeps its row and status) and rewrites CASE/reports/claims.csv from the rows whose status is "accept" or "correct", and the
/// evidence files from those of them that name a series. Wrong statuses and values are errors with line and column, and then nothing is
/// written.
core::Result<ReviewOutcome> review_into(const std::filesystem::path& case_folder, const std::vector<evidence::Report>& reports,
                                        const ReportSource& from = {});

}  // namespace nuzuh::reading
