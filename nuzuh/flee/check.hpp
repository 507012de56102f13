#pragma once

#include <string>
#include <vector>

#include "nuzuh/flee/crisis.hpp"

namespace nuzuh::flee {

/// What is suspicious in a crisis that can be read: warnings with file and line, in the order of the files. Nothing is repaired.
core::Problems suspicions(const Crisis& crisis);

/// What is in the folder, a line each: places by type, routes, period, conflicts, closures, series, rules that are switched on.
std::vector<std::string> contents(const Crisis& crisis);

}  // namespace nuzuh::flee
