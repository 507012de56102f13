// The people's day on the way, and their evening.
//
// At a place from where no way leads to a camp that may fill today, people decide independently of each other, so they can be taken together and
// in any order: a crowd is parted by its ways, few people are followed one by one. All others are followed in the order of Flee's
// agent list, after everybody who could not matter to them.

#include "nuzuh/movement/people.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::movement {
namespace {

using rng::Purpose;
constexpr double k_word = 4294967296.0;  // 2^32
/// From so many people on, a crowd is cheaper than single people.
constexpr std::size_t k_few = 8;

}  // namespace

People::People(const Plan& plan, const Roads& roads, const Parameters& parameters, const PeopleKernels& kernels, std::uint64_t seed, std::uint32_t member)
    : plan_(plan), roads_(roads), kernels_(kernels), seed_(seed), member_(member), crossroads_(plan, roads, parameters),
      order_free_(!plan.rules.admission_in_list_order), rest_(static_cast<Index>(roads.rests)), slot_(2 * roads.slot_leg.size()),
      present_(plan.places.size(), 0), arrivals_(plan.nodes.size()), drawn_(plan.nodes.size(), 0),
      zeros_(k_crowd_room, 0.0), wishes_(plan.places.size()), leaving_(plan.places.size(), 0) {
  // A place's own words go with its name; those of people who follow a route from there, or are on their first journey, with their cell.
  std::unordered_set<std::uint32_t> taken;
  for (int cell = 0; cell < roads.rests; ++cell) {
    std::uint32_t key = plan.places[static_cast<Index>(crossroads_.place_of(roads.node_of(cell)))].entity;
    if (cell >= plan.place_count()) key += static_cast<std::uint32_t>(cell) * 0x9E3779B9u;
    while (!taken.insert(key).second) ++key;
    key_.push_back(key);
  }
  for (int i = 0; i < plan.place_count(); ++i) {
    population_.push_back(static_cast<double>(plan.places[static_cast<Index>(i)].population));
    start(i, plan.initial[static_cast<Index>(i)]);
  }
}

void People::day(int t) {
  day_ = t;
  crossroads_.weights().before_spawn(t);
  set_out();
  crossroads_.weights().dawn(t);
  close_links();
  crossroads_.dawn(present_);
  if (!roads_.full_speed) last_km_.resize(ever_);
  find_leavers();
  find_travellers();
  crossroads_.set_changing(places_that_may_change());
  move_everyone();
  count();
  if (order_free_) admit();
  drain();
}

void People::record(Trajectories& out, Index row_member, bool reported_only) const {
  const Index row = row_member * out.days + static_cast<Index>(day_);
  std::uint32_t* to = out.people.data() + row * out.columns;
  if (reported_only) {
    for (const int place : plan_.reported) *to++ = static_cast<std::uint32_t>(present_[static_cast<Index>(place)]);
  } else {
    for (const double n : present_) *to++ = static_cast<std::uint32_t>(n);
  }
  double rest = 0;
  for (const double n : present_) rest += n;
  Index on_links = 0;
  for (const Crowd& there : slot_) on_links += there.size();
  const std::uint64_t here = ever_ - gone_;
  NUZUH_EXPECT(static_cast<Index>(rest) + on_links == here);
  *to = static_cast<std::uint32_t>(on_links);
  out.present[row] = here;
  out.left[row] = gone_;
}

void People::move_everyone() {
  morning_.clear(), single_.clear(), in_order_.clear(), busy_.clear();
  for (const Leavers& group : leavers_) depart(group);
  depart_in_order();
  for (const Travellers& group : travellers_) arrive(group);
  go_on();
  travel_all<false>(single_);
  sort_by_person(in_order_);
  travel_all<true>(in_order_);
}

