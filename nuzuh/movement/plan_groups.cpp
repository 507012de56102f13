#include "nuzuh/movement/plan_groups.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <tuple>

#include "nuzuh/movement/floods.hpp"
#include "nuzuh/movement/home_distance.hpp"

namespace nuzuh::movement {
namespace {

using Index = std::size_t;

/// What a person's attributes say, as far as a rule asks: ages by the bounds of the rules only.
struct Traits {
  double age = k_unknown, flood_awareness = k_unknown;
  bool male = false, female = false;
  int ethnicity = PlanGroup::k_no_value, religion = PlanGroup::k_no_value;
  bool operator==(const Traits&) const = default;

  static constexpr double k_unknown = -1;
};

/// An age that the rules cannot tell from this one: they ask for below 19, above 14, above 59.
double like_age(double age) { return std::isnan(age) ? Traits::k_unknown : age > 59 ? 60 : age >= 19 ? 19 : age > 14 ? 18 : 14; }

double number_of(const std::string& text) {
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && stop == text.data() + text.size() ? value : std::nan("");
}

class Finder {
 public:
  explicit Finder(const flee::Crisis& crisis) : crisis_(crisis), move_(crisis.settings.move) {
    const bool matching = move_.match_camp_ethnicity || move_.match_town_ethnicity || move_.match_conflict_ethnicity;
    if (move_.children_avoid_hazards || move_.elderly_avoid_hazards) asked_.push_back("age");
    if ((move_.children_avoid_hazards && move_.boys_take_risk) || move_.women_avoid_hazards) asked_.push_back("gender");
    if (matching) asked_.push_back("ethnicity");
    if (move_.match_camp_religion) asked_.push_back("religion");
    if (has_flood_forecast(crisis)) asked_.push_back("floodawareness");
    farmers_ = !move_.harvest_months.empty() && !crisis.rules.harvest_stops_everyone;
    homes_ = move_.stay_close_to_home && !crisis.rules.home_distance_from_here;
  }

  Groups find() {
    const auto origins = may_set_out();
    groups_.shares.resize(crisis_.places.size());
    for (Index site = 0; site < crisis_.places.size(); ++site) {
      if (origins[site] && groups_.all.size() * origins.size() <= k_most_copies) shares_of(site);  // above that nobody will ask
    }
    for (const auto& agent : crisis_.listed_agents) {
      Traits traits;
      for (const auto& name : asked_) {
        const auto column = std::ranges::find(crisis_.agent_attribute_names, name);
        const bool known = std::ranges::find(crisis_.demographics, name, &flee::Demographic::attribute) != crisis_.demographics.end();
        if (column != crisis_.agent_attribute_names.end()) {
          set(traits, name, agent.attributes[static_cast<Index>(column - crisis_.agent_attribute_names.begin())]);
        } else if (known) {
          set(traits, name, "");  // others have a value: theirs is a value of its own
        }
      }
      groups_.listed.emplace_back();
      add_shares(traits, 1, farmers_at(static_cast<Index>(agent.place)), agent.place, groups_.listed.back());
    }
    if (groups_.all.empty()) groups_.all.emplace_back();  // nobody ever sets out
    return std::move(groups_);
  }

 private:
  /// Sites from which somebody may ever set out.
  [[nodiscard]] std::vector<std::uint8_t> may_set_out() const {
    const auto& spawn = crisis_.settings.spawn;
    std::vector<std::uint8_t> origins(crisis_.places.size(), 0);
    for (Index site = 0; site < origins.size(); ++site) {
      origins[site] = crisis_.places[site].intensity > 0 || spawn.starvation_driven_spawning || spawn.flood_driven_spawning;
    }
    for (const auto& change : crisis_.conflict_changes) origins[static_cast<Index>(change.place)] |= change.intensity > 0;
    for (const auto& change : crisis_.type_changes) origins[static_cast<Index>(change.place)] |= change.type == flee::PlaceType::conflict;
    for (const auto& insertion : crisis_.day0) origins[static_cast<Index>(insertion.place)] = 1;
    return origins;
  }

