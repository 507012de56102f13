#include "nuzuh/infer/flee_forecast.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "nuzuh/core/csv.hpp"
#include "nuzuh/core/version.hpp"
#include "nuzuh/score/rules.hpp"

namespace nuzuh::infer {
namespace {

double rounded(double x) { return std::round(x * 1e6) / 1e6; }

nlohmann::ordered_json pool_json(const FleePool& pool, std::size_t rules) {
  nlohmann::ordered_json json;
  for (std::size_t k = 0; k < rules; ++k) {
    const std::string name(to_string(static_cast<FleeRule>(k)));
    nlohmann::ordered_json rule{{"weight_before", rounded(pool.prior.weight[k])}, {"weight", rounded(pool.weight[k])}};
    if (pool.error[k] >= 0) rule["log_error_in_rehearsals"] = rounded(pool.error[k]);
    json["rules"][name] = rule;
  }
  json["reports_rehearsed"] = pool.rehearsed;
  if (pool.own_error >= 0) json["pool_log_error_in_rehearsals"] = rounded(pool.own_error);
  json["spread_factor_of_crisis"] = rounded(pool.crisis_factor);
  return json;
}

}  // namespace

FleeQuantiles forecast_quantiles(const FleeModel& model, int every, unsigned threads, core::Progress* progress) {
  FleeQuantiles q;
  const auto& known = model.known();
  for (int day = known.cutoff + every; day < known.days - 1; day += every) q.days.push_back(day);
  q.days.push_back(known.days - 1);
  q.value.assign(model.series(), std::vector<std::vector<double>>(q.days.size()));
  q.mean.assign(model.series(), std::vector<double>(q.days.size()));
  if (progress) progress->total = model.series() * q.days.size();
  core::for_each_index(model.series() * q.days.size(), threads, [&](std::size_t job) {
    const std::size_t s = job / q.days.size(), d = job % q.days.size();
    auto members = model.members(s, q.days[d]);
    q.mean[s][d] = std::accumulate(members.begin(), members.end(), 0.0) / static_cast<double>(members.size());
    std::ranges::sort(members);
    for (const double level : flee_levels()) q.value[s][d].push_back(score::sorted_quantile(members, level));
  }, progress);
  return q;
}

std::string forecast_csv(const FleeModel& model, const FleeQuantiles& q) {
  const auto& known = model.known();
  const auto origin = core::to_string(known.start + std::chrono::days(known.cutoff));
  std::string text = "origin_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n";
  for (std::size_t s = 0; s < model.series(); ++s) {
    const bool total = s == known.camps.size();
    const auto place = core::csv_cell(model.name(s));
    for (std::size_t d = 0; d < q.days.size(); ++d) {
      const auto row = fmt::format("{},{},{},{},{}", origin, total ? "total_population" : "camp_population", q.days[d] - known.cutoff, core::to_string(known.start + std::chrono::days(q.days[d])), place);
      for (std::size_t k = 0; k < flee_levels().size(); ++k) text += fmt::format("{},quantile,{},{:.0f}\n", row, core::number_text(flee_levels()[k]), q.value[s][d][k]);
      text += fmt::format("{},mean,,{:.0f}\n", row, q.mean[s][d]);
    }
  }
  return text;
}

std::string forecast_json(const std::string& crisis, const FleeModel& model, std::uint64_t seed, int members) {
  const auto& known = model.known();
  nlohmann::ordered_json json;
  json["format"] = "nuzuh-flee-forecast";
  json["version"] = 1;
  json["nuzuh"] = core::k_version;
  json["crisis"] = crisis;
  json["cutoff"] = core::to_string(known.start + std::chrono::days(known.cutoff));
  json["last_day"] = core::to_string(known.start + std::chrono::days(known.days - 1));
  json["totals"] = known.totals == Totals::given ? "given" : "unknown";
  json["members"] = members;
  json["seed"] = seed;
  json["camps"] = pool_json(model.camps(), k_rules);
  for (std::size_t s = 0; s < known.camps.size(); ++s) {
    const auto& camp = known.camps[s];
    nlohmann::ordered_json entry{{"reports_known", camp.reports.size()}, {"spread_factor", rounded(model.camps().camp_factor[s])}};
    if (!camp.reports.empty()) entry["last_report"] = core::to_string(known.start + std::chrono::days(camp.reports.back().day)), entry["last_people"] = camp.reports.back().people;
    if (camp.capacity > 0) entry["capacity"] = camp.capacity;
    json["by_camp"][camp.name] = entry;
  }
  if (known.totals == Totals::unknown) json["total"] = pool_json(model.total(), k_total_rules);
  json["cautions"] = cautions(model);
  return json.dump(2) + "\n";
}

std::vector<std::string> cautions(const FleeModel& model) {
  std::vector<std::string> said;
  const auto& known = model.known();
  const auto& pool = model.camps();
  if (pool.own_error < 0) {
    said.push_back("No camp has enough reports before the cut-off to rehearse on: weights and spread are those of other crises.");
  } else {
    for (std::size_t k = 0; k < k_rules; ++k) {
      if (pool.error[k] >= 0 && pool.error[k] < pool.own_error * 0.98) {
        said.push_back(fmt::format("In rehearsals before the cut-off the rule \"{}\" alone did better than this forecast (mean log error {:.3f} against {:.3f}).", to_string(static_cast<FleeRule>(k)), pool.error[k], pool.own_error));
      }
    }
  }
  double by_capacity = 0;
  for (const auto rule : k_capacity_rules) by_capacity += pool.weight[static_cast<std::size_t>(rule)];
  if (by_capacity > 0.2) {
    said.push_back(fmt::format("{:.0f} % of the weight rests on the capacities of locations.csv. They carry no date; where they were set after the event (in published folders they often equal the later maximum) this forecast knows more than a forecaster would. --capacities ignore leaves them out.", 100 * by_capacity));
  }
  for (const auto& camp : known.camps) {
    const double last = score::persistence(camp.reports);
    if (last < k_closed) said.push_back(fmt::format("{} holds no more than {:.0f} people at the cut-off; that it opens, and how large it becomes, is taken from other crises.", camp.name, last));
    else if (known.cutoff - camp.reports.back().day > 60) said.push_back(fmt::format("The last report of {} is {} days old.", camp.name, known.cutoff - camp.reports.back().day));
  }
  return said;
}

}  // namespace nuzuh::infer
