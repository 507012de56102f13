#pragma once
// Drawing of SVG: shapes, text that is right in both directions, axes. Colours and line styles come from CSS classes (page/brief.css).

#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/core/date.hpp"
#include "nuzuh/publish/language.hpp"

namespace nuzuh::publish {

struct Point {
  double x = 0, y = 0;
};

/// Two sizes of each chart: type would become too small if one drawing were scaled from desk to phone.
struct Size {
  double width, height;
  bool narrow;
};
inline constexpr Size k_wide{720, 340, false};
inline constexpr Size k_narrow{360, 300, true};

enum class Anchor { left, middle, right };

class Canvas {
 public:
  Canvas(Size size, Language language, std::string_view id, std::string_view title, std::string_view description);
  void polygon(const std::vector<Point>& points, std::string_view css);
  void polyline(const std::vector<Point>& points, std::string_view css);
  void line(Point a, Point b, std::string_view css);
  void rect(Point corner, double width, double height, std::string_view css, std::string_view tip = {});
  void circle(Point centre, double radius, std::string_view css, std::string_view tip = {});
  void path(std::string_view d, std::string_view css, std::string_view tip = {});
  /// `text` is plain; `anchor` is physical, whatever the direction of the language.
  void text(Point at, Anchor anchor, std::string_view text, std::string_view css = {});
  void raw(std::string_view svg) { body_ += svg; }
  [[nodiscard]] std::string svg() const;
  [[nodiscard]] Language language() const { return language_; }

 private:
  Language language_;
  std::string head_, body_;
};

/// Maps values of a range onto pixels.
struct Scale {
  double from, to, pixel_from, pixel_to;
  [[nodiscard]] double operator()(double value) const { return pixel_from + (value - from) / (to - from) * (pixel_to - pixel_from); }
};

/// Round tick values from 0 to at least `top`, about `count` of them.
std::vector<double> ticks(double top, int count);

/// First days of months between two dates, thinned to at most `most`.
std::vector<core::Date> month_ticks(core::Date from, core::Date to, int most);

/// A number with one decimal, as SVG coordinates need no more.
std::string px(double value);

}  // namespace nuzuh::publish
