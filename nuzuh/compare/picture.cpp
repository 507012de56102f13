// The picture of a comparison: relative change of each outcome under each what-if, median and 80% interval over paired members.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/compare/comparison.hpp"
#include "nuzuh/compare/svg.hpp"

namespace nuzuh::compare {
namespace {

constexpr double k_left = 300, k_panel = 190, k_gap = 18, k_row = 30, k_top = 96;

double across(double relative) { return (std::clamp(relative, -1.0, 1.0) + 1) / 2 * k_panel; }

}  // namespace

std::string to_svg(const Comparison& c) {
  std::vector<Measure> shown;
  for (std::size_t m = 0; m < k_measures; ++m) {
    const auto measure = static_cast<Measure>(m);
    if (info(measure).better != Better::neither && measure != Measure::killed_inside) shown.push_back(measure);
  }
  const double width = k_left + static_cast<double>(shown.size()) * (k_panel + k_gap) + 10;
  const double height = k_top + static_cast<double>(c.policies.size()) * k_row + 60;
  Svg svg(width, height, c.title.en + ": what-ifs");
  svg.text(10, 22, c.title.en, "title");
  svg.text(width - 10, 22, c.title.ar, "title ar");
  svg.text(10, 42, fmt::format("Change against the baseline, in percent of it: median (dot) and 80% of {} paired runs (bar). Left of the line: less harm.", c.members), "note");
  svg.text(width - 10, 42, "التغير عن خط الأساس: الوسيط والمجال 80%. يسار الخط: ضرر أقل.", "note ar");
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const double x = k_left + static_cast<double>(i) * (k_panel + k_gap);
    const auto words = Svg::wrapped(std::string(info(shown[i]).en), 30);
    for (std::size_t w = 0; w < words.size() && w < 2; ++w) svg.text(x + k_panel / 2, k_top - 26 + 13 * static_cast<double>(w), words[w], "head");
    svg.line(x + k_panel / 2, k_top - 4, x + k_panel / 2, height - 48, "zero");
    for (const double tick : {-1.0, 0.0, 1.0}) svg.text(x + across(tick), height - 32, tick == 1 ? "+100%+" : fmt::format("{:+.0f}%", 100 * tick), "tick");
  }
  for (std::size_t p = 0; p < c.policies.size(); ++p) {
    const auto& policy = c.policies[p];
    const double y = k_top + (static_cast<double>(p) + 0.5) * k_row;
    if (p % 2 == 0) svg.rectangle(0, y - k_row / 2, width, k_row, "band");
    const auto words = Svg::wrapped(policy.title.en, 44);
    svg.text(10, y + (words.size() > 1 ? -2 : 4), words[0], "row");
    if (words.size() > 1) svg.text(10, y + 11, words.size() > 2 ? words[1] + " ..." : words[1], "row");
    svg.text(k_left - 14, y + 4, std::string(1, scenario::letter(policy.grade)) + (policy.exploration ? "*" : ""), "grade");
    for (std::size_t i = 0; i < shown.size(); ++i) {
      const auto& e = policy.effects[static_cast<std::size_t>(shown[i])];
      const double x = k_left + static_cast<double>(i) * (k_panel + k_gap);
      const bool same = e.chance_lower + e.chance_higher == 0;
      const char* style = same ? "same" : e.relative50 < 0 ? "less" : e.relative50 > 0 ? "more" : "same";
      svg.line(x + across(e.relative10), y, x + across(e.relative90), y, style);
      svg.dot(x + across(e.relative50), y, same ? 2 : 4, style);
    }
  }
  svg.text(10, height - 10, fmt::format("Known by {}; seed {}; case {} ({}); nuzuh {}. Letters: evidence on the lever (S, M, W, A); * an exploration, not a forecast.", core::to_string(c.known_by), c.seed,
                                        c.case_id, c.case_hash, c.program_version), "note");
  return svg.str();
}

}  // namespace nuzuh::compare
