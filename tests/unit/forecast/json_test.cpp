// forecast.json: what is written reads back as the same; what is damaged is refused with its place.
#include <gtest/gtest.h>

#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/forecast/json_tree.hpp"
#include "tests/unit/publish/fixture.hpp"

namespace nuzuh::forecast {
namespace {

class Json : public testing::Test {
 protected:
  scenario::Scenario s = fixture::toy();
  std::string text = to_json(fixture::revealed(s));

  /// The first problem after a change of the text.
  core::Problem broken(const std::string& from, const std::string& to) {
    auto damaged = text;
    const auto at = damaged.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    damaged.replace(at, from.size(), to);
    const auto read = from_json(damaged, "forecast.json");
    EXPECT_FALSE(read) << from << " -> " << to;
    return read ? core::Problem{} : read.error().front();
  }
};

TEST_F(Json, reads_back_as_the_same) {
  const auto again = from_json(text, "forecast.json");
  ASSERT_TRUE(again) << core::to_string(again.error().front());
  EXPECT_EQ(to_json(*again), text);
  EXPECT_EQ(again->run.seed, 18446744073709551615ULL);  // all 64 bits
  EXPECT_EQ(again->run.effective_members, 412.5);
  EXPECT_EQ(again->paths.size(), 6U);
  EXPECT_EQ(again->paths[4].quantiles[3], fixture::made_up(s).paths[4].quantiles[3]);
  EXPECT_EQ(again->title.en, "Toy \"enclave\" <i>");
  ASSERT_TRUE(again->end_outcome);
  EXPECT_EQ(again->outcomes[0].points[0].low, 650.0);
  EXPECT_FALSE(again->outcomes[0].points[0].high);
  EXPECT_FALSE(again->chances.back().climatology);
}

TEST_F(Json, refuses_what_is_not_in_the_format) {
  EXPECT_NE(broken("\"case_id\"", "\"case_ib\"").what.find("case_i"), std::string::npos);
  EXPECT_NE(broken("\"format\": \"nuzuh forecast\"", "\"format\": \"other\"").what.find("not a forecast"), std::string::npos);
  EXPECT_NE(broken("\"format_version\": 1", "\"format_version\": 2").what.find("version"), std::string::npos);
  EXPECT_NE(broken("\"members\": 500", "\"members\": 0").what.find("members"), std::string::npos);
  EXPECT_NE(broken("\"members\": 500", "\"members\": \"500\"").what.find("a number"), std::string::npos);
  EXPECT_NE(broken("\"members\": 500", "\"members\": 500, \"members\": 500").what.find("twice"), std::string::npos);
  EXPECT_NE(broken("\"known_by\": \"2020-01-10\"", "\"known_by\": \"2020-02-30\"").what.find("date"), std::string::npos);
  EXPECT_NE(broken("\"weakest\": \"A\"", "\"weakest\": \"Z\"").what.find("grade"), std::string::npos);
  EXPECT_NE(broken("\"standing\": [1,", "\"standing\": [1.5,").what.find("probability"), std::string::npos);
  EXPECT_NE(broken("\"means\": [", "\"means\": [7,").what.find("as many"), std::string::npos);
  EXPECT_NE(broken("\"levels\": [0.01,", "\"levels\": [0.02,").what.find("levels"), std::string::npos);
}

TEST_F(Json, points_at_the_place) {
  const auto problem = broken("\"weakest\": \"A\"", "\"weakest\": \"Z\"");
  std::size_t line = 1;
  for (std::size_t i = 0; i < text.find("\"weakest\": \"A\""); ++i) line += text[i] == '\n' ? 1 : 0;
  EXPECT_EQ(problem.where.file, "forecast.json");
  EXPECT_EQ(problem.where.line, static_cast<int>(line));
  EXPECT_GT(problem.where.column, 0);
}

TEST_F(Json, a_file_cut_off_anywhere_is_refused) {
  for (std::size_t keep = 0; keep + 2 < text.size(); keep += 997) {
    const auto read = from_json(std::string_view(text).substr(0, keep), "forecast.json");
    ASSERT_FALSE(read) << keep;
  }
  EXPECT_NE(from_json(std::string_view(text).substr(0, 4000), "f").error()[0].what.find("ends before"), std::string::npos);
}

TEST_F(Json, quantiles_may_not_fall) {
  const auto read = from_json(text, "f");
  auto f = *read;
  std::swap(f.paths[0].quantiles[5][3], f.paths[0].quantiles[5][12]);
  const auto again = from_json(to_json(f), "f");
  ASSERT_FALSE(again);
  EXPECT_NE(again.error()[0].what.find("fall"), std::string::npos);
}

TEST(JsonTree, refuses_deep_nesting_and_bad_utf8) {
  EXPECT_FALSE(parse_json(std::string(100000, '['), "f"));
  EXPECT_FALSE(parse_json("\"\xFF\"", "f"));
  EXPECT_TRUE(parse_json("{\"a\": [1, 2.5, \"x\", null, true]}", "f"));
}

}  // namespace
}  // namespace nuzuh::forecast
