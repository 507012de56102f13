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

TEST(Reader, ReadsAToyFolder) {
  const ToyCrisis toy;
  const auto reading = toy.read();
  ASSERT_TRUE(reading) << first_error(reading);
  const auto& c = reading->crisis;
  EXPECT_TRUE(reading->warnings.empty());
  EXPECT_EQ(c.days, 10);
  ASSERT_EQ(c.places.size(), 3u);
  EXPECT_DOUBLE_EQ(c.places[0].intensity, 1);
  EXPECT_EQ(c.places[0].population, 10000);
  EXPECT_TRUE(c.places[2].camp);
  EXPECT_TRUE(c.places[2].foreign);
  EXPECT_EQ(c.places[2].capacity, 1500);
  EXPECT_EQ(c.links.size(), 4u);
  EXPECT_DOUBLE_EQ(c.series[1].daily[5], 600);
  EXPECT_EQ(c.arrivals.people[1], 100);
  EXPECT_EQ(c.day0.size(), 1u);
  EXPECT_EQ(c.day0[0].people, 100);
}

// One bad thing at a time: one clear error with its place.
struct Bad {
  const char *file, *text, *error;
};
class BadFolder : public testing::TestWithParam<Bad> {};
TEST_P(BadFolder, GivesOneClearError) {
  ToyCrisis toy;
  if (GetParam().text) toy.files[GetParam().file] = GetParam().text;
  else toy.files.erase(GetParam().file);
  const auto reading = toy.read();
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().size(), 1u) << first_error(reading);
  EXPECT_NE(first_error(reading).find(GetParam().error), std::string::npos) << first_error(reading);
  EXPECT_NE(first_error(reading).find(std::filesystem::path(GetParam().file).filename().string()), std::string::npos) << first_error(reading);
  EXPECT_FALSE(reading.error().front().remedy.empty());
}
constexpr const char* k_head = "#name,region,country,latitude,longitude,location_type,conflict_date,population\n";
INSTANTIATE_TEST_SUITE_P(
    All, BadFolder,
    testing::Values(Bad{"input_csv/routes.csv", nullptr, "the file is missing"}, Bad{"input_csv/sim_period.csv", nullptr, "the file is missing"},
                    Bad{"source_data/data_layout.csv", nullptr, "the file is missing"}, Bad{"source_data/camp.csv", nullptr, "camp.csv"},
                    Bad{"input_csv/routes.csv", "#a,b,c\nAlpha,Beta,100\nBeta,Cmp,50\n", "routes.csv:3:6: unknown location \"Cmp\" in a route"},
                    Bad{"input_csv/routes.csv", "#a,b,c\nAlpha,Beta,-100\n", "routes.csv:2:12: the distance is negative"},
                    Bad{"input_csv/routes.csv", "#a,b,c\nAlpha,Beta,far\n", "routes.csv:2:12: the distance in km is not a number: \"far\""},
                    Bad{"input_csv/conflicts.csv", "#Day,Alpha\n0,x\n", "conflicts.csv:2:3: the value of \"Alpha\" on day 0 is not a number"},
                    Bad{"input_csv/conflicts.csv", "#Day,Alpha\n0,\n", "is missing"}, Bad{"input_csv/conflicts.csv", "#Day,Alpha,Alpha\n0,1,1\n", "stands twice"},
                    Bad{"input_csv/conflicts.csv", "#Day,Alpha\n", "the table has no day"}, Bad{"input_csv/conflicts.csv", "#Day,Alpha\n0,-1\n", "is negative"},
                    Bad{"input_csv/sim_period.csv", "StartDate,2020-13-01\nLength,10\n", "sim_period.csv:1:11: the start \"2020-13-01\" is not a date"},
                    Bad{"input_csv/sim_period.csv", "StartDate,2020-01-01\nLength,ten\n", "sim_period.csv:2:8: the length in days is not a number"},
                    Bad{"input_csv/sim_period.csv", "StartDate,2020-01-01\nLength,0\n", "the length is 0 days"}, Bad{"input_csv/sim_period.csv", "Length,3\n", "StartDate is missing"},
                    Bad{"input_csv/closures.csv", "#t,a,b,s,e\ncountrie,Home,Abroad,0,5\n", "closures.csv:2:1: unknown closure type \"countrie\""},
                    Bad{"input_csv/closures.csv", "#t,a,b,s,e\nlocation,Bta,,0,5\n", "closures.csv:2:10: unknown location \"Bta\""},
                    Bad{"input_csv/closures.csv", "#t,a,b,s,e\nlocation,Beta,,soon,5\n", "closures.csv:2:16"},
                    Bad{"source_data/camp.csv", "Date,number\n", "the series is empty"}, Bad{"source_data/camp.csv", "", "the series is empty"},
                    Bad{"source_data/camp.csv", "2020-01-01,1\n2020-02-30,5\n", "camp.csv:2:1: \"2020-02-30\" is not a date"},
                    Bad{"source_data/camp.csv", "2020-01-01,1\n2020-01-05,many\n", "camp.csv:2:12: the number of people is not a number"},
                    Bad{"source_data/camp.csv", "2020-01-01,-4\n", "is negative"}, Bad{"source_data/camp.csv", "2020-01-01,\"1,200\"\n", "is not a number: \"1,200\""},
                    Bad{"simsetting.yml", "move_rules:\n  awareness_level: two\n", "simsetting.yml:2:20: \"move_rules.awareness_level\" is not a number"},
                    Bad{"simsetting.yml", "move_rules: [1, 2\n", "this is not YAML"}, Bad{"simsetting.yml", "move_rules:\n\tsoftening: 10\n", "simsetting.yml:2:1: the line is indented by a tab"},
                    Bad{"source_data/camp.csv", "Date;n\n2020-01-01;5\n", "camp.csv:1:1: the cells are separated by semicolons"}, Bad{"input_csv/routes.csv", "#a\tb\tc\nAlpha\tBeta\t100\n", "routes.csv:1:1: the cells are separated by tabs"}, Bad{"simsetting.yml", "optimisations:\n  hasten: 0\n", "simsetting.yml:2:3: \"optimisations.hasten\" must be at least 1"},
                    Bad{"simsetting.yml", "move_rules:\n  default_movechance: 3\n", "lies between 0 and 1"},
                    Bad{"simsetting.yml", "spawn_rules:\n  flood_zone_spawning_only: True\n", "exclude each other"}, Bad{"simsetting.yml", "move_rules:\n  start_on_foot: maybe\n", "neither true nor false"}));

