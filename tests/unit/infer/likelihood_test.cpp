// The looks of a case and their likelihood, worked out by hand.
#include "nuzuh/infer/enclave_likelihood.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "../scenario/toy.hpp"
#include "nuzuh/ensemble/compile.hpp"

namespace nuzuh::infer {
namespace {

using engine::Quantity;
using scenario::ErrorClass;
using scenario::Series;
using std::chrono::days;

scenario::Observation count(const scenario::Scenario& s, Series series, int day, double value, ErrorClass error) {
  scenario::Observation o;
  o.series = series;
  o.date = o.known_by = s.start + days(day);
  o.value = value;
  o.error = error;
  o.sources = {"made_up"};
  return o;
}

class Looks : public testing::Test {
 protected:
  void SetUp() override {
    auto read = scenario::read_texts(scenario::toy());
    ASSERT_TRUE(read);
    s = std::move(*read);
    world = ensemble::compile(s, s.cutoff, s.until);
    record.assign(static_cast<std::size_t>(world.days) * engine::k_quantities, 0);
  }
  float& at(int day, Quantity q) { return record[static_cast<std::size_t>(day) * engine::k_quantities + static_cast<std::size_t>(q)]; }
  [[nodiscard]] double likelihood(const std::vector<Look>& l, double people = 0, double fighters = 0) const {
    return log_likelihood(l, record, engine::Outcome{}, 9, people, fighters, false);
  }
  /// Student t with 4 degrees of freedom, log density up to its constant.
  static double student(double x) { return -2.5 * std::log(1 + x * x / 4); }

  scenario::Scenario s;
  world::World world;
  std::vector<float> record;
};

TEST_F(Looks, a_cumulative_series_gives_what_each_report_added_and_the_last_level) {
  s.observations.push_back(count(s, Series::exits_cumulative, 4, 100, ErrorClass::monitor));
  s.observations.push_back(count(s, Series::exits_cumulative, 8, 250, ErrorClass::monitor));
  s.observations.push_back(count(s, Series::exits_cumulative, 12, 900, ErrorClass::monitor));  // after the day that is known
  const auto l = looks(s, world, s.cutoff, s.cutoff);
  ASSERT_EQ(l.size(), 3u);
  EXPECT_EQ(l[0].kind, Look::Kind::growth);
  EXPECT_EQ(l[0].value, 100);
  EXPECT_EQ(l[0].previous_day, -1);
  EXPECT_EQ(l[1].value, 150);
  EXPECT_EQ(l[1].day, 8);
  EXPECT_EQ(l[1].previous_day, 4);
  EXPECT_NEAR(l[1].scale, std::hypot(0.2, 0.8), 1e-12);
  EXPECT_EQ(l[2].kind, Look::Kind::level);
  EXPECT_EQ(l[2].value, 250);
  EXPECT_NEAR(l[2].scale, std::hypot(0.2, 0.3), 1e-12);
}

TEST_F(Looks, a_member_that_agrees_has_likelihood_one_and_one_that_does_not_the_students_t) {
  s.observations.push_back(count(s, Series::exits_cumulative, 4, 100, ErrorClass::registration));
  const auto l = looks(s, world, s.cutoff, s.cutoff);
  ASSERT_EQ(l.size(), 2u);
  at(4, Quantity::exits_cumulative) = 100;
  EXPECT_NEAR(likelihood(l), 0, 1e-12);
  at(4, Quantity::exits_cumulative) = 0;
  const double x = std::log((100 + 25) / 25.0);  // shifted by 20 + 5% of the value
  EXPECT_NEAR(likelihood(l), 0.5 * student(x / std::hypot(0.08, 0.8)) + student(x / std::hypot(0.08, 0.3)), 1e-9);
}

TEST_F(Looks, losses_enter_by_what_they_add_only) {
  s.observations.push_back(count(s, Series::attackers_killed_cumulative, 2, 400, ErrorClass::monitor));
  s.observations.push_back(count(s, Series::attackers_killed_cumulative, 7, 430, ErrorClass::monitor));
  const auto l = looks(s, world, s.cutoff, s.cutoff);
  ASSERT_EQ(l.size(), 1u);
  EXPECT_EQ(l[0].value, 30);
  at(2, Quantity::attackers_killed_cumulative) = 5;
  at(7, Quantity::attackers_killed_cumulative) = 35;
  EXPECT_NEAR(likelihood(l), 0, 1e-12);
}

TEST_F(Looks, a_reported_stock_is_read_through_the_bias_of_its_class) {
  s.observations.push_back(count(s, Series::people_inside, 6, 400, ErrorClass::last_pocket));
  const auto l = looks(s, world, s.cutoff, s.start + days(5));
  ASSERT_EQ(l.size(), 1u);
  EXPECT_EQ(l[0].kind, Look::Kind::stock);
  at(6, Quantity::people_inside) = 800;
  EXPECT_NEAR(predicted(l[0], record, std::log(2.0), 0), 400, 1e-9);
  EXPECT_NEAR(likelihood(l, std::log(2.0)), 0, 1e-12);
  EXPECT_LT(likelihood(l, 0), -0.01);
  // Up to the day on which stocks were used for the prior it is not counted twice.
  EXPECT_TRUE(looks(s, world, s.cutoff, s.start + days(6)).empty());
}

TEST_F(Looks, a_place_reported_taken_is_a_look_at_the_ground) {
  scenario::Event e;
  e.kind = scenario::EventKind::place_taken;
  e.site = "north";  // 0.6 of the area
  e.first = e.last = e.known_by = s.start + days(7);
  s.events.push_back(e);
  s.events.push_back(e);  // told twice
  const auto l = looks(s, world, s.cutoff, s.cutoff);
  ASSERT_EQ(l.size(), 1u);
  EXPECT_NEAR(l[0].value, 0.4, 1e-12);
  at(7, Quantity::held_share) = 0.64F;
  EXPECT_NEAR(likelihood(l), student(0.24 / 0.12), 1e-6);
}

TEST_F(Looks, an_enclave_that_ended_though_none_was_reported_is_impossible) {
  engine::Outcome ended;
  ended.end = world::End::taken;
  ended.end_day = 9;
  EXPECT_EQ(log_likelihood({}, record, ended, 9, 0, 0, false), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(log_likelihood({}, record, ended, 9, 0, 0, true), 0);
  ended.end_day = 10;
  EXPECT_EQ(log_likelihood({}, record, ended, 9, 0, 0, false), 0);
}

}  // namespace
}  // namespace nuzuh::infer
