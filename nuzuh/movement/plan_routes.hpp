#pragma once
// Route trees: every way that people at a place may choose within their awareness.

#include <cstddef>

#include "nuzuh/movement/plan.hpp"

namespace nuzuh::movement {

/// How many settlements ahead people see: the awareness level. Flee compares 0 and -1 as they are, so that nobody then sees past a marker;
/// otherwise both mean the nearest settlement.
double steps_ahead(const flee::Crisis& crisis);

inline constexpr std::size_t k_most_routes_of_a_place = 2000;  ///< the random numbers tell this many apart
inline constexpr std::size_t k_most_routes = 4'000'000;

/// Fills routes, route_links, arcs, nodes and the two indexes.
void compile_routes(const flee::Crisis& crisis, Plan& plan);

/// The number of routes, and whether a limit above is passed (counting stops there).
struct RouteCount {
  std::size_t routes = 0;
  bool too_many = false;
};
RouteCount count_routes(const flee::Crisis& crisis);

}  // namespace nuzuh::movement
