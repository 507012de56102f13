#include "nuzuh/rules/tempo.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/rng/quantiles.hpp"

namespace nuzuh::rules {

using world::Tempo;

Tempo next_tempo(const world::Parameters& p, Tempo from, double u) {
  switch (from) {
    case Tempo::push: return u < p.tempo_push_to_stall ? Tempo::stall : Tempo::pause;
    case Tempo::stall: return u < p.tempo_stall_to_push ? Tempo::push : Tempo::pause;
    case Tempo::pause: break;
  }
  return u < p.tempo_pause_to_push ? Tempo::push : Tempo::stall;
}

double draw(const world::Spread& spread, double u) {
  using Form = world::Spread::Form;
  double value = spread.a;
  switch (spread.form) {
    case Form::fixed: break;
    case Form::lognormal: value = rng::lognormal_quantile(u, spread.a, spread.b); break;
    case Form::normal: value = spread.a + spread.b * rng::normal_quantile(u); break;
    case Form::beta: value = rng::beta_quantile(u, spread.a, spread.b); break;
    case Form::uniform: value = spread.a + (spread.b - spread.a) * u; break;
  }
  return std::clamp(value, spread.low, spread.high);
}

int sojourn_days(const world::World& w, Tempo tempo, double u) {
  const auto& spread = tempo == Tempo::push ? w.push_days : tempo == Tempo::stall ? w.stall_days : w.pause_days;
  return std::max(1, static_cast<int>(std::lround(std::min(draw(spread, u), 1e6))));
}

double attrition_factor(Tempo tempo) { return tempo == Tempo::push ? 1.5 : tempo == Tempo::stall ? 0.8 : 0.15; }

double harm_factor(Tempo tempo) { return tempo == Tempo::push ? 1.8 : tempo == Tempo::stall ? 0.8 : 0.2; }

}  // namespace nuzuh::rules
