#pragma once
// The bridge: from beliefs with sources to bare numbers for one member.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/engine/member.hpp"
#include "nuzuh/scenario/scenario.hpp"
#include "nuzuh/world/parameters.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::ensemble {

/// A belief as the bare formula that the machine draws from.
world::Spread spread_of(const scenario::Distribution& belief);

/// The value of a belief at cumulative probability u, clamped to the belief's range.
double quantile(const scenario::Distribution& belief, double u);

/// What the reports say about one stock (people inside, or fighters), before the bias of their class: by class, the mean log of the
/// reported values. Reports of one class repeat one another, so they count as one look, not as several.
struct ReportedStock {
  struct Class {
    scenario::ErrorClass error = scenario::ErrorClass::press;
    double mean_log = 0;
    int reports = 0;
  };
  std::vector<Class> classes;
};

/// All draws of one member.
struct Draw {
  world::Parameters parameters;
  engine::Stocks stocks;
};

/// Draws members of a scenario that is as known on some date. Compiled once; then each member is independent of the others.
/// A member is a point of the unit cube: one uniform for each coordinate (a parameter, or a part of a stock), keyed by its name, so that
/// adding a parameter does not shift the others. Inference and sensitivity move in the same cube.
class Drawer {
 public:
  /// `scenario` must outlive the drawer and give every key (scenario::as_known has checked it). Reports of the stocks count up to
  /// `reports_until`: later ones are observations of a later state.
  Drawer(const scenario::Scenario& scenario, std::uint64_t seed, core::Date reports_until);

  /// Reports of the stocks after this day are observations, not part of the prior.
  [[nodiscard]] core::Date reports_until() const { return reports_until_; }
  /// Names of the coordinates, in the order of the cube: keys of parameters.csv, then "people.report:CLASS" and "fighters.report:CLASS"
  /// (the noise of one class of reports).
  [[nodiscard]] const std::vector<std::string>& coordinates() const { return coordinates_; }
  /// The point of a member under the prior.
  [[nodiscard]] std::vector<double> point(std::uint32_t member) const;
  /// What a point stands for.
  [[nodiscard]] Draw at(std::span<const double> point) const;
  [[nodiscard]] Draw operator()(std::uint32_t member) const { return at(point(member)); }
  /// The value of one coordinate at a point: of a parameter its draw, of a report's noise its Student t score.
  [[nodiscard]] double parameter(std::span<const double> point, std::size_t coordinate) const;

 private:
  [[nodiscard]] double stock(std::span<const double> point, const ReportedStock& reported, bool fighters) const;
  [[nodiscard]] double value(std::span<const double> point, std::string_view key) const;
  std::uint64_t seed_;
  core::Date reports_until_;
  std::vector<std::string> coordinates_;
  std::vector<std::uint32_t> entities_;           // of the coordinates
  std::vector<world::Spread> spreads_;            // of the coordinates that are parameters
  std::vector<double world::Parameters::*> fields_;  // null for the parameters that only the stocks use
  ReportedStock people_, fighters_;
};

/// Keys that are bound to a field of world::Parameters, in a fixed order, with access to the field.
struct Binding {
  std::string_view key;
  double world::Parameters::*field;
};
const std::vector<Binding>& bindings();

}  // namespace nuzuh::ensemble
