// Phases of reception: screening, transit and the road, camps, returns and explosive hazards. Deterministic queues with draws for shares.

#include <algorithm>
#include <cmath>

#include "nuzuh/engine/day.hpp"
#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rules/civilians.hpp"

namespace nuzuh::engine {

using rng::Purpose;
using world::Count;
using world::State;

namespace {

Count screening_capacity(const Today& t) {
  return static_cast<Count>(std::llround(t.calendar().screening_per_day.value_or(t.p.screening_per_day) * t.calendar().trucks_factor));
}

Count transit_capacity(const Today& t) {
  return static_cast<Count>(std::llround(t.calendar().transit_per_day.value_or(t.p.transit_per_day) * t.calendar().trucks_factor));
}

}  // namespace

void screen(const Today& t, State& s) {
  s.routing_walk += rng::normal_quantile(t.luck(t.day, Purpose::routing, 1)) / std::sqrt(30.4);
  const Count served = std::min(s.ledger.at_screening, std::max<Count>(1, screening_capacity(t)));
  if (served == 0) return;
  const Count held = rng::binomial_quantile(t.luck(t.day, Purpose::screening_hold), served, t.p.screening_held);
  const Count cleared = served - held;
  const Count onward = rng::binomial_quantile(t.luck(t.day, Purpose::routing), cleared,
                                             t.calendar().to_main_camp ? rules::main_camp_share(t.p, s.routing_walk) : 0);
  s.ledger.at_screening -= served;
  s.ledger.held += held;
  s.ledger.at_transit += onward;
  s.ledger.other_sites += cleared - onward;
}

void transit(const Today& t, State& s) {
  const std::size_t slots = s.road.size();
  const Count served = std::min(s.ledger.at_transit, std::max<Count>(1, transit_capacity(t)));
  if (served > 0) {
    // Waiting in a place at the transit centre is shelter; what kills on the way is waiting in the open, for want of a place or at screening.
    const double waiting = static_cast<double>(s.ledger.at_transit);
    const double without_place = std::max(0.0, 1 - t.calendar().transit_places.value_or(t.p.transit_places) / waiting);
    const double wait_days = without_place * waiting / std::max(1.0, static_cast<double>(transit_capacity(t))) +
                             static_cast<double>(s.ledger.at_screening) / std::max(1.0, static_cast<double>(screening_capacity(t)));
    const double share = rules::died_on_the_way_share(t.p, wait_days, t.calendar().winter);
    const Count died = rng::binomial_quantile(t.luck(t.day, Purpose::died_on_the_way), served, share);
    s.ledger.at_transit -= served;
    s.ledger.died_on_the_way += died;
    s.ledger.on_the_road += served - died;
    const auto travel = static_cast<int>(std::min<double>(std::round(t.p.transit_travel_days), static_cast<double>(slots - 1)));
    s.road[static_cast<std::size_t>(t.day + travel) % slots] += served - died;
  }
}

void camps(const Today& t, State& s) {
  auto& due = s.road[static_cast<std::size_t>(t.day) % s.road.size()];
  const Count arriving = due;
  due = 0;
  s.ledger.on_the_road -= arriving;
  // A second site takes what would stand above the main camp's places, up to its own; camps turn nobody away.
  const auto main_places = static_cast<Count>(t.calendar().camp_places.value_or(t.p.camp_places));
  const auto second_places = static_cast<Count>(t.calendar().second_site_places);
  const Count room = std::max<Count>(0, main_places - s.ledger.main_camp - s.camp_others);
  const Count second = std::min(std::max<Count>(0, arriving - room), std::max<Count>(0, second_places - s.ledger.second_site));
  s.ledger.second_site += second;
  s.ledger.main_camp += arriving - second;
  if (t.day >= t.world.arrivals_from_day) s.arrivals += arriving - second;
  const double leave = 1 - std::exp(-t.p.camp_departure);
  const Count departed = rng::binomial_quantile(t.luck(t.day, Purpose::camp_departure), s.ledger.main_camp, leave);
  s.ledger.main_camp -= departed;
  s.ledger.left_camp += departed;
  s.camp_others -= rng::binomial_quantile(t.luck(t.day, Purpose::camp_departure, 1), s.camp_others, leave);
}

void return_home(const Today& t, State& s) {
  const double taken = 1 - s.held_share;
  const double chance = rules::return_chance(t.p, taken);
  const Count back = rng::binomial_quantile(t.luck(t.day, Purpose::return_home), s.ledger.other_sites, chance);
  const Count back_nearby = rng::binomial_quantile(t.luck(t.day, Purpose::return_home, 1), s.displaced_nearby, chance);
  s.ledger.other_sites -= back;
  s.ledger.returned += back;
  s.displaced_nearby -= back_nearby;
  s.returned_nearby += back_nearby;
  if (s.end != world::End::none) s.taken_age_days += 1;
  const double cleared_km2_per_day = t.p.hazard_cleared_m2_per_day * t.calendar().clearance_factor * 1e-6;
  if (taken > 0) s.cleared_km2 += cleared_km2_per_day;
  const double casualty = rules::hazard_casualty_chance(t.p, s.taken_age_days, s.cleared_km2 / std::max(1e-9, t.p.enclave_area * taken));
  const Count hurt = rng::binomial_quantile(t.luck(t.day, Purpose::hazard_injury), s.ledger.returned, casualty);
  const Count hurt_nearby = rng::binomial_quantile(t.luck(t.day, Purpose::hazard_injury, 1), s.returned_nearby, casualty);
  s.ledger.returned -= hurt;
  s.ledger.hazard_casualties += hurt;
  s.returned_nearby -= hurt_nearby;
  s.casualties_nearby += hurt_nearby;
}

}  // namespace nuzuh::engine
