#include <vector>

#include <gtest/gtest.h>

#include "nuzuh/engine/day.hpp"
#include "nuzuh/rules/civilians.hpp"
#include "nuzuh/rules/fighters.hpp"
#include "nuzuh/rules/front.hpp"
#include "toy.hpp"

namespace nuzuh::engine {
namespace {

using world::Route;
using world::Tempo;

struct Ran {
  Outcome outcome;
  std::vector<float> record;
  [[nodiscard]] float at(int day, Quantity q) const { return record[static_cast<std::size_t>(day) * k_quantities + static_cast<std::size_t>(q)]; }
};

Ran run(const world::World& w, const world::Parameters& p, Stocks stocks, Luck luck = {1, 0}) {
  Ran ran;
  ran.record.resize(static_cast<std::size_t>(w.days) * k_quantities);
  ran.outcome = run_member(w, p, stocks, luck, ran.record);
  return ran;
}

/// A member in which everything happens, for properties.
world::Parameters lively_parameters(std::uint32_t member) {
  auto p = still_parameters();
  const auto u = [&](const char* name) { return rng::Stream(5, member, rng::entity(name), 0, rng::Purpose::test).uniform(); };
  p.people_share_relatives = 0.6 * u("a");
  p.people_share_retreating = u("b");
  p.people_displaced_nearby = 30000 * u("c");
  p.advance_share_per_push_day = 0.08 * u("d");
  p.advance_gain_shape = 1.2;
  p.attrition_attackers_daily = 1e-3 * u("e");
  p.attrition_dispersion = 0.6;
  p.attrition_exchange_ratio = 3 * u("f");
  p.reverse_rate = 0.1 * u("g");
  p.reverse_all_ground = 0.1;
  p.tempo_push_to_stall = p.tempo_stall_to_push = p.tempo_pause_to_push = 0.7;
  p.surrender_rate = 0.01 * u("h");
  p.surrender_slope = 3;
  p.surrender_contagion = 6;
  p.slip_rate_tight = 0.002 * u("i");
  p.slip_rate_loose = 0.02 * u("j");
  p.slip_ring_loose = 0.5;
  p.deal_agreed = 0.5;
  p.deal_rate = 0.1;
  p.deal_broken = 0.6;
  p.deal_fighter_share = 0.3;
  p.flight_closed = 0.004;
  p.flight_leak = 0.03 * u("k");
  p.flight_open = 0.01 + 0.3 * u("l");
  p.flight_violence_elasticity = 0.5;
  p.flight_place_effect = 0.4;
  p.flight_pulse_shape = 0.7;
  p.flight_taken_share = 0.5;
  p.flight_closed_to_leak = 0.05;
  p.flight_leak_to_open = 0.05;
  p.harm_killed_inside = 0.02;
  p.harm_killed_in_flight_closed = 0.01;
  p.harm_killed_in_flight_open = 0.001;
  p.harm_died_on_the_way = 0.005;
  p.harm_wait_factor = 0.5;
  p.screening_held = 0.1;
  p.screening_per_day = 3000 * u("m");
  p.transit_per_day = 2000 * u("n");
  p.routing_main_camp = 0.8;
  p.camp_departure = 0.001;
  p.return_heavy = 0.1;
  p.return_share_light = 0.3;
  p.return_light = 0.5;
  p.hazard_injuries_per_returnee_day = 1e-3;
  return p;
}

world::World free_world(int days) {
  auto w = toy_world(days, Tempo::push, Route::closed);
  for (auto& day : w.calendar) {
    day.tempo.reset();
    day.route.reset();
    day.reverse_drawn = true;
    day.winter = true;
  }
  return w;
}

TEST(Toy, ten_days_of_pushing_take_a_tenth_each_and_the_enclave_ends) {
  // 6000 / 1000 = the reference force ratio, so it has no effect; day 9 is the tenth day of pushing. A little more than a tenth a day,
  // because the gamma scatter of the toy is small but not zero.
  auto p = still_parameters();
  p.advance_share_per_push_day = 0.1002;
  const auto ran = run(toy_world(15, Tempo::push, Route::closed), p, {0, 1000});
  EXPECT_EQ(ran.outcome.end, world::End::taken);
  EXPECT_EQ(ran.outcome.end_day, 9);
  EXPECT_NEAR(ran.at(3, Quantity::held_share), 0.5992, 1e-4);
  EXPECT_EQ(ran.outcome.ledger.captured, 1000);  // nobody slips away at these rates
}

TEST(Toy, a_pause_takes_nothing) {
  const auto ran = run(toy_world(50, Tempo::pause, Route::closed), still_parameters(), {500, 1000});
  EXPECT_EQ(ran.outcome.end, world::End::none);
  EXPECT_EQ(ran.at(49, Quantity::held_share), 1);
  EXPECT_EQ(ran.at(49, Quantity::people_inside), 500);
}

TEST(Toy, an_open_way_empties_the_place_through_screening_transit_and_road_into_the_camp) {
  auto p = still_parameters();
  p.flight_open = 50;  // everybody leaves on the first day
  const auto ran = run(toy_world(10, Tempo::pause, Route::open), p, {1200, 100});
  // Day 0: 1,200 leave; 1,000 are screened, 200 wait; 500 are carried on, 500 wait at transit. Two days on the road.
  EXPECT_EQ(ran.at(0, Quantity::exits_cumulative), 1200);
  EXPECT_EQ(ran.at(0, Quantity::screening_waiting), 200);
  EXPECT_EQ(ran.at(0, Quantity::transit_waiting), 500);
  EXPECT_EQ(ran.at(1, Quantity::transit_waiting), 200);
  EXPECT_EQ(ran.at(1, Quantity::arrivals_cumulative), 0);
  EXPECT_EQ(ran.at(2, Quantity::arrivals_cumulative), 500);
  EXPECT_EQ(ran.at(4, Quantity::arrivals_cumulative), 1200);
}

TEST(Toy, a_second_site_takes_what_is_above_the_main_camps_places) {
  auto p = still_parameters();
  p.flight_open = 50;
  p.transit_per_day = 5000;
  auto w = toy_world(8, Tempo::pause, Route::open);
  for (auto& day : w.calendar) day.second_site_places = 10000;
  const auto ran = run(w, p, {3000, 100});
  EXPECT_EQ(ran.outcome.ledger.main_camp, 1000);
  EXPECT_EQ(ran.outcome.ledger.second_site, 2000);
}

TEST(Toy, an_agreed_exit_ends_the_enclave_after_its_days) {
  auto w = toy_world(10, Tempo::stall, Route::closed);
  w.negotiated_exit = world::NegotiatedExit::agreed;
  w.exit_day = 3;
  auto p = still_parameters();
  p.people_share_relatives = 1;
  p.deal_fighter_share = 0.25;
  const auto ran = run(w, p, {1000, 100});
  EXPECT_EQ(ran.outcome.end, world::End::deal);
  EXPECT_EQ(ran.outcome.end_day, 5);  // struck on day 3, two days to carry out
  EXPECT_EQ(ran.outcome.ledger.left_under_deal, 100);
  EXPECT_EQ(ran.outcome.ledger.left_with_deal, 300);  // three for each fighter
}

TEST(Toy, a_known_reverse_costs_what_was_reported_and_stalls_the_front) {
  auto w = toy_world(6, Tempo::push, Route::closed);
  for (int day = 2; day < 6; ++day) w.calendar[static_cast<std::size_t>(day)].tempo.reset();
  w.calendar[1].reverse_killed = 20;
  const auto ran = run(w, still_parameters(), {0, 1000});
  EXPECT_EQ(ran.outcome.attackers_killed, 20);
  EXPECT_EQ(ran.at(5, Quantity::held_share), ran.at(1, Quantity::held_share));
}

TEST(Property, every_person_is_in_one_place_on_every_day) {
  // run_day checks both ledgers under contracts; here an independent count over all fates.
  for (std::uint32_t member = 0; member < 300; ++member) {
    const auto ran = run(free_world(200), lively_parameters(member), {20000, 3000}, {9, member});
    EXPECT_EQ(ran.outcome.ledger.people(), 20000);
    EXPECT_EQ(ran.outcome.ledger.fighters(), 3000);
    const auto& l = ran.outcome.ledger;
    for (const auto count : {l.inside, l.leaving, l.stayed, l.killed_inside, l.at_screening, l.held, l.at_transit, l.on_the_road, l.main_camp,
                             l.other_sites, l.returned, l.fighting, l.captured, l.slipped_away, l.unaccounted}) {
      EXPECT_GE(count, 0);
    }
  }
}

TEST(Property, cumulative_counts_never_fall) {
  for (std::uint32_t member = 0; member < 50; ++member) {
    const auto ran = run(free_world(200), lively_parameters(member), {20000, 3000}, {9, member});
    for (int day = 1; day < 200; ++day) {
      for (const auto q : {Quantity::exits_cumulative, Quantity::arrivals_cumulative, Quantity::killed_inside_cumulative, Quantity::fighters_killed_cumulative,
                           Quantity::died_on_the_way_cumulative, Quantity::returned_cumulative}) {
        EXPECT_GE(ran.at(day, q), ran.at(day - 1, q)) << name_of(q) << " day " << day << " member " << member;
      }
    }
  }
}

TEST(Property, a_longer_closed_gate_never_speeds_exits_with_common_random_numbers) {
  // Quiet otherwise, so that only the gate differs; the binomial draws are monotone but for the seam between the exact walk and the
  // corrected normal (rng/quantiles.cpp), where neighbouring cases may differ by one person: hence the tolerance of 2.
  for (std::uint32_t member = 0; member < 200; ++member) {
    auto p = lively_parameters(member);
    p.harm_killed_inside = 1e-12;
    p.harm_killed_in_flight_closed = p.harm_killed_in_flight_open = 0;
    p.surrender_rate = p.slip_rate_loose = p.slip_rate_tight = 1e-12;
    auto shorter = toy_world(60, Tempo::pause, Route::open), longer = shorter;
    for (int day = 0; day < 40; ++day) longer.calendar[static_cast<std::size_t>(day)].route = Route::closed;
    for (int day = 0; day < 20; ++day) shorter.calendar[static_cast<std::size_t>(day)].route = Route::closed;
    const auto a = run(shorter, p, {20000, 1000}, {3, member}), b = run(longer, p, {20000, 1000}, {3, member});
    for (int day = 0; day < 60; ++day) EXPECT_LE(b.at(day, Quantity::exits_cumulative), a.at(day, Quantity::exits_cumulative) + 2) << member << ' ' << day;
  }
}

TEST(Property, a_lever_that_touches_nothing_changes_no_number) {
  const auto p = lively_parameters(4);
  auto w = free_world(120);
  const auto a = run(w, p, {20000, 3000}, {9, 4});
  w.calendar[7].transit_places = 123456;  // places are a matter of counting days over capacity, not of flow
  const auto b = run(w, p, {20000, 3000}, {9, 4});
  EXPECT_EQ(a.record, b.record);
}

TEST(Rules, force_ratio_six_has_no_effect_and_the_drag_of_hazards_slows) {
  auto p = still_parameters();
  p.advance_force_ratio_exponent = 0.5;
  world::World w;
  EXPECT_DOUBLE_EQ(rules::ground_taken(p, w, 1, 6000, 1000, 1), 0.1);
  EXPECT_DOUBLE_EQ(rules::ground_taken(p, w, 1, 24000, 1000, 1), 0.2);
  EXPECT_DOUBLE_EQ(rules::ground_taken(p, w, 0.05, 6000, 1000, 1), 0.05);  // never more than is held
  w.clearance_drag = true;
  p.hazard_items_per_km2 = 20;  // 1,000 items, 100 cleared a day: 1 / (10 + 10) a day
  EXPECT_DOUBLE_EQ(rules::ground_taken(p, w, 1, 6000, 1000, 1), 0.05);
}

TEST(Rules, reverses_keep_their_mean_rate_whatever_the_weather_does) {
  auto p = still_parameters();
  p.reverse_rate = 0.02;
  p.reverse_bad_weather_factor = 3;
  p.reverse_bad_weather_share = 0.1;
  const double mean = 0.1 * -std::log1p(-rules::reverse_chance(p, Tempo::push, true, false)) + 0.9 * -std::log1p(-rules::reverse_chance(p, Tempo::push, false, false));
  EXPECT_NEAR(mean, 0.02, 1e-12);
  EXPECT_EQ(rules::reverse_chance(p, Tempo::pause, true, true), 0);
}

TEST(Rules, surrender_grows_with_ground_lost_and_by_contagion) {
  auto p = still_parameters();
  p.surrender_rate = 0.001;
  p.surrender_slope = 2;
  p.surrender_contagion = 6;
  EXPECT_DOUBLE_EQ(rules::surrender_hazard(p, 1, 0, Tempo::push, Route::closed), 0.001);
  EXPECT_DOUBLE_EQ(rules::surrender_hazard(p, 0, 0.5, Tempo::push, Route::closed), 0.001 * std::exp(2.0) * 4);
}

TEST(Rules, deaths_on_the_way_grow_with_waiting_in_winter_only) {
  auto p = still_parameters();
  p.harm_died_on_the_way = 0.002;
  p.harm_wait_factor = 0.5;
  EXPECT_DOUBLE_EQ(rules::died_on_the_way_share(p, 4, true), 0.006);
  EXPECT_DOUBLE_EQ(rules::died_on_the_way_share(p, 4, false), 0.002);
}

TEST(Rules, destinations_are_ordered_by_utility) {
  world::Parameters p;
  p.destination_own_side = 2;
  p.destination_hours = 0.7;
  world::World w;
  w.destinations = {{1, 0, 0, 1, 0, 0}, {2, 1, 0, 1, 0, 0}};
  EXPECT_EQ(rules::destination_order(p, w), (std::vector<std::size_t>{1, 0}));
}

}  // namespace
}  // namespace nuzuh::engine
