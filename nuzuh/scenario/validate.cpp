// What ties the rows of a case together: references, shares, dates of knowledge, the network.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "nuzuh/geo/network.hpp"
#include "nuzuh/scenario/collect.hpp"
#include "nuzuh/scenario/keys.hpp"

namespace nuzuh::scenario {
namespace {

template <class Rows, class Name>
std::vector<std::string> unique_names(const Rows& rows, Name name, std::string_view what, Collector& collect) {
  std::map<std::string, int> first_line;
  for (const auto& row : rows) {
    const auto [at, is_new] = first_line.emplace(name(row), row.where.line);
    if (!is_new) collect.error(row.where, fmt::format("{} \"{}\" stands twice, first on line {}", what, name(row), at->second), "remove one of them");
  }
  std::vector<std::string> names;
  for (const auto& [key, line] : first_line) names.push_back(key);
  return names;
}

/// A row may not be known before what it rests on.
template <class Row>
void check_sources(const Scenario& s, const Row& row, std::string_view name, const std::vector<std::string>& known, std::set<std::string>& used, Collector& collect) {
  for (const auto& id : row.sources) {
    used.insert(id);
    const auto* source = s.find_source(id);
    if (!source) {
      collect.error(row.where, fmt::format("\"{}\" names an unknown source \"{}\"", name, id), core::suggestion(id, known));
    } else if (source->known_by > row.known_by) {
      collect.error(row.where, fmt::format("\"{}\" is known on {}, but its source \"{}\" only on {}", name, core::to_string(row.known_by), id, core::to_string(source->known_by)),
                    "a figure cannot be known before its source");
    }
  }
}

template <class Row>
void check_spans(const Scenario& s, const Row& row, std::string_view name, Collector& collect) {
  for (const auto& span : row.spans) {
    const auto report = std::ranges::find(s.reports, span.report, &Report::source);
    if (report == s.reports.end()) {
      collect.error(row.where, fmt::format("\"{}\" points into a report \"{}\" that scenario.toml does not list", name, span.report), "add [[reports]] with its length and hash");
    } else if (span.end > report->code_points) {
      collect.error(row.where, fmt::format("\"{}\" points to {}-{}, behind the end of the report ({} code points)", name, span.begin, span.end, report->code_points));
    }
  }
}

void check_site(const std::string& id, const core::Where& where, const std::vector<std::string>& known, std::string_view of, Collector& collect) {
  if (std::ranges::find(known, id) == known.end()) collect.error(where, fmt::format("{} names an unknown site \"{}\"", of, id), core::suggestion(id, known));
}

void check_places(const Scenario& s, const CaseTexts& files, const std::vector<std::string>& sites, Collector& collect) {
  const core::Where where{files.scenario.name, 0, 0};
  const auto role = [&](const std::string& id, std::string_view key, SiteKind kind) {
    if (id.empty()) return;  // reported by the reader
    const auto* site = s.find_site(id);
    if (!site) return check_site(id, where, sites, fmt::format("\"places.{}\"", key), collect);
    if (site->kind != kind) collect.error(where, fmt::format("\"places.{}\" is \"{}\", whose kind is {}", key, id, name_of(site->kind)), fmt::format("it must be of kind {}", name_of(kind)));
  };
  role(s.main_camp, "main_camp", SiteKind::camp);
  role(s.transit, "transit", SiteKind::transit);
  role(s.screening, "screening", SiteKind::screening);
  double area = 0;
  bool any = false;
  for (const auto& site : s.sites) {
    if (site.kind != SiteKind::enclave_place) continue;
    any = true;
    area += site.area_share;
    if (!(site.area_share > 0)) collect.error(site.where, fmt::format("enclave place \"{}\" has no share of the area", site.id), "fill area_share; the shares sum to 1");
  }
  if (!any) collect.error({files.sites.name, 0, 0}, "no site is an enclave_place", "the model needs at least one place that is held");
  else if (std::abs(area - 1) > 1e-6) collect.error({files.sites.name, 0, 0}, fmt::format("the area shares of the enclave places sum to {:.6f}", area), "they must sum to 1");
}

void check_roads(const Scenario& s, const std::vector<std::string>& sites, Collector& collect) {
  std::map<std::tuple<std::string, std::string, Travel>, int> seen;
  for (const auto& road : s.roads) {
    check_site(road.from, road.where, sites, "a road", collect);
    check_site(road.to, road.where, sites, "a road", collect);
    if (road.from == road.to) collect.error(road.where, fmt::format("the road leads from \"{}\" to itself", road.from), "remove it");
    const auto [at, is_new] = seen.emplace(std::tuple(std::min(road.from, road.to), std::max(road.from, road.to), road.travel), road.where.line);
    if (!is_new) collect.error(road.where, fmt::format("the road \"{}\" - \"{}\" stands twice, first on line {}", road.from, road.to, at->second), "roads lead both ways: remove one");
  }
}

void check_observations(const Scenario& s, Collector& collect) {
  std::map<std::pair<Series, core::Date>, int> scored;
  std::map<Series, std::vector<const Observation*>> cumulative;
  for (const auto& seen : s.observations) {
    if (!seen.for_scoring) continue;
    const auto [at, is_new] = scored.emplace(std::pair(seen.series, seen.date), seen.where.line);
    if (!is_new) collect.error(seen.where, fmt::format("series \"{}\" has two rows for scoring on {}, the first on line {}", name_of(seen.series), core::to_string(seen.date), at->second), "keep one of them");
    if (is_cumulative(seen.series)) cumulative[seen.series].push_back(&seen);
  }
  for (auto& [series, rows] : cumulative) {
    std::ranges::stable_sort(rows, {}, &Observation::date);
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (rows[i]->value < rows[i - 1]->value) {
        collect.warning(rows[i]->where, fmt::format("the cumulative series \"{}\" falls from {} to {}", name_of(series), rows[i - 1]->value, rows[i]->value), "sources may differ; check it");
      }
    }
  }
}

}  // namespace

