#pragma once
// Crises of any size: places scattered over a square, roads to near neighbours, conflict zones, camps. For speed only.

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_set>
#include <vector>

#include "nuzuh/flee/crisis.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::bench {

struct Synthetic {
  int places = 50, days = 365;
  std::int64_t people = 300000;
  double neighbour_km = 45;     ///< typical distance to the next place by road
  double links_per_place = 1.5;  ///< undirected
  double max_move_speed = 200;
  int conflict_every = 5, camp_every = 8;
  std::uint64_t seed = 1; bool limited = true;
};

inline flee::Crisis synthetic_crisis(const Synthetic& s) {
  flee::Crisis c;
  c.name = "synthetic";
  c.behaviour = flee::Behaviour::documented;
  c.rules = flee::Rules::of(c.behaviour);
  c.settings = flee::default_settings(c.behaviour);
  c.settings.move.max_move_speed = s.max_move_speed;
  c.settings.move.conflict_weight = 0.25;
  c.days = c.days_in_file = s.days;
  rng::Stream random(s.seed, 0, 0, 0, rng::Purpose::test);
  const double side = s.neighbour_km / 1.3 * std::sqrt(static_cast<double>(s.places)) / 0.6;
  std::vector<double> x, y;
  for (int i = 0; i < s.places; ++i) {
    x.push_back(random.uniform() * side), y.push_back(random.uniform() * side);
    flee::Place p;
    p.name = "place " + std::to_string(i);
    const bool camp = i % s.camp_every == s.camp_every - 1, conflict = !camp && i % s.conflict_every == 0;
    p.camp = camp, p.town = !camp;
    p.type = p.declared = camp ? flee::PlaceType::camp : flee::PlaceType::town;
    p.move_chance = camp ? 0.001 : 0.3;
    p.population = camp ? 0 : 1000 + static_cast<std::int64_t>(50000 * random.uniform());
    p.capacity = (camp && s.limited) ? 4 * s.people * s.camp_every / s.places : -1;
    c.places.push_back(p);
    c.series_of.push_back(flee::k_none);
    if (camp) c.reported.push_back(i);
    if (conflict) c.conflict_changes.push_back({static_cast<int>(random.uniform() * s.days / 2), i, 1.0, true});
  }
  c.conflict_changes.front().day = 0;
  std::ranges::stable_sort(c.conflict_changes, {}, &flee::ConflictChange::day);
  c.links_from.resize(c.places.size());
  std::unordered_set<std::int64_t> known;
  const auto road = [&](int a, int b) {
    if (a == b || !known.insert(static_cast<std::int64_t>(std::min(a, b)) * s.places + std::max(a, b)).second) return;
    const double km = std::max(1.0, std::round(1.3 * std::hypot(x[a] - x[b], y[a] - y[b])));
    for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
      flee::Link link;
      link.from = from, link.to = to, link.distance_km = km;
      c.links_from[from].push_back(static_cast<int>(c.links.size()));
      c.links.push_back(link);
    }
  };
  // Every place is tied to the nearest earlier one (so all are connected), then the shortest further ties; a grid keeps this fast.
  const int cells = std::max(1, static_cast<int>(std::sqrt(s.places / 2.0)));
  std::vector<std::vector<int>> grid(static_cast<std::size_t>(cells) * cells);
  const auto cell = [&](double v) { return std::min(cells - 1, static_cast<int>(v / side * cells)); };
  const auto near = [&](int i, std::size_t want) {
    std::vector<std::pair<double, int>> found;
    for (int ring = 1; ring <= cells && found.size() < want; ++ring) {
      found.clear();
      for (int a = std::max(0, cell(x[i]) - ring); a <= std::min(cells - 1, cell(x[i]) + ring); ++a) {
        for (int b = std::max(0, cell(y[i]) - ring); b <= std::min(cells - 1, cell(y[i]) + ring); ++b) {
          for (const int j : grid[static_cast<std::size_t>(a) * cells + b]) {
            if (j != i) found.push_back({std::hypot(x[i] - x[j], y[i] - y[j]), j});
          }
        }
      }
    }
    std::ranges::sort(found);
    return found;
  };
  for (int i = 0; i < s.places; ++i) {
    if (i > 0) road(i, near(i, 1).front().second);
    grid[static_cast<std::size_t>(cell(x[i])) * cells + cell(y[i])].push_back(i);
  }
  const auto wanted = static_cast<std::size_t>(2 * s.links_per_place * s.places);
  for (std::size_t k = 0; c.links.size() < wanted && k < 6; ++k) {
    for (int i = 0; i < s.places && c.links.size() < wanted; ++i) {
      const auto found = near(i, k + 1);
      if (k < found.size()) road(i, found[k].second);
    }
  }
  c.arrivals.people.assign(static_cast<std::size_t>(s.days), s.people / s.days);
  return c;
}

}  // namespace nuzuh::bench
