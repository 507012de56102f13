#include "nuzuh/movement/cohort_lockstep.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/movement/draws.hpp"
#include "nuzuh/movement/few.hpp"
#include "nuzuh/movement/lockstep.hpp"
#include "nuzuh/movement/morning_rounds.hpp"
#include "nuzuh/movement/group_split.hpp"
#include "nuzuh/movement/rationing.hpp"
#include "nuzuh/movement/weights.hpp"
#include "nuzuh/movement/wide.hpp"
#include "nuzuh/rng/quantiles.hpp"

namespace nuzuh::movement {

namespace on_scalar { void lockstep(const LockstepStep& step, const int* sources, int begin, int end); }
namespace on_avx2 { void lockstep(const LockstepStep& step, const int* sources, int begin, int end); }
namespace on_avx512 { void lockstep(const LockstepStep& step, const int* sources, int begin, int end); }

namespace {

using Index = std::size_t;
using rng::Purpose;
using Lanes = std::array<double, k_wide>;

class Members {
 public:
  Members(const Plan& plan, const Program& program, const Parameters& parameters, const CohortOptions& options, std::uint32_t first,
          std::uint32_t count)
      : plan_(plan), program_(program), layout_(program.layout), options_(options), used_(count),
        lockstep_(options.isa == Isa::avx512 ? on_avx512::lockstep : options.isa == Isa::avx2 ? on_avx2::lockstep : on_scalar::lockstep),
        weights_(plan, parameters), draws_(options.isa, options.seed), order_free_(!plan.rules.admission_in_list_order),
        people_(lanes(static_cast<Index>(layout_.cells()))), present_(lanes(plan.limited.size())), coming_(lanes(plan.limited.size())),
        came_(lanes(plan.limited.size())), open_(k_wide * plan.limited.size(), 1.0), close_at_(lanes(plan.limited.size())),
        leave_(lanes(plan.nodes.size())), conditional_(lanes(plan.routes.size())), upto_(lanes(plan.routes.size())),
        first_upto_(k_wide * plan.routes.size()), first_leave_(k_wide * plan.routes.size()),
        wish_(order_free_ ? lanes(plan.arcs.size()) : Wide()),
        fresh_(k_wide * plan.places.size(), 0), admits_(plan.limited.size(), 0), rounds_(plan, k_wide), due_(lanes(static_cast<Index>(layout_.states))) {
    for (Index lane = 0; lane < k_wide; ++lane) member_[lane] = options.first_member + first + static_cast<std::uint32_t>(lane);
    for (const Node& node : plan.nodes) entity_.push_back(plan.places[static_cast<Index>(node.place)].entity);
    for (int c = 0; c < layout_.first_slot(); ++c) {
      const std::uint32_t budget = c < layout_.nodes    ? k_dawn_class
                                   : c < layout_.rests ? k_dawn_class - 1
                                                       : layout_.state_class[static_cast<Index>(c - layout_.rests)];
      budget_class_.push_back(draw_index(budget, 0, 0));
    }
    int most = std::max(program.wake_limited.size(), program.wake_others.size());
    for (Index l = 0; l + 1 < layout_.level_begin.size(); ++l) most = std::max(most, layout_.level_begin[l + 1] - layout_.level_begin[l]);
    const Index room = k_wide * static_cast<Index>(most + 1);
    for (auto* array : {&n_, &p_, &drawn_, &left_in_}) array->assign(room, 0);
    for (auto* array : {&members_, &entities_, &indices_}) array->assign(room, 0);
    group_.assign(static_cast<Index>(most) + 1, 0);
    mode_ = group_;
    int most_routes = 1;
    for (int i = 0; i < plan.place_count(); ++i) {
      most_routes = std::max(most_routes, plan.places[static_cast<Index>(i)].route_count);
      if (plan.take_from_population && i < plan.sites) population_.insert(population_.end(), k_wide, static_cast<double>(plan.places[static_cast<Index>(i)].population));
    }
    const auto first_people = first_people_together(plan);
    for (Index i = 0; i < first_people.size(); ++i) {
      const FirstCrowd& crowd = first_people[i];
      Lanes people{};
      for (Index lane = 0; lane < used_; ++lane) people[lane] = static_cast<double>(crowd.people);
      split_over_groups(plan, crowd.site, crowd.shares, day_of_crowd(i, crowd.listed), {member_.data(), used_}, {people.data(), used_}, draws_,
                        [&](int place, Index lane, double n) { settle(place, lane, n); });
    }
    scratch_.assign(static_cast<Index>(most_routes), 0);
    if (plan.sinks && plan.rules.leavers_stay_counted) still_counted_ = lanes(static_cast<Index>(plan.sites));
    below_ = lanes(static_cast<Index>(most_routes));
    for (Index arc = 0; order_free_ && arc < plan.arcs.size(); ++arc) {
      if (program.limited_of[place_of_arc(arc)] >= 0) limited_arcs_.push_back(arc);
    }
    std::stable_sort(limited_arcs_.begin(), limited_arcs_.end(), [&](Index a, Index b) { return site_of_arc(a) < site_of_arc(b); });
  }

