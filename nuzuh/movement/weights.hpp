#pragma once
// From plan, day and parameters to chances: who leaves a place, and which way they take. Holds the day's state of places and links.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "nuzuh/movement/plan.hpp"

namespace nuzuh::movement {

/// How open a place is to one more: 1 below the buffer, 0 when full, linear between; 1 where the capacity is below one person.
double openness(double people, double capacity, double buffer);

/// The number of people from which on a camp refuses: openness below one half.
double closing_count(double capacity, double buffer);

class Weights {
 public:
  Weights(const Plan& plan, const Parameters& parameters);

  /// Puts the changes of a day in force and refreshes what depends on them, with every place open.
  void dawn(int day) {
    change(day);
    refresh();
  }
  /// The two halves of it, between which `match` may say what people of a group make of a place for who is there.
  void change(int day);
  void match(int place, double factor);
  /// Or what its population of this morning makes of the chance to leave it and of its score.
  void populate(int place, double chance, double score);
  void refresh();
  /// Spawn weights in force when people set out on `day` (before `dawn`).
  void before_spawn(int day);

  /// Chances at a place: `leave` (the share that goes somewhere) and for each route the share of those left over by the routes before it
  /// that takes it. `open(place)` is the openness of the routes' ends.
  template <class Open>
  void chances(int place, Open&& open, double& leave, double* conditional) const {
    leave = std::min(1.0, chance(place) * ways(place, open, conditional));
  }
  /// The same for people who move for certain: the share of them that no camp turns back.
  template <class Open>
  double ways(int place, Open&& open, double* conditional) const;

  /// Bounds on the chances at a place while the openness of each end is anywhere from `least(end)` to `most(end)`: for each route the chance
  /// of taking it or one before it is from `lower` to `upper`. False where the rules in force give no such bounds.
  template <class Least, class Most>
  bool bounds(int place, Least&& least, Most&& most, double* lower, double* upper) const;

  /// The chance that someone at rest decides to move.
  [[nodiscard]] double chance(int place) const;

  /// A pending step can be taken: the link is open, the end of the route does not refuse, and it is not a farmer's in a harvest month.
  template <class Open>
  bool may_go_on(const Node& node, Open&& open) const {
    if (!plan_->harvest.empty() && today(node.place).stays) return false;
    return link_open(plan_->arcs[static_cast<std::size_t>(node.arc)].link) && !(today(node.end).camp && open(node.end) < 0.5);
  }

  [[nodiscard]] double leave(int place) const { return leave_[static_cast<std::size_t>(place)]; }
  [[nodiscard]] const double* conditional(int place) const {
    return conditional_.data() + plan_->places[static_cast<std::size_t>(place)].first_route;
  }
  [[nodiscard]] const PlaceDay& today(int place) const { return today_[static_cast<std::size_t>(place)]; }
  [[nodiscard]] bool link_open(int link) const { return link_open_[static_cast<std::size_t>(link)] != 0; }
  [[nodiscard]] double capacity(int place) const { return today(place).capacity * parameters_.capacity_factor; }
  [[nodiscard]] double spawn_weight(int site) const { return spawn_weight_[static_cast<std::size_t>(site)]; }
  [[nodiscard]] const std::vector<int>& origins() const { return origins_; }  ///< sites with a spawn weight, ascending
  [[nodiscard]] double spawn_total() const { return spawn_total_; }           ///< sum of the weights
  [[nodiscard]] const Parameters& parameters() const { return parameters_; }
  /// Places whose routes end at places with a capacity.
  [[nodiscard]] const std::vector<int>& sensitive() const { return sensitive_; }
  [[nodiscard]] double arrivals(int day) const;
  /// The places whose chances changed at the last dawn.
  [[nodiscard]] const std::vector<int>& refreshed() const { return touched_; }

 private:
  struct Weighed {
    std::size_t candidates = 0;
    double largest = 0;
  };
  /// The weight of each route from a place before any is pruned; -1: it cannot be taken.
  template <class Open>
  Weighed weigh(int place, Open&& open, double* weight) const;
  /// A camp turns back those who come to it.
  [[nodiscard]] bool refuses(int end, double open) const { return today(end).camp && open < 0.5; }

  void place_changed(int place);
  void touch(int place);

