#pragma once
// Which numbers drive an outcome, from the members that a forecast has anyway.

#include <span>
#include <vector>

#include "nuzuh/ensemble/run.hpp"
#include "nuzuh/forecast/forecast.hpp"

namespace nuzuh::forecast {

/// Share of the variance of `outcome` that `input` explains by itself, and its standard error.
struct Explained {
  double share = 0, error = 0;
};

/// First-order sensitivity index from given data (correlation ratio over bins of equal rank: Plischke, Borgonovo & Smith 2013), adjusted for
/// the number of bins: 1 - (SSE / (N - K)) / (SST / (N - 1)), so that an input that does nothing scores zero on average (and may fall
/// below it). Ties stay in one bin. Standard error by a delete-a-block jackknife over ten blocks of members. Zero where either is constant.
Explained explained(std::span<const double> input, std::span<const double> outcome);

/// The five strongest inputs of each main outcome, on log(1 + outcome). Inputs are the drawn parameters and the two stocks at the start. After
/// learning, inputs are correlated, and shares may add up to more than one. Empty for fewer than 320 members.
std::vector<Drivers> drivers_of(const ensemble::Trajectories& runs, int cut_day);

}  // namespace nuzuh::forecast
