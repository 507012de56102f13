#include <memory>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "answer.hpp"
#include "command.hpp"
#include "known_case.hpp"
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

core::Result<int> run(const Options& o) {
  if (!o.out.empty()) {
    // Opened and dropped again: a place that cannot be written is said before any work is done.
    if (const auto probe = core::StagedDirectory::open(o.out, publish::k_marker); !probe) return tl::unexpected(probe.error());
  }
  auto known_case = read_known(o.folder, o.known_by, o.until);
  if (!known_case) return tl::unexpected(known_case.error());
  // What is published beside the forecast is the case itself, with its hash; the forecast's own last day stands in the run. (A what-if of
  // the case may begin after a shorter forecast ends.)
  known_case->scenario.until = known_case->whole.until;
  const auto& known = known_case->scenario;
  const ensemble::Drawer draw(known, o.seed, known_case->reports_until());
  const auto world = ensemble::compile(known, known_case->known_by, known_case->until);
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
    return infer::condition(known, draw, world, known_case->known_by, settings, start_from ? &*start_from : nullptr, &progress);
  }();
  if (!learned) return tl::unexpected(learned.error());
  const auto& runs = learned->runs;
  forecast::Request request;
  request.observations_used = learned->observations_used;
  request.effective_members = learned->diagnostics.effective_members;
  request.learned = learned->learned;
  request.warnings = learned->warnings;
  request.known_by = known_case->known_by;
  request.until = known_case->until;
  request.seed = o.seed;
  request.threads = o.threads;
  auto result = forecast::summarise(known, world, runs, request);
  if (o.reveal) forecast::reveal(result, known_case->whole, runs);
  fmt::print("{}", answer(result, known.smallest_cell, colour_allowed()));
  if (o.reveal) fmt::print("{}", scorecard(result, colour_allowed()));
  if (!o.out.empty()) {
    if (const auto written = publish::write_all(result, known, o.out); !written) return tl::unexpected(written.error());
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
