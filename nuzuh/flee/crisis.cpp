#include "nuzuh/flee/crisis.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nuzuh/core/file.hpp"
#include "nuzuh/core/nearest.hpp"
#include "nuzuh/flee/reader.hpp"

namespace nuzuh::flee {
namespace fs = std::filesystem;

std::string_view to_string(PlaceType type) {
  switch (type) {
    case PlaceType::town: return "town";
    case PlaceType::conflict: return "conflict_zone";
    case PlaceType::camp: return "camp";
    case PlaceType::idp_camp: return "idpcamp";
    case PlaceType::forward: return "forwarding_hub";
    case PlaceType::marker: return "marker";
    case PlaceType::flood_zone: return "flood_zone";
    case PlaceType::unknown: return "unknown";
  }
  return "";
}

bool Crisis::harvest_on(int day) const {
  const std::chrono::year_month_day date{start + std::chrono::days(day)};
  return std::ranges::find(settings.move.harvest_months, static_cast<int>(static_cast<unsigned>(date.month()))) != settings.move.harvest_months.end();
}

std::vector<std::vector<char>> idp_camps(const Crisis& crisis) {
  std::vector<char> now;
  for (const auto& place : crisis.places) now.push_back(place.idp_camp);
  std::vector<std::vector<char>> days;
  std::size_t type = 0, border = 0;
  for (int t = 0; t < crisis.days; ++t) {
    for (; type < crisis.type_changes.size() && crisis.type_changes[type].day <= t; ++type) {
      const auto& change = crisis.type_changes[type];
      if (change.day == t) now[static_cast<std::size_t>(change.place)] = change.type == PlaceType::idp_camp;
    }
    for (; border < crisis.border_changes.size() && crisis.border_changes[border].day <= t; ++border) {
      const auto& change = crisis.border_changes[border];
      if (change.day != t) continue;
      if (change.what == BorderChange::What::camp_to_town) now[static_cast<std::size_t>(change.index)] = 0;
      if (change.what == BorderChange::What::town_to_idp_camp) now[static_cast<std::size_t>(change.index)] = 1;
    }
    days.push_back(now);
  }
  return days;
}

double DayTable::on(int column, int day) const {
  const auto value = [&](std::size_t row) { return values[row][static_cast<std::size_t>(column)]; };
  const auto after = static_cast<std::size_t>(std::upper_bound(days.begin(), days.end(), day) - days.begin());
  if (after == 0) return value(0);
  if (after == days.size()) return value(after - 1);
  const double a = value(after - 1), b = value(after);
  return a + (b - a) * static_cast<double>(day - days[after - 1]) / static_cast<double>(days[after] - days[after - 1]);
}

namespace {

/// sim_period.csv, or the name that it has in older folders.
fs::path period_file(const fs::path& input) {
  for (const char* older : {"conflict_period.csv", "flood_period.csv"}) {
    if (!fs::exists(input / "sim_period.csv") && fs::exists(input / older)) return input / older;
  }
  return input / "sim_period.csv";
}

}  // namespace

void read_period(Reader& r, int days) {
  const auto path = period_file(r.input);
  if (path.filename() != "sim_period.csv") r.warn(core::Where{path.string(), 0, 0}, "this is the old name of sim_period.csv, which Flee 3 no longer reads; it is taken", "rename it to sim_period.csv");
  auto sheet = r.sheet(path, Comments::skip);
  if (!sheet) return;
  bool start = false, length = false;
  for (const auto& row : sheet->rows) {
    const std::string key = lower_case(row[0].text);
    const auto value = cell_at(row, 1);
    if (key == "startdate") {
      const auto date = lenient_date(value.text);
      if (!date) r.error(sheet->file, value, fmt::format("the start \"{}\" is not a date", value.text), "write it as YYYY-MM-DD");
      else r.crisis.start = *date;
      start = true;
    } else if (key == "length") {
      const auto n = whole_of(value, sheet->file, "the length in days", r.problems, r.warnings);
      length = true;
      if (!n) continue;
      if (*n < 1 || *n > 100000) r.error(sheet->file, value, fmt::format("the length is {} days", *n), "between 1 and 100,000");
      else r.crisis.days_in_file = static_cast<int>(*n);
    } else {
      r.warn(sheet->file, row[0], fmt::format("\"{}\" is neither StartDate nor Length; it is ignored", row[0].text));
    }
  }
  if (!start) r.problems.push_back({{sheet->file, 1, 1}, "StartDate is missing", "add a row StartDate,YYYY-MM-DD"});
  if (!length && days <= 0) r.problems.push_back({{sheet->file, 1, 1}, "Length is missing", "add a row Length,<days>, or give --days"});
  r.crisis.days = days > 0 ? days : r.crisis.days_in_file;
}

namespace {

std::optional<fs::path> find_input(const fs::path& dir) {
  for (const auto& path : {dir / "input_csv", dir}) {
    if (fs::exists(path / "locations.csv")) return path;
  }
  if (fs::is_directory(dir / "input_csv")) return dir / "input_csv";
  if (fs::exists(dir / "sim_period.csv") || fs::exists(dir / "routes.csv")) return dir;
  return std::nullopt;
}

/// Files that look like input and are not read: tables of attributes that no rule knows, and names near that of a table that is absent.
void name_unread_files(Reader& r) {
  static const std::vector<std::string> known = {"sim_period.csv", "locations.csv", "routes.csv", "conflicts.csv", "closures.csv", "registration_corrections.csv", "location_changes.csv",
                                                 "major_routes.csv", "agents.csv", "flood_level.csv", "region_attributes_IPC.csv"};
  std::vector<std::string> absent;
  for (const auto& name : known) {
    if (!fs::exists(r.input / name)) absent.push_back(name);
  }
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(r.input, ignored)) files.push_back(entry.path());
  std::ranges::sort(files);
  for (const auto& path : files) {
    const std::string name = path.filename().string();
    if (std::ranges::find(known, name) != known.end()) continue;
    if (name.starts_with("location_attributes_") || name.starts_with("region_attributes_")) {
      r.warn(core::Where{path.string(), 0, 0}, "no rule reads the attribute of this table; it is not read", "food security stands in region_attributes_IPC.csv");
    } else if (const std::string near = core::nearest(name, absent); !near.empty() && name.ends_with(".csv")) {
      r.warn(core::Where{path.string(), 0, 0}, fmt::format("this file is not read; {} is absent", near), fmt::format("rename it to {} if it is meant", near));
    }
  }
}

core::Problems missing(const Crisis& crisis, const fs::path& input, const fs::path& data) {
  core::Problems problems;
  std::vector<std::pair<fs::path, const char*>> needed = {{period_file(input), "StartDate and Length of the run"},
                                                          {input / "locations.csv", "the places"},
                                                          {input / "routes.csv", "the routes between places"}};
  if (!may_lack_registrations(crisis.settings.spawn)) needed.emplace_back(data / "data_layout.csv", "which camp has which registration series; without any set sum_from_camps: False");
  if (crisis.flood_run()) needed.emplace_back(input / "flood_level.csv", "the flood level of each place and day");
  if (crisis.settings.spawn.read_from_agents_csv_file) needed.emplace_back(input / "agents.csv", "the agents that read_from_agents_csv_file asks for");
  for (const auto& [path, what] : needed) {
    if (!fs::exists(path)) problems.push_back({{path.string(), 0, 0}, fmt::format("the file is missing ({})", what), "add it, or give the right directory", core::Severity::error, core::Cause::unreadable});
  }
  return problems;
}

}  // namespace

