#include <memory>
#include <optional>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/core/version.hpp"
#include "nuzuh/validate/leave_one_out.hpp"

namespace nuzuh::app {
namespace {

struct Options {
  std::string what, data = "data/enclaves", out;
  validate::Settings settings;
};

core::Result<int> run(const Options& o) {
  std::optional<core::StagedDirectory> staged;
  if (!o.out.empty()) {
    auto directory = core::StagedDirectory::open(o.out, "run.json");
    if (!directory) return tl::unexpected(directory.error());
    staged.emplace(std::move(*directory));
  }
  const auto record = validate::read_record(o.data);
  if (!record) return tl::unexpected(record.error());
  core::Progress progress;
  const auto scored = [&] {
    const Watch watch("leaving one enclave out after the other", progress);
    return validate::leave_one_out(*record, o.settings, &progress);
  }();
  if (!scored) return tl::unexpected(scored.error());
  const auto summaries = validate::summarise(*scored);
  fmt::print("{}", validate::to_text(summaries));
  if (!staged) return k_ok;
  const nlohmann::ordered_json made = {{"format", 1}, {"kind", "validation"}, {"program_version", core::k_version}, {"members", o.settings.members}, {"seed", o.settings.seed}};
  for (const auto& [name, text] : {std::pair<const char*, std::string>{"validation.csv", validate::to_csv(summaries)}, {"validation_enclaves.csv", validate::to_csv(*scored)},
                                   {"validation.md", validate::to_page(summaries, o.settings)}, {"run.json", made.dump(2) + "\n"}}) {
    if (auto ok = core::write_file(staged->path() / name, text); !ok) return tl::unexpected(ok.error());
  }
  if (auto ok = staged->commit(); !ok) return tl::unexpected(ok.error());
  fmt::print("\nWritten to {} (validation.csv, validation_enclaves.csv, validation.md)\n", o.out);
  return k_ok;
}

}  // namespace

void register_validate(CLI::App& app, int& code) {
  auto options = std::make_shared<Options>();
  options->settings.threads = std::max(1u, std::thread::hardware_concurrency());
  auto* command = app.add_subcommand("validate", "Forecast the enclaves on record, each left out of what is learned, and score it");
  command->add_option("WHAT", options->what, "what to validate on: enclaves")->required()->check(CLI::IsMember({"enclaves"}));
  command->add_option("--data", options->data, "folder of the record")->capture_default_str()->type_name("DIR");
  command->add_option("--members", options->settings.members, "members of each forecast")->capture_default_str()->check(CLI::Range(100, 1000000));
  command->add_option("--seed", options->settings.seed, "seed; the same seed gives the same bytes")->capture_default_str();
  command->add_option("--threads", options->settings.threads, "threads; they never change the result")->check(CLI::Range(1, 1024));
  command->add_option("-o,--out", options->out, "directory for the tables and the page")->type_name("DIR");
  command->footer("Examples:\n"
                  "  nuzuh validate enclaves\n"
                  "  nuzuh validate enclaves --members 4000 -o out/validation");
  command->callback([options, &code] {
    const auto done = run(*options);
    code = done ? *done : report(done.error());
  });
}

}  // namespace nuzuh::app
