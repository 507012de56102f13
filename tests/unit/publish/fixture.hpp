#pragma once
// A made-up forecast over the toy case: every field filled, with awkward texts, so that round trips and escaping are really tested.

#include <cmath>
#include <stdexcept>
#include <string>

#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::fixture {

inline scenario::Scenario toy() {
  auto s = scenario::read("cases/toy");
  if (!s) throw std::runtime_error(core::to_string(s.error().front()));
  return *s;
}

inline forecast::Quantiles spread(double middle, double width) {
  forecast::Quantiles q{};
  for (std::size_t i = 0; i < q.size(); ++i) q[i] = middle * std::exp(width * (forecast::k_levels[i] - 0.5) * 4);
  return q;
}

inline forecast::Path path(const scenario::Scenario& s, std::string key, std::string unit, std::string site, double per_day) {
  forecast::Path p{std::move(key), {"Label <b>&", "تسمية"}, std::move(unit), std::move(site), scenario::Grade::weak, {}, {}, {}};
  for (int day = 0; day <= core::days_between(s.start, s.until); ++day) {
    p.dates.push_back(s.start + std::chrono::days(day));
    p.quantiles.push_back(spread(per_day * (1 + day), 0.9));
    p.means.push_back(per_day * (1.5 + day));
  }
  return p;
}

inline forecast::Forecast made_up(const scenario::Scenario& s) {
  using namespace forecast;
  Forecast f;
  f.run = {"0.1.0", s.id, "0123456789abcdef", s.cutoff, s.start, s.until, 500, 18446744073709551615ULL, {"made_up"}, 3, 412.5, {{"Beware <script>alert(1)</script>", "تنبيه"}}, scenario::Grade::assumed, ""};
  f.title = {"Toy \"enclave\" <i>", "جيب تجريبي"};
  f.question = {"What then?", "ماذا بعد؟"};
  f.disclaimer = {"No endorsement.", "لا إقرار."};
  f.headline = {"=1+1", "خلاصة"};
  const int days = core::days_between(s.cutoff, s.until);
  for (int day = 0; day <= days; ++day) {
    f.survival.standing.push_back(std::exp(-day / 60.0));
    f.survival.climatology.push_back(std::exp(-day / 75.0));
  }
  f.survival.announced_days = 14;
  f.survival.announced_chance = 1 - std::exp(-14 / 60.0);
  f.survival.announced_label = {"days or weeks", "أيام أو أسابيع"};
  f.survival.record = {"Read as 14 days, until 2020-01-24.", "قُرئت على أنها 14 يوماً حتى 2020-01-24."};
  for (const int horizon : {7, 14, 30, 60}) {
    f.chances.push_back({"ended_within_" + std::to_string(horizon), {"Ended", "انتهى"}, horizon, 1 - std::exp(-horizon / 60.0), 0.01, 1 - std::exp(-horizon / 75.0), scenario::Grade::weak});
  }
  f.chances.push_back({"deal", {"Deal", "اتفاق"}, 0, 0.1, 0.01, std::nullopt, scenario::Grade::weak});
  f.chances.push_back({"camp_over_capacity", {"Camp over", "تجاوز"}, 0, 0.4, 0.01, std::nullopt, scenario::Grade::weak});
  f.chances.push_back({"transit_over_capacity", {"Transit over", "تجاوز"}, 0, 0.2, 0.01, std::nullopt, scenario::Grade::weak});
  for (const char* key : {"people_at_start", "exits_total", "arrivals_total", "arrivals_peak_people", "killed_inside_total", "died_on_the_way_total", "hazard_injuries_total"}) {
    f.figures.push_back({key, {"=HYPERLINK(1)", "رقم"}, "people", "", scenario::Grade::moderate, spread(key[0] == 'k' ? 6 : 1234, 1), 1500, {"a \"note\", quoted", "ملاحظة"}});
  }
  f.figures.push_back({"fighters_at_start", {"Fighters", "مقاتلون"}, "people", "", scenario::Grade::weak, spread(1234, 0.5), 1277, {}});
  f.figures.push_back({"peak_to_mean", {"Peak", "ذروة"}, "1", "", scenario::Grade::weak, spread(4, 0.5), 4, {}});
  f.figures.push_back({"arrivals_peak_day", {"Day", "يوم"}, "date", s.main_camp, scenario::Grade::weak, spread(12, 0.5), 14, {}});
  for (const char* key : {"fighters_killed_share", "fighters_captured_share", "fighters_unaccounted_share"}) {
    f.figures.push_back({key, {"Share", "حصة"}, "share", "", scenario::Grade::weak, spread(0.1, 0.5), 1.0 / 3, {}});
  }
  f.drivers = {{"exits_total", {"Exits <b>", "الخارجون"}, {{"flight.open", 0.4, 0.02}, {"people inside at the start", 0.3, 0.05}, {"tempo", 0.01, 0.02}}}};
  f.destinations = {{"south", {"South <town>", "الجنوب"}, 0.7}, {"north", {"North", "الشمال"}, 0.3}};
  f.learned = {{"flight.open", "1/d", scenario::Grade::moderate, {0.1, 0.2, 0.4}, {0.15, 0.2, 0.3}}};
  f.paths = {path(s, "arrivals_cumulative", "people", s.main_camp, 40),  path(s, "exits_cumulative", "people", "", 60),         path(s, "arrivals_weekly", "people/week", s.main_camp, 2),
             path(s, "transit_waiting", "people", s.transit, 0.3),       path(s, "fighters_inside", "people", "", 17.3),        path(s, "held_share", "share", "", 0.001)};
  return f;
}

/// The same with what happened laid over it.
inline forecast::Forecast revealed(const scenario::Scenario& s) {
  auto f = made_up(s);
  f.outcomes.push_back({"arrivals_cumulative", {"Arrivals", "الواصلون"}, "arrivals_cumulative", {{s.cutoff + std::chrono::days(10), 700, 650.0, std::nullopt, "made_up"}}, 12.5, 0.3, 11, 0.5, 1, 1, 1});
  f.end_outcome = forecast::EndOutcome{s.cutoff + std::chrono::days(50), 20.5, 24, 0.55};
  return f;
}

}  // namespace nuzuh::fixture
