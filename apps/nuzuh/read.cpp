#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "command.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/evidence/claim_json.hpp"
#include "nuzuh/reading/reader.hpp"

namespace nuzuh::app {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string date, out;
};

core::Result<int> run(const Options& o) {
  const reading::Reader reader;
  for (const auto& file : o.files) {
    const auto text = core::read_text(file);
    if (!text) return tl::unexpected(text.error());
    const auto date = core::parse_date(o.date);
    const auto report = reader.read(*text, date.value_or(core::Date{}), std::filesystem::path(file).stem().string());
    const auto json = evidence::to_json(report);
    std::fwrite(json.data(), 1, json.size(), stdout);
  }
  return k_ok;
}

}  // namespace

void register_read(CLI::App& app, int& code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("read", "Read reports into sourced claims");
  command->add_option("FILE", options->files, "Reports")->required();
  command->add_option("--date", options->date, "The report's date");
  std::string format;
  command->add_option("--format", options->out, "json");
  command->callback([options, &code] {
    const auto done = run(*options);
    code = done ? *done : report(done.error());
  });
}

}  // namespace nuzuh::app
