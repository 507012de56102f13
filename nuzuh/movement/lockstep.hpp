#pragma once
// What the lockstep cohort kernels work on: arrays with eight lanes to an entry, one lane a member.

#include <cstdint>

#include "nuzuh/movement/flow.hpp"

namespace nuzuh::movement {

struct LockstepStep {
  const FlowSource* sources = nullptr;      ///< [cell]
  const int* target = nullptr;
  const FlowTarget* marks = nullptr;        ///< beside target
  const double* leave = nullptr;            ///< [node] chance to leave; with a pending route 1 or 0
  const double* conditional = nullptr;      ///< [route] share of those left over by the ways before
  const double* upto = nullptr;             ///< [route] share of leavers who take this way or one before it
  const std::uint64_t* first_upto = nullptr;   ///< [route] its first_pieces
  const std::uint64_t* first_leave = nullptr;  ///< [route] first_pieces of leave * upto
  const double* close_at = nullptr;         ///< [limited] camps close here
  const std::uint32_t* entity = nullptr;    ///< [node]
  const std::uint32_t* budget_class = nullptr;  ///< [cell] of the index of a draw, shifted into its place
  const std::uint32_t* member = nullptr;    ///< [8]
  int places = 0;                           ///< nodes below have no route pending
  double* people = nullptr;                 ///< [cell]
  double* present = nullptr;                ///< [limited]
  double* coming = nullptr;                 ///< [limited] who reached a state there today
  double* wish = nullptr;                   ///< [arc]; null: admission in list order
  const std::uint8_t* admits = nullptr;     ///< [limited] a camp today: who comes to stay wishes to get in (order-free admission)
  bool dawn = false;                        ///< the first departures: not checked on arrival, not yet counted
  std::uint32_t slice = 0, day = 0, purpose_move = 0, purpose_choose = 0;
  std::uint64_t seed = 0;
  // Room for as many groups of eight draws as sources are given at once.
  double *n = nullptr, *p = nullptr, *out = nullptr, *left = nullptr;
  double* below = nullptr;  ///< [way out of a place]
  std::uint32_t *members = nullptr, *entities = nullptr, *indices = nullptr;
  int *group = nullptr, *mode = nullptr;
};

/// Everybody in the cells decides. The cells may not depend on each other (one level).
using Lockstep = void (*)(const LockstepStep& step, const int* sources, int begin, int end);

}  // namespace nuzuh::movement