void check_network(const Scenario& s, const std::string& roads_file, Collector& collect) {
  std::map<std::string, std::size_t> index;
  for (const auto& site : s.sites) index.emplace(site.id, index.size());
  std::vector<geo::Link> links;
  for (const auto& road : s.roads) {
    const auto from = index.find(road.from), to = index.find(road.to);
    if (road.open && from != index.end() && to != index.end() && road.km > 0) links.push_back({from->second, to->second, road.km});
  }
  const geo::Network network(index.size(), links);
  for (const auto& target : {s.screening, s.transit, s.main_camp}) {
    const auto to = index.find(target);
    if (to == index.end()) continue;
    const auto km = network.distances_km(to->second);
    for (const auto& site : s.sites) {
      if (site.kind != SiteKind::enclave_place || km[index.at(site.id)]) continue;
      collect.error({roads_file, 0, 0}, fmt::format("the network is disconnected: no open road leads from \"{}\" to \"{}\"", site.id, target),
                    "add the missing road, or open one");
    }
  }
}

void validate_parameters(const Scenario& s, const std::string& file, Collector& collect) {
  unique_names(s.parameters, [](const Estimate& e) { return e.key; }, "key", collect);
  for (const auto& key : keys()) {
    if (!s.find_parameter(key.name)) collect.error({file, 0, 0}, fmt::format("the number \"{}\" [{}] is missing: {}", key.name, key.unit, key.meaning), "add a row for it");
  }
  for (const auto& estimate : s.parameters) {
    if (estimate.known_by > s.cutoff) {
      collect.error(estimate.where, fmt::format("\"{}\" is a figure from after the cut-off: known on {}, the cut-off is {}", estimate.key, core::to_string(estimate.known_by), core::to_string(s.cutoff)),
                    "rest it on what was known by then");
    }
  }
}

void validate(const Scenario& s, const CaseTexts& files, Collector& collect) {
  const auto source_ids = unique_names(s.sources, [](const Source& x) { return x.id; }, "source", collect);
  const auto site_ids = unique_names(s.sites, [](const Site& x) { return x.id; }, "site", collect);
  unique_names(s.events, [](const Event& x) { return x.id; }, "event", collect);
  unique_names(s.policies, [](const Policy& x) { return x.id; }, "policy", collect);
  unique_names(s.reports, [](const Report& x) { return x.source; }, "report", collect);
  validate_parameters(s, files.parameters.name, collect);
  check_places(s, files, site_ids, collect);
  check_roads(s, site_ids, collect);
  check_observations(s, collect);

  std::set<std::string> used;
  for (const auto& x : s.parameters) check_sources(s, x, x.key, source_ids, used, collect), check_spans(s, x, x.key, collect);
  for (const auto& x : s.sites) check_sources(s, x, x.id, source_ids, used, collect);
  for (const auto& x : s.roads) check_sources(s, x, x.from + " - " + x.to, source_ids, used, collect);
  for (const auto& x : s.events) {
    check_sources(s, x, x.id, source_ids, used, collect);
    check_spans(s, x, x.id, collect);
    if (!x.site.empty()) check_site(x.site, x.where, site_ids, fmt::format("event \"{}\"", x.id), collect);
  }
  for (const auto& x : s.observations) check_sources(s, x, name_of(x.series), source_ids, used, collect), check_spans(s, x, name_of(x.series), collect);
  validate_events(s, collect);

  for (const auto& report : s.reports) {
    used.insert(report.source);
    if (!s.find_source(report.source)) collect.error(report.where, fmt::format("the report \"{}\" is no source", report.source), core::suggestion(report.source, source_ids));
    const bool hex = report.fnv1a.size() == 16 && report.fnv1a.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!hex) collect.error(report.where, fmt::format("\"{}\" is no hash", report.fnv1a), "write the 64-bit FNV-1a of the text as 16 hexadecimal digits");
  }
  if (!s.report.empty() && !s.find_source(s.report)) collect.error({files.scenario.name, 0, 0}, fmt::format("\"report\" names an unknown source \"{}\"", s.report), core::suggestion(s.report, source_ids));
  for (const auto& policy : s.policies) {
    for (const auto& change : policy.changes) {
      if (change.from < s.start || change.from > s.until) collect.error(change.where, fmt::format("policy \"{}\" changes \"{}\" on {}, outside the period", policy.id, change.lever, core::to_string(change.from)), "choose a day from period.start to period.until");
    }
  }
  for (const auto& source : s.sources) {
    if (!used.contains(source.id)) collect.warning(source.where, fmt::format("nothing rests on source \"{}\"", source.id), "remove it, or name it where it is used");
  }
}

}  // namespace nuzuh::scenario
