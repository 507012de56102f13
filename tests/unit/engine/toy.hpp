#pragma once
// A toy enclave of two places with numbers chosen so that days can be followed by hand.

#include "nuzuh/engine/member.hpp"
#include "nuzuh/rng/stream.hpp"
#include "nuzuh/world/parameters.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::engine {

/// Nothing happens by itself: every rate is zero (or as near as the rules allow).
inline world::Parameters still_parameters() {
  world::Parameters p;
  p.attackers_committed = 6000;
  p.enclave_area = 50;
  p.advance_share_per_push_day = 0.1;
  p.advance_gain_shape = 1e9;  // no scatter: each push day takes exactly a tenth
  p.advance_last_pocket_factor = 1;
  p.advance_items_cleared_per_day = 100;
  p.attrition_dispersion = 1;
  p.attrition_exchange_ratio = 1;
  p.reverse_bad_weather_factor = 1;
  p.reverse_over_extension_factor = 1;
  p.surrender_rate = 1e-12;
  p.surrender_pause_factor = 1;
  p.surrender_evacuation_factor = 1;
  p.slip_rate_tight = p.slip_rate_loose = 1e-12;
  p.deal_threshold = 0.1;
  p.deal_rate = 1e-9;
  p.flight_closed = p.flight_leak = p.flight_open = 1e-12;
  p.flight_pulse_shape = 1e9;
  p.flight_food_days = 1000;
  p.flight_relatives_factor = 1;
  p.flight_declared_factor = 1;
  p.harm_killed_inside = 1e-12;
  p.screening_per_day = 1000;
  p.transit_places = 400;
  p.transit_per_day = 500;
  p.transit_travel_days = 2;
  p.camp_places = 1000;
  p.routing_main_camp = 1;
  p.hazard_decay = 120;
  return p;
}

inline world::World toy_world(int days, world::Tempo tempo, world::Route route) {
  world::World w;
  w.days = days;
  w.calendar.resize(static_cast<std::size_t>(days));
  for (auto& day : w.calendar) {
    day.tempo = tempo;
    day.route = route;
    day.reverse_drawn = false;
  }
  w.places = {{rng::entity("near"), 0.5, 0.5}, {rng::entity("far"), 0.5, 1.0}};
  using Form = world::Spread::Form;
  w.push_days = w.stall_days = w.pause_days = {Form::lognormal, 10, 0.5};
  w.open_days = {Form::fixed, 10};
  w.deal_days = {Form::fixed, 2};
  w.reverse_killed = {Form::fixed, 28};
  w.reverse_ground = {Form::beta, 0.6, 1.8};
  w.reverse_stall_days = {Form::fixed, 5};
  return w;
}

}  // namespace nuzuh::engine
