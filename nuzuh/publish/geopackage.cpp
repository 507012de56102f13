#include "nuzuh/publish/geopackage.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include "nuzuh/core/version.hpp"
#include "nuzuh/publish/assets.hpp"
#include "nuzuh/publish/protect.hpp"
#include "nuzuh/publish/provenance.hpp"

namespace nuzuh::publish {
namespace {

using scenario::Site;
using scenario::SiteKind;

struct Column {
  const char* name;
  OGRFieldType type = OFTString;
};

constexpr std::array k_shown_levels = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
constexpr std::array k_shown_names = {"q05", "q10", "q25", "q50", "q75", "q90", "q95"};

double level(const forecast::Quantiles& q, double at) { return q[static_cast<std::size_t>(std::ranges::find(forecast::k_levels, at) - forecast::k_levels.begin())]; }

/// One layer under construction; a failure of GDAL is remembered and reported at the end.
class Layer {
 public:
  Layer(GDALDataset& data, const char* name, OGRwkbGeometryType type, const std::vector<Column>& columns, const char* title, const char* fid = "fid") {
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::string fid_option = std::string("FID=") + fid, title_option = std::string("IDENTIFIER=") + title;
    const char* options[] = {"GEOMETRY_NAME=geom", fid_option.c_str(), title_option.c_str(), nullptr};
    layer_ = data.CreateLayer(name, type == wkbNone ? nullptr : &wgs84, type, const_cast<char**>(options));
    if (!layer_) return;
    for (const auto& column : columns) {
      OGRFieldDefn field(column.name, column.type);
      if (layer_->CreateField(&field) != OGRERR_NONE) failed_ = true;
    }
  }

  class Row {
   public:
    explicit Row(Layer& layer) : owner_(layer), feature_(layer.layer_ ? OGRFeature::CreateFeature(layer.layer_->GetLayerDefn()) : nullptr) {}
    Row& set(const char* name, const std::string& value) {
      if (feature_ && !value.empty()) feature_->SetField(name, value.c_str());
      return *this;
    }
    Row& set(const char* name, double value) {
      if (feature_) feature_->SetField(name, value);
      return *this;
    }
    Row& set(const char* name, int value) {
      if (feature_) feature_->SetField(name, value);
      return *this;
    }
    Row& midnight(const char* name, core::Date date) {
      const std::chrono::year_month_day d{date};
      if (feature_) feature_->SetField(name, static_cast<int>(d.year()), static_cast<int>(static_cast<unsigned>(d.month())), static_cast<int>(static_cast<unsigned>(d.day())), 0, 0, 0.0F, 100);
      return *this;
    }
    Row& at(const OGRGeometry& geometry) {
      if (feature_) feature_->SetGeometry(&geometry);
      return *this;
    }
    void write() {
      if (!feature_ || owner_.layer_->CreateFeature(feature_.get()) != OGRERR_NONE) owner_.failed_ = true;
    }

   private:
    Layer& owner_;
    OGRFeatureUniquePtr feature_;
  };
  Row row() { return Row(*this); }
  [[nodiscard]] bool good() const { return layer_ && !failed_; }

 private:
  OGRLayer* layer_ = nullptr;
  bool failed_ = false;
};

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : ";") + item;
  return out;
}

std::string grade_text(scenario::Grade grade) { return std::string(1, scenario::letter(grade)); }

/// Writes everything; each function gives whether GDAL took it.
class Writer {
 public:
  Writer(GDALDataset& data, const forecast::Forecast& f, const scenario::Scenario& s)
      : data_(data), f_(f), s_(s), run_id_(fmt::format("{}-{}-{}", f.run.case_id, core::to_string(f.run.known_by), f.run.case_hash)), policy_(f.run.policy.empty() ? "baseline" : f.run.policy) {}

  bool write() {
    return base("base_lakes", Asset::lakes) && base("base_rivers", Asset::rivers) && base("base_admin1", Asset::admin1) && sites() && roads() && days() && figures() && chances() && parameters() &&
           sources() && run() && metadata() && styles();
  }

 private:
  /// Destinations of fighters are an order of places, never points on a map.
  static bool placed(const Site* site) { return site && site->longitude_deg && site->latitude_deg && site->kind != SiteKind::destination; }
  static OGRPoint point(const Site& site) { return {*site.longitude_deg, *site.latitude_deg}; }

