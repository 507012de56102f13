#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/publish/charts.hpp"
#include "nuzuh/publish/numbers.hpp"
#include "nuzuh/publish/plot.hpp"

namespace nuzuh::publish {
namespace {

/// The day after the cut-off on which the announced time is over; -1 where nothing was announced or it lies outside.
int announced_day(const forecast::Survival& s) {
  if (s.announced_days <= 0) return -1;
  const auto found = std::ranges::find_if(s.standing, [&](double standing) { return 1 - standing >= s.announced_chance - 1e-12; });
  return found == s.standing.end() ? -1 : static_cast<int>(found - s.standing.begin());
}

std::string draw(const View& view, Size size, std::string_view title, std::string_view description) {
  const auto& s = view.forecast.survival;
  const auto lang = view.language;
  Canvas c(size, lang, "survival", title, description);
  const auto from = view.forecast.run.known_by, to = from + std::chrono::days(s.standing.size() - 1);
  std::vector<std::string> labels;
  const std::vector<double> y = {0, 0.25, 0.5, 0.75, 1};
  for (const double tick : y) labels.push_back(digits(fmt::format("{:.0f}%", 100 * tick), lang));
  const auto plot = draw_frame(c, view, size, from, to, y, labels, 16);
  const auto curve = [&](const std::vector<double>& values) {
    std::vector<Point> line;
    for (std::size_t i = 0; i < values.size(); i += i + 2 < values.size() ? 2 : 1) line.push_back({plot.x(static_cast<double>(i)), plot.y(values[i])});
    return line;
  };
  // The record behind, the forecast over it; between them the eye sees how little or how much the model adds.
  c.polyline(curve(s.climatology), "record");
  c.polyline(curve(s.standing), "middle");
  const int day = announced_day(s);
  if (day >= 0) {
    const auto words = lang == Language::arabic && !s.announced_label.ar.empty() ? s.announced_label.ar : s.announced_label.en;
    draw_mark(c, plot, plot.x(day), publish::say(Message::announced_mark, lang, {{"words", words}}), "announced");
  }
  if (view.forecast.end_outcome) {
    const int end = core::days_between(from, view.forecast.end_outcome->date);
    if (end >= 0 && end < static_cast<int>(s.standing.size())) {
      draw_mark(c, plot, plot.x(end), publish::say(Message::ended_mark, lang, {{"date", short_date(view.forecast.end_outcome->date, lang)}}), "ended",
                size.narrow ? (plot.bottom - plot.top) / 14 : 0);  // on a phone its word stands at the foot, clear of the other
    }
  }
  // Key in the upper right, where the curves are not; the line sample lies on the reading side of its words.
  const double x = plot.right - 6, sample = 26;
  double at = plot.top + (size.narrow ? 34 : 20);
  for (const auto& [word, css] : {std::pair{Message::forecast, "middle"}, std::pair{Message::record, "record"}}) {
    c.line({x - sample, at - 4}, {x, at - 4}, css);
    c.text({x - sample - 6, at}, Anchor::right, view.say(word), "key");
    at += 18;
  }
  return c.svg();
}

}  // namespace

std::string survival_chart(const View& view) {
  const auto& s = view.forecast.survival;
  if (s.standing.size() < 2) return {};
  std::string points;
  for (const int horizon : {7, 14, 30, 60, 120}) {
    if (static_cast<std::size_t>(horizon) >= s.standing.size()) continue;
    if (!points.empty()) points += view.arabic() ? "، " : ", ";
    points += view.say(Message::point_of, {{"p", percent(s.standing[static_cast<std::size_t>(horizon)], view.language)}, {"d", view.days(horizon)}});
  }
  const auto until = view.forecast.run.known_by + std::chrono::days(s.standing.size() - 1);
  const auto description = view.say(Message::survival_desc, {{"from", view.date(view.forecast.run.known_by)}, {"until", view.date(until)}, {"points", points}});
  std::string out;
  for (const auto size : {k_wide, k_narrow}) out += draw(view, size, view.say(Message::survival_title), description);
  return out;
}

}  // namespace nuzuh::publish
