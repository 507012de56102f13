// The case in a fixed form: what two readers of the same case agree on byte by byte.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nuzuh/scenario/collect.hpp"

namespace nuzuh::scenario {
namespace {

using core::csv_cell;
using core::number_text;

std::string toml_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += fmt::format("\\{}", c);
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) quoted += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
    else quoted += c;
  }
  return quoted + '"';
}

std::string maybe(const std::optional<double>& value) { return value ? number_text(*value) : ""; }
std::string day(const core::Date& date) { return core::to_string(date); }
std::string yes(bool value) { return value ? "yes" : "no"; }
std::string list(const std::vector<std::string>& items) { return fmt::format("{}", fmt::join(items, ";")); }

/// The cells of report, span_begin and span_end.
std::vector<std::string> span_cells(const std::vector<Span>& spans) {
  if (spans.empty()) return {"", "", ""};
  std::vector<int> begins, ends;
  for (const auto& span : spans) begins.push_back(span.begin), ends.push_back(span.end);
  return {spans[0].report, fmt::format("{}", fmt::join(begins, ";")), fmt::format("{}", fmt::join(ends, ";"))};
}

std::string line(const std::vector<std::string>& cells) {
  std::string text;
  for (const auto& cell : cells) text += (text.empty() && &cell == &cells.front() ? "" : ",") + csv_cell(cell);
  return text + "\n";
}

std::string header(const std::vector<core::Table::Column>& columns) {
  std::vector<std::string> names;
  for (const auto& column : columns) names.push_back(column.name);
  return line(names);
}

/// Rows sorted as text: one order, whatever the order of the file.
std::string table(const std::vector<core::Table::Column>& columns, std::vector<std::string> lines) {
  std::ranges::sort(lines);
  std::string text = header(columns);
  for (const auto& row : lines) text += row;
  return text;
}

std::string toml_file(const Scenario& s) {
  std::string t = fmt::format("format = {}\nid = {}\n", s.format, toml_text(s.id));
  if (!s.report.empty()) t += fmt::format("report = {}\n", toml_text(s.report));
  t += fmt::format("\n[title]\nen = {}\nar = {}\n", toml_text(s.title_en), toml_text(s.title_ar));
  t += fmt::format("\n[question]\nen = {}\nar = {}\n", toml_text(s.question_en), toml_text(s.question_ar));
  t += fmt::format("\n[period]\nstart = {}\ncutoff = {}\nuntil = {}\nsiege_start = {}\narrivals_from = {}\n", day(s.start), day(s.cutoff), day(s.until), day(s.siege_start), day(s.arrivals_from));
  t += fmt::format("\n[places]\nmain_camp = {}\ntransit = {}\nscreening = {}\n", toml_text(s.main_camp), toml_text(s.transit), toml_text(s.screening));
  t += fmt::format("\n[publish]\nsmallest_cell = {}\n\n[options]\nclearance_drag = {}\n", s.smallest_cell, s.clearance_drag);
  for (const auto& r : s.reports) t += fmt::format("\n[[reports]]\nsource = {}\ncode_points = {}\nfnv1a = {}\n", toml_text(r.source), r.code_points, toml_text(r.fnv1a));
  for (const auto& p : s.policies) {
    t += fmt::format("\n[[policy]]\nid = {}\ntitle_en = {}\ntitle_ar = {}\ngrade = \"{}\"\nreason = {}\nchanges = [\n", toml_text(p.id), toml_text(p.title_en), toml_text(p.title_ar), letter(p.grade), toml_text(p.reason));
    for (const auto& c : p.changes) t += fmt::format("  {{ lever = {}, value = {}, from = {} }},\n", toml_text(c.lever), toml_text(c.value), day(c.from));
    t += "]\n";
  }
  return t;
}

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b, const std::vector<std::string>& c) {
  a.insert(a.end(), b.begin(), b.end());
  a.insert(a.end(), c.begin(), c.end());
  return a;
}

constexpr std::string_view k_mark = "=== ";

}  // namespace

