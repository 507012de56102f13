#include <algorithm>
#include <cstdio>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "command.hpp"
#include "flee_command.hpp"
#include "nuzuh/flee/check.hpp"

namespace nuzuh::app {
namespace {

int check(const FleeFolder& where) {
  auto reading = flee::read_crisis(where.folder(), {flee::Behaviour::documented, 0});
  if (!reading) return report(reading.error(), 100);
  auto problems = std::move(reading->warnings);
  // What Flee itself does with the same folder, where that differs from its manual.
  if (const auto exact = flee::read_crisis(where.folder(), {flee::Behaviour::exact, 0})) problems.insert(problems.end(), exact->warnings.begin(), exact->warnings.end());
  const auto more = flee::suspicions(reading->crisis);
  problems.insert(problems.end(), more.begin(), more.end());

  fmt::print("{}\n", reading->crisis.name);
  for (const auto& line : flee::contents(reading->crisis)) fmt::print("  {}\n", line);
  std::set<std::string> said;
  std::vector<std::string> lines;
  for (const auto& problem : problems) {
    std::string line = core::to_string(problem);
    if (said.insert(line).second) lines.push_back(std::move(line));
  }
  if (lines.empty()) {
    fmt::print("nothing suspicious\n");
    return k_ok;
  }
  fmt::print("{} suspicious thing{}:\n", lines.size(), lines.size() == 1 ? "" : "s");
  for (const auto& line : lines) fmt::print("{}\n", line);
  return k_ok;
}

}  // namespace

void add_flee_check(CLI::App& group, int& code) {
  auto folder = std::make_shared<FleeFolder>();
  auto& command = *group.add_subcommand("check", "Tells what is in a crisis folder and what is suspicious, each with file and line");
  folder->add_to(command);
  command.footer("Exit code 0 where the folder can be run, suspicious or not; 3 where it cannot.\n"
                 "Examples:\n"
                 "  nuzuh flee check mali2012\n"
                 "  nuzuh flee check input_csv --data source_data --settings simsetting.yml");
  command.callback([folder, &code] { code = check(*folder); });
}

}  // namespace nuzuh::app
