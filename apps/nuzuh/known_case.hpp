#pragma once
// A case as it was known on a date, with the dates of the command line checked: what every command that runs the model begins with.

#include <algorithm>
#include <string>

#include "nuzuh/compare/paired.hpp"
#include "nuzuh/core/error.hpp"
#include "nuzuh/infer/enclave.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::app {

struct KnownCase {
  scenario::Scenario scenario;  ///< as known on known_by; its until is that of the command line
  scenario::Scenario whole;     ///< everything in the folder: only for laying what happened over a forecast that is made
  core::Date known_by, until;
  [[nodiscard]] int cut() const { return core::days_between(scenario.start, known_by); }
  /// Reports of stocks up to this day make the prior; later ones are observations to learn from.
  [[nodiscard]] core::Date reports_until() const { return std::min(known_by, whole.cutoff); }
};

/// `known_by` and `until` may be empty: the case's own.
core::Result<KnownCase> read_known(const std::string& folder, const std::string& known_by, const std::string& until);

/// Members of a case given everything known by its date, as `nuzuh forecast` has them, to be run again in other worlds.
struct Learned {
  infer::Posterior posterior;
  std::vector<ensemble::Draw> draws;  ///< [member]
  std::vector<forecast::Text> warnings;
  /// Borrows from this.
  [[nodiscard]] compare::Subject subject(std::uint32_t member) const { return {draws[member], infer::luck_of(posterior, member)}; }
};

core::Result<Learned> learn(const KnownCase& known, const ensemble::Drawer& draw, const world::World& world, int members, std::uint64_t seed,
                            unsigned threads, core::Progress* progress);

}  // namespace nuzuh::app
