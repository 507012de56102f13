#include "nuzuh/flee/settings.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "nuzuh/core/nearest.hpp"

namespace nuzuh::flee {
namespace {

using Target = std::variant<bool*, int*, double*, std::vector<double>*, std::vector<int>*, std::string*, SpawnMode*>;

struct Spec {
  std::string section, key;  // "move_rules", "softening"; sections of two levels are joined by a point
  std::string default_text;
  Target target;
  std::string caution;  // said when the folder sets it: documented and not honoured, read and not used, ...
};

std::vector<Spec> specs(Settings& s) {
  auto& l = s.log;
  auto& p = s.spawn;
  auto& m = s.move;
  auto& f = m.flood;
  static std::string ignored_text;
  const std::string spawn = "spawn_rules", move = "move_rules", conflict = "spawn_rules.conflict_driven_spawning",
                    flooding = "spawn_rules.flood_driven_spawn_mode", flood = "move_rules.flood_rules";
  return {
      {"", "number_of_steps", "-1", &s.number_of_steps, "Flee 3 reads it and never uses it: the length is that of sim_period.csv or --days"},
      {"", "conflict_input_file", "", &ignored_text, "Flee 3's run script overwrites it: conflicts.csv of the input directory is read"},
      {"", "flood_level_input_file", "", &ignored_text, "Flee 3's run script overwrites it: flood_level.csv of the input directory is read"},
      {"", "default_conflict_intensity", "1", &s.default_conflict_intensity, ""},
      {"log_levels", "agent", "0", &l.agent, ""},
      {"log_levels", "link", "0", &l.link, ""},
      {"log_levels", "camp", "0", &l.camp, ""},
      {"log_levels", "conflict", "0", &l.conflict, ""},
      {"log_levels", "init", "0", &l.init, ""},
      {"log_levels", "idp_totals", "0", &l.idp_totals, ""},
      {"log_levels", "granularity", "location", &l.granularity, ""},
      {spawn, "take_from_population", "False", &p.take_from_population, ""},
      {spawn, "insert_day0", "True", &p.insert_day0, ""},
      {spawn, "empty_camps_on_day0", "False", &p.empty_camps_on_day0, ""},
      {spawn, "conflict_zone_spawning_only", "True", &p.conflict_zone_spawning_only, ""},
      {spawn, "flood_zone_spawning_only", "False", &p.flood_zone_spawning_only, ""},
      {spawn, "camps_are_sinks", "False", &p.camps_are_sinks, ""},
      {spawn, "read_from_agents_csv_file", "False", &p.read_from_agents_csv_file, ""},
      {spawn, "sum_from_camps", "True", &p.sum_from_camps, ""},
      {spawn, "conflict_spawn_decay", "none", &p.conflict_spawn_decay, ""},
      {spawn, "conflict_spawn_decay_interval", "30", &p.conflict_spawn_decay_interval, ""},
      {spawn, "average_social_connectivity", "3.0", &p.average_social_connectivity, ""},
      {spawn, "starvation_driven_spawning", "False", &p.starvation_driven_spawning, ""},
      {conflict, "spawn_mode", "constant", &p.conflict_spawn_mode, ""},
      {conflict, "displaced_per_conflict_day", "500 or 0.01", &p.displaced_per_conflict_day, ""},
      {flooding, "spawn_mode", "pop_ratio", &p.flood_spawn_mode, ""},
      {flooding, "displaced_per_flood_day", "[0,0.1,0.2,0.5,0.9] or [0,100,200,300,500]", &p.displaced_per_flood_day, ""},
      {move, "max_move_speed", "360", &m.max_move_speed, ""},
      {move, "max_walk_speed", "35", &m.max_walk_speed, ""},
      {move, "max_crossing_speed", "20", &m.max_crossing_speed, "Flee 3 reads it and its main model never uses it"},
      {move, "foreign_weight", "1", &m.foreign_weight, ""},
      {move, "camp_weight", "1", &m.camp_weight, ""},
      {move, "conflict_weight", "0.316227766", &m.conflict_weight, ""},
      {move, "conflict_movechance", "1", &m.conflict_movechance, ""},
      {move, "camp_movechance", "0.001", &m.camp_movechance, ""},
      {move, "idpcamp_movechance", "0.1", &m.idpcamp_movechance, ""},
      {move, "default_movechance", "0.3", &m.default_movechance, ""},
      {move, "awareness_level", "1", &m.awareness_level, ""},
      {move, "capacity_buffer", "0.9", &m.capacity_buffer, ""},
      {move, "capacity_scaling", "1", &m.capacity_scaling, ""},
      {move, "avoid_short_stints", "False", &m.avoid_short_stints, ""},
      {move, "start_on_foot", "False", &m.start_on_foot, ""},
      {move, "softening", "10", &m.softening, ""},
      {move, "weight_softening", "0", &m.weight_softening, ""},
      {move, "weight_power", "1", &m.weight_power, ""},
      {move, "distance_power", "1", &m.distance_power, ""},
      {move, "stay_close_to_home", "False", &m.stay_close_to_home, ""},
      {move, "home_distance_power", "0.5", &m.home_distance_power, ""},
      {move, "use_pop_for_loc_weight", "False", &m.use_pop_for_loc_weight, ""},
      {move, "pop_power_for_loc_weight", "0.1", &m.pop_power_for_loc_weight, ""},
      {move, "movechance_pop_base", "10000", &m.movechance_pop_base, ""},
      {move, "movechance_pop_scale_factor", "0", &m.movechance_pop_scale_factor, ""},
      {move, "pruning_threshold", "1", &m.pruning_threshold, ""},
      {move, "fixed_routes", "False", &m.fixed_routes, ""},
      {move, "two_system_decision_making", "False", &m.two_system_decision_making, ""},
      {move, "use_economic_pull", "False", &m.use_economic_pull, ""},
      {move, "use_v1_rules", "False", &m.use_v1_rules, ""},
      {move, "harvest_months", "[]", &m.harvest_months, ""},
      {move, "flee_when_starving", "False", &m.flee_when_starving, ""},
      {move, "avoid_food_deprived_locations", "False", &m.avoid_food_deprived_locations, ""},
      {move, "ChildrenAvoidHazards", "False", &m.children_avoid_hazards, ""},
      {move, "BoysTakeRisk", "False", &m.boys_take_risk, ""},
      {move, "WomenAvoidHazards", "False", &m.women_avoid_hazards, ""},
      {move, "ElderlyAvoidHazards", "False", &m.elderly_avoid_hazards, ""},
      {move, "MatchCampEthnicity", "False", &m.match_camp_ethnicity, ""},
      {move, "MatchTownEthnicity", "False", &m.match_town_ethnicity, ""},
      {move, "MatchConflictEthnicity", "False", &m.match_conflict_ethnicity, ""},
      {move, "MatchCampReligion", "False", &m.match_camp_religion, ""},
      {move, "avg_religion_fraction", "0.25", &m.avg_religion_fraction, ""},
      {flood, "max_flood_level", "-1", &f.max_flood_level, "Flee 3 reads it and never uses it"},
      {flood, "flood_movechances", "none", &f.movechances, ""},
      {flood, "flood_loc_weights", "none", &f.loc_weights, ""},
      {flood, "flood_link_weights", "none", &f.link_weights, "Flee 3 reads it and never uses it"},
      {flood, "flood_forecaster", "False", &f.forecaster, ""},
      {flood, "flood_forecaster_timescale", "0", &f.forecaster_timescale, ""},
      {flood, "flood_forecaster_end_time", "0", &f.forecaster_end_time, ""},
      {flood, "flood_forecaster_weights", "none", &f.forecaster_weights, ""},
      {flood, "flood_awareness_weights", "none", &f.awareness_weights, ""},
      {"optimisations", "hasten", "1", &s.hasten, ""},
  };
}

core::Where where_of(const YAML::Mark& mark, const std::string& file) {
  return {file, mark.line + 1, mark.column + 1};
}

std::string full_key(const std::string& section, const std::string& key) { return section.empty() ? key : section + "." + key; }

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string trim(std::string text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::optional<double> number(const std::string& written) {
  std::string text = trim(written);
  std::erase(text, '_');  // Python reads 10_000
  if (text.starts_with('+')) text.erase(0, 1);
  double value = 0;
  const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (ec != std::errc{} || stop != text.data() + text.size() || text.empty() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<bool> truth(const std::string& text) {
  const std::string t = lower(trim(text));
  for (const char* yes : {"true", "yes", "on"}) {
    if (t == yes) return true;
  }
  for (const char* no : {"false", "no", "off", "none", "null", "~", ""}) {
    if (t == no) return false;
  }
  return std::nullopt;
}

class Parser {
 public:
  Parser(std::string file, Behaviour behaviour, core::Problems& warnings) : file_(std::move(file)), behaviour_(behaviour), warnings_(warnings) {}

  core::Result<Settings> run(std::string_view text) {
    Settings s = Settings{};
    auto list = specs(s);
    for (const auto& spec : list) {
      by_section_[spec.section].push_back(spec.key);
      s.uses.push_back({full_key(spec.section, spec.key), spec.default_text, "", false, {}});
    }
    try {
      const YAML::Node root = YAML::Load(std::string(text));
      if (root.IsNull() || !root.IsDefined()) return finish(std::move(s));
      if (!root.IsMap()) return core::fail(where_of(root.Mark(), file_), "the settings are not a list of `key: value`", "begin with a section such as move_rules:");
      walk(root, "", list, s, 0);
    } catch (const YAML::Exception& error) {
      if (const int line = line_indented_by_tab(text)) return core::fail({file_, line, 1}, "the line is indented by a tab, which YAML does not allow", "indent by blanks");
      return core::fail(where_of(error.mark, file_), fmt::format("this is not YAML: {}", error.msg), "check the indentation, the colons and the quotes");
    }
    if (core::has_errors(problems_)) return tl::unexpected(std::move(problems_));
    return finish(std::move(s));
  }

 private:
  void error(const YAML::Node& at, std::string what, std::string remedy) { problems_.push_back({where_of(at.Mark(), file_), std::move(what), std::move(remedy)}); }
  void warn(const core::Where& where, std::string what, std::string remedy = {}) {
    warnings_.push_back({where, std::move(what), std::move(remedy), core::Severity::warning});
  }

  /// The first line that begins with a tab, or has one among the blanks that begin it; 0: none.
  static int line_indented_by_tab(std::string_view text) {
    int line = 1;
    bool indent = true;
    for (const char c : text) {
      if (indent && c == '\t') return line;
      if (c == '\n') ++line;
      indent = c == '\n' || (indent && c == ' ');
    }
    return 0;
  }

  static bool is_section(const std::string& path) {
    static const std::set<std::string> sections = {"log_levels", "spawn_rules", "move_rules", "optimisations", "spawn_rules.conflict_driven_spawning",
                                                   "spawn_rules.flood_driven_spawn_mode", "move_rules.flood_rules"};
    return sections.contains(path);
  }

  void walk(const YAML::Node& map, const std::string& section, std::vector<Spec>& list, Settings& s, int depth) {
    // Of a key that stands twice YAML readers as Flee's take the last.
    std::map<std::string, int> left;
    for (const auto& entry : map) {
      if (entry.first.IsScalar()) ++left[entry.first.Scalar()];
    }
    for (const auto& entry : map) {
      if (!entry.first.IsScalar()) {
        error(entry.first, "a key must be one word", "write `key: value`");
        continue;
      }
      std::string key = entry.first.Scalar();
      const core::Where where = where_of(entry.first.Mark(), file_);
      if (--left[key] > 0) {
        warn(where, fmt::format("\"{}\" is set again below; the last one rules", full_key(section, key)), "remove one of the two");
        continue;
      }
      key = resolve_alias(section, key, where, s);
      if (key.empty()) continue;
      const std::string path = full_key(section, key);
      if (is_section(path)) {
        if (path == "spawn_rules.conflict_driven_spawning" && !entry.second.IsNull()) {
          s.spawn.conflict_driven_spawning = true;
          conflict_where_ = where;
        }
        if (path == "spawn_rules.flood_driven_spawn_mode" && !entry.second.IsNull()) s.spawn.flood_driven_spawning = true;
        if (path == "move_rules.flood_rules" && !entry.second.IsNull()) s.move.flood.enabled = flood_section_ = true;
        if (entry.second.IsNull()) continue;
        if (switched(path, entry.second, where, s)) continue;
        if (!entry.second.IsMap()) {
          error(entry.second, fmt::format("\"{}\" is a section: its settings stand indented below it", path), "write one `key: value` a line");
          continue;
        }
        if (depth < 3) walk(entry.second, path, list, s, depth + 1);
        continue;
      }
      auto spec = std::ranges::find_if(list, [&](const Spec& x) { return x.section == section && x.key == key; });
      if (spec == list.end() && section == "move_rules" && behaviour_ != Behaviour::exact) {
        // The manual's page on floods has them here; Flee 3 reads them from flood_rules.
        spec = std::ranges::find_if(list, [&](const Spec& x) { return x.section == "move_rules.flood_rules" && x.key == key; });
        if (spec != list.end()) {
          s.move.flood.enabled = flood_section_ = true;
          warn(where, fmt::format("\"{}\" belongs to move_rules.flood_rules, where Flee 3 reads it; as its manual has both places, it is taken from here", full_key(section, key)), "move it there");
        }
      }
      if (spec == list.end()) {
        unknown(section, key, where);
        continue;
      }
      auto& use = s.uses[static_cast<std::size_t>(spec - list.begin())];
      use.given = true;
      use.where = where;
      use.value = entry.second.IsScalar() ? entry.second.Scalar() : entry.second.IsSequence() ? list_text(entry.second) : "";
      if (!spec->caution.empty() && !use.value.empty()) warn(where, fmt::format("\"{}\" has no effect: {}", path, spec->caution), "remove it");
      read_value(entry.second, path, spec->target, use);
    }
  }

  /// The manual switches spawning on with a single value where Flee 3 stops unless a section follows: the section's defaults are taken.
  bool switched(const std::string& path, const YAML::Node& node, const core::Where& where, Settings& s) {
    const bool conflict = path == "spawn_rules.conflict_driven_spawning", flood = path == "spawn_rules.flood_driven_spawn_mode";
    if ((!conflict && !flood) || !node.IsScalar()) return false;
    const auto on = truth(node.Scalar());
    if (!on) return false;
    (conflict ? s.spawn.conflict_driven_spawning : s.spawn.flood_driven_spawning) = *on;
    warn(where, fmt::format("\"{}\" is a section; Flee 3 stops at a single value, nuzuh takes it as {}", path, *on ? "on with the section's defaults" : "off"), "write its settings indented below it, or remove the line");
    return true;
  }

  // Keys that Flee documents under one name and reads under another.
  std::string resolve_alias(const std::string& section, const std::string& key, const core::Where& where, Settings& s) {
    if (section == "spawn_rules" && key == "camps_are_sicks") {
      if (behaviour_ != Behaviour::exact) warn(where, "\"camps_are_sicks\" is the misspelt key that Flee 3 reads for camps_are_sinks", "write camps_are_sinks");
      sicks_ = true;
      return "camps_are_sinks";
    }
    if (section == "spawn_rules" && key == "camps_are_sinks" && behaviour_ == Behaviour::exact) {
      warn(where, "Flee 3 does not read \"camps_are_sinks\" (it reads the misspelt camps_are_sicks), so camps are no sinks in the exact behaviour",
           "run with --behaviour documented");
      return {};
    }
    if (section == "spawn_rules" && key == "flood_driven_spawning") {
      if (behaviour_ == Behaviour::exact) {
        warn(where, "Flee 3 reads the section \"flood_driven_spawn_mode\"; \"flood_driven_spawning\", as a part of its manual has it, has no effect in the exact behaviour", "write flood_driven_spawn_mode");
        return {};
      }
      return "flood_driven_spawn_mode";
    }
    if (section == "spawn_rules.flood_driven_spawn_mode" && key == "flood_spawn_mode") {
      if (behaviour_ == Behaviour::exact) {
        warn(where, "Flee 3 documents \"flood_spawn_mode\" and reads \"spawn_mode\": it has no effect in the exact behaviour", "write spawn_mode");
        return {};
      }
      return "spawn_mode";
    }
    if (section == "move_rules" && (key == "TwoSystemDecisionMaking")) return "two_system_decision_making";
    static_cast<void>(s);
    return key;
  }

  void unknown(const std::string& section, const std::string& key, const core::Where& where) {
    for (const auto& [other, keys] : by_section_) {
      if (other != section && std::ranges::find(keys, key) != keys.end()) {
        warn(where, fmt::format("unknown setting \"{}\": \"{}\" belongs to {}; Flee ignores it here", full_key(section, key), key, other.empty() ? "the top level" : other),
             "move it there");
        return;
      }
    }
    std::vector<std::string> known = by_section_[section];
    for (const char* name : {"log_levels", "spawn_rules", "move_rules", "optimisations"}) {
      if (section.empty()) known.emplace_back(name);
    }
    const std::string near = core::nearest(key, known);
    warn(where, fmt::format("unknown setting \"{}\"; Flee ignores it and its default rules", full_key(section, key)),
         near.empty() ? "remove it" : fmt::format("did you mean \"{}\"?", near));
  }

  static std::string list_text(const YAML::Node& node) {
    std::string text = "[";
    for (const auto& item : node) text += (text.size() > 1 ? "," : "") + (item.IsScalar() ? item.Scalar() : std::string("?"));
    return text + "]";
  }

  void read_value(const YAML::Node& node, const std::string& path, const Target& target, const SettingUse& use) {
    if (std::holds_alternative<std::vector<double>*>(target) || std::holds_alternative<std::vector<int>*>(target)) {
      read_list(node, path, target);
      return;
    }
    if (node.IsNull()) {
      if (std::holds_alternative<bool*>(target)) *std::get<bool*>(target) = false;
      else if (!std::holds_alternative<std::string*>(target)) error(node, fmt::format("\"{}\" has no value", path), fmt::format("give one (Flee's default is {}) or remove the line", use.default_text));
      return;
    }
    if (!node.IsScalar()) {
      error(node, fmt::format("\"{}\" takes one value, not a list or a section", path), fmt::format("for example {}: {}", path, use.default_text));
      return;
    }
    const std::string text = node.Scalar();
    const bool quoted = node.Tag() == "!";
    if (auto* const* flag = std::get_if<bool*>(&target)) {
      const auto known = truth(text);
      const auto as_number = number(text);
      if (quoted && known && !*known && !trim(text).empty()) {
        warn(use.where, fmt::format("\"{}\" is the text \"{}\", which Flee 3 takes as true; the exact behaviour does so too, the others take it as false", path, text),
             "write it without quotes");
        **flag = behaviour_ == Behaviour::exact;
      } else if (known) {
        **flag = *known;
      } else if (as_number) {
        **flag = *as_number != 0;
      } else if (behaviour_ == Behaviour::exact) {
        warn(use.where, fmt::format("\"{}\" is the text \"{}\", which Flee 3 takes as true", path, text), "write True or False");
        **flag = true;
      } else {
        error(node, fmt::format("\"{}\" is neither true nor false: \"{}\"", path, text), "write True or False");
      }
      return;
    }
    if (auto* const* mode = std::get_if<SpawnMode*>(&target)) {
      const std::string t = lower(trim(text));
      if (t == "constant") **mode = SpawnMode::constant;
      else if (t == "poisson") **mode = SpawnMode::poisson;
      else if (t == "pop_ratio") **mode = SpawnMode::pop_ratio;
      else error(node, fmt::format("\"{}\" is no spawn mode: \"{}\"", path, text), "one of constant, poisson, pop_ratio");
      return;
    }
    if (auto* const* words = std::get_if<std::string*>(&target)) {
      **words = text;
      if (path == "log_levels.granularity" && text != "location" && text != "region") error(node, fmt::format("\"{}\" is no granularity: \"{}\"", path, text), "location or region");
      return;
    }
    const auto value = number(text);
    if (!value) {
      error(node, fmt::format("\"{}\" is not a number: \"{}\"", path, text), "write it with Latin digits and a point, for example 0.3");
      return;
    }
    if (auto* const* whole = std::get_if<int*>(&target)) {
      if (std::abs(*value) > 1e9) error(node, fmt::format("\"{}\" is too large: {}", path, text), "a whole number below a billion");
      else **whole = static_cast<int>(*value);
      if (*value != std::trunc(*value)) warn(use.where, fmt::format("\"{}\" is cut to a whole number, as Flee does: {}", path, text));
      return;
    }
    *std::get<double*>(target) = *value;
  }

  void read_list(const YAML::Node& node, const std::string& path, const Target& target) {
    if (node.IsNull()) return;
    std::vector<double> values;
    if (!node.IsSequence()) {
      if (node.IsScalar() && !truth(node.Scalar()).value_or(true)) return;  // none, false: no list
      error(node, fmt::format("\"{}\" takes a list of numbers", path), "for example [1.0, 0.5, 0.1]");
      return;
    }
    for (const auto& item : node) {
      const auto value = item.IsScalar() ? number(item.Scalar()) : std::nullopt;
      if (!value) {
        error(item, fmt::format("an item of \"{}\" is not a number", path), "for example [1.0, 0.5, 0.1]");
        return;
      }
      values.push_back(*value);
    }
    if (auto* const* doubles = std::get_if<std::vector<double>*>(&target)) **doubles = values;
    if (auto* const* ints = std::get_if<std::vector<int>*>(&target)) {
      for (const double v : values) {
        if (v < 1 || v > 12 || v != std::trunc(v)) error(node, fmt::format("\"{}\" holds {}, which is no month", path, v), "months are 1 to 12");
        else (*ints)->push_back(static_cast<int>(v));
      }
    }
  }

  core::Result<Settings> finish(Settings s) {
    auto where = [&](std::string_view key) {
      for (const auto& use : s.uses) {
        if (use.key == key && use.given) return use.where;
      }
      return core::Where{file_, 0, 0};
    };
    auto bad = [&](std::string_view key, std::string what, std::string remedy) { problems_.push_back({where(key), fmt::format("\"{}\" {}", key, what), std::move(remedy)}); };
    auto& m = s.move;
    auto& p = s.spawn;
    if (s.hasten < 1) bad("optimisations.hasten", "must be at least 1: every count is divided by it", "use 1 for the full number of people");
    for (const auto& [key, value] : {std::pair{"move_rules.max_move_speed", m.max_move_speed}, {"move_rules.max_walk_speed", m.max_walk_speed},
                                     {"move_rules.movechance_pop_base", m.movechance_pop_base}, {"move_rules.avg_religion_fraction", m.avg_religion_fraction}}) {
      if (!(value > 0)) bad(key, fmt::format("must be above 0, not {}", value), "remove the line for Flee's default");
    }
    for (const auto& [key, value] : {std::pair{"move_rules.foreign_weight", m.foreign_weight}, {"move_rules.camp_weight", m.camp_weight}, {"move_rules.conflict_weight", m.conflict_weight},
                                     {"move_rules.softening", m.softening}, {"move_rules.weight_softening", m.weight_softening}, {"move_rules.capacity_scaling", m.capacity_scaling},
                                     {"spawn_rules.average_social_connectivity", p.average_social_connectivity},
                                     {"spawn_rules.conflict_driven_spawning.displaced_per_conflict_day", p.displaced_per_conflict_day}}) {
      if (!(value >= 0)) bad(key, fmt::format("must not be negative ({})", value), "remove the line for Flee's default");
    }
    if (p.average_social_connectivity > 1e6) bad("spawn_rules.average_social_connectivity", "is out of range", "Flee's default is 3");
    for (const auto& [key, value] : {std::pair{"move_rules.conflict_movechance", m.conflict_movechance}, {"move_rules.camp_movechance", m.camp_movechance},
                                     {"move_rules.idpcamp_movechance", m.idpcamp_movechance}, {"move_rules.default_movechance", m.default_movechance}}) {
      if (!(value >= 0 && value <= 1)) bad(key, fmt::format("is a chance a day and lies between 0 and 1, not {}", value), "remove the line for Flee's default");
    }
    if (!(m.capacity_buffer >= 0 && m.capacity_buffer <= 1)) bad("move_rules.capacity_buffer", fmt::format("is a share of the capacity, 0 to 1, not {}", m.capacity_buffer), "Flee's default is 0.9");
    if (p.conflict_spawn_decay_interval < 1) bad("spawn_rules.conflict_spawn_decay_interval", "must be at least one day", "Flee's default is 30");
    if (std::ranges::any_of(p.conflict_spawn_decay, [](double x) { return x < 0; })) bad("spawn_rules.conflict_spawn_decay", "holds a negative multiplier", "multipliers are 0 or more");
    if (p.conflict_zone_spawning_only && p.flood_zone_spawning_only) {
      bad("spawn_rules.flood_zone_spawning_only", "and conflict_zone_spawning_only exclude each other, and the latter is on by default; Flee stops here", "set conflict_zone_spawning_only: False");
    }
    if (std::fabs(m.awareness_level) > 20) bad("move_rules.awareness_level", fmt::format("is {:g}: the number of ways that people weigh grows as a power of it", m.awareness_level), "Flee's own values are 0 to 5");
    m.awareness_level = std::trunc(m.awareness_level);  // Flee cuts it to a whole number
    settle_spawning(s, where);
    if (m.flood.enabled && !p.take_from_population && p.flood_driven_spawning) {
      bad("spawn_rules.take_from_population", "must be True with flood-driven spawning; Flee stops here", "set take_from_population: True");
    }
    if (flood_section_ && m.flood.movechances.empty()) bad("move_rules.flood_rules.flood_movechances", "is missing: flood rules need a move chance for each level", "for example [0.3, 0.4, 0.7, 1.0, 1.0]");
    if (flood_section_ && m.flood.loc_weights.empty()) bad("move_rules.flood_rules.flood_loc_weights", "is missing: flood rules need a weight for each level", "for example [1.0, 0.5, 0.2, 0.0, 0.0]");
    if (m.use_v1_rules) {
      m.max_move_speed = 200;
      m.start_on_foot = m.avoid_short_stints = false;
      m.camp_weight = 2;
      m.conflict_weight = 0.25;
    }
    if (behaviour_ == Behaviour::exact) s.default_conflict_intensity = std::trunc(s.default_conflict_intensity);
    if (m.two_system_decision_making && behaviour_ == Behaviour::exact) {
      warn(where("move_rules.two_system_decision_making"), "two-system decisions can never be switched on in Flee 3 (a number is tested for being True)", "run with --behaviour documented");
    }
    if (p.camps_are_sinks && behaviour_ == Behaviour::exact) {
      warn(where("spawn_rules.camps_are_sinks"), "Flee 3 stops with a type error when a sink is used (it compares text with a number); nuzuh goes on with the number", "");
    }
    if (s.given("spawn_rules.conflict_zone_spawning_only") && !p.conflict_zone_spawning_only && !p.starvation_driven_spawning && !p.flood_zone_spawning_only) {
      warn(where("spawn_rules.conflict_zone_spawning_only"), "\"spawn_rules.conflict_zone_spawning_only: False\" has no effect without starvation_driven_spawning: only conflict zones have a spawning weight");
    }
    if (behaviour_ != Behaviour::documented && m.pruning_threshold > 0 && m.pruning_threshold < 1 && s.given("move_rules.pruning_threshold") && behaviour_ == Behaviour::exact) {
      warn(where("move_rules.pruning_threshold"), "Flee 3 documents a fraction of the best route and divides by it: values up to 1 switch pruning off", "run with --behaviour documented");
    }
    if (m.flood.forecaster) {
      warn(where("move_rules.flood_rules.flood_forecaster"),
           "Flee 3's flood forecast works backwards: without a flood ahead people do not move at all; the documented and native behaviours leave the forecast out");
    }
    if (core::has_errors(problems_)) return tl::unexpected(std::move(problems_));
    return s;
  }

  // Defaults that depend on the mode, and what `hasten` divides.
  void settle_spawning(Settings& s, const std::function<core::Where(std::string_view)>& where) {
    auto& p = s.spawn;
    if (p.conflict_driven_spawning && p.flood_zone_spawning_only) {
      warn(conflict_where_, "conflict_driven_spawning is not read with flood_zone_spawning_only");
      p.conflict_driven_spawning = false;
    }
    if (p.flood_driven_spawning && !p.flood_zone_spawning_only) {
      warn(core::Where{file_, 0, 0}, "flood_driven_spawn_mode is only read with flood_zone_spawning_only: True");
      p.flood_driven_spawning = false;
    }
    if (p.conflict_driven_spawning) {
      if (!s.given("spawn_rules.conflict_driven_spawning.displaced_per_conflict_day")) p.displaced_per_conflict_day = p.conflict_spawn_mode == SpawnMode::pop_ratio ? 0.01 : 500;
      if (p.conflict_spawn_mode != SpawnMode::pop_ratio) {
        if (behaviour_ == Behaviour::exact) p.displaced_per_conflict_day = std::trunc(p.displaced_per_conflict_day);
        else p.displaced_per_conflict_day /= s.hasten;
      }
    }
    if (p.flood_driven_spawning) {
      if (p.displaced_per_flood_day.empty()) {
        p.displaced_per_flood_day = p.flood_spawn_mode == SpawnMode::pop_ratio ? std::vector<double>{0, 0.1, 0.2, 0.5, 0.9} : std::vector<double>{0, 100, 200, 300, 500};
      }
      if (p.flood_spawn_mode != SpawnMode::pop_ratio && behaviour_ != Behaviour::exact) {
        for (double& x : p.displaced_per_flood_day) x /= s.hasten;
      }
      s.move.flood.enabled = true;
      if (!flood_section_) {
        warn(core::Where{file_, 0, 0}, "floods drive people out but move_rules.flood_rules is missing; Flee 3 stops when someone at a flooded place decides, nuzuh leaves move chances and weights as they are",
             "add flood_rules with flood_movechances and flood_loc_weights");
      }
    } else if (s.move.flood.enabled && behaviour_ == Behaviour::exact) {
      warn(where("move_rules.flood_rules.flood_movechances"), "flood_rules without flood-driven spawning: Flee 3 then reads neither flood_level.csv nor conflicts.csv", "run with --behaviour documented");
    }
  }

  std::string file_;
  Behaviour behaviour_;
  core::Problems& warnings_;
  core::Problems problems_;
  core::Where conflict_where_;
  std::map<std::string, std::vector<std::string>> by_section_;
  bool sicks_ = false, flood_section_ = false;
};

}  // namespace

bool Settings::given(std::string_view key) const {
  return std::ranges::any_of(uses, [&](const SettingUse& use) { return use.key == key && use.given; });
}

core::Result<Settings> parse_settings(std::string_view text, const std::string& file, Behaviour behaviour, core::Problems& warnings) {
  return Parser(file, behaviour, warnings).run(text);
}

Settings default_settings(Behaviour behaviour) {
  core::Problems ignored;
  return *parse_settings("", "", behaviour, ignored);
}

}  // namespace nuzuh::flee
