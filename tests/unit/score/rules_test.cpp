#include "nuzuh/score/rules.hpp"

#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

namespace nuzuh::score {
namespace {

TEST(Crps, of_one_member_is_the_absolute_error) { EXPECT_DOUBLE_EQ(crps(std::vector{3.0}, 5.0), 2.0); }

TEST(Crps, of_two_members_by_hand) {
  // E|X - y| = (1 + 3) / 2 = 2; E|X - X'| / 2 = (0 + 2 + 2 + 0) / 4 / 2 = 0.5.
  EXPECT_DOUBLE_EQ(crps(std::vector{4.0, 6.0}, 3.0), 1.5);
}

TEST(Crps, of_a_normal_sample_meets_the_closed_form) {
  // CRPS of N(0,1) at y: y (2 Phi(y) - 1) + 2 phi(y) - 1/sqrt(pi). Members at the exact quantiles of 2,000 midpoints.
  std::vector<double> x;
  for (int i = 0; i < 2000; ++i) {
    double low = -10, high = 10;
    const double u = (i + 0.5) / 2000;
    for (int k = 0; k < 80; ++k) {
      const double mid = (low + high) / 2;
      (0.5 * std::erfc(-mid / std::numbers::sqrt2) < u ? low : high) = mid;
    }
    x.push_back(low);
  }
  for (const double y : {-1.5, 0.0, 0.7}) {
    const double phi = std::exp(-y * y / 2) / std::sqrt(2 * std::numbers::pi), Phi = 0.5 * std::erfc(-y / std::numbers::sqrt2);
    EXPECT_NEAR(crps(x, y), y * (2 * Phi - 1) + 2 * phi - 1 / std::sqrt(std::numbers::pi), 1e-3);
  }
}

TEST(Wis, by_hand) {
  // Levels .1 .5 .9, quantiles 2 5 9, y = 10: (5/2 + 0.1 * (7 + 10 * 1)) / 1.5.
  const std::vector levels{0.1, 0.5, 0.9}, q{2.0, 5.0, 9.0};
  EXPECT_DOUBLE_EQ(wis(levels, q, 10), (2.5 + 0.1 * 17) / 1.5);
  EXPECT_TRUE(covered(levels, q, 0.8, 9));
  EXPECT_FALSE(covered(levels, q, 0.8, 9.01));
}

TEST(Pit, counts_ties_half) { EXPECT_DOUBLE_EQ(pit(std::vector{1.0, 2.0, 2.0, 3.0}, 2.0), 0.5); }

TEST(SortedQuantile, is_linear_between_order_statistics) {
  const std::vector x{0.0, 10.0, 20.0};
  EXPECT_DOUBLE_EQ(sorted_quantile(x, 0.25), 5);
  EXPECT_DOUBLE_EQ(sorted_quantile(x, 1), 20);
}

}  // namespace
}  // namespace nuzuh::score
