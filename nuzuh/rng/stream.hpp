#pragma once
// Counter-based random numbers keyed by meaning: a draw depends on who, when and why, never on what was drawn before.
// The same seed gives the same numbers on any number of threads, and another policy meets the same luck, so what-ifs are paired.

#include <cstdint>
#include <string_view>

#include "nuzuh/core/hash.hpp"

namespace nuzuh::rng {

/// What a draw is for. Numbers are fixed for ever and never reused: a new purpose gets a new number.
enum class Purpose : std::uint16_t {
  parameter = 1,
  tempo_sojourn = 2,
  tempo_next = 3,
  advance = 4,
  attackers_killed = 5,
  defenders_killed = 6,
  reverse_onset = 7,
  reverse_size = 8,
  reverse_ground = 9,
  reverse_ground_share = 10,
  surrender = 11,
  slip_away = 12,
  deal_onset = 13,
  deal_days = 14,
  deal_broken = 15,
  deal_fighters = 16,
  destination = 17,
  relief = 18,
  route_state = 19,
  flight_pulse = 20,
  flight_residents = 21,
  flight_retreating = 22,
  flight_relatives = 23,
  killed_inside = 24,
  killed_in_flight = 25,
  died_on_the_way = 26,
  screening_hold = 27,
  routing = 28,
  camp_departure = 29,
  return_home = 30,
  hazard_injury = 31,
  regime = 32,
  observation_error = 33,
  resample = 34,
  perturb = 35,
  spawn = 40,
  move = 41,
  choose = 42,
  admit = 43,
  travel = 44,
  attribute = 45,
  pass = 46,
  walk = 47,
  connections = 48,
  deliberate = 49,
  test = 60000,
};

/// A stable 32-bit id from the name that an entity has in the case file, so that adding a village does not shift the others.
constexpr std::uint32_t entity(std::string_view name) {
  const std::uint64_t h = core::fnv1a(name);
  return static_cast<std::uint32_t>(h ^ (h >> 32));
}

/// A stream of uniforms: Philox4x32-10 (Salmon et al., SC11) with key = seed and counter = (member, entity, day | purpose, draw index).
class Stream {
 public:
  Stream(std::uint64_t seed, std::uint32_t member, std::uint32_t entity_id, int day, Purpose purpose)
      : seed_(seed), member_(member), entity_(entity_id),
        when_why_((static_cast<std::uint32_t>(day) << 16) | static_cast<std::uint32_t>(purpose)) {}

  /// The next uniform in the open interval (0, 1), with 52 random bits: (k + 1/2) / 2^52.
  double uniform();
  /// Passes over so many pairs of uniforms, of a stream of which an even number is used up.
  void skip_pairs(std::uint32_t pairs) { index_ += 2 * pairs; }

 private:
  std::uint64_t seed_;
  std::uint32_t member_, entity_, when_why_;
  std::uint32_t index_ = 0;
  double spare_ = 0;
};

}  // namespace nuzuh::rng
