// Flee's own test situations as crisis folders, held against what its tests assert or what follows from its rules by hand. Outcomes are
// certain unless a share is tested: fixed seeds and |z| < 4.5 (false-alarm rate 7e-6 each).
#include <cmath>

#include <gtest/gtest.h>

#include "../flee/toy_crisis.hpp"
#include "nuzuh/movement/cohort.hpp"
#include "nuzuh/movement/individual.hpp"
#include "nuzuh/movement/reference.hpp"
#include "shapes.hpp"

namespace nuzuh::movement {
namespace {

using flee::Behaviour;
using flee::ToyCrisis;

constexpr Behaviour k_all[] = {Behaviour::exact, Behaviour::documented, Behaviour::native};
constexpr const char* k_places = "#name,region,country,latitude,longitude,location_type,conflict_date,population\n";

void expect_share(double got, double n, double p) {
  EXPECT_LT(std::fabs(got - n * p) / std::sqrt(n * p * (1 - p)), 4.5) << got << " of " << n << ", expected a share of " << p;
}

/// A folder without registrations, as Flee's unit tests have none: people come from conflict-driven spawning or from agents.csv.
struct Situation {
  ToyCrisis toy;
  std::string spawn = "  sum_from_camps: False\n", move = "  max_move_speed: 5000\n  camp_movechance: 0.0\n";
  int days = 10;
  Situation(const std::string& locations, const std::string& routes) {
    for (const char* file : {"source_data/data_layout.csv", "source_data/refugees.csv", "source_data/camp.csv", "input_csv/conflicts.csv"}) toy.files.erase(file);
    toy.files["input_csv/locations.csv"] = k_places + locations;
    toy.files["input_csv/routes.csv"] = "#name1,name2,distance,forced_redirection\n" + routes;
  }
  void agents(const std::string& place, int people) {
    spawn += "  read_from_agents_csv_file: True\n";
    std::string text = "location,attribute\n";
    for (int k = 0; k < people; ++k) text += place + ",x\n";
    toy.files["input_csv/agents.csv"] = text;
  }
  void constant(int people) { spawn += "  conflict_driven_spawning:\n    spawn_mode: constant\n    displaced_per_conflict_day: " + std::to_string(people) + "\n"; }
  flee::Crisis read(Behaviour behaviour) {
    toy.files["simsetting.yml"] = "spawn_rules:\n" + spawn + "move_rules:\n" + move;
    auto reading = toy.read(behaviour, days);
    EXPECT_TRUE(reading) << (reading ? "" : core::to_string(reading.error().front()));
    return reading ? std::move(reading->crisis) : flee::Crisis{};
  }
  Trajectory run(Behaviour behaviour, std::uint64_t seed = 1) { return run_reference(read(behaviour), seed); }
};

constexpr const char* k_three_camps = "A,r,H,0,0,town,,0\nB,r,H,0,1,camp,,0\nC,r,H,0,2,camp,,0\nD,r,H,0,3,camp,,0\n";

TEST(Situations, OneAgentIsNeverLost) {  // test_1_agent
  for (const auto behaviour : k_all) {
    Situation s(k_three_camps, "A,B,100,0\nA,C,100,0\nA,D,100,0\n");
    s.agents("A", 1);
    s.days = 30;
    const auto run = s.run(behaviour);
    for (std::size_t t = 0; t < 30; ++t) EXPECT_EQ(run.at(t, 0) + run.at(t, 1) + run.at(t, 2) + run.at(t, 3) + run.moving[t], 1);
    EXPECT_EQ(run.at(29, 0), 0);  // 0.7^30
  }
}

TEST(Situations, AwarenessTwoSeesTheNeighboursOfNeighbours) {  // test_awareness: B, C, D at 834 km, C2 behind C, D2 behind C and behind D
  Situation s("A,r,H,0,0,conflict_zone,0,100000\nB,r,H,0,1,camp,,0\nC,r,H,0,2,camp,,0\nD,r,H,0,3,camp,,0\nC2,r,H,0,4,camp,,0\nD2,r,H,0,5,camp,,0\nD3,r,H,0,6,camp,,0\n",
              "A,B,834,0\nA,C,834,0\nA,D,834,0\nC,C2,834,0\nC,D2,834,0\nD,D2,834,0\nD2,D3,834,0\nC2,D3,834,0\n");
  s.constant(40000);
  s.days = 1;
  s.move += "  awareness_level: 2\n";
  const double near = 1.0 / 844, far = 1.0 / 1678, all = 3 * near + 3 * far;
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    const auto run = s.run(behaviour, 4);
    for (const std::size_t k : {1u, 2u, 3u}) expect_share(static_cast<double>(run.at(0, k)), 40000, near / all);
    expect_share(static_cast<double>(run.at(0, 4)), 40000, far / all);
    expect_share(static_cast<double>(run.at(0, 5)), 40000, 2 * far / all);
    EXPECT_EQ(run.at(0, 6), 0);
  }
}

TEST(Situations, SinksTakeEverybody) {  // test_camp_sink
  Situation s("", "A,B,100,0\n");
  s.toy.files["input_csv/locations.csv"] = "#name,region,country,latitude,longitude,location_type,conflict_date,population,deactivation_probability\nA,r,H,0,0,forwarding_hub,,0,0\nB,r,X,0,1,camp,,0,1.0\n";
  s.agents("A", 100);
  s.spawn += "  camps_are_sinks: True\n";
  s.days = 3;
  for (const auto behaviour : {Behaviour::documented, Behaviour::native}) EXPECT_EQ(s.run(behaviour).at(2, 1), 0);
}

TEST(Situations, AClosedPlaceTakesOnlyThoseUnderWay) {  // test_tiny_closure: one person a day, closed from the fourth day on
  for (const auto behaviour : k_all) {
    Situation s("A,r,H,0,0,conflict_zone,0,1000\nB,r,H,0,1,camp,,0\n", "A,B,5,0\n");
    s.constant(1);
    s.days = 100;
    s.toy.files["input_csv/closures.csv"] = "#t,a,b,s,e\nlocation,B,,3,-1\n";
    const auto crisis = s.read(behaviour);
    const auto run = run_reference(crisis, 1);
    EXPECT_EQ(run.at(99, 1), 3);
    EXPECT_EQ(run.at(99, 0), 97);
    const Plan plan = compile(crisis);
    CohortOptions counts;
    IndividualOptions people;
    const auto cohort = run_cohorts(plan, parameters_of(plan), counts), one = run_individuals(plan, parameters_of(plan), people);
    for (const auto* answer : {&cohort, &one}) {
      EXPECT_EQ(answer->at(0, 99, 1), 3u);
      EXPECT_EQ(answer->at(0, 99, 0), 97u);
    }
  }
}

TEST(Situations, ARemovedLinkIsNotTaken) {  // test_removelink
  Situation s("A,r,H,0,0,conflict_zone,0,1000\nBorg,r,H,0,1,camp,,0\nCity,r,H,0,2,camp,,0\n", "A,Borg,834,0\nA,City,1368,0\n");
  s.constant(200);
  s.toy.files["input_csv/closures.csv"] = "#t,a,b,s,e\nlink,A,City,0,-1\n";
  for (const auto behaviour : k_all) {
    const auto run = s.run(behaviour);
    if (behaviour == Behaviour::exact) EXPECT_GT(run.at(9, 2), 100);  // Flee compares names by identity and closes nothing
    else EXPECT_EQ(run.at(9, 2), 0);
  }
}

TEST(Situations, ConflictsDriveAHundredADay) {  // test_conflict_driven_spawning
  Situation s("A,r,H,0,0,conflict_zone,0,1000\nB,r,X,0,1,camp,,0\n", "A,B,100,0\n");
  s.constant(100);
  s.move += "  foreign_weight: 0\n";
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) EXPECT_EQ(s.run(behaviour).at(9, 1), 1000);  // all weights 0: an equal choice
}

