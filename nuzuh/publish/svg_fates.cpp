#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "nuzuh/publish/charts.hpp"
#include "nuzuh/publish/numbers.hpp"

namespace nuzuh::publish {

std::vector<Fate> fates_of(const View& view) {
  constexpr std::array known = {std::pair{"fighters_killed_share", Message::fate_killed},           std::pair{"fighters_captured_share", Message::fate_captured},
                                std::pair{"fighters_slipped_share", Message::fate_slipped},         std::pair{"fighters_deal_share", Message::fate_deal},
                                std::pair{"fighters_unaccounted_share", Message::fate_unaccounted}, std::pair{"fighters_still_inside_share", Message::fate_inside}};
  std::vector<Fate> out;
  for (const auto& [key, word] : known) {
    if (const auto* figure = view.forecast.find_figure(key)) out.push_back({figure, view.say(word)});
  }
  return out;
}

namespace {

std::string draw(const View& view, const std::vector<Fate>& fates, Size size, std::string_view title, std::string_view description) {
  const bool rtl = view.arabic();
  const double row = size.narrow ? 48 : 40, names = size.narrow ? 0 : 190, numbers = size.narrow ? 0 : 150;
  const Size whole{size.width, row * static_cast<double>(fates.size()) + 30, size.narrow};
  Canvas c(whole, view.language, "fates", title, description);
  // Bars grow from the side where reading begins.
  const double begin = rtl ? size.width - names - 8 : names + 8, end = rtl ? numbers + 14 : size.width - numbers - 14;
  const Scale x{0, 1, begin, end};
  const double bottom = row * static_cast<double>(fates.size());
  for (const double tick : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    c.line({x(tick), 0}, {x(tick), bottom}, tick == 0 ? "axis" : "grid");
    c.text({x(tick), bottom + 18}, Anchor::middle, digits(fmt::format("{:.0f}%", 100 * tick), view.language), "tick");
  }
  const auto side = rtl ? Anchor::right : Anchor::left;
  for (std::size_t i = 0; i < fates.size(); ++i) {
    const auto& q = fates[i].figure->quantiles;
    const auto band = central(q, 0.8);
    const double top = row * static_cast<double>(i) + (size.narrow ? 22 : 8), height = size.narrow ? 18 : 24;
    const auto mean = x(std::clamp(fates[i].figure->mean, 0.0, 1.0));
    const auto range = fmt::format("{} ({})", percent(fates[i].figure->mean, view.language),
                                   percent(band.low, view.language) == percent(band.high, view.language)
                                       ? percent(band.low, view.language)
                                       : publish::say(Message::a_to_b, view.language, {{"a", percent(band.low, view.language)}, {"b", percent(band.high, view.language)}}));
    const bool unknown = fates[i].figure->key == "fighters_unaccounted_share";
    c.rect({std::min(begin, mean), top}, std::max(1.0, std::abs(mean - begin)), height, unknown ? "bar unknown" : "bar", fates[i].name + ": " + range);
    const double middle = top + height / 2;
    c.line({x(std::clamp(band.low, 0.0, 1.0)), middle}, {x(std::clamp(band.high, 0.0, 1.0)), middle}, "whisker");
    for (const double edge : {band.low, band.high}) c.line({x(std::clamp(edge, 0.0, 1.0)), middle - 5}, {x(std::clamp(edge, 0.0, 1.0)), middle + 5}, "whisker");
    if (size.narrow) {
      c.text({begin, top - 6}, side, fates[i].name + "  " + range, "row");
    } else {
      c.text({rtl ? size.width - 4.0 : 4.0, middle + 5}, side, fates[i].name, "row");
      c.text({rtl ? 4.0 : size.width - 4.0, middle + 5}, rtl ? Anchor::left : Anchor::right, range, "row-value");
    }
  }
  return c.svg();
}

}  // namespace

std::string fates_chart(const View& view) {
  const auto fates = fates_of(view);
  if (fates.empty()) return {};
  std::string description;
  for (const auto& fate : fates) description += fmt::format("{}{}: {}", description.empty() ? "" : view.arabic() ? "؛ " : "; ", fate.name, percent(fate.figure->mean, view.language));
  std::string out;
  for (const auto size : {k_wide, k_narrow}) out += draw(view, fates, size, view.say(Message::fates_title), description);
  return out;
}

}  // namespace nuzuh::publish
