// What leaves the house: suppression, escaping, both languages, the map file read back, the same bytes twice.
#include <filesystem>
#include <fstream>
#include <memory>
#include <regex>
#include <set>

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include "fixture.hpp"
#include "nuzuh/core/csv.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/publish/base_map.hpp"
#include "nuzuh/publish/brief.hpp"
#include "nuzuh/publish/geopackage.hpp"
#include "nuzuh/publish/messages.hpp"
#include "nuzuh/publish/numbers.hpp"
#include "nuzuh/publish/protect.hpp"
#include "nuzuh/publish/publish.hpp"
#include "nuzuh/publish/tables.hpp"

namespace nuzuh::publish {
namespace {

namespace fs = std::filesystem;

class Publish : public testing::Test {
 protected:
  void SetUp() override {
    dir = fs::temp_directory_path() / ("nuzuh-publish-" + std::to_string(::getpid()));
    fs::remove_all(dir);
    fs::create_directories(dir);
  }
  void TearDown() override { fs::remove_all(dir); }
  scenario::Scenario s = fixture::toy();
  fs::path dir;
};

TEST(Numbers, follow_the_language) {
  EXPECT_EQ(people(12345, 10, Language::english), "12,000");
  EXPECT_EQ(people(12345, 10, Language::arabic), "١٢٬٠٠٠");
  EXPECT_EQ(people(9.9, 10, Language::english), "<10");
  EXPECT_EQ(people(9.9, 10, Language::arabic), "أقل من ١٠");
  EXPECT_EQ(percent(0.001, Language::english), "<1%");
  EXPECT_EQ(percent(0.999, Language::english), ">99%");
  EXPECT_EQ(percent(0.345, Language::arabic), "٣٤٪");
  EXPECT_EQ(date(*core::parse_date("2018-12-07"), Language::arabic), "٧ كانون الأول ٢٠١٨");
  EXPECT_EQ(in_words("14 days, until 2018-12-17: 3.7 or 12%.", Language::english), "14 days, until 17 December 2018: 3.7 or 12%.");
  EXPECT_EQ(in_words("عام 2017.", Language::arabic), "عام ٢٠١٧.");
}

TEST(Numbers, use_the_plural_forms_of_arabic) {
  EXPECT_EQ(days(1, Language::arabic), "يوم واحد");
  EXPECT_EQ(days(2, Language::arabic), "يومان");
  EXPECT_EQ(days(7, Language::arabic), "٧ أيام");
  EXPECT_EQ(days(14, Language::arabic), "١٤ يوماً");
  EXPECT_EQ(days(100, Language::arabic), "١٠٠ يوم");
  EXPECT_EQ(days(103, Language::arabic), "١٠٣ أيام");
  EXPECT_EQ(days(1, Language::english), "1 day");
}

TEST(Messages, have_the_same_placeholders_in_both_languages) {
  const auto names = [](std::string_view text) {
    std::set<std::string> out;
    const std::regex placeholder("\\{([a-z0-9]+)\\}");
    const std::string copy(text);
    for (std::sregex_iterator it(copy.begin(), copy.end(), placeholder), end; it != end; ++it) out.insert((*it)[1]);
    out.erase("eighty");
    out.erase("ninety");
    return out;
  };
  for (int i = 0; i < static_cast<int>(Message::count_); ++i) {
    const auto m = static_cast<Message>(i);
    EXPECT_EQ(names(text_of(m, Language::english)), names(text_of(m, Language::arabic))) << text_of(m, Language::english);
    EXPECT_FALSE(text_of(m, Language::arabic).empty());
  }
}

TEST_F(Publish, small_cells_and_exact_fighters_never_leave) {
  const auto f = protect(fixture::revealed(s), s.smallest_cell);
  for (const auto& p : f.paths) {
    if (!counts_people(p.unit)) continue;
    for (const auto& q : p.quantiles) {
      for (const double v : q) EXPECT_TRUE(v == 0 || v >= s.smallest_cell) << p.key << v;
      if (p.key == "fighters_inside") {
        for (const double v : q) EXPECT_EQ(v, two_figures(v));
      }
    }
  }
  for (const auto& figure : f.figures) {
    if (counts_people(figure.unit)) {
      for (const double v : figure.quantiles) EXPECT_TRUE(v == 0 || v >= s.smallest_cell) << figure.key;
    }
  }
  const auto rows = *core::parse_csv(quantiles_csv(f, s), "q");
  int hidden = 0;
  for (const auto& row : rows) hidden += row.back().text == "<10" ? 1 : 0;
  EXPECT_GT(hidden, 0);
  for (const auto& row : rows) {
    if (row.back().text == "<10") {
      EXPECT_EQ(row[7].text, "0");
    }
  }
}

TEST_F(Publish, no_place_level_front_travels_with_a_result) {
  auto with = s;
  scenario::Event taken;
  taken.id = "taken";
  taken.kind = scenario::EventKind::place_taken;
  with.events.push_back(taken);
  const auto published = protect(with);
  EXPECT_EQ(published.events.size(), s.events.size());
  for (const auto& event : published.events) EXPECT_NE(event.kind, scenario::EventKind::place_taken);
}

TEST_F(Publish, tables_have_their_columns_and_no_formula) {
  const auto f = protect(fixture::made_up(s), s.smallest_cell);
  const auto q = *core::parse_csv(quantiles_csv(f, s), "q");
  const std::vector<std::string> hub = {"origin_date", "target", "horizon", "location", "target_end_date", "output_type", "output_type_id", "value"};
  for (std::size_t i = 0; i < hub.size(); ++i) EXPECT_EQ(q[0][i].text, hub[i]);
  // Six paths, days after the cut-off, 23 quantiles and a mean.
  EXPECT_EQ(q.size(), 1 + 6 * static_cast<std::size_t>(core::days_between(s.cutoff, s.until)) * 24);
  const auto figures = *core::parse_csv(figures_csv(f, s), "f");
  EXPECT_EQ(figures[0][0].text, "location_code");
  EXPECT_EQ(figures.size(), 1 + f.figures.size());
  EXPECT_EQ(figures[1][18].text, "'=HYPERLINK(1)");
  for (const auto& row : figures) EXPECT_EQ(row.size(), figures[0].size());
  for (const auto& csv : {chances_csv(f), destinations_csv(f), parameters_csv(f, s), sources_csv(s), scores_csv(fixture::revealed(s))}) {
    const auto rows = core::parse_csv(csv, "t");
    ASSERT_TRUE(rows);
    for (const auto& row : *rows) EXPECT_EQ(row.size(), rows->front().size());
    EXPECT_GT(rows->size(), 1U);
  }
}

TEST_F(Publish, the_brief_escapes_what_comes_from_data_and_asks_no_network) {
  const auto html = brief_html(protect(fixture::revealed(s), s.smallest_cell), s, Language::english);
  EXPECT_EQ(html.find("<script>alert"), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;alert"), std::string::npos);
  EXPECT_EQ(html.find("<i>"), std::string::npos);
  EXPECT_NE(html.find("<html lang=\"en\" dir=\"ltr\""), std::string::npos);
  EXPECT_NE(html.find("<article id=\"ar\" lang=\"ar\" dir=\"rtl\">"), std::string::npos);
  // Nothing that a browser would fetch: only anchors inside the page, data: and links that a reader may choose to follow.
  for (const char* fetch : {"src=\"", "@import", "url(", "<link ", "fetch(", "XMLHttpRequest"}) {
    for (auto at = html.find(fetch); at != std::string::npos; at = html.find(fetch, at + 1)) {
      const auto near = html.substr(at, 40);
      EXPECT_TRUE(near.starts_with("url(data:") || near.starts_with("<link rel=\"icon\" href=\"data:,\"")) << near;
    }
  }
  // What happened is shown only where it was revealed.
  EXPECT_NE(html.find("id=\"score-en\""), std::string::npos);
  EXPECT_EQ(brief_html(fixture::made_up(s), s, Language::english).find("id=\"score-en\""), std::string::npos);
}

TEST_F(Publish, a_bare_forecast_still_makes_a_brief) {
  auto f = fixture::made_up(s);
  f.paths.clear();
  f.figures.clear();
  f.chances.clear();
  f.destinations.clear();
  f.survival = {};
  EXPECT_NE(brief_html(f, s, Language::arabic).find("</html>"), std::string::npos);
}

TEST_F(Publish, the_map_file_reads_back) {
  const auto f = protect(fixture::made_up(s), s.smallest_cell);
  const auto bytes = geopackage(f, s);
  ASSERT_TRUE(bytes) << core::to_string(bytes.error()[0]);
  EXPECT_TRUE(*bytes == *geopackage(f, s)) << "the same forecast gives the same bytes";
  ASSERT_TRUE(core::write_file(dir / "t.gpkg", *bytes));
  const std::unique_ptr<GDALDataset> data(GDALDataset::Open((dir / "t.gpkg").c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  ASSERT_TRUE(data);
  const auto count = [&](const char* layer) { return data->GetLayerByName(layer) ? data->GetLayerByName(layer)->GetFeatureCount() : -1; };
  const auto days = static_cast<GIntBig>(f.paths[0].dates.size());
  EXPECT_EQ(count("sites"), static_cast<GIntBig>(s.sites.size()));
  EXPECT_EQ(count("roads"), 4);  // five in the case; the one inside the enclave is not drawn
  EXPECT_EQ(count("site_day"), 3 * days);
  EXPECT_EQ(count("enclave_day"), 3 * days);
  EXPECT_EQ(count("parameters"), static_cast<GIntBig>(s.parameters.size()));
  EXPECT_EQ(count("sources"), 1);
  EXPECT_GT(count("metadata"), 2);
  EXPECT_GT(count("run"), 5);
  EXPECT_EQ(count("layer_styles"), 6);
  auto* day = data->GetLayerByName("site_day");
  const OGRFeatureUniquePtr row(day->GetNextFeature());
  ASSERT_TRUE(row && row->GetGeometryRef());
  EXPECT_EQ(day->GetLayerDefn()->GetFieldDefn(0)->GetType(), OFTDateTime);
  EXPECT_NEAR(row->GetGeometryRef()->toPoint()->getX(), 40.6, 1e-9);
  EXPECT_NEAR(row->GetGeometryRef()->toPoint()->getY(), 35.8, 1e-9);
  EXPECT_NE(qml_of("site_day").find("temporal enabled=\"1\""), std::string::npos);
}

TEST_F(Publish, a_result_can_be_published_again_from_its_directory) {
  const auto out = dir / "out", again = dir / "again";
  ASSERT_TRUE(write_all(fixture::revealed(s), s, out));
  const auto result = read_result(out);
  ASSERT_TRUE(result) << core::to_string(result.error()[0]);
  ASSERT_TRUE(write_all(result->forecast, result->scenario, again));
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(out)) {
    ++files;
    EXPECT_TRUE(*core::read_bytes(entry.path()) == *core::read_bytes(again / entry.path().filename())) << entry.path();
  }
  EXPECT_EQ(files, 15U);
}

TEST_F(Publish, a_file_of_somebody_else_is_never_removed) {
  const auto out = dir / "out";
  ASSERT_TRUE(write_all(fixture::made_up(s), s, out));
  std::ofstream(out / "notes.docx") << "mine";
  const auto refused = write_all(fixture::made_up(s), s, out);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error()[0].cause, core::Cause::unwritable);
  EXPECT_TRUE(fs::exists(out / "notes.docx"));
}

TEST_F(Publish, a_damaged_result_is_refused) {
  const auto out = dir / "out";
  EXPECT_FALSE(read_result(dir / "nowhere"));
  ASSERT_TRUE(write_all(fixture::made_up(s), s, out));
  const auto text = *core::read_bytes(out / "case.txt");
  std::ofstream(out / "case.txt") << text.substr(0, text.size() / 2);
  EXPECT_FALSE(read_result(out));
}

TEST(BaseMap, every_layer_parses_and_clips_to_the_window) {
  const Window window{40, 34, 41, 36};
  for (const auto asset : {Asset::admin1, Asset::countries, Asset::lakes}) {
    for (const auto& shape : base_areas(asset, window)) {
      for (const auto& p : shape.line) EXPECT_TRUE(p.x >= 40 - 1e-9 && p.x <= 41 + 1e-9 && p.y >= 34 - 1e-9 && p.y <= 36 + 1e-9);
    }
  }
  EXPECT_FALSE(base_areas(Asset::admin1, window).empty());
  EXPECT_FALSE(base_lines(Asset::rivers, window).empty());
}

}  // namespace
}  // namespace nuzuh::publish
