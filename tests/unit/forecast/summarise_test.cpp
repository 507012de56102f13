// A forecast of hand-made trajectories: every published number is worked out with a pencil.
#include "nuzuh/forecast/summarise.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "../scenario/toy.hpp"
#include "nuzuh/ensemble/compile.hpp"

namespace nuzuh::forecast {
namespace {

using engine::Quantity;
using std::chrono::days;

constexpr int k_cut = 9;  // the toy case: start 1 January, cut-off 10 January

/// Four members over 30 days (days 0 to 29), nothing in them.
class Summarise : public testing::Test {
 protected:
  void SetUp() override {
    auto read = scenario::read_texts(scenario::toy());
    ASSERT_TRUE(read);
    s = std::move(*read);
    // A record whose curve is known: median 57 days, and half of the answer rests on it.
    parameter("climatology.duration").belief = {scenario::Form::lognormal, 57, 1, {}, {}};
    until = s.start + days(29);
    world = ensemble::compile(s, s.cutoff, until);
    runs.members = 4;
    runs.days = 30;
    runs.values.assign(4 * 30 * engine::k_quantities, 0);
    runs.outcomes.resize(4);
    runs.draws.resize(4);
    for (auto& draw : runs.draws) draw.parameters.camp_places = draw.parameters.transit_places = 100;
  }
  scenario::Estimate& parameter(const std::string& key) { return *std::ranges::find(s.parameters, key, &scenario::Estimate::key); }
  float& at(int member, int day, Quantity q) {
    return runs.values[(static_cast<std::size_t>(member) * 30 + static_cast<std::size_t>(day)) * engine::k_quantities + static_cast<std::size_t>(q)];
  }
  void from(int member, int day, Quantity q, float value) {
    for (int d = day; d < 30; ++d) at(member, d, q) = value;
  }
  [[nodiscard]] Forecast make() const {
    Request request;
    request.known_by = s.cutoff;
    request.until = until;
    request.seed = 3;
    return summarise(s, world, runs, request);
  }
  static double level(const Quantiles& q, double u) { return q[static_cast<std::size_t>(std::ranges::find(k_levels, u) - k_levels.begin())]; }
  static double chance(const Forecast& f, const std::string& key) {
    const auto found = std::ranges::find(f.chances, key, &Chance::key);
    EXPECT_NE(found, f.chances.end()) << key;
    return found == f.chances.end() ? -1 : found->probability;
  }

