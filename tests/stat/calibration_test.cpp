// Simulation-based calibration (Talts et al. 2018): truths are drawn from the prior, data from the truth and the error that the likelihood
// states, and the rank of the truth among thinned posterior draws must be uniform. With coarsening = 1, which is Bayes' rule; the coarsened
// posterior that forecasts use is wider on purpose.
//
// One report of exits gives two looks (growth, with half weight, and level): together one density in the log ratio x, from which x is drawn
// by a fine table. Chi-square over 10 bins (9 degrees of freedom); the bound 27.9 is exceeded by a right sampler with chance 1e-3 for each
// parameter. Fixed seed: the test does not flicker.
#include <array>
#include <numeric>
#include <stdexcept>

#include "../unit/infer/simulated.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::infer {
namespace {

constexpr double k_bound = 27.9;
constexpr int k_bins = 10;
constexpr int k_kept = 19;  // thinned posterior draws: 20 possible ranks

/// A log ratio (value + shift) / (simulated + shift) drawn from the density that the likelihood gives to one monitor's report.
double drawn_log_ratio(double u) {
  static const auto table = [] {
    const double growth = std::hypot(0.2, 0.8), level = std::hypot(0.2, 0.3);
    std::vector<double> sum{0};
    for (int i = 0; i < 4000; ++i) {
      const double x = -4 + 8 * (i + 0.5) / 4000;
      const double log_density = -2.5 * (0.5 * std::log1p(x * x / growth / growth / 4) + std::log1p(x * x / level / level / 4));
      sum.push_back(sum.back() + std::exp(log_density));
    }
    return sum;
  }();
  const auto at = std::ranges::lower_bound(table, u * table.back()) - table.begin();
  return -4 + 8 * (static_cast<double>(at) - 0.5) / 4000;
}

/// The value whose log ratio to the simulated one is x, with the likelihood's shift of 20 + value / 20.
double value_of(double x, double simulated) {
  const double e = std::exp(x);
  return std::max(1.0, (e * (simulated + 20) - 20) / (1.05 - 0.05 * e));
}

struct Ranks {
  std::string key;
  std::array<int, k_bins> count{};
  [[nodiscard]] double chi_square() const {
    const double expected = static_cast<double>(std::accumulate(count.begin(), count.end(), 0)) / k_bins;
    double sum = 0;
    for (const int c : count) sum += (c - expected) * (c - expected) / expected;
    return sum;
  }
};

/// `replicates` times: a truth, its data up to `last_day`, a posterior, and the ranks of `keys`. `power`: the test's own test.
std::vector<Ranks> ranks_of(const scenario::Scenario& s, int last_day, const std::vector<std::string>& keys, int replicates, int particles, double power = 1) {
  std::vector<Ranks> out;
  const auto reports_until = std::min(s.start + std::chrono::days(last_day), s.cutoff);
  for (const auto& key : keys) out.push_back({key, {}});
  for (int r = 0; r < replicates; ++r) {
    // Truths are drawn until the enclave stands on the last day, as the likelihood has it.
    const auto known = scenario::as_known(s, s.start + std::chrono::days(last_day));
    if (!known) throw std::runtime_error(core::to_string(known.error().front()));
    const ensemble::Drawer truths(*known, 100000 + static_cast<std::uint64_t>(r), reports_until);
    engine::Outcome outcome;
    std::vector<double> truth;
    std::vector<float> record;
    for (std::uint32_t m = 0; m < 200; ++m) {
      truth = truths.point(m);
      record = history(*known, truths.at(truth), last_day, 500000 + static_cast<std::uint64_t>(r) * 200 + m, outcome);
      if (outcome.end_day < 0) break;
    }
    auto data = s;
    rng::Stream u(77, static_cast<std::uint32_t>(r), 0, 0, rng::Purpose::test);
    report_exits(data, last_day, value_of(drawn_log_ratio(u.uniform()), exits_of(record, last_day)));
    Settings settings;
    settings.members = 1;
    settings.particles = particles;
    settings.moves = 3;
    settings.coarsening = power;
    settings.seed = 9000 + static_cast<std::uint64_t>(r);
    const auto c = learn(data, last_day, settings);
    if (!c) throw std::runtime_error(core::to_string(c.error().front()));
    const ensemble::Drawer draw(*known, 1, reports_until);
    for (auto& ranks : out) {
      const auto at = static_cast<std::size_t>(std::ranges::find(draw.coordinates(), ranks.key) - draw.coordinates().begin());
      int below = 0;
      for (int k = 0; k < k_kept; ++k) {
        const auto i = static_cast<std::size_t>((k + u.uniform()) / k_kept * particles);  // one from each stretch: duplicates lie side by side
        below += c->posterior.particles[i].point[at] < truth[at] ? 1 : 0;
      }
      ++ranks.count[static_cast<std::size_t>(below * k_bins / (k_kept + 1))];
    }
  }
  return out;
}

std::string shown(const Ranks& r) {
  std::string text = r.key + ":";
  for (const int c : r.count) text += " " + std::to_string(c);
  return text;
}

TEST(Calibration, of_the_toy_case_has_uniform_ranks) {
  for (const auto& r : ranks_of(uncertain_toy(), 7, {"flight.leak", "flight.open", "advance.share_per_push_day"}, 200, 120)) {
    EXPECT_LT(r.chi_square(), k_bound) << shown(r);
    RecordProperty(r.key, shown(r));
  }
}

TEST(Calibration, sees_a_posterior_that_is_too_narrow) {
  // The test's own test: truths of three times the spread that the draws believe in pile up at both ends.
  auto s = uncertain_toy();
  auto wide = s;
  parameter(wide, "flight.leak").belief.b = 2.4;
  std::array<int, k_bins> count{};
  const ensemble::Drawer narrow_draw(s, 1, s.start);
  const auto at = static_cast<std::size_t>(std::ranges::find(narrow_draw.coordinates(), "flight.leak") - narrow_draw.coordinates().begin());
  for (int r = 0; r < 200; ++r) {
    const ensemble::Drawer truths(wide, 100000 + static_cast<std::uint64_t>(r), s.start), draws(s, 5 + static_cast<std::uint64_t>(r), s.start);
    const double truth = truths.parameter(truths.point(0), at);
    int below = 0;
    for (std::uint32_t k = 0; k < k_kept; ++k) below += draws.parameter(draws.point(k), at) < truth ? 1 : 0;
    ++count[static_cast<std::size_t>(below * k_bins / (k_kept + 1))];
  }
  EXPECT_GT((Ranks{"", count}.chi_square()), 5 * k_bound);
}

/// The Hajin case up to a fortnight after its cut-off, without anything that was observed of it in that time.
scenario::Scenario bare_hajin() {
  auto s = scenario::read("cases/hajin-2018");
  EXPECT_TRUE(s);
  std::erase_if(s->observations, [&](const auto& o) {
    return o.known_by > s->cutoff || (o.series != scenario::Series::people_inside && o.series != scenario::Series::fighters_inside);
  });
  std::erase_if(s->events, [&](const auto& e) { return e.last > s->cutoff || e.known_by > s->cutoff || e.kind == scenario::EventKind::place_taken; });
  return std::move(*s);
}

TEST(Calibration, of_the_hajin_model_has_uniform_ranks) {
  for (const auto& r : ranks_of(bare_hajin(), 20, {"flight.leak", "flight.open", "flight.closed", "people.bias_last_pocket"}, 100, 120)) {
    EXPECT_LT(r.chi_square(), k_bound) << shown(r);
    RecordProperty(r.key, shown(r));
  }
}

}  // namespace
}  // namespace nuzuh::infer
