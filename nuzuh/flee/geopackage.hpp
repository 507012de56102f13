#pragma once

#include <filesystem>

#include "nuzuh/flee/output.hpp"

namespace nuzuh::flee {

/// Writes an ensemble as a GeoPackage (WGS 84) with three layers: `places` (points, type and the last day's quantiles where reported),
/// `routes` (lines from place to place, road kilometres) and `people_by_day` (points of the reported places with quantiles by day).
/// The file appears whole or not at all.
core::Result<void> write_geopackage(const Crisis& crisis, const Counts& counts, const std::filesystem::path& path);

}  // namespace nuzuh::flee
