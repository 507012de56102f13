#include "nuzuh/forecast/climatology.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace nuzuh::forecast {
namespace {

double upper(double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); }

TEST(Climatology, of_a_fresh_enclave_is_the_lognormal) {
  const Climatology c{57, 1.1, 0, 0};
  EXPECT_EQ(c.standing(0), 1);
  EXPECT_NEAR(c.standing(57), 0.5, 1e-12);
  EXPECT_NEAR(c.standing(57 * std::exp(1.1)), upper(1), 1e-12);
}

TEST(Climatology, of_one_that_has_lasted_is_conditional_on_that) {
  const Climatology c{57, 1.1, 88, 0};
  for (const double d : {1.0, 30.0, 400.0}) EXPECT_NEAR(c.standing(d), upper(std::log((88 + d) / 57) / 1.1) / upper(std::log(88.0 / 57) / 1.1), 1e-12) << d;
  // The one that has lasted longer is expected to last longer: a lognormal's hazard falls in its tail.
  EXPECT_GT((Climatology{57, 1.1, 500, 0}.standing(100)), c.standing(100));
}

TEST(Climatology, the_quantile_inverts_the_curve) {
  for (const double age : {0.0, 88.0, 3000.0}) {
    const Climatology c{57, 0.9, age, 0};
    for (const double u : {0.01, 0.3, 0.5, 0.99}) EXPECT_NEAR(1 - c.standing(c.quantile(u)), u, 1e-9) << age << ' ' << u;
  }
}

TEST(Climatology, stays_a_number_where_the_record_is_one_number_or_has_been_outlived) {
  const Climatology one{57, 0, 9, 0}, late{57, 0, 60, 0}, outlived{57, 0.05, 3000, 0};
  EXPECT_EQ(one.standing(47), 1);
  EXPECT_EQ(one.standing(48), 0);
  EXPECT_EQ(one.quantile(0.3), 48);
  EXPECT_EQ(late.standing(0), 1);
  EXPECT_EQ(late.standing(1), 0);
  EXPECT_EQ(outlived.standing(0), 1);
  double before = 1;
  for (const double d : {0.1, 1.0, 10.0, 100.0}) {
    const double now = outlived.standing(d);
    EXPECT_TRUE(std::isfinite(now)) << d;
    EXPECT_LT(now, before) << d;
    before = now;
  }
}

TEST(Climatology, reads_the_case) {
  scenario::Scenario s;
  s.siege_start = *core::parse_date("2018-09-10");
  s.parameters.resize(2);
  s.parameters[0].key = "climatology.duration";
  s.parameters[0].belief = {scenario::Form::lognormal, 57, 1.1, {}, {}};
  s.parameters[1].key = "climatology.weight";
  s.parameters[1].belief.a = 0.3;
  const auto c = Climatology::of(s, *core::parse_date("2018-12-07"));
  EXPECT_EQ(c.age_days, 88);
  EXPECT_EQ(c.weight, 0.3);
  EXPECT_EQ(c.median_days, 57);
  EXPECT_EQ(c.log_sd, 1.1);
}

}  // namespace
}  // namespace nuzuh::forecast
