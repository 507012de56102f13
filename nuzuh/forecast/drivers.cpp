#include "nuzuh/forecast/drivers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/forecast/labels.hpp"

namespace nuzuh::forecast {

using engine::Quantity;

namespace {

constexpr std::size_t k_bins = 32, k_blocks = 10, k_least_members = 320, k_shown = 5;

/// Count, sum and sum of squares.
struct Sums {
  double n = 0, sum = 0, squares = 0;
  void add(double y) {
    n += 1;
    sum += y;
    squares += y * y;
  }
  Sums minus(const Sums& other) const { return {n - other.n, sum - other.sum, squares - other.squares}; }
  [[nodiscard]] double within() const { return n > 0 ? squares - sum * sum / n : 0; }
};

/// The adjusted correlation ratio of bins.
double adjusted(const std::array<Sums, k_bins>& bins) {
  Sums all;
  double within = 0, used = 0;
  for (const auto& b : bins) {
    all = {all.n + b.n, all.sum + b.sum, all.squares + b.squares};
    within += b.within();
    used += b.n > 0 ? 1 : 0;
  }
  const double total = all.within();
  if (used < 2 || all.n <= used || total <= 1e-12 * std::max(1.0, all.squares)) return 0;
  return 1 - within / (all.n - used) / (total / (all.n - 1));
}

/// The bin of each member by the rank of its input; members that tie share the bin of the first of them.
std::vector<std::size_t> bins_of(std::span<const double> input) {
  std::vector<std::size_t> order(input.size()), bin(input.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return input[i]; });
  std::size_t first = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    if (input[order[rank]] != input[order[first]]) first = rank;
    bin[order[rank]] = first * k_bins / order.size();
  }
  return bin;
}

Explained explained_by(const std::vector<std::size_t>& bin, std::span<const double> outcome) {
  std::array<std::array<Sums, k_bins>, k_blocks> blocks{};
  std::array<Sums, k_bins> all{};
  for (std::size_t i = 0; i < outcome.size(); ++i) {
    all[bin[i]].add(outcome[i]);
    blocks[i * k_blocks / outcome.size()][bin[i]].add(outcome[i]);
  }
  Explained out{adjusted(all), 0};
  double mean = 0;
  std::array<double, k_blocks> without{};
  for (std::size_t b = 0; b < k_blocks; ++b) {
    auto rest = all;
    for (std::size_t k = 0; k < k_bins; ++k) rest[k] = rest[k].minus(blocks[b][k]);
    without[b] = adjusted(rest);
    mean += without[b] / k_blocks;
  }
  for (const double w : without) out.error += (w - mean) * (w - mean);
  out.error = std::sqrt(out.error * (k_blocks - 1) / k_blocks);
  return out;
}

/// An input of the model with its value in every member.
struct Input {
  std::string name;
  std::vector<std::size_t> bin;
};

std::vector<Input> inputs_of(const ensemble::Trajectories& runs) {
  std::vector<Input> inputs;
  const auto add = [&](std::string name, auto value) {
    std::vector<double> values;
    for (const auto& draw : runs.draws) values.push_back(value(draw));
    if (std::ranges::all_of(values, [&](double v) { return v == values.front(); })) return;
    inputs.push_back({std::move(name), bins_of(values)});
  };
  add("people inside at the start", [](const ensemble::Draw& d) { return d.stocks.people; });
  add("fighters inside at the start", [](const ensemble::Draw& d) { return d.stocks.fighters; });
  for (const auto& binding : ensemble::bindings()) {
    add(std::string(binding.key), [&](const ensemble::Draw& d) { return d.parameters.*binding.field; });
  }
  return inputs;
}

}  // namespace

Explained explained(std::span<const double> input, std::span<const double> outcome) {
  NUZUH_EXPECT(input.size() == outcome.size());
  return explained_by(bins_of(input), outcome);
}

std::vector<Drivers> drivers_of(const ensemble::Trajectories& runs, int cut_day) {
  if (static_cast<std::size_t>(runs.members) < k_least_members) return {};
  const auto inputs = inputs_of(runs);
  const auto since = [&](Quantity q) {
    return [&runs, cut_day, q](int m) { return static_cast<double>(runs.at(m, runs.days - 1, q)) - static_cast<double>(runs.at(m, std::min(cut_day, runs.days - 1), q)); };
  };
  std::vector<Drivers> out;
  const auto add = [&](std::string_view key, auto value) {
    std::vector<double> y;
    for (int m = 0; m < runs.members; ++m) y.push_back(std::log1p(std::max(0.0, value(m))));
    const auto& l = label(key);
    Drivers drivers{std::string(key), {std::string(l.en), std::string(l.ar)}, {}};
    for (const auto& input : inputs) {
      const auto e = explained_by(input.bin, y);
      drivers.inputs.push_back({input.name, std::clamp(e.share, 0.0, 1.0), e.error});
    }
    std::ranges::stable_sort(drivers.inputs, [](const Driver& a, const Driver& b) { return a.share > b.share; });
    drivers.inputs.resize(std::min(drivers.inputs.size(), k_shown));
    out.push_back(std::move(drivers));
  };
  add("exits_total", since(Quantity::exits_cumulative));
  add("arrivals_total", since(Quantity::arrivals_cumulative));
  add("killed_inside_total", since(Quantity::killed_inside_cumulative));
  add("died_on_the_way_total", since(Quantity::died_on_the_way_cumulative));
  add("hazard_injuries_total", since(Quantity::hazard_injuries_cumulative));
  add("days_to_end", [&](int m) {
    const auto& o = runs.outcomes[static_cast<std::size_t>(m)];
    return static_cast<double>((o.end_day >= 0 ? o.end_day : runs.days) - cut_day);
  });
  return out;
}

}  // namespace nuzuh::forecast
