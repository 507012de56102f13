#include "nuzuh/movement/individual.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/movement/layout.hpp"
#include "nuzuh/movement/weights.hpp"
#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::movement {

#define NUZUH_DECLARE(isa)                                                                                                     \
  namespace isa {                                                                                                              \
  std::size_t filter(const std::uint32_t* cell, std::size_t count, const std::uint64_t* threshold, std::uint32_t member,       \
                     std::uint32_t when_why, std::uint64_t seed, std::uint32_t* leavers);                                      \
  }
NUZUH_DECLARE(on_scalar)
NUZUH_DECLARE(on_avx2)
NUZUH_DECLARE(on_avx512)
#undef NUZUH_DECLARE

Filter leaver_filter(Isa isa) { return isa == Isa::avx512 ? on_avx512::filter : isa == Isa::avx2 ? on_avx2::filter : on_scalar::filter; }

namespace {

using Index = std::size_t;
using rng::Purpose;
constexpr double k_word = 4294967296.0;  // 2^32

class People {
 public:
  People(const Plan& plan, const Layout& layout, const Parameters& parameters, const IndividualOptions& options, std::uint32_t member)
      : plan_(plan), layout_(layout), options_(options), member_(member), weights_(plan, parameters), filter_(leaver_filter(options.isa)),
        order_free_(!plan.rules.admission_in_list_order), present_(plan.places.size(), 0), open_(plan.places.size(), 1),
        own_at_(plan.places.size(), -1), own_leave_(plan.places.size(), -1), limited_(plan.places.size(), 0),
        population_(plan.places.size(), 0), threshold_(static_cast<Index>(layout.cells()), 0), wishes_(plan.places.size()) {
    for (const int place : plan.limited) limited_[static_cast<Index>(place)] = 1;
    Index room = 0;
    for (const int place : weights_.sensitive()) {
      own_at_[static_cast<Index>(place)] = static_cast<int>(room);
      room += static_cast<Index>(plan.places[static_cast<Index>(place)].route_count);
    }
    own_conditional_.assign(room, 0);
    // Who is under way is always taken by the filter: they have to be moved on.
    for (int c = layout.first_slot(); c < layout.cells(); ++c) threshold_[static_cast<Index>(c)] = std::uint64_t{1} << 32;
    for (int i = 0; i < plan.place_count(); ++i) {
      population_[static_cast<Index>(i)] = static_cast<double>(plan.places[static_cast<Index>(i)].population);
      start(i, plan.initial[static_cast<Index>(i)]);
    }
  }

  void day(int t) {
    day_ = t;
    weights_.before_spawn(t);
    set_out();
    weights_.dawn(t);
    close_links();
    for (const int place : plan_.limited) look(place);
    for (const int place : weights_.refreshed()) own_leave_[static_cast<Index>(place)] = -1;
    // At dawn: who leaves by the chances of now. Where a camp's openness changes them during the morning, the chance that everybody may
    // leave is the filter's, and the person is asked again.
    for (int r = 0; r < layout_.rests; ++r) {
      const Node& node = plan_.nodes[static_cast<Index>(layout_.node_of(r))];
      const double p = node.arc >= 0 ? 1 : order_free_ ? leave(node.place) : weights_.leave(node.place);
      threshold_[static_cast<Index>(r)] = static_cast<std::uint64_t>(std::ceil(p * k_word));
    }
    cell_.resize((count_ + 31) / 32 * 32, static_cast<std::uint32_t>(0));
    leavers_.resize(count_ + 32);
    const Index found = filter_(cell_.data(), count_, threshold_.data(), member_,
                                (static_cast<std::uint32_t>(day_) << 16) | static_cast<std::uint32_t>(Purpose::move), options_.seed, leavers_.data());
    steps_.clear();
    for (Index i = 0; i < found; ++i) set_off(leavers_[i]);
    for (const Step& step : steps_) travel(step);
    if (order_free_) admit();
    drain();
  }