  void set(Traits& traits, const std::string& name, const std::string& value) {
    if (name == "age") traits.age = like_age(number_of(value));
    if (name == "gender") traits.male = value == "male", traits.female = value == "female";
    if (name == "ethnicity") traits.ethnicity = number(value);
    if (name == "religion") traits.religion = number(value);
    if (name == "floodawareness") traits.flood_awareness = flood_awareness(move_.flood, number_of(value));
  }
  int number(const std::string& value) { return values_.try_emplace(value, static_cast<int>(values_.size())).first->second; }

  /// Flee squares the score for those who avoid hazards; for men and boys above 14 who take risks all scores are 1 (grown men included).
  [[nodiscard]] int score_exponent(const Traits& traits) const {
    int exponent = 1;
    bool squared = false;
    if (move_.children_avoid_hazards) {
      if (traits.age != Traits::k_unknown && traits.age < 19) exponent = 2, squared = true;
      if (move_.boys_take_risk && traits.male && traits.age > 14) exponent = 0;
    }
    if (move_.elderly_avoid_hazards && traits.age > 59) exponent *= 2, squared = true;
    if (move_.women_avoid_hazards && traits.female && !squared) exponent *= 2;
    return exponent;
  }

  int group(const Traits& traits, bool farmer, int home) {
    PlanGroup group;
    group.score_exponent = score_exponent(traits);
    if (traits.flood_awareness != Traits::k_unknown) group.flood_awareness = traits.flood_awareness;
    group.farmer = farmer;
    group.ethnicity = traits.ethnicity, group.religion = traits.religion;
    if (homes_) group.home = home;
    const auto key = std::tuple(group.score_exponent, group.flood_awareness, group.farmer, group.ethnicity, group.religion, group.home);
    const auto [found, fresh] = number_of_group_.try_emplace(key, static_cast<int>(groups_.all.size()));
    if (fresh) groups_.all.push_back(group);
    return found->second;
  }

  /// How likely people of a site have which traits: attributes are drawn independently, each with the weights of the place's column.
  const std::vector<std::pair<Traits, double>>& traits_of(Index site) {
    std::vector<int> columns;
    for (const auto& name : asked_) {
      const auto table = std::ranges::find(crisis_.demographics, name, &flee::Demographic::attribute);
      columns.push_back(table == crisis_.demographics.end() ? flee::k_none : table->place_column[site]);
    }
    const auto [known, fresh] = traits_of_columns_.try_emplace(columns);
    if (!fresh) return known->second;
    std::vector<std::pair<Traits, double>> all = {{{}, 1.0}};
    for (Index a = 0; a < asked_.size() && all.size() <= k_most_copies; ++a) {
      const auto table = std::ranges::find(crisis_.demographics, asked_[a], &flee::Demographic::attribute);
      if (table == crisis_.demographics.end()) continue;
      const auto& weights = columns[a] == flee::k_none ? table->default_weights : table->columns[static_cast<Index>(columns[a])];
      double total = 0;
      for (const double weight : weights) total += weight;
      std::vector<std::pair<Traits, double>> values;  // what the rules tell apart
      for (Index v = 0; v < table->values.size(); ++v) {
        if (weights[v] <= 0) continue;
        Traits value;
        set(value, asked_[a], table->values[v]);
        const auto same = std::ranges::find(values, value, &std::pair<Traits, double>::first);
        if (same == values.end()) {
          values.emplace_back(value, weights[v] / total);
        } else {
          same->second += weights[v] / total;
        }
      }
      std::vector<std::pair<Traits, double>> next;
      for (const auto& [before, share] : all) {
        for (const auto& [value, part] : values) next.emplace_back(joined(before, value), share * part);
      }
      all = std::move(next);
    }
    return known->second = std::move(all);
  }

  /// Traits of which each stands in one of the two.
  static Traits joined(Traits a, const Traits& b) {
    if (b.age != Traits::k_unknown) a.age = b.age;
    if (b.flood_awareness != Traits::k_unknown) a.flood_awareness = b.flood_awareness;
    a.male |= b.male, a.female |= b.female;
    if (b.ethnicity != PlanGroup::k_no_value) a.ethnicity = b.ethnicity;
    if (b.religion != PlanGroup::k_no_value) a.religion = b.religion;
    return a;
  }

