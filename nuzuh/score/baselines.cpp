#include "nuzuh/score/baselines.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::score {

double interpolated(std::span<const Count> series, double day) {
  NUZUH_EXPECT(!series.empty());
  if (day <= series.front().day) return series.front().people;
  const auto after = std::ranges::find_if(series, [&](const Count& c) { return c.day > day; });
  if (after == series.end()) return series.back().people;
  const auto& before = *(after - 1);
  return before.people + (day - before.day) / (after->day - before.day) * (after->people - before.people);
}

double recent_slope(std::span<const Count> series, double window) {
  if (series.size() < 2) return 0;
  const double span = std::min(window, static_cast<double>(series.back().day - series.front().day));
  return (series.back().people - interpolated(series, series.back().day - span)) / std::max(span, 7.0);
}

double persistence(std::span<const Count> series) { return series.empty() ? 0 : series.back().people; }

double damped_drift(std::span<const Count> series, int day, double window, double damping) {
  if (series.empty()) return 0;
  const double ahead = std::max(0, day - series.back().day);
  const double days_worth = damping * (1 - std::pow(damping, ahead)) / (1 - damping);
  return std::max(0.0, series.back().people + recent_slope(series, window) * days_worth);
}

double damped_trend(std::span<const Count> series, int day) {
  constexpr double k_level = 0.6, k_trend = 0.2, k_damping = 0.9;
  if (series.empty()) return 0;
  const int weeks = (series.back().day - series.front().day) / 7;
  if (weeks < 3) return series.back().people;
  const auto week = [&](int k) { return interpolated(series, series.back().day - 7.0 * (weeks - k)); };
  double level = week(1), trend = week(1) - week(0);
  for (int k = 2; k <= weeks; ++k) {
    const double expected = level + k_damping * trend;
    const double next = expected + k_level * (week(k) - expected);
    trend = k_trend * (next - level) + (1 - k_trend) * k_damping * trend;
    level = next;
  }
  const double ahead = std::max(0, day - series.back().day) / 7.0;
  return std::max(0.0, level + trend * k_damping * (1 - std::pow(k_damping, ahead)) / (1 - k_damping));
}

double held_share(std::span<const Count> series, double total_then, double total_on_day) {
  const double last = persistence(series);
  return total_then > 0 ? last * std::max(0.0, total_on_day) / total_then : last;
}

double capacity_share(double capacity, double all_capacities, double camps_part, double total_on_day) {
  return all_capacities > 0 ? std::max(0.0, capacity / all_capacities * camps_part * total_on_day) : 0;
}

}  // namespace nuzuh::score