TEST(Situations, SpawningFollowsTheEndAndTheIntensity) {  // ..._post_conflict: on day 2 one zone ends, one halves
  Situation s("A,r,H,0,0,town,,1000\nB,r,X,0,1,camp,,0\nC,r,H,0,2,town,,1000\nD,r,H,0,3,town,,1000\n", "A,B,100,0\nC,B,100,0\nD,B,100,0\n");
  s.constant(100);
  s.toy.files["input_csv/conflicts.csv"] = "#Day,A,C,D\n0,1,1,1\n1,1,1,1\n2,0,1,0.5\n3,0,1,0.5\n";
  s.days = 4;
  EXPECT_EQ(s.run(Behaviour::documented).total[3], 900);
  EXPECT_EQ(s.run(Behaviour::exact).total[3], 1000);  // Flee keeps the intensity of the first day
}

TEST(Situations, FloodsDriveAHundredADay) {  // test_flood_driven_spawning: level 1 of [0, 100, 200, 300, 400]
  Situation s("A,r,H,0,0,flood_zone,,100000\nB,r,X,0,1,town,,0\n", "A,B,100,0\n");
  s.toy.files["input_csv/flood_level.csv"] = "#Day,A\n" + ToyCrisis::days("1", 10);
  s.spawn += "  take_from_population: True\n  conflict_zone_spawning_only: False\n  flood_zone_spawning_only: True\n  flood_driven_spawn_mode:\n    spawn_mode: constant\n    displaced_per_flood_day: [0,100,200,300,400]\n";
  s.move += "  flood_rules:\n    flood_movechances: [0,0,0,0,0]\n    flood_loc_weights: [1,1,1,1,1]\n";
  for (const auto behaviour : k_all) {
    const auto run = s.run(behaviour);
    EXPECT_EQ(run.total[9], 1000);
    EXPECT_EQ(run.at(9, 0), 1000);
  }
}

