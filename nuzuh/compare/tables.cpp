#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/compare/comparison.hpp"
#include "nuzuh/core/csv.hpp"

namespace nuzuh::compare {
namespace {

/// A published figure: counts of people in whole smallest cells, days to a tenth.
std::string figure(double value, std::string_view unit, int cell) {
  const double step = unit == "d" ? 0.1 : cell;
  const double rounded = std::round(value / step) * step;
  return unit == "d" ? fmt::format("{:.1f}", rounded + 0.0) : fmt::format("{:.0f}", rounded + 0.0);
}

constexpr double k_least_changed = 0.05;  // an outcome that fewer runs change is left to the table

std::string share(double value) { return fmt::format("{:.4f}", value); }

}  // namespace

std::string to_csv(const Comparison& c) {
  std::string out =
      "what_if,title_en,title_ar,outcome,unit,better,baseline_mean,what_if_mean,difference_mean,difference_monte_carlo_error,"
      "difference_q05,difference_q10,difference_q50,difference_q90,difference_q95,relative_q10,relative_q50,relative_q90,"
      "chance_lower,chance_higher,chance_same,chance_monte_carlo_error,pairing_gain,grade,exploration\n";
  for (const auto& p : c.policies) {
    for (const auto& e : p.effects) {
      const auto& what = info(e.measure);
      const auto f = [&](double v) { return figure(v, what.unit, c.smallest_cell); };
      out += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{:.1f},{},{}\n", core::csv_cell(p.id), core::csv_cell(p.title.en),
                         core::csv_cell(p.title.ar), what.key, what.unit,
                         what.better == Better::lower ? "lower" : what.better == Better::higher ? "higher" : "neither", f(e.baseline_mean), f(e.policy_mean), f(e.mean),
                         what.unit == "d" ? fmt::format("{:.2f}", e.monte_carlo_error) : fmt::format("{:.3g}", e.monte_carlo_error), f(e.q05), f(e.q10), f(e.q50), f(e.q90), f(e.q95), share(e.relative10), share(e.relative50),
                         share(e.relative90), share(e.chance_lower), share(e.chance_higher), share(1 - e.chance_lower - e.chance_higher),
                         share(e.chance_error), e.pairing_gain, scenario::letter(e.grade), p.exploration ? "yes" : "no");
    }
  }
  return out;
}

std::string to_text(const Comparison& c, bool arabic, bool colour) {
  const std::string_view bold = colour ? "\x1b[1m" : "", plain = colour ? "\x1b[0m" : "";
  std::string out = fmt::format("{}{}{}\n", bold, arabic ? c.title.ar : c.title.en, plain);
  out += arabic ? fmt::format("المعروف حتى {}؛ {} محاكاة مزدوجة، البذرة {}؛ حتى {}. الفرق: ما يتغير عن خط الأساس، بالأرقام العشوائية نفسها.\n\n", core::to_string(c.known_by), c.members, c.seed, core::to_string(c.until))
                : fmt::format("Known by {}; {} paired members, seed {}; to {}. Differences: what-if minus baseline, same random numbers.\n\n", core::to_string(c.known_by), c.members, c.seed, core::to_string(c.until));
  for (const auto& p : c.policies) {
    out += fmt::format("{}{}{}  [{}{}{}]\n", bold, arabic ? p.title.ar : p.title.en, plain, p.id, arabic ? "، الدليل على الرافعة " : ", evidence on the lever ",
                       scenario::letter(p.grade));
    if (!arabic) out += fmt::format("  {:<50}{:>11}{:>24}{:>11}{:>8}{:>8}{:>6}\n", "outcome", "median", "80% of runs", "MC error", "lower", "higher", "grade");
    for (const auto& e : p.effects) {
      if (e.chance_lower + e.chance_higher < k_least_changed) continue;
      const auto& what = info(e.measure);
      const auto t = [&](double v) { return change_text(v, what.unit, c.smallest_cell); };
      const auto interval = fmt::format("{} {} {}", t(e.q10), arabic ? "إلى" : "to", t(e.q90));
      if (arabic) out += fmt::format("  {}: {} ({})، أقل {:.0f}%، أكثر {:.0f}% [{}]\n", what.ar, t(e.q50), interval, 100 * e.chance_lower, 100 * e.chance_higher, scenario::letter(e.grade));
      else out += fmt::format("  {:<50}{:>11}{:>24}{:>11.2g}{:>7.0f}%{:>7.0f}%{:>6}\n", what.en, t(e.q50), interval, e.monte_carlo_error, 100 * e.chance_lower, 100 * e.chance_higher, scenario::letter(e.grade));
    }
    out += fmt::format("  {}\n\n", arabic ? p.sentence.ar : p.sentence.en);
  }
  out += arabic ? "الدرجات: S عدة حالات، M من حالتين إلى خمس، W حالة واحدة أو حجة، A افتراضنا. خطأ مونت كارلو هو خطأ متوسط الفرق.\n"
                : "Outcomes that a what-if changes in less than 5 of 100 runs are not listed (-o DIR has them all). MC error: of the mean difference.\n"
                  "Evidence: S several cases, M two to five, W one case or an argument, A our assumption; an effect has the weaker grade of lever and outcome.\n";
  return out;
}

}  // namespace nuzuh::compare
