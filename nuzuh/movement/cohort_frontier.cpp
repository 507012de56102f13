#include "nuzuh/movement/cohort_frontier.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/movement/draws.hpp"
#include "nuzuh/movement/few.hpp"
#include "nuzuh/movement/group_split.hpp"
#include "nuzuh/movement/morning_rounds.hpp"
#include "nuzuh/movement/rationing.hpp"
#include "nuzuh/movement/weights.hpp"
#include "nuzuh/rng/quantiles.hpp"

namespace nuzuh::movement {
namespace {

using Index = std::size_t;
using rng::Purpose;

class Frontier {
 public:
  Frontier(const Plan& plan, const Layout& layout, const Parameters& parameters, const CohortOptions& options, std::uint32_t member)
      : plan_(plan), layout_(layout), options_(options), member_(member), weights_(plan, parameters), draws_(options.isa, options.seed),
        philox_(philox_lanes(options.isa)),
        seed_(options.seed), order_free_(!plan.rules.admission_in_list_order), people_(static_cast<Index>(layout.cells()), 0),
        present_(static_cast<Index>(plan.sites), 0), open_(present_.size(), 1), close_at_(present_.size(), HUGE_VAL),
        own_leave_(plan.places.size(), -1), came_(present_.size(), 0), coming_(present_.size(), 0), own_at_(plan.places.size(), -1),
        limited_(present_.size(), 0),
        busy_(layout.level_begin.size()), wish_(order_free_ ? plan.arcs.size() : 0, 0), rounds_(plan, 1) {
    Index room = 0;
    for (const int place : weights_.sensitive()) {
      own_at_[static_cast<Index>(place)] = static_cast<int>(room);
      room += static_cast<Index>(plan.places[static_cast<Index>(place)].route_count);
    }
    own_conditional_.assign(room, 0);
    upto_.assign(plan.routes.size(), 0);
    level_.resize(static_cast<Index>(layout.states));
    due_at_.assign(static_cast<Index>(layout.states), 0);
    for (const int site : plan.limited) limited_[static_cast<Index>(site)] = 1;
    for (Index l = 0; l + 1 < layout.level_begin.size(); ++l) {
      for (int s = layout.level_begin[l]; s < layout.level_begin[l + 1]; ++s) level_[static_cast<Index>(s)] = static_cast<int>(l);
    }
    for (Index site = 0; site < static_cast<Index>(plan.sites); ++site) population_.push_back(static_cast<double>(plan.places[site].population));
    const auto first_people = first_people_together(plan);
    for (Index i = 0; i < first_people.size(); ++i) {
      const FirstCrowd& crowd = first_people[i];
      auto people = static_cast<double>(crowd.people);
      split_over_groups(plan, crowd.site, crowd.shares, day_of_crowd(i, crowd.listed), {&member_, 1}, {&people, 1}, draws_,
                        [&](int place, Index, double n) { settle(place, n); });
    }
  }

  void day(int t) {
    day_ = t;
    slice_ = 0;
    weights_.before_spawn(t);
    set_out();
    weights_.dawn(t);
    close_links();
    for (const int place : weights_.refreshed()) {
      own_leave_[static_cast<Index>(place)] = -1;
      set_upto(place, weights_.conditional(place));
    }
    refresh_openness();
    advance_travellers();
    leave_at_dawn();
    for (const Item& item : late_) rest(item.cell, item.n);
    travel();
    if (order_free_) admit();
    drain();
  }

  /// Writes the evening's counts; checks that nobody was lost or made.
  void record(Trajectories& out, Index row_member, bool reported_only) const {
    const Index row = row_member * out.days + static_cast<Index>(day_);
    std::uint32_t* to = out.people.data() + row * out.columns;
    double rest = 0;
    for (const double n : present_) rest += n;
    if (reported_only) {
      for (const int site : plan_.reported) *to++ = static_cast<std::uint32_t>(present_[static_cast<Index>(site)]);
    } else {
      for (const double n : present_) *to++ = static_cast<std::uint32_t>(n);
    }
    double way = 0;
    for (Index c = static_cast<Index>(layout_.first_slot()); c < people_.size(); ++c) way += people_[c];
    *to = static_cast<std::uint32_t>(way);
    NUZUH_EXPECT(rest + way == total_ - (plan_.rules.leavers_stay_counted ? 0 : left_));
    out.present[row] = static_cast<std::uint64_t>(total_ - left_);
    out.left[row] = static_cast<std::uint64_t>(left_);
  }

