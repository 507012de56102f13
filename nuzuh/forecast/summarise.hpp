#pragma once
// From trajectories to a forecast: quantiles, chances, shares, survival; and, on demand, what happened laid over it.

#include "nuzuh/ensemble/run.hpp"
#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/scenario/scenario.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::forecast {

struct Request {
  core::Date known_by, until;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  std::string policy;
  int observations_used = 0;
  double effective_members = 0;
  std::vector<Learned> learned;
  std::vector<Text> warnings;
};

/// `scenario` is as known on request.known_by. Members are equally weighted.
Forecast summarise(const scenario::Scenario& scenario, const world::World& world, const ensemble::Trajectories& runs, const Request& request);

/// Adds what happened: the scored observations of `truth` (the whole case), with scores for those after the cut-off.
void reveal(Forecast& forecast, const scenario::Scenario& truth, const ensemble::Trajectories& runs);

}  // namespace nuzuh::forecast
