#pragma once
// Numbers and vague amounts as intervals: digits, number words with case endings, duals, construct forms, compound numbers, ranges,
// hedges before and after, vague quantities. Each word's interval is a convention with its basis in docs/formats/claims.md.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/text/token.hpp"

namespace nuzuh::text {

enum class AmountForm : std::uint8_t { exact, approx, at_least, more_than, at_most, less_than, range, vague, dual, singular };

std::string_view to_string(AmountForm form);

inline constexpr double k_unbounded = std::numeric_limits<double>::infinity();

/// An amount said in a text. `first`, `last`: tokens, hedges included, end exclusive. `lo`, `hi` in the amount's own unit.
struct Amount {
  std::size_t first = 0;
  std::size_t last = 0;
  std::uint32_t start = 0;  ///< [code points] without proclitics
  std::uint32_t end = 0;
  double lo = 0;
  double hi = 0;            ///< k_unbounded where the words set no upper end
  AmountForm form = AmountForm::exact;
  bool conjoined = false;   ///< begins with "and"
  bool words = false;       ///< said in words, not digits
  std::size_t core_first = 0;  ///< tokens of the number itself, without hedges
};

/// All amounts in tokens [first, last), left to right, not overlapping. `taken[i]` true keeps token i out (dates).
std::vector<Amount> amounts(std::u32string_view points, const std::vector<Token>& tokens, Range range, const std::vector<bool>& taken);

/// The value of a whole phrase of number words or digits ("ثلاثمئة وخمسة وعشرين", "twenty-five thousand"), if it is exactly one.
std::optional<double> number_value(std::string_view phrase);

/// Extends an amount by hedges that stand at token `at`, after the counted noun ("على الأقل", "or more"); false if none stands there.
bool apply_hedge_after(Amount& amount, const std::vector<Token>& tokens, std::size_t at, std::size_t limit);

}  // namespace nuzuh::text
