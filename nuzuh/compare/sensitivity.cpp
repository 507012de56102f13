#include "nuzuh/compare/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/compare/paired.hpp"
#include "nuzuh/core/hash.hpp"
#include "nuzuh/core/version.hpp"

namespace nuzuh::compare {
namespace {

/// Values of one row of the design, on the log scale.
struct Row {
  Measures a{}, b{};
  std::vector<Measures> mixed;  ///< [input]: row A with this input of row B
};

Measures logs(const Measures& raw) {
  Measures m{};
  for (std::size_t i = 0; i < k_measures; ++i) m[i] = std::log1p(std::max(0.0, raw[i]));
  return m;
}

/// Coordinates whose uniform changes what a member is: all but those that a belief fixes.
std::vector<std::size_t> free_coordinates(const scenario::Scenario& s, const ensemble::Drawer& draw) {
  std::vector<std::size_t> free;
  for (std::size_t i = 0; i < draw.coordinates().size(); ++i) {
    const auto* estimate = s.find_parameter(draw.coordinates()[i]);
    if (!estimate || estimate->belief.form != scenario::Form::fixed) free.push_back(i);
  }
  return free;
}

struct Mean {
  double value = 0, error = 0;
};

Mean mean_of(const std::vector<double>& values) {
  double sum = 0, squares = 0;
  for (const double v : values) sum += v;
  const double n = static_cast<double>(values.size()), mean = sum / n;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return {mean, std::sqrt(squares / n / n)};
}

Drivers drivers_of(const std::vector<Row>& rows, const std::vector<std::string>& names, std::size_t m) {
  Drivers out;
  out.measure = static_cast<Measure>(m);
  const double n = static_cast<double>(rows.size());
  double mean = 0;
  for (const auto& row : rows) mean += row.a[m] + row.b[m];
  mean /= 2 * n;
  for (const auto& row : rows) out.variance += (row.a[m] - mean) * (row.a[m] - mean) + (row.b[m] - mean) * (row.b[m] - mean);
  out.variance /= 2 * n;
  if (out.variance <= 1e-12) return out;
  std::vector<double> first(rows.size()), total(rows.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const double change = rows[r].mixed[i][m] - rows[r].a[m];
      first[r] = (rows[r].b[m] - mean) * change / out.variance;
      total[r] = 0.5 * change * change / out.variance;
    }
    const auto s = mean_of(first), t = mean_of(total);
    out.inputs.push_back({names[i], s.value, s.error, t.value, t.error});
  }
  std::ranges::stable_sort(out.inputs, std::greater{}, &Index::total);
  return out;
}

}  // namespace

core::Result<Sensitivity> sensitivity(const scenario::Scenario& s, const ensemble::Drawer& draw, const world::World& world, int cut, int rows,
                                      std::uint64_t seed, unsigned threads, core::Progress* progress) {
  const auto inputs = free_coordinates(s, draw);
  std::vector<std::string> names;
  for (const auto i : inputs) names.push_back(draw.coordinates()[i]);
  names.emplace_back("luck");
  std::vector<Row> table(static_cast<std::size_t>(rows));
  if (progress) progress->total = table.size();
  const bool whole = core::for_each_index(table.size(), threads, [&](std::size_t r) {
    thread_local std::vector<float> record;
    const auto first = static_cast<std::uint32_t>(r), second = static_cast<std::uint32_t>(table.size() + r);
    const auto a = draw.point(first), b = draw.point(second);
    const engine::Luck luck_a{seed, first}, luck_b{seed, second};
    const auto value = [&](const std::vector<double>& point, const engine::Luck& luck) { return logs(run_one({draw.at(point), luck}, world, cut, record)); };
    auto& row = table[r];
    row.a = value(a, luck_a);
    row.b = value(b, luck_b);
    auto mixed = a;
    for (const auto i : inputs) {
      mixed[i] = b[i];
      row.mixed.push_back(value(mixed, luck_a));
      mixed[i] = a[i];
    }
    row.mixed.push_back(value(a, luck_b));
  }, progress);
  if (!whole) return core::fail(core::Problem{{}, "stopped before the end; nothing was written", "", core::Severity::error, core::Cause::interrupted});
  Sensitivity out;
  out.case_id = s.id;
  out.case_hash = core::hash_text(core::fnv1a(scenario::canonical_text(s)));
  out.program_version = core::k_version;
  out.title = {s.title_en, s.title_ar};
  out.known_by = s.cutoff;
  out.until = s.until;
  out.rows = rows;
  out.seed = seed;
  for (std::size_t m = 0; m < k_measures; ++m) out.drivers.push_back(drivers_of(table, names, m));
  return out;
}

}  // namespace nuzuh::compare
