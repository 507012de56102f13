#pragma once
// Many members on several threads; the result depends on the scenario, the seed and the member's number only.

#include <cstdint>
#include <vector>

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/engine/member.hpp"
#include "nuzuh/ensemble/draw.hpp"
#include "nuzuh/scenario/scenario.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::ensemble {

struct Settings {
  int members = 10000;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// Labelled array member x day x quantity, and how each member ended.
struct Trajectories {
  int members = 0, days = 0;
  std::vector<float> values;               ///< [member][day][quantity]
  std::vector<engine::Outcome> outcomes;   ///< [member]
  std::vector<Draw> draws;                 ///< [member]

  [[nodiscard]] float at(int member, int day, engine::Quantity quantity) const {
    return values[(static_cast<std::size_t>(member) * static_cast<std::size_t>(days) + static_cast<std::size_t>(day)) * engine::k_quantities +
                  static_cast<std::size_t>(quantity)];
  }
};

/// Draws and runs members 0 .. settings.members-1. An interrupted run is a failure with cause `interrupted`.
core::Result<Trajectories> run(const Drawer& draw, const world::World& world, const Settings& settings, core::Progress* progress = nullptr);

}  // namespace nuzuh::ensemble
