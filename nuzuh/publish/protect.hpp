#pragma once
// The gate through which everything published goes (docs/protection.md).

#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::publish {

/// Whether a number of this unit counts people, so that small values must not be shown.
bool counts_people(std::string_view unit);

/// Whether a path or figure counts fighters (its values are published in two significant figures only).
bool counts_fighters(std::string_view key);

/// Two significant figures: 1234 becomes 1200.
double two_figures(double value);

/// The forecast as it may be published: counts of people below `smallest_cell` become 0, which means "fewer than smallest_cell" in every
/// output and is shown as "<10"; fighters' counts have two significant figures. Chances, shares and days stay.
forecast::Forecast protect(forecast::Forecast forecast, int smallest_cell);

/// The case as it may travel with a result: without the dates on which single places were taken.
scenario::Scenario protect(scenario::Scenario scenario);

}  // namespace nuzuh::publish
