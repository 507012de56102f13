#pragma once
// The registrations of a crisis in Flee's format as they were reported: raw rows, no interpolation, no correction by later rows.

#include <string>
#include <vector>

#include "nuzuh/core/date.hpp"
#include "nuzuh/core/error.hpp"
#include "nuzuh/flee/crisis.hpp"
#include "nuzuh/score/baselines.hpp"

namespace nuzuh::infer {

/// A camp with its reports, sorted by day, one a day (the last row of a day counts). Several files of one camp are added with the
/// last number that each had reported by the day, so that a number never depends on a later row.
struct FleeCamp {
  std::string name, country;
  double capacity = 0;  ///< as locations.csv has it (undated, and often the maximum of the later series); 0: not given
  std::vector<score::Count> reports;
};

struct FleeSeries {
  std::string name;
  core::Date start;  ///< the date of day 0
  int days = 0;      ///< the crisis is forecast and scored on days 0 .. days-1
  std::vector<FleeCamp> camps;
  std::vector<score::Count> total;
  bool total_is_sum = false;  ///< no total series: the camps' last numbers added up at every report date
};

/// Reads the folder's crisis and then its raw series. Errors and warnings have file and line.
core::Result<FleeSeries> read_flee_series(const flee::Folder& folder, core::Problems& warnings);

/// Whether the total after the cut-off is given (the field's habit) or has to be forecast as well.
enum class Totals { given, unknown };

/// What a forecaster may see: reports up to the cut-off day (inclusive); with totals given also the later totals.
struct FleeKnown {
  core::Date start;
  int days = 0;
  int cutoff = 0;  ///< [day] the last day whose reports are known
  Totals totals = Totals::unknown;
  std::vector<FleeCamp> camps;
  std::vector<score::Count> total;        ///< up to the cut-off
  std::vector<score::Count> given_total;  ///< the whole total where it is given, else empty
};

/// As if locations.csv gave no capacities.
void forget_capacities(FleeSeries& series);

FleeKnown known_by(const FleeSeries& series, int cutoff, Totals totals);
/// The same knowledge at an earlier day, to try rules out where the outcome is known; a given total stays given.
FleeKnown known_by(const FleeKnown& known, int cutoff);

/// A cut-off as the command takes it: a date, or a fraction (0, 1) of the crisis's length.
core::Result<int> cutoff_day(const FleeSeries& series, std::string_view text, const std::string& option);

}  // namespace nuzuh::infer
