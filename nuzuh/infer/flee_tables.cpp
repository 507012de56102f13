#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/core/csv.hpp"
#include "nuzuh/infer/flee_forecast.hpp"

namespace nuzuh::infer {
namespace {

const char* kind_name(MethodKind kind) {
  switch (kind) {
    case MethodKind::nuzuh: return "forecast";
    case MethodKind::point: return "single number";
    case MethodKind::spread: return "rule with learned spread";
  }
  return "";
}

std::string place_of(const FleeVerdict& v) { return core::csv_cell(v.series); }

}  // namespace

std::vector<std::string> crises_of(const FleeScoring& scoring) {
  std::vector<std::string> names;
  for (const auto& v : scoring.verdicts) {
    if (std::ranges::find(names, v.crisis) == names.end()) names.push_back(v.crisis);
  }
  return names;
}

std::string scores_csv(const FleeScoring& scoring) {
  const std::string totals = scoring.totals == Totals::given ? "given" : "unknown";
  std::string text = "crisis,totals,origin_date,target,horizon,target_end_date,location,method,kind,observed,crps,log_crps,wis,in50,in80,in90,pit\n";
  for (const auto& v : scoring.verdicts) {
    for (std::size_t m = 0; m < scoring.methods.size(); ++m) {
      const auto& s = v.scores[m];
      text += fmt::format("{},{},{},{},{},{},{},{},{},{:.0f},{:.2f},{:.6f},{:.2f},{},{},{},{:.4f}\n", core::csv_cell(v.crisis), totals, core::to_string(v.cutoff_date),
                          v.total ? "total_population" : "camp_population", v.day - v.cutoff, core::to_string(v.date), place_of(v), core::csv_cell(scoring.methods[m].name),
                          kind_name(scoring.methods[m].kind), v.observed, s.crps, s.log_crps, s.wis, int{s.in50}, int{s.in80}, int{s.in90}, s.pit);
    }
  }
  return text;
}

std::string scored_forecasts_csv(const FleeScoring& scoring) {
  const std::string totals = scoring.totals == Totals::given ? "given" : "unknown";
  std::string text = "model_id,crisis,totals,origin_date,target,horizon,target_end_date,location,output_type,output_type_id,value,observation\n";
  for (const auto& v : scoring.verdicts) {
    const auto row = fmt::format("{},{},{},{},{},{},{}", core::csv_cell(v.crisis), totals, core::to_string(v.cutoff_date), v.total ? "total_population" : "camp_population",
                                 v.day - v.cutoff, core::to_string(v.date), place_of(v));
    for (std::size_t k = 0; k < flee_levels().size(); ++k) text += fmt::format("nuzuh,{},quantile,{},{:.0f},{:.0f}\n", row, core::number_text(flee_levels()[k]), v.quantiles[k], v.observed);
    for (std::size_t b = 0; b < v.points.size(); ++b) text += fmt::format("{},{},median,,{:.0f},{:.0f}\n", core::csv_cell(scoring.methods[1 + b].name), row, v.points[b], v.observed);
  }
  return text;
}

std::string summary_csv(const FleeScoring& scoring) {
  std::string text = "crisis,totals,target,method,kind,reports,crps,log_crps,wis,in50,in80,in90\n";
  auto names = crises_of(scoring);
  names.emplace_back();
  for (const bool total : {false, true}) {
    for (const auto& name : names) {
      const auto means = mean_scores(scoring, name, total);
      for (std::size_t m = 0; m < means.size(); ++m) {
        const auto& x = means[m];
        if (x.reports == 0) continue;
        text += fmt::format("{},{},{},{},{},{},{:.2f},{:.6f},{:.2f},{:.4f},{:.4f},{:.4f}\n", name.empty() ? "mean over crises" : core::csv_cell(name), scoring.totals == Totals::given ? "given" : "unknown",
                            total ? "total_population" : "camp_population", core::csv_cell(scoring.methods[m].name), kind_name(scoring.methods[m].kind), x.reports, x.crps, x.log_crps, x.wis, x.in50, x.in80, x.in90);
      }
    }
  }
  return text;
}

}  // namespace nuzuh::infer
