#pragma once

#include "nuzuh/ensemble/run.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::infer {

/// Sets the members' cumulative series on what has been counted: what is known is not forecast. At the latest report a member takes the
/// reported count times a log-normal counting error; earlier days are scaled to it, later days keep the member's own additions.
/// The ledger of a member (who is where) stays the model's; only the published series move.
void anchor(ensemble::Trajectories& runs, const scenario::Scenario& known, core::Date known_by, std::uint64_t seed);

}  // namespace nuzuh::infer
