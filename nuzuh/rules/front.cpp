#include "nuzuh/rules/front.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/rules/tempo.hpp"

namespace nuzuh::rules {
namespace {
constexpr double k_reference_force_ratio = 6;  // attackers per defender at which the force ratio has no effect
constexpr double k_last_pocket_share = 0.1;    // held share below which the advance slows (Derna, Sirte)
}  // namespace

double ground_taken(const world::Parameters& p, const world::World& w, double held_share, double attackers, double defenders, double scatter) {
  double rho = p.advance_share_per_push_day *
               std::pow(std::max(attackers, 1.0) / std::max(defenders, 1.0) / k_reference_force_ratio, p.advance_force_ratio_exponent);
  if (held_share < k_last_pocket_share) rho *= p.advance_last_pocket_factor;
  if (w.clearance_drag) {
    const double items = p.hazard_items_per_km2 * p.enclave_area;
    rho = 1 / (1 / rho + items / p.advance_items_cleared_per_day);
  }
  return std::clamp(rho * scatter, 0.0, held_share);
}

double mean_attackers_killed(const world::Parameters& p, world::Tempo tempo, double attackers, double share_of_defenders_left) {
  return p.attrition_attackers_daily * attackers * attrition_factor(tempo) * std::pow(share_of_defenders_left, p.attrition_defender_exponent_on_attackers);
}

double mean_defenders_killed(const world::Parameters& p, double mean_attackers, double share_of_defenders_left) {
  return p.attrition_exchange_ratio * mean_attackers * std::pow(share_of_defenders_left, p.attrition_defender_exponent);
}

double reverse_chance(const world::Parameters& p, world::Tempo tempo, bool bad_weather, bool over_extended) {
  if (tempo == world::Tempo::pause) return 0;
  const double normal = 1 + p.reverse_bad_weather_share * (p.reverse_bad_weather_factor - 1);
  double rate = p.reverse_rate * (bad_weather ? p.reverse_bad_weather_factor : 1) / normal;
  if (over_extended) rate *= p.reverse_over_extension_factor;
  return 1 - std::exp(-rate);
}

}  // namespace nuzuh::rules