TEST(Situations, FloodLevelsAreThoseOfTheTable) {  // test_dflee
  Situation s("A,r,H,0,0,flood_zone,,100\nB,r,H,0,1,flood_zone,,100\nC,r,H,0,2,town,,100\n", "A,B,100,0\nB,C,100,0\n");
  s.spawn += "  take_from_population: True\n  conflict_zone_spawning_only: False\n  flood_zone_spawning_only: True\n  flood_driven_spawn_mode:\n    spawn_mode: pop_ratio\n";
  s.move += "  flood_rules:\n    flood_movechances: [0.0,1.0,1.0,1.0,1.0]\n    flood_loc_weights: [0.0,1.0,1.0,1.0,1.0]\n";
  s.toy.files["input_csv/flood_level.csv"] = "#Day,A,B\n0,0,1\n1,0,1\n2,1,1\n3,1,3\n4,2,1\n5,1,1\n6,1,0\n7,1,0\n8,1,0\n9,1,0\n10,1,1\n";
  const auto c = s.read(Behaviour::documented);
  const int a = c.flood_levels.column_of[0], b = c.flood_levels.column_of[1];
  EXPECT_EQ(c.flood_levels.column_of[2], flee::k_none);
  EXPECT_DOUBLE_EQ(c.flood_levels.on(a, 4), 2);
  EXPECT_DOUBLE_EQ(c.flood_levels.on(a, 10), 1);
  EXPECT_DOUBLE_EQ(c.flood_levels.on(b, 3), 3);
  EXPECT_DOUBLE_EQ(c.flood_levels.on(b, 9), 0);
}

TEST(Situations, FewGoFarFromHome) {  // test_moving: with power 5 at most one of 100 reaches the far place
  Situation s("A,r,H,0,0,forwarding_hub,,0\nB,r,H,1,1,forwarding_hub,,0\nC,r,H,60,100,camp,,0\n", "A,B,100,0\nB,C,100,0\n");
  s.agents("A", 100);
  s.days = 20;
  s.move = "  max_move_speed: 100\n  stay_close_to_home: True\n  home_distance_power: 5\n";
  for (const auto behaviour : k_all) EXPECT_LT(s.run(behaviour).at(19, 2), 2);
}

TEST(Situations, AForeignWeightOfZeroKeepsPeopleAtHome) {  // test_moving
  Situation s("A,r,H,0,0,conflict_zone,0,1000\nB,r,H,0,1,camp,,0\nC,r,H,0,2,camp,,0\nD,r,X,0,3,camp,,0\n", "A,B,834,0\nA,C,1368,0\nA,D,536,0\n");
  s.constant(50);
  s.move += "  foreign_weight: 0\n";
  for (const auto behaviour : k_all) EXPECT_EQ(s.run(behaviour).at(9, 3), 0);
}

