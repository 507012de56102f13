#include "nuzuh/engine/member.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/engine/day.hpp"
#include "nuzuh/rng/quantiles.hpp"

namespace nuzuh::engine {

using rng::Purpose;
using world::Count;

namespace {

constexpr std::size_t k_road_slots = 32;  // longest journey that is told apart [d]

Count share_of(Count total, double share) { return static_cast<Count>(std::llround(static_cast<double>(total) * share)); }

void write(const world::State& s, std::span<float> row) {
  const auto& l = s.ledger;
  const auto put = [&](Quantity q, double value) { row[static_cast<std::size_t>(q)] = static_cast<float>(value); };
  const auto people = [&](Quantity q, Count value) { put(q, static_cast<double>(value)); };
  people(Quantity::exits_cumulative, s.exits);
  people(Quantity::arrivals_cumulative, s.arrivals);
  people(Quantity::people_inside, l.inside);
  people(Quantity::screening_waiting, l.at_screening);
  people(Quantity::transit_waiting, l.at_transit);
  people(Quantity::camp_population, l.main_camp + s.camp_others);
  people(Quantity::other_sites, l.other_sites);
  people(Quantity::killed_inside_cumulative, l.killed_inside);
  people(Quantity::died_on_the_way_cumulative, l.killed_in_flight + l.died_on_the_way);
  people(Quantity::hazard_injuries_cumulative, l.hazard_casualties + s.casualties_nearby);
  people(Quantity::returned_cumulative, l.returned + l.hazard_casualties + s.returned_nearby + s.casualties_nearby);
  put(Quantity::held_share, s.held_share);
  people(Quantity::fighters_inside, l.fighting);
  people(Quantity::fighters_killed_cumulative, l.fighters_killed);
  people(Quantity::fighters_captured_cumulative, l.captured);
  people(Quantity::attackers_killed_cumulative, s.attackers_killed);
}

}  // namespace

std::string_view name_of(Quantity quantity) {
  constexpr std::array<std::string_view, k_quantities> names = {
      "exits_cumulative",        "arrivals_cumulative",        "people_inside",              "screening_waiting",
      "transit_waiting",         "camp_population",            "other_sites",                "killed_inside_cumulative",
      "died_on_the_way_cumulative", "hazard_injuries_cumulative", "returned_cumulative",     "held_share",
      "fighters_inside",         "fighters_killed_cumulative", "fighters_captured_cumulative", "attackers_killed_cumulative"};
  return names[static_cast<std::size_t>(quantity)];
}

world::State begin(const world::World& world, const world::Parameters& p, const Stocks& stocks, const Luck& luck) {
  world::State s;
  const Count people = std::max<Count>(0, std::llround(stocks.people));
  s.ledger.fighting = std::max<Count>(0, std::llround(stocks.fighters));
  s.fighters_at_start = static_cast<double>(s.ledger.fighting);
  s.ledger.inside = people;
  const Count relatives = share_of(people, p.people_share_relatives);
  const Count retreating = share_of(people - relatives, p.people_share_retreating);
  const Count group[world::k_groups] = {people - relatives - retreating, retreating, relatives};
  // Each group is spread over the places by their area; running shares, so that the parts sum to the whole.
  s.inside.assign(world.places.size(), {});
  for (std::size_t g = 0; g < world::k_groups; ++g) {
    Count placed = 0;
    for (std::size_t i = 0; i < world.places.size(); ++i) {
      const bool last = i + 1 == world.places.size();
      const Count due = last ? group[g] : share_of(group[g], world.places[i].taken_at);
      s.inside[i][g] = std::max<Count>(0, due - placed);
      placed += s.inside[i][g];
    }
  }
  s.attackers = p.attackers_committed;
  s.ring_loose = luck(0, Purpose::slip_away, 2) < p.slip_ring_loose;
  s.deal_possible = luck(0, Purpose::regime) < p.deal_agreed;
  s.tempo = world::Tempo::stall;  // the report's months of stall; dated events say how it goes on
  s.route = world::Route::closed;
  s.road.assign(k_road_slots, 0);
  s.displaced_nearby = static_cast<Count>(std::llround(p.people_displaced_nearby));
  s.camp_others = static_cast<Count>(std::llround(p.camp_people_at_start));
  return s;
}

Outcome run_member(const world::World& world, const world::Parameters& p, const Stocks& stocks, const Luck& luck, std::span<float> record) {
  NUZUH_EXPECT(record.size() == static_cast<std::size_t>(world.days) * k_quantities);
  auto state = begin(world, p, stocks, luck);
  Outcome outcome;
  outcome.fighters_at_start = state.ledger.fighters();
  outcome.people_at_start = state.ledger.people();
  for (int day = 0; day < world.days; ++day) {
    run_day(Today{world, p, luck, day}, state);
    write(state, record.subspan(static_cast<std::size_t>(day) * k_quantities, k_quantities));
  }
  outcome.end = state.end;
  outcome.end_day = state.end == world::End::none ? -1 : state.end_day;
  outcome.ledger = state.ledger;
  outcome.attackers_killed = state.attackers_killed;
  outcome.hazard_casualties = state.ledger.hazard_casualties + state.casualties_nearby;
  outcome.returned = state.ledger.returned + state.ledger.hazard_casualties + state.returned_nearby + state.casualties_nearby;
  return outcome;
}

}  // namespace nuzuh::engine
