#include <memory>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "answer.hpp"
#include "command.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/ensemble/compile.hpp"
#include "nuzuh/ensemble/run.hpp"
#include "nuzuh/forecast/summarise.hpp"
#include "nuzuh/infer/enclave.hpp"
#include "nuzuh/publish/publish.hpp"

namespace nuzuh::app {
namespace {

struct Options {
  std::string folder, known_by, until, out, posterior;
  int members = 10000;
  std::uint64_t seed = 1;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  bool reveal = false;
};

/// A date of the command line, or the case's own where it is empty.
core::Result<core::Date> date_or(const std::string& text, core::Date otherwise, const char* option) {
  if (text.empty()) return otherwise;
  const auto date = core::parse_date(text);
  if (!date) return core::fail({}, fmt::format("{}: \"{}\" is not a date", option, text), "write it as YYYY-MM-DD");
  return *date;
}

core::Result<void> check_dates(const scenario::Scenario& s, core::Date known_by, core::Date until) {
  if (known_by < s.start) {
    return core::fail({}, fmt::format("--known-by {} is before the case starts ({})", core::to_string(known_by), core::to_string(s.start)), "choose a later date");
  }
  if (until <= known_by) return core::fail({}, fmt::format("--until {} is not after --known-by {}", core::to_string(until), core::to_string(known_by)), "choose a later date");
  if (core::days_between(s.start, until) > 3650) return core::fail({}, "--until is more than ten years after the start", "choose an earlier date");
  return {};
}

core::Result<int> run(const Options& o) {
  if (!o.out.empty()) {
    // Opened and dropped again: a place that cannot be written is said before any work is done.
    if (const auto probe = core::StagedDirectory::open(o.out, publish::k_marker); !probe) return tl::unexpected(probe.error());
  }
  auto whole = scenario::read(o.folder);
  if (!whole) return tl::unexpected(whole.error());
  const auto known_by = date_or(o.known_by, whole->cutoff, "--known-by");
  if (!known_by) return tl::unexpected(known_by.error());
  const auto until = date_or(o.until, whole->until, "--until");
  if (!until) return tl::unexpected(until.error());
  if (auto ok = check_dates(*whole, *known_by, *until); !ok) return tl::unexpected(ok.error());
  const auto known = scenario::as_known(*whole, *known_by);
  if (!known) return tl::unexpected(known.error());

  const ensemble::Drawer draw(*known, o.seed, std::min(*known_by, known->cutoff));
  const auto world = ensemble::compile(*known, *known_by, *until);
  std::optional<infer::Posterior> start_from;
  if (!o.posterior.empty()) {
    const auto text = core::read_text(o.posterior);
    if (!text) return tl::unexpected(text.error());
    auto posterior = infer::posterior_from_json(*text, o.posterior);
    if (!posterior) return tl::unexpected(posterior.error());
    start_from = std::move(*posterior);
  }
  core::Progress progress;
  infer::Settings settings;
  settings.members = o.members;
  settings.particles = std::min(settings.particles, std::max(100, o.members));
  settings.seed = o.seed;
  settings.threads = o.threads;
  const auto learned = [&] {
    const Watch watch("simulating", progress);
    return infer::condition(*known, draw, world, *known_by, settings, start_from ? &*start_from : nullptr, &progress);
  }();
  if (!learned) return tl::unexpected(learned.error());
  const auto& runs = learned->runs;
  forecast::Request request;
  request.observations_used = learned->observations_used;
  request.effective_members = learned->diagnostics.effective_members;
  request.learned = learned->learned;
  request.warnings = learned->warnings;
  request.known_by = *known_by;
  request.until = *until;
  request.seed = o.seed;
  request.threads = o.threads;
  auto result = forecast::summarise(*known, world, runs, request);
  if (o.reveal) forecast::reveal(result, *whole, runs);
  fmt::print("{}", answer(result, known->smallest_cell, colour_allowed()));
  if (o.reveal) fmt::print("{}", scorecard(result, colour_allowed()));
  if (!o.out.empty()) {
    if (const auto written = publish::write_all(result, *known, o.out); !written) return tl::unexpected(written.error());
    fmt::print("\nWritten to {} (brief.html, forecast.gpkg, CSV tables, run.json)\n", o.out);
  }
  return k_ok;
}

}  // namespace

void register_forecast(CLI::App& app, int& code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("forecast", "Forecast how the enclave of a case ends and what happens to the people inside");
  command->add_option("CASE", options->folder, "folder of the case")->required();
  command->add_option("--known-by", options->known_by, "use only what was known by this date (default: the case's cut-off)")->type_name("DATE");
  command->add_option("--until", options->until, "last day of the forecast (default: the case's)")->type_name("DATE");
  command->add_option("--members", options->members, "members of the ensemble")->capture_default_str()->check(CLI::Range(1, 1000000));
  command->add_option("--seed", options->seed, "seed; the same seed gives the same bytes")->capture_default_str();
  command->add_option("--threads", options->threads, "threads; they never change the result")->check(CLI::Range(1, 1024));
  command->add_option("--posterior", options->posterior, "start from a posterior that `nuzuh calibrate` wrote")->type_name("FILE");
  command->add_option("-o,--out", options->out, "directory for brief, GeoPackage and tables")->type_name("DIR");
  command->add_flag("--reveal", options->reveal, "lay what happened over the forecast and score it");
  command->footer("Examples:\n"
                  "  nuzuh forecast cases/hajin-2018\n"
                  "  nuzuh forecast cases/hajin-2018 -o out/hajin --reveal\n"
                  "  nuzuh forecast cases/hajin-2018 --known-by 2019-02-09 --members 2000 --seed 7");
  command->callback([options, &code] {
    const auto done = run(*options);
    code = done ? *done : report(done.error());
  });
}

}  // namespace nuzuh::app
