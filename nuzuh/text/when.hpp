#pragma once
// Dates as they are said in reports, resolved against the report's date: weekdays, relative days, Syrian and Gregorian month names,
// partial dates (a month, a quarter, a year), periods ("since", "between ... and", "the last two days").

#include <cstdint>
#include <vector>

#include "nuzuh/core/date.hpp"
#include "nuzuh/text/token.hpp"

namespace nuzuh::text {

/// A date phrase: tokens [first, last), its span, and the days that it may mean, both ends included.
struct When {
  std::size_t first = 0;
  std::size_t last = 0;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  core::Date from;
  core::Date to;
  bool future = false;     ///< lies after the report's date
  bool duration = false;   ///< "in two days": a period without a named day
};

/// Date phrases of tokens [range), left to right, not overlapping. `today` is the report's date. A year that is not said is the latest
/// one that does not put the date after `today`.
std::vector<When> dates(std::u32string_view points, const std::vector<Token>& tokens, Range range, core::Date today);

}  // namespace nuzuh::text
