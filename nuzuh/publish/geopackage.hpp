#pragma once

#include <string>

#include "nuzuh/core/error.hpp"
#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::publish {

/// The bytes of forecast.gpkg (docs/formats/outputs.md): layers for sites, roads and quantiles by site and day, tables for the rest,
/// styles that QGIS applies by itself. Takes a forecast that has passed protect(). The bytes depend on nothing but the arguments.
core::Result<std::string> geopackage(const forecast::Forecast& forecast, const scenario::Scenario& scenario);

/// A layer's style as QGIS reads it from the table layer_styles; empty where the layer has none.
std::string qml_of(std::string_view layer);

}  // namespace nuzuh::publish
