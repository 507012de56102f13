#pragma once
// Where everyone is today, for one member. Only the engine's phases change it.

#include <array>
#include <cstdint>
#include <vector>

#include "nuzuh/world/world.hpp"

namespace nuzuh::world {

/// Classes of people inside that must never be mixed (fighters are the fourth, counted apart).
enum class Group : std::uint8_t { residents, retreating, relatives };
inline constexpr std::size_t k_groups = 3;
using Count = std::int64_t;  ///< people

/// Every person is in exactly one of these on every day. Fighters and the others each sum to their number at the start.
struct Ledger {
  // Not fighters.
  Count inside = 0;             ///< in held places
  Count leaving = 0;            ///< in places just taken, about to leave
  Count stayed = 0;             ///< in taken places, at home
  Count killed_inside = 0;
  Count killed_in_flight = 0;
  Count at_screening = 0;
  Count held = 0;               ///< held after screening
  Count at_transit = 0;
  Count on_the_road = 0;
  Count died_on_the_way = 0;
  Count main_camp = 0;          ///< of those from the enclave
  Count second_site = 0;
  Count other_sites = 0;        ///< villages nearby and other camps
  Count left_camp = 0;
  Count returned = 0;
  Count hazard_casualties = 0;  ///< returnees injured or killed by explosive hazards
  Count left_with_deal = 0;     ///< relatives who left with fighters under a deal

  [[nodiscard]] Count people() const {
    return inside + leaving + stayed + killed_inside + killed_in_flight + at_screening + held + at_transit + on_the_road + died_on_the_way +
           main_camp + second_site + other_sites + left_camp + returned + hazard_casualties + left_with_deal;
  }

  // Fighters.
  Count fighting = 0, fighters_killed = 0, captured = 0, slipped_away = 0, left_under_deal = 0, unaccounted = 0;

  [[nodiscard]] Count fighters() const { return fighting + fighters_killed + captured + slipped_away + left_under_deal + unaccounted; }
};

enum class End : std::uint8_t { none, taken, deal, dissolved, relieved };

struct State {
  std::vector<std::array<Count, k_groups>> inside;  ///< [place][group], held places
  double held_share = 1;                            ///< of the area at the start
  double fighters_at_start = 0;
  double attackers = 0;
  Tempo tempo = Tempo::push;
  int tempo_days_left = 0;
  bool tempo_forced = false;
  Route route = Route::closed;
  double route_days_left = 0;  ///< of an open way, before it can close
  bool deal_possible = false;
  int deal_days_left = -1;     ///< -1 no deal under way
  bool deal_broken = false;
  bool ring_loose = false;
  std::array<double, 14> gains{};        ///< share of area gained on each of the last 14 days (ring buffer by day)
  std::array<double, 7> gave_up{};       ///< share of defenders who gave up, last 7 days
  std::array<double, 7> deaths_per_1000{};  ///< deaths inside per 1,000 people, last 7 days
  Count leaving_daily = 0;               ///< part of `leaving` that goes each day
  std::vector<Count> road;               ///< [slot] people who reach the main camp in so many days (ring buffer)
  Count attackers_killed = 0;
  Count exits = 0;                       ///< everyone who left since the start, fighters included
  Count arrivals = 0;                    ///< registered at the main camp since arrivals_from
  Count displaced_nearby = 0;            ///< displaced before the start (not part of the ledger's people)
  Count returned_nearby = 0;             ///< of them, returned
  Count casualties_nearby = 0;           ///< of those returned, injured or killed by explosive hazards
  Count camp_others = 0;                 ///< in the main camp from elsewhere
  double routing_walk = 0;               ///< random walk of the destination's log-odds, sd 1 after a month
  double taken_age_days = 0;             ///< mean days since the taken ground was taken
  double cleared_km2 = 0;
  End end = End::none;
  int end_day = -1;
  Ledger ledger;
};

}  // namespace nuzuh::world
