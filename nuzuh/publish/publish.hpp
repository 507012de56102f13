#pragma once
// From a forecast to files that people use: the brief, tables, the map file, and how all of it was made. Nothing here computes a
// forecast. Everything that leaves passes protect.hpp first: small cells are suppressed, fighters' counts rounded.

#include <filesystem>

#include "nuzuh/core/error.hpp"
#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/publish/language.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::publish {

struct Options {
  Language first = Language::arabic;  ///< the language that the brief shows when it is opened; both are always in it
};

/// The file by which a result directory is known as one of nuzuh's.
inline constexpr const char* k_marker = "run.json";

/// Writes all outputs (docs/formats/outputs.md) into `directory`, which appears whole or not at all. A directory that already stands
/// there is replaced only where nuzuh made it and it holds no file that nuzuh does not write. `scenario` is as known at the cut-off.
core::Result<void> write_all(const forecast::Forecast& forecast, const scenario::Scenario& scenario, const std::filesystem::path& directory,
                             const Options& options = {});

/// What a result directory holds: enough to publish it again.
struct ResultDirectory {
  forecast::Forecast forecast;
  scenario::Scenario scenario;
};

/// Reads forecast.json and case.txt of a directory that write_all made.
core::Result<ResultDirectory> read_result(const std::filesystem::path& directory);

}  // namespace nuzuh::publish