 private:
  static constexpr Index k_ahead = 64;  ///< items

  static constexpr int k_stays = -1;        ///< no route

  struct Item {
    int cell;
    double n;
    int route;
  };

  void set_upto(int place, const double* conditional) {
    const PlanPlace& here = plan_.places[static_cast<Index>(place)];
    add_up(conditional, static_cast<Index>(here.route_count), upto_.data() + here.first_route, 1);
  }

  /// Adds people at rest. Those who set out or were there before day 0 are on their first journey.
  void settle(int place, double n) {
    people_[static_cast<Index>(layout_.on_foot ? place + layout_.nodes : place)] += n;
    present_[site(place)] += n;
    total_ += n;
  }

  /// People set out from a site.
  void start(int site, double people) {
    split_over_groups(plan_, site, day_, {&member_, 1}, {&people, 1}, draws_, [&](int place, Index, double n) { settle(place, n); });
  }

  void set_out() {
    const auto set = [&](int site, double n) {
      start(site, n);
      if (plan_.take_from_population) population_[static_cast<Index>(site)] = std::max(0.0, population_[static_cast<Index>(site)] - n);
    };
    if (plan_.spawn != SpawnKind::total_by_weight) {
      for (const auto& [site, mean] : plan_.arrivals_at[static_cast<Index>(day_)]) {
        if (plan_.spawn == SpawnKind::per_place) {
          set(site, mean);
        } else {
          rng::Stream stream(seed_, member_, plan_.places[static_cast<Index>(site)].entity, day_, Purpose::spawn);
          set(site, static_cast<double>(rng::poisson_quantile(stream.uniform(), mean)));
        }
      }
      return;
    }
    waiting_ += std::floor(weights_.arrivals(day_) + 0.5);
    if (waiting_ <= 0) return;
    const auto& origins = weights_.origins();
    const auto weight = [&](int site) {
      return weights_.spawn_weight(site) * (plan_.take_from_population ? population_[static_cast<Index>(site)] : 1);
    };
    double total = 0;
    for (Index i = origins.size(); i-- > 0;) total += weight(origins[i]);
    if (total <= 0) return;  // nobody's home: they wait
    double left = waiting_, weight_left = total;
    for (Index i = 0; i < origins.size() && left > 0; ++i) {
      const double w = weight(origins[i]);
      double n = left;
      if (i + 1 < origins.size() && w < weight_left) {
        draws_.clear();
        draws_.add(left, w / weight_left, member_, plan_.places[static_cast<Index>(origins[i])].entity, 0);
        draws_.draw(day_, Purpose::spawn);
        n = draws_[0];
      }
      set(origins[i], n);
      left -= n;
      weight_left -= w;
    }
    waiting_ = left;
  }

  /// Who is on a link that closes now is put back at its start, even if it reopens meanwhile.
  void close_links() {
    if (!plan_.rules.closed_links_are_remembered) return;
    for (const auto& change : plan_.changes[static_cast<Index>(day_)].links) {
      if (change.open) continue;
      const auto link = static_cast<Index>(change.link);
      for (int i = layout_.slot_begin[link]; i < layout_.slot_begin[link + 1]; ++i) {
        const int slot = layout_.link_slots[static_cast<Index>(i)];
        double& on_link = people_[static_cast<Index>(layout_.first_slot() + slot)];
        people_[static_cast<Index>(layout_.first_turned() + slot)] += on_link;
        on_link = 0;
      }
    }
  }