  void record(Trajectories& out, Index row_member) const {
    const Index row = row_member * out.days + static_cast<Index>(day_);
    std::uint32_t* to = out.people.data() + row * out.columns;
    double rest = 0;
    for (const double n : present_) rest += n;
    if (options_.reported_only) {
      for (const int place : plan_.reported) *to++ = static_cast<std::uint32_t>(present_[static_cast<Index>(place)]);
    } else {
      for (const double n : present_) *to++ = static_cast<std::uint32_t>(n);
    }
    NUZUH_EXPECT(rest <= static_cast<double>(count_));
    *to = static_cast<std::uint32_t>(count_ - static_cast<Index>(rest));
    out.present[row] = count_;
    out.left[row] = gone_;
  }

 private:
  /// A person under way today, who has not yet arrived: `next` is the cell, reached by `arc`.
  struct Step {
    std::uint32_t person;
    int next, arc;
  };

  void start(int place, std::int64_t people) {
    const int cell = layout_.on_foot ? place + layout_.nodes : place;
    cell_.resize(count_);
    cell_.insert(cell_.end(), static_cast<Index>(people), static_cast<std::uint32_t>(cell));
    count_ += static_cast<Index>(people);
    present_[static_cast<Index>(place)] += static_cast<double>(people);
    auto& living = population_[static_cast<Index>(place)];
    if (plan_.take_from_population && day_ >= 0) living = std::max(0.0, living - static_cast<double>(people));
  }

  void set_out() {
    if (plan_.spawn != SpawnKind::total_by_weight) {
      for (const auto& [place, mean] : plan_.arrivals_at[static_cast<Index>(day_)]) {
        rng::Stream stream(options_.seed, member_, plan_.places[static_cast<Index>(place)].entity, day_, Purpose::spawn);
        start(place, plan_.spawn == SpawnKind::per_place ? static_cast<std::int64_t>(mean) : rng::poisson_quantile(stream.uniform(), mean));
      }
      return;
    }
    waiting_ += std::floor(weights_.arrivals(day_) + 0.5);
    const auto& origins = weights_.origins();
    cumulative_.clear();
    double total = 0;
    for (const int place : origins) {
      cumulative_.push_back(total += weights_.spawn_weight(place) * (plan_.take_from_population ? population_[static_cast<Index>(place)] : 1));
    }
    if (waiting_ <= 0 || total <= 0) return;
    rng::Stream stream(options_.seed, member_, 0, day_, Purpose::spawn);
    for (; waiting_ > 0; --waiting_) {
      const auto at = std::upper_bound(cumulative_.begin(), cumulative_.end() - 1, stream.uniform() * total) - cumulative_.begin();
      start(origins[static_cast<Index>(at)], 1);
    }
  }

  void close_links() {
    if (!plan_.rules.closed_links_are_remembered) return;
    for (const auto& change : plan_.changes[static_cast<Index>(day_)].links) {
      if (change.open) continue;
      for (Index i = 0; i < count_; ++i) {
        const int slot = static_cast<int>(cell_[i]) - layout_.first_slot();
        if (slot < 0 || slot >= layout_.slots || plan_.arcs[static_cast<Index>(layout_.slot_arc[static_cast<Index>(slot)])].link != change.link) continue;
        cell_[i] += static_cast<std::uint32_t>(layout_.slots);
      }
    }
  }

  /// The openness of a place has to be worked out again.
  void look(int place) {
    const auto i = static_cast<Index>(place);
    const double open = openness(present_[i], weights_.capacity(place), weights_.parameters().capacity_buffer);
    if (open == open_[i]) return;
    open_[i] = open;
    for (const int route : plan_.routes_to[i]) own_leave_[static_cast<Index>(plan_.routes[static_cast<Index>(route)].origin)] = -1;
  }
  void change(int place, double n) {
    present_[static_cast<Index>(place)] += n;
    if (limited_[static_cast<Index>(place)] && !order_free_) look(place);
  }

