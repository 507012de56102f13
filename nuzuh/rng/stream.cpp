#include "nuzuh/rng/stream.hpp"

#include <Random123/philox.h>

namespace nuzuh::rng {
namespace {

double open_unit(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = ((static_cast<std::uint64_t>(high) << 32) | low) >> 12;
  return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

}  // namespace

double Stream::uniform() {
  // One block gives two uniforms: the odd one is kept for the next call.
  const std::uint32_t index = index_++;
  if (index & 1u) return spare_;
  const r123::Philox4x32::ctr_type counter = {{member_, entity_, when_why_, index >> 1}};
  const r123::Philox4x32::key_type key = {{static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}};
  const auto block = r123::Philox4x32{}(counter, key);
  spare_ = open_unit(block[2], block[3]);
  return open_unit(block[0], block[1]);
}

}  // namespace nuzuh::rng
