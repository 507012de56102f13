#include <gtest/gtest.h>

#include "nuzuh/compare/campaign.hpp"

namespace nuzuh::compare {
namespace {

scenario::Campaign campaign(double low = 250, double high = 500) {
  scenario::Campaign c;
  c.enclaves = {{"here", "Here", "هنا", "", "", "", {}}, {"there", "There", "هناك", "", "", "", {}}};
  scenario::Link link;
  link.from = "here";
  link.to = "there";
  link.fighters = {low, high, {}, scenario::Grade::moderate, "", {}};
  link.turned_up = {0, 1, {}, scenario::Grade::assumed, "", {}};
  link.relatives = scenario::Range{1000, 1000, {}, scenario::Grade::weak, "", {}};
  link.counted = scenario::Range{6000, 8000, {}, scenario::Grade::weak, "", {}};
  c.links = {link};
  return c;
}

TEST(Campaign, the_arithmetic_can_be_done_with_a_pencil) {
  const auto c = campaign(300, 300);
  const auto carried = arithmetic(c, c.links[0], std::vector<double>(100, 3000), 1);
  EXPECT_NEAR(carried.most_share->middle, 0.1, 1e-12);
  EXPECT_LT(carried.likely_share->high, 0.1);
  EXPECT_NEAR(carried.hindsight->low, 300.0 / 8000, 1e-12);
  EXPECT_NEAR(carried.hindsight->high, 300.0 / 6000, 1e-12);
  EXPECT_EQ(carried.grade, scenario::Grade::assumed);
}

TEST(Campaign, taking_leavers_away_takes_fighters_and_their_families_only) {
  Subject s;
  s.draw.stocks = {10000, 2000};
  s.draw.parameters.people_share_relatives = 0.3;
  const auto changed = without(s, {400, 200, 500});
  EXPECT_DOUBLE_EQ(changed.draw.stocks.fighters, 1800);
  EXPECT_DOUBLE_EQ(changed.draw.stocks.people, 9500);
  EXPECT_DOUBLE_EQ(changed.draw.stocks.people * (1 - changed.draw.parameters.people_share_relatives), 7000);  // the others stay
  EXPECT_GE(without(s, {1e6, 1e6, 1e6}).draw.stocks.fighters, 0);
}

TEST(Campaign, the_text_tells_arithmetic_from_model_in_both_languages) {
  const auto c = campaign();
  CampaignComparison result;
  result.carried.push_back(arithmetic(c, c.links[0], std::vector<double>(10, 3000), 1));
  EXPECT_NE(to_text(result, false).find("ARITHMETIC."), std::string::npos);
  EXPECT_NE(to_text(result, false).find("No case: nothing was simulated."), std::string::npos);
  EXPECT_NE(to_text(result, true).find("حساب."), std::string::npos);
}

}  // namespace
}  // namespace nuzuh::compare
