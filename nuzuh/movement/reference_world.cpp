#include "nuzuh/movement/reference_world.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "nuzuh/movement/connections.hpp"
#include "nuzuh/movement/floods.hpp"

namespace nuzuh::movement {
namespace {

using flee::BorderChange;
using flee::PlaceType;

}  // namespace

World::World(const flee::Crisis& crisis, std::uint64_t seed) : c_(crisis), rules_(crisis.settings.move), python_(seed), numpy_(seed) {
  const std::size_t n = crisis.places.size();
  spots_.resize(n);
  for (std::size_t k = 0; k < n; ++k) {
    auto& s = spots_[k];
    s.now = crisis.places[k];
    s.now.name.clear(), s.now.attributes.clear();
    s.rest = s.now.type == PlaceType::conflict ? PlaceType::town : s.now.type;
    s.capacity = static_cast<double>(s.now.capacity);
    limited_.push_back((s.capacity + std::max(0.0, s.now.capacity_per_day) * crisis.days) * rules_.capacity_scaling >= 1);
  }
  open_ = crisis.links_from;
  version_.assign(crisis.links.size(), 0);
  is_open_.assign(crisis.links.size(), 1);
  for (const auto& link : crisis.links) forced_.push_back(link.forced);
  ways_.resize(n);
  ways_known_.assign(n, 0);
  if (rules_.fixed_routes) fixed_.resize(n);
  weights_.assign(n, 0);

  const bool hazards = rules_.children_avoid_hazards || rules_.women_avoid_hazards || rules_.elderly_avoid_hazards;
  keep_attributes_ = rules_.matches_people() || hazards || has_flood_forecast(c_);
  farmers_drawn_ = std::ranges::find(crisis.place_attribute_names, "farmer_fraction") != crisis.place_attribute_names.end();
  per_person_ = keep_attributes_ || rules_.stay_close_to_home;
  for (const auto& d : crisis.demographics) {
    attribute_names_.push_back(d.attribute);
    draws_.emplace_back();
    draws_.back().emplace_back(d.default_weights);
    for (const auto& column : d.columns) draws_.back().emplace_back(column);
  }
  for (const auto& name : crisis.agent_attribute_names) {
    if (std::ranges::find(attribute_names_, name) == attribute_names_.end()) attribute_names_.push_back(name);
  }
  attributes_.resize(attribute_names_.size());
  age_ = attribute("age"), gender_ = attribute("gender"), ethnicity_ = attribute("ethnicity"), religion_ = attribute("religion");
  flood_awareness_ = attribute("floodawareness");
  for (const auto& d : crisis.demographics) {
    for (const auto& value : d.values) {
      if (text_index_.emplace(value, static_cast<int>(texts_.size())).second) texts_.push_back(value);
    }
  }
  for (const auto& agent : crisis.listed_agents) {
    for (const auto& value : agent.attributes) {
      if (text_index_.emplace(value, static_cast<int>(texts_.size())).second) texts_.push_back(value);
    }
  }
  for (const auto& text : texts_) {
    double value = 0;
    const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    numbers_.push_back(ec == std::errc{} && stop == text.data() + text.size() ? value : std::numeric_limits<double>::quiet_NaN());
  }

  refresh_weights(0);
  refresh_scores(0);
  for (const auto& agent : crisis.listed_agents) {
    const std::size_t index = people_.size();
    people_.push_back({});
    auto& p = people_.back();
    p.at = p.home = agent.place;
    ++spots_[static_cast<std::size_t>(agent.place)].people;
    auto& place = spots_[static_cast<std::size_t>(agent.place)].now;
    if (c_.settings.spawn.take_from_population && place.population > 0) --place.population;
    if (farmers_drawn_) p.farmer = python_.uniform() < place.farmer_fraction;
    for (std::size_t a = 0; a < attributes_.size() && keep_attributes_; ++a) {
      const auto column = std::ranges::find(crisis.agent_attribute_names, attribute_names_[a]);
      const bool given = column != crisis.agent_attribute_names.end();
      attributes_[a].resize(index + 1, -1);
      if (given) attributes_[a][index] = text_index_[agent.attributes[static_cast<std::size_t>(column - crisis.agent_attribute_names.begin())]];
    }
  }
  for (const auto& insertion : crisis.day0) {
    for (std::int64_t k = 0; k < insertion.people; ++k) add_person(insertion.place, false);
  }
}

int World::attribute(const char* name) const {
  const auto found = std::ranges::find(attribute_names_, name);
  return found == attribute_names_.end() ? -1 : static_cast<int>(found - attribute_names_.begin());
}

void World::add_person(int place, bool takes_from_population) {
  auto& spot = spots_[static_cast<std::size_t>(place)];
  const std::size_t index = people_.size();
  people_.push_back({});
  auto& p = people_.back();
  p.at = p.home = place;
  for (std::size_t d = 0; d < c_.demographics.size(); ++d) {
    const int column = c_.demographics[d].place_column[static_cast<std::size_t>(place)];
    const std::size_t value = draws_[d][static_cast<std::size_t>(column + 1)](numpy_);
    if (!keep_attributes_) continue;
    attributes_[d].resize(index + 1, -1);
    attributes_[d][index] = text_index_[c_.demographics[d].values[value]];
  }
  p.connections = static_cast<std::int8_t>(std::min<std::int64_t>(k_most_connections_at_first, numpy_.poisson(c_.settings.spawn.average_social_connectivity)));
  if (farmers_drawn_) p.farmer = python_.uniform() < spot.now.farmer_fraction;
  if (takes_from_population && c_.settings.spawn.take_from_population) {
    if (spot.now.population > 0) --spot.now.population;
    else notes_.insert(fmt::format("more people set out from {} than live there", c_.places[static_cast<std::size_t>(place)].name));
  }
  ++spot.people;
}

double World::decay(int day, const Spot& spot) const {
  const auto& list = c_.settings.spawn.conflict_spawn_decay;
  if (list.empty()) return 1;
  const int interval = c_.settings.spawn.conflict_spawn_decay_interval;
  const int step = std::max(0, day - spot.conflict_since) / interval;
  return list[std::min(static_cast<std::size_t>(step), list.size() - 1)];
}

void World::refresh_weights(int day) {
  const auto& spawn = c_.settings.spawn;
  for (std::size_t k = 0; k < spots_.size(); ++k) {
    const auto& s = spots_[k];
    weights_[k] = 0;
    if (spawn.conflict_driven_spawning) continue;
    if (spawn.conflict_zone_spawning_only && s.now.intensity <= 0) continue;
    if (s.now.intensity > 0) {
      const double multiplier = spawn.conflict_spawn_decay.empty() ? s.now.intensity : s.now.intensity * decay(day, s);
      weights_[k] = static_cast<double>(s.now.population) * multiplier;
    }
    if (spawn.starvation_driven_spawning && day > 0) {
      const auto people = static_cast<double>(s.now.population);
      weights_[k] = std::min(people, weights_[k] + people * s.ipc / 100.0);
    }
  }
}

void World::refresh_scores(int day) {
  for (std::size_t k = 0; k < spots_.size(); ++k) {
    auto& s = spots_[k];
    double score = 1;
    if (s.now.foreign) {
      if (rules_.use_economic_pull) score = 1.0 + s.now.trade_volume + s.now.hdi * s.now.hdi;
      score *= rules_.foreign_weight;
    } else if (rules_.avoid_food_deprived_locations && day > 0) {
      score *= 1.0 - (s.ipc / 100.0) * (s.ipc / 100.0);
    }
    if (s.now.camp) score *= rules_.camp_weight;
    if (s.now.intensity > 0) score *= std::pow(rules_.conflict_weight, decay(day, s) * s.now.intensity);
    // Flee weighs an unflooded flood zone with the number for level 0, which its manual says is ignored.
    if (s.now.flood_zone && !c_.flood_levels.empty() && (s.flood_level > 0 || c_.rules.flood_levels_cut)) score *= table_of(rules_.flood.loc_weights, s.flood_level);
    s.score = score;
    if (rules_.fixed_routes && c_.rules.fixed_routes_square_score) refresh_fixed_routes(static_cast<int>(k));
  }
  for (std::size_t k = 0; k < spots_.size() && rules_.fixed_routes && !c_.rules.fixed_routes_square_score; ++k) refresh_fixed_routes(static_cast<int>(k));
}

double World::table_of(const std::vector<double>& values, double level) const { return by_level(values, level, c_.rules.flood_levels_cut); }

void World::change_types(int day) {
  for (; next_type_ < c_.type_changes.size() && c_.type_changes[next_type_].day <= day; ++next_type_) {
    const auto& change = c_.type_changes[next_type_];
    if (change.day != day) continue;
    auto& s = spots_[static_cast<std::size_t>(change.place)];
    const auto type = change.type;
    auto& p = s.now;
    p.camp = type == PlaceType::camp || type == PlaceType::idp_camp;
    p.idp_camp = type == PlaceType::idp_camp;
    p.town = type == PlaceType::town, p.forward = type == PlaceType::forward, p.marker = type == PlaceType::marker, p.flood_zone = type == PlaceType::flood_zone;
    p.intensity = type == PlaceType::conflict ? change.intensity : flee::k_no_conflict;
    p.move_chance = type == PlaceType::camp ? rules_.camp_movechance : type == PlaceType::idp_camp ? rules_.idpcamp_movechance
                  : type == PlaceType::conflict ? rules_.conflict_movechance : type == PlaceType::town || type == PlaceType::flood_zone ? rules_.default_movechance : 1.0;
    if (type != PlaceType::conflict) s.rest = type;
    else if (change.fresh) s.conflict_since = day;
    std::ranges::fill(ways_known_, 0);  // a place may have become or ceased to be a marker
  }
}

void World::change_levels(int day) {
  for (std::size_t k = 0; k < spots_.size() && !c_.flood_levels.empty(); ++k) spots_[k].flood_level = flood_level(c_, k, day);
  if (c_.ipc.empty()) return;
  for (std::size_t k = 0; k < spots_.size(); ++k) {
    const int region = c_.places[k].region_index;
    const int column = region == flee::k_none ? flee::k_none : c_.ipc.column_of[static_cast<std::size_t>(region)];
    if (column != flee::k_none) spots_[k].ipc = c_.ipc.on(column, day);
  }
}

void World::change_conflicts(int day) {
  bool changed = false;
  for (; next_conflict_ < c_.conflict_changes.size() && c_.conflict_changes[next_conflict_].day <= day; ++next_conflict_) {
    const auto& change = c_.conflict_changes[next_conflict_];
    if (change.day != day) continue;
    auto& s = spots_[static_cast<std::size_t>(change.place)];
    changed = true;
    if (change.intensity > 0) {
      s.now.intensity = change.intensity;
      if (!change.fresh) continue;
      s.now.move_chance = rules_.conflict_movechance;
      s.now.town = false;
      s.conflict_since = day;
    } else {
      s.now.intensity = flee::k_no_conflict;
      if (c_.rules.conflict_end_makes_town) {
        s.now.town = true;
        s.now.move_chance = rules_.default_movechance;
      } else {
        s.now.town = s.rest == PlaceType::town || s.rest == PlaceType::conflict;
        s.now.move_chance = s.rest == PlaceType::camp ? rules_.camp_movechance : s.rest == PlaceType::idp_camp ? rules_.idpcamp_movechance
                          : s.rest == PlaceType::forward || s.rest == PlaceType::marker ? 1.0 : rules_.default_movechance;
      }
    }
  }
  if (changed) refresh_weights(day);
}

void World::spawn(int day) {
  const auto& spawn = c_.settings.spawn;
  if (spawn.conflict_driven_spawning) spawn_by_conflict();
  else if (spawn.flood_driven_spawning) spawn_by_flood();
  else spawn_data_driven(day);
}

void World::spawn_data_driven(int day) {
  if (day == 0 && c_.settings.spawn.insert_day0 && c_.rules.day0_reduces_capacity) {
    for (std::size_t k = 0; k < spots_.size(); ++k) {
      if (spots_[k].capacity > 0) spots_[k].capacity -= static_cast<double>(c_.places[k].registered_day0);
    }
  }
  std::int64_t people = c_.arrivals.people[static_cast<std::size_t>(day)] + waiting_;
  double total = 0;
  for (const double w : weights_) total += w;
  if (!(total > 0)) {
    notes_.insert("Flee stops on a day on which no place has a spawning weight (no conflict, or nobody lives there); here the people wait until there is one");
    waiting_ = people;
    return;
  }
  waiting_ = 0;
  if (people == 0) return;
  const NumpyChoice pick(weights_);
  std::vector<int> origins;
  origins.reserve(static_cast<std::size_t>(people));
  for (std::int64_t k = 0; k < people; ++k) origins.push_back(static_cast<int>(pick(numpy_)));
  for (const int place : origins) add_person(place, true);
}

void World::spawn_by_conflict() {
  const auto& spawn = c_.settings.spawn;
  for (std::size_t k = 0; k < spots_.size(); ++k) {
    const double c = spots_[k].now.intensity;
    if (!(c > 0)) continue;
    std::int64_t people = 0;
    switch (spawn.conflict_spawn_mode) {
      case flee::SpawnMode::constant: people = static_cast<std::int64_t>(spawn.displaced_per_conflict_day * c); break;
      case flee::SpawnMode::pop_ratio: people = static_cast<std::int64_t>(spawn.displaced_per_conflict_day * static_cast<double>(spots_[k].now.population) * c); break;
      case flee::SpawnMode::poisson: people = numpy_.poisson(spawn.displaced_per_conflict_day * c); break;
    }
    for (std::int64_t j = 0; j < people; ++j) add_person(static_cast<int>(k), true);
  }
}

void World::spawn_by_flood() {
  const auto& spawn = c_.settings.spawn;
  for (std::size_t k = 0; k < spots_.size(); ++k) {
    const double level = spots_[k].flood_level;
    if (!(level > 0)) continue;
    if (level >= static_cast<double>(spawn.displaced_per_flood_day.size()) - 1) notes_.insert("Flee stops at a flood of the highest level of displaced_per_flood_day; here the last number of the list is used");
    const double rate = table_of(spawn.displaced_per_flood_day, level);
    std::int64_t people = 0;
    switch (spawn.flood_spawn_mode) {
      case flee::SpawnMode::constant: people = static_cast<std::int64_t>(rate); break;
      case flee::SpawnMode::pop_ratio: people = static_cast<std::int64_t>(rate * static_cast<double>(spots_[k].now.population)); break;
      case flee::SpawnMode::poisson: people = numpy_.poisson(std::trunc(rate)); break;
    }
    for (std::int64_t j = 0; j < people; ++j) add_person(static_cast<int>(k), true);
  }
}

void World::change_borders(int day) {
  bool changed = false;
  for (; next_border_ < c_.border_changes.size() && c_.border_changes[next_border_].day <= day; ++next_border_) {
    const auto& change = c_.border_changes[next_border_];
    if (change.day != day) continue;
    const auto index = static_cast<std::size_t>(change.index);
    switch (change.what) {
      case BorderChange::What::close_link:
      case BorderChange::What::open_link: {
        auto& list = open_[static_cast<std::size_t>(c_.links[index].from)];
        if (change.what == BorderChange::What::close_link) {
          std::erase(list, change.index);
          ++version_[index];
          is_open_[index] = 0;
        } else {
          list.push_back(change.index);  // a reopened link goes to the end of the list
          is_open_[index] = 1;
        }
        changed = true;
        break;
      }
      case BorderChange::What::drop_forced: forced_[index] = 0; break;
      case BorderChange::What::set_forced: forced_[index] = 1; break;
      default: {
        auto& s = spots_[index];
        auto& p = s.now;
        const bool closes = change.what == BorderChange::What::camp_to_town, idp = change.what == BorderChange::What::town_to_idp_camp;
        changed = changed || p.marker;
        p.town = closes;
        p.camp = !closes;
        if (closes) p.idp_camp = false;
        if (idp) p.idp_camp = true;
        p.intensity = flee::k_no_conflict;
        p.forward = p.marker = p.flood_zone = false;
        p.move_chance = closes ? rules_.default_movechance : idp ? rules_.idpcamp_movechance : rules_.camp_movechance;
        s.rest = closes ? PlaceType::town : idp ? PlaceType::idp_camp : PlaceType::camp;
      }
    }
  }
  if (changed) std::ranges::fill(ways_known_, 0);
}

void World::count_groups() {
  const std::size_t attributes = attributes_.size();
  groups_.assign(spots_.size() * attributes, {});
  for (std::size_t k = 0; k < people_.size(); ++k) {
    const auto& p = people_[k];
    if (p.travelling || p.gone) continue;
    for (std::size_t a = 0; a < attributes; ++a) {
      if (k < attributes_[a].size()) ++groups_[static_cast<std::size_t>(p.at) * attributes + a][attributes_[a][k]];
    }
  }
}

void World::step(int day, Trajectory& out) {
  day_ = day;
  change_types(day);
  change_levels(day);
  change_conflicts(day);
  spawn(day);
  refresh_weights(day);
  change_borders(day);
  refresh_scores(day);
  for (auto& s : spots_) {
    s.capacity += s.now.capacity_per_day;
    s.dawn = s.people;
  }
  if (rules_.matches_people()) count_groups();

  for (std::size_t k = 0; k < people_.size(); ++k) decide(people_[k], k, false);
  for (std::size_t k = 0; k < people_.size(); ++k) travel(people_[k], k);
  if (!c_.rules.admission_in_list_order) ration_admissions();
  for (auto& p : people_) {
    p.recent = (p.recent + p.today_km / rules_.max_move_speed) / 2.0;
    p.today_km = 0;
    p.last_link = -1;
  }
  if (c_.settings.spawn.camps_are_sinks) drain_sinks();

  const auto d = static_cast<std::size_t>(day);
  for (std::size_t k = 0; k < spots_.size(); ++k) {
    out.people[d * out.places + k] = spots_[k].people;
    if (spots_[k].now.idp_camp) out.idps[d] += spots_[k].people;
  }
  for (const auto& p : people_) out.moving[d] += p.travelling;
  out.total[d] = static_cast<std::int64_t>(people_.size());
}

Trajectory run_reference(const flee::Crisis& crisis, std::uint64_t seed, core::Progress* progress) {
  Trajectory out;
  out.days = static_cast<std::size_t>(crisis.days);
  out.places = crisis.places.size();
  out.people.assign(out.days * out.places, 0);
  out.moving.assign(out.days, 0);
  out.total.assign(out.days, 0);
  out.idps.assign(out.days, 0);
  World world(crisis, seed);
  for (int day = 0; day < crisis.days; ++day) {
    if (progress && progress->stop) break;
    world.step(day, out);
  }
  out.notes.assign(world.notes().begin(), world.notes().end());
  return out;
}

}  // namespace nuzuh::movement
