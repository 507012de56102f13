#pragma once
// What floods do to places, for every engine: the level of a day, and the tables of simsetting.yml by level.

#include <vector>

#include "nuzuh/flee/crisis.hpp"

namespace nuzuh::movement {

/// The flood level of a place on a day: by the row's position and cut to a whole number (exact), or linear between the labelled days.
/// 0 where the crisis has no levels or no column for the place.
double flood_level(const flee::Crisis& crisis, std::size_t place, int day);

/// A table of numbers by flood level, linear between them; `cut`: at the whole level below. 1 for an empty table, the last number above
/// its end (Flee stops there).
double by_level(const std::vector<double>& values, double level, bool cut);

}  // namespace nuzuh::movement
