#pragma once
// History replayed: at each cut-off a forecast with what was known then, scored against what was counted later, beside simple rules.

#include <string>
#include <vector>

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/infer/enclave.hpp"

namespace nuzuh::infer {

/// The forecaster of one row of the table.
struct Rule {
  std::string id;
  forecast::Text name;
};

/// nuzuh first, then the rules that people use:
///   mixture        nuzuh's members and those of `persistence_spread` in equal parts, once two counts a week apart are known; until then nuzuh
///   climatology    the first reports of people inside, corrected by their class, coming out evenly until an end drawn from the record
///   at_its_word    the last report of people inside, all of whom come out evenly within the announced days
///   bias_corrected the last report, corrected by its class, coming out evenly until an end drawn from the record
///   persistence    the mean daily rate between the last two counts that lie at least a week apart, for ever
///   persistence_spread  the same with a log-normal spread that grows with the horizon (sd 0.5 sqrt(days / 7))
///   damped_trend   the same rate, falling by 3% a day
const std::vector<Rule>& rules();

/// One forecast of one series at one horizon by every rule.
struct Comparison {
  core::Date cutoff, target;
  int horizon_days = 0;       ///< nominal: 7, 14, 28, 56
  scenario::Series series = scenario::Series::exits_cumulative;
  double observed = 0, at_cutoff = 0;  ///< the count at the target, and the last one known at the cut-off
  struct Score {
    double crps = 0, log_crps = 0, wis = 0, pit = 0;
    forecast::Quantiles quantiles{};
  };
  std::vector<Score> scores;  ///< in the order of rules()
};

/// The date of the end at one cut-off: CRPS in days within the run, of nuzuh and of climatology.
struct EndComparison {
  core::Date cutoff;
  double crps_days = 0, climatology_crps_days = 0, pit = 0;
};

struct Replay {
  std::vector<Comparison> comparisons;
  std::vector<EndComparison> ends;
  std::vector<forecast::Text> warnings;
};

/// Replays a case at each cut-off. Counts are compared at the dates on which they were reported (the report nearest to the nominal
/// horizon, at most three days off); nothing is interpolated.
core::Result<Replay> replay(const scenario::Scenario& whole, const std::vector<core::Date>& cutoffs, const Settings& settings, core::Progress* progress = nullptr);

}  // namespace nuzuh::infer
