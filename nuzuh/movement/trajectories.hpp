#pragma once
// What the stochastic engines give: how many people rest where, every evening, for every member.

#include <cstdint>
#include <span>
#include <vector>

#include "nuzuh/movement/plan.hpp"

namespace nuzuh::movement {

/// [member][day][column]; columns are the places (or Plan::reported) and, last, the people on the way.
struct Trajectories {
  std::size_t members = 0, days = 0, columns = 0;
  std::vector<std::uint32_t> people;
  std::vector<std::uint64_t> present;  ///< [member][day] everybody in the system: at rest and on the way
  std::vector<std::uint64_t> left;     ///< [member][day] people whom sinks have taken so far

  [[nodiscard]] std::uint32_t at(std::size_t member, std::size_t day, std::size_t column) const {
    return people[(member * days + day) * columns + column];
  }
  [[nodiscard]] std::span<const std::uint32_t> row(std::size_t member, std::size_t day) const {
    return {people.data() + (member * days + day) * columns, columns};
  }
  void reserve(std::size_t members_, std::size_t days_, std::size_t columns_) {
    members = members_, days = days_, columns = columns_;
    people.assign(members * days * columns, 0);
    present.assign(members * days, 0);
    left.assign(members * days, 0);
  }
};

}  // namespace nuzuh::movement
