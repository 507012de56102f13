#include "nuzuh/infer/learned.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/score/rules.hpp"

namespace nuzuh::infer {
namespace {
constexpr std::array k_shown = {0.1, 0.5, 0.9};
constexpr double k_confounded = 0.4;
}  // namespace

std::vector<forecast::Learned> learned_of(const scenario::Scenario& scenario, const ensemble::Drawer& draw, const std::vector<Particle>& particles) {
  std::vector<forecast::Learned> out;
  const auto& names = draw.coordinates();
  std::vector<double> point(names.size(), 0.5);
  for (std::size_t c = 0; c < names.size(); ++c) {
    const auto* estimate = scenario.find_parameter(names[c]);
    if (!estimate || estimate->belief.form == scenario::Form::fixed) continue;
    forecast::Learned learned{names[c], estimate->unit, estimate->grade, {}, {}};
    std::vector<double> values;
    for (const auto& p : particles) values.push_back(draw.parameter(p.point, c));
    std::ranges::sort(values);
    for (std::size_t i = 0; i < k_shown.size(); ++i) {
      point[c] = k_shown[i];
      learned.prior[i] = draw.parameter(point, c);
      learned.posterior[i] = score::sorted_quantile(values, k_shown[i]);
    }
    out.push_back(std::move(learned));
  }
  return out;
}

std::vector<Confounded> confounded_of(const ensemble::Drawer& draw, const std::vector<Particle>& particles) {
  const auto& names = draw.coordinates();
  const double n = static_cast<double>(particles.size());
  // Normal scores, centred and scaled: [coordinate][particle].
  std::vector<std::vector<double>> z(names.size());
  for (std::size_t c = 0; c < names.size(); ++c) {
    double mean = 0, squares = 0;
    for (const auto& p : particles) z[c].push_back(rng::normal_quantile(p.point[c]));
    for (const double x : z[c]) mean += x / n;
    for (double& x : z[c]) {
      x -= mean;
      squares += x * x;
    }
    for (double& x : z[c]) x /= std::sqrt(std::max(squares, 1e-300));
  }
  std::vector<Confounded> out;
  for (std::size_t a = 0; a < names.size(); ++a) {
    for (std::size_t b = a + 1; b < names.size(); ++b) {
      double r = 0;
      for (std::size_t i = 0; i < particles.size(); ++i) r += z[a][i] * z[b][i];
      if (std::abs(r) > k_confounded) out.push_back({names[a], names[b], r});
    }
  }
  std::ranges::stable_sort(out, [](const Confounded& x, const Confounded& y) { return std::abs(x.correlation) > std::abs(y.correlation); });
  return out;
}

}  // namespace nuzuh::infer