  /// Openness of the places with a capacity; the places next to one that is not wide open get chances of their own.
  void refresh_openness() {
    for (const int site : plan_.limited) {
      const auto i = static_cast<Index>(site);
      const double capacity = weights_.capacity(site), buffer = weights_.parameters().capacity_buffer;
      const double open = openness(present_[i], capacity, buffer);
      close_at_[i] = closing_count(capacity, buffer);
      if (open == open_[i]) continue;
      open_[i] = open;
      for (const int route : plan_.routes_to[i]) own_leave_[static_cast<Index>(plan_.routes[static_cast<Index>(route)].origin)] = -1;
    }
    for (const int place : weights_.sensitive()) {
      const auto i = static_cast<Index>(place);
      if (own_leave_[i] >= 0) continue;
      weights_.chances(place, [&](int end) { return open_[site(end)]; }, own_leave_[i],
                       own_conditional_.data() + own_at_[i]);
      set_upto(place, own_conditional_.data() + own_at_[i]);
    }
  }

  double leave(int place) const { return own_at_[static_cast<Index>(place)] >= 0 ? own_leave_[static_cast<Index>(place)] : weights_.leave(place); }
  const double* conditional(int place) const {
    const int at = own_at_[static_cast<Index>(place)];
    return at >= 0 ? own_conditional_.data() + at : weights_.conditional(place);
  }
  [[nodiscard]] Index site(int place) const { return static_cast<Index>(plan_.site_of(place)); }
  /// Has a capacity at some time of the run.
  bool limited(int place) const { return limited_[site(place)] != 0; }
  /// Takes in people in the evening (order-free admission).
  bool admits(int place) const { return order_free_ && limited(place) && weights_.today(place).camp; }

  void rest(int cell, double n) {
    people_[static_cast<Index>(cell)] += n;
    present_[site(place_of(cell))] += n;
  }
  [[nodiscard]] int place_of(int cell) const { return plan_.nodes[static_cast<Index>(layout_.node_of(cell))].place; }

  /// People reach a place today: they may go on (a state), or rest.
  void reach(int cell, int arc, double n) {
    const int place = place_of(cell);
    if (admits(place) && !passes(plan_, layout_, cell)) {
      if (wish_[static_cast<Index>(arc)] == 0) wished_.push_back(arc);
      wish_[static_cast<Index>(arc)] += n;
      return;
    }
    if (layout_.is_rest(cell)) {
      rest(cell, n);
    } else {
      double& due = due_at_[static_cast<Index>(cell - layout_.rests)];
      if (due == 0) due_.push_back(cell);
      due += n;
    }
  }

  void advance_travellers() {
    late_.clear();
    for (int s = 0; s < layout_.slots; ++s) {
      double& n = people_[static_cast<Index>(layout_.first_slot() + s)];
      double& turned = people_[static_cast<Index>(layout_.first_turned() + s)];
      if (n == 0 && turned == 0) continue;
      const int next = layout_.slot_next[static_cast<Index>(s)], arc = layout_.slot_arc[static_cast<Index>(s)];
      const bool arrives = next < layout_.first_slot();
      const int link = plan_.arcs[static_cast<Index>(arc)].link, start = plan_.turned_back[static_cast<Index>(arc)];
      if (!arrives) {
        people_[static_cast<Index>(next)] += n;
        people_[static_cast<Index>(next + layout_.slots)] += turned;
      } else {
        if (n > 0 && weights_.link_open(link)) {
          reach(next, arc, n);
        } else if (n > 0) {
          late_.push_back({start, n, 0});
        }
        if (turned > 0) late_.push_back({start, turned, 0});
      }
      n = turned = 0;
    }
  }

