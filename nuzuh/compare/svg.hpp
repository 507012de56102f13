#pragma once
// A few SVG shapes with one style sheet; text is escaped, coordinates have one decimal, so that pictures are the same everywhere.

#include <string>
#include <string_view>
#include <vector>

namespace nuzuh::compare {

class Svg {
 public:
  /// Size in pixels; `label` is read out by screen readers.
  Svg(double width, double height, std::string_view label);
  void line(double x1, double y1, double x2, double y2, std::string_view style);
  void rectangle(double x, double y, double width, double height, std::string_view style);
  void dot(double x, double y, double radius, std::string_view style);
  void text(double x, double y, std::string_view words, std::string_view style);
  [[nodiscard]] std::string str() const { return body_ + "</svg>\n"; }
  /// Breaks words into lines of at most `most` bytes where a space allows it; at least one line.
  static std::vector<std::string> wrapped(const std::string& words, std::size_t most);

 private:
  std::string body_;
};

}  // namespace nuzuh::compare
