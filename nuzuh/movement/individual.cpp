#include "nuzuh/movement/individual.hpp"

#include <algorithm>

#include "nuzuh/movement/people.hpp"
#include "nuzuh/movement/walking_order.hpp"

namespace nuzuh::movement {

namespace on_scalar { PeopleKernels people_kernels(); }
namespace on_avx2 { PeopleKernels people_kernels(); }
namespace on_avx512 { PeopleKernels people_kernels(); }

PeopleKernels people_kernels(Isa isa) {
  return isa == Isa::avx512 ? on_avx512::people_kernels() : isa == Isa::avx2 ? on_avx2::people_kernels() : on_scalar::people_kernels();
}

Trajectories run_individuals(const Plan& plan, const Parameters& parameters, const IndividualOptions& options) {
  const WalkingOrder order = in_walking_order(plan);
  Parameters ordered = parameters;
  for (std::size_t i = 0; i < ordered.attractiveness.size(); ++i) ordered.attractiveness[i] = parameters.attractiveness[static_cast<std::size_t>(order.was[i])];
  const Roads roads(order.plan, ordered.max_move_speed, ordered.max_walk_speed);
  Trajectories out;
  out.reserve(options.members, static_cast<std::size_t>(plan.days), (options.reported_only ? plan.reported.size() : static_cast<std::size_t>(plan.sites)) + 1);
  const unsigned workers = std::max(1u, options.threads / std::max(1u, options.members));
  core::for_each_index(options.members, options.threads, [&](std::size_t m) {
    People people(order.plan, roads, ordered, people_kernels(options.isa), options.seed, options.first_member + static_cast<std::uint32_t>(m), options.guess_before, workers);
    for (int t = 0; t < plan.days; ++t) {
      people.day(t);
      people.record(out, m, options.reported_only ? order.plan.reported : order.now);
    }
  }, options.progress);
  return out;
}

}  // namespace nuzuh::movement
