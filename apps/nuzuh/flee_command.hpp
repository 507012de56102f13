#pragma once
// What the subcommands of `nuzuh flee` share.

#include <string>

#include <CLI/CLI.hpp>

#include "nuzuh/flee/crisis.hpp"

namespace nuzuh::app {

/// DIR, --data and --settings.
struct FleeFolder {
  std::string dir, data, settings;
  void add_to(CLI::App& command);
  [[nodiscard]] flee::Folder folder() const;
};

void add_flee_check(CLI::App& group, int& code);
void add_flee_forecast(CLI::App& group, int& code);
void add_flee_score(CLI::App& group, int& code);

}  // namespace nuzuh::app
