#include "nuzuh/rules/fighters.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nuzuh::rules {
namespace {
constexpr double k_deal_width = 0.04;
constexpr double k_last_days = 30;
}  // namespace

double surrender_hazard(const world::Parameters& p, double held_share, double gave_up_7d, world::Tempo tempo, world::Route route) {
  double hazard = p.surrender_rate * std::exp(p.surrender_slope * (1 - held_share)) * (1 + p.surrender_contagion * gave_up_7d);
  const bool way_out = route == world::Route::open || route == world::Route::leak;
  if (tempo == world::Tempo::pause && way_out) hazard *= p.surrender_pause_factor;
  if (route == world::Route::open) hazard *= p.surrender_evacuation_factor;
  return hazard;
}

double slip_hazard(const world::Parameters& p, double held_share, bool ring_loose) {
  return (ring_loose ? p.slip_rate_loose : p.slip_rate_tight) * (1.3 - held_share);
}

double deal_hazard(const world::Parameters& p, double held_share) {
  return p.deal_rate / (1 + std::exp(-(p.deal_threshold - held_share) / k_deal_width));
}

double unaccounted_share(const world::Parameters& p, bool ring_loose) {
  return 1 - std::exp(-k_last_days * (ring_loose ? p.slip_rate_loose : p.slip_rate_tight));
}

std::vector<std::size_t> destination_order(const world::Parameters& p, const world::World& w) {
  std::vector<double> utility;
  for (const auto& d : w.destinations) {
    utility.push_back(p.destination_own_side * d.own_side + p.destination_strength * d.log_strength - p.destination_hours * d.log_hours +
                      p.destination_home * d.home + p.destination_escorted * d.escorted);
  }
  std::vector<std::size_t> order(utility.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return utility[a] > utility[b]; });
  return order;
}

}  // namespace nuzuh::rules