core::Result<Reading> read_crisis(const Folder& folder, const ReadOptions& options) {
  const fs::path dir = folder.dir.empty() ? fs::path(".") : fs::path(folder.dir);
  std::error_code ignored;
  if (!fs::is_directory(dir, ignored)) return core::fail({dir.string(), 0, 0}, "there is no such directory", "give the folder that holds input_csv/, source_data/ and simsetting.yml");
  const auto input = find_input(dir);
  if (!input) return core::fail({dir.string(), 0, 0}, "this is no Flee crisis: neither input_csv/locations.csv nor locations.csv is here", "give the folder that holds input_csv/, source_data/ and simsetting.yml");
  const fs::path parent = fs::absolute(*input, ignored).lexically_normal().parent_path();
  fs::path data = folder.data ? fs::path(*folder.data) : dir / "source_data";
  if (!folder.data && !fs::exists(data) && fs::exists(parent / "source_data")) data = parent / "source_data";
  if (folder.data && !fs::is_directory(data, ignored)) return core::fail({data.string(), 0, 0}, "there is no such data directory", "give the folder that holds data_layout.csv");
  fs::path settings = folder.settings ? fs::path(*folder.settings) : dir / "simsetting.yml";
  for (const auto& other : {*input / "simsetting.yml", parent / "simsetting.yml", dir / "simsetting.yaml"}) {
    if (!folder.settings && !fs::exists(settings) && fs::exists(other)) settings = other;
  }
  Reading reading;
  auto& crisis = reading.crisis;
  fs::path named = fs::absolute(dir, ignored).lexically_normal();
  if (!named.has_filename()) named = named.parent_path();
  crisis.name = named.filename().string();
  if (crisis.name == "input_csv") crisis.name = named.parent_path().filename().string();
  crisis.behaviour = options.behaviour;
  crisis.rules = Rules::of(options.behaviour);
  if (fs::exists(settings)) {
    auto text = core::read_text(settings);
    if (!text) return tl::unexpected(text.error());
    auto parsed = parse_settings(*text, settings.string(), options.behaviour, reading.warnings);
    if (!parsed) return tl::unexpected(parsed.error());
    crisis.settings = std::move(*parsed);
  } else if (folder.settings) {
    return core::fail({settings.string(), 0, 0}, "there is no such settings file", "give the path of a simsetting.yml");
  } else {
    crisis.settings = default_settings(options.behaviour);
    reading.warnings.push_back({{settings.string(), 0, 0}, "simsetting.yml is missing; Flee's defaults are used", "add it, or give --settings FILE", core::Severity::warning});
  }
  if (auto absent = missing(crisis, *input, data); !absent.empty()) return tl::unexpected(std::move(absent));

  Reader reader{crisis, reading.warnings, *input, data, {}, {}};
  read_period(reader, options.days);
  read_places(reader);
  if (!reader.problems.empty()) return tl::unexpected(std::move(reader.problems));  // what follows would only repeat them
  read_routes(reader);
  read_major_routes(reader);
  read_conflicts(reader);
  read_floods(reader);
  read_food(reader);
  read_closures(reader);
  read_location_changes(reader);
  read_registrations(reader);
  read_demographics(reader);
  read_agents(reader);
  name_unread_files(reader);
  if (!reader.problems.empty()) return tl::unexpected(std::move(reader.problems));
  resolve_closures(reader);
  resolve_arrivals(reader);
  if (!reader.problems.empty()) return tl::unexpected(std::move(reader.problems));
  return reading;
}

}  // namespace nuzuh::flee
