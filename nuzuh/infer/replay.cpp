#include "nuzuh/infer/replay.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/ensemble/compile.hpp"
#include "nuzuh/forecast/climatology.hpp"
#include "nuzuh/forecast/summarise.hpp"
#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/score/rules.hpp"

namespace nuzuh::infer {

using engine::Quantity;
using scenario::Series;

namespace {

constexpr std::array k_horizons = {7, 14, 28, 56};
constexpr int k_nearest_days = 3;
constexpr int k_members_of_rule = 1000;
constexpr double k_damping_per_day = 0.97;
constexpr double k_spread_per_week = 0.5;  // log sd of a persistent rate after a week: flow is gated, peak days are 6-7 times the mean

struct Scored {
  Series series;
  Quantity quantity;
};
constexpr std::array k_scored = {Scored{Series::arrivals_cumulative, Quantity::arrivals_cumulative}, Scored{Series::exits_cumulative, Quantity::exits_cumulative}};

/// Counts of a series in order, one a day (the one marked for scoring), known by a date where one is given.
std::vector<const scenario::Observation*> counts(const scenario::Scenario& s, Series series, std::optional<core::Date> known_by) {
  std::vector<const scenario::Observation*> out;
  for (const auto& o : s.observations) {
    if (o.series == series && o.for_scoring && o.date >= s.start && (!known_by || (o.known_by <= *known_by && o.date <= *known_by))) out.push_back(&o);
  }
  std::ranges::stable_sort(out, {}, &scenario::Observation::date);
  out.erase(std::unique(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->date == b->date; }), out.end());
  return out;
}

/// What the simple rules know at a cut-off.
struct Known {
  double level = 0;           ///< last count (0 where none)
  double level_age_days = 0;  ///< days between it and the cut-off
  double rate_per_day = 0;
  double last_stock = 0, first_stock = 0;  ///< people reported inside
  double bias_mean = 0, bias_sd = 0, noise = 0;
  double announced_days = 14;
  forecast::Climatology climate;
};

Known known_at(const scenario::Scenario& s, Series series, core::Date cutoff, core::Date first_until) {
  Known k;
  const auto rows = counts(s, series, cutoff);
  if (!rows.empty()) {
    const auto* last = rows.back();
    k.level = last->value;
    k.level_age_days = core::days_between(last->date, cutoff);
    core::Date before = s.start;
    double value = 0;
    for (const auto* row : rows) {
      if (core::days_between(row->date, last->date) < 7) break;
      before = row->date;
      value = row->value;
    }
    const int days = std::max(7, core::days_between(before, last->date));
    k.rate_per_day = std::max(0.0, (last->value - value) / days);
  }
  const scenario::Observation *last = nullptr, *first = nullptr;
  for (const auto& o : s.observations) {
    if (o.series != Series::people_inside || o.date > cutoff || o.value <= 0) continue;
    if (!last || o.date >= last->date) last = &o;
    if (o.date <= first_until && (!first || o.date >= first->date)) first = &o;
  }
  k.last_stock = last ? last->value : 0;
  k.first_stock = first ? first->value : k.last_stock;
  const auto* bias = s.find_parameter("people.bias_last_pocket");
  const auto* noise = s.find_parameter("people.report_noise");
  NUZUH_EXPECT(bias && noise);
  k.bias_mean = bias->belief.a;
  k.bias_sd = bias->belief.b;
  k.noise = noise->belief.a;
  for (const auto& o : s.observations) {
    if (o.series == Series::announced_days && o.date <= cutoff) k.announced_days = o.value;
  }
  k.climate = forecast::Climatology::of(s, cutoff);
  return k;
}

/// Members of a rule's forecast `days` after the cut-off. Stratified uniforms: no noise of its own.
std::vector<double> members_of(std::string_view rule, const Known& k, double days) {
  const double elapsed = days + k.level_age_days;
  std::vector<double> out;
  const auto stratum = [](int i, int shuffle) { return (static_cast<double>((i * shuffle) % k_members_of_rule) + 0.5) / k_members_of_rule; };
  for (int i = 0; i < k_members_of_rule; ++i) {
    const double u = stratum(i, 1), v = stratum(i, 617), w = stratum(i, 389);
    const auto even = [&](double people, double until) { return k.level + people * std::min(1.0, days / std::max(1.0, until)); };
    const auto corrected = [&](double stock) { return stock * std::exp(k.bias_mean + k.bias_sd * rng::normal_quantile(u) + k.noise * rng::normal_quantile(w)); };
    if (rule == "climatology") out.push_back(even(corrected(k.first_stock), k.climate.quantile(v)));
    else if (rule == "at_its_word") out.push_back(even(k.last_stock, k.announced_days));
    else if (rule == "bias_corrected") out.push_back(even(corrected(k.last_stock), k.climate.quantile(v)));
    else if (rule == "persistence") out.push_back(k.level + k.rate_per_day * elapsed);
    else if (rule == "persistence_spread")
      out.push_back(k.level + k.rate_per_day * elapsed * std::exp(k_spread_per_week * std::sqrt(days / 7) * rng::normal_quantile(u)));
    else if (rule == "damped_trend")
      out.push_back(k.level + k.rate_per_day * k_damping_per_day * (1 - std::pow(k_damping_per_day, elapsed)) / (1 - k_damping_per_day));
    else NUZUH_EXPECT(!"an unknown rule");
  }
  return out;
}

Comparison::Score score_of(std::vector<double> members, double y) {
  Comparison::Score s;
  s.crps = score::crps(members, y);
  s.log_crps = score::log_crps(members, y);
  s.pit = score::pit(members, y);
  std::ranges::sort(members);
  for (std::size_t i = 0; i < forecast::k_levels.size(); ++i) s.quantiles[i] = score::sorted_quantile(members, forecast::k_levels[i]);
  s.wis = score::wis(forecast::k_levels, s.quantiles, y);
  return s;
}

/// Equal parts of two sets of members, thinned evenly to a thousand each.
std::vector<double> mixed(std::vector<double> a, std::vector<double> b) {
  std::vector<double> out;
  for (auto* part : {&a, &b}) {
    std::ranges::sort(*part);
    for (int i = 0; i < k_members_of_rule; ++i) out.push_back(score::sorted_quantile(*part, (i + 0.5) / k_members_of_rule));
  }
  return out;
}

void compare_series(Replay& out, const scenario::Scenario& whole, const scenario::Scenario& known, core::Date cutoff, const ensemble::Trajectories& runs) {
  for (const auto& scored : k_scored) {
    const auto truth = counts(whole, scored.series, std::nullopt);
    const auto k = known_at(known, scored.series, cutoff, whole.cutoff);
    for (const int horizon : k_horizons) {
      const scenario::Observation* best = nullptr;
      for (const auto* o : truth) {
        if (o->date <= cutoff) continue;
        const auto off = [&](const scenario::Observation* x) { return std::abs(core::days_between(cutoff, x->date) - horizon); };
        if (off(o) <= k_nearest_days && (!best || off(o) < off(best))) best = o;
      }
      const int day = best ? core::days_between(whole.start, best->date) : 0;
      if (!best || day >= runs.days) continue;
      Comparison c{cutoff, best->date, horizon, scored.series, best->value, k.level, {}};
      std::vector<double> members;
      for (int m = 0; m < runs.members; ++m) members.push_back(runs.at(m, day, scored.quantity));
      const double days = core::days_between(cutoff, best->date);
      for (const auto& rule : rules()) {
        if (rule.id == "nuzuh") c.scores.push_back(score_of(members, best->value));
        else if (rule.id == "mixture") c.scores.push_back(score_of(k.rate_per_day > 0 ? mixed(members, members_of("persistence_spread", k, days)) : members, best->value));
        else c.scores.push_back(score_of(members_of(rule.id, k, days), best->value));
      }
      out.comparisons.push_back(std::move(c));
    }
  }
}

}  // namespace

