#include "nuzuh/text/when.hpp"

#include <gtest/gtest.h>

#include "nuzuh/text/unicode.hpp"

namespace nuzuh::text {
namespace {

std::string resolve(const char* phrase, const char* today) {
  const auto points = decode(phrase);
  const auto tokens = tokenise(points, 0, static_cast<std::uint32_t>(points.size()));
  const auto found = dates(points, tokens, {0, tokens.size()}, *core::parse_date(today));
  if (found.size() != 1) return std::to_string(found.size()) + " dates";
  return core::to_string(found[0].from) + "/" + core::to_string(found[0].to) + (found[0].end == points.size() ? "" : " cut");
}

TEST(When, resolves_against_the_reports_date) {
  struct Case {
    const char *phrase, *today, *days;
  };
  // 2018-12-03 is a Monday.
  const Case cases[] = {{"أمس الأحد", "2018-12-03", "2018-12-02/2018-12-02"},
                        {"أول من أمس", "2018-12-03", "2018-12-01/2018-12-01"},
                        {"فجر الاثنين", "2019-03-19", "2019-03-18/2019-03-18"},
                        {"اليوم الجمعة", "2017-11-03", "2017-11-03/2017-11-03"},
                        {"يوم الاثنين", "2018-12-03", "2018-11-26/2018-11-26"},
                        {"منذ 16 شباط / فبراير الجاري", "2019-02-24", "2019-02-16/2019-02-24"},
                        {"بين 10 و18 كانون الأول/ديسمبر", "2018-12-20", "2018-12-10/2018-12-18"},
                        {"منذ 15 من الشهر نفسه", "2018-12-20", "2018-12-15/2018-12-20"},
                        {"منذ الاول من كانون الأول", "2020-02-06", "2019-12-01/2020-02-06"},
                        {"قبل شهر", "2018-12-01", "2018-11-01/2018-11-01"},
                        {"قبل ثلاثة أيام", "2018-12-05", "2018-12-02/2018-12-02"},
                        {"الأسبوع الماضي", "2018-12-08", "2018-12-01/2018-12-07"},
                        {"الأسبوع المقبل", "2018-12-08", "2018-12-09/2018-12-15"},
                        {"اليومين الماضيين", "2018-12-08", "2018-12-06/2018-12-08"},
                        {"الأيام الثلاثة الماضية", "2018-12-08", "2018-12-05/2018-12-08"},
                        {"في العام ٢٠١٧", "2018-12-08", "2017-01-01/2017-12-31"},
                        {"24 كانون الثاني 2019", "2019-12-08", "2019-01-24/2019-01-24"},
                        {"الخامس عشر من آذار", "2019-12-08", "2019-03-15/2019-03-15"},
                        {"خلال شهر أيلول الماضي", "2018-10-08", "2018-09-01/2018-09-30"},
                        {"16/2/2019", "2019-03-01", "2019-02-16/2019-02-16"},
                        {"خلال 48 ساعة", "2019-03-03", "2019-03-01/2019-03-03"},
                        {"in July and August", "2018-09-18", "2018-07-01/2018-08-31"},
                        {"during the second quarter", "2018-06-30", "2018-04-01/2018-06-30"},
                        {"on 14 June", "2018-06-30", "2018-06-14/2018-06-14"},
                        {"Since 10 September", "2018-09-18", "2018-09-10/2018-09-18"},
                        {"last week", "2018-09-18", "2018-09-11/2018-09-17"},
                        {"in the last 48 hours", "2018-09-18", "2018-09-16/2018-09-18"},
                        {"on Saturday", "2019-02-17", "2019-02-16/2019-02-16"},
                        {"two weeks ago", "2019-02-17", "2019-02-03/2019-02-03"},
                        {"in two days", "2019-02-17", "2019-02-15/2019-02-17"},
                        {"between 3 and 7 March", "2019-03-17", "2019-03-03/2019-03-07"}};
  for (const auto& c : cases) EXPECT_EQ(resolve(c.phrase, c.today), c.days) << c.phrase;
}

TEST(When, words_that_only_look_like_dates_are_left) {
  for (const char* phrase : {"may flee", "march to the river", "أب وابنه", "2018 مدنياً", "مارس الضغط"}) EXPECT_EQ(resolve(phrase, "2019-01-01"), "0 dates") << phrase;
}

}  // namespace
}  // namespace nuzuh::text
