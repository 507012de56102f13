#include "nuzuh/movement/individual.hpp"

#include "nuzuh/movement/people.hpp"

namespace nuzuh::movement {

namespace on_scalar { PeopleKernels people_kernels(); }
namespace on_avx2 { PeopleKernels people_kernels(); }
namespace on_avx512 { PeopleKernels people_kernels(); }

PeopleKernels people_kernels(Isa isa) {
  return isa == Isa::avx512 ? on_avx512::people_kernels() : isa == Isa::avx2 ? on_avx2::people_kernels() : on_scalar::people_kernels();
}

Trajectories run_individuals(const Plan& plan, const Parameters& parameters, const IndividualOptions& options) {
  const Roads roads(plan, parameters.max_move_speed, parameters.max_walk_speed);
  Trajectories out;
  out.reserve(options.members, static_cast<std::size_t>(plan.days), (options.reported_only ? plan.reported.size() : plan.places.size()) + 1);
  core::for_each_index(options.members, options.threads, [&](std::size_t m) {
    People people(plan, roads, parameters, people_kernels(options.isa), options.seed, options.first_member + static_cast<std::uint32_t>(m));
    for (int t = 0; t < plan.days; ++t) {
      people.day(t);
      people.record(out, m, options.reported_only);
    }
  }, options.progress);
  return out;
}

}  // namespace nuzuh::movement