  scenario::Scenario s;
  core::Date until;
  world::World world;
  ensemble::Trajectories runs;
};

TEST_F(Summarise, quantiles_of_a_path_are_those_of_the_members_day_by_day) {
  for (int m = 0; m < 4; ++m) from(m, 15, Quantity::exits_cumulative, 100.0F * static_cast<float>(m));  // 0 100 200 300
  const auto f = make();
  const auto* path = f.find_path("exits_cumulative");
  ASSERT_NE(path, nullptr);
  ASSERT_EQ(path->dates.size(), 30u);
  EXPECT_EQ(path->dates[15], s.start + days(15));
  EXPECT_EQ(level(path->quantiles[14], 0.99), 0);
  EXPECT_DOUBLE_EQ(level(path->quantiles[15], 0.5), 150);   // linear between order statistics
  EXPECT_DOUBLE_EQ(level(path->quantiles[15], 0.1), 30);
  EXPECT_DOUBLE_EQ(level(path->quantiles[20], 0.95), 285);
  EXPECT_DOUBLE_EQ(path->means[20], 150);
  const auto* weekly = f.find_path("exits_weekly");
  ASSERT_NE(weekly, nullptr);
  EXPECT_DOUBLE_EQ(weekly->means[21], 150);  // day 21 less day 14
  EXPECT_DOUBLE_EQ(weekly->means[22], 0);
}

TEST_F(Summarise, totals_count_from_the_cut_off) {
  for (int m = 0; m < 4; ++m) {
    from(m, 5, Quantity::exits_cumulative, 40);
    from(m, 12, Quantity::exits_cumulative, 40.0F + 10.0F * static_cast<float>(m));
  }
  const auto f = make();
  EXPECT_DOUBLE_EQ(f.find_figure("exits_total")->mean, 15);
  EXPECT_DOUBLE_EQ(level(f.find_figure("exits_total")->quantiles, 0.5), 15);
}

TEST_F(Summarise, survival_is_the_mixture_of_members_and_record) {
  parameter("climatology.weight").belief.a = 0.25;
  runs.outcomes[0].end_day = k_cut + 5;
  runs.outcomes[1].end_day = k_cut + 10;
  for (int m : {0, 1}) runs.outcomes[static_cast<std::size_t>(m)].end = world::End::taken;
  const auto f = make();
  // The record: a lognormal of median 57 d and log sd 1, given 9 days gone.
  const auto upper = [](double t) { return 0.5 * std::erfc(std::log(t / 57) / std::sqrt(2.0)); };
  const auto record = [&](double d) { return upper(9 + d) / upper(9); };
  ASSERT_EQ(f.survival.standing.size(), 21u);  // day 0 to the last
  EXPECT_NEAR(f.survival.standing[4], 0.75 * 1 + 0.25 * record(4), 1e-12);
  EXPECT_NEAR(f.survival.standing[5], 0.75 * 0.75 + 0.25 * record(5), 1e-12);
  EXPECT_NEAR(f.survival.standing[20], 0.75 * 0.5 + 0.25 * record(20), 1e-12);
  EXPECT_NEAR(f.survival.climatology[7], record(7), 1e-12);
  EXPECT_NEAR(chance(f, "ended_within_7"), 1 - f.survival.standing[7], 1e-12);
  EXPECT_NEAR(chance(f, "ended_within_14"), 1 - (0.75 * 0.5 + 0.25 * record(14)), 1e-12);
  EXPECT_EQ(std::ranges::find(f.chances, "ended_within_30", &Chance::key), f.chances.end()) << "beyond the run nothing is said";
}

TEST_F(Summarise, an_end_that_all_members_know_leaves_the_record_nothing_to_add) {
  parameter("climatology.weight").belief.a = 0.25;
  for (auto& o : runs.outcomes) {
    o.end_day = k_cut;
    o.end = world::End::taken;
  }
  EXPECT_EQ(make().survival.standing[0], 0);
}

TEST_F(Summarise, days_to_end_are_read_off_the_curve) {
  parameter("climatology.weight").belief.a = 0;
  for (int m = 0; m < 4; ++m) {
    runs.outcomes[static_cast<std::size_t>(m)].end_day = k_cut + 3 * (m + 1);  // days 3, 6, 9, 12
    runs.outcomes[static_cast<std::size_t>(m)].end = world::End::taken;
  }
  const auto f = make();
  const auto* figure = f.find_figure("days_to_end");
  EXPECT_EQ(level(figure->quantiles, 0.25), 3);
  EXPECT_EQ(level(figure->quantiles, 0.5), 6);
  EXPECT_EQ(level(figure->quantiles, 0.9), 12);
  EXPECT_NEAR(figure->mean, (3 + 6 + 9 + 12) / 4.0, 1e-12);
}

TEST_F(Summarise, chances_are_shares_of_members) {
  runs.outcomes[2].end = world::End::deal;
  runs.outcomes[2].end_day = 20;
  from(1, 12, Quantity::exits_cumulative, 30000);
  from(2, 12, Quantity::exits_cumulative, 60000);
  const auto f = make();
  EXPECT_EQ(chance(f, "deal"), 0.25);
  EXPECT_EQ(chance(f, "relieved"), 0);
  EXPECT_EQ(chance(f, "exits_over_10000"), 0.5);
  EXPECT_EQ(chance(f, "exits_over_50000"), 0.25);
  EXPECT_EQ(chance(f, "exits_over_100000"), 0);
  EXPECT_NEAR(std::ranges::find(f.chances, "deal", &Chance::key)->monte_carlo_error, std::sqrt(0.25 * 0.75 / 4), 1e-12);
}

TEST_F(Summarise, days_over_capacity_count_after_the_cut_off_and_know_the_levers) {
  from(0, 5, Quantity::camp_population, 101);   // days 10 to 29 count: 20
  from(1, 25, Quantity::camp_population, 101);  // 5
  from(2, 5, Quantity::camp_population, 100);   // full is not over
  auto f = make();
  EXPECT_DOUBLE_EQ(f.find_figure("camp_days_over_capacity")->mean, 25 / 4.0);
  EXPECT_EQ(chance(f, "camp_over_capacity"), 0.5);
  for (int d = 20; d < 30; ++d) world.calendar[static_cast<std::size_t>(d)].camp_places = 150;
  f = make();
  EXPECT_DOUBLE_EQ(f.find_figure("camp_days_over_capacity")->mean, 10 / 4.0);
}

TEST_F(Summarise, the_peak_day_and_the_peak_over_the_mean) {
  for (int m = 0; m < 4; ++m) {
    from(m, 12, Quantity::arrivals_cumulative, 10);
    from(m, 14, Quantity::arrivals_cumulative, 50);  // 40 on day 14, the fifth after the cut-off
    from(m, 16, Quantity::arrivals_cumulative, 60);
  }
  const auto f = make();
  EXPECT_DOUBLE_EQ(f.find_figure("arrivals_peak_day")->mean, 5);
  EXPECT_DOUBLE_EQ(f.find_figure("arrivals_peak_people")->mean, 40);
  EXPECT_DOUBLE_EQ(f.find_figure("peak_to_mean")->mean, 40 / (60 / 3.0));  // three days with arrivals
}

TEST_F(Summarise, fates_are_shares_of_the_fighters_at_the_start) {
  for (auto& o : runs.outcomes) {
    o.fighters_at_start = 200;
    o.ledger.fighters_killed = 50;
    o.ledger.captured = 100;
    o.ledger.slipped_away = 20;
    o.ledger.unaccounted = 30;
  }
  const auto f = make();
  EXPECT_DOUBLE_EQ(f.find_figure("fighters_killed_share")->mean, 0.25);
  EXPECT_DOUBLE_EQ(f.find_figure("fighters_captured_share")->mean, 0.5);
  EXPECT_DOUBLE_EQ(f.find_figure("fighters_slipped_share")->mean, 0.1);
  EXPECT_DOUBLE_EQ(f.find_figure("fighters_unaccounted_share")->mean, 0.15);
  EXPECT_DOUBLE_EQ(f.find_figure("fighters_still_inside_share")->mean, 0);
}

class Revealed : public Summarise {
 protected:
  scenario::Observation scored(int day, double value) {
    scenario::Observation o;
    o.series = scenario::Series::exits_cumulative;
    o.date = s.start + days(day);
    o.value = value;
    o.for_scoring = true;
    o.sources = {"made_up"};
    return o;
  }
};

TEST_F(Revealed, scores_by_hand) {
  for (int m = 0; m < 4; ++m) from(m, 10, Quantity::exits_cumulative, m < 2 ? 100 : 200);
  auto f = make();
  auto truth = s;
  truth.observations.push_back(scored(15, 160));
  truth.observations.push_back(scored(20, 300));
  truth.observations.push_back(scored(5, 1));  // before the cut-off: shown, not scored
  auto unscored = scored(22, 7777);
  unscored.for_scoring = false;
  truth.observations.push_back(unscored);
  reveal(f, truth, runs);
  ASSERT_EQ(f.outcomes.size(), 1u);
  const auto& o = f.outcomes.front();
  EXPECT_EQ(o.scored, 2);
  ASSERT_EQ(o.points.size(), 3u);
  EXPECT_EQ(o.points.front().value, 1);
  // CRPS: E|X - y| - E|X - X'| / 2 with X = 100 or 200: the second term is 25. y = 160: 50 - 25; y = 300: 150 - 25.
  EXPECT_NEAR(o.crps, (25 + 125) / 2.0, 1e-9);
  // Members 100 100 200 200: the quartiles are 100 and 200, so 160 lies inside all intervals and 300 in none.
  EXPECT_EQ(o.coverage50, 0.5);
  EXPECT_EQ(o.coverage80, 0.5);
  EXPECT_EQ(o.coverage90, 0.5);
}

TEST_F(Revealed, the_date_of_the_end_by_hand) {
  parameter("climatology.weight").belief.a = 0;
  for (int m = 0; m < 4; ++m) {
    runs.outcomes[static_cast<std::size_t>(m)].end_day = k_cut + (m < 2 ? 4 : 8);
    runs.outcomes[static_cast<std::size_t>(m)].end = world::End::taken;
  }
  auto f = make();
  EXPECT_FALSE(f.end_outcome);
  auto truth = s;
  scenario::Event ended;
  ended.id = "ended";
  ended.kind = scenario::EventKind::ended;
  ended.first = ended.last = s.cutoff + days(6);
  truth.events.push_back(ended);
  reveal(f, truth, runs);
  ASSERT_TRUE(f.end_outcome);
  // Half have ended on days 4 and 5 (truth: not yet), half not on days 6 and 7 (truth: ended): four times a quarter.
  EXPECT_NEAR(f.end_outcome->crps_days, 1.0, 1e-12);
  EXPECT_NEAR(f.end_outcome->pit, 0.5, 1e-12);
}

}  // namespace
}  // namespace nuzuh::forecast
