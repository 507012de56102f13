#include "nuzuh/movement/plan_days.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/movement/connections.hpp"
#include "nuzuh/movement/floods.hpp"
#include "nuzuh/movement/place_size.hpp"

namespace nuzuh::movement {
namespace {

/// A place as the calendar goes on.
struct Now {
  MoveKind kind = MoveKind::town, at_peace = MoveKind::town;
  bool camp = false, flood_zone = false, town = false, marker = false;
  double intensity = flee::k_no_conflict;
  int conflict_since = -1;
  double capacity = -1;  ///< before capacity_scaling
  double flood_level = 0;
  std::int64_t population = 0;  ///< after those who set out, where chance does not decide how many
};

MoveKind kind_of(flee::PlaceType type) {
  switch (type) {
    case flee::PlaceType::conflict: return MoveKind::conflict;
    case flee::PlaceType::camp: return MoveKind::camp;
    case flee::PlaceType::idp_camp: return MoveKind::idp_camp;
    case flee::PlaceType::forward:
    case flee::PlaceType::marker:
    case flee::PlaceType::unknown: return MoveKind::always;
    case flee::PlaceType::town:
    case flee::PlaceType::flood_zone: return MoveKind::town;
  }
  return MoveKind::town;
}

/// Per cent of the region's people in food crisis, between the rows of the table; the first and last rows hold outside of it.
double food_crisis(const flee::Crisis& crisis, const flee::Place& place, int day) {
  const auto& table = crisis.ipc;
  if (table.empty() || place.region_index < 0) return 0;
  const int column = table.column_of[static_cast<std::size_t>(place.region_index)];
  return column < 0 ? 0 : table.on(column, day);
}

class Calendar {
 public:
  Calendar(const flee::Crisis& crisis, Plan& plan) : crisis_(crisis), plan_(plan), now_(crisis.places.size()) {
    for (std::size_t i = 0; i < now_.size(); ++i) {
      const auto& place = crisis.places[i];
      now_[i].kind = now_[i].at_peace = kind_of(place.type);
      if (place.intensity > 0) {
        now_[i].kind = MoveKind::conflict;
        now_[i].at_peace = place.camp ? (place.idp_camp ? MoveKind::idp_camp : MoveKind::camp) : MoveKind::town;
      }
      now_[i].camp = place.camp, now_[i].town = place.town, now_[i].marker = place.marker;
      now_[i].intensity = place.intensity;
      now_[i].capacity = static_cast<double>(place.capacity);
      now_[i].flood_zone = place.flood_zone;
      now_[i].population = plan.places[i].population;
    }
    flood(0);
    weights_ = spawn_weights(0);
    plan_.at_start.resize(now_.size());
    for (std::size_t i = 0; i < now_.size(); ++i) plan_.at_start[i] = describe(i, 0);
    seen_ = plan_.at_start;
    spawned_from_ = weights_;
  }

  void day(int t) {
    bool conflict_changed = false;
    flood(t);
    for (; type_ < crisis_.type_changes.size() && crisis_.type_changes[type_].day <= t; ++type_) {
      if (crisis_.type_changes[type_].day == t) become(crisis_.type_changes[type_], t);
    }
    for (; conflict_ < crisis_.conflict_changes.size() && crisis_.conflict_changes[conflict_].day <= t; ++conflict_) {
      const auto& change = crisis_.conflict_changes[conflict_];
      if (change.day != t) continue;
      fight(change, t);
      conflict_changed = true;
    }
    // People set out by the weights of the last evening, unless a conflict began or ended this morning.
    if (conflict_changed) weights_ = spawn_weights(t);
    auto& from = plan_.spawn_changes[static_cast<std::size_t>(t)];
    for (std::size_t i = 0; i < now_.size(); ++i) {
      if (weights_[i] != spawned_from_[i] || t == 0) {
        PlaceChange change{static_cast<int>(i), {}};
        change.now.spawn_weight = weights_[i];
        if (t > 0 || weights_[i] != 0) from.push_back(change);
      }
    }
    spawned_from_ = weights_;
    set_out(t);

    if (t == 0 && plan_.rules.day0_reduces_capacity && crisis_.settings.spawn.insert_day0 && plan_.spawn == SpawnKind::total_by_weight) {
      for (std::size_t i = 0; i < now_.size(); ++i) {
        if (now_[i].capacity > 0) now_[i].capacity -= static_cast<double>(crisis_.places[i].registered_day0);
      }
    }
    auto& changes = plan_.changes[static_cast<std::size_t>(t)];
    for (; border_ < crisis_.border_changes.size() && crisis_.border_changes[border_].day <= t; ++border_) {
      if (crisis_.border_changes[border_].day == t) border(crisis_.border_changes[border_], changes);
    }
    for (std::size_t i = 0; i < now_.size(); ++i) {
      if (crisis_.places[i].capacity_per_day != 0) now_[i].capacity += static_cast<double>(crisis_.places[i].capacity_per_day);
      const PlaceDay today = describe(i, t);
      if (!(today == seen_[i])) changes.places.push_back({static_cast<int>(i), today});
      seen_[i] = today;
    }
    weights_ = spawn_weights(t);
  }

