#include "nuzuh/publish/base_map.hpp"

#include <array>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/forecast/json_tree.hpp"

namespace nuzuh::publish {
namespace {

using forecast::JsonValue;

const JsonValue* find(const JsonValue& object, std::string_view key) {
  for (const auto& [k, v] : object.members) {
    if (k == key) return &v;
  }
  return nullptr;
}

std::string text(const JsonValue& object, std::string_view key) {
  const auto* value = find(object, key);
  return value ? value->text : std::string{};
}

std::vector<Point> points(const JsonValue& list) {
  std::vector<Point> out;
  for (const auto& pair : list.items) out.push_back({pair.items.at(0).number, pair.items.at(1).number});
  return out;
}

/// Lines or outer and inner rings of every feature of a layer.
std::vector<BaseShape> shapes(Asset asset) {
  const auto tree = forecast::parse_json(bytes_of(asset), "basemap");
  NUZUH_EXPECT(tree.has_value());  // embedded at build time; tests parse every layer
  std::vector<BaseShape> out;
  for (const auto& feature : find(*tree, "features")->items) {
    const auto& properties = *find(feature, "properties");
    const auto& geometry = *find(feature, "geometry");
    const auto kind = text(geometry, "type");
    const auto& coordinates = *find(geometry, "coordinates");
    const auto* level = find(properties, "level");
    const auto add = [&](const JsonValue& line) { out.push_back({text(properties, "name_en"), text(properties, "name_ar"), level ? static_cast<int>(level->number) : 0, points(line)}); };
    if (kind == "LineString") add(coordinates);
    if (kind == "Polygon" || kind == "MultiLineString") {
      for (const auto& ring : coordinates.items) add(ring);
    }
    if (kind == "MultiPolygon") {
      for (const auto& polygon : coordinates.items) {
        for (const auto& ring : polygon.items) add(ring);
      }
    }
  }
  return out;
}

/// Keeps the part of a ring on one side of an axis-parallel line.
std::vector<Point> clip(const std::vector<Point>& ring, double Point::*axis, double limit, bool keep_above) {
  const auto inside = [&](const Point& p) { return keep_above ? p.*axis >= limit : p.*axis <= limit; };
  std::vector<Point> out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i], b = ring[(i + 1) % ring.size()];
    if (inside(a)) out.push_back(a);
    if (inside(a) != inside(b)) {
      const double t = (limit - a.*axis) / (b.*axis - a.*axis);
      out.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
    }
  }
  return out;
}

}  // namespace

std::vector<BaseShape> base_areas(Asset asset, const Window& w) {
  std::vector<BaseShape> out;
  for (auto& shape : shapes(asset)) {
    shape.line = clip(shape.line, &Point::x, w.west, true);
    shape.line = clip(shape.line, &Point::x, w.east, false);
    shape.line = clip(shape.line, &Point::y, w.south, true);
    shape.line = clip(shape.line, &Point::y, w.north, false);
    if (shape.line.size() > 2) out.push_back(std::move(shape));
  }
  return out;
}

std::vector<BaseShape> base_lines(Asset asset, const Window& w) {
  std::vector<BaseShape> out;
  for (const auto& shape : shapes(asset)) {
    BaseShape run{shape.name_en, shape.name_ar, shape.level, {}};
    for (std::size_t i = 0; i < shape.line.size(); ++i) {
      // A point outside is kept where its neighbour is inside, so that lines run up to the frame.
      const bool near = w.holds(shape.line[i]) || (i > 0 && w.holds(shape.line[i - 1])) || (i + 1 < shape.line.size() && w.holds(shape.line[i + 1]));
      if (near) run.line.push_back(shape.line[i]);
      if ((!near || i + 1 == shape.line.size()) && run.line.size() > 1) out.push_back(run);
      if (!near) run.line.clear();
    }
  }
  return out;
}

}  // namespace nuzuh::publish
