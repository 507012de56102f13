// Folding, tokens, amounts and dates of arbitrary bytes: no crash, and every span lies in the text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nuzuh/text/amount.hpp"
#include "nuzuh/text/unicode.hpp"
#include "nuzuh/text/when.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto points = nuzuh::text::decode(bytes);
  const auto tokens = nuzuh::text::tokenise(points, 0, static_cast<std::uint32_t>(points.size()));
  std::uint32_t before = 0;
  for (const auto& t : tokens) {
    if (t.start < before || t.end <= t.start || t.end > points.size()) std::abort();
    before = t.end;
    nuzuh::text::readings(t);
  }
  for (const auto& range : nuzuh::text::sentences(tokens)) {
    for (const auto& a : nuzuh::text::amounts(points, tokens, range, std::vector<bool>(tokens.size(), false)))
      if (a.end > points.size() || a.start >= a.end || a.lo > a.hi) std::abort();
    for (const auto& w : nuzuh::text::dates(points, tokens, range, nuzuh::core::Date{}))
      if (w.end > points.size() || w.start >= w.end || w.from > w.to) std::abort();
  }
  return 0;
}
