#include "nuzuh/movement/cohort.hpp"

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/movement/cohort_frontier.hpp"

namespace nuzuh::movement {

Trajectories run_cohorts(const Plan& plan, const Parameters& parameters, const CohortOptions& options) {
  const double unit = options.unit_km > 0 ? options.unit_km : default_unit_km(plan);
  const Layout layout = make_layout(plan, parameters.max_move_speed, parameters.max_walk_speed, unit);
  Trajectories out;
  out.reserve(options.members, static_cast<std::size_t>(plan.days),
              (options.reported_only ? plan.reported.size() : plan.places.size()) + 1);
  core::for_each_index(options.members, options.threads, [&](std::size_t member) {
    run_frontier(plan, layout, parameters, options, static_cast<std::uint32_t>(member), out);
  });
  return out;
}

}  // namespace nuzuh::movement
