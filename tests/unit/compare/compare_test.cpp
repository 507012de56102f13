#include <cmath>

#include <gtest/gtest.h>

#include "nuzuh/compare/comparison.hpp"
#include "nuzuh/compare/rank.hpp"
#include "nuzuh/ensemble/compile.hpp"
#include "nuzuh/ensemble/policy.hpp"

namespace nuzuh::compare {
namespace {

scenario::Scenario hajin() {
  auto read = scenario::read("cases/hajin-2018");
  EXPECT_TRUE(read.has_value());
  auto known = scenario::as_known(*read, read->cutoff);
  EXPECT_TRUE(known.has_value());
  known->until = known->cutoff + std::chrono::days(120);
  return *known;
}

scenario::Policy policy(std::string lever, std::string value, core::Date from) {
  scenario::Policy p;
  p.id = lever + "=" + value;
  p.title_en = p.title_ar = p.id;
  p.grade = scenario::Grade::moderate;
  p.changes = {{std::move(lever), std::move(value), from, {}}};
  return p;
}

struct Bench {
  scenario::Scenario s = hajin();
  ensemble::Drawer draw{s, 1, s.cutoff};
  world::World base = ensemble::compile(s, s.cutoff, s.until);
  int cut = core::days_between(s.start, s.cutoff);

