#pragma once
// How far a place is from home, for stay_close_to_home.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "nuzuh/flee/crisis.hpp"

namespace nuzuh::movement {

/// Great-circle distance [km] by Flee's formula and radius. `exchanged`: with latitude and longitude exchanged, as Flee 3 does.
inline double home_distance_km(const flee::Place& to, const flee::Place& from, bool exchanged) {
  constexpr double k_earth_km = 6371.0, k_degree = std::numbers::pi / 180.0;
  const double lat1 = (exchanged ? to.longitude : to.latitude) * k_degree, lon1 = (exchanged ? to.latitude : to.longitude) * k_degree;
  const double lat2 = (exchanged ? from.longitude : from.latitude) * k_degree, lon2 = (exchanged ? from.latitude : from.longitude) * k_degree;
  const double dlat = lat2 - lat1, dlon = lon2 - lon1;
  const double a = std::sin(dlat / 2) * std::sin(dlat / 2) + std::cos(lat1) * std::cos(lat2) * std::sin(dlon / 2) * std::sin(dlon / 2);
  return k_earth_km * 2 * std::atan2(std::sqrt(a), std::sqrt(std::max(0.0, 1 - a)));
}

}  // namespace nuzuh::movement
