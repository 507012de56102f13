#include "nuzuh/flee/check.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "nuzuh/geo/network.hpp"

namespace nuzuh::flee {
namespace {

// Where a check begins to speak. A road is at least as long as the straight line; 5 % and 2 km allow for rounded distances and for
// the extent of a place.
constexpr double k_road_slack = 0.95, k_road_slack_km = 2;
constexpr double k_far_from_road_km = 50;   // a place is misplaced where every road misses the straight line by this and half as much again
constexpr double k_detour = 4, k_detour_km = 150;
constexpr double k_far_from_country_km = 1500;
constexpr double k_fall = 0.2;              // a series that loses a fifth between two reports
constexpr int k_gap_days = 14;              // days without registrations at either end
constexpr double k_sum_differs = 0.25;      // the sum of the camps against the total

class Check {
 public:
  explicit Check(const Crisis& crisis) : c_(crisis) {}

  core::Problems run() {
    coordinates();
    routes();
    reach();
    conflicts();
    closures();
    capacities();
    series();
    differences();
    return std::move(problems_);
  }

 private:
  void say(const core::Where& where, std::string what, std::string remedy) { problems_.push_back({where, std::move(what), std::move(remedy), core::Severity::warning}); }
  [[nodiscard]] const Place& place(int k) const { return c_.places[static_cast<std::size_t>(k)]; }
  [[nodiscard]] const Link& link(int k) const { return c_.links[static_cast<std::size_t>(k)]; }
  static double straight_km(const Place& a, const Place& b) { return geo::great_circle_km(a.longitude, a.latitude, b.longitude, b.latitude); }

  void coordinates() {
    std::map<std::string, std::vector<const Place*>> countries;
    for (const auto& p : c_.places) {
      const bool swapped_range = std::fabs(p.latitude) > 90 && std::fabs(p.longitude) <= 90;
      if (std::fabs(p.latitude) > 90 || std::fabs(p.longitude) > 180) {
        say(p.where, fmt::format("\"{}\" lies at latitude {}, longitude {}, which is nowhere{}", p.name, p.latitude, p.longitude, swapped_range ? "; they look swapped" : ""), "latitude is column 4, longitude column 5");
      } else if (p.latitude == 0 && p.longitude == 0) {
        say(p.where, fmt::format("\"{}\" has no coordinates (0, 0)", p.name), "fill in columns 4 and 5");
      } else {
        countries[p.country].push_back(&p);
      }
    }
    for (const auto& entry : countries) {
      const std::string& country = entry.first;
      const auto& list = entry.second;
      if (list.size() < 4) continue;
      auto median = [&](double Place::* field) {
        std::vector<double> values;
        for (const Place* p : list) values.push_back(p->*field);
        std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
        return values[values.size() / 2];
      };
      const double lat = median(&Place::latitude), lon = median(&Place::longitude);
      for (const Place* p : list) {
        const double away = geo::great_circle_km(p->longitude, p->latitude, lon, lat);
        if (away < k_far_from_country_km) continue;
        const bool swapped = std::fabs(p->longitude) <= 90 && geo::great_circle_km(p->latitude, p->longitude, lon, lat) < away / 3;
        say(p->where, fmt::format("\"{}\" lies {:.0f} km from the middle of the other places in {}{}", p->name, away, country, swapped ? "; latitude and longitude look swapped" : ""), "check its coordinates");
      }
    }
  }

