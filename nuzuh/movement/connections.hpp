#pragma once
// Two-system decisions: what becomes of a person's connections, and where those who have enough of them choose their way beforehand and
// then leave for certain. The numbers are Flee 3's own.

#include <algorithm>
#include <cstdint>

namespace nuzuh::movement {

inline constexpr int k_connections_to_deliberate = 3;   ///< so many, of those left after the day's change
inline constexpr int k_most_connections_at_first = 100;  ///< of those with whom a person sets out
inline constexpr int k_many_here = 100, k_few_here = 10;  ///< among more than many people connections grow, among fewer than few they fade

/// Fighting of this intensity costs connections.
inline bool breaks_connections(double intensity) { return intensity > 0.5; }

/// Fighting of this intensity, begun on day `since` (< 0: never), makes people deliberate.
inline bool calls_for_deliberation(double intensity, int since, int day) { return intensity > 0.6 && since >= 0 && day >= since + 10; }

/// Connections of a person who had `before`, on their decision number `decisions_here` at a place of `people`, themselves included. Each
/// line counts from before and overrides those above it.
inline int connections_after(int before, std::int64_t people, bool camp, int decisions_here, bool broken) {
  int after = before;
  if (people > k_many_here) after = static_cast<int>(std::min<std::int64_t>(10, before + std::min<std::int64_t>(2, people / 100)));
  if (people < k_few_here) after = std::max(0, before - 1);
  if (camp && decisions_here > 7) after = std::min(8, before + 1);
  if (broken) after = std::max(0, before - 2);
  return after;
}

}  // namespace nuzuh::movement
