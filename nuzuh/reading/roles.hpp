#pragma once

#include "nuzuh/reading/frames.hpp"

namespace nuzuh::reading {

/// Adds the actors that a claim names, each with its role: agent, affected, holder, party, target. Individuals are never actors.
void add_actors(const Document& doc, const Draft& d, evidence::Claim& c);

}  // namespace nuzuh::reading
