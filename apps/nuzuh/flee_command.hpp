#pragma once
// What the subcommands of `nuzuh flee` share.

#include <cstdint>
#include <string>
#include <vector>

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

/// `nuzuh flee score` with its defaults, for `nuzuh score` on crisis folders. Cut-offs may be empty (the defaults).
core::Result<int> score_flee_folders(const std::vector<std::string>& folders, const std::vector<std::string>& cutoffs, std::uint64_t seed, unsigned threads,
                                     const std::string& out);

}  // namespace nuzuh::app
