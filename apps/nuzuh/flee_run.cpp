// `nuzuh flee run` and `nuzuh flee check`.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <thread>

#include <fmt/format.h>

#include "command.hpp"
#include "flee_command.hpp"
#include "flee_engines.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/flee/geopackage.hpp"
#include "nuzuh/flee/output.hpp"

namespace nuzuh::app {
namespace {

const std::vector<double> k_levels = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};

struct Options {
  FleeFolder folder;
  int days = 0;
  std::size_t members = 1;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::string engine = "auto", behaviour = "documented", out;
  bool quiet = false;
};

std::string thousands(double value) {
  std::string digits = fmt::format("{:.0f}", value), text;
  for (std::size_t k = 0; k < digits.size(); ++k) {
    if (k > 0 && (digits.size() - k) % 3 == 0 && digits[k - 1] != '-') text += ',';
    text += digits[k];
  }
  return text;
}

/// The camps on the last day: what was registered, what came out. The largest first; small ones beyond a screenful are summed.
void print_camps(std::FILE* to, const flee::Crisis& crisis, const flee::Counts& counts) {
  const std::size_t last = counts.days - 1;
  std::vector<std::size_t> order(counts.columns);
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return flee::registered(crisis, a, last) > flee::registered(crisis, b, last); });
  const bool ensemble = counts.members > 1;
  fmt::print(to, "\n  day {:<5} {:<24} {:>12} {:>12}{}\n", last, "", "registered", ensemble ? "median" : "simulated", ensemble ? "   5 % to 95 %" : "");
  std::size_t shown = 0;
  double rest_data = 0, rest_sim = 0;
  for (const std::size_t k : order) {
    std::vector<double> sample;
    for (std::size_t m = 0; m < counts.members; ++m) sample.push_back(counts.at(m, last, k));
    std::ranges::sort(sample);
    const double data = flee::registered(crisis, k, last), middle = flee::sorted_quantile(sample, 0.5);
    if (shown++ >= 20) {
      rest_data += data, rest_sim += middle;
      continue;
    }
    fmt::print(to, "  {:<34} {:>12} {:>12}", crisis.places[static_cast<std::size_t>(crisis.reported[k])].name, thousands(data), thousands(middle));
    if (ensemble) fmt::print(to, "   {} to {}", thousands(flee::sorted_quantile(sample, 0.05)), thousands(flee::sorted_quantile(sample, 0.95)));
    fmt::print(to, "\n");
  }
  if (shown > 20) fmt::print(to, "  {:<34} {:>12} {:>12}\n", fmt::format("{} more", shown - 20), thousands(rest_data), thousands(rest_sim));
}

int run(const Options& options) {
  const auto behaviour = flee::behaviour_of(options.behaviour);
  auto reading = flee::read_crisis(options.folder.folder(), {*behaviour, options.days});
  if (!reading) return report(reading.error());
  const auto& crisis = reading->crisis;
  if (!options.quiet) report(reading->warnings);
  core::Progress progress;
  progress.total = options.members;
  const unsigned threads = options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  const FleeRequest request{crisis, options.members, options.seed, threads, &progress};
  FleeChoice choice;
  if (options.engine == "auto") {
    choice = choose_flee_engine(request);
  } else {
    for (const auto& engine : flee_engines()) {
      if (options.engine == engine.name) choice = {&engine, "asked for"};
    }
  }
  if (const std::string why = choice.engine->refuses(crisis); !why.empty()) {
    return report({{{crisis.name, 0, 0}, fmt::format("the {} engine cannot run this crisis: {}", choice.engine->name, why), ""}});
  }
  if (static_cast<double>(options.members) * crisis.days * static_cast<double>(crisis.reported.size()) > 5e8) {
    return report({{{crisis.name, 0, 0}, fmt::format("{} members of {} days and {} places would take more than 4 GB", options.members, crisis.days, crisis.reported.size()), "run fewer members"}});
  }
  const auto begin = std::chrono::steady_clock::now();
  FleeAnswer answer;
  {
    const Watch watch(crisis.name, progress);
    answer = choice.engine->run(request);
  }
  if (progress.stop) return k_interrupted;
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const auto& counts = answer.counts;

  const bool to_stdout = options.out == "-";
  std::FILE* say = to_stdout ? stderr : stdout;
  std::vector<std::string> written;
  if (!options.out.empty()) {
    const std::string table = counts.members > 1 ? flee::quantile_csv(crisis, counts, k_levels) : flee::out_csv(crisis, counts, 0);
    if (to_stdout) {
      std::fwrite(table.data(), 1, table.size(), stdout);
    } else {
      // Both files of an ensemble take their names from -o, whichever of the two it names.
      const std::filesystem::path named(options.out);
      const auto path = counts.members > 1 && named.extension() == ".gpkg" ? std::filesystem::path(named).replace_extension(".csv") : named;
      if (auto done = core::write_file(path, table); !done) return report(done.error());
      written.push_back(path.string());
      if (counts.members > 1) {
        const auto map = std::filesystem::path(named).replace_extension(".gpkg");
        if (auto done = flee::write_geopackage(crisis, counts, map); !done) return report(done.error());
        written.push_back(map.string());
      }
    }
  }

  fmt::print(say, "{}: {} days from {}, {} places, {} routes; behaviour {}\n", crisis.name, crisis.days, core::to_string(crisis.start), crisis.places.size(), crisis.links.size() / 2, flee::to_string(crisis.behaviour));
  fmt::print(say, "engine {} ({}); {} member{}, seed {}; {:.3g} s\n", choice.engine->name, choice.reason, counts.members, counts.members == 1 ? "" : "s", options.seed, seconds);
  print_camps(say, crisis, counts);
  flee::Agreement mean;
  for (std::size_t m = 0; m < counts.members; ++m) {
    const auto one = flee::averaged_relative_difference(crisis, counts, m);
    mean.flee_total_error += one.flee_total_error / static_cast<double>(counts.members);
    mean.normal += one.normal / static_cast<double>(counts.members), mean.rescaled += one.rescaled / static_cast<double>(counts.members);
  }
  fmt::print(say, "\n  averaged relative difference {:.3f}, rescaled to the registered total {:.3f} (0 is perfect, 2 the worst{})\n", mean.normal, mean.rescaled, counts.members > 1 ? "; mean of the members" : "");
  if (const auto share = flee::capacity_share_difference(crisis, counts.days)) {
    fmt::print(say, "  for comparison, the registered total split by capacities: {:.3f}; mean of Flee's own total-error column {:.3f}\n", *share, mean.flee_total_error);
  }
  fmt::print(say, "  The total is given to the simulation by the registrations: this measures the split among camps, not skill.\n");
  if (counts.members > 1) fmt::print(say, "  The spread is that of chance alone; it is far smaller than the model's error.\n");
  for (const auto& note : answer.notes) fmt::print(say, "  note: {}\n", note);
  for (const auto& path : written) fmt::print(say, "  written: {}\n", path);
  return k_ok;
}

