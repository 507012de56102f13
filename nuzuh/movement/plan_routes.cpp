#include "nuzuh/movement/plan_routes.hpp"

#include <algorithm>
#include <unordered_map>

namespace nuzuh::movement {
namespace {

/// Walks the tree of ways from a place, depth first in the order of the links, and calls visit(links of the way). Visit says whether
/// to go on. A marker ends no way and costs no step of awareness.
template <class Visit>
class Tree {
 public:
  Tree(const flee::Crisis& crisis, Visit visit) : crisis_(crisis), visit_(visit), awareness_(steps_ahead(crisis)) {}

  bool from(int place) {
    path_.clear();
    names_ = {place};
    for (const int link : crisis_.links_from[static_cast<std::size_t>(place)]) {
      if (!follow(link, 1)) return false;
    }
    return true;
  }

 private:
  bool follow(int link, int step) {
    const int end = crisis_.links[static_cast<std::size_t>(link)].to;
    path_.push_back(link);
    bool more = true;
    if (crisis_.places[static_cast<std::size_t>(end)].marker) {
      --step;
    } else {
      more = visit_(path_);
    }
    if (more && awareness_ > step) {
      names_.push_back(end);
      for (const int next : crisis_.links_from[static_cast<std::size_t>(end)]) {
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
  Visit visit_;
  double awareness_;
  std::vector<int> path_, names_;
};

/// People follow names, so on parallel links they take the first.
int first_parallel(const flee::Crisis& crisis, int link) {
  const auto& wanted = crisis.links[static_cast<std::size_t>(link)];
  for (const int other : crisis.links_from[static_cast<std::size_t>(wanted.from)]) {
    if (crisis.links[static_cast<std::size_t>(other)].to == wanted.to) return other;
  }
  return link;
}

}  // namespace

double steps_ahead(const flee::Crisis& crisis) {
  const double level = crisis.settings.move.awareness_level;
  return crisis.rules.awareness_zero_freezes ? level : std::max(1.0, level);
}

void compile_routes(const flee::Crisis& crisis, Plan& plan) {
  for (int i = 0; i < plan.place_count(); ++i) plan.nodes.push_back({i, -1, -1});
  plan.routes_to.resize(plan.places.size());
  plan.routes_over.resize(plan.links.size());
  if (crisis.settings.move.awareness_level == 0 && crisis.rules.awareness_zero_freezes) return;
  if (crisis.settings.move.awareness_level <= 0 && !crisis.rules.awareness_zero_freezes) {
    plan.choice = crisis.settings.move.awareness_level < 0 ? ChoiceRule::equal : ChoiceRule::by_length;
  }
  std::vector<int> first(plan.links.size());
  for (std::size_t i = 0; i < first.size(); ++i) first[i] = first_parallel(crisis, static_cast<int>(i));

  std::unordered_map<std::uint64_t, int> arc_of;  // (link, node)
  std::unordered_map<int, int> node_of;           // pending arc
  const auto arc = [&](int link, int node) {
    const auto key = (static_cast<std::uint64_t>(link) << 32) | static_cast<std::uint32_t>(node);
    const auto [found, fresh] = arc_of.try_emplace(key, static_cast<int>(plan.arcs.size()));
    if (fresh) plan.arcs.push_back({link, node});
    return found->second;
  };
  int origin = 0;
  const auto keep = [&](const std::vector<int>& path) {
    Route route;
    route.origin = origin;
    route.end = crisis.links[static_cast<std::size_t>(path.back())].to;
    route.first_link = static_cast<int>(plan.route_links.size());
    route.link_count = static_cast<int>(path.size());
    for (const int link : path) route.length_km += crisis.links[static_cast<std::size_t>(link)].distance_km;
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
    return true;
  };
  Tree tree(crisis, keep);
  for (; origin < plan.place_count(); ++origin) {
    auto& place = plan.places[static_cast<std::size_t>(origin)];
    place.first_route = static_cast<int>(plan.routes.size());
    tree.from(origin);
    place.route_count = static_cast<int>(plan.routes.size()) - place.first_route;
  }
}

RouteCount count_routes(const flee::Crisis& crisis) {
  RouteCount count;
  if (crisis.settings.move.awareness_level == 0 && crisis.rules.awareness_zero_freezes) return count;
  std::size_t here = 0;
  const auto keep = [&](const std::vector<int>&) {
    ++count.routes;
    ++here;
    count.too_many = here > k_most_routes_of_a_place || count.routes > k_most_routes;
    return !count.too_many;
  };
  Tree tree(crisis, keep);
  for (std::size_t i = 0; i < crisis.places.size() && !count.too_many; ++i) {
    here = 0;
    tree.from(static_cast<int>(i));
  }
  return count;
}

}  // namespace nuzuh::movement
