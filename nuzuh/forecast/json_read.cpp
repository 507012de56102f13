#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/forecast/json_grade.hpp"
#include "nuzuh/forecast/json_tree.hpp"

namespace nuzuh::forecast {
namespace {

constexpr int k_most_days = 36600;  // a hundred years: more is a damaged file
constexpr double k_largest = 1e15;

Text text_of(JsonReader& r, std::string_view key) {
  auto o = r.object(key);
  Text text{o.text("en"), o.text("ar")};
  o.close();
  return text;
}

Run read_run(JsonReader r) {
  Run run;
  run.program_version = r.text("program_version");
  run.case_id = r.text("case_id");
  run.case_hash = r.text("case_hash");
  run.known_by = r.date("known_by");
  run.start = r.date("start");
  run.until = r.date("until");
  run.members = r.integer("members", 1, 1 << 30);
  run.seed = r.whole("seed");
  run.observations_used = r.integer("observations_used", 0, 1 << 30);
  run.effective_members = r.number("effective_members", 0, k_largest);
  run.weakest = read_grade(r, "weakest");
  run.policy = r.text("policy");
  run.sources_used = r.texts("sources_used");
  for (auto& warning : r.objects("warnings")) {
    run.warnings.push_back({warning.text("en"), warning.text("ar")});
    warning.close();
  }
  if (run.until < run.start) r.problem("until", "the last day is before the first");
  r.close();
  return run;
}

std::vector<double> shares(JsonReader& r, std::string_view key) {
  auto values = r.numbers(key);
  for (const double v : values) {
    if (v < 0 || v > 1) {
      r.problem(key, fmt::format("\"{}\" holds {}, which is no probability", key, v));
      break;
    }
  }
  return values;
}

Survival read_survival(JsonReader r) {
  Survival s;
  s.standing = shares(r, "standing");
  s.climatology = shares(r, "climatology");
  if (s.standing.size() != s.climatology.size()) r.problem("climatology", "\"standing\" and \"climatology\" differ in length");
  s.announced_chance = r.number("announced_chance", 0, 1);
  s.announced_days = r.integer("announced_days", 0, k_most_days);
  s.announced_label = text_of(r, "announced_label");
  s.record = text_of(r, "record");
  s.grade = read_grade(r, "grade");
  r.close();
  return s;
}

Chance read_chance(JsonReader r) {
  Chance c;
  c.key = r.text("key");
  c.label = text_of(r, "label");
  c.horizon_days = r.integer("horizon_days", 0, k_most_days);
  c.probability = r.number("probability", 0, 1);
  c.monte_carlo_error = r.number("monte_carlo_error", 0, 1);
  if (r.has("climatology")) c.climatology = r.number("climatology", 0, 1);
  c.grade = read_grade(r, "grade");
  r.close();
  return c;
}

Quantiles quantiles_of(JsonReader& r, const JsonValue& list) {
  Quantiles q{};
  if (list.kind != JsonValue::Kind::list || list.items.size() != q.size()) {
    r.problem(list, fmt::format("a list of {} quantiles is expected", q.size()));
    return q;
  }
  for (std::size_t i = 0; i < q.size(); ++i) {
    if (list.items[i].kind != JsonValue::Kind::number) r.problem(list.items[i], "a quantile is not a number");
    q[i] = list.items[i].number;
    if (i > 0 && q[i] < q[i - 1]) r.problem(list.items[i], fmt::format("quantiles fall from {} to {}: they must not", q[i - 1], q[i]));
  }
  return q;
}

Path read_path(JsonReader r) {
  Path p;
  p.key = r.text("key");
  p.label = text_of(r, "label");
  p.unit = r.text("unit");
  p.site = r.text("site");
  p.grade = read_grade(r, "grade");
  for (const auto& text : r.texts("dates")) {
    const auto date = core::parse_date(text);
    if (!date) r.problem("dates", fmt::format("\"{}\" is not a date", text), "write it as YYYY-MM-DD");
    p.dates.push_back(date.value_or(core::Date{}));
    if (p.dates.size() > 1 && p.dates.back() <= p.dates[p.dates.size() - 2]) r.problem("dates", fmt::format("the date {} does not follow the one before it", text));
  }
  for (const auto& item : r.list("quantiles").items) p.quantiles.push_back(quantiles_of(r, item));
  p.means = r.numbers("means");
  if (p.quantiles.size() != p.dates.size() || p.means.size() != p.dates.size()) {
    r.problem("quantiles", fmt::format("{} dates, {} sets of quantiles, {} means: they must be as many", p.dates.size(), p.quantiles.size(), p.means.size()));
  }
  r.close();
  return p;
}

Figure read_figure(JsonReader r) {
  Figure f;
  f.key = r.text("key");
  f.label = text_of(r, "label");
  f.unit = r.text("unit");
  f.site = r.text("site");
  f.grade = read_grade(r, "grade");
  f.quantiles = quantiles_of(r, r.list("quantiles"));
  f.mean = r.number("mean");
  f.note = text_of(r, "note");
  r.close();
  return f;
}

Learned read_learned(JsonReader r) {
  Learned l;
  l.key = r.text("key");
  l.unit = r.text("unit");
  l.grade = read_grade(r, "grade");
  for (const auto& [key, into] : {std::pair{"prior", &l.prior}, std::pair{"posterior", &l.posterior}}) {
    const auto values = r.numbers(key);
    if (values.size() != into->size()) {
      r.problem(key, fmt::format("\"{}\" must hold three numbers", key));
      continue;
    }
    std::ranges::copy(values, into->begin());
  }
  r.close();
  return l;
}

Outcome read_outcome(JsonReader r) {
  Outcome o;
  o.series = r.text("series");
  o.label = text_of(r, "label");
  o.path = r.text("path");
  for (const auto& [key, into] : {std::pair{"crps", &o.crps}, {"log_crps", &o.log_crps}, {"wis", &o.wis}}) *into = r.number(key, 0, k_largest);
  for (const auto& [key, into] : {std::pair{"coverage50", &o.coverage50}, {"coverage80", &o.coverage80}, {"coverage90", &o.coverage90}}) *into = r.number(key, 0, 1);
  o.scored = r.integer("scored", 0, k_most_days);
  for (auto& point : r.objects("points")) {
    Outcome::Point p;
    p.date = point.date("date");
    p.value = point.number("value");
    if (point.has("low")) p.low = point.number("low");
    if (point.has("high")) p.high = point.number("high");
    p.source = point.text("source");
    point.close();
    o.points.push_back(std::move(p));
  }
  r.close();
  return o;
}

void read_lists(JsonReader& r, Forecast& f) {
  for (auto& item : r.objects("chances")) f.chances.push_back(read_chance(item));
  for (auto& item : r.objects("figures")) f.figures.push_back(read_figure(item));
  for (auto& item : r.objects("destinations")) {
    Destination d;
    d.site = item.text("site");
    d.name = text_of(item, "name");
    d.chance_first = item.number("chance_first", 0, 1);
    item.close();
    f.destinations.push_back(std::move(d));
  }
  if (r.has("drivers")) {  // results written before drivers were have none
    for (auto& item : r.objects("drivers")) {
      Drivers d;
      d.outcome = item.text("outcome");
      d.label = text_of(item, "label");
      for (auto& input : item.objects("inputs")) {
        d.inputs.push_back({input.text("input"), input.number("share", 0, 1), input.number("error", 0, k_largest)});
        input.close();
      }
      item.close();
      f.drivers.push_back(std::move(d));
    }
  }
  for (auto& item : r.objects("learned")) f.learned.push_back(read_learned(item));
  for (auto& item : r.objects("paths")) f.paths.push_back(read_path(item));
  for (auto& item : r.objects("outcomes")) f.outcomes.push_back(read_outcome(item));
  if (r.has("end_outcome")) {
    auto e = r.object("end_outcome");
    f.end_outcome = EndOutcome{e.date("date"), e.number("crps_days", 0, k_largest), e.number("climatology_crps_days", 0, k_largest), e.number("pit", 0, 1)};
    e.close();
  }
}

}  // namespace

scenario::Grade read_grade(JsonReader& r, std::string_view key) {
  const auto text = r.text(key);
  for (const auto grade : {scenario::Grade::strong, scenario::Grade::moderate, scenario::Grade::weak, scenario::Grade::assumed}) {
    if (text.size() == 1 && text[0] == scenario::letter(grade)) return grade;
  }
  r.problem(key, fmt::format("\"{}\" is no grade", text), "use S, M, W or A");
  return scenario::Grade::assumed;
}

core::Result<Forecast> from_json(std::string_view text, const std::string& file) {
  auto tree = parse_json(text, file);
  if (!tree) return tl::unexpected(tree.error());
  core::Problems problems;
  JsonReader r(*tree, file, problems);
  if (problems.empty() && r.text("format") != "nuzuh forecast") r.problem("format", "this is not a forecast of nuzuh", "give the directory that `nuzuh forecast` wrote");
  if (problems.empty() && r.number("format_version") != 1) r.problem("format_version", "this format version is not known to this nuzuh", "use the version that wrote it");
  if (!problems.empty()) return tl::unexpected(problems);
  Forecast f;
  f.run = read_run(r.object("run"));
  f.title = text_of(r, "title");
  f.question = text_of(r, "question");
  f.disclaimer = text_of(r, "disclaimer");
  f.headline = text_of(r, "headline");
  const auto levels = r.numbers("levels");
  if (!std::ranges::equal(levels, k_levels)) r.problem("levels", "the levels of the quantiles are not those of this format");
  f.survival = read_survival(r.object("survival"));
  read_lists(r, f);
  r.close();
  if (!problems.empty()) return tl::unexpected(problems);
  return f;
}

}  // namespace nuzuh::forecast
