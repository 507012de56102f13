#pragma once
// The two generators of Flee: Python's `random` and NumPy's legacy `numpy.random`. Both are the Mersenne Twister MT19937 (Matsumoto &
// Nishimura, ACM TOMACS 8(1), 1998) with 53-bit doubles; they differ in how a seed fills the state and in what is drawn from it.
// They exist so that the reference engine can be held against Flee number by number; nothing else in nuzuh draws from them.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace nuzuh::movement {

class MersenneTwister {
 public:
  /// Seeds by Knuth's recurrence, as numpy.random.seed(n) does for n < 2^32.
  void seed_by_number(std::uint32_t seed);
  /// Seeds by an array of words, as Python's random.seed(n) does with the 32-bit words of n, lowest first.
  void seed_by_array(std::span<const std::uint32_t> key);

  std::uint32_t next();
  /// Uniform in [0, 1) with 53 bits: two words, 27 and 26 bits of them.
  double uniform() {
    const std::uint32_t a = next() >> 5, b = next() >> 6;
    return (static_cast<double>(a) * 67108864.0 + static_cast<double>(b)) * (1.0 / 9007199254740992.0);
  }

 private:
  void refill();
  std::array<std::uint32_t, 624> state_{};
  std::size_t at_ = 624;
};

/// Python's `random` module.
class PythonRandom {
 public:
  explicit PythonRandom(std::uint64_t seed);
  double uniform() { return twister_.uniform(); }
  /// random.choices(..., weights)[0]: the index whose cumulative weight is the first above uniform * total. `weights` is not empty.
  std::size_t choose(std::span<const double> weights);

 private:
  MersenneTwister twister_;
};

/// numpy.random (the legacy global state).
class NumpyRandom {
 public:
  explicit NumpyRandom(std::uint64_t seed);
  double uniform() { return twister_.uniform(); }
  /// numpy.random.poisson(mean): multiplication below 10, transformed rejection (Hörmann 1993) above.
  std::int64_t poisson(double mean);
  /// numpy.random.randint(0, n), n >= 1: masked rejection; n = 1 draws nothing.
  std::uint32_t below(std::uint32_t n);

 private:
  MersenneTwister twister_;
};

/// numpy.random.choice(n, p=weights/sum): the normalised cumulative sums once, then one uniform a draw.
class NumpyChoice {
 public:
  /// `weights` are divided by their sequential sum first; at least one is above 0.
  explicit NumpyChoice(std::span<const double> weights);
  [[nodiscard]] std::size_t operator()(NumpyRandom& random) const;

 private:
  std::vector<double> cumulative_;
};

}  // namespace nuzuh::movement
