// Those for whom the order of Flee's agent list matters, because a camp may fill while they move: who they are, and their day.

#include "nuzuh/movement/people.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace nuzuh::movement {
namespace {

/// Fewer than one in so many people are sorted by comparing them.
constexpr std::uint32_t k_sparse = 4096;

}  // namespace

/// Camps that may have other than the openness of now before the day is over: so near to their buffer that `arriving` people could fill
/// them beyond it, or above it, but not so full that they stay full when all leave who may.
std::vector<int> People::may_change(double arriving) const {
  std::vector<int> changing;
  if (order_free_) return changing;
  const double buffer = crossroads_.weights().parameters().capacity_buffer;
  for (const int site : plan_.limited) {
    const double capacity = crossroads_.capacity(site), present = present_[static_cast<Index>(site)];
    if (capacity < 1 || present + arriving <= buffer * capacity || present - leaving_[static_cast<Index>(site)] >= capacity) continue;
    changing.push_back(site);
  }
  return changing;
}

/// The morning of those for whom it matters who left before them.
void People::depart_in_order() {
  sort_by_person(morning_);
  for (const Step& one : morning_) {
    const int node = roads_.node_of(one.node), site = crossroads_.site_of(node);
    const Junction here = crossroads_.junction(node);
    const int place = crossroads_.place_of(node);
    const bool on_foot = one.node >= roads_.nodes;
    const Way* way = two_system_ && will_deliberate(one.person, place) ? way_for_certain(place, one.word, on_foot)
                                                                      : choose(here, crossroads_.ways(here, on_foot), one.word);
    if (!way) {
      stay(one.person, one.node);
      continue;
    }
    if (crossroads_.changing(site)) crossroads_.change(site, -1);
    set_off(own_, one.person, *way);
  }
  morning_.clear();
}

void People::set_changing(Phase phase, const std::vector<int>& sites) {
  crossroads_.set_changing(phase, sites);
  for (const int site : sites) crossroads_.set_present(site, resting(site));
}

/// Only those who are held can fill a camp now: where they are too few to change its openness, people are set free. True if some were.
bool People::release() {
  const auto held = static_cast<double>(own_.in_order.size() + held_in_crowds());
  if (!let_go(Phase::on_the_way, [&](int site) { return resting(site) + held > fills_at(site); })) return false;
  release_crowds();
  go_on();
  travel_single();
  return true;
}

/// How many people a changing site is guessed to have at any time of the rest of the day: those who are there, those who wait to be taken in,
/// and then hardly more (by half, and four standard deviations of a Poisson number) than came on the days before; nor more than it takes for a
/// camp to turn people back.
double People::guess_most(int site) const {
  const auto i = static_cast<Index>(site);
  const double there = resting(site);
  double more = 1.5 * came_[i] + 4 * std::sqrt(came_[i]) + 16;
  if (crossroads_.admits(site) && there + wait_there_[i] + more > fills_at(site)) {
    more = std::min(more, std::max(0.0, closing_count(crossroads_.capacity(site), crossroads_.weights().parameters().capacity_buffer) - there) + 2);
  }
  return there + wait_there_[i] + more;
}

/// Sets free those at camps that are guessed not to fill today, and those whose words take the same way whatever the others become within the
/// guess. People who are held and people who are set free decide by the same words of their own, so where the guess holds, the answer is that of
/// following everybody in order; where it does not, it is taken back. True if it held and everybody's day is over.
bool People::guess() {
  if (own_.in_order.empty() && held_crowds_.nodes.empty()) return true;
  if (day_ >= guess_before_) {
    hold_singly();
    return false;
  }
  for (Index cell = 0; cell < rest_.size(); ++cell) rest_size_[cell] = static_cast<std::uint32_t>(rest_[cell].size());
  for (Index slot = 0; slot < slot_.size(); ++slot) slot_size_[slot] = static_cast<std::uint32_t>(slot_[slot].size());
  before_guess_ = own_.in_order;
  const std::vector<int> might = crossroads_.now_changing();
  for (const int site : might) wait_there_[static_cast<Index>(site)] = 0;
  for (const Step& step : own_.in_order) {
    if (const int site = crossroads_.site_of(step.node); crossroads_.changing(site)) ++wait_there_[static_cast<Index>(site)];
  }
  for (const int site : might) at_most_[static_cast<Index>(site)] = guess_most(site);
  let_go(Phase::guessed, [&](int site) { return at_most_[static_cast<Index>(site)] > fills_at(site); });
  free_the_certain();
  cross_held();
  expecting_ = false;
  travel_single();
  travel_in_order();
  // Followed one after the other, at most one person more than come to rest there is at a place.
  const auto holds = [&](int site) { return resting(site) + 1 <= (crossroads_.changing(site) ? at_most_[static_cast<Index>(site)] : fills_at(site)); };
  if (std::ranges::all_of(might, holds)) {
    held_crowds_.clear();
    return true;
  }
  for (Index cell = 0; cell < rest_.size(); ++cell) rest_[cell].resize(rest_size_[cell]);
  for (Index slot = 0; slot < slot_.size(); ++slot) slot_[slot].resize(slot_size_[slot]);
  own_.in_order.swap(before_guess_);
  hold_singly();
  set_changing(Phase::on_the_way, might);
  return false;
}

