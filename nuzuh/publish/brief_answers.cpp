// The five questions: when, fighters, people, harm, an earlier exit.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "nuzuh/publish/charts.hpp"
#include "nuzuh/publish/html.hpp"
#include "nuzuh/publish/sections.hpp"

namespace nuzuh::publish {
namespace {

std::string paragraph(std::string_view html, std::string_view css = {}) {
  if (html.empty()) return {};
  return css.empty() ? fmt::format("<p>{}</p>", html) : fmt::format("<p class=\"{}\">{}</p>", css, html);
}

std::string evidence(const View& v, scenario::Grade grade) { return fmt::format("<p class=\"evidence\">{}</p>", v.say(Message::evidence_of, {{"grade", v.grade(grade)}})); }

/// Rows of days for a path's table: every week for eight weeks, then every fourth week, then the last day.
std::vector<std::size_t> table_days(const View& v, const forecast::Path& path) {
  const auto cut = static_cast<std::size_t>(std::ranges::lower_bound(path.dates, v.forecast.run.known_by) - path.dates.begin());
  std::vector<std::size_t> days;
  for (std::size_t week = 1; cut + 7 * week < path.dates.size(); ++week) {
    if (week <= 8 || week % 4 == 0) days.push_back(cut + 7 * week);
  }
  if (!path.dates.empty() && (days.empty() || days.back() != path.dates.size() - 1)) days.push_back(path.dates.size() - 1);
  return days;
}

std::string path_table(const View& v, const forecast::Path& path, const std::vector<std::size_t>& days, std::string caption, Message first_column) {
  HtmlTable table(std::move(caption), {v.say(first_column), v.say(Message::middle_col), v.say(Message::half), v.say(Message::eighty_col), v.say(Message::ninety_col)}, "numbers");
  for (const auto day : days) {
    const auto& q = path.quantiles[day];
    table.row({v.date(path.dates[day]), v.value(at_level(q, 0.5), path.unit), v.interval(q, 0.5, path.unit), v.interval(q, 0.8, path.unit), v.interval(q, 0.9, path.unit)});
  }
  return table.text();
}

std::string figures_table(const View& v, std::string caption, std::initializer_list<const char*> keys) {
  HtmlTable table(std::move(caption), {v.say(Message::quantity), v.say(Message::middle_col), v.say(Message::half), v.say(Message::eighty_col), v.say(Message::ninety_col), v.say(Message::evidence)}, "stack");
  bool any = false;
  for (const char* key : keys) {
    const auto* f = v.forecast.find_figure(key);
    if (!f) continue;
    any = true;
    auto name = v.text(f->label);
    if (!f->site.empty() && f->site != v.scenario.main_camp) name += fmt::format(" <small>({})</small>", v.site(f->site));
    // The note of a day counted from the cut-off is about the file's number; here the date itself stands.
    if (!f->note.en.empty() && f->unit != "date") name += fmt::format("<br><small>{}</small>", v.text(f->note));
    table.row({name, v.value(at_level(f->quantiles, 0.5), f->unit), v.interval(f->quantiles, 0.5, f->unit), v.interval(f->quantiles, 0.8, f->unit), v.interval(f->quantiles, 0.9, f->unit), v.grade(f->grade)});
  }
  return any ? table.text() : std::string{};
}

std::string fan_legend(const View& v, const forecast::Path& path) {
  const auto entry = [](std::string_view svg, const std::string& word) { return fmt::format("<li><svg viewBox=\"0 0 24 20\" width=\"24\" height=\"20\" aria-hidden=\"true\">{}</svg>{}</li>", svg, word); };
  std::string out = entry("<path class=\"middle\" d=\"M1 10h22\"/>", v.say(Message::middle_col));
  out += entry("<rect class=\"band90\" x=\"1\" y=\"2\" width=\"22\" height=\"16\"/><rect class=\"band80\" x=\"1\" y=\"5\" width=\"22\" height=\"10\"/><rect class=\"band50\" x=\"1\" y=\"8\" width=\"22\" height=\"4\"/>",
               v.say(Message::legend_bands));
  const bool known = std::ranges::any_of(v.scenario.observations, [&](const auto& o) { return scenario::name_of(o.series) == path.key && o.known_by <= v.forecast.run.known_by; });
  const bool later = std::ranges::any_of(v.forecast.outcomes, [&](const auto& o) { return o.path == path.key; });
  if (known) out += entry("<circle class=\"dot-known\" cx=\"12\" cy=\"10\" r=\"4\"/>", v.say(Message::legend_known));
  if (later) out += entry("<path class=\"dot-later\" d=\"M12 5l5 5l-5 5l-5 -5z\"/>", v.say(Message::legend_after));
  return fmt::format("<ul class=\"legend\">{}</ul>", out);
}

std::string chart_of(const View& v, const char* key, const std::string& title) {
  const auto* path = v.forecast.find_path(key);
  if (!path) return {};
  return figure(fan_chart(v, *path, title) + fan_legend(v, *path), escape(title), path_table(v, *path, table_days(v, *path), {}, Message::month_to), v) + evidence(v, path->grade);
}

std::string weekly(const View& v, const char* key, std::string title, bool fold) {
  const auto* path = v.forecast.find_path(key);
  if (!path) return {};
  auto days = table_days(v, *path);
  std::erase_if(days, [&](std::size_t day) { return (path->dates[day] - v.forecast.run.known_by).count() % 7 != 0; });
  auto table = path_table(v, *path, days, fold ? std::string{} : title, Message::week_to);
  return fold ? folded(title, table, "data") : table;
}

}  // namespace

std::string section_end(const View& v) {
  HtmlTable table(v.say(Message::chance_ended), {v.say(Message::within), v.say(Message::forecast), v.say(Message::wording), v.say(Message::record)}, "numbers");
  auto weakest = v.forecast.survival.grade;
  for (const auto& c : v.forecast.chances) {
    if (!c.key.starts_with("ended_within_")) continue;
    table.row({v.days(c.horizon_days), fmt::format("<strong>{}</strong>", v.percent(c.probability)), v.likelihood(c.probability), c.climatology ? v.percent(*c.climatology) : "–"});
    weakest = std::max(weakest, c.grade);
  }
  const auto& s = v.forecast.survival;
  HtmlTable curve({}, {v.say(Message::month_to), v.say(Message::forecast), v.say(Message::record)}, "numbers");
  for (std::size_t day = 7; day < s.standing.size(); day += day < 28 ? 7 : 28) {
    curve.row({v.date(v.forecast.run.known_by + std::chrono::days(day)), v.percent(s.standing[day]), v.percent(s.climatology[day])});
  }
  std::string words;
  if (s.announced_days > 0) {
    words = fmt::format("<div class=\"box\"><h3>{}</h3><p>{}</p></div>", v.say(Message::announced_title, {{"words", v.text(s.announced_label)}}), v.text(s.record));
  }
  return section(v, "end", Message::t_end,
                 fmt::format("<div class=\"pair\"><div>{}</div><div>{}</div></div>{}{}", table.text(), words, figure(survival_chart(v), v.say(Message::survival_title), curve.text(), v), evidence(v, weakest)));
}

std::string section_fates(const View& v) {
  const auto fates = fates_of(v);
  if (fates.empty()) return {};
  HtmlTable table({}, {v.say(Message::fate), v.say(Message::mean_share), v.say(Message::middle_col), v.say(Message::eighty_col), v.say(Message::ninety_col)}, "numbers");
  auto weakest = scenario::Grade::strong;
  for (const auto& fate : fates) {
    const auto& q = fate.figure->quantiles;
    table.row({fate.name, v.percent(fate.figure->mean), v.percent(at_level(q, 0.5)), v.interval(q, 0.8, "share"), v.interval(q, 0.9, "share")});
    weakest = std::max(weakest, fate.figure->grade);
  }
  std::string places;
  for (const auto& d : v.forecast.destinations) places += fmt::format("<li>{}</li>", v.text(d.name));
  if (!places.empty()) {
    const auto& first = v.forecast.destinations.front();
    places = fmt::format("<div class=\"box\"><h3>{}</h3><ol>{}</ol><p><small>{}</small></p></div>", v.say(Message::destinations_title), places,
                         v.say(Message::destinations_note, {{"p", v.percent(first.chance_first)}, {"place", v.text(first.name)}}));
  }
  return section(v, "fates", Message::t_fates,
                 figure(fates_chart(v), v.say(Message::fates_title), table.text(), v) + paragraph(v.say(Message::fates_note), "note") + places + evidence(v, weakest));
}

std::string section_people(const View& v) {
  const auto camp = v.site_plain(v.scenario.main_camp);
  std::string out = chart_of(v, "arrivals_cumulative", publish::say(Message::fan_arrivals, v.language, {{"camp", camp}, {"date", v.date(v.scenario.arrivals_from)}}));
  out += weekly(v, "arrivals_weekly", v.say(Message::weeks_title, {{"camp", v.site(v.scenario.main_camp)}}), false);
  out += paragraph(v.say(Message::weeks_note), "note");
  out += figures_table(v, v.say(Message::capacity_title), {"arrivals_total", "arrivals_peak_day", "arrivals_peak_people", "peak_to_mean", "transit_days_over_capacity", "camp_days_over_capacity"});
  out += chart_of(v, "exits_cumulative", publish::say(Message::fan_exits, v.language, {{"date", v.date(v.forecast.run.start)}}));
  out += weekly(v, "exits_weekly", v.say(Message::weeks_exits), true);
  out += chart_of(v, "camp_population", publish::say(Message::fan_camp, v.language, {{"camp", camp}}));
  return section(v, "people", Message::t_people, out);
}

std::string section_harm(const View& v) {
  return section(v, "harm", Message::t_harm, figures_table(v, {}, {"killed_inside_total", "died_on_the_way_total", "hazard_injuries_total", "returned_total"}));
}

std::string section_deal(const View& v) {
  const auto* deal = v.chance("deal");
  if (!deal) return {};
  std::string out = paragraph(v.say(Message::deal_lead));
  // The record of that one exit belongs only to a case whose question names it.
  const bool raqqa = v.scenario.question_en.find("Raqqa") != std::string::npos;
  out += fmt::format("<ul><li>{}</li>{}<li>{}</li></ul>", v.say(Message::deal_here, {{"p", v.percent(deal->probability)}}),
                     raqqa ? fmt::format("<li>{}</li>", v.say(Message::deal_record)) : std::string{}, v.say(Message::deal_limit));
  return section(v, "deal", Message::t_deal, out + evidence(v, deal->grade));
}

}  // namespace nuzuh::publish
