// Rules that read an attribute of the person: the compiled engines, which hold the network once for each group of people, against the
// reference engine, which asks each person.

#include <algorithm>

#include "nuzuh/movement/mean_field.hpp"
#include "one_law.hpp"
#include "../unit/movement/toy.hpp"

namespace nuzuh::movement {
namespace {

using flee::Behaviour;

class Groups : public testing::TestWithParam<Behaviour> {};
INSTANTIATE_TEST_SUITE_P(Behaviours, Groups, testing::Values(Behaviour::exact, Behaviour::documented, Behaviour::native));

/// The valley with a demographic table: one column for the city, the default elsewhere.
void draw(flee::Crisis& crisis, const std::string& attribute, std::vector<std::string> values, std::vector<double> elsewhere, std::vector<double> in_city) {
  flee::Demographic table;
  table.attribute = attribute;
  table.values = std::move(values);
  table.default_weights = std::move(elsewhere);
  table.columns = {std::move(in_city)};
  table.place_column.assign(crisis.places.size(), flee::k_none);
  table.place_column[0] = 0;
  crisis.demographics.push_back(std::move(table));
}

flee::Crisis valley(std::int64_t small_camp = 1'000'000) {
  auto crisis = toy::valley(Groups::GetParam(), small_camp);
  crisis.settings.move.camp_weight = 3;
  draw(crisis, "age", {"8", "16", "35", "70"}, {3, 2, 4, 1}, {1, 1, 5, 3});
  draw(crisis, "gender", {"female", "male"}, {0.6, 0.4}, {0.3, 0.7});
  draw(crisis, "ethnicity", {"a", "b", "c"}, {5, 3, 2}, {1, 8, 1});
  draw(crisis, "religion", {"x", "y"}, {1, 1}, {9, 1});
  return crisis;
}

/// Puts people of known attributes where they are on day 0, and others whom only the tables know.
void list_people(flee::Crisis& crisis) {
  crisis.settings.spawn.read_from_agents_csv_file = true;
  crisis.agent_attribute_names = {"age", "ethnicity"};
  for (int k = 0; k < 400; ++k) crisis.listed_agents.push_back({k % 2 ? 2 : 1, {k % 3 ? "8" : "70", k % 2 ? "c" : "a"}});
  crisis.day0 = {{6, 60}, {7, 200}};
}

TEST_P(Groups, avoid_hazards_by_age_and_gender) {
  auto crisis = valley();
  const auto blind = crisis;
  crisis.settings.move.children_avoid_hazards = crisis.settings.move.elderly_avoid_hazards = true;
  crisis.settings.move.boys_take_risk = true;
  expect_one_law(crisis, "children, boys and the elderly");
  expect_that_it_matters(crisis, blind, "children, boys and the elderly");
  crisis.settings.move.boys_take_risk = false;
  crisis.settings.move.women_avoid_hazards = true;
  list_people(crisis);
  crisis.settings.move.awareness_level = 2;
  crisis.settings.move.start_on_foot = true;
  if (GetParam() == Behaviour::exact) crisis.border_changes.clear();  // closures and long routes: the reference engine's alone
  expect_one_law(crisis, "children, women and the elderly, listed agents, awareness 2");
}

TEST_P(Groups, share_the_room_of_a_camp) {
  auto crisis = valley(400);
  crisis.settings.move.children_avoid_hazards = crisis.settings.move.women_avoid_hazards = true;
  list_people(crisis);
  const auto reference = of_reference(crisis, 200);
  const Plan plan = compile(crisis);
  EXPECT_GT(plan.groups.size(), 1u);
  IndividualOptions individuals;
  individuals.members = 300;
  EXPECT_LT(compare(reference, of(run_individuals(plan, parameters_of(plan), individuals))).largest_z, k_largest_z);
  if (GetParam() != Behaviour::native) return;
  for (const auto shape : {CohortShape::lockstep, CohortShape::frontier}) {
    CohortOptions cohorts;
    cohorts.members = 1000;
    cohorts.unit_km = 5;
    cohorts.shape = shape;
    EXPECT_LT(compare(reference, of(run_cohorts(plan, parameters_of(plan), cohorts))).largest_z, k_largest_z);
  }
}

TEST_P(Groups, stay_close_to_their_homes) {
  auto crisis = valley();
  for (std::size_t k = 0; k < crisis.places.size(); ++k) {
    crisis.places[k].latitude = 34 + 0.4 * static_cast<double>(k % 4), crisis.places[k].longitude = 40 + 0.7 * static_cast<double>(k / 4);
  }
  const auto careless = crisis;
  crisis.settings.move.stay_close_to_home = true;
  crisis.settings.move.home_distance_power = 1.2;
  expect_one_law(crisis, "home");
  expect_that_it_matters(crisis, careless, "home");
}

TEST_P(Groups, farmers_stay_for_the_harvest) {
  if (GetParam() == Behaviour::exact) return;  // there everybody is counted at home: the reference engine's alone
  auto crisis = valley();
  crisis.start = std::chrono::year{2018} / 5 / 10;
  crisis.place_attribute_names = {"farmer_fraction"};
  for (auto& place : crisis.places) place.farmer_fraction = place.camp ? 0 : 0.4;
  const auto idle = crisis;
  crisis.settings.move.harvest_months = {6};
  expect_one_law(crisis, "harvest");
  expect_that_it_matters(crisis, idle, "harvest");
  crisis.settings.move.avoid_short_stints = true;  // also those who would else hurry on
  const Plan plan = compile(crisis);
  IndividualOptions individuals;
  individuals.members = 300;
  EXPECT_LT(compare(of_reference(crisis, 150), of(run_individuals(plan, parameters_of(plan), individuals))).largest_z, k_largest_z);
}

// On a route of several links, and of those who stand in agents.csv.
TEST_P(Groups, farmers_hold_on_to_their_routes) {
  if (GetParam() == Behaviour::exact) return;  // there everybody is counted at home: the reference engine's alone
  for (const bool full : {false, true}) {
    auto crisis = valley(full ? 400 : 1'000'000);
    list_people(crisis);
    crisis.start = std::chrono::year{2018} / 5 / 12;
    crisis.place_attribute_names = {"farmer_fraction"};
    for (auto& place : crisis.places) place.farmer_fraction = place.camp ? 0.1 : 0.5;
    crisis.settings.move.harvest_months = {6};  // from day 20, when many are on the way, to day 49
    crisis.settings.move.awareness_level = 3;
    crisis.settings.move.max_move_speed = 60;
    crisis.settings.move.start_on_foot = full;
    if (!full || GetParam() == Behaviour::native) {
      expect_one_law(crisis, "harvest on long routes");
    } else {
      crisis.settings.move.two_system_decision_making = true;
      expect_law_of_individuals(crisis, "harvest on long routes, a full camp, two systems");
    }
    if (full) continue;
    const auto parameters = parameters_of(compile(crisis));
    const auto flow = run_mean_field(compile(crisis), {&parameters, 1});
    CohortOptions options;
    options.members = 2000;
    const auto cohorts = of(run_cohorts(compile(crisis), parameters, options));
    Moments mean{1'000'000'000, flow.people, std::vector<double>(flow.people.size(), 0)};
    EXPECT_LT(compare(cohorts, mean).largest_z, k_largest_z);
    options.shape = CohortShape::frontier;
    EXPECT_LT(compare(of(run_cohorts(compile(crisis), parameters, options)), cohorts).largest_z, k_largest_z);
  }
}

TEST_P(Groups, heed_a_flood_forecast) {
  auto crisis = valley();
  draw(crisis, "floodawareness", {"0", "1", "2"}, {1, 1, 1}, {1, 0, 4});
  auto& flood = crisis.settings.move.flood;
  flood.enabled = flood.forecaster = true;
  flood.movechances = {0.1, 0.4, 0.7, 1.0}, flood.loc_weights = {1, 0.6, 0.3, 0.1};
  flood.forecaster_timescale = 5, flood.forecaster_end_time = 40;
  flood.forecaster_weights.assign(60, 0.5);
  flood.awareness_weights = {0.5, 1, 1.6};
  crisis.flood_levels.names = {"Ford", "Port", "City", "Hub"};
  crisis.flood_levels.column_of = {2, flee::k_none, 0, flee::k_none, 1, 3, flee::k_none, flee::k_none, flee::k_none, flee::k_none};
  for (int day = 0; day < 60; ++day) {
    crisis.flood_levels.days.push_back(day);
    crisis.flood_levels.values.push_back({double(day / 7 % 3), double(day / 5 % 4), double(1 + day / 11 % 2), 1});
  }
  expect_one_law(crisis, "flood forecast");
  if (GetParam() != Behaviour::exact) return;  // elsewhere the forecast is left out
  auto calm = crisis;
  calm.settings.move.flood.awareness_weights = {1, 1, 1};
  expect_that_it_matters(crisis, calm, "flood awareness");
}

// Weights follow who is where in each member, so only people followed one by one can.
TEST_P(Groups, look_for_their_own_people) {
  auto crisis = valley(2000);
  list_people(crisis);
  auto& move = crisis.settings.move;
  const auto blind = crisis;
  move.match_camp_ethnicity = move.match_town_ethnicity = move.match_camp_religion = true;
  const auto check = [&](const std::string& what) {
    EXPECT_FALSE(unsupported(crisis, Engine::cohort).empty());
    EXPECT_EQ(choose_engine(crisis, 1).engine, Engine::individual);
    const Plan plan = compile(crisis);
    IndividualOptions individuals;
    individuals.members = 300;
    EXPECT_LT(compare(of_reference(crisis, 200), of(run_individuals(plan, parameters_of(plan), individuals))).largest_z, k_largest_z) << what;
  };
  check("camps and towns");
  expect_that_it_matters(crisis, blind, "camps and towns");
  move.match_town_ethnicity = false;
  move.match_conflict_ethnicity = true;
  move.women_avoid_hazards = true;
  crisis.settings.spawn.take_from_population = true;
  check("conflict zones, and hazards for women, from a falling population");
}

TEST_P(Groups, flow_in_the_mean_as_cohorts_do) {
  auto crisis = valley();
  crisis.settings.move.children_avoid_hazards = crisis.settings.move.women_avoid_hazards = true;
  list_people(crisis);
  const Plan plan = compile(crisis);
  const auto parameters = parameters_of(plan);
  const auto flow = run_mean_field(plan, {&parameters, 1});
  CohortOptions options;
  options.members = 2000;
  Moments mean{1'000'000'000, flow.people, std::vector<double>(flow.people.size(), 0)};
  EXPECT_LT(compare(of(run_cohorts(plan, parameters, options)), mean).largest_z, k_largest_z);
}

}  // namespace
}  // namespace nuzuh::movement
