#pragma once
// Many binomial draws at once. What a draw gives depends on its seed, counter, n and p alone: not on its neighbours, not on the width of
// the machine's vectors, not on the order of evaluation; the same bytes come out of AVX-512, AVX2 and plain code.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nuzuh::movement {

/// The widest vectors to use. Results do not depend on it.
enum class Isa { scalar, avx2, avx512 };
std::string_view to_string(Isa isa);

/// The widest that this machine has and that this program was built with.
Isa best_isa();

/// Low bits of a draw's index that are kept for the attempts of the rejection sampler.
inline constexpr int k_attempt_bits = 6;

/// A batch of binomial draws. The arrays hold `count` elements, rounded up to a multiple of 8, with n = 0 in what is too much.
/// Counter of element i: (member[i], entity[i], when_why, index[i] << k_attempt_bits | attempt), key: seed; Philox4x32-10.
struct BinomialBatch {
  std::size_t count = 0;
  const double* n = nullptr;  ///< whole, 0 .. 2^50
  const double* p = nullptr;  ///< in [0, 1]
  const std::uint32_t* member = nullptr;
  const std::uint32_t* entity = nullptr;
  const std::uint32_t* index = nullptr;  ///< below 2^26
  std::uint32_t when_why = 0;            ///< day << 16 | purpose
  std::uint64_t seed = 0;
  double* out = nullptr;  ///< whole, 0 .. n
};

/// Exact binomials: inversion by an upward walk where n min(p, 1-p) < 10, else the transformed rejection BTRS (Hoermann, The Generation of
/// Binomial Random Variates, J. Statist. Comput. Simul. 46, 1993).
using BinomialSampler = void (*)(const BinomialBatch&);
BinomialSampler binomial_sampler(Isa isa);

/// Eight Philox4x32-10 blocks (for tests against Random123): counter words [4][8] in, words [4][8] out.
using PhiloxLanes = void (*)(const std::uint32_t (*counter)[8], std::uint64_t seed, std::uint32_t (*out)[8]);
PhiloxLanes philox_lanes(Isa isa);

}  // namespace nuzuh::movement
