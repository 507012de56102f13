#include <algorithm>

#include <fmt/format.h>

#include "nuzuh/publish/charts.hpp"
#include "nuzuh/publish/numbers.hpp"

namespace nuzuh::publish {
namespace {

std::string draw(const View& view, const forecast::Drivers& drivers, Size size, std::string_view title, std::string_view description) {
  const bool rtl = view.arabic();
  const double row = 40;
  const Size whole{size.width, row * static_cast<double>(drivers.inputs.size()) + 30, size.narrow};
  Canvas c(whole, view.language, "drivers-" + drivers.outcome, title, description);
  // Bars grow from the side where reading begins; the name stands above each.
  const double begin = rtl ? size.width - 8.0 : 8, end = rtl ? 60 : size.width - 60.0;
  const Scale x{0, 1, begin, end};
  const double bottom = row * static_cast<double>(drivers.inputs.size());
  for (const double tick : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    c.line({x(tick), 0}, {x(tick), bottom}, tick == 0 ? "axis" : "grid");
    c.text({x(tick), bottom + 18}, Anchor::middle, digits(fmt::format("{:.0f}%", 100 * tick), view.language), "tick");
  }
  for (std::size_t i = 0; i < drivers.inputs.size(); ++i) {
    const auto& d = drivers.inputs[i];
    const double top = row * static_cast<double>(i) + 20, height = 14, middle = top + height / 2, share = x(d.share);
    const auto range = fmt::format("{} ± {}", percent(d.share, view.language), percent(d.error, view.language));
    // A share within two errors of nothing is drawn hollow: it may be noise.
    c.rect({std::min(begin, share), top}, std::max(1.0, std::abs(share - begin)), height, d.share < 2 * d.error ? "bar unknown" : "bar", d.input + ": " + range);
    const double low = x(std::clamp(d.share - 2 * d.error, 0.0, 1.0)), high = x(std::clamp(d.share + 2 * d.error, 0.0, 1.0));
    c.line({low, middle}, {high, middle}, "whisker");
    for (const double edge : {low, high}) c.line({edge, middle - 4}, {edge, middle + 4}, "whisker");
    c.text({begin, top - 5}, rtl ? Anchor::right : Anchor::left, d.input + "  " + range, "row");
  }
  return c.svg();
}

}  // namespace

std::string drivers_chart(const View& view, const forecast::Drivers& drivers) {
  if (drivers.inputs.empty()) return {};
  std::string description;
  for (const auto& d : drivers.inputs) description += fmt::format("{}{}: {}", description.empty() ? "" : view.arabic() ? "؛ " : "; ", d.input, percent(d.share, view.language));
  std::string out;
  for (const auto size : {k_wide, k_narrow}) out += draw(view, drivers, size, view.text(drivers.label), description);
  return out;
}

}  // namespace nuzuh::publish
