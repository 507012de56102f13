#pragma once
// The engines that `nuzuh flee run` can use, as a table: an engine is one line there and one function.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/flee/output.hpp"

namespace nuzuh::app {

struct FleeRequest {
  const flee::Crisis& crisis;
  std::size_t members = 1;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  core::Progress* progress = nullptr;
};

struct FleeAnswer {
  flee::Counts counts;
  std::vector<std::string> notes;  ///< what the user should know
};

struct FleeEngine {
  const char* name;
  const char* what;  ///< one line for --help
  /// Why the engine cannot follow this crisis; empty where it can.
  std::string (*refuses)(const flee::Crisis& crisis);
  FleeAnswer (*run)(const FleeRequest& request);
};

/// The engines in the order in which --help lists them.
std::span<const FleeEngine> flee_engines();

/// What `--engine auto` takes and why.
struct FleeChoice {
  const FleeEngine* engine = nullptr;
  std::string reason;
};
FleeChoice choose_flee_engine(const FleeRequest& request);

}  // namespace nuzuh::app
