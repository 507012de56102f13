#pragma once

#include "nuzuh/core/date.hpp"
#include "nuzuh/scenario/scenario.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::ensemble {

/// Pulls the levers of a what-if in a compiled world, each from its date on. The random numbers stay the same by meaning, so runs with
/// and without it are paired. Values have been checked against scenario/levers when the case was read.
void apply_policy(const scenario::Policy& policy, core::Date start, world::World& world);

}  // namespace nuzuh::ensemble
