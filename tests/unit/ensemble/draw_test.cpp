// Draws against theory. Statistical tests use a fixed seed; each bound is a z of 4.5 or an equivalent chi-square, so the chance that a
// right sampler fails is below 1e-5 for each comparison and below 1e-3 for this file.
#include "nuzuh/ensemble/draw.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "../scenario/toy.hpp"
#include "nuzuh/ensemble/compile.hpp"
#include "nuzuh/ensemble/run.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::ensemble {
namespace {

using scenario::Distribution;
using scenario::Form;

constexpr int k_draws = 40000;
constexpr double k_z = 4.5;

struct Theory {
  const char* name;
  Distribution belief;
  double mean, variance;
  double tail_at, tail;  ///< P(X > tail_at)
};

double upper(double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); }

class Draws : public testing::TestWithParam<Theory> {};

TEST_P(Draws, have_mean_variance_and_tail_of_the_theory) {
  const auto& t = GetParam();
  std::vector<double> x;
  for (std::uint32_t m = 0; m < k_draws; ++m) x.push_back(quantile(t.belief, rng::Stream(11, m, rng::entity(t.name), 0, rng::Purpose::test).uniform()));
  double mean = 0, fourth = 0, variance = 0, tail = 0;
  for (const double v : x) mean += v / k_draws;
  for (const double v : x) {
    const double d = (v - mean) * (v - mean);
    variance += d / k_draws;
    fourth += d * d / k_draws;
    tail += v > t.tail_at ? 1.0 / k_draws : 0;
  }
  EXPECT_NEAR(mean, t.mean, k_z * std::sqrt(t.variance / k_draws));
  EXPECT_NEAR(variance, t.variance, k_z * std::sqrt((fourth - variance * variance) / k_draws));
  EXPECT_NEAR(tail, t.tail, k_z * std::sqrt(t.tail * (1 - t.tail) / k_draws));
}

INSTANTIATE_TEST_SUITE_P(
    Theory, Draws,
    testing::Values(
        Theory{"normal", {Form::normal, 0.26, 0.82, {}, {}}, 0.26, 0.82 * 0.82, 0.26 + 2 * 0.82, upper(2)},
        // Lognormal: mean m exp(s^2/2), variance m^2 exp(s^2) (exp(s^2) - 1).
        Theory{"lognormal", {Form::lognormal, 57, 0.5, {}, {}}, 57 * std::exp(0.125), 57 * 57 * std::exp(0.25) * std::expm1(0.25), 57 * std::exp(1.0), upper(2)},
        // Beta(2, 3): mean 2/5, variance 1/25, P(X > 0.8) = 1 - I_0.8(2, 3) = (1 - 0.8)^3 (1 + 3 * 0.8).
        Theory{"beta", {Form::beta, 2, 3, {}, {}}, 0.4, 0.04, 0.8, 0.008 * 3.4},
        Theory{"uniform", {Form::uniform, 3, 7, {}, {}}, 5, 16.0 / 12, 6.8, 0.05}),
    [](const auto& each) { return each.param.name; });

TEST(Quantile, of_a_fixed_number_is_the_number_and_a_range_clamps) {
  EXPECT_EQ(quantile({Form::fixed, 3.5, 0, {}, {}}, 0.999), 3.5);
  EXPECT_EQ(quantile({Form::normal, 0, 1, -0.5, 0.5}, 0.9999), 0.5);
  EXPECT_EQ(quantile({Form::normal, 0, 1, -0.5, 0.5}, 0.0001), -0.5);
}

scenario::Scenario toy_case() {
  auto s = scenario::read_texts(scenario::toy());
  EXPECT_TRUE(s);
  return std::move(*s);
}

scenario::Estimate& parameter(scenario::Scenario& s, const std::string& key) {
  return *std::ranges::find(s.parameters, key, &scenario::Estimate::key);
}

TEST(Drawer, gives_the_fixed_numbers_and_the_reported_people_of_the_toy_case) {
  const auto s = toy_case();
  const auto d = Drawer(s, 1, s.cutoff)(17);
  EXPECT_EQ(d.parameters.flight_open, 0.1);
  EXPECT_EQ(d.parameters.transit_places, 50);
  EXPECT_NEAR(d.stocks.people, 1000, 1e-9);
  EXPECT_NEAR(d.stocks.fighters, 100, 1e-9);
}

