// The rules on networks small enough to work out by hand. Unless a test says otherwise the outcome is certain; tests of shares use
// fixed seeds and |z| < 4.5 (false-alarm rate 7e-6 each).
#include <cmath>
#include <sstream>

#include <gtest/gtest.h>

#include "../flee/toy_crisis.hpp"
#include "nuzuh/movement/reference.hpp"

namespace nuzuh::movement {
namespace {

using flee::Behaviour;
using flee::ToyCrisis;

/// A toy whose conflict zone sends out `people` on day 0 and nobody later, over fast roads; camps keep who arrives.
struct Flight {
  ToyCrisis toy;
  std::string spawn, move;
  int days = 1;
  Flight(const std::string& locations, const std::string& routes, int people, int run_days = 1) : days(run_days) {
    toy.files["input_csv/locations.csv"] = "#name,region,country,latitude,longitude,location_type,conflict_date,population\n" + locations;
    toy.files["input_csv/routes.csv"] = "#name1,name2,distance,forced_redirection\n" + routes;
    toy.files["input_csv/conflicts.csv"] = "#Day,A\n0,1\n" + ToyCrisis::days("0", run_days + 1, 1);
    std::string layout = "total,refugees.csv\n";
    std::istringstream in(locations);
    for (std::string line; std::getline(in, line);) {
      if (line.find("camp") != std::string::npos) layout += line.substr(0, line.find(',')) + ",none.csv\n";
    }
    toy.files["source_data/data_layout.csv"] = layout;
    toy.files["source_data/none.csv"] = "2020-01-01,0\n";
    spawn = "spawn_rules:\n  insert_day0: False\n  conflict_driven_spawning:\n    spawn_mode: constant\n    displaced_per_conflict_day: " + std::to_string(people) + "\n";
    move = "move_rules:\n  camp_movechance: 0.0\n  max_move_speed: 360\n  conflict_weight: 0.25\n";
  }
  Trajectory run(Behaviour behaviour, std::uint64_t seed = 1) {
    toy.files["simsetting.yml"] = spawn + move;
    const auto reading = toy.read(behaviour, days);
    EXPECT_TRUE(reading) << (reading ? "" : core::to_string(reading.error().front()));
    return run_reference(reading->crisis, seed);
  }
};

constexpr const char* k_alone = "A,r,H,10,20,conflict_zone,0,1000000\nD,r,X,10,21,camp,0,0\n";

void expect_share(double got, double n, double p) {
  EXPECT_LT(std::fabs(got - n * p) / std::sqrt(n * p * (1 - p)), 4.5) << got << " of " << n << ", expected a share of " << p;
}

TEST(Travel, ALinkOfADaysLengthTakesTwoDays) {
  for (const auto& [km, days] : {std::pair{"359.9", 0u}, {"360", 1u}, {"719.9", 1u}, {"720", 2u}}) {
    Flight flight(k_alone, std::string("A,D,") + km + ",0\n", 50, 4);
    const auto run = flight.run(Behaviour::exact);
    for (std::size_t t = 0; t < 4; ++t) EXPECT_EQ(run.at(t, 1), t >= days ? 50 : 0) << km << " km, day " << t;
  }
}

TEST(Travel, TheSecondLegOfADayHasAFullDayOnlyInFlee) {  // 300 + 300 km at 360 km a day
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented, Behaviour::native}) {
    Flight flight("A,r,H,10,20,conflict_zone,0,1000000\nHub,r,H,10,20.5,forwarding_hub,0,0\nD,r,X,10,21,camp,0,0\n", "A,Hub,300,0\nHub,D,300,2\n", 400, 1);
    flight.toy.files["input_csv/closures.csv"] = "#t,a,b,s,e\n";
    const auto run = flight.run(behaviour);
    if (behaviour == Behaviour::native) EXPECT_EQ(run.at(0, 2), 0);
    else EXPECT_GT(run.at(0, 2), 0);
  }
}

TEST(Choice, SharesFollowScoreOverDistance) {  // 1/110 against 1/30
  Flight flight("A,r,H,10,20,conflict_zone,0,1000000\nB,r,X,10,21,camp,0,0\nD,r,X,10,22,camp,0,0\n", "A,B,100,0\nA,D,20,0\n", 20000);
  const auto run = flight.run(Behaviour::exact);
  EXPECT_EQ(run.at(0, 1) + run.at(0, 2), 20000);
  expect_share(static_cast<double>(run.at(0, 1)), 20000, (1.0 / 110) / (1.0 / 110 + 1.0 / 30));
}

