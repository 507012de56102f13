#include <filesystem>

#include <fmt/format.h>

#include "command.hpp"
#include "nuzuh/publish/publish.hpp"

namespace nuzuh::app {
namespace {

struct Arguments {
  std::string result, directory, language = "ar";
};

int run(const Arguments& arguments) {
  auto result = publish::read_result(arguments.result);
  if (!result) return report(result.error());
  const std::filesystem::path directory = arguments.directory.empty() ? arguments.result : arguments.directory;
  publish::Options options;
  options.first = arguments.language == "en" ? publish::Language::english : publish::Language::arabic;
  if (const auto written = publish::write_all(result->forecast, result->scenario, directory, options); !written) return report(written.error());
  fmt::print("{}\n", (directory / "brief.html").string());
  return k_ok;
}

}  // namespace

void register_publish(CLI::App& app, int& code) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("publish", "Write the brief, tables and map file of a forecast that was already made");
  command->add_option("RESULT", arguments->result, "Directory that `nuzuh forecast CASE -o DIR` wrote")->required();
  command->add_option("-o,--output", arguments->directory, "Where to write (default: refresh RESULT itself)");
  command->add_option("--lang", arguments->language, "Language in which the brief opens; both are always in it")->check(CLI::IsMember({"ar", "en"}))->capture_default_str();
  command->footer("Writes brief.html (Arabic and English), forecast.gpkg for QGIS, CSV tables, a model card and how it was made.\n"
                  "Nothing is computed anew: the numbers are those of RESULT/forecast.json.\n\n"
                  "Examples:\n"
                  "  nuzuh publish out/hajin-2018                       refresh the files in place\n"
                  "  nuzuh publish out/hajin-2018 -o brief-en --lang en  a second copy that opens in English\n\n"
                  "Prints the path of the brief. Exit codes: 0 done; 2 wrong command line; 3 RESULT is damaged or no result; 4 cannot be written.");
  command->callback([arguments, &code] { code = run(*arguments); });
}

}  // namespace nuzuh::app
