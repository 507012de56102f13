#include "nuzuh/publish/protect.hpp"

#include <algorithm>
#include <cmath>

namespace nuzuh::publish {

bool counts_people(std::string_view unit) { return unit == "people" || unit == "people/week" || unit == "people/d"; }

bool counts_fighters(std::string_view key) {
  return (key.starts_with("fighters_") && !key.ends_with("_share")) || key.starts_with("attackers_") || key.starts_with("defenders_");
}

double two_figures(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 1);
  return std::round(std::round(value / unit) * unit);
}

forecast::Forecast protect(forecast::Forecast f, int smallest_cell) {
  const auto guard = [smallest_cell](double& value, std::string_view key) {
    if (value < smallest_cell) value = 0;
    else value = counts_fighters(key) ? two_figures(value) : std::round(value);  // people are whole
  };
  for (auto& path : f.paths) {
    if (!counts_people(path.unit)) continue;
    for (auto& q : path.quantiles) {
      for (double& value : q) guard(value, path.key);
    }
    for (double& value : path.means) guard(value, path.key);
  }
  for (auto& figure : f.figures) {
    if (!counts_people(figure.unit)) continue;
    for (double& value : figure.quantiles) guard(value, figure.key);
    guard(figure.mean, figure.key);
  }
  return f;
}

scenario::Scenario protect(scenario::Scenario s) {
  std::erase_if(s.events, [](const scenario::Event& event) { return event.kind == scenario::EventKind::place_taken; });
  return s;
}

}  // namespace nuzuh::publish