void People::depart(const Leavers& group) {
  const int node = roads_.node_of(group.cell);
  const bool foot = group.cell >= roads_.nodes;
  if (crossroads_.ordered(node)) {
    for (Index i = group.begin; i < group.begin + group.count; ++i) morning_.push_back({0, leaver_[i], word_[i], group.cell, 0});
    return;
  }
  // Who cannot go on along their route forgets it.
  Crowd& stay = rest_[static_cast<Index>(crossroads_.place_of(node) + (foot ? roads_.nodes : 0))];
  const Junction here = crossroads_.junction(node);
  const Way* ways = crossroads_.ways(here, foot);
  if (here.count == 0) {
    stay.append(leaver_.data() + group.begin, group.count);
    return;
  }
  if (group.count < k_few || here.count > k_crowd_ways) {
    for (Index i = group.begin; i < group.begin + group.count; ++i) {
      const Way* way = choose(here, ways, word_[i]);
      if (!way) {
        stay.push(leaver_[i]);
        continue;
      }
      set_off(leaver_[i], *way);
    }
    return;
  }
  for (Index at = group.begin, end = group.begin + group.count; at < end; at += k_crowd) {
    kernels_.part(leaver_.data() + at, zeros_.data(), word_.data() + at, std::min(k_crowd, end - at), ways, here.count, here.certain,
                  !roads_.full_speed, {}, parting_);
    land(ways, here.count);
    stay.append(parting_.stay_person, parting_.stay_count);
  }
}

/// The morning of those for whom it matters who left before them.
void People::depart_in_order() {
  sort_by_person(morning_);
  for (const Step& one : morning_) {
    const int node = roads_.node_of(one.node), place = crossroads_.place_of(node);
    const bool foot = one.node >= roads_.nodes;
    const Junction here = crossroads_.junction(node);
    const Way* way = choose(here, crossroads_.ways(here, foot), one.word);
    if (!way) {
      rest_[static_cast<Index>(place + (foot ? roads_.nodes : 0))].push(one.person);
      continue;
    }
    if (crossroads_.changing(place)) crossroads_.change(place, -1);
    set_off(one.person, *way);
  }
}

/// The first way of a single person's day.
void People::set_off(std::uint32_t person, const Way& way) {
  double moved = 0;
  switch (take(person, way, moved)) {
    case Course::on: meet({moved, person, 0, way.node, way.leg}); break;
    case Course::over: end_day(way.leg, way.node, &person, 1); break;
    case Course::asleep: break;
  }
}

