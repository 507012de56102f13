#include "nuzuh/movement/layout.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::movement {
namespace {

using Index = std::size_t;

/// Rows of bits: which thresholds matter at a place. Bit x of row l: somebody at l who has moved less than x units today can do
/// something that somebody who has moved x or more cannot.
class Thresholds {
 public:
  Thresholds(Index rows, int highest) : words_(static_cast<Index>(highest) / 64 + 1), bits_(rows * words_, 0) {}
  void set(Index row, int x) { bits_[row * words_ + static_cast<Index>(x) / 64] |= std::uint64_t{1} << (x % 64); }
  [[nodiscard]] bool has(Index row, int x) const { return bits_[row * words_ + static_cast<Index>(x) / 64] >> (x % 64) & 1; }
  /// Number of thresholds at or below x, and the largest of them (0: none).
  [[nodiscard]] std::pair<int, int> up_to(Index row, int x) const {
    int count = 0, largest = 0;
    for (Index w = 0; w < words_ && static_cast<int>(w * 64) <= x; ++w) {
      std::uint64_t word = bits_[row * words_ + w];
      const int top = x - static_cast<int>(w * 64);
      if (top < 63) word &= (std::uint64_t{1} << (top + 1)) - 1;
      count += std::popcount(word);
      if (word) largest = static_cast<int>(w * 64) + 63 - std::countl_zero(word);
    }
    return {count, largest};
  }
  /// The smallest threshold above x; a large number where there is none.
  [[nodiscard]] int above(Index row, int x) const {
    for (Index w = static_cast<Index>(x + 1) / 64; w < words_; ++w) {
      std::uint64_t word = bits_[row * words_ + w];
      const int low = x + 1 - static_cast<int>(w * 64);
      if (low > 0) word &= ~std::uint64_t{0} << low;
      if (word) return static_cast<int>(w * 64) + std::countr_zero(word);
    }
    return std::numeric_limits<int>::max();
  }

 private:
  Index words_;
  std::vector<std::uint64_t> bits_;
};

class Maker {
 public:
  Maker(const Plan& plan, double speed, double walk, double unit) : plan_(plan), unit_(unit), walk_(walk) {
    for (const auto& link : plan.links) {
      speed_.push_back(link.speed_km_per_day >= 0 ? link.speed_km_per_day : speed);
      length_units_.push_back(std::max(1, static_cast<int>(std::llround(link.length_km / unit))));
      highest_ = std::max(highest_, units(speed_.back()));
    }
    highest_ = std::max(highest_, units(walk));
  }

  Layout make() {
    layout_.unit_km = unit_;
    layout_.on_foot = plan_.move.start_on_foot;
    layout_.nodes = static_cast<int>(plan_.nodes.size());
    layout_.rests = layout_.nodes * (layout_.on_foot ? 2 : 1);
    find_thresholds();
    // States and slots get temporary numbers (as negative cells) until the order is known.
    Index room = 0;
    for (const Node& node : plan_.nodes) {
      state_offset_.push_back(room);
      room += static_cast<Index>(thresholds_.up_to(static_cast<Index>(node.place), highest_ + 1).first) + 1;
    }
    state_at_.assign(room, -1);
    for (int r = 0; r < layout_.rests; ++r) {
      const bool foot = r >= layout_.nodes;
      rest_begin_.push_back(rest_targets_.size());
      leave(foot ? r - layout_.nodes : r, 0, foot, rest_targets_);
    }
    for (Index s = 0; s < node_.size(); ++s) {
      state_begin_.push_back(state_targets_.size());
      leave(node_[s], moved_[s], false, state_targets_);
    }
    state_begin_.push_back(state_targets_.size());
    return number();
  }

 private:
  enum class Kind { rest, state, slot };
  struct Target {
    Kind kind;
    int id;
  };

  int units(double km) const { return static_cast<int>(std::ceil(km / unit_ - 1e-9)); }

  void find_thresholds() {
    thresholds_ = Thresholds(plan_.places.size(), highest_ + 1);
    if (!plan_.rules.full_speed_each_link) {
      // What is left of the day counts on every link, so every unit matters.
      for (Index l = 0; l < plan_.places.size(); ++l) {
        for (int x = 1; x <= highest_; ++x) thresholds_.set(l, x);
      }
      return;
    }
    struct Step {
      int from, to, length, reach;
    };
    std::vector<Step> steps;
    for (Index i = 0; i < plan_.links.size(); ++i) {
      if (speed_[i] > plan_.links[i].length_km) {
        steps.push_back({plan_.links[i].from, plan_.links[i].to, length_units_[i], units(speed_[i]) - length_units_[i]});
      }
    }
    for (int x = highest_; x >= 1; --x) {
      for (const auto& step : steps) {
        if (step.reach == x || (x + step.length <= highest_ && thresholds_.has(static_cast<Index>(step.to), x + step.length))) {
          thresholds_.set(static_cast<Index>(step.from), x);
        }
      }
    }
  }

