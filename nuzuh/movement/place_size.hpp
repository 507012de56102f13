#pragma once
// What the number of people who live at a place makes of the chance to leave it and of its score.

#include <algorithm>
#include <cmath>

#include "nuzuh/flee/settings.hpp"

namespace nuzuh::movement {

/// Multiplies the chance to leave a place of so many people, or of so large a capacity (before capacity_scaling).
inline double chance_by_size(const flee::MoveRules& move, double population, double capacity) {
  return std::pow(std::max(population, capacity) / move.movechance_pop_base, move.movechance_pop_scale_factor);
}

/// Multiplies the score of a place that is no camp, where a route ends.
inline double score_by_size(const flee::MoveRules& move, double population) {
  return std::pow(std::max(1.0, population), move.pop_power_for_loc_weight);
}

}  // namespace nuzuh::movement
