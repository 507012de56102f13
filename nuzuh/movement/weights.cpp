#include "nuzuh/movement/weights.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace nuzuh::movement {

double openness(double people, double capacity, double buffer) {
  if (capacity < 1 || people <= buffer * capacity) return 1;
  if (people >= capacity) return 0;
  return 1 - (people - buffer * capacity) / (capacity * (1 - buffer));
}

double closing_count(double capacity, double buffer) {
  if (capacity < 1) return HUGE_VAL;
  double count = std::floor(capacity * (1 + buffer) / 2) - 1;
  while (openness(count, capacity, buffer) >= 0.5) ++count;
  return std::max(0.0, count);
}

Weights::Weights(const Plan& plan, const Parameters& parameters)
    : plan_(&plan), parameters_(parameters), today_(plan.at_start), link_open_(plan.link_open), link_forced_(plan.link_forced),
      route_offered_(plan.route_offered), touched_flag_(plan.places.size(), 0), score_(plan.places.size(), 0), leave_(plan.places.size(), 0),
      conditional_(plan.routes.size(), 0), spawn_weight_(static_cast<std::size_t>(plan.sites), 0) {
  route_factor_.reserve(plan.routes.size());
  for (const auto& route : plan.routes) {
    const double distance = (parameters.softening + route.length_km) / route.shortened;
    route_factor_.push_back(1 / (parameters.distance_power == 1 ? distance : std::pow(distance, parameters.distance_power)));
  }
  any_forced_ = plan.rules.forced_redirection_acts && std::find(link_forced_.begin(), link_forced_.end(), 1) != link_forced_.end();
  std::vector<std::uint8_t> sensitive(plan.places.size(), 0);
  for (const int place : plan.limited) {
    for (const int route : plan.routes_to[static_cast<std::size_t>(place)]) {
      sensitive[static_cast<std::size_t>(plan.routes[static_cast<std::size_t>(route)].origin)] = 1;
    }
  }
  for (int i = 0; i < plan.place_count(); ++i) {
    place_changed(i);
    touch(i);
    if (sensitive[static_cast<std::size_t>(i)]) sensitive_.push_back(i);
  }
}

double Weights::arrivals(int day) const {
  const auto& list = parameters_.arrivals.empty() ? plan_->arrivals : parameters_.arrivals;
  const auto t = static_cast<std::size_t>(day);
  return (t < list.size() ? list[t] : 0) * parameters_.arrivals_factor;
}

void Weights::touch(int place) {
  if (touched_flag_[static_cast<std::size_t>(place)]) return;
  touched_flag_[static_cast<std::size_t>(place)] = 1;
  touched_.push_back(place);
}

void Weights::place_changed(int place) {
  const auto i = static_cast<std::size_t>(place);
  const PlaceDay& day = today_[i];
  double score = day.score_factor;
  if (day.foreign) score *= parameters_.foreign_weight;
  if (day.camp) score *= parameters_.camp_weight;
  if (day.conflict_exponent > 0) score *= std::pow(parameters_.conflict_weight, day.conflict_exponent);
  const int exponent = plan_->group_of(place).score_exponent;
  if (exponent != 1) score = exponent == 2 ? score * score : std::pow(score, exponent);
  if (!match_.empty()) score *= match_[i];
  const auto site = static_cast<std::size_t>(plan_->site_of(place));
  if (!parameters_.attractiveness.empty()) score *= parameters_.attractiveness[site];
  if (!score_by_size_.empty()) score *= score_by_size_[i];
  score_[i] = plan_->choice == ChoiceRule::by_length ? 1 : score * day.endpoint_factor;
  touch(place);
  for (const int route : plan_->routes_to[site]) touch(plan_->routes[static_cast<std::size_t>(route)].origin);
}

double Weights::chance(int place) const {
  const PlaceDay& day = today(place);
  if (day.stays) return 0;
  double p = 1;
  switch (day.kind) {
    case MoveKind::town: p = parameters_.default_movechance; break;
    case MoveKind::camp: p = parameters_.camp_movechance; break;
    case MoveKind::idp_camp: p = parameters_.idpcamp_movechance; break;
    case MoveKind::conflict: p = parameters_.conflict_movechance; break;
    case MoveKind::always: p = 1; break;
  }
  p *= day.chance_factor;
  if (!chance_by_size_.empty()) p *= chance_by_size_[static_cast<std::size_t>(place)];
  if (day.chance_floor > 0) p = day.chance_floor + (1 - day.chance_floor) * p;
  if (day.chance_fixed >= 0) p = day.chance_fixed;
  p *= day.chance_scale;
  return std::clamp(p, 0.0, 1.0);
}

void Weights::before_spawn(int day) {
  const auto& changes = plan_->spawn_changes[static_cast<std::size_t>(day)];
  if (changes.empty()) return;
  for (const auto& change : changes) spawn_weight_[static_cast<std::size_t>(change.place)] = change.now.spawn_weight;
  origins_.clear();
  spawn_total_ = 0;
  for (int i = 0; i < plan_->sites; ++i) {
    if (spawn_weight_[static_cast<std::size_t>(i)] <= 0) continue;
    origins_.push_back(i);
    spawn_total_ += spawn_weight_[static_cast<std::size_t>(i)];
  }
}

void Weights::match(int place, double factor) {
  if (match_.empty()) match_.assign(plan_->places.size(), 1);
  if (std::exchange(match_[static_cast<std::size_t>(place)], factor) != factor) place_changed(place);
}

void Weights::populate(int place, double chance, double score) {
  if (score_by_size_.empty()) score_by_size_.assign(plan_->places.size(), 1), chance_by_size_ = score_by_size_;
  const auto i = static_cast<std::size_t>(place);
  const bool other_chance = std::exchange(chance_by_size_[i], chance) != chance, other_score = std::exchange(score_by_size_[i], score) != score;
  if (other_chance || other_score) place_changed(place);
}

void Weights::change(int day) {
  const auto& changes = plan_->changes[static_cast<std::size_t>(day)];
  if (day > 0) touched_.clear();  // what the constructor touched is worked out at the first dawn
  for (const auto& change : changes.places) {
    today_[static_cast<std::size_t>(change.place)] = change.now;
    place_changed(change.place);
  }
  for (const auto& change : changes.links) {
    link_open_[static_cast<std::size_t>(change.link)] = change.open;
    for (const int route : plan_->routes_over[static_cast<std::size_t>(change.link)]) {
      touch(plan_->routes[static_cast<std::size_t>(route)].origin);
    }
  }
  for (const auto& change : changes.forced) {
    link_forced_[static_cast<std::size_t>(change.link)] = change.forced;
    touch(plan_->links[static_cast<std::size_t>(change.link)].from);
  }
  for (const auto& change : changes.routes) {
    route_offered_[static_cast<std::size_t>(change.route)] = change.offered;
    touch(plan_->routes[static_cast<std::size_t>(change.route)].origin);
  }
}

void Weights::refresh() {
  const auto all_open = [](int) { return 1.0; };
  for (const int place : touched_) {
    const auto i = static_cast<std::size_t>(place);
    chances(place, all_open, leave_[i], conditional_.data() + plan_->places[i].first_route);
    touched_flag_[i] = 0;
  }
}

}  // namespace nuzuh::movement
