// What Flee's manual allows or spells otherwise than its code: taken in the documented and native behaviours, with a warning.
#include <algorithm>

#include <gtest/gtest.h>

#include "nuzuh/flee/check.hpp"
#include "toy_crisis.hpp"

namespace nuzuh::flee {
namespace {

std::string first_error(const core::Result<Reading>& reading) { return reading ? "" : core::to_string(reading.error().front()); }

bool said(const core::Problems& problems, const std::string& part) {
  return std::ranges::any_of(problems, [&](const core::Problem& p) { return core::to_string(p).find(part) != std::string::npos; });
}

constexpr const char* k_flood_places = "#name,region,country,latitude,longitude,location_type,conflict_date,population\nAlpha,N,H,10,20,flood_zone,,1000\nBeta,N,H,10.5,20,town,,500\n";
constexpr const char* k_flood_routes = "#a,b,d,f\nAlpha,Beta,60,0\n";

TEST(Manual, WithoutAConflictTableTheDeclaredZonesRule) {
  ToyCrisis toy;
  toy.files.erase("input_csv/conflicts.csv");
  toy.files["input_csv/locations.csv"] = "#name,region,country,latitude,longitude,location_type,conflict_date,population\nAlpha,N,H,10,20,conflict,0,1000\nBeta,N,H,10.5,20,conflict,4,500\nCamp,W,X,10.9,20,camp,,1500\n";
  const auto reading = toy.read();
  ASSERT_TRUE(reading) << first_error(reading);
  EXPECT_DOUBLE_EQ(reading->crisis.places[0].intensity, 1);
  ASSERT_EQ(reading->crisis.conflict_changes.size(), 1u);
  EXPECT_EQ(reading->crisis.conflict_changes[0].day, 4);
  EXPECT_TRUE(said(reading->warnings, "conflicts.csv is missing"));
  suspicions(reading->crisis);
}

TEST(Manual, WithoutAnyConflictTheMissingTableIsAnError) {
  ToyCrisis toy;
  toy.files.erase("input_csv/conflicts.csv");
  toy.files["input_csv/locations.csv"] = "#name,region,country,latitude,longitude,location_type,conflict_date,population\nAlpha,N,H,10,20,town,,1000\nBeta,N,H,10.5,20,town,,500\nCamp,W,X,10.9,20,camp,,1500\n";
  const auto reading = toy.read();
  ASSERT_FALSE(reading);
  ASSERT_EQ(reading.error().size(), 1u);
  EXPECT_NE(first_error(reading).find("conflicts.csv: the file is missing"), std::string::npos);
}

TEST(Manual, RegistrationsMayBeMissingWhereNobodyIsSpawnedFromThem) {
  for (const char* settings : {"spawn_rules:\n  sum_from_camps: False\n", "spawn_rules:\n  conflict_driven_spawning:\n    spawn_mode: poisson\n"}) {
    ToyCrisis toy;
    for (const char* file : {"source_data/data_layout.csv", "source_data/refugees.csv", "source_data/camp.csv"}) toy.files.erase(file);
    toy.files["simsetting.yml"] = settings;
    const auto reading = toy.read();
    ASSERT_TRUE(reading) << first_error(reading);
    ASSERT_EQ(reading->crisis.reported.size(), 1u);
    EXPECT_EQ(reading->crisis.series[static_cast<std::size_t>(reading->crisis.series_of[2])].daily[5], 0);
    EXPECT_TRUE(said(reading->warnings, "data_layout.csv is missing: there are no registrations"));
    suspicions(reading->crisis);
    contents(reading->crisis);
  }
}

TEST(Manual, FloodLevelsLieBetweenTheListedDays) {
  ToyCrisis toy;
  toy.files["input_csv/locations.csv"] = k_flood_places;
  toy.files["input_csv/routes.csv"] = k_flood_routes;
  toy.files["input_csv/flood_level.csv"] = "#Day, Alpha\n0,0\n2,1\n8,4\n";
  toy.files["source_data/data_layout.csv"] = "total,refugees.csv\nAlpha,camp.csv\nBeta,camp.csv\n";
  toy.files["simsetting.yml"] = "spawn_rules:\n  take_from_population: True\n  conflict_zone_spawning_only: False\n  flood_zone_spawning_only: True\n  flood_driven_spawn_mode:\n    displaced_per_flood_day: [0,0.1,0.2,0.5,0.9]\n"
                                "move_rules:\n  flood_rules:\n    flood_movechances: [0.3,0.4,0.7,1,1]\n    flood_loc_weights: [1,0.5,0.2,0,0]\n";
  const auto reading = toy.read();
  ASSERT_TRUE(reading) << first_error(reading);
  const auto& levels = reading->crisis.flood_levels;
  EXPECT_DOUBLE_EQ(levels.on(0, 1), 0.5);
  EXPECT_DOUBLE_EQ(levels.on(0, 6), 3);
  EXPECT_DOUBLE_EQ(levels.on(0, 30), 4);  // the last row is held
  EXPECT_TRUE(said(reading->warnings, "the table ends with day 8"));
  toy.files["input_csv/flood_level.csv"] = "#Day, Alpha\n0,0\n3,1\n2,1\n";
  EXPECT_NE(first_error(toy.read()).find("flood_level.csv:4:1: the days are out of order"), std::string::npos);
}

// The page on floods switches spawning on, repeats the key as a section, and has the lists directly under move_rules.
constexpr const char* k_flood_page = "spawn_rules:\n  flood_driven_spawning: True\n  flood_zone_spawning_only: True\n  conflict_zone_spawning_only: False\n  take_from_population: True\n  flood_driven_spawning:\n"
                                     "    flood_spawn_mode: \"pop_ratio\"\n    displaced_per_flood_day: [0.0,0.1,0.2,0.5,0.9]\nmove_rules:\n  max_flood_level: 4\n  flood_movechances: [0.3,0.4,0.7,1.0,1.0]\n  flood_loc_weights: [1.0,0.5,0.2,0.0,0.0]\n";

TEST(Manual, ThePageOnFloodsIsTakenAsWritten) {
  ToyCrisis toy;
  toy.files["input_csv/locations.csv"] = k_flood_places;
  toy.files["input_csv/routes.csv"] = k_flood_routes;
  toy.files["input_csv/flood_level.csv"] = "#Day, Alpha\n" + ToyCrisis::days("2", 10);
  for (const char* file : {"source_data/data_layout.csv", "source_data/refugees.csv", "source_data/camp.csv", "input_csv/conflicts.csv"}) toy.files.erase(file);
  toy.files["simsetting.yml"] = k_flood_page;
  const auto reading = toy.read();
  ASSERT_TRUE(reading) << first_error(reading);
  const auto& c = reading->crisis;
  EXPECT_TRUE(c.flood_run());
  EXPECT_TRUE(c.settings.move.flood.enabled);
  EXPECT_EQ(c.settings.move.flood.movechances.size(), 5u);
  EXPECT_EQ(c.reported.size(), 2u);
  EXPECT_TRUE(said(reading->warnings, "\"move_rules.flood_movechances\" belongs to move_rules.flood_rules"));
}

TEST(Manual, FleeItselfReadsNeitherSpelling) {
  ToyCrisis toy;
  toy.files["simsetting.yml"] = k_flood_page;
  const auto reading = toy.read(Behaviour::exact);
  ASSERT_TRUE(reading) << first_error(reading);
  EXPECT_FALSE(reading->crisis.flood_run());
  EXPECT_FALSE(reading->crisis.settings.move.flood.enabled);
  EXPECT_TRUE(said(reading->warnings, "\"flood_driven_spawning\", as a part of its manual has it, has no effect"));
}

TEST(Manual, FloodSpawningSwitchesFloodRulesOn) {
  ToyCrisis toy;
  toy.files["input_csv/flood_level.csv"] = "#Day,Alpha\n" + ToyCrisis::days("2", 10);
  toy.files["source_data/data_layout.csv"] = "total,refugees.csv\nAlpha,camp.csv\nBeta,camp.csv\nCamp,camp.csv\n";
  toy.files["simsetting.yml"] = "spawn_rules:\n  take_from_population: True\n  conflict_zone_spawning_only: False\n  flood_zone_spawning_only: True\n  flood_driven_spawn_mode:\n    spawn_mode: constant\n";
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    const auto reading = toy.read(behaviour);
    ASSERT_TRUE(reading) << first_error(reading);
    EXPECT_TRUE(reading->crisis.settings.move.flood.enabled);
    EXPECT_FALSE(reading->crisis.flood_levels.empty());
    EXPECT_TRUE(said(reading->warnings, "move_rules.flood_rules is missing"));
  }
}

TEST(Manual, FloodRulesInAConflictRunLeaveTheConflictsOutInExactOnly) {
  ToyCrisis toy;
  toy.files["input_csv/flood_level.csv"] = "#Day,Alpha\n" + ToyCrisis::days("2", 10);
  toy.files["simsetting.yml"] = "move_rules:\n  flood_rules:\n    flood_movechances: [0.3,0.4,0.7,1,1]\n    flood_loc_weights: [1,0.5,0.2,0,0]\n";
  const auto exact = toy.read(Behaviour::exact), documented = toy.read();
  ASSERT_TRUE(exact && documented);
  EXPECT_TRUE(exact->crisis.conflict_table.empty() && exact->crisis.flood_levels.empty());
  EXPECT_FALSE(documented->crisis.conflict_table.empty() || documented->crisis.flood_levels.empty());
  for (const auto* reading : {&*exact, &*documented}) EXPECT_EQ(reading->crisis.reported, std::vector<int>{2});
}

TEST(Manual, AConflictDateMayBeADate) {
  ToyCrisis toy;
  toy.files.erase("input_csv/conflicts.csv");
  toy.files["input_csv/locations.csv"] = "#name,region,country,latitude,longitude,location_type,conflict_date,population\nAlpha,N,H,10,20,conflict,2020-01-01,1000\nBeta,N,H,10.5,20,conflict,2020-01-06,500\nCamp,W,X,10.9,20,camp,,1500\n";
  const auto reading = toy.read();
  ASSERT_TRUE(reading) << first_error(reading);
  EXPECT_EQ(reading->crisis.places[1].conflict_date, 5);
  EXPECT_TRUE(said(reading->warnings, "locations.csv:3:27: warning: the conflict date of \"Beta\" is 2020-01-06; Flee stops there, nuzuh takes day 5"));
}

TEST(Manual, ThePeriodHasAnOlderName) {
  ToyCrisis toy;
  toy.files["input_csv/conflict_period.csv"] = toy.files["input_csv/sim_period.csv"];
  toy.files.erase("input_csv/sim_period.csv");
  const auto reading = toy.read();
  ASSERT_TRUE(reading) << first_error(reading);
  EXPECT_TRUE(said(reading->warnings, "conflict_period.csv: warning: this is the old name of sim_period.csv"));
}

TEST(Manual, InitialIdpsMayBeAnywhere) {
  ToyCrisis toy;
  toy.files["input_csv/locations.csv"] = "#name,region,country,latitude,longitude,location_type,conflict_date,population,initial_idps\nAlpha,N,H,10,20,conflict,0,1000,\nBeta,N,H,10.5,20,town,,500,70\nCamp,W,X,10.9,20,camp,,1500,30\n";
  const auto exact = toy.read(Behaviour::exact), documented = toy.read();
  ASSERT_TRUE(exact && documented);
  ASSERT_EQ(exact->crisis.day0.size(), 1u);
  EXPECT_EQ(exact->crisis.day0[0].people, 130);
  ASSERT_EQ(documented->crisis.day0.size(), 2u);
  EXPECT_EQ(documented->crisis.day0[1].people, 70);
}

TEST(Manual, ARemovedRedirectionReturnsWhereItWas) {
  ToyCrisis toy;
  toy.files["input_csv/routes.csv"] = "#a,b,d,f\nAlpha,Beta,100,2\nBeta,Camp,50,0\n";
  toy.files["input_csv/closures.csv"] = "#t,a,b,s,e\nremove_forced_redirection,Alpha,Beta,2,5\nremove_forced_redirection,Beta,Camp,2,5\n";
  const auto reading = toy.read();
  ASSERT_TRUE(reading) << first_error(reading);
  const auto& changes = reading->crisis.border_changes;
  ASSERT_EQ(changes.size(), 3u);  // off, off (it never was), on again
  EXPECT_EQ(changes[2].what, BorderChange::What::set_forced);
  EXPECT_EQ(changes[2].day, 5);
  EXPECT_EQ(changes[2].index, 0);
}

}  // namespace
}  // namespace nuzuh::flee