void add_run(CLI::App& group, int& code) {
  auto options = std::make_shared<Options>();
  auto& command = *group.add_subcommand("run", "Runs a crisis folder of Flee 3");
  options->folder.add_to(command);
  std::vector<std::string> engines = {"auto"};
  std::string list;
  for (const auto& engine : flee_engines()) {
    engines.emplace_back(engine.name);
    list += fmt::format("  {:<11} {}\n", engine.name, engine.what);
  }
  command.add_option("--days", options->days, "Days to run; 0 takes the length in sim_period.csv")->check(CLI::Range(0, 100000));
  command.add_option("--members", options->members, "Members of the ensemble; 1 writes Flee's out.csv, more write quantiles and a GeoPackage")->check(CLI::Range(std::size_t{1}, std::size_t{1000000}))->capture_default_str();
  command.add_option("--seed", options->seed, "Seed; member m of the reference engine has Flee's generators seeded with seed + m")->capture_default_str();
  command.add_option("--threads", options->threads, "Threads; 0 takes all cores. The result does not depend on it")->check(CLI::Range(0u, 4096u));
  command.add_option("--engine", options->engine, "auto, or one of the engines below")->check(CLI::IsMember(engines))->capture_default_str();
  command.add_option("--behaviour", options->behaviour, "exact: what Flee 3 does, quirk by quirk; documented: what its manual says; native: what nuzuh holds right")
      ->check(CLI::IsMember({"exact", "documented", "native"}))->capture_default_str();
  command.add_option("-o,--out", options->out, "Where to write: one member Flee's out.csv, an ensemble quantiles by camp and day, with a .gpkg beside; - is standard output");
  command.add_flag("-q,--quiet", options->quiet, "Do not print the reader's warnings");
  command.footer("Engines:\n" + list +
                 "\nExamples:\n"
                 "  nuzuh flee run mali2012 -o out.csv\n"
                 "  nuzuh flee run mali2012 --behaviour exact --engine reference --seed 1 -o out.csv\n"
                 "  nuzuh flee run input_csv --data source_data --settings simsetting.yml --days 300\n"
                 "  nuzuh flee run mali2012 --members 100 -o mali.csv      (also writes mali.gpkg)\n"
                 "docs/formats/flee.md tells the files, docs/methods/flee-differences.md how the behaviours differ.");
  command.callback([options, &code] { code = run(*options); });
}

}  // namespace

flee::Folder FleeFolder::folder() const {
  flee::Folder folder{dir, {}, {}};
  if (!data.empty()) folder.data = data;
  if (!settings.empty()) folder.settings = settings;
  return folder;
}

void FleeFolder::add_to(CLI::App& command) {
  command.add_option("DIR", dir, "Folder with input_csv/, source_data/ and simsetting.yml, or the folder of input files")->required();
  command.add_option("--data", data, "Folder of the registrations (data_layout.csv), where it is not DIR/source_data");
  command.add_option("--settings", settings, "Settings file, where it is not DIR/simsetting.yml");
}

void register_flee(CLI::App& app, int& code) {
  auto& group = *app.add_subcommand("flee", "Runs, checks, forecasts and scores crises in the format of Flee 3");
  group.require_subcommand(1);
  add_run(group, code);
  add_flee_check(group, code);
  add_flee_forecast(group, code);
  add_flee_score(group, code);
}

}  // namespace nuzuh::app