  double leave(int place) {
    const auto i = static_cast<Index>(place);
    if (own_at_[i] < 0) return weights_.leave(place);
    if (own_leave_[i] < 0) {
      weights_.chances(place, [&](int end) { return open_[static_cast<Index>(end)]; }, own_leave_[i], own_conditional_.data() + own_at_[i]);
    }
    return own_leave_[i];
  }
  const double* conditional(int place) const {
    const int at = own_at_[static_cast<Index>(place)];
    return at >= 0 ? own_conditional_.data() + at : weights_.conditional(place);
  }

  /// The first move of the morning: those under way go on, those at rest choose a way. Nobody arrives yet.
  void set_off(std::uint32_t person) {
    const int cell = static_cast<int>(cell_[person]);
    if (cell >= layout_.first_slot()) {
      const bool turned = cell >= layout_.first_turned();
      const int slot = cell - (turned ? layout_.first_turned() : layout_.first_slot());
      const int next = layout_.slot_next[static_cast<Index>(slot)];
      if (next >= layout_.first_slot()) {
        cell_[person] = static_cast<std::uint32_t>(turned ? next + layout_.slots : next);
        return;
      }
      const int arc = layout_.slot_arc[static_cast<Index>(slot)], link = plan_.arcs[static_cast<Index>(arc)].link;
      steps_.push_back({person, turned || !weights_.link_open(link) ? plan_.links[static_cast<Index>(link)].from : next, turned || !weights_.link_open(link) ? -1 : arc});
      return;
    }
    const int place = plan_.nodes[static_cast<Index>(layout_.node_of(cell))].place;
    rng::Stream stream(options_.seed, member_, person, day_, Purpose::choose);
    int next = -1, arc = -1;
    // The filter took those who leave while everything is open.
    const double filtered = order_free_ ? leave(place) : weights_.leave(place);
    if (!choose(cell, filtered > 0 ? std::min(1.0, leave(place) / filtered) : 0, stream, next, arc)) {
      cell_[person] = static_cast<std::uint32_t>(layout_.is_rest(cell) && cell >= layout_.nodes ? place + layout_.nodes : place);
      return;
    }
    change(place, -1);
    if (next >= layout_.first_slot()) {
      cell_[person] = static_cast<std::uint32_t>(next);
    } else {
      steps_.push_back({person, next, arc});
    }
  }

  /// Leaves with probability p (for those who choose) and by which way.
  bool choose(int cell, double p, rng::Stream& stream, int& next, int& arc) {
    const Node& node = plan_.nodes[static_cast<Index>(layout_.node_of(cell))];
    int way = 0;
    if (node.arc >= 0) {
      if (!weights_.may_go_on(node, [&](int end) { return open_[static_cast<Index>(end)]; })) return false;
      arc = node.arc;
    } else {
      if (p <= 0 || (p < 1 && stream.uniform() >= p)) return false;
      const auto& place = plan_.places[static_cast<Index>(node.place)];
      const double* q = conditional(node.place);
      while (way + 1 < place.route_count && (q[way] <= 0 || (q[way] < 1 && stream.uniform() >= q[way]))) ++way;
      arc = plan_.routes[static_cast<Index>(place.first_route + way)].arc;
    }
    next = layout_.target[static_cast<Index>(layout_.first_target[static_cast<Index>(cell)] + way)];
    return true;
  }

  /// Arrives, and goes on for as long as the day allows.
  void travel(const Step& step) {
    int here = step.next, arc = step.arc;
    rng::Stream stream(options_.seed, member_, step.person, day_, Purpose::travel);
    for (;;) {
      const int place = plan_.nodes[static_cast<Index>(layout_.node_of(here))].place;
      if (order_free_ && limited_[static_cast<Index>(place)] && arc >= 0 && !passes(plan_, layout_, here)) {
        wishes_[static_cast<Index>(place)].push_back({step.person, here, arc});
        return;
      }
      change(place, 1);
      int next = -1;
      if (layout_.is_rest(here) || !choose(here, leave(place), stream, next, arc)) {
        cell_[step.person] = static_cast<std::uint32_t>(layout_.is_rest(here) ? here : place);
        return;
      }
      change(place, -1);
      if (next >= layout_.first_slot()) {
        cell_[step.person] = static_cast<std::uint32_t>(next);
        return;
      }
      here = next;
    }
  }