  void leave_at_dawn() {
    at_dawn_ = true;
    const bool in_rounds = !order_free_ && rounds_.wake(weights_, day_, 1, [&](Index limited, Index) { return present_[static_cast<Index>(plan_.limited[limited])]; });
    in_limited_.clear(), others_.clear(), last_.clear();
    for (int r = 0; r < layout_.rests; ++r) {
      double& n = people_[static_cast<Index>(r)];
      if (n <= 0) continue;
      const int place = place_of(r);
      (limited(place) ? in_limited_ : in_rounds && rounds_.once(plan_.site_of(place)) ? last_ : others_).push_back({r, std::exchange(n, 0), 0});
    }
    for (slice_ = 0; slice_ < (in_rounds ? k_morning_rounds : 1); ++slice_) {
      wake(in_limited_);
      if (!order_free_) refresh_openness();
      wake(others_);
    }
    slice_ = 0;
    wake(last_);
    at_dawn_ = false;
  }

  /// Those of the cells whose turn it is decide.
  void wake(const std::vector<Item>& cells) {
    items_.clear();
    for (const Item& item : cells) {
      const int at = plan_.site_of(place_of(item.cell));
      const double n = share_of_round(item.n, slice_, rounds_.at(at));
      if (n <= 0) continue;
      items_.push_back({item.cell, n, 0});
      present_[static_cast<Index>(at)] -= n;
    }
    move(items_);
  }

  void travel() {
    // Slices of the day's arrivals, so that nobody sees a camp as open that the others of the day have filled.
    std::uint32_t slices = 1;
    if (!order_free_ && !due_.empty()) {
      for (const int site : plan_.limited) {
        const auto i = static_cast<Index>(site);
        const double capacity = weights_.capacity(site), buffer = weights_.parameters().capacity_buffer;
        if (capacity < 1 || present_[i] + came_[i] <= buffer * capacity || present_[i] >= close_at_[i]) continue;
        const double wanted = std::ceil(came_[i] / (options_.slice_tolerance * std::max(1.0, (1 - buffer) * capacity)));
        slices = std::max(slices, static_cast<std::uint32_t>(std::min(31.0, wanted)));
      }
    }
    for (slice_ = 0; slice_ < slices; ++slice_) {
      if (!plan_.limited.empty() && !order_free_) refresh_openness();
      for (const int cell : due_) {
        const double n = due_at_[static_cast<Index>(cell - layout_.rests)];
        const double share = slices == 1 ? n : std::floor(n * (slice_ + 1) / slices) - std::floor(n * slice_ / slices);
        if (share > 0) enter(cell, share);
      }
      for (Index level = 0; level + 1 < layout_.level_begin.size(); ++level) {
        auto& busy = busy_[level];
        if (busy.empty()) continue;
        std::sort(busy.begin(), busy.end());
        items_.clear();
        for (const int cell : busy) {
          double& n = people_[static_cast<Index>(cell)];
          items_.push_back({cell, n, 0});
          present_[site(place_of(cell))] -= n;
          n = 0;
        }
        busy.clear();
        move(items_);
      }
    }
    slice_ = 0;
    for (const int cell : due_) due_at_[static_cast<Index>(cell - layout_.rests)] = 0;
    due_.clear();
    for (const int site : plan_.limited) came_[static_cast<Index>(site)] = std::exchange(coming_[static_cast<Index>(site)], 0);
  }

  void enter(int cell, double n) {
    double& here = people_[static_cast<Index>(cell)];
    if (here == 0) busy_[static_cast<Index>(level_[static_cast<Index>(cell - layout_.rests)])].push_back(cell);
    here += n;
    coming_[site(place_of(cell))] += n;
    present_[site(place_of(cell))] += n;
  }