  void routes() {
    std::vector<int> contradicted(c_.places.size(), 0), roads(c_.places.size(), 0);
    for (std::size_t k = 0; k < c_.links.size(); ++k) {
      const auto& l = c_.links[k];
      if (l.reverse < static_cast<int>(k)) continue;  // each route once
      const auto &a = place(l.from), &b = place(l.to);
      ++roads[static_cast<std::size_t>(l.from)], ++roads[static_cast<std::size_t>(l.to)];
      if (l.from == l.to) {
        say(l.where, fmt::format("the route leads from \"{}\" to itself", a.name), "remove it");
        continue;
      }
      if (l.distance_km == 0) say(l.where, fmt::format("the route from \"{}\" to \"{}\" is 0 km long", a.name, b.name), "kilometres along the road");
      const double straight = straight_km(a, b);
      if (l.distance_km < straight * k_road_slack - k_road_slack_km) {
        say(l.where, fmt::format("the route from \"{}\" to \"{}\" is {:g} km, shorter than the straight line of {:.0f} km", a.name, b.name, l.distance_km, straight), "check the distance and both places' coordinates");
        if (straight > 1.5 * l.distance_km + k_far_from_road_km) ++contradicted[static_cast<std::size_t>(l.from)], ++contradicted[static_cast<std::size_t>(l.to)];
      } else if (l.distance_km > k_detour * straight && l.distance_km - straight > k_detour_km) {
        say(l.where, fmt::format("the route from \"{}\" to \"{}\" is {:g} km, {:.0f} times the straight line of {:.0f} km", a.name, b.name, l.distance_km, l.distance_km / std::max(1.0, straight), straight), "check the distance and both places' coordinates");
      }
      if (l.forced || link(l.reverse).forced) {
        const auto& forced = l.forced ? l : link(l.reverse);
        say(l.where, fmt::format("forced redirection from \"{}\" to \"{}\": Flee 3 reads the flag and ignores it when people move; the documented and native behaviours obey it", place(forced.from).name, place(forced.to).name),
            "nothing, unless Flee's numbers are to be matched: --behaviour exact");
      }
    }
    for (std::size_t k = 0; k < c_.places.size(); ++k) {
      if (roads[k] >= 2 && contradicted[k] == roads[k]) {
        say(c_.places[k].where, fmt::format("every route of \"{}\" is far shorter than the straight line: it stands in the wrong place on the map", c_.places[k].name), "check its coordinates");
      }
    }
  }

  void reach() {
    std::vector<geo::Link> roads;
    for (std::size_t k = 0; k < c_.links.size(); ++k) {
      const auto& l = c_.links[k];
      if (l.reverse > static_cast<int>(k) && l.from != l.to) roads.push_back({static_cast<std::size_t>(l.from), static_cast<std::size_t>(l.to), std::max(1e-3, l.distance_km)});
    }
    const auto parts = geo::Network(c_.places.size(), roads).parts();
    std::set<std::size_t> origins;
    for (std::size_t k = 0; k < c_.places.size(); ++k) {
      if (c_.places[k].intensity > 0 || c_.places[k].declared == PlaceType::flood_zone) origins.insert(parts[k]);
    }
    for (const auto& change : c_.conflict_changes) {
      if (change.intensity > 0) origins.insert(parts[static_cast<std::size_t>(change.place)]);
    }
    std::set<std::size_t> refuges;
    for (std::size_t k = 0; k < c_.places.size(); ++k) {
      const auto& p = c_.places[k];
      if (p.camp) refuges.insert(parts[k]);
      if (c_.links_from[k].empty()) say(p.where, fmt::format("{} \"{}\" is on no route: nobody can {}", p.camp ? "camp" : "the place", p.name, p.camp ? "reach it" : "come or go"), "add a route to routes.csv");
      else if (p.camp && !origins.contains(parts[k])) say(p.where, fmt::format("camp \"{}\" cannot be reached from any place that ever has a conflict", p.name), "add the missing route");
      std::set<int> neighbours;
      for (const int l : c_.links_from[k]) neighbours.insert(link(l).to);
      if ((p.marker || p.forward) && neighbours.size() == 1) {
        say(p.where, fmt::format("the {} \"{}\" is a dead end: {}", to_string(p.type), p.name, p.marker ? "a marker is no destination, and Flee stops where it is the only way" : "people can only go back"), "join it to a second place or make it a town");
      }
    }
    for (std::size_t k = 0; k < c_.places.size(); ++k) {
      const auto& p = c_.places[k];
      const bool origin = p.intensity > 0 || p.declared == PlaceType::conflict;
      if (origin && !c_.links_from[k].empty() && !refuges.contains(parts[k])) say(p.where, fmt::format("no camp can be reached from the conflict zone \"{}\"", p.name), "add the missing route");
    }
  }

