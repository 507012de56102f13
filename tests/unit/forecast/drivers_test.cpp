#include "nuzuh/forecast/drivers.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::forecast {
namespace {

std::vector<double> normals(const char* name, int n) {
  rng::Stream stream(11, 0, rng::entity(name), 0, rng::Purpose::test);
  std::vector<double> out;
  for (int i = 0; i < n; ++i) out.push_back(rng::normal_quantile(stream.uniform()));
  return out;
}

TEST(Drivers, shares_of_a_linear_outcome_are_those_of_its_variances) {
  // y = 3 a + b + noise: shares 9/11 and 1/11 but for the width of a bin (32 bins lose under 1% of a). Tolerance: four standard errors of a
  // squared correlation, 2 r (1 - r^2) / sqrt(n) = 0.0023 and 0.0039, a false alarm in 16,000 seeds; the share of nothing has sd
  // sqrt(2 * 31) / n = 0.0004. The seed is fixed.
  const int n = 20000;
  const auto a = normals("a", n), b = normals("b", n), noise = normals("noise", n), idle = normals("idle", n);
  std::vector<double> y;
  for (std::size_t i = 0; i < a.size(); ++i) y.push_back(3 * a[i] + b[i] + noise[i]);
  const auto of_a = explained(a, y), of_b = explained(b, y), of_idle = explained(idle, y);
  EXPECT_NEAR(of_a.share, 9.0 / 11, 4 * 0.0023 + 0.01);
  EXPECT_NEAR(of_b.share, 1.0 / 11, 4 * 0.0039);
  EXPECT_NEAR(of_idle.share, 0, 4 * 0.0004);
  EXPECT_GT(of_a.error, 0);
  EXPECT_LT(of_a.error, 0.02);
}

TEST(Drivers, a_constant_explains_nothing_and_a_tie_is_not_split) {
  const auto y = normals("y", 1000);
  EXPECT_EQ(explained(std::vector<double>(1000, 2.0), y).share, 0);
  EXPECT_EQ(explained(y, std::vector<double>(1000, 2.0)).share, 0);
  // A switch that decides the outcome wholly explains all of it.
  std::vector<double> on, outcome;
  for (int i = 0; i < 1000; ++i) {
    on.push_back(i % 2);
    outcome.push_back(5.0 * (i % 2));
  }
  EXPECT_DOUBLE_EQ(explained(on, outcome).share, 1);
}

}  // namespace
}  // namespace nuzuh::forecast
