#include "nuzuh/movement/floods.hpp"

#include <algorithm>
#include <cmath>

namespace nuzuh::movement {

double flood_level(const flee::Crisis& crisis, std::size_t place, int day) {
  const auto& table = crisis.flood_levels;
  if (table.empty()) return 0;
  const int column = table.column_of[place];
  if (column == flee::k_none) return 0;
  if (!crisis.rules.flood_levels_cut) return table.on(column, day);
  const auto row = static_cast<std::size_t>(std::clamp(day, 0, static_cast<int>(table.values.size()) - 1));
  return std::trunc(table.values[row][static_cast<std::size_t>(column)]);
}

double by_level(const std::vector<double>& values, double level, bool cut) {
  if (values.empty()) return 1;
  if (cut) level = std::trunc(level);
  level = std::clamp(level, 0.0, static_cast<double>(values.size() - 1));
  const auto below = static_cast<std::size_t>(level);
  if (below + 1 >= values.size()) return values.back();
  const double share = level - static_cast<double>(below);
  return share == 0 ? values[below] : values[below] + share * (values[below + 1] - values[below]);
}

bool has_flood_forecast(const flee::Crisis& crisis) {
  const auto& rules = crisis.settings.move.flood;
  return rules.enabled && rules.forecaster && crisis.rules.flood_forecast_inverted;
}

bool flood_forecast_acts(const flee::Crisis& crisis, int day) {
  const auto& rules = crisis.settings.move.flood;
  return has_flood_forecast(crisis) && rules.forecaster_timescale > 1 && day <= rules.forecaster_end_time && !crisis.flood_levels.empty();
}

FloodForecast flood_forecast(const flee::Crisis& crisis, std::size_t place, double level_now, int day) {
  const auto& rules = crisis.settings.move.flood;
  const auto& table = crisis.flood_levels;
  const bool cut = crisis.rules.flood_levels_cut;
  const int column = table.column_of[place];
  double of_ahead = 0, of_now = 0;
  for (int lead = 1; lead <= rules.forecaster_timescale; ++lead) {
    const int then = std::min(day + lead, rules.forecaster_end_time);
    const auto row = static_cast<std::size_t>(std::clamp(then, 0, static_cast<int>(table.values.size()) - 1));
    const double level = column == flee::k_none ? 0 : std::trunc(table.values[row][static_cast<std::size_t>(column)]);
    if (level > 0) {
      const double weight = then < static_cast<int>(rules.forecaster_weights.size()) ? rules.forecaster_weights[static_cast<std::size_t>(then)] : 0;
      of_ahead += by_level(rules.loc_weights, level, cut) * weight;
      of_now += by_level(rules.loc_weights, level_now, cut) * weight;
    }
    if (then == rules.forecaster_end_time) break;
  }
  return {of_ahead / rules.forecaster_timescale, of_now * (of_now / rules.forecaster_timescale)};
}

double flood_awareness(const flee::FloodRules& rules, double group) {
  const auto& weights = rules.awareness_weights;
  if (std::isnan(group) || weights.empty()) return 1;
  return weights[static_cast<std::size_t>(std::clamp(group, 0.0, static_cast<double>(weights.size() - 1)))];
}

}  // namespace nuzuh::movement
