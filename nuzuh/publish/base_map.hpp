#pragma once
// The base layers under the map (data/basemap/README.md), clipped to a window.

#include <string>
#include <vector>

#include "nuzuh/publish/assets.hpp"
#include "nuzuh/publish/canvas.hpp"

namespace nuzuh::publish {

/// A window in degrees, WGS 84.
struct Window {
  double west, south, east, north;
  [[nodiscard]] bool holds(Point p) const { return p.x >= west && p.x <= east && p.y >= south && p.y <= north; }
};

struct BaseShape {
  std::string name_en, name_ar;
  int level = 0;             ///< of a river: 1 is the largest
  std::vector<Point> line;   ///< longitude, latitude
};

/// Rings of polygons, each clipped to the window (Sutherland and Hodgman 1974).
std::vector<BaseShape> base_areas(Asset asset, const Window& window);

/// Lines, cut into the runs that touch the window.
std::vector<BaseShape> base_lines(Asset asset, const Window& window);

}  // namespace nuzuh::publish
