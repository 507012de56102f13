#include "nuzuh/ensemble/draw.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rng/stream.hpp"
#include "nuzuh/rules/tempo.hpp"

namespace nuzuh::ensemble {

using scenario::ErrorClass;
using scenario::Form;

const std::vector<Binding>& bindings() {
  static const std::vector<Binding> table = {
    Binding{"people.share_relatives", &world::Parameters::people_share_relatives},
    Binding{"people.share_retreating", &world::Parameters::people_share_retreating},
    Binding{"people.displaced_nearby", &world::Parameters::people_displaced_nearby},
    Binding{"attackers.committed", &world::Parameters::attackers_committed},
    Binding{"enclave.area", &world::Parameters::enclave_area},
    Binding{"tempo.push_to_stall", &world::Parameters::tempo_push_to_stall},
    Binding{"tempo.stall_to_push", &world::Parameters::tempo_stall_to_push},
    Binding{"tempo.pause_to_push", &world::Parameters::tempo_pause_to_push},
    Binding{"advance.share_per_push_day", &world::Parameters::advance_share_per_push_day},
    Binding{"advance.gain_shape", &world::Parameters::advance_gain_shape},
    Binding{"advance.force_ratio_exponent", &world::Parameters::advance_force_ratio_exponent},
    Binding{"advance.last_pocket_factor", &world::Parameters::advance_last_pocket_factor},
    Binding{"advance.items_cleared_per_day", &world::Parameters::advance_items_cleared_per_day},
    Binding{"attrition.attackers_daily", &world::Parameters::attrition_attackers_daily},
    Binding{"attrition.dispersion", &world::Parameters::attrition_dispersion},
    Binding{"attrition.exchange_ratio", &world::Parameters::attrition_exchange_ratio},
    Binding{"attrition.defender_exponent", &world::Parameters::attrition_defender_exponent},
    Binding{"attrition.defender_exponent_on_attackers", &world::Parameters::attrition_defender_exponent_on_attackers},
    Binding{"reverse.rate", &world::Parameters::reverse_rate},
    Binding{"reverse.bad_weather_factor", &world::Parameters::reverse_bad_weather_factor},
    Binding{"reverse.bad_weather_share", &world::Parameters::reverse_bad_weather_share},
    Binding{"reverse.over_extension_factor", &world::Parameters::reverse_over_extension_factor},
    Binding{"reverse.all_ground", &world::Parameters::reverse_all_ground},
    Binding{"surrender.rate", &world::Parameters::surrender_rate},
    Binding{"surrender.slope", &world::Parameters::surrender_slope},
    Binding{"surrender.contagion", &world::Parameters::surrender_contagion},
    Binding{"surrender.pause_factor", &world::Parameters::surrender_pause_factor},
    Binding{"surrender.evacuation_factor", &world::Parameters::surrender_evacuation_factor},
    Binding{"slip.ring_loose", &world::Parameters::slip_ring_loose},
    Binding{"slip.rate_loose", &world::Parameters::slip_rate_loose},
    Binding{"slip.rate_tight", &world::Parameters::slip_rate_tight},
    Binding{"deal.agreed", &world::Parameters::deal_agreed},
    Binding{"deal.threshold", &world::Parameters::deal_threshold},
    Binding{"deal.rate", &world::Parameters::deal_rate},
    Binding{"deal.broken", &world::Parameters::deal_broken},
    Binding{"deal.fighter_share", &world::Parameters::deal_fighter_share},
    Binding{"chain.earlier_leavers", &world::Parameters::chain_earlier_leavers},
    Binding{"relief.rate", &world::Parameters::relief_rate},
    Binding{"destination.own_side", &world::Parameters::destination_own_side},
    Binding{"destination.strength", &world::Parameters::destination_strength},
    Binding{"destination.hours", &world::Parameters::destination_hours},
    Binding{"destination.home", &world::Parameters::destination_home},
    Binding{"destination.escorted", &world::Parameters::destination_escorted},
    Binding{"flight.closed", &world::Parameters::flight_closed},
    Binding{"flight.leak", &world::Parameters::flight_leak},
    Binding{"flight.open", &world::Parameters::flight_open},
    Binding{"flight.declared_factor", &world::Parameters::flight_declared_factor},
    Binding{"flight.violence_elasticity", &world::Parameters::flight_violence_elasticity},
    Binding{"flight.advice_stay", &world::Parameters::flight_advice_stay},
    Binding{"flight.advice_leave", &world::Parameters::flight_advice_leave},
    Binding{"flight.food", &world::Parameters::flight_food},
    Binding{"flight.food_days", &world::Parameters::flight_food_days},
    Binding{"flight.place_effect", &world::Parameters::flight_place_effect},
    Binding{"flight.pulse_shape", &world::Parameters::flight_pulse_shape},
    Binding{"flight.relatives_factor", &world::Parameters::flight_relatives_factor},
    Binding{"flight.taken_share", &world::Parameters::flight_taken_share},
    Binding{"flight.closed_to_leak", &world::Parameters::flight_closed_to_leak},
    Binding{"flight.leak_to_open", &world::Parameters::flight_leak_to_open},
    Binding{"flight.leak_to_open_late", &world::Parameters::flight_leak_to_open_late},
    Binding{"harm.killed_inside", &world::Parameters::harm_killed_inside},
    Binding{"harm.killed_in_flight_closed", &world::Parameters::harm_killed_in_flight_closed},
    Binding{"harm.killed_in_flight_open", &world::Parameters::harm_killed_in_flight_open},
    Binding{"harm.died_on_the_way", &world::Parameters::harm_died_on_the_way},
    Binding{"harm.wait_factor", &world::Parameters::harm_wait_factor},
    Binding{"screening.per_day", &world::Parameters::screening_per_day},
    Binding{"screening.held", &world::Parameters::screening_held},
    Binding{"transit.places", &world::Parameters::transit_places},
    Binding{"transit.per_day", &world::Parameters::transit_per_day},
    Binding{"transit.travel_days", &world::Parameters::transit_travel_days},
    Binding{"camp.people_at_start", &world::Parameters::camp_people_at_start},
    Binding{"camp.places", &world::Parameters::camp_places},
    Binding{"camp.departure", &world::Parameters::camp_departure},
    Binding{"routing.main_camp", &world::Parameters::routing_main_camp},
    Binding{"routing.drift", &world::Parameters::routing_drift},
    Binding{"hazard.items_per_km2", &world::Parameters::hazard_items_per_km2},
    Binding{"hazard.improvised_share", &world::Parameters::hazard_improvised_share},
    Binding{"hazard.cleared_m2_per_day", &world::Parameters::hazard_cleared_m2_per_day},
    Binding{"hazard.injuries_per_returnee_day", &world::Parameters::hazard_injuries_per_returnee_day},
    Binding{"hazard.decay", &world::Parameters::hazard_decay},
    Binding{"return.light", &world::Parameters::return_light},
    Binding{"return.heavy", &world::Parameters::return_heavy},
    Binding{"return.razed", &world::Parameters::return_razed},
    Binding{"return.share_light", &world::Parameters::return_share_light},
    Binding{"return.share_razed", &world::Parameters::return_share_razed},
  };
  return table;
}

world::Spread spread_of(const scenario::Distribution& belief) {
  world::Spread spread;
  switch (belief.form) {
    case Form::fixed: spread.form = world::Spread::Form::fixed; break;
    case Form::lognormal: spread.form = world::Spread::Form::lognormal; break;
    case Form::normal: spread.form = world::Spread::Form::normal; break;
    case Form::beta: spread.form = world::Spread::Form::beta; break;
    case Form::uniform: spread.form = world::Spread::Form::uniform; break;
  }
  spread.a = belief.a;
  spread.b = belief.b;
  if (belief.low) spread.low = *belief.low;
  if (belief.high) spread.high = *belief.high;
  return spread;
}

double quantile(const scenario::Distribution& belief, double u) { return rules::draw(spread_of(belief), u); }

namespace {

/// Sorts the reports of a stock into their classes.
ReportedStock reports_of(const scenario::Scenario& scenario, scenario::Series series, core::Date until) {
  ReportedStock stock;
  for (const auto& observation : scenario.observations) {
    if (observation.series != series || observation.date > until || observation.value <= 0) continue;
    auto found = std::ranges::find(stock.classes, observation.error, &ReportedStock::Class::error);
    if (found == stock.classes.end()) {
      stock.classes.push_back({observation.error, 0, 0});
      found = stock.classes.end() - 1;
    }
    found->mean_log += std::log(observation.value);
    ++found->reports;
  }
  for (auto& c : stock.classes) c.mean_log /= c.reports;
  return stock;
}

constexpr double k_report_dof = 4;       // Student t of a report around its class
constexpr double k_largest_stock = 1e7;  // beyond any enclave on record; guards the far tails

/// Parameters that shape the stocks and no rule reads.
constexpr std::array k_stock_keys = {"people.bias_last_pocket", "people.bias_whole_city", "people.report_noise", "fighters.bias", "fighters.report_noise"};

std::string noise_name(bool fighters, ErrorClass error) {
  return std::string(fighters ? "fighters.report:" : "people.report:") + std::string(scenario::name_of(error));
}

}  // namespace

Drawer::Drawer(const scenario::Scenario& scenario, std::uint64_t seed, core::Date reports_until)
    : seed_(seed),
      reports_until_(reports_until),
      people_(reports_of(scenario, scenario::Series::people_inside, reports_until)),
      fighters_(reports_of(scenario, scenario::Series::fighters_inside, reports_until)) {
  const auto add = [&](std::string_view key, double world::Parameters::*field) {
    const auto* estimate = scenario.find_parameter(key);
    NUZUH_EXPECT(estimate != nullptr);
    coordinates_.emplace_back(key);
    spreads_.push_back(spread_of(estimate->belief));
    fields_.push_back(field);
  };
  for (const auto& binding : bindings()) add(binding.key, binding.field);
  for (const char* key : k_stock_keys) add(key, nullptr);
  for (const auto& c : people_.classes) coordinates_.push_back(noise_name(false, c.error));
  for (const auto& c : fighters_.classes) coordinates_.push_back(noise_name(true, c.error));
  for (const auto& name : coordinates_) entities_.push_back(rng::entity(name));
}

std::vector<double> Drawer::point(std::uint32_t member) const {
  std::vector<double> u(coordinates_.size());
  for (std::size_t i = 0; i < u.size(); ++i) u[i] = rng::Stream(seed_, member, entities_[i], 0, rng::Purpose::parameter).uniform();
  return u;
}

double Drawer::parameter(std::span<const double> point, std::size_t coordinate) const {
  NUZUH_EXPECT(coordinate < point.size());
  return coordinate < spreads_.size() ? rules::draw(spreads_[coordinate], point[coordinate]) : rng::student_quantile(point[coordinate], k_report_dof);
}

double Drawer::value(std::span<const double> point, std::string_view key) const {
  const auto i = static_cast<std::size_t>(std::ranges::find(coordinates_, key) - coordinates_.begin());
  NUZUH_EXPECT(i < spreads_.size());
  return rules::draw(spreads_[i], point[i]);
}

double Drawer::stock(std::span<const double> point, const ReportedStock& reported, bool fighters) const {
  // log(inside) = log(report) + bias of its class + noise of the class (Student t); classes are weighted by their precision.
  const double noise = value(point, fighters ? "fighters.report_noise" : "people.report_noise");
  double sum = 0, weights = 0;
  for (const auto& c : reported.classes) {
    const char* key = fighters ? "fighters.bias" : c.error == ErrorClass::whole_city ? "people.bias_whole_city" : "people.bias_last_pocket";
    const auto i = static_cast<std::size_t>(std::ranges::find(coordinates_, key) - coordinates_.begin());
    const auto n = static_cast<std::size_t>(std::ranges::find(coordinates_, noise_name(fighters, c.error)) - coordinates_.begin());
    const double t = rng::student_quantile(point[n], k_report_dof);
    const double weight = 1 / (spreads_[i].b * spreads_[i].b + 2 * noise * noise + 1e-9);  // the variance of t with 4 d.o.f. is 2
    sum += weight * (c.mean_log + rules::draw(spreads_[i], point[i]) + noise * t);
    weights += weight;
  }
  return weights > 0 ? std::min(k_largest_stock, std::exp(sum / weights)) : 0;
}

Draw Drawer::at(std::span<const double> point) const {
  NUZUH_EXPECT(point.size() == coordinates_.size());
  Draw draw;
  for (std::size_t i = 0; i < spreads_.size(); ++i) {
    if (fields_[i]) draw.parameters.*fields_[i] = rules::draw(spreads_[i], point[i]);
  }
  draw.stocks.people = stock(point, people_, false);
  draw.stocks.fighters = stock(point, fighters_, true);
  return draw;
}

}  // namespace nuzuh::ensemble