  void conflicts() {
    std::vector<int> first(c_.places.size(), k_none);
    std::map<int, int> changed;
    for (const auto& x : c_.conflict_changes) {
      auto& day = first[static_cast<std::size_t>(x.place)];
      if (x.intensity > 0 && day == k_none) day = x.day;
      if (x.intensity > 0 && !x.fresh) ++changed[x.place];
      if (x.intensity > 1 && x.fresh) say(place(x.place).where, fmt::format("\"{}\" has a conflict intensity of {:g} from day {}; it is meant to lie between 0 and 1", place(x.place).name, x.intensity, x.day), "check conflicts.csv");
    }
    if (!changed.empty()) {
      int sum = 0;
      for (const auto& [p, n] : changed) sum += n;
      say(place(changed.begin()->first).where, fmt::format("conflict intensities change {} times during a conflict in {} places (first \"{}\"); Flee 3 keeps the intensity of the first day, the documented and native behaviours follow the table", sum, changed.size(), place(changed.begin()->first).name),
          "nothing, unless Flee's numbers are to be matched: --behaviour exact");
    }
    for (std::size_t k = 0; k < c_.places.size(); ++k) {
      const auto& p = c_.places[k];
      const bool in_table = k < c_.conflict_table.column_of.size() && c_.conflict_table.column_of[k] != k_none;
      if (p.declared == PlaceType::conflict && !c_.conflict_table.empty()) {
        if (in_table && first[k] == k_none && p.conflict_date <= 0) say(p.where, fmt::format("\"{}\" is a conflict zone from day 0 but conflicts.csv has none there: the conflict never ends", p.name), "make it a town or fill its column");
        else if (in_table && first[k] == k_none) say(p.where, fmt::format("\"{}\" is a conflict zone from day {} but conflicts.csv has no conflict there", p.name, p.conflict_date), "fill its column or make it a town");
        else if (in_table && first[k] != p.conflict_date && p.conflict_date < c_.days) say(p.where, fmt::format("\"{}\" has conflict date {} but its conflict begins on day {} of conflicts.csv, which rules", p.name, p.conflict_date, first[k]), "make both agree");
        else if (!in_table && p.conflict_date > 0) say(p.where, fmt::format("\"{}\" has conflict date {} and no column in conflicts.csv: Flee 3 never starts its conflict, the documented and native behaviours do", p.name, p.conflict_date), "add a column");
        if (p.conflict_date >= c_.days) say(p.where, fmt::format("the conflict date {} of \"{}\" lies after the run of {} days", p.conflict_date, p.name, c_.days), "check the date");
      }
      if (first[k] != k_none && p.population == 0 && !p.camp && !c_.settings.spawn.conflict_driven_spawning) {
        say(p.where, fmt::format("\"{}\" has a conflict but no population: nobody sets out from there", p.name), "fill in column 8");
      }
      if (first[k] != k_none && p.camp) say(p.where, fmt::format("the camp \"{}\" has a conflict from day {}; after it Flee treats it as camp and town at once", p.name, first[k]), "check conflicts.csv");
    }
    if (!c_.arrivals.people.empty() && !c_.settings.spawn.starvation_driven_spawning) silent_days();
  }

  // Days on which people are to set out and no place has a conflict: Flee stops there.
  void silent_days() {
    std::set<int> at_war;
    for (std::size_t k = 0; k < c_.places.size(); ++k) {
      if (c_.places[k].intensity > 0 && c_.places[k].population > 0) at_war.insert(static_cast<int>(k));
    }
    std::size_t next = 0;
    for (int t = 0; t < c_.days; ++t) {
      for (; next < c_.conflict_changes.size() && c_.conflict_changes[next].day <= t; ++next) {
        const auto& x = c_.conflict_changes[next];
        if (x.intensity > 0 && place(x.place).population > 0) at_war.insert(x.place);
        if (!(x.intensity > 0)) at_war.erase(x.place);
      }
      if (!at_war.empty()) continue;
      say({c_.conflict_table.file, t + 2, 1}, fmt::format("on day {} no inhabited place has a conflict: Flee stops there; nuzuh lets {} people wait until there is one", t, c_.arrivals.people[static_cast<std::size_t>(t)]), "lengthen a conflict or shorten the run");
      return;
    }
  }

