#pragma once
// Person by person, in the order in which they came (Flee's agent list): a column of cells, one number a person; a vector filter finds who
// leaves, and those few are followed one after the other, so that everyone sees the camps as the persons before them left them.

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/movement/plan.hpp"
#include "nuzuh/movement/sampler.hpp"
#include "nuzuh/movement/trajectories.hpp"

namespace nuzuh::movement {

struct IndividualOptions {
  std::uint64_t seed = 1;
  std::uint32_t members = 1, first_member = 0;
  unsigned threads = 1;
  Isa isa = best_isa();    ///< results do not depend on it
  bool reported_only = false;
  core::Progress* progress = nullptr;
};

/// Runs the members. Same law as the reference engine; other random numbers.
Trajectories run_individuals(const Plan& plan, const Parameters& parameters, const IndividualOptions& options);

/// Who of `count` people leaves: writes to `leavers` (room for count + 32) the numbers i with word(i) < threshold[cell[i]], where word(i) is
/// word (i % 32) / 8 of the Philox block with counter (member, 8 (i / 32) + i % 8, when_why, 0). A threshold is a chance times 2^32, kept in
/// 64 bits so that 1 is certain. `count` is rounded up to a multiple of 32 for the cells, which must exist; returns the number written.
using Filter = std::size_t (*)(const std::uint32_t* cell, std::size_t count, const std::uint64_t* threshold, std::uint32_t member,
                               std::uint32_t when_why, std::uint64_t seed, std::uint32_t* leavers);
Filter leaver_filter(Isa isa);

/// Four random words for each of `count` people: word w of the i-th, of the Philox block with counter (member, person[i], when_why, 0), goes
/// to out[32 (i / 8) + 8 w + i % 8]. `person` and `out` are read and written up to the next multiple of eight people.
using Words = void (*)(const std::uint32_t* person, std::size_t count, std::uint32_t member, std::uint32_t when_why, std::uint64_t seed,
                       std::uint32_t* out);
Words person_words(Isa isa);

}  // namespace nuzuh::movement
