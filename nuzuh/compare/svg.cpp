#include "nuzuh/compare/svg.hpp"

#include <fmt/format.h>

namespace nuzuh::compare {
namespace {

std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : words) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

constexpr std::string_view k_style =
    "text{font:12px sans-serif;fill:#222}.title{font-size:16px;font-weight:bold}.ar{direction:rtl;text-anchor:start}.note{fill:#555;font-size:11px}"
    ".head{text-anchor:middle;font-size:11px;font-weight:bold}.tick{text-anchor:middle;font-size:10px;fill:#555}.grade{text-anchor:end;fill:#555}"
    ".value{text-anchor:start;font-size:11px;fill:#333}.end{text-anchor:end}"
    ".band{fill:#f4f4f1}.zero{stroke:#999;stroke-width:1}line.less{stroke:#0072b2;stroke-width:5;stroke-opacity:.45}line.more{stroke:#d55e00;stroke-width:5;stroke-opacity:.45}"
    "line.same{stroke:#999;stroke-width:3;stroke-opacity:.5}circle.less{fill:#0072b2}circle.more{fill:#d55e00}circle.same{fill:#777}"
    ".total{fill:#9ecae1}.first{fill:#0072b2}line.error{stroke:#222;stroke-width:1}";

}  // namespace

Svg::Svg(double width, double height, std::string_view label)
    : body_(fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" width=\"{:.0f}\" height=\"{:.0f}\" role=\"img\" aria-label=\"{}\">\n"
                        "<style>{}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
                        width, height, width, height, escaped(label), k_style)) {}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view style) {
  body_ += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" class=\"{}\"/>\n", x1, y1, x2, y2, style);
}

void Svg::rectangle(double x, double y, double width, double height, std::string_view style) {
  body_ += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" class=\"{}\"/>\n", x, y, width, height, style);
}

void Svg::dot(double x, double y, double radius, std::string_view style) {
  body_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" class=\"{}\"/>\n", x, y, radius, style);
}

void Svg::text(double x, double y, std::string_view words, std::string_view style) {
  body_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"{}\">{}</text>\n", x, y, style, escaped(words));
}

std::vector<std::string> Svg::wrapped(const std::string& words, std::size_t most) {
  std::vector<std::string> lines{""};
  std::size_t at = 0;
  while (at < words.size()) {
    auto end = words.find(' ', at);
    if (end == std::string::npos) end = words.size();
    const auto word = words.substr(at, end - at);
    if (!lines.back().empty() && lines.back().size() + 1 + word.size() > most) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : " ") + word;
    at = end + 1;
  }
  return lines;
}

}  // namespace nuzuh::compare
