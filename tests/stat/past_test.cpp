// Rules that ask for the own past of a person, which people followed one by one have: against the reference engine.

#include <algorithm>

#include "one_law.hpp"
#include "../unit/movement/toy.hpp"

namespace nuzuh::movement {
namespace {

using flee::Behaviour;

class Past : public testing::TestWithParam<Behaviour> {};
INSTANTIATE_TEST_SUITE_P(Behaviours, Past, testing::Values(Behaviour::exact, Behaviour::documented, Behaviour::native));

/// A valley whose people stop often: slow, and with many who stay in towns.
flee::Crisis valley(std::int64_t small_camp) {
  auto crisis = toy::valley(Past::GetParam(), small_camp);
  crisis.settings.move.max_move_speed = 160;
  return crisis;
}

TEST_P(Past, short_stints_are_avoided) {
  for (const std::int64_t camp : {1'000'000, 400}) {
    for (const double awareness : {1.0, 2.0}) {
      auto crisis = valley(camp);
      crisis.settings.move.awareness_level = awareness;
      if (awareness == 2 && GetParam() == Behaviour::exact) crisis.border_changes.clear();  // closures and long routes: the reference engine's alone
      const auto without = crisis;
      crisis.settings.move.avoid_short_stints = true;
      crisis.settings.move.start_on_foot = awareness == 2;
      expect_law_of_individuals(crisis, "avoid_short_stints, awareness " + std::to_string(awareness));
      if (awareness > 1) continue;
      EXPECT_GT(compare(of_reference(crisis, 60), of_reference(without, 60)).largest_z, 8);
    }
  }
}

TEST_P(Past, some_walk) {
  for (const std::int64_t camp : {1'000'000, 400}) {
    auto crisis = valley(camp);
    crisis.settings.move.max_walk_speed = 35;
    for (std::size_t k = 0; k < crisis.links.size(); ++k) crisis.links[k].walk_probability = k % 3 == 0 ? 0.4 : k % 3 == 1 ? 0.1 : 0;
    const auto without = valley(camp);
    expect_law_of_individuals(crisis, "walk_probability");
    EXPECT_GT(compare(of_reference(crisis, 60), of_reference(without, 60)).largest_z, 8);
    crisis.settings.move.avoid_short_stints = true;
    toy::let_children_avoid_hazards(crisis);
    expect_law_of_individuals(crisis, "walk_probability, avoid_short_stints and children");
  }
}

}  // namespace
}  // namespace nuzuh::movement
