// Tables whose rows are days (conflicts, floods, food security), closures and changes of locations.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "nuzuh/core/nearest.hpp"
#include "nuzuh/flee/reader.hpp"

namespace nuzuh::flee {
namespace {

constexpr double k_peace = 1e-6;  // Flee's bound between conflict and none

/// Reads `#Day,<name>,...`; names are looked up with `find`. Cells are numbers; an empty cell is an error.
enum class Day { position, label };  // whether a row's day is its position or what its first cell says
template <class Find>
void read_day_table(Reader& r, const Sheet& sheet, DayTable& table, const std::string& what, const Find& find, std::size_t targets, Day day_is = Day::position) {
  table.file = sheet.file;
  table.column_of.assign(targets, k_none);
  if (sheet.rows.empty()) {
    r.problems.push_back({{sheet.file, 1, 1}, "the file is empty; its header is missing", "begin with #Day and the names of the " + what});
    return;
  }
  const auto& header = sheet.rows[0];
  std::vector<std::size_t> columns;  // positions in the file
  std::set<std::string> seen;
  for (std::size_t k = 1; k < header.size(); ++k) {
    const std::string& name = header[k].text;
    if (name.empty()) continue;  // a trailing comma
    if (!seen.insert(name).second) {
      r.error(sheet.file, header[k], fmt::format("column \"{}\" stands twice", name), "keep one of them");
      continue;
    }
    const int target = find(name, header[k]);
    if (target != k_none) table.column_of[static_cast<std::size_t>(target)] = static_cast<int>(table.names.size());
    table.names.push_back(name);
    columns.push_back(k);
  }
  if (sheet.rows.size() < 2) r.problems.push_back({{sheet.file, header[0].line, 1}, "the table has no day", "one row a day, beginning with day 0"});
  int bad = 0;
  bool label_said = false;
  for (std::size_t row = 1; row < sheet.rows.size() && bad < 20; ++row) {
    const auto& cells = sheet.rows[row];
    std::vector<double> values;
    values.reserve(columns.size());
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const auto cell = cell_at(cells, columns[k]);
      const auto value = real_of(cell, sheet.file, fmt::format("the value of \"{}\" on day {}", table.names[k], row - 1), r.problems);
      if (!value) ++bad;
      values.push_back(value.value_or(0));
    }
    for (std::size_t k = header.size(); k < cells.size(); ++k) {
      if (!cells[k].text.empty()) {
        r.error(sheet.file, cells[k], "the row has more cells than the header", "name the column in the header or remove the cell");
        ++bad;
        break;
      }
    }
    double label = static_cast<double>(row - 1);
    core::Problems ignored;
    if (const auto day = real_of(cells[0], sheet.file, "", ignored)) label = *day;
    if (label != static_cast<double>(row - 1) && !label_said && day_is == Day::position) {
      label_said = true;
      r.warn(sheet.file, cells[0], fmt::format("the row of day {} is labelled \"{}\"; Flee goes by the row's position and never reads the label", row - 1, cells[0].text), "number the rows from 0");
    }
    table.days.push_back(static_cast<int>(std::clamp(label, -1e6, 1e6)));
    table.values.push_back(std::move(values));
  }
}

/// Rows that are found by their labels must be in order.
void sorted_days(Reader& r, const Sheet& sheet, const DayTable& table) {
  for (std::size_t k = 1; k < table.days.size(); ++k) {
    if (table.days[k] <= table.days[k - 1]) r.error(sheet.file, sheet.rows[k + 1][0], "the days are out of order", "sort the rows by day");
  }
}

void warn_short(Reader& r, const std::string& file, int lines, const DayTable& table) {
  const int rows = static_cast<int>(table.values.size());
  if (rows > 0 && rows < r.crisis.days) {
    r.warn(core::Where{file, lines, 1}, fmt::format("the table ends after day {} but the run has {} days; Flee stops there, nuzuh holds the last row", rows - 1, r.crisis.days),
           "lengthen the table or shorten the run");
  }
}

}  // namespace

