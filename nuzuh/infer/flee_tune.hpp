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

/// A crisis, the same with scrambled capacities, and its old age (where it lasts 100 days); cut-offs at the same fractions. The search
/// sees all of them, so that it does not count on capacities that were set to the later maximum, nor on camps that still grow.
std::vector<FleeCase> variants_of(const FleeCase& crisis);

/// Searches the prior that makes forecasts of the cases best. The aim is the mean over crises of the logarithm of CRPS relative to
/// the crisis's best simple rule, half on the natural and half on the log scale, plus a price on 80 % intervals that do not cover 80 %
/// and on weights far from equal.
/// `whole.total` is used for the total where `part` is unknown.
PoolPrior tune(const std::vector<FleeCase>& cases, PriorPart part, const FleePriors& whole, const TuneOptions& options, core::Progress* progress = nullptr);

/// All three priors: for each case from the other cases (`leave_out`), or the same from all cases.
std::vector<FleePriors> tune_all(const std::vector<FleeCase>& cases, bool leave_out, const TuneOptions& options, core::Progress* progress = nullptr);

}  // namespace nuzuh::infer
