#pragma once

#include "nuzuh/core/date.hpp"
#include "nuzuh/scenario/scenario.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::ensemble {

/// Compiles a scenario, as known on `cutoff`, into the world that the engine runs from scenario.start to `until`. Events fix the days up
/// to the cut-off; later days are drawn. `policy` may be null (the baseline).
world::World compile(const scenario::Scenario& scenario, core::Date cutoff, core::Date until, const scenario::Policy* policy = nullptr);

/// A world that holds only the places where fighters may go (sites with a pull), in the order of the case.
world::World destinations_of(const scenario::Scenario& scenario);

}  // namespace nuzuh::ensemble
