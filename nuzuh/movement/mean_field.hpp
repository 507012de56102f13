#pragma once
// Expected flows: the same plan, with shares of people instead of people. No randomness; several parameter sets at once in the lanes
// of a vector. The mean of the cohort engine wherever no capacity binds, and a law of large numbers where one does.

#include <span>
#include <vector>

#include "nuzuh/movement/plan.hpp"
#include "nuzuh/movement/sampler.hpp"

namespace nuzuh::movement {

struct MeanFieldOptions {
  double unit_km = 0;      ///< distance unit of the residual-budget classes; 0: default_unit_km
  bool reported_only = false;  ///< occupancy of Plan::reported only (what calibration needs), in that order
  unsigned threads = 1;
  Isa isa = best_isa();    ///< results do not depend on it
};

/// Expected people, [run][day][place]: at rest at the end of the day; the last entry of a day's row are the people on the way.
struct MeanField {
  std::size_t runs = 0, days = 0, columns = 0;  ///< columns = places (or reported places) + 1 (on the way)
  std::vector<double> people;
  [[nodiscard]] double at(std::size_t run, std::size_t day, std::size_t column) const { return people[(run * days + day) * columns + column]; }
  [[nodiscard]] std::span<const double> day(std::size_t run, std::size_t day_) const {
    return {people.data() + (run * days + day_) * columns, columns};
  }
};

/// Runs every parameter set. Runs that share both speeds are worked on eight at a time, so a calibration is fastest when the speed
/// takes few values. A run's result depends on its own parameters alone, not on its neighbours, the threads or the machine's vectors.
MeanField run_mean_field(const Plan& plan, std::span<const Parameters> runs, const MeanFieldOptions& options = {});

}  // namespace nuzuh::movement
