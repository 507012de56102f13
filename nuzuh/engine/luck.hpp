#pragma once

#include <cstdint>

#include "nuzuh/rng/stream.hpp"

namespace nuzuh::engine {

/// The random numbers of one member, asked for by meaning. Two policies with the same seed and member meet the same luck.
/// A member that was chosen for its past (inference) may go on with fresh luck: from `future_from` on, days use `future` instead.
struct Luck {
  std::uint64_t seed = 0;
  std::uint32_t member = 0;
  std::uint32_t future = 0;
  int future_from = 1 << 30;  ///< day

  /// One uniform for a day, a purpose and (where it matters) an entity.
  [[nodiscard]] double operator()(int day, rng::Purpose purpose, std::uint32_t entity = 0) const {
    return rng::Stream(seed, day < future_from ? member : future, entity, day, purpose).uniform();
  }
  /// Several uniforms of one meaning.
  [[nodiscard]] rng::Stream stream(int day, rng::Purpose purpose, std::uint32_t entity = 0) const {
    return {seed, day < future_from ? member : future, entity, day, purpose};
  }
};

}  // namespace nuzuh::engine
