// What happened, laid over a forecast that is already made.

#include <algorithm>
#include <cmath>

#include "nuzuh/forecast/climatology.hpp"
#include "nuzuh/forecast/labels.hpp"
#include "nuzuh/forecast/summarise.hpp"
#include "nuzuh/score/rules.hpp"

namespace nuzuh::forecast {
namespace {

/// Series that are scored, and the recorded quantity that each is compared with.
struct Pair {
  scenario::Series series;
  engine::Quantity quantity;
};
constexpr Pair k_pairs[] = {
    {scenario::Series::arrivals_cumulative, engine::Quantity::arrivals_cumulative},
    {scenario::Series::exits_cumulative, engine::Quantity::exits_cumulative},
    {scenario::Series::camp_population, engine::Quantity::camp_population},
    {scenario::Series::died_on_the_way_cumulative, engine::Quantity::died_on_the_way_cumulative},
    {scenario::Series::fighters_captured_cumulative, engine::Quantity::fighters_captured_cumulative},
};

Outcome outcome_of(const Pair& pair, const Forecast& forecast, const scenario::Scenario& truth, const ensemble::Trajectories& runs) {
  const auto key = engine::name_of(pair.quantity);
  const auto& l = label(key);
  Outcome out{std::string(scenario::name_of(pair.series)), {std::string(l.en), std::string(l.ar)}, std::string(key), {}, 0, 0, 0, 0, 0, 0, 0};
  const auto* path = forecast.find_path(key);
  std::vector<double> members(static_cast<std::size_t>(runs.members));
  for (const auto& o : truth.observations) {
    const int day = core::days_between(truth.start, o.date);
    if (o.series != pair.series || !o.for_scoring || day < 0 || day >= runs.days) continue;
    out.points.push_back({o.date, o.value, o.low, o.high, o.sources.empty() ? "" : o.sources.front()});
    if (o.date <= forecast.run.known_by) continue;
    for (int m = 0; m < runs.members; ++m) members[static_cast<std::size_t>(m)] = runs.at(m, day, pair.quantity);
    const auto& q = path->quantiles[static_cast<std::size_t>(day)];
    out.crps += score::crps(members, o.value);
    out.log_crps += score::log_crps(members, o.value);
    out.wis += score::wis(k_levels, q, o.value);
    out.coverage50 += score::covered(k_levels, q, 0.5, o.value) ? 1 : 0;
    out.coverage80 += score::covered(k_levels, q, 0.8, o.value) ? 1 : 0;
    out.coverage90 += score::covered(k_levels, q, 0.9, o.value) ? 1 : 0;
    ++out.scored;
  }
  if (out.scored > 0) {
    for (double* sum : {&out.crps, &out.log_crps, &out.wis, &out.coverage50, &out.coverage80, &out.coverage90}) *sum /= out.scored;
  }
  std::ranges::sort(out.points, {}, &Outcome::Point::date);
  return out;
}

}  // namespace

void reveal(Forecast& forecast, const scenario::Scenario& truth, const ensemble::Trajectories& runs) {
  for (const auto& pair : k_pairs) {
    auto outcome = outcome_of(pair, forecast, truth, runs);
    if (!outcome.points.empty()) forecast.outcomes.push_back(std::move(outcome));
  }
  for (const auto& event : truth.events) {
    if (event.kind != scenario::EventKind::ended || event.first <= forecast.run.known_by) continue;
    EndOutcome end;
    end.date = event.first;
    const double days = core::days_between(forecast.run.known_by, event.first);
    // CRPS of a curve of ended shares F: sum over days of (F(t) - 1[t >= truth])^2; beyond the run both curves stand as they are.
    const auto crps = [&](const std::vector<double>& standing) {
      double sum = 0;
      for (std::size_t t = 0; t < standing.size(); ++t) {
        const double ended = 1 - standing[t], happened = static_cast<double>(t) >= days ? 1 : 0;
        sum += (ended - happened) * (ended - happened);
      }
      return sum;
    };
    end.crps_days = crps(forecast.survival.standing);
    end.climatology_crps_days = crps(forecast.survival.climatology);
    const auto at = std::min(forecast.survival.standing.size() - 1, static_cast<std::size_t>(days));
    end.pit = 1 - forecast.survival.standing[at];
    forecast.end_outcome = end;
  }
}

}  // namespace nuzuh::forecast
