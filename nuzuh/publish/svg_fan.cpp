#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/publish/charts.hpp"
#include "nuzuh/publish/numbers.hpp"
#include "nuzuh/publish/plot.hpp"

namespace nuzuh::publish {
namespace {

struct Shade {
  double share;
  const char* css;
};
constexpr std::array k_shades = {Shade{0.9, "band90"}, Shade{0.8, "band80"}, Shade{0.5, "band50"}};

struct Dot {
  core::Date date;
  double value;
};

/// Counts of the same series that the forecast knew.
std::vector<Dot> known_dots(const View& view, const forecast::Path& path) {
  std::vector<Dot> dots;
  for (const auto& o : view.scenario.observations) {
    if (scenario::name_of(o.series) == path.key && o.known_by <= view.forecast.run.known_by && o.date >= path.dates.front()) dots.push_back({o.date, o.value});
  }
  return dots;
}

std::vector<Dot> later_dots(const View& view, const forecast::Path& path) {
  std::vector<Dot> dots;
  for (const auto& o : view.forecast.outcomes) {
    if (o.path != path.key) continue;
    for (const auto& p : o.points) {
      if (p.date > view.forecast.run.known_by && p.date <= path.dates.back()) dots.push_back({p.date, p.value});
    }
  }
  return dots;
}

class Fan {
 public:
  Fan(const View& view, const forecast::Path& path, Size size, std::string_view title, std::string_view description)
      : view_(view), path_(path), size_(size), known_(known_dots(view, path)), later_(later_dots(view, path)), canvas_(size, view.language, "fan-" + path.key, title, description) {
    const auto cut = std::ranges::lower_bound(path.dates, view.forecast.run.known_by);
    first_ = std::min(path.dates.size() - 1, static_cast<std::size_t>(cut - path.dates.begin()));
  }

  std::string draw() {
    double top = view_.scenario.smallest_cell;
    for (std::size_t i = first_; i < path_.dates.size(); ++i) top = std::max(top, at_level(path_.quantiles[i], 0.95));
    for (const auto* dots : {&known_, &later_}) {
      for (const auto& dot : *dots) top = std::max(top, dot.value);
    }
    const auto y = ticks(top, size_.narrow ? 4 : 5);
    std::vector<std::string> labels;
    for (const double tick : y) labels.push_back(whole(tick, view_.language));
    const auto plot = draw_frame(canvas_, view_, size_, path_.dates.front(), path_.dates.back(), y, labels, 44);
    bands(plot);
    draw_mark(canvas_, plot, plot.x(static_cast<double>(first_)), fmt::format("{} {}", view_.say(Message::cutoff_mark), short_date(view_.forecast.run.known_by, view_.language)), "cut");
    for (const auto& dot : known_) canvas_.circle(at(plot, dot), 3.5, "dot-known", tip(dot));
    for (const auto& dot : later_) {
      const auto p = at(plot, dot);
      canvas_.path(fmt::format("M{} {}l4.5 4.5l-4.5 4.5l-4.5 -4.5z", px(p.x), px(p.y - 4.5)), "dot-later", tip(dot));
    }
    return canvas_.svg();
  }

 private:
  [[nodiscard]] Point at(const Plot& plot, const Dot& dot) const { return {plot.x(core::days_between(path_.dates.front(), dot.date)), plot.y(dot.value)}; }
  [[nodiscard]] std::string tip(const Dot& dot) const { return fmt::format("{}: {}", date(dot.date, view_.language), whole(dot.value, view_.language)); }

  [[nodiscard]] std::vector<std::size_t> sampled() const {
    std::vector<std::size_t> days;
    const std::size_t step = size_.narrow ? 3 : 2;
    for (std::size_t i = first_; i < path_.dates.size(); i += step) days.push_back(i);
    if (days.back() != path_.dates.size() - 1) days.push_back(path_.dates.size() - 1);
    return days;
  }

  void bands(const Plot& plot) {
    const auto days = sampled();
    const auto curve = [&](double level) {
      std::vector<Point> line;
      for (const auto i : days) line.push_back({plot.x(static_cast<double>(i)), plot.y(at_level(path_.quantiles[i], level))});
      return line;
    };
    double above = plot.top - 20;
    for (const auto& shade : k_shades) {
      const auto low = curve((1 - shade.share) / 2);
      auto ring = curve((1 + shade.share) / 2);
      const double edge = ring.back().y;
      ring.insert(ring.end(), low.rbegin(), low.rend());
      canvas_.polygon(ring, shade.css);
      // The band's name stands at its upper edge, pushed down where two would touch.
      above = std::max(edge + 4, above + 14);
      canvas_.text({plot.right + 5, std::min(above, plot.bottom)}, Anchor::left, percent(shade.share, view_.language), "band-name");
    }
    canvas_.polyline(curve(0.5), "middle");
    for (std::size_t i = first_ + 7; i < path_.dates.size(); i += 7) {
      const auto& q = path_.quantiles[i];
      const auto band = central(q, 0.8);
      const auto cell = view_.scenario.smallest_cell;
      canvas_.rect({plot.x(static_cast<double>(i) - 3.5), plot.top}, plot.x(7) - plot.x(0), plot.bottom - plot.top, "hit",
                   fmt::format("{}: {} ({}: {})", date(path_.dates[i], view_.language), people(at_level(q, 0.5), cell, view_.language), percent(0.8, view_.language),
                               publish::say(Message::a_to_b, view_.language, {{"a", people(band.low, cell, view_.language)}, {"b", people(band.high, cell, view_.language)}})));
    }
  }

  const View& view_;
  const forecast::Path& path_;
  Size size_;
  std::vector<Dot> known_, later_;
  Canvas canvas_;
  std::size_t first_ = 0;
};

}  // namespace

std::string fan_chart(const View& view, const forecast::Path& path, std::string_view title) {
  if (path.dates.empty()) return {};
  const auto& last = path.quantiles.back();
  const auto cell = view.scenario.smallest_cell;
  const auto plain = [&](double share) {
    const auto band = central(last, share);
    return publish::say(Message::a_to_b, view.language, {{"a", people(band.low, cell, view.language)}, {"b", people(band.high, cell, view.language)}});
  };
  const auto description = view.say(Message::fan_desc, {{"from", view.date(view.forecast.run.known_by)}, {"until", view.date(path.dates.back())}, {"m", people(at_level(last, 0.5), cell, view.language)},
                                                        {"a50", plain(0.5)}, {"a80", plain(0.8)}, {"a90", plain(0.9)}});
  std::string out;
  for (const auto size : {k_wide, k_narrow}) out += Fan(view, path, size, title, description).draw();
  return out;
}

}  // namespace nuzuh::publish
