#include "nuzuh/forecast/summarise.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/core/hash.hpp"
#include "nuzuh/core/parallel.hpp"
#include "nuzuh/core/version.hpp"
#include "nuzuh/ensemble/compile.hpp"
#include "nuzuh/forecast/climatology.hpp"
#include "nuzuh/forecast/drivers.hpp"
#include "nuzuh/forecast/labels.hpp"
#include "nuzuh/rules/fighters.hpp"
#include "nuzuh/score/rules.hpp"

namespace nuzuh::forecast {

using engine::Quantity;
using ensemble::Trajectories;
using scenario::Scenario;

namespace {

constexpr int k_week = 7;
constexpr std::array k_horizons = {7, 14, 30, 60, 120};
constexpr std::array k_exit_thresholds = {10000, 25000, 50000, 100000};

Text both(const Label& l) { return {std::string(l.en), std::string(l.ar)}; }

Quantiles quantiles_of(std::vector<double>& values) {
  std::ranges::sort(values);
  Quantiles q{};
  for (std::size_t i = 0; i < k_levels.size(); ++i) q[i] = score::sorted_quantile(values, k_levels[i]);
  return q;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

/// Everything that the parts below share.
class Summary {
 public:
  Summary(const Scenario& s, const world::World& world, const Trajectories& runs, const Request& request)
      : s_(s), world_(world), runs_(runs), request_(request), cut_(core::days_between(s.start, request.known_by)) {}

  Forecast make() {
    run();
    survival();
    chances();
    paths();
    figures();
    destinations();
    f_.drivers = drivers_of(runs_, cut_);
    headline();
    return std::move(f_);
  }

 private:
  [[nodiscard]] double value(int member, int day, Quantity q) const { return day < 0 ? 0 : runs_.at(member, std::min(day, runs_.days - 1), q); }
  [[nodiscard]] double since_cut(int member, Quantity q) const { return value(member, runs_.days - 1, q) - value(member, cut_, q); }

  void run() {
    auto& r = f_.run;
    r.program_version = core::k_version;
    r.case_id = s_.id;
    r.case_hash = core::hash_text(core::fnv1a(scenario::canonical_text(s_)));
    r.known_by = request_.known_by;
    r.start = s_.start;
    r.until = request_.until;
    r.members = runs_.members;
    r.seed = request_.seed;
    r.policy = request_.policy;
    r.observations_used = request_.observations_used;
    r.effective_members = request_.effective_members > 0 ? request_.effective_members : runs_.members;
    r.warnings = request_.warnings;
    for (const auto& source : s_.sources) r.sources_used.push_back(source.id);
    r.weakest = scenario::Grade::strong;
    for (const auto& estimate : s_.parameters) r.weakest = std::max(r.weakest, estimate.grade);
    f_.title = {s_.title_en, s_.title_ar};
    f_.question = {s_.question_en, s_.question_ar};
    f_.disclaimer = {"The boundaries and names shown and the designations used do not imply official endorsement or acceptance by the United Nations. "
                     "A forecast of aggregates for the protection of civilians; it gives no advice on fighting and no data on individuals.",
                     "لا تعني الحدود والأسماء والتسميات المستخدمة إقراراً أو قبولاً رسمياً من الأمم المتحدة. "
                     "توقع إجمالي لحماية المدنيين، لا يقدم مشورة قتالية ولا بيانات عن أفراد."};
    f_.learned = request_.learned;
  }

  void survival() {
    const auto climate = Climatology::of(s_, request_.known_by);
    auto& out = f_.survival;
    const int last = runs_.days - 1 - cut_;
    std::vector<int> ended(static_cast<std::size_t>(last) + 1, 0);
    for (const auto& o : runs_.outcomes) {
      if (o.end_day >= 0) ++ended[static_cast<std::size_t>(std::clamp(o.end_day - cut_, 0, last))];
    }
    double gone = 0;
    for (int day = 0; day <= last; ++day) {
      gone += ended[static_cast<std::size_t>(day)];
      const double model = 1 - gone / runs_.members, record = climate.standing(day);
      out.climatology.push_back(record);
      // Where a report says that it has ended, the record has nothing to add.
      out.standing.push_back(model == 0 ? 0 : (1 - climate.weight) * model + climate.weight * record);
    }
    out.grade = grade_of(label("days_to_end"), s_);
    announced();
  }

  void announced() {
    auto& out = f_.survival;
    const scenario::Observation* said = nullptr;
    for (const auto& o : s_.observations) {
      if (o.series == scenario::Series::announced_days && (!said || o.date >= said->date)) said = &o;
    }
    if (!said) return;
    const auto* lateness = s_.find_parameter("announced.lateness");
    NUZUH_EXPECT(lateness != nullptr);
    out.announced_days = static_cast<int>(said->value);
    const int day = std::clamp(core::days_between(request_.known_by, said->date) + out.announced_days, 0, static_cast<int>(out.standing.size()) - 1);
    out.announced_chance = 1 - out.standing[static_cast<std::size_t>(day)];
    out.announced_label = {"days or perhaps weeks", "أيام وربما بضعة أسابيع"};
    const double m = lateness->belief.a, sd = lateness->belief.b;
    const double kept = sd > 0 ? 0.5 * std::erfc(m / sd / std::sqrt(2.0)) : m > 0 ? 0 : 1;  // the chance of no lateness
    const double factor = std::exp(m);
    out.record = {fmt::format("Read as {} days. Announced ends on the record known by the cut-off came late by a median factor of {:.1f}; such words were kept in about {:.0f}% of "
                              "cases. This forecast gives the end by {} a chance of {:.0f}%.",
                              out.announced_days, factor, 100 * kept, core::to_string(said->date + std::chrono::days(out.announced_days)), 100 * out.announced_chance),
                  fmt::format("قُرئت على أنها {} يوماً. في السجل المعروف حتى تاريخ التوقع تأخرت النهايات المعلنة بمعامل وسيط {:.1f}، وصدقت مثل هذه العبارات في نحو {:.0f}% من الحالات. "
                              "ويعطي هذا التوقع احتمال {:.0f}% لانتهاء الجيب بحلول {}.",
                              out.announced_days, factor, 100 * kept, 100 * out.announced_chance, core::to_string(said->date + std::chrono::days(out.announced_days)))};
  }

  void add_chance(std::string key, Text text, int horizon, double p, std::optional<double> climatology, const Label& l) {
    f_.chances.push_back({std::move(key), std::move(text), horizon, p, std::sqrt(std::max(0.0, p * (1 - p)) / f_.run.effective_members), climatology, grade_of(l, s_)});
  }

  template <class Predicate>
  double share_of_members(Predicate predicate) const {
    int hits = 0;
    for (int m = 0; m < runs_.members; ++m) hits += predicate(m) ? 1 : 0;
    return static_cast<double>(hits) / runs_.members;
  }

  void chances() {
    const auto& ended = label("ended_within");
    for (const int horizon : k_horizons) {
      if (static_cast<std::size_t>(horizon) >= f_.survival.standing.size()) continue;
      const auto day = static_cast<std::size_t>(horizon);
      add_chance(fmt::format("ended_within_{}", horizon), {fmt::format(fmt::runtime(ended.en), horizon), fmt::format(fmt::runtime(ended.ar), horizon)}, horizon,
                 1 - f_.survival.standing[day], 1 - f_.survival.climatology[day], ended);
    }
    const auto of_end = [&](world::End end) { return share_of_members([&](int m) { return runs_.outcomes[static_cast<std::size_t>(m)].end == end; }); };
    add_chance("deal", both(label("deal")), 0, of_end(world::End::deal), std::nullopt, label("deal"));
    add_chance("relieved", both(label("relieved")), 0, of_end(world::End::relieved), std::nullopt, label("relieved"));
    for (const char* key : {"camp_over_capacity", "transit_over_capacity"}) {
      const bool camp = key[0] == 'c';
      add_chance(key, both(label(key)), 0, share_of_members([&](int m) { return days_over(m, camp) > 0; }), std::nullopt, label(key));
    }
    const auto& over = label("exits_over");
    for (const int threshold : k_exit_thresholds) {
      add_chance(fmt::format("exits_over_{}", threshold), {fmt::format(fmt::runtime(over.en), threshold), fmt::format(fmt::runtime(over.ar), threshold)}, 0,
                 share_of_members([&](int m) { return since_cut(m, Quantity::exits_cumulative) > threshold; }), std::nullopt, over);
    }
  }

  /// Days after the cut-off with more people than places.
  [[nodiscard]] int days_over(int member, bool camp) const {
    const auto& p = runs_.draws[static_cast<std::size_t>(member)].parameters;
    int days = 0;
    for (int day = cut_ + 1; day < runs_.days; ++day) {
      const auto& today = world_.calendar[static_cast<std::size_t>(day)];
      const double places = camp ? today.camp_places.value_or(p.camp_places) : today.transit_places.value_or(p.transit_places);
      days += value(member, day, camp ? Quantity::camp_population : Quantity::transit_waiting) > places ? 1 : 0;
    }
    return days;
  }

  void add_path(std::string_view key, std::string site, const std::function<double(int, int)>& at) {
    const auto& l = label(key);
    Path path{std::string(key), both(l), std::string(l.unit), std::move(site), grade_of(l, s_), {}, {}, {}};
    const auto days = static_cast<std::size_t>(runs_.days);
    path.quantiles.resize(days);
    path.means.resize(days);
    for (std::size_t day = 0; day < days; ++day) path.dates.push_back(s_.start + std::chrono::days(day));
    core::for_each_index(days, request_.threads, [&](std::size_t day) {
      std::vector<double> values(static_cast<std::size_t>(runs_.members));
      for (int m = 0; m < runs_.members; ++m) values[static_cast<std::size_t>(m)] = at(m, static_cast<int>(day));
      path.means[day] = mean_of(values);
      path.quantiles[day] = quantiles_of(values);
    });
    f_.paths.push_back(std::move(path));
  }

  void paths() {
    for (std::size_t i = 0; i < engine::k_quantities; ++i) {
      const auto q = static_cast<Quantity>(i);
      std::string site;
      if (q == Quantity::arrivals_cumulative || q == Quantity::camp_population) site = s_.main_camp;
      if (q == Quantity::transit_waiting) site = s_.transit;
      if (q == Quantity::screening_waiting) site = s_.screening;
      add_path(engine::name_of(q), site, [this, q](int m, int day) { return value(m, day, q); });
    }
    const auto weekly = [this](Quantity q) { return [this, q](int m, int day) { return value(m, day, q) - value(m, day - k_week, q); }; };
    add_path("exits_weekly", "", weekly(Quantity::exits_cumulative));
    add_path("arrivals_weekly", s_.main_camp, weekly(Quantity::arrivals_cumulative));
  }

  void add_figure(std::string_view key, const std::function<double(int)>& of, Text note = {}, std::string site = {}) {
    const auto& l = label(key);
    std::vector<double> values;
    for (int m = 0; m < runs_.members; ++m) values.push_back(of(m));
    Figure figure{std::string(key), both(l), std::string(l.unit), std::move(site), grade_of(l, s_), {}, mean_of(values), std::move(note)};
    figure.quantiles = quantiles_of(values);
    f_.figures.push_back(std::move(figure));
  }

  void figures() {
    const auto outcome = [this](int m) -> const engine::Outcome& { return runs_.outcomes[static_cast<std::size_t>(m)]; };
    const auto share = [outcome](world::Count world::Ledger::*field) {
      return [outcome, field](int m) {
        const auto& o = outcome(m);
        return o.fighters_at_start > 0 ? static_cast<double>(o.ledger.*field) / static_cast<double>(o.fighters_at_start) : 0;
      };
    };
    add_figure("people_at_start", [&](int m) { return static_cast<double>(outcome(m).people_at_start); },
               {"The least known number, and the one that drives most others.", "أقل الأرقام يقيناً، وهو الذي يحكم معظم ما عداه."});
    add_figure("fighters_at_start", [&](int m) { return static_cast<double>(outcome(m).fighters_at_start); });
    add_figure("earlier_leavers_share", [&](int m) {
      const auto fighters = static_cast<double>(outcome(m).fighters_at_start);
      return fighters > 0 ? std::min(1.0, runs_.draws[static_cast<std::size_t>(m)].parameters.chain_earlier_leavers / fighters) : 0;
    });
    add_figure("fighters_killed_share", share(&world::Ledger::fighters_killed));
    add_figure("fighters_captured_share", share(&world::Ledger::captured));
    add_figure("fighters_slipped_share", share(&world::Ledger::slipped_away));
    add_figure("fighters_deal_share", share(&world::Ledger::left_under_deal));
    add_figure("fighters_unaccounted_share", share(&world::Ledger::unaccounted));
    add_figure("fighters_still_inside_share", share(&world::Ledger::fighting));
    add_figure("attackers_killed", [&](int m) { return static_cast<double>(outcome(m).attackers_killed); });
    add_figure("exits_total", [&](int m) { return since_cut(m, Quantity::exits_cumulative); });
    add_figure("arrivals_total", [&](int m) { return since_cut(m, Quantity::arrivals_cumulative); }, {}, s_.main_camp);
    peak_figures();
    add_figure("transit_days_over_capacity", [&](int m) { return days_over(m, false); }, {}, s_.transit);
    add_figure("camp_days_over_capacity", [&](int m) { return days_over(m, true); }, {}, s_.main_camp);
    add_figure("killed_inside_total", [&](int m) { return since_cut(m, Quantity::killed_inside_cumulative); },
               {"Publishers of such counts differ by three to ten times.", "يختلف ناشرو هذه الأعداد بين ثلاثة أضعاف وعشرة."});
    add_figure("died_on_the_way_total", [&](int m) { return since_cut(m, Quantity::died_on_the_way_cumulative); });
    add_figure("hazard_injuries_total", [&](int m) { return since_cut(m, Quantity::hazard_injuries_cumulative); });
    add_figure("returned_total", [&](int m) { return since_cut(m, Quantity::returned_cumulative); });
    add_figure("days_trapped", [&](int m) {
      double sum = 0;
      for (int day = cut_ + 1; day < runs_.days; ++day) sum += value(m, day, Quantity::people_inside);
      return sum;
    });
    days_to_end();
  }

  void peak_figures() {
    const auto daily = [this](int m, int day) { return value(m, day, Quantity::arrivals_cumulative) - value(m, day - 1, Quantity::arrivals_cumulative); };
    const auto peak = [this, daily](int m) {
      int best = cut_ + 1;
      for (int day = cut_ + 1; day < runs_.days; ++day) best = daily(m, day) > daily(m, best) ? day : best;
      return best;
    };
    add_figure("arrivals_peak_day", [&](int m) { return peak(m) - cut_; }, {"Days after the cut-off.", "أيام بعد تاريخ التوقع."}, s_.main_camp);
    add_figure("arrivals_peak_people", [&](int m) { return daily(m, peak(m)); }, {}, s_.main_camp);
    add_figure("peak_to_mean", [&](int m) {
      const double total = since_cut(m, Quantity::arrivals_cumulative);
      int days = 0;  // days on which anybody arrived
      for (int day = cut_ + 1; day < runs_.days; ++day) days += daily(m, day) > 0 ? 1 : 0;
      return total > 0 ? daily(m, peak(m)) * days / total : 0;
    });
  }

  void days_to_end() {
    const auto& l = label("days_to_end");
    const auto& standing = f_.survival.standing;
    Figure figure{"days_to_end", both(l), std::string(l.unit), {}, f_.survival.grade, {}, 0,
                  {fmt::format("Model and record mixed. {} means: later than the last day.", standing.size()),
                   fmt::format("مزيج من النموذج والسجل. الرقم {} يعني: بعد اليوم الأخير.", standing.size())}};
    for (std::size_t i = 0; i < k_levels.size(); ++i) {
      const auto day = std::ranges::find_if(standing, [&](double s) { return 1 - s >= k_levels[i]; });
      figure.quantiles[i] = static_cast<double>(day - standing.begin());
    }
    for (const double s : standing) figure.mean += s;  // restricted mean: within the run
    f_.figures.push_back(std::move(figure));
  }

  void destinations() {
    std::vector<const scenario::Site*> sites;
    for (const auto& site : s_.sites) {
      if (site.pull) sites.push_back(&site);
    }
    if (sites.empty()) return;
    const auto world = ensemble::destinations_of(s_);
    std::vector<int> first(sites.size(), 0);
    for (const auto& draw : runs_.draws) ++first[rules::destination_order(draw.parameters, world).front()];
    for (std::size_t i = 0; i < sites.size(); ++i) {
      f_.destinations.push_back({sites[i]->id, {sites[i]->name_en, sites[i]->name_ar}, static_cast<double>(first[i]) / runs_.members});
    }
    std::ranges::stable_sort(f_.destinations, std::greater{}, &Destination::chance_first);
  }

  void headline();

  const Scenario& s_;
  const world::World& world_;
  const Trajectories& runs_;
  const Request& request_;
  int cut_;
  Forecast f_;
};

/// Two significant figures: a forecast of people never pretends to more.
std::string rounded(double people) {
  if (people < 10) return "<10";
  const double unit = std::pow(10, std::floor(std::log10(people)) - 1);
  const auto value = static_cast<long long>(std::llround(people / unit) * static_cast<long long>(unit));
  auto digits = std::to_string(value);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

void Summary::headline() {
  const auto* exits = f_.find_figure("exits_total");
  NUZUH_EXPECT(exits != nullptr);
  const auto at = [](const Quantiles& q, double level) { return q[static_cast<std::size_t>(std::ranges::find(k_levels, level) - k_levels.begin())]; };
  const double within = f_.chances.empty() ? 0 : f_.chances[std::min<std::size_t>(2, f_.chances.size() - 1)].probability;
  const int horizon = f_.chances.empty() ? 0 : f_.chances[std::min<std::size_t>(2, f_.chances.size() - 1)].horizon_days;
  const auto low = rounded(at(exits->quantiles, 0.1)), mid = rounded(at(exits->quantiles, 0.5)), high = rounded(at(exits->quantiles, 0.9));
  f_.headline = {fmt::format("The pocket ends within {} days with a chance of {:.0f}%. From {} on, {} to {} more people come out (80% interval; middle {}).", horizon,
                             100 * within, core::to_string(request_.known_by), low, high, mid),
                 fmt::format("احتمال انتهاء الجيب خلال {} يوماً هو {:.0f}%. ومن {} فصاعداً يخرج ما بين {} و{} شخص آخرين (مجال 80%، والوسط {}).", horizon, 100 * within,
                             core::to_string(request_.known_by), low, high, mid)};
}

}  // namespace

const Path* Forecast::find_path(std::string_view key) const {
  const auto found = std::ranges::find(paths, key, &Path::key);
  return found == paths.end() ? nullptr : &*found;
}

const Figure* Forecast::find_figure(std::string_view key) const {
  const auto found = std::ranges::find(figures, key, &Figure::key);
  return found == figures.end() ? nullptr : &*found;
}

Forecast summarise(const Scenario& scenario, const world::World& world, const Trajectories& runs, const Request& request) {
  return Summary(scenario, world, runs, request).make();
}

}  // namespace nuzuh::forecast
