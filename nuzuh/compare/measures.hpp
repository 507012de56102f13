#pragma once
// What a what-if is judged by: one number a member for each outcome, counted from the cut-off on.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "nuzuh/engine/member.hpp"
#include "nuzuh/scenario/scenario.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::compare {

enum class Measure : std::uint8_t {
  days_trapped,         ///< people inside summed over days [person-days]
  deaths,               ///< killed inside, killed in flight, died on the way [people]
  killed_inside,        ///< [people]
  deaths_on_the_way,    ///< in flight, in transport and shortly after [people]
  hazard_injuries,      ///< returnees killed or injured by explosive hazards [people]
  transit_overload,     ///< people waiting beyond the places at transit, summed over days [person-days]
  camp_overload,        ///< people beyond the places of the main camp, summed over days [person-days]
  exits,                ///< people who leave [people]
  arrivals,             ///< registered at the main camp [people]
  returns,              ///< people who return [people]
  fighters_killed,      ///< [people]
  fighters_captured,    ///< captured or surrendered [people]
  fighters_away,        ///< slipped away or unaccounted for [people]
  fighters_under_deal,  ///< left under a deal [people]
  attackers_killed,     ///< [people]
  days_to_end,          ///< from the cut-off, at most to the last day [d]
  count_,
};
inline constexpr std::size_t k_measures = static_cast<std::size_t>(Measure::count_);
using Measures = std::array<double, k_measures>;

/// Which way helps the people inside and on the way. Outcomes of the fighting have none: nuzuh takes no side in it.
enum class Better : std::uint8_t { lower, higher, neither };

struct MeasureInfo {
  std::string_view key;
  std::string_view en, ar;  ///< for a sentence: "deaths inside and on the way"
  std::string_view unit;    ///< "people", "person-days", "d"
  Better better;
  std::string_view evidence;  ///< key of the forecast's label whose grade it has
};

const MeasureInfo& info(Measure measure);
/// The measure of that key, or count_ where there is none.
Measure find_measure(std::string_view key);
scenario::Grade grade_of(Measure measure, const scenario::Scenario& scenario);

/// Measures of one member from its record [day][quantity]; `cut` is the day of the cut-off.
Measures measure(const world::World& world, const world::Parameters& p, const engine::Outcome& outcome, std::span<const float> record, int cut);

}  // namespace nuzuh::compare
