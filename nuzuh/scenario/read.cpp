#include <algorithm>

#include "nuzuh/core/file.hpp"
#include "nuzuh/scenario/collect.hpp"

namespace nuzuh::scenario {
namespace {

template <class Rows, class Member>
auto find_in(const Rows& rows, std::string_view name, Member member) {
  const auto found = std::ranges::find(rows, name, member);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

const Estimate* Scenario::find_parameter(std::string_view key) const { return find_in(parameters, key, &Estimate::key); }
const Source* Scenario::find_source(std::string_view name) const { return find_in(sources, name, &Source::id); }
const Site* Scenario::find_site(std::string_view name) const { return find_in(sites, name, &Site::id); }

core::Result<Scenario> read_texts(const CaseTexts& texts, core::Problems* warnings) {
  core::Problems problems;
  Collector collect(problems);
  Scenario scenario;
  read_toml(texts.scenario, scenario, collect);
  read_sources(texts.sources, scenario, collect);
  read_parameters(texts.parameters, scenario, collect);
  read_sites(texts.sites, scenario, collect);
  read_roads(texts.roads, scenario, collect);
  read_events(texts.events, scenario, collect);
  read_observations(texts.observations, scenario, collect);
  if (!texts.reviewed.sources.text.empty()) read_sources(texts.reviewed.sources, scenario, collect);
  if (!texts.reviewed.observations.text.empty()) read_observations(texts.reviewed.observations, scenario, collect);
  if (!texts.reviewed.reports.text.empty()) read_reports(texts.reviewed.reports, scenario, collect);
  // Rows that could not be read would only cause further complaints about what they fail to say.
  if (!core::has_errors(problems)) validate(scenario, texts, collect);
  if (!core::has_errors(problems)) {
    if (const auto known = as_known(scenario, scenario.cutoff); !known) collect.append(known.error());
  }
  if (core::has_errors(problems)) return tl::unexpected(std::move(problems));
  if (warnings) warnings->insert(warnings->end(), problems.begin(), problems.end());
  return scenario;
}

core::Result<Scenario> read(const std::filesystem::path& folder, core::Problems* warnings) {
  core::Problems problems;
  if (std::error_code failed; !std::filesystem::is_directory(folder, failed)) {
    return core::fail({{folder.string()}, "is not a case folder", "give a folder that holds scenario.toml", core::Severity::error, core::Cause::unreadable});
  }
  const auto load = [&](const char* name) {
    const auto path = folder / name;
    auto text = core::read_text(path);
    if (!text) problems.insert(problems.end(), text.error().begin(), text.error().end());
    return CaseFile{path.string(), text ? std::move(*text) : std::string()};
  };
  CaseTexts texts{load("scenario.toml"), load("parameters.csv"), load("sources.csv"), load("sites.csv"), load("roads.csv"), load("events.csv"), load("observations.csv")};
  const auto load_if_there = [&](const char* name) {
    std::error_code failed;
    return std::filesystem::exists(folder / name, failed) ? load(name) : CaseFile{};
  };
  texts.reviewed = {load_if_there("reports/sources.csv"), load_if_there("reports/observations.csv"), load_if_there("reports/reports.csv")};
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return read_texts(texts, warnings);
}

}  // namespace nuzuh::scenario
