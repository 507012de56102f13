#include "nuzuh/geo/gazetteer.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace nuzuh::geo {
namespace {

const Gazetteer& gazetteer() {
  static const Gazetteer g([](std::string_view s) { return std::string(s); });  // keys as spelled; the reader folds
  return g;
}

TEST(LatinKey, unites_transliterations) {
  const char* same[][2] = {{"al-hol", "hol"}, {"raqqah", "raqqa"}, {"deir ez-zor", "deir-ez-zor"}, {"saraqeb", "saraqib"}, {"al-shaddadi", "shaddadi"}, {"baghouz", "baghuz"}};
  for (const auto& pair : same) EXPECT_EQ(latin_key(pair[0]), latin_key(pair[1])) << pair[0];
  EXPECT_NE(latin_key("hama"), latin_key("homs"));
}

TEST(Gazetteer, finds_the_enclaves_towns_where_they_lie) {
  const auto found = gazetteer().arabic("هجين", false);
  ASSERT_FALSE(found.empty());
  const auto& hajin = gazetteer()[found[0]];
  EXPECT_EQ(hajin.id, "wof:890449895");
  EXPECT_NEAR(hajin.latitude, 34.693, 0.01);
  EXPECT_NEAR(hajin.longitude, 40.827, 0.01);
}

TEST(Gazetteer, shared_names_give_every_place) { EXPECT_GE(gazetteer().arabic("المشيرفة", false).size(), 10u); }

TEST(Gazetteer, has_every_governorate_and_more_than_ten_thousand_places) {
  EXPECT_GT(gazetteer().size(), 10000u);
  for (const char* g : {"Deir-ez-Zor", "Ar-Raqqa", "Al-Hasakeh", "Idleb", "Aleppo"}) EXPECT_GE(gazetteer().governorate(g), 0) << g;
  EXPECT_EQ(gazetteer().governorate("Atlantis"), -1);
}

TEST(Distance, is_the_great_circle) {
  EXPECT_NEAR(distance_km(0, 0, 0, 180), 6371.0 * 3.14159265358979, 1e-6);
  EXPECT_NEAR(distance_km(34.693, 40.827, 34.461, 40.949), 28, 1);  // Hajin to Baghuz
}

}  // namespace
}  // namespace nuzuh::geo
