#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "nuzuh/core/file.hpp"
#include "nuzuh/validate/generic.hpp"
#include "nuzuh/validate/leave_one_out.hpp"
#include "nuzuh/validate/pooled.hpp"

namespace nuzuh::validate {
namespace {

Record record() {
  auto read = read_record("data/enclaves");
  EXPECT_TRUE(read.has_value());
  return *read;
}

const Enclave& find(const Record& r, const std::string& id) { return *std::ranges::find(r.enclaves, id, &Enclave::id); }

TEST(Record, the_shipped_table_reads_and_has_the_set) {
  const auto r = record();
  EXPECT_EQ(r.enclaves.size(), 29u);
  EXPECT_EQ(std::ranges::count_if(r.enclaves, &Enclave::assaulted), 25);
}

TEST(Record, a_period_is_known_on_its_last_day_only) {
  EXPECT_EQ(*last_day_of("2017"), *core::parse_date("2017-12-31"));
  EXPECT_EQ(*last_day_of("2016-02"), *core::parse_date("2016-02-29"));
  EXPECT_EQ(*last_day_of("2017-10-14"), *core::parse_date("2017-10-14"));
  EXPECT_FALSE(last_day_of("").has_value());
  EXPECT_FALSE(last_day_of("n.d.").has_value());
}

TEST(Pooled, climatology_is_the_one_of_the_record) {
  const auto r = record();
  Enclave nobody;
  nobody.id = "nobody";
  const auto all = pool(r, nobody);
  EXPECT_NEAR(std::exp(all.duration.mean), 57, 1);  // docs/methods/priors.md
  EXPECT_NEAR(all.duration.sd, 1.05, 0.02);
}

TEST(Pooled, what_is_left_out_is_left_out) {
  const auto r = record();
  const auto& raqqa = find(r, "raqqa_2017");
  const auto pooled = pool(r, raqqa);
  auto changed = r;
  for (auto& e : changed.enclaves) {
    if (e.id != raqqa.id) continue;
    e.duration_days = 7;
    e.attackers_killed = 1e6;
    e.displaced = 9e6;
    e.deal = false;
  }
  std::erase_if(changed.samples, [&](const Sample& s) { return s.enclave == raqqa.id; });
  const auto again = pool(changed, raqqa);
  EXPECT_EQ(pooled.duration.mean, again.duration.mean);
  EXPECT_EQ(pooled.attackers_killed.mean, again.attackers_killed.mean);
  EXPECT_EQ(pooled.displaced.mean, again.displaced.mean);
  EXPECT_EQ(pooled.deal_agreed_a, again.deal_agreed_a);
  EXPECT_EQ(pooled.samples.at("harm.killed_inside").mean, again.samples.at("harm.killed_inside").mean);
  EXPECT_EQ(pooled.deal_agreed_a, 3);  // Manbij and Tabqa of the same besieger, + 1
  EXPECT_EQ(pooled.deal_agreed_b, 3);  // Hajin and Baghuz, + 1
}

TEST(Known, only_figures_public_by_the_day_count) {
  const auto r = record();
  const auto& raqqa = find(r, "raqqa_2017");
  const auto late = known_on(r, raqqa, *core::parse_date("2017-08-06"));
  ASSERT_TRUE(late.inside.has_value());
  EXPECT_EQ(known_on(r, raqqa, *core::parse_date("2017-06-01")).inside.has_value(), false);
  // The dashboard of July and the situation report of 11 July were public by then, that of 25 August was not.
  EXPECT_TRUE(*late.inside == 35000 || *late.inside == 25000 || *late.inside == 70500);
}

TEST(Fates, what_was_not_counted_is_unknown_and_never_zero) {
  Enclave e;
  e.defenders = 1000;
  e.defenders_killed = 400;
  EXPECT_NEAR(*fates_of(e).killed, 0.4, 1e-12);
  EXPECT_FALSE(fates_of(e).captured.has_value());
  e.deal = true;
  EXPECT_FALSE(fates_of(e).left.has_value());
  e.defenders.reset();
  EXPECT_FALSE(fates_of(e).killed.has_value());
}

TEST(Refuses, a_table_with_a_missing_column_or_a_bad_number) {
  const auto folder = std::filesystem::temp_directory_path() / "nuzuh_validate_test";
  std::filesystem::remove_all(folder);
  std::filesystem::copy("data/enclaves", folder);
  auto text = *core::read_text(folder / "samples.csv");
  std::ofstream(folder / "samples.csv") << text << "deal.days,raqqa_2017,three,2017-01-01,x\n";
  auto bad = read_record(folder);
  ASSERT_FALSE(bad.has_value());
  EXPECT_NE(core::to_string(bad.error()[0]).find("samples.csv"), std::string::npos);
  EXPECT_GT(bad.error()[0].where.line, 1);
  std::ofstream(folder / "samples.csv") << "key,enclave\n";
  EXPECT_FALSE(read_record(folder).has_value());
  std::filesystem::remove_all(folder);
}

TEST(LeaveOneOut, does_not_depend_on_threads) {
  const auto r = record();
  const auto one = leave_one_out(r, {100, 3, 1}), three = leave_one_out(r, {100, 3, 3});
  ASSERT_TRUE(one && three);
  EXPECT_EQ(to_csv(*one), to_csv(*three));
}

// The table in the documentation is what the command writes today.
TEST(LeaveOneOut, the_published_table_can_be_made_again) {
  const Settings settings{1000, 1, 2};
  const auto scored = leave_one_out(record(), settings);
  ASSERT_TRUE(scored.has_value());
  const auto summaries = summarise(*scored);
  EXPECT_EQ(to_csv(summaries), *core::read_text("docs/methods/validation.csv"));
  EXPECT_EQ(to_page(summaries, settings), *core::read_text("docs/methods/validation.md"));
}

}  // namespace
}  // namespace nuzuh::validate