  /// Arriving at a node after `moved` units today, on a link travelled at `speed`.
  Target arrive(int node, int moved, double speed) {
    if (moved >= units(speed)) return {Kind::rest, node};
    const auto place = static_cast<Index>(plan_.nodes[static_cast<Index>(node)].place);
    const auto [count, representative] = thresholds_.up_to(place, moved);
    int& known = state_at_[state_offset_[static_cast<Index>(node)] + static_cast<Index>(count)];
    if (known < 0) {
      known = static_cast<int>(node_.size());
      node_.push_back(node);
      class_.push_back(static_cast<std::uint16_t>(std::min(count, k_dawn_class - 1)));
      moved_.push_back(representative);
      order_.push_back(thresholds_.above(place, representative));
    }
    return {Kind::state, known};
  }

  /// A cell on a link, `days` dawns before arrival with `moved` units travelled on the last day.
  Target wait(int arc, double speed, int days, int moved) {
    Target next = arrive(plan_.arcs[static_cast<Index>(arc)].node, moved, speed);
    for (int d = 1; d <= days; ++d) {
      const auto key = (static_cast<std::uint64_t>(arc) << 32) | (static_cast<std::uint64_t>(speed == walk_) << 31) |
                       (static_cast<std::uint64_t>(moved) << 16) | static_cast<std::uint64_t>(d);
      const auto [found, fresh] = slot_of_.try_emplace(key, static_cast<int>(slot_next_.size()));
      if (fresh) {
        slot_next_.push_back(next);
        slot_arc_.push_back(arc);
      }
      next = {Kind::slot, found->second};
    }
    return next;
  }

  Target step(int arc, int moved, bool foot) {
    const auto link = static_cast<Index>(plan_.arcs[static_cast<Index>(arc)].link);
    const double speed = foot ? walk_ : speed_[link], length = plan_.links[link].length_km;
    const double left = plan_.rules.full_speed_each_link ? speed : std::max(0.0, speed - moved * unit_);  // on a slow link after a fast one: nothing
    const int node = plan_.arcs[static_cast<Index>(arc)].node, last_unit = units(speed) - 1;
    if (left > length) {
      if (plan_.rules.full_speed_each_link) return arrive(node, moved + length_units_[link], speed);
      // Where what is left of the day counts, who arrives has some of it left and may go on, even if it is less than half a unit. So that the
      // steps come to an end, who has one unit left spends it on the road.
      if (moved < last_unit) return arrive(node, std::min(moved + length_units_[link], last_unit), speed);
    }
    const double remaining = std::max(0.0, length - left);  // after today
    const int more = static_cast<int>(std::floor(remaining / speed));
    const double last = remaining - more * speed;
    return wait(arc, speed, more + 1, std::min(static_cast<int>(std::llround(last / unit_)), last_unit));
  }

  void leave(int node, int moved, bool foot, std::vector<Target>& targets) {
    const Node& here = plan_.nodes[static_cast<Index>(node)];
    if (here.arc >= 0) {
      targets.push_back(step(here.arc, moved, foot));
      return;
    }
    const auto& place = plan_.places[static_cast<Index>(here.place)];
    for (int r = 0; r < place.route_count; ++r) {
      targets.push_back(step(plan_.routes[static_cast<Index>(place.first_route + r)].arc, moved, foot));
    }
  }

