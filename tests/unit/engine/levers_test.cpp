// What the levers of a what-if must and must not do.
#include <vector>

#include <gtest/gtest.h>

#include "nuzuh/engine/day.hpp"
#include "toy.hpp"

namespace nuzuh::engine {
namespace {

using world::Route;
using world::Tempo;

std::vector<float> run(const world::World& w, const world::Parameters& p, Stocks stocks, std::uint32_t member) {
  std::vector<float> record(static_cast<std::size_t>(w.days) * k_quantities);
  run_member(w, p, stocks, Luck{1, member}, record);
  return record;
}

float last(const world::World& w, const std::vector<float>& record, Quantity q) {
  return record[static_cast<std::size_t>(w.days - 1) * k_quantities + static_cast<std::size_t>(q)];
}

world::World without_events(int days) {
  auto w = toy_world(days, Tempo::stall, Route::closed);
  for (auto& day : w.calendar) day.route.reset();
  return w;
}

TEST(Levers, a_way_declared_by_one_side_neither_opens_nor_shuts_what_the_front_opens) {
  auto p = still_parameters();
  p.flight_closed = 0.004;
  p.flight_leak = 0.02;
  p.flight_open = 0.2;
  p.flight_closed_to_leak = 0.05;
  p.flight_leak_to_open = 0.05;
  p.flight_declared_factor = 1;  // same as closed
  const auto base = without_events(60);
  auto declared = base;
  for (auto& day : declared.calendar) day.route = Route::declared;
  for (std::uint32_t member = 0; member < 50; ++member) {
    EXPECT_EQ(run(base, p, {1000, 100}, member), run(declared, p, {1000, 100}, member)) << member;
  }
}

TEST(Levers, places_at_the_transit_centre_shelter_those_who_wait_in_winter) {
  auto p = still_parameters();
  p.flight_open = 1;
  p.harm_died_on_the_way = 0.01;
  p.harm_wait_factor = 0.5;
  p.screening_per_day = 1e5;
  p.transit_per_day = 200;
  auto base = toy_world(60, Tempo::stall, Route::open);
  for (auto& day : base.calendar) day.winter = true;
  auto sheltered = base;
  for (auto& day : sheltered.calendar) day.transit_places = 5000;
  double fewer = 0;
  for (std::uint32_t member = 0; member < 20; ++member) {
    const double before = last(base, run(base, p, {5000, 100}, member), Quantity::died_on_the_way_cumulative);
    const double after = last(sheltered, run(sheltered, p, {5000, 100}, member), Quantity::died_on_the_way_cumulative);
    EXPECT_LE(after, before);
    fewer += before - after;
  }
  EXPECT_GT(fewer / 20, 50);  // up to 25 days of waiting multiply 1% by up to 13
}

TEST(Levers, more_lorries_never_add_deaths_on_the_way_with_the_same_luck) {
  auto p = still_parameters();
  p.flight_open = 0.3;
  p.harm_died_on_the_way = 0.01;
  p.harm_wait_factor = 0.5;
  p.transit_per_day = 100;
  auto base = toy_world(90, Tempo::stall, Route::open);
  for (auto& day : base.calendar) day.winter = true;
  auto lorries = base;
  for (auto& day : lorries.calendar) day.trucks_factor = 3;
  for (std::uint32_t member = 0; member < 20; ++member) {
    EXPECT_LE(last(lorries, run(lorries, p, {3000, 100}, member), Quantity::died_on_the_way_cumulative),
              last(base, run(base, p, {3000, 100}, member), Quantity::died_on_the_way_cumulative));
  }
}

}  // namespace
}  // namespace nuzuh::engine
