#pragma once
// Everything that a crisis folder of Flee 3 says, as plain data, resolved for one behaviour: an engine needs nothing else.
// Places are numbered in the order of locations.csv, links in the order in which Flee makes them from routes.csv, days from 0.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "nuzuh/core/date.hpp"
#include "nuzuh/core/error.hpp"
#include "nuzuh/flee/behaviour.hpp"
#include "nuzuh/flee/settings.hpp"

namespace nuzuh::flee {

inline constexpr int k_none = -1;         ///< no place, no link, never
inline constexpr double k_no_conflict = -1;  ///< intensity of a place at peace (Flee's own mark)

enum class PlaceType { town, conflict, camp, idp_camp, forward, marker, flood_zone, unknown };
std::string_view to_string(PlaceType type);

struct Place {
  std::string name, region, country;
  double latitude = 0, longitude = 0;  ///< [degrees] as read: columns 4 and 5
  PlaceType declared = PlaceType::town;  ///< what locations.csv calls it
  std::string type_text;                 ///< as written
  PlaceType type = PlaceType::town;      ///< at the start of day 0 (a conflict zone of a later date starts as a town)
  double intensity = k_no_conflict;      ///< conflict intensity at the start of day 0; <= 0: none
  int conflict_date = 0;                 ///< [day] as read
  std::int64_t population_read = 0;      ///< column 8 as read, before `hasten`
  std::int64_t population = 0;           ///< people who live there; 0 for camps (after `hasten`)
  std::int64_t capacity = -1;            ///< camps; -1 elsewhere (after `hasten`)
  bool camp = false;                     ///< has the camp flag (IDP camps included)
  bool idp_camp = false;
  bool town = false, forward = false, marker = false, flood_zone = false;
  bool foreign = false;                  ///< its country differs from that of the first place
  double move_chance = 1;                ///< [per day] at the start, from the type
  std::int64_t registered_day0 = 0;      ///< the registered number of day 0 (after `hasten`); `exact` takes it off the capacity
  std::int64_t initial_idps = 0;         ///< extra people on day 0 (after `hasten` where the behaviour divides them)
  double capacity_per_day = 0;           ///< added to the capacity at every step
  double deactivation_probability = 0;   ///< [per day] of people at rest in a sink
  double farmer_fraction = 0, trade_volume = 0, hdi = 0;
  int region_index = k_none;             ///< into Crisis::regions
  std::vector<std::string> attributes;   ///< by Crisis::place_attribute_names, as text
  core::Where where;
};

/// One direction of a route.
struct Link {
  int from = k_none, to = k_none;
  double distance_km = 0;
  bool forced = false;  ///< forced redirection, as the behaviour reads the flag
  double max_move_speed = std::numeric_limits<double>::quiet_NaN();  ///< [km/day]; NaN: the setting
  double walk_probability = 0;  ///< chance of walking at each day's step on this link
  int row = 0;                  ///< row of routes.csv (0-based, comments not counted)
  int reverse = k_none;         ///< the opposite link of the same row
  core::Where where;
};

/// The intensity of a place from a day on; <= 0: the conflict ends. In the order in which Flee applies them.
/// `fresh`: a start (time of conflict is reset); otherwise a change of intensity during a conflict.
struct ConflictChange {
  int day = 0;
  int place = k_none;
  double intensity = 0;
  bool fresh = true;
};

/// A row of location_changes.csv: type and move chance from a day on.
struct TypeChange {
  int day = 0;
  int place = k_none;
  PlaceType type = PlaceType::town;
  double intensity = k_no_conflict;  ///< for a change to "conflict"
  bool fresh = true;                 ///< a change to "conflict" resets the time of conflict
};

enum class ClosureKind { country, location, link, camp, idp_camp, remove_forced_redirection };
std::string_view to_string(ClosureKind kind);

/// A row of closures.csv as read.
struct Closure {
  ClosureKind kind = ClosureKind::link;
  std::string name1, name2;
  int place1 = k_none, place2 = k_none;  ///< for kinds that name places
  int start_day = 0, end_day = -1;       ///< acts on equality; -1: never reopens
  core::Where where;
};

/// What closures do, resolved for the behaviour, in the order of application (after the day's spawning).
struct BorderChange {
  enum class What { close_link, open_link, camp_to_town, town_to_camp, town_to_idp_camp, drop_forced, set_forced };
  int day = 0;
  What what = What::close_link;
  int index = k_none;  ///< a link, or a place for the three type changes
};

/// One line of a registration series.
struct Report {
  core::Date date;
  double count = 0;  ///< as read: before corrections and `hasten`
  double used = 0;   ///< after corrections and `hasten`, as Flee interpolates it
  core::Where where;
};

/// The registrations of a camp, or of the total.
struct Series {
  std::string name;  ///< as data_layout.csv has it: "total" or a place
  int place = k_none;
  std::vector<std::string> files;
  std::vector<Report> reports;      ///< in the order of the file
  std::vector<double> daily;        ///< [day 0..days]: Flee's interpolation (linear, step ends), cut to whole numbers
};

/// A row of registration_corrections.csv: entries before `date` are scaled by (value at date) / (value of the entry before).
struct Correction {
  int series = k_none;
  core::Date date;
  double factor = 1;
  core::Where where;
};

/// What the spawning of a day amounts to in the data-driven mode (all behaviours; empty in the conflict- and flood-driven modes).
struct Arrivals {
  std::vector<std::int64_t> people;    ///< [day] people who set out
  std::vector<double> debt;            ///< [day] refugee debt after the day
  std::vector<double> raw;             ///< [day] the raw count as Flee keeps it (day 0 counts camps and total: a quirk in `exact`)
};

/// demographics_<attribute>.csv: each new agent draws one value with the weights of its place's column, else of Default.
struct Demographic {
  std::string attribute;
  std::vector<std::string> values;
  std::vector<double> default_weights;               ///< [value]
  std::vector<int> place_column;                     ///< [place]: index into columns, or k_none for Default
  std::vector<std::vector<double>> columns;          ///< [column][value]
};

/// A table of a number by day; rows are days.
struct DayTable {
  std::string file;                         ///< where it was read
  std::vector<int> column_of;               ///< [place or region]: column, or k_none
  std::vector<std::string> names;           ///< [column] as the header has them
  std::vector<int> days;                    ///< [row] the label in the first column
  std::vector<std::vector<double>> values;  ///< [row][column]
  [[nodiscard]] bool empty() const { return values.empty(); }
  /// The value of a column on a day by the rows' labels: linear between rows; the first and the last row hold outside of them.
  [[nodiscard]] double on(int column, int day) const;
};

/// agents.csv: people who are there at the start, with attributes.
struct ListedAgent {
  int place = k_none;
  std::vector<std::string> attributes;  ///< by Crisis::agent_attribute_names
};

/// A day-0 insertion: people put into a camp before day 0 (from the data, then initial_idps), in Flee's order.
struct Insertion {
  int place = k_none;
  std::int64_t people = 0;
};

struct Crisis {
  std::string name;  ///< of the folder
  Behaviour behaviour = Behaviour::documented;
  Rules rules;
  Settings settings;