  /// Everybody in `items` decides: stays, or takes a first step. The items are independent of each other.
  void move(std::vector<Item>& items) {
    going_.clear();
    draws_.clear();
    Index many = 0;
    for (Index i = 0; i < items.size(); ++i) {
      if (i % k_ahead == 0) part_ahead(items, i);
      const Item item = items[i];
      const Node& node = plan_.nodes[static_cast<Index>(layout_.node_of(item.cell))];
      if (node.arc >= 0) {  // a pending route is followed or dropped, without chance
        if (weights_.may_go_on(node, [&](int end) { return open_[site(end)]; })) {
          go(item.cell, 0, node.arc, node.place, node.end, item.n);
        } else {
          stay(item.cell, weights_.today(node.place).stays ? layout_.node_of(item.cell) : node.place, item.n);
        }
      } else if (item.n <= k_few_people) {
        for (; next_parted_ < parted_.size() && parted_[next_parted_].cell == item.cell; ++next_parted_) take_parted(parted_[next_parted_]);
      } else {
        draws_.add(item.n, leave(node.place), member_, plan_.places[static_cast<Index>(node.place)].entity,
                   draw_index(budget_class(item.cell), slice_, 0));
        items[many++] = item;
      }
    }
    draws_.draw(day_, Purpose::move);
    for (Index i = 0; i < many; ++i) {
      Item item = items[i];
      const double n = draws_[i];
      if (n < item.n) stay(item.cell, layout_.node_of(item.cell), item.n - n);
      if (n <= 0) continue;
      item.n = n;
      if (n <= k_few_people) {
        parted_.clear();
        part(item, false, nullptr);
        for (const Item& p : parted_) take_parted(p);
      } else {
        going_.push_back(item);
      }
    }
    choose_ways();
  }

  [[nodiscard]] std::uint32_t when_why(Purpose purpose) const {
    return (static_cast<std::uint32_t>(day_) << 16) | static_cast<std::uint32_t>(purpose);
  }

  /// Decides where the few of the next items go, before any of them goes: memory has the time to bring what they will need.
  void part_ahead(const std::vector<Item>& items, Index from) {
    const Index end = std::min(items.size(), from + k_ahead);
    std::array<std::array<std::uint32_t, 4>, k_ahead> words_by_item;
    for (Index at = from; at < end; at += 8) {
      std::uint32_t counter[4][8] = {}, words[4][8];
      for (Index i = at; i < std::min(end, at + 8); ++i) {
        const int cell = items[i].cell;
        const PlanPlace& here = plan_.places[static_cast<Index>(place_of(cell))];
        __builtin_prefetch(upto_.data() + here.first_route);
        __builtin_prefetch(layout_.target.data() + layout_.first_target[static_cast<Index>(cell)]);
        counter[0][i - at] = member_, counter[1][i - at] = here.entity, counter[2][i - at] = when_why(Purpose::move);
        counter[3][i - at] = draw_index(budget_class(cell), slice_, 0) << k_attempt_bits;
      }
      philox_(counter, seed_, words);
      for (Index i = at; i < std::min(end, at + 8); ++i) {
        for (Index w = 0; w < 4; ++w) words_by_item[i - from][w] = words[w][i - at];
      }
    }
    parted_.clear();
    next_parted_ = 0;
    for (Index i = from; i < end; ++i) {
      const bool pending = plan_.nodes[static_cast<Index>(layout_.node_of(items[i].cell))].arc >= 0;
      if (items[i].n <= k_few_people && !pending) part(items[i], true, words_by_item[i - from].data());
    }
  }

  /// Few people choose at once: one of the ways or, where they have not yet decided to leave (`whole`), to stay.
  void part(Item item, bool whole, const std::uint32_t* words) {
    const int place = layout_.node_of(item.cell);
    const PlanPlace& here = plan_.places[static_cast<Index>(place)];
    const auto ways = static_cast<Index>(here.route_count);
    below_.resize(ways);
    part_few(static_cast<int>(item.n), whole ? leave(place) : 1, upto_.data() + here.first_route, ways, 1,
             {member_, here.entity, when_why(whole ? Purpose::move : Purpose::choose), draw_index(budget_class(item.cell), slice_, 0), seed_},
             words, below_.data());
    const double stays = item.n - (ways ? below_[ways - 1] : 0);
    if (stays > 0) parted_.push_back({item.cell, stays, k_stays});
    const int* target = layout_.target.data() + layout_.first_target[static_cast<Index>(item.cell)];
    double before = 0;
    for (Index way = 0; way < ways; before = below_[way++]) {
      if (below_[way] <= before) continue;
      parted_.push_back({item.cell, below_[way] - before, static_cast<int>(way)});
      __builtin_prefetch(people_.data() + target[way], 1);
    }
  }
  void take_parted(const Item& item) {
    if (item.route == k_stays) {
      stay(item.cell, layout_.node_of(item.cell), item.n);
    } else {
      take(item, item.n);
    }
  }

