#include "nuzuh/movement/individual.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/movement/roads.hpp"
#include "nuzuh/movement/weights.hpp"
#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::movement {

#define NUZUH_DECLARE(isa)                                                                                                     \
  namespace isa {                                                                                                              \
  std::size_t filter(const std::uint32_t* cell, std::size_t count, const std::uint64_t* threshold, std::uint32_t member,       \
                     std::uint32_t when_why, std::uint64_t seed, std::uint32_t* leavers);                                      \
  void words(const std::uint32_t* person, std::size_t count, std::uint32_t member, std::uint32_t when_why, std::uint64_t seed,   \
             std::uint32_t* out);                                                                                              \
  }
NUZUH_DECLARE(on_scalar)
NUZUH_DECLARE(on_avx2)
NUZUH_DECLARE(on_avx512)
#undef NUZUH_DECLARE

Filter leaver_filter(Isa isa) { return isa == Isa::avx512 ? on_avx512::filter : isa == Isa::avx2 ? on_avx2::filter : on_scalar::filter; }
Words person_words(Isa isa) { return isa == Isa::avx512 ? on_avx512::words : isa == Isa::avx2 ? on_avx2::words : on_scalar::words; }

namespace {

using Index = std::size_t;
using rng::Purpose;
constexpr double k_word = 4294967296.0;  // 2^32

/// A chance as a threshold of 32-bit words.
std::uint64_t threshold_of(double chance) { return static_cast<std::uint64_t>(std::floor(chance * k_word + 0.5)); }

class People {
 public:
  People(const Plan& plan, const Roads& roads, const Parameters& parameters, const IndividualOptions& options, std::uint32_t member)
      : plan_(plan), roads_(roads), options_(options), member_(member), weights_(plan, parameters), filter_(leaver_filter(options.isa)),
        words_of_(person_words(options.isa)), order_free_(!plan.rules.admission_in_list_order), present_(plan.places.size(), 0),
        open_(plan.places.size(), 1), capacity_(plan.places.size(), -1), sensitive_(plan.places.size(), 0), fresh_(plan.places.size(), 0),
        limited_(plan.places.size(), 0), population_(plan.places.size(), 0), upto_(plan.routes.size(), 0),
        threshold_(static_cast<Index>(roads.cells()), 0), wishes_(plan.places.size()) {
    for (const int place : plan.limited) limited_[static_cast<Index>(place)] = 1;
    int most = 1;
    for (const auto& place : plan.places) {
      ways_.push_back({place.first_route, place.route_count});
      most = std::max(most, place.route_count);
    }
    own_conditional_.resize(static_cast<Index>(most));
    for (const auto& route : plan.routes) arc_of_.push_back(route.arc);
    for (const auto& node : plan.nodes) at_.push_back({node.place, node.arc >= 0});
    for (const int place : weights_.sensitive()) sensitive_[static_cast<Index>(place)] = 1;
    // Who is under way is always taken by the filter: they have to be moved on.
    for (int c = roads.rests; c < roads.cells(); ++c) threshold_[static_cast<Index>(c)] = std::uint64_t{1} << 32;
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
    for (const int place : weights_.refreshed()) fresh_[static_cast<Index>(place)] = 0;
    for (const int place : plan_.limited) {
      capacity_[static_cast<Index>(place)] = weights_.capacity(place);
      look(static_cast<Index>(place));
    }
    // At dawn: who leaves by the chances of now. Where a camp's openness changes them during the morning, the chance that everybody may
    // leave is the filter's, and the person is asked again.
    for (int r = 0; r < roads_.rests; ++r) {
      const At& here = at_[static_cast<Index>(roads_.node_of(r))];
      threshold_[static_cast<Index>(r)] = here.pending ? std::uint64_t{1} << 32 : order_free_ ? leave(here.place) : threshold_of(weights_.leave(here.place));
    }
    cell_.resize((count_ + 31) / 32 * 32, static_cast<std::uint32_t>(0));
    if (!roads_.full_speed) last_km_.resize(cell_.size());
    leavers_.resize(count_ + 32);
    const auto when = static_cast<std::uint32_t>(day_) << 16;
    const Index found = filter_(cell_.data(), count_, threshold_.data(), member_, when | static_cast<std::uint32_t>(Purpose::move), options_.seed, leavers_.data());
    if (words_.size() < 4 * (found + 8)) words_.resize(4 * (found + 8) * 3 / 2);
    words_of_(leavers_.data(), found, member_, when | static_cast<std::uint32_t>(Purpose::choose), options_.seed, words_.data());
    steps_.clear();
    for (Index i = 0; i < found; ++i) set_off(leavers_[i], i);
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
  /// A person under way today, who arrives at `node` over `leg` (-1: put back) after so many kilometres today.
  struct Step {
    double moved;
    std::uint32_t person, leaver;
    int node, leg;
  };
  struct At {
    int place;
    bool pending;  ///< follows a route
  };
  struct Ways {
    int first, count;
  };
  struct Wish {
    std::uint32_t person;
    int leg;
  };

  void start(int place, std::int64_t people) {
    const int cell = roads_.rests > roads_.nodes ? place + roads_.nodes : place;
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
        const int slot = static_cast<int>(cell_[i]) - roads_.rests;
        if (slot < 0 || slot >= roads_.slots || roads_.legs[static_cast<Index>(roads_.slot_leg[static_cast<Index>(slot)])].link != change.link) continue;
        cell_[i] += static_cast<std::uint32_t>(roads_.slots);
      }
    }
  }

