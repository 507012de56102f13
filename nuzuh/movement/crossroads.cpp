#include "nuzuh/movement/crossroads.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace nuzuh::movement {
namespace {

using Index = std::size_t;
constexpr double k_word = 4294967296.0;  // 2^32

/// A chance as a threshold of 32-bit words.
std::uint64_t threshold_of(double chance) { return static_cast<std::uint64_t>(std::floor(chance * k_word + 0.5)); }
/// The same where the last way takes what is left over, so that certainty needs no 33rd bit.
std::uint32_t word_of(std::uint64_t threshold) { return static_cast<std::uint32_t>(std::min<std::uint64_t>(threshold, 0xffffffffu)); }

Way make_way(const Roads& roads, int leg) {
  const Roads::Leg& over = roads.legs[static_cast<Index>(leg)];
  return {over.length_km, over.days > 0 ? -1 : over.speed, 0xffffffffu, leg, over.node};
}

}  // namespace

Crossroads::Crossroads(const Plan& plan, const Roads& roads, const Parameters& parameters)
    : plan_(plan), weights_(plan, parameters), places_(plan.place_count()), order_free_(!plan.rules.admission_in_list_order),
      personal_(plan.move.avoid_short_stints || plan.walks || plan.two_system), full_speed_(roads.full_speed), junctions_(plan.places.size()),
      for_certain_(plan.move.avoid_short_stints || plan.two_system ? plan.routes.size() : 0),
      leaving_(plan.places.size(), 0), present_(static_cast<Index>(plan.sites), 0), open_(present_.size(), 1), capacity_(present_.size(), -1),
      least_open_(present_.size(), 1), most_open_(present_.size(), 1), doubts_(plan.places.size()),
      sensitive_(plan.places.size(), 0), limited_(present_.size(), 0) {
  int most = 1;
  for (Index i = 0; i < plan.places.size(); ++i) {
    most = std::max(most, plan.places[i].route_count);
    junctions_[i].first = static_cast<std::uint32_t>(plan.places[i].first_route);
    stale_.push_back(static_cast<int>(i));
  }
  own_conditional_.resize(static_cast<Index>(most)), lower_.resize(own_conditional_.size()), upper_.resize(own_conditional_.size());
  for (const int site : plan.limited) limited_[static_cast<Index>(site)] = 1;
  for (Watch& watch : watches_) {
    watch.changing.assign(present_.size(), 0);
    watch.special.assign(plan.nodes.size(), 1);
    for (Index i = 0; i < plan.places.size(); ++i) watch.special[i] = order_free_ && limited_[static_cast<Index>(plan.site_of(static_cast<int>(i)))];
  }
  for (const auto& routes : plan.routes_to) {
    const auto begin = static_cast<std::ptrdiff_t>(origins_.size());
    first_origin_.push_back(static_cast<int>(begin));
    for (const int route : routes) origins_.push_back(plan.routes[static_cast<Index>(route)].origin);
    std::sort(origins_.begin() + begin, origins_.end());
    origins_.erase(std::unique(origins_.begin() + begin, origins_.end()), origins_.end());
  }
  first_origin_.push_back(static_cast<int>(origins_.size()));
  for (const int place : weights_.sensitive()) sensitive_[static_cast<Index>(place)] = 1;
  std::vector<int> arcs;
  for (const auto& route : plan.routes) arcs.push_back(route.arc);
  for (Index node = plan.places.size(); node < plan.nodes.size(); ++node) arcs.push_back(plan.nodes[node].arc);
  for (const int arc : arcs) ways_.push_back(make_way(roads, arc));
  if (roads.rests > roads.nodes) {
    for (const int arc : arcs) on_foot_.push_back(make_way(roads, arc + static_cast<int>(plan.arcs.size())));
  }
  std::map<std::pair<double, double>, std::uint32_t> known;
  for (Index i = 0; i < plan.places.size(); ++i) {
    Junction& here = junctions_[i];
    for (Index k = 0; k < 4 && k < static_cast<Index>(plan.places[i].route_count); ++k) {
      const Way& way = ways_[here.first + k];
      const auto [at, is_new] = known.try_emplace({way.length_km, way.limit_km}, static_cast<std::uint32_t>(spans_.size()));
      if (is_new) spans_.push_back({way.length_km, way.limit_km});
      here.node[k] = way.node, here.span[k] = at->second;
    }
  }
  // There is always one to look at, also for those who stay.
  if (spans_.empty()) spans_.emplace_back();
  ways_.emplace_back();
}

void Crossroads::dawn(std::span<const double> present) {
  for (const int place : weights_.refreshed()) {
    spoil(place);
    if (!order_free_) leaving_[static_cast<Index>(place)] = threshold_of(weights_.leave(place));
  }
  for (const int site : plan_.limited) {
    capacity_[static_cast<Index>(site)] = weights_.capacity(site);
    present_[static_cast<Index>(site)] = present[static_cast<Index>(site)];
    look(static_cast<Index>(site));
  }
}

void Crossroads::look(Index site) {
  const double open = openness(present_[site], capacity_[site], weights_.parameters().capacity_buffer);
  if (open == open_[site]) return;
  open_[site] = open;
  for (int k = first_origin_[site]; k < first_origin_[site + 1]; ++k) spoil(origins_[static_cast<Index>(k)]);
}

void Crossroads::spoil(int place) {
  if (std::exchange(junctions_[static_cast<Index>(place)].fresh, false)) stale_.push_back(place);
}

void Crossroads::freshen() {
  for (const int place : stale_) {
    if (!junctions_[static_cast<Index>(place)].fresh) refresh(place);
  }
  stale_.clear();
}