  void closures() {
    for (const auto& x : c_.closures) {
      if (x.start_day >= c_.days) say(x.where, fmt::format("the closure begins on day {}, after the run of {} days", x.start_day, c_.days), "check the day");
      if (x.kind == ClosureKind::link) {
        say(x.where, "Flee 3 does not close links (names longer than one letter are never equal for it); the documented and native behaviours close both directions", "nothing, unless Flee's numbers are to be matched: --behaviour exact");
        const auto& out = c_.links_from[static_cast<std::size_t>(x.place1)];
        if (std::ranges::none_of(out, [&](int l) { return link(l).to == x.place2; })) say(x.where, fmt::format("there is no route from \"{}\" to \"{}\"", x.name1, x.name2), "check both names");
      }
      if ((x.kind == ClosureKind::camp || x.kind == ClosureKind::idp_camp) && !place(x.place1).camp) say(x.where, fmt::format("\"{}\" is closed as a camp but is none", x.name1), "check the name");
      if (x.kind == ClosureKind::country) {
        const bool any = std::ranges::any_of(c_.links, [&](const Link& l) { return place(l.from).country == x.name1 && place(l.to).country == x.name2; });
        if (!any) say(x.where, fmt::format("no route leads from {} to {}: the closure has no effect", x.name1, x.name2), "check both names");
      }
      if (x.kind == ClosureKind::remove_forced_redirection) {
        const auto& out = c_.links_from[static_cast<std::size_t>(x.place1)];
        if (std::ranges::none_of(out, [&](int l) { return link(l).to == x.place2 && link(l).forced; })) say(x.where, fmt::format("there is no forced redirection from \"{}\" to \"{}\" to be removed", x.name1, x.name2), "check the direction of the flag in routes.csv");
      }
    }
  }

  void capacities() {
    for (const int k : c_.reported) {
      const auto& p = place(k);
      if (!p.camp) continue;
      const auto& s = c_.series[static_cast<std::size_t>(c_.series_of[static_cast<std::size_t>(k)])];
      double most_read = 0, most_used = 0, most_in_run = 0;
      const Report* top = nullptr;
      for (const auto& x : s.reports) {
        if (!top || x.count > most_read) top = &x;
        most_read = std::max(most_read, x.count), most_used = std::max(most_used, x.used);
      }
      for (std::size_t t = 0; t < std::min(s.daily.size(), static_cast<std::size_t>(c_.days)); ++t) most_in_run = std::max(most_in_run, s.daily[t]);
      const double read = static_cast<double>(p.population_read), used = static_cast<double>(p.capacity);
      if (read > 0 && top && (read == most_read || used == std::floor(most_used) || (used == most_in_run && used > 0))) {
        say(p.where, fmt::format("the capacity of \"{}\" ({}) equals the maximum of its own registration series ({}:{}): the simulation is told the answer", p.name, p.population_read, top->where.file, top->where.line),
            "take the capacity from a source that was known at the time");
      } else if (p.population_read <= 0) {
        say(p.where, fmt::format("the capacity of \"{}\" is {}: Flee takes it as unlimited", p.name, p.population_read), "fill in column 8");
      } else if (most_in_run > 1.2 * used * c_.settings.move.capacity_scaling) {
        say(p.where, fmt::format("\"{}\" registered up to {:.0f} people but its capacity is {}: the camp cannot reach its own series", p.name, most_in_run, p.capacity), "check the capacity");
      }
      if (p.registered_day0 > 0 && p.capacity > 0 && c_.settings.spawn.insert_day0) {
        if (p.capacity <= p.registered_day0) say(p.where, fmt::format("\"{}\" is full on day 0 ({} registered, capacity {}); in Flee 3 (and --behaviour exact) it becomes unlimited", p.name, p.registered_day0, p.capacity), "check the capacity");
        else if (p.capacity < 2 * p.registered_day0) say(p.where, fmt::format("\"{}\" has {} people on day 0 and a capacity of {}; Flee 3 (and --behaviour exact) takes them off twice and finds it full from the start", p.name, p.registered_day0, p.capacity), "run with --behaviour documented");
      }
    }
  }

