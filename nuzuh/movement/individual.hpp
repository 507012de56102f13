#pragma once
// Person by person: everybody is a number in the list of the cell where they are, and every step that somebody takes is drawn for them alone.
// Who rests in a camp and does not leave today is not touched; where a camp may fill today, people are followed in Flee's list order.

#include <limits>

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/movement/people_kernels.hpp"
#include "nuzuh/movement/plan.hpp"
#include "nuzuh/movement/sampler.hpp"
#include "nuzuh/movement/trajectories.hpp"

namespace nuzuh::movement {

struct IndividualOptions {
  std::uint64_t seed = 1;
  std::uint32_t members = 1, first_member = 0;
  unsigned threads = 1;    ///< where they are more than the members, several work on each member of a large network; results do not depend on it
  Isa isa = best_isa();    ///< results do not depend on it
  bool reported_only = false;
  int guess_before = std::numeric_limits<int>::max();  ///< from this day on all for whom the order of the list might matter are followed in it: slower, and that day's numbers are the same
  core::Progress* progress = nullptr;
};

/// Runs the members. Same law as the reference engine; other random numbers.
Trajectories run_individuals(const Plan& plan, const Parameters& parameters, const IndividualOptions& options);

PeopleKernels people_kernels(Isa isa);

}  // namespace nuzuh::movement
