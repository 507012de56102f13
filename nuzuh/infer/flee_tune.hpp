#pragma once
// How the pooled values are found: on whole crises, never on the one that is scored.

#include "nuzuh/infer/flee_score.hpp"

namespace nuzuh::infer {

struct TuneOptions {
  int steps = 300;          ///< proposals of the random coordinate search
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// Which of the three priors is fitted.
enum class PriorPart { given, unknown, total };

/// Searches the prior that makes forecasts of the cases best. The aim is the mean over crises of the logarithm of CRPS relative to
/// the crisis's best simple rule, half on the natural and half on the log scale, plus a price on 80 % intervals that do not cover 80 %
/// and on weights far from equal.
/// `whole.total` is used for the total where `part` is unknown.
PoolPrior tune(const std::vector<FleeCase>& cases, PriorPart part, const FleePriors& whole, const TuneOptions& options, core::Progress* progress = nullptr);

/// All three priors: for each case from the other cases (`leave_out`), or the same from all cases.
std::vector<FleePriors> tune_all(const std::vector<FleeCase>& cases, bool leave_out, const TuneOptions& options, core::Progress* progress = nullptr);

}  // namespace nuzuh::infer