  void series() {
    const core::Date end = c_.start + std::chrono::days(c_.days - 1);
    for (const auto& s : c_.series) {
      if (s.reports.empty()) continue;  // no registrations at all
      int falls = 0;
      const Report *worst = nullptr, *before = nullptr;
      double least = 1;
      for (std::size_t k = 1; k < s.reports.size(); ++k) {
        const auto &a = s.reports[k - 1], &b = s.reports[k];
        if (a.date == b.date) say(b.where, fmt::format("{} has two entries for {}; the last one rules", s.name, core::to_string(b.date)), "keep one");
        if (b.count >= a.count) continue;
        ++falls;
        const double ratio = a.count > 0 ? b.count / a.count : 1;
        if (ratio < least) least = ratio, worst = &b, before = &a;
      }
      if (worst && least < 1 - k_fall) {
        const bool corrected = std::ranges::any_of(c_.corrections, [&](const Correction& x) { return &c_.series[static_cast<std::size_t>(x.series)] == &s && x.date == worst->date; });
        if (!corrected) say(worst->where, fmt::format("{} falls {} times, most from {:g} to {:g} on {}: a new registration, or a return?", s.name, falls, before->count, worst->count, core::to_string(worst->date)), "if people were counted anew, add a row to registration_corrections.csv");
      }
      if (s.reports.front().date > c_.start + std::chrono::days(k_gap_days)) say(s.reports.front().where, fmt::format("{} begins {} days after the start; until then its first value is used", s.name, core::days_between(c_.start, s.reports.front().date)), "add an entry for the start");
      if (s.reports.back().date < end - std::chrono::days(k_gap_days)) say(s.reports.back().where, fmt::format("{} ends {} days before the run; from then on its last value is used", s.name, core::days_between(s.reports.back().date, end)), "add later entries or shorten the run");
      if (s.reports.size() == 1) say(s.reports.front().where, fmt::format("{} has one entry only: it is constant", s.name), "add entries");
    }
    if (c_.total_series == k_none) return;
    const auto& total = c_.series[static_cast<std::size_t>(c_.total_series)];
    double worst = 0;
    int day = 0;
    for (int t = 0; t < c_.days; ++t) {
      double sum = 0;
      for (const auto& s : c_.series) {
        if (&s != &total) sum += s.daily[static_cast<std::size_t>(t)];
      }
      const double all = total.daily[static_cast<std::size_t>(t)];
      const double differs = std::fabs(sum - all) / std::max(1.0, all);
      if (differs > worst) worst = differs, day = t;
    }
    if (worst > k_sum_differs) {
      say(total.reports.front().where, fmt::format("the camps' series and the total differ by up to {:.0f} % of the total (day {})", 100 * worst, day), "check that data_layout.csv lists every camp");
    }
    for (const auto& x : c_.corrections) {
      if (x.factor > 1.5) say(x.where, fmt::format("the correction of \"{}\" multiplies the earlier entries by {:.2f}; corrections usually lower them", c_.series[static_cast<std::size_t>(x.series)].name, x.factor), "check its date");
    }
  }

  void differences() {
    const auto& m = c_.settings.move;
    auto where = [&](std::string_view key) {
      for (const auto& use : c_.settings.uses) {
        if (use.key == key) return use.where;
      }
      return core::Where{};
    };
    const bool on = m.matches_people();
    auto has = [&](std::string_view attribute) {
      return std::ranges::any_of(c_.demographics, [&](const Demographic& d) { return d.attribute == attribute; }) || std::ranges::find(c_.agent_attribute_names, attribute) != c_.agent_attribute_names.end();
    };
    if (on) say(where(m.match_camp_religion ? "move_rules.MatchCampReligion" : "move_rules.MatchCampEthnicity"), "Flee 3 stops with the matching rules on the first day on which anyone is between two places", "run with --behaviour documented");
    for (const auto& [flag, key, attribute] : {std::tuple{m.children_avoid_hazards, "move_rules.ChildrenAvoidHazards", "age"}, {m.elderly_avoid_hazards, "move_rules.ElderlyAvoidHazards", "age"},
                                               {m.women_avoid_hazards, "move_rules.WomenAvoidHazards", "gender"}, {m.match_camp_ethnicity, "move_rules.MatchCampEthnicity", "ethnicity"},
                                               {m.match_town_ethnicity, "move_rules.MatchTownEthnicity", "ethnicity"}, {m.match_conflict_ethnicity, "move_rules.MatchConflictEthnicity", "ethnicity"},
                                               {m.match_camp_religion, "move_rules.MatchCampReligion", "religion"}}) {
      if (flag && !has(attribute)) say(where(key), fmt::format("the rule needs the attribute \"{}\", which neither demographics_{}.csv nor agents.csv gives; Flee stops there, here the rule has no effect", attribute, attribute), "add the file");
    }
    if (m.awareness_level <= 0) say(where("move_rules.awareness_level"), fmt::format("awareness_level {:g}: in Flee 3 {}; the documented behaviour is {}", m.awareness_level, m.awareness_level == 0 ? "nobody ever moves" : "it acts like 1", m.awareness_level == 0 ? "a choice by the length of the road" : "an equal choice among neighbours"), "");
    if (m.fixed_routes) say(where("move_rules.fixed_routes"), "fixed routes: Flee 3 uses the score squared and yesterday's scores for places later in the file", "run with --behaviour documented");
    if (m.stay_close_to_home) say(where("move_rules.stay_close_to_home"), "stay_close_to_home: Flee 3 measures from the place where people are, with latitude and longitude exchanged; the documented and native behaviours measure from home", "");
    if (c_.settings.hasten > 1) say(where("optimisations.hasten"), fmt::format("hasten {}: people and capacities are divided by it, so thresholds and chance differ from the full number", c_.settings.hasten), "set hasten: 1; nuzuh needs no hastening");
  }

