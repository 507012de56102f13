// nuzuh check CASE: reads a case, says what is wrong with it, or that it can be used.
#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "command.hpp"
#include "nuzuh/core/hash.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::app {
namespace {

int check(const std::string& folder, std::size_t limit) {
  core::Problems warnings;
  const auto scenario = scenario::read(folder, &warnings);
  if (!scenario) return report(scenario.error(), limit);
  report(warnings, limit);
  const auto& s = *scenario;
  const auto weakest = std::ranges::max(s.parameters, {}, &scenario::Estimate::grade).grade;
  const auto later = [&](const auto& rows) { return std::ranges::count_if(rows, [&](const auto& row) { return row.known_by > s.cutoff; }); };
  fmt::print("{}: ready ({})\n", folder, s.title_en);
  fmt::print("  {} numbers, weakest grade {}; {} sources\n", s.parameters.size(), scenario::letter(weakest), s.sources.size());
  fmt::print("  {} sites, {} roads; every enclave place reaches screening, transit and the main camp\n", s.sites.size(), s.roads.size());
  fmt::print("  {} events and {} observations, of them {} and {} known only after the cut-off of {}: kept for later forecasts and for scoring\n", s.events.size(), s.observations.size(), later(s.events),
             later(s.observations), core::to_string(s.cutoff));
  fmt::print("  {} what-ifs; hash of the case {}\n", s.policies.size(), core::hash_text(core::fnv1a(scenario::canonical_text(s))));
  return k_ok;
}

}  // namespace

void register_check(CLI::App& app, int& code) {
  struct Options {
    std::string folder;
    bool all = false;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("check", "Check a case: every problem with its file, line, column and remedy");
  command->add_option("CASE", options->folder, "folder of the case (scenario.toml and its tables)")->required();
  command->add_flag("--all", options->all, "show all problems, not the first ten");
  command->footer("Examples:\n  nuzuh check cases/hajin-2018\n  nuzuh check my-case --all\nExit codes: 0 the case can be used; 3 it cannot.");
  command->callback([options, &code] { code = check(options->folder, options->all ? static_cast<std::size_t>(-1) : 10); });
}

}  // namespace nuzuh::app