  void shares_of(Index site) {
    std::map<int, double> sums;
    GroupShares shares;
    for (const auto& [traits, share] : traits_of(site)) add_shares(traits, share, farmers_at(site), static_cast<int>(site), shares);
    for (const auto& [group, share] : shares) sums[group] += share;
    groups_.shares[site].assign(sums.begin(), sums.end());
  }

  [[nodiscard]] double farmers_at(Index site) const { return farmers_ ? std::clamp(crisis_.places[site].farmer_fraction, 0.0, 1.0) : 0; }

  /// A share of people of known traits, of whom some are farmers.
  void add_shares(const Traits& traits, double share, double farmers, int home, GroupShares& shares) {
    if (farmers < 1) shares.emplace_back(group(traits, false, home), share * (1 - farmers));
    if (farmers > 0) shares.emplace_back(group(traits, true, home), share * farmers);
  }

  const flee::Crisis& crisis_;
  const flee::MoveRules& move_;
  std::vector<std::string> asked_;  ///< attributes that a rule in force reads
  bool farmers_ = false, homes_ = false;
  Groups groups_;
  std::map<std::vector<int>, std::vector<std::pair<Traits, double>>> traits_of_columns_;
  std::map<std::string, int> values_;
  std::map<std::tuple<int, double, bool, int, int, int>, int> number_of_group_;
};

/// What makes a day another one for some groups than for others.
struct GroupDay {
  bool forecast = false, harvest = false;
  bool operator==(const GroupDay&) const = default;
};

/// A place as people of the group find it on a day.
PlaceDay for_group(const PlanGroup& group, PlaceDay place, const GroupDay& today) {
  if (today.forecast) place.chance_scale *= group.flood_awareness, place.endpoint_factor *= group.flood_awareness;
  place.stays = group.farmer && today.harvest;
  return place;
}

/// The days of all groups: what changes for the sites, and, when a harvest or a forecast begins or ends, what changes for a group alone.
void spread_days(const flee::Crisis& crisis, const Groups& groups, Plan& plan, int links, int routes) {
  const auto facts_of = [&](int t) { return GroupDay{flood_forecast_acts(crisis, t), crisis.harvest_on(t)}; };
  GroupDay before = facts_of(0);
  std::vector<PlaceDay> site_now = std::move(plan.at_start);
  plan.at_start.clear();
  for (const PlanGroup& group : groups.all) {
    for (const PlaceDay& place : site_now) plan.at_start.push_back(for_group(group, place, before));
  }
  for (int t = 0; t < plan.days; ++t) {
    DayChanges& day = plan.changes[static_cast<Index>(t)];
    const std::vector<PlaceChange> changed = std::move(day.places);
    day.places.clear();
    for (const auto& change : changed) site_now[static_cast<Index>(change.place)] = change.now;
    const GroupDay today = facts_of(t);
    for (int g = 0; g < static_cast<int>(groups.all.size()); ++g) {
      const auto add = [&](int site) { day.places.push_back({g * plan.sites + site, for_group(groups.all[static_cast<Index>(g)], site_now[static_cast<Index>(site)], today)}); };
      if (today == before) {
        for (const auto& change : changed) add(change.place);
      } else {
        for (int site = 0; site < plan.sites; ++site) add(site);
      }
    }
    before = today;
    const auto open = day.links;
    const auto forced = day.forced;
    const auto offered = day.routes;
    for (int g = 1; g < static_cast<int>(groups.all.size()); ++g) {
      for (const auto& change : open) day.links.push_back({change.link + g * links, change.open});
      for (const auto& change : forced) day.forced.push_back({change.link + g * links, change.forced});
      for (const auto& change : offered) day.routes.push_back({change.route + g * routes, change.offered});
    }
  }
}

/// Places, links and routes once more for each further group.
void spread_network(const Plan& one, int copies, Plan& plan) {
  const int sites = one.sites, nodes = static_cast<int>(one.nodes.size()), pending = nodes - sites, routes = static_cast<int>(one.routes.size());
  const int links = static_cast<int>(one.links.size()), arcs = static_cast<int>(one.arcs.size()), steps = static_cast<int>(one.route_links.size());
  const auto node_of = [&](int g, int node) { return node < sites ? g * sites + node : copies * sites + g * pending + node - sites; };
  plan.places.clear(), plan.nodes.clear(), plan.links.clear(), plan.link_open.clear(), plan.link_forced.clear(), plan.route_offered.clear(), plan.arcs.clear(), plan.turned_back.clear();
  plan.routes.clear(), plan.route_links.clear(), plan.routes_over.clear();
  for (auto& list : plan.routes_to) list.clear();
  plan.nodes.resize(static_cast<Index>(copies) * one.nodes.size());
  for (int g = 0; g < copies; ++g) {
    const int place = g * sites;
    for (PlanPlace copy : one.places) {
      copy.entity += static_cast<std::uint32_t>(g) * 0x9E3779B9u;
      copy.first_route += g * routes;
      plan.places.push_back(std::move(copy));
    }
    for (int n = 0; n < nodes; ++n) {
      Node copy = one.nodes[static_cast<Index>(n)];
      copy.place += place;
      if (copy.arc >= 0) copy.arc += g * arcs, copy.end += place;
      plan.nodes[static_cast<Index>(node_of(g, n))] = copy;
    }
    for (PlanLink copy : one.links) {
      copy.from += place, copy.to += place;
      plan.links.push_back(copy);
    }
    plan.link_open.insert(plan.link_open.end(), one.link_open.begin(), one.link_open.end());
    plan.link_forced.insert(plan.link_forced.end(), one.link_forced.begin(), one.link_forced.end());
    plan.route_offered.insert(plan.route_offered.end(), one.route_offered.begin(), one.route_offered.end());
    for (const Arc& arc : one.arcs) plan.arcs.push_back({arc.link + g * links, node_of(g, arc.node)});
    for (const int node : one.turned_back) plan.turned_back.push_back(node_of(g, node));
    for (Route copy : one.routes) {
      plan.routes_to[static_cast<Index>(copy.end)].push_back(static_cast<int>(plan.routes.size()));
      copy.origin += place, copy.end += place, copy.arc += g * arcs, copy.first_link += g * steps;
      plan.routes.push_back(copy);
    }
    for (const int link : one.route_links) plan.route_links.push_back(link + g * links);
    for (const auto& over : one.routes_over) {
      auto& list = plan.routes_over.emplace_back(over);
      for (int& route : list) route += g * routes;
    }
  }
}

/// Everybody's own way home: the score of a route's end falls with its distance from there.
void weigh_distance_from_home(const flee::Crisis& crisis, Plan& plan) {
  const double power = plan.move.home_distance_power;
  for (auto& route : plan.routes) {
    const int home = plan.group_of(route.origin).home;
    if (home < 0) continue;
    const auto& from = crisis.places[static_cast<Index>(home)];
    const auto& to = crisis.places[static_cast<Index>(plan.site_of(route.end))];
    route.factor = 1 / std::pow(std::max(1.0, home_distance_km(to, from, false)), power);
  }
}

}  // namespace

Groups find_groups(const flee::Crisis& crisis) { return Finder(crisis).find(); }

void spread_over_groups(const flee::Crisis& crisis, const Groups& groups, Plan& plan) {
  const auto copies = groups.all.size();
  plan.groups = groups.all;
  for (Index i = 0; i < groups.listed.size(); ++i) {
    const int site = crisis.listed_agents[i].place;
    if (plan.first_people.empty() || plan.first_people.back().site != site || plan.first_people.back().shares != groups.listed[i]) {
      plan.first_people.push_back({site, 0, groups.listed[i], true});
    }
    ++plan.first_people.back().people;
  }
  if (copies > 1) plan.group_shares = groups.shares;
  for (const auto& insertion : crisis.day0) {
    plan.first_people.push_back({insertion.place, insertion.people, copies > 1 ? groups.shares[static_cast<Index>(insertion.place)] : GroupShares{{0, 1.0}}, false});
  }
  const auto links = static_cast<int>(plan.links.size()), routes = static_cast<int>(plan.routes.size());
  if (copies > 1) {
    const Plan one = plan;
    spread_network(one, static_cast<int>(copies), plan);
  }
  spread_days(crisis, groups, plan, links, routes);
  if (std::ranges::any_of(plan.groups, &PlanGroup::farmer)) {
    for (int t = 0; t < plan.days; ++t) plan.harvest.push_back(crisis.harvest_on(t));
  }
  weigh_distance_from_home(crisis, plan);
}

}  // namespace nuzuh::movement
