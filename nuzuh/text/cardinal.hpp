#pragma once
// The grammar of number words: from words to one value. amount.hpp builds hedges, ranges and vague amounts upon it.

#include <optional>
#include <string_view>
#include <vector>

#include "nuzuh/text/token.hpp"

namespace nuzuh::text {

struct Cardinal {
  double value = 0;
  std::size_t last = 0;          ///< token after the number
  std::uint32_t cut = 0;         ///< folded letters of proclitics cut off the first word
  char conjunction = 0;          ///< 'w' where "and" was cut off
  bool words = false;
  bool scaled = false;           ///< ends with a scale word (thousand, million)
  double scale = 1;              ///< that scale word's value
};

/// The number that begins at token `at`, if one does. Arabic: agreement of gender and case is ignored, both spellings of hundred are
/// read, and a term that does not continue the number (hundred after hundred, unit after unit) ends it.
std::optional<Cardinal> cardinal(const std::vector<Token>& tokens, std::size_t at, std::size_t limit);

/// Scale words alone: 1000, 1e6, 1e9, or 0.
double scale_word(std::string_view form);

}  // namespace nuzuh::text
