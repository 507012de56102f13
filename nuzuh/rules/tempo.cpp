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

double draw(const world::Sojourn& sojourn, double u) {
  return std::clamp(rng::lognormal_quantile(u, sojourn.median, sojourn.log_sd), sojourn.low, sojourn.high);
}

int sojourn_days(const world::World& w, Tempo tempo, double u) {
  const auto& sojourn = tempo == Tempo::push ? w.push_days : tempo == Tempo::stall ? w.stall_days : w.pause_days;
  return std::max(1, static_cast<int>(std::lround(std::min(draw(sojourn, u), 1e6))));
}

double attrition_factor(Tempo tempo) { return tempo == Tempo::push ? 1.5 : tempo == Tempo::stall ? 0.8 : 0.15; }

double harm_factor(Tempo tempo) { return tempo == Tempo::push ? 1.8 : tempo == Tempo::stall ? 0.8 : 0.2; }

}  // namespace nuzuh::rules
