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

}  // namespace nuzuh::movement
