#pragma once
// One member from the first day to the last, and what is recorded of it.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "nuzuh/engine/luck.hpp"
#include "nuzuh/world/parameters.hpp"
#include "nuzuh/world/state.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::engine {

/// What is recorded each day, at the day's end. All are people but `held_share`.
enum class Quantity : std::uint8_t {
  exits_cumulative,
  arrivals_cumulative,
  people_inside,
  screening_waiting,
  transit_waiting,
  camp_population,
  other_sites,
  killed_inside_cumulative,
  died_on_the_way_cumulative,  ///< in flight and in transport
  hazard_injuries_cumulative,
  returned_cumulative,
  held_share,
  fighters_inside,
  fighters_killed_cumulative,
  fighters_captured_cumulative,
  attackers_killed_cumulative,
  count_,
};
inline constexpr std::size_t k_quantities = static_cast<std::size_t>(Quantity::count_);

std::string_view name_of(Quantity quantity);

/// Who is inside at the start, drawn from the reports.
struct Stocks {
  double people = 0;    ///< not fighters
  double fighters = 0;
};

/// How it ended for one member.
struct Outcome {
  world::End end = world::End::none;
  int end_day = -1;  ///< -1: still standing on the last day
  world::Ledger ledger;
  world::Count fighters_at_start = 0, people_at_start = 0, attackers_killed = 0, hazard_casualties = 0, returned = 0;
};

/// The state on the morning of day 0.
world::State begin(const world::World& world, const world::Parameters& p, const Stocks& stocks, const Luck& luck);

/// Runs all days; writes [day][quantity] into `record` (size days x k_quantities).
Outcome run_member(const world::World& world, const world::Parameters& p, const Stocks& stocks, const Luck& luck, std::span<float> record);

}  // namespace nuzuh::engine