void read_conflicts(Reader& r) {
  auto& c = r.crisis;
  const auto path = r.input / "conflicts.csv";
  if (c.reads_conflicts() && !std::filesystem::exists(path)) {
    if (!c.settings.spawn.read_from_agents_csv_file && std::ranges::none_of(c.places, [](const Place& p) { return p.declared == PlaceType::conflict; })) {
      r.problems.push_back({{path.string(), 0, 0}, "the file is missing (the conflict intensity of each place and day) and locations.csv has no conflict zone", "add it, or give the right directory", core::Severity::error, core::Cause::unreadable});
      return;
    }
    r.warn(core::Where{path.string(), 0, 0}, "conflicts.csv is missing; Flee's run script stops there, nuzuh goes by the conflict zones of locations.csv and their conflict dates", "add it: #Day and one column a conflict zone");
    c.conflict_table.column_of.assign(c.places.size(), k_none);
  } else if (c.reads_conflicts()) {
    auto sheet = r.sheet(path, Comments::keep);
    if (!sheet) return;
    read_day_table(r, *sheet, c.conflict_table, "places", [&](const std::string& name, const core::Cell&) { return r.place(name); }, c.places.size());
    for (std::size_t k = 0, column = 0; !sheet->rows.empty() && k < sheet->rows[0].size(); ++k) {
      const auto& cell = sheet->rows[0][k];
      if (k == 0 || cell.text.empty()) continue;
      if (column < c.conflict_table.names.size() && r.place(cell.text) == k_none) {
        const bool used = std::ranges::any_of(c.conflict_table.values, [&](const auto& row) { return row[column] > k_peace; });
        r.warn(sheet->file, cell, fmt::format("column \"{}\" names no location{}", cell.text, used ? "; its conflict has no effect (Flee prints an error and goes on)" : " and is never above 0; it is ignored"),
               used ? r.nearest_place(cell.text) : "remove it");
      }
      ++column;
    }
    for (std::size_t row = 0; row < c.conflict_table.values.size(); ++row) {
      for (std::size_t k = 0; k < c.conflict_table.values[row].size(); ++k) {
        if (c.conflict_table.values[row][k] < 0) {
          r.error(sheet->file, cell_at(sheet->rows[row + 1], k + 1), fmt::format("the intensity of \"{}\" on day {} is negative", c.conflict_table.names[k], row), "an intensity is 0 (peace) to 1");
          break;
        }
      }
    }
    warn_short(r, sheet->file, sheet->lines, c.conflict_table);
  }
  const auto& table = c.conflict_table;
  std::vector<int> place_of(table.names.size(), k_none);
  for (std::size_t p = 0; p < table.column_of.size(); ++p) {
    if (table.column_of[p] != k_none) place_of[static_cast<std::size_t>(table.column_of[p])] = static_cast<int>(p);
  }
  const int rows = static_cast<int>(table.values.size());
  for (int t = 0; t < std::max(rows, c.days); ++t) {
    for (std::size_t k = 0; k < place_of.size() && t < rows; ++k) {
      const int p = place_of[k];
      if (p == k_none) continue;
      const double now = table.values[static_cast<std::size_t>(t)][k];
      const double before = t > 0 ? table.values[static_cast<std::size_t>(t - 1)][k] : 0;
      const bool declared = c.places[static_cast<std::size_t>(p)].intensity > 0;
      if (now > k_peace) {
        if (t == 0 || before < k_peace) c.conflict_changes.push_back({t, p, now, true});
        else if (!r.exact() && now != before) c.conflict_changes.push_back({t, p, now, false});
      } else if (now < k_peace && t > 0 && before >= k_peace) {
        c.conflict_changes.push_back({t, p, 0, false});
      } else if (t == 0 && declared && c.behaviour == Behaviour::native) {
        c.conflict_changes.push_back({t, p, 0, false});  // the day-by-day table is the better witness
      }
    }
    if (r.exact()) continue;
    // A conflict date of locations.csv that no column of the table speaks about.
    for (std::size_t p = 0; p < c.places.size() && t == 0; ++p) {
      const auto& place = c.places[p];
      if (place.declared != PlaceType::conflict || place.conflict_date <= 0) continue;
      if (p < table.column_of.size() && table.column_of[p] != k_none) continue;
      double intensity = 1;
      for (std::size_t k = 0; k < c.place_attribute_names.size(); ++k) {
        core::Problems ignored;
        if (c.place_attribute_names[k] == "conflict_intensity") intensity = real_of({place.attributes[k], 0, 0}, "", "", ignored).value_or(1);
      }
      c.conflict_changes.push_back({place.conflict_date, static_cast<int>(p), intensity, true});
    }
  }
  std::ranges::stable_sort(c.conflict_changes, {}, &ConflictChange::day);
}