  const Crisis& c_;
  core::Problems problems_;
};

}  // namespace

core::Problems suspicions(const Crisis& crisis) { return Check(crisis).run(); }

std::vector<std::string> contents(const Crisis& c) {
  std::vector<std::string> lines;
  std::map<std::string, int> types;
  std::set<std::string> countries;
  for (const auto& p : c.places) {
    ++types[std::string(to_string(p.declared))];
    countries.insert(p.country);
  }
  std::string kinds;
  for (const auto& [type, n] : types) kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", n, type);
  lines.push_back(fmt::format("places     {} in {} countries: {}", c.places.size(), countries.size(), kinds));
  double km = 0;
  for (const auto& l : c.links) km += l.distance_km / 2;
  lines.push_back(fmt::format("routes     {} ({:.0f} km)", c.links.size() / 2, km));
  lines.push_back(fmt::format("period     {} to {}, {} days", core::to_string(c.start), core::to_string(core::Date(c.start + std::chrono::days(c.days - 1))), c.days));
  std::set<int> at_war;
  for (const auto& x : c.conflict_changes) {
    if (x.intensity > 0) at_war.insert(x.place);
  }
  if (!c.flood_levels.empty()) lines.push_back(fmt::format("floods     {} places, {} rows", c.flood_levels.names.size(), c.flood_levels.values.size()));
  if (c.reads_conflicts()) lines.push_back(fmt::format("conflicts  {} places, {} beginnings and ends, table of {} days", at_war.size(), c.conflict_changes.size(), c.conflict_table.values.size()));
  lines.push_back(fmt::format("closures   {}", c.closures.size()));
  std::size_t reports = 0;
  for (const auto& s : c.series) reports += s.reports.size();
  double most = 0;
  for (std::size_t t = 0; t < static_cast<std::size_t>(c.days); ++t) {
    double sum = 0;
    for (std::size_t k = 0; k < c.series.size(); ++k) {
      if (static_cast<int>(k) != c.total_series) sum += c.series[k].daily[t];
    }
    most = std::max(most, sum);
  }
  lines.push_back(fmt::format("series     {} with {} reports, {} corrections; up to {:.0f} people in camps", c.series.size(), reports, c.corrections.size(), most));
  std::string rules;
  for (const auto& use : c.settings.uses) {
    if (use.given && use.value != use.default_text && !use.key.starts_with("log_levels")) rules += fmt::format("{}{}={}", rules.empty() ? "" : ", ", use.key.substr(use.key.rfind('.') + 1), use.value);
  }
  if (rules.size() > 300) rules = rules.substr(0, 297) + "...";
  lines.push_back("settings   " + (rules.empty() ? std::string("Flee's defaults") : rules));
  if (!c.demographics.empty() || !c.ipc.empty() || !c.listed_agents.empty()) {
    lines.push_back(fmt::format("people     {} demographic tables, {} listed agents, {} regions with food security", c.demographics.size(), c.listed_agents.size(), c.ipc.names.size()));
  }
  return lines;
}

}  // namespace nuzuh::flee
