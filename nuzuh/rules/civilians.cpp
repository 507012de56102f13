#include "nuzuh/rules/civilians.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/rules/tempo.hpp"

namespace nuzuh::rules {
namespace {
constexpr double k_harm_reference_days = 60;  // harm.killed_inside is a share over 60 days
constexpr double k_days_per_month = 30.4;
}  // namespace

double flight_hazard(const world::Parameters& p, const FlightDay& day) {
  double base = 0;
  switch (day.route) {
    case world::Route::closed: base = p.flight_closed; break;
    case world::Route::declared: base = p.flight_closed * p.flight_declared_factor; break;
    case world::Route::leak: base = p.flight_leak; break;
    case world::Route::open: base = p.flight_open; break;
  }
  const double reference = 7 * 1000 * p.harm_killed_inside / k_harm_reference_days;
  double log_factor = p.flight_violence_elasticity * (std::log1p(day.deaths_7d_per_1000) - std::log1p(reference));
  log_factor += p.flight_advice_leave * day.information;
  if (day.hungry) log_factor += p.flight_food;
  return base * std::exp(log_factor) * day.pulse;
}

RouteChances route_chances(const world::Parameters& p, double held_share) {
  const double lost = 1 - held_share;
  return {1 - std::exp(-p.flight_closed_to_leak), 1 - std::exp(-(p.flight_leak_to_open + p.flight_leak_to_open_late * lost * lost * lost))};
}

double killed_inside_share(const world::Parameters& p, world::Tempo tempo) {
  return std::min(1.0, p.harm_killed_inside * harm_factor(tempo) / k_harm_reference_days);
}

double killed_in_flight_share(const world::Parameters& p, world::Route route) {
  return std::min(1.0, route == world::Route::open ? p.harm_killed_in_flight_open : p.harm_killed_in_flight_closed);
}

double died_on_the_way_share(const world::Parameters& p, double wait_days, bool winter) {
  return std::min(1.0, p.harm_died_on_the_way * (winter ? 1 + p.harm_wait_factor * wait_days : 1));
}

double main_camp_share(const world::Parameters& p, double walk) {
  const double share = std::clamp(p.routing_main_camp, 1e-9, 1 - 1e-9);
  if (p.routing_main_camp <= 0 || p.routing_main_camp >= 1) return p.routing_main_camp;  // a decision that is certain does not drift
  return 1 / (1 + std::exp(-(std::log(share / (1 - share)) + p.routing_drift * walk)));
}

double return_chance(const world::Parameters& p, double accessible_share) {
  const double heavy = std::max(0.0, 1 - p.return_share_light - p.return_share_razed);
  const double per_month = p.return_share_light * p.return_light + heavy * p.return_heavy + p.return_share_razed * p.return_razed;
  return 1 - std::exp(-per_month / k_days_per_month * accessible_share);
}

double hazard_casualty_chance(const world::Parameters& p, double days_since_taken, double cleared_share) {
  return std::min(1.0, p.hazard_injuries_per_returnee_day * std::exp(-days_since_taken / p.hazard_decay) * std::max(0.0, 1 - cleared_share));
}

}  // namespace nuzuh::rules
