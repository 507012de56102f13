#pragma once
// Days and dates. A time step is one day; nothing finer exists in nuzuh.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace nuzuh::core {

/// A calendar day (proleptic Gregorian, UTC).
using Date = std::chrono::sys_days;

/// Reads exactly `YYYY-MM-DD` with a valid day of the month; nothing else.
std::optional<Date> parse_date(std::string_view text);

/// `YYYY-MM-DD`.
std::string to_string(Date date);

/// Whole days from `first` to `second`; negative where `second` is earlier.
inline int days_between(Date first, Date second) { return static_cast<int>((second - first).count()); }

}  // namespace nuzuh::core
