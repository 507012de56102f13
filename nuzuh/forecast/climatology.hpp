#pragma once

#include "nuzuh/core/date.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::forecast {

/// Time to the end on the record: the lognormal of durations of assaulted enclaves, given that this one has already lasted so long.
struct Climatology {
  double median_days = 57, log_sd = 1, age_days = 0, weight = 0;

  /// From climatology.duration, climatology.weight and the age of the assault at `cutoff`.
  static Climatology of(const scenario::Scenario& scenario, core::Date cutoff);

  /// Chance that it still stands `days` after the cut-off.
  [[nodiscard]] double standing(double days) const;
  /// Days after the cut-off by which it has ended with probability u.
  [[nodiscard]] double quantile(double u) const;
};

}  // namespace nuzuh::forecast