void read_floods(Reader& r) {
  auto& c = r.crisis;
  const auto path = r.input / "flood_level.csv";
  if (!c.reads_floods()) {
    if (std::filesystem::exists(path) && !c.settings.move.flood.enabled) r.warn(core::Where{path.string(), 0, 0}, "flood_level.csv is only read with flood_rules");
    return;
  }
  if (!std::filesystem::exists(path)) {
    r.warn(core::Where{path.string(), 0, 0}, "flood_level.csv is missing: the flood rules have no effect", "add it, or remove flood_rules");
    return;
  }
  auto sheet = r.sheet(path, Comments::keep);
  if (!sheet) return;
  read_day_table(r, *sheet, c.flood_levels, "places",
                 [&](const std::string& name, const core::Cell& cell) {
                   const int p = r.place(name);
                   if (p == k_none) r.warn(sheet->file, cell, fmt::format("column \"{}\" names no location; it is ignored", name), r.nearest_place(name));
                   return p;
                 },
                 c.places.size(), r.exact() ? Day::position : Day::label);
  if (r.exact()) {
    warn_short(r, sheet->file, sheet->lines, c.flood_levels);
    return;
  }
  sorted_days(r, *sheet, c.flood_levels);
  if (!c.flood_levels.days.empty() && c.flood_levels.days.back() < c.days - 1) {
    r.warn(core::Where{sheet->file, sheet->lines, 1}, fmt::format("the table ends with day {} but the run has {} days; Flee stops there, nuzuh holds the last row", c.flood_levels.days.back(), c.days), "lengthen the table or shorten the run");
  }
}

void read_food(Reader& r) {
  auto& c = r.crisis;
  const auto& m = c.settings.move;
  const bool needed = m.flee_when_starving || m.avoid_food_deprived_locations || c.settings.spawn.starvation_driven_spawning;
  const auto path = r.input / "region_attributes_IPC.csv";
  if (!std::filesystem::exists(path)) {
    if (needed) r.problems.push_back({{path.string(), 0, 0}, "the food-security rules are on but region_attributes_IPC.csv is missing", "add it (#Day and one column a region, per cent) or switch the rules off"});
    return;
  }
  auto sheet = r.sheet(path, Comments::keep);
  if (!sheet) return;
  read_day_table(r, *sheet, c.ipc, "regions",
                 [&](const std::string& name, const core::Cell& cell) {
                   const auto found = std::ranges::find(c.regions, name);
                   if (found == c.regions.end()) {
                     r.warn(sheet->file, cell, fmt::format("column \"{}\" names no region of locations.csv; it is ignored", name), core::suggestion(name, c.regions));
                     return k_none;
                   }
                   return static_cast<int>(found - c.regions.begin());
                 },
                 c.regions.size(), Day::label);
  sorted_days(r, *sheet, c.ipc);
  if (needed) {
    for (std::size_t g = 0; g < c.regions.size(); ++g) {
      if (c.ipc.column_of[g] == k_none) r.warn(core::Where{sheet->file, 1, 1}, fmt::format("region \"{}\" has no column; Flee stops when someone is there, nuzuh takes 0 per cent", c.regions[g]), "add the column");
    }
    if (!c.ipc.days.empty() && (c.ipc.days.front() > 0 || c.ipc.days.back() < c.days - 1)) {
      r.warn(core::Where{sheet->file, sheet->lines, 1}, fmt::format("the table covers days {} to {}, the run days 0 to {}; Flee stops outside, nuzuh holds the nearest row", c.ipc.days.front(), c.ipc.days.back(), c.days - 1),
             "lengthen the table");
    }
  }
}

std::string_view to_string(ClosureKind kind) {
  switch (kind) {
    case ClosureKind::country: return "country";
    case ClosureKind::location: return "location";
    case ClosureKind::link: return "link";
    case ClosureKind::camp: return "camp";
    case ClosureKind::idp_camp: return "idpcamp";
    case ClosureKind::remove_forced_redirection: return "remove_forced_redirection";
  }
  return "";
}

