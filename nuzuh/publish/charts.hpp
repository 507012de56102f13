#pragma once
// The charts of the brief, as SVG in both sizes. Each comes with a title and a description for those who cannot see it; the section
// that shows it puts the table beside it.

#include <string>

#include "nuzuh/publish/canvas.hpp"
#include "nuzuh/publish/view.hpp"

namespace nuzuh::publish {

/// Quantiles over time with 50, 80 and 90% bands, counts known at the cut-off, and what happened where that was revealed.
std::string fan_chart(const View& view, const forecast::Path& path, std::string_view title);

/// Chance that the enclave still stands, over the record of past sieges.
std::string survival_chart(const View& view);

/// Shares of the fighters by fate, with intervals.
std::string fates_chart(const View& view);

/// The strongest drivers of one outcome, with two standard errors.
std::string drivers_chart(const View& view, const forecast::Drivers& drivers);

/// Places, links, rivers and administrative boundaries.
std::string map_chart(const View& view);

/// Fates that the forecast has, in the order shown, with their names.
struct Fate {
  const forecast::Figure* figure;
  std::string name;
};
std::vector<Fate> fates_of(const View& view);

}  // namespace nuzuh::publish
