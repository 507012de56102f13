// Crowds at places from where the order of Flee's agent list matters: held until it is guessed how many people the camps will have, and then
// followed by words of their own, as they would be one by one.

#include "nuzuh/movement/people.hpp"

#include <algorithm>

namespace nuzuh::movement {

/// Whether people at a node are worth keeping together.
bool People::stay_together(int node, Index count) const {
  return count >= k_few && !two_system_ && !crossroads_.personal() && !crossroads_.pending(node) && !crossroads_.changing(crossroads_.site_of(node)) &&
         static_cast<Index>(plan_.places[static_cast<Index>(node)].route_count) <= k_crowd_ways;
}

People::Index People::held_in_crowds() const {
  Index people = 0;
  for (const int node : held_crowds_.nodes) people += held_crowds_.at[static_cast<Index>(node)].size();
  return people;
}

/// Those at places from where the order no longer matters may go on.
void People::release_crowds() {
  Index kept = 0;
  for (const int node : held_crowds_.nodes) {
    Arrivals& here = held_crowds_.at[static_cast<Index>(node)];
    if (crossroads_.ordered(node)) {
      held_crowds_.nodes[kept++] = node;
    } else {
      crowds_.to(node).append(here.person.data(), here.moved.data(), here.size());
      here.clear();
    }
  }
  held_crowds_.nodes.resize(kept);
}

/// Everybody in them will be followed as they stand in the list.
void People::hold_singly() {
  for (const int node : held_crowds_.nodes) {
    const Arrivals& here = held_crowds_.at[static_cast<Index>(node)];
    for (Index i = 0; i < here.size(); ++i) own_.in_order.push_back({here.moved[i], here.person[i], 0, node});
  }
  held_crowds_.clear();
}

/// Follows them within the guess, to the end of their day or to where the order matters all the same. Who was held stays in held_crowds_.
void People::cross_held() {
  for (std::uint32_t used = 0; used < 4; ++used) {
    Crowds& from = used == 0 ? held_crowds_ : own_crowds_[used % 2];
    for (const int node : from.nodes) cross(from.at[static_cast<Index>(node)], node, used, own_crowds_[(used + 1) % 2]);
    if (used > 0) from.clear();
  }
  for (const int node : own_crowds_[0].nodes) {
    const Arrivals& here = own_crowds_[0].at[static_cast<Index>(node)];
    for (Index i = 0; i < here.size(); ++i) travel<false>(own_, {here.moved[i], here.person[i], 4, node}, nullptr);
  }
  own_crowds_[0].clear();
}

/// One step of a crowd of whose own words as many are used up; who goes on is added to the crowds at other nodes.
void People::cross(const Arrivals& crowd, int node, std::uint32_t used, Crowds& to) {
  const bool together = stay_together(node, crowd.size()), ordered = crossroads_.ordered(node);
  const auto when_why = (static_cast<std::uint32_t>(day_) << 16) | static_cast<std::uint32_t>(rng::Purpose::choose);
  for (Index at = 0; at < crowd.size(); at += k_crowd) {
    const Index count = std::min(k_crowd, crowd.size() - at);
    own_.person.clear(), own_.words.clear();
    own_.person.append(crowd.person.data() + at, count);
    std::fill_n(own_.person.space(8), 8, 0u);
    std::uint32_t* words = own_.words.space(4 * count);
    kernels_.words(own_.person.data(), nullptr, count, {seed_, member_, 0, when_why, 0}, words);
    if (!together) {
      for (Index i = 0; i < count; ++i) travel<false>(own_, {crowd.moved[at + i], own_.person[i], used, node}, words + word_at(i, 0));
      continue;
    }
    scratch_.clear(), own_.word.clear();
    for (Index i = 0; i < count; ++i) {
      const std::uint32_t word = words[word_at(i, used)];
      if (ordered && crossroads_.doubtful(node, word)) {
        own_.in_order.push_back({crowd.moved[at + i], own_.person[i], used, node});
      } else {
        scratch_.push(own_.person[i], crowd.moved[at + i]), own_.word.push(word);
      }
    }
    Crowd& stay = rest_[static_cast<Index>(halt_cell(node))];
    const Junction here = crossroads_.junction(node);
    if (here.count == 0) {
      stay.append(scratch_.person.data(), scratch_.size());
      continue;
    }
    const Way* ways = crossroads_.ways(here, false);
    kernels_.part(scratch_.person.data(), scratch_.moved.data(), own_.word.data(), scratch_.size(), ways, here.count, here.certain, !roads_.full_speed, {}, parting_);
    land(ways, here.count, to);
    stay.append(parting_.stay_person, parting_.stay_count);
  }
}

}  // namespace nuzuh::movement
