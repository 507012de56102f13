#include "nuzuh/publish/provenance.hpp"

#include <fmt/format.h>

#include "nuzuh/core/hash.hpp"
#include "nuzuh/forecast/json_write.hpp"

namespace nuzuh::publish {

std::string run_json(const forecast::Forecast& f, const scenario::Scenario& s, const std::map<std::string, std::string>& files) {
  const auto& run = f.run;
  forecast::JsonWriter w;
  w.open_object()
      .field("format", "nuzuh run")
      .field("format_version", 1)
      .field("program", "nuzuh")
      .field("program_version", run.program_version)
      .field("case_id", run.case_id)
      .field("case_hash", run.case_hash)
      .field("known_by", core::to_string(run.known_by))
      .field("start", core::to_string(run.start))
      .field("until", core::to_string(run.until))
      .field("members", run.members)
      .whole("seed", run.seed)
      .field("policy", run.policy.empty() ? "baseline" : run.policy)
      .field("observations_used", run.observations_used)
      .field("effective_members", run.effective_members)
      .field("weakest_grade", std::string(1, scenario::letter(run.weakest)))
      .field("smallest_cell", s.smallest_cell)
      .flag("revealed", !f.outcomes.empty() || f.end_outcome.has_value())
      .field("sensitivity", "aggregates for the protection of civilians; no data on individuals; nothing finer than a day and a place");
  w.open_list("sources_used");
  for (const auto& id : run.sources_used) w.item(id);
  w.close().open_list("files");
  for (const auto& [name, bytes] : files) {
    w.open_object().field("name", name).field("bytes", static_cast<double>(bytes.size())).field("fnv1a", core::hash_text(core::fnv1a(bytes))).close();
  }
  w.close().close();
  return std::move(w).text();
}

std::string readme_text(const forecast::Forecast& f, const scenario::Scenario& s) {
  std::string out = fmt::format(
      "{}\n{}\n\n"
      "Forecast by nuzuh {} from what was known on {}; first day {}, last day {}; {} members, seed {}.\n"
      "Weakest evidence in it: grade {} (S strong, M moderate, W weak, A assumed).\n\n",
      f.title.en, f.title.ar, f.run.program_version, core::to_string(f.run.known_by), core::to_string(f.run.start), core::to_string(f.run.until), f.run.members, f.run.seed,
      scenario::letter(f.run.weakest));
  out +=
      "brief.html        the brief, Arabic and English, one file, no network needed\n"
      "forecast.gpkg     map file (GeoPackage) with styles: open it in QGIS\n"
      "quantiles.csv     quantiles of every daily quantity (columns of the Hubverse)\n"
      "figures.csv       totals and peaks (columns of HDX HAPI, P-codes where known)\n"
      "chances.csv       chances, with the record beside them\n"
      "drivers.csv       the five numbers that explain most of the spread of each outcome\n"
      "destinations.csv  order of places to which fighters who leave may go\n"
      "parameters.csv    every number the model used, with source, grade and reason\n"
      "sources.csv       the sources\n";
  if (!f.outcomes.empty()) out += "scores.csv        what happened, and how the forecast scored\n";
  out +=
      "model_card.md     what the model is for, what it rests on, its limits\n"
      "forecast.json     the whole forecast; case.txt: the case as known at the cut-off (nuzuh publish reads both)\n"
      "run.json          how this was made: versions, seed, hashes\n\n";
  out += fmt::format("Counts of people below {} are not published: a value of 0 marked \"<{}\" means fewer than {}.\n", s.smallest_cell, s.smallest_cell, s.smallest_cell);
  out += "Counts of fighters are rounded to two figures. All numbers are forecasts with wide intervals, not counts.\n\n";
  out += fmt::format("DISCLAIMER\n{}\n{}\n{}\n\n", k_boundaries_en, k_boundaries_ar, f.disclaimer.en);
  if (!f.disclaimer.ar.empty()) out += f.disclaimer.ar + "\n\n";
  out += fmt::format("Map data: {}\n", k_attribution);
  return out;
}

}  // namespace nuzuh::publish
