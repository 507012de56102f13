#pragma once

#include <vector>

#include "nuzuh/infer/enclave.hpp"

namespace nuzuh::infer {

/// Priors against posteriors of every coordinate that is a parameter: 10, 50, 90 %.
std::vector<forecast::Learned> learned_of(const scenario::Scenario& scenario, const ensemble::Drawer& draw, const std::vector<Particle>& particles);

/// Pairs of coordinates whose normal scores are correlated under the posterior above 0.4: the data cannot tell them apart.
std::vector<Confounded> confounded_of(const ensemble::Drawer& draw, const std::vector<Particle>& particles);

}  // namespace nuzuh::infer
