#include "nuzuh/movement/plan_routes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "nuzuh/movement/plan_stages.hpp"

namespace nuzuh::movement {
namespace {

/// Walks the tree of ways from a place, depth first in the order of the links, and calls visit(links of the way). Visit says whether
/// to go on. A marker ends no way and costs no step of awareness.
template <class Visit>
class Tree {
 public:
  Tree(const flee::Crisis& crisis, const Stage& stage, Visit visit) : crisis_(crisis), stage_(stage), visit_(visit), awareness_(steps_ahead(crisis)) {}

  bool from(int place) {
    path_.clear();
    names_ = {place};
    for (const int link : stage_.links_from[static_cast<std::size_t>(place)]) {
      if (!follow(link, 1)) return false;
    }
    return true;
  }

 private:
  bool follow(int link, int step) {
    const int end = crisis_.links[static_cast<std::size_t>(link)].to;
    path_.push_back(link);
    bool more = true;
    if (stage_.marker[static_cast<std::size_t>(end)]) {
      --step;
    } else {
      more = visit_(path_);
    }
    if (more && awareness_ > step) {
      names_.push_back(end);
      for (const int next : stage_.links_from[static_cast<std::size_t>(end)]) {
        const int to = crisis_.links[static_cast<std::size_t>(next)].to;
        // Not back to a place that the way passed before its present end.
        if (std::find(names_.begin(), names_.end() - 1, to) != names_.end() - 1) continue;
        if (path_.size() > crisis_.places.size()) continue;
        if (!(more = follow(next, step + 1))) break;
      }
      names_.pop_back();
    }
    path_.pop_back();
    return more;
  }

  const flee::Crisis& crisis_;
  const Stage& stage_;
  Visit visit_;
  double awareness_;
  std::vector<int> path_, names_;
};

/// The link that people take from a place to another: they follow names, so the first of parallel ones. `none` where there is no link.
int first_link(const flee::Crisis& crisis, int from, int to, int none) {
  for (const int link : crisis.links_from[static_cast<std::size_t>(from)]) {
    if (crisis.links[static_cast<std::size_t>(link)].to == to) return link;
  }
  return none;
}

}  // namespace

double steps_ahead(const flee::Crisis& crisis) {
  const double level = crisis.settings.move.awareness_level;
  return crisis.rules.awareness_zero_freezes ? level : std::max(1.0, level);
}

namespace {

/// A way that somebody may choose, as links.
struct Offer {
  std::vector<int> path;
  double length_km = 0, shortened = 1;
};

/// The ways of fixed_routes: to each end the one of least softened length, with major routes (their length counts a quarter) joined to
/// what is reached; in Flee's order.
class FixedRoutes {
 public:
  FixedRoutes(const flee::Crisis& crisis, const Stage& stage) : crisis_(crisis), stage_(stage), softening_(crisis.settings.move.softening) {}

  std::vector<Offer> from(int place, std::vector<Offer> ways) {
    table_.clear();
    for (auto& way : ways) offer(std::move(way));
    for (const auto& route : crisis_.major_routes) {
      const std::vector<int> back(route.rbegin(), route.rend());
      for (const auto* way : {&route, &back}) {
        if (way->back() == place) continue;
        const auto links = links_of(*way);
        if (links.empty()) continue;
        if (way->front() == place) offer(joined({}, links));
        const auto reached = table_;
        for (const auto& known : reached) {
          if (end_of(known) == way->front()) offer(joined(known, links));
        }
      }
    }
    return std::move(table_);
  }

 private:
  [[nodiscard]] int end_of(const Offer& way) const { return crisis_.links[static_cast<std::size_t>(way.path.back())].to; }
  [[nodiscard]] double softened_km(const Offer& way) const { return (softening_ + way.length_km) / way.shortened; }
  void offer(Offer way) {
    const auto found = std::find_if(table_.begin(), table_.end(), [&](const Offer& known) { return end_of(known) == end_of(way); });
    if (found == table_.end()) {
      table_.push_back(std::move(way));
    } else if (softened_km(way) < softened_km(*found)) {
      *found = std::move(way);
    }
  }
  /// The links of a major route; none where a part of it is missing.
  [[nodiscard]] std::vector<int> links_of(const std::vector<int>& places) const {
    std::vector<int> links;
    for (std::size_t k = 0; k + 1 < places.size(); ++k) {
      const auto& out = stage_.links_from[static_cast<std::size_t>(places[k])];
      const auto link = std::find_if(out.begin(), out.end(), [&](int l) { return crisis_.links[static_cast<std::size_t>(l)].to == places[k + 1]; });
      if (link == out.end()) return {};
      links.push_back(*link);
    }
    return links;
  }
  [[nodiscard]] Offer joined(Offer way, const std::vector<int>& links) const {
    for (const int link : links) way.length_km += crisis_.links[static_cast<std::size_t>(link)].distance_km;
    way.path.insert(way.path.end(), links.begin(), links.end());
    way.shortened = 4;
    return way;
  }

