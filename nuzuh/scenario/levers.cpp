#include "nuzuh/scenario/levers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace nuzuh::scenario {

std::span<const Lever> levers() {
  using enum LeverValue;
  static const std::vector<Lever> table = {
      {"corridor", "", word, {"agreed", "declared", "none"}, 0, 0, 'M',
       "the way out from that day on: agreed and trusted, declared by one side only, or kept closed"},
      {"negotiated_exit", "", word, {"refused", "possible", "agreed"}, 0, 0, 'M',
       "an exit of fighters: never, as the record of the besieger has it, or agreed on that day"},
      {"information", "", word, {"none", "weak", "strong"}, 0, 0, 'A', "advice and appeals through elders to leave when the way is open"},
      {"pause", "d", duration, {}, 1, 365, 'W', "the assault pauses for so many days from that day on"},
      {"transit.places", "people", number, {}, 0, 1e6, 'M', "places at the transit centre"},
      {"transit.per_day", "people/d", number, {}, 1, 1e6, 'M', "people carried on from the transit centre a day"},
      {"screening.per_day", "people/d", number, {}, 1, 1e6, 'M', "people screened a day"},
      {"camp.places", "people", number, {}, 0, 1e7, 'M', "places in the main camp"},
      {"second_site.places", "people", number, {}, 0, 1e7, 'M', "places at a second receiving site, filled before the main camp overflows"},
      {"trucks.factor", "1", number, {}, 0.01, 100, 'M', "factor on the people carried a day, to transit and on from it"},
      {"clearance.factor", "1", number, {}, 0, 1000, 'W', "factor on the ground cleared of explosive items a day"},
  };
  return table;
}

const Lever* find_lever(std::string_view name) {
  const auto found = std::ranges::find(levers(), name, &Lever::name);
  return found == levers().end() ? nullptr : &*found;
}

std::string refuse_value(const Lever& lever, std::string_view value) {
  if (lever.takes == LeverValue::word) {
    if (std::ranges::find(lever.words, value) != lever.words.end()) return {};
    return fmt::format("lever \"{}\" does not take \"{}\", only: {}", lever.name, value, fmt::join(lever.words, ", "));
  }
  double number = 0;
  const auto [stop, ec] = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool whole = lever.takes != LeverValue::duration || number == std::floor(number);
  if (ec == std::errc{} && stop == value.data() + value.size() && number >= lever.low && number <= lever.high && whole) return {};
  return fmt::format("lever \"{}\" does not take \"{}\", only {} from {} to {}{}", lever.name, value,
                     lever.takes == LeverValue::duration ? "whole numbers" : "numbers", lever.low, lever.high,
                     lever.unit.empty() ? "" : fmt::format(" [{}]", lever.unit));
}

}  // namespace nuzuh::scenario
