#include <fstream>

#include <gtest/gtest.h>

#include "nuzuh/core/file.hpp"
#include "nuzuh/flee/geopackage.hpp"
#include "nuzuh/flee/output.hpp"
#include "toy_crisis.hpp"

namespace nuzuh::flee {
namespace {

Counts numbered(const Crisis& crisis, std::size_t members) {
  Counts counts(members, static_cast<std::size_t>(crisis.days), crisis.reported.size());
  for (std::size_t m = 0; m < members; ++m) {
    for (std::size_t t = 0; t < counts.days; ++t) {
      for (std::size_t k = 0; k < counts.columns; ++k) counts.at(m, t, k) = 100.0 * static_cast<double>(t) + 10.0 * static_cast<double>(m);
    }
  }
  return counts;
}

TEST(Output, OutCsvHasFleesColumnsAndQuirks) {
  const ToyCrisis toy;
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    const auto reading = toy.read(behaviour, 2);
    ASSERT_TRUE(reading);
    const std::string table = out_csv(reading->crisis, numbered(reading->crisis, 1), 0);
    EXPECT_TRUE(table.starts_with("Day,Date,Camp sim,Camp data,Camp error,Total error,refugees in camps (UNHCR),total refugees (simulation),raw UNHCR refugee count,refugees in camps (simulation),refugee_debt\n"));
    const std::string second = table.substr(table.rfind('\n', table.size() - 2) + 1);
    // Day 1: 100 simulated, 200 registered; the raw count is 300 in Flee, which counts day 0 twice, and 200 otherwise.
    EXPECT_EQ(second, behaviour == Behaviour::exact ? "1,2020-01-03,100,200,0.5,0.3333333333333333,200,0,300,100,0\n" : "1,2020-01-02,100,200,0.5,0.5,200,0,200,100,0\n");
  }
}

TEST(Output, QuantilesAreThoseOfTheMembers) {
  const ToyCrisis toy;
  const auto reading = toy.read(Behaviour::documented, 1);
  ASSERT_TRUE(reading);
  EXPECT_EQ(quantile_csv(reading->crisis, numbered(reading->crisis, 5), {0.1, 0.5}),
            "origin_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n"
            "2020-01-01,people,0,2020-01-01,Camp,quantile,0.1,4\n2020-01-01,people,0,2020-01-01,Camp,quantile,0.5,20\n2020-01-01,people,0,2020-01-01,Camp,mean,,20\n");
}

TEST(Output, AgreementOfAPerfectAndOfAnEmptySimulation) {
  const ToyCrisis toy;
  const auto reading = toy.read();
  ASSERT_TRUE(reading);
  Counts counts(1, 10, 1);
  EXPECT_DOUBLE_EQ(averaged_relative_difference(reading->crisis, counts, 0).normal, 1);
  for (std::size_t t = 0; t < 10; ++t) counts.at(0, t, 0) = 2 * registered(reading->crisis, 0, t);
  EXPECT_DOUBLE_EQ(averaged_relative_difference(reading->crisis, counts, 0).normal, 1);
  EXPECT_DOUBLE_EQ(averaged_relative_difference(reading->crisis, counts, 0).rescaled, 0);
  EXPECT_DOUBLE_EQ(capacity_share_difference(reading->crisis, 10).value_or(-1), 0);  // one camp takes all
}

TEST(Output, GeoPackageIsWrittenWhole) {
  const ToyCrisis toy;
  const auto reading = toy.read();
  ASSERT_TRUE(reading);
  const auto path = toy.dir() / "map.gpkg";
  ASSERT_TRUE(write_geopackage(reading->crisis, numbered(reading->crisis, 3), path));
  const auto bytes = core::read_bytes(path);
  ASSERT_TRUE(bytes);
  EXPECT_TRUE(bytes->starts_with("SQLite format 3"));
  for (const char* part : {"people_by_day", "routes", "places", "Alpha"}) EXPECT_NE(bytes->find(part), std::string::npos) << part;
  EXPECT_FALSE(write_geopackage(reading->crisis, numbered(reading->crisis, 3), toy.dir() / "no" / "where.gpkg"));
}

}  // namespace
}  // namespace nuzuh::flee
