// nuzuh explain CASE [KEY]: from a number back to its sources and, where it has one, the sentence in the report.
#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include <fmt/format.h>

#include "command.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/ensemble/draw.hpp"
#include "nuzuh/scenario/explain.hpp"

namespace nuzuh::app {
namespace {

struct Options {
  std::string folder, name, report, known_by;
};

/// What the reports and their biases together make of a stock: quantiles of what the ensemble draws.
std::string estimate_of(const scenario::Scenario& known, scenario::Series series) {
  constexpr std::uint32_t members = 4000;
  const ensemble::Drawer draw(known, 1, known.cutoff);
  std::vector<double> values;
  for (std::uint32_t member = 0; member < members; ++member) {
    const auto stocks = draw(member).stocks;
    values.push_back(series == scenario::Series::people_inside ? stocks.people : stocks.fighters);
  }
  std::ranges::sort(values);
  const auto rounded = [&](double p) {
    const double value = values[static_cast<std::size_t>(p * (members - 1))];
    return value < 1000 ? std::round(value / 10) * 10 : std::round(value / 100) * 100;
  };
  return fmt::format("\n  estimate from all of them: about {:.0f}, half within {:.0f} to {:.0f}, 90% within {:.0f} to {:.0f} people\n", rounded(0.5), rounded(0.25), rounded(0.75), rounded(0.05), rounded(0.95));
}

core::Result<int> run(const Options& o) {
  const auto scenario = scenario::read(o.folder);
  if (!scenario) return tl::unexpected(scenario.error());
  auto known_by = scenario->cutoff;
  if (!o.known_by.empty()) {
    const auto date = core::parse_date(o.known_by);
    if (!date) return core::fail({}, fmt::format("--known-by: \"{}\" is not a date", o.known_by), "write it as YYYY-MM-DD");
    known_by = *date;
  }
  std::optional<scenario::ReportText> report;
  if (!o.report.empty()) {
    auto text = core::read_text(o.report);
    if (!text) return tl::unexpected(text.error());
    auto identified = scenario::identify_report(*scenario, std::move(*text), o.report);
    if (!identified) return tl::unexpected(identified.error());
    report = std::move(*identified);
  }
  if (o.name.empty()) {
    fmt::print("{}", scenario::overview(*scenario));
    return k_ok;
  }
  const auto page = scenario::explain(*scenario, o.name, known_by, report);
  if (!page) return tl::unexpected(page.error());
  fmt::print("{}", *page);
  for (const auto series : {scenario::Series::people_inside, scenario::Series::fighters_inside}) {
    if (o.name != scenario::name_of(series)) continue;
    const auto known = scenario::as_known(*scenario, known_by);
    if (!known) return tl::unexpected(known.error());
    fmt::print("{}", estimate_of(*known, series));
  }
  return k_ok;
}

}  // namespace

void register_explain(CLI::App& app, int& code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("explain", "Walk back from a number of a case to its sources and its sentence in the report");
  command->add_option("CASE", options->folder, "folder of the case")->required();
  command->add_option("KEY", options->name, "a number (flight.open), a series (fighters_inside), or the id of a site, event, source or what-if; without it everything is listed");
  command->add_option("--known-by", options->known_by, "show what was known by this date (YYYY-MM-DD; default: the case's cut-off)");
  command->add_option("--report", options->report, "a copy of the report's text: the sentence at each span is shown once length and hash are proved");
  command->footer("Examples:\n  nuzuh explain cases/hajin-2018\n  nuzuh explain cases/hajin-2018 fighters_inside\n  nuzuh explain cases/hajin-2018 people_inside --known-by 2019-01-31\n"
                  "  nuzuh explain cases/hajin-2018 fighters_inside --report report.txt\nExit codes: 0 done; 3 the case cannot be read, or nothing in it has this name.");
  command->callback([options, &code] {
    const auto result = run(*options);
    code = result ? *result : app::report(result.error());
  });
}

}  // namespace nuzuh::app
