#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "nuzuh/core/nearest.hpp"
#include "nuzuh/flee/reader.hpp"

namespace nuzuh::flee {
namespace {

/// Python's integer division: towards minus infinity.
std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  const std::int64_t q = a / b;
  return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

bool looks_like_header(const core::Row& row) {
  const std::string first = lower_case(row[0].text);
  return first == "name" || first == "name1" || first == "location" || first == "closure_type" || first == "locationname";
}

void attribute(Reader& r, const std::string& file, const std::string& name, const core::Cell& cell, Place& place) {
  if (cell.text.empty()) return;
  const int hasten = r.exact() ? 1 : r.crisis.settings.hasten;
  auto real = [&](double& target) {
    if (const auto value = real_of(cell, file, name, r.problems)) target = *value;
  };
  if (name == "initial_idps") {
    if (const auto value = whole_of(cell, file, name, r.problems, r.warnings)) place.initial_idps = floor_div(*value, hasten);
    if (place.initial_idps < 0) r.error(file, cell, "initial_idps is negative", "people are counted from 0");
  } else if (name == "conflict_intensity") {
    double intensity = 1;
    real(intensity);
    if (place.intensity > 0) place.intensity = intensity;
  } else if (name == "capacity_per_day") {
    real(place.capacity_per_day);
    place.capacity_per_day = (r.exact() ? std::trunc(place.capacity_per_day) : place.capacity_per_day / hasten);
  } else if (name == "deactivation_probability") {
    real(place.deactivation_probability);
    if (place.deactivation_probability < 0 || place.deactivation_probability > 1) r.error(file, cell, "deactivation_probability lies outside 0 to 1", "it is a chance a day");
  } else if (name == "farmer_fraction") {
    real(place.farmer_fraction);
  } else if (name == "trade_volume") {
    real(place.trade_volume);
  } else if (name == "hdi") {
    real(place.hdi);
  }
}

}  // namespace

std::string Reader::nearest_place(const std::string& name) const {
  std::vector<std::string> names;
  for (const auto& p : crisis.places) names.push_back(p.name);
  const std::string near = names.size() <= 2000 ? core::nearest(name, names) : "";  // the distance is quadratic in the length: not over 20,000 names for each error
  return near.empty() ? "names must be spelt as in locations.csv" : fmt::format("did you mean \"{}\"?", near);
}

std::optional<Sheet> Reader::sheet(const std::filesystem::path& path, Comments comments) {
  auto sheet = read_sheet(path, comments, warnings);
  if (sheet) return std::move(*sheet);
  problems.insert(problems.end(), sheet.error().begin(), sheet.error().end());
  return std::nullopt;
}

PlaceType type_of(const std::string& written) {
  const std::string text = lower_case(written);
  auto has = [&](const char* part) { return text.find(part) != std::string::npos; };
  if (has("camp")) return has("idp") ? PlaceType::idp_camp : PlaceType::camp;
  if (has("conflict")) return PlaceType::conflict;
  if (has("forward")) return PlaceType::forward;
  if (has("marker")) return PlaceType::marker;
  if (has("flood_zone")) return PlaceType::flood_zone;
  if (has("default") || has("town")) return PlaceType::town;
  return PlaceType::unknown;
}

void set_type(Place& place, PlaceType type, const MoveRules& rules) {
  place.type = type;
  place.camp = place.idp_camp = place.town = place.forward = place.marker = place.flood_zone = false;
  place.intensity = k_no_conflict;
  place.move_chance = 1;
  switch (type) {
    case PlaceType::camp: place.camp = true; place.move_chance = rules.camp_movechance; break;
    case PlaceType::idp_camp: place.camp = place.idp_camp = true; place.move_chance = rules.idpcamp_movechance; break;
    case PlaceType::conflict: place.intensity = 1; place.move_chance = rules.conflict_movechance; break;
    case PlaceType::forward: place.forward = true; break;
    case PlaceType::marker: place.marker = true; break;
    case PlaceType::flood_zone: place.flood_zone = true; place.move_chance = rules.default_movechance; break;
    case PlaceType::town: place.town = true; place.move_chance = rules.default_movechance; break;
    case PlaceType::unknown: break;
  }
}

void read_places(Reader& r) {
  const auto path = r.input / "locations.csv";
  auto sheet = r.sheet(path, Comments::skip);
  if (!sheet) return;
  const std::string file = sheet->file;
  auto& c = r.crisis;
  if (!sheet->rows.empty() && looks_like_header(sheet->rows[0])) {
    r.warn(file, sheet->rows[0][0], "the header does not begin with #; Flee would read it as a location", "write #name");
    sheet->header = sheet->rows[0];
    sheet->rows.erase(sheet->rows.begin());
  }
  if (sheet->rows.empty()) {
    r.problems.push_back({{file, 1, 1}, "the file names no location", "one row a place: name,region,country,latitude,longitude,location_type,conflict_date,population"});
    return;
  }
  if (sheet->header) {
    for (std::size_t k = 8; k < sheet->header->size(); ++k) c.place_attribute_names.push_back((*sheet->header)[k].text);
  }
  static const std::vector<std::string> types = {"camp", "idpcamp", "conflict_zone", "town", "forwarding_hub", "marker", "flood_zone"};
  std::unordered_map<std::string, int> regions;
  std::string home;
  for (const auto& row : sheet->rows) {
    if (row.size() < 6) {
      r.error(file, row.back(), fmt::format("the row has {} cells; a place needs at least six", row.size()), "name,region,country,latitude,longitude,location_type,conflict_date,population");
      continue;
    }
    Place p;
    p.where = {file, row[0].line, row[0].column};
    p.name = row[0].text;
    if (p.name.empty()) {
      r.error(file, row[0], "the place has no name", "name it, or begin the row with # to leave it out");
      continue;
    }
    p.region = row[1].text.empty() ? "unknown" : row[1].text;
    p.country = row[2].text.empty() ? "unknown" : row[2].text;
    if (c.places.empty()) home = p.country;
    p.foreign = p.country != home;
    if (!row[3].text.empty()) p.latitude = real_of(row[3], file, "the latitude", r.problems).value_or(0);
    if (!row[4].text.empty()) p.longitude = real_of(row[4], file, "the longitude", r.problems).value_or(0);
    p.type_text = row[5].text;
    p.declared = type_of(p.type_text);
    if (p.declared == PlaceType::unknown) {
      r.error(file, row[5], fmt::format("unknown location type \"{}\"", p.type_text), core::suggestion(p.type_text, types));
      continue;
    }
    const auto date = cell_at(row, 6), count = cell_at(row, 7);
    if (p.declared == PlaceType::conflict) {
      if (date.text.empty()) r.warn(file, date, fmt::format("the conflict zone \"{}\" has no conflict date; Flee stops there, nuzuh takes day 0", p.name), "write the day on which its conflict begins");
      else if (const auto begins = lenient_date(date.text)) {
        p.conflict_date = core::days_between(c.start, *begins);
        r.warn(file, date, fmt::format("the conflict date of \"{}\" is {}; Flee stops there, nuzuh takes day {}", p.name, date.text, p.conflict_date), "write the days since the start");
      } else p.conflict_date = static_cast<int>(std::clamp<std::int64_t>(whole_of(date, file, "the conflict date (days from the start)", r.problems, r.warnings).value_or(0), -1000000, 1000000));
    } else if (!date.text.empty()) {
      core::Problems ignored, also;
      if (const auto day = whole_of(date, file, "", ignored, also)) p.conflict_date = static_cast<int>(std::clamp<std::int64_t>(*day, -1000000, 1000000));
    }
    set_type(p, p.declared == PlaceType::conflict && p.conflict_date > 0 ? PlaceType::town : p.declared, c.settings.move);
    if (!count.text.empty()) p.population_read = whole_of(count, file, p.camp ? "the capacity" : "the population", r.problems, r.warnings).value_or(0);
    const std::int64_t people = floor_div(p.population_read, c.settings.hasten);
    if (p.camp) p.capacity = people;
    else p.population = people;
    if (!p.camp && p.population_read < 0) r.error(file, count, fmt::format("the population of \"{}\" is negative", p.name), "people are counted from 0");
    if (!p.camp && !p.flood_zone && p.move_chance < 0.005) {
      r.warn(p.where, fmt::format("\"{}\" is made a camp, as Flee does, because its move chance {} lies below 0.005", p.name, p.move_chance), "raise the move chance of its type");
      p.camp = true;
      p.town = false;
    }
    for (std::size_t k = 0; k < c.place_attribute_names.size(); ++k) {
      const auto cell = cell_at(row, 8 + k);
      p.attributes.push_back(cell.text);
      attribute(r, file, c.place_attribute_names[k], cell, p);
    }
    for (std::size_t k = 8 + c.place_attribute_names.size(); k < row.size(); ++k) {
      if (!row[k].text.empty()) {
        r.warn(file, row[k], "this cell stands beyond the header's last column and is ignored; Flee stops there", "name its column in the header");
        break;
      }
    }
    const auto [region, fresh_region] = regions.emplace(p.region, static_cast<int>(c.regions.size()));
    if (fresh_region) c.regions.push_back(p.region);
    p.region_index = region->second;
    const auto [first, fresh] = r.places.emplace(p.name, static_cast<int>(c.places.size()));
    if (!fresh) {
      r.error(file, row[0], fmt::format("\"{}\" is named twice (first in line {})", p.name, c.places[static_cast<std::size_t>(first->second)].where.line),
              "give each place one row; Flee would silently wire the routes to the last");
      continue;
    }
    c.places.push_back(std::move(p));
  }
  c.links_from.resize(c.places.size());
}

void read_routes(Reader& r) {
  const auto path = r.input / "routes.csv";
  auto sheet = r.sheet(path, Comments::skip);
  if (!sheet) return;
  auto& c = r.crisis;
  const std::string file = sheet->file;
  if (!sheet->rows.empty() && looks_like_header(sheet->rows[0])) {
    r.warn(file, sheet->rows[0][0], "the header does not begin with #; Flee would read it as a route", "write #name1");
    sheet->header = sheet->rows[0];
    sheet->rows.erase(sheet->rows.begin());
  }
  if (sheet->rows.empty()) r.warn(core::Where{file, 1, 1}, "there are no routes: nobody can leave", "one row a route: name1,name2,distance_km,forced_redirection");
  std::set<std::pair<int, int>> seen;
  int number = 0;
  for (const auto& row : sheet->rows) {
    const int a = r.place(row[0].text), b = r.place(cell_at(row, 1).text);
    if (row.size() < 3) {
      r.error(file, row.back(), "a route needs two places and a distance", "name1,name2,distance_km,forced_redirection");
      continue;
    }
    for (const int k : {0, 1}) {
      if ((k == 0 ? a : b) == k_none) {
        r.error(file, row[static_cast<std::size_t>(k)], fmt::format("unknown location \"{}\" in a route", row[static_cast<std::size_t>(k)].text), r.nearest_place(row[static_cast<std::size_t>(k)].text));
      }
    }
    const auto distance = real_of(row[2], file, "the distance in km", r.problems);
    if (!distance || a == k_none || b == k_none) continue;
    if (*distance < 0) {
      r.error(file, row[2], fmt::format("the distance is negative: {}", row[2].text), "kilometres along the road");
      continue;
    }
    if (c.settings.move.softening + *distance <= 0) {
      r.error(file, row[2], "the distance is 0 and so is the softening: the weight of the route is infinite", "set move_rules.softening or the distance above 0");
      continue;
    }
    int flag = 0;
    if (const auto cell = cell_at(row, 3); !cell.text.empty()) {
      const auto value = whole_of(cell, file, "the forced-redirection flag", r.problems, r.warnings);
      if (!value) continue;
      flag = static_cast<int>(std::clamp<std::int64_t>(*value, -1, 3));
      if (flag < 0 || flag > 2) r.warn(file, cell, fmt::format("the forced-redirection flag is {}; only 0, 1 and 2 have a meaning", cell.text), "0: none; 1: name2 to name1; 2: name1 to name2");
    }
    Link link;
    link.row = number++;
    link.distance_km = *distance;
    link.where = {file, row[0].line, row[0].column};
    for (std::size_t k = 4; sheet->header && k < sheet->header->size(); ++k) {
      const std::string& name = (*sheet->header)[k].text;
      const auto cell = cell_at(row, k);
      if (cell.text.empty()) {
        if (name == "max_move_speed") r.warn(file, cell, "max_move_speed is empty; Flee stops there, nuzuh takes the setting's speed", "fill it in");
        continue;
      }
      if (name == "max_move_speed") {
        link.max_move_speed = real_of(cell, file, name, r.problems).value_or(1);
        if (link.max_move_speed <= 0) r.error(file, cell, "max_move_speed must be above 0", "kilometres a day");
      }
      if (name == "walk_probability") {
        link.walk_probability = real_of(cell, file, name, r.problems).value_or(0);
        if (link.walk_probability < 0 || link.walk_probability > 1) r.error(file, cell, "walk_probability lies outside 0 to 1", "it is a chance a day");
      }
    }
    if (!seen.emplace(std::min(a, b), std::max(a, b)).second) {
      r.warn(file, row[0], fmt::format("a second route between \"{}\" and \"{}\": it is offered twice, which doubles its weight", row[0].text, row[1].text), "keep one of them");
    }
    // Flee makes a pair of links from each row; what its flag means depends on the behaviour.
    auto pair = [&](int from, int to, bool forced_forth, bool forced_back) {
      const int first = static_cast<int>(c.links.size());
      link.from = from, link.to = to, link.forced = forced_forth, link.reverse = first + 1;
      c.links.push_back(link);
      link.from = to, link.to = from, link.forced = forced_back, link.reverse = first;
      c.links.push_back(link);
      c.links_from[static_cast<std::size_t>(from)].push_back(first);
      c.links_from[static_cast<std::size_t>(to)].push_back(first + 1);
    };
    if (r.exact()) {
      if (flag == 1) pair(a, b, true, false);  // and again below: a missing "else" in Flee doubles the route
      if (flag == 2) pair(b, a, true, false);
      else pair(a, b, false, false);
    } else {
      pair(a, b, flag == 2, flag == 1);  // as the manual has it, and as the published folders use it
    }
  }
}

void read_major_routes(Reader& r) {
  const auto path = r.input / "major_routes.csv";
  if (!std::filesystem::exists(path)) return;
  auto sheet = r.sheet(path, Comments::skip);
  if (!sheet) return;
  if (!r.crisis.settings.move.fixed_routes) {
    r.warn(core::Where{path.string(), 0, 0}, "major_routes.csv is only used with fixed_routes: True");
  }
  for (const auto& row : sheet->rows) {
    std::vector<int> route;
    bool known = true;
    for (const auto& cell : row) {
      if (cell.text.empty()) continue;
      const int p = r.place(cell.text);
      if (p == k_none) {
        r.error(sheet->file, cell, fmt::format("unknown location \"{}\" in a major route", cell.text), r.nearest_place(cell.text));
        known = false;
      }
      route.push_back(p);
    }
    if (known && route.size() > 1) r.crisis.major_routes.push_back(std::move(route));
  }
}

}  // namespace nuzuh::flee