  /// The openness of a place has to be worked out again.
  void look(Index place) {
    const double open = openness(present_[place], capacity_[place], weights_.parameters().capacity_buffer);
    if (open == open_[place]) return;
    open_[place] = open;
    for (const int route : plan_.routes_to[place]) fresh_[static_cast<Index>(plan_.routes[static_cast<Index>(route)].origin)] = 0;
  }
  void change(int place, double n) {
    const auto i = static_cast<Index>(place);
    present_[i] += n;
    if (limited_[i] && !order_free_) look(i);
  }

  /// Works out the thresholds of a place's ways: a word below upto_[way] takes that way or one before it.
  void refresh(int place) {
    const auto [first, count] = ways_[static_cast<Index>(place)];
    double leaving = weights_.leave(place);
    const double* q = weights_.conditional(place);
    if (sensitive_[static_cast<Index>(place)]) {
      weights_.chances(place, [&](int end) { return open_[static_cast<Index>(end)]; }, leaving, own_conditional_.data());
      q = own_conditional_.data();
    }
    double sum = 0;
    for (int way = 0; way < count; ++way) {
      sum = q[way] >= 1 ? leaving : sum + (leaving - sum) * std::max(0.0, q[way]);
      upto_[static_cast<Index>(first + way)] = threshold_of(sum);
    }
    fresh_[static_cast<Index>(place)] = 1;
  }
  /// The threshold of leaving a place at all.
  std::uint64_t leave(int place) {
    const auto [first, count] = ways_[static_cast<Index>(place)];
    if (!fresh_[static_cast<Index>(place)]) refresh(place);
    return count ? upto_[static_cast<Index>(first + count - 1)] : 0;
  }

  /// The arc that a person takes, -1 to stay. `word` is below 2^32.
  int choose(int node, std::uint64_t word) {
    const At& here = at_[static_cast<Index>(node)];
    if (here.pending) {
      const Node& on = plan_.nodes[static_cast<Index>(node)];
      return weights_.may_go_on(on, [&](int end) { return open_[static_cast<Index>(end)]; }) ? on.arc : -1;
    }
    if (word >= leave(here.place)) return -1;
    auto way = static_cast<Index>(ways_[static_cast<Index>(here.place)].first);
    while (word >= upto_[way]) ++way;
    return arc_of_[way];
  }

  /// Sets out over a leg after `moved` km today: true if the person arrives today (moved is brought up to date), else they sleep on it.
  bool go(std::uint32_t person, int leg_number, double& moved) {
    const Roads::Leg& leg = roads_.legs[static_cast<Index>(leg_number)];
    int days = leg.days;
    if (!roads_.full_speed) {
      const double left = leg.speed - moved;
      if (left <= leg.length_km) {
        const double remaining = leg.length_km - std::max(0.0, left);
        const int more = std::min(static_cast<int>(std::floor(remaining / leg.speed)), static_cast<int>(std::floor(leg.length_km / leg.speed)));
        days = more + 1;
        last_km_[person] = remaining - more * leg.speed;
      }
    }
    if (days > 0) {
      cell_[person] = static_cast<std::uint32_t>(roads_.rests + leg.first_slot + days - 1);
      return false;
    }
    moved += leg.length_km;
    if (moved >= leg.speed) moved = k_day_over;
    return true;
  }

  /// The first move of the morning: those under way go on, those at rest choose a way. Nobody arrives yet.
  void set_off(std::uint32_t person, Index leaver) {
    const int cell = static_cast<int>(cell_[person]);
    if (cell >= roads_.rests) {
      const bool turned = cell >= roads_.first_turned();
      const auto slot = static_cast<Index>(cell - (turned ? roads_.first_turned() : roads_.rests));
      if (!roads_.slot_arrives[slot]) {
        cell_[person] = static_cast<std::uint32_t>(cell - 1);
        return;
      }
      const int number = roads_.slot_leg[slot];
      const Roads::Leg& leg = roads_.legs[static_cast<Index>(number)];
      if (turned || !weights_.link_open(leg.link)) {
        steps_.push_back({k_day_over, person, static_cast<std::uint32_t>(leaver), plan_.links[static_cast<Index>(leg.link)].from, -1});
      } else {
        steps_.push_back({roads_.full_speed ? leg.last_km : last_km_[person], person, static_cast<std::uint32_t>(leaver), leg.node, number});
      }
      return;
    }
    const bool foot = cell >= roads_.nodes;
    const int node = roads_.node_of(cell), place = at_[static_cast<Index>(node)].place;
    // The filter took those who leave while everything is open: their word is even below that threshold.
    const int arc = choose(node, (word(leaver, 0) * threshold_[static_cast<Index>(cell)]) >> 32);
    if (arc < 0) {
      cell_[person] = static_cast<std::uint32_t>(foot ? place + roads_.nodes : place);
      return;
    }
    change(place, -1);
    const int leg = foot ? arc + static_cast<int>(plan_.arcs.size()) : arc;
    double moved = 0;
    if (go(person, leg, moved)) steps_.push_back({moved, person, static_cast<std::uint32_t>(leaver), roads_.legs[static_cast<Index>(leg)].node, leg});
  }

