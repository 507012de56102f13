#include "nuzuh/validate/generic.hpp"

#include <cmath>
#include <string>

#include "nuzuh/rng/stream.hpp"
#include "nuzuh/rules/tempo.hpp"

namespace nuzuh::validate {

using world::Spread;
using Form = world::Spread::Form;

Known known_on(const Record& record, const Enclave& enclave, core::Date day) {
  Known known;
  core::Date inside{}, displaced{}, defenders{}, attackers{};
  const auto latest = [&](std::optional<double>& value, core::Date& when, const Figure& f) {
    if (f.value <= 0 || (value && f.known_by < when)) return false;
    value = f.value;
    when = f.known_by;
    return true;
  };
  for (const auto& f : record.figures) {
    if (f.enclave != enclave.id || f.known_by > day) continue;
    if (f.field.starts_with("civilians_inside")) {
      if (latest(known.inside, inside, f)) known.inside_late = f.field == "civilians_inside_mid" || f.field == "civilians_inside_late" || (f.field == "civilians_inside_estimate_then" && f.known_by > enclave.start);
    } else if (f.field == "civilians_displaced") {
      latest(known.displaced, displaced, f);
    } else if (f.field.starts_with("defenders_at_start") || f.field == "defenders_late") {
      latest(known.defenders, defenders, f);
    } else if (f.field == "attackers_committed") {
      latest(known.attackers, attackers, f);
    }
  }
  return known;
}

world::World generic_world(int days) {
  world::World w;
  w.days = days;
  w.calendar.resize(static_cast<std::size_t>(days));
  w.places = {{rng::entity("quarter 1"), 0.25, 0.25}, {rng::entity("quarter 2"), 0.25, 0.5}, {rng::entity("quarter 3"), 0.25, 0.75}, {rng::entity("quarter 4"), 0.25, 1}};
  w.push_days = {Form::lognormal, 10, 0.8, 1, 120};
  w.stall_days = {Form::lognormal, 12, 0.9, 1, 180};
  w.pause_days = {Form::lognormal, 5, 0.8, 1, 90};
  w.reverse_killed = {Form::lognormal, 28, 0.6, 10, 200};
  w.reverse_ground = {Form::beta, 0.6, 1.8};
  w.reverse_stall_days = {Form::lognormal, 12, 0.7, 1, 90};
  w.deal_days = {Form::lognormal, 5, 1.2, 0.5, 120};
  w.open_days = {Form::lognormal, 6, 1.3, 0.5, 300};
  return w;
}

GenericMember generic_member(const Pooled& pooled, const Known& known, const Enclave& enclave, std::uint64_t seed, std::uint32_t member) {
  const auto u = [&](const char* key) { return rng::Stream(seed, member, rng::entity(enclave.id + ":" + key), 0, rng::Purpose::parameter).uniform(); };
  const auto draw = [&](const char* key, Spread spread) { return rules::draw(spread, u(key)); };
  const auto sample = [&](const char* key, Spread otherwise) {
    const auto found = pooled.samples.find(key);
    return draw(key, found == pooled.samples.end() ? otherwise : found->second.spread());
  };
  GenericMember g;
  auto& p = g.parameters;
  // The advance is tuned to durations (0.04 a push day for a median of 57 days); left-out durations move it in proportion.
  const double reference = 57;
  p.advance_share_per_push_day = draw("advance", {Form::lognormal, 0.04 * reference / std::exp(pooled.duration.mean), 0.7, 1e-5, 1});
  p.advance_gain_shape = 1.2;
  p.advance_force_ratio_exponent = 0;
  p.advance_last_pocket_factor = draw("last_pocket", {Form::lognormal, 0.4, 0.8, 0.02, 5});
  p.advance_items_cleared_per_day = 60;
  p.tempo_push_to_stall = 0.65;
  p.tempo_stall_to_push = 0.75;
  p.tempo_pause_to_push = 0.7;
  p.attackers_committed = known.attackers ? *known.attackers * draw("attackers", {Form::lognormal, 1, 0.35}) : draw("attackers", pooled.attackers.spread());
  p.attrition_attackers_daily = draw("attrition", pooled.attackers_daily.spread());
  p.attrition_dispersion = draw("dispersion", {Form::lognormal, 0.5, 1.0, 0.05, 20});
  p.attrition_exchange_ratio = draw("exchange", pooled.exchange.spread());
  p.attrition_defender_exponent = 0.6;
  p.attrition_defender_exponent_on_attackers = 0.3;
  p.reverse_rate = draw("reverse", {Form::lognormal, 0.02, 0.9});
  p.reverse_bad_weather_factor = 3;
  p.reverse_bad_weather_share = 0.15;
  p.reverse_over_extension_factor = 1.5;
  p.reverse_all_ground = 0.1;
  p.surrender_rate = draw("surrender", {Form::lognormal, 0.001, 1.4, 1e-6, 0.5});
  p.surrender_slope = draw("surrender_slope", {Form::uniform, 1, 4});
  p.surrender_contagion = 6;
  p.surrender_pause_factor = 1.4;
  p.surrender_evacuation_factor = 1.5;
  p.slip_ring_loose = 0.5;
  p.slip_rate_loose = draw("slip_loose", {Form::lognormal, 0.008, 0.8});
  p.slip_rate_tight = draw("slip_tight", {Form::lognormal, 0.0006, 1.0});
  p.deal_agreed = draw("deal_agreed", {Form::beta, pooled.deal_agreed_a, pooled.deal_agreed_b});
  p.deal_threshold = draw("deal_threshold", {Form::lognormal, 0.13, 0.5, 0.005, 0.9});
  p.deal_rate = 0.12;
  p.deal_broken = draw("deal_broken", {Form::beta, 9, 5});
  p.deal_fighter_share = draw("deal_share", {Form::beta, 0.75, 2.0});
  p.relief_rate = 0.0005;
  p.people_share_relatives = draw("relatives", {Form::beta, 1, 9});
  p.people_share_retreating = draw("retreating", {Form::beta, 1, 4});
  p.flight_closed = sample("flight.closed", {Form::lognormal, 0.004, 0.7});
  p.flight_leak = sample("flight.leak", {Form::lognormal, 0.02, 0.7});
  p.flight_open = sample("flight.open", {Form::lognormal, 0.2, 0.7});
  p.flight_declared_factor = 1;
  p.flight_violence_elasticity = draw("elasticity", {Form::normal, 0.5, 0.25});
  p.flight_food = 0.3;
  p.flight_food_days = 60;
  p.flight_place_effect = 0.4;
  p.flight_pulse_shape = 0.65;
  p.flight_relatives_factor = 0.3;
  p.flight_taken_share = draw("taken", {Form::uniform, 0.3, 0.6});
  p.flight_closed_to_leak = draw("to_leak", {Form::lognormal, 0.03, 0.7, 0, 1});
  p.flight_leak_to_open = draw("to_open", {Form::lognormal, 0.02, 0.7, 0, 1});
  p.flight_leak_to_open_late = draw("to_open_late", {Form::lognormal, 0.25, 0.7, 0, 3});
  p.harm_killed_inside = sample("harm.killed_inside", {Form::lognormal, 0.0083, 1.0, 0, 0.5});
  p.harm_killed_in_flight_closed = 0.004;
  p.harm_killed_in_flight_open = 0.0005;
  p.enclave_area = 10;
  p.screening_per_day = p.transit_per_day = p.transit_places = p.camp_places = 1e6;
  p.routing_main_camp = 1;
  p.hazard_decay = 120;
  const auto bias = [&](const char* key, double mean, double sd) {
    const auto found = pooled.samples.find(key);
    const auto f = found == pooled.samples.end() ? LogFit{mean, sd, 0} : found->second;
    return draw(key, {Form::normal, f.mean, f.sd});
  };
  // Reports of people: log inside = log report + bias of the class + noise (section on observations of docs/methods/enclave.md).
  g.stocks.people = known.inside ? *known.inside * std::exp((known.inside_late ? bias("people.bias_last_pocket", 1.5, 1.0) : bias("people.bias_whole_city", -0.7, 0.6)) + draw("people_noise", {Form::normal, 0, 0.5}))
                                 : draw("people", pooled.inside.spread());
  g.stocks.fighters = known.defenders ? *known.defenders * std::exp(bias("fighters.bias", 0.4, 0.9)) : draw("fighters", pooled.defenders.spread());
  g.stocks.people = std::min(g.stocks.people, 5e6);
  g.stocks.fighters = std::min(g.stocks.fighters, 1e6);
  return g;
}

}  // namespace nuzuh::validate
