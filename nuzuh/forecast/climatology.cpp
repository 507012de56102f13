#include "nuzuh/forecast/climatology.hpp"

#include <cmath>
#include <numbers>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/rng/quantiles.hpp"

namespace nuzuh::forecast {
namespace {

double upper_tail(double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); }

}  // namespace

Climatology Climatology::of(const scenario::Scenario& scenario, core::Date cutoff) {
  const auto* duration = scenario.find_parameter("climatology.duration");
  const auto* weight = scenario.find_parameter("climatology.weight");
  NUZUH_EXPECT(duration && weight);
  return {duration->belief.a, duration->belief.b, static_cast<double>(core::days_between(scenario.siege_start, cutoff)), weight->belief.a};
}

double Climatology::standing(double days) const {
  const auto survival = [&](double t) { return t <= 0 ? 1.0 : upper_tail(std::log(t / median_days) / log_sd); };
  return survival(age_days + days) / survival(age_days);
}

double Climatology::quantile(double u) const {
  const double at_age = age_days <= 0 ? 1.0 : upper_tail(std::log(age_days / median_days) / log_sd);
  return rng::lognormal_quantile(1 - at_age * (1 - u), median_days, log_sd) - age_days;
}

}  // namespace nuzuh::forecast
