#pragma once
#include <memory>

#include "nuzuh/movement/cohort.hpp"

namespace nuzuh::movement {

/// One member on the active states only.
void run_frontier(const Plan& plan, const Layout& layout, const Parameters& parameters, const CohortOptions& options, std::uint32_t index,
                  Trajectories& out);

}  // namespace nuzuh::movement
