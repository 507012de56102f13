#pragma once
// Which numbers drive an outcome: Sobol indices over the cube of a member's draws, and its luck.

#include <string>
#include <vector>

#include "nuzuh/compare/measures.hpp"
#include "nuzuh/core/parallel.hpp"
#include "nuzuh/ensemble/draw.hpp"
#include "nuzuh/forecast/forecast.hpp"

namespace nuzuh::compare {

/// Share of the variance of log(1 + outcome) that an input explains.
struct Index {
  std::string input;              ///< key of parameters.csv, "people.report:CLASS", "fighters.report:CLASS", or "luck" (the days' chances)
  double first = 0, first_error = 0;  ///< by itself (Saltelli et al. 2010), and its standard error
  double total = 0, total_error = 0;  ///< with all its interactions (Jansen 1999), and its standard error
};

struct Drivers {
  Measure measure = Measure::deaths;
  double variance = 0;        ///< of log(1 + outcome)
  std::vector<Index> inputs;  ///< all of them, by total, the largest first; empty where the outcome never varies
};

struct Sensitivity {
  std::string case_id, case_hash, program_version;
  forecast::Text title;
  core::Date known_by, until;
  int rows = 0;  ///< base rows; runs = rows x (inputs + 2)
  std::uint64_t seed = 0;
  std::vector<Drivers> drivers;  ///< [measure]
};

/// Rows of the design are members `m` (matrix A) and `rows + m` (matrix B) of the drawer; the luck is one more input. Inputs that a belief
/// fixes are left out. `scenario` is as known by the date of the forecast. The indices are those of the prior: what observations have
/// taught is not in them.
core::Result<Sensitivity> sensitivity(const scenario::Scenario& scenario, const ensemble::Drawer& draw, const world::World& world, int cut, int rows,
                                      std::uint64_t seed, unsigned threads, core::Progress* progress = nullptr);

std::string to_csv(const Sensitivity& result);
std::string to_text(const Sensitivity& result, std::size_t inputs);
/// A picture: for each outcome the `inputs` strongest, first-order and total with two standard errors. Made to be embedded.
std::string to_svg(const Sensitivity& result, std::size_t inputs = 5);

}  // namespace nuzuh::compare
