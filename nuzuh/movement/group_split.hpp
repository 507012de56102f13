#pragma once
// Who of those who set out belongs to which group of people.

#include <map>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "nuzuh/movement/draws.hpp"
#include "nuzuh/movement/plan.hpp"

namespace nuzuh::movement {

/// Splits people at a site, `left` of each member, over the groups by their shares: multinomial, as a chain of binomials. Calls
/// settle(place, lane, people) for each group and member; `left` is used up. `day` keys the draws.
template <class Settle>
void split_over_groups(const Plan& plan, int site, const GroupShares& shares, int day, std::span<const std::uint32_t> members, std::span<double> left, Draws& draws, Settle&& settle) {
  double share_left = 1;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    const auto [group, share] = shares[k];
    const double p = k + 1 == shares.size() || share >= share_left ? 1 : share / share_left;
    draws.clear();
    for (std::size_t lane = 0; lane < left.size(); ++lane) {
      draws.add(left[lane], p, members[lane], plan.places[static_cast<std::size_t>(site)].entity, draw_index(0, 0, static_cast<std::uint32_t>(k)));
    }
    draws.draw(day, rng::Purpose::attribute);
    for (std::size_t lane = 0; lane < left.size(); ++lane) {
      settle(group * plan.sites + site, lane, draws[lane]);
      left[lane] -= draws[lane];
    }
    share_left -= share;
  }
}

/// The same for those who set out on a day.
template <class Settle>
void split_over_groups(const Plan& plan, int site, int day, std::span<const std::uint32_t> members, std::span<double> left, Draws& draws, Settle&& settle) {
  if (plan.group_shares.empty()) {
    for (std::size_t lane = 0; lane < left.size(); ++lane) settle(site, lane, left[lane]);
  } else {
    split_over_groups(plan, site, plan.group_shares[static_cast<std::size_t>(site)], day, members, left, draws, settle);
  }
}

/// The people before day 0 for engines to which their order is nothing: those of agents.csv, then the others, one crowd for each site and shares.
inline std::vector<FirstCrowd> first_people_together(const Plan& plan) {
  std::map<std::tuple<bool, int, GroupShares>, std::int64_t> together;
  for (const FirstCrowd& crowd : plan.first_people) together[{!crowd.listed, crowd.site, crowd.shares}] += crowd.people;
  std::vector<FirstCrowd> out;
  for (const auto& [who, people] : together) out.push_back({std::get<1>(who), people, std::get<2>(who), !std::get<0>(who)});
  return out;
}

/// Days before day 0 that key the draws of such a crowd: no two crowds of a site have one.
inline int day_of_crowd(std::size_t crowd, bool listed) { return listed ? -2 - static_cast<int>(crowd) : -1; }

}  // namespace nuzuh::movement
