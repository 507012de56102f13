#pragma once
// What the mean-field kernels work on: arrays with eight lanes to an entry, one lane a parameter set.

#include <cstdint>

namespace nuzuh::movement {

/// A cell that people leave: rest cells and states of a Layout.
struct FlowSource {
  int weight = 0;        ///< first entry of FlowStep::weight
  int first_target = 0;
  int count = 0;
  int node = 0;          ///< entry of FlowStep::stay
  int stay_cell = 0;     ///< where those rest who stay
  int limited = -1;      ///< entry of FlowStep::present, for places with a capacity
};

/// What is special about a target.
struct FlowTarget {
  int limited = -1;   ///< reached today, at a place with a capacity
  int wish = 0;       ///< arc by which it is reached (order-free admission)
  bool state = false;  ///< they may go on from there
  bool passes = false; ///< with a pending route: on the way through, no wish to stay
  bool ends = false;  ///< the route ends there, so that a full camp refuses
};

struct FlowStep {
  const FlowSource* sources = nullptr;  ///< [cell]
  const int* target = nullptr;
  const FlowTarget* marks = nullptr;    ///< beside target
  const double* weight = nullptr;       ///< share of those there who take the way
  const double* stay = nullptr;         ///< [node] share that stays
  const double* close_at = nullptr;     ///< [limited]
  double* people = nullptr;             ///< [cell]
  double* present = nullptr;            ///< [limited]
  double* wish = nullptr;               ///< [arc]; null: admission in list order
  const std::uint8_t* admits = nullptr; ///< [limited] a camp today: who comes to stay wishes to get in (order-free admission)
  bool unchecked = false;               ///< the first departures of the morning are not checked on arrival
};

using Flow = void (*)(const FlowStep& step, const int* sources, int begin, int end);

}  // namespace nuzuh::movement