TEST(Situations, PruningDropsWhatIsFarBelowTheBest) {  // test_moving: of 1, 8, 4, 12 a threshold of 2 leaves 8 and 12, 1.1 the best alone
  for (const auto& [threshold, left] : {std::pair{"2.0", 2}, {"1.1", 1}}) {
    Situation s("A,r,H,0,0,conflict_zone,0,1000\nP1,r,H,0,1,camp,,0\nP8,r,H,0,2,camp,,0\nP4,r,H,0,3,camp,,0\nP12,r,H,0,3,camp,,0\n", "A,P1,2400,0\nA,P8,300,0\nA,P4,600,0\nA,P12,200,0\n");
    s.constant(1000);
    s.days = 1;
    s.move += std::string("  softening: 0\n  pruning_threshold: ") + threshold + "\n";
    const auto run = s.run(Behaviour::exact);
    EXPECT_EQ(run.at(0, 1) + run.at(0, 3), 0);
    EXPECT_EQ(run.at(0, 2) > 0, left == 2);
    EXPECT_GT(run.at(0, 4), 0);
  }
}

TEST(Situations, FixedRoutesReachTwoLinksAhead) {  // test_crawling: A-B-D 100 + 100 km beats A-C-D 200 + 100; E is out of sight
  Situation s("A,r,H,0,0,conflict_zone,0,1000\nB,r,X,0,1,camp,,0\nC,r,X,0,2,camp,,0\nD,r,X,0,3,camp,,0\nE,r,X,0,4,camp,,0\n", "A,B,100,0\nA,C,200,0\nB,D,100,0\nC,D,100,0\nD,E,100,0\n");
  s.constant(20000);
  s.days = 1;
  s.move += "  fixed_routes: True\n  awareness_level: 2\n";
  const double b = 1.0 / 110, c = 1.0 / 210, d = 1.0 / 210;  // D once, by the shorter way
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    const auto run = s.run(behaviour, 3);
    EXPECT_EQ(run.at(0, 4), 0);
    expect_share(static_cast<double>(run.at(0, 1)), 20000, b / (b + c + d));
    expect_share(static_cast<double>(run.at(0, 3)), 20000, d / (b + c + d));
  }
}

TEST(Situations, AMarkerCountsAsAStepOfFixedRoutesInFleeOnly) {
  Situation s("A,r,H,0,0,conflict_zone,0,1000\nB,r,X,0,1,camp,,0\nM,r,X,0,2,marker,,0\nD,r,X,0,3,camp,,0\n", "A,B,100,0\nA,M,10,0\nM,D,10,0\n");
  s.constant(500);
  s.days = 1;
  s.move += "  fixed_routes: True\n";
  EXPECT_EQ(s.run(Behaviour::exact).at(0, 3), 0);
  EXPECT_GT(s.run(Behaviour::documented).at(0, 3), 300);
}

TEST(Situations, TheShareOfOnesOwnGroupWeighs) {  // test_demographics: 20 of a population of 1000 are 0.02
  Situation s("A,r,H,0,0,forwarding_hub,,0\nB,r,H,0,1,camp,,0\nT,r,H,0,2,town,,1000\n", "A,B,100,0\nA,T,100,0\n");
  s.spawn += "  read_from_agents_csv_file: True\n";
  std::string text = "location,ethnicity\n";
  for (int k = 0; k < 20000; ++k) text += "A,british\n";
  for (int k = 0; k < 20; ++k) text += "T,british\n";
  s.toy.files["input_csv/agents.csv"] = text;
  s.days = 1;
  // A town with a move chance of 0 would be a camp for Flee; a small one leaves 20 people there but for chance.
  s.move = "  max_move_speed: 101\n  camp_movechance: 0.0\n  default_movechance: 0.006\n  MatchTownEthnicity: True\n";
  const double town = 10 * 0.02, all = 1 + town;
  expect_share(static_cast<double>(s.run(Behaviour::exact, 5).at(0, 2)) - 20, 20000, town / all);
}