  /// The order-free rule: a random part of those who wish to get in does; the others sleep at the start of their last link.
  void admit() {
    for (const int place : plan_.limited) {
      auto& list = wishes_[static_cast<Index>(place)];
      const double capacity = weights_.capacity(place);
      const auto room = capacity < 1 ? list.size() : static_cast<Index>(std::clamp(std::floor(capacity) - present_[static_cast<Index>(place)], 0.0, static_cast<double>(list.size())));
      rng::Stream stream(options_.seed, member_, plan_.places[static_cast<Index>(place)].entity, day_, Purpose::admit);
      for (Index i = 0; i < list.size(); ++i) {
        if (room < list.size() && i < room) {
          std::swap(list[i], list[i + static_cast<Index>(stream.uniform() * static_cast<double>(list.size() - i))]);
        }
        const Arc& arc = plan_.arcs[static_cast<Index>(list[i].arc)];
        const int cell = i < room ? arc.node : plan_.links[static_cast<Index>(arc.link)].from;
        cell_[list[i].person] = static_cast<std::uint32_t>(cell);
        present_[static_cast<Index>(plan_.nodes[static_cast<Index>(cell)].place)] += 1;
      }
      list.clear();
    }
  }

  void drain() {
    if (!plan_.sinks) return;
    Index kept = 0;
    for (Index i = 0; i < count_; ++i) {
      const int cell = static_cast<int>(cell_[i]);
      if (layout_.is_rest(cell)) {
        const int place = plan_.nodes[static_cast<Index>(layout_.node_of(cell))].place;
        const double p = plan_.places[static_cast<Index>(place)].leave_sink;
        rng::Stream stream(options_.seed, member_, static_cast<std::uint32_t>(i), day_, Purpose::return_home);
        if (p > 0 && weights_.today(place).camp && stream.uniform() < p) {
          present_[static_cast<Index>(place)] -= 1;
          ++gone_;
          continue;
        }
      }
      cell_[kept++] = cell_[i];
    }
    count_ = kept;
  }

  const Plan& plan_;
  const Layout& layout_;
  const IndividualOptions& options_;
  std::uint32_t member_;
  Weights weights_;
  Filter filter_;
  bool order_free_;
  int day_ = -1;
  Index count_ = 0, gone_ = 0;
  double waiting_ = 0;
  std::vector<std::uint32_t> cell_;  ///< [person]
  std::vector<std::uint32_t> leavers_;
  std::vector<double> present_, open_;
  std::vector<int> own_at_;
  std::vector<double> own_leave_, own_conditional_;
  std::vector<std::uint8_t> limited_;
  std::vector<double> population_, cumulative_;
  std::vector<std::uint64_t> threshold_;  ///< [cell]
  std::vector<Step> steps_;
  std::vector<std::vector<Step>> wishes_;
};

}  // namespace

Trajectories run_individuals(const Plan& plan, const Parameters& parameters, const IndividualOptions& options) {
  const double unit = options.unit_km > 0 ? options.unit_km : default_unit_km(plan);
  const Layout layout = make_layout(plan, parameters.max_move_speed, parameters.max_walk_speed, unit);
  Trajectories out;
  out.reserve(options.members, static_cast<Index>(plan.days), (options.reported_only ? plan.reported.size() : plan.places.size()) + 1);
  core::for_each_index(options.members, options.threads, [&](std::size_t m) {
    People people(plan, layout, parameters, options, options.first_member + static_cast<std::uint32_t>(m));
    for (int t = 0; t < plan.days; ++t) {
      people.day(t);
      people.record(out, m);
    }
  }, options.progress);
  return out;
}

}  // namespace nuzuh::movement
