#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "nuzuh/publish/provenance.hpp"

namespace nuzuh::publish {
namespace {

/// Text as it must stand in a Markdown table cell.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += "\\|";
    else if (c == '\n' || c == '\r') out += ' ';
    else if (c == '<') out += "&lt;";
    else out += c;
  }
  return out;
}

std::string grades(const scenario::Scenario& s) {
  std::array<int, 4> count{};
  for (const auto& p : s.parameters) ++count[static_cast<std::size_t>(p.grade)];
  return fmt::format("| grade | parameters |\n|---|---|\n| S, several cases or a large sample | {} |\n| M, two to five cases or one good study | {} |\n"
                     "| W, one case or an argument | {} |\n| A, our assumption, no data found | {} |\n",
                     count[0], count[1], count[2], count[3]);
}

}  // namespace

std::string model_card(const forecast::Forecast& f, const scenario::Scenario& s) {
  std::string out = fmt::format("# Model card: {}\n\n{}\n\n", f.title.en, f.title.ar);
  out += fmt::format("Made by nuzuh {} from case `{}` (hash `{}`), cut-off {}, {} members, seed {}, policy {}.\n\n", f.run.program_version, f.run.case_id, f.run.case_hash,
                     core::to_string(f.run.known_by), f.run.members, f.run.seed, f.run.policy.empty() ? "baseline" : f.run.policy);
  out +=
      "## Intended use\n"
      "Planning for the protection of civilians: how many people may come out, when, and what reception must hold. For analysts of humanitarian\n"
      "organisations, read together with local knowledge.\n\n"
      "## Not for\n"
      "Any military purpose; decisions about individuals; a plan sized to a single number; dates of the end as a point; places other than the case's.\n\n"
      "## How it works\n"
      "A stochastic day-by-day simulation of the enclave (tempo, ground, losses, how fighters leave the count), of the people inside and their flight,\n"
      "of screening, transit and camps, of explosive hazards and returns, run many times with every uncertain number drawn from its belief. The time to\n"
      "the end is mixed with the record of past sieges (climatology), because models have not been shown to beat it.\n\n"
      "## What it rests on\n";
  out += grades(s);
  out += fmt::format("\n{} sources; {} observations before the cut-off entered the weights (effective members {:.0f} of {}).\n\n", s.sources.size(), f.run.observations_used,
                     f.run.effective_members, f.run.members);
  out += "## Outputs and their grades\n| output | unit | median (80% interval) | grade |\n|---|---|---|---|\n";
  for (const auto& figure : f.figures) {
    const auto at = [&](double level) { return figure.quantiles[static_cast<std::size_t>(std::ranges::find(forecast::k_levels, level) - forecast::k_levels.begin())]; };
    out += fmt::format("| {} | {} | {:.3g} ({:.3g} to {:.3g}) | {} |\n", cell(figure.label.en), cell(figure.unit), at(0.5), at(0.1), at(0.9), scenario::letter(figure.grade));
  }
  out +=
      "\n## Known limits\n"
      "- The number of people inside is the least known quantity and drives everything; past estimates for last pockets were far too low.\n"
      "- The chance of ending is nearly flat over time: no single date is forecast.\n"
      "- Exits under a deal are decisions, not natural events; their chance is the besieger's record.\n"
      "- Effects of appeals, tribes and information are unmeasured; destinations of fighters rest on six cases and are an order of places only.\n"
      "- Publishers of civilian deaths differ by three to ten times.\n\n";
  if (!f.outcomes.empty()) {
    out += "## Evaluation against what happened\n| series | points | CRPS | WIS | inside 50% | inside 80% | inside 90% |\n|---|---|---|---|---|---|---|\n";
    for (const auto& o : f.outcomes) {
      out += fmt::format("| {} | {} | {:.4g} | {:.4g} | {:.0f}% | {:.0f}% | {:.0f}% |\n", cell(o.label.en), o.scored, o.crps, o.wis, 100 * o.coverage50, 100 * o.coverage80, 100 * o.coverage90);
    }
    out += '\n';
  }
  out +=
      "## Ethics and protection\n"
      "Public sources only; aggregates only; nothing finer than a day and a place; no front line, no movements of convoys, no device locations;\n";
  out += fmt::format("counts below {} suppressed; fighters' counts to two figures.\n\n", s.smallest_cell);
  out += fmt::format("## Disclaimer\n{}\n{}\n", k_boundaries_en, f.disclaimer.en);
  return out;
}

}  // namespace nuzuh::publish
