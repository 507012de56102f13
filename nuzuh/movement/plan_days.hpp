#pragma once
// The calendar of a plan: what every place and link is on every day, from the tables of the crisis.

#include "nuzuh/movement/plan.hpp"

namespace nuzuh::movement {

/// Fills at_start, changes, spawn_changes and the schedule of arrivals.
void compile_days(const flee::Crisis& crisis, Plan& plan);

/// How people set out in a crisis.
SpawnKind spawn_kind(const flee::Crisis& crisis);

/// Whether chances or scores follow a population that falls as chance has it.
bool population_counts(const flee::Crisis& crisis);

}  // namespace nuzuh::movement
