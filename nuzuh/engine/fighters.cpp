// Phases of the defenders: giving up, slipping away, a negotiated exit.

#include <algorithm>
#include <cmath>

#include "nuzuh/engine/day.hpp"
#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rules/fighters.hpp"
#include "nuzuh/rules/tempo.hpp"

namespace nuzuh::engine {

using rng::Purpose;
using world::Count;
using world::State;

void surrender_and_slip(const Today& t, State& s) {
  double gave_up_7d = 0;
  for (const double share : s.gave_up) gave_up_7d += share;
  const double surrender = rules::surrender_hazard(t.p, s.held_share, gave_up_7d, s.tempo, s.route);
  const double slip = rules::slip_hazard(t.p, s.held_share, s.ring_loose);
  // Competing risks: the chance to leave at all, then which way.
  const double all = surrender + slip, leave = 1 - std::exp(-all);
  const Count gave_up = rng::binomial_quantile(t.luck(t.day, Purpose::surrender), s.ledger.fighting, leave * surrender / all);
  const Count rest = s.ledger.fighting - gave_up;
  const double slip_given_rest = std::min(1.0, leave * slip / all / (1 - leave * surrender / all));
  const Count slipped = rng::binomial_quantile(t.luck(t.day, Purpose::slip_away), rest, slip_given_rest);
  s.gave_up[static_cast<std::size_t>(t.day) % s.gave_up.size()] =
      s.ledger.fighting > 0 ? static_cast<double>(gave_up) / static_cast<double>(s.ledger.fighting) : 0;
  s.ledger.fighting -= gave_up + slipped;
  s.ledger.captured += gave_up;
  s.ledger.slipped_away += slipped;
  s.exits += gave_up;  // a monitor at the way out counts those who give up, not those who slip away
}

void negotiate(const Today& t, State& s) {
  using world::NegotiatedExit;
  if (s.deal_days_left < 0) {
    bool struck = false;
    switch (t.world.negotiated_exit) {
      case NegotiatedExit::refused: break;
      case NegotiatedExit::agreed: struck = t.day == std::max(0, t.world.exit_day); break;
      case NegotiatedExit::possible:
        struck = s.deal_possible && !s.deal_broken && t.luck(t.day, Purpose::deal_onset) < 1 - std::exp(-rules::deal_hazard(t.p, s.held_share));
        break;
    }
    if (!struck) return;
    s.deal_days_left = std::max(0, static_cast<int>(std::lround(std::min(1e4, rules::draw(t.world.deal_days, t.luck(t.day, Purpose::deal_days))))));
    s.deal_broken = t.luck(t.day, Purpose::deal_broken) < t.p.deal_broken;
  }
  if (s.deal_days_left-- > 0) return;
  s.deal_days_left = -1;
  if (s.deal_broken && t.world.negotiated_exit == NegotiatedExit::possible) {
    // Broken, halted or stranded: nobody is accounted as gone, and there is no second deal (8 of 12 were troubled; most were mended
    // later, so half of the troubled ones count as carried out).
    if (t.luck(t.day, Purpose::deal_broken, 1) < 0.5) return;
  }
  const Count fighters = s.ledger.fighting;
  s.ledger.left_under_deal += fighters;
  s.ledger.fighting = 0;
  s.exits += fighters;
  // Relatives leave with them: as many as the share of fighters among those who leave says, where so many are there.
  const double share = std::clamp(t.p.deal_fighter_share, 0.02, 1.0);
  Count with = static_cast<Count>(std::llround(static_cast<double>(fighters) * (1 - share) / share));
  constexpr auto relatives = static_cast<std::size_t>(world::Group::relatives);
  for (auto& place : s.inside) {
    const Count go = std::min(with, place[relatives]);
    place[relatives] -= go;
    with -= go;
    s.ledger.inside -= go;
    s.ledger.left_with_deal += go;
    s.exits += go;
  }
  s.end_day = t.day;  // `end_enclave` closes the enclave today
}

}  // namespace nuzuh::engine
