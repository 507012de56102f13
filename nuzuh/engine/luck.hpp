#pragma once

#include <cstdint>
#include <span>

#include "nuzuh/rng/stream.hpp"

namespace nuzuh::engine {

/// The random numbers of one member, asked for by meaning. Two policies with the same seed and member meet the same luck.
/// A member that was chosen for its past (inference) lives through other members' luck on some days: `by_day` names whose, for the first days.
struct Luck {
  std::uint64_t seed = 0;
  std::uint32_t member = 0;
  std::span<const std::uint32_t> by_day{};

  [[nodiscard]] std::uint32_t whose(int day) const {
    return static_cast<std::size_t>(day) < by_day.size() ? by_day[static_cast<std::size_t>(day)] : member;
  }

  /// One uniform for a day, a purpose and (where it matters) an entity.
  [[nodiscard]] double operator()(int day, rng::Purpose purpose, std::uint32_t entity = 0) const {
    return rng::Stream(seed, whose(day), entity, day, purpose).uniform();
  }
  /// Several uniforms of one meaning.
  [[nodiscard]] rng::Stream stream(int day, rng::Purpose purpose, std::uint32_t entity = 0) const {
    return {seed, whose(day), entity, day, purpose};
  }
};

}  // namespace nuzuh::engine
