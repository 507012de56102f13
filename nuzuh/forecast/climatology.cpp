#include "nuzuh/forecast/climatology.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::forecast {
namespace {

/// Log of the normal upper tail; by its asymptotic series where the tail itself would vanish in a double.
double log_upper_tail(double z) {
  if (z < 30) return std::log(0.5 * std::erfc(z / std::numbers::sqrt2));
  return -z * z / 2 - std::log(z * std::sqrt(2 * std::numbers::pi)) + std::log1p(-1 / (z * z));
}

}  // namespace

Climatology Climatology::of(const scenario::Scenario& scenario, core::Date cutoff) {
  const auto* duration = scenario.find_parameter("climatology.duration");
  const auto* weight = scenario.find_parameter("climatology.weight");
  NUZUH_EXPECT(duration && weight);
  return {duration->belief.a, duration->belief.b, static_cast<double>(core::days_between(scenario.siege_start, cutoff)), weight->belief.a};
}

double Climatology::standing(double days) const {
  if (days <= 0) return 1;
  if (log_sd <= 0) return age_days + days < median_days ? 1 : 0;  // the record as one number
  // In logs: an enclave that has outlived the whole record still has a hazard, not 0/0.
  const auto log_survival = [&](double t) { return t <= 0 ? 0.0 : log_upper_tail(std::log(t / median_days) / log_sd); };
  return std::exp(log_survival(age_days + days) - log_survival(age_days));
}

double Climatology::quantile(double u) const {
  if (log_sd <= 0) return std::max(0.0, median_days - age_days);
  double low = 0, high = 1;
  while (standing(high) > 1 - u && high < 1e9) high *= 2;
  for (int i = 0; i < 100; ++i) {
    const double mid = (low + high) / 2;
    (standing(mid) > 1 - u ? low : high) = mid;
  }
  return (low + high) / 2;
}

}  // namespace nuzuh::forecast
