#pragma once
// Leave-one-out over the enclaves on record: forecast each from day 30 and day 60 with what was known then, and score against baselines.

#include <optional>
#include <string>
#include <vector>

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/validate/enclaves.hpp"

namespace nuzuh::validate {

/// One forecast of one number: who made it, its score and whether it was inside the central intervals.
struct Scored {
  std::string enclave;
  int day = 30;
  std::string target;  ///< "days_left", "displaced", "attackers_killed", "civilians_killed", "killed_share", "captured_share", "left_share", "deal"
  std::string method;  ///< "model", "mixed", "climatology", "last_report", "fixed_share", "besieger_count"
  double truth = 0, low80 = 0, middle = 0, high80 = 0;
  double score = 0;  ///< CRPS of logs (days, counts), CRPS (shares), log score (deal): smaller is better
  bool in50 = false, in80 = false, in90 = false;
};

struct Settings {
  int members = 1000;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

core::Result<std::vector<Scored>> leave_one_out(const Record& record, const Settings& settings, core::Progress* progress = nullptr);

/// Mean scores by target, day and method, with the paired difference to the target's first baseline and its standard error.
struct Summary {
  std::string target, method;
  int day = 30, n = 0;
  double score = 0, in50 = 0, in80 = 0, in90 = 0;
  std::optional<double> difference, difference_error;  ///< model or mixed minus baseline over the same enclaves; negative is better
};
std::vector<Summary> summarise(const std::vector<Scored>& scored);

std::string to_csv(const std::vector<Scored>& scored);
std::string to_csv(const std::vector<Summary>& summaries);
/// The page docs/methods/validation.md.
std::string to_page(const std::vector<Summary>& summaries, const Settings& settings);
std::string to_text(const std::vector<Summary>& summaries);

}  // namespace nuzuh::validate