  Layout number() {
    // By falling remaining budget every hop goes forward; then by level (the longest way to the state).
    std::vector<int> by_order(node_.size());
    std::iota(by_order.begin(), by_order.end(), 0);
    std::stable_sort(by_order.begin(), by_order.end(), [&](int a, int b) { return order_[static_cast<Index>(a)] < order_[static_cast<Index>(b)]; });
    std::vector<int> level(node_.size(), 0);
    int levels = 0;
    for (const int s : by_order) {
      const int here = level[static_cast<Index>(s)];
      levels = std::max(levels, here + 1);
      for (Index k = state_begin_[static_cast<Index>(s)]; k < state_begin_[static_cast<Index>(s) + 1]; ++k) {
        const Target& t = state_targets_[k];
        if (t.kind == Kind::state) level[static_cast<Index>(t.id)] = std::max(level[static_cast<Index>(t.id)], here + 1);
      }
    }
    std::vector<int> order(by_order);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      const int la = level[static_cast<Index>(a)], lb = level[static_cast<Index>(b)];
      return la != lb ? la < lb : node_[static_cast<Index>(a)] != node_[static_cast<Index>(b)] ? node_[static_cast<Index>(a)] < node_[static_cast<Index>(b)]
                                                                                               : moved_[static_cast<Index>(a)] < moved_[static_cast<Index>(b)];
    });
    layout_.states = static_cast<int>(node_.size());
    layout_.slots = static_cast<int>(slot_next_.size());
    std::vector<int> position(node_.size());
    layout_.level_begin.assign(static_cast<Index>(levels) + 1, 0);
    for (Index i = 0; i < order.size(); ++i) {
      const auto s = static_cast<Index>(order[i]);
      position[s] = static_cast<int>(i);
      layout_.state_node.push_back(node_[s]);
      layout_.state_class.push_back(class_[s]);
      ++layout_.level_begin[static_cast<Index>(level[s]) + 1];
    }
    std::partial_sum(layout_.level_begin.begin(), layout_.level_begin.end(), layout_.level_begin.begin());
    const auto cell = [&](const Target& t) {
      switch (t.kind) {
        case Kind::rest: return t.id;
        case Kind::state: return layout_.rests + position[static_cast<Index>(t.id)];
        case Kind::slot: return layout_.rests + layout_.states + t.id;
      }
      return -1;
    };
    const auto add = [&](const std::vector<Target>& targets, Index begin, Index end) {
      layout_.first_target.push_back(static_cast<int>(layout_.target.size()));
      for (Index k = begin; k < end; ++k) layout_.target.push_back(cell(targets[k]));
    };
    rest_begin_.push_back(rest_targets_.size());
    for (Index r = 0; r + 1 < rest_begin_.size(); ++r) add(rest_targets_, rest_begin_[r], rest_begin_[r + 1]);
    for (const int s : order) add(state_targets_, state_begin_[static_cast<Index>(s)], state_begin_[static_cast<Index>(s) + 1]);
    layout_.first_target.push_back(static_cast<int>(layout_.target.size()));
    for (const Target& t : slot_next_) layout_.slot_next.push_back(cell(t));
    layout_.slot_arc = slot_arc_;

    layout_.slot_begin.assign(plan_.links.size() + 1, 0);
    const auto link_of = [&](Index s) { return static_cast<Index>(plan_.arcs[static_cast<Index>(slot_arc_[s])].link); };
    for (Index s = 0; s < slot_arc_.size(); ++s) ++layout_.slot_begin[link_of(s) + 1];
    std::partial_sum(layout_.slot_begin.begin(), layout_.slot_begin.end(), layout_.slot_begin.begin());
    std::vector<int> next(layout_.slot_begin.begin(), layout_.slot_begin.end() - 1);
    layout_.link_slots.resize(slot_arc_.size());
    for (Index s = 0; s < slot_arc_.size(); ++s) layout_.link_slots[static_cast<Index>(next[link_of(s)]++)] = static_cast<int>(s);
    return std::move(layout_);
  }

  const Plan& plan_;
  double unit_, walk_;
  std::vector<double> speed_;
  std::vector<int> length_units_;
  int highest_ = 1;
  Thresholds thresholds_{0, 0};
  Layout layout_;
  std::vector<Target> rest_targets_, state_targets_;
  std::vector<Index> rest_begin_, state_begin_, state_offset_;
  std::vector<int> state_at_;  ///< [state_offset_ of a node + class] the state, or -1
  std::unordered_map<std::uint64_t, int> slot_of_;
  std::vector<int> node_, moved_, order_;
  std::vector<std::uint16_t> class_;
  std::vector<Target> slot_next_;
  std::vector<int> slot_arc_;
};

}  // namespace

double default_unit_km(const Plan& plan) {
  // The class number must fit into the random counter, and large networks get too many classes at 1 km (0.04 % of camp totals at 5 km). Where
  // what is left of the day counts on every link, each unit of the day is a class: some 80 of them are enough.
  const double coarse = std::ceil(plan.move.max_move_speed / 1000);
  if (plan.sites > 1000) return std::max(coarse, 5.0);
  return std::max(coarse, plan.rules.full_speed_each_link ? 1.0 : std::clamp(std::ceil(plan.move.max_move_speed / 80), 1.0, 5.0));
}

Layout make_layout(const Plan& plan, double max_move_speed, double max_walk_speed, double unit_km) {
  NUZUH_EXPECT(max_move_speed > 0 && unit_km > 0);
  return Maker(plan, max_move_speed, max_walk_speed, unit_km).make();
}

}  // namespace nuzuh::movement
