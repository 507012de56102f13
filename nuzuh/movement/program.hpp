#pragma once

#include <vector>

#include "nuzuh/movement/flow.hpp"
#include "nuzuh/movement/layout.hpp"

namespace nuzuh::movement {

/// A layout with, for each cell, where people go from it: what all batches of eight runs or members share.
struct Program {
  Layout layout;
  std::vector<FlowSource> sources;  ///< [rest cells, states]
  std::vector<FlowSource> sources_in_harvest;  ///< the same for days on which farmers hold on to their routes; empty where there are none
  std::vector<FlowTarget> marks;
  std::vector<int> wake_limited, wake_others;  ///< rest cells
  std::vector<int> limited_of;                 ///< [place] entry of its site in Plan::limited

  Program(const Plan& plan, Layout made);
  /// Those of a day.
  [[nodiscard]] const std::vector<FlowSource>& sources_on(const Plan& plan, int day) const {
    return !plan.harvest.empty() && plan.harvest[static_cast<std::size_t>(day)] ? sources_in_harvest : sources;
  }
};

}  // namespace nuzuh::movement
