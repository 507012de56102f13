#include "nuzuh/compare/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/core/hash.hpp"
#include "nuzuh/core/version.hpp"
#include "nuzuh/scenario/levers.hpp"
#include "nuzuh/score/rules.hpp"

namespace nuzuh::compare {
namespace {

struct Moments {
  double mean = 0, variance = 0;
};

Moments moments(const std::vector<double>& values) {
  Moments m;
  for (const double v : values) m.mean += v;
  m.mean /= static_cast<double>(values.size());
  for (const double v : values) m.variance += (v - m.mean) * (v - m.mean);
  m.variance /= std::max(1.0, static_cast<double>(values.size()) - 1);
  return m;
}

scenario::Grade parse(char letter) {
  using enum scenario::Grade;
  return letter == 'S' ? strong : letter == 'M' ? moderate : letter == 'W' ? weak : assumed;
}

/// Section "What a declared corridor did" of docs/methods/what-ifs.md.
const forecast::Text k_declared_caution = {
    "Corridors not accepted by the holders moved nobody in the one case measured.",
    "الممرات التي لم يقبل بها المسيطرون على الجيب لم يخرج عبرها أحد في الحالة الوحيدة التي قيست."};

}  // namespace

scenario::Grade lever_grade(const scenario::Policy& policy) {
  auto grade = policy.grade;
  for (const auto& change : policy.changes) {
    const auto* lever = scenario::find_lever(change.lever);
    NUZUH_EXPECT(lever != nullptr);
    grade = std::max(grade, parse(lever->grade));
  }
  return grade;
}

Effect effect_of(const Paired& paired, int world, Measure measure, const scenario::Scenario& scenario, scenario::Grade levers) {
  NUZUH_EXPECT(paired.members > 0 && world < paired.worlds);
  Effect e;
  e.measure = measure;
  const auto n = static_cast<std::size_t>(paired.members);
  std::vector<double> before(n), after(n), difference(n), relative(n);
  double lower = 0, higher = 0;
  for (std::size_t m = 0; m < n; ++m) {
    before[m] = paired.at(0, static_cast<int>(m), measure);
    after[m] = paired.at(world, static_cast<int>(m), measure);
    difference[m] = after[m] - before[m];
    relative[m] = difference[m] == 0 ? 0 : std::min(k_relative_most, difference[m] / std::max(1.0, before[m]));
    lower += difference[m] < 0 ? 1 : 0;
    higher += difference[m] > 0 ? 1 : 0;
  }
  const auto a = moments(before), b = moments(after), d = moments(difference);
  const double count = static_cast<double>(n);
  e.baseline_mean = a.mean;
  e.policy_mean = b.mean;
  e.mean = d.mean;
  e.monte_carlo_error = std::sqrt(d.variance / count);
  e.pairing_gain = d.variance > 0 ? (a.variance + b.variance) / d.variance : 1;
  std::ranges::sort(difference);
  std::ranges::sort(relative);
  e.q05 = score::sorted_quantile(difference, 0.05);
  e.q10 = score::sorted_quantile(difference, 0.1);
  e.q50 = score::sorted_quantile(difference, 0.5);
  e.q90 = score::sorted_quantile(difference, 0.9);
  e.q95 = score::sorted_quantile(difference, 0.95);
  e.relative10 = score::sorted_quantile(relative, 0.1);
  e.relative50 = score::sorted_quantile(relative, 0.5);
  e.relative90 = score::sorted_quantile(relative, 0.9);
  e.chance_lower = lower / count;
  e.chance_higher = higher / count;
  const double p = e.chance_helps();
  e.chance_error = std::sqrt(p * (1 - p) / count);
  e.grade = std::max(levers, grade_of(measure, scenario));
  return e;
}

Comparison summarise(const scenario::Scenario& s, const std::vector<const scenario::Policy*>& policies, const Paired& paired) {
  NUZUH_EXPECT(paired.worlds == static_cast<int>(policies.size()) + 1);
  Comparison c;
  c.case_id = s.id;
  c.case_hash = core::hash_text(core::fnv1a(scenario::canonical_text(s)));
  c.program_version = core::k_version;
  c.title = {s.title_en, s.title_ar};
  c.known_by = s.cutoff;
  c.until = s.until;
  c.members = paired.members;
  c.smallest_cell = s.smallest_cell;
  for (std::size_t i = 0; i < policies.size(); ++i) {
    PolicyEffect p;
    p.id = policies[i]->id;
    p.title = {policies[i]->title_en, policies[i]->title_ar};
    p.grade = lever_grade(*policies[i]);
    p.exploration = p.grade == scenario::Grade::assumed;
    for (std::size_t m = 0; m < k_measures; ++m) p.effects.push_back(effect_of(paired, static_cast<int>(i) + 1, static_cast<Measure>(m), s, p.grade));
    for (const auto& change : policies[i]->changes) {
      if (change.lever == "corridor" && change.value == "declared") p.caution = k_declared_caution;
    }
    p.sentence = sentence_of(p, c.smallest_cell);
    c.policies.push_back(std::move(p));
  }
  return c;
}

}  // namespace nuzuh::compare
