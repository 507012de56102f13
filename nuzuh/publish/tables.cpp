#include "nuzuh/publish/tables.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "nuzuh/core/csv.hpp"
#include "nuzuh/publish/admin.hpp"
#include "nuzuh/publish/protect.hpp"

namespace nuzuh::publish {

using core::number_text;

std::string csv_line(std::initializer_list<std::string_view> cells) {
  std::string line;
  bool first = true;
  for (const auto cell : cells) {
    if (!first) line += ',';
    first = false;
    line += core::csv_cell(cell);
  }
  return line + '\n';
}

namespace {

std::string grade_text(scenario::Grade grade) { return std::string(1, scenario::letter(grade)); }

/// "<10" where a count was suppressed, else empty.
std::string suppressed(double value, std::string_view unit, int smallest_cell) {
  return counts_people(unit) && value < smallest_cell ? fmt::format("<{}", smallest_cell) : std::string{};
}

double level(const forecast::Quantiles& q, double at) {
  const auto found = std::ranges::find(forecast::k_levels, at);
  return q[static_cast<std::size_t>(found - forecast::k_levels.begin())];
}

/// The P-code where there is one, else our id; the enclave as a whole goes by the id of the case.
std::string location_of(const std::string& site, const scenario::Scenario& s) {
  if (site.empty()) return s.id;
  const auto* found = s.find_site(site);
  return found && !found->pcode.empty() ? found->pcode : site;
}

}  // namespace

std::string quantiles_csv(const forecast::Forecast& f, const scenario::Scenario& s) {
  std::string out = "origin_date,target,horizon,location,target_end_date,output_type,output_type_id,value,unit,site,grade,scenario_id,suppressed\n";
  const auto origin = core::to_string(f.run.known_by);
  const std::string policy = f.run.policy.empty() ? "baseline" : f.run.policy;
  for (const auto& path : f.paths) {
    const auto location = core::csv_cell(location_of(path.site, s));
    const auto tail = fmt::format("{},{},{},{}", core::csv_cell(path.unit), core::csv_cell(path.site), grade_text(path.grade), core::csv_cell(policy));
    for (std::size_t day = 0; day < path.dates.size(); ++day) {
      const int horizon = core::days_between(f.run.known_by, path.dates[day]);
      if (horizon < 1) continue;  // a forecast speaks of what is to come
      const auto head = fmt::format("{},{},{},{},{}", origin, core::csv_cell(path.key), horizon, location, core::to_string(path.dates[day]));
      for (std::size_t i = 0; i < forecast::k_levels.size(); ++i) {
        const double value = path.quantiles[day][i];
        out += fmt::format("{},quantile,{},{},{},{}\n", head, number_text(forecast::k_levels[i]), number_text(value), tail, suppressed(value, path.unit, s.smallest_cell));
      }
      out += fmt::format("{},mean,,{},{},{}\n", head, number_text(path.means[day]), tail, suppressed(path.means[day], path.unit, s.smallest_cell));
    }
  }
  return out;
}

std::string chances_csv(const forecast::Forecast& f) {
  std::string out = "origin_date,key,label_en,label_ar,horizon_days,probability,monte_carlo_error,climatology,grade,scenario_id\n";
  const std::string policy = f.run.policy.empty() ? "baseline" : f.run.policy;
  for (const auto& c : f.chances) {
    out += csv_line({core::to_string(f.run.known_by), c.key, c.label.en, c.label.ar, c.horizon_days > 0 ? fmt::format("{}", c.horizon_days) : std::string{},
                     fmt::format("{:.4f}", c.probability), fmt::format("{:.4f}", c.monte_carlo_error), c.climatology ? fmt::format("{:.4f}", *c.climatology) : std::string{},
                     grade_text(c.grade), policy});
  }
  return out;
}

std::string figures_csv(const forecast::Forecast& f, const scenario::Scenario& s) {
  std::string out =
      "location_code,has_hrp,in_gho,provider_admin1_name,provider_admin2_name,admin1_code,admin1_name,admin2_code,admin2_name,admin_level,population,"
      "reference_period_start,reference_period_end,dataset_hdx_id,resource_hdx_id,warning,error,"
      "key,label_en,label_ar,site,site_name_en,site_name_ar,pcode,unit,mean,q05,q10,q25,q50,q75,q90,q95,grade,suppressed,note_en,note_ar,scenario_id\n";
  const auto from = core::to_string(f.run.known_by), until = core::to_string(f.run.until);
  for (const auto& figure : f.figures) {
    const auto* site = figure.site.empty() ? nullptr : s.find_site(figure.site);
    const auto area = site ? admin_of(*site) : admin_of_enclave(s);
    const bool people = counts_people(figure.unit);
    const double median = level(figure.quantiles, 0.5);
    const auto number = [&](double at) { return number_text(level(figure.quantiles, at)); };
    out += csv_line({area.location_code, "", "", "", "", area.admin1_code, area.admin1_name, area.admin2_code, area.admin2_name, area.admin2_code.empty() ? (area.admin1_code.empty() ? "" : "1") : "2",
                     people ? fmt::format("{:.0f}", median) : std::string{}, from, until, "", "", "forecast, not a count", "", figure.key, figure.label.en, figure.label.ar, figure.site,
                     site ? site->name_en : std::string{}, site ? site->name_ar : std::string{}, site ? site->pcode : std::string{}, figure.unit, number_text(figure.mean), number(0.05),
                     number(0.1), number(0.25), number(0.5), number(0.75), number(0.9), number(0.95), grade_text(figure.grade), suppressed(median, figure.unit, s.smallest_cell),
                     figure.note.en, figure.note.ar, f.run.policy.empty() ? "baseline" : f.run.policy});
  }
  return out;
}

std::string drivers_csv(const forecast::Forecast& f) {
  std::string out = "outcome,rank,input,share,error\n";
  for (const auto& drivers : f.drivers) {
    int rank = 0;
    for (const auto& d : drivers.inputs) out += csv_line({drivers.outcome, fmt::format("{}", ++rank), d.input, fmt::format("{:.4f}", d.share), fmt::format("{:.4f}", d.error)});
  }
  return out;
}

std::string destinations_csv(const forecast::Forecast& f) {
  std::string out = "rank,site,name_en,name_ar,chance_first\n";
  int rank = 0;
  for (const auto& d : f.destinations) out += csv_line({fmt::format("{}", ++rank), d.site, d.name.en, d.name.ar, fmt::format("{:.2f}", d.chance_first)});
  return out;
}

std::string parameters_csv(const forecast::Forecast& f, const scenario::Scenario& s) {
  std::string out = "key,unit,distribution,a,b,low,high,drawn,grade,sources,known_by,judged_by,reason,prior_q10,prior_q50,prior_q90,posterior_q10,posterior_q50,posterior_q90\n";
  for (const auto& p : s.parameters) {
    std::string sources;
    for (const auto& id : p.sources) sources += (sources.empty() ? "" : ";") + id;
    const auto learned = std::ranges::find(f.learned, p.key, &forecast::Learned::key);
    const auto at = [&](const std::array<double, 3> forecast::Learned::*which, std::size_t i) { return learned == f.learned.end() ? std::string{} : number_text((*learned.*which)[i]); };
    const auto bound = [](const std::optional<double>& value) { return value ? number_text(*value) : std::string{}; };
    using forecast::Learned;
    out += csv_line({p.key, p.unit, scenario::name_of(p.belief.form), number_text(p.belief.a), p.belief.form == scenario::Form::fixed ? std::string{} : number_text(p.belief.b),
                     bound(p.belief.low), bound(p.belief.high), scenario::name_of(p.drawn), grade_text(p.grade), sources, core::to_string(p.known_by), p.judged_by, p.reason,
                     at(&Learned::prior, 0), at(&Learned::prior, 1), at(&Learned::prior, 2), at(&Learned::posterior, 0), at(&Learned::posterior, 1), at(&Learned::posterior, 2)});
  }
  return out;
}

std::string sources_csv(const scenario::Scenario& s) {
  std::string out = "id,publisher,title,date,known_by,url,note\n";
  for (const auto& x : s.sources) out += csv_line({x.id, x.publisher, x.title, x.date ? core::to_string(*x.date) : std::string{}, core::to_string(x.known_by), x.url, x.note});
  return out;
}

std::string scores_csv(const forecast::Forecast& f) {
  std::string out = "series,label_en,label_ar,path,points_scored,crps,log_crps,wis,coverage50,coverage80,coverage90\n";
  for (const auto& o : f.outcomes) {
    out += csv_line({o.series, o.label.en, o.label.ar, o.path, fmt::format("{}", o.scored), number_text(o.crps), number_text(o.log_crps), number_text(o.wis), number_text(o.coverage50),
                     number_text(o.coverage80), number_text(o.coverage90)});
  }
  return out;
}

}  // namespace nuzuh::publish
