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

/// The part of `n` people whose turn is in the round.
inline double share_of_round(double n, std::uint32_t round, std::uint32_t rounds) {
  return std::floor(n * std::min(round + 1, rounds) / rounds) - std::floor(n * std::min(round, rounds) / rounds);
}

/// In how many rounds the people of each site decide on a morning, for members side by side (lanes): one, or k_morning_rounds.
class MorningRounds {
 public:
  MorningRounds(const Plan& plan, std::size_t lanes)
      : plan_(plan), lanes_(lanes), limited_(static_cast<std::size_t>(plan.sites), 0), rounds_(lanes * limited_.size(), 1) {
    std::vector<int> limited_of(limited_.size(), -1);
    for (const int site : plan.limited) {
      limited_[static_cast<std::size_t>(site)] = 1;
      limited_of[static_cast<std::size_t>(site)] = static_cast<int>(around_.size());
      auto& sites = around_.emplace_back(1, site);
      for (const int route : plan.routes_to[static_cast<std::size_t>(site)]) sites.push_back(plan.site_of(plan.routes[static_cast<std::size_t>(route)].origin));
    }
    for (const Node& node : plan.nodes) {
      const int limited = node.arc < 0 ? -1 : limited_of[static_cast<std::size_t>(plan.site_of(node.end))];
      if (limited >= 0) around_[static_cast<std::size_t>(limited)].push_back(plan.site_of(node.place));
    }
    for (auto& sites : around_) {
      std::ranges::sort(sites);
      sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
    }
  }

  /// Works them out for a day on which present(entry of Plan::limited, lane) people wake at the places with a capacity; in list order only. False
  /// if everybody decides at once.
  template <class Present>
  bool wake(const Weights& weights, int day, std::size_t used_lanes, Present&& present) {
    if (any_) std::fill(rounds_.begin(), rounds_.end(), 1);
    any_ = false;
    for (std::size_t i = 0; i < plan_.limited.size(); ++i) {
      for (std::size_t lane = 0; lane < used_lanes; ++lane) {
        if (!may_open(weights, plan_.limited[i], present(i, lane))) continue;
        any_ = true;
        for (const int near : around_[i]) rounds_[lanes_ * static_cast<std::size_t>(near) + lane] = k_morning_rounds;
      }
    }
    if (!any_) return false;
    const auto new_people = [&](int site) {
      if (!limited_[static_cast<std::size_t>(site)]) std::fill_n(rounds_.begin() + static_cast<std::ptrdiff_t>(lanes_ * static_cast<std::size_t>(site)), lanes_, 1);
    };
    if (plan_.spawn == SpawnKind::total_by_weight) {
      for (const int site : weights.origins()) new_people(site);
    } else {
      for (const auto& arrival : plan_.arrivals_at[static_cast<std::size_t>(day)]) new_people(arrival.first);
    }
    return true;
  }

  [[nodiscard]] std::uint32_t at(int site, std::size_t lane = 0) const { return rounds_[lanes_ * static_cast<std::size_t>(site) + lane]; }
  /// Nobody there decides in rounds: at places without a capacity, the last to decide.
  [[nodiscard]] bool once(int site) const {
    const auto first = rounds_.begin() + static_cast<std::ptrdiff_t>(lanes_ * static_cast<std::size_t>(site));
    return std::all_of(first, first + static_cast<std::ptrdiff_t>(lanes_), [](std::uint32_t n) { return n == 1; });
  }

 private:
  /// A place's openness may rise as people leave it in the morning (to six standard deviations of their number).
  static bool may_open(const Weights& weights, int site, double present) {
    const double capacity = weights.capacity(site), leavers = present * weights.leave(site);
    return capacity >= 1 && present > weights.parameters().capacity_buffer * capacity && present - leavers - 6 * std::sqrt(leavers) - 3 < capacity;
  }

  const Plan& plan_;
  std::size_t lanes_;
  std::vector<std::uint8_t> limited_;     ///< [site]
  std::vector<std::vector<int>> around_;  ///< [limited] the site and those where its openness decides what people do
  std::vector<std::uint32_t> rounds_;     ///< [site][lane]
  bool any_ = false;
};

}  // namespace nuzuh::movement
