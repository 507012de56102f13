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
constexpr double k_word = 4294967296.0;  // 2^32

}  // namespace

/// After the morning: first all who can be taken in any order, then the others as they stand in the list.
void People::travel_on() {
  const auto movers = static_cast<double>(single_.size() + in_order_.size() + waiting_ + traveller_.size());
  set_changing(may_change(movers));
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
void People::set_off(std::uint32_t person, const Way& way) {
  double moved = 0;
  switch (take(person, way, moved, 0)) {
    case Course::on: meet({moved, person, 0, way.node, way.leg}); break;
    case Course::over: end_day(way.leg, way.node, &person, 1); break;
    case Course::asleep: break;
  }
}

/// Takes a way after `moved` km today, which is brought up to date; puts who does not arrive today on the link. It is their link number `hop` of the day.
People::Course People::take(std::uint32_t person, const Way& way, double& moved, std::uint32_t hop) {
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
  const auto moved_today = [&](std::uint32_t person) { return roads_.full_speed && !roads_.walks(group.leg) ? leg.last_km : last_km_[person]; };
  for (Index i = 0; hurry_ && i < group.count; ++i) today_km_[who[i]] = moved_today(who[i]);
  if (group.turned || !crossroads_.weights().link_open(leg.link)) {
    end_day(-1, plan_.links[static_cast<Index>(leg.link)].from, who, group.count);
    return;
  }
  for (Index i = 0; i < group.count; ++i) {
    const double moved = moved_today(who[i]);
    reach(group.leg, leg.node, who + i, &moved, 1);
  }
}

/// People who come to a node and may go on.
void People::reach(int leg, int node, const std::uint32_t* who, const double* moved, Index count) {
  if (two_system_) {
    for (Index i = 0; i < count; ++i) in_order_.push_back({moved[i], who[i], 0, node, leg});
    return;
  }
  if (wishes_at(leg, node, false)) {
    auto& wishes = wishes_[static_cast<Index>(crossroads_.site_of(node))];
    for (Index i = 0; i < count; ++i) wishes.push_back({who[i], leg});
    return;
  }
  Arrivals& there = arrivals_[static_cast<Index>(node)];
  if (there.size() == 0) busy_.push_back(node);
  there.append(who, moved, count);
  waiting_ += count;
}

/// A single person who comes to a node and may go on.
void People::meet(const Step& step) {
  if (!two_system_ && wishes_at(step.leg, step.node, false)) {
    wishes_[static_cast<Index>(crossroads_.site_of(step.node))].push_back({step.person, step.leg});
    return;
  }
  follow(step);
}
void People::follow(const Step& step) { (two_system_ || crossroads_.ordered(step.node) ? in_order_ : single_).push_back(step); }

/// People whose day ends at a node.
void People::end_day(int leg, int node, const std::uint32_t* who, Index count) {
  const int site = crossroads_.site_of(node);
  if (!two_system_ && wishes_at(leg, node, true)) {
    for (Index i = 0; i < count; ++i) wishes_[static_cast<Index>(site)].push_back({who[i], leg});
    return;
  }
  if (two_system_ || crossroads_.changing(site)) {
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
        if (take(parting_.out_person[k][i], way, moved, 0) == Course::over) end_day(way.leg, way.node, &parting_.out_person[k][i], 1);
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
  for (; worked_ < busy_.size(); ++worked_) {
    const int node = busy_[worked_];
    scratch_.clear();
    scratch_.swap(arrivals_[static_cast<Index>(node)]);
    const Index count = scratch_.size();
    const bool ordered = crossroads_.ordered(node);
    const Junction here = ordered ? Junction{} : crossroads_.junction(node);
    if (ordered || count < k_few || here.count > k_crowd_ways || crossroads_.personal()) {
      auto& to = ordered ? in_order_ : single_;
      for (Index k = 0; k < count; ++k) to.push_back({scratch_.moved[k], scratch_.person[k], 0, node, 0});
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
      land(ways, here.count);
      stay.append(parting_.stay_person, parting_.stay_count);
    }
  }
}

/// The words of people whom no crowd is asked for.
const std::uint32_t* People::own_words(const std::vector<Step>& steps) {
  person_.clear(), words_.clear();
  const Index count = steps.size();
  std::uint32_t* who = person_.space(count);
  for (Index i = 0; i < count; ++i) who[i] = steps[i].person;
  std::fill_n(who + count, 8, 0u);
  std::uint32_t* words = words_.space(4 * count);
  const auto when_why = (static_cast<std::uint32_t>(day_) << 16) | static_cast<std::uint32_t>(Purpose::choose);
  kernels_.words(who, nullptr, count, {seed_, member_, 0, when_why, 0}, words);
  return words;
}

/// Follows single people to the end of their day, or to where the order of the list matters: a batch of them one step, then those who
/// go on.
void People::travel_single() {
  for (Index begin = 0; begin < single_.size(); begin += k_batch) {
    const Index end = std::min(begin + k_batch, single_.size());
    batch_.assign(single_.begin() + static_cast<std::ptrdiff_t>(begin), single_.begin() + static_cast<std::ptrdiff_t>(end));
    const std::uint32_t* words = own_words(batch_);
    Index count = 0;
    for (Index i = 0; i < batch_.size(); ++i) {
      Step step = batch_[i];
      if (crossroads_.special(step.node)) {
        travel<false>(step, words + word_at(i, 0));
      } else {
        crossroads_.prefetch(step.node, crossroads_.first_way(step.node));
        step.leg = static_cast<int>(i);  // whose words: the leg matters at the next arrival only
        batch_[count++] = step;
      }
    }
    batch_.resize(count);
    while (!batch_.empty()) hop<false>(batch_, words);
  }
  single_.clear();
}

/// One step of people at places where they decide alone. Those who go on to such a place stay in `steps` (in the morning they go to single_).
/// Free of branches that depend on chance, so that the memory accesses of many people overlap.
template <bool morning>
void People::hop(std::vector<Step>& steps, const std::uint32_t* words) {
  const Index count = steps.size();
  if (count == 0) return;
  settled_.resize(count), turned_.resize(count);
  Index next = 0, settled = 0, turned = 0;
  if (morning) {
    next = single_.size();
    single_.resize(next + count);
  }
  Step* on_list = morning ? single_.data() : steps.data();
  for (Index i = 0; i < count; ++i) {
    const Step step = steps[i];
    if (!morning && step.word >= 4) [[unlikely]] {
      travel<false>(step, nullptr);
      continue;
    }
    const std::uint32_t word = morning ? step.word : words[word_at(static_cast<Index>(step.leg), step.word)];
    const Junction& here = crossroads_.place_junction(step.node);
    const Way* ways = crossroads_.ways(here, false);
    const std::uint32_t k = here.choose(ways, word);
    const bool goes = k < here.count;
    const Way& way = ways[goes ? k : 0];
    const double to = step.moved + way.length_km;
    const bool arrives = (to < way.limit_km) & (roads_.full_speed | (way.length_km < way.limit_km - step.moved));
    const bool on = goes & arrives & !crossroads_.special(way.node);
    settled_[settled] = {step.person, step.node};
    settled += !goes;
    turned_[turned] = {step, &way};
    turned += goes & !on;
    if (!morning) crossroads_.prefetch(way.node, way.ahead);
    __builtin_prefetch(&rest_[static_cast<Index>(way.node)]);
    on_list[next] = {to, step.person, morning ? 0 : step.word + 1, way.node, step.leg};
    next += on;
  }
  if (morning) {
    single_.resize(next);
    steps.clear();
  } else {
    steps.resize(next);
  }
  for (Index i = 0; i < settled; ++i) rest_[static_cast<Index>(settled_[i].node)].prefetch_end();
  for (Index i = 0; i < settled; ++i) rest_[static_cast<Index>(settled_[i].node)].push(settled_[i].person);
  for (Index i = 0; i < turned; ++i) {
    const auto& [step, way] = turned_[i];
    double moved = step.moved;
    switch (take(step.person, *way, moved, morning ? 0 : step.word + 1)) {
      case Course::on: {
        const Step there{moved, step.person, morning ? 0 : step.word + 1, way->node, way->leg};
        if (morning) {
          meet(there);
        } else if (wishes_at(there.leg, there.node, false)) {
          wishes_[static_cast<Index>(crossroads_.site_of(there.node))].push_back({there.person, there.leg});
        } else {
          travel<false>(there, there.word < 4 ? words + word_at(static_cast<Index>(step.leg), 0) : nullptr);
        }
        break;
      }
      case Course::over: end_day(way->leg, way->node, &step.person, 1); break;
      case Course::asleep: break;
    }
  }
}
template void People::hop<true>(std::vector<Step>&, const std::uint32_t*);

/// Follows one person from a node that they have reached to the end of their day; not in order: at most to where the order matters.
template <bool in_order>
void People::travel(Step step, const std::uint32_t* words) {
  if (!in_order && crossroads_.ordered(step.node)) {
    in_order_.push_back(step);
    return;
  }
  if (hurry_ && step.moved != k_day_over) today_km_[step.person] = step.moved;
  for (;;) {
    const int site = crossroads_.site_of(step.node);
    if (in_order && crossroads_.changing(site)) crossroads_.change(site, 1);
    if (in_order && two_system_) join(step);
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
    const Junction& here = crossroads_.junction(step.node);
    const Way* way = nullptr;
    if (crossroads_.personal() && ((hurry_ && hurries(step)) || (two_system_ && deliberates(step)))) {
      way = way_for_certain(crossroads_.place_of(step.node), word, false);
    } else {
      way = choose(here, crossroads_.ways(here, false), word);
    }
    if (!way) {
      rest_[static_cast<Index>(halt_cell(step.node))].push(step.person);
      return;
    }
    if (in_order && crossroads_.changing(site)) crossroads_.change(site, -1);
    const Course course = take(step.person, *way, step.moved, step.word);
    if (course == Course::asleep) return;
    step.node = way->node, step.leg = way->leg;
    const int next = crossroads_.site_of(step.node);
    if (wishes_at(step.leg, step.node, course == Course::over)) {
      if (in_order && two_system_) ++here_now_[static_cast<Index>(next)];
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

template void People::travel<true>(Step, const std::uint32_t*);

}  // namespace nuzuh::movement