 private:
  void flood(int t) {
    for (std::size_t i = 0; i < now_.size() && !crisis_.flood_levels.empty(); ++i) now_[i].flood_level = flood_level(crisis_, i, t);
  }

  double decay(const Now& now, int t) const {
    const auto& list = crisis_.settings.spawn.conflict_spawn_decay;
    if (list.empty()) return 1;
    const int interval = std::max(1, crisis_.settings.spawn.conflict_spawn_decay_interval);
    const auto step = static_cast<std::size_t>(std::max(0, (t - now.conflict_since) / interval));
    return list[std::min(step, list.size() - 1)];
  }

  std::vector<double> spawn_weights(int t) const {
    const auto& spawn = crisis_.settings.spawn;
    std::vector<double> weights(now_.size(), 0);
    if (spawn.conflict_driven_spawning || crisis_.flood_run()) return weights;
    for (std::size_t i = 0; i < now_.size(); ++i) {
      const double people = plan_.take_from_population ? 1 : static_cast<double>(crisis_.places[i].population);
      if (now_[i].intensity > 0) weights[i] = people * now_[i].intensity * decay(now_[i], t);
      if (spawn.starvation_driven_spawning && t > 0 && (now_[i].intensity > 0 || !spawn.conflict_zone_spawning_only)) {
        weights[i] = std::min(people, weights[i] + people * food_crisis(crisis_, crisis_.places[i], t) / 100);
      }
    }
    return weights;
  }

  PlaceDay describe(std::size_t i, int t) const {
    const auto& place = crisis_.places[i];
    const auto& move = crisis_.settings.move;
    const Now& now = now_[i];
    PlaceDay day;
    day.kind = now.kind;
    day.camp = now.camp;
    day.fighting = now.intensity > 0;
    day.town = now.town;
    day.marker = now.marker;
    if (plan_.two_system) {
      day.breaks_connections = breaks_connections(now.intensity);
      day.deliberation = calls_for_deliberation(now.intensity, now.conflict_since, t);
    }
    day.foreign = place.foreign;
    if (now.intensity > 0) day.conflict_exponent = decay(now, t) * now.intensity;
    const double hunger = t > 0 ? food_crisis(crisis_, place, t) / 100 : 0;
    if (place.foreign && move.use_economic_pull) day.score_factor = 1 + place.trade_volume + place.hdi * place.hdi;
    if (!place.foreign && move.avoid_food_deprived_locations) day.score_factor *= 1 - hunger * hunger;
    if (move.flee_when_starving) day.chance_floor = food_crisis(crisis_, place, t) / 100;
    if (move.movechance_pop_scale_factor != 0 && !plan_.population_counts) {
      day.chance_factor = chance_by_size(move, static_cast<double>(now.population), now.capacity);
    }
    if (move.use_pop_for_loc_weight && !now.camp && !plan_.population_counts) {
      day.endpoint_factor = score_by_size(move, static_cast<double>(now.population));
    }
    if (plan_.population_counts) day.own_capacity = now.capacity;
    day.capacity = now.capacity * move.capacity_scaling;
    if (!crisis_.flood_levels.empty()) {
      const bool cut = crisis_.rules.flood_levels_cut, flooded = now.flood_level > 0;
      const double weight = by_level(move.flood.loc_weights, now.flood_level, cut);
      if (flooded && !move.flood.movechances.empty()) day.chance_fixed = by_level(move.flood.movechances, now.flood_level, cut);
      // Flee weighs a flood zone twice, and an unflooded one with the number for level 0.
      if (now.flood_zone && (flooded || cut)) day.score_factor *= weight;
      if (flooded && (cut || !now.flood_zone)) day.endpoint_factor *= weight;
    }
    if (flood_forecast_acts(crisis_, t)) {
      const FloodForecast ahead = flood_forecast(crisis_, i, now.flood_level, t);
      day.chance_scale = ahead.chance;
      day.endpoint_factor *= ahead.score;
    }
    return day;
  }

  void become(const flee::TypeChange& change, int t) {
    Now& now = now_[static_cast<std::size_t>(change.place)];
    now.kind = now.at_peace = kind_of(change.type);
    now.camp = change.type == flee::PlaceType::camp || change.type == flee::PlaceType::idp_camp;
    now.flood_zone = change.type == flee::PlaceType::flood_zone;
    now.town = change.type == flee::PlaceType::town;
    now.marker = change.type == flee::PlaceType::marker;
    if (change.type == flee::PlaceType::conflict) {
      now.intensity = change.intensity;
      now.at_peace = MoveKind::town;
      if (change.fresh) now.conflict_since = t;
    } else {
      now.intensity = flee::k_no_conflict;
    }
  }

