// The engines have one law: camp by camp and day by day against the reference engine's ensemble.

#include <algorithm>

#include "nuzuh/movement/mean_field.hpp"
#include "one_law.hpp"
#include "../unit/movement/toy.hpp"

namespace nuzuh::movement {
namespace {

using flee::Behaviour;

class Law : public testing::TestWithParam<Behaviour> {};
INSTANTIATE_TEST_SUITE_P(Behaviours, Law, testing::Values(Behaviour::exact, Behaviour::documented, Behaviour::native));

TEST_P(Law, cohorts_and_individuals_agree_with_the_reference_where_no_camp_fills) {
  for (const double awareness : {1.0, 2.0}) {
    auto crisis = toy::valley(GetParam(), 1'000'000);
    crisis.settings.move.awareness_level = awareness;
    crisis.settings.move.start_on_foot = awareness == 2;  // a slower first journey
    const auto reference = of_reference(crisis, 300);
    const Plan plan = compile(crisis);
    CohortOptions cohorts;
    cohorts.members = 2000;
    cohorts.unit_km = 5;  // every distance of the valley is a multiple of 5 km, so this loses nothing
    const auto a = compare(reference, of(run_cohorts(plan, parameters_of(plan), cohorts)));
    EXPECT_LT(a.largest_z, k_largest_z) << "cohorts, awareness " << awareness;
    EXPECT_NEAR(a.sd_ratio, 1, 0.1);
    IndividualOptions individuals;
    individuals.members = 300;
    const auto b = compare(reference, of(run_individuals(plan, parameters_of(plan), individuals)));
    EXPECT_LT(b.largest_z, k_largest_z) << "individuals, awareness " << awareness;
    EXPECT_NEAR(b.sd_ratio, 1, 0.1);
  }
}

// Where a camp fills, individuals keep the agent list's order and so the reference's law; in the native behaviour, which has no order,
// so do cohorts.
TEST_P(Law, individuals_agree_with_the_reference_at_a_full_camp) {
  const auto crisis = toy::valley(GetParam(), 400);
  const auto reference = of_reference(crisis, 300);
  const Plan plan = compile(crisis);
  IndividualOptions individuals;
  individuals.members = 300;
  EXPECT_LT(compare(reference, of(run_individuals(plan, parameters_of(plan), individuals))).largest_z, k_largest_z);
  if (GetParam() != Behaviour::native) return;
  CohortOptions cohorts;
  cohorts.members = 2000;
  cohorts.unit_km = 5;
  EXPECT_LT(compare(reference, of(run_cohorts(plan, parameters_of(plan), cohorts))).largest_z, k_largest_z);
}

TEST_P(Law, holds_where_people_weigh_length_alone_or_nothing) {
  for (const double awareness : {0.0, -1.0}) {
    auto crisis = toy::valley(GetParam(), 1'000'000);
    crisis.settings.move.awareness_level = awareness;
    crisis.settings.move.foreign_weight = 3;
    crisis.places[5].marker = true, crisis.places[5].forward = false;  // the hub: a marker on the way to the camp on the hill
    if (awareness == 0 && GetParam() == Behaviour::exact) continue;    // nobody ever moves
    if (GetParam() == Behaviour::exact) crisis.border_changes.clear();  // closures and markers: the reference engine's alone
    expect_one_law(crisis, "awareness " + std::to_string(awareness));
  }
}

/// The valley in a flood: the ford, the port (a flood zone) and later the pass.
flee::Crisis flooded(Behaviour behaviour) {
  auto crisis = toy::valley(behaviour, 1'000'000);
  crisis.settings.move.flood.enabled = true;
  crisis.settings.move.flood.movechances = {0.1, 0.4, 0.7, 1.0, 1.0};
  crisis.settings.move.flood.loc_weights = {0.9, 0.5, 0.2, 0.05, 0.0};
  auto& port = crisis.places[4];
  port.town = false, port.flood_zone = true, port.type = port.declared = flee::PlaceType::flood_zone;
  crisis.flood_levels.names = {"Ford", "Port", "Pass"};
  crisis.flood_levels.column_of = {flee::k_none, flee::k_none, 0, 2, 1, flee::k_none, flee::k_none, flee::k_none, flee::k_none, flee::k_none};
  crisis.flood_levels.days = {0, 10, 11, 30, 59};
  crisis.flood_levels.values = {{0, 1, 0}, {2, 1, 0}, {2.5, 3, 0}, {0, 0, 1}, {1, 4, 3}};
  return crisis;
}

TEST_P(Law, holds_in_a_flood) { expect_one_law(flooded(GetParam()), "a flood beside a conflict"); }

TEST_P(Law, holds_where_floods_or_conflicts_drive_shares_of_a_falling_population) {
  auto crisis = flooded(GetParam());
  crisis.arrivals = {};
  crisis.settings.spawn.take_from_population = true;
  auto conflict = crisis;
  crisis.conflict_changes.clear();
  crisis.settings.spawn.flood_driven_spawning = true;
  crisis.settings.spawn.displaced_per_flood_day = {0, 0.001, 0.004, 0.01, 0.02};
  expect_one_law(crisis, "floods drive people out");
  conflict.settings.spawn.conflict_driven_spawning = true;
  conflict.settings.spawn.conflict_spawn_mode = flee::SpawnMode::pop_ratio;
  conflict.settings.spawn.displaced_per_conflict_day = 0.0005;
  expect_one_law(conflict, "conflicts drive a share out");
}

// Rules of places and days, a few at a time.
TEST_P(Law, holds_with_every_rule_of_places_and_days) {
  using flee::BorderChange;
  const auto base = [] { return toy::valley(GetParam(), 1'000'000); };
  auto camps = base();
  camps.type_changes = {{12, 3, flee::PlaceType::idp_camp, flee::k_no_conflict, true}, {15, 9, flee::PlaceType::conflict, 0.5, GetParam() != Behaviour::exact}, {40, 9, flee::PlaceType::town, flee::k_no_conflict, true}};
  camps.border_changes.push_back({20, BorderChange::What::camp_to_town, 6});
  camps.border_changes.push_back({35, BorderChange::What::town_to_camp, 6});
  std::ranges::stable_sort(camps.border_changes, {}, &BorderChange::day);
  camps.settings.move.camp_weight = 2;
  camps.settings.move.idpcamp_movechance = 0.2;
  expect_one_law(camps, "types that change");

  auto scores = base();
  for (std::size_t k = 0; k < scores.places.size(); ++k) {
    auto& p = scores.places[k];
    p.foreign = k >= 6, p.trade_volume = 0.1 * static_cast<double>(k), p.hdi = 0.5, p.region_index = static_cast<int>(k % 2);
  }
  scores.regions = {"north", "south"};
  scores.ipc = {"", {0, 1}, {"north", "south"}, {0, 20, 59}, {{10, 60}, {40, 5}, {0, 80}}};
  scores.settings.move.use_economic_pull = scores.settings.move.flee_when_starving = scores.settings.move.avoid_food_deprived_locations = true;
  scores.settings.move.use_pop_for_loc_weight = true;
  scores.settings.move.movechance_pop_scale_factor = 0.1;
  scores.settings.spawn.starvation_driven_spawning = true;
  scores.settings.spawn.conflict_zone_spawning_only = false;
  expect_one_law(scores, "food, trade, population");

  auto roads = base();
  for (const int l : {4, 5}) roads.links[static_cast<std::size_t>(l)].max_move_speed = 60;
  roads.links[16].forced = true;  // from the port to the hub
  roads.border_changes.push_back({20, BorderChange::What::drop_forced, 16});
  roads.border_changes.push_back({30, BorderChange::What::set_forced, 16});
  std::ranges::stable_sort(roads.border_changes, {}, &BorderChange::day);
  roads.settings.move.start_on_foot = true;
  roads.settings.move.weight_softening = 0.1, roads.settings.move.weight_power = 1.5, roads.settings.move.distance_power = 0.7;
  roads.settings.move.pruning_threshold = GetParam() == Behaviour::exact ? 3 : 0.2;
  roads.settings.spawn.take_from_population = true;
  expect_one_law(roads, "roads and powers");

  auto sinks = base();
  sinks.settings.spawn.camps_are_sinks = true;
  sinks.places[7].deactivation_probability = 0.1;
  sinks.places[8].deactivation_probability = 0.02;
  expect_one_law(sinks, "sinks");
  if (GetParam() != Behaviour::exact) return;
  auto full = toy::valley(GetParam(), 400);  // who has left goes on to fill the camp
  full.settings.spawn.camps_are_sinks = true;
  full.places[6].deactivation_probability = 0.05;
  const Plan plan = compile(full);
  IndividualOptions individuals;
  individuals.members = 300;
  EXPECT_LT(compare(of_reference(full, 200), of(run_individuals(plan, parameters_of(plan), individuals))).largest_z, k_largest_z);
}

// Fixed routes: one way to each end, major routes, no openness in the weights.
TEST_P(Law, holds_with_fixed_routes) {
  if (GetParam() == Behaviour::exact) return;  // the reference engine's alone
  for (const std::int64_t camp : {1'000'000, 400}) {
    auto crisis = toy::valley(GetParam(), camp);
    crisis.border_changes.clear();
    crisis.settings.move.fixed_routes = true;
    crisis.settings.move.awareness_level = 2;
    crisis.settings.move.camp_weight = 2;
    const auto without = of_reference(crisis, 60);
    crisis.major_routes = {{2, 4, 7}, {5, 9, 8}, {0, 2, 4}};  // Ford - Port - Far camp, Hub - Isle - Hill camp, City - Ford - Port
    const auto reference = of_reference(crisis, 200);
    EXPECT_GT(compare(of_reference(crisis, 60), without).largest_z, 8) << "major routes matter";
    if (camp > 400 || GetParam() == Behaviour::native) {
      expect_one_law(crisis, "fixed routes, camp of " + std::to_string(camp));
    } else {  // in list order
      const Plan plan = compile(crisis);
      IndividualOptions individuals;
      individuals.members = 300;
      EXPECT_LT(compare(reference, of(run_individuals(plan, parameters_of(plan), individuals))).largest_z, k_largest_z);
    }
  }
}

// A camp that fills, closes when it is full (a town with a capacity then, which refuses nobody) and opens again.
TEST(Native, full_camps_that_close_have_one_law) {
  auto crisis = toy::valley(Behaviour::native, 400);
  for (const auto& [day, what] : {std::pair{18, flee::BorderChange::What::camp_to_town}, std::pair{35, flee::BorderChange::What::town_to_camp}}) {
    crisis.border_changes.push_back({day, what, 6});
  }
  std::ranges::stable_sort(crisis.border_changes, {}, &flee::BorderChange::day);
  for (const double awareness : {1.0, 2.0}) {
    crisis.settings.move.awareness_level = awareness;
    expect_one_law(crisis, "a full camp that closes, awareness " + std::to_string(awareness));
  }
}

// Where many people come to a place at once, individuals are parted in vectors and camps are guessed not to fill; few come in the tests above.
TEST_P(Law, individuals_agree_with_the_reference_in_crowds) {
  auto crisis = toy::valley(GetParam(), 4000);
  for (auto& people : crisis.arrivals.people) people *= 10;
  const auto reference = of_reference(crisis, 100);
  const Plan plan = compile(crisis);
  IndividualOptions individuals;
  individuals.members = 300;
  EXPECT_LT(compare(reference, of(run_individuals(plan, parameters_of(plan), individuals))).largest_z, k_largest_z);
}

/// Two camps and a town between them, where those wait who have left the full camp. The other camp opens to those who stand in the list
/// behind enough of the people who leave it: hardly to anybody who came from the first camp if that one's people stand before it.
flee::Crisis two_camps(Behaviour behaviour, bool full_one_first) {
  toy::Builder b(40, behaviour);
  b.crisis.settings.move.camp_movechance = 0.01;
  const int zone = b.place("Zone", flee::PlaceType::conflict, 1000), town = b.place("Town", flee::PlaceType::town);
  const int full = b.place("Full camp", flee::PlaceType::camp, 1000), other = b.place("Other camp", flee::PlaceType::camp, 2000);
  b.road(zone, town, 800), b.road(town, other, 30), b.road(town, full, 30);
  b.crisis.day0 = {{full, 3000}, {other, 1960}};
  if (!full_one_first) std::ranges::reverse(b.crisis.day0);
  for (int t = 0; t < 40; ++t) b.arrive(t, 2);
  return b.crisis;
}

// Who was there before day 0 stands in the list in the order in which the camps are filled, however the engine numbers its places.
TEST_P(Law, individuals_agree_with_the_reference_about_who_is_first_in_the_list) {
  for (const bool full_one_first : {true, false}) {
    const auto crisis = two_camps(GetParam(), full_one_first);
    const Plan plan = compile(crisis);
    IndividualOptions individuals;
    individuals.members = 300;
    EXPECT_LT(compare(of_reference(crisis, 150), of(run_individuals(plan, parameters_of(plan), individuals))).largest_z, k_largest_z) << full_one_first;
  }
  if (GetParam() != Behaviour::native) expect_that_it_matters(two_camps(GetParam(), true), two_camps(GetParam(), false), "who is first");
}

// Without binding capacities the mean field is the cohorts' mean. Its own variance is zero, so z uses the cohorts' alone.
TEST_P(Law, mean_field_is_the_mean_of_cohorts) {
  const auto crisis = toy::valley(GetParam(), 1'000'000);
  const Plan plan = compile(crisis);
  const auto parameters = parameters_of(plan);
  const auto flow = run_mean_field(plan, {&parameters, 1});
  CohortOptions options;
  options.members = 2000;
  const auto cohorts = of(run_cohorts(plan, parameters, options));
  Moments mean{1'000'000'000, flow.people, std::vector<double>(flow.people.size(), 0)};
  EXPECT_LT(compare(cohorts, mean).largest_z, k_largest_z);
}

// The test can fail: a tenth more movement is seen at once.
TEST(Sensitivity, a_small_change_of_the_law_is_seen) {
  const auto crisis = toy::valley(Behaviour::exact, 1'000'000);
  const Plan plan = compile(crisis);
  auto parameters = parameters_of(plan);
  CohortOptions options;
  options.members = 2000;
  const auto a = of(run_cohorts(plan, parameters, options));
  parameters.default_movechance *= 1.1;
  options.seed = 2;
  EXPECT_GT(compare(a, of(run_cohorts(plan, parameters, options))).largest_z, 10);
}

}  // namespace
}  // namespace nuzuh::movement
