#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "nuzuh/core/file.hpp"
#include "nuzuh/publish/brief.hpp"
#include "nuzuh/publish/geopackage.hpp"
#include "nuzuh/publish/protect.hpp"
#include "nuzuh/publish/provenance.hpp"
#include "nuzuh/publish/publish.hpp"
#include "nuzuh/publish/tables.hpp"

namespace nuzuh::publish {
namespace fs = std::filesystem;
namespace {

constexpr std::array k_names = {"run.json",       "forecast.json", "case.txt",         "quantiles.csv", "chances.csv", "figures.csv", "destinations.csv", "drivers.csv",
                                "parameters.csv", "sources.csv",   "scores.csv",       "model_card.md", "README.txt",  "brief.html",  "forecast.gpkg"};

/// A file of somebody else in the directory would be lost when it is replaced.
core::Result<void> refuse_strangers(const fs::path& directory) {
  std::error_code error;
  if (!fs::is_directory(directory, error)) return {};
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    const auto name = entry.path().filename().string();
    if (std::ranges::find(k_names, name) == k_names.end()) {
      return core::fail({{directory.string(), 0, 0}, fmt::format("the directory holds \"{}\", which nuzuh did not make and would remove", name),
                         "move it away, or give another directory with -o", core::Severity::error, core::Cause::unwritable});
    }
  }
  return {};
}

}  // namespace

core::Result<void> write_all(const forecast::Forecast& raw, const scenario::Scenario& whole, const fs::path& directory, const Options& options) {
  const auto forecast = protect(raw, whole.smallest_cell);
  // In the canonical form, so that publishing again from case.txt gives the same bytes.
  const auto case_text = scenario::canonical_text(protect(whole));
  const auto read_back = scenario::read_canonical(case_text);
  if (!read_back) return tl::unexpected(read_back.error());
  const auto& scenario = *read_back;
  if (const auto clean = refuse_strangers(directory); !clean) return clean;
  auto stage = core::StagedDirectory::open(directory, k_marker);
  if (!stage) return tl::unexpected(stage.error());

  std::map<std::string, std::string> files;
  files["forecast.json"] = forecast::to_json(forecast);
  files["case.txt"] = case_text;
  files["quantiles.csv"] = quantiles_csv(forecast, scenario);
  files["chances.csv"] = chances_csv(forecast);
  files["figures.csv"] = figures_csv(forecast, scenario);
  if (!forecast.drivers.empty()) files["drivers.csv"] = drivers_csv(forecast);
  files["destinations.csv"] = destinations_csv(forecast);
  files["parameters.csv"] = parameters_csv(forecast, scenario);
  files["sources.csv"] = sources_csv(scenario);
  if (!forecast.outcomes.empty()) files["scores.csv"] = scores_csv(forecast);
  files["model_card.md"] = model_card(forecast, scenario);
  files["README.txt"] = readme_text(forecast, scenario);
  files["brief.html"] = brief_html(forecast, scenario, options.first);
  auto package = geopackage(forecast, scenario);
  if (!package) return tl::unexpected(package.error());
  files["forecast.gpkg"] = std::move(*package);
  for (const auto& [name, bytes] : files) {
    if (const auto written = core::write_file(stage->path() / name, bytes); !written) return written;
  }
  if (const auto written = core::write_file(stage->path() / k_marker, run_json(forecast, scenario, files)); !written) return written;
  return stage->commit();
}

core::Result<ResultDirectory> read_result(const fs::path& directory) {
  std::error_code error;
  if (!fs::is_directory(directory, error)) {
    return core::fail({{directory.string(), 0, 0}, "there is no such directory", "give the directory that `nuzuh forecast CASE -o DIR` wrote", core::Severity::error, core::Cause::unreadable});
  }
  const auto forecast_path = directory / "forecast.json", case_path = directory / "case.txt";
  const auto text = core::read_text(forecast_path);
  if (!text) return tl::unexpected(text.error());
  auto forecast = forecast::from_json(*text, forecast_path.string());
  if (!forecast) return tl::unexpected(forecast.error());
  const auto case_text = core::read_text(case_path);
  if (!case_text) return tl::unexpected(case_text.error());
  auto scenario = scenario::read_canonical(*case_text);
  if (!scenario) {
    auto problems = scenario.error();
    for (auto& problem : problems) problem.where.file = fmt::format("{} ({})", case_path.string(), problem.where.file);
    return tl::unexpected(problems);
  }
  if (scenario->id != forecast->run.case_id) {
    return core::fail({case_path.string(), 0, 0}, fmt::format("the case is \"{}\", but the forecast is of \"{}\"", scenario->id, forecast->run.case_id),
                      "both files must come from one run of `nuzuh forecast`");
  }
  return ResultDirectory{std::move(*forecast), std::move(*scenario)};
}

}  // namespace nuzuh::publish
