#include "nuzuh/movement/cohort.hpp"

#include <algorithm>

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/movement/cohort_frontier.hpp"
#include "nuzuh/movement/cohort_lockstep.hpp"

namespace nuzuh::movement {

Trajectories run_cohorts(const Plan& plan, const Parameters& parameters, const CohortOptions& options) {
  const double unit = options.unit_km > 0 ? options.unit_km : default_unit_km(plan);
  Layout layout = make_layout(plan, parameters.max_move_speed, parameters.max_walk_speed, unit);
  Trajectories out;
  out.reserve(options.members, static_cast<std::size_t>(plan.days),
              (options.reported_only ? plan.reported.size() : static_cast<std::size_t>(plan.sites)) + 1);
  const bool lockstep = options.shape == CohortShape::lockstep ||
                        (options.shape == CohortShape::automatic && options.members > 1 && layout.states < 20000);
  if (!lockstep) {
    core::for_each_index(options.members, options.threads, [&](std::size_t member) {
      run_frontier(plan, layout, parameters, options, static_cast<std::uint32_t>(member), out);
    }, options.progress);
    return out;
  }
  const Program program(plan, std::move(layout));
  core::for_each_index((options.members + 7) / 8, options.threads, [&](std::size_t batch) {
    const auto first = static_cast<std::uint32_t>(8 * batch);
    run_lockstep(plan, program, parameters, options, first, std::min(8u, options.members - first), out);
    if (options.progress) options.progress->done += std::min(8u, options.members - first) - 1;
  }, options.progress);
  return out;
}

}  // namespace nuzuh::movement
