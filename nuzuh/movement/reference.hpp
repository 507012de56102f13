#pragma once
// The reference engine: one person after the other, in the order of Flee's agent list, with Flee's own generators. With the exact
// behaviour and the same seed it gives Flee's numbers, place by place and day by day; the fast engines are held against it.

#include <cstdint>
#include <string>
#include <vector>

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/flee/crisis.hpp"

namespace nuzuh::movement {

/// What one run of a crisis gives, after each day's step.
struct Trajectory {
  std::size_t days = 0, places = 0;
  std::vector<std::int64_t> people;  ///< [day][place] people at the place
  std::vector<std::int64_t> moving;  ///< [day] people between places
  std::vector<std::int64_t> total;   ///< [day] people in the simulation (who left through sinks included, as in Flee)
  std::vector<std::int64_t> idps;    ///< [day] people in IDP camps
  std::vector<std::string> notes;    ///< what Flee would have stopped on, each said once

  [[nodiscard]] std::int64_t at(std::size_t day, std::size_t place) const { return people[day * places + place]; }
};

/// Runs one member. `seed` seeds both generators, as random.seed(seed) and numpy.random.seed(seed) before Flee's run script do.
/// `progress->stop` ends the run early (the rest of the trajectory stays 0).
Trajectory run_reference(const flee::Crisis& crisis, std::uint64_t seed, core::Progress* progress = nullptr);

}  // namespace nuzuh::movement
