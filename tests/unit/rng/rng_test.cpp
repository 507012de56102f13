#include <cmath>
#include <utility>
#include <vector>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <gtest/gtest.h>

#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::rng {
namespace {

// Discrete quantiles of Boost round outwards by default; ours is "least k with P(X <= k) >= u", so that policy is set.
using RoundUp = boost::math::policies::policy<
    boost::math::policies::discrete_quantile<boost::math::policies::integer_round_up>>;

/// p-value of a chi-square test of counts drawn by `draw(u)` against `probability(k)`, cells pooled to at least 20 expected draws.
template <class Draw, class Probability>
double chi_square_p(int draws, std::int64_t low, std::int64_t high, Draw draw, Probability probability) {
  std::vector<double> seen(static_cast<std::size_t>(high - low + 2), 0);
  Stream stream(20181207, 3, entity("test"), 1, Purpose::test);
  for (int i = 0; i < draws; ++i) {
    const std::int64_t k = draw(stream.uniform());
    ++seen[static_cast<std::size_t>(k < low || k > high ? high - low + 1 : k - low)];
  }
  double statistic = 0, inside = 0, expected_pool = 0, seen_pool = 0;
  int cells = 0;
  const auto close = [&] {
    statistic += (seen_pool - expected_pool) * (seen_pool - expected_pool) / expected_pool;
    expected_pool = seen_pool = 0;
    ++cells;
  };
  for (std::int64_t k = low; k <= high; ++k) {
    const double p = probability(k);
    inside += p;
    expected_pool += p * draws;
    seen_pool += seen[static_cast<std::size_t>(k - low)];
    if (expected_pool >= 20) close();
  }
  expected_pool += (1 - inside) * draws;
  seen_pool += seen.back();
  if (expected_pool > 5) close();
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared(cells - 1), statistic));
}

// Each p-value test fails by chance once in 10,000 seeds; the seed is fixed, so a pass stays a pass.
constexpr double k_false_alarm = 1e-4;

TEST(Stream, same_meaning_same_number_and_other_meaning_other_number) {
  Stream a(1, 2, 3, 4, Purpose::advance), b(1, 2, 3, 4, Purpose::advance), c(1, 2, 3, 5, Purpose::advance);
  const double first = a.uniform();
  EXPECT_EQ(first, b.uniform());
  EXPECT_NE(first, c.uniform());
  EXPECT_NE(first, a.uniform());
}

TEST(Stream, pinned_values) {
  // Written down on the day the stream was made: a change here changes every published forecast.
  Stream s(42, 7, entity("Hajin"), 100, Purpose::flight_residents);
  EXPECT_EQ(entity("Hajin"), 2481462712u);
  EXPECT_EQ(s.uniform(), 0.068720108587804751);
  EXPECT_EQ(s.uniform(), 0.86231509202784895);
  EXPECT_EQ(s.uniform(), 0.63859620693077923);
}

TEST(Stream, uniforms_are_uniform) {
  std::vector<int> bins(100);
  Stream s(9, 0, 0, 0, Purpose::test);
  const int n = 200000;
  for (int i = 0; i < n; ++i) ++bins[static_cast<std::size_t>(s.uniform() * 100)];
  double chi = 0;
  for (const int b : bins) chi += (b - n / 100.0) * (b - n / 100.0) / (n / 100.0);
  EXPECT_GT(boost::math::cdf(boost::math::complement(boost::math::chi_squared(99), chi)), k_false_alarm);
}

TEST(Normal, agrees_with_boost_to_twelve_digits) {
  for (double u : {1e-12, 1e-6, 0.01, 0.3, 0.5, 0.77, 0.999, 1 - 1e-10}) {
    const double exact = boost::math::quantile(boost::math::normal(), u);
    EXPECT_NEAR(normal_quantile(u), exact, 1e-12 * std::max(1.0, std::abs(exact))) << u;
  }
}

TEST(Binomial, chi_square_against_exact_probabilities) {
  for (const auto& [n, p] : {std::pair{7, 0.3}, {200, 0.01}, {1000, 0.039}, {1000, 0.3}, {50000, 0.004}, {300, 0.93}}) {
    const boost::math::binomial exact(n, p);
    const double sd = std::sqrt(n * p * (1 - p));
    const auto low = static_cast<std::int64_t>(std::max(0.0, n * p - 5 * sd)), high = static_cast<std::int64_t>(std::min<double>(n, n * p + 5 * sd));
    const double value = chi_square_p(200000, low, high, [n = n, p = p](double u) { return binomial_quantile(u, n, p); },
                                      [&](std::int64_t k) { return boost::math::pdf(exact, static_cast<double>(k)); });
    EXPECT_GT(value, k_false_alarm) << "n=" << n << " p=" << p;
  }
}