  [[nodiscard]] std::uint64_t word(Index leaver, Index w) const { return words_[leaver / 8 * 32 + 8 * w + leaver % 8]; }

  /// Arrives, and goes on for as long as the day allows.
  void travel(Step step) {
    rng::Stream more(options_.seed, member_, step.person, day_, Purpose::travel);
    for (Index w = 1;; ++w) {
      const At& here = at_[static_cast<Index>(step.node)];
      const bool over = step.moved == k_day_over;
      if (order_free_ && limited_[static_cast<Index>(here.place)] && step.leg >= 0 && (over || !here.pending)) {
        wishes_[static_cast<Index>(here.place)].push_back({step.person, step.leg});
        return;
      }
      change(here.place, 1);
      const int leg = over ? -1 : choose(step.node, w < 4 ? word(step.leaver, w) : static_cast<std::uint64_t>(more.uniform() * k_word));
      if (leg < 0) {
        cell_[step.person] = static_cast<std::uint32_t>(over ? step.node : here.place);
        return;
      }
      change(here.place, -1);
      if (!go(step.person, leg, step.moved)) return;
      step.leg = leg, step.node = roads_.legs[static_cast<Index>(leg)].node;
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
        const Roads::Leg& leg = roads_.legs[static_cast<Index>(list[i].leg)];
        const int cell = i < room ? leg.node : plan_.links[static_cast<Index>(leg.link)].from;
        cell_[list[i].person] = static_cast<std::uint32_t>(cell);
        present_[static_cast<Index>(at_[static_cast<Index>(cell)].place)] += 1;
      }
      list.clear();
    }
  }

  void drain() {
    if (!plan_.sinks) return;
    Index kept = 0;
    for (Index i = 0; i < count_; ++i) {
      const int cell = static_cast<int>(cell_[i]);
      if (cell < roads_.rests) {
        const int place = at_[static_cast<Index>(roads_.node_of(cell))].place;
        const double p = plan_.places[static_cast<Index>(place)].leave_sink;
        rng::Stream stream(options_.seed, member_, static_cast<std::uint32_t>(i), day_, Purpose::return_home);
        if (p > 0 && weights_.today(place).camp && stream.uniform() < p) {
          present_[static_cast<Index>(place)] -= 1;
          ++gone_;
          continue;
        }
      }
      if (!roads_.full_speed) last_km_[kept] = last_km_[i];
      cell_[kept++] = cell_[i];
    }
    count_ = kept;
  }

  const Plan& plan_;
  const Roads& roads_;
  const IndividualOptions& options_;
  std::uint32_t member_;
  Weights weights_;
  Filter filter_;
  Words words_of_;
  bool order_free_;
  int day_ = -1;
  Index count_ = 0, gone_ = 0;
  double waiting_ = 0;
  std::vector<std::uint32_t> cell_;  ///< [person]
  std::vector<double> last_km_;      ///< [person] moved on the day of arrival, for those under way (native rules only)
  std::vector<std::uint32_t> leavers_, words_;
  std::vector<double> present_, open_, capacity_;
  std::vector<std::uint8_t> sensitive_, fresh_, limited_;
  std::vector<double> population_, cumulative_, own_conditional_;
  std::vector<At> at_;                    ///< [node]
  std::vector<Ways> ways_;                ///< [place]
  std::vector<int> arc_of_;               ///< [route]
  std::vector<std::uint64_t> upto_;       ///< [route]
  std::vector<std::uint64_t> threshold_;  ///< [cell]
  std::vector<Step> steps_;
  std::vector<std::vector<Wish>> wishes_;
};

}  // namespace

Trajectories run_individuals(const Plan& plan, const Parameters& parameters, const IndividualOptions& options) {
  const Roads roads(plan, parameters.max_move_speed, parameters.max_walk_speed);
  Trajectories out;
  out.reserve(options.members, static_cast<Index>(plan.days), (options.reported_only ? plan.reported.size() : plan.places.size()) + 1);
  core::for_each_index(options.members, options.threads, [&](std::size_t m) {
    People people(plan, roads, parameters, options, options.first_member + static_cast<std::uint32_t>(m));
    for (int t = 0; t < plan.days; ++t) {
      people.day(t);
      people.record(out, m);
    }
  }, options.progress);
  return out;
}

}  // namespace nuzuh::movement
