// Chances to leave and scores that follow a population which falls as people set out, against the reference engine.

#include "one_law.hpp"
#include "../unit/movement/toy.hpp"

namespace nuzuh::movement {
namespace {

using flee::Behaviour;

class Population : public testing::TestWithParam<Behaviour> {};
INSTANTIATE_TEST_SUITE_P(Behaviours, Population, testing::Values(Behaviour::exact, Behaviour::documented, Behaviour::native));

/// A valley that empties: people hardly leave a conflict zone of few, and are drawn to where many live.
flee::Crisis valley(std::int64_t small_camp) {
  auto crisis = toy::valley(Population::GetParam(), small_camp);
  crisis.places[0].population = 3600, crisis.places[1].population = 1500;
  crisis.settings.spawn.take_from_population = true;
  auto& move = crisis.settings.move;
  move.movechance_pop_scale_factor = 0.7, move.movechance_pop_base = 4000;
  move.use_pop_for_loc_weight = true, move.pop_power_for_loc_weight = 0.6;
  return crisis;
}

flee::Crisis without(flee::Crisis crisis) {
  crisis.settings.spawn.take_from_population = false;
  return crisis;
}

TEST_P(Population, whom_chance_takes_leave_fewer_behind) {
  for (const std::int64_t camp : {1'000'000, 400}) {
    auto crisis = valley(camp);
    crisis.places[6].capacity_per_day = 10;
    expect_law_of_individuals(crisis, "a population that falls");
    expect_that_it_matters(crisis, without(crisis), "a population that falls");
    toy::let_children_avoid_hazards(crisis);
    crisis.listed_agents.assign(200, {0, {}});
    expect_law_of_individuals(crisis, "a population that falls, and children");
  }
}

// Where no chance decides how many set out, all members share one population, and counts follow too.
TEST_P(Population, whom_a_rate_takes_leave_fewer_behind) {
  auto crisis = valley(1'000'000);
  crisis.arrivals = {};
  crisis.settings.spawn.conflict_driven_spawning = true;
  crisis.settings.spawn.conflict_spawn_mode = flee::SpawnMode::pop_ratio;
  crisis.settings.spawn.displaced_per_conflict_day = 0.03;
  expect_one_law(crisis, "a population that falls by a rate");
  expect_that_it_matters(crisis, without(crisis), "a population that falls by a rate");
}

}  // namespace
}  // namespace nuzuh::movement
