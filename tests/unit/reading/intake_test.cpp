// Claims that a person accepts become observations of the case, and lead back to their sentence.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "nuzuh/core/file.hpp"
#include "nuzuh/reading/intake.hpp"
#include "nuzuh/reading/reader.hpp"
#include "nuzuh/reading/review.hpp"
#include "nuzuh/scenario/explain.hpp"
#include "nuzuh/scenario/report_text.hpp"

namespace {

using namespace nuzuh;
using namespace nuzuh::reading;

constexpr const char* k_text = "قال المرصد السوري إن نحو ٤ آلاف مدني ما زالوا محاصرين في هجين. ونزحت ٢٠٠ عائلة من هجين. ونفت قسد وجود ٩٠٠ مقاتل في السوسة.";

class Intake : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("nuzuh-intake-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::copy("cases/hajin-2018", folder_, std::filesystem::copy_options::recursive);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string file(const char* name) const { return *core::read_text(folder_ / "reports" / name); }
  void rewrite(const std::string& from, const std::string& to) const {
    std::string review = file("review.csv");
    for (std::size_t at = review.find(from); at != std::string::npos; at = review.find(from, at + to.size())) review.replace(at, from.size(), to);
    std::ofstream(folder_ / "reports" / "review.csv") << review;
  }
  evidence::Report report() const {
    static const Reader reader;
    return reader.read(k_text, *core::parse_date("2018-12-05"), "bulletin");
  }
  std::filesystem::path folder_;
};

TEST_F(Intake, only_what_counts_people_of_the_enclave_is_proposed) {
  const auto scenario = scenario::read(folder_);
  ASSERT_TRUE(scenario);
  int proposals = 0;
  const auto r = report();
  for (const auto& claim : r.claims) {
    const auto p = proposed(r, claim, *scenario);
    if (!p) continue;
    ++proposals;
    EXPECT_EQ(claim.kind, "population");  // neither the 200 families (an increment) nor the 900 fighters (denied)
    EXPECT_EQ(p->series, "people_inside");
  }
  EXPECT_EQ(proposals, 1);
}

TEST_F(Intake, an_accepted_claim_is_an_observation_with_source_and_span) {
  const auto before = scenario::read(folder_);
  ASSERT_TRUE(before);
  ASSERT_TRUE(review_into(folder_, {report()}, {"", "A network", "https://example.org"}));
  EXPECT_EQ(scenario::read(folder_)->observations.size(), before->observations.size());  // pending: nothing enters
  rewrite("\npending,", "\naccept,");
  const auto outcome = review_into(folder_, {});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->observations, 1);
  const auto after = scenario::read(folder_);
  ASSERT_TRUE(after);
  ASSERT_EQ(after->observations.size(), before->observations.size() + 1);
  const auto& seen = after->observations.back();
  EXPECT_EQ(seen.series, scenario::Series::people_inside);
  EXPECT_EQ(seen.low, 3400);
  EXPECT_EQ(seen.high, 4600);
  EXPECT_EQ(core::to_string(seen.known_by), "2018-12-05");
  const auto text = scenario::identify_report(*after, k_text, "bulletin.txt");
  ASSERT_TRUE(text);
  ASSERT_EQ(seen.spans.size(), 1u);
  EXPECT_EQ(text->source, seen.spans[0].report);
  EXPECT_NE(scenario::sentence_at(text->text, seen.spans[0]).find("«نحو ٤ آلاف»"), std::string::npos);
  // taking over once more changes nothing; rejecting takes the observation back
  ASSERT_TRUE(review_into(folder_, {report()}));
  EXPECT_EQ(scenario::read(folder_)->observations.size(), before->observations.size() + 1);
  rewrite("\naccept,", "\nreject,");
  ASSERT_TRUE(review_into(folder_, {}));
  EXPECT_EQ(scenario::read(folder_)->observations.size(), before->observations.size());
}

TEST_F(Intake, a_wrong_series_is_an_error_with_its_place_and_writes_nothing) {
  ASSERT_TRUE(review_into(folder_, {report()}));
  rewrite("\npending,", "\naccept,");
  rewrite("people_inside", "people_insde");
  const auto bad = review_into(folder_, {});
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error()[0].remedy.find("people_inside"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "reports" / "observations.csv"));
}

TEST(ReadingOf, a_point_for_an_interval) {
  EXPECT_EQ(reading_of(120, 120, 1).value, 120);
  EXPECT_FALSE(reading_of(120, 120, 1).low);
  EXPECT_EQ(reading_of(200, 800, 1).value, 400);
  EXPECT_EQ(reading_of(0, 1000, 1).value, 750);
  EXPECT_EQ(reading_of(1200, std::nullopt, 1).value, 1200);
  EXPECT_FALSE(reading_of(1200, std::nullopt, 1).high);
  EXPECT_EQ(reading_of(2, 3, 7).high, 21);
}

}  // namespace