  const flee::Crisis& crisis_;
  const Stage& stage_;
  double softening_;
  std::vector<Offer> table_;
};

/// What people at a place may choose at a stage.
std::vector<Offer> ways_from(const flee::Crisis& crisis, const Stage& stage, int place) {
  std::vector<Offer> ways;
  const auto find = [&](const std::vector<int>& path) {
    Offer way{path};
    for (const int link : path) way.length_km += crisis.links[static_cast<std::size_t>(link)].distance_km;
    ways.push_back(std::move(way));
    return true;
  };
  Tree(crisis, stage, find).from(place);
  if (crisis.settings.move.fixed_routes) return FixedRoutes(crisis, stage).from(place, std::move(ways));
  return ways;
}

/// The ways from a place of all stages, each kept once, and which of them are offered when.
template <class Keep>
void keep_by_stages(const flee::Crisis& crisis, const std::vector<Stage>& stages, int place, const Keep& keep, Plan& plan) {
  std::map<std::pair<std::vector<int>, double>, int> known;  // links and shortening of a way: its route
  std::vector<int> before;
  for (const Stage& stage : stages) {
    std::vector<int> offered;
    for (const auto& way : ways_from(crisis, stage, place)) {
      const auto [found, fresh] = known.try_emplace({way.path, way.shortened}, static_cast<int>(plan.routes.size()));
      if (fresh) {
        keep(way);
        plan.route_offered.push_back(stage.day < 0);
      }
      offered.push_back(found->second);
    }
    std::ranges::sort(offered);
    if (stage.day >= 0) {
      auto& changes = plan.changes[static_cast<std::size_t>(stage.day)].routes;
      for (const int route : offered) {
        if (!std::ranges::binary_search(before, route)) changes.push_back({route, true});
      }
      for (const int route : before) {
        if (!std::ranges::binary_search(offered, route)) changes.push_back({route, false});
      }
    }
    before = std::move(offered);
  }
}

/// Where those rest whom a closure turns back: at the start of the link. In the exact behaviour with what is left of their route, as if they
/// stood at its end: in the morning they look for a road to the next place of it from where they are, seldom find one, and drop it.
template <class ArcOf>
void find_turned_back(const flee::Crisis& crisis, const ArcOf& arc_of, Plan& plan) {
  std::vector<std::uint8_t> closes(plan.links.size(), 0);
  for (const auto& change : crisis.border_changes) {
    if (change.what == flee::BorderChange::What::close_link) closes[static_cast<std::size_t>(change.index)] = 1;
  }
  std::map<std::pair<int, int>, int> node_of;  // place, arc of the next step
  int no_road = -1;                            // a link that is never open, for those who find none
  for (std::size_t a = 0; a < plan.arcs.size(); ++a) {
    const Arc here = plan.arcs[a];
    const int from = plan.links[static_cast<std::size_t>(here.link)].from;
    plan.turned_back.push_back(from);
    const Node rest = plan.nodes[static_cast<std::size_t>(here.node)];
    if (!plan.rules.closed_links_are_remembered || !closes[static_cast<std::size_t>(here.link)] || rest.arc < 0) continue;
    const Arc next = plan.arcs[static_cast<std::size_t>(rest.arc)];
    const int road = first_link(crisis, from, plan.links[static_cast<std::size_t>(next.link)].to, -1);
    if (road < 0 && no_road < 0) {
      no_road = static_cast<int>(plan.links.size());
      plan.links.push_back({from, from, 1, 1, 0});
      plan.link_open.push_back(0), plan.link_forced.push_back(0), closes.push_back(0);
      plan.routes_over.emplace_back();
    }
    const int step = arc_of(road < 0 ? no_road : road, next.node);
    const auto [found, fresh] = node_of.try_emplace({from, step}, static_cast<int>(plan.nodes.size()));
    if (fresh) plan.nodes.push_back({from, step, rest.end});
    plan.turned_back.back() = found->second;
  }
}

}  // namespace

void compile_routes(const flee::Crisis& crisis, Plan& plan) {
  for (int i = 0; i < plan.place_count(); ++i) plan.nodes.push_back({i, -1, -1});
  plan.routes_to.resize(plan.places.size());
  plan.routes_over.resize(plan.links.size());
  if (crisis.settings.move.awareness_level == 0 && crisis.rules.awareness_zero_freezes) return;
  const bool fixed = crisis.settings.move.fixed_routes;
  if (crisis.settings.move.awareness_level <= 0 && !crisis.rules.awareness_zero_freezes && !fixed) {
    plan.choice = crisis.settings.move.awareness_level < 0 ? ChoiceRule::equal : ChoiceRule::by_length;
  }
  std::vector<int> first(plan.links.size());
  for (std::size_t i = 0; i < first.size(); ++i) first[i] = first_link(crisis, crisis.links[i].from, crisis.links[i].to, static_cast<int>(i));

  std::unordered_map<std::uint64_t, int> arc_of;  // (link, node)
  std::unordered_map<int, int> node_of;           // pending arc
  const auto arc = [&](int link, int node) {
    const auto key = (static_cast<std::uint64_t>(link) << 32) | static_cast<std::uint32_t>(node);
    const auto [found, fresh] = arc_of.try_emplace(key, static_cast<int>(plan.arcs.size()));
    if (fresh) plan.arcs.push_back({link, node});
    return found->second;
  };
  int origin = 0;
  const auto keep = [&](const Offer& way) {
    const auto& path = way.path;
    Route route;
    route.origin = origin;
    route.end = crisis.links[static_cast<std::size_t>(path.back())].to;
    route.first_link = static_cast<int>(plan.route_links.size());
    route.link_count = static_cast<int>(path.size());
    route.length_km = way.length_km, route.shortened = way.shortened;
    plan.route_links.insert(plan.route_links.end(), path.begin(), path.end());
    int node = route.end;
    for (std::size_t i = path.size(); i-- > 0;) {
      route.arc = arc(first[static_cast<std::size_t>(path[i])], node);
      if (i == 0) break;
      const auto [found, fresh] = node_of.try_emplace(route.arc, static_cast<int>(plan.nodes.size()));
      if (fresh) plan.nodes.push_back({crisis.links[static_cast<std::size_t>(path[i])].from, route.arc, route.end});
      node = found->second;
    }
    const int id = static_cast<int>(plan.routes.size());
    plan.routes_to[static_cast<std::size_t>(route.end)].push_back(id);
    for (const int link : path) plan.routes_over[static_cast<std::size_t>(link)].push_back(id);
    plan.routes.push_back(route);
  };
  const auto stages = stages_of(crisis);
  if (stages.size() > 1) plan.changes.resize(static_cast<std::size_t>(plan.days));
  for (; origin < plan.place_count(); ++origin) {
    auto& place = plan.places[static_cast<std::size_t>(origin)];
    place.first_route = static_cast<int>(plan.routes.size());
    if (stages.size() == 1) {
      for (const auto& way : ways_from(crisis, stages.front(), origin)) keep(way);
    } else {
      keep_by_stages(crisis, stages, origin, keep, plan);
    }
    place.route_count = static_cast<int>(plan.routes.size()) - place.first_route;
  }
  find_turned_back(crisis, arc, plan);
}

RouteCount count_routes(const flee::Crisis& crisis) {
  RouteCount count;
  if (crisis.settings.move.awareness_level == 0 && crisis.rules.awareness_zero_freezes) return count;
  const auto stages = stages_of(crisis);
  std::size_t here = 0;
  const auto one_more = [&](const std::vector<int>&) {
    ++count.routes;
    ++here;
    count.too_many = here > k_most_routes_of_a_place || count.routes > k_most_routes;
    return !count.too_many;
  };
  std::set<std::vector<int>> known;  // of the place, where they are asked for at several stages
  const auto if_new = [&](const std::vector<int>& path) { return !known.insert(path).second || one_more(path); };
  for (std::size_t i = 0; i < crisis.places.size() && !count.too_many; ++i) {
    here = 0;
    if (stages.size() == 1) {
      Tree(crisis, stages.front(), one_more).from(static_cast<int>(i));
      continue;
    }
    known.clear();
    for (const Stage& stage : stages) {
      if (!Tree(crisis, stage, if_new).from(static_cast<int>(i))) break;
    }
  }
  return count;
}

}  // namespace nuzuh::movement