  /// Way by way: everybody's first way, then the second of those left, and so on.
  void choose_ways() {
    for (int way = 0; !going_.empty(); ++way) {
      draws_.clear();
      const auto open = [&](const Item& item) {
        const double p = conditional(layout_.node_of(item.cell))[way];
        return p > 0 && p < 1;
      };
      for (const Item& item : going_) {
        if (!open(item)) continue;
        const int place = layout_.node_of(item.cell);
        draws_.add(item.n, conditional(place)[way], member_, plan_.places[static_cast<Index>(place)].entity,
                   draw_index(budget_class(item.cell), slice_, static_cast<std::uint32_t>(way) + 1));
      }
      draws_.draw(day_, Purpose::choose);
      Index drawn = 0, kept = 0;
      for (Index i = 0; i < going_.size(); ++i) {
        Item item = going_[i];
        const double p = conditional(layout_.node_of(item.cell))[way];
        const double n = p <= 0 ? 0 : p >= 1 ? item.n : draws_[drawn++];
        item.route = way;
        if (n > 0) take(item, n);
        item.n -= n;
        if (item.n > 0) going_[kept++] = item;
      }
      going_.resize(kept);
    }
  }

  void take(const Item& item, double n) {
    const int place = layout_.node_of(item.cell);
    const Route& route = plan_.routes[static_cast<Index>(plan_.places[static_cast<Index>(place)].first_route + item.route)];
    go(item.cell, item.route, route.arc, place, route.end, n);
  }

  void go(int from, int choice, int arc, int place, int end, double n) {
    const int cell = layout_.target[static_cast<Index>(layout_.first_target[static_cast<Index>(from)] + choice)];
    if (cell >= layout_.first_slot()) {
      people_[static_cast<Index>(cell)] += n;
      return;
    }
    if (at_dawn_ || order_free_) {
      if (at_dawn_ || (admits(place_of(cell)) && !passes(plan_, layout_, cell))) {
        reach(cell, arc, n);
        return;
      }
    } else if (place_of(cell) == end && weights_.today(end).camp) {
      // The same day, one after the other: the camp closes when its openness falls below one half.
      const double room = std::max(0.0, close_at_[site(end)] - present_[site(end)]);
      if (n > room) {
        stay(from, place, n - room);
        n = room;
        if (n == 0) return;
      }
    }
    if (layout_.is_rest(cell)) {
      rest(cell, n);
    } else {
      enter(cell, n);
    }
  }

  /// People stay for today, at a place or, with their pending route, at its node.
  void stay(int cell, int node, double n) {
    rest(cell < layout_.rests && cell >= layout_.nodes ? node + layout_.nodes : node, n);
  }

  std::uint32_t budget_class(int cell) const {
    if (cell < layout_.nodes) return k_dawn_class;
    if (cell < layout_.rests) return k_dawn_class - 1;
    return layout_.state_class[static_cast<Index>(cell - layout_.rests)];
  }

