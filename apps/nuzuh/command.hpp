#pragma once
// What the subcommands share: exit codes, printing of problems, the stop flag. Each subcommand is one file that parses, calls the
// library and prints; it adds itself to the command line in a function listed in main.cpp.

#include <string>

#include <CLI/CLI.hpp>

#include "nuzuh/core/error.hpp"
#include "nuzuh/core/parallel.hpp"

namespace nuzuh::app {

/// Exit codes of the command, documented in docs/formats/command.md.
enum ExitCode : int {
  k_ok = 0,
  k_internal = 1,      ///< a bug of nuzuh
  k_usage = 2,         ///< the command line is wrong
  k_bad_input = 3,     ///< a file's content is wrong, or it cannot be read
  k_unwritable = 4,    ///< a result cannot be written
  k_interrupted = 130, ///< Ctrl-C
};

/// Adds one subcommand to the command line. The subcommand's callback stores its exit code in `code`.
using Register = void (*)(CLI::App& app, int& code);

void register_check(CLI::App& app, int& code);
void register_explain(CLI::App& app, int& code);
void register_forecast(CLI::App& app, int& code);
void register_flee(CLI::App& app, int& code);
void register_read(CLI::App& app, int& code);
void register_compare(CLI::App& app, int& code);
void register_validate(CLI::App& app, int& code);
void register_sensitivity(CLI::App& app, int& code);
void register_publish(CLI::App& app, int& code);
void register_calibrate(CLI::App& app, int& code);
void register_score(CLI::App& app, int& code);

/// Prints problems on standard error (at most `limit`, then a count) and gives the exit code that fits the first error.
int report(const core::Problems& problems, std::size_t limit = 10);

/// A progress display for long work on standard error: only where that is a terminal; it rewrites one line with the time left.
/// Ctrl-C sets progress.stop. One at a time.
class Watch {
 public:
  Watch(std::string what, core::Progress& progress);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  struct Impl;
  Impl* impl_;
};

/// Whether standard output takes colour: a terminal, NO_COLOR unset, TERM not "dumb".
bool colour_allowed();

}  // namespace nuzuh::app