const std::vector<Rule>& rules() {
  static const std::vector<Rule> list = {
      {"nuzuh", {"nuzuh", "نزوح"}},
      {"mixture", {"nuzuh with persistence, half each", "نزوح مع استمرار المعدل، مناصفة"}},
      {"climatology", {"climatology", "السجل التاريخي"}},
      {"at_its_word", {"last report at its word", "آخر تقرير كما هو"}},
      {"bias_corrected", {"last report, bias corrected", "آخر تقرير مصححاً"}},
      {"persistence", {"persistence of the weekly rate", "استمرار المعدل الأسبوعي"}},
      {"persistence_spread", {"persistence with a spread", "استمرار المعدل مع مجال"}},
      {"damped_trend", {"damped trend", "اتجاه متخامد"}},
  };
  return list;
}

core::Result<Replay> replay(const scenario::Scenario& whole, const std::vector<core::Date>& cutoffs, const Settings& settings, core::Progress* progress) {
  Replay out;
  for (const auto cutoff : cutoffs) {
    if (cutoff < whole.start || cutoff >= whole.until) {
      return core::fail({}, fmt::format("the cut-off {} lies outside the case ({} to {})", core::to_string(cutoff), core::to_string(whole.start), core::to_string(whole.until)),
                        "choose dates within it");
    }
    const auto known = scenario::as_known(whole, cutoff);
    if (!known) return tl::unexpected(known.error());
    const ensemble::Drawer draw(*known, settings.seed, std::min(cutoff, whole.cutoff));
    const auto world = ensemble::compile(*known, cutoff, whole.until);
    const auto learned = condition(*known, draw, world, cutoff, settings, nullptr, progress);
    if (!learned) return tl::unexpected(learned.error());
    compare_series(out, whole, *known, cutoff, learned->runs);
    forecast::Request request;
    request.known_by = cutoff;
    request.until = whole.until;
    request.seed = settings.seed;
    request.threads = settings.threads;
    auto summary = forecast::summarise(*known, world, learned->runs, request);
    forecast::reveal(summary, whole, learned->runs);
    if (summary.end_outcome) out.ends.push_back({cutoff, summary.end_outcome->crps_days, summary.end_outcome->climatology_crps_days, summary.end_outcome->pit});
    out.warnings.insert(out.warnings.end(), learned->warnings.begin(), learned->warnings.end());
  }
  return out;
}

}  // namespace nuzuh::infer
