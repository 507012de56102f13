#pragma once
// The morning of counts at camps that may open while people leave. In Flee's agent list, in which people decide, those who wake in a camp stand
// between those who look for one, so that a camp which opens after some have left is open only to those who come later in the list. Counts
// know nobody's place in the list. At and around such a camp they decide in rounds, each of an equal part of everybody: camps, then all others who
// see the room that these left. At places where people set out today nearly everybody is new and stands at the end of the list: they decide last.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "nuzuh/movement/weights.hpp"

namespace nuzuh::movement {

/// On the development crises 4 rounds come nearer to Flee's list than 1, and as near as 8.
inline constexpr std::uint32_t k_morning_rounds = 4;

/// The rounds of a morning on which `present` people wake at a place with a capacity, each of whom leaves with chance `leave`: one where its
/// openness cannot change (six standard deviations of the number who leave).
inline std::uint32_t rounds_at(double present, double leave, double capacity, double buffer) {
  if (capacity < 1 || present <= buffer * capacity) return 1;
  const double leavers = present * leave;
  return present - leavers - 6 * std::sqrt(leavers) - 3 < capacity ? k_morning_rounds : 1;
}

/// [limited] the site and those where its openness decides what people do.
inline std::vector<std::vector<int>> sites_around(const Plan& plan) {
  std::vector<std::vector<int>> around;
  std::vector<int> limited_of(static_cast<std::size_t>(plan.sites), -1);
  for (const int site : plan.limited) {
    limited_of[static_cast<std::size_t>(site)] = static_cast<int>(around.size());
    auto& sites = around.emplace_back(1, site);
    for (const int route : plan.routes_to[static_cast<std::size_t>(site)]) sites.push_back(plan.site_of(plan.routes[static_cast<std::size_t>(route)].origin));
  }
  for (const Node& node : plan.nodes) {
    const int limited = node.arc < 0 ? -1 : limited_of[static_cast<std::size_t>(plan.site_of(node.end))];
    if (limited >= 0) around[static_cast<std::size_t>(limited)].push_back(plan.site_of(node.place));
  }
  for (auto& sites : around) {
    std::ranges::sort(sites);
    sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
  }
  return around;
}

/// The part of `n` people whose turn is in the round.
inline double share_of_round(double n, std::uint32_t round, std::uint32_t rounds) {
  return std::floor(n * std::min(round + 1, rounds) / rounds) - std::floor(n * std::min(round, rounds) / rounds);
}

/// [site] people set out from there today.
inline std::vector<std::uint8_t> new_people_at(const Plan& plan, const Weights& weights, int day) {
  std::vector<std::uint8_t> at(static_cast<std::size_t>(plan.sites), 0);
  if (plan.spawn == SpawnKind::total_by_weight) {
    for (const int site : weights.origins()) at[static_cast<std::size_t>(site)] = 1;
  } else {
    for (const auto& arrival : plan.arrivals_at[static_cast<std::size_t>(day)]) at[static_cast<std::size_t>(arrival.first)] = 1;
  }
  return at;
}

}  // namespace nuzuh::movement
