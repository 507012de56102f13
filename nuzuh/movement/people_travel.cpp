// The people's day on the way.
//
// At a place from where no way leads to a camp that may fill today, people decide independently of each other, so they can be taken together and
// in any order: a crowd is parted by its ways, few people are followed one by one. All others are followed in the order of Flee's
// agent list, after everybody who could not matter to them (people_order.cpp).

#include "nuzuh/movement/people.hpp"

#include <algorithm>

namespace nuzuh::movement {
namespace {

using rng::Purpose;

}  // namespace

/// After the morning: first all who can be taken in any order, then the others as they stand in the list.
void People::travel_on() {
  const auto movers = static_cast<double>(own_.single.size() + own_.in_order.size() + waiting_ + traveller_.size());
  set_changing(Phase::on_the_way, may_change(movers));
  for (const Travellers& group : travellers_) arrive(group);
  if (two_system_) {
    travel_among_others();
    return;
  }
  go_on();
  travel_single();
  while (release()) {
  }
  if (!guess()) travel_in_order();
}

/// The first way of a single person's day.
void People::set_off(Hands& hands, std::uint32_t person, const Way& way) {
  double moved = 0;
  switch (take(hands, person, way, moved, 0)) {
    case Course::on: meet(hands, {moved, person, 0, way.node}, way.leg); break;
    case Course::over: end_day(hands, way.leg, way.node, &person, 1); break;
    case Course::asleep: break;
  }
}

/// Takes a way after `moved` km today, which is brought up to date; puts who does not arrive today on the link. It is their link number `hop` of the day.
People::Course People::take(Hands& hands, std::uint32_t person, const Way& way, double& moved, std::uint32_t hop) {
  if (crossroads_.personal()) {
    const Roads::Leg& leg = roads_.legs[static_cast<Index>(way.leg)];
    if (two_system_) leave(person, way.leg, hop);
    if (hurry_) today_km_[person] = moved + std::min(leg.length_km, roads_.full_speed ? leg.speed : std::max(0.0, leg.speed - moved));
    if (roads_.walks(way.leg)) return walk(person, way.leg, moved, hop);
  }
  const double to = moved + way.length_km;
  if (roads_.full_speed) {
    if (to < way.limit_km) {
      moved = to;
      return Course::on;
    }
    const Roads::Leg& leg = roads_.legs[static_cast<Index>(way.leg)];
    if (leg.days == 0) return Course::over;
    sleep(hands, leg.first_slot + leg.days - 1, person);
    return Course::asleep;
  }
  const double left = way.limit_km - moved;
  if (way.length_km < left) {
    moved = to;
    return to < way.limit_km ? Course::on : Course::over;
  }
  const Roads::Leg& leg = roads_.legs[static_cast<Index>(way.leg)];
  const double remaining = leg.length_km - std::max(0.0, left);
  const int more = std::min(static_cast<int>(std::floor(remaining / leg.speed)), static_cast<int>(std::floor(leg.length_km / leg.speed)));
  last_km_[person] = remaining - more * leg.speed;
  sleep(hands, leg.first_slot + more, person);
  return Course::asleep;
}

/// Who slept on a link and arrives today.
void People::arrive(const Travellers& group) {
  const Roads::Leg& leg = roads_.legs[static_cast<Index>(group.leg)];
  const std::uint32_t* who = traveller_.data() + group.begin;
  last_leg_km_.assign(group.count, leg.last_km);
  for (Index i = 0; i < group.count && (!roads_.full_speed || roads_.walks(group.leg)); ++i) last_leg_km_[i] = last_km_[who[i]];
  for (Index i = 0; i < group.count && hurry_; ++i) today_km_[who[i]] = last_leg_km_[i];
  if (group.turned || !crossroads_.weights().link_open(leg.link)) {
    end_day(own_, -1, leg.turned_back, who, group.count);
    return;
  }
  reach(group.leg, leg.node, who, last_leg_km_.data(), group.count, crowds_);
}

/// People who come to a node and may go on.
void People::reach(int leg, int node, const std::uint32_t* who, const double* moved, Index count, Crowds& to) {
  if (two_system_) {
    for (Index i = 0; i < count; ++i) came_by_[who[i]] = leg, own_.in_order.push_back({moved[i], who[i], 0, node});
    return;
  }
  if (wishes_at(leg, node, false)) {
    auto& wishes = wishes_[static_cast<Index>(crossroads_.site_of(node))];
    for (Index i = 0; i < count; ++i) wishes.push_back({who[i], leg});
    return;
  }
  to.to(node).append(who, moved, count);
  waiting_ += count;
}

/// A single person who comes to a node and may go on.
void People::meet(Hands& hands, const Step& step, int leg) {
  if (two_system_) {
    came_by_[step.person] = leg;
  } else if (wishes_at(leg, step.node, false)) {
    wishes_[static_cast<Index>(crossroads_.site_of(step.node))].push_back({step.person, leg});
    return;
  }
  follow(hands, step);
}
void People::follow(Hands& hands, const Step& step) {
  if (two_system_ || crossroads_.ordered(step.node)) {
    hands.in_order.push_back(step);
  } else {
    hands.single.push(step);
  }
}

/// People whose day ends at a node.
void People::end_day(Hands& hands, int leg, int node, const std::uint32_t* who, Index count) {
  const int site = crossroads_.site_of(node);
  if (!two_system_ && wishes_at(leg, node, true)) {
    for (Index i = 0; i < count; ++i) wishes_[static_cast<Index>(site)].push_back({who[i], leg});
    return;
  }
  if (two_system_ || crossroads_.changing(site)) {
    for (Index i = 0; i < count; ++i) {
      if (two_system_) came_by_[who[i]] = leg;
      hands.in_order.push_back({k_day_over, who[i], 0, node});
    }
  } else {
    rest(hands, node, who, count);
  }
}

/// Where the parts of a crowd go.
void People::land(const Way* ways, Index count, Crowds& to) {
  for (Index k = 0; k < count; ++k) {
    const Way& way = ways[k];
    if (parting_.on_count[k]) reach(way.leg, way.node, parting_.on_person[k], parting_.on_moved[k], parting_.on_count[k], to);
    const Index out = parting_.out_count[k];
    if (out == 0) continue;
    const Roads::Leg& leg = roads_.legs[static_cast<Index>(way.leg)];
    if (!roads_.full_speed) {
      for (Index i = 0; i < out; ++i) {
        double moved = parting_.out_moved[k][i];
        if (take(own_, parting_.out_person[k][i], way, moved, 0) == Course::over) end_day(own_, way.leg, way.node, &parting_.out_person[k][i], 1);
      }
    } else if (leg.days > 0) {
      slot_[static_cast<Index>(leg.first_slot + leg.days - 1)].append(parting_.out_person[k], out);
    } else {
      end_day(own_, way.leg, way.node, parting_.out_person[k], out);
    }
  }
}

/// Crowds go on until nobody is left who may.
void People::go_on() {
  for (; worked_ < crowds_.nodes.size(); ++worked_) {
    const int node = crowds_.nodes[worked_];
    scratch_.clear();
    scratch_.swap(crowds_.at[static_cast<Index>(node)]);
    const Index count = scratch_.size();
    const bool ordered = crossroads_.ordered(node);
    if (ordered && stay_together(node, count)) {
      held_crowds_.to(node).append(scratch_.person.data(), scratch_.moved.data(), count);
      continue;
    }
    const Junction here = ordered ? Junction{} : crossroads_.junction(node);
    if (ordered || count < k_few || here.count > k_crowd_ways || crossroads_.personal()) {
      for (Index k = 0; k < count; ++k) follow(own_, {scratch_.moved[k], scratch_.person[k], 0, node});
      continue;
    }
    Crowd& stay = rest_[static_cast<Index>(halt_cell(node))];
    if (here.count == 0) {
      stay.append(scratch_.person.data(), count);
      continue;
    }
    const Way* ways = crossroads_.ways(here, false);
    auto& drawn = drawn_[static_cast<Index>(node)];
    for (Index at = 0; at < count; at += k_crowd) {
      const Index n = std::min(k_crowd, count - at);
      kernels_.part(scratch_.person.data() + at, scratch_.moved.data() + at, nullptr, n, ways, here.count, here.certain, !roads_.full_speed,
                    source(node, Purpose::pass, drawn), parting_);
      drawn += blocks_of(n);
      land(ways, here.count, crowds_);
      stay.append(parting_.stay_person, parting_.stay_count);
    }
  }
}

}  // namespace nuzuh::movement
