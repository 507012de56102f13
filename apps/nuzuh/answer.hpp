#pragma once

#include <string>

#include "nuzuh/forecast/forecast.hpp"

namespace nuzuh::app {

/// The answer to the report's questions in a screenful of plain text, English; colours only where `colour` says so.
std::string answer(const forecast::Forecast& forecast, int smallest_cell, bool colour);

/// The scorecard of --reveal.
std::string scorecard(const forecast::Forecast& forecast, bool colour);

}  // namespace nuzuh::app
