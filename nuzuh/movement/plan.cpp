#include "nuzuh/movement/plan.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "nuzuh/core/hash.hpp"
#include "nuzuh/movement/home_distance.hpp"
#include "nuzuh/movement/plan_days.hpp"
#include "nuzuh/movement/plan_groups.hpp"
#include "nuzuh/movement/plan_routes.hpp"

namespace nuzuh::movement {
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
  plan.two_system = plan.move.two_system_decision_making && plan.rules.two_system_reachable;
  plan.average_connections = crisis.settings.spawn.average_social_connectivity;
  plan.reported = crisis.reported;

  std::unordered_set<std::uint32_t> taken;
  for (const auto& place : crisis.places) {
    const std::uint64_t h = core::fnv1a(place.name);
    auto entity = static_cast<std::uint32_t>(h ^ (h >> 32));
    while (!taken.insert(entity).second) ++entity;
    plan.places.push_back({place.name, entity, place.population, 0, 0, place.deactivation_probability});
  }
  for (const auto& link : crisis.links) {
    const bool own_speed = !std::isnan(link.max_move_speed);
    plan.links.push_back({link.from, link.to, link.distance_km, own_speed ? link.max_move_speed : -1, link.walk_probability});
    plan.walks |= link.walk_probability > 0;
    plan.link_open.push_back(1);
    plan.link_forced.push_back(link.forced);
  }
  plan.sites = plan.place_count();
  for (const auto& agent : crisis.listed_agents) {
    auto& living = plan.places[static_cast<std::size_t>(agent.place)].population;
    if (plan.take_from_population && living > 0) --living;
  }
  compile_routes(crisis, plan);
  if (plan.move.stay_close_to_home && plan.rules.home_distance_from_here) {
    for (auto& route : plan.routes) {
      const double km = home_distance_km(crisis.places[static_cast<std::size_t>(route.end)], crisis.places[static_cast<std::size_t>(route.origin)], true);
      route.factor = 1 / std::pow(std::max(1.0, km), plan.move.home_distance_power);
    }
  }
  compile_days(crisis, plan);
  spread_over_groups(crisis, find_groups(crisis), plan);

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
