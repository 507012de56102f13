#include <csignal>
#include <cstdio>
#include <exception>

#include "command.hpp"
#include "nuzuh/core/version.hpp"

namespace {

// The subcommands in the order in which --help lists them.
constexpr nuzuh::app::Register k_commands[] = {
    nuzuh::app::register_check,
    nuzuh::app::register_explain,
    nuzuh::app::register_forecast,
    nuzuh::app::register_compare,
    nuzuh::app::register_sensitivity,
    nuzuh::app::register_validate,
    nuzuh::app::register_publish,
    nuzuh::app::register_calibrate,
    nuzuh::app::register_score,
    nuzuh::app::register_flee,
    nuzuh::app::register_read,
};

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);  // `nuzuh ... | head` ends quietly
  CLI::App app{"nuzuh: how an enclave may end, what happens to the people inside, and where they flee;\n"
               "from sourced reports to probabilistic forecasts, for civilian protection.",
               "nuzuh"};
  app.set_version_flag("--version", std::string("nuzuh ") + nuzuh::core::k_version);
  app.require_subcommand(1);
  app.footer("Exit codes: 0 done; 1 a bug of nuzuh; 2 wrong command line; 3 wrong or unreadable input; 4 result cannot be written; 130 interrupted.\n"
             "`nuzuh COMMAND --help` shows each command with examples.");
  int code = nuzuh::app::k_ok;
  for (const auto add : k_commands) {
    add(app, code);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int shown = app.exit(error);
    return shown == 0 ? nuzuh::app::k_ok : nuzuh::app::k_usage;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "internal error: %s\nThis is a bug in nuzuh; please report it with the command line.\n", error.what());
    return nuzuh::app::k_internal;
  }
  return code;
}
