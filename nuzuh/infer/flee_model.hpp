#pragma once
// The forecast of a crisis in Flee's format from what was known at a cut-off.

#include <cstdint>
#include <string>
#include <vector>

#include "nuzuh/infer/flee_pool.hpp"

namespace nuzuh::infer {

/// What is pooled over crises, for camps with the total given, camps with the total unknown, and the total itself.
struct FleePriors {
  PoolPrior given, unknown, total;
  /// The values that leave-one-crisis-out over four crises fixed.
  static FleePriors shipped();
  /// Where the search for them starts: equal weights of the rules, capacity halved, and round numbers.
  static FleePriors start();
};

/// All that has been learned at a cut-off; members are computed when asked for, each from its own luck, so that the number of
/// threads, of members, and the dates asked for never change a value.
class FleeModel {
 public:
  FleeModel(FleeKnown known, const FleePriors& priors, std::uint64_t seed, int members);

  [[nodiscard]] const FleeKnown& known() const { return known_; }
  [[nodiscard]] const FleePool& camps() const { return camps_; }
  /// Only where the total is forecast.
  [[nodiscard]] const FleePool& total() const { return total_; }
  /// Number of series that are forecast: the camps, then the total where it is unknown.
  [[nodiscard]] std::size_t series() const { return known_.camps.size() + (known_.totals == Totals::unknown ? 1 : 0); }
  [[nodiscard]] std::string name(std::size_t series) const;
  /// People in a series on a day after the cut-off, one value a member.
  [[nodiscard]] std::vector<double> members(std::size_t series, int day) const;
  /// The same forecast with one rule alone in the pool, its spread learned in the same way.
  [[nodiscard]] FleeModel with_only(FleeRule rule) const;

 private:
  void learn(const PoolPrior& camps, const PoolPrior& total);
  FleeKnown known_;
  PoolPrior camps_prior_, total_prior_;
  std::uint64_t seed_;
  int members_;
  FleePool camps_, total_;
  std::vector<std::vector<MemberPath>> paths_;  ///< [series][member]
  std::vector<double> capacity_;                ///< [camp], the median of those given where it is not
};

/// Capacity of each camp; the median of the others' where it is not given; where none is, the median of the camps' last reports, at
/// least 1,000. Serves camps that have not opened.
std::vector<double> usable_capacities(const FleeKnown& known);

}  // namespace nuzuh::infer
