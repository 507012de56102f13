// Decisions and travel of one person after the other.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/movement/connections.hpp"
#include "nuzuh/movement/reference_world.hpp"

namespace nuzuh::movement {
namespace {

// Flee follows a day's hops by recursion and stops at Python's limit of 1,000 nested calls, which a chain of about so many places reaches.
constexpr int k_hops_a_day = 900;

}  // namespace

void World::update_connections(Person& p) {
  const auto& spot = spots_[static_cast<std::size_t>(p.at)];
  if (p.days_here < 255) ++p.days_here;
  p.connections = static_cast<std::int8_t>(connections_after(p.connections, spot.people, spot.now.camp, p.days_here, breaks_connections(spot.now.intensity)));
}

bool World::deliberates(const Person& p) const {
  if (!rules_.two_system_decision_making || !c_.rules.two_system_reachable) return false;
  const auto& spot = spots_[static_cast<std::size_t>(p.at)];
  return calls_for_deliberation(spot.now.intensity, spot.conflict_since, day_) && p.connections >= k_connections_to_deliberate;
}

double World::move_chance(const Person& p, std::size_t index, bool forced_out_of_town) const {
  const auto& spot = spots_[static_cast<std::size_t>(p.at)];
  if (spot.now.town && forced_out_of_town) return 1;
  if (p.steps > 0) return 1;
  double chance = spot.now.move_chance;
  if (rules_.movechance_pop_scale_factor != 0) {
    chance *= std::pow(std::max(static_cast<double>(spot.now.population), spot.capacity) / rules_.movechance_pop_base, rules_.movechance_pop_scale_factor);
  }
  if (rules_.flee_when_starving) {
    const double q = spot.ipc / 100.0;
    chance = q + (1.0 - q) * chance;
  }
  if (rules_.flood.enabled) {
    if (spot.flood_level > 0 && !rules_.flood.movechances.empty()) chance = table_of(rules_.flood.movechances, spot.flood_level);
    chance *= flood_forecast(p.at, index, false);
  }
  return chance;
}

bool World::harvests(Person& p) {
  const bool harvest = c_.harvest_on(day_);
  if (!c_.rules.harvest_stops_everyone) return harvest && p.farmer;
  // Flee counts who rests in these months at their home; the person does not move.
  if (harvest != p.at_harvest) {
    const int change = harvest ? 1 : -1;
    spots_[static_cast<std::size_t>(p.at)].people -= change;
    spots_[static_cast<std::size_t>(p.home)].people += change;
    p.at_harvest = harvest;
  }
  return harvest;
}

void World::decide(Person& p, std::size_t index, bool forced_out_of_town) {
  if (p.travelling || p.gone) return;
  if (rules_.two_system_decision_making && c_.rules.two_system_reachable) update_connections(p);
  if (!rules_.harvest_months.empty() && harvests(p)) return;
  double chance = 0;
  if (deliberates(p)) {
    // The route is chosen beforehand; then the person moves for certain.
    p.steps = 0;
    chance = choose(p, index) ? 1 : 0;
  } else {
    chance = move_chance(p, index, forced_out_of_town);
  }
  if (!(python_.uniform() < chance)) return;
  if (p.steps == 0 && !choose(p, index)) return;
  take_step(p);
}

bool World::take_step(Person& p) {
  const auto& list = open_[static_cast<std::size_t>(p.at)];
  const int next = paths_[p.route];
  for (const int link : list) {
    if (c_.links[static_cast<std::size_t>(link)].to != next) continue;
    const auto& goal = spots_[static_cast<std::size_t>(paths_[p.route + p.steps - 1])];
    if (goal.now.camp && room(goal) < 0.5) break;
    ++p.route;
    --p.steps;
    --spots_[static_cast<std::size_t>(p.at)].people;
    p.at = link;
    p.link_version = version_[static_cast<std::size_t>(link)];
    p.travelling = true;
    p.on_link_km = 0;
    p.days_here = 0;
    return true;
  }
  p.steps = 0;
  return false;
}

void World::travel(Person& p, std::size_t index) {
  for (int hop = 0; p.travelling; ++hop) {
    if (hop >= k_hops_a_day) {
      notes_.insert("Flee stops when someone passes about a thousand places in a day; here the day ends for that person");
      return;
    }
    const auto l = static_cast<std::size_t>(p.at);
    const auto& link = c_.links[l];
    double speed = std::isnan(link.max_move_speed) ? rules_.max_move_speed : link.max_move_speed;
    if (p.first_journey && rules_.start_on_foot) speed = rules_.max_walk_speed;
    if (python_.uniform() < link.walk_probability) speed = rules_.max_walk_speed;
    const double step = c_.rules.full_speed_each_link ? speed : std::max(0.0, speed - p.today_km);
    p.on_link_km += step;
    p.today_km += step;
    if (!(p.on_link_km > link.distance_km)) return;
    p.first_journey = false;
    p.today_km += link.distance_km - p.on_link_km;
    const bool closed = c_.rules.closed_links_are_remembered ? version_[l] != p.link_version : !is_open_[l];
    const int place = closed ? link.from : link.to;
    const bool more = !closed && p.today_km < speed;
    p.at = place;
    p.last_link = closed ? -1 : static_cast<int>(l);
    if (closed && !c_.rules.closed_links_are_remembered) p.steps = 0;
    p.travelling = false;
    p.on_link_km = 0;
    ++spots_[static_cast<std::size_t>(place)].people;
    if (!more) return;
    // Order-free: who comes to the end of their way at a camp with a capacity wishes to stay, and decides anew in the morning.
    if (!c_.rules.admission_in_list_order && admits(place) && p.steps == 0) return;
    const bool forced = rules_.avoid_short_stints && (p.recent + p.today_km / rules_.max_move_speed) / 2.0 < 0.5;
    const bool passing = p.steps > 0;
    decide(p, index, forced);
    if (passing && !p.travelling) p.last_link = -1;  // order-free: who meant to pass through and cannot go on is not turned away
  }
}

void World::drain_sinks() {
  for (auto& p : people_) {
    if (p.travelling || p.gone) continue;
    auto& spot = spots_[static_cast<std::size_t>(p.at)];
    if (!spot.now.camp) continue;
    if (!(python_.uniform() < spot.now.deactivation_probability)) continue;
    p.gone = true;
    if (!c_.rules.leavers_stay_counted) --spot.people;
  }
}

// Camps admit simultaneously: where more have come than there was room at dawn, a uniformly random subset of the day's arrivals stays
// and the others sleep at the start of the link by which they came.
void World::ration_admissions() {
  std::vector<std::vector<std::size_t>> arrived(spots_.size());
  for (std::size_t k = 0; k < people_.size(); ++k) {
    const auto& p = people_[k];
    if (p.travelling || p.gone || p.last_link < 0) continue;
    if (admits(p.at) && spots_[static_cast<std::size_t>(p.at)].capacity * rules_.capacity_scaling >= 1) arrived[static_cast<std::size_t>(p.at)].push_back(k);
  }
  for (std::size_t place = 0; place < spots_.size(); ++place) {
    auto& list = arrived[place];
    auto& spot = spots_[place];
    const auto limit = static_cast<std::int64_t>(std::floor(spot.capacity * rules_.capacity_scaling));
    std::int64_t excess = std::min<std::int64_t>(static_cast<std::int64_t>(list.size()), spot.people - limit);
    for (; !list.empty() && excess > 0; --excess) {
      const std::size_t pick = std::min(list.size() - 1, static_cast<std::size_t>(python_.uniform() * static_cast<double>(list.size())));
      auto& p = people_[list[pick]];
      --spot.people;
      p.at = c_.links[static_cast<std::size_t>(p.last_link)].from;
      ++spots_[static_cast<std::size_t>(p.at)].people;
      p.steps = 0;
      list[pick] = list.back();
      list.pop_back();
    }
  }
}

}  // namespace nuzuh::movement
