#pragma once
// Civilians' flight by the state of the way out, harm inside and on the way, return and explosive hazards.

#include "nuzuh/world/parameters.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::rules {

/// What the flight hazard of a day depends on besides the place.
struct FlightDay {
  world::Route route = world::Route::closed;
  double deaths_7d_per_1000 = 0;  ///< deaths inside in the last seven days per 1,000 people inside
  double information = 0;         ///< slider: 0 none, 0.5 weak, 1 strong
  bool hungry = false;            ///< less than ten days of food
  double pulse = 1;               ///< the day's gamma pulse, mean 1
};

/// Hazard of leaving on a day: B(route) exp(eps (log1p v7 - log1p v_ref) + information + food) x pulse. v_ref is what the mean rate of
/// harm gives, so that the base hazards keep their meaning. Elasticity: Fearon & Shaver, short run (transfers poorly).
/// Our change to the reference: bursts are one gamma pulse that all places share, not a beta-binomial in each place: outflow peaks at
/// 6-7 times its mean because the way out is common to all (docs/methods/enclave.md, "Flight").
double flight_hazard(const world::Parameters& p, const FlightDay& day);

/// Daily chances for the way out when no event fixes it.
struct RouteChances {
  double closed_to_leak = 0, leak_to_open = 0;
};
RouteChances route_chances(const world::Parameters& p, double held_share);

/// Share of those inside killed on a day: zeta m(tempo) / 60.
double killed_inside_share(const world::Parameters& p, world::Tempo tempo);

/// Share of leavers killed in flight.
double killed_in_flight_share(const world::Parameters& p, world::Route route);

/// Share of travellers who die on the way or on arrival: base x (1 + factor x days of waiting) in winter.
double died_on_the_way_share(const world::Parameters& p, double wait_days, bool winter);

/// Share of those cleared who are taken to the main camp, after a random walk of its log-odds (standard normal score `walk`, already scaled
/// by the square root of the months gone by). At Hajin itself the destination changed twice within weeks: it is a decision, not a distance.
double main_camp_share(const world::Parameters& p, double walk);

/// Daily chance of returning, mixed over light, heavy and razed homes, while a share of the ground is accessible.
double return_chance(const world::Parameters& p, double accessible_share);

/// Chance a day that a returnee is injured or killed by explosive hazards: falls with the days since the ground was taken and with clearance.
double hazard_casualty_chance(const world::Parameters& p, double days_since_taken, double cleared_share);

}  // namespace nuzuh::rules