void read_closures(Reader& r) {
  const auto path = r.input / "closures.csv";
  if (!std::filesystem::exists(path)) {
    r.warn(core::Where{path.string(), 0, 0}, "closures.csv is missing; Flee stops there, nuzuh goes on without closures", "add a file with the header only");
    return;
  }
  auto sheet = r.sheet(path, Comments::skip);
  if (!sheet) return;
  auto& c = r.crisis;
  std::set<std::string> countries;
  for (const auto& p : c.places) countries.insert(p.country);
  static const std::vector<std::string> kinds = {"country", "location", "link", "camp", "idpcamp", "remove_forced_redirection"};
  for (const auto& row : sheet->rows) {
    if (lower_case(row[0].text) == "closure_type") {
      r.warn(sheet->file, row[0], "the header does not begin with #; Flee stops there", "write #closure_type");
      continue;
    }
    Closure x;
    x.where = {sheet->file, row[0].line, row[0].column};
    const auto kind = std::ranges::find(kinds, row[0].text);
    if (kind == kinds.end()) {
      r.error(sheet->file, row[0], fmt::format("unknown closure type \"{}\"", row[0].text), core::suggestion(row[0].text, kinds));
      continue;
    }
    x.kind = static_cast<ClosureKind>(kind - kinds.begin());
    x.name1 = cell_at(row, 1).text;
    x.name2 = cell_at(row, 2).text;
    const auto start = whole_of(cell_at(row, 3), sheet->file, "the first day of the closure", r.problems, r.warnings);
    const auto end = whole_of(cell_at(row, 4), sheet->file, "the day of reopening (-1: never)", r.problems, r.warnings);
    if (!start || !end) continue;
    x.start_day = static_cast<int>(std::clamp<std::int64_t>(*start, -1000000, 1000000));
    x.end_day = static_cast<int>(std::clamp<std::int64_t>(*end, -1000000, 1000000));
    auto check = [&](std::size_t column, const std::string& name) {
      const int p = r.place(name);
      if (p == k_none) r.error(sheet->file, cell_at(row, column), fmt::format("unknown location \"{}\" in a closure", name), r.nearest_place(name));
      return p;
    };
    switch (x.kind) {
      case ClosureKind::country:
        for (const std::size_t k : {1u, 2u}) {
          const std::string name = cell_at(row, k).text;
          if (!countries.contains(name)) r.warn(sheet->file, cell_at(row, k), fmt::format("\"{}\" is the country of no location: the closure has no effect", name), core::suggestion(name, {countries.begin(), countries.end()}));
        }
        break;
      case ClosureKind::link:
      case ClosureKind::remove_forced_redirection:
        x.place1 = check(1, x.name1);
        x.place2 = check(2, x.name2);
        break;
      case ClosureKind::location:
      case ClosureKind::camp:
      case ClosureKind::idp_camp: x.place1 = check(1, x.name1); break;
    }
    if (x.end_day >= 0 && x.end_day < x.start_day && x.kind != ClosureKind::remove_forced_redirection) {
      r.warn(sheet->file, cell_at(row, 4), fmt::format("the closure ends (day {}) before it begins (day {}): Flee reopens first and closes for good", x.end_day, x.start_day), "exchange the days, or write -1 for never");
    }
    c.closures.push_back(std::move(x));
  }
}

void read_location_changes(Reader& r) {
  auto& c = r.crisis;
  const auto documented = r.input / "location_changes.csv";
  std::filesystem::path path = documented;
  if (r.exact()) {
    path = "location_changes.csv";  // Flee looks in the current directory
    if (std::filesystem::exists(documented)) {
      r.warn(core::Where{documented.string(), 0, 0}, "Flee 3 looks for location_changes.csv in the current directory, not here; the exact behaviour does so too", "run with --behaviour documented");
    }
  }
  if (!std::filesystem::exists(path)) return;
  auto sheet = r.sheet(path, Comments::skip);
  if (!sheet) return;
  for (const auto& row : sheet->rows) {
    const int p = r.place(row[0].text);
    if (p == k_none) {
      if (lower_case(row[0].text) == "location" || lower_case(row[0].text) == "name") continue;
      r.error(sheet->file, row[0], fmt::format("unknown location \"{}\"", row[0].text), r.nearest_place(row[0].text));
      continue;
    }
    const PlaceType type = type_of(cell_at(row, 1).text);
    if (type == PlaceType::unknown) r.error(sheet->file, cell_at(row, 1), fmt::format("unknown location type \"{}\"", cell_at(row, 1).text), "camp, idpcamp, conflict_zone, town, forwarding_hub, marker or flood_zone");
    const auto day = whole_of(cell_at(row, 2), sheet->file, "the day of the change", r.problems, r.warnings);
    // Flee keeps the time of an earlier conflict, or none, and with it the decay.
    if (day) c.type_changes.push_back({static_cast<int>(std::clamp<std::int64_t>(*day, -1000000, 1000000)), p, type, type == PlaceType::conflict ? c.settings.default_conflict_intensity : k_no_conflict, !r.exact()});
  }
  std::ranges::stable_sort(c.type_changes, {}, &TypeChange::day);
}

}  // namespace nuzuh::flee
