#include "nuzuh/text/amount.hpp"

#include <gtest/gtest.h>

#include "nuzuh/text/unicode.hpp"

namespace nuzuh::text {
namespace {

struct Case {
  const char* phrase;
  double lo, hi;
  AmountForm form;
};

Amount only(const char* phrase, std::u32string& points) {
  points = decode(phrase);
  const auto tokens = tokenise(points, 0, static_cast<std::uint32_t>(points.size()));
  const auto found = amounts(points, tokens, {0, tokens.size()}, std::vector<bool>(tokens.size(), false));
  EXPECT_EQ(found.size(), 1u) << phrase;
  return found.empty() ? Amount{} : found.front();
}

TEST(Number, reads_arabic_words_in_every_case_and_spelling) {
  const std::pair<const char*, double> cases[] = {
      {"ألف ومئتان", 1200}, {"ألفٍ وخمسمئة", 1500}, {"مئتين", 200}, {"مئتي", 200}, {"مائتا", 200}, {"ثلاثمئة", 300}, {"ثلاثمائة", 300}, {"ثلاث مئة", 300},
      {"ثماني مئة", 800}, {"خمسة وعشرين", 25}, {"خمسة عشر", 15}, {"أحد عشر", 11}, {"إحدى عشرة", 11}, {"اثنا عشر", 12}, {"اثني عشر ألفاً", 12000},
      {"ثلاثمئة وخمسة وعشرون", 325}, {"ألفان وأربعمئة", 2400}, {"ثلاثة آلاف ومئتان وأربعون", 3240}, {"٢٧ ألفاً و٣٠٠", 27300}, {"خمسة وعشرون ألفاً وستمئة", 25600},
      {"مئة وخمسون ألف", 150000}, {"مليون ونصف", 1.5e6}, {"مليون ونصف المليون", 1.5e6}, {"ثلاثة ملايين", 3e6}, {"٥٨٦ الف", 586000}, {"1,870", 1870}, {"١٬٢٠٠", 1200}, {"٣ ٤٠٠", 3400},
      {"ثلاثين", 30}, {"تسعمائة وتسعة وتسعين", 999}, {"مليونين ومئتي ألف", 2.2e6}, {"۱۲۰", 120}, {"1.5", 1.5},
      {"twenty-five", 25}, {"two hundred and fifty", 250}, {"three thousand four hundred", 3400}, {"1.2 million", 1.2e6}, {"a hundred", 100}, {"two dozen", 24},
      {"a dozen", 12}, {"forty", 40}, {"half a million", 5e5}, {"nineteen", 19}};
  for (const auto& [phrase, value] : cases) {
    const auto read = number_value(phrase);
    ASSERT_TRUE(read.has_value()) << phrase;
    EXPECT_DOUBLE_EQ(*read, value) << phrase;
  }
}

TEST(Number, a_term_that_does_not_continue_the_number_ends_it) {
  for (const char* phrase : {"أربعمئة وخمسمئة", "ثلاثة وخمسة", "ألف وخمسة آلاف", "عشرين وثلاثين", "12 وعشرين"}) EXPECT_FALSE(number_value(phrase)) << phrase;
}

TEST(Amount, hedges_ranges_and_vague_amounts_become_the_documented_intervals) {
  using enum AmountForm;
  const double u = k_unbounded;
  const Case cases[] = {{"نحو ٣٥٠", 298, 402, approx}, {"أكثر من 400", 400, u, more_than}, {"ما لا يقل عن مئة", 100, u, at_least}, {"ثلاثون على الأقل", 30, u, at_least},
                        {"لا يتجاوز الألف", 0, 1000, at_most}, {"أقل من 50", 0, 50, less_than}, {"ما بين 12 و15 ألف", 12000, 15000, range}, {"بين أربعمئة وخمسمئة", 400, 500, range},
                        {"من 20 إلى 30", 20, 30, range}, {"بين ألف وخمسة آلاف", 1000, 5000, range}, {"20-30", 20, 30, range}, {"بضع مئات", 300, 900, vague}, {"بضعة آلاف", 3000, 9000, vague},
                        {"المئات", 200, 999, vague}, {"عشرات", 20, 99, vague}, {"عشرات الآلاف", 20000, 99999, vague}, {"مئات الآلاف", 200000, 999999, vague}, {"بضع عشرات", 30, 90, vague},
                        {"مئة ونيف", 101, 199, vague}, {"خمسون فأكثر", 50, u, at_least}, {"تجاوز عددهم العشرين", 20, u, more_than}, {"ما يعادل 40", 40, 40, exact},
                        {"بضعة مئات ربما لا يتجاوزن الألف", 300, 1000, vague},
                        {"at least 1,200", 1200, u, at_least}, {"An estimated 10,000", 8500, 11500, approx}, {"several thousand", 3000, 9000, vague}, {"a few hundred", 200, 600, vague},
                        {"tens of thousands", 20000, 99999, vague}, {"hundreds", 200, 999, vague}, {"dozens", 20, 99, vague}, {"between 12 and 15 thousand", 12000, 15000, range},
                        {"up to 500", 0, 500, at_most}, {"fewer than 60", 0, 60, less_than}, {"300 to 400", 300, 400, range}, {"no more than 1,000", 0, 1000, at_most}};
  for (const auto& c : cases) {
    std::u32string points;
    const Amount a = only(c.phrase, points);
    EXPECT_EQ(a.lo, c.lo) << c.phrase;
    EXPECT_EQ(a.hi, c.hi) << c.phrase;
    EXPECT_EQ(to_string(a.form), to_string(c.form)) << c.phrase;
    EXPECT_EQ(a.start, 0u) << c.phrase;
    EXPECT_EQ(a.end, points.size()) << c.phrase;
  }
}

TEST(Amount, span_leaves_out_proclitics_and_counts_marks_of_the_original) {
  std::u32string points;
  const Amount a = only("وبنحو ثلاثِمئةٍ", points);
  EXPECT_EQ(a.start, 2u);
  EXPECT_EQ(a.end, points.size());
  EXPECT_TRUE(a.conjoined);
}

TEST(Amount, a_hundred_thousand_digits_are_no_number) {
  std::u32string points;
  points.assign(100000, U'7');
  const auto tokens = tokenise(points, 0, 100000);
  ASSERT_EQ(tokens.size(), 1u);
  EXPECT_TRUE(amounts(points, tokens, {0, 1}, {false}).empty());
}

}  // namespace
}  // namespace nuzuh::text
