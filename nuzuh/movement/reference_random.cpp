#include "nuzuh/movement/reference_random.hpp"

#include <algorithm>
#include <cmath>

namespace nuzuh::movement {
namespace {

constexpr std::size_t k_n = 624, k_m = 397;

// log Gamma as numpy's distributions compute it (Zhang & Jin, Computation of Special Functions, 1996): its last bits decide acceptance.
double log_gamma(double x) {
  static constexpr std::array<double, 10> a = {8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04, 8.417508417508418e-04,
                                               -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02, 1.796443723688307e-01, -1.39243221690590e+00};
  if (x == 1.0 || x == 2.0) return 0.0;
  const std::int64_t n = x < 7.0 ? static_cast<std::int64_t>(7 - x) : 0;
  double x0 = x + static_cast<double>(n);
  const double x2 = (1.0 / x0) * (1.0 / x0);
  const double log_two_pi = 1.8378770664093453e+00;
  double sum = a[9];
  for (int k = 8; k >= 0; --k) {
    sum *= x2;
    sum += a[static_cast<std::size_t>(k)];
  }
  double result = sum / x0 + 0.5 * log_two_pi + (x0 - 0.5) * std::log(x0) - x0;
  if (x < 7.0) {
    for (std::int64_t k = 1; k <= n; ++k) {
      result -= std::log(x0 - 1.0);
      x0 -= 1.0;
    }
  }
  return result;
}

}  // namespace

void MersenneTwister::seed_by_number(std::uint32_t seed) {
  state_[0] = seed;
  for (std::uint32_t i = 1; i < k_n; ++i) state_[i] = 1812433253u * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
  at_ = k_n;
}

void MersenneTwister::seed_by_array(std::span<const std::uint32_t> key) {
  seed_by_number(19650218u);
  std::size_t i = 1, j = 0;
  for (std::size_t k = std::max(k_n, key.size()); k > 0; --k) {
    state_[i] = (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1664525u)) + key[j] + static_cast<std::uint32_t>(j);
    if (++i >= k_n) {
      state_[0] = state_[k_n - 1];
      i = 1;
    }
    if (++j >= key.size()) j = 0;
  }
  for (std::size_t k = k_n - 1; k > 0; --k) {
    state_[i] = (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1566083941u)) - static_cast<std::uint32_t>(i);
    if (++i >= k_n) {
      state_[0] = state_[k_n - 1];
      i = 1;
    }
  }
  state_[0] = 0x80000000u;
  at_ = k_n;
}

void MersenneTwister::refill() {
  auto twist = [](std::uint32_t u, std::uint32_t v) { return (((u & 0x80000000u) | (v & 0x7fffffffu)) >> 1) ^ ((v & 1u) ? 0x9908b0dfu : 0u); };
  for (std::size_t k = 0; k < k_n - k_m; ++k) state_[k] = state_[k + k_m] ^ twist(state_[k], state_[k + 1]);
  for (std::size_t k = k_n - k_m; k < k_n - 1; ++k) state_[k] = state_[k + k_m - k_n] ^ twist(state_[k], state_[k + 1]);
  state_[k_n - 1] = state_[k_m - 1] ^ twist(state_[k_n - 1], state_[0]);
  at_ = 0;
}

std::uint32_t MersenneTwister::next() {
  if (at_ >= k_n) refill();
  std::uint32_t y = state_[at_++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

PythonRandom::PythonRandom(std::uint64_t seed) {
  const std::array<std::uint32_t, 2> words = {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
  twister_.seed_by_array({words.data(), words[1] ? std::size_t{2} : std::size_t{1}});
}

std::size_t PythonRandom::choose(std::span<const double> weights) {
  double total = 0;
  for (const double w : weights) total += w;
  const double x = uniform() * total;
  double sum = 0;
  for (std::size_t k = 0; k + 1 < weights.size(); ++k) {
    sum += weights[k];
    if (x < sum) return k;
  }
  return weights.size() - 1;
}

NumpyRandom::NumpyRandom(std::uint64_t seed) {
  if (seed < (std::uint64_t{1} << 32)) {
    twister_.seed_by_number(static_cast<std::uint32_t>(seed));
  } else {  // numpy takes no such seed; the array seeding keeps members with large seeds apart
    const std::array<std::uint32_t, 2> words = {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
    twister_.seed_by_array(words);
  }
}

std::int64_t NumpyRandom::poisson(double mean) {
  if (mean == 0) return 0;
  if (mean < 10) {
    const double limit = std::exp(-mean);
    std::int64_t x = 0;
    double product = 1.0;
    for (;;) {
      product *= uniform();
      if (!(product > limit)) return x;
      ++x;
    }
  }
  const double slam = std::sqrt(mean), loglam = std::log(mean);
  const double b = 0.931 + 2.53 * slam, a = -0.059 + 0.02483 * b;
  const double invalpha = 1.1239 + 1.1328 / (b - 3.4), vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = uniform() - 0.5, v = uniform();
    const double us = 0.5 - std::fabs(u);
    const auto k = static_cast<std::int64_t>(std::floor((2 * a / us + b) * u + mean + 0.43));
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (std::log(v) + std::log(invalpha) - std::log(a / (us * us) + b) <= -mean + static_cast<double>(k) * loglam - log_gamma(static_cast<double>(k) + 1)) return k;
  }
}

std::uint32_t NumpyRandom::below(std::uint32_t n) {
  const std::uint32_t range = n - 1;
  if (range == 0) return 0;
  std::uint32_t mask = range;
  for (const unsigned shift : {1u, 2u, 4u, 8u, 16u}) mask |= mask >> shift;
  for (;;) {
    const std::uint32_t value = twister_.next() & mask;
    if (value <= range) return value;
  }
}

NumpyChoice::NumpyChoice(std::span<const double> weights) {
  double total = 0;
  for (const double w : weights) total += w;
  double sum = 0;
  cumulative_.reserve(weights.size());
  for (const double w : weights) cumulative_.push_back(sum += w / total);
  for (double& x : cumulative_) x /= sum;
}

std::size_t NumpyChoice::operator()(NumpyRandom& random) const {
  const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end(), random.uniform());
  return std::min(static_cast<std::size_t>(found - cumulative_.begin()), cumulative_.size() - 1);
}

}  // namespace nuzuh::movement
