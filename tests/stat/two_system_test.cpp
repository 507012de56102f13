// Two-system decisions, which follow everybody's connections: people followed one by one against the reference engine.

#include "one_law.hpp"
#include "../unit/movement/toy.hpp"

namespace nuzuh::movement {
namespace {

using flee::Behaviour;

/// In the exact behaviour the rule cannot be switched on.
class TwoSystems : public testing::TestWithParam<Behaviour> {};
INSTANTIATE_TEST_SUITE_P(Behaviours, TwoSystems, testing::Values(Behaviour::documented, Behaviour::native));

/// A valley in whose long conflict people hesitate, unless they know enough others.
flee::Crisis valley(std::int64_t small_camp) {
  auto crisis = toy::valley(TwoSystems::GetParam(), small_camp);
  crisis.settings.spawn.conflict_spawn_decay.clear();
  crisis.settings.spawn.average_social_connectivity = 4;
  crisis.settings.move.two_system_decision_making = true;
  crisis.settings.move.conflict_movechance = 0.15;
  crisis.settings.move.conflict_weight = 0.8;
  return crisis;
}

flee::Crisis without(flee::Crisis crisis) {
  crisis.settings.move.two_system_decision_making = false;
  return crisis;
}

TEST_P(TwoSystems, those_who_know_many_leave) {
  for (const std::int64_t camp : {1'000'000, 400}) {
    const auto crisis = valley(camp);
    expect_law_of_individuals(crisis, "two systems, camp of " + std::to_string(camp));
    expect_that_it_matters(crisis, without(crisis), "two systems");
  }
}

// Who set out with no connections at all deliberates only for those met on the way: how many people are where at whose turn.
TEST_P(TwoSystems, connections_come_of_the_places_passed) {
  auto crisis = valley(1'000'000);
  crisis.settings.spawn.average_social_connectivity = 0;
  crisis.settings.move.conflict_weight = 2;
  crisis.settings.move.camp_movechance = 0.2;
  for (auto& place : crisis.places) place.move_chance = place.camp ? 0.2 : place.move_chance;
  expect_law_of_individuals(crisis, "connections of the way");
  expect_that_it_matters(crisis, without(crisis), "connections of the way");
}

// Only a long stay in one camp gives connections here: too few people are anywhere to give others, too many for them to fade. Were the count
// of somebody's decisions not begun anew where they leave, that of several short stays would do the same.
TEST_P(TwoSystems, only_a_long_stay_in_one_camp_counts) {
  toy::Builder b(60, TwoSystems::GetParam());
  auto& crisis = b.crisis;
  crisis.settings.move.camp_movechance = 0.15;
  crisis.settings.move.conflict_movechance = 0.25;
  crisis.settings.move.conflict_weight = 2;
  crisis.settings.move.two_system_decision_making = true;
  crisis.settings.spawn.average_social_connectivity = 0;
  crisis.settings.spawn.read_from_agents_csv_file = true;
  const int city = b.place("City", flee::PlaceType::conflict, 60000);
  for (const char* name : {"Near camp", "Far camp", "Hill camp"}) b.road(city, b.place(name, flee::PlaceType::camp, 1'000'000), 60);
  crisis.listed_agents.assign(160, {city, {}});
  expect_law_of_individuals(crisis, "stays in camps");
  expect_that_it_matters(crisis, without(crisis), "stays in camps");
}

TEST_P(TwoSystems, a_route_is_dropped_for_a_better_one) {
  auto crisis = valley(400);
  crisis.settings.move.awareness_level = 2;
  crisis.settings.move.start_on_foot = true;
  crisis.settings.move.avoid_short_stints = true;
  crisis.settings.spawn.average_social_connectivity = 40;
  crisis.settings.spawn.read_from_agents_csv_file = true;
  for (int k = 0; k < 300; ++k) crisis.listed_agents.push_back({k % 2, {}});
  crisis.day0 = {{0, 100}, {7, 200}};
  expect_law_of_individuals(crisis, "two systems, awareness 2, on foot, listed agents");
  toy::let_children_avoid_hazards(crisis);
  expect_law_of_individuals(crisis, "two systems and children");
}

}  // namespace
}  // namespace nuzuh::movement
