#include "nuzuh/flee/geopackage.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "nuzuh/core/file.hpp"

namespace nuzuh::flee {
namespace {

constexpr std::array<std::pair<const char*, double>, 5> k_levels = {{{"q05", 0.05}, {"q25", 0.25}, {"q50", 0.5}, {"q75", 0.75}, {"q95", 0.95}}};
constexpr std::size_t k_rows_a_layer = 400000;  // above, only every seventh day is written

using Feature = std::unique_ptr<OGRFeature, decltype(&OGRFeature::DestroyFeature)>;

OGRLayer* layer_of(GDALDataset& set, const char* name, OGRwkbGeometryType type, OGRSpatialReference& wgs84, const std::vector<std::pair<const char*, OGRFieldType>>& fields) {
  OGRLayer* layer = set.CreateLayer(name, &wgs84, type, nullptr);
  if (!layer) return nullptr;
  for (const auto& [field, kind] : fields) {
    OGRFieldDefn definition(field, kind);
    if (layer->CreateField(&definition) != OGRERR_NONE) return nullptr;
  }
  return layer;
}

bool add(OGRLayer& layer, OGRFeature& feature) { return layer.CreateFeature(&feature) == OGRERR_NONE; }

std::vector<double> sample_of(const Counts& counts, std::size_t day, std::size_t column) {
  std::vector<double> sample;
  for (std::size_t m = 0; m < counts.members; ++m) sample.push_back(counts.at(m, day, column));
  std::ranges::sort(sample);
  return sample;
}

bool fill(GDALDataset& set, const Crisis& crisis, const Counts& counts) {
  OGRSpatialReference wgs84;
  wgs84.SetWellKnownGeogCS("WGS84");
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  std::vector<std::pair<const char*, OGRFieldType>> fields = {{"name", OFTString}, {"region", OFTString}, {"country", OFTString}, {"type", OFTString}, {"population", OFTInteger64}, {"capacity", OFTInteger64}};
  for (const auto& level : k_levels) fields.emplace_back(level.first, OFTReal);
  OGRLayer* places = layer_of(set, "places", wkbPoint, wgs84, fields);
  OGRLayer* routes = layer_of(set, "routes", wkbLineString, wgs84, {{"from", OFTString}, {"to", OFTString}, {"distance_km", OFTReal}});
  fields = {{"name", OFTString}, {"day", OFTInteger}, {"date", OFTDate}, {"registered", OFTReal}};
  for (const auto& level : k_levels) fields.emplace_back(level.first, OFTReal);
  OGRLayer* days = layer_of(set, "people_by_day", wkbPoint, wgs84, fields);
  if (!places || !routes || !days) return false;

  std::unordered_map<int, std::size_t> column;
  for (std::size_t k = 0; k < crisis.reported.size(); ++k) column.emplace(crisis.reported[k], k);
  for (std::size_t p = 0; p < crisis.places.size(); ++p) {
    const auto& place = crisis.places[p];
    const Feature f(OGRFeature::CreateFeature(places->GetLayerDefn()), &OGRFeature::DestroyFeature);
    f->SetField("name", place.name.c_str());
    f->SetField("region", place.region.c_str());
    f->SetField("country", place.country.c_str());
    f->SetField("type", std::string(to_string(place.declared)).c_str());
    f->SetField("population", static_cast<GIntBig>(place.population));
    if (place.camp) f->SetField("capacity", static_cast<GIntBig>(place.capacity));
    if (const auto found = column.find(static_cast<int>(p)); found != column.end() && counts.days > 0) {
      const auto sample = sample_of(counts, counts.days - 1, found->second);
      for (const auto& [name, level] : k_levels) f->SetField(name, sorted_quantile(sample, level));
    }
    OGRPoint point(place.longitude, place.latitude);
    f->SetGeometry(&point);
    if (!add(*places, *f)) return false;
  }
  for (const auto& link : crisis.links) {
    if (link.reverse < 0 || &crisis.links[static_cast<std::size_t>(link.reverse)] < &link) continue;  // one line a route
    const auto &a = crisis.places[static_cast<std::size_t>(link.from)], &b = crisis.places[static_cast<std::size_t>(link.to)];
    const Feature f(OGRFeature::CreateFeature(routes->GetLayerDefn()), &OGRFeature::DestroyFeature);
    f->SetField("from", a.name.c_str());
    f->SetField("to", b.name.c_str());
    f->SetField("distance_km", link.distance_km);
    OGRLineString line;
    line.addPoint(a.longitude, a.latitude);
    line.addPoint(b.longitude, b.latitude);
    f->SetGeometry(&line);
    if (!add(*routes, *f)) return false;
  }
  const std::size_t step = counts.columns * counts.days > k_rows_a_layer ? 7 : 1;
  for (std::size_t k = 0; k < counts.columns; ++k) {
    const auto& place = crisis.places[static_cast<std::size_t>(crisis.reported[k])];
    for (std::size_t t = 0; t < counts.days; t += step) {
      const std::chrono::year_month_day date{crisis.start + std::chrono::days(static_cast<int>(t))};
      const Feature f(OGRFeature::CreateFeature(days->GetLayerDefn()), &OGRFeature::DestroyFeature);
      f->SetField("name", place.name.c_str());
      f->SetField("day", static_cast<int>(t));
      f->SetField(f->GetFieldIndex("date"), static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())), static_cast<int>(static_cast<unsigned>(date.day())));
      f->SetField("registered", registered(crisis, k, t));
      const auto sample = sample_of(counts, t, k);
      for (const auto& [name, level] : k_levels) f->SetField(name, sorted_quantile(sample, level));
      OGRPoint point(place.longitude, place.latitude);
      f->SetGeometry(&point);
      if (!add(*days, *f)) return false;
    }
  }
  return true;
}

}  // namespace

core::Result<void> write_geopackage(const Crisis& crisis, const Counts& counts, const std::filesystem::path& path) {
  GDALAllRegister();
  auto failed = [&](const char* what) {
    return core::fail({{path.string(), 0, 0}, what, "GDAL with the GPKG driver is needed", core::Severity::error, core::Cause::unwritable});
  };
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (!driver) return failed("GDAL has no GeoPackage driver");
  const std::string memory = fmt::format("/vsimem/nuzuh_flee_{}.gpkg", static_cast<const void*>(&counts));
  GDALDataset* set = driver->Create(memory.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  if (!set) return failed("the GeoPackage cannot be begun");
  set->StartTransaction();
  const bool good = fill(*set, crisis, counts);
  set->CommitTransaction();
  GDALClose(set);
  core::Result<void> result;
  if (good) {
    vsi_l_offset size = 0;
    const GByte* bytes = VSIGetMemFileBuffer(memory.c_str(), &size, FALSE);
    result = core::write_file(path, {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)});
  } else {
    result = failed("a layer of the GeoPackage cannot be written");
  }
  VSIUnlink(memory.c_str());
  return result;
}

}  // namespace nuzuh::flee
