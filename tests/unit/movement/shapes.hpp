#pragma once
// Cohorts have two shapes; both give the same numbers.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <gtest/gtest.h>

#include "nuzuh/movement/cohort.hpp"

namespace nuzuh::movement {

/// Runs the members in both shapes and expects the same of both; what came of it.
inline Trajectories run_in_both_shapes(const Plan& plan, std::uint32_t members) {
  CohortOptions options;
  options.members = members;
  options.shape = CohortShape::lockstep;
  auto lockstep = run_cohorts(plan, parameters_of(plan), options);
  options.shape = CohortShape::frontier;
  EXPECT_EQ(run_cohorts(plan, parameters_of(plan), options).people, lockstep.people);
  return lockstep;
}

/// Whether a run of one member is that member of another run.
inline bool is_member(const Trajectories& alone, const Trajectories& all, std::uint32_t member) {
  return std::equal(alone.people.begin(), alone.people.end(), all.people.begin() + static_cast<std::ptrdiff_t>(member * all.days * all.columns));
}

}  // namespace nuzuh::movement