TEST(Situations, DeliberationMovesThoseWithConnections) {  // test_twosystem: intensity 0.7, ten days after the onset, three connections
  for (const auto behaviour : k_all) {
    Situation s("A,r,H,0,0,town,,1000\nB,r,X,0,1,camp,,0\n", "A,B,100,0\n");
    s.toy.files["input_csv/conflicts.csv"] = "#Day,A\n" + ToyCrisis::days("0.7", 12);
    s.agents("A", 0);
    s.spawn += "  average_social_connectivity: 40\n  conflict_driven_spawning:\n    displaced_per_conflict_day: 5\n";
    s.move += "  conflict_movechance: 0.0\n  two_system_decision_making: True\n";
    s.days = 12;
    const auto run = s.run(behaviour);
    const Plan plan = compile(s.read(behaviour));
    const auto people = run_individuals(plan, parameters_of(plan), IndividualOptions{});
    EXPECT_EQ(run.at(9, 1), 0);
    EXPECT_EQ(people.at(0, 9, 1), 0u);
    if (behaviour == Behaviour::exact) {  // can never be switched on
      EXPECT_EQ(run.at(11, 1), 0);
      EXPECT_EQ(people.at(0, 11, 1), 0u);
    } else {
      EXPECT_GT(run.at(10, 1), 20);
      EXPECT_GT(people.at(0, 10, 1), 20u);
    }
  }
}

TEST(Situations, TenDaysOfATableBringThoseOfItsSlope) {  // test_toy_escape: 6,000 in a year are 147 after ten days
  ToyCrisis toy;
  toy.files["source_data/refugees.csv"] = "#Date,total\n2010-01-01,0\n2011-01-01,6000\n";
  toy.files["source_data/camp.csv"] = "#Date,total\n2010-01-01,0\n2011-01-01,6000\n2012-01-01,70000\n";
  toy.files["input_csv/sim_period.csv"] = "StartDate,2010-01-01\nLength,10\n";
  for (const auto behaviour : k_all) {
    const auto reading = toy.read(behaviour);
    ASSERT_TRUE(reading);
    EXPECT_EQ(run_reference(reading->crisis, 1).total[9], 147);
  }
}

TEST(Situations, SeriesAreInterpolatedAndCorrected) {  // test_datatable
  ToyCrisis toy;
  toy.files["source_data/camp.csv"] = "#Date,test_number\n2010-01-01,500\n2011-01-01,6000\n2012-01-01,70000\n2013-01-01,800000\n2014-01-01,400000\n";
  toy.files["input_csv/sim_period.csv"] = "StartDate,2010-06-01\nLength,701\n";
  auto reading = toy.read();
  ASSERT_TRUE(reading);
  const auto& before = reading->crisis.series[1].daily;
  for (const auto& [day, people] : {std::pair{0u, 2775.0}, {300u, 21079.0}, {700u, 311338.0}}) EXPECT_EQ(before[day], people);
  toy.files["input_csv/registration_corrections.csv"] = "Camp,2014-01-01\n";
  reading = toy.read();
  ASSERT_TRUE(reading);
  const auto& after = reading->crisis.series[1].daily;
  for (const auto& [day, people] : {std::pair{0u, 1387.0}, {300u, 10539.0}, {700u, 155669.0}}) EXPECT_EQ(after[day], people);
}

TEST(Situations, PlacesChangeTheirType) {  // test_location_changes: C becomes an IDP camp, the conflict zone A a town
  Situation s("A,r,H,0,0,conflict_zone,0,1000\nC,r,H,0,1,town,,100\nE,r,X,0,2,camp,,0\n", "A,C,5000,0\nC,E,100,0\n");
  s.constant(10);
  s.toy.files["input_csv/location_changes.csv"] = "#location,type,day\nC,idpcamp,5\nA,town,8\n";
  s.move += "  idpcamp_movechance: 0.0\n  default_movechance: 1.0\n";
  s.days = 12;
  for (const auto behaviour : {Behaviour::documented, Behaviour::native}) {
    const auto crisis = s.read(behaviour);
    const auto run = run_reference(crisis, 1);
    const auto camps = flee::idp_camps(crisis);
    for (std::size_t t = 0; t < 12; ++t) EXPECT_EQ(camps[t][1] != 0, t >= 5);
    EXPECT_EQ(run.total[11], 80);      // nobody sets out after day 7
    EXPECT_EQ(run.at(3, 1), 0);        // before day 5 nobody stays in C
    EXPECT_GT(run.idps[11], 0);
    EXPECT_EQ(run.idps[11], run.at(11, 1));
  }
}

