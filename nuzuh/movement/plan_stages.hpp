#pragma once
// The network as people choose their ways in it, where that changes by more than which roads of a way are open: places become markers or
// cease to be, and with fixed routes the best way to an end is another one when roads close.

#include <cstdint>
#include <vector>

#include "nuzuh/flee/crisis.hpp"

namespace nuzuh::movement {

struct Stage {
  int day = -1;  ///< in force from the morning of this day on, until the next stage; -1: from before day 0
  std::vector<std::vector<int>> links_from;  ///< [place] links that ways may take, in Flee's order
  std::vector<std::uint8_t> marker;          ///< [place] whether it is a bend of the road
};

/// In order of days; at least one.
std::vector<Stage> stages_of(const flee::Crisis& crisis);

}  // namespace nuzuh::movement