  void day(int t) {
    day_ = t;
    weights_.before_spawn(t);
    set_out();
    count_present();
    weights_.dawn(t);
    for (const int place : weights_.refreshed()) spread(place);
    close_links();
    refresh_openness();
    advance_travellers();
    leave_at_dawn();
    for (const auto& [at, n] : late_) {
      const int limited = program_.limited_of[static_cast<Index>(plan_.nodes[static_cast<Index>(at)].place)];
      for (Index lane = 0; lane < used_; ++lane) {
        people_[cell(at) + lane] += n[lane];
        if (limited >= 0) present_[cell(limited) + lane] += n[lane];
      }
    }
    travel();
    if (order_free_) admit();
    drain();
  }

  void record(Trajectories& out, Index row_member, Index lane) const {
    const Index row = (row_member + lane) * out.days + static_cast<Index>(day_);
    std::uint32_t* to = out.people.data() + row * out.columns;
    std::vector<double> at(static_cast<Index>(plan_.sites), 0);
    double rest = 0, way = 0;
    for (int r = 0; r < layout_.rests; ++r) {
      const double n = people_[cell(r) + lane];
      at[static_cast<Index>(plan_.site_of(plan_.nodes[static_cast<Index>(layout_.node_of(r))].place))] += n;
      rest += n;
    }
    for (int c = layout_.first_slot(); c < layout_.cells(); ++c) way += people_[cell(c) + lane];
    for (Index site = 0; !still_counted_.empty() && site < at.size(); ++site) at[site] += still_counted_[k_wide * site + lane];
    if (options_.reported_only) {
      for (const int site : plan_.reported) *to++ = static_cast<std::uint32_t>(at[static_cast<Index>(site)]);
    } else {
      for (const double n : at) *to++ = static_cast<std::uint32_t>(n);
    }
    *to = static_cast<std::uint32_t>(way);
    NUZUH_EXPECT(rest + way == total_[lane] - gone_[lane]);
    out.present[row] = static_cast<std::uint64_t>(rest + way);
    out.left[row] = static_cast<std::uint64_t>(gone_[lane]);
  }

 private:
  static Index cell(int c) { return k_wide * static_cast<Index>(c); }
  [[nodiscard]] Index place_of_arc(Index arc) const {
    return static_cast<Index>(plan_.nodes[static_cast<Index>(plan_.arcs[arc].node)].place);
  }
  [[nodiscard]] Index site_of_arc(Index arc) const { return static_cast<Index>(plan_.site_of(static_cast<int>(place_of_arc(arc)))); }

  [[nodiscard]] int site_of_rest(int r) const { return plan_.site_of(plan_.nodes[static_cast<Index>(layout_.node_of(r))].place); }