TEST(Reader, RefusesBadPlaces) {
  for (const auto& [rows, error] : {std::pair{"Alpha,N,H,1,2,conflict_zone,0,5\nAlpha,N,H,1,2,town,0,5\n", "locations.csv:3:1: \"Alpha\" is named twice (first in line 2)"},
                                    {"Alpha,N,H,1,2,vilage,0,5\n", "locations.csv:2:15: unknown location type \"vilage\""}, {"Alpha,N,H,north,2,town,0,5\n", "locations.csv:2:11: the latitude is not a number"},
                                    {"Alpha,N,H,1,2,town,0,-5\n", "is negative"}, {"Alpha,N,H,1,2,town,0,5.5\n", "is not a whole number"}, {"Alpha,N\n", "needs at least six"}, {"", "names no location"}}) {
    ToyCrisis toy;
    toy.files["input_csv/locations.csv"] = std::string(k_head) + rows;
    const auto reading = toy.read();
    ASSERT_FALSE(reading) << rows;
    EXPECT_NE(first_error(reading).find(error), std::string::npos) << first_error(reading);
  }
}

// Real folders have these; each is taken with a warning that names the file.
TEST(Reader, ToleratesWhatRealFoldersHave) {
  ToyCrisis toy;
  toy.files["input_csv/locations.csv"] = "\xEF\xBB\xBFname,region,country,lat,lon,type,date,population\r\n\"Alpha \",North,Home,10.0,20.0,Conflict_Zone,0,10000\r\n"
                                         "Beta,North,Home,10.5,20.0,town,,\r\nCamp,\"West, far\",Abroad,10.9,20.0,CAMP,0, 800\r\n,,,,,,,\r\n";
  toy.files["input_csv/conflicts.csv"] = "#Day, Alpha , Beta,Nowhere,\n" + ToyCrisis::days("1,0,0", 4);
  toy.files["source_data/camp.csv"] = "DateTime,n\n# a comment\n2020-1-1,100\n2020-01-04,\n2020-01-11,1100\n";
  toy.files.erase("input_csv/closures.csv");
  const auto reading = toy.read();
  ASSERT_TRUE(reading) << first_error(reading);
  const auto& c = reading->crisis;
  EXPECT_EQ(c.places[0].name, "Alpha");
  EXPECT_EQ(c.places[2].region, "West, far");
  EXPECT_EQ(c.places[2].capacity, 800);
  EXPECT_DOUBLE_EQ(c.series[1].daily[5], 600);
  for (const char* part : {"locations.csv:1:1: warning: the file begins with a byte-order mark", "locations.csv:2:1: warning: blanks around \"Alpha\"", "the header does not begin with #",
                           "conflicts.csv:1:20: warning: column \"Nowhere\" names no location", "conflicts.csv:5:1: warning: the table ends after day 3", "closures.csv: warning: closures.csv is missing"}) {
    EXPECT_TRUE(said(reading->warnings, part)) << part;
  }
}

