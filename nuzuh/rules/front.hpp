#pragma once
// Ground and losses: how much of the enclave is taken on a day, what it costs, and reverses.

#include "nuzuh/world/parameters.hpp"
#include "nuzuh/world/state.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::rules {

/// Share of the original area taken on a day of pushing:
///   rho (A/D / 6)^gamma x last-pocket factor where less than a tenth is held x scatter (gamma, mean 1),
/// with the drag of explosive hazards 1/rho_eff = 1/rho + items / cleared a day where it is switched on (no evidence gives its size).
/// The advance does not decay with the ground left: Raqqa and East Aleppo fell at a nearly constant share a day; the last per cent are slow.
/// `scatter`: a draw of a gamma with mean 1. Never more than is held.
double ground_taken(const world::Parameters& p, const world::World& w, double held_share, double attackers, double defenders, double scatter);

/// Mean attackers killed on a day: alpha A m(tempo) (D/D0)^e. Own-size exponents from CDB90 (n = 183), level from eleven enclaves.
double mean_attackers_killed(const world::Parameters& p, world::Tempo tempo, double attackers, double share_of_defenders_left);

/// Mean defenders killed on a day: X times the above, times (D/D0)^e.
double mean_defenders_killed(const world::Parameters& p, double mean_attackers, double share_of_defenders_left);

/// Chance of a reverse on a day (0 in a pause). The rate is an average over weather, so the weather factor is normalised by its share.
double reverse_chance(const world::Parameters& p, world::Tempo tempo, bool bad_weather, bool over_extended);

}  // namespace nuzuh::rules