TEST(Situations, HarvestersAreCountedAtHomeInFleeOnly) {  // from day 3 (1 April) on everybody at rest is a harvester for Flee
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    Situation s("A,r,H,0,0,conflict_zone,0,1000\nB,r,X,0,1,camp,,0\n", "A,B,100,0\n");
    s.toy.files["input_csv/locations.csv"] = "#name,region,country,latitude,longitude,location_type,conflict_date,population,farmer_fraction\nA,r,H,0,0,conflict_zone,0,1000,0.0\nB,r,X,0,1,camp,,0,0.0\n";
    s.toy.files["input_csv/sim_period.csv"] = "StartDate,2020-03-29\nLength,40\n";
    s.constant(10);
    s.move += "  harvest_months: [4]\n";
    s.days = 36;
    const auto run = s.run(behaviour);
    EXPECT_EQ(run.at(2, 1), 30);
    EXPECT_EQ(run.at(10, 1), behaviour == Behaviour::exact ? 0 : 110);
    EXPECT_EQ(run.at(10, 0), behaviour == Behaviour::exact ? 110 : 0);
    EXPECT_EQ(run.at(35, 1), 360);  // in May all have gone
  }
}

// Food: A 1.0 + 0.5, not above its population; B 0.5 + 0.5. With people alone as weights both send out the same number.
TEST(Situations, HungerAddsToConflictUpToThePopulation) {
  ToyCrisis toy;
  toy.files["input_csv/locations.csv"] = std::string(k_places) + "A,r,H,0,0,town,,1000\nB,r,H,0,1,town,,1000\nCamp,r,X,0,2,camp,,0\n";
  toy.files["input_csv/routes.csv"] = "#a,b,d,f\nA,Camp,9000,0\nB,Camp,9000,0\n";
  toy.files["input_csv/conflicts.csv"] = "#Day,A,B\n" + ToyCrisis::days("1,0.5", 10);
  toy.files["input_csv/region_attributes_IPC.csv"] = "#Day,r\n0,50\n10,50\n";
  toy.files["source_data/camp.csv"] = "2020-01-01,0\n2020-01-02,0\n2020-01-03,20000\n";
  toy.files["simsetting.yml"] = "spawn_rules:\n  starvation_driven_spawning: True\nmove_rules:\n  conflict_movechance: 0.0\n";
  for (const auto behaviour : k_all) {
    const auto reading = toy.read(behaviour);
    ASSERT_TRUE(reading);
    expect_share(static_cast<double>(run_reference(reading->crisis, 1).at(2, 0)), 20000, 0.5);
    const Plan plan = compile(reading->crisis);
    double weight[2] = {};
    for (int t = 0; t <= 2; ++t) {
      for (const auto& change : plan.spawn_changes[static_cast<std::size_t>(t)]) {
        if (change.place < 2) weight[change.place] = change.now.spawn_weight;
      }
    }
    EXPECT_DOUBLE_EQ(weight[0], weight[1]);
  }
}

/// One day in the reference and in cohorts.
void expect_at(const flee::Crisis& crisis, std::size_t day, std::size_t place, std::int64_t people) {
  EXPECT_EQ(run_reference(crisis, 1).at(day, place), people);
  ASSERT_TRUE(unsupported(crisis, Engine::cohort).empty());
  const Plan plan = compile(crisis);
  EXPECT_EQ(run_cohorts(plan, parameters_of(plan), CohortOptions{}).at(0, day, place), static_cast<std::uint32_t>(people));
  EXPECT_EQ(run_individuals(plan, parameters_of(plan), IndividualOptions{}).at(0, day, place), static_cast<std::uint32_t>(people));
}