  LockstepStep work() {
    LockstepStep step;
    step.sources = program_.sources_on(plan_, day_).data(), step.target = layout_.target.data(), step.marks = program_.marks.data();
    step.leave = leave_.data(), step.conditional = conditional_.data(), step.close_at = close_at_.data();
    step.upto = upto_.data(), step.first_upto = first_upto_.data(), step.first_leave = first_leave_.data(), step.below = below_.data();
    step.entity = entity_.data(), step.budget_class = budget_class_.data(), step.member = member_.data();
    step.places = plan_.place_count();
    step.people = people_.data(), step.present = present_.data(), step.coming = coming_.data();
    step.wish = order_free_ ? wish_.data() : nullptr, step.admits = admits_.data();
    step.day = static_cast<std::uint32_t>(day_), step.seed = options_.seed;
    step.purpose_move = static_cast<std::uint32_t>(Purpose::move), step.purpose_choose = static_cast<std::uint32_t>(Purpose::choose);
    step.n = n_.data(), step.p = p_.data(), step.out = drawn_.data(), step.left = left_in_.data();
    step.members = members_.data(), step.entities = entities_.data(), step.indices = indices_.data();
    step.group = group_.data(), step.mode = mode_.data();
    return step;
  }
  void run(const LockstepStep& step, const int* sources, int begin, int end) { lockstep_(step, sources, begin, end); }
  void run(const LockstepStep& step, const std::vector<int>& sources) { run(step, sources.data(), 0, static_cast<int>(sources.size())); }

  void settle(int place, Index lane, double n) {
    people_[cell(layout_.on_foot ? place + layout_.nodes : place) + lane] += n;
    total_[lane] += n;
  }

  /// People set out from a site.
  void start(int site, Lanes people) {
    split_over_groups(plan_, site, day_, {member_.data(), used_}, {people.data(), used_}, draws_,
                      [&](int place, Index lane, double n) { settle(place, lane, n); });
  }

  void set_out() {
    const auto set = [&](int site, const Lanes& people) {
      start(site, people);
      for (Index lane = 0; plan_.take_from_population && lane < used_; ++lane) {
        population_[cell(site) + lane] = std::max(0.0, population_[cell(site) + lane] - people[lane]);
      }
    };
    if (plan_.spawn != SpawnKind::total_by_weight) {
      for (const auto& [site, mean] : plan_.arrivals_at[static_cast<Index>(day_)]) {
        Lanes people{};
        for (Index lane = 0; lane < used_; ++lane) {
          rng::Stream stream(options_.seed, member_[lane], plan_.places[static_cast<Index>(site)].entity, day_, Purpose::spawn);
          people[lane] = plan_.spawn == SpawnKind::per_place ? mean : static_cast<double>(rng::poisson_quantile(stream.uniform(), mean));
        }
        set(site, people);
      }
      return;
    }
    const double today = std::floor(weights_.arrivals(day_) + 0.5);
    const auto& origins = weights_.origins();
    const auto weight = [&](int site, Index lane) {
      return weights_.spawn_weight(site) * (plan_.take_from_population ? population_[cell(site) + lane] : 1);
    };
    Lanes left{}, weight_left{};
    bool any = false;
    for (Index lane = 0; lane < used_; ++lane) {
      waiting_[lane] += today;
      if (waiting_[lane] <= 0) continue;
      for (Index i = origins.size(); i-- > 0;) weight_left[lane] += weight(origins[i], lane);
      if (weight_left[lane] <= 0) continue;
      left[lane] = std::exchange(waiting_[lane], 0);
      any = true;
    }
    for (Index i = 0; any && i < origins.size(); ++i) {
      draws_.clear();
      for (Index lane = 0; lane < used_; ++lane) {
        const double w = weight(origins[i], lane);
        const bool last = i + 1 == origins.size() || w >= weight_left[lane];
        draws_.add(left[lane], left[lane] <= 0 ? 0 : last ? 1 : w / weight_left[lane], member_[lane],
                   plan_.places[static_cast<Index>(origins[i])].entity, 0);
        weight_left[lane] -= w;
      }
      draws_.draw(day_, Purpose::spawn);
      Lanes people{};
      for (Index lane = 0; lane < used_; ++lane) {
        if (left[lane] <= 0) continue;
        people[lane] = draws_[lane];
        left[lane] -= people[lane];
      }
      set(origins[i], people);
    }
  }

