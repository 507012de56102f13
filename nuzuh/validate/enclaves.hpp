#pragma once
// The enclaves on record: what became of them, and what was known while they lasted (data/enclaves).

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "nuzuh/core/date.hpp"
#include "nuzuh/core/error.hpp"

namespace nuzuh::validate {

/// How one enclave ended. Counts are the middle of what publishers give; empty where nothing was found.
struct Enclave {
  std::string id, besieger;
  core::Date start;
  int duration_days = 0;
  bool assaulted = false;  ///< use_in_duration_fit
  bool deal = false;       ///< fighters left under a deal (claimed ones not counted)
  std::optional<double> inside, displaced, civilians_killed, defenders, defenders_killed, defenders_captured, defenders_left, attackers, attackers_killed;
};

/// A figure as it was published, with the day from which it was known: the last day of the period that the source names.
struct Figure {
  std::string enclave, field;
  double value = 0;
  core::Date known_by;
};

/// A sample of one parameter from one enclave (samples.csv).
struct Sample {
  std::string key, enclave;
  double value = 0;
};

struct Record {
  std::vector<Enclave> enclaves;
  std::vector<Figure> figures;
  std::vector<Sample> samples;
};

/// Reads enclaves.csv, enclaves_sources.csv, samples.csv and besiegers.csv of `folder`.
core::Result<Record> read_record(const std::filesystem::path& folder);

/// The last day of "2017", "2017-03" or "2017-03-05"; empty for anything else.
std::optional<core::Date> last_day_of(const std::string& period);

}  // namespace nuzuh::validate
