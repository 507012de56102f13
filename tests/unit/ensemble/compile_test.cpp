#include "nuzuh/ensemble/compile.hpp"

#include <chrono>

#include <gtest/gtest.h>

#include "../scenario/toy.hpp"
#include "nuzuh/ensemble/draw.hpp"
#include "nuzuh/ensemble/policy.hpp"
#include "nuzuh/ensemble/run.hpp"

namespace nuzuh::ensemble {
namespace {

using std::chrono::days;
using world::Route;
using world::Tempo;

/// The toy case: start 1 January, cut-off 10 January, a corridor on days 4 and 5.
scenario::Scenario toy_case() {
  auto s = scenario::read_texts(scenario::toy());
  EXPECT_TRUE(s);
  return std::move(*s);
}

scenario::Event event(const scenario::Scenario& s, scenario::EventKind kind, int first, int last) {
  scenario::Event e;
  e.id = "added";
  e.kind = kind;
  e.first = s.start + days(first);
  e.last = s.start + days(last);
  e.sources = {"made_up"};
  e.known_by = e.first;
  return e;
}

const world::Day& day(const world::World& w, int i) { return w.calendar.at(static_cast<std::size_t>(i)); }

scenario::Policy lever(const scenario::Scenario& s, const std::string& name, const std::string& value, int from) {
  scenario::Policy policy;
  policy.id = "what_if";
  policy.changes.push_back({name, value, s.start + days(from), {}});
  return policy;
}

std::vector<float> values_of(const scenario::Scenario& s, core::Date cutoff) {
  const auto runs = run(Drawer(s, 4, cutoff), compile(s, cutoff, s.start + days(60)), {40, 4, 1});
  EXPECT_TRUE(runs);
  return runs ? runs->values : std::vector<float>{};
}

TEST(Compile, places_fall_in_the_order_of_their_distance_from_the_attackers_side) {
  const auto s = toy_case();
  const auto w = compile(s, s.cutoff, s.until);
  EXPECT_EQ(w.days, core::days_between(s.start, s.until) + 1);
  ASSERT_EQ(w.places.size(), 2u);
  EXPECT_NEAR(w.places[0].area_share + w.places[1].area_share, 1, 1e-12);
  EXPECT_NEAR(w.places[0].taken_at, w.places[0].area_share, 1e-12);
  EXPECT_EQ(w.places[1].taken_at, 1);
}

TEST(Compile, an_event_holds_on_its_days_only) {
  const auto s = toy_case();
  const auto w = compile(s, s.cutoff, s.until);
  EXPECT_FALSE(day(w, 3).route);
  EXPECT_EQ(day(w, 4).route, Route::open);
  EXPECT_EQ(day(w, 5).route, Route::open);
  EXPECT_FALSE(day(w, 6).route);
}

TEST(Compile, an_event_is_a_fact_up_to_the_cut_off_and_no_promise_after_it) {
  auto s = toy_case();
  s.events.push_back(event(s, scenario::EventKind::pause, 7, 30));
  const auto w = compile(s, s.cutoff, s.until);  // day 9
  for (int i = 7; i <= 9; ++i) EXPECT_EQ(day(w, i).tempo, Tempo::pause) << i;
  for (int i = 10; i <= 31; ++i) EXPECT_FALSE(day(w, i).tempo) << i;
}

TEST(Compile, reverses_are_drawn_after_the_cut_off_only) {
  const auto s = toy_case();
  const auto w = compile(s, s.cutoff, s.until);
  EXPECT_FALSE(day(w, 9).reverse_drawn);
  EXPECT_TRUE(day(w, 10).reverse_drawn);
}

TEST(Compile, winter_is_november_to_march) {
  auto s = toy_case();
  const auto w = compile(s, s.cutoff, s.start + days(120));
  EXPECT_TRUE(day(w, 90).winter);   // 31 March 2020
  EXPECT_FALSE(day(w, 91).winter);  // 1 April
}

TEST(Compile, a_stated_refusal_of_talks_is_the_besiegers_policy) {
  auto s = toy_case();
  EXPECT_EQ(compile(s, s.cutoff, s.until).negotiated_exit, world::NegotiatedExit::possible);
  s.events.push_back(event(s, scenario::EventKind::talks_refused, 3, 3));
  EXPECT_EQ(compile(s, s.cutoff, s.until).negotiated_exit, world::NegotiatedExit::refused);
}

TEST(Leakage, what_became_known_after_the_cut_off_changes_nothing) {
  const auto s = toy_case();
  auto later = s;
  for (const auto kind : {scenario::EventKind::corridor, scenario::EventKind::pause, scenario::EventKind::talks_refused}) {
    auto e = event(s, kind, 7, 20);
    e.known_by = s.cutoff + days(1);  // it happened before the cut-off, but nobody could know
    later.events.push_back(e);
  }
  auto ended = event(s, scenario::EventKind::ended, 15, 15);
  later.events.push_back(ended);
  auto report = later.observations.front();
  report.value = 7000;
  report.known_by = s.cutoff + days(3);
  later.observations.push_back(report);
  const auto a = scenario::as_known(s, s.cutoff), b = scenario::as_known(later, s.cutoff);
  ASSERT_TRUE(a && b);
  EXPECT_EQ(values_of(*a, s.cutoff), values_of(*b, s.cutoff));
  // The comparison can see a change: one day later the same rows count.
  const auto c = scenario::as_known(later, s.cutoff + days(1));
  ASSERT_TRUE(c);
  EXPECT_NE(values_of(*a, s.cutoff), values_of(*c, s.cutoff));
}

TEST(Policy, levers_hold_from_their_day_on_and_touch_nothing_else) {
  const auto s = toy_case();
  const auto base = compile(s, s.cutoff, s.until);
  const auto with = [&](const std::string& name, const std::string& value) {
    const auto policy = lever(s, name, value, 20);
    return compile(s, s.cutoff, s.until, &policy);
  };
  EXPECT_EQ(day(with("corridor", "agreed"), 20).route, Route::open);
  EXPECT_FALSE(day(with("corridor", "agreed"), 19).route);
  EXPECT_EQ(day(with("corridor", "declared"), 40).route, Route::declared);
  EXPECT_EQ(day(with("corridor", "none"), 40).route, Route::closed);
  EXPECT_EQ(day(with("information", "weak"), 20).information, 0.5);
  EXPECT_EQ(day(with("information", "strong"), 20).information, 1);
  EXPECT_EQ(day(with("information", "strong"), 19).information, 0);
  const auto pause = with("pause", "7");
  EXPECT_FALSE(day(pause, 19).tempo);
  EXPECT_EQ(day(pause, 20).tempo, Tempo::pause);
  EXPECT_EQ(day(pause, 26).tempo, Tempo::pause);
  EXPECT_FALSE(day(pause, 27).tempo);
  EXPECT_EQ(day(with("transit.places", "5000"), 20).transit_places, 5000);
  EXPECT_EQ(day(with("transit.per_day", "700"), 20).transit_per_day, 700);
  EXPECT_EQ(day(with("screening.per_day", "900"), 20).screening_per_day, 900);
  EXPECT_EQ(day(with("camp.places", "40000"), 20).camp_places, 40000);
  EXPECT_EQ(day(with("second_site.places", "9000"), 20).second_site_places, 9000);
  EXPECT_EQ(day(with("trucks.factor", "2"), 20).trucks_factor, 2);
  EXPECT_EQ(day(with("trucks.factor", "2"), 19).trucks_factor, 1);
  EXPECT_EQ(day(with("clearance.factor", "3"), 20).clearance_factor, 3);
  const auto exit = with("negotiated_exit", "agreed");
  EXPECT_EQ(exit.negotiated_exit, world::NegotiatedExit::agreed);
  EXPECT_EQ(exit.exit_day, 20);
  EXPECT_EQ(day(exit, 20).route, day(base, 20).route);
}

TEST(Policy, a_closed_corridor_changes_no_day_before_it_and_keeps_people_in_after_it) {
  // In the toy case the way stays open once it is (flight.open_days = 1000).
  const auto s = toy_case();
  const auto policy = lever(s, "corridor", "none", 20);
  const Drawer draw(s, 4, s.cutoff);
  const auto plain = run(draw, compile(s, s.cutoff, s.until), {50, 4, 1}), shut = run(draw, compile(s, s.cutoff, s.until, &policy), {50, 4, 1});
  ASSERT_TRUE(plain && shut);
  double kept = 0;
  for (int m = 0; m < 50; ++m) {
    for (int d = 0; d < 20; ++d) ASSERT_EQ(plain->at(m, d, engine::Quantity::exits_cumulative), shut->at(m, d, engine::Quantity::exits_cumulative));
    kept += plain->at(m, 25, engine::Quantity::exits_cumulative) - shut->at(m, 25, engine::Quantity::exits_cumulative);
  }
  EXPECT_GT(kept, 0);
}

}  // namespace
}  // namespace nuzuh::ensemble
