// Those for whom the order of Flee's agent list matters, because a camp may fill while they move: who they are, and their day.

#include "nuzuh/movement/people.hpp"

#include <algorithm>
#include <utility>

namespace nuzuh::movement {

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
    set_off(one.person, *way);
  }
  morning_.clear();
}

void People::set_changing(const std::vector<int>& sites) {
  crossroads_.set_changing(Phase::on_the_way, sites);
  for (const int site : sites) crossroads_.set_present(site, resting(site));
}

/// Only those who are held can fill a camp now: where they are too few to change its openness, people are set free. True if some were.
bool People::release() {
  const auto held = static_cast<double>(in_order_.size());
  if (!let_go([&](int site) { return resting(site) + held > fills_at(site); }, true)) return false;
  go_on();
  travel_single();
  return true;
}

/// Sets free those at camps that will hardly fill today, judging by how they grew the day before. People who are held and people who are set
/// free decide by the same words of their own, so where the guess holds, the answer is that of following everybody in order;
/// where it does not, it is taken back. True if it held and everybody's day is over.
bool People::guess() {
  if (in_order_.empty()) return false;
  for (Index cell = 0; cell < rest_.size(); ++cell) rest_size_[cell] = static_cast<std::uint32_t>(rest_[cell].size());
  for (Index slot = 0; slot < slot_.size(); ++slot) slot_size_[slot] = static_cast<std::uint32_t>(slot_[slot].size());
  before_guess_ = in_order_;
  const std::vector<int> might = crossroads_.now_changing();
  const bool free = let_go([&](int site) {
    const double grew = std::max(0.0, present_[static_cast<Index>(site)] - present_before_[static_cast<Index>(site)]);
    return resting(site) + 2 * grew + 4 * std::sqrt(grew) + 16 > fills_at(site);
  }, false);
  if (!free) return false;
  travel_single();
  travel_in_order();
  // Followed one after the other, at most one person more than come to rest there is at a place.
  const auto holds = [&](int site) { return crossroads_.changing(site) || resting(site) + 1 <= fills_at(site); };
  if (std::all_of(might.begin(), might.end(), holds)) return true;
  for (Index cell = 0; cell < rest_.size(); ++cell) rest_[cell].resize(rest_size_[cell]);
  for (Index slot = 0; slot < slot_.size(); ++slot) slot_[slot].resize(slot_size_[slot]);
  in_order_.swap(before_guess_);
  set_changing(might);
  return false;
}

/// Frees the held people whom none of the places for which `keep` concerns; where `crowds` are allowed, those of whose own words none is used up
/// yet wait for others again. True if some place is no longer kept.
template <class Keep>
bool People::let_go(Keep&& keep, bool crowds) {
  std::vector<int> changing;
  for (const int site : crossroads_.now_changing()) {
    if (keep(site)) changing.push_back(site);
  }
  if (changing.size() == crossroads_.now_changing().size()) return false;
  set_changing(changing);
  held_.clear(), held_.swap(in_order_);
  for (const Step& step : held_) {
    if (step.moved != k_day_over) {
      if (!crowds || step.word > 0 || crossroads_.ordered(step.node)) {
        follow(step);
      } else {
        Arrivals& there = arrivals_[static_cast<Index>(step.node)];
        if (there.size() == 0) busy_.push_back(step.node);
        there.push(step.person, step.moved);
      }
    } else if (crossroads_.changing(crossroads_.site_of(step.node))) {
      in_order_.push_back(step);
    } else {
      rest_[static_cast<Index>(step.node)].push(step.person);
    }
  }
  return true;
}

/// Follows the others in the order of the list.
void People::travel_in_order() {
  if (in_order_.empty()) return;
  sort_by_person(in_order_);
  const std::uint32_t* words = own_words(in_order_.data(), in_order_.size());
  for (Index i = 0; i < in_order_.size(); ++i) {
    if (i + 16 < in_order_.size()) crossroads_.prefetch(in_order_[i + 16].node);
    if (i + 8 < in_order_.size()) __builtin_prefetch(&rest_[static_cast<Index>(in_order_[i + 8].node)]);
    travel<true>(in_order_[i], words + word_at(i, 0));
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

}  // namespace nuzuh::movement
