#pragma once
// Few people at a place part at once: each has a random piece of 16 bits, and who is below a chance goes by comparing the pieces. One
// Philox block serves eight people and all their ways, where a chain of binomials takes a block and a walk for every way.
// Exact: a piece that equals the first 16 bits of a chance is settled by 48 bits more.

#include <cstddef>
#include <cstdint>

#include "nuzuh/movement/sampler.hpp"

namespace nuzuh::movement {

inline constexpr int k_few_people = 64;                ///< people, at most; measured: up to here one go is cheaper than a chain
/// Person i has the first piece from attempt i / 8, and is settled by half of attempt k_few_settles + i / 2.
inline constexpr std::uint32_t k_few_settles = k_few_people / 8;
static_assert(k_few_settles + k_few_people / 2 <= 1u << k_attempt_bits);

/// Counter (member, entity, when_why, index << k_attempt_bits | attempt), key: seed; as of a BinomialBatch.
struct FewKey {
  std::uint32_t member = 0, entity = 0, when_why = 0, index = 0;
  std::uint64_t seed = 0;
};

/// How many of `people` are below each of the rising chances `factor` * chance[0], chance[stride], ...; counts go to below[0], below[stride], ...
/// `words`: the four of attempt 0 where they are known, else null.
void part_few(int people, double factor, const double* chance, std::size_t chances, std::size_t stride, const FewKey& key,
              const std::uint32_t* words, double* below);

/// The first 16 bits of a chance, minus 2^15, four times in a word: what the pieces are compared with. (1 is taken as 0.ffff, and settled.)
std::uint64_t first_pieces(double chance);

/// Shares of all who leave that take a way or one before it, from the shares of those left over by the ways before.
void add_up(const double* conditional, std::size_t ways, double* upto, std::size_t stride);

/// Eight members at one place: chance, first (its first_pieces times `factor`) and below are [chance][lane]. For tests of the vector code.
using PartFewLanes = void (*)(const double* people, double factor, const double* chance, const std::uint64_t* first, std::size_t chances,
                              const std::uint32_t* member, const FewKey& key, double* below);
PartFewLanes part_few_lanes(Isa isa);

}  // namespace nuzuh::movement