  bool base(const char* name, Asset asset) {
    const auto bytes = bytes_of(asset);
    const std::string file = fmt::format("/vsimem/nuzuh-{}-{}.geojson", static_cast<const void*>(this), name);
    VSIFCloseL(VSIFileFromMemBuffer(file.c_str(), reinterpret_cast<GByte*>(const_cast<char*>(bytes.data())), bytes.size(), FALSE));
    bool good = false;
    {
      const std::unique_ptr<GDALDataset> source(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
      const char* options[] = {"GEOMETRY_NAME=geom", nullptr};
      good = source && source->GetLayerCount() == 1 && data_.CopyLayer(source->GetLayer(0), name, const_cast<char**>(options));
    }
    VSIUnlink(file.c_str());
    return good;
  }

  bool sites() {
    Layer layer(data_, "sites", wkbPoint, {{"id"}, {"name_en"}, {"name_ar"}, {"kind"}, {"bank"}, {"pcode"}, {"admin2_pcode"}, {"admin3_pcode"}, {"interpolated", OFTInteger}, {"sources"}, {"note"}}, "Places");
    for (const auto& x : s_.sites) {
      auto row = layer.row();
      row.set("id", x.id).set("name_en", x.name_en).set("name_ar", x.name_ar).set("kind", std::string(scenario::name_of(x.kind))).set("bank", std::string(scenario::name_of(x.bank)));
      row.set("pcode", x.pcode).set("admin2_pcode", x.admin2_pcode).set("admin3_pcode", x.admin3_pcode).set("interpolated", x.interpolated ? 1 : 0).set("sources", joined(x.sources)).set("note", x.note);
      if (placed(&x)) row.at(point(x));
      row.write();
    }
    return layer.good();
  }

  bool roads() {
    Layer layer(data_, "roads", wkbLineString,
                {{"from_site"}, {"to_site"}, {"km", OFTReal}, {"km_low", OFTReal}, {"km_high", OFTReal}, {"travel"}, {"schematic", OFTInteger}, {"sources"}, {"note"}}, "Links between places (straight)");
    for (const auto& x : s_.roads) {
      const auto *from = s_.find_site(x.from), *to = s_.find_site(x.to);
      if (!placed(from) || !placed(to)) continue;
      // Inside the enclave no way is drawn; a link that leads out of it only says that people come that way.
      const bool inside = from->kind == SiteKind::enclave_place, into = to->kind == SiteKind::enclave_place;
      if (inside && into) continue;
      OGRLineString line;
      line.addPoint(*from->longitude_deg, *from->latitude_deg);
      line.addPoint(*to->longitude_deg, *to->latitude_deg);
      auto row = layer.row();
      row.set("from_site", x.from).set("to_site", x.to).set("km", x.km).set("km_low", x.km_low).set("km_high", x.km_high).set("travel", std::string(scenario::name_of(x.travel)));
      row.set("schematic", inside || into ? 1 : 0).set("sources", joined(x.sources)).set("note", x.note).at(line).write();
    }
    return layer.good();
  }

  static std::vector<Column> day_columns() {
    std::vector<Column> columns = {{"t_begin", OFTDateTime}, {"t_end", OFTDateTime}, {"site"}, {"name_en"}, {"name_ar"}, {"pcode"}, {"quantity"}, {"label_en"}, {"label_ar"}, {"unit"}};
    for (const char* q : k_shown_names) columns.push_back({q, OFTReal});
    for (const Column& column : std::initializer_list<Column>{{"mean", OFTReal}, {"suppressed"}, {"grade"}, {"scenario_id"}, {"run_id"}}) columns.push_back(column);
    return columns;
  }

  bool days() {
    Layer by_site(data_, "site_day", wkbPoint, day_columns(), "Forecast by place and day");
    Layer whole(data_, "enclave_day", wkbNone, day_columns(), "Forecast of the whole enclave by day");
    for (const auto& path : f_.paths) {
      const auto* site = path.site.empty() ? nullptr : s_.find_site(path.site);
      for (std::size_t day = 0; day < path.dates.size(); ++day) {
        auto row = (placed(site) ? by_site : whole).row();
        const auto& q = path.quantiles[day];
        row.midnight("t_begin", path.dates[day]).midnight("t_end", path.dates[day] + std::chrono::days(1));
        if (site) row.set("site", site->id).set("name_en", site->name_en).set("name_ar", site->name_ar).set("pcode", site->pcode);
        row.set("quantity", path.key).set("label_en", path.label.en).set("label_ar", path.label.ar).set("unit", path.unit);
        for (std::size_t i = 0; i < k_shown_levels.size(); ++i) row.set(k_shown_names[i], level(q, k_shown_levels[i]));
        if (counts_people(path.unit) && level(q, 0.5) < s_.smallest_cell) row.set("suppressed", fmt::format("<{}", s_.smallest_cell));
        row.set("mean", path.means[day]).set("grade", grade_text(path.grade)).set("scenario_id", policy_).set("run_id", run_id_);
        if (placed(site)) row.at(point(*site));
        row.write();
      }
    }
    return by_site.good() && whole.good();
  }

  bool figures() {
    std::vector<Column> columns = {{"key"}, {"label_en"}, {"label_ar"}, {"site"}, {"unit"}};
    for (const char* q : k_shown_names) columns.push_back({q, OFTReal});
    for (const char* name : {"suppressed", "grade", "note_en", "note_ar", "scenario_id"}) columns.push_back({name});
    Layer layer(data_, "figures", wkbNone, columns, "Totals and peaks");
    for (const auto& x : f_.figures) {
      auto row = layer.row();
      row.set("key", x.key).set("label_en", x.label.en).set("label_ar", x.label.ar).set("site", x.site).set("unit", x.unit);
      for (std::size_t i = 0; i < k_shown_levels.size(); ++i) row.set(k_shown_names[i], level(x.quantiles, k_shown_levels[i]));
      if (counts_people(x.unit) && level(x.quantiles, 0.5) < s_.smallest_cell) row.set("suppressed", fmt::format("<{}", s_.smallest_cell));
      row.set("grade", grade_text(x.grade)).set("note_en", x.note.en).set("note_ar", x.note.ar).set("scenario_id", policy_).write();
    }
    return layer.good();
  }

  bool chances() {
    Layer layer(data_, "chances", wkbNone, {{"key"}, {"label_en"}, {"label_ar"}, {"horizon_days", OFTInteger}, {"probability", OFTReal}, {"climatology", OFTReal}, {"grade"}, {"scenario_id"}}, "Chances");
    for (const auto& x : f_.chances) {
      auto row = layer.row();
      row.set("key", x.key).set("label_en", x.label.en).set("label_ar", x.label.ar).set("probability", x.probability).set("grade", grade_text(x.grade)).set("scenario_id", policy_);
      if (x.horizon_days > 0) row.set("horizon_days", x.horizon_days);
      if (x.climatology) row.set("climatology", *x.climatology);
      row.write();
    }
    return layer.good();
  }

  bool parameters() {
    Layer layer(data_, "parameters", wkbNone, {{"key"}, {"unit"}, {"distribution"}, {"a", OFTReal}, {"b", OFTReal}, {"drawn"}, {"grade"}, {"sources"}, {"known_by"}, {"judged_by"}, {"reason"}}, "Parameters");
    for (const auto& x : s_.parameters) {
      layer.row().set("key", x.key).set("unit", x.unit).set("distribution", std::string(scenario::name_of(x.belief.form))).set("a", x.belief.a).set("b", x.belief.b)
          .set("drawn", std::string(scenario::name_of(x.drawn))).set("grade", grade_text(x.grade)).set("sources", joined(x.sources)).set("known_by", core::to_string(x.known_by))
          .set("judged_by", x.judged_by).set("reason", x.reason).write();
    }
    return layer.good();
  }

  bool sources() {
    Layer layer(data_, "sources", wkbNone, {{"id"}, {"publisher"}, {"title"}, {"date"}, {"known_by"}, {"url"}, {"note"}}, "Sources");
    for (const auto& x : s_.sources) {
      layer.row().set("id", x.id).set("publisher", x.publisher).set("title", x.title).set("date", x.date ? core::to_string(*x.date) : std::string{})
          .set("known_by", core::to_string(x.known_by)).set("url", x.url).set("note", x.note).write();
    }
    return layer.good();
  }

  bool run() {
    Layer layer(data_, "run", wkbNone, {{"key"}, {"value"}}, "How this was made");
    const auto& r = f_.run;
    const auto put = [&](const std::string& key, const std::string& value) { layer.row().set("key", key).set("value", value).write(); };
    put("program", std::string("nuzuh ") + r.program_version);
    put("run_id", run_id_);
    put("case_id", r.case_id);
    put("case_hash", r.case_hash);
    put("known_by", core::to_string(r.known_by));
    put("start", core::to_string(r.start));
    put("until", core::to_string(r.until));
    put("members", fmt::format("{}", r.members));
    put("seed", fmt::format("{}", r.seed));
    put("scenario_id", policy_);
    put("weakest_grade", grade_text(r.weakest));
    return layer.good();
  }

  bool metadata() {
    Layer layer(data_, "metadata", wkbNone, {{"key"}, {"en"}, {"ar"}}, "Licence, attribution, disclaimer");
    layer.row().set("key", "title").set("en", f_.title.en).set("ar", f_.title.ar).write();
    layer.row().set("key", "boundaries").set("en", std::string(k_boundaries_en)).set("ar", std::string(k_boundaries_ar)).write();
    layer.row().set("key", "disclaimer").set("en", f_.disclaimer.en).set("ar", f_.disclaimer.ar).write();
    layer.row().set("key", "attribution").set("en", std::string(k_attribution)).write();
    layer.row().set("key", "suppression").set("en", fmt::format("A value of 0 marked <{} means fewer than {} people.", s_.smallest_cell, s_.smallest_cell)).write();
    return layer.good();
  }

  bool styles() {
    Layer layer(data_, "layer_styles", wkbNone,
                {{"f_table_catalog"}, {"f_table_schema"}, {"f_table_name"}, {"f_geometry_column"}, {"styleName"}, {"styleQML"}, {"styleSLD"}, {"useAsDefault", OFTInteger}, {"description"}, {"owner"}, {"ui"},
                 {"update_time", OFTDateTime}},
                "Styles", "id");
    for (const char* name : {"sites", "roads", "site_day", "base_admin1", "base_rivers", "base_lakes"}) {
      auto row = layer.row();
      row.set("f_table_name", std::string(name)).set("f_geometry_column", std::string("geom")).set("styleName", std::string("nuzuh")).set("styleQML", qml_of(name)).set("useAsDefault", 1);
      row.set("description", std::string("nuzuh ") + core::k_version).set("owner", std::string("nuzuh")).midnight("update_time", f_.run.known_by).write();
    }
    // QGIS looks for empty texts here, not for NULL.
    data_.ExecuteSQL("UPDATE layer_styles SET f_table_catalog = '', f_table_schema = '', styleSLD = ''", nullptr, nullptr);
    return layer.good();
  }

  GDALDataset& data_;
  const forecast::Forecast& f_;
  const scenario::Scenario& s_;
  std::string run_id_, policy_;
};

}  // namespace

