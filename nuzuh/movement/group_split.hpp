#pragma once
// Who of those who set out belongs to which group of people.

#include <span>

#include "nuzuh/movement/draws.hpp"
#include "nuzuh/movement/plan.hpp"

namespace nuzuh::movement {

/// Splits the people who set out from a site, `left` of each member, over the groups by the shares there: multinomial, as a chain of
/// binomials. Calls settle(place, lane, people) for each group and member; `left` is used up.
template <class Settle>
void split_over_groups(const Plan& plan, int site, int day, std::span<const std::uint32_t> members, std::span<double> left, Draws& draws, Settle&& settle) {
  if (plan.group_shares.empty()) {
    for (std::size_t lane = 0; lane < left.size(); ++lane) settle(site, lane, left[lane]);
    return;
  }
  const auto& shares = plan.group_shares[static_cast<std::size_t>(site)];
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

}  // namespace nuzuh::movement
