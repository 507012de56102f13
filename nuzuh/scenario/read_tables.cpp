// sources.csv, sites.csv, roads.csv, events.csv, observations.csv: one row at a time; what ties rows together is in validate*.cpp.
#include "nuzuh/scenario/collect.hpp"

#include <cmath>
#include <functional>

#include <fmt/format.h>

namespace nuzuh::scenario {
namespace {

using Columns = std::vector<core::Table::Column>;

void read_table(const CaseFile& file, const Columns& columns, Collector& collect, const std::function<void(RowReader&)>& row) {
  const auto table = open_table(file, columns, collect);
  if (!table) return;
  for (std::size_t r = 0; r < table->size(); ++r) {
    RowReader reader(*table, r, collect);
    row(reader);
  }
}

std::vector<std::string> required_sources(RowReader& row, Collector& collect) {
  auto sources = row.list("sources");
  if (sources.empty()) collect.error(row.where("sources"), "no source: a figure without a source does not load", "name at least one id of sources.csv");
  return sources;
}

void check_count(RowReader& row, std::string_view column, double value, Collector& collect) {
  if (value < 0) collect.error(row.where(column), fmt::format("\"{}\" is negative: {}", column, row.text(column)), "counts and days are zero or more");
}

}  // namespace

const Columns& source_columns() {
  static const Columns columns = {{"id"}, {"publisher"}, {"title"}, {"date"}, {"known_by"}, {"url"}, {"note", false}};
  return columns;
}

const Columns& site_columns() {
  static const Columns columns = {{"id"},     {"name_en"},      {"name_ar"},      {"kind"},       {"lon"},     {"lat"},      {"interpolated"}, {"bank"},
                                  {"pcode"},  {"admin2_pcode"}, {"admin3_pcode"}, {"area_share"}, {"sources"}, {"known_by"}, {"note", false},
                                  {"pull_own_side", false}, {"pull_strength", false}, {"pull_hours", false}, {"pull_home", false}, {"pull_escorted", false}};
  return columns;
}

const Columns& road_columns() {
  static const Columns columns = {{"from"}, {"to"}, {"km"}, {"km_low"}, {"km_high"}, {"travel"}, {"open"}, {"sources"}, {"known_by"}, {"note", false}};
  return columns;
}

const Columns& event_columns() {
  static const Columns columns = {{"id"},    {"kind"},    {"first"},    {"last"},          {"site"},              {"value"},
                                  {"grade"}, {"sources"}, {"known_by"}, {"report", false}, {"span_begin", false}, {"span_end", false}, {"note", false}};
  return columns;
}

const Columns& observation_columns() {
  static const Columns columns = {{"series"},  {"date"},     {"value"},         {"low"},               {"high"},            {"error"},      {"for_scoring"}, {"grade"},
                                  {"sources"}, {"known_by"}, {"report", false}, {"span_begin", false}, {"span_end", false}, {"note", false}};
  return columns;
}

const Columns& report_columns() {
  static const Columns columns = {{"source"}, {"code_points"}, {"fnv1a"}};
  return columns;
}

namespace {

/// The five cells of a destination's pull: all or none.
std::optional<Pull> read_pull(RowReader& row, SiteKind kind, Collector& collect) {
  const auto own = row.maybe_number("pull_own_side"), strength = row.maybe_number("pull_strength"), hours = row.maybe_number("pull_hours"), home = row.maybe_number("pull_home"),
             escorted = row.maybe_number("pull_escorted");
  if (!own && !strength && !hours && !home && !escorted) return std::nullopt;
  if (!own || !strength || !hours || !home || !escorted) {
    collect.error(row.where("pull_own_side"), "only some of the pull_ columns are filled", "fill all five or none");
    return std::nullopt;
  }
  if (kind == SiteKind::enclave_place) collect.error(row.where("pull_own_side"), "an enclave_place is no destination of those who leave it", "leave the pull_ columns empty");
  const auto share = [&](std::string_view column, double value) {
    if (value < 0 || value > 1) collect.error(row.where(column), fmt::format("\"{}\" is {}, not within 0 to 1", column, value));
  };
  share("pull_own_side", *own);
  share("pull_home", *home);
  share("pull_escorted", *escorted);
  check_count(row, "pull_strength", *strength, collect);
  if (!(*hours > 0)) collect.error(row.where("pull_hours"), "the travel time must be above 0");
  return Pull{*own, *strength, *hours, *home, *escorted};
}

}  // namespace

void read_sources(const CaseFile& file, Scenario& scenario, Collector& collect) {
  read_table(file, source_columns(), collect, [&](RowReader& row) {
    Source source;
    source.where = row.where("id");
    source.id = row.id("id");
    source.publisher = row.required("publisher", "say who published it");
    source.title = row.required("title", "give the title of the page or paper");
    source.url = row.text("url");
    source.date = row.maybe_date("date");
    source.known_by = row.date("known_by");
    source.note = row.text("note");
    if (source.url.empty() && source.note.empty()) collect.error(row.where("url"), "neither an address nor a note says where to find this source", "fill url or note");
    scenario.sources.push_back(std::move(source));
  });
}

void read_sites(const CaseFile& file, Scenario& scenario, Collector& collect) {
  read_table(file, site_columns(), collect, [&](RowReader& row) {
    Site site;
    site.where = row.where("id");
    site.id = row.id("id");
    site.name_en = row.required("name_en", "every site has a name in English");
    site.name_ar = row.text("name_ar");
    site.kind = row.word<SiteKind>("kind");
    site.longitude_deg = row.maybe_number("lon");
    site.latitude_deg = row.maybe_number("lat");
    site.interpolated = row.yes("interpolated");
    site.bank = row.word<Bank>("bank");
    site.pcode = row.text("pcode");
    site.admin2_pcode = row.text("admin2_pcode");
    site.admin3_pcode = row.text("admin3_pcode");
    site.area_share = row.maybe_number("area_share").value_or(0);
    site.pull = read_pull(row, site.kind, collect);
    site.sources = required_sources(row, collect);
    site.known_by = row.date("known_by");
    site.note = row.text("note");
    if (site.longitude_deg.has_value() != site.latitude_deg.has_value()) collect.error(row.where("lon"), "only one of lon and lat is given", "give both or none");
    if (site.longitude_deg && std::abs(*site.longitude_deg) > 180) collect.error(row.where("lon"), "a longitude lies between -180 and 180 degrees");
    if (site.latitude_deg && std::abs(*site.latitude_deg) > 90) collect.error(row.where("lat"), "a latitude lies between -90 and 90 degrees");
    if (site.area_share < 0 || site.area_share > 1) collect.error(row.where("area_share"), fmt::format("a share of area of {} is not within 0 to 1", site.area_share));
    if (site.area_share > 0 && site.kind != SiteKind::enclave_place) collect.error(row.where("area_share"), "only an enclave_place has a share of its area", "leave it empty");
    scenario.sites.push_back(std::move(site));
  });
}

void read_roads(const CaseFile& file, Scenario& scenario, Collector& collect) {
  read_table(file, road_columns(), collect, [&](RowReader& row) {
    Road road;
    road.where = row.where("from");
    road.from = row.text("from");
    road.to = row.text("to");
    road.km = row.number("km");
    road.km_low = row.maybe_number("km_low").value_or(road.km);
    road.km_high = row.maybe_number("km_high").value_or(road.km);
    road.travel = row.word<Travel>("travel");
    road.open = row.yes("open");
    road.sources = required_sources(row, collect);
    road.known_by = row.date("known_by");
    road.note = row.text("note");
    if (!(road.km > 0)) collect.error(row.where("km"), fmt::format("a road of {} km", row.text("km")), "its length is above 0");
    if (road.km_low > road.km || road.km > road.km_high) collect.error(row.where("km"), "km does not lie between km_low and km_high");
    scenario.roads.push_back(std::move(road));
  });
}

void read_events(const CaseFile& file, Scenario& scenario, Collector& collect) {
  read_table(file, event_columns(), collect, [&](RowReader& row) {
    Event event;
    event.where = row.where("id");
    event.id = row.id("id");
    event.kind = row.word<EventKind>("kind");
    event.first = row.date("first");
    event.last = row.date("last");
    event.site = row.text("site");
    event.value = row.maybe_number("value");
    event.grade = row.word<Grade>("grade");
    event.sources = required_sources(row, collect);
    event.known_by = row.date("known_by");
    event.spans = row.spans();
    event.note = row.text("note");
    if (event.value) check_count(row, "value", *event.value, collect);
    if (event.last < event.first) collect.error(row.where("last"), fmt::format("event \"{}\" ends before it begins", event.id), "last must not be earlier than first");
    if (event.known_by < event.last) {
      collect.error(row.where("known_by"), fmt::format("event \"{}\" is known on {}, before its last day {}: nobody can know how long it will last", event.id,
                                                       core::to_string(event.known_by), core::to_string(event.last)),
                    "end it on known_by and give what follows a row of its own");
    }
    scenario.events.push_back(std::move(event));
  });
}

void read_observations(const CaseFile& file, Scenario& scenario, Collector& collect) {
  read_table(file, observation_columns(), collect, [&](RowReader& row) {
    Observation seen;
    seen.where = row.where("series");
    seen.series = row.word<Series>("series");
    seen.date = row.date("date");
    seen.value = row.number("value");
    seen.low = row.maybe_number("low");
    seen.high = row.maybe_number("high");
    seen.error = row.word<ErrorClass>("error");
    seen.for_scoring = row.yes("for_scoring");
    seen.grade = row.word<Grade>("grade");
    seen.sources = required_sources(row, collect);
    seen.known_by = row.date("known_by");
    seen.spans = row.spans();
    seen.note = row.text("note");
    check_count(row, "value", seen.value, collect);
    if (seen.low) check_count(row, "low", *seen.low, collect);
    if (seen.low.value_or(seen.value) > seen.value || seen.high.value_or(seen.value) < seen.value) {
      collect.error(row.where("value"), "value does not lie between low and high");
    }
    if (seen.known_by < seen.date) {
      collect.error(row.where("known_by"), fmt::format("known on {}, before the day {} that it tells of", core::to_string(seen.known_by), core::to_string(seen.date)),
                    "known_by is when the figure became public");
    }
    scenario.observations.push_back(std::move(seen));
  });
}

void read_reports(const CaseFile& file, Scenario& scenario, Collector& collect) {
  read_table(file, report_columns(), collect, [&](RowReader& row) {
    Report report;
    report.where = row.where("source");
    report.source = row.id("source");
    const double points = row.number("code_points");
    report.code_points = points >= 1 && points <= 1e8 ? static_cast<int>(points) : 0;
    report.fnv1a = row.required("fnv1a", "the hash says which text the spans count in");
    if (report.code_points < 1 || report.code_points != points) collect.error(row.where("code_points"), fmt::format("a text of \"{}\" code points", row.text("code_points")), "a whole number above 0");
    scenario.reports.push_back(std::move(report));
  });
}

}  // namespace nuzuh::scenario