TEST(Situations, AForcedRoadOverAMarkerLeadsToWhatLiesBehindIt) {
  Situation s("A,r,H,0,0,conflict_zone,0,1000\nB,r,X,0,1,camp,,0\nM,r,X,0,2,marker,,0\nD,r,X,0,3,camp,,0\n", "A,B,20,0\nA,M,100,2\nM,D,100,0\n");
  s.constant(200);
  s.days = 1;
  for (const auto behaviour : {Behaviour::documented, Behaviour::native}) expect_at(s.read(behaviour), 0, 3, 200);
  s.toy.files["input_csv/closures.csv"] = "#t,a,b,s,e\nlink,M,D,0,-1\n";  // closed further on, it forces nobody
  for (const auto behaviour : {Behaviour::documented, Behaviour::native}) expect_at(s.read(behaviour), 0, 1, 200);
}

TEST(Situations, WhoIsTurnedBackChoosesAnew) {  // 300 km at 200 a day: who set out for B and C is put back on day 1 and goes to D on day 2
  Situation s("A,r,H,0,0,conflict_zone,0,1000\nB,r,X,0,1,town,,0\nC,r,X,0,2,camp,,0\nD,r,H,0,3,camp,,0\n", "A,B,300,0\nB,C,10,0\nA,D,300,0\n");
  s.constant(500);
  s.toy.files["input_csv/conflicts.csv"] = "#Day,A\n0,1\n" + ToyCrisis::days("0.001", 3, 1);
  s.toy.files["input_csv/closures.csv"] = "#t,a,b,s,e\ncountry,H,X,1,-1\n";
  s.move = "  max_move_speed: 200\n  camp_movechance: 0.0\n  awareness_level: 2\n";
  s.days = 4;
  for (const auto behaviour : {Behaviour::documented, Behaviour::native}) expect_at(s.read(behaviour), 3, 3, 500);
  const auto exact = s.read(Behaviour::exact);
  const auto run = run_reference(exact, 1);
  EXPECT_GT(run.at(2, 0), 50);  // Flee: they hold on to the rest of their route for a day
  const Plan plan = compile(exact);
  EXPECT_GT(run_cohorts(plan, parameters_of(plan), CohortOptions{}).at(0, 2, 0), 50u);
  EXPECT_GT(run_individuals(plan, parameters_of(plan), IndividualOptions{}).at(0, 2, 0), 50u);
}

TEST(Situations, ClosingACampEndsAConflictThere) {
  Situation s("A,r,H,0,0,conflict_zone,0,1000\nC,r,X,0,1,camp,,0\n", "A,C,100,0\n");
  s.constant(10);
  s.toy.files["input_csv/location_changes.csv"] = "#l,t,d\nC,conflict_zone,1\n";
  s.toy.files["input_csv/closures.csv"] = "#t,a,b,s,e\nidpcamp,C,,3,-1\n";
  const Plan plan = compile(s.read(Behaviour::documented));
  double exponent = -1;
  for (int t = 0; t <= 3; ++t) {
    for (const auto& change : plan.changes[static_cast<std::size_t>(t)].places) {
      if (change.place == 1) exponent = change.now.conflict_exponent;
    }
    EXPECT_EQ(exponent > 0, t == 1 || t == 2) << t;
  }
}

// Two small camps that send people back to one another: both shapes of cohorts give the same numbers.
TEST(Situations, CampsThatSendPeopleBackToOneAnotherStayWithinTheirRoom) {
  Situation s("A,r,H,0,0,conflict_zone,0,1000\nC,r,X,0,1,camp,,300\nD,r,X,0,2,camp,,320\nT,r,H,0,3,town,,0\n", "A,C,50,0\nC,D,250,0\nA,D,60,0\nA,T,30,0\n");
  s.constant(90);
  s.move = "  max_move_speed: 200\n  camp_movechance: 0.4\n  awareness_level: -1\n";
  s.days = 25;
  run_in_both_shapes(compile(s.read(Behaviour::native)), 8);
}

}  // namespace
}  // namespace nuzuh::movement
