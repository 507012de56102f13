// Phases of the people inside: the way out, harm, flight, leaving ground just taken.

#include <algorithm>
#include <cmath>

#include "nuzuh/engine/day.hpp"
#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rules/civilians.hpp"
#include "nuzuh/rules/tempo.hpp"

namespace nuzuh::engine {

using rng::Purpose;
using world::Count;
using world::Group;
using world::Route;
using world::State;

void set_route(const Today& t, State& s) {
  const auto fixed = t.calendar().route;
  // A way that one side declares and the holders do not accept stands in for a closed one: it neither opens nor shuts what the front and
  // the smugglers open, so the chances go on as they do behind a closed way.
  if (fixed == Route::declared) {
    if (s.route == Route::closed) s.route = Route::declared;
  } else if (fixed) {
    if (s.route != *fixed) {
      s.route_days_left = rules::draw(t.world.open_days, t.luck(0, Purpose::route_state, 1));
    }
    s.route = *fixed;
    return;
  } else if (s.route == Route::declared) {
    s.route = Route::closed;
  }
  const auto chances = rules::route_chances(t.p, s.held_share);
  const double u = t.luck(t.day, Purpose::route_state);
  switch (s.route) {
    case Route::closed:
    case Route::declared:
      if (u < chances.closed_to_leak || s.gains[static_cast<std::size_t>(t.day) % s.gains.size()] > 0) s.route = Route::leak;
      break;
    case Route::leak:
      if (u < chances.leak_to_open) {
        s.route = Route::open;
        s.route_days_left = rules::draw(t.world.open_days, t.luck(t.day, Purpose::route_state, 1));
      }
      break;
    case Route::open:
      // While ground is held, an open way is shut again after a while (the flow comes in pulses).
      if ((s.route_days_left -= 1) <= 0) s.route = Route::closed;
      break;
  }
}

void harm_inside(const Today& t, State& s) {
  const Count inside = s.ledger.inside;
  const Count killed = rng::binomial_quantile(t.luck(t.day, Purpose::killed_inside), inside, rules::killed_inside_share(t.p, s.tempo));
  s.deaths_per_1000[static_cast<std::size_t>(t.day) % s.deaths_per_1000.size()] =
      inside > 0 ? 1000.0 * static_cast<double>(killed) / static_cast<double>(inside) : 0;
  s.ledger.inside -= killed;
  s.ledger.killed_inside += killed;
  // Deaths fall on places and groups in proportion to the people there: running shares, so that the parts sum to the whole.
  Count before = 0, assigned = 0;
  for (auto& place : s.inside) {
    for (auto& count : place) {
      before += count;
      const Count due = inside > 0 ? static_cast<Count>(static_cast<double>(killed) * static_cast<double>(before) / static_cast<double>(inside)) : 0;
      const Count here = std::min(count, due - assigned);
      count -= here;
      assigned += here;
    }
  }
  for (auto& place : s.inside) {
    for (auto& count : place) {
      const Count rest = std::min(count, killed - assigned);
      count -= rest;
      assigned += rest;
    }
  }
}

void walk_out(const Today& t, State& s, Count leavers, Route route, std::uint32_t key) {
  if (leavers == 0) return;
  const Count killed = rng::binomial_quantile(t.luck(t.day, Purpose::killed_in_flight, key), leavers, rules::killed_in_flight_share(t.p, route));
  s.ledger.killed_in_flight += killed;
  s.ledger.at_screening += leavers - killed;
  s.exits += leavers - killed;
}

void flee(const Today& t, State& s) {
  double deaths_7d = 0;
  for (const double d : s.deaths_per_1000) deaths_7d += d;
  const rules::FlightDay day{s.route, deaths_7d, t.calendar().information, t.day >= t.p.flight_food_days,
                             rng::unit_gamma_quantile(t.luck(t.day, Purpose::flight_pulse), t.p.flight_pulse_shape)};
  const double hazard = rules::flight_hazard(t.p, day);
  const double relatives_factor = s.held_share < 0.1 ? 1 : t.p.flight_relatives_factor;
  Count leavers = 0;
  for (std::size_t i = 0; i < t.world.places.size(); ++i) {
    const auto entity = t.world.places[i].entity;
    // The place effect is a constant of the member: drawn from day 0, whatever today is.
    const double here = hazard * std::exp(t.p.flight_place_effect * rng::normal_quantile(t.luck(0, Purpose::flight_pulse, entity)));
    constexpr Purpose purposes[] = {Purpose::flight_residents, Purpose::flight_retreating, Purpose::flight_relatives};
    for (std::size_t g = 0; g < world::k_groups; ++g) {
      auto& count = s.inside[i][g];
      if (count == 0) continue;
      const double stay = std::exp(-here * (g == static_cast<std::size_t>(Group::relatives) ? relatives_factor : 1));
      // Drawn as survivors, so that more people or a lower hazard never leaves fewer behind (common random numbers).
      const Count staying = rng::binomial_quantile(t.luck(t.day, purposes[g], entity), count, stay);
      leavers += count - staying;
      s.ledger.inside -= count - staying;
      count = staying;
    }
  }
  walk_out(t, s, leavers, s.route, 0);
}

void leave_taken_ground(const Today& t, State& s) {
  const Count leave = std::min(s.leaving_daily, s.ledger.leaving);
  s.ledger.leaving -= leave;
  if (s.ledger.leaving == 0) s.leaving_daily = 0;
  walk_out(t, s, leave, Route::leak, 1);
}

}  // namespace nuzuh::engine