  [[nodiscard]] Paired run(const std::vector<const scenario::Policy*>& policies, int members, unsigned threads = 2) const {
    std::vector<world::World> worlds{base};
    for (const auto* p : policies) worlds.push_back(ensemble::compile(s, s.cutoff, s.until, p));
    auto paired = run_paired(prior_subjects(draw, 1), worlds, cut, members, threads);
    EXPECT_TRUE(paired.has_value());
    return *paired;
  }
};

TEST(Compare, a_null_policy_changes_nothing_at_all) {
  const Bench bench;
  // What the case already says, said again.
  const auto null = policy("trucks.factor", "1", bench.s.cutoff);
  const auto c = summarise(bench.s, {&null}, bench.run({&null}, 200));
  for (const auto& e : c.policies[0].effects) {
    EXPECT_EQ(e.mean, 0);
    EXPECT_EQ(e.monte_carlo_error, 0);
    EXPECT_EQ(e.chance_lower, 0);
    EXPECT_EQ(e.chance_higher, 0);
  }
}

// The stated outcome: person-days trapped inside under a fortnight's pause. The members that independent runs need for the same error are
// (var a + var b) / var(b - a) times those of paired runs. Deterministic (fixed seed); the ratio here is far above the bound of 10.
TEST(Compare, pairing_cuts_the_members_needed_at_least_tenfold) {
  const Bench bench;
  const auto pause = policy("pause", "14", bench.s.cutoff + std::chrono::days(3));
  const auto paired = bench.run({&pause}, 1000);
  const auto together = effect_of(paired, 1, Measure::days_trapped, bench.s, scenario::Grade::weak);
  EXPECT_GT(together.pairing_gain, 10);
  // The same two worlds with different luck and draws: the difference is as noisy as the formula says.
  std::vector<world::World> one{ensemble::compile(bench.s, bench.s.cutoff, bench.s.until, &pause)};
  const ensemble::Drawer other(bench.s, 2, bench.s.cutoff);
  const auto apart = run_paired(prior_subjects(other, 2), one, bench.cut, 1000, 2);
  ASSERT_TRUE(apart.has_value());
  double sum = 0, squares = 0;
  for (int m = 0; m < 1000; ++m) {
    const double d = apart->at(0, m, Measure::days_trapped) - paired.at(0, m, Measure::days_trapped);
    sum += d;
    squares += d * d;
  }
  const double error = std::sqrt((squares / 1000 - sum * sum / 1e6) / 1000);
  EXPECT_GT(error * error / (together.monte_carlo_error * together.monte_carlo_error), 10);
}

TEST(Compare, the_result_does_not_depend_on_the_number_of_threads) {
  const Bench bench;
  const auto open = policy("corridor", "agreed", bench.s.cutoff + std::chrono::days(1));
  const auto one = bench.run({&open}, 64, 1), three = bench.run({&open}, 64, 3);
  EXPECT_EQ(one.values, three.values);
}

TEST(Compare, levers_move_the_outcomes_that_they_should) {
  const Bench bench;
  const auto from = bench.s.cutoff + std::chrono::days(1);
  const auto open = policy("corridor", "agreed", from), places = policy("transit.places", "20000", from), trucks = policy("trucks.factor", "3", from),
             second = policy("second_site.places", "100000", from), clear = policy("clearance.factor", "20", from), agreed = policy("negotiated_exit", "agreed", from),
             declared = policy("corridor", "declared", from);
  const auto paired = bench.run({&open, &places, &trucks, &second, &clear, &agreed, &declared}, 400);
  const auto mean = [&](int world, Measure m) { return effect_of(paired, world, m, bench.s, scenario::Grade::weak).mean; };
  EXPECT_LT(mean(1, Measure::days_trapped), 0);
  EXPECT_LT(mean(1, Measure::killed_inside), 0);
  EXPECT_LT(mean(2, Measure::deaths_on_the_way), 0);
  EXPECT_LT(mean(2, Measure::transit_overload), 0);
  EXPECT_LT(mean(3, Measure::deaths_on_the_way), 0);
  EXPECT_LT(mean(4, Measure::camp_overload), 0);
  EXPECT_LT(mean(5, Measure::hazard_injuries), 0);
  EXPECT_LT(mean(6, Measure::days_to_end), 0);
  EXPECT_GT(mean(6, Measure::fighters_under_deal), 0);
  // A way that the holders do not accept frees (nearly) nobody: no twentieth of what an agreed one does.
  EXPECT_LT(std::abs(mean(7, Measure::days_trapped)), std::abs(mean(1, Measure::days_trapped)) / 20);
}

TEST(Compare, an_effect_has_the_weaker_grade_and_grade_a_is_called_an_exploration) {
  const Bench bench;
  auto elders = policy("information", "strong", bench.s.cutoff);
  elders.grade = scenario::Grade::assumed;
  auto declared = policy("corridor", "declared", bench.s.cutoff);
  const auto c = summarise(bench.s, {&elders, &declared}, bench.run({&elders, &declared}, 50));
  EXPECT_TRUE(c.policies[0].exploration);
  EXPECT_TRUE(c.policies[0].sentence.en.starts_with("An exploration, not a forecast."));
  EXPECT_TRUE(c.policies[0].sentence.ar.starts_with("استكشاف وليس توقعاً."));
  EXPECT_FALSE(c.policies[1].exploration);
  EXPECT_NE(c.policies[1].sentence.en.find("moved nobody in the one case measured"), std::string::npos);
  for (const auto& e : c.policies[1].effects) EXPECT_EQ(e.grade, std::max(scenario::Grade::moderate, grade_of(e.measure, bench.s)));
}

TEST(Compare, nothing_below_the_smallest_cell_is_told_apart) {
  EXPECT_EQ(change_text(0, "people", 10), "0");
  EXPECT_EQ(change_text(-3, "people", 10), "-<10");
  EXPECT_EQ(change_text(1234, "people", 10), "+1,200");
  EXPECT_EQ(change_text(-45.4, "d", 10), "-45");
}

TEST(Rank, orders_by_the_paired_mean_and_leaves_contradictions_out) {
  const Bench bench;
  const auto from = bench.s.cutoff + std::chrono::days(1);
  const auto open = policy("corridor", "agreed", from), none = policy("corridor", "none", from), trucks = policy("trucks.factor", "3", from);
  const auto ranking = rank(bench.s, {&none, &open, &trucks}, bench.base, prior_subjects(bench.draw, 1), Measure::days_trapped, 2, bench.cut, 200, 2);
  ASSERT_TRUE(ranking.has_value());
  EXPECT_TRUE(ranking->exhaustive);
  EXPECT_EQ(ranking->contradictory, 1);       // open + none
  EXPECT_EQ(ranking->order.size(), 5u);       // three alone, two pairs
  EXPECT_EQ(ranking->order.front().what_ifs.front(), "corridor=agreed");
  EXPECT_EQ(ranking->order.back().what_ifs.front(), "corridor=none");
  for (std::size_t i = 1; i < ranking->order.size(); ++i) EXPECT_LE(ranking->order[i - 1].effect.mean, ranking->order[i].effect.mean);
  // Lorries do not touch who is inside: the pair is no better than the way alone.
  EXPECT_FALSE(ranking->order[1].apart());
}

}  // namespace
}  // namespace nuzuh::compare
