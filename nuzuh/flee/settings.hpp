#pragma once
// simsetting.yml: every setting of Flee 3, typed, with Flee's default.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/core/error.hpp"
#include "nuzuh/flee/behaviour.hpp"

namespace nuzuh::flee {

enum class SpawnMode { constant, poisson, pop_ratio };

struct LogLevels {
  int agent = 0, link = 0, camp = 0, conflict = 0, init = 0, idp_totals = 0;
  std::string granularity = "location";
};

struct SpawnRules {
  bool take_from_population = false;
  bool insert_day0 = true;
  bool empty_camps_on_day0 = false;
  bool conflict_zone_spawning_only = true;
  bool flood_zone_spawning_only = false;
  bool camps_are_sinks = false;  ///< as the behaviour sees it: Flee reads the misspelt key `camps_are_sicks`
  bool read_from_agents_csv_file = false;
  bool sum_from_camps = true;
  std::vector<double> conflict_spawn_decay;  ///< multipliers; empty: none
  int conflict_spawn_decay_interval = 30;    ///< [days per multiplier]
  double average_social_connectivity = 3.0;
  bool starvation_driven_spawning = false;
  bool conflict_driven_spawning = false;  ///< on when the section is present
  SpawnMode conflict_spawn_mode = SpawnMode::constant;
  double displaced_per_conflict_day = 500;  ///< people a day, or a share of the population in pop_ratio (after `hasten`)
  bool flood_driven_spawning = false;
  SpawnMode flood_spawn_mode = SpawnMode::pop_ratio;
  std::vector<double> displaced_per_flood_day;  ///< by flood level (after `hasten`)
};

struct FloodRules {
  bool enabled = false;  ///< on when the section is present
  double max_flood_level = -1;
  std::vector<double> movechances, loc_weights, link_weights;  ///< by flood level
  bool forecaster = false;
  int forecaster_timescale = 0, forecaster_end_time = 0;  ///< [days]
  std::vector<double> forecaster_weights, awareness_weights;
};

struct MoveRules {
  double max_move_speed = 360, max_walk_speed = 35, max_crossing_speed = 20;  ///< [km/day]
  double foreign_weight = 1, camp_weight = 1, conflict_weight = 1 / 3.16227766017;
  double conflict_movechance = 1, camp_movechance = 0.001, idpcamp_movechance = 0.1, default_movechance = 0.3;  ///< [per day]
  double awareness_level = 1;  ///< links ahead that people know; may be fractional (compared with whole steps)
  double capacity_buffer = 0.9, capacity_scaling = 1;
  bool avoid_short_stints = false, start_on_foot = false;
  double softening = 10;  ///< [km]
  double weight_softening = 0, weight_power = 1, distance_power = 1;
  bool stay_close_to_home = false;
  double home_distance_power = 0.5;
  bool use_pop_for_loc_weight = false;
  double pop_power_for_loc_weight = 0.1;
  double movechance_pop_base = 10000, movechance_pop_scale_factor = 0;
  double pruning_threshold = 1;
  bool fixed_routes = false, two_system_decision_making = false, use_economic_pull = false, use_v1_rules = false;
  std::vector<int> harvest_months;  ///< 1..12
  bool flee_when_starving = false, avoid_food_deprived_locations = false;
  bool children_avoid_hazards = false, boys_take_risk = false, women_avoid_hazards = false, elderly_avoid_hazards = false;
  bool match_camp_ethnicity = false, match_town_ethnicity = false, match_conflict_ethnicity = false, match_camp_religion = false;
  double avg_religion_fraction = 0.25;
  /// Whether people look for others of their own ethnicity or religion.
  [[nodiscard]] bool matches_people() const { return match_camp_ethnicity || match_town_ethnicity || match_conflict_ethnicity || match_camp_religion; }
  FloodRules flood;
};

/// One setting as the folder has it: for the linter, the documentation and the record of a run.
struct SettingUse {
  std::string key;           ///< "move_rules.awareness_level"
  std::string default_text;  ///< Flee's default
  std::string value;         ///< as written; empty where not given
  bool given = false;
  core::Where where;
};

/// The settings file, as the behaviour understands it.
struct Settings {
  int number_of_steps = -1;
  double default_conflict_intensity = 1;
  int hasten = 1;  ///< every count is divided by it
  LogLevels log;
  SpawnRules spawn;
  MoveRules move;
  std::vector<SettingUse> uses;  ///< every known setting, in the order of the documentation

  [[nodiscard]] bool given(std::string_view key) const;
};

/// Reads the text of a settings file. Values of the wrong kind are errors with line and column. Unknown keys, keys without effect and
/// keys that Flee documents but does not honour are appended to `warnings`.
core::Result<Settings> parse_settings(std::string_view text, const std::string& file, Behaviour behaviour, core::Problems& warnings);

/// Flee's defaults (an empty settings file).
Settings default_settings(Behaviour behaviour);

}  // namespace nuzuh::flee
