#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/infer/flee_forecast.hpp"

namespace nuzuh::infer {
namespace {

// OCHA's web palette.
constexpr const char* k_blue = "#1f69b3";
constexpr const char* k_dark = "#144372";
constexpr const char* k_red = "#e56a54";
constexpr const char* k_grey = "#595959";

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

std::string opened(double width, double height, const std::string& title) {
  return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.0f}\" height=\"{:.0f}\" viewBox=\"0 0 {:.0f} {:.0f}\" font-family=\"Roboto, Arial, sans-serif\" font-size=\"11\" role=\"img\" aria-label=\"{}\">\n"
                     "<title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
                     width, height, width, height, escaped(title), escaped(title));
}

std::string words(double x, double y, const std::string& text, const std::string& style = "fill=\"#262626\"") {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" {}>{}</text>\n", x, y, style, escaped(text));
}

std::string people_text(double people) { return people >= 10000 ? fmt::format("{:.0f}k", people / 1000) : fmt::format("{:.0f}", people); }

std::size_t level_index(double level) {
  for (std::size_t k = 0; k < flee_levels().size(); ++k) {
    if (std::abs(flee_levels()[k] - level) < 1e-9) return k;
  }
  return 0;
}

struct Panel {
  double x, y, width, height, first_day, last_day, top;
  [[nodiscard]] double px(double day) const { return x + width * (day - first_day) / std::max(1.0, last_day - first_day); }
  [[nodiscard]] double py(double people) const { return y + height * (1 - std::min(people, top) / top); }
};

std::string band(const Panel& p, const FleeQuantiles& q, std::size_t s, double mass, const char* opacity) {
  std::string points;
  const std::size_t low = level_index((1 - mass) / 2), high = level_index((1 + mass) / 2);
  for (std::size_t d = 0; d < q.days.size(); ++d) points += fmt::format("{:.1f},{:.1f} ", p.px(q.days[d]), p.py(q.value[s][d][high]));
  for (std::size_t d = q.days.size(); d-- > 0;) points += fmt::format("{:.1f},{:.1f} ", p.px(q.days[d]), p.py(q.value[s][d][low]));
  return fmt::format("<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"{}\"/>\n", points, k_blue, opacity);
}

std::string panel(const Panel& p, const FleeModel& model, const FleeQuantiles& q, std::size_t s) {
  const auto& known = model.known();
  const auto& reports = s < known.camps.size() ? known.camps[s].reports : known.total;
  std::string svg = words(p.x, p.y - 6, model.name(s), "fill=\"#262626\" font-weight=\"bold\"");
  for (const double part : {0.0, 0.5, 1.0}) {
    const double y = p.py(part * p.top);
    svg += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#d9d9d9\"/>\n", p.x, y, p.x + p.width, y);
    svg += words(p.x - 4, y + 4, people_text(part * p.top), fmt::format("fill=\"{}\" text-anchor=\"end\"", k_grey));
  }
  svg += band(p, q, s, 0.9, "0.15") + band(p, q, s, 0.8, "0.2") + band(p, q, s, 0.5, "0.3");
  std::string median;
  for (std::size_t d = 0; d < q.days.size(); ++d) median += fmt::format("{:.1f},{:.1f} ", p.px(q.days[d]), p.py(q.value[s][d][level_index(0.5)]));
  svg += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.5\"/>\n", median, k_dark);
  for (const auto& r : reports) {
    if (r.day >= p.first_day) svg += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"1.8\" fill=\"{}\"/>\n", p.px(r.day), p.py(r.people), k_red);
  }
  svg += fmt::format("<line x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\" stroke=\"{3}\" stroke-dasharray=\"3 3\"/>\n", p.px(known.cutoff), p.y, p.y + p.height, k_grey);
  svg += words(p.x, p.y + p.height + 13, core::to_string(known.start), fmt::format("fill=\"{}\" font-size=\"9\"", k_grey));
  svg += words(p.x + p.width, p.y + p.height + 13, core::to_string(known.start + std::chrono::days(known.days - 1)), fmt::format("fill=\"{}\" font-size=\"9\" text-anchor=\"end\"", k_grey));
  return svg;
}

}  // namespace

