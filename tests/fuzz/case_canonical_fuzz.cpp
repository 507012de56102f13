// Arbitrary bytes as a canonical text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nuzuh/scenario/scenario.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nuzuh;
  const auto read = scenario::read_canonical({reinterpret_cast<const char*>(data), size});
  if (read && scenario::canonical_text(*scenario::read_canonical(scenario::canonical_text(*read))) != scenario::canonical_text(*read)) std::abort();
  if (!read && !core::has_errors(read.error())) std::abort();
  return 0;
}
