// Phases of the front: op-tempo, advance, losses, reverses, places that fall, the end.

#include <algorithm>
#include <cmath>
#include <numeric>

#include "nuzuh/engine/day.hpp"
#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rules/fighters.hpp"
#include "nuzuh/rules/front.hpp"
#include "nuzuh/rules/tempo.hpp"

namespace nuzuh::engine {

using rng::Purpose;
using world::Count;
using world::State;
using world::Tempo;

namespace {

constexpr double k_gone = 1e-9;             // held share below which the ground is gone
constexpr double k_over_extension = 0.1;    // gain of this share within ten days over-extends the attacker
constexpr int k_over_extension_days = 10;

std::size_t slot(int day, std::size_t size) { return static_cast<std::size_t>(day) % size; }

/// Ground gained in the last `days` days, today included.
double recent_gains(const State& s, int day, int days) {
  double sum = 0;
  for (int back = 0; back < days && back <= day; ++back) sum += s.gains[slot(day - back, s.gains.size())];
  return sum;
}

double share_of_defenders_left(const State& s) {
  return s.fighters_at_start > 0 ? std::min(1.0, static_cast<double>(s.ledger.fighting) / s.fighters_at_start) : 0;
}

}  // namespace

void set_tempo(const Today& t, State& s) {
  if (const auto forced = t.calendar().tempo) {
    s.tempo = *forced;
    s.tempo_forced = true;
    s.tempo_days_left = 1;
    return;
  }
  if (s.tempo_forced || s.tempo_days_left <= 0) {
    // After a forced spell the model draws how it goes on, as after any spell.
    s.tempo = rules::next_tempo(t.p, s.tempo, t.luck(t.day, Purpose::tempo_next));
    s.tempo_days_left = rules::sojourn_days(t.world, s.tempo, t.luck(t.day, Purpose::tempo_sojourn));
    s.tempo_forced = false;
  }
  --s.tempo_days_left;
}

void advance(const Today& t, State& s) {
  double gain = 0;
  if (s.tempo == Tempo::push) {
    const double scatter = rng::unit_gamma_quantile(t.luck(t.day, Purpose::advance), t.p.advance_gain_shape);
    gain = rules::ground_taken(t.p, t.world, s.held_share, s.attackers, static_cast<double>(s.ledger.fighting), scatter);
  }
  const double taken_before = 1 - s.held_share;
  s.held_share -= gain;
  if (s.held_share < k_gone) s.held_share = 0;
  s.gains[slot(t.day, s.gains.size())] = gain;
  const double taken = 1 - s.held_share;
  s.taken_age_days = taken > 0 ? (s.taken_age_days + 1) * taken_before / taken : 0;
}

void attrition(const Today& t, State& s) {
  const double left = share_of_defenders_left(s);
  const double mean_a = rules::mean_attackers_killed(t.p, s.tempo, s.attackers, left);
  const double mean_d = rules::mean_defenders_killed(t.p, mean_a, left);
  const Count attackers = std::min<Count>(rng::negative_binomial_quantile(t.luck(t.day, Purpose::attackers_killed), mean_a, t.p.attrition_dispersion),
                                          static_cast<Count>(s.attackers));
  const Count defenders =
      std::min(rng::negative_binomial_quantile(t.luck(t.day, Purpose::defenders_killed), mean_d, t.p.attrition_dispersion), s.ledger.fighting);
  s.attackers -= static_cast<double>(attackers);
  s.attackers_killed += attackers;
  s.ledger.fighting -= defenders;
  s.ledger.fighters_killed += defenders;
}

void reverse(const Today& t, State& s) {
  double killed = t.calendar().reverse_killed;
  if (killed <= 0 && t.calendar().reverse_drawn) {
    // The second uniform of the onset decides the weather, so that weather is the same under every policy.
    auto onset = t.luck.stream(t.day, Purpose::reverse_onset);
    const double u = onset.uniform();
    const bool bad_weather = onset.uniform() < t.p.reverse_bad_weather_share;
    const bool over_extended = recent_gains(s, t.day, k_over_extension_days) > k_over_extension;
    if (u < rules::reverse_chance(t.p, s.tempo, bad_weather, over_extended)) {
      killed = rules::draw(t.world.reverse_killed, t.luck(t.day, Purpose::reverse_size));
    }
  }
  if (killed <= 0) return;
  const Count attackers = std::min(static_cast<Count>(std::llround(killed)), static_cast<Count>(s.attackers));
  s.attackers -= static_cast<double>(attackers);
  s.attackers_killed += attackers;
  double lost = 1;
  if (t.luck(t.day, Purpose::reverse_ground) >= t.p.reverse_all_ground) {
    lost = rules::draw(t.world.reverse_ground, t.luck(t.day, Purpose::reverse_ground_share));
  }
  // People do not come back with the ground: places that fell stay empty of the held population.
  for (auto& gain : s.gains) {
    s.held_share = std::min(1.0, s.held_share + lost * gain);
    gain *= 1 - lost;
  }
  s.tempo = Tempo::stall;
  s.tempo_forced = false;
  s.tempo_days_left = std::max(1, static_cast<int>(std::lround(rules::draw(t.world.reverse_stall_days, t.luck(t.day, Purpose::reverse_size, 1)))));
}

void lose_places(const Today& t, State& s) {
  const auto& places = t.world.places;
  const double taken = 1 - s.held_share;
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto& here = s.inside[i];
    const Count people = here[0] + here[1] + here[2];
    if (people == 0 || taken < places[i].taken_at - k_gone) continue;
    // Natives of a place just taken leave it in part; those who retreat with the group, and relatives, go on to the next held place.
    const std::size_t next = i + 1;
    Count leave = 0;
    const Count residents = here[static_cast<std::size_t>(world::Group::residents)];
    const Count leaving_residents = rng::binomial_quantile(t.luck(t.day, Purpose::flight_residents, places[i].entity ^ 1u), residents, t.p.flight_taken_share);
    leave += leaving_residents;
    s.ledger.inside -= residents;
    s.ledger.stayed += residents - leaving_residents;
    here[0] = 0;
    for (std::size_t g = 1; g < world::k_groups; ++g) {
      if (next < places.size()) {
        s.inside[next][g] += here[g];
      } else {
        leave += here[g];
        s.ledger.inside -= here[g];
      }
      here[g] = 0;
    }
    s.ledger.leaving += leave;
    s.leaving_daily = std::max(s.leaving_daily, (s.ledger.leaving + 2) / 3);
  }
}

void end_enclave(const Today& t, State& s) {
  using world::End;
  if (t.luck(t.day, Purpose::relief) < t.p.relief_rate) {
    s.end = End::relieved;
    s.end_day = t.day;
    return;  // people inside stay where they are; nothing more is forecast of them
  }
  const bool no_ground = s.held_share <= 0;
  const bool no_fighters = static_cast<double>(s.ledger.fighting) < std::max(25.0, 0.02 * s.fighters_at_start);
  const bool deal_done = s.end_day == t.day;  // set by `negotiate`
  if (!no_ground && !no_fighters && !deal_done && !t.calendar().ended) return;
  s.end = deal_done ? End::deal : no_ground || t.calendar().ended ? End::taken : End::dissolved;
  s.end_day = t.day;
  s.held_share = 0;
  const Count remaining = s.ledger.fighting;
  const Count unaccounted = rng::binomial_quantile(t.luck(t.day, Purpose::slip_away, 1), remaining, rules::unaccounted_share(t.p, s.ring_loose));
  s.ledger.unaccounted += unaccounted;
  s.ledger.captured += remaining - unaccounted;
  s.exits += remaining - unaccounted;
  s.ledger.fighting = 0;
  lose_places(t, s);
}

}  // namespace nuzuh::engine
