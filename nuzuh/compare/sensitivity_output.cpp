// Table, text and picture of a sensitivity analysis.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/compare/sensitivity.hpp"
#include "nuzuh/compare/svg.hpp"
#include "nuzuh/scenario/keys.hpp"

namespace nuzuh::compare {
namespace {

std::string meaning(const std::string& input) {
  if (input == "luck") return "the chances of the days themselves";
  if (const auto* key = scenario::find_key(input)) return std::string(key->meaning);
  return input.starts_with("people") ? "noise of the reports of people inside" : "noise of the reports of fighters";
}

}  // namespace

std::string to_csv(const Sensitivity& s) {
  std::string out = "outcome,rank,input,first_order,first_order_error,total,total_error,variance_of_log\n";
  for (const auto& d : s.drivers) {
    for (std::size_t i = 0; i < d.inputs.size(); ++i) {
      const auto& x = d.inputs[i];
      out += fmt::format("{},{},{},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f}\n", info(d.measure).key, i + 1, x.input, x.first, x.first_error, x.total, x.total_error, d.variance);
    }
  }
  return out;
}

std::string to_text(const Sensitivity& s, std::size_t inputs) {
  std::string out = fmt::format("{}\nWhat drives each outcome: share of the variance of its log, with standard error. Known by {}; {} rows, seed {}.\n", s.title.en,
                                core::to_string(s.known_by), s.rows, s.seed);
  for (const auto& d : s.drivers) {
    if (d.inputs.empty()) continue;
    out += fmt::format("\n{}\n  {:<34}{:>16}{:>18}\n", info(d.measure).en, "", "by itself", "with interactions");
    for (std::size_t i = 0; i < d.inputs.size() && i < inputs; ++i) {
      const auto& x = d.inputs[i];
      out += fmt::format("  {:<34}{:>8.2f} +- {:.2f}{:>10.2f} +- {:.2f}   {}\n", x.input, x.first, x.first_error, x.total, x.total_error, meaning(x.input));
    }
  }
  return out + "\nThe order of inputs whose totals differ by less than two standard errors is not to be read.\n";
}

std::string to_svg(const Sensitivity& s, std::size_t inputs) {
  std::vector<const Drivers*> shown;
  for (const auto& d : s.drivers) {
    if (!d.inputs.empty() && d.measure != Measure::killed_inside) shown.push_back(&d);
  }
  constexpr double k_columns = 2, k_width = 520, k_names = 210, k_bar = 280, k_row = 24, k_top = 64;
  const double panel = 40 + static_cast<double>(inputs) * k_row;
  const double lines = (static_cast<double>(shown.size()) + 1) / 2;
  Svg svg(k_columns * k_width, k_top + std::floor(lines) * panel + 24, s.title.en + ": what drives each outcome");
  svg.text(10, 22, s.title.en + ": what drives each outcome", "title");
  svg.text(k_columns * k_width - 10, 22, "ما الذي يحكم كل نتيجة", "title ar");
  svg.text(10, 42, "Share of the variance of the outcome's log that a number explains: dark by itself, light with its interactions; whiskers two standard errors.", "note");
  for (std::size_t k = 0; k < shown.size(); ++k) {
    const double x = static_cast<double>(k % 2) * k_width, y = k_top + static_cast<double>(k / 2) * panel;
    svg.text(x + 10, y + 14, info(shown[k]->measure).en, "row");
    svg.text(x + k_width - 20, y + 14, info(shown[k]->measure).ar, "note ar");
    for (std::size_t i = 0; i < inputs && i < shown[k]->inputs.size(); ++i) {
      const auto& in = shown[k]->inputs[i];
      const double row = y + 24 + static_cast<double>(i) * k_row, left = x + k_names;
      const auto across = [&](double share) { return std::clamp(share, 0.0, 1.0) * k_bar; };
      svg.text(left - 8, row + 13, in.input, "value end");
      svg.rectangle(left, row + 3, across(in.total), 12, "total");
      svg.rectangle(left, row + 5, across(in.first), 8, "first");
      svg.line(left + across(in.total - 2 * in.total_error), row + 9, left + across(in.total + 2 * in.total_error), row + 9, "error");
    }
  }
  svg.text(10, k_top + std::floor(lines) * panel + 14, fmt::format("Known by {}; {} rows; seed {}; case {} ({}); nuzuh {}. \"luck\": the chances of the days themselves.", core::to_string(s.known_by), s.rows, s.seed, s.case_id, s.case_hash, s.program_version), "note");
  return svg.str();
}

}  // namespace nuzuh::compare
