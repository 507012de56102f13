#pragma once
// A case as it was known on a date, with the dates of the command line checked: what every command that runs the model begins with.

#include <string>

#include "nuzuh/core/error.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::app {

struct KnownCase {
  scenario::Scenario scenario;  ///< as known on known_by; its cutoff and until are those of the command line
  core::Date known_by, until;
  [[nodiscard]] int cut() const { return core::days_between(scenario.start, known_by); }
};

/// `known_by` and `until` may be empty: the case's own.
core::Result<KnownCase> read_known(const std::string& folder, const std::string& known_by, const std::string& until);

}  // namespace nuzuh::app