TEST(Choice, AMarkerIsPassedAndDoesNotCountAsAStep) {  // A -30- M -20- D and A -100- B: 1/60 against 1/110
  Flight flight("A,r,H,10,20,conflict_zone,0,1000000\nB,r,X,10,21,camp,0,0\nM,r,H,10,21,marker,0,0\nD,r,X,10,22,camp,0,0\n", "A,B,100,0\nA,M,30,0\nM,D,20,0\n", 20000);
  const auto run = flight.run(Behaviour::documented);
  EXPECT_EQ(run.at(0, 1) + run.at(0, 3), 20000);
  expect_share(static_cast<double>(run.at(0, 3)), 20000, (1.0 / 60) / (1.0 / 60 + 1.0 / 110));
}

TEST(Choice, PowersAndSofteningEnterAsDocumented) {  // ((0.1 + s) / (50 + d)^0.5)^2
  Flight flight("A,r,H,10,20,conflict_zone,0,1000000\nB,r,X,10,21,camp,0,0\nD,r,H,10,22,camp,0,0\n", "A,B,100,0\nA,D,20,0\n", 20000);
  flight.move += "  weight_softening: 0.1\n  softening: 50\n  distance_power: 0.5\n  weight_power: 2\n  foreign_weight: 2\n";
  const auto run = flight.run(Behaviour::exact);
  const double b = std::pow(2.1 / std::sqrt(150.0), 2), d = std::pow(1.1 / std::sqrt(70.0), 2);
  expect_share(static_cast<double>(run.at(0, 1)), 20000, b / (b + d));
}

TEST(Choice, ADoubledRouteHasDoubleWeightInExactOnly) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::native}) {
    Flight flight("A,r,H,10,20,conflict_zone,0,1000000\nB,r,X,10,21,camp,0,0\nD,r,X,10,22,camp,0,0\n", "B,A,50,1\nA,D,50,0\n", 20000);
    if (behaviour == Behaviour::native) flight.toy.files["input_csv/closures.csv"] = "#t,a,b,s,e\nremove_forced_redirection,A,B,0,-1\n";
    const auto run = flight.run(behaviour);
    expect_share(static_cast<double>(run.at(0, 1)), 20000, behaviour == Behaviour::exact ? 2.0 / 3 : 0.5);
  }
}

TEST(Choice, ForcedRedirectionTakesEverybodyOutsideExact) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented, Behaviour::native}) {
    Flight flight("A,r,H,10,20,conflict_zone,0,1000000\nB,r,X,10,21,camp,0,0\nD,r,X,10,22,camp,0,0\n", "A,B,200,2\nA,D,50,0\n", 500);
    const auto run = flight.run(behaviour);
    if (behaviour == Behaviour::exact) EXPECT_GT(run.at(0, 2), 100);
    else EXPECT_EQ(run.at(0, 1), 500);
  }
}

TEST(Choice, AwarenessZeroFreezesOnlyInExact) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    Flight flight(k_alone, "A,D,50,0\n", 100);
    flight.move += "  awareness_level: 0\n";
    EXPECT_EQ(flight.run(behaviour).at(0, 1), behaviour == Behaviour::exact ? 0 : 100);
  }
}

TEST(Choice, PruningKeepsTheBest) {  // weights 1/110 and 1/30: the worse is below a third of the best
  for (const auto& [behaviour, threshold] : {std::pair{Behaviour::exact, "3"}, {Behaviour::documented, "0.4"}}) {
    Flight flight("A,r,H,10,20,conflict_zone,0,1000000\nB,r,X,10,21,camp,0,0\nD,r,X,10,22,camp,0,0\n", "A,B,100,0\nA,D,20,0\n", 300);
    flight.move += std::string("  pruning_threshold: ") + threshold + "\n";
    EXPECT_EQ(flight.run(behaviour).at(0, 2), 300);
  }
}

TEST(Choice, FixedRoutesSquareTheScoreInExactOnly) {  // a camp of weight 3 beside one of the home country at the same distance
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    Flight flight("A,r,H,10,20,conflict_zone,0,1000000\nB,r,X,10,21,camp,0,0\nD,r,H,10,22,camp,0,0\n", "A,B,50,0\nA,D,50,0\n", 20000);
    flight.move += "  fixed_routes: True\n  foreign_weight: 3\n";
    const double w = behaviour == Behaviour::exact ? 9 : 3;
    expect_share(static_cast<double>(flight.run(behaviour).at(0, 1)), 20000, w / (w + 1));
  }
}

