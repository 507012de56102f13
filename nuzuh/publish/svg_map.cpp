#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "nuzuh/publish/base_map.hpp"
#include "nuzuh/publish/charts.hpp"
#include "nuzuh/publish/labels.hpp"
#include "nuzuh/publish/numbers.hpp"

namespace nuzuh::publish {
namespace {

using scenario::Site;
using scenario::SiteKind;

constexpr double k_font = 13;

bool placed(const Site& site) { return site.longitude_deg && site.latitude_deg && site.kind != SiteKind::destination; }

/// Places that the map must hold; towns are drawn where they fall inside.
bool frames(SiteKind kind) { return kind != SiteKind::town && kind != SiteKind::destination; }

/// A window around the places, widened to the picture's shape. Degrees of longitude shrink with latitude (equirectangular).
std::optional<Window> window_of(const scenario::Scenario& s, Size size) {
  Window w{180, 90, -180, -90};
  for (const auto& site : s.sites) {
    if (!placed(site) || !frames(site.kind)) continue;
    w = {std::min(w.west, *site.longitude_deg), std::min(w.south, *site.latitude_deg), std::max(w.east, *site.longitude_deg), std::max(w.north, *site.latitude_deg)};
  }
  if (w.east < w.west) return std::nullopt;
  const double middle_x = (w.west + w.east) / 2, middle_y = (w.south + w.north) / 2;
  const double shrink = std::cos(middle_y * std::numbers::pi / 180);
  double height = std::max({(w.north - w.south) * 1.22, (w.east - w.west) * 1.22 * shrink * size.height / size.width, 0.1});
  const double width = height * size.width / size.height / shrink;
  return Window{middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2};
}

class Map {
 public:
  Map(const View& view, Size size, const Window& window, std::string_view title, std::string_view description)
      : view_(view), size_(size), window_(window), canvas_(size, view.language, "map", title, description), board_({4, 4, size.width - 4, size.height - 4}) {}

  std::string draw() {
    canvas_.rect({0, 0}, size_.width, size_.height, "land");
    base();
    links();
    symbols();
    scale_bar();
    canvas_.rect({0.5, 0.5}, size_.width - 1, size_.height - 1, "frame");
    return canvas_.svg();
  }

 private:
  [[nodiscard]] Point at(Point p) const {
    return {(p.x - window_.west) / (window_.east - window_.west) * size_.width, (window_.north - p.y) / (window_.north - window_.south) * size_.height};
  }
  [[nodiscard]] Point at(const Site& site) const { return at(Point{*site.longitude_deg, *site.latitude_deg}); }

  [[nodiscard]] std::string way(const std::vector<Point>& line, bool closed) const {
    std::string d;
    Point last{-1e9, -1e9};
    for (const auto& p : line) {
      const auto q = at(p);
      if (!d.empty() && std::hypot(q.x - last.x, q.y - last.y) < 1.2) continue;
      d += fmt::format("{}{} {}", d.empty() ? "M" : "L", px(q.x), px(q.y));
      last = q;
    }
    return closed ? d + "z" : d;
  }

  void base() {
    for (const auto& shape : base_areas(Asset::countries, window_)) canvas_.path(way(shape.line, true), "country");
    areas_ = base_areas(Asset::admin1, window_);
    for (const auto& shape : areas_) canvas_.path(way(shape.line, true), "admin1");
    for (const auto& shape : base_areas(Asset::lakes, window_)) canvas_.path(way(shape.line, true), "lake");
    rivers_ = base_lines(Asset::rivers, window_);
    for (const auto& shape : rivers_) canvas_.path(way(shape.line, false), shape.level <= 4 ? "river" : "wadi");
  }

  void links() {
    for (const auto& road : view_.scenario.roads) {
      const auto *from = view_.scenario.find_site(road.from), *to = view_.scenario.find_site(road.to);
      if (!from || !to || !placed(*from) || !placed(*to)) continue;
      const bool inside = from->kind == SiteKind::enclave_place, into = to->kind == SiteKind::enclave_place;
      if (inside && into) continue;  // nothing is drawn inside the enclave
      canvas_.line(at(*from), at(*to), inside || into ? "way-out" : "link");
    }
  }

  void symbol(const Site& site) {
    const auto p = at(site);
    const auto x = px(p.x), y = px(p.y);
    const auto tip = view_.arabic() && !site.name_ar.empty() ? site.name_ar : site.name_en;
    switch (site.kind) {
      case SiteKind::camp: canvas_.path(fmt::format("M{} {}l8 14h-16z", x, px(p.y - 9)), "s-camp", tip); break;
      case SiteKind::informal_site: canvas_.path(fmt::format("M{} {}l6 11h-12z", x, px(p.y - 7)), "s-informal", tip); break;
      case SiteKind::transit: canvas_.rect({p.x - 6, p.y - 6}, 12, 12, "s-transit", tip); break;
      case SiteKind::screening: canvas_.path(fmt::format("M{} {}l7 7l-7 7l-7 -7z", x, px(p.y - 7)), "s-screening", tip); break;
      case SiteKind::enclave_place: canvas_.circle(p, 4, "s-enclave", tip); break;
      default: canvas_.circle(p, 2.4, "s-town", tip); break;
    }
    const double r = site.kind == SiteKind::town ? 3 : 8;
    board_.block({p.x - r, p.y - r, p.x + r, p.y + r});
    (void)y;
  }

