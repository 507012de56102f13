#pragma once
// The CSV files of a result (docs/formats/outputs.md). All take a forecast that has passed protect().

#include <string>

#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::publish {

/// Quantiles of every path in the columns of the Hubverse, ours after them. A value of 0 with "<10" in `suppressed` is fewer than ten.
std::string quantiles_csv(const forecast::Forecast& forecast, const scenario::Scenario& scenario);

/// Chances with the record (climatology) beside them.
std::string chances_csv(const forecast::Forecast& forecast);

/// Figures in the columns of the HDX Humanitarian API, ours after them.
std::string figures_csv(const forecast::Forecast& forecast, const scenario::Scenario& scenario);

std::string drivers_csv(const forecast::Forecast& forecast);
std::string destinations_csv(const forecast::Forecast& forecast);
std::string parameters_csv(const forecast::Forecast& forecast, const scenario::Scenario& scenario);
std::string sources_csv(const scenario::Scenario& scenario);

/// What happened and how the forecast scored; only after --reveal.
std::string scores_csv(const forecast::Forecast& forecast);

/// One CSV line of cells, each escaped.
std::string csv_line(std::initializer_list<std::string_view> cells);

}  // namespace nuzuh::publish