TEST(Choice, AMajorRouteCountsWithAQuarterOfItsLength) {  // 110 km: weight 1/30; the road of 50 km: 1/60
  Flight flight("A,r,H,10,20,conflict_zone,0,1000000\nB,r,X,10,21,camp,0,0\nT,r,H,10,20.5,marker,0,0\nD,r,X,10,22,camp,0,0\n", "A,B,50,0\nA,T,60,0\nT,D,50,0\n", 20000, 1);
  flight.move += "  fixed_routes: True\n  awareness_level: 1\n";
  flight.toy.files["input_csv/major_routes.csv"] = "A,T,D\n";
  const auto run = flight.run(Behaviour::documented);
  expect_share(static_cast<double>(run.at(0, 1)), 20000, (1.0 / 60) / (1.0 / 60 + 1.0 / 30));
}

TEST(Capacity, Day0IsTakenOffTwiceInExactOnly) {  // capacity 1000 and 500 people: Flee is full at 500
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    ToyCrisis toy;
    toy.files["input_csv/locations.csv"] = "#name,region,country,latitude,longitude,location_type,conflict_date,population\nAlpha,r,H,10,20,conflict_zone,0,10000\nCamp,r,X,10,21,camp,0,1000\n";
    toy.files["input_csv/routes.csv"] = "#a,b,d,f\nAlpha,Camp,50,0\n";
    toy.files["input_csv/conflicts.csv"] = "#Day,Alpha\n" + ToyCrisis::days("1", 10);
    toy.files["source_data/camp.csv"] = "2020-01-01,500\n2020-01-09,4500\n";
    toy.files["simsetting.yml"] = "move_rules:\n  camp_movechance: 0.0\n";
    const auto reading = toy.read(behaviour);
    ASSERT_TRUE(reading);
    const auto run = run_reference(reading->crisis, 3);
    if (behaviour == Behaviour::exact) EXPECT_EQ(run.at(9, 1), 500);
    else EXPECT_GT(run.at(9, 1), 900);
  }
}

TEST(Capacity, NativeAdmitsNoMoreThanThereIsRoom) {  // a thousand at once before a camp of 100: Flee overruns it
  for (const auto behaviour : {Behaviour::exact, Behaviour::native}) {
    Flight flight("A,r,H,10,20,conflict_zone,0,1000000\nT,r,H,10,21,town,0,0\nD,r,X,10,22,camp,0,100\n", "A,T,50,0\nA,D,50,0\n", 1000, 3);
    const auto run = flight.run(behaviour);
    if (behaviour == Behaviour::exact) EXPECT_GT(run.at(0, 2), 200);
    else for (std::size_t t = 0; t < 3; ++t) EXPECT_LE(run.at(t, 2), 100);
  }
}

TEST(Camps, SinksLetPeopleLeave) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    Flight flight(k_alone, "A,D,50,0\n", 100);
    flight.toy.files["input_csv/locations.csv"] = "#name,region,country,latitude,longitude,location_type,conflict_date,population,deactivation_probability\nA,r,H,10,20,conflict_zone,0,1000,\nD,r,X,10,21,camp,0,0,1.0\n";
    flight.spawn += "  camps_are_sinks: True\n";
    const auto run = flight.run(behaviour);
    EXPECT_EQ(run.at(0, 1), behaviour == Behaviour::exact ? 100 : 0);
    EXPECT_EQ(run.total[0], 100);
  }
}

TEST(Closures, WhoIsOnAClosedRoadTurnsBack) {  // 500 km: closed on day 1, open again on day 2
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    Flight flight(k_alone, "A,D,900,0\n", 100, 3);
    flight.toy.files["input_csv/closures.csv"] = "#t,a,b,s,e\ncountry,H,X,1,2\n";
    flight.move += "  default_movechance: 0.005\n";
    EXPECT_EQ(flight.run(behaviour).at(2, 1), behaviour == Behaviour::exact ? 0 : 100);  // Flee remembers the closure
  }
}

TEST(Rules, StartOnFootWalksTheFirstLink) {
  Flight flight(k_alone, "A,D,60,0\n", 100, 3);
  flight.move += "  start_on_foot: True\n  max_walk_speed: 35\n";
  const auto run = flight.run(Behaviour::exact);
  EXPECT_EQ(run.at(0, 1), 0);
  EXPECT_EQ(run.at(1, 1), 100);
}

TEST(Rules, AvoidShortStintsLeavesTownsBehind) {
  Flight flight("A,r,H,10,20,conflict_zone,0,1000000\nT,r,H,10,20.5,town,0,0\nD,r,X,10,21,camp,0,0\n", "A,T,30,0\nT,D,30,0\n", 300, 1);
  flight.move += "  avoid_short_stints: True\n";
  EXPECT_EQ(flight.run(Behaviour::exact).at(0, 1), 0);  // nobody stops in the town on the first day
}

