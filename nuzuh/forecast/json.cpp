#include "nuzuh/forecast/forecast.hpp"

#include "nuzuh/forecast/json_write.hpp"

namespace nuzuh::forecast {
namespace {

std::string grade_text(scenario::Grade grade) { return std::string(1, scenario::letter(grade)); }

void text_field(JsonWriter& w, std::string_view key, const Text& text) { w.open_object(key).field("en", text.en).field("ar", text.ar).close(); }

void write_run(JsonWriter& w, const Run& run) {
  w.open_object("run")
      .field("program_version", run.program_version)
      .field("case_id", run.case_id)
      .field("case_hash", run.case_hash)
      .field("known_by", core::to_string(run.known_by))
      .field("start", core::to_string(run.start))
      .field("until", core::to_string(run.until))
      .field("members", run.members)
      .whole("seed", run.seed)
      .field("observations_used", run.observations_used)
      .field("effective_members", run.effective_members)
      .field("weakest", grade_text(run.weakest))
      .field("policy", run.policy);
  w.open_list("sources_used");
  for (const auto& id : run.sources_used) w.item(id);
  w.close().open_list("warnings");
  for (const auto& warning : run.warnings) w.open_object().field("en", warning.en).field("ar", warning.ar).close();
  w.close().close();
}

void write_survival(JsonWriter& w, const Survival& s) {
  w.open_object("survival").numbers("standing", s.standing).numbers("climatology", s.climatology);
  w.field("announced_chance", s.announced_chance).field("announced_days", s.announced_days);
  text_field(w, "announced_label", s.announced_label);
  text_field(w, "record", s.record);
  w.field("grade", grade_text(s.grade)).close();
}

void write_chances(JsonWriter& w, const std::vector<Chance>& chances) {
  w.open_list("chances");
  for (const auto& c : chances) {
    w.open_object().field("key", c.key);
    text_field(w, "label", c.label);
    w.field("horizon_days", c.horizon_days).field("probability", c.probability).field("monte_carlo_error", c.monte_carlo_error);
    if (c.climatology) w.field("climatology", *c.climatology);
    w.field("grade", grade_text(c.grade)).close();
  }
  w.close();
}

void write_paths(JsonWriter& w, const std::vector<Path>& paths) {
  w.open_list("paths");
  for (const auto& p : paths) {
    w.open_object().field("key", p.key);
    text_field(w, "label", p.label);
    w.field("unit", p.unit).field("site", p.site).field("grade", grade_text(p.grade));
    w.open_list("dates");
    for (const auto date : p.dates) w.item(core::to_string(date));
    w.close().open_list("quantiles");
    for (const auto& q : p.quantiles) w.list_numbers(q);
    w.close().numbers("means", p.means).close();
  }
  w.close();
}

void write_figures(JsonWriter& w, const std::vector<Figure>& figures) {
  w.open_list("figures");
  for (const auto& f : figures) {
    w.open_object().field("key", f.key);
    text_field(w, "label", f.label);
    w.field("unit", f.unit).field("site", f.site).field("grade", grade_text(f.grade)).numbers("quantiles", f.quantiles).field("mean", f.mean);
    text_field(w, "note", f.note);
    w.close();
  }
  w.close();
}

void write_outcomes(JsonWriter& w, const Forecast& f) {
  w.open_list("outcomes");
  for (const auto& o : f.outcomes) {
    w.open_object().field("series", o.series);
    text_field(w, "label", o.label);
    w.field("path", o.path).field("crps", o.crps).field("log_crps", o.log_crps).field("wis", o.wis);
    w.field("coverage50", o.coverage50).field("coverage80", o.coverage80).field("coverage90", o.coverage90).field("scored", o.scored);
    w.open_list("points");
    for (const auto& p : o.points) {
      w.open_object().field("date", core::to_string(p.date)).field("value", p.value);
      if (p.low) w.field("low", *p.low);
      if (p.high) w.field("high", *p.high);
      w.field("source", p.source).close();
    }
    w.close().close();
  }
  w.close();
  if (f.end_outcome) {
    const auto& e = *f.end_outcome;
    w.open_object("end_outcome").field("date", core::to_string(e.date)).field("crps_days", e.crps_days);
    w.field("climatology_crps_days", e.climatology_crps_days).field("pit", e.pit).close();
  }
}

}  // namespace

std::string to_json(const Forecast& f) {
  JsonWriter w;
  w.open_object().field("format", "nuzuh forecast").field("format_version", 1);
  write_run(w, f.run);
  text_field(w, "title", f.title);
  text_field(w, "question", f.question);
  text_field(w, "disclaimer", f.disclaimer);
  text_field(w, "headline", f.headline);
  w.numbers("levels", k_levels);
  write_survival(w, f.survival);
  write_chances(w, f.chances);
  write_figures(w, f.figures);
  w.open_list("drivers");
  for (const auto& d : f.drivers) {
    w.open_object().field("outcome", d.outcome);
    text_field(w, "label", d.label);
    w.open_list("inputs");
    for (const auto& input : d.inputs) w.open_object().field("input", input.input).field("share", input.share).field("error", input.error).close();
    w.close().close();
  }
  w.close();
  w.open_list("destinations");
  for (const auto& d : f.destinations) {
    w.open_object().field("site", d.site);
    text_field(w, "name", d.name);
    w.field("chance_first", d.chance_first).close();
  }
  w.close().open_list("learned");
  for (const auto& l : f.learned) {
    w.open_object().field("key", l.key).field("unit", l.unit).field("grade", grade_text(l.grade));
    w.numbers("prior", l.prior).numbers("posterior", l.posterior).close();
  }
  w.close();
  write_paths(w, f.paths);
  write_outcomes(w, f);
  w.close();
  return std::move(w).text();
}

}  // namespace nuzuh::forecast