  void count_present() {
    std::fill(present_.begin(), present_.end(), 0.0);
    for (Index i = 0; !still_counted_.empty() && i < plan_.limited.size(); ++i) {
      std::copy_n(still_counted_.begin() + static_cast<std::ptrdiff_t>(cell(plan_.limited[i])), k_wide, present_.begin() + static_cast<std::ptrdiff_t>(k_wide * i));
    }
    for (const int r : program_.wake_limited) {
      const Index at = cell(program_.sources[static_cast<Index>(r)].limited);
      for (Index lane = 0; lane < used_; ++lane) present_[at + lane] += people_[cell(r) + lane];
    }
  }

  void spread(int place) {
    const auto& here = plan_.places[static_cast<Index>(place)];
    const Index first = cell(here.first_route), ways = static_cast<Index>(here.route_count);
    set_chances(place, 0, weights_.leave(place), weights_.conditional(place));
    for (Index lane = 0; lane < k_wide; ++lane) {
      leave_[cell(place) + lane] = leave_[cell(place)];
      fresh_[cell(place) + lane] = 0;
    }
    for (Index at = first; at < first + k_wide * ways; at += k_wide) {
      std::fill_n(conditional_.begin() + static_cast<std::ptrdiff_t>(at), k_wide, conditional_[at]);
      std::fill_n(upto_.begin() + static_cast<std::ptrdiff_t>(at), k_wide, upto_[at]);
      std::fill_n(first_upto_.begin() + static_cast<std::ptrdiff_t>(at), k_wide, first_upto_[at]);
      std::fill_n(first_leave_.begin() + static_cast<std::ptrdiff_t>(at), k_wide, first_leave_[at]);
    }
  }

  void set_chances(int place, Index lane, double leave, const double* conditional) {
    const auto& here = plan_.places[static_cast<Index>(place)];
    const Index first = cell(here.first_route) + lane, ways = static_cast<Index>(here.route_count);
    leave_[cell(place) + lane] = leave;
    add_up(conditional, ways, upto_.data() + first, k_wide);
    for (Index way = 0; way < ways; ++way) {
      const Index at = first + k_wide * way;
      conditional_[at] = conditional[way];
      first_upto_[at] = first_pieces(upto_[at]);
      first_leave_[at] = first_pieces(leave * upto_[at]);
    }
  }

  void refresh_openness() {
    bool changed = false;
    for (Index i = 0; i < plan_.limited.size(); ++i) {
      const int place = plan_.limited[i];
      const double capacity = weights_.capacity(place), buffer = weights_.parameters().capacity_buffer;
      admits_[i] = weights_.today(place).camp;
      const double close = admits_[i] ? closing_count(capacity, buffer) : HUGE_VAL;
      for (Index lane = 0; lane < used_; ++lane) {
        close_at_[k_wide * i + lane] = close;
        const double open = openness(present_[k_wide * i + lane], capacity, buffer);
        if (open == open_[k_wide * i + lane]) continue;
        open_[k_wide * i + lane] = open;
        changed = true;
        for (const int route : plan_.routes_to[static_cast<Index>(place)]) {
          fresh_[cell(plan_.routes[static_cast<Index>(route)].origin) + lane] = 0;
        }
      }
    }
    if (!changed && weights_.refreshed().empty() && plan_.nodes.size() == plan_.places.size()) return;
    const auto open_of = [&](int place, Index lane) {
      const int limited = program_.limited_of[static_cast<Index>(place)];
      return limited < 0 ? 1.0 : open_[cell(limited) + lane];
    };
    for (const int place : weights_.sensitive()) {
      for (Index lane = 0; lane < used_; ++lane) {
        if (std::exchange(fresh_[cell(place) + lane], 1)) continue;
        double leave = 0;
        weights_.chances(place, [&](int end) { return open_of(end, lane); }, leave, scratch_.data());
        set_chances(place, lane, leave, scratch_.data());
      }
    }
    for (Index n = plan_.places.size(); n < plan_.nodes.size(); ++n) {
      for (Index lane = 0; lane < used_; ++lane) {
        leave_[k_wide * n + lane] = weights_.may_go_on(plan_.nodes[n], [&](int end) { return open_of(end, lane); }) ? 1 : 0;
      }
    }
  }