  core::Date start;   ///< the date of day 0
  int days = 0;       ///< steps to run: day 0 .. days-1
  int days_in_file = 0;

  std::vector<std::string> place_attribute_names;  ///< of columns nine and later
  std::vector<std::string> regions;
  std::vector<Place> places;
  std::vector<Link> links;
  std::vector<std::vector<int>> links_from;  ///< [place]: links in Flee's order
  std::vector<std::vector<int>> major_routes;  ///< places in order

  DayTable conflict_table;  ///< as read (rows are days)
  std::vector<ConflictChange> conflict_changes;  ///< by day, then by column
  std::vector<TypeChange> type_changes;          ///< by day
  std::vector<Closure> closures;
  std::vector<BorderChange> border_changes;      ///< by day, in order of application

  std::vector<Series> series;      ///< in the order of data_layout.csv
  int total_series = k_none;       ///< index into series
  std::vector<int> series_of;      ///< [place]: index into series, or k_none
  std::vector<Correction> corrections;
  Arrivals arrivals;
  std::vector<Insertion> day0;     ///< before day 0
  std::vector<int> reported;       ///< the places of out.csv, in its order (camps at the start; every place in flood runs)

  std::vector<Demographic> demographics;
  DayTable flood_levels;           ///< by place
  DayTable ipc;                    ///< by region, per cent
  std::vector<std::string> agent_attribute_names;
  std::vector<ListedAgent> listed_agents;

  /// Floods drive people out: the conflict table is not read, all places are reported.
  [[nodiscard]] bool flood_run() const { return settings.spawn.flood_driven_spawning; }
  /// Flee 3 reads the flood levels where floods drive people out; as its manual has it they are read wherever flood rules are on.
  [[nodiscard]] bool reads_floods() const { return flood_run() || (settings.move.flood.enabled && behaviour != Behaviour::exact); }
  /// Flee 3 leaves out conflicts.csv wherever flood rules are on, in a conflict run too.
  [[nodiscard]] bool reads_conflicts() const { return !flood_run() && (!settings.move.flood.enabled || behaviour != Behaviour::exact); }
  /// Whether the day lies in a harvest month.
  [[nodiscard]] bool harvest_on(int day) const;
};

/// Which places are IDP camps on each day, [day][place], as types and closures change.
std::vector<std::vector<char>> idp_camps(const Crisis& crisis);

/// Where a crisis lies. DIR holds `input_csv/`, `source_data/` and `simsetting.yml`, or is itself the folder of input files
/// (the layout of the run script, with `data` and `settings` given apart).
struct Folder {
  std::string dir;
  std::optional<std::string> data;
  std::optional<std::string> settings;
};

struct ReadOptions {
  Behaviour behaviour = Behaviour::documented;
  int days = 0;  ///< > 0 overrides the length in sim_period.csv
};

/// A crisis and what the reader tolerated, with file and line.
struct Reading {
  Crisis crisis;
  core::Problems warnings;
};

/// Reads a crisis folder. Time and memory grow linearly with the size of the files.
core::Result<Reading> read_crisis(const Folder& folder, const ReadOptions& options = {});

}  // namespace nuzuh::flee