std::string forecast_picture(const std::string& crisis, const FleeModel& model, const FleeQuantiles& q) {
  constexpr int k_columns = 3;
  constexpr double k_width = 230, k_height = 120, k_gap_x = 70, k_gap_y = 50, k_top = 70;
  const auto& known = model.known();
  const int rows = (static_cast<int>(model.series()) + k_columns - 1) / k_columns;
  const auto title = fmt::format("{}: people by camp, forecast from {}", crisis, core::to_string(known.start + std::chrono::days(known.cutoff)));
  std::string svg = opened(60 + k_columns * (k_width + k_gap_x), k_top + rows * (k_height + k_gap_y) + 10, title);
  svg += words(20, 26, title, "fill=\"#144372\" font-size=\"16\" font-weight=\"bold\"");
  svg += words(20, 44, fmt::format("Dots: reports known at the cut-off (dashed). Line: median; bands: 50, 80 and 90 % of members. Totals {}.", known.totals == Totals::given ? "given" : "unknown"));
  for (std::size_t s = 0; s < model.series(); ++s) {
    double top = 1;
    for (const auto& day : q.value[s]) top = std::max(top, day[level_index(0.95)]);
    for (const auto& r : s < known.camps.size() ? known.camps[s].reports : known.total) top = std::max(top, r.people);
    const int column = static_cast<int>(s) % k_columns, row = static_cast<int>(s) / k_columns;
    svg += panel({60 + column * (k_width + k_gap_x), k_top + 15 + row * (k_height + k_gap_y), k_width, k_height, 0, static_cast<double>(known.days - 1), top * 1.05}, model, q, s);
  }
  return svg + "</svg>\n";
}

std::string score_picture(const FleeScoring& scoring) {
  constexpr int k_columns = 2;
  constexpr double k_width = 420, k_row = 15, k_label = 190, k_bars = 170;
  auto names = crises_of(scoring);
  names.emplace_back();
  const double panel_height = k_row * static_cast<double>(scoring.methods.size()) + 60;
  const int rows = (static_cast<int>(names.size()) + k_columns - 1) / k_columns;
  const std::string title = fmt::format("Mean CRPS by crisis, totals {}", scoring.totals == Totals::given ? "given" : "unknown");
  std::string svg = opened(40 + k_columns * (k_width + 30), 60 + rows * panel_height, title);
  svg += words(20, 26, title, "fill=\"#144372\" font-size=\"16\" font-weight=\"bold\"");
  svg += words(20, 44, "Relative to persistence (dashed, 1); shorter is better. Blue: this forecast; red: rules as single numbers; grey: rules with a learned spread.");
  for (std::size_t n = 0; n < names.size(); ++n) {
    const auto means = mean_scores(scoring, names[n], false);
    const double x = 20 + static_cast<double>(n % k_columns) * (k_width + 30), y = 75 + static_cast<double>(n / k_columns) * panel_height;
    svg += words(x, y, fmt::format("{}   80 % intervals hold {:.0f} %", names[n].empty() ? "mean over crises" : names[n], 100 * means[0].in80), "fill=\"#262626\" font-weight=\"bold\"");
    const double unit = means[1].crps > 0 ? means[1].crps : 1;
    for (std::size_t m = 0; m < means.size(); ++m) {
      const double at = y + 10 + k_row * static_cast<double>(m), relative = means[m].crps / unit;
      const char* colour = scoring.methods[m].kind == MethodKind::nuzuh ? k_blue : scoring.methods[m].kind == MethodKind::point ? k_red : "#a6a6a6";
      svg += words(x + k_label - 6, at + 9, scoring.methods[m].name, "fill=\"#262626\" font-size=\"10\" text-anchor=\"end\"");
      svg += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>\n", x + k_label, at, k_bars / 2 * std::min(relative, 2.0), k_row - 4, colour);
      svg += words(x + k_label + k_bars / 2 * std::min(relative, 2.0) + 4, at + 9, fmt::format("{:.2f}", relative), "fill=\"#262626\" font-size=\"10\"");
    }
    const double one = x + k_label + k_bars / 2;
    svg += fmt::format("<line x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\" stroke=\"{3}\" stroke-dasharray=\"3 3\"/>\n", one, y + 6, y + 10 + k_row * static_cast<double>(means.size()), k_grey);
  }
  return svg + "</svg>\n";
}

}  // namespace nuzuh::infer
