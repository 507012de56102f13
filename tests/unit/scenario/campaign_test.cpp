#include <gtest/gtest.h>

#include "nuzuh/core/file.hpp"
#include "nuzuh/scenario/campaign.hpp"

namespace nuzuh::scenario {
namespace {

std::string with(const std::string& text, const std::string& from, const std::string& to) {
  auto changed = text;
  const auto at = changed.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return changed.replace(at, from.size(), to);
}

class Campaigns : public testing::Test {
 protected:
  std::string campaign = *core::read_text("cases/raqqa-hajin/campaign.toml");
  std::string sources = *core::read_text("cases/raqqa-hajin/sources.csv");
  core::Result<Campaign> read(const std::string& text) { return read_campaign_texts({"campaign.toml", text}, {"sources.csv", sources}); }
  void refused(const std::string& text, const std::string& what) {
    const auto result = read(text);
    ASSERT_FALSE(result.has_value());
    std::string all;
    for (const auto& p : result.error()) {
      all += core::to_string(p) + "\n";
      EXPECT_EQ(p.where.file, "campaign.toml");
      EXPECT_GT(p.where.line, 0) << p.what;
    }
    EXPECT_NE(all.find(what), std::string::npos) << all;
  }
};

TEST_F(Campaigns, the_shipped_one_reads) {
  const auto c = read_campaign("cases/raqqa-hajin");
  ASSERT_TRUE(c.has_value());
  EXPECT_EQ(c->enclaves.size(), 3u);
  EXPECT_EQ(c->links.size(), 2u);
  EXPECT_EQ(c->links[1].fighters.low, 250);
  EXPECT_TRUE(is_campaign("cases/raqqa-hajin"));
  EXPECT_FALSE(is_campaign("cases/toy"));
  EXPECT_TRUE(scenario::read("cases/raqqa-hajin/raqqa-2017").has_value());
}

TEST_F(Campaigns, bad_input_is_named_with_its_place) {
  refused(with(campaign, "low = 250, high = 500", "low = 600, high = 500"), "below");
  refused(with(campaign, "from = \"raqqa\"", "from = \"raqa\""), "unknown enclave \"raqa\"");
  refused(with(campaign, "from = \"raqqa\"\nto = \"hajin\"", "from = \"hajin\"\nto = \"raqqa\""), "not later");
  refused(with(campaign, "\"irish_times_201711\"", "\"irish_times\""), "unknown source");
  refused(with(campaign, "sources = [\"buzzfeed_20170511\"]", "sources = []"), "no number without a source");
  refused(with(campaign, "refused = \"exit_refused\"\n", ""), "only one of");
  refused(with(campaign, "case = \"raqqa-2017\"", "case = \"/etc\""), "absolute path");
  refused(with(campaign, "format = 1", "format = 1\ncolour = 3"), "unknown key \"colour\"");
  refused(with(campaign, "grade = \"M\"", "grade = \"Z\""), "no grade");
  refused(with(campaign, "turned_up = { low = 0, high = 1,", "turned_up = { low = 0, high = 2,"), "not a number from 0 to 1");
  refused("format = 1 = 2", "");
}

}  // namespace
}  // namespace nuzuh::scenario
