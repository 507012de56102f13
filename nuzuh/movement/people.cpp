// A member's day from spawning to the record; people_morning.cpp, people_travel.cpp, people_single.cpp, people_order.cpp and people_held.cpp move people.

#include "nuzuh/movement/people.hpp"

#include <algorithm>
#include <unordered_set>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::movement {
namespace {

using rng::Purpose;
constexpr double k_word = 4294967296.0;  // 2^32

}  // namespace

People::People(const Plan& plan, const Roads& roads, const Parameters& parameters, const PeopleKernels& kernels, std::uint64_t seed, std::uint32_t member, int guess_before,
               unsigned workers)
    : plan_(plan), roads_(roads), kernels_(kernels), seed_(seed), member_(member), crossroads_(plan, roads, parameters),
      order_free_(!plan.rules.admission_in_list_order), hurry_(plan.move.avoid_short_stints), two_system_(plan.two_system), guess_before_(guess_before),
      hands_(worth(workers)), own_(hands_.front()), rest_(static_cast<Index>(roads.rests)), slot_(2 * roads.slot_leg.size()), skip_(rest_.size()),
      present_(static_cast<Index>(plan.sites), 0), still_counted_(present_.size(), 0), present_before_(present_.size(), 0), rest_size_(rest_.size()), slot_size_(slot_.size()),
      crowds_(plan.nodes.size()), held_crowds_(plan.nodes.size()), own_crowds_{Crowds(plan.nodes.size()), Crowds(plan.nodes.size())}, drawn_(plan.nodes.size(), 0), zeros_(k_crowd_room, 0.0), wishes_(present_.size()), leaving_(present_.size(), 0), came_(present_.size(), 0),
      wait_there_(present_.size(), 0), at_most_(present_.size(), 0) {
  while ((rest_.size() >> share_bits_) >= k_shares) ++share_bits_;
  if (hands_.size() > 1) crew_ = std::make_unique<core::Crew>(static_cast<unsigned>(hands_.size()));
  // A place's own words go with its name; those of people who follow a route from there, or are on their first journey, with their cell.
  std::unordered_set<std::uint32_t> taken;
  for (int cell = 0; cell < roads.rests; ++cell) {
    std::uint32_t key = plan.places[static_cast<Index>(crossroads_.place_of(roads.node_of(cell)))].entity;
    if (cell >= plan.place_count()) key += static_cast<std::uint32_t>(cell) * 0x9E3779B9u;
    while (!taken.insert(key).second) ++key;
    key_.push_back(key);
  }
  for (int site = 0; site < plan.sites; ++site) population_.push_back(static_cast<double>(plan.places[static_cast<Index>(site)].population));
  for (const FirstCrowd& crowd : plan.first_people) mix(crowd.site, crowd.shares, crowd.people);
  present_before_ = present_;
  std::vector<std::vector<int>> limited(present_.size());
  for (int cell = 0; cell < roads.rests; ++cell) {
    const int site = crossroads_.site_of(roads.node_of(cell));
    rest_[static_cast<Index>(cell)].space(8);  // neighbours' lists near to each other
    if (crossroads_.limited(site)) limited[static_cast<Index>(site)].push_back(cell);
  }
  for (const auto& cells : limited) {
    first_limited_.push_back(static_cast<std::uint32_t>(limited_cells_.size()));
    limited_cells_.insert(limited_cells_.end(), cells.begin(), cells.end());
  }
  first_limited_.push_back(static_cast<std::uint32_t>(limited_cells_.size()));
}

void People::day(int t) {
  day_ = t;
  crossroads_.weights().before_spawn(t);
  set_out();
  if (two_system_) draw_connections();
  crossroads_.weights().change(t);
  if (plan_.move.matches_people()) meet_their_own();
  if (plan_.population_counts) count_who_lives_where();
  crossroads_.weights().refresh();
  close_links();
  crossroads_.dawn(present_);
  if (!roads_.full_speed || plan_.walks) last_km_.resize(ever_);
  if (plan_.walks) on_link_km_.resize(ever_);
  if (hurry_) today_km_.resize(ever_), lately_.resize(ever_);
  find_travellers();
  for (const int node : crowds_.nodes) drawn_[static_cast<Index>(node)] = 0;
  own_.single.clear(), own_.in_order.clear(), crowds_.clear();
  waiting_ = worked_ = 0;
  if (two_system_) deliberate();
  depart();
  if (two_system_) spend_the_morning();
  travel_on();
  present_before_.swap(present_);
  count();
  if (order_free_) admit();
  drain();
  remember();
}

void People::record(Trajectories& out, Index row_member, const std::vector<int>& sites) const {
  const Index row = row_member * out.days + static_cast<Index>(day_);
  std::uint32_t* to = out.people.data() + row * out.columns;
  for (const int site : sites) *to++ = static_cast<std::uint32_t>(present_[static_cast<Index>(site)]);
  double rest = 0;
  for (Index site = 0; site < present_.size(); ++site) rest += present_[site] - still_counted_[site];
  Index on_links = 0;
  for (const Crowd& there : slot_) on_links += there.size();
  const std::uint64_t here = ever_ - gone_;
  NUZUH_EXPECT(static_cast<Index>(rest) + on_links == here);
  *to = static_cast<std::uint32_t>(on_links);
  out.present[row] = here;
  out.left[row] = gone_;
}

/// The order-free rule: a random part of those who wish to get in does; the others sleep at the start of their last link.
void People::admit() {
  for (const int site : plan_.limited) {
    auto& list = wishes_[static_cast<Index>(site)];
    if (list.empty()) continue;
    const double capacity = crossroads_.weights().capacity(site);
    const auto room = capacity < 1 ? list.size() : static_cast<Index>(std::clamp(std::floor(capacity) - present_[static_cast<Index>(site)], 0.0, static_cast<double>(list.size())));
    rng::Stream stream(seed_, member_, plan_.places[static_cast<Index>(site)].entity, day_, Purpose::admit);
    for (Index i = 0; i < list.size(); ++i) {
      if (room < list.size() && i < room) {
        std::swap(list[i], list[i + static_cast<Index>(stream.uniform() * static_cast<double>(list.size() - i))]);
      }
      const Roads::Leg& leg = roads_.legs[static_cast<Index>(list[i].leg)];
      const int cell = i < room ? leg.node : plan_.links[static_cast<Index>(leg.link)].from;
      rest_[static_cast<Index>(cell)].push(list[i].person);
      present_[static_cast<Index>(crossroads_.site_of(cell))] += 1;
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
    own_.leaver.clear(), own_.word.clear();
    const auto threshold = static_cast<std::uint64_t>(std::floor(p * k_word + 0.5));
    const Index found = kernels_.select(here.data(), here.size(), threshold, source(cell, Purpose::return_home, 0), own_.leaver.space(here.size()),
                                        own_.word.space(here.size()));
    here.resize(here.size() - found);
    const auto site = static_cast<Index>(plan_.site_of(place));
    if (plan_.rules.leavers_stay_counted) {
      still_counted_[site] += static_cast<double>(found);
    } else {
      present_[site] -= static_cast<double>(found);
    }
    gone_ += found;
  }
}

void People::count() {
  present_ = still_counted_;
  for (int cell = 0; cell < roads_.rests; ++cell) {
    present_[static_cast<Index>(crossroads_.site_of(roads_.node_of(cell)))] += static_cast<double>(rest_[static_cast<Index>(cell)].size());
  }
}

}  // namespace nuzuh::movement
