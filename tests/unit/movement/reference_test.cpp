// The reference engine against Flee's own seeded runs: every place, every day, and the text of out.csv. Equality, so no false alarms.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "nuzuh/core/file.hpp"
#include "nuzuh/core/hash.hpp"
#include "nuzuh/flee/output.hpp"
#include "nuzuh/movement/reference.hpp"

namespace nuzuh::movement {
namespace {

const std::filesystem::path k_crises = "tests/data/crises";

struct Case {
  std::string crisis, run, settings;
  std::uint64_t seed = 1;
  int days = 0;  // 0: all; the first days of a longer run are the same as those of a shorter one
};

flee::Crisis crisis_of(const Case& one) {
  flee::Folder folder{(k_crises / one.crisis).string(), {}, {}};
  if (!one.settings.empty()) folder.settings = (k_crises / "flee-output" / one.settings).string();
  auto reading = flee::read_crisis(folder, {flee::Behaviour::exact, one.days});
  EXPECT_TRUE(reading) << (reading ? "" : core::to_string(reading.error().front()));
  return std::move(reading->crisis);
}

std::string state_line(const Trajectory& run, std::size_t day) {
  std::string line;
  for (std::size_t k = 0; k < run.places; ++k) line += fmt::format("{} ", run.at(day, k));
  return line + fmt::format("| {}", run.moving[day]);
}

flee::Counts counts_of(const flee::Crisis& crisis, const Trajectory& run) {
  flee::Counts counts(1, run.days, crisis.reported.size());
  for (std::size_t t = 0; t < run.days; ++t) {
    for (std::size_t k = 0; k < counts.columns; ++k) counts.at(0, t, k) = static_cast<double>(run.at(t, static_cast<std::size_t>(crisis.reported[k])));
    counts.total[t] = static_cast<double>(run.total[t]);
  }
  return counts;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

class SeededRun : public testing::TestWithParam<Case> {};

TEST_P(SeededRun, EqualsFleeOnEveryPlaceAndDay) {
  const auto crisis = crisis_of(GetParam());
  const auto run = run_reference(crisis, GetParam().seed);
  const auto table = lines_of(flee::out_csv(crisis, counts_of(crisis, run), 0));
  std::ifstream expected(k_crises / "flee-output" / (GetParam().run + ".days"));
  ASSERT_TRUE(expected);
  std::string word, row_hash, state_hash;
  expected >> word >> row_hash;
  EXPECT_EQ(core::hash_text(core::fnv1a(table[0])), row_hash) << table[0];
  std::size_t days = 0;
  for (std::size_t t = 0; t < run.days && expected >> word >> row_hash >> state_hash; ++t, ++days) {
    if (state_hash != "-") {
      ASSERT_EQ(core::hash_text(core::fnv1a(state_line(run, t))), state_hash) << "day " << t << ": " << state_line(run, t);
    }
    ASSERT_EQ(core::hash_text(core::fnv1a(table[t + 1])), row_hash) << "day " << t << ": " << table[t + 1];
  }
  EXPECT_EQ(days, static_cast<std::size_t>(crisis.days));
  EXPECT_TRUE(run.notes.empty());
}

INSTANTIATE_TEST_SUITE_P(Flee, SeededRun,
                         testing::Values(Case{"mali2012", "mali2012.1", "", 1}, Case{"mali2012", "mali2012.2", "", 2}, Case{"mali2012", "mali2012.3", "", 3}, Case{"mali2012", "mali2012.4", "", 4},
                                         Case{"mali2012", "mali2012.5", "", 5}, Case{"mali2012", "mali2012.6", "", 6}, Case{"mali2012", "mali2012.7", "", 7}, Case{"mali2012", "mali2012.8", "", 8},
                                         Case{"mali2012", "mali2012-a2.1", "mali2012-a2.yml", 1}, Case{"mali2012", "mali2012-a2p.1", "mali2012-a2p.yml", 1},
                                         Case{"mali2012", "mali2012-a3.1", "mali2012-a3.yml", 1}, Case{"burundi", "burundi.1", "", 1}, Case{"burundi", "burundi.2", "", 2, 200},
                                         Case{"burundi", "burundi.3", "", 3, 200}, Case{"car", "car.1", "", 1, 320}),
                         [](const auto& one) {
                           std::string name = one.param.run;
                           for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
                           return name;
                         });

TEST(Reference, WritesFleesOutCsvByteForByte) {
  const Case one{"mali2012", "mali2012.1", "", 1};
  const auto crisis = crisis_of(one);
  const auto expected = core::read_text(k_crises / "flee-output" / "mali2012.1.csv");
  ASSERT_TRUE(expected);
  EXPECT_EQ(flee::out_csv(crisis, counts_of(crisis, run_reference(crisis, 1)), 0), *expected);
}

TEST(Reference, NobodyIsLostOrMade) {
  for (const auto behaviour : {flee::Behaviour::exact, flee::Behaviour::documented, flee::Behaviour::native}) {
    auto reading = flee::read_crisis({(k_crises / "mali2012").string(), {}, {}}, {behaviour, 0});
    ASSERT_TRUE(reading);
    const auto& c = reading->crisis;
    const auto run = run_reference(c, 7);
    std::int64_t expected = 0;
    for (const auto& x : c.day0) expected += x.people;
    for (std::size_t t = 0; t < run.days; ++t) {
      expected += c.arrivals.people[t];
      std::int64_t sum = run.moving[t];
      for (std::size_t k = 0; k < run.places; ++k) {
        EXPECT_GE(run.at(t, k), 0);
        sum += run.at(t, k);
      }
      ASSERT_EQ(sum, expected) << "day " << t << ", " << flee::to_string(behaviour);
      ASSERT_EQ(run.total[t], expected);
    }
  }
}

TEST(Reference, DependsOnItsSeedAlone) {
  const auto crisis = crisis_of({"mali2012", "", "", 1, 60});
  EXPECT_EQ(run_reference(crisis, 5).people, run_reference(crisis, 5).people);
  EXPECT_NE(run_reference(crisis, 5).people, run_reference(crisis, 6).people);
}

// The measure of agreement, computed apart from the numbers that Flee printed (sum |S - D| / sum D, averaged over all days).
TEST(Reference, AgreementIsThatOfFleesOwnTable) {
  const auto crisis = crisis_of({"burundi", "", "", 1});
  const auto text = core::read_text(k_crises / "flee-output" / "burundi.1.csv");
  ASSERT_TRUE(text);
  double normal = 0;
  std::size_t days = 0;
  flee::Counts counts(1, static_cast<std::size_t>(crisis.days), crisis.reported.size());
  for (const auto& line : lines_of(*text)) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
    if (cells[0] == "Day") continue;
    double difference = 0, data = 0;
    for (std::size_t k = 0; k < crisis.reported.size(); ++k) {
      const double s = std::stod(cells[2 + 3 * k]), d = std::stod(cells[3 + 3 * k]);
      counts.at(0, days, k) = s;
      difference += std::abs(s - d), data += d;
    }
    normal += difference / std::max(1.0, data);
    ++days;
  }
  const auto agreement = flee::averaged_relative_difference(crisis, counts, 0);
  EXPECT_NEAR(agreement.normal, normal / static_cast<double>(days), 1e-12);
  EXPECT_NEAR(agreement.normal, 0.46894, 1e-5);   // computed by hand from Flee's table
  EXPECT_NEAR(agreement.rescaled, 0.36724, 1e-5);
}

}  // namespace
}  // namespace nuzuh::movement