// Flee leaves the first row out of the sum of camps, whatever it is called.
TEST(Reader, TheTotalIsFoundWhateverItIsCalled) {
  for (const char* layout : {"Total,refugees.csv\nCamp,camp.csv\n", "all refugees,refugees.csv\nCamp,camp.csv\n", "name,file\ntotal,refugees.csv\nCamp,camp.csv\n"}) {
    ToyCrisis toy;
    toy.files["source_data/data_layout.csv"] = layout;
    const auto reading = toy.read();
    ASSERT_TRUE(reading) << first_error(reading);
    EXPECT_EQ(reading->crisis.total_series, 0);
    EXPECT_EQ(reading->crisis.arrivals.people[1], 100) << layout;
    EXPECT_EQ(reading->warnings.size(), 1u);
  }
}

TEST(Reader, FilesThatAreNotReadAreNamed) {
  ToyCrisis toy;
  toy.files["input_csv/closure.csv"] = toy.files["input_csv/closures.csv"];
  toy.files.erase("input_csv/closures.csv");
  toy.files["input_csv/location_attributes_gdp.csv"] = "#Day,Alpha\n0,1\n";
  toy.files["input_csv/acled.csv"] = "anything\n";
  const auto reading = toy.read();
  ASSERT_TRUE(reading) << first_error(reading);
  EXPECT_TRUE(said(reading->warnings, "closure.csv: warning: this file is not read; closures.csv is absent"));
  EXPECT_TRUE(said(reading->warnings, "location_attributes_gdp.csv: warning: no rule reads the attribute of this table"));
  EXPECT_FALSE(said(reading->warnings, "acled.csv"));
}

TEST(Reader, TimesOfDayAreLeftOut) {
  ToyCrisis toy;
  toy.files["source_data/camp.csv"] = "date,n\n2020-01-01 00:00:00,100\n2020-01-11T12:00:00Z,1100\n";
  const auto reading = toy.read();
  ASSERT_TRUE(reading) << first_error(reading);
  EXPECT_DOUBLE_EQ(reading->crisis.series[1].daily[5], 600);
  EXPECT_TRUE(said(reading->warnings, "camp.csv:2:1: warning: \"2020-01-01 00:00:00\" has a time of day"));
  toy.files["source_data/camp.csv"] = "date,n\n2020-01-01 at noon,100\n";
  EXPECT_NE(first_error(toy.read()).find("is not a date"), std::string::npos);
}

// The header is the comment with most cells, wherever titles and remarks stand; without # the first row.
TEST(Reader, RemarksAreNoHeaders) {
  for (const char* head : {"# Places of the crisis\n#name,region,country,lat,lon,type,date,pop,initial_idps\n", "#name,region,country,lat,lon,type,date,pop,initial_idps\n# remark\n", "name,region,country,lat,lon,type,date,pop,initial_idps\n# remark\n"}) {
    ToyCrisis toy;
    toy.files["input_csv/locations.csv"] = std::string(head) + "Alpha,North,Home,10.0,20.0,conflict_zone,0,10000,\nBeta,North,Home,10.5,20.0,town,0,5000,\n#Gamma,North,Home,10.5,20.0,town,0,5000,\nCamp,West,Abroad,10.9,20.0,camp,0,1500,40\n";
    const auto reading = toy.read();
    ASSERT_TRUE(reading) << first_error(reading);
    EXPECT_EQ(reading->crisis.places.size(), 3u);
    EXPECT_EQ(reading->crisis.places[2].initial_idps, 40) << head;
  }
}

TEST(Reader, SettingsThatFleeDoesNotHonourAreSaid) {
  ToyCrisis toy;
  toy.files["simsetting.yml"] = "number_of_steps: 5\nspawn_rules:\n  camps_are_sinks: True\n  insert_day0: \"False\"\nmove_rules:\n  awarenes_level: 2\n  hasten: 3\n";
  const auto exact = toy.read(Behaviour::exact), documented = toy.read(Behaviour::documented);
  ASSERT_TRUE(exact && documented);
  EXPECT_FALSE(exact->crisis.settings.spawn.camps_are_sinks);
  EXPECT_TRUE(documented->crisis.settings.spawn.camps_are_sinks);
  EXPECT_TRUE(exact->crisis.settings.spawn.insert_day0);  // quoted text is true for Flee
  EXPECT_FALSE(documented->crisis.settings.spawn.insert_day0);
  EXPECT_TRUE(said(exact->warnings, "simsetting.yml:3:3: warning: Flee 3 does not read \"camps_are_sinks\""));
  EXPECT_TRUE(said(documented->warnings, "simsetting.yml:6:3: warning: unknown setting \"move_rules.awarenes_level\""));
  EXPECT_TRUE(said(documented->warnings, "did you mean \"awareness_level\"?"));
  EXPECT_TRUE(said(documented->warnings, "\"hasten\" belongs to optimisations"));
  EXPECT_TRUE(said(documented->warnings, "\"number_of_steps\" has no effect"));
}

