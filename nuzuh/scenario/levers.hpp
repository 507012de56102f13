#pragma once
// What a what-if may change: the levers that [[policy]] of scenario.toml names, and the values that each takes.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/core/date.hpp"

namespace nuzuh::scenario {

enum class LeverValue {
  word,      ///< one of `words`
  number,    ///< within [low, high]
  duration,  ///< whole days within [low, high]
};

struct Lever {
  std::string_view name, unit;
  LeverValue takes;
  std::vector<std::string_view> words;  ///< for LeverValue::word
  double low, high;                     ///< for numbers and durations
  char grade;                           ///< the best grade that a what-if on it can have: S, M, W or A
  std::string_view meaning;
};

std::span<const Lever> levers();
const Lever* find_lever(std::string_view name);

/// Empty where the lever takes the value; else what is wrong and what it takes.
std::string refuse_value(const Lever& lever, std::string_view value);

}  // namespace nuzuh::scenario
