#include "nuzuh/ensemble/run.hpp"

namespace nuzuh::ensemble {

core::Result<Trajectories> run(const Drawer& draw, const world::World& world, const Settings& settings, core::Progress* progress) {
  Trajectories out;
  out.members = settings.members;
  out.days = world.days;
  const auto members = static_cast<std::size_t>(settings.members);
  const std::size_t row = static_cast<std::size_t>(world.days) * engine::k_quantities;
  out.values.resize(members * row);
  out.outcomes.resize(members);
  out.draws.resize(members);
  if (progress) progress->total = members;
  const bool whole = core::for_each_index(members, settings.threads, [&](std::size_t m) {
    const auto id = static_cast<std::uint32_t>(m);
    out.draws[m] = draw(id);
    out.outcomes[m] = engine::run_member(world, out.draws[m].parameters, out.draws[m].stocks, engine::Luck{settings.seed, id},
                                         std::span<float>(out.values).subspan(m * row, row));
  }, progress);
  if (!whole) return core::fail(core::Problem{{}, "stopped before the end; nothing was written", "", core::Severity::error, core::Cause::interrupted});
  return out;
}

}  // namespace nuzuh::ensemble