// As Flee's own flood tests have it: a switch, and again as a section.
TEST(Reader, OfAKeyThatStandsTwiceTheLastRules) {
  ToyCrisis toy;
  toy.files["simsetting.yml"] = "move_rules:\n  softening: 1\n  softening: 2\nspawn_rules:\n  conflict_driven_spawning: True\n  conflict_driven_spawning:\n    displaced_per_conflict_day: 7\n";
  const auto reading = toy.read();
  ASSERT_TRUE(reading) << first_error(reading);
  EXPECT_DOUBLE_EQ(reading->crisis.settings.move.softening, 2);
  EXPECT_DOUBLE_EQ(reading->crisis.settings.spawn.displaced_per_conflict_day, 7);
  EXPECT_TRUE(said(reading->warnings, "simsetting.yml:2:3: warning: \"move_rules.softening\" is set again below"));
}

TEST(Reader, IntensitiesAreFrozenOnlyInExact) {
  ToyCrisis toy;
  toy.files["input_csv/conflicts.csv"] = "#Day,Alpha\n0,0.2\n1,0.2\n2,0.8\n3,0\n4,0.5\n5,0.5\n6,0.5\n7,0.5\n8,0.5\n9,0.5\n";
  const auto exact = toy.read(Behaviour::exact), documented = toy.read();
  ASSERT_TRUE(exact && documented);
  ASSERT_EQ(exact->crisis.conflict_changes.size(), 3u);
  ASSERT_EQ(documented->crisis.conflict_changes.size(), 4u);
  EXPECT_EQ(documented->crisis.conflict_changes[1].day, 2);
  EXPECT_DOUBLE_EQ(documented->crisis.conflict_changes[1].intensity, 0.8);
  EXPECT_FALSE(documented->crisis.conflict_changes[1].fresh);
}

TEST(Reader, DebtIsPaidBeforeAnybodySetsOut) {  // 100, 75, 50, 40, 65, 90, 115 -> debt 0, 25, 50, 60, 35, 10, 0
  ToyCrisis toy;
  toy.files["source_data/camp.csv"] = "2020-01-01,100\n2020-01-02,75\n2020-01-03,50\n2020-01-04,40\n2020-01-05,65\n2020-01-06,90\n2020-01-07,115\n";
  const auto reading = toy.read(Behaviour::exact, 7);
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->crisis.arrivals.debt, (std::vector<double>{0, 25, 50, 60, 35, 10, 0}));
  EXPECT_EQ(reading->crisis.arrivals.people, (std::vector<std::int64_t>{0, 0, 0, 0, 0, 0, 15}));
  EXPECT_DOUBLE_EQ(reading->crisis.arrivals.raw[0], 200);  // total and camp: Flee counts both on day 0
  EXPECT_DOUBLE_EQ(toy.read()->crisis.arrivals.raw[0], 100);
}

TEST(Reader, CorrectionsScaleWhatWasBefore) {  // 100, 200, 150*, 160 -> 75, 150, 150, 160
  ToyCrisis toy;
  toy.files["source_data/camp.csv"] = "2020-01-01,100\n2020-01-02,200\n2020-01-03,150\n2020-01-04,160\n";
  toy.files["input_csv/registration_corrections.csv"] = "Camp,2020-01-03\n";
  const auto reading = toy.read();
  ASSERT_TRUE(reading);
  const auto& reports = reading->crisis.series[1].reports;
  EXPECT_DOUBLE_EQ(reports[0].used, 75);
  EXPECT_DOUBLE_EQ(reports[1].used, 150);
  EXPECT_DOUBLE_EQ(reports[0].count, 100);
}

