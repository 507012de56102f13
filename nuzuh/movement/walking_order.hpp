#pragma once
// A plan whose places are numbered so that neighbours are near to each other in memory.

#include <vector>

#include "nuzuh/movement/plan.hpp"

namespace nuzuh::movement {

struct WalkingOrder {
  Plan plan;             ///< the same crisis with other numbers for its places; people who move meet the same law
  std::vector<int> was;  ///< [new number of a site] its number in the plan that was given
  std::vector<int> now;  ///< [number in the plan that was given] new number
};

/// Numbers sites as a breadth-first walk over the links meets them (Cuthill and McKee, Reducing the bandwidth of sparse symmetric matrices,
/// ACM 1969). On large networks the places that a person passes on a day then lie in few cache lines.
WalkingOrder in_walking_order(const Plan& plan);

}  // namespace nuzuh::movement