  const Plan* plan_;
  Parameters parameters_;
  std::vector<PlaceDay> today_;
  std::vector<std::uint8_t> link_open_, link_forced_, route_offered_, touched_flag_;
  std::vector<int> touched_, sensitive_, origins_;
  std::vector<double> score_;         ///< [place] of the day, as an end point
  std::vector<double> match_;         ///< [place] for who is there; empty where nothing is matched
  std::vector<double> chance_by_size_, score_by_size_;  ///< [place] by the population of now; empty where that does not matter
  std::vector<double> route_factor_;  ///< [route] 1 / (softening + length)^distance_power x static factor
  std::vector<double> leave_, conditional_, spawn_weight_;
  double spawn_total_ = 0;
  bool any_forced_ = false;
};

template <class Open>
Weights::Weighed Weights::weigh(int place, Open&& open, double* weight) const {
  const auto& here = plan_->places[static_cast<std::size_t>(place)];
  const auto first = static_cast<std::size_t>(here.first_route), count = static_cast<std::size_t>(here.route_count);
  Weighed all;
  bool forced = false;
  // A forced road leads to its end; where that is a marker, to all that lies behind it.
  const auto by_force = [&](const Route& route) {
    const auto link = static_cast<std::size_t>(plan_->arcs[static_cast<std::size_t>(route.arc)].link);
    return link_forced_[link] && (route.link_count == 1 || today(plan_->links[link].to).marker);
  };
  const auto passable = [&](std::size_t r) {
    const Route& route = plan_->routes[first + r];
    bool open_way = route_offered_.empty() || route_offered_[first + r];
    for (int i = 0; i < route.link_count; ++i) open_way &= link_open(plan_->route_links[static_cast<std::size_t>(route.first_link + i)]);
    return open_way;
  };
  if (any_forced_) {
    for (std::size_t r = 0; r < count && !forced; ++r) {
      const Route& route = plan_->routes[first + r];
      forced = by_force(route) && passable(r) && !refuses(route.end, open(route.end)) && open(route.end) > 0;
    }
  }
  for (std::size_t r = 0; r < count; ++r) {
    const Route& route = plan_->routes[first + r];
    bool open_way = passable(r);
    if (forced) open_way &= by_force(route);
    if (!open_way) {
      weight[r] = -1;  // no candidate
      continue;
    }
    const auto end = static_cast<std::size_t>(route.end);
    double w = (parameters_.weight_softening + score_[end] * route.factor) * route_factor_[first + r];
    if (!plan_->move.fixed_routes) w *= open(route.end);
    if (parameters_.weight_power != 1) w = __builtin_pow(w, parameters_.weight_power);
    if (plan_->choice == ChoiceRule::equal) w = 1;
    weight[r] = w;
    all.largest = w > all.largest ? w : all.largest;
    ++all.candidates;
  }
  return all;
}

template <class Open>
double Weights::ways(int place, Open&& open, double* conditional) const {
  const auto& here = plan_->places[static_cast<std::size_t>(place)];
  const auto first = static_cast<std::size_t>(here.first_route), count = static_cast<std::size_t>(here.route_count);
  auto [candidates, largest] = weigh(place, open, conditional);
  if (!candidates) {
    for (std::size_t r = 0; r < count; ++r) conditional[r] = 0;
    return 0;
  }
  const double threshold = plan_->move.pruning_threshold;
  double total = 0;
  const double least = plan_->move.fixed_routes       ? 0
                       : plan_->rules.pruning_divides ? (threshold >= 1.001 ? largest / threshold : 0)
                                                      : (threshold > 0 && threshold < 1 ? largest * threshold : 0);
  for (std::size_t r = 0; r < count; ++r) {
    if (conditional[r] >= 0 && conditional[r] < least) conditional[r] = -1, --candidates;
    if (conditional[r] > 0) total += conditional[r];
  }
  const bool equal = total <= 0;
  if (equal && !plan_->rules.all_zero_means_equal) {
    for (std::size_t r = 0; r < count; ++r) conditional[r] = 0;
    return 0;
  }
  if (equal) total = static_cast<double>(candidates);
  // Those bound for a camp that refuses stay: taken off the share that leaves. The others are split.
  double going = 0;
  for (std::size_t r = count; r-- > 0;) {
    double w = conditional[r] < 0 ? 0 : equal ? 1 : conditional[r];
    if (const int end = plan_->routes[first + r].end; w > 0 && refuses(end, open(end))) w = 0;
    going += w;
    conditional[r] = w > 0 ? w / going : 0;
  }
  return going / total;
}

/// A chance of this kind is the weight of the ways up to it, but those to camps that turn people back, over that of all. It is least where the
/// former weigh least and all others most.
template <class Least, class Most>
bool Weights::bounds(int place, Least&& least, Most&& most, double* lower, double* upper) const {
  const double pruning = plan_->move.pruning_threshold;
  const bool prunes = !plan_->move.fixed_routes && (plan_->rules.pruning_divides ? pruning >= 1.001 : pruning > 0 && pruning < 1);
  if (prunes || parameters_.weight_power <= 0) return false;
  weigh(place, least, lower);
  weigh(place, most, upper);
  const auto& here = plan_->places[static_cast<std::size_t>(place)];
  const auto first = static_cast<std::size_t>(here.first_route), count = static_cast<std::size_t>(here.route_count);
  double all_least = 0, all_most = 0;
  for (std::size_t r = 0; r < count; ++r) {
    if ((lower[r] < 0) != (upper[r] < 0)) return false;  // whether a road is forced depends on how open its end is
    if (lower[r] < 0) lower[r] = upper[r] = 0;           // no candidate
    if (lower[r] > upper[r]) return false;
    all_least += lower[r], all_most += upper[r];
  }
  if (all_least <= 0) return false;  // where all weigh nothing the rule is another
  // Up to the way, of those that certainly take people in, and of those that may: the least and the most that they weigh.
  double certain_least = 0, certain_most = 0, may_least = 0, may_most = 0;
  const double moves = chance(place);
  for (std::size_t r = 0; r < count; ++r) {
    const int end = plan_->routes[first + r].end;
    if (!refuses(end, least(end))) certain_least += lower[r], certain_most += upper[r];
    if (!refuses(end, most(end))) may_least += lower[r], may_most += upper[r];
    // Where next to nothing is left of the difference it is lost in rounding; the bound of one way less holds too.
    const double others = all_most - certain_most, all = certain_least + others;
    lower[r] = certain_least > 0 && all > 1e-6 * all_most ? moves * certain_least / all : r > 0 ? lower[r - 1] : 0;
    upper[r] = may_most > 0 ? moves * may_most / (may_most + (all_least - may_least)) : 0;
  }
  return true;
}

}  // namespace nuzuh::movement