TEST(Reader, ForcedRedirectionIsReadAsTheManualHasIt) {
  ToyCrisis toy;
  toy.files["input_csv/routes.csv"] = "#name1,name2,distance,forced_redirection\nAlpha,Beta,100,1\nBeta,Camp,50,2\n";
  const auto exact = toy.read(Behaviour::exact), documented = toy.read();
  ASSERT_TRUE(exact && documented);
  EXPECT_EQ(exact->crisis.links.size(), 6u);  // flag 1 makes the pair twice
  EXPECT_EQ(documented->crisis.links.size(), 4u);
  EXPECT_FALSE(documented->crisis.links[0].forced);
  EXPECT_TRUE(documented->crisis.links[1].forced);  // 1: name2 -> name1
  EXPECT_TRUE(documented->crisis.links[2].forced);  // 2: name1 -> name2
}

TEST(Reader, OverlappingClosuresAreCountedOnlyOutsideExact) {  // country closed 1-5, location 2-3
  ToyCrisis toy;
  toy.files["input_csv/closures.csv"] = "#t,a,b,s,e\ncountry,Home,Abroad,1,5\nlocation,Camp,,2,3\nlink,Alpha,Beta,4,-1\n";
  auto open_on = [](const Crisis& c, int link, int day) {
    bool open = true;
    for (const auto& x : c.border_changes) {
      if (x.day <= day && x.index == link && x.what == BorderChange::What::close_link) open = false;
      if (x.day <= day && x.index == link && x.what == BorderChange::What::open_link) open = true;
    }
    return open;
  };
  const auto exact = toy.read(Behaviour::exact), documented = toy.read();
  ASSERT_TRUE(exact && documented);
  for (const int day : {1, 2}) EXPECT_FALSE(open_on(exact->crisis, 2, day) || open_on(documented->crisis, 2, day));
  EXPECT_TRUE(open_on(exact->crisis, 2, 3));
  EXPECT_FALSE(open_on(documented->crisis, 2, 4));
  EXPECT_TRUE(open_on(documented->crisis, 2, 5));
  EXPECT_TRUE(open_on(exact->crisis, 0, 9) && open_on(exact->crisis, 1, 9));  // link closures do nothing in Flee
  EXPECT_FALSE(open_on(documented->crisis, 0, 4) || open_on(documented->crisis, 1, 4));
}

TEST(Check, FindsWhatIsSuspicious) {
  ToyCrisis toy;
  toy.files["input_csv/locations.csv"] =
      "#name,region,country,latitude,longitude,location_type,conflict_date,population\nAlpha,North,Home,10.0,20.0,conflict_zone,3,10000\nBeta,North,Home,10.5,20.0,town,0,5000\n"
      "Gamma,North,Home,10.2,20.2,town,0,10\nDelta,North,Home,50.1,10.1,town,0,10\nEpsilon,North,Home,10.3,20.0,town,0,10\nCamp,West,Abroad,10.9,20.0,camp,0,1100\nLost,West,Abroad,11,20,camp,0,5\n";
  toy.files["input_csv/routes.csv"] = "#name1,name2,distance,forced_redirection\nAlpha,Beta,20,0\nBeta,Camp,50,2\nDelta,Beta,60,0\nGamma,Beta,60\nEpsilon,Beta,60\n";
  toy.files["input_csv/closures.csv"] = "#t,a,b,s,e\nlink,Alpha,Beta,0,5\nlocation,Beta,,70,-1\n";
  toy.files["source_data/data_layout.csv"] = "total,refugees.csv\nCamp,camp.csv\nLost,lost.csv\n";
  toy.files["source_data/lost.csv"] = "2020-01-01,100\n2020-01-05,10\n";
  const auto reading = toy.read();
  ASSERT_TRUE(reading) << first_error(reading);
  const auto found = suspicions(reading->crisis);
  for (const char* part : {"routes.csv:2:1: warning: the route from \"Alpha\" to \"Beta\" is 20 km, shorter than the straight line of 56 km", "locations.csv:5:1: warning: \"Delta\" lies",
                           "locations.csv:8:1: warning: camp \"Lost\" is on no route", "locations.csv:7:1: warning: the capacity of \"Camp\" (1100) equals the maximum of its own registration series",
                           "camp.csv:2", "lost.csv:2:1: warning: Lost falls 1 times", "closures.csv:2:1: warning: Flee 3 does not close links", "closures.csv:3:1: warning: the closure begins on day 70",
                           "forced redirection from \"Beta\" to \"Camp\"", "has conflict date 3 but its conflict begins on day 0"}) {
    EXPECT_TRUE(said(found, part)) << part;
  }
}

TEST(Check, IsSilentOnASoundFolder) {
  const ToyCrisis toy;
  const auto found = suspicions(toy.read()->crisis);
  for (const auto& problem : found) ADD_FAILURE() << core::to_string(problem);
}

}  // namespace
}  // namespace nuzuh::flee
