#include <memory>
#include <optional>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "known_case.hpp"
#include "nuzuh/compare/sensitivity.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/ensemble/compile.hpp"

namespace nuzuh::app {
namespace {

struct Options {
  std::string folder, known_by, until, out;
  int rows = 512, show = 5;
  std::uint64_t seed = 1;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
};

core::Result<int> run(const Options& o) {
  std::optional<core::StagedDirectory> staged;
  if (!o.out.empty()) {
    auto directory = core::StagedDirectory::open(o.out, "run.json");
    if (!directory) return tl::unexpected(directory.error());
    staged.emplace(std::move(*directory));
  }
  const auto known = read_known(o.folder, o.known_by, o.until);
  if (!known) return tl::unexpected(known.error());
  const ensemble::Drawer draw(known->scenario, o.seed, known->reports_until());
  const auto world = ensemble::compile(known->scenario, known->known_by, known->until);
  core::Progress progress;
  const auto result = [&] {
    const Watch watch("searching what drives the outcomes", progress);
    return compare::sensitivity(known->scenario, draw, world, known->cut(), o.rows, o.seed, o.threads, &progress);
  }();
  if (!result) return tl::unexpected(result.error());
  fmt::print("{}", compare::to_text(*result, static_cast<std::size_t>(o.show)));
  if (!staged) return k_ok;
  const nlohmann::ordered_json made = {{"format", 1}, {"kind", "sensitivity"}, {"program_version", result->program_version}, {"case", result->case_id},
                                       {"case_hash", result->case_hash}, {"known_by", core::to_string(known->known_by)},
                                       {"until", core::to_string(known->until)}, {"rows", o.rows}, {"seed", o.seed}};
  for (const auto& [name, text] : {std::pair<const char*, std::string>{"sensitivity.csv", compare::to_csv(*result)},
                                   {"sensitivity.svg", compare::to_svg(*result, static_cast<std::size_t>(o.show))},
                                   {"run.json", made.dump(2) + "\n"}}) {
    if (auto ok = core::write_file(staged->path() / name, text); !ok) return tl::unexpected(ok.error());
  }
  if (auto ok = staged->commit(); !ok) return tl::unexpected(ok.error());
  fmt::print("\nWritten to {} (sensitivity.svg, sensitivity.csv, run.json)\n", o.out);
  return k_ok;
}

}  // namespace

void register_sensitivity(CLI::App& app, int& code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("sensitivity", "Which numbers drive each outcome of a case (Sobol indices with error)");
  command->add_option("CASE", options->folder, "folder of the case")->required();
  command->add_option("--known-by", options->known_by, "use only what was known by this date (default: the case's cut-off)")->type_name("DATE");
  command->add_option("--until", options->until, "last day of the runs (default: the case's)")->type_name("DATE");
  command->add_option("--rows", options->rows, "base rows of the design; the model runs rows x (inputs + 2) times")->capture_default_str()->check(CLI::Range(16, 100000));
  command->add_option("--show", options->show, "inputs shown for each outcome")->capture_default_str()->check(CLI::Range(1, 100));
  command->add_option("--seed", options->seed, "seed; the same seed gives the same bytes")->capture_default_str();
  command->add_option("--threads", options->threads, "threads; they never change the result")->check(CLI::Range(1, 1024));
  command->add_option("-o,--out", options->out, "directory for the picture and the table")->type_name("DIR");
  command->footer("Examples:\n"
                  "  nuzuh sensitivity cases/hajin-2018\n"
                  "  nuzuh sensitivity cases/hajin-2018 --rows 2048 --show 8 -o out/sensitivity");
  command->callback([options, &code] {
    const auto done = run(*options);
    code = done ? *done : report(done.error());
  });
}

}  // namespace nuzuh::app
