#include "nuzuh/infer/flee_score.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "nuzuh/score/rules.hpp"

namespace nuzuh::infer {
namespace {

constexpr FleeRule k_baselines[] = {FleeRule::hold, FleeRule::drift, FleeRule::trend, FleeRule::share, FleeRule::capacity};

FleeScore score_of(std::vector<double> members, double y, std::vector<double>* keep = nullptr) {
  FleeScore s;
  s.crps = score::crps(members, y);
  s.log_crps = score::log_crps(members, y);
  s.pit = score::pit(members, y);
  std::ranges::sort(members);
  std::vector<double> quantiles;
  for (const double level : flee_levels()) quantiles.push_back(score::sorted_quantile(members, level));
  s.wis = score::wis(flee_levels(), quantiles, y);
  s.in50 = score::covered(flee_levels(), quantiles, 0.5, y);
  s.in80 = score::covered(flee_levels(), quantiles, 0.8, y);
  s.in90 = score::covered(flee_levels(), quantiles, 0.9, y);
  if (keep) *keep = std::move(quantiles);
  return s;
}

/// One crisis at one cut-off.
std::vector<FleeVerdict> verdicts_of(const FleeCase& c, int cutoff, const FleePriors& priors, const FleeScoreOptions& o, bool with_flee) {
  const FleeModel model(known_by(c.series, cutoff, o.totals), priors, o.seed, o.members);
  std::vector<FleeModel> spread;
  for (const auto rule : k_baselines) spread.push_back(model.with_only(rule));
  // Baselines take the total, where it is not given, from its damped drift.
  ByRule by_drift{};
  by_drift[static_cast<std::size_t>(FleeRule::drift)] = 1;
  std::vector<FleeVerdict> verdicts;
  for (std::size_t s = 0; s < model.series(); ++s) {
    const bool total = s == c.series.camps.size();
    for (const auto& report : total ? c.series.total : c.series.camps[s].reports) {
      if (report.day <= cutoff || report.day >= c.series.days) continue;
      FleeVerdict v;
      v.crisis = c.series.name, v.series = model.name(s), v.total = total;
      v.cutoff = cutoff, v.day = report.day;
      v.cutoff_date = c.series.start + std::chrono::days(cutoff), v.date = c.series.start + std::chrono::days(report.day);
      v.observed = report.people;
      v.scores.push_back(score_of(model.members(s, report.day), v.observed, &v.quantiles));
      const auto centre = total ? total_centres(model.known(), report.day) : rule_centres(model.known(), s, report.day, by_drift);
      for (const auto rule : k_baselines) {
        const auto k = static_cast<std::size_t>(rule);
        v.points.push_back(centre[total && k >= k_total_rules ? 0 : k]);
      }
      if (with_flee) v.points.push_back(total || c.flee_default.empty() ? v.points[0] : c.flee_default[s][static_cast<std::size_t>(report.day)]);
      for (const double point : v.points) v.scores.push_back(score_of({point}, v.observed));
      for (const auto& dressed : spread) v.scores.push_back(score_of(dressed.members(s, report.day), v.observed));
      verdicts.push_back(std::move(v));
    }
  }
  return verdicts;
}

void add(FleeMean& mean, const FleeScore& s) {
  mean.crps += s.crps, mean.log_crps += s.log_crps, mean.wis += s.wis;
  mean.in50 += s.in50, mean.in80 += s.in80, mean.in90 += s.in90;
  ++mean.reports;
}

void divide(FleeMean& mean, double by) {
  for (double* x : {&mean.crps, &mean.log_crps, &mean.wis, &mean.in50, &mean.in80, &mean.in90}) *x /= by;
}

FleeMean mean_of(const std::vector<FleeMean>& parts) {
  FleeMean mean;
  for (const auto& p : parts) {
    mean.crps += p.crps, mean.log_crps += p.log_crps, mean.wis += p.wis;
    mean.in50 += p.in50, mean.in80 += p.in80, mean.in90 += p.in90;
    mean.reports += p.reports;
  }
  if (!parts.empty()) divide(mean, static_cast<double>(parts.size()));
  return mean;
}

}  // namespace

const std::vector<double>& flee_levels() {
  static const std::vector<double> levels = [] {
    std::vector<double> x{0.01, 0.025};
    for (int k = 1; k <= 19; ++k) x.push_back(k / 20.0);
    x.insert(x.end(), {0.975, 0.99});
    return x;
  }();
  return levels;
}

FleeScoring score_flee(const std::vector<FleeCase>& cases, const std::vector<FleePriors>& priors, const FleeScoreOptions& options, core::Progress* progress) {
  const bool with_flee = std::ranges::all_of(cases, [](const FleeCase& c) { return !c.flee_default.empty(); });
  FleeScoring scoring;
  scoring.totals = options.totals;
  scoring.methods.push_back({"nuzuh", MethodKind::nuzuh});
  for (const auto rule : k_baselines) scoring.methods.push_back({std::string(to_string(rule)), MethodKind::point});
  if (with_flee) scoring.methods.push_back({"Flee, folder's settings", MethodKind::point});
  for (const auto rule : k_baselines) scoring.methods.push_back({std::string(to_string(rule)) + " + spread", MethodKind::spread});

  struct Job {
    std::size_t crisis;
    int cutoff;
  };
  std::vector<Job> jobs;
  for (std::size_t k = 0; k < cases.size(); ++k) {
    for (const int cutoff : cases[k].cutoffs) jobs.push_back({k, cutoff});
  }
  std::vector<std::vector<FleeVerdict>> results(jobs.size());
  if (progress) progress->total = jobs.size();
  core::for_each_index(jobs.size(), options.threads, [&](std::size_t j) {
    results[j] = verdicts_of(cases[jobs[j].crisis], jobs[j].cutoff, priors[jobs[j].crisis], options, with_flee);
  }, progress);
  for (auto& r : results) scoring.verdicts.insert(scoring.verdicts.end(), std::make_move_iterator(r.begin()), std::make_move_iterator(r.end()));
  return scoring;
}

std::vector<FleeMean> mean_scores(const FleeScoring& scoring, const std::string& crisis, bool totals) {
  std::vector<FleeMean> means;
  for (std::size_t m = 0; m < scoring.methods.size(); ++m) {
    std::map<std::string, std::map<int, FleeMean>> sums;
    for (const auto& v : scoring.verdicts) {
      if (v.total == totals && (crisis.empty() || v.crisis == crisis)) add(sums[v.crisis][v.cutoff], v.scores[m]);
    }
    std::vector<FleeMean> of_crises;
    for (auto& [name, by_cutoff] : sums) {
      std::vector<FleeMean> of_cutoffs;
      for (auto& [cutoff, mean] : by_cutoff) {
        divide(mean, mean.reports);
        of_cutoffs.push_back(mean);
      }
      of_crises.push_back(mean_of(of_cutoffs));
    }
    means.push_back(mean_of(of_crises));
  }
  return means;
}

}  // namespace nuzuh::infer
