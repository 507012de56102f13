// forecast.json: whatever the bytes, the reader gives a forecast or problems; what it accepts writes back to itself.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nuzuh/forecast/forecast.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = nuzuh::forecast::from_json({reinterpret_cast<const char*>(data), size}, "f");
  if (!read) return read.error().empty() ? (std::abort(), 0) : 0;
  const auto text = nuzuh::forecast::to_json(*read);
  const auto again = nuzuh::forecast::from_json(text, "f");
  if (!again || nuzuh::forecast::to_json(*again) != text) std::abort();
  return 0;
}
