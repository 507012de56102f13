#include "nuzuh/score/rules.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::score {
namespace {

double crps_of_sorted(const std::vector<double>& x, double y) {
  NUZUH_EXPECT(!x.empty());
  const double n = static_cast<double>(x.size());
  double distance = 0, spread = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    distance += std::abs(x[i] - y);
    spread += x[i] * (2 * static_cast<double>(i) + 1 - n);  // sum over pairs of |x_i - x_j| / 2
  }
  return distance / n - spread / (n * n);
}

/// Position of a level, or npos.
std::size_t find_level(std::span<const double> levels, double level) {
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (std::abs(levels[i] - level) < 1e-9) return i;
  }
  return levels.size();
}

}  // namespace

double crps(std::span<const double> members, double y) {
  std::vector<double> x(members.begin(), members.end());
  std::ranges::sort(x);
  return crps_of_sorted(x, y);
}

double log_crps(std::span<const double> members, double y) {
  std::vector<double> x(members.begin(), members.end());
  for (auto& v : x) v = std::log1p(std::max(0.0, v));
  std::ranges::sort(x);
  return crps_of_sorted(x, std::log1p(std::max(0.0, y)));
}

double wis(std::span<const double> levels, std::span<const double> quantiles, double y) {
  NUZUH_EXPECT(levels.size() == quantiles.size());
  const std::size_t middle = find_level(levels, 0.5);
  NUZUH_EXPECT(middle < levels.size());
  double sum = std::abs(y - quantiles[middle]) / 2;
  int intervals = 0;
  for (std::size_t i = 0; i < middle; ++i) {
    const std::size_t j = find_level(levels, 1 - levels[i]);
    if (j == levels.size()) continue;
    const double alpha = 2 * levels[i];
    double interval = quantiles[j] - quantiles[i];
    if (y < quantiles[i]) interval += 2 / alpha * (quantiles[i] - y);
    if (y > quantiles[j]) interval += 2 / alpha * (y - quantiles[j]);
    sum += alpha / 2 * interval;
    ++intervals;
  }
  return sum / (intervals + 0.5);
}

bool covered(std::span<const double> levels, std::span<const double> quantiles, double mass, double y) {
  const std::size_t low = find_level(levels, (1 - mass) / 2), high = find_level(levels, (1 + mass) / 2);
  NUZUH_EXPECT(low < levels.size() && high < levels.size());
  return quantiles[low] <= y && y <= quantiles[high];
}

double pit(std::span<const double> members, double y) {
  NUZUH_EXPECT(!members.empty());
  double below = 0;
  for (const double x : members) below += x < y ? 1 : x == y ? 0.5 : 0;
  return below / static_cast<double>(members.size());
}

double sorted_quantile(std::span<const double> sorted, double u) {
  NUZUH_EXPECT(!sorted.empty() && u >= 0 && u <= 1);
  const double position = u * static_cast<double>(sorted.size() - 1);
  const auto i = static_cast<std::size_t>(position);
  if (i + 1 >= sorted.size()) return sorted.back();
  return sorted[i] + (position - static_cast<double>(i)) * (sorted[i + 1] - sorted[i]);
}

}  // namespace nuzuh::score
