#include "nuzuh/infer/anchor.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::infer {

using engine::Quantity;
using scenario::Series;

namespace {

struct Anchored {
  Series series;
  Quantity quantity;
  bool cumulative;
};
constexpr std::array k_anchored = {
    Anchored{Series::exits_cumulative, Quantity::exits_cumulative, true},
    Anchored{Series::arrivals_cumulative, Quantity::arrivals_cumulative, true},
    Anchored{Series::died_on_the_way_cumulative, Quantity::died_on_the_way_cumulative, true},
    Anchored{Series::fighters_captured_cumulative, Quantity::fighters_captured_cumulative, true},
    Anchored{Series::camp_population, Quantity::camp_population, false},
};

/// Log error of the level of a count at its latest report.
double counting_error(scenario::ErrorClass error) { return error == scenario::ErrorClass::registration ? 0.05 : 0.1; }

const scenario::Observation* latest(const scenario::Scenario& s, Series series, core::Date known_by) {
  const scenario::Observation* found = nullptr;
  for (const auto& o : s.observations) {
    if (o.series != series || o.date < s.start || o.date > known_by) continue;
    const bool better = !found || o.date > found->date || (o.date == found->date && o.for_scoring && !found->for_scoring);
    if (better) found = &o;
  }
  return found;
}

}  // namespace

void anchor(ensemble::Trajectories& runs, const scenario::Scenario& known, core::Date known_by, std::uint64_t seed) {
  for (const auto& a : k_anchored) {
    const auto* report = latest(known, a.series, known_by);
    const int day = report ? core::days_between(known.start, report->date) : 0;
    if (!report || day >= runs.days) continue;
    const auto q = static_cast<std::size_t>(a.quantity);
    for (int m = 0; m < runs.members; ++m) {
      auto* row = runs.values.data() + static_cast<std::size_t>(m) * static_cast<std::size_t>(runs.days) * engine::k_quantities;
      const double u = rng::Stream(seed, static_cast<std::uint32_t>(m), rng::entity(scenario::name_of(a.series)), day, rng::Purpose::observation_error).uniform();
      const double level = report->value * std::exp(counting_error(report->error) * rng::normal_quantile(u));
      const double simulated = row[static_cast<std::size_t>(day) * engine::k_quantities + q];
      for (int d = 0; d < runs.days; ++d) {
        auto& value = row[static_cast<std::size_t>(d) * engine::k_quantities + q];
        if (d >= day) value = static_cast<float>(std::max(0.0, static_cast<double>(value) - simulated + level));
        else if (a.cumulative && simulated > 0) value = static_cast<float>(static_cast<double>(value) * level / simulated);
      }
    }
  }
}

}  // namespace nuzuh::infer
