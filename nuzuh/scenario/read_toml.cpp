// scenario.toml.
#include <algorithm>

#include <fmt/format.h>

#include "nuzuh/core/file.hpp"
#include "nuzuh/scenario/collect.hpp"
#include "nuzuh/scenario/levers.hpp"
#include "nuzuh/scenario/toml_table.hpp"

namespace nuzuh::scenario {
namespace {

void check_lever(TableReader& reader, const PolicyChange& change, Collector& collect) {
  std::vector<std::string> known;
  for (const auto& lever : levers()) known.emplace_back(lever.name);
  const auto* lever = find_lever(change.lever);
  if (!lever) return collect.error(reader.where(), fmt::format("unknown lever \"{}\"", change.lever), core::suggestion(change.lever, known));
  if (auto refused = refuse_value(*lever, change.value); !refused.empty()) collect.error(reader.where(), std::move(refused), std::string(lever->meaning));
}

Policy read_policy(TableReader& reader, Collector& collect) {
  Policy policy;
  policy.where = reader.where();
  policy.id = reader.text("id");
  policy.title_en = reader.text("title_en");
  policy.title_ar = reader.text("title_ar");
  policy.reason = reader.text("reason");
  if (const auto word = reader.text("grade"); const auto grade = parse_word<Grade>(word)) {
    policy.grade = *grade;
  } else if (!word.empty()) {
    collect.error(reader.where(), fmt::format("\"{}\" is no grade", word), "write S, M, W or A");
  }
  for (auto& item : reader.tables("changes")) {
    PolicyChange change{item.text("lever"), item.text("value"), item.date("from"), item.where()};
    item.finish();
    check_lever(item, change, collect);
    if (const auto* lever = find_lever(change.lever)) {
      const auto best = parse_word<Grade>(std::string_view(&lever->grade, 1));
      if (best && policy.grade < *best) {
        collect.error(policy.where, fmt::format("policy \"{}\" has grade {}, but what is known about its lever \"{}\" is {} at best", policy.id, letter(policy.grade), change.lever, lever->grade),
                      "a what-if is no better than its weakest part");
      }
    }
    policy.changes.push_back(std::move(change));
  }
  if (policy.changes.empty()) collect.error(policy.where, fmt::format("policy \"{}\" changes nothing", policy.id), "add changes = [{ lever = ..., value = ..., from = ... }]");
  reader.finish();
  return policy;
}

void read_document(const toml::table& document, const CaseFile& file, Scenario& scenario, Collector& collect) {
  TableReader top(document, "", file.name, collect);
  scenario.format = static_cast<int>(top.whole("format", 1, 1, 1, true));
  scenario.id = top.text("id");
  auto title = top.table("title");
  scenario.title_en = title.text("en");
  scenario.title_ar = title.text("ar");
  title.finish();
  auto question = top.table("question", false);
  scenario.question_en = question.text("en", false);
  scenario.question_ar = question.text("ar", false);
  question.finish();
  auto period = top.table("period");
  scenario.start = period.date("start");
  scenario.cutoff = period.date("cutoff");
  scenario.until = period.date("until");
  scenario.siege_start = period.date("siege_start");
  scenario.arrivals_from = period.date("arrivals_from");
  period.finish();
  const auto where = period.where();
  if (scenario.until <= scenario.cutoff) collect.error(where, "\"period.until\" is not later than \"period.cutoff\"", "the forecast runs from cutoff to until");
  if (scenario.cutoff < scenario.start) collect.error(where, "\"period.cutoff\" is earlier than \"period.start\"", "observations between start and cutoff inform the forecast");
  if (scenario.siege_start > scenario.cutoff) collect.error(where, "\"period.siege_start\" is later than \"period.cutoff\"", "the age of the enclave at the cut-off would be negative");
  if (core::days_between(scenario.start, scenario.until) > 3660) collect.error(where, "the period is longer than ten years", "check period.start and period.until");
  auto places = top.table("places");
  scenario.main_camp = places.text("main_camp");
  scenario.transit = places.text("transit");
  scenario.screening = places.text("screening");
  places.finish();
  auto publish = top.table("publish", false);
  scenario.smallest_cell = static_cast<int>(publish.whole("smallest_cell", 10, 1000000, 10));
  publish.finish();
  auto options = top.table("options", false);
  scenario.clearance_drag = options.flag("clearance_drag", false);
  options.finish();
  scenario.report = top.text("report", false);
  for (auto& item : top.tables("reports")) {
    Report report{item.text("source"), static_cast<int>(item.whole("code_points", 1, 100'000'000, 0, true)), item.text("fnv1a"), item.where()};
    item.finish();
    scenario.reports.push_back(std::move(report));
  }
  for (auto& item : top.tables("policy")) scenario.policies.push_back(read_policy(item, collect));
  top.finish();
}

}  // namespace

void read_toml(const CaseFile& file, Scenario& scenario, Collector& collect) {
  if (const auto utf8 = core::check_utf8(file.text, file.name); !utf8) return collect.append(utf8.error());
  try {
    const auto document = toml::parse(file.text, file.name);
    read_document(document, file, scenario, collect);
  } catch (const toml::parse_error& error) {
    const auto& begin = error.source().begin;
    collect.error({file.name, static_cast<int>(begin.line), static_cast<int>(begin.column)}, std::string(error.description()), "see https://toml.io for how TOML is written");
  }
}

}  // namespace nuzuh::scenario