/// Takes a way after `moved` km today, which is brought up to date; puts who does not arrive today on the link.
People::Course People::take(std::uint32_t person, const Way& way, double& moved) {
  const double to = moved + way.length_km;
  if (roads_.full_speed) {
    if (to < way.limit_km) {
      moved = to;
      return Course::on;
    }
    const Roads::Leg& leg = roads_.legs[static_cast<Index>(way.leg)];
    if (leg.days == 0) return Course::over;
    slot_[static_cast<Index>(leg.first_slot + leg.days - 1)].push(person);
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
  slot_[static_cast<Index>(leg.first_slot + more)].push(person);
  return Course::asleep;
}

/// Who slept on a link and arrives today.
void People::arrive(const Travellers& group) {
  const Roads::Leg& leg = roads_.legs[static_cast<Index>(group.leg)];
  const std::uint32_t* who = traveller_.data() + group.begin;
  if (group.turned || !crossroads_.weights().link_open(leg.link)) {
    end_day(-1, plan_.links[static_cast<Index>(leg.link)].from, who, group.count);
    return;
  }
  for (Index i = 0; i < group.count; ++i) {
    const double moved = roads_.full_speed ? leg.last_km : last_km_[who[i]];
    reach(group.leg, leg.node, who + i, &moved, 1);
  }
}

/// People who come to a node and may go on.
void People::reach(int leg, int node, const std::uint32_t* who, const double* moved, Index count) {
  const int place = crossroads_.place_of(node);
  if (wishes_at(leg, node, false)) {
    for (Index i = 0; i < count; ++i) wishes_[static_cast<Index>(place)].push_back({who[i], leg});
    return;
  }
  Arrivals& there = arrivals_[static_cast<Index>(node)];
  if (there.size() == 0) busy_.push_back(node);
  there.append(who, moved, count);
}

/// A single person who comes to a node and may go on.
void People::meet(const Step& step) {
  const int place = crossroads_.place_of(step.node);
  if (wishes_at(step.leg, step.node, false)) {
    wishes_[static_cast<Index>(place)].push_back({step.person, step.leg});
    return;
  }
  follow(step);
}
void People::follow(const Step& step) { (crossroads_.ordered(step.node) ? in_order_ : single_).push_back(step); }

/// People whose day ends at a node.
void People::end_day(int leg, int node, const std::uint32_t* who, Index count) {
  const int place = crossroads_.place_of(node);
  if (wishes_at(leg, node, true)) {
    for (Index i = 0; i < count; ++i) wishes_[static_cast<Index>(place)].push_back({who[i], leg});
    return;
  }
  if (crossroads_.changing(place)) {
    for (Index i = 0; i < count; ++i) in_order_.push_back({k_day_over, who[i], 0, node, leg});
  } else {
    rest_[static_cast<Index>(node)].append(who, count);
  }
}

/// Where the parts of a crowd go.
void People::land(const Way* ways, Index count) {
  for (Index k = 0; k < count; ++k) {
    const Way& way = ways[k];
    if (parting_.on_count[k]) reach(way.leg, way.node, parting_.on_person[k], parting_.on_moved[k], parting_.on_count[k]);
    const Index out = parting_.out_count[k];
    if (out == 0) continue;
    const Roads::Leg& leg = roads_.legs[static_cast<Index>(way.leg)];
    if (!roads_.full_speed) {
      for (Index i = 0; i < out; ++i) {
        double moved = parting_.out_moved[k][i];
        if (take(parting_.out_person[k][i], way, moved) == Course::over) end_day(way.leg, way.node, &parting_.out_person[k][i], 1);
      }
    } else if (leg.days > 0) {
      slot_[static_cast<Index>(leg.first_slot + leg.days - 1)].append(parting_.out_person[k], out);
    } else {
      end_day(way.leg, way.node, parting_.out_person[k], out);
    }
  }
}

/// Crowds go on until nobody is left who may.
void People::go_on() {
  for (Index i = 0; i < busy_.size(); ++i) {
    const int node = busy_[i];
    scratch_.clear();
    scratch_.swap(arrivals_[static_cast<Index>(node)]);
    const Index count = scratch_.size();
    const bool ordered = crossroads_.ordered(node);
    const Junction here = ordered ? Junction{} : crossroads_.junction(node);
    if (ordered || count < k_few || here.count > k_crowd_ways) {
      auto& to = ordered ? in_order_ : single_;
      for (Index k = 0; k < count; ++k) to.push_back({scratch_.moved[k], scratch_.person[k], 0, node, 0});
      continue;
    }
    Crowd& stay = rest_[static_cast<Index>(crossroads_.place_of(node))];
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
      land(ways, here.count);
      stay.append(parting_.stay_person, parting_.stay_count);
    }
  }
  for (const int node : busy_) drawn_[static_cast<Index>(node)] = 0;
}

/// Follows people to the end of their day. In no order: until they come to a place where the order matters.
template <bool in_order>
void People::travel_all(std::vector<Step>& steps) {
  const Index count = steps.size();
  if (count == 0) return;
  person_.clear(), words_.clear();
  std::uint32_t* who = person_.space(count);
  for (Index i = 0; i < count; ++i) who[i] = steps[i].person;
  std::fill_n(who + count, 8, 0u);
  std::uint32_t* words = words_.space(4 * count);
  kernels_.words(who, count, {seed_, member_, 0, (static_cast<std::uint32_t>(day_) << 16) | static_cast<std::uint32_t>(Purpose::choose), 0}, words);
  for (Index i = 0; i < count; ++i) travel<in_order>(steps[i], words + i / 8 * 32 + i % 8);
}

