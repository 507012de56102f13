#pragma once
// What the parts of the reader share. Not for other rooms.

#include <filesystem>
#include <string>
#include <unordered_map>

#include "nuzuh/flee/crisis.hpp"
#include "nuzuh/flee/sheet.hpp"

namespace nuzuh::flee {

struct Reader {
  Crisis& crisis;
  core::Problems& warnings;
  std::filesystem::path input, data;
  core::Problems problems;
  std::unordered_map<std::string, int> places;  ///< by name

  [[nodiscard]] bool exact() const { return crisis.behaviour == Behaviour::exact; }
  [[nodiscard]] int place(const std::string& name) const {
    const auto found = places.find(name);
    return found == places.end() ? k_none : found->second;
  }
  void error(const std::string& file, const core::Cell& cell, std::string what, std::string remedy) {
    problems.push_back({{file, cell.line, cell.column}, std::move(what), std::move(remedy)});
  }
  void warn(const core::Where& where, std::string what, std::string remedy = {}) {
    warnings.push_back({where, std::move(what), std::move(remedy), core::Severity::warning});
  }
  void warn(const std::string& file, const core::Cell& cell, std::string what, std::string remedy = {}) {
    warn(core::Where{file, cell.line, cell.column}, std::move(what), std::move(remedy));
  }
  /// The nearest known place name, as a remedy.
  [[nodiscard]] std::string nearest_place(const std::string& name) const;
  /// Opens a sheet; on failure the problems are kept and nothing is returned.
  std::optional<Sheet> sheet(const std::filesystem::path& path, Comments comments);
};

void read_period(Reader& reader, int days);
void read_places(Reader& reader);
void read_routes(Reader& reader);
void read_major_routes(Reader& reader);
void read_conflicts(Reader& reader);
void read_closures(Reader& reader);
void read_location_changes(Reader& reader);
void read_floods(Reader& reader);
void read_food(Reader& reader);
void read_registrations(Reader& reader);
void read_demographics(Reader& reader);
void read_agents(Reader& reader);

/// Whether people set out without registrations: as Flee's manual has it, source_data may then be missing.
bool may_lack_registrations(const SpawnRules& spawn);

/// closures.csv as changes of links and places, as the behaviour understands them.
void resolve_closures(Reader& reader);
/// Day-0 insertions, arrivals, and the places that out.csv reports.
void resolve_arrivals(Reader& reader);
/// Flags, move chance and the like of a type, with the settings' move chances.
void set_type(Place& place, PlaceType type, const MoveRules& rules);
/// The type that a text names, by Flee's order of substrings.
PlaceType type_of(const std::string& text);

/// Flee's value of a series on a day: the first entry before it begins, the last after it ends, linear between, cut to a whole number.
double interpolated(const std::vector<std::pair<int, double>>& entries, int day);

}  // namespace nuzuh::flee
