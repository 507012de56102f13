#include "nuzuh/infer/flee_default.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nuzuh/movement/mean_field.hpp"

namespace nuzuh::infer {

core::Result<CampPaths> flee_paths(const flee::Folder& folder, const FleeSeries& series, core::Problems& warnings) {
  auto reading = flee::read_crisis(folder);
  if (!reading) return tl::unexpected(reading.error());
  const auto& crisis = reading->crisis;
  if (const auto reasons = movement::unsupported(crisis, movement::Engine::mean_field); !reasons.empty()) {
    warnings.push_back({{folder.dir, 0, 0}, fmt::format("Flee's model is left out of the comparison: {}", reasons.front()), "", core::Severity::warning});
    return CampPaths{};
  }
  const auto plan = movement::compile(crisis);
  const auto parameters = movement::parameters_of(plan);
  const auto run = movement::run_mean_field(plan, {&parameters, 1});
  CampPaths paths;
  for (const auto& camp : series.camps) {
    const auto place = std::ranges::find(crisis.places, camp.name, &flee::Place::name) - crisis.places.begin();
    std::vector<double> path(static_cast<std::size_t>(series.days), 0);
    for (std::size_t day = 0; day < path.size() && day < run.days; ++day) path[day] = run.at(0, day, static_cast<std::size_t>(place)) * crisis.settings.hasten;
    paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace nuzuh::infer