CaseTexts to_texts(const Scenario& s) {
  std::vector<std::string> parameters, sources, sites, roads, events, observations;
  for (const auto& e : s.parameters) {
    const auto& d = e.belief;
    parameters.push_back(line(joined({e.key, e.unit, std::string(name_of(d.form)), number_text(d.a), d.form == Form::fixed ? "" : number_text(d.b), maybe(d.low), maybe(d.high),
                                      std::string(name_of(e.drawn)), std::string(1, letter(e.grade)), list(e.sources)},
                                     span_cells(e.spans), {day(e.known_by), e.judged_by, e.reason})));
  }
  for (const auto& x : s.sources) sources.push_back(line({x.id, x.publisher, x.title, x.date ? day(*x.date) : "", day(x.known_by), x.url, x.note}));
  for (const auto& x : s.sites) {
    const auto pull = [&x](double Pull::*field) { return x.pull ? number_text((*x.pull).*field) : std::string(); };
    sites.push_back(line({x.id, x.name_en, x.name_ar, std::string(name_of(x.kind)), maybe(x.longitude_deg), maybe(x.latitude_deg), yes(x.interpolated), std::string(name_of(x.bank)), x.pcode,
                          x.admin2_pcode, x.admin3_pcode, x.area_share > 0 ? number_text(x.area_share) : "", list(x.sources), day(x.known_by), x.note,
                          pull(&Pull::own_side), pull(&Pull::strength_people), pull(&Pull::hours), pull(&Pull::home_share), pull(&Pull::escorted)}));
  }
  for (const auto& x : s.roads) {
    roads.push_back(line({x.from, x.to, number_text(x.km), number_text(x.km_low), number_text(x.km_high), std::string(name_of(x.travel)), yes(x.open), list(x.sources), day(x.known_by), x.note}));
  }
  for (const auto& x : s.events) {
    events.push_back(line(joined({x.id, std::string(name_of(x.kind)), day(x.first), day(x.last), x.site, maybe(x.value), std::string(1, letter(x.grade)), list(x.sources), day(x.known_by)},
                                 span_cells(x.spans), {x.note})));
  }
  for (const auto& x : s.observations) {
    observations.push_back(line(joined({std::string(name_of(x.series)), day(x.date), number_text(x.value), maybe(x.low), maybe(x.high), std::string(name_of(x.error)), yes(x.for_scoring),
                                        std::string(1, letter(x.grade)), list(x.sources), day(x.known_by)},
                                       span_cells(x.spans), {x.note})));
  }
  return {{"scenario.toml", toml_file(s)},
          {"parameters.csv", table(parameter_columns(), parameters)},
          {"sources.csv", table(source_columns(), sources)},
          {"sites.csv", table(site_columns(), sites)},
          {"roads.csv", table(road_columns(), roads)},
          {"events.csv", table(event_columns(), events)},
          {"observations.csv", table(observation_columns(), observations)}};
}

std::string canonical_text(const Scenario& scenario) {
  const auto t = to_texts(scenario);
  std::string text;
  for (const auto* file : {&t.scenario, &t.parameters, &t.sources, &t.sites, &t.roads, &t.events, &t.observations}) {
    // The length makes the text readable again whatever a cell holds.
    text += fmt::format("{}{} {}\n{}", k_mark, file->name, file->text.size(), file->text);
  }
  return text;
}

core::Result<Scenario> read_canonical(std::string_view text) {
  CaseTexts t;
  for (auto* file : {&t.scenario, &t.parameters, &t.sources, &t.sites, &t.roads, &t.events, &t.observations}) {
    const auto end = text.find('\n');
    const auto space = text.substr(0, end).rfind(' ');
    std::size_t size = 0;
    bool good = text.starts_with(k_mark) && end != std::string_view::npos && space != std::string_view::npos && space >= k_mark.size();
    for (std::size_t i = space + 1; good && i < end; ++i) {
      good = text[i] >= '0' && text[i] <= '9' && size <= text.size();
      if (good) size = size * 10 + static_cast<std::size_t>(text[i] - '0');
    }
    if (!good || size > text.size() - end - 1) return core::fail({"canonical text", 0, 0}, "the text is cut off or not in the canonical form", "write it with canonical_text");
    file->name = std::string(text.substr(k_mark.size(), space - k_mark.size()));
    file->text = std::string(text.substr(end + 1, size));
    text.remove_prefix(end + 1 + size);
  }
  return read_texts(t);
}

}  // namespace nuzuh::scenario
