// `nuzuh flee forecast`.
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "command.hpp"
#include "flee_command.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/infer/flee_forecast.hpp"

namespace nuzuh::app {
namespace {

struct Options {
  FleeFolder folder;
  std::string cutoff, totals = "unknown", capacities = "use", out;
  int members = 2000, every = 1;
  std::uint64_t seed = 1;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  bool quiet = false;
};

std::string thousands(double value) {
  std::string digits = fmt::format("{:.0f}", value), text;
  for (std::size_t k = 0; k < digits.size(); ++k) {
    if (k > 0 && (digits.size() - k) % 3 == 0) text += ' ';
    text += digits[k];
  }
  return text;
}

/// The day of the forecast that is nearest to the wanted one.
std::size_t nearest_day(const infer::FleeQuantiles& q, int day) {
  std::size_t best = 0;
  for (std::size_t d = 0; d < q.days.size(); ++d) {
    if (std::abs(q.days[d] - day) < std::abs(q.days[best] - day)) best = d;
  }
  return best;
}

void print_table(const infer::FleeModel& model, const infer::FleeQuantiles& q) {
  const auto& known = model.known();
  std::vector<std::size_t> columns;
  for (const int ahead : {30, 90, known.days}) {
    const std::size_t d = nearest_day(q, known.cutoff + ahead);
    if (columns.empty() || columns.back() != d) columns.push_back(d);
  }
  fmt::print("  {:<22}{:>10}", "", "last");
  for (const auto d : columns) fmt::print("   {:<30}", fmt::format("{} (day +{})", core::to_string(known.start + std::chrono::days(q.days[d])), q.days[d] - known.cutoff));
  fmt::print("\n");
  const auto at = [](double level) {
    std::size_t k = 0;
    while (std::abs(infer::flee_levels()[k] - level) > 1e-9) ++k;
    return k;
  };
  for (std::size_t s = 0; s < model.series(); ++s) {
    const auto& reports = s < known.camps.size() ? known.camps[s].reports : known.total;
    fmt::print("  {:<22}{:>10}", model.name(s), reports.empty() ? "-" : thousands(reports.back().people));
    for (const auto d : columns) {
      const auto& v = q.value[s][d];
      fmt::print("   {:<30}", fmt::format("{} ({} to {})", thousands(v[at(0.5)]), thousands(v[at(0.1)]), thousands(v[at(0.9)])));
    }
    fmt::print("\n");
  }
}

core::Result<int> run(const Options& o) {
  tl::expected<std::optional<core::StagedDirectory>, core::Problems> staged{std::nullopt};
  if (!o.out.empty()) {
    auto directory = core::StagedDirectory::open(o.out, "run.json");
    if (!directory) return tl::unexpected(directory.error());
    staged->emplace(std::move(*directory));
  }
  core::Problems warnings;
  auto series = infer::read_flee_series(o.folder.folder(), warnings);
  if (!series) return tl::unexpected(series.error());
  if (!o.quiet) report(warnings);
  if (o.capacities == "ignore") infer::forget_capacities(*series);
  const auto cutoff = infer::cutoff_day(*series, o.cutoff, "--cutoff");
  if (!cutoff) return tl::unexpected(cutoff.error());
  const auto totals = o.totals == "given" ? infer::Totals::given : infer::Totals::unknown;
  const infer::FleeModel model(infer::known_by(*series, *cutoff, totals), infer::FleePriors::shipped(), o.seed, o.members);
  core::Progress progress;
  const auto quantiles = [&] {
    const Watch watch("forecasting", progress);
    return infer::forecast_quantiles(model, o.every, o.threads, &progress);
  }();
  if (progress.stop) return core::fail({{}, "stopped", "", core::Severity::error, core::Cause::interrupted});

  fmt::print("{}: {} camps, known by {}, totals {}; median and 80 % interval of {} members, seed {}\n\n", series->name, series->camps.size(),
             core::to_string(series->start + std::chrono::days(*cutoff)), o.totals, o.members, o.seed);
  print_table(model, quantiles);
  fmt::print("\n  Weights of the rules:");
  for (std::size_t k = 0; k < infer::k_rules; ++k) {
    if (model.camps().weight[k] >= 0.005) fmt::print(" {} {:.0f} %;", infer::to_string(static_cast<infer::FleeRule>(k)), 100 * model.camps().weight[k]);
  }
  fmt::print("\n");
  if (totals == infer::Totals::given && series->total_is_sum) fmt::print("  Note: the folder has no total; the given total is the sum of the camps' reports, those after the cut-off included.\n");
  for (const auto& caution : infer::cautions(model)) fmt::print("  Note: {}\n", caution);
  if (*staged) {
    const auto& dir = (*staged)->path();
    for (const auto& [name, text] : {std::pair{"forecast.csv", infer::forecast_csv(model, quantiles)}, std::pair{"forecast.svg", infer::forecast_picture(series->name, model, quantiles)},
                                     std::pair{"run.json", infer::forecast_json(series->name, model, o.seed, o.members)}}) {
      if (auto ok = core::write_file(dir / name, text); !ok) return tl::unexpected(ok.error());
    }
    if (auto ok = (*staged)->commit(); !ok) return tl::unexpected(ok.error());
    fmt::print("\nWritten to {}: forecast.csv, forecast.svg, run.json\n", o.out);
  }
  return k_ok;
}

}  // namespace

void add_flee_forecast(CLI::App& group, int& code) {
  auto options = std::make_shared<Options>();
  auto& command = *group.add_subcommand("forecast", "Learns from the reports up to a cut-off and forecasts every camp after it");
  options->folder.add_to(command);
  command.add_option("--cutoff", options->cutoff, "Last day whose reports are known: a date, or a fraction of the crisis's length")->required()->type_name("DATE|FRACTION");
  command.add_option("--totals", options->totals, "given: the total after the cut-off is read too (Flee's habit); unknown: it is forecast")->check(CLI::IsMember({"given", "unknown"}))->capture_default_str();
  command.add_option("--capacities", options->capacities, "use: capacities of locations.csv count, as far as they have served before; ignore: as if there were none")
      ->check(CLI::IsMember({"use", "ignore"}))->capture_default_str();
  command.add_option("--members", options->members, "Members of the ensemble")->check(CLI::Range(10, 1000000))->capture_default_str();
  command.add_option("--every", options->every, "Days between the dates that are written")->check(CLI::Range(1, 365))->capture_default_str();
  command.add_option("--seed", options->seed, "Seed; the same seed gives the same bytes")->capture_default_str();
  command.add_option("--threads", options->threads, "Threads; they never change the result")->check(CLI::Range(1, 1024));
  command.add_option("-o,--out", options->out, "Directory for forecast.csv (hubverse), forecast.svg and run.json")->type_name("DIR");
  command.add_flag("-q,--quiet", options->quiet, "Do not print the reader's warnings");
  command.footer("Examples:\n"
                 "  nuzuh flee forecast mali2012 --cutoff 0.5\n"
                 "  nuzuh flee forecast mali2012 --cutoff 2012-07-15 --totals given -o out/mali\n"
                 "docs/methods/flee-forecast.md tells the method and how well it did.");
  command.callback([options, &code] {
    const auto done = run(*options);
    code = done ? *done : report(done.error());
  });
}

}  // namespace nuzuh::app
