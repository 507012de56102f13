#pragma once
// Forecasts of crises at past cut-offs, scored at the dates on which reports were made, beside the simple rules.

#include <string>
#include <vector>

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/infer/flee_model.hpp"

namespace nuzuh::infer {

/// Quantile levels of every Flee forecast: the 23 of the COVID-19 Forecast Hub, which hold the median and the 50, 80 and 90 % intervals.
const std::vector<double>& flee_levels();

/// Scores of one method for one number.
struct FleeScore {
  double crps = 0, log_crps = 0, wis = 0;
  bool in50 = false, in80 = false, in90 = false;
  double pit = 0.5;
};

/// One report after a cut-off, with what each method said.
struct FleeVerdict {
  std::string crisis, series;
  bool total = false;
  int cutoff = 0, day = 0;
  core::Date cutoff_date, date;
  double observed = 0;
  std::vector<double> quantiles;  ///< of nuzuh, at flee_levels()
  std::vector<double> points;     ///< [baseline] what the rule says
  std::vector<FleeScore> scores;  ///< [method]: nuzuh, baselines as single numbers, baselines with learned spread
};

/// The methods in the order of FleeVerdict::scores.
enum class MethodKind { nuzuh, point, spread };
struct FleeMethod {
  std::string name;
  MethodKind kind = MethodKind::nuzuh;
};

/// Central paths made elsewhere, such as Flee's own model with its default settings: people by [camp][day]; empty where not run.
using CampPaths = std::vector<std::vector<double>>;

struct FleeCase {
  FleeSeries series;
  std::vector<int> cutoffs;
  CampPaths flee_default;
};

struct FleeScoring {
  Totals totals = Totals::unknown;
  std::vector<FleeMethod> methods;
  std::vector<FleeVerdict> verdicts;  ///< by crisis, cut-off, series, day
};

struct FleeScoreOptions {
  Totals totals = Totals::unknown;
  int members = 1000;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

FleeScoring score_flee(const std::vector<FleeCase>& cases, const std::vector<FleePriors>& priors, const FleeScoreOptions& options, core::Progress* progress = nullptr);

/// Means over reports of camps (or of totals).
struct FleeMean {
  double crps = 0, log_crps = 0, wis = 0, in50 = 0, in80 = 0, in90 = 0;
  int reports = 0;
};
/// [method]; of one crisis, or where `crisis` is empty the mean over crises of the crises' means (each crisis counts the same, each
/// cut-off within it the same).
std::vector<FleeMean> mean_scores(const FleeScoring& scoring, const std::string& crisis, bool totals);

}  // namespace nuzuh::infer
