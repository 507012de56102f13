#include "nuzuh/publish/plot.hpp"

#include "nuzuh/publish/numbers.hpp"

namespace nuzuh::publish {

Plot draw_frame(Canvas& c, const View& view, Size size, core::Date from, core::Date to, const std::vector<double>& y_ticks, const std::vector<std::string>& y_labels, double right_margin) {
  double widest = 0;
  for (const auto& label : y_labels) {
    std::size_t letters = 0;
    for (const char ch : label) letters += (static_cast<unsigned char>(ch) & 0xC0U) != 0x80U ? 1 : 0;
    widest = std::max(widest, static_cast<double>(letters));
  }
  Plot p{12 + 7.2 * widest, size.width - right_margin, 26, size.height - 30, {}, {}};
  p.x = {0, static_cast<double>(core::days_between(from, to)), p.left, p.right};
  p.y = {y_ticks.front(), y_ticks.back(), p.bottom, p.top};
  for (std::size_t i = 0; i < y_ticks.size(); ++i) {
    const double y = p.y(y_ticks[i]);
    c.line({p.left, y}, {p.right, y}, i == 0 ? "axis" : "grid");
    c.text({p.left - 6, y + 4}, Anchor::right, y_labels[i], "tick");
  }
  for (const auto tick : month_ticks(from, to, size.narrow ? 3 : 5)) {
    const double x = p.x(core::days_between(from, tick));
    c.line({x, p.bottom}, {x, p.bottom + 4}, "axis");
    const bool first = x < p.left + 24, last = x > p.right - 24;
    c.text({first ? std::max(x - 10, 0.0) : x, p.bottom + 19}, first ? Anchor::left : last ? Anchor::right : Anchor::middle, short_date(tick, view.language), "tick");
  }
  return p;
}

void draw_mark(Canvas& c, const Plot& plot, double x, std::string_view word, std::string_view css, double row) {
  c.line({x, plot.top - 4}, {x, plot.bottom}, css);
  const bool left = x < (plot.left + plot.right) / 2;
  c.text({x + (left ? 5 : -5), plot.top - 10 + 14 * row}, left ? Anchor::left : Anchor::right, word, "mark");
}

}  // namespace nuzuh::publish