TEST(Rules, ChildrenAndWomenSquareTheScore) {  // a camp abroad of weight 0.25 beside one at home, at the same distance
  for (const char* rule : {"WomenAvoidHazards: True", "ChildrenAvoidHazards: True", "ElderlyAvoidHazards: False"}) {
    Flight flight("A,r,H,10,20,conflict_zone,0,1000000\nB,r,X,10,21,camp,0,0\nD,r,H,10,22,camp,0,0\n", "A,B,50,0\nA,D,50,0\n", 20000);
    flight.toy.files["input_csv/demographics_gender.csv"] = "gender,Default\nfemale,1\nmale,0\n";
    flight.toy.files["input_csv/demographics_age.csv"] = "age,Default\n18,1\n40,0\n";
    flight.move += std::string("  foreign_weight: 0.25\n  ") + rule + "\n";
    const double w = std::string(rule).starts_with("Elderly") ? 0.25 : 0.0625;
    expect_share(static_cast<double>(flight.run(Behaviour::documented).at(0, 1)), 20000, w / (1 + w));
  }
}

TEST(Rules, EveryFamilyRunsInEveryBehaviourAndLosesNobody) {
  const std::vector<std::string> moves = {"stay_close_to_home: True", "use_pop_for_loc_weight: True", "movechance_pop_scale_factor: 0.5", "fixed_routes: True", "two_system_decision_making: True",
                                          "use_economic_pull: True", "harvest_months: [1, 2]", "flee_when_starving: True", "avoid_food_deprived_locations: True", "ChildrenAvoidHazards: True",
                                          "ElderlyAvoidHazards: True", "MatchCampEthnicity: True", "MatchTownEthnicity: True", "MatchCampReligion: True", "use_v1_rules: True", "awareness_level: 3", "awareness_level: -1",
                                          "awareness_level: 0", "avoid_short_stints: True", "pruning_threshold: 2.0", "weight_power: 0.0", "capacity_buffer: 1.0", "capacity_buffer: 0.0", "capacity_scaling: 0.0"};
  for (const auto& rule : moves) {
    for (const auto behaviour : {Behaviour::exact, Behaviour::documented, Behaviour::native}) {
      ToyCrisis toy;
      toy.files["input_csv/locations.csv"] = "#name,region,country,latitude,longitude,location_type,conflict_date,population,trade_volume,hdi,farmer_fraction\nAlpha,North,Home,10.0,20.0,conflict_zone,0,10000,,,0.5\n"
                                             "Beta,North,Home,10.5,20.0,town,0,5000,,,0.5\nHub,North,Home,10.6,20.1,forwarding_hub,0,0,,,\nM,North,Home,10.7,20.1,marker,0,0,,,\nCamp,West,Abroad,10.9,20.0,camp,0,800,0.5,0.6,\n"
                                             "Tents,North,Home,10.2,20.4,idpcamp,0,400,,,\n";
      toy.files["input_csv/routes.csv"] = "#a,b,d,f,max_move_speed,walk_probability\nAlpha,Beta,100,0,200,0.3\nBeta,Camp,50,0,200,0\nAlpha,Hub,20,1,200,0\nHub,Camp,90,2,100,0\nBeta,M,10,0,200,0\nM,Tents,5,0,200,0\n";
      toy.files["input_csv/closures.csv"] = "#t,a,b,s,e\ncountry,Home,Abroad,2,4\nlocation,Hub,,3,6\nlink,Alpha,Beta,1,3\ncamp,Camp,,5,7\nidpcamp,Tents,,1,2\nremove_forced_redirection,Hub,Camp,4,0\n";
      toy.files["input_csv/conflicts.csv"] = "#Day,Alpha,Beta\n0,1,0\n1,0.5,0\n2,0.5,1\n3,0,1\n4,0,0\n5,0,0\n6,1,0\n7,1,0\n8,1,0\n9,1,0\n";
      toy.files["input_csv/demographics_ethnicity.csv"] = "ethnicity,Default,Alpha\nx,1,3\ny,1,1\n";
      toy.files["input_csv/demographics_religion.csv"] = "religion,Default\nu,1\nv,1\n";
      toy.files["input_csv/demographics_age.csv"] = "age,Default\n10,1\n40,1\n70,1\n";
      toy.files["input_csv/region_attributes_IPC.csv"] = "#Day,North,West\n0,20,0\n9,50,10\n";
      toy.files["input_csv/agents.csv"] = "location,age\nAlpha,12\nBeta,50\n";
      toy.files["source_data/data_layout.csv"] = "total,refugees.csv\nCamp,camp.csv\nTents,camp.csv\n";
      toy.files["simsetting.yml"] = "spawn_rules:\n  read_from_agents_csv_file: True\n  take_from_population: True\n  starvation_driven_spawning: True\n  conflict_spawn_decay: [1, 0.5]\n  conflict_spawn_decay_interval: 2\nmove_rules:\n  " + rule + "\n";
      const auto reading = toy.read(behaviour);
      ASSERT_TRUE(reading) << rule << ": " << core::to_string(reading.error().front());
      const auto run = run_reference(reading->crisis, 11);
      for (std::size_t t = 0; t < run.days; ++t) {
        std::int64_t sum = run.moving[t];
        for (std::size_t k = 0; k < run.places; ++k) sum += run.at(t, k);
        ASSERT_EQ(sum, run.total[t]) << rule << ", day " << t << ", " << flee::to_string(behaviour);
      }
      EXPECT_GT(run.total.back(), 1000) << rule;
    }
  }
}

