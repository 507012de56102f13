#include "nuzuh/scenario/explain.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nuzuh/core/csv.hpp"
#include "nuzuh/core/nearest.hpp"
#include "nuzuh/scenario/keys.hpp"
#include "nuzuh/scenario/names.hpp"
#include "nuzuh/scenario/report_text.hpp"

namespace nuzuh::scenario {
namespace {

std::string day(core::Date date) { return core::to_string(date); }

/// Three significant digits: what a belief can honestly be read to.
std::string short_number(double value) { return core::number_text(std::stod(fmt::format("{:.3g}", value))); }

std::string grade_text(Grade grade) {
  switch (grade) {
    case Grade::strong: return "S (several cases or a large sample)";
    case Grade::moderate: return "M (two to five cases or one good study)";
    case Grade::weak: return "W (one case or an argument)";
    case Grade::assumed: return "A (assumption, no data found)";
  }
  return {};
}

std::string source_lines(const Scenario& s, const std::vector<std::string>& ids) {
  std::string text;
  for (const auto& id : ids) {
    const auto* source = s.find_source(id);
    if (!source) continue;
    text += wrap(fmt::format("[{}] {}: {}. {}known by {}.", id, source->publisher, source->title, source->date ? day(*source->date) + ", " : "undated, ", day(source->known_by)), 4);
    if (!source->url.empty()) text += "      " + source->url + "\n";
    if (!source->note.empty()) text += wrap(source->note, 6);
  }
  return text;
}

std::string span_lines(const Scenario& s, const std::vector<Span>& spans, const std::optional<ReportText>& report) {
  std::string text;
  for (const auto& span : spans) {
    text += fmt::format("    report \"{}\", code points {} to {}\n", span.report, span.begin, span.end);
    if (report && report->source == span.report) text += wrap(sentence_at(report->text, span), 6);
  }
  (void)s;
  return text;
}

std::string interval(const Observation& o) {
  if (!o.low && !o.high) return {};
  if (!o.high) return fmt::format(" (at least {})", core::number_text(*o.low));
  if (!o.low) return fmt::format(" (at most {})", core::number_text(*o.high));
  return fmt::format(" ({} to {})", core::number_text(*o.low), core::number_text(*o.high));
}

std::string parameter_page(const Scenario& s, const Estimate& e, const std::optional<ReportText>& report) {
  const auto* key = find_key(e.key);
  std::string text = fmt::format("{} [{}]\n", e.key, e.unit);
  if (key) text += wrap(std::string(key->meaning), 2);
  text += fmt::format("  belief    {}\n", describe(e.belief, e.unit));
  text += fmt::format("  drawn     once a{}\n  grade     {}\n  known by  {}\n", e.drawn == Drawn::member ? " member" : "n event", grade_text(e.grade), day(e.known_by));
  text += "  reason\n" + wrap(e.reason, 4);
  text += fmt::format("  judged by {}\n", e.judged_by);
  if (!e.spans.empty()) text += "  in the report\n" + span_lines(s, e.spans, report);
  return text + "  sources\n" + source_lines(s, e.sources) + fmt::format("  ({}:{})\n", e.where.file, e.where.line);
}

/// The numbers through which reports of a stock become a belief about it.
std::vector<std::string_view> keys_behind(Series series) {
  if (series == Series::people_inside) return {"people.bias_last_pocket", "people.bias_whole_city", "people.report_noise"};
  if (series == Series::fighters_inside) return {"fighters.bias", "fighters.report_noise"};
  if (series == Series::announced_days) return {"announced.lateness"};
  return {};
}

std::string series_page(const Scenario& s, Series series, core::Date known_by, const std::optional<ReportText>& report) {
  std::string text = fmt::format("{} [{}]: what was reported, known by {}\n", name_of(series), unit_of(series), day(known_by));
  std::vector<const Observation*> rows;
  int later = 0;
  for (const auto& o : s.observations) {
    if (o.series != series) continue;
    if (o.known_by > known_by) ++later;
    else rows.push_back(&o);
  }
  std::ranges::stable_sort(rows, {}, &Observation::date);
  std::vector<std::string> ids;
  for (const auto* o : rows) {
    text += fmt::format("\n  {}  {}{}  class {}, grade {}{}\n", day(o->date), core::number_text(o->value), interval(*o), name_of(o->error), letter(o->grade), o->for_scoring ? ", scored against" : "");
    if (!o->note.empty()) text += wrap(o->note, 4);
    text += span_lines(s, o->spans, report);
    text += fmt::format("    source {} ({}:{})\n", fmt::join(o->sources, ", "), o->where.file, o->where.line);
    for (const auto& id : o->sources) {
      if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
  }
  if (rows.empty()) text += "  nothing was known by then\n";
  if (later > 0) text += fmt::format("\n  {} more row{} became known later and {} out of a forecast made on that day\n", later, later == 1 ? "" : "s", later == 1 ? "stays" : "stay");
  const auto behind = keys_behind(series);
  if (!behind.empty()) text += "\n  from reports to belief\n";
  for (const auto key : behind) {
    if (const auto* e = s.find_parameter(key)) text += fmt::format("    {}: {}, grade {}\n", key, describe(e->belief, e->unit), letter(e->grade)) + wrap(e->reason, 6);
  }
  if (!ids.empty()) text += "\n  sources\n" + source_lines(s, ids);
  return text;
}

std::string site_page(const Scenario& s, const Site& site) {
  std::string text = fmt::format("{}: {} ({}), {}\n", site.id, site.name_en, site.name_ar, name_of(site.kind));
  if (site.longitude_deg) text += fmt::format("  {:.3f} E {:.3f} N{}\n", *site.longitude_deg, *site.latitude_deg, site.interpolated ? ", interpolated" : "");
  if (site.bank != Bank::none) text += fmt::format("  {} bank of the Euphrates\n", name_of(site.bank));
  if (site.area_share > 0) text += fmt::format("  {:.1f}% of the enclave's area\n", 100 * site.area_share);
  for (const auto& [label, code] : {std::pair{"place", site.pcode}, {"district", site.admin2_pcode}, {"subdistrict", site.admin3_pcode}}) {
    if (!code.empty()) text += fmt::format("  P-code of the {}: {}\n", label, code);
  }
  if (!site.note.empty()) text += wrap(site.note, 2);
  text += fmt::format("  known by {}\n  sources\n", day(site.known_by)) + source_lines(s, site.sources);
  std::string roads;
  for (const auto& road : s.roads) {
    if (road.from != site.id && road.to != site.id) continue;
    roads += fmt::format("    {} {} km ({} to {}), {}{}\n", road.from == site.id ? road.to : road.from, core::number_text(road.km), core::number_text(road.km_low), core::number_text(road.km_high),
                         name_of(road.travel), road.open ? "" : ", closed");
  }
  return roads.empty() ? text : text + "  roads\n" + roads;
}

std::string event_page(const Scenario& s, const Event& e, const std::optional<ReportText>& report) {
  std::string text = fmt::format("{}: {}, {}{}\n", e.id, name_of(e.kind), day(e.first), e.last == e.first ? "" : " to " + day(e.last));
  if (!e.site.empty()) text += fmt::format("  at {}\n", e.site);
  if (e.value) text += fmt::format("  value {}\n", core::number_text(*e.value));
  if (!e.note.empty()) text += wrap(e.note, 2);
  text += fmt::format("  grade {}\n  known by {}{}\n", grade_text(e.grade), day(e.known_by), e.known_by > s.cutoff ? ": after the case's cut-off, so a forecast made then does not use it" : "");
  if (!e.spans.empty()) text += "  in the report\n" + span_lines(s, e.spans, report);
  return text + "  sources\n" + source_lines(s, e.sources);
}

std::string source_page(const Scenario& s, const Source& source) {
  std::string text = "source\n" + source_lines(s, {source.id}) + "  what rests on it\n";
  const auto rests = [&](const auto& rows, std::string_view kind, auto name) {
    std::vector<std::string> names;
    for (const auto& row : rows) {
      if (std::ranges::find(row.sources, source.id) != row.sources.end()) names.push_back(name(row));
    }
    if (!names.empty()) text += wrap(fmt::format("{}: {}", kind, fmt::join(names, ", ")), 4);
  };
  rests(s.parameters, "numbers", [](const Estimate& e) { return e.key; });
  rests(s.sites, "sites", [](const Site& x) { return x.id; });
  rests(s.roads, "roads", [](const Road& x) { return x.from + " - " + x.to; });
  rests(s.events, "events", [](const Event& x) { return x.id; });
  rests(s.observations, "observations", [](const Observation& o) { return fmt::format("{} {} = {}", name_of(o.series), day(o.date), core::number_text(o.value)); });
  return text;
}

std::string policy_page(const Policy& p) {
  std::string text = fmt::format("{}: {} ({})\n  what-if, grade {}\n", p.id, p.title_en, p.title_ar, grade_text(p.grade)) + wrap(p.reason, 2);
  for (const auto& c : p.changes) text += fmt::format("  from {}: {} = {}\n", day(c.from), c.lever, c.value);
  return text;
}

}  // namespace

std::string describe(const Distribution& d, std::string_view unit) {
  constexpr double z = 1.6449;  // 95% point of the normal
  const auto n = short_number;
  std::string text;
  switch (d.form) {
    case Form::fixed: text = n(d.a); break;
    case Form::lognormal: text = fmt::format("about {}, 90% within {} to {}", n(d.a), n(d.a * std::exp(-z * d.b)), n(d.a * std::exp(z * d.b))); break;
    case Form::normal: text = fmt::format("about {}, 90% within {} to {}", n(d.a), n(d.a - z * d.b), n(d.a + z * d.b)); break;
    case Form::beta: text = fmt::format("mean {}, weight of {} cases", n(d.a / (d.a + d.b)), n(d.a + d.b)); break;
    case Form::uniform: text = fmt::format("anything from {} to {}", n(d.a), n(d.b)); break;
  }
  text += fmt::format(" {} ({} {}{})", unit, name_of(d.form), core::number_text(d.a), d.form == Form::fixed ? "" : ", " + core::number_text(d.b));
  if (d.low) text += fmt::format(", at least {}", n(*d.low));
  if (d.high) text += fmt::format(", at most {}", n(*d.high));
  return text;
}

std::string overview(const Scenario& s) {
  std::string text = fmt::format("{} ({})\n{} to {}, as known on {}\n\n", s.title_en, s.id, day(s.start), day(s.until), day(s.cutoff));
  std::map<std::string, std::pair<std::vector<std::string>, Grade>> groups;
  std::vector<std::string> order;
  for (const auto& key : keys()) {
    const auto* e = s.find_parameter(key.name);
    if (!e) continue;
    const auto dot = key.name.find('.');
    const std::string group(key.name.substr(0, dot));
    auto [at, is_new] = groups.try_emplace(group, std::vector<std::string>{}, Grade::strong);
    if (is_new) order.push_back(group);
    at->second.first.emplace_back(key.name.substr(dot + 1));
    at->second.second = std::max(at->second.second, e->grade);
  }
  text += "numbers (group: weakest grade)\n";
  for (const auto& group : order) text += wrap(fmt::format("{}: {}  .{}", group, letter(groups[group].second), fmt::join(groups[group].first, " .")), 2);
  text += "series\n";
  std::string series;
  for (const auto word : words_of<Series>()) {
    const auto value = *parse_word<Series>(word);
    const auto all = std::ranges::count(s.observations, value, &Observation::series);
    const auto known = std::ranges::count_if(s.observations, [&](const Observation& o) { return o.series == value && o.known_by <= s.cutoff; });
    if (all > 0) series += fmt::format("{}{} ({} rows, {} known)", series.empty() ? "" : ", ", word, all, known);
  }
  text += wrap(series, 2);
  std::vector<std::string> ids;
  for (const auto& policy : s.policies) ids.push_back(policy.id);
  text += "what-ifs\n" + wrap(fmt::format("{}", fmt::join(ids, ", ")), 2);
  text += fmt::format("{} sites, {} roads, {} events, {} sources\n", s.sites.size(), s.roads.size(), s.events.size(), s.sources.size());
  return text + "Ask for one of them by its name: a key such as people.bias_last_pocket, a series, or the id of a site, event, source or what-if.\n";
}

core::Result<std::string> explain(const Scenario& s, std::string_view name, core::Date known_by, const std::optional<ReportText>& report) {
  std::vector<std::string> known;
  for (const auto& e : s.parameters) {
    if (e.key == name) return parameter_page(s, e, report);
    known.push_back(e.key);
  }
  if (const auto series = parse_word<Series>(name)) return series_page(s, *series, known_by, report);
  for (const auto& word : list_words<Series>()) known.push_back(word);
  for (const auto& x : s.sites) {
    if (x.id == name) return site_page(s, x);
    known.push_back(x.id);
  }
  for (const auto& x : s.events) {
    if (x.id == name) return event_page(s, x, report);
    known.push_back(x.id);
  }
  for (const auto& x : s.policies) {
    if (x.id == name) return policy_page(x);
    known.push_back(x.id);
  }
  for (const auto& x : s.sources) {
    if (x.id == name) return source_page(s, x);
    known.push_back(x.id);
  }
  const auto near = core::nearest(name, known);
  return core::fail({}, fmt::format("nothing in the case is called \"{}\"", name), near.empty() ? "without a name everything is listed" : fmt::format("did you mean \"{}\"?", near));
}

}  // namespace nuzuh::scenario
