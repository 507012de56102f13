#pragma once
// From rules to a forecast: rules are pooled with weights that start from what held over crises and move with the rules' errors in
// this crisis; around the pool lies a heavy-tailed spread whose scale is shrunk from camp to crisis to all crises.

#include <cstdint>
#include <span>
#include <vector>

#include "nuzuh/infer/flee_rules.hpp"

namespace nuzuh::infer {

/// What is pooled over crises. Fixed by leave-one-crisis-out; docs/methods/flee-forecast.md says how.
struct PoolPrior {
  ByRule weight{};            ///< of the rules before this crisis has spoken; 0: not used
  double adapt = 1;           ///< a rule's weight is multiplied by (its mean error over the crisis's camps in rehearsals)^-adapt
  double camp_adapt = 0.5;    ///< and for each camp by (its error there)^-camp_adapt
  double disagreement = 0.5;  ///< share of the log distance from pool to rule that a member keeps: 0 one centre, 1 a mixture of rules
  double scale = 0.3;         ///< spread of the log count when the age has grown by e-fold
  double growth = 0.7;        ///< the spread grows as (log of age ratio)^growth
  double dof = 4;             ///< of Student's t
  double ceiling = 1.2;       ///< upward log errors are bent to stay below this: a camp is not boundless, and a mean must exist
  double crisis_worth = 4;    ///< the pooled scale counts as this many camps
  double camp_worth = 3;      ///< the crisis's scale counts as this many rehearsals of a camp
  double jump_rate = 0.5;     ///< [per year] re-registrations, on which a count jumps
  double jump_fall = 0.1;     ///< mean of the jump of the log count, downward: people who had left are struck off
  double jump_spread = 0.3;   ///< standard deviation of that jump
  double offset = 100;        ///< [people] errors are on log(people + offset)
  double camp_age = 0.5;      ///< 0: ages count from the crisis's begin, 1: from the camp's opening
  double opening = 0.7;       ///< chance rate of a closed camp to open, per e-fold of the crisis's age
  double opened_share = 0.5;  ///< median of an opened camp's final size as a share of its capacity
};

/// The pool of one crisis at one cut-off.
struct FleePool {
  PoolPrior prior;
  ByRule weight{};                 ///< learned from the whole crisis, sum 1
  std::vector<ByRule> camp_weight; ///< [camp, then the total]: with the camp's own errors as well, sum 1
  ByRule error{};                  ///< mean absolute log error of each rule in the rehearsals; negative: none
  double crisis_factor = 1;        ///< on the scale
  std::vector<double> camp_factor; ///< [camp, then the total] crisis factor included
  double own_error = -1;           ///< mean absolute log error of the pool's centre in the rehearsals; negative: none
  int rehearsed = 0;               ///< numbers rehearsed
};

/// Learns weights and scales from rehearsals. `series`: number of camps + 1.
FleePool learn_pool(const PoolPrior& prior, std::span<const Rehearsal> rehearsals, std::size_t series);

/// The randomness of one member and series: uniforms in (0, 1).
struct MemberLuck {
  double rule = 0.5, width = 0.5, first = 0.5, second = 0.5, opening = 0.5, jump_time = 0.5, jump_size = 0.5;
};
MemberLuck luck_of(std::uint64_t seed, std::uint32_t member, std::string_view series);

/// A member's factors that do not depend on the day.
struct MemberPath {
  double rule = 0;             ///< uniform that picks the rule
  double first = 0, second = 0;  ///< Student t components, turned into each other as the crisis grows older
  double opens_after = 0;      ///< growth of log age after which a closed camp opens
  double opened_log = 0;       ///< log of opened size over its median
  double jump_after = 0;       ///< [days] since the last report
  double jump = 0;             ///< of the log count, from then on
};
MemberPath path_of(const PoolPrior& prior, const MemberLuck& luck);

/// People in a target on a member's path. `capacity` serves camps that are closed; `typical` where it is not given.
double member_value(const FleePool& pool, const FleeTarget& target, const MemberPath& path, double capacity);

}  // namespace nuzuh::infer