template <bool in_order>
void People::travel(Step step, const std::uint32_t* words) {
  for (;;) {
    const int place = crossroads_.place_of(step.node);
    if (in_order && crossroads_.changing(place)) crossroads_.change(place, 1);
    if (step.moved == k_day_over) {
      rest_[static_cast<Index>(step.node)].push(step.person);
      return;
    }
    std::uint32_t word;
    if (step.word < 4) {
      word = words[8 * step.word];
    } else {
      // Long days are rare: a stream of their own.
      rng::Stream more(seed_, member_, step.person, day_, Purpose::travel);
      for (std::uint32_t w = 4; w < step.word; ++w) more.uniform();
      word = static_cast<std::uint32_t>(more.uniform() * k_word);
    }
    ++step.word;
    const Junction here = crossroads_.junction(step.node);
    const Way* way = choose(here, crossroads_.ways(here, false), word);
    if (!way) {
      rest_[static_cast<Index>(place)].push(step.person);
      return;
    }
    if (in_order && crossroads_.changing(place)) crossroads_.change(place, -1);
    const Course course = take(step.person, *way, step.moved);
    if (course == Course::asleep) return;
    step.node = way->node, step.leg = way->leg;
    const int next = crossroads_.place_of(step.node);
    if (wishes_at(step.leg, step.node, course == Course::over)) {
      wishes_[static_cast<Index>(next)].push_back({step.person, step.leg});
      return;
    }
      if (course == Course::over) step.moved = k_day_over;
    if (!in_order && (course == Course::over ? crossroads_.changing(next) : crossroads_.ordered(step.node))) {
      in_order_.push_back(step);
      return;
    }
  }
}

/// By the number of the person, 11 bits at a time from the lowest on.
void People::sort_by_person(std::vector<Step>& steps) {
  if (steps.size() < 64) {
    std::ranges::sort(steps, {}, &Step::person);
    return;
  }
  for (unsigned shift = 0; shift < 32 && (ever_ >> shift) != 0; shift += 11) {
    std::uint32_t begin[2048] = {};
    for (const Step& step : steps) ++begin[(step.person >> shift) & 2047];
    std::uint32_t sum = 0;
    for (auto& b : begin) b = std::exchange(sum, sum + b);
    sorted_.resize(steps.size());
    for (const Step& step : steps) sorted_[begin[(step.person >> shift) & 2047]++] = step;
    steps.swap(sorted_);
  }
}

/// The order-free rule: a random part of those who wish to get in does; the others sleep at the start of their last link.
void People::admit() {
  for (const int place : plan_.limited) {
    auto& list = wishes_[static_cast<Index>(place)];
    if (list.empty()) continue;
    const double capacity = crossroads_.weights().capacity(place);
    const auto room = capacity < 1 ? list.size() : static_cast<Index>(std::clamp(std::floor(capacity) - present_[static_cast<Index>(place)], 0.0, static_cast<double>(list.size())));
    rng::Stream stream(seed_, member_, plan_.places[static_cast<Index>(place)].entity, day_, Purpose::admit);
    for (Index i = 0; i < list.size(); ++i) {
      if (room < list.size() && i < room) {
        std::swap(list[i], list[i + static_cast<Index>(stream.uniform() * static_cast<double>(list.size() - i))]);
      }
      const Roads::Leg& leg = roads_.legs[static_cast<Index>(list[i].leg)];
      const int cell = i < room ? leg.node : plan_.links[static_cast<Index>(leg.link)].from;
      rest_[static_cast<Index>(cell)].push(list[i].person);
      present_[static_cast<Index>(crossroads_.place_of(cell))] += 1;
    }
    list.clear();
  }
}

void People::drain() {
  if (!plan_.sinks) return;
  for (int cell = 0; cell < roads_.rests; ++cell) {
    Crowd& here = rest_[static_cast<Index>(cell)];
    const int place = crossroads_.place_of(roads_.node_of(cell));
    const double p = plan_.places[static_cast<Index>(place)].leave_sink;
    if (here.empty() || p <= 0 || !crossroads_.weights().today(place).camp) continue;
    leaver_.clear(), word_.clear();
    const auto threshold = static_cast<std::uint64_t>(std::floor(p * k_word + 0.5));
    const Index found = kernels_.select(here.data(), here.size(), threshold, source(cell, Purpose::return_home, 0), leaver_.space(here.size()),
                                        word_.space(here.size()));
    here.resize(here.size() - found);
    present_[static_cast<Index>(place)] -= static_cast<double>(found);
    gone_ += found;
  }
}

void People::count() {
  std::fill(present_.begin(), present_.end(), 0.0);
  for (int cell = 0; cell < roads_.rests; ++cell) {
    present_[static_cast<Index>(crossroads_.place_of(roads_.node_of(cell)))] += static_cast<double>(rest_[static_cast<Index>(cell)].size());
  }
}

}  // namespace nuzuh::movement
