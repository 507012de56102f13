// parameters.csv: one row a number of the model.
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/scenario/collect.hpp"
#include "nuzuh/scenario/keys.hpp"

namespace nuzuh::scenario {
namespace {

/// A middle of the belief: the median, or the mean where that is simpler.
double middle(const Distribution& d) {
  switch (d.form) {
    case Form::fixed:
    case Form::lognormal:
    case Form::normal: return d.a;
    case Form::beta: return d.a / (d.a + d.b);
    case Form::uniform: return (d.a + d.b) / 2;
  }
  return d.a;
}

void check_shape(RowReader& row, const Distribution& d, Collector& collect) {
  const auto bad = [&](std::string_view column, std::string what) { collect.error(row.where(column), std::move(what)); };
  switch (d.form) {
    case Form::fixed:
      if (d.b != 0) bad("b", "a fixed number has no b");
      break;
    case Form::lognormal:
      if (!(d.a > 0)) bad("a", "the median of a lognormal (a) must be above 0");
      if (!(d.b > 0)) bad("b", "the standard deviation of the log (b) must be above 0");
      break;
    case Form::normal:
      if (!(d.b > 0)) bad("b", "the standard deviation (b) must be above 0");
      break;
    case Form::beta:
      if (!(d.a > 0)) bad("a", "the shapes of a beta (a, b) must be above 0");
      if (!(d.b > 0)) bad("b", "the shapes of a beta (a, b) must be above 0");
      break;
    case Form::uniform:
      if (!(d.a < d.b)) bad("b", "the upper end of a uniform (b) must be above the lower one (a)");
      break;
  }
  if (d.low && d.high && *d.low >= *d.high) bad("low", "low must be below high");
}

void check_against_key(RowReader& row, const Estimate& estimate, const Key& key, Collector& collect) {
  if (estimate.unit != key.unit) {
    collect.error(row.where("unit"), estimate.unit.empty() ? fmt::format("\"{}\" has no unit", key.name) : fmt::format("\"{}\" is given in \"{}\"", key.name, estimate.unit),
                  fmt::format("its unit is \"{}\"", key.unit));
  }
  if (estimate.drawn != key.drawn) {
    collect.error(row.where("drawn"), fmt::format("\"{}\" is drawn once a{}", key.name, key.drawn == Drawn::member ? " member" : "n event"),
                  fmt::format("write {}", name_of(key.drawn)));
  }
  const double m = middle(estimate.belief);
  if (!(m >= key.low && m <= key.high)) {
    collect.error(row.where("a"), fmt::format("{} for \"{}\" lies outside {} to {} [{}]", core::number_text(m), key.name, key.low, key.high, key.unit),
                  std::string(key.meaning));
  }
  // A share must stay one: distributions with a tail need a clamp.
  if (key.unit == "share") {
    const auto& d = estimate.belief;
    const bool above = (d.form == Form::lognormal || d.form == Form::normal) && !(d.high && *d.high <= 1);
    const bool below = d.form == Form::normal && !(d.low && *d.low >= 0);
    const bool outside = d.form == Form::uniform && (d.a < 0 || d.b > 1);
    if (above || below || outside) {
      collect.error(row.where("distribution"), fmt::format("\"{}\" is a share, and this {} can leave 0 to 1", key.name, name_of(d.form)),
                    "give low and high within 0 to 1, or use a beta");
    }
  }
}

}  // namespace

const std::vector<core::Table::Column>& parameter_columns() {
  static const std::vector<core::Table::Column> columns = {{"key"},   {"unit"},    {"distribution"},  {"a"},                 {"b"},               {"low"},      {"high"},      {"drawn"},
                                                           {"grade"}, {"sources"}, {"report", false}, {"span_begin", false}, {"span_end", false}, {"known_by"}, {"judged_by"}, {"reason"}};
  return columns;
}

void read_parameters(const CaseFile& file, Scenario& scenario, Collector& collect) {
  const auto table = open_table(file, parameter_columns(), collect);
  if (!table) return;
  std::vector<std::string> known;
  for (const auto& key : keys()) known.emplace_back(key.name);
  for (std::size_t r = 0; r < table->size(); ++r) {
    RowReader row(*table, r, collect);
    Estimate estimate;
    estimate.where = row.where("key");
    estimate.key = row.text("key");
    estimate.unit = row.text("unit");
    estimate.belief.form = row.word<Form>("distribution");
    estimate.belief.a = row.number("a");
    estimate.belief.b = estimate.belief.form == Form::fixed ? row.maybe_number("b").value_or(0) : row.number("b");
    estimate.belief.low = row.maybe_number("low");
    estimate.belief.high = row.maybe_number("high");
    estimate.drawn = row.word<Drawn>("drawn");
    estimate.grade = row.word<Grade>("grade");
    estimate.sources = row.list("sources");
    if (estimate.sources.empty()) collect.error(row.where("sources"), "no source: a number without a source does not load", "name at least one id of sources.csv");
    estimate.spans = row.spans();
    estimate.known_by = row.date("known_by");
    estimate.judged_by = row.required("judged_by", "say who judged it");
    estimate.reason = row.required("reason", "say why this number and this spread");
    check_shape(row, estimate.belief, collect);
    if (const auto* key = find_key(estimate.key)) {
      check_against_key(row, estimate, *key, collect);
    } else {
      collect.error(estimate.where, fmt::format("unknown key \"{}\"", estimate.key), core::suggestion(estimate.key, known));
    }
    scenario.parameters.push_back(std::move(estimate));
  }
}

}  // namespace nuzuh::scenario
