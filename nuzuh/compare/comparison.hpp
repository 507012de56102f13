#pragma once
// What a what-if changes: paired differences with interval, chance, error and grade, and a sentence that anyone can use.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "nuzuh/compare/paired.hpp"
#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::compare {

inline constexpr double k_relative_most = 2;  ///< relative changes above this are shown as this

/// The change of one measure under one what-if, over paired members.
struct Effect {
  Measure measure = Measure::days_trapped;
  double baseline_mean = 0, policy_mean = 0;
  double mean = 0, monte_carlo_error = 0;             ///< of the difference what-if minus baseline
  double q05 = 0, q10 = 0, q50 = 0, q90 = 0, q95 = 0; ///< of the difference over members
  double relative10 = 0, relative50 = 0, relative90 = 0;  ///< of difference over baseline, member by member; within [-1, k_relative_most]
  double chance_lower = 0, chance_higher = 0;         ///< share of members; the rest is exactly the same
  double chance_error = 0;                            ///< Monte Carlo standard error of the chance that it helps
  double pairing_gain = 1;  ///< independent runs needed for the same error, over paired ones: (var a + var b) / var(b - a)
  scenario::Grade grade = scenario::Grade::assumed;   ///< the weaker of the lever's and the outcome's

  /// Chance that it helps; for outcomes without a better side, that it is lower.
  [[nodiscard]] double chance_helps() const { return info(measure).better == Better::higher ? chance_higher : chance_lower; }
};

struct PolicyEffect {
  std::string id;
  forecast::Text title;
  scenario::Grade grade = scenario::Grade::assumed;  ///< of the levers
  bool exploration = false;                          ///< grade A: an exploration, not a forecast
  std::vector<Effect> effects;                       ///< [measure]
  forecast::Text sentence;
  forecast::Text caution;  ///< may be empty
};

struct Comparison {
  std::string case_id, case_hash, program_version;
  forecast::Text title;
  core::Date known_by, until;
  int members = 0, smallest_cell = 10;
  std::uint64_t seed = 0;
  std::vector<PolicyEffect> policies;
};

/// The grade of the levers of a policy: the weakest of its own and theirs.
scenario::Grade lever_grade(const scenario::Policy& policy);

/// The effect of world `world` against world 0. `levers` is the grade of what was changed.
Effect effect_of(const Paired& paired, int world, Measure measure, const scenario::Scenario& scenario, scenario::Grade levers);

/// World 0 is the baseline, world i + 1 is policies[i]. `scenario` is as known by the date of the comparison.
Comparison summarise(const scenario::Scenario& scenario, const std::vector<const scenario::Policy*>& policies, const Paired& paired);

/// One sentence for a reader who is no statistician, both languages.
forecast::Text sentence_of(const PolicyEffect& policy, int smallest_cell);

/// A difference as text: two significant figures, sign, and nothing told apart below the smallest cell.
std::string change_text(double value, std::string_view unit, int smallest_cell);

std::string to_csv(const Comparison& comparison);
std::string to_text(const Comparison& comparison, bool arabic, bool colour);
/// A picture of all effects: one panel a measure, one bar a what-if (median and 80% interval of the relative change).
std::string to_svg(const Comparison& comparison);

}  // namespace nuzuh::compare
