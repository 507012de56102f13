#pragma once

namespace nuzuh::movement {

/// How many of `marked` are among `sample` people taken at random from `people` (all whole, marked <= people, sample <= people).
/// One uniform in (0, 1); exact: probabilities are added up outwards from the mode. A chain of these rations places among ways.
double hypergeometric(double uniform, double people, double marked, double sample);

}  // namespace nuzuh::movement