TEST(Drawer, widening_one_parameter_or_adding_a_class_of_reports_shifts_no_other_draw) {
  auto s = toy_case();
  parameter(s, "flight.closed").belief = {Form::lognormal, 0.01, 0.5, {}, {}};
  const Drawer narrow(s, 7, s.cutoff);
  auto other = s;
  parameter(other, "advance.share_per_push_day").belief = {Form::lognormal, 0.05, 0.8, {}, {}};
  auto report = other.observations.front();
  report.error = scenario::ErrorClass::last_pocket;  // a new coordinate: people.report:last_pocket
  other.observations.insert(other.observations.begin(), report);
  const Drawer wide(other, 7, other.cutoff);
  ASSERT_EQ(wide.coordinates().size(), narrow.coordinates().size() + 1);
  for (std::uint32_t m = 0; m < 50; ++m) {
    EXPECT_EQ(wide(m).parameters.flight_closed, narrow(m).parameters.flight_closed);
    const auto a = narrow.point(m), b = wide.point(m);
    for (std::size_t i = 0; i < a.size(); ++i) {
      const auto j = static_cast<std::size_t>(std::ranges::find(wide.coordinates(), narrow.coordinates()[i]) - wide.coordinates().begin());
      ASSERT_LT(j, b.size()) << narrow.coordinates()[i];
      EXPECT_EQ(a[i], b[j]) << narrow.coordinates()[i];
    }
  }
  EXPECT_NE(wide(3).parameters.advance_share_per_push_day, narrow(3).parameters.advance_share_per_push_day);
}

TEST(Drawer, coordinates_are_uniform_and_independent_of_each_other_and_of_the_member_number) {
  const auto s = toy_case();
  const Drawer draw(s, 3, s.cutoff);
  constexpr int members = 4000;
  constexpr int bins = 20;
  std::array<int, bins> count{};
  double cross = 0, serial = 0;
  double before = 0.5;
  for (std::uint32_t m = 0; m < members; ++m) {
    const auto u = draw.point(m);
    ++count[static_cast<std::size_t>(u[0] * bins)];
    cross += (u[0] - 0.5) * (u[1] - 0.5) * 12 / members;
    serial += (u[0] - 0.5) * (before - 0.5) * 12 / members;
    before = u[0];
  }
  double chi2 = 0;
  for (const int c : count) chi2 += std::pow(c - members / bins, 2) / (members / bins);
  EXPECT_LT(chi2, 50.8);  // chi-square, 19 degrees of freedom: exceeded with chance 1e-4
  EXPECT_LT(std::abs(cross), k_z / std::sqrt(members));
  EXPECT_LT(std::abs(serial), k_z / std::sqrt(members));
}

TEST(Drawer, reports_of_two_classes_are_weighted_by_their_precision) {
  // press: bias N(0, 0.5), noise 0; claim the same: the log mean of 100 and 400 is 200 where both biases are at their middle.
  auto s = toy_case();
  parameter(s, "fighters.bias").belief = {Form::normal, 0, 0.5, {}, {}};
  auto report = *std::ranges::find(s.observations, scenario::Series::fighters_inside, &scenario::Observation::series);
  report.error = scenario::ErrorClass::claim;
  report.value = 400;
  s.observations.push_back(report);
  const Drawer draw(s, 1, s.cutoff);
  const std::vector<double> middle(draw.coordinates().size(), 0.5);
  EXPECT_NEAR(draw.at(middle).stocks.fighters, 200, 1e-6);
}

TEST(Drawer, a_report_after_the_last_day_of_reports_does_not_count) {
  auto s = toy_case();
  auto late = *std::ranges::find(s.observations, scenario::Series::people_inside, &scenario::Observation::series);
  late.value = 9000;
  late.date = s.cutoff + std::chrono::days(1);
  s.observations.push_back(late);
  EXPECT_NEAR(Drawer(s, 1, s.cutoff)(0).stocks.people, 1000, 1e-9);
}

TEST(Run, conserves_the_people_whom_it_drew_and_is_the_same_for_any_number_of_threads) {
  auto s = toy_case();
  parameter(s, "people.bias_whole_city").belief = {Form::normal, 0, 0.5, {}, {}};
  const Drawer draw(s, 5, s.cutoff);
  const auto w = compile(s, s.cutoff, s.cutoff + std::chrono::days(60));
  const auto one = run(draw, w, {200, 5, 1}), three = run(draw, w, {200, 5, 3});
  ASSERT_TRUE(one && three);
  EXPECT_EQ(one->values, three->values);
  for (int m = 0; m < one->members; ++m) {
    const auto i = static_cast<std::size_t>(m);
    EXPECT_NEAR(static_cast<double>(one->outcomes[i].ledger.people()), one->draws[i].stocks.people, 0.5 + 1e-9);
    EXPECT_NEAR(static_cast<double>(one->outcomes[i].ledger.fighters()), one->draws[i].stocks.fighters, 0.5 + 1e-9);
  }
  EXPECT_NE(one->draws[0].stocks.people, one->draws[1].stocks.people);
  // More members change none of those that were there.
  const auto more = run(draw, w, {250, 5, 2});
  ASSERT_TRUE(more);
  EXPECT_TRUE(std::equal(one->values.begin(), one->values.end(), more->values.begin()));
}

TEST(Run, stops_when_asked) {
  const auto s = toy_case();
  core::Progress progress;
  progress.stop = true;
  const auto runs = run(Drawer(s, 1, s.cutoff), compile(s, s.cutoff, s.until), {100, 1, 1}, &progress);
  ASSERT_FALSE(runs);
  EXPECT_EQ(runs.error().front().cause, core::Cause::interrupted);
}

}  // namespace
}  // namespace nuzuh::ensemble
