#include "nuzuh/movement/plan.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "nuzuh/core/hash.hpp"
#include "nuzuh/movement/plan_days.hpp"
#include "nuzuh/movement/plan_routes.hpp"

namespace nuzuh::movement {
namespace {

constexpr double k_degree = 3.14159265358979323846 / 180;

/// Great-circle distance [km] as Flee measures it for stay_close_to_home: with latitude and longitude exchanged.
double exchanged_distance(const flee::Place& a, const flee::Place& b) {
  const double lat1 = a.longitude * k_degree, lat2 = b.longitude * k_degree;
  const double s = std::sin((lat2 - lat1) / 2), c = std::sin((b.latitude - a.latitude) * k_degree / 2);
  const double h = s * s + std::cos(lat1) * std::cos(lat2) * c * c;
  return 2 * 6371 * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace

std::string_view to_string(Engine engine) {
  switch (engine) {
    case Engine::automatic: return "auto";
    case Engine::reference: return "reference";
    case Engine::individual: return "individual";
    case Engine::cohort: return "cohort";
    case Engine::mean_field: return "mean-field";
  }
  return "";
}

Plan compile(const flee::Crisis& crisis) {
  Plan plan;
  plan.days = crisis.days;
  plan.rules = crisis.rules;
  plan.move = crisis.settings.move;
  plan.label = crisis.name;
  plan.sinks = crisis.settings.spawn.camps_are_sinks;
  plan.take_from_population = crisis.settings.spawn.take_from_population;
  plan.reported = crisis.reported;

  std::unordered_set<std::uint32_t> taken;
  for (const auto& place : crisis.places) {
    const std::uint64_t h = core::fnv1a(place.name);
    auto entity = static_cast<std::uint32_t>(h ^ (h >> 32));
    while (!taken.insert(entity).second) ++entity;
    plan.places.push_back({place.name, entity, place.population, 0, 0, place.deactivation_probability, place.marker});
  }
  for (const auto& link : crisis.links) {
    const bool own_speed = !std::isnan(link.max_move_speed);
    plan.links.push_back({link.from, link.to, link.distance_km, own_speed ? link.max_move_speed : -1});
    plan.link_open.push_back(1);
    plan.link_forced.push_back(link.forced);
  }
  plan.initial.assign(crisis.places.size(), 0);
  for (const auto& insertion : crisis.day0) plan.initial[static_cast<std::size_t>(insertion.place)] += insertion.people;
  if (crisis.settings.spawn.read_from_agents_csv_file) {
    for (const auto& agent : crisis.listed_agents) {
      const auto place = static_cast<std::size_t>(agent.place);
      ++plan.initial[place];
      if (plan.take_from_population && plan.places[place].population > 0) --plan.places[place].population;
    }
  }
  compile_routes(crisis, plan);
  if (plan.move.stay_close_to_home) {
    for (auto& route : plan.routes) {
      const double km = exchanged_distance(crisis.places[static_cast<std::size_t>(route.origin)], crisis.places[static_cast<std::size_t>(route.end)]);
      route.factor = 1 / std::pow(std::max(1.0, km), plan.move.home_distance_power);
    }
  }
  compile_days(crisis, plan);

  for (const int place : plan.reported) {
    const int series = crisis.series_of.empty() ? flee::k_none : crisis.series_of[static_cast<std::size_t>(place)];
    plan.observed.push_back(series < 0 ? std::vector<double>(static_cast<std::size_t>(plan.days), 0)
                                       : crisis.series[static_cast<std::size_t>(series)].daily);
  }
  return plan;
}

Parameters parameters_of(const Plan& plan) {
  Parameters p;
  const auto& move = plan.move;
  p.conflict_movechance = move.conflict_movechance;
  p.camp_movechance = move.camp_movechance;
  p.idpcamp_movechance = move.idpcamp_movechance;
  p.default_movechance = move.default_movechance;
  p.max_move_speed = move.max_move_speed;
  p.max_walk_speed = move.max_walk_speed;
  p.foreign_weight = move.foreign_weight;
  p.camp_weight = move.camp_weight;
  p.conflict_weight = move.conflict_weight;
  p.softening = move.softening;
  p.weight_softening = move.weight_softening;
  p.weight_power = move.weight_power;
  p.distance_power = move.distance_power;
  p.capacity_buffer = move.capacity_buffer;
  return p;
}

}  // namespace nuzuh::movement
