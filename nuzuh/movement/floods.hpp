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

/// The flood forecast of the exact behaviour: what it makes of a place on a day, before the person's awareness.
struct FloodForecast {
  double chance = 1;  ///< multiplies the move chance of people there
  double score = 1;   ///< multiplies the score of the place
};

/// Whether there is a forecast that acts on people (of the exact behaviour only), and whether it does on the day.
bool has_flood_forecast(const flee::Crisis& crisis);
bool flood_forecast_acts(const flee::Crisis& crisis, int day);

/// `level_now`: today's level at the place; Flee weighs every flood ahead of a destination with it.
FloodForecast flood_forecast(const flee::Crisis& crisis, std::size_t place, double level_now, int day);

/// The awareness weight of a group of people; 1 where there are no weights.
double flood_awareness(const flee::FloodRules& rules, double group);

}  // namespace nuzuh::movement
