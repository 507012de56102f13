#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/scenario/collect.hpp"
#include "nuzuh/scenario/keys.hpp"

namespace nuzuh::scenario {

core::Result<Scenario> as_known(const Scenario& scenario, core::Date date) {
  Scenario known = scenario;
  known.cutoff = date;
  const auto forget = [date](auto& rows) { std::erase_if(rows, [date](const auto& row) { return row.known_by > date; }); };
  forget(known.parameters);
  forget(known.sources);
  forget(known.sites);
  forget(known.roads);
  forget(known.events);
  forget(known.observations);
  std::erase_if(known.reports, [&](const Report& report) { return !known.find_source(report.source); });
  if (!known.find_source(known.report)) known.report.clear();

  core::Problems problems;
  Collector collect(problems);
  const auto day = core::to_string(date);
  if (date < scenario.start) collect.error({}, fmt::format("the known-by date {} is earlier than the case's start {}", day, core::to_string(scenario.start)), "choose a later one");
  if (date >= scenario.until) collect.error({}, fmt::format("the known-by date {} is not earlier than the last forecast day {}", day, core::to_string(scenario.until)), "choose an earlier one");
  for (const auto& key : keys()) {
    if (const auto* later = scenario.find_parameter(key.name); later && !known.find_parameter(key.name)) {
      collect.error(later->where, fmt::format("\"{}\" was not known by {}, only on {}: the model has no number to stand on", key.name, day, core::to_string(later->known_by)), "choose a later known-by date");
    }
  }
  for (const auto& [role, id] : {std::pair{"main_camp", known.main_camp}, {"transit", known.transit}, {"screening", known.screening}}) {
    if (!known.find_site(id)) collect.error({}, fmt::format("the site \"{}\" (places.{}) was not known by {}", id, role, day), "choose a later known-by date");
  }
  double area = 0;
  for (const auto& site : known.sites) area += site.area_share;
  if (std::abs(area - 1) > 1e-6) collect.error({}, fmt::format("the enclave places known by {} have {:.3f} of its area", day, area), "choose a later known-by date");
  if (!core::has_errors(problems)) check_network(known, "roads.csv", collect);
  if (core::has_errors(problems)) return tl::unexpected(std::move(problems));
  return known;
}

}  // namespace nuzuh::scenario
