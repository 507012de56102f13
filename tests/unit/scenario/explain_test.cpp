#include "nuzuh/scenario/explain.hpp"

#include <gmock/gmock.h>

#include "nuzuh/core/hash.hpp"
#include "nuzuh/scenario/report_text.hpp"
#include "toy.hpp"

namespace nuzuh::scenario {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Explain, fighters_inside_shows_both_sentences_and_why_they_differ) {
  const auto s = read("cases/hajin-2018");
  ASSERT_TRUE(s);
  const auto page = explain(*s, "fighters_inside", s->cutoff);
  ASSERT_TRUE(page);
  EXPECT_THAT(*page, HasSubstr("code points 664 to 709"));
  EXPECT_THAT(*page, HasSubstr("code points 2035 to 2053"));
  EXPECT_THAT(*page, HasSubstr("another scope"));
  EXPECT_THAT(*page, HasSubstr("https://deirezzor24.net/?p=8675"));
  EXPECT_THAT(*page, HasSubstr("more rows became known later"));
  EXPECT_THAT(*page, Not(HasSubstr("2019-02-09")));
  EXPECT_THAT(*explain(*s, "fighters_inside", s->until), HasSubstr("2019-02-09"));
}

TEST(Explain, everything_in_the_case_has_a_page) {
  const auto s = read("cases/hajin-2018");
  ASSERT_TRUE(s);
  for (const auto& x : s->parameters) EXPECT_TRUE(explain(*s, x.key, s->cutoff)) << x.key;
  for (const auto& x : s->sites) EXPECT_TRUE(explain(*s, x.id, s->cutoff)) << x.id;
  for (const auto& x : s->events) EXPECT_TRUE(explain(*s, x.id, s->cutoff)) << x.id;
  for (const auto& x : s->sources) EXPECT_TRUE(explain(*s, x.id, s->cutoff)) << x.id;
  for (const auto& x : s->policies) EXPECT_TRUE(explain(*s, x.id, s->cutoff)) << x.id;
}

TEST(Explain, an_unknown_name_offers_the_nearest) {
  const auto s = read("cases/toy");
  const auto page = explain(*s, "flight.opne", s->cutoff);
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().at(0).remedy, "did you mean \"flight.open\"?");
}

TEST(Explain, the_overview_is_a_screenful) {
  const auto text = overview(*read("cases/hajin-2018"));
  EXPECT_LE(std::ranges::count(text, '\n'), 50);
}

TEST(ReportText, is_known_by_length_and_hash_only) {
  auto s = *read("cases/toy");
  const std::string text = "واحد. اثنان وثلاثة. أربعة";
  s.reports = {{"made_up", 25, core::hash_text(core::fnv1a(text)), {}}};
  const auto known = identify_report(s, text + "\n", "report.txt");
  ASSERT_TRUE(known);
  EXPECT_EQ(known->source, "made_up");
  EXPECT_EQ(known->text, text);
  EXPECT_FALSE(identify_report(s, text + ".", "report.txt"));
}

TEST(ReportText, a_span_counts_code_points) {
  const std::string text = "واحد. اثنان وثلاثة. أربعة";
  EXPECT_EQ(sentence_at(text, {"r", 6, 11}), "«اثنان» وثلاثة.");
  EXPECT_EQ(sentence_at(text, {"r", 0, 4}), "«واحد».");
  EXPECT_EQ(sentence_at(text, {"r", 20, 25}), "«أربعة»");
  EXPECT_EQ(sentence_at(text, {"r", 20, 26}), "");
}

TEST(Wrap, counts_code_points_and_keeps_long_words) {
  EXPECT_EQ(wrap("aa bb cc", 2, 7), "  aa bb\n  cc\n");
  EXPECT_EQ(wrap("éé éé", 0, 5), "éé éé\n");
  EXPECT_EQ(wrap("abcdefgh", 0, 3), "abcdefgh\n");
}

TEST(Describe, says_what_a_belief_holds) {
  EXPECT_THAT(describe({Form::lognormal, 100, 1, {}, 1000}, "people"), HasSubstr("about 100, 90% within 19.3 to 518 people (lognormal 100, 1), at most 1000"));
  EXPECT_EQ(describe({Form::fixed, 0.7, 0, {}, {}}, "1"), "0.7 1 (fixed 0.7)");
}

}  // namespace
}  // namespace nuzuh::scenario
