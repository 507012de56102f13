#include "nuzuh/rng/quantiles.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::rng {
namespace {

template <std::size_t N>
double horner(const std::array<double, N>& coefficients, double x) {
  double value = coefficients[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) value = value * x + coefficients[i];
  return value;
}

// Boost works in long double by default, which takes most of a member's time and gives digits that no draw needs.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

// Above this many expected events a sum of terms is replaced by the normal start with its skewness and kurtosis corrections,
// which is within one unit of the exact quantile for |z| < 5 (tests/unit/rng).
constexpr double k_walk_limit = 40;

/// Cornish-Fisher expansion to the second order around a normal start, rounded to the lattice.
std::int64_t cornish_fisher(double u, double mean, double sd, double skewness, double excess_kurtosis) {
  const double z = normal_quantile(u);
  const double w = z + (z * z - 1) * skewness / 6 + (z * z * z - 3 * z) * excess_kurtosis / 24 -
                   (2 * z * z * z - 5 * z) * skewness * skewness / 36;
  return static_cast<std::int64_t>(std::floor(mean + sd * w + 0.5));
}

/// Walks the cumulative sum of a distribution on 0, 1, 2, ... with P(0) = first and P(k+1) = P(k) * ratio(k).
template <class Ratio>
std::int64_t walk_up(double u, double first, std::int64_t last, Ratio ratio) {
  double term = first, sum = first;
  std::int64_t k = 0;
  while (sum < u && k < last) {
    term *= ratio(k);
    ++k;
    const double next = sum + term;
    if (next == sum && term < 1e-18) break;  // the tail no longer moves the sum
    sum = next;
  }
  return k;
}

/// Quantile for p <= 1/2.
std::int64_t binomial_lower_half(double u, std::int64_t n, double p) {
  const double size = static_cast<double>(n), mean = size * p, q = 1 - p;
  if (mean < k_walk_limit) {
    const double odds = p / q;
    return walk_up(u, std::exp(size * std::log1p(-p)), n,
                   [&](std::int64_t k) { return odds * static_cast<double>(n - k) / static_cast<double>(k + 1); });
  }
  const double variance = mean * q, sd = std::sqrt(variance);
  return std::clamp<std::int64_t>(cornish_fisher(u, mean, sd, (q - p) / sd, (1 - 6 * p * q) / variance), 0, n);
}

}  // namespace

double normal_quantile(double u) {
  NUZUH_EXPECT(u > 0 && u < 1);
  static constexpr std::array<double, 8> a = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                              1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                              3.3430575583588128105e+4, 2.5090809287301226727e+3};
  static constexpr std::array<double, 8> b = {1.0,
                                              4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
                                              2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
                                              5.2264952788528545610e+3};
  static constexpr std::array<double, 8> c = {1.42343711074968357734e0,  4.63033784615654529590e0,  5.76949722146069140550e0,
                                              3.64784832476320460504e0,  1.27045825245236838258e0,  2.41780725177450611770e-1,
                                              2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr std::array<double, 8> d = {1.0,
                                              2.05319162663775882187e0,  1.67638483018380384940e0, 6.89767334985100004550e-1,
                                              1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
                                              1.05075007164441684324e-9};
  static constexpr std::array<double, 8> e = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                              2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                              2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr std::array<double, 8> f = {1.0,
                                              5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
                                              7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
                                              2.04426310338993978564e-15};
  const double q = u - 0.5;
  if (std::abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * horner(a, r) / horner(b, r);
  }
  double r = std::sqrt(-std::log(q < 0 ? u : 1 - u));
  const double tail = r <= 5 ? (r -= 1.6, horner(c, r) / horner(d, r)) : (r -= 5, horner(e, r) / horner(f, r));
  return q < 0 ? -tail : tail;
}

double lognormal_quantile(double u, double median, double log_sd) {
  NUZUH_EXPECT(median > 0 && log_sd >= 0);
  return median * std::exp(log_sd * normal_quantile(u));
}

double student_quantile(double u, double dof) { return boost::math::quantile(boost::math::students_t_distribution<double, InDouble>(dof), u); }

double unit_gamma_quantile(double u, double shape) {
  NUZUH_EXPECT(shape > 0);
  return boost::math::gamma_p_inv(shape, u, InDouble()) / shape;
}

double beta_quantile(double u, double a, double b) { return boost::math::quantile(boost::math::beta_distribution<double, InDouble>(a, b), u); }

std::int64_t binomial_quantile(double u, std::int64_t n, double p) {
  NUZUH_EXPECT(n >= 0 && p >= 0 && p <= 1);
  if (n == 0 || p == 0) return 0;
  if (p == 1) return n;
  // The mirrored half uses the complement of u; at a tie of the discrete steps that is the next count, which has probability zero.
  return p <= 0.5 ? binomial_lower_half(u, n, p) : n - binomial_lower_half(1 - u, n, 1 - p);
}

std::int64_t poisson_quantile(double u, double mean) {
  NUZUH_EXPECT(mean >= 0);
  if (mean == 0) return 0;
  if (mean < k_walk_limit) {
    return walk_up(u, std::exp(-mean), INT64_MAX, [&](std::int64_t k) { return mean / static_cast<double>(k + 1); });
  }
  const double sd = std::sqrt(mean);
  return std::max<std::int64_t>(0, cornish_fisher(u, mean, sd, 1 / sd, 1 / mean));
}

std::int64_t negative_binomial_quantile(double u, double mean, double dispersion) {
  NUZUH_EXPECT(mean >= 0 && dispersion > 0);
  if (mean == 0) return 0;
  if (mean > 2000) return static_cast<std::int64_t>(std::floor(mean * unit_gamma_quantile(u, dispersion) + 0.5));
  const double share = mean / (mean + dispersion);
  return walk_up(u, std::exp(dispersion * std::log1p(-share)), INT64_MAX, [&](std::int64_t k) {
    return share * (static_cast<double>(k) + dispersion) / static_cast<double>(k + 1);
  });
}

namespace {
constexpr int k_nodes = 4096;
constexpr double k_score_range = 6.2;  // normal scores from -6.2 to 6.2: u from 2.8e-10
}  // namespace

UnitGammaTable::UnitGammaTable(double shape) : nodes_(k_nodes) {
  for (int i = 0; i < k_nodes; ++i) {
    const double z = -k_score_range + 2 * k_score_range * i / (k_nodes - 1);
    const double tail = 0.5 * std::erfc(std::abs(z) / std::sqrt(2.0));
    nodes_[static_cast<std::size_t>(i)] =
        (z < 0 ? boost::math::gamma_p_inv(shape, tail, InDouble()) : boost::math::gamma_q_inv(shape, tail, InDouble())) / shape;
  }
}

double UnitGammaTable::operator()(double u) const {
  const double z = std::clamp(normal_quantile(u), -k_score_range, k_score_range);
  const double position = (z + k_score_range) / (2 * k_score_range) * (k_nodes - 1);
  const auto i = std::min<std::size_t>(static_cast<std::size_t>(position), k_nodes - 2);
  const double share = position - static_cast<double>(i);
  return nodes_[i] + share * (nodes_[i + 1] - nodes_[i]);
}

}  // namespace nuzuh::rng
