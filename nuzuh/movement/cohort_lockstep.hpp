#pragma once
#include "nuzuh/movement/cohort.hpp"
#include "nuzuh/movement/program.hpp"

namespace nuzuh::movement {

/// Members first .. first + count - 1 of `out` (count at most 8), side by side.
void run_lockstep(const Plan& plan, const Program& program, const Parameters& parameters, const CohortOptions& options, std::uint32_t first,
                  std::uint32_t count, Trajectories& out);

}  // namespace nuzuh::movement
