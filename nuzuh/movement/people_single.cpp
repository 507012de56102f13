// Single people: where few are at a place, each is followed by their own words, a batch of them one step at a time.

#include "nuzuh/movement/people.hpp"

#include <algorithm>

namespace nuzuh::movement {
namespace {

using rng::Purpose;
constexpr double k_word = 4294967296.0;  // 2^32

/// The memory is asked so many people ahead.
constexpr std::size_t k_ahead = 16;

/// Whose words (word_at) these are.
constexpr std::size_t block_at(std::uint32_t word) { return (word & 0xffffff) / 32 * 8 + word % 8; }

}  // namespace

void People::make_room(Hands& hands, Index count) {
  if (hands.settled.size() < count) hands.settled.resize(count), hands.turned.resize(count);
}

/// The words of people whom no crowd is asked for; who they are stays in own_.person.
const std::uint32_t* People::own_words(Hands& hands, const Step* steps, Index count) {
  hands.person.clear(), hands.words.clear();
  std::uint32_t* who = hands.person.space(count);
  for (Index i = 0; i < count; ++i) who[i] = steps[i].person;
  std::fill_n(who + count, 8, 0u);
  std::uint32_t* words = hands.words.space(4 * count);
  const auto when_why = (static_cast<std::uint32_t>(day_) << 16) | static_cast<std::uint32_t>(Purpose::choose);
  kernels_.words(who, nullptr, count, {seed_, member_, 0, when_why, 0}, words);
  return words;
}

/// One step in the morning of those who were asked. Who comes to a place where they decide alone goes to `single`.
void People::leave_places(Hands& hands) {
  const Index count = hands.asked.size();
  make_room(hands, count);
  Step* next = hands.single.space(count);
  Settled* const settled = hands.settled.data();
  Turned* const turned = hands.turned.data();
  Index stay = 0, turn = 0;
  for (Index i = 0; i < count; ++i) {
    const Asked one = hands.asked[i];
    if (i + k_ahead < count) crossroads_.prefetch(hands.asked[i + k_ahead].node);
    const Stride stride = crossroads_.stride(one.node, one.word, 0);
    __builtin_prefetch(&rest_[static_cast<Index>(stride.node)]);
    const bool on = stride.arrives & !crossroads_.special(stride.node);
    settled[stay] = {one.person, one.node};
    stay += !stride.goes;
    turned[turn] = {0, one.person, stride.way};
    turn += stride.goes & !on;
    *next = {stride.to, one.person, 0, stride.node};
    next += on;
  }
  hands.single.resize(static_cast<Index>(next - hands.single.data()));
  hands.asked.clear();
  for (Index i = 0; i < stay; ++i) rest_[static_cast<Index>(settled[i].node)].prefetch_end();
  // Their own list, which nobody else is at.
  for (Index i = 0; i < stay; ++i) rest_[static_cast<Index>(settled[i].node)].push(settled[i].who);
  for (Index i = 0; i < turn; ++i) set_off(hands, turned[i].who, crossroads_.way(turned[i].way));
}

/// Follows single people to the end of their day, or to where the order of the list matters: a batch of them one step, then those who
/// go on.
void People::travel_single() {
  crossroads_.freshen();
  const Index people = own_.single.size();
  share_out((people + k_batch - 1) / k_batch, [&](Hands& hands, Index first, Index last) {
    if (hands.batch.empty()) hands.batch.resize(k_batch);
    for (Index begin = first * k_batch; begin < std::min(last * k_batch, people); begin += k_batch) travel_batch(hands, own_.single.data() + begin, std::min(k_batch, people - begin));
  });
  own_.single.clear();
}

void People::travel_batch(Hands& hands, const Step* steps, Index size) {
  const std::uint32_t* words = own_words(hands, steps, size);
  Index count = 0;
  for (Index i = 0; i < size; ++i) {
    const Step& step = steps[i];
    if (crossroads_.special(step.node) || step.word >= 4) {
      travel<false>(hands, step, step.word < 4 ? words + word_at(i, 0) : nullptr);
    } else {
      crossroads_.prefetch(step.node);
      __builtin_prefetch(&rest_[static_cast<Index>(step.node)]);
      hands.batch[count++] = {step.moved, step.node, static_cast<std::uint32_t>(word_at(i, step.word)) + step.word * k_word_used};
    }
  }
  while (count > 0) count = hop(hands, count, words);
}

/// One step of `count` people of the batch at places where they decide alone; how many go on to such a place, for the next.
/// Free of branches that depend on chance, so that the memory accesses of many people overlap.
People::Index People::hop(Hands& hands, Index count, const std::uint32_t* words) {
  make_room(hands, count);
  Walker* const walkers = hands.batch.data();
  Settled* const settled = hands.settled.data();
  Turned* const turned = hands.turned.data();
  Index next = 0, stay = 0, turn = 0;
  for (Index i = 0; i < count; ++i) {
    const Walker one = walkers[i];
    if (one.word >= 4 * k_word_used) [[unlikely]] {
      travel<false>(hands, {one.moved, hands.person[block_at(one.word - 8)], 4, one.node}, nullptr);
      continue;
    }
    rest_[static_cast<Index>(one.node)].prefetch_end();  // most stay
    const Stride stride = crossroads_.stride(one.node, words[one.word % k_word_used], one.moved);
    const bool on = stride.arrives & !crossroads_.special(stride.node);
    settled[stay] = {one.word, one.node};
    stay += !stride.goes;
    turned[turn] = {one.moved, one.word, stride.way};
    turn += stride.goes & !on;
    crossroads_.prefetch(stride.node);
    __builtin_prefetch(&rest_[static_cast<Index>(stride.node)]);
    walkers[next] = {stride.to, stride.node, one.word + 8 + k_word_used};
    next += on;
  }
  if (hands.alone) {
    for (Index i = 0; i < stay; ++i) rest_[static_cast<Index>(settled[i].node)].push(hands.person[block_at(settled[i].who)]);
  } else {
    for (Index i = 0; i < stay; ++i) rest(hands, settled[i].node, hands.person[block_at(settled[i].who)]);
  }
  for (Index i = 0; i < turn; ++i) {
    const Way& way = crossroads_.way(turned[i].way);
    const Index block = block_at(turned[i].who);
    const std::uint32_t person = hands.person[block], used = turned[i].who / k_word_used + 1;
    double moved = turned[i].moved;
    switch (take(hands, person, way, moved, used)) {
      case Course::on:
        if (wishes_at(way.leg, way.node, false)) {
          wishes_[static_cast<Index>(crossroads_.site_of(way.node))].push_back({person, way.leg});
        } else {
          travel<false>(hands, {moved, person, used, way.node}, used < 4 ? words + word_at(block, 0) : nullptr);
        }
        break;
      case Course::over: end_day(hands, way.leg, way.node, &person, 1); break;
      case Course::asleep: break;
    }
  }
  return next;
}

/// What somebody does at a node by a word depends on who came before them.
bool People::waits(const Step& step, std::uint32_t word) {
  if (!crossroads_.ordered(step.node)) return false;
  const bool told = expecting_ && !crossroads_.personal() && !crossroads_.pending(step.node) && !crossroads_.changing(crossroads_.site_of(step.node));
  return !told || crossroads_.doubtful(step.node, word);
}

/// Follows one person from a node that they have reached to the end of their day; not in order: at most to where the order matters.
template <bool in_order>
void People::travel(Hands& hands, Step step, const std::uint32_t* words) {
  if (hurry_ && step.moved != k_day_over) today_km_[step.person] = step.moved;
  for (;;) {
    const int site = crossroads_.site_of(step.node);
    if (step.moved == k_day_over) {
      if (!in_order && crossroads_.changing(site)) {
        hands.in_order.push_back(step);
        return;
      }
      if (in_order && crossroads_.changing(site)) crossroads_.change(site, 1);
      if (in_order && two_system_) join(step);
      rest(hands, step.node, step.person);
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
    if (!in_order && waits(step, word)) {
      hands.in_order.push_back(step);
      return;
    }
    if (in_order && crossroads_.changing(site)) crossroads_.change(site, 1);
    if (in_order && two_system_) join(step);
    ++step.word;
    const Junction& here = crossroads_.junction(step.node);
    const Way* way = nullptr;
    if (crossroads_.personal() && ((hurry_ && hurries(step)) || (two_system_ && deliberates(step)))) {
      way = way_for_certain(crossroads_.place_of(step.node), word, false);
    } else {
      way = choose(here, crossroads_.ways(here, false), word);
    }
    if (!way) {
      rest(hands, halt_cell(step.node), step.person);
      return;
    }
    if (in_order && crossroads_.changing(site)) crossroads_.change(site, -1);
    const Course course = take(hands, step.person, *way, step.moved, step.word);
    if (course == Course::asleep) return;
    step.node = way->node;
    if (wishes_at(way->leg, step.node, course == Course::over)) {
      const auto next = static_cast<Index>(crossroads_.site_of(step.node));
      if (in_order && two_system_) ++here_now_[next];
      wishes_[next].push_back({step.person, way->leg});
      return;
    }
    if (course == Course::over) step.moved = k_day_over;
  }
}

template void People::travel<true>(Hands&, Step, const std::uint32_t*);
template void People::travel<false>(Hands&, Step, const std::uint32_t*);

}  // namespace nuzuh::movement
