#include "nuzuh/movement/walking_order.hpp"

#include <algorithm>

namespace nuzuh::movement {
namespace {

using Index = std::size_t;

/// Sites as a breadth-first walk over the links of the first group meets them, component by component.
std::vector<int> walk(const Plan& plan) {
  const auto count = static_cast<Index>(plan.sites);
  const Index links = plan.links.size() / plan.groups.size();
  std::vector<int> first(count + 1, 0), neighbour(links);
  for (Index l = 0; l < links; ++l) ++first[static_cast<Index>(plan.links[l].from) + 1];
  for (Index i = 0; i < count; ++i) first[i + 1] += first[i];
  std::vector<int> next(first.begin(), first.end() - 1);
  for (Index l = 0; l < links; ++l) neighbour[static_cast<Index>(next[static_cast<Index>(plan.links[l].from)]++)] = plan.links[l].to;
  std::vector<int> order;
  std::vector<std::uint8_t> met(count, 0);
  for (Index start = 0; start < count; ++start) {
    if (met[start]) continue;
    met[start] = 1;
    order.push_back(static_cast<int>(start));
    for (Index at = order.size() - 1; at < order.size(); ++at) {
      const auto here = static_cast<Index>(order[at]);
      for (int k = first[here]; k < first[here + 1]; ++k) {
        auto& seen = met[static_cast<Index>(neighbour[static_cast<Index>(k)])];
        if (!seen) order.push_back(neighbour[static_cast<Index>(k)]);
        seen = 1;
      }
    }
  }
  return order;
}

template <class T>
std::vector<T> reordered(const std::vector<T>& from, const std::vector<int>& was) {
  std::vector<T> to;
  to.reserve(was.size());
  for (const int i : was) to.push_back(from[static_cast<Index>(i)]);
  return to;
}

}  // namespace

WalkingOrder in_walking_order(const Plan& plan) {
  WalkingOrder order{plan, walk(plan), std::vector<int>(static_cast<Index>(plan.sites))};
  for (Index i = 0; i < order.was.size(); ++i) order.now[static_cast<Index>(order.was[i])] = static_cast<int>(i);
  Plan& out = order.plan;
  const int places = plan.place_count();
  std::vector<int> was;  // [new number of a place]
  for (int copy = 0; copy < places; copy += plan.sites) {
    for (const int site : order.was) was.push_back(copy + site);
  }
  const auto rename = [&](int& place) { place += order.now[static_cast<Index>(plan.site_of(place))] - plan.site_of(place); };

  // Routes of a place lie together, so they follow their places.
  std::vector<int> route_now(plan.routes.size());
  out.places = reordered(plan.places, was);
  out.routes.clear();
  for (auto& place : out.places) {
    const int first = static_cast<int>(out.routes.size());
    for (int k = 0; k < place.route_count; ++k) {
      const auto route = static_cast<Index>(place.first_route + k);
      route_now[route] = first + k;
      out.routes.push_back(plan.routes[route]);
    }
    place.first_route = first;
  }
  for (auto& route : out.routes) rename(route.origin), rename(route.end);
  out.routes_to = reordered(plan.routes_to, order.was);
  for (auto* lists : {&out.routes_to, &out.routes_over}) {
    for (auto& list : *lists) {
      for (int& route : list) route = route_now[static_cast<Index>(route)];
    }
  }
  for (auto& link : out.links) rename(link.from), rename(link.to);
  for (int i = 0; i < places; ++i) out.nodes[static_cast<Index>(i)] = plan.nodes[static_cast<Index>(was[static_cast<Index>(i)])];
  for (auto& node : out.nodes) {
    rename(node.place);
    if (node.end >= 0) rename(node.end);
  }
  for (auto& arc : out.arcs) {
    if (arc.node < places) rename(arc.node);
  }
  for (int& node : out.turned_back) {
    if (node < places) rename(node);
  }
  out.at_start = reordered(plan.at_start, was);
  for (auto& crowd : out.first_people) rename(crowd.site);
  if (!plan.group_shares.empty()) out.group_shares = reordered(plan.group_shares, order.was);
  for (Index r = 0; r < plan.route_offered.size(); ++r) out.route_offered[static_cast<Index>(route_now[r])] = plan.route_offered[r];
  for (auto& day : out.changes) {
    for (auto& change : day.places) rename(change.place);
    for (auto& change : day.routes) change.route = route_now[static_cast<Index>(change.route)];
  }
  for (auto& day : out.spawn_changes) {
    for (auto& change : day) rename(change.place);
  }
  for (auto& day : out.arrivals_at) {
    for (auto& arrival : day) rename(arrival.first);
  }
  for (int& site : out.limited) rename(site);
  for (int& site : out.reported) rename(site);
  return order;
}

}  // namespace nuzuh::movement
