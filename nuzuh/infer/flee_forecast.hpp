#pragma once
// A Flee crisis's forecast as quantiles, and what is written of it.

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/infer/flee_score.hpp"

namespace nuzuh::infer {

struct FleeQuantiles {
  std::vector<int> days;                                      ///< after the cut-off, ascending
  std::vector<std::vector<std::vector<double>>> value;        ///< [series][day][level], levels of flee_levels()
  std::vector<std::vector<double>> mean;                      ///< [series][day]
};

/// Quantiles on every `every`-th day after the cut-off and on the crisis's last day. The same for any number of threads.
FleeQuantiles forecast_quantiles(const FleeModel& model, int every, unsigned threads, core::Progress* progress = nullptr);

/// Hubverse model output: origin_date,target,horizon,target_end_date,location,output_type,output_type_id,value; horizon in days,
/// people in whole numbers, quantiles and means.
std::string forecast_csv(const FleeModel& model, const FleeQuantiles& quantiles);

/// How the forecast was made: knowledge, seed, weights of the rules with their errors in rehearsals, spread by camp.
std::string forecast_json(const std::string& crisis, const FleeModel& model, std::uint64_t seed, int members);

/// One panel a series: reports up to the cut-off, then median and 50, 80 and 90 % intervals. SVG.
std::string forecast_picture(const std::string& crisis, const FleeModel& model, const FleeQuantiles& quantiles);

/// Sentences that a reader must see: rules that did better than the pool in rehearsals, capacities that bear on the result,
/// camps that have not opened, old reports.
std::vector<std::string> cautions(const FleeModel& model);

/// Scores, one row a report and method: crisis,totals,cutoff,location,target_end_date,horizon,method,kind,observed,crps,log_crps,wis,in50,in80,in90,pit.
std::string scores_csv(const FleeScoring& scoring);
/// The forecasts and single numbers that were scored, in hubverse form with a column model_id and the observation.
std::string scored_forecasts_csv(const FleeScoring& scoring);
/// Means by crisis and over crises: crisis,series,method,kind,reports,crps,log_crps,wis,in50,in80,in90.
std::string summary_csv(const FleeScoring& scoring);
/// One panel a crisis: CRPS of each method relative to persistence, and coverage of nuzuh's intervals. SVG.
std::string score_picture(const FleeScoring& scoring);
/// Names of the crises, in order.
std::vector<std::string> crises_of(const FleeScoring& scoring);

}  // namespace nuzuh::infer
