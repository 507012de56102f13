#include <gtest/gtest.h>

#include "nuzuh/text/token.hpp"
#include "nuzuh/text/unicode.hpp"

namespace nuzuh::text {
namespace {

TEST(Fold, unites_spellings) {
  EXPECT_EQ(fold("إعتِراضُهمْ"), fold("اعتراضهم"));
  EXPECT_EQ(fold("الحسكــة"), fold("الحسكه"));
  EXPECT_EQ(fold("كللى"), fold("كللي"));
  EXPECT_EQ(fold("ﻻجئ"), fold("لاجي"));  // a lam-alef ligature
  EXPECT_EQ(fold("Ḩawījat"), "hawijat");
  EXPECT_EQ(fold("٢٠١٧"), "2017");
}

TEST(Tokens, keep_offsets_of_the_original) {
  const auto points = decode("لديرالزور24 و٤٠٠٠ مدنيَّاً");
  const auto tokens = tokenise(points, 0, static_cast<std::uint32_t>(points.size()));
  ASSERT_EQ(tokens.size(), 5u);
  EXPECT_EQ(tokens[1].form, "24");
  EXPECT_TRUE(tokens[1].glued);
  EXPECT_EQ(tokens[3].value, 4000);
  EXPECT_EQ(tokens[4].form, "مدنيا");
  EXPECT_EQ(tokens[4].end, points.size());
}

TEST(Readings, cut_proclitics_and_put_the_article_back) {
  const auto points = decode("وللمدنيين");
  const auto tokens = tokenise(points, 0, static_cast<std::uint32_t>(points.size()));
  bool found = false;
  for (const auto& r : readings(tokens[0])) found = found || (r.form == "المدنيين" && r.conjunction == 'w' && r.preposition == 'l' && r.fused_article);
  EXPECT_TRUE(found);
}

TEST(Sentences, end_at_marks_and_line_ends_but_not_in_numbers_or_initials) {
  const auto points = decode("U.S.-backed forces took 1.5 km. قتل ٣. هل عادوا؟ لا\nنعم");
  const auto tokens = tokenise(points, 0, static_cast<std::uint32_t>(points.size()));
  EXPECT_EQ(sentences(tokens).size(), 5u);
}

TEST(Decode, malformed_bytes_never_fail) {
  for (const char* bad : {"\xff", "\xd8", "a\xe2\x82", "\xf0\x90\x80"}) EXPECT_NE(decode(bad).find(U'\uFFFD'), std::u32string::npos);
}

}  // namespace
}  // namespace nuzuh::text
