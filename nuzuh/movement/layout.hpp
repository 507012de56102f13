#pragma once
// The states that people pass through on a day, for one maximum speed: who rests where, who is on which link and how far, and, within
// the day, who reached a place with how much of the day left. Two people who reach a place in one residual-budget class have the same
// future (docs/methods/engines.md), so kilometres need not be kept.

#include <cstdint>
#include <vector>

#include "nuzuh/movement/plan.hpp"

namespace nuzuh::movement {

/// All cells hold counts of people. Cells are numbered: rest cells, then states, then slots, then the slots of turned-back travellers.
///   rest cell r: node r of the plan (r < nodes), or the same for people on their first journey (r >= nodes, start_on_foot only);
///   state: reached a node today and may go on; ordered by level, so that nobody ever moves to a state of the same or a lower level;
///   slot: on a link in the evening; `slot_next` is the cell of the next evening's start (a slot, or the arrival).
struct Layout {
  double unit_km = 1;
  bool on_foot = false;  ///< people on their first journey are kept apart
  int nodes = 0, rests = 0, states = 0, slots = 0;

  std::vector<int> state_node;          ///< [state]
  std::vector<std::uint16_t> state_class;  ///< [state] residual-budget class, for the random numbers; below k_dawn_class
  std::vector<int> level_begin;         ///< [levels + 1] states of a level
  /// Cell reached by the choice r of a rest cell or state s: target[first_target[s] + r]; s < rests: rest cells, then states.
  std::vector<int> first_target, target;
  std::vector<int> slot_next, slot_arc;
  std::vector<int> slot_begin;          ///< [link + 1] slots of a link: link_slots[slot_begin[l] ...]
  std::vector<int> link_slots;

  [[nodiscard]] int first_state() const { return rests; }
  [[nodiscard]] int first_slot() const { return rests + states; }
  [[nodiscard]] int first_turned() const { return rests + states + slots; }
  [[nodiscard]] int cells() const { return rests + states + 2 * slots; }
  [[nodiscard]] bool is_rest(int cell) const { return cell < rests; }
  [[nodiscard]] bool is_state(int cell) const { return cell >= rests && cell < rests + states; }
  /// Node of a rest cell or state.
  [[nodiscard]] int node_of(int cell) const { return cell < rests ? (cell < nodes ? cell : cell - nodes) : state_node[static_cast<std::size_t>(cell - rests)]; }
};

/// A state of people with a pending route: they are on their way through.
inline bool passes(const Plan& plan, const Layout& layout, int cell) {
  return layout.is_state(cell) && plan.nodes[static_cast<std::size_t>(layout.node_of(cell))].arc >= 0;
}

inline constexpr int k_dawn_class = 1023;

/// The distance unit for a plan: 1 km; above a thousand places 5 km; where what is left of the day counts on every link, 1 to 5 km by the speed.
double default_unit_km(const Plan& plan);

Layout make_layout(const Plan& plan, double max_move_speed, double max_walk_speed, double unit_km);

}  // namespace nuzuh::movement
