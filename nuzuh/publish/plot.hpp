#pragma once
// The frame that the charts over time share: axes, grid, the mark of the cut-off.

#include "nuzuh/publish/canvas.hpp"
#include "nuzuh/publish/view.hpp"

namespace nuzuh::publish {

struct Plot {
  double left, right, top, bottom;  ///< edges in pixels
  Scale x, y;                       ///< x in days after `from`
};

/// Draws the grid and both axes. Time runs from left to right in both languages. `top` is the largest value on the y axis.
Plot draw_frame(Canvas& canvas, const View& view, Size size, core::Date from, core::Date to, const std::vector<double>& y_ticks, const std::vector<std::string>& y_labels, double right_margin);

/// A vertical mark with a word at its head.
void draw_mark(Canvas& canvas, const Plot& plot, double x, std::string_view word, std::string_view css, double row = 0);

}  // namespace nuzuh::publish