TEST(Rules, FloodsDrivePeopleOut) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented, Behaviour::native}) {
    ToyCrisis toy;
    toy.files["input_csv/locations.csv"] = "#name,region,country,latitude,longitude,location_type,conflict_date,population\nRiver,r,H,10,20,flood_zone,0,1000\nHill,r,H,10,21,town,0,100\n";
    toy.files["input_csv/routes.csv"] = "#a,b,d,f\nRiver,Hill,50,0\n";
    toy.files["input_csv/flood_level.csv"] = "#Day,River\n0,0\n1,1.5\n2,4\n3,0\n4,0\n";
    toy.files["input_csv/demographics_floodawareness.csv"] = "floodawareness,Default\n0,1\n1,1\n2,1\n";
    toy.files["source_data/data_layout.csv"] = "total,refugees.csv\nRiver,camp.csv\nHill,camp.csv\n";
    toy.files["source_data/camp.csv"] = "2020-01-01,0\n";
    toy.files["simsetting.yml"] = "spawn_rules:\n  take_from_population: True\n  conflict_zone_spawning_only: False\n  flood_zone_spawning_only: True\n  flood_driven_spawn_mode:\n    spawn_mode: pop_ratio\n    displaced_per_flood_day: [0.0,0.1,0.2,0.5,0.9]\n"
                                  "move_rules:\n  default_movechance: 0.01\n  flood_rules:\n    flood_movechances: [0.3,0.4,0.7,1.0,1.0]\n    flood_loc_weights: [1.0,0.5,0.2,0.0,0.0]\n    flood_forecaster: True\n    flood_forecaster_timescale: 2\n    flood_forecaster_end_time: 4\n"
                                  "    flood_forecaster_weights: [1.0,0.9,0.8,0.7,0.6]\n    flood_awareness_weights: [0.0,0.5,1.0]\n";
    const auto reading = toy.read(behaviour, 5);
    ASSERT_TRUE(reading) << core::to_string(reading.error().front());
    const auto run = run_reference(reading->crisis, 2);
    // Day 1: level 1.5 is cut to 1 in Flee (100 people), otherwise a rate between 0.1 and 0.2 (150). Day 2: 0.9 of the rest.
    EXPECT_EQ(run.total[1], behaviour == Behaviour::exact ? 100 : 150);
    EXPECT_EQ(run.total[2], behaviour == Behaviour::exact ? 100 + 810 : 150 + 765);
    if (behaviour != Behaviour::exact) {
      EXPECT_EQ(run.at(2, 0), 0);  // at level 4 everybody leaves
    }
  }
}

TEST(Rules, WithoutAPlaceOfOriginPeopleWait) {
  ToyCrisis toy;
  toy.files["input_csv/conflicts.csv"] = "#Day,Alpha,Beta,Camp\n0,1,0,0\n1,1,0,0\n2,0,0,0\n3,0,0,0\n4,0,0,0\n5,1,0,0\n6,1,0,0\n7,1,0,0\n8,1,0,0\n9,1,0,0\n";
  const auto reading = toy.read();
  ASSERT_TRUE(reading);
  const auto run = run_reference(reading->crisis, 1);
  EXPECT_EQ(run.total[2], 200);
  EXPECT_EQ(run.total[4], 200);
  EXPECT_EQ(run.total[5], 600);
  EXPECT_EQ(run.notes.size(), 1u);
}

}  // namespace
}  // namespace nuzuh::movement