void Crossroads::refresh(int place) {
  Junction& here = junctions_[static_cast<Index>(place)];
  const int routes = plan_.places[static_cast<Index>(place)].route_count;
  double leaving = weights_.leave(place);
  const double* q = weights_.conditional(place);
  const bool asked = !for_certain_.empty();
  double for_certain = 1;  // the share of those who move for certain whom no camp turns back
  if (sensitive_[static_cast<Index>(place)] || asked) {
    for_certain = weights_.ways(place, [&](int end) { return open_[static_cast<Index>(plan_.site_of(end))]; }, own_conditional_.data());
    leaving = std::min(1.0, weights_.chance(place) * for_certain);
    q = own_conditional_.data();
  }
  const auto after = [&](double total, double sum, int way) { return q[way] >= 1 ? total : sum + (total - sum) * std::max(0.0, q[way]); };
  double sum = 0, sum_for_certain = 0;
  std::uint64_t upto = 0;
  here.count = 0;
  for (int way = 0; way < routes; ++way) {
    sum = after(leaving, sum, way);
    const std::uint64_t next = threshold_of(sum);
    const Index at = here.first + static_cast<Index>(way);
    ways_[at].upto = word_of(next);
    if (!on_foot_.empty()) on_foot_[at].upto = ways_[at].upto;
    if (asked) for_certain_[at] = word_of(threshold_of(sum_for_certain = after(for_certain, sum_for_certain, way)));
    if (next > upto) here.count = static_cast<std::uint16_t>(way + 1);  // what follows is never taken
    upto = next;
  }
  here.certain = upto == k_certain;
  for (Index way = 0; way < 4; ++way) here.upto[way] = way < here.count ? ways_[here.first + way].upto : 0xffffffffu;
  if (order_free_) leaving_[static_cast<Index>(place)] = upto;
  here.fresh = true;
}

const Junction& Crossroads::junction(int node) {
  if (pending(node)) {
    const bool goes = weights_.may_go_on(plan_.nodes[static_cast<Index>(node)], [&](int end) { return open_[static_cast<Index>(plan_.site_of(end))]; });
    const auto first = plan_.routes.size() + static_cast<Index>(node) - plan_.places.size();
    std::fill_n(way_on_.upto, 4, 0xffffffffu);
    way_on_.first = static_cast<std::uint32_t>(first), way_on_.count = static_cast<std::uint16_t>(goes ? 1 : 0), way_on_.certain = goes, way_on_.fresh = true;
    return way_on_;
  }
  return place_junction(node);
}

void Crossroads::expect(int site, double fewest, double most) {
  const auto i = static_cast<Index>(site);
  const double buffer = weights_.parameters().capacity_buffer;
  least_open_[i] = openness(most, capacity_[i], buffer), most_open_[i] = openness(fewest, capacity_[i], buffer);
  ++stage_;
  words_.clear();
}

void Crossroads::find_doubtful(int place) {
  Doubt& doubt = doubts_[static_cast<Index>(place)];
  doubt.first = static_cast<std::uint32_t>(words_.size());
  std::uint64_t done = 0;
  const auto add = [&](std::uint64_t from, std::uint64_t to) {
    for (from = std::max(from, done), to = std::min(to, k_certain); from < to; from = done) {
      done = std::min(to, from + 0xffffffffu);  // the number of words in an interval has 32 bits
      words_.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(done - from)});
    }
  };
  const auto of = [&](const std::vector<double>& expected) {
    return [&](int end) {
      const int site = plan_.site_of(end);
      return (changing(site) ? expected : open_)[static_cast<Index>(site)];
    };
  };
  if (weights_.bounds(place, of(least_open_), of(most_open_), lower_.data(), upper_.data())) {
    // One word more on either side for what rounding does to sums in another order.
    for (Index way = 0; way < static_cast<Index>(plan_.places[static_cast<Index>(place)].route_count); ++way) {
      add(std::max<std::uint64_t>(threshold_of(lower_[way]), 1) - 1, threshold_of(upper_[way]) + 1);
    }
  } else {
    add(0, k_certain);
  }
  doubt.count = static_cast<std::uint32_t>(words_.size()) - doubt.first;
}

void Crossroads::set_changing(Phase phase, const std::vector<int>& sites) {
  watch_ = &watches_[static_cast<Index>(phase)];
  ++stage_;
  words_.clear();
  const auto mark = [&](int site, bool as) {
    const auto i = static_cast<Index>(site);
    const auto change = static_cast<std::uint16_t>(as ? 1 : -1);
    watch_->changing[i] = as;
    const auto count = [&](Index place) { watch_->special[place] = static_cast<std::uint16_t>(watch_->special[place] + change); };
    for (Index place = i; place < plan_.places.size(); place += static_cast<Index>(plan_.sites)) count(place);
    for (int k = first_origin_[i]; k < first_origin_[i + 1]; ++k) count(static_cast<Index>(origins_[static_cast<Index>(k)]));
  };
  // Most stay from one day to the next: only what differs is marked.
  constexpr std::uint8_t k_wanted = 2;
  for (const int site : sites) {
    if (watch_->changing[static_cast<Index>(site)] == 0) mark(site, true);
    watch_->changing[static_cast<Index>(site)] = k_wanted;
  }
  for (const int site : watch_->sites) {
    if (watch_->changing[static_cast<Index>(site)] == 1) mark(site, false);
  }
  for (const int site : sites) watch_->changing[static_cast<Index>(site)] = 1;
  watch_->sites = sites;
}

}  // namespace nuzuh::movement
