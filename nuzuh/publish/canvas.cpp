#include "nuzuh/publish/canvas.hpp"

#include <cmath>

#include <fmt/format.h>

#include "nuzuh/publish/html.hpp"

namespace nuzuh::publish {

std::string px(double value) {
  auto text = fmt::format("{:.1f}", value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

Canvas::Canvas(Size size, Language language, std::string_view id, std::string_view title, std::string_view description) : language_(language) {
  const auto unique = fmt::format("{}-{}-{}", id, language == Language::arabic ? "ar" : "en", size.narrow ? "n" : "w");
  head_ = fmt::format("<svg class=\"{}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}-t {}-d\"><title id=\"{}-t\">{}</title><desc id=\"{}-d\">{}</desc>", size.narrow ? "narrow" : "wide",
                      px(size.width), px(size.height), unique, unique, unique, escape(title), unique, escape(description));
}

namespace {

std::string joined(const std::vector<Point>& points) {
  std::string out;
  for (const auto& p : points) out += fmt::format("{}{},{}", out.empty() ? "" : " ", px(p.x), px(p.y));
  return out;
}

std::string with_tip(std::string_view tag, std::string_view attributes, std::string_view tip) {
  if (tip.empty()) return fmt::format("<{} {}/>", tag, attributes);
  return fmt::format("<{} {}><title>{}</title></{}>", tag, attributes, escape(tip), tag);
}

}  // namespace

void Canvas::polygon(const std::vector<Point>& points, std::string_view css) { body_ += fmt::format("<polygon class=\"{}\" points=\"{}\"/>", css, joined(points)); }
void Canvas::polyline(const std::vector<Point>& points, std::string_view css) { body_ += fmt::format("<polyline class=\"{}\" points=\"{}\"/>", css, joined(points)); }
void Canvas::line(Point a, Point b, std::string_view css) { body_ += fmt::format("<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>", css, px(a.x), px(a.y), px(b.x), px(b.y)); }

void Canvas::rect(Point corner, double width, double height, std::string_view css, std::string_view tip) {
  body_ += with_tip("rect", fmt::format("class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", css, px(corner.x), px(corner.y), px(width), px(height)), tip);
}

void Canvas::circle(Point centre, double radius, std::string_view css, std::string_view tip) {
  body_ += with_tip("circle", fmt::format("class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"", css, px(centre.x), px(centre.y), px(radius)), tip);
}

void Canvas::path(std::string_view d, std::string_view css, std::string_view tip) { body_ += with_tip("path", fmt::format("class=\"{}\" d=\"{}\"", css, d), tip); }

void Canvas::text(Point at, Anchor anchor, std::string_view text, std::string_view css) {
  // In a right-to-left text "start" is the right-hand edge, so the physical side is turned round.
  const bool rtl = language_ == Language::arabic;
  const char* start = anchor == Anchor::middle ? "middle" : (anchor == Anchor::left) == !rtl ? "start" : "end";
  body_ += fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\" direction=\"{}\">{}</text>", css, px(at.x), px(at.y), start, rtl ? "rtl" : "ltr", escape(text));
}

std::string Canvas::svg() const { return head_ + body_ + "</svg>"; }

std::vector<double> ticks(double top, int count) {
  if (!(top > 0)) top = 1;
  const double raw = top / count, power = std::pow(10, std::floor(std::log10(raw)));
  double step = 10 * power;
  for (const double nice : {1.0, 2.0, 2.5, 5.0}) {
    if (nice * power >= raw) {
      step = nice * power;
      break;
    }
  }
  std::vector<double> out;
  for (int i = 0;; ++i) {
    out.push_back(i * step);
    if (i * step >= top) return out;
  }
}

std::vector<core::Date> month_ticks(core::Date from, core::Date to, int most) {
  using namespace std::chrono;
  std::vector<core::Date> all;
  const year_month_day first{from};
  for (auto month = year_month{first.year(), first.month()}; sys_days{month / 1} <= to; month += months(1)) {
    if (sys_days{month / 1} >= from) all.emplace_back(sys_days{month / 1});
  }
  if (all.size() < 2) all = {from, to};
  const auto step = std::max<std::size_t>(1, (all.size() + static_cast<std::size_t>(most) - 1) / static_cast<std::size_t>(most));
  std::vector<core::Date> out;
  for (std::size_t i = 0; i < all.size(); i += step) out.push_back(all[i]);
  return out;
}

}  // namespace nuzuh::publish
