// Cohorts of eight members side by side; compiled once for each kind of machine.

#include "nuzuh/movement/few_kernel.hpp"
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

/// Few people choose: to stay (where `whole` has the ways' shares of all who are there), or one of the ways.
NUZUH_INLINE void part(const LockstepStep& step, int cell, const Reals& n, bool whole, const PhiloxKeys& keys) {
  const FlowSource& source = step.sources[cell];
  const auto ways = static_cast<std::size_t>(source.count), at = 8 * static_cast<std::size_t>(source.weight);
  if (ways == 0) {
    stay(step, source, n);
    return;
  }
  const FewKey key = {0, step.entity[source.node], (step.day << 16) | (whole ? step.purpose_move : step.purpose_choose),
                      step.budget_class[cell] | (step.slice << 11), step.seed};
  part_lanes(n, whole ? lane_at(step.leave, source.node) : all(1.0), step.upto + at, (whole ? step.first_leave : step.first_upto) + at, ways,
             step.member, key, keys, step.below);
  if (whole) stay(step, source, n - load(step.below + 8 * (ways - 1)));
  Reals before = all(0.0);
  for (std::size_t way = 0; way < ways; ++way) {
    const Reals upto = load(step.below + 8 * way), k = upto - before;
    const int to = source.first_target + static_cast<int>(way);
    if (step.marks[to].limited < 0) {
      lane_add(step.people, step.target[to], k);  // even if nobody goes: cheaper than a branch that chance decides
    } else if (any(less(all(0.0), k))) {
      deliver(step, source, static_cast<int>(way), k);
    }
    before = upto;
  }
}

}  // namespace

void lockstep(const LockstepStep& step, const int* sources, int begin, int end) {
  const Reals zero = all(0.0), one = all(1.0), few = all(k_few_people);
  const PhiloxKeys keys(step.seed);
  int groups = 0;
  for (int i = begin; i < end; ++i) {
    const int cell = sources ? sources[i] : i;
    const Reals n = lane_at(step.people, cell);
    if (!any(less(zero, n))) continue;
    store(step.people + 8 * static_cast<std::size_t>(cell), zero);
    const FlowSource& source = step.sources[cell];
    if (source.limited >= 0) lane_add(step.present, source.limited, zero - n);
    step.group[groups] = cell;
    store(step.left + 8 * static_cast<std::size_t>(groups), n);
    ++groups;
  }
  int many = 0;
  for (int g = 0; g < groups; ++g) {
    const int cell = step.group[g];
    const FlowSource& source = step.sources[cell];
    const Reals n = lane_at(step.left, g);
    if (source.node >= step.places) {  // a pending route is followed or dropped, without chance
      const Reals k = n * lane_at(step.leave, source.node);
      stay(step, source, n - k);
      if (any(less(zero, k))) deliver(step, source, 0, k);
      continue;
    }
    const Mask is_few = at_most(n, few);
    const Reals alone = choose(is_few, n, zero);
    if (any(less(zero, alone))) part(step, cell, alone, true, keys);
    if (!any(~is_few)) continue;
    step.group[many] = cell;
    put(step, many, n - alone, lane_at(step.leave, source.node), source, step.budget_class[cell] | (step.slice << 11));
    ++many;
  }
  draw(step, many, step.purpose_move);
  int going = 0;
  for (int g = 0; g < many; ++g) {
    const int cell = step.group[g];
    const FlowSource& source = step.sources[cell];
    const Reals n = lane_at(step.n, g), k = lane_at(step.out, g);
    stay(step, source, n - k);
    const Mask is_few = at_most(k, few);
    const Reals alone = choose(is_few, k, zero);
    if (any(less(zero, alone))) part(step, cell, alone, false, keys);
    if (!any(~is_few)) continue;
    step.group[going] = cell;
    store(step.left + 8 * static_cast<std::size_t>(going), k - alone);
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

void part_few_eight(const double* people, double factor, const double* chance, const std::uint64_t* first, std::size_t chances,
                    const std::uint32_t* member, const FewKey& key, double* below) {
  part_lanes(load(people), all(factor), chance, first, chances, member, key, PhiloxKeys(key.seed), below);
}

}  // namespace NUZUH_ISA
}  // namespace nuzuh::movement
