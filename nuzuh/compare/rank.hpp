#pragma once
// Which measures, and which combinations of them, change an outcome most.

#include <string>
#include <vector>

#include "nuzuh/compare/comparison.hpp"

namespace nuzuh::compare {

/// Up to this many combinations are all tried; above it measures are added one by one, the best first (greedy).
inline constexpr std::size_t k_most_combinations = 300;

struct Combination {
  std::vector<std::string> what_ifs;  ///< ids, in the order of the case
  Effect effect;
  double step = 0, step_error = 0;  ///< paired mean difference to the next better place, and its Monte Carlo error (0 for the first)
  /// Whether it is told apart from the one above it by more than two standard errors.
  [[nodiscard]] bool apart() const { return step > 2 * step_error; }
};

struct Ranking {
  Measure measure = Measure::deaths;
  int limit = 1;           ///< most measures in one combination
  bool exhaustive = true;  ///< every combination was tried; else greedy
  int contradictory = 0;   ///< combinations left out because two of their what-ifs pull one lever differently
  int members = 0;
  std::vector<Combination> order;  ///< the best first
};

/// Orders combinations of up to `limit` of `policies` by the mean paired difference of `measure` (lower is better unless the measure says
/// otherwise). `base` is the compiled world without a what-if.
core::Result<Ranking> rank(const scenario::Scenario& scenario, const std::vector<const scenario::Policy*>& policies, const world::World& base,
                           const Subjects& subjects, Measure measure, int limit, int cut, int members, unsigned threads,
                           core::Progress* progress = nullptr);

std::string to_csv(const Ranking& ranking, int smallest_cell);
std::string to_text(const Ranking& ranking, int smallest_cell, std::size_t lines);

}  // namespace nuzuh::compare
