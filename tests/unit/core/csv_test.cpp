#include "nuzuh/core/csv.hpp"

#include <gtest/gtest.h>

namespace nuzuh::core {
namespace {

TEST(Csv, keeps_line_and_column_of_every_cell) {
  const auto rows = parse_csv("a,\"b\nc\"\nد,e\n", "t.csv");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0][1].text, "b\nc");
  EXPECT_EQ((*rows)[1][1].line, 3);
  EXPECT_EQ((*rows)[1][1].column, 3);
}

TEST(Csv, an_unclosed_quote_is_an_error_where_it_opens) {
  const auto rows = parse_csv("a,b\n1,\"cut off", "t.csv");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error()[0].where.line, 2);
  EXPECT_EQ(rows.error()[0].where.column, 3);
}

TEST(Table, names_the_nearest_of_an_unknown_column) {
  const auto table = Table::parse("key,unti\nx,km\n", "t.csv", {{"key"}, {"unit"}});
  ASSERT_FALSE(table);
  EXPECT_EQ(to_string(table.error()[0]), "t.csv:1:5: unknown column \"unti\" (did you mean \"unit\"?)");
}

TEST(Table, refuses_a_column_that_stands_twice) {
  EXPECT_FALSE(Table::parse("key,key\nx,y\n", "t.csv", {{"key"}}));
}

TEST(Table, refuses_a_row_that_is_cut_off) {
  const auto table = Table::parse("a,b\n1\n", "t.csv", {{"a"}, {"b"}});
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error()[0].where.line, 2);
}

TEST(Number, takes_whole_finite_numbers_only) {
  EXPECT_DOUBLE_EQ(*number_of({"1.5e3", 1, 1}, "f"), 1500);
  for (const char* bad : {"", "12a", "nan", "inf", "1,2", " 3", "٣"}) EXPECT_FALSE(number_of({bad, 1, 1}, "f")) << bad;
}

TEST(CsvCell, round_trips_and_disarms_formulas) {
  for (const char* text : {"plain", "a,b", "say \"x\"", "two\nlines"}) {
    const auto rows = parse_csv(csv_cell(text) + "\n", "t");
    ASSERT_TRUE(rows);
    EXPECT_EQ((*rows)[0][0].text, text);
  }
  EXPECT_EQ(csv_cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
  EXPECT_EQ(csv_cell("-3.5"), "-3.5");
}

}  // namespace
}  // namespace nuzuh::core