  void close_links() {
    if (!plan_.rules.closed_links_are_remembered) return;
    for (const auto& change : plan_.changes[static_cast<Index>(day_)].links) {
      if (change.open) continue;
      const auto link = static_cast<Index>(change.link);
      for (int i = layout_.slot_begin[link]; i < layout_.slot_begin[link + 1]; ++i) {
        const int slot = layout_.link_slots[static_cast<Index>(i)];
        shift(people_.data() + cell(layout_.first_slot() + slot), people_.data() + cell(layout_.first_turned() + slot));
        any_turned_ = true;
      }
    }
  }

  void leave_at_dawn() {
    auto step = work();
    step.dawn = true;
    if (order_free_ || !rounds_.wake(weights_, day_, used_, [&](Index limited, Index lane) { return present_[k_wide * limited + lane]; })) {
      run(step, program_.wake_limited);
      if (!order_free_) refresh_openness();
      run(step, program_.wake_others);
      return;
    }
    std::vector<int> camps, others, last;
    for (const int r : program_.wake_limited) (rounds_.once(site_of_rest(r)) ? last : camps).push_back(r);
    for (const int r : program_.wake_others) (rounds_.once(site_of_rest(r)) ? last : others).push_back(r);
    std::vector<int> in_rounds = camps;
    in_rounds.insert(in_rounds.end(), others.begin(), others.end());
    Wide woke = lanes(in_rounds.size()), stayed = woke;
    for (Index i = 0; i < in_rounds.size(); ++i) shift(people_.data() + cell(in_rounds[i]), woke.data() + k_wide * i);
    for (step.slice = 0; step.slice < k_morning_rounds; ++step.slice) {
      for (Index i = 0; i < in_rounds.size(); ++i) {
        const int site = site_of_rest(in_rounds[i]);
        for (Index lane = 0; lane < used_; ++lane) people_[cell(in_rounds[i]) + lane] = share_of_round(woke[k_wide * i + lane], step.slice, rounds_.at(site, lane));
      }
      run(step, camps);
      refresh_openness();
      run(step, others);
      for (Index i = 0; i < in_rounds.size(); ++i) shift(people_.data() + cell(in_rounds[i]), stayed.data() + k_wide * i);
    }
    step.slice = 0;
    run(step, last);
    for (Index i = 0; i < in_rounds.size(); ++i) shift(stayed.data() + k_wide * i, people_.data() + cell(in_rounds[i]));
  }

