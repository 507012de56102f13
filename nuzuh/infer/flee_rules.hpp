#pragma once
// The rules that a forecast of camp numbers is pooled from, each a central path; and the tasks on which they are tried out.

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "nuzuh/infer/flee_series.hpp"

namespace nuzuh::infer {

/// Rules for one camp (or for the total: only the first four).
enum class FleeRule : std::size_t {
  hold,      ///< persistence
  drift,     ///< damped drift of the last 30 days
  trend,     ///< Holt's damped trend
  slowing,   ///< the recent slope, falling as 1 / age of the crisis: growth with the logarithm of time
  share,     ///< the camp's share of the total, kept
  newcomers, ///< the camp's share of the total's recent growth, applied to its later growth
  capacity,  ///< total shared by capacity
  filling,   ///< the gap to the capacity closes as the total grows: halved when the total doubles
  ageing,    ///< the gap to the capacity closes as the crisis grows older: halved when its age doubles
};
inline constexpr std::size_t k_rules = 9;
inline constexpr std::size_t k_total_rules = 4;
/// The rules that rest on the capacities of locations.csv.
inline constexpr FleeRule k_capacity_rules[] = {FleeRule::capacity, FleeRule::filling, FleeRule::ageing};
std::string_view to_string(FleeRule rule);

using ByRule = std::array<double, k_rules>;

/// The total on a day as a forecaster sees it: given, or forecast by the weights of the total's rules.
double total_on(const FleeKnown& known, int day, const ByRule& total_weights);

/// Every rule's central path for a camp on a day after the cut-off [people].
ByRule rule_centres(const FleeKnown& known, std::size_t camp, int day, const ByRule& total_weights);
/// The same for the total (unused rules repeat persistence).
ByRule total_centres(const FleeKnown& known, int day);

/// One number to be forecast, and what is known of it.
struct FleeTarget {
  std::size_t camp = 0;  ///< index into camps; the number of camps for the total
  int day = 0;
  double last = 0;      ///< the last report; 0 where there is none
  int last_day = 0;     ///< its day (the cut-off where there is none)
  int opened_day = 0;   ///< the first report above the closed level
  double observed = 0;  ///< the outcome where it is known to the caller
  ByRule centre{};
};

/// Below this a camp counts as not open [people]: it may open later, which no rule on its own numbers can see.
inline constexpr double k_closed = 20;

FleeTarget target_of(const FleeKnown& known, std::size_t camp, int day, const ByRule& total_weights);

/// Rehearsals: the rules applied at earlier cut-offs (0.35, 0.5, 0.65, 0.8, 0.9 of the way) to the reports between them and the
/// cut-off. What the pool learns from the crisis itself.
struct Rehearsal {
  int cutoff = 0;
  std::vector<FleeTarget> targets;
};
std::vector<Rehearsal> rehearse(const FleeKnown& known, bool total, const ByRule& total_weights);

}  // namespace nuzuh::infer
