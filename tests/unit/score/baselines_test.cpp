#include "nuzuh/score/baselines.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace nuzuh::score {
namespace {

const std::vector<Count> k_line{{0, 100}, {10, 200}, {40, 500}};  // 10 a day throughout

TEST(Baselines, interpolate_between_reports_and_hold_outside) {
  EXPECT_DOUBLE_EQ(interpolated(k_line, -5), 100);
  EXPECT_DOUBLE_EQ(interpolated(k_line, 25), 350);
  EXPECT_DOUBLE_EQ(interpolated(k_line, 40), 500);
  EXPECT_DOUBLE_EQ(interpolated(k_line, 99), 500);
}

TEST(Baselines, slope_of_a_line_is_its_slope_and_short_series_are_damped) {
  EXPECT_DOUBLE_EQ(recent_slope(k_line, 30), 10);
  EXPECT_DOUBLE_EQ(recent_slope(k_line, 5), 50.0 / 7);  // 50 people in the last 5 days, over at least 7
  EXPECT_DOUBLE_EQ(recent_slope(std::vector<Count>{{3, 7}}, 30), 0);
}

TEST(Baselines, damped_drift_sums_the_geometric_series) {
  double expected = 500;
  for (int k = 1; k <= 20; ++k) expected += 10 * std::pow(0.97, k);
  EXPECT_NEAR(damped_drift(k_line, 60), expected, 1e-9);
  EXPECT_DOUBLE_EQ(damped_drift(std::vector<Count>{{0, 1000}, {30, 10}}, 400), 0);  // people are never fewer than none
}

TEST(Baselines, damped_trend_of_a_constant_is_the_constant) {
  std::vector<Count> flat;
  for (int day = 0; day <= 70; day += 7) flat.push_back({day, 800});
  EXPECT_NEAR(damped_trend(flat, 200), 800, 1e-9);
  EXPECT_DOUBLE_EQ(damped_trend(std::vector<Count>{{0, 10}, {6, 40}}, 60), 40);  // too short: persistence
}

TEST(Baselines, damped_trend_by_hand_over_three_weeks) {
  // Weeks 0, 100, 200, 300: level and trend start 100 and 100; expected 190, level 196, trend 0.2*96 + 0.8*90 = 91.2;
  // expected 278.08, level 291.232, trend 0.2*95.232 + 0.8*82.08 = 84.7104; a week ahead + 0.9 * trend.
  const std::vector<Count> weeks{{0, 0}, {7, 100}, {14, 200}, {21, 300}};
  EXPECT_NEAR(damped_trend(weeks, 28), 291.232 + 0.9 * 84.7104, 1e-9);
}

TEST(Baselines, shares_split_the_total) {
  EXPECT_DOUBLE_EQ(held_share(k_line, 1000, 1500), 750);
  EXPECT_DOUBLE_EQ(held_share(k_line, 0, 1500), 500);
  EXPECT_DOUBLE_EQ(capacity_share(30, 120, 0.8, 1000), 200);
  EXPECT_DOUBLE_EQ(capacity_share(30, 0, 0.8, 1000), 0);
}

}  // namespace
}  // namespace nuzuh::score