  void advance_travellers() {
    late_.clear();
    for (int s = 0; s < layout_.slots; ++s) {
      double* n = people_.data() + cell(layout_.first_slot() + s);
      const int next = layout_.slot_next[static_cast<Index>(s)], arc = layout_.slot_arc[static_cast<Index>(s)];
      const int link = plan_.arcs[static_cast<Index>(arc)].link;
      if (next >= layout_.first_slot()) {
        shift(n, people_.data() + cell(next));
      } else if (!weights_.link_open(link)) {
        put_back(arc, n);
      } else {
        const int limited = program_.limited_of[place_of_arc(static_cast<Index>(arc))];
        if (order_free_ && limited >= 0 && admits_[static_cast<Index>(limited)] && !passes(plan_, layout_, next)) {
          shift(n, wish_.data() + cell(arc));
        } else {
          if (limited >= 0 && layout_.is_rest(next)) {
            for (Index lane = 0; lane < k_wide; ++lane) present_[cell(limited) + lane] += n[lane];
          }
          shift(n, people_.data() + cell(next));
        }
      }
      if (!any_turned_) continue;
      double* turned = people_.data() + cell(layout_.first_turned() + s);
      if (next >= layout_.first_slot()) {
        shift(turned, people_.data() + cell(next + layout_.slots));
      } else {
        put_back(arc, turned);
      }
    }
  }
  static void shift(double* from, double* to) {
    for (Index lane = 0; lane < k_wide; ++lane) to[lane] += from[lane], from[lane] = 0;
  }
  void put_back(int arc, double* n) {
    Lanes back{};
    for (Index lane = 0; lane < k_wide; ++lane) back[lane] = std::exchange(n[lane], 0);
    late_.push_back({plan_.turned_back[static_cast<Index>(arc)], back});
  }

  void travel() {
    std::array<std::uint32_t, k_wide> slices{};
    slices.fill(1);
    for (Index i = 0; !order_free_ && i < plan_.limited.size(); ++i) {
      const double capacity = weights_.capacity(plan_.limited[i]), buffer = weights_.parameters().capacity_buffer;
      for (Index lane = 0; lane < used_; ++lane) {
        const Index at = k_wide * i + lane;
        if (capacity < 1 || present_[at] + came_[at] <= buffer * capacity || present_[at] >= close_at_[at]) continue;
        const double wanted = std::ceil(came_[at] / (options_.slice_tolerance * std::max(1.0, (1 - buffer) * capacity)));
        slices[lane] = std::max(slices[lane], static_cast<std::uint32_t>(std::min(31.0, wanted)));
      }
    }
    const std::uint32_t most = *std::max_element(slices.begin(), slices.end());
    const Index first = cell(layout_.first_state()), size = k_wide * static_cast<Index>(layout_.states);
    if (most > 1) {
      std::copy_n(people_.begin() + static_cast<std::ptrdiff_t>(first), size, due_.begin());
      std::fill_n(people_.begin() + static_cast<std::ptrdiff_t>(first), size, 0.0);
    }
    auto step = work();
    for (std::uint32_t slice = 0; slice < most; ++slice) {
      step.slice = slice;
      if (!plan_.limited.empty() && !order_free_) refresh_openness();
      for (int s = 0; s < layout_.states; ++s) {
        const int c = layout_.first_state() + s;
        double* here = people_.data() + cell(c);
        if (most > 1) {
          for (Index lane = 0; lane < used_; ++lane) {
            const double n = due_[cell(s) + lane], of = slices[lane], now = std::min(slice + 1, slices[lane]), before = std::min(slice, slices[lane]);
            here[lane] = std::floor(n * now / of) - std::floor(n * before / of);
          }
        }
        const int limited = program_.sources[static_cast<Index>(c)].limited;
        if (limited < 0) continue;
        for (Index lane = 0; lane < used_; ++lane) {
          present_[cell(limited) + lane] += here[lane];
          coming_[cell(limited) + lane] += here[lane];
        }
      }
      for (Index l = 0; l + 1 < layout_.level_begin.size(); ++l) {
        run(step, nullptr, layout_.first_state() + layout_.level_begin[l], layout_.first_state() + layout_.level_begin[l + 1]);
      }
    }
    came_.swap(coming_);
    std::fill(coming_.begin(), coming_.end(), 0.0);
  }