/// Follows the held one by one for as long as their words take the same way whatever the changing sites become within the guess.
void People::free_the_certain() {
  for (const int site : crossroads_.now_changing()) crossroads_.expect(site, resting(site), at_most_[static_cast<Index>(site)]);
  expecting_ = true;
  held_.clear(), held_.swap(own_.in_order);
  const std::uint32_t* words = own_words(own_, held_.data(), held_.size());
  for (Index i = 0; i < held_.size(); ++i) travel<false>(own_, held_[i], words + word_at(i, 0));
}

/// Frees the held people whom none of the places for which `keep` concerns; but for a guess, those of whose own words none is used up yet wait
/// for others again. True if some place is no longer kept.
template <class Keep>
bool People::let_go(Phase phase, Keep&& keep) {
  std::vector<int> changing;
  for (const int site : crossroads_.now_changing()) {
    if (keep(site)) changing.push_back(site);
  }
  if (changing.size() == crossroads_.now_changing().size()) return false;
  set_changing(phase, changing);
  held_.clear(), held_.swap(own_.in_order);
  for (const Step& step : held_) {
    if (step.moved != k_day_over) {
      if (phase == Phase::guessed || step.word > 0 || crossroads_.ordered(step.node)) {
        follow(own_, step);
      } else {
        crowds_.to(step.node).push(step.person, step.moved);
      }
    } else if (crossroads_.changing(crossroads_.site_of(step.node))) {
      own_.in_order.push_back(step);
    } else {
      rest_[static_cast<Index>(step.node)].push(step.person);
    }
  }
  return true;
}

/// Follows the others in the order of the list.
void People::travel_in_order() {
  if (own_.in_order.empty()) return;
  sort_by_person(own_.in_order);
  const std::uint32_t* words = own_words(own_, own_.in_order.data(), own_.in_order.size());
  for (Index i = 0; i < own_.in_order.size(); ++i) {
    if (i + 16 < own_.in_order.size()) crossroads_.prefetch(own_.in_order[i + 16].node);
    if (i + 8 < own_.in_order.size()) __builtin_prefetch(&rest_[static_cast<Index>(own_.in_order[i + 8].node)]);
    travel<true>(own_, own_.in_order[i], words + word_at(i, 0));
  }
}

/// By the number of the person. Everybody is there once, so a bit for each person who ever set out, and where they stand, sorts in one pass.
void People::sort_by_person(std::vector<Step>& steps) {
  if (steps.size() < 32 || ever_ / k_sparse > steps.size()) {
    std::ranges::sort(steps, {}, &Step::person);
    return;
  }
  if (there_.size() < ever_ / 64 + 1) there_.resize(ever_ / 64 + 1, 0);
  if (where_.size() < ever_) where_.resize(ever_);
  for (Index i = 0; i < steps.size(); ++i) {
    const std::uint32_t person = steps[i].person;
    there_[person / 64] |= std::uint64_t{1} << person % 64;
    where_[person] = static_cast<std::uint32_t>(i);
  }
  sorted_.clear();
  for (Index block = 0; block < there_.size(); ++block) {
    for (std::uint64_t bits = std::exchange(there_[block], 0); bits != 0; bits &= bits - 1) {
      sorted_.push_back(steps[where_[64 * block + static_cast<Index>(std::countr_zero(bits))]]);
    }
  }
  steps.swap(sorted_);
}

}  // namespace nuzuh::movement
