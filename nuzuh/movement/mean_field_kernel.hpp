// The flows of a day, eight parameter sets side by side; compiled once for each kind of machine.

#include "nuzuh/movement/lanes.hpp"
#include "nuzuh/movement/flow.hpp"

namespace nuzuh::movement {
namespace NUZUH_ISA {

/// Everybody in a cell decides: part stays, the rest goes to the targets.
void flow(const FlowStep& step, const int* sources, int begin, int end) {
  for (int i = begin; i < end; ++i) {
    const int cell = sources ? sources[i] : i;
    double* here = step.people + 8 * static_cast<std::size_t>(cell);
    const Reals n = load(here);
    if (!any(less(all(0.0), n))) continue;
    const FlowSource& source = step.sources[cell];
    const double* weight = step.weight + 8 * static_cast<std::size_t>(source.weight);
    const int* target = step.target + source.first_target;
    Reals stays = n * load(step.stay + 8 * static_cast<std::size_t>(source.node));
    store(here, all(0.0));
    if (source.limited >= 0) {
      double* present = step.present + 8 * static_cast<std::size_t>(source.limited);
      store(present, load(present) - n);
    }
    for (int r = 0; r < source.count; ++r) {
      Reals going = n * load(weight + 8 * static_cast<std::size_t>(r));
      const FlowTarget& mark = step.marks[source.first_target + r];
      if (mark.limited >= 0) {
        if (step.wish && step.admits[mark.limited] && !mark.passes) {
          double* wish = step.wish + 8 * static_cast<std::size_t>(mark.wish);
          store(wish, load(wish) + going);
          continue;
        }
        double* present = step.present + 8 * static_cast<std::size_t>(mark.limited);
        if (mark.ends && !step.unchecked) {
          // The same day, one after the other: a camp closes when its openness falls below one half.
          const Reals room = larger(all(0.0), load(step.close_at + 8 * static_cast<std::size_t>(mark.limited)) - load(present));
          const Reals admitted = smaller(going, room);
          stays = stays + (going - admitted);
          going = admitted;
        }
        store(present, load(present) + going);
      }
      double* there = step.people + 8 * static_cast<std::size_t>(target[r]);
      store(there, load(there) + going);
    }
    double* rest = step.people + 8 * static_cast<std::size_t>(source.stay_cell);
    store(rest, load(rest) + stays);
    if (source.limited >= 0) {
      double* present = step.present + 8 * static_cast<std::size_t>(source.limited);
      store(present, load(present) + stays);
    }
  }
}

}  // namespace NUZUH_ISA
}  // namespace nuzuh::movement
