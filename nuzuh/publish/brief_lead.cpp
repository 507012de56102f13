#include <array>

#include <fmt/format.h>

#include "nuzuh/publish/html.hpp"
#include "nuzuh/publish/numbers.hpp"
#include "nuzuh/publish/sections.hpp"

namespace nuzuh::publish {

std::string section(const View& view, std::string_view id, Message title, std::string_view body) {
  if (body.empty()) return {};
  return fmt::format("<section id=\"{0}-{1}\" aria-labelledby=\"{0}-{1}-h\"><h2 id=\"{0}-{1}-h\">{2}</h2>{3}</section>", id, view.tag(), view.say(title), body);
}

std::string figure(std::string_view chart, std::string_view caption, std::string_view table, const View& view) {
  if (chart.empty()) return {};
  return fmt::format("<figure><figcaption>{}</figcaption>{}{}</figure>", caption, chart, table.empty() ? std::string{} : folded(view.say(Message::data_table), table, "data"));
}

namespace {

const forecast::Chance* ended(const View& view, int horizon) { return view.chance(fmt::format("ended_within_{}", horizon)); }

Band eighty(const forecast::Figure& figure) { return central(figure.quantiles, 0.8); }

std::string sentence_end(const View& v) {
  const auto *soon = ended(v, 30), *late = ended(v, 120);
  if (!late) late = ended(v, 60);
  if (!soon || !late || !soon->climatology || !late->climatology) return {};
  return v.say(Message::h_end, {{"d1", v.days(soon->horizon_days)}, {"p1", v.percent(soon->probability)}, {"word", v.likelihood(soon->probability)}, {"d2", v.days(late->horizon_days)},
                                {"p2", v.percent(late->probability)}, {"c1", v.percent(*soon->climatology)}, {"c2", v.percent(*late->climatology)}});
}

std::string sentence_words(const View& v) {
  const auto& s = v.forecast.survival;
  if (s.announced_days <= 0) return {};
  return v.say(Message::h_words, {{"words", v.text(s.announced_label)}, {"days", v.days(s.announced_days)}, {"p", v.percent(s.announced_chance)}});
}

std::string sentence_people(const View& v) {
  const auto* exits = v.forecast.find_figure("exits_total");
  if (!exits) return {};
  const auto band = eighty(*exits);
  return v.say(Message::h_people, {{"date", v.date(v.forecast.run.known_by)}, {"a", v.people(band.low)}, {"b", v.people(band.high)}, {"m", v.people(at_level(exits->quantiles, 0.5))}});
}

std::string sentence_arrive(const View& v) {
  const auto *arrivals = v.forecast.find_figure("arrivals_total"), *pulse = v.forecast.find_figure("peak_to_mean");
  if (!arrivals || !pulse) return {};
  const auto band = eighty(*arrivals), times = eighty(*pulse);
  return v.say(Message::h_arrive, {{"a", v.people(band.low)}, {"b", v.people(band.high)}, {"camp", v.site(v.scenario.main_camp)}, {"m", v.people(at_level(arrivals->quantiles, 0.5))},
                                   {"x", whole(times.low, v.language)}, {"y", whole(times.high, v.language)}});
}

std::string sentence_capacity(const View& v) {
  const auto *camp = v.chance("camp_over_capacity"), *transit = v.chance("transit_over_capacity");
  if (!camp || !transit) return {};
  return v.say(Message::h_capacity, {{"camp", v.site(v.scenario.main_camp)}, {"p", v.percent(camp->probability)}, {"transit", v.site(v.scenario.transit)}, {"q", v.percent(transit->probability)}});
}

std::string sentence_harm(const View& v) {
  const auto *inside = v.forecast.find_figure("killed_inside_total"), *way = v.forecast.find_figure("died_on_the_way_total");
  if (!inside || !way) return {};
  const auto a = eighty(*inside), b = eighty(*way);
  return v.say(Message::h_harm, {{"a", v.people(a.low)}, {"b", v.people(a.high)}, {"c", v.people(b.low)}, {"d", v.people(b.high)}});
}

std::string sentence_plan(const View& v) {
  const auto* inside = v.forecast.find_figure("people_at_start");
  if (!inside) return {};
  const auto band = eighty(*inside);
  return v.say(Message::h_plan, {{"a", v.people(band.low)}, {"b", v.people(band.high)}});
}

std::string card(const View& v, std::string_view label, std::string_view value, std::string_view note, scenario::Grade grade) {
  return fmt::format("<li class=\"card\"><span class=\"card-label\">{}</span><strong class=\"card-value\">{}</strong><span class=\"card-note\">{}</span>{}</li>", label, value, note, v.grade(grade));
}

}  // namespace

std::string section_short(const View& v) {
  std::string items;
  for (const auto& sentence : {sentence_people(v), sentence_arrive(v), sentence_end(v), sentence_words(v), sentence_capacity(v), sentence_harm(v)}) {
    if (!sentence.empty()) items += fmt::format("<li>{}</li>", sentence);
  }
  const auto plan = sentence_plan(v);
  return section(v, "short", Message::t_short, fmt::format("<ul class=\"headline\">{}</ul>{}", items, plan.empty() ? std::string{} : fmt::format("<p class=\"flag\">{}</p>", plan)));
}

std::string section_key(const View& v) {
  std::string cards;
  if (const auto* chance = ended(v, 30)) cards += card(v, v.text(chance->label), v.percent(chance->probability), v.likelihood(chance->probability), chance->grade);
  for (const char* key : {"exits_total", "arrivals_total", "arrivals_peak_people", "killed_inside_total", "died_on_the_way_total"}) {
    const auto* f = v.forecast.find_figure(key);
    if (!f) continue;
    cards += card(v, v.text(f->label), v.interval(f->quantiles, 0.8, f->unit),
                  fmt::format("{} · {}", v.say(Message::interval80), v.say(Message::middle, {{"m", v.value(at_level(f->quantiles, 0.5), f->unit)}})), f->grade);
  }
  return section(v, "key", Message::t_key, fmt::format("<ul class=\"cards\">{}</ul>", cards));
}

}  // namespace nuzuh::publish
