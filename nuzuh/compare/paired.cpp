#include "nuzuh/compare/paired.hpp"

#include "nuzuh/core/contract.hpp"

namespace nuzuh::compare {

Subjects prior_subjects(const ensemble::Drawer& draw, std::uint64_t seed) {
  return [&draw, seed](std::uint32_t member) { return Subject{draw(member), engine::Luck{seed, member}}; };
}

Measures run_one(const Subject& subject, const world::World& world, int cut, std::vector<float>& record) {
  record.resize(static_cast<std::size_t>(world.days) * engine::k_quantities);
  const auto outcome = engine::run_member(world, subject.draw.parameters, subject.draw.stocks, subject.luck, record);
  return measure(world, subject.draw.parameters, outcome, record, cut);
}

Paired joined(const Paired& first, const Paired& second) {
  NUZUH_EXPECT(first.members == second.members);
  Paired both = first;
  both.worlds += second.worlds;
  both.values.insert(both.values.end(), second.values.begin(), second.values.end());
  return both;
}

core::Result<Paired> run_paired(const Subjects& subjects, std::span<const world::World> worlds, int cut, int members, unsigned threads,
                                core::Progress* progress) {
  Paired paired;
  paired.worlds = static_cast<int>(worlds.size());
  paired.members = members;
  const auto count = static_cast<std::size_t>(members);
  paired.values.resize(worlds.size() * count);
  if (progress) progress->total = count;
  const bool whole = core::for_each_index(count, threads, [&](std::size_t m) {
    thread_local std::vector<float> record;
    const auto subject = subjects(static_cast<std::uint32_t>(m));
    for (std::size_t w = 0; w < worlds.size(); ++w) paired.values[w * count + m] = run_one(subject, worlds[w], cut, record);
  }, progress);
  if (!whole) return core::fail(core::Problem{{}, "stopped before the end; nothing was written", "", core::Severity::error, core::Cause::interrupted});
  return paired;
}

}  // namespace nuzuh::compare