  void fight(const flee::ConflictChange& change, int t) {
    Now& now = now_[static_cast<std::size_t>(change.place)];
    if (change.intensity > 0) {
      if (change.fresh) {
        if (now.kind != MoveKind::conflict) now.at_peace = now.kind;
        now.kind = MoveKind::conflict;
        now.town = false;
        now.conflict_since = t;
      }
      now.intensity = change.intensity;
    } else {
      now.intensity = flee::k_no_conflict;
      now.kind = plan_.rules.conflict_end_makes_town ? MoveKind::town : now.at_peace;
      now.town = now.kind == MoveKind::town && (plan_.rules.conflict_end_makes_town || !now.flood_zone);
    }
  }

  void border(const flee::BorderChange& change, DayChanges& changes) {
    using What = flee::BorderChange::What;
    switch (change.what) {
      case What::close_link: changes.links.push_back({change.index, false}); return;
      case What::open_link: changes.links.push_back({change.index, true}); return;
      case What::drop_forced: changes.forced.push_back({change.index, false}); return;
      case What::set_forced: changes.forced.push_back({change.index, true}); return;
      case What::camp_to_town:
      case What::town_to_camp:
      case What::town_to_idp_camp: break;
    }
    Now& now = now_[static_cast<std::size_t>(change.index)];
    now.camp = change.what != What::camp_to_town;
    now.town = !now.camp;
    now.flood_zone = now.marker = false;
    now.intensity = flee::k_no_conflict;  // closing or opening a camp ends a conflict there
    now.kind = change.what == What::camp_to_town ? MoveKind::town : change.what == What::town_to_camp ? MoveKind::camp : MoveKind::idp_camp;
    now.at_peace = now.kind;
  }

  void set_out(int t) {
    const auto& spawn = crisis_.settings.spawn;
    const auto day = static_cast<std::size_t>(t);
    if (plan_.spawn == SpawnKind::total_by_weight) {
      plan_.arrivals[day] = day < crisis_.arrivals.people.size() ? static_cast<double>(crisis_.arrivals.people[day]) : 0;
      return;
    }
    for (std::size_t i = 0; i < now_.size(); ++i) {
      Now& now = now_[i];
      const bool floods = spawn.flood_driven_spawning;
      const auto mode = floods ? spawn.flood_spawn_mode : spawn.conflict_spawn_mode;
      const double driver = floods ? now.flood_level : now.intensity;
      if (!(driver > 0)) continue;
      double people = floods ? by_level(spawn.displaced_per_flood_day, driver, crisis_.rules.flood_levels_cut) : spawn.displaced_per_conflict_day * driver;
      if (mode == flee::SpawnMode::pop_ratio) people = (floods ? people : spawn.displaced_per_conflict_day) * static_cast<double>(now.population) * (floods ? 1 : driver);
      if (mode != flee::SpawnMode::poisson || floods) people = std::trunc(people);
      if (people > 0) plan_.arrivals_at[day].push_back({static_cast<int>(i), people});
      if (plan_.take_from_population && mode != flee::SpawnMode::poisson) now.population = std::max<std::int64_t>(0, now.population - static_cast<std::int64_t>(people));
    }
  }

  const flee::Crisis& crisis_;
  Plan& plan_;
  std::vector<Now> now_;
  std::vector<PlaceDay> seen_;
  std::vector<double> weights_, spawned_from_;
  std::size_t type_ = 0, conflict_ = 0, border_ = 0;
};

}  // namespace

SpawnKind spawn_kind(const flee::Crisis& crisis) {
  const auto& spawn = crisis.settings.spawn;
  const auto mode = spawn.flood_driven_spawning ? spawn.flood_spawn_mode : spawn.conflict_spawn_mode;
  if (!spawn.conflict_driven_spawning && !spawn.flood_driven_spawning) return SpawnKind::total_by_weight;
  return mode == flee::SpawnMode::poisson ? SpawnKind::poisson_per_place : SpawnKind::per_place;
}

bool population_counts(const flee::Crisis& crisis) {
  const auto& move = crisis.settings.move;
  return crisis.settings.spawn.take_from_population && spawn_kind(crisis) != SpawnKind::per_place &&
         (move.movechance_pop_scale_factor != 0 || move.use_pop_for_loc_weight);
}

void compile_days(const flee::Crisis& crisis, Plan& plan) {
  const auto days = static_cast<std::size_t>(plan.days);
  plan.spawn = spawn_kind(crisis);
  plan.population_counts = population_counts(crisis);
  plan.changes.resize(days);
  plan.spawn_changes.resize(days);
  plan.arrivals.assign(days, 0);
  plan.arrivals_at.resize(days);
  Calendar calendar(crisis, plan);
  for (int t = 0; t < plan.days; ++t) calendar.day(t);

  std::vector<std::uint8_t> limited(crisis.places.size(), 0);
  for (std::size_t i = 0; i < limited.size(); ++i) limited[i] = plan.at_start[i].capacity >= 1;
  for (const auto& changes : plan.changes) {
    for (const auto& change : changes.places) limited[static_cast<std::size_t>(change.place)] |= change.now.capacity >= 1;
  }
  for (std::size_t i = 0; i < limited.size(); ++i) {
    if (limited[i]) plan.limited.push_back(static_cast<int>(i));
  }
}

}  // namespace nuzuh::movement
