// What a person can choose, and with which weight.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/movement/floods.hpp"
#include "nuzuh/movement/home_distance.hpp"
#include "nuzuh/movement/plan_routes.hpp"
#include "nuzuh/movement/reference_world.hpp"

namespace nuzuh::movement {
namespace {

double power(double x, double exponent) { return exponent == 1.0 ? x : std::pow(x, exponent); }

}  // namespace

double World::room(const Spot& spot) const {
  const double capacity = spot.capacity * rules_.capacity_scaling;
  if (capacity < 1) return 1;
  const auto people = static_cast<double>(c_.rules.admission_in_list_order ? spot.people : spot.dawn);
  if (people <= rules_.capacity_buffer * capacity) return 1;
  if (people >= 1.0 * capacity) return 0;
  return 1.0 - ((people - (rules_.capacity_buffer * capacity)) / (capacity * (1.0 - rules_.capacity_buffer)));
}

void World::explore(int place, int link, double before_km, double hops, std::vector<int>& visited, std::vector<Way>& found) {
  const auto& l = c_.links[static_cast<std::size_t>(link)];
  const bool marker = spots_[static_cast<std::size_t>(l.to)].now.marker;
  if (!marker) {
    Way way;
    way.end = l.to;
    way.length_km = (rules_.softening + l.distance_km) + before_km;  // Flee's order of summation
    way.path = static_cast<std::uint32_t>(paths_.size());
    way.steps = static_cast<std::uint32_t>(visited.size());
    paths_.insert(paths_.end(), visited.begin() + 1, visited.end());
    paths_.push_back(l.to);
    found.push_back(way);
  } else if (!(rules_.fixed_routes && c_.rules.fixed_routes_square_score)) {
    hops -= 1;
  }
  if (!(steps_ahead(c_) > hops)) return;
  visited.push_back(l.to);
  for (const int next : open_[static_cast<std::size_t>(l.to)]) {
    const int end = c_.links[static_cast<std::size_t>(next)].to;
    // A way does not return to a place before its last one; a loop at the last one itself is not seen as such.
    if (std::find(visited.begin(), visited.end() - 1, end) != visited.end() - 1) continue;
    explore(place, next, before_km + l.distance_km, hops + 1, visited, found);
  }
  visited.pop_back();
}

const std::vector<Way>& World::ways_from(int place) {
  auto& ways = ways_[static_cast<std::size_t>(place)];
  if (!ways_known_[static_cast<std::size_t>(place)]) {
    ways.clear();
    std::vector<int> visited = {place};
    for (const int link : open_[static_cast<std::size_t>(place)]) explore(place, link, 0.0, 1, visited, ways);
    ways_known_[static_cast<std::size_t>(place)] = 1;
  }
  return ways;
}

bool World::has(std::size_t index, int attribute, const char* text) const {
  if (attribute < 0 || index >= attributes_[static_cast<std::size_t>(attribute)].size()) return false;
  const int value = attributes_[static_cast<std::size_t>(attribute)][index];
  return value >= 0 && texts_[static_cast<std::size_t>(value)] == text;
}

double World::number(std::size_t index, int attribute) const {
  if (attribute < 0 || index >= attributes_[static_cast<std::size_t>(attribute)].size()) return std::nan("");
  const int value = attributes_[static_cast<std::size_t>(attribute)][index];
  return value >= 0 ? numbers_[static_cast<std::size_t>(value)] : std::nan("");
}

double World::distance_from(const Person& p, int end) const {
  const bool here = c_.rules.home_distance_from_here;
  return home_distance_km(c_.places[static_cast<std::size_t>(end)], c_.places[static_cast<std::size_t>(here ? p.at : p.home)], here);
}

double World::flood_forecast(int place, std::size_t index, bool for_score) const {
  if (!flood_forecast_acts(c_, day_)) return 1;
  const FloodForecast ahead = movement::flood_forecast(c_, static_cast<std::size_t>(place), spots_[static_cast<std::size_t>(place)].flood_level, day_);
  return (for_score ? ahead.score : ahead.chance) * flood_awareness(rules_.flood, number(index, flood_awareness_));
}

double World::score_for(const Person& p, std::size_t index, int end) const {
  const auto& spot = spots_[static_cast<std::size_t>(end)];
  double base = spot.score;
  if (!per_person_ && !rules_.flood.enabled && !rules_.use_pop_for_loc_weight) return base;
  const double age = number(index, age_);
  bool squared = false;
  if (rules_.children_avoid_hazards) {
    if (age < 19) {
      base = base * base;
      squared = true;
    }
    if (rules_.boys_take_risk && has(index, gender_, "male") && age > 14) base = 1;
  }
  if (rules_.elderly_avoid_hazards && age > 59) {
    base = base * base;
    squared = true;
  }
  if (rules_.women_avoid_hazards && has(index, gender_, "female") && !squared) base = base * base;
  if (rules_.stay_close_to_home) base *= 1.0 / std::pow(std::max(1.0, distance_from(p, end)), rules_.home_distance_power);
  if (rules_.flood.enabled) {
    if (spot.flood_level > 0 && (c_.rules.flood_levels_cut || !spot.now.flood_zone)) base *= table_of(rules_.flood.loc_weights, spot.flood_level);
    base *= flood_forecast(end, index, true);
  }
  auto share = [&](int attribute) {
    if (attribute < 0 || index >= attributes_[static_cast<std::size_t>(attribute)].size()) return 1.0;
    const auto& group = groups_[static_cast<std::size_t>(end) * attributes_.size() + static_cast<std::size_t>(attribute)];
    const auto found = group.find(attributes_[static_cast<std::size_t>(attribute)][index]);
    const double same = found == group.end() ? 0 : static_cast<double>(found->second);
    if (c_.rules.matching_share_of_people_there) {
      double there = 0;
      for (const auto& [value, people] : group) there += static_cast<double>(people);
      return there > 0 ? same / there : -1.0;  // nobody there: the place is neither near nor foreign
    }
    return same / (spot.now.population < 1 ? 1e8 : static_cast<double>(spot.now.population));
  };
  auto match = [&](bool on, int attribute, double factor) {
    if (!on) return;
    const double s = share(attribute);
    if (s >= 0) base *= s * factor;
  };
  if (spot.now.camp) {
    match(rules_.match_camp_ethnicity, ethnicity_, 10.0);
    match(rules_.match_camp_religion, religion_, 1.0 / rules_.avg_religion_fraction);
  } else {
    match(spot.now.intensity > 0 ? rules_.match_conflict_ethnicity : rules_.match_town_ethnicity, ethnicity_, 10.0);
    if (rules_.use_pop_for_loc_weight) base *= std::pow(std::max(1.0, static_cast<double>(spot.now.population)), rules_.pop_power_for_loc_weight);
  }
  return base;
}

// A forced road leads to its end; where that is a marker, to all that lies behind it.
bool World::by_force(int place, std::uint32_t path, std::uint32_t steps) const {
  const int next = paths_[path];
  for (const int link : open_[static_cast<std::size_t>(place)]) {
    if (c_.links[static_cast<std::size_t>(link)].to == next) return forced_[static_cast<std::size_t>(link)] && (steps == 1 || spots_[static_cast<std::size_t>(next)].now.marker);
  }
  return false;
}

bool World::choose(Person& p, std::size_t index) {
  auto take = [&](std::uint32_t path, std::uint32_t steps) {
    p.route = path;
    p.steps = static_cast<std::uint16_t>(steps);
  };
  const auto& list = open_[static_cast<std::size_t>(p.at)];
  if (rules_.awareness_level == 0 && c_.rules.awareness_zero_freezes) {
    if (!list.empty()) numpy_.below(static_cast<std::uint32_t>(list.size()));  // Flee draws a number that is no place, and nobody moves
    return false;
  }
  // Everybody who leaves takes a forced road, unless all that it leads to is full.
  const auto& here = open_[static_cast<std::size_t>(p.at)];
  const bool forced_road = c_.rules.forced_redirection_acts && std::ranges::any_of(here, [&](int link) { return forced_[static_cast<std::size_t>(link)] != 0; });
  const auto restricts = [&](int end, std::uint32_t path, std::uint32_t steps) {
    const auto& spot = spots_[static_cast<std::size_t>(end)];
    const double open = room(spot);
    return open > 0 && !(spot.now.camp && open < 0.5) && by_force(p.at, path, steps);
  };
  trial_.clear();
  candidates_.clear();
  if (rules_.fixed_routes) {
    const auto& table = fixed_[static_cast<std::size_t>(p.at)];
    const bool forced = forced_road && std::ranges::any_of(table, [&](const Fixed& x) { return restricts(x.end, x.path, x.steps); });
    for (std::size_t k = 0; k < table.size(); ++k) {
      const auto& x = table[k];
      if (forced && !by_force(p.at, x.path, x.steps)) continue;
      candidates_.push_back(k);
      trial_.push_back(c_.rules.fixed_routes_square_score ? x.weight * score_for(p, index, x.end) : fixed_weight(score_for(p, index, x.end), x.softened_km));
    }
  } else {
    const bool documented = !c_.rules.awareness_zero_freezes;
    const auto& ways = ways_from(p.at);
    const bool forced = forced_road && std::ranges::any_of(ways, [&](const Way& way) { return restricts(way.end, way.path, way.steps); });
    for (std::size_t k = 0; k < ways.size(); ++k) {
      const auto& way = ways[k];
      if (forced && !by_force(p.at, way.path, way.steps)) continue;
      candidates_.push_back(k);
      const auto& spot = spots_[static_cast<std::size_t>(way.end)];
      const double score = documented && rules_.awareness_level == 0 ? 1.0 : score_for(p, index, way.end);
      double weight = ((rules_.weight_softening + score) / power(way.length_km, rules_.distance_power)) * room(spot);
      weight = power(weight, rules_.weight_power);
      trial_.push_back(documented && rules_.awareness_level < 0 ? 1.0 : weight);
    }
  }
  if (trial_.empty()) {
    if (!list.empty()) notes_.insert(fmt::format("Flee stops when someone at {} has roads but no destination on them; here the person stays", c_.places[static_cast<std::size_t>(p.at)].name));
    return false;
  }
  const double best = *std::max_element(trial_.begin(), trial_.end());
  const double threshold = rules_.pruning_threshold;
  const double least = c_.rules.pruning_divides ? (threshold < 1.001 ? -1 : best / threshold) : (threshold > 0 && threshold < 1 ? best * threshold : -1);
  if (least > 0 && !rules_.fixed_routes) {
    std::size_t kept = 0;
    for (std::size_t k = 0; k < trial_.size(); ++k) {
      if (trial_[k] < least) continue;
      trial_[kept] = trial_[k];
      candidates_[kept++] = candidates_[k];
    }
    trial_.resize(kept);
  }
  double sum = 0;
  for (const double w : trial_) sum += w;
  if (sum > 0) {
    for (double& w : trial_) w /= sum;
  } else {
    if (!c_.rules.all_zero_means_equal) return false;
    for (double& w : trial_) w = (w + 1) / static_cast<double>(trial_.size());
  }
  const std::size_t k = candidates_[python_.choose(trial_)];
  if (rules_.fixed_routes) {
    const auto& x = fixed_[static_cast<std::size_t>(p.at)][k];
    take(x.path, x.steps);
  } else {
    const auto& way = ways_from(p.at)[k];
    take(way.path, way.steps);
  }
  return true;
}

double World::fixed_weight(double score, double softened_km) const {
  return power((rules_.weight_softening + score) / power(softened_km, rules_.distance_power), rules_.weight_power);
}

// Fixed routes: one best candidate per end point, without the capacity; a major route counts with a quarter of its length.
void World::refresh_fixed_routes(int place) {
  auto& table = fixed_[static_cast<std::size_t>(place)];
  table.clear();
  auto offer = [&](int end, double softened_km, double length_km, std::uint32_t path, std::uint32_t steps) {
    const auto& spot = spots_[static_cast<std::size_t>(end)];
    const bool square = c_.rules.fixed_routes_square_score;
    const double weight = fixed_weight(square && spot.flood_level > 0 ? spot.score * table_of(rules_.flood.loc_weights, spot.flood_level) : spot.score, softened_km);
    const auto found = std::ranges::find(table, end, &Fixed::end);
    if (found != table.end()) {
      if (weight > found->weight) *found = {end, weight, softened_km, length_km, path, steps};
    } else if (weight > 0 || !square) {
      table.push_back({end, weight, softened_km, length_km, path, steps});
    }
  };
  for (const auto& way : ways_from(place)) offer(way.end, way.length_km, way.length_km - rules_.softening, way.path, way.steps);
  auto length_of = [&](const std::vector<int>& route) {
    double sum = 0;
    for (std::size_t k = 0; k + 1 < route.size(); ++k) {
      double best = -1;
      for (const int link : open_[static_cast<std::size_t>(route[k])]) {
        if (c_.links[static_cast<std::size_t>(link)].to == route[k + 1] && best < 0) best = c_.links[static_cast<std::size_t>(link)].distance_km;
      }
      if (best < 0) return -1.0;
      sum += best;
    }
    return sum;
  };
  auto major = [&](const std::vector<int>& route, double before_km, std::uint32_t path, std::uint32_t steps) {
    const double length = length_of(route);
    if (length < 0 || route.back() == place || steps + route.size() > 60000) return;
    const auto start = static_cast<std::uint32_t>(paths_.size());
    for (std::uint32_t k = 0; k < steps; ++k) paths_.push_back(paths_[path + k]);
    paths_.insert(paths_.end(), route.begin() + 1, route.end());
    offer(route.back(), (rules_.softening + before_km + length) / 4.0, before_km + length, start, steps + static_cast<std::uint32_t>(route.size()) - 1);
  };
  for (const auto& route : c_.major_routes) {
    std::vector<int> back(route.rbegin(), route.rend());
    for (const auto* way : {&route, &std::as_const(back)}) {
      if (way->front() == place) major(*way, 0, 0, 0);
      const auto reached = table;
      for (const auto& x : reached) {
        if (x.end == way->front()) major(*way, x.length_km, x.path, x.steps);
      }
    }
  }
}

}  // namespace nuzuh::movement
