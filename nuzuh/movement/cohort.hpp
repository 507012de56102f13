#pragma once
// Counts of people instead of people: everybody who rests at a place, is as far on a link, or reached a place with the same part of the
// day left, shares one law, so counts are split by exact binomials. The law is that of single people; the cost does not grow with
// their number. docs/methods/engines.md has the proof and the measurements.

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/movement/layout.hpp"
#include "nuzuh/movement/plan.hpp"
#include "nuzuh/movement/sampler.hpp"
#include "nuzuh/movement/trajectories.hpp"

namespace nuzuh::movement {

/// How the counts are worked on. Both give the same numbers.
enum class CohortShape {
  automatic,  ///< lockstep where most states are busy, frontier on large networks
  lockstep,   ///< eight members side by side, every state
  frontier,   ///< one member at a time, only states with people in them
};

struct CohortOptions {
  std::uint64_t seed = 1;
  std::uint32_t members = 1, first_member = 0;
  unsigned threads = 1;
  CohortShape shape = CohortShape::automatic;
  Isa isa = best_isa();
  double unit_km = 0;          ///< of the residual-budget classes; 0: default_unit_km
  bool reported_only = false;  ///< keep the columns of Plan::reported only
  /// Between slices of the day's arrivals the openness of camps is worked out anew (admission in list order): the share of a camp's
  /// buffer that one slice may fill.
  double slice_tolerance = 0.2;
  core::Progress* progress = nullptr;  ///< counts members; may be null
};

/// Runs the members. A member's numbers depend on the seed, its own number and the plan; not on threads, shape or machine.
Trajectories run_cohorts(const Plan& plan, const Parameters& parameters, const CohortOptions& options);

}  // namespace nuzuh::movement