TEST(Binomial, within_one_of_boost_in_the_tails_and_exact_where_it_walks) {
  for (const auto& [n, p] : {std::pair{1000, 0.3}, {100000, 0.2}, {1000000, 0.5}, {5000, 0.01}}) {
    const boost::math::binomial_distribution<double, RoundUp> exact(n, p);
    for (double u : {1e-6, 1e-3, 0.1, 0.5, 0.9, 0.999, 1 - 1e-6}) {
      EXPECT_NEAR(static_cast<double>(binomial_quantile(u, n, p)), boost::math::quantile(exact, u), 1.0) << n << ' ' << p << ' ' << u;
    }
  }
  const boost::math::binomial_distribution<double, RoundUp> small(50, 0.2);
  for (double u = 0.013; u < 1; u += 0.017) EXPECT_EQ(static_cast<double>(binomial_quantile(u, 50, 0.2)), boost::math::quantile(small, u)) << u;
}

TEST(Binomial, extremes) {
  EXPECT_EQ(binomial_quantile(0.5, 0, 0.5), 0);
  EXPECT_EQ(binomial_quantile(0.5, 10, 0), 0);
  EXPECT_EQ(binomial_quantile(0.5, 10, 1), 10);
  EXPECT_LE(binomial_quantile(1 - 1e-15, 10, 0.5), 10);
  EXPECT_NEAR(static_cast<double>(binomial_quantile(0.5, 1000000000, 0.3)), 3e8, 1);
}

TEST(Poisson, chi_square_against_exact_probabilities) {
  for (const double mean : {0.2, 5.0, 39.0, 41.0, 500.0}) {
    const boost::math::poisson exact(mean);
    const auto low = static_cast<std::int64_t>(std::max(0.0, mean - 6 * std::sqrt(mean))), high = static_cast<std::int64_t>(mean + 6 * std::sqrt(mean) + 5);
    EXPECT_GT(chi_square_p(200000, low, high, [&](double u) { return poisson_quantile(u, mean); },
                           [&](std::int64_t k) { return boost::math::pdf(exact, static_cast<double>(k)); }), k_false_alarm) << mean;
  }
}

TEST(NegativeBinomial, chi_square_mean_and_variance) {
  for (const auto& [mean, k] : {std::pair{4.0, 0.6}, {20.0, 0.3}, {0.5, 2.0}, {100.0, 5.0}}) {
    const boost::math::negative_binomial exact(k, k / (k + mean));
    const auto high = static_cast<std::int64_t>(mean + 12 * std::sqrt(mean + mean * mean / k));
    EXPECT_GT(chi_square_p(200000, 0, high, [m = mean, d = k](double u) { return negative_binomial_quantile(u, m, d); },
                           [&](std::int64_t x) { return boost::math::pdf(exact, static_cast<double>(x)); }), k_false_alarm) << mean << ' ' << k;
  }
}

TEST(Quantiles, agree_with_boost_in_long_double) {
  // The library works in double for speed; 1e-7 relative is far below what a draw needs, and every argument a case can give must be answered.
  for (const double u : {1e-12, 1e-9, 1e-4, 0.02, 0.3, 0.5, 0.8, 0.999, 1 - 1e-6, 1 - 1e-12}) {
    const auto v = static_cast<long double>(u);
    for (const double shape : {0.05, 0.1, 0.65, 1.0, 1.2, 3.0, 20.0, 100.0, 1e6}) {
      const auto exact = static_cast<double>(boost::math::gamma_p_inv(static_cast<long double>(shape), v)) / shape;
      EXPECT_NEAR(unit_gamma_quantile(u, shape), exact, 1e-7 * exact + 1e-290) << shape << ' ' << u;
    }
    for (const auto& [a, b] : {std::pair{0.6, 1.8}, {2.0, 3.0}, {0.3, 0.4}, {30.0, 4.0}, {1.0, 1.0}, {200.0, 900.0}}) {
      const auto exact = static_cast<double>(boost::math::quantile(boost::math::beta_distribution<long double>(a, b), v));
      EXPECT_NEAR(beta_quantile(u, a, b), exact, 1e-7 * exact) << a << ' ' << b << ' ' << u;
    }
    const auto exact = static_cast<double>(boost::math::quantile(boost::math::students_t_distribution<long double>(4), v));
    EXPECT_NEAR(student_quantile(u, 4), exact, 1e-7 * std::abs(exact) + 1e-12) << u;
  }
}

TEST(UnitGamma, table_agrees_with_the_exact_quantile) {
  for (const double shape : {0.7, 1.2, 3.0}) {
    const UnitGammaTable table(shape);
    for (double u : {1e-7, 1e-3, 0.1, 0.5, 0.9, 0.999, 1 - 1e-7}) {
      const double exact = unit_gamma_quantile(u, shape);
      EXPECT_NEAR(table(u), exact, 2e-4 * exact + 1e-12) << shape << ' ' << u;
    }
  }
}

TEST(Quantiles, are_monotone_in_u) {
  std::int64_t b = 0, x = 0;
  for (double u = 0.001; u < 1; u += 0.001) {
    EXPECT_GE(binomial_quantile(u, 1000, 0.3), b);
    EXPECT_GE(negative_binomial_quantile(u, 10, 0.6), x);
    b = binomial_quantile(u, 1000, 0.3);
    x = negative_binomial_quantile(u, 10, 0.6);
  }
}

}  // namespace
}  // namespace nuzuh::rng
