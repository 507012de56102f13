#include "nuzuh/infer/flee_rules.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::infer {
namespace {

constexpr double k_young = 14;  // [days] no crisis and no camp counts as younger: the first reports come in bursts

double& at(ByRule& x, FleeRule rule) { return x[static_cast<std::size_t>(rule)]; }

/// Days since the crisis began, or since the series did where it began earlier.
double age_on(const std::vector<score::Count>& reports, double day) {
  const double begin = reports.empty() ? 0.0 : std::min(0, reports.front().day);
  return std::max(0.0, day - begin) + k_young;
}

/// The rules that need a series alone.
void own_rules(const std::vector<score::Count>& reports, int day, ByRule& centre) {
  at(centre, FleeRule::hold) = score::persistence(reports);
  at(centre, FleeRule::drift) = score::damped_drift(reports, day);
  at(centre, FleeRule::trend) = score::damped_trend(reports, day);
  if (reports.empty()) return;
  const double then = age_on(reports, reports.back().day), now = age_on(reports, day);
  const double slope = score::recent_slope(reports, std::max(30.0, 0.25 * then));
  at(centre, FleeRule::slowing) = std::max(0.0, reports.back().people + slope * then * std::log(std::max(1.0, now / then)));
}

double camps_part(const FleeKnown& known) {
  double camps = 0;
  for (const auto& c : known.camps) camps += score::persistence(c.reports);
  const double total = score::persistence(known.total);
  return total > 0 ? camps / total : 1;
}

}  // namespace

std::string_view to_string(FleeRule rule) {
  constexpr std::string_view k_names[] = {"persistence", "damped drift", "damped trend", "slowing growth", "shares frozen", "shares of newcomers", "capacity share", "filling with the total", "filling with time"};
  return k_names[static_cast<std::size_t>(rule)];
}

ByRule total_centres(const FleeKnown& known, int day) {
  ByRule centre;
  centre.fill(score::persistence(known.total));
  own_rules(known.total, day, centre);
  return centre;
}

double total_on(const FleeKnown& known, int day, const ByRule& weights) {
  if (!known.given_total.empty()) return score::interpolated(known.given_total, day);
  const auto centre = total_centres(known, day);
  double people = 0, sum = 0;
  for (std::size_t k = 0; k < k_total_rules; ++k) people += weights[k] * centre[k], sum += weights[k];
  return sum > 0 ? people / sum : centre[0];
}

ByRule rule_centres(const FleeKnown& known, std::size_t camp, int day, const ByRule& total_weights) {
  const auto& c = known.camps[camp];
  ByRule centre{};
  own_rules(c.reports, day, centre);
  const double last = score::persistence(c.reports);
  const int last_day = c.reports.empty() ? known.cutoff : c.reports.back().day;
  const double later = total_on(known, day, total_weights);
  const double then = known.total.empty() ? 0 : score::interpolated(known.total, last_day);
  at(centre, FleeRule::share) = score::held_share(c.reports, then, later);

  // The share of the recent growth is shrunk toward the share of the stock by a tenth of the stock, so that a total that hardly grew
  // does not give a wild ratio.
  const double window = std::max(30.0, 0.25 * age_on(c.reports, last_day));
  double newcomers = at(centre, FleeRule::share);
  if (then > 0 && !c.reports.empty()) {
    const double gained = last - score::interpolated(c.reports, last_day - window);
    const double total_gained = then - score::interpolated(known.total, last_day - window);
    const double shrink = 0.1 * then;
    const double share = std::clamp((gained + shrink * last / then) / (std::max(0.0, total_gained) + shrink), -0.5, 1.0);
    newcomers = std::max(0.0, last + share * (later - then));
  }
  at(centre, FleeRule::newcomers) = newcomers;

  double all = 0;
  for (const auto& other : known.camps) all += other.capacity;
  const double by_capacity = c.capacity > 0 ? score::capacity_share(c.capacity, all, camps_part(known), later) : last;
  at(centre, FleeRule::capacity) = by_capacity;
  // Camps fill as the total grows: a crisis that stands still fills nothing.
  const double left = then > 0 && later > then ? then / later : 1;
  at(centre, FleeRule::filling) = c.capacity > 0 ? c.capacity + (last - c.capacity) * left : last;
  const double younger = age_on(c.reports, last_day) / age_on(c.reports, day);
  at(centre, FleeRule::ageing) = c.capacity > 0 ? c.capacity + (last - c.capacity) * younger : last;
  return centre;
}

FleeTarget target_of(const FleeKnown& known, std::size_t camp, int day, const ByRule& total_weights) {
  const bool is_total = camp == known.camps.size();
  const auto& reports = is_total ? known.total : known.camps[camp].reports;
  FleeTarget target;
  target.camp = camp, target.day = day;
  target.last = score::persistence(reports);
  target.last_day = reports.empty() ? known.cutoff : reports.back().day;
  const auto opened = std::ranges::find_if(reports, [](const score::Count& c) { return c.people >= k_closed; });
  target.opened_day = opened == reports.end() ? target.last_day : opened->day;
  target.centre = is_total ? total_centres(known, day) : rule_centres(known, camp, day, total_weights);
  return target;
}

std::vector<Rehearsal> rehearse(const FleeKnown& known, bool total, const ByRule& total_weights) {
  std::vector<Rehearsal> rehearsals;
  for (const double fraction : {0.35, 0.5, 0.65, 0.8, 0.9}) {
    const int cutoff = static_cast<int>(fraction * known.cutoff);
    if (cutoff < 7) continue;
    const auto earlier = known_by(known, cutoff);
    Rehearsal r{cutoff, {}};
    const std::size_t first = total ? known.camps.size() : 0, last = total ? first + 1 : known.camps.size();
    for (std::size_t camp = first; camp < last; ++camp) {
      const auto& reports = total ? known.total : known.camps[camp].reports;
      for (const auto& report : reports) {
        if (report.day <= cutoff) continue;
        r.targets.push_back(target_of(earlier, camp, report.day, total_weights));
        r.targets.back().observed = report.people;
      }
    }
    if (!r.targets.empty()) rehearsals.push_back(std::move(r));
  }
  return rehearsals;
}

}  // namespace nuzuh::infer