core::Result<std::string> geopackage(const forecast::Forecast& f, const scenario::Scenario& s) {
  static std::mutex one_at_a_time;  // the clock below is a setting of the whole process
  const std::lock_guard lock(one_at_a_time);
  GDALAllRegister();
  // GeoPackage stamps the time of the last change into its tables; the cut-off date makes the bytes depend on the forecast only.
  const CPLConfigOptionSetter clock("OGR_CURRENT_DATE", (core::to_string(f.run.known_by) + "T00:00:00.000Z").c_str(), false);
  const CPLConfigOptionSetter quiet("CPL_LOG", "/dev/null", false);
  static std::atomic<int> count{0};
  const auto file = fmt::format("/vsimem/nuzuh-forecast-{}.gpkg", count++);
  const auto failed = [&](const char* step) {
    VSIUnlink(file.c_str());
    return core::fail({{"forecast.gpkg", 0, 0}, fmt::format("GDAL could not {} the GeoPackage: {}", step, CPLGetLastErrorMsg()), "check that GDAL has its GPKG driver (`ogrinfo --formats`)",
                       core::Severity::error, core::Cause::unwritable});
  };
  CPLErrorReset();
  CPLPushErrorHandler(CPLQuietErrorHandler);
  auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  std::unique_ptr<GDALDataset> data(driver ? driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr) : nullptr);
  bool good = data != nullptr;
  if (good) {
    good = data->StartTransaction() == OGRERR_NONE && Writer(*data, f, s).write();
    good = data->CommitTransaction() == OGRERR_NONE && good;
    GDALClose(data.release());
  }
  CPLPopErrorHandler();
  if (!good) return failed("write");
  vsi_l_offset size = 0;
  auto* bytes = VSIGetMemFileBuffer(file.c_str(), &size, TRUE);
  if (!bytes) return failed("read back");
  std::string out(reinterpret_cast<const char*>(bytes), size);
  CPLFree(bytes);
  return out;
}

}  // namespace nuzuh::publish