  void admit() {
    for (Index i = 0; i < limited_arcs_.size();) {
      const Index site = site_of_arc(limited_arcs_[i]);
      Index end = i;
      while (end < limited_arcs_.size() && site_of_arc(limited_arcs_[end]) == site) ++end;
      const double capacity = weights_.capacity(static_cast<int>(site));
      for (Index lane = 0; lane < used_; ++lane) {
        double wishes = 0;
        for (Index k = i; k < end; ++k) wishes += wish_[k_wide * limited_arcs_[k] + lane];
        if (wishes == 0) continue;
        const double here = present_[cell(program_.limited_of[site]) + lane];
        double room = capacity < 1 ? wishes : std::min(wishes, std::max(0.0, std::floor(capacity) - here));
        rng::Stream stream(options_.seed, member_[lane], plan_.places[site].entity, day_, Purpose::admit);
        for (Index k = i; k < end; ++k) {
          const Index arc = limited_arcs_[k];
          const double n = std::exchange(wish_[k_wide * arc + lane], 0);
          if (n == 0) continue;
          const double in = hypergeometric(stream.uniform(), wishes, n, room);
          people_[cell(plan_.arcs[arc].node) + lane] += in;
          const int from = plan_.links[static_cast<Index>(plan_.arcs[arc].link)].from, limited = program_.limited_of[static_cast<Index>(from)];
          people_[cell(from) + lane] += n - in;
          if (limited >= 0) present_[cell(limited) + lane] += n - in;  // a camp that admits later sees who was sent back to it
          wishes -= n;
          room -= in;
        }
      }
      i = end;
    }
  }

  void drain() {
    if (!plan_.sinks) return;
    for (int r = 0; r < layout_.rests; ++r) {
      const auto place = static_cast<Index>(plan_.nodes[static_cast<Index>(layout_.node_of(r))].place);
      if (plan_.places[place].leave_sink <= 0 || !weights_.today(static_cast<int>(place)).camp) continue;
      draws_.clear();
      for (Index lane = 0; lane < used_; ++lane) {
        draws_.add(people_[cell(r) + lane], std::min(1.0, plan_.places[place].leave_sink), member_[lane], static_cast<std::uint32_t>(r), 0);
      }
      draws_.draw(day_, Purpose::return_home);
      for (Index lane = 0; lane < used_; ++lane) {
        people_[cell(r) + lane] -= draws_[lane];
        gone_[lane] += draws_[lane];
        if (!still_counted_.empty()) still_counted_[cell(plan_.site_of(static_cast<int>(place))) + lane] += draws_[lane];
      }
    }
  }

  const Plan& plan_;
  const Program& program_;
  const Layout& layout_;
  const CohortOptions& options_;
  Index used_;
  Lockstep lockstep_;
  Weights weights_;
  Draws draws_;
  bool order_free_, any_turned_ = false;
  int day_ = -1;
  Wide people_, present_, coming_, came_, open_, close_at_, leave_, conditional_, upto_;
  std::vector<std::uint64_t, LineAllocator<std::uint64_t>> first_upto_, first_leave_;  ///< for few people: few.hpp
  Wide wish_, population_, below_;
  std::vector<double> scratch_;
  std::vector<std::uint8_t> fresh_;  ///< [place][lane] chances made with the openness of now
  std::vector<std::uint8_t> admits_;  ///< [limited] a camp today
  Wide still_counted_;  ///< [site][lane] who have left the system from there, where they stay counted
  MorningRounds rounds_;
  Wide due_;          ///< [state][lane] arrivals that wait for their slice
  std::array<std::uint32_t, k_wide> member_{};
  std::vector<std::uint32_t> entity_, budget_class_;
  Lanes total_{}, gone_{}, waiting_{};
  std::vector<std::pair<int, Lanes>> late_;
  std::vector<Index> limited_arcs_;
  Wide n_, p_, drawn_, left_in_;
  std::vector<std::uint32_t> members_, entities_, indices_;
  std::vector<int> group_, mode_;
};

}  // namespace

void run_lockstep(const Plan& plan, const Program& program, const Parameters& parameters, const CohortOptions& options, std::uint32_t first,
                  std::uint32_t count, Trajectories& out) {
  Members members(plan, program, parameters, options, first, count);
  for (int t = 0; t < plan.days; ++t) {
    members.day(t);
    for (std::size_t lane = 0; lane < count; ++lane) members.record(out, first, lane);
  }
}

}  // namespace nuzuh::movement
