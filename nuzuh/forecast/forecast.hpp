#pragma once
// What a forecast says: quantiles, chances, shares, each with its grade; everything that the brief, the tables and the map need.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nuzuh/core/date.hpp"
#include "nuzuh/core/error.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::forecast {

/// Quantile levels of every published quantity (those of the COVID-19 Forecast Hub).
inline constexpr std::array<double, 23> k_levels = {0.01, 0.025, 0.05, 0.1,  0.15, 0.2,  0.25, 0.3,  0.35, 0.4,   0.45, 0.5,
                                                    0.55, 0.6,   0.65, 0.7,  0.75, 0.8,  0.85, 0.9,  0.95, 0.975, 0.99};
using Quantiles = std::array<double, 23>;

/// A text in both languages.
struct Text {
  std::string en, ar;
};

/// A daily quantity over time. Quantiles are pointwise: over members, day by day.
struct Path {
  std::string key;   ///< stable name, for example "arrivals_cumulative"
  Text label;
  std::string unit;  ///< "people", "people/week", "share"
  std::string site;  ///< site id, or empty for the whole enclave
  scenario::Grade grade = scenario::Grade::assumed;
  std::vector<core::Date> dates;
  std::vector<Quantiles> quantiles;  ///< [date]
  std::vector<double> means;         ///< [date]
};

/// One number over members (a total, a peak day counted from the cut-off, days over capacity).
struct Figure {
  std::string key;
  Text label;
  std::string unit;  ///< "people", "d", "share", "date" (days after the cut-off)
  std::string site;
  scenario::Grade grade = scenario::Grade::assumed;
  Quantiles quantiles{};
  double mean = 0;
  Text note;  ///< what the reader must know to use it; may be empty
};

/// A chance, with the chance on the record (climatology) beside it where there is one.
struct Chance {
  std::string key;   ///< for example "ended_within_30"
  Text label;
  int horizon_days = 0;  ///< 0 where the chance has no horizon
  double probability = 0, monte_carlo_error = 0;
  std::optional<double> climatology;
  scenario::Grade grade = scenario::Grade::assumed;
};

/// Time to the end as a curve: chance that the enclave still stands, day by day after the cut-off.
struct Survival {
  std::vector<double> standing, climatology;  ///< [day 0 .. last]
  double announced_chance = 0;     ///< chance that the end comes within the report's own words ("days or perhaps weeks")
  int announced_days = 0;          ///< how those words were read [d]
  Text announced_label;
  Text record;  ///< what such announcements were worth on the record
  scenario::Grade grade = scenario::Grade::moderate;
};

/// Where fighters who leave go: an order of places, never numbers below the smallest cell or routes.
struct Destination {
  std::string site;
  Text name;
  double chance_first = 0;  ///< share of members in which it ranks first
};

/// How much of the variance of an outcome one number explains by itself (drivers.hpp).
struct Driver {
  std::string input;  ///< key of parameters.csv, or a stock at the start
  double share = 0, error = 0;
};

/// What drives an outcome, strongest first.
struct Drivers {
  std::string outcome;  ///< key of a Figure
  Text label;
  std::vector<Driver> inputs;
};

/// A parameter before and after the observations (equal where none was used).
struct Learned {
  std::string key, unit;
  scenario::Grade grade = scenario::Grade::assumed;
  std::array<double, 3> prior{}, posterior{};  ///< 10, 50, 90 %
};

struct Run {
  std::string program_version, case_id, case_hash;  ///< hash of the scenario as known at the cut-off
  core::Date known_by, start, until;
  int members = 0;
  std::uint64_t seed = 0;
  std::vector<std::string> sources_used;  ///< ids, in the order of the case
  int observations_used = 0;
  double effective_members = 0;  ///< effective sample size after the observations
  std::vector<Text> warnings;
  scenario::Grade weakest = scenario::Grade::assumed;
  std::string policy;  ///< id of the what-if, empty for the baseline
};

/// What happened, laid over the forecast by --reveal; never read before the forecast is made.
struct Outcome {
  std::string series;  ///< name of scenario::Series
  Text label;
  std::string path;    ///< key of the Path it is compared with
  struct Point {
    core::Date date;
    double value = 0;
    std::optional<double> low, high;
    std::string source;
  };
  std::vector<Point> points;
  double crps = 0, log_crps = 0, wis = 0, coverage50 = 0, coverage80 = 0, coverage90 = 0;
  int scored = 0;  ///< points after the cut-off
};

/// Score of the date of the end (only after --reveal).
struct EndOutcome {
  core::Date date;
  double crps_days = 0, climatology_crps_days = 0;
  double pit = 0;  ///< share of members that ended before it
};

struct Forecast {
  Run run;
  Text title, question, disclaimer, headline;
  Survival survival;
  std::vector<Chance> chances;
  std::vector<Path> paths;
  std::vector<Figure> figures;
  std::vector<Destination> destinations;
  std::vector<Drivers> drivers;
  std::vector<Learned> learned;
  std::vector<Outcome> outcomes;
  std::optional<EndOutcome> end_outcome;

  [[nodiscard]] const Path* find_path(std::string_view key) const;
  [[nodiscard]] const Figure* find_figure(std::string_view key) const;
};

/// forecast.json, format 1 (docs/formats/forecast.md): everything above; reading back gives the same forecast.
std::string to_json(const Forecast& forecast);
core::Result<Forecast> from_json(std::string_view text, const std::string& file);

}  // namespace nuzuh::forecast