  void symbols() {
    std::vector<const Site*> sites;
    for (const auto& site : view_.scenario.sites) {
      if (placed(site) && window_.holds({*site.longitude_deg, *site.latitude_deg})) sites.push_back(&site);
    }
    for (const auto* site : sites) symbol(*site);
    const auto rank = [](const Site* s) {
      switch (s->kind) {
        case SiteKind::camp: return 0;
        case SiteKind::transit: return 1;
        case SiteKind::screening: return 3;
        case SiteKind::informal_site: return 2;
        case SiteKind::enclave_place: return 9;
        default: return 5;
      }
    };
    std::ranges::stable_sort(sites, {}, rank);
    bool enclave_named = false;
    const auto name_enclave = [&] {
      if (enclave_named) return;
      enclave_named = true;
      label_enclave(sites);
    };
    for (const auto* site : sites) {
      if (rank(site) >= 3) name_enclave();
      if (site->kind == SiteKind::enclave_place) continue;
      label(*site);
    }
    name_enclave();
    for (const auto* site : sites) {
      if (site->kind == SiteKind::enclave_place) label(*site);
    }
    label_base();
  }

  void label(const Site& site) {
    const auto name = view_.site_plain(site.id);
    const bool large = site.kind != SiteKind::town && site.kind != SiteKind::enclave_place;
    const double font = large ? k_font : 11;
    if (const auto spot = board_.place(at(site), large ? 11 : 6, name, font)) canvas_.text(spot->at, spot->anchor, name, large ? "place strong" : "place");
  }

  void label_enclave(const std::vector<const Site*>& sites) {
    Point sum;
    double right = 0, count = 0;
    for (const auto* site : sites) {
      if (site->kind != SiteKind::enclave_place) continue;
      const auto p = at(*site);
      sum = {sum.x + p.x, sum.y + p.y};
      right = std::max(right, p.x);
      ++count;
    }
    if (count == 0) return;
    const auto word = view_.say(Message::enclave_label);
    if (const auto spot = board_.place({right, sum.y / count}, 16, word, 15)) canvas_.text(spot->at, spot->anchor, word, "enclave-name");
  }

  void label_base() {
    const auto name = [&](const BaseShape& shape) { return view_.arabic() ? shape.name_ar : shape.name_en; };
    std::vector<std::string> done;
    for (const auto& shape : areas_) {
      Point sum;
      for (const auto& p : shape.line) sum = {sum.x + p.x, sum.y + p.y};
      const auto n = static_cast<double>(shape.line.size());
      const auto spot = board_.place(at(Point{sum.x / n, sum.y / n}), 0, name(shape), 14);
      if (spot) canvas_.text(spot->at, spot->anchor, name(shape), "admin-name");
    }
    for (const auto& shape : rivers_) {
      if (shape.name_en.empty() || shape.line.size() < 6 || std::ranges::find(done, shape.name_en) != done.end()) continue;
      for (const double share : {0.5, 0.3, 0.7, 0.15, 0.85}) {
        const auto p = at(shape.line[static_cast<std::size_t>(share * static_cast<double>(shape.line.size() - 1))]);
        const auto spot = board_.place(p, 6, name(shape), 12);
        if (!spot) continue;
        canvas_.text(spot->at, spot->anchor, name(shape), "river-name");
        done.push_back(shape.name_en);
        break;
      }
    }
  }

  void scale_bar() {
    const double km = (window_.north - window_.south) * 111.2, pixels_per_km = size_.height / km;
    double length = 1;
    for (const double nice : {2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0}) {
      if (nice * pixels_per_km < size_.width * 0.22) length = nice;
    }
    const double x = 14, y = size_.height - 16;
    canvas_.path(fmt::format("M{} {}v5h{}v-5", px(x), px(y), px(length * pixels_per_km)), "scale");
    canvas_.text({x + length * pixels_per_km / 2, y - 3}, Anchor::middle, fmt::format("{} {}", whole(length, view_.language), view_.say(Message::km)), "tick");
  }

  const View& view_;
  Size size_;
  Window window_;
  Canvas canvas_;
  LabelBoard board_;
  std::vector<BaseShape> areas_, rivers_;
};

}  // namespace

std::string map_chart(const View& view) {
  const auto count = std::ranges::count_if(view.scenario.sites, placed);
  const auto description = view.say(Message::map_desc, {{"n", whole(static_cast<double>(count), view.language)}});
  std::string out;
  for (const auto size : {Size{720, 620, false}, Size{360, 520, true}}) {
    const auto window = window_of(view.scenario, size);
    if (!window) return {};
    out += Map(view, size, *window, view.say(Message::map_title), description).draw();
  }
  return out;
}

}  // namespace nuzuh::publish