  /// The order-free rule: all who reached a camp today wish to get in; where they are too many, a random part of them does, whatever
  /// way they came, and the others sleep at the start of their last link.
  void admit() {
    const auto goal = [&](int arc) { return site(plan_.nodes[static_cast<Index>(plan_.arcs[static_cast<Index>(arc)].node)].place); };
    std::sort(wished_.begin(), wished_.end(), [&](int a, int b) { return goal(a) != goal(b) ? goal(a) < goal(b) : a < b; });
    for (Index i = 0; i < wished_.size();) {
      const Index site = goal(wished_[i]);
      Index end = i;
      double wishes = 0;
      for (; end < wished_.size() && goal(wished_[end]) == site; ++end) {
        wishes += wish_[static_cast<Index>(wished_[end])];
      }
      const double capacity = weights_.capacity(static_cast<int>(site));
      double room = capacity < 1 ? wishes : std::min(wishes, std::max(0.0, std::floor(capacity) - present_[site]));
      rng::Stream stream(seed_, member_, plan_.places[site].entity, day_, Purpose::admit);
      for (; i < end; ++i) {
        const auto arc = static_cast<Index>(wished_[i]);
        const double n = wish_[arc];
        const double in = hypergeometric(stream.uniform(), wishes, n, room);
        if (in > 0) rest(plan_.arcs[arc].node, in);
        if (n > in) rest(plan_.links[static_cast<Index>(plan_.arcs[arc].link)].from, n - in);
        wishes -= n;
        room -= in;
        wish_[arc] = 0;
      }
    }
    wished_.clear();
  }

  /// Sinks: people at rest in a camp leave the system with the camp's chance.
  void drain() {
    if (!plan_.sinks) return;
    draws_.clear();
    items_.clear();
    for (int r = 0; r < layout_.rests; ++r) {
      const auto place = static_cast<Index>(place_of(r));
      if (people_[static_cast<Index>(r)] <= 0 || plan_.places[place].leave_sink <= 0 || !weights_.today(static_cast<int>(place)).camp) continue;
      draws_.add(people_[static_cast<Index>(r)], std::min(1.0, plan_.places[place].leave_sink), member_, static_cast<std::uint32_t>(r), 0);
      items_.push_back({r, 0, 0});
    }
    draws_.draw(day_, Purpose::return_home);
    for (Index i = 0; i < items_.size(); ++i) {
      people_[static_cast<Index>(items_[i].cell)] -= draws_[i];
      if (!plan_.rules.leavers_stay_counted) present_[site(place_of(items_[i].cell))] -= draws_[i];
      left_ += draws_[i];
    }
  }

  const Plan& plan_;
  const Layout& layout_;
  const CohortOptions& options_;
  std::uint32_t member_;
  Weights weights_;
  Draws draws_;
  PhiloxLanes philox_;
  std::uint64_t seed_;
  bool order_free_, at_dawn_ = false;
  int day_ = -1;
  std::uint32_t slice_ = 0;
  double total_ = 0, left_ = 0, waiting_ = 0;
  std::vector<double> people_;   ///< [cell]
  std::vector<double> present_;  ///< [site] at rest or passing through
  std::vector<double> open_, close_at_;  ///< [site]
  std::vector<double> own_leave_;        ///< [place]
  std::vector<double> came_, coming_;  ///< [site] arrivals of yesterday and of today
  std::vector<int> own_at_;
  std::vector<std::uint8_t> limited_;
  std::vector<double> own_conditional_, population_;
  std::vector<double> upto_;  ///< [route] share of leavers who take this way or one before it
  std::vector<double> below_;
  std::vector<Item> parted_;  ///< where the few of the items of now go
  Index next_parted_ = 0;
  std::vector<int> level_;
  std::vector<std::vector<int>> busy_;
  std::vector<Item> in_limited_, others_, last_;  // of the morning
  std::vector<Item> items_, going_, late_;  // late_: put back at a closed border; their day is over
  std::vector<int> due_;         ///< states that people reach from links today, or by their first step
  std::vector<double> due_at_;   ///< [state] how many
  std::vector<double> wish_;     ///< [arc]
  MorningRounds rounds_;
  std::vector<int> wished_;
};

}  // namespace

void run_frontier(const Plan& plan, const Layout& layout, const Parameters& parameters, const CohortOptions& options, std::uint32_t index,
                  Trajectories& out) {
  Frontier frontier(plan, layout, parameters, options, options.first_member + index);
  for (int t = 0; t < plan.days; ++t) {
    frontier.day(t);
    frontier.record(out, index, options.reported_only);
  }
}

}  // namespace nuzuh::movement
