#pragma once

#include <string>

#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/publish/language.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::publish {

/// brief.html: one file with everything in it, both languages, no request to any network. Takes a forecast that has passed protect().
std::string brief_html(const forecast::Forecast& forecast, const scenario::Scenario& scenario, Language first);

}  // namespace nuzuh::publish
