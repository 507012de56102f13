#pragma once
// Op-tempo of a siege: a semi-Markov process over push, stall and pause. Spells come from Tikrit, Mosul and quiet spells in UCDP event
// series (docs/methods/enclave.md, section "Op-tempo"; evidence weak).

#include "nuzuh/world/parameters.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::rules {

/// The state after `from`, by one uniform.
world::Tempo next_tempo(const world::Parameters& p, world::Tempo from, double u);

/// Whole days (at least 1) of a spell.
int sojourn_days(const world::World& w, world::Tempo tempo, double u);

/// The value of a spread at cumulative probability u, clamped to its range.
double draw(const world::Spread& spread, double u);

/// Factor of the attackers' daily losses in a state of tempo: push 1.5, stall 0.8, pause 0.15 (UCDP quiet spells).
double attrition_factor(world::Tempo tempo);

/// Factor of civilian harm inside: push 1.8, stall 0.8, pause 0.2.
double harm_factor(world::Tempo tempo);

}  // namespace nuzuh::rules
