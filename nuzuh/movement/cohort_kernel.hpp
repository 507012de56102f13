// Cohorts of eight members side by side; compiled once for each kind of machine.

#include "nuzuh/movement/lanes.hpp"
#include "nuzuh/movement/lockstep.hpp"
#include "nuzuh/movement/sampler.hpp"

namespace nuzuh::movement {
namespace NUZUH_ISA {

void draw_binomials(const BinomialBatch& batch);

namespace {

NUZUH_INLINE Reals lane_at(const double* array, int entry) { return load(array + 8 * static_cast<std::size_t>(entry)); }
NUZUH_INLINE void lane_add(double* array, int entry, const Reals& n) {
  double* at = array + 8 * static_cast<std::size_t>(entry);
  store(at, load(at) + n);
}

NUZUH_INLINE void stay(const LockstepStep& step, const FlowSource& source, const Reals& n) {
  lane_add(step.people, source.stay_cell, n);
  if (source.limited >= 0) lane_add(step.present, source.limited, n);
}

NUZUH_INLINE void deliver(const LockstepStep& step, const FlowSource& source, int way, Reals n) {
  const int at = source.first_target + way, target = step.target[at];
  const FlowTarget& mark = step.marks[at];
  if (mark.limited >= 0) {
    if (step.wish && step.admits[mark.limited] && !mark.passes) {
      lane_add(step.wish, mark.wish, n);
      return;
    }
    if (!step.dawn) {
      if (mark.ends) {
        const Reals room = larger(all(0.0), lane_at(step.close_at, mark.limited) - lane_at(step.present, mark.limited));
        const Reals admitted = smaller(n, room);
        if (any(less(admitted, n))) stay(step, source, n - admitted);
        n = admitted;
      }
      lane_add(step.present, mark.limited, n);
      if (mark.state) lane_add(step.coming, mark.limited, n);
    } else if (!mark.state) {
      lane_add(step.present, mark.limited, n);
    }
  }
  lane_add(step.people, target, n);
}

NUZUH_INLINE void put(const LockstepStep& step, int at, const Reals& n, const Reals& p, const FlowSource& source, std::uint32_t index) {
  const std::size_t i = 8 * static_cast<std::size_t>(at);
  store(step.n + i, n);
  store(step.p + i, p);
  const std::uint32_t entity = step.entity[source.node];
  for (std::size_t lane = 0; lane < 8; ++lane) {
    step.members[i + lane] = step.member[lane];
    step.entities[i + lane] = entity;
    step.indices[i + lane] = index;
  }
}

NUZUH_INLINE void draw(const LockstepStep& step, int groups, std::uint32_t purpose) {
  BinomialBatch batch;
  batch.count = 8 * static_cast<std::size_t>(groups);
  batch.n = step.n, batch.p = step.p, batch.out = step.out;
  batch.member = step.members, batch.entity = step.entities, batch.index = step.indices;
  batch.when_why = (step.day << 16) | purpose;
  batch.seed = step.seed;
  draw_binomials(batch);
}

}  // namespace

void lockstep(const LockstepStep& step, const int* sources, int begin, int end) {
  const Reals zero = all(0.0), one = all(1.0);
  int groups = 0;
  for (int i = begin; i < end; ++i) {
    const int cell = sources ? sources[i] : i;
    const Reals n = lane_at(step.people, cell);
    if (!any(less(zero, n))) continue;
    store(step.people + 8 * static_cast<std::size_t>(cell), zero);
    const FlowSource& source = step.sources[cell];
    if (source.limited >= 0) lane_add(step.present, source.limited, zero - n);
    step.group[groups] = cell;
    put(step, groups, n, lane_at(step.leave, source.node), source, step.budget_class[cell] | (step.slice << 11));
    ++groups;
  }
  // A pending route is followed or dropped, without chance; its share is 0 or 1, which the sampler passes through.
  draw(step, groups, step.purpose_move);
  int going = 0;
  for (int g = 0; g < groups; ++g) {
    const FlowSource& source = step.sources[step.group[g]];
    const Reals n = lane_at(step.n, g), k = lane_at(step.out, g);
    stay(step, source, n - k);
    if (!any(less(zero, k))) continue;
    if (source.node >= step.places) {
      deliver(step, source, 0, k);
      continue;
    }
    step.group[going] = step.group[g];
    store(step.left + 8 * static_cast<std::size_t>(going), k);
    ++going;
  }
  for (int way = 0; going > 0; ++way) {
    int drawn = 0;
    for (int g = 0; g < going; ++g) {
      const FlowSource& source = step.sources[step.group[g]];
      const Reals p = lane_at(step.conditional, source.weight + way);
      if (!any(less(p, one))) {
        step.mode[g] = -1;  // all that is left
      } else if (!any(less(zero, p))) {
        step.mode[g] = -2;  // nobody
      } else {
        put(step, drawn, lane_at(step.left, g), p, source,
            step.budget_class[step.group[g]] | (step.slice << 11) | (static_cast<std::uint32_t>(way) + 1));
        step.mode[g] = drawn++;
      }
    }
    draw(step, drawn, step.purpose_choose);
    int kept = 0;
    for (int g = 0; g < going; ++g) {
      const int cell = step.group[g];
      Reals left = lane_at(step.left, g);
      if (step.mode[g] != -2) {
        const Reals k = step.mode[g] == -1 ? left : lane_at(step.out, step.mode[g]);
        if (any(less(zero, k))) deliver(step, step.sources[cell], way, k);
        left = left - k;
      }
      if (!any(less(zero, left))) continue;
      step.group[kept] = cell;
      store(step.left + 8 * static_cast<std::size_t>(kept), left);
      ++kept;
    }
    going = kept;
  }
}

}  // namespace NUZUH_ISA
}  // namespace nuzuh::movement
