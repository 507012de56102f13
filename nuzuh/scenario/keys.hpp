#pragma once
// The numbers that the enclave model needs, by key: unit, meaning, the range in which the model makes sense, and how each is drawn.
// parameters.csv must give every one of them, and no other.

#include <limits>
#include <span>
#include <string_view>

#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::scenario {

struct Key {
  std::string_view name, unit;
  Drawn drawn;
  double low, high;  ///< bounds of the median of the belief
  std::string_view meaning;
};

inline constexpr double k_any = std::numeric_limits<double>::infinity();

/// The table, in the order in which the day uses the numbers.
std::span<const Key> keys();
const Key* find_key(std::string_view name);

}  // namespace nuzuh::scenario
