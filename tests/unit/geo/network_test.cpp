#include "nuzuh/geo/network.hpp"

#include <gtest/gtest.h>

namespace nuzuh::geo {
namespace {

//   0 --1-- 1 --1-- 3     and 4 alone;   0 --3-- 3 directly, 0 --1-- 2 --1-- 3 as long as over 1
Network square() { return Network(5, {{0, 1, 1}, {1, 3, 1}, {0, 2, 1}, {2, 3, 1}, {0, 3, 3}}); }

TEST(Network, measures_shortest_lengths) {
  const auto km = square().distances_km(0);
  EXPECT_EQ(km[3], 2.0);
  EXPECT_EQ(km[0], 0.0);
  EXPECT_FALSE(km[4].has_value());
}

TEST(Network, the_shortest_way_lists_its_sites) {
  const auto way = square().shortest(3, 0);
  ASSERT_TRUE(way);
  EXPECT_EQ(way->km, 2.0);
  EXPECT_EQ(way->sites, (std::vector<std::size_t>{3, 1, 0}));
  EXPECT_FALSE(square().shortest(0, 4));
}

TEST(Network, equal_ways_do_not_depend_on_the_order_of_the_roads) {
  const Network turned(5, {{3, 0, 3}, {3, 2, 1}, {2, 0, 1}, {3, 1, 1}, {1, 0, 1}});
  EXPECT_EQ(turned.shortest(0, 3)->sites, square().shortest(0, 3)->sites);
}

TEST(Network, a_way_to_itself_is_one_site) {
  const auto way = square().shortest(2, 2);
  ASSERT_TRUE(way);
  EXPECT_EQ(way->sites.size(), 1U);
  EXPECT_EQ(way->km, 0.0);
}

TEST(Network, parts_hang_together) { EXPECT_EQ(square().parts(), (std::vector<std::size_t>{0, 0, 0, 0, 1})); }

TEST(Network, reaches_over_several_roads) {
  EXPECT_TRUE(square().reaches(1, 2));
  EXPECT_FALSE(square().reaches(4, 0));
}

TEST(GreatCircle, a_quarter_of_the_equator) { EXPECT_NEAR(great_circle_km(0, 0, 90, 0), 6371.0088 * 3.14159265358979 / 2, 1e-6); }

TEST(GreatCircle, suwar_to_markadah) {
  // 28.4 km by an independent computation of the same two coordinates.
  EXPECT_NEAR(great_circle_km(40.67, 35.5, 40.75304, 35.74607), 28.4, 0.1);
}

}  // namespace
}  // namespace nuzuh::geo
