#include "nuzuh/geo/network.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <queue>
#include <utility>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::geo {

Network::Network(std::size_t sites, const std::vector<Link>& links) : adjacency_(sites) {
  for (const auto& link : links) {
    NUZUH_EXPECT(link.from < sites && link.to < sites && link.km > 0);
    adjacency_[link.from].push_back({link.to, link.km});
    adjacency_[link.to].push_back({link.from, link.km});
  }
  for (auto& neighbours : adjacency_) {
    std::ranges::sort(neighbours, [](const Neighbour& a, const Neighbour& b) { return std::pair(a.site, a.km) < std::pair(b.site, b.km); });
  }
}

std::vector<std::optional<double>> Network::distances_km(std::size_t from) const {
  NUZUH_EXPECT(from < size());
  std::vector<std::optional<double>> best(size());
  using Item = std::pair<double, std::size_t>;
  std::priority_queue<Item, std::vector<Item>, std::greater<>> open;
  open.emplace(0.0, from);
  while (!open.empty()) {
    const auto [km, site] = open.top();
    open.pop();
    if (best[site]) continue;
    best[site] = km;
    for (const auto& next : adjacency_[site]) {
      if (!best[next.site]) open.emplace(km + next.km, next.site);
    }
  }
  return best;
}

std::optional<Way> Network::shortest(std::size_t from, std::size_t to) const {
  // Measured from the target, the next site of a shortest way is one whose remaining length fits exactly.
  const auto left = distances_km(to);
  if (!left[from]) return std::nullopt;
  Way way{{from}, *left[from]};
  std::size_t at = from;
  while (at != to) {
    std::size_t best = at;
    double best_km = 0;
    for (const auto& next : adjacency_[at]) {
      if (!left[next.site] || *left[next.site] >= *left[at]) continue;
      const double km = next.km + *left[next.site];
      if (best == at || km < best_km) {
        best = next.site;
        best_km = km;
      }
    }
    NUZUH_EXPECT(best != at);
    at = best;
    way.sites.push_back(at);
  }
  return way;
}

bool Network::reaches(std::size_t from, std::size_t to) const { return distances_km(from)[to].has_value(); }

std::vector<std::size_t> Network::parts() const {
  constexpr auto none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> part(size(), none);
  std::size_t count = 0;
  for (std::size_t first = 0; first < size(); ++first) {
    if (part[first] != none) continue;
    std::vector<std::size_t> open = {first};
    part[first] = count;
    while (!open.empty()) {
      const auto at = open.back();
      open.pop_back();
      for (const auto& next : adjacency_[at]) {
        if (part[next.site] != none) continue;
        part[next.site] = count;
        open.push_back(next.site);
      }
    }
    ++count;
  }
  return part;
}

double great_circle_km(double longitude_1_deg, double latitude_1_deg, double longitude_2_deg, double latitude_2_deg) {
  constexpr double radius_km = 6371.0088, per_degree = std::numbers::pi / 180;
  const double a = latitude_1_deg * per_degree, b = latitude_2_deg * per_degree;
  const double dlat = b - a, dlon = (longitude_2_deg - longitude_1_deg) * per_degree;
  // Haversine form: exact for near points.
  const double h = std::sin(dlat / 2) * std::sin(dlat / 2) + std::cos(a) * std::cos(b) * std::sin(dlon / 2) * std::sin(dlon / 2);
  return 2 * radius_km * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace nuzuh::geo
