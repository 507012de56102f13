// What comes of work that was shared out among several hands, put together as if one had done it.

#include "nuzuh/movement/people.hpp"

#include <algorithm>

namespace nuzuh::movement {
namespace {

/// The memory is asked so many people ahead.
constexpr std::size_t k_ahead = 16;

}  // namespace

/// How many of so many workers are of use: one on small networks, and where people's choices follow what changes as others are worked on.
People::Index People::worth(unsigned workers) const {
  const bool alike = roads_.rests == plan_.place_count() && !crossroads_.personal() && !order_free_ && plan_.harvest.empty();
  return alike && roads_.rests >= k_large ? std::clamp<Index>(workers, 1, k_shares) : 1;
}

/// The lists of different shares of the cells are filled at once, each in the order of the hands.
void People::put_together() {
  crew_->run([&](unsigned worker) {
    for (Index share = worker; share < k_shares; share += hands_.size()) {
      for (Hands& hands : hands_) {
        const auto& rested = hands.rested[share];
        for (Index i = 0; i < rested.size(); ++i) {
          if (i + 2 * k_ahead < rested.size()) __builtin_prefetch(&rest_[static_cast<Index>(rested[i + 2 * k_ahead].node)]);
          if (i + k_ahead < rested.size()) rest_[static_cast<Index>(rested[i + k_ahead].node)].prefetch_end();
          rest_[static_cast<Index>(rested[i].node)].push(rested[i].who);
        }
        hands.rested[share].clear();
      }
    }
  });
  for (Hands& hands : hands_) {
    hands.alone = true;
    for (const auto& [person, slot] : hands.asleep) slot_[static_cast<Index>(slot)].push(person);
    hands.asleep.clear();
    if (&hands == &own_) continue;
    own_.in_order.insert(own_.in_order.end(), hands.in_order.begin(), hands.in_order.end());
    own_.single.append(hands.single.data(), hands.single.size());
    hands.in_order.clear(), hands.single.clear();
  }
}

}  // namespace nuzuh::movement
