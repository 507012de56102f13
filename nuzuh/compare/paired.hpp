#pragma once
// Paired runs: the same members, with the same random numbers by meaning, in several worlds.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "nuzuh/compare/measures.hpp"
#include "nuzuh/core/parallel.hpp"
#include "nuzuh/ensemble/draw.hpp"
#include "nuzuh/ensemble/run.hpp"

namespace nuzuh::compare {

/// One member: its numbers, and the luck that it meets in every world.
struct Subject {
  ensemble::Draw draw;
  engine::Luck luck;
};
using Subjects = std::function<Subject(std::uint32_t member)>;

/// Members under the prior of a drawer.
Subjects prior_subjects(const ensemble::Drawer& draw, std::uint64_t seed);

/// Labelled array world x member x measure.
struct Paired {
  int worlds = 0, members = 0;
  std::vector<Measures> values;  ///< [world][member]
  [[nodiscard]] const Measures& at(int world, int member) const {
    return values[static_cast<std::size_t>(world) * static_cast<std::size_t>(members) + static_cast<std::size_t>(member)];
  }
  [[nodiscard]] double at(int world, int member, Measure measure) const { return at(world, member)[static_cast<std::size_t>(measure)]; }
};

/// Runs every member in every world. `cut` is the day from which measures count. The result does not depend on the number of threads.
core::Result<Paired> run_paired(const Subjects& subjects, std::span<const world::World> worlds, int cut, int members, unsigned threads,
                                core::Progress* progress = nullptr);

/// The worlds of two runs of the same number of members, one after the other.
Paired joined(const Paired& first, const Paired& second);

/// Measures of one member in one world; `record` is scratch space.
Measures run_one(const Subject& subject, const world::World& world, int cut, std::vector<float>& record);

}  // namespace nuzuh::compare
