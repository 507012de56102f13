#pragma once
// The bridge: from beliefs with sources to bare numbers for one member.

#include <cstdint>
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
class Drawer {
 public:
  /// `scenario` must outlive the drawer and give every key (scenario::as_known has checked it). Reports of the stocks count up to
  /// `reports_until`: later ones are observations of a later state.
  Drawer(const scenario::Scenario& scenario, std::uint64_t seed, core::Date reports_until);

  [[nodiscard]] Draw operator()(std::uint32_t member) const;

  /// The uniforms behind a member's draws are keyed by parameter name; this is one of them.
  [[nodiscard]] double uniform(std::uint32_t member, std::string_view key) const;

  [[nodiscard]] const ReportedStock& people() const { return people_; }
  [[nodiscard]] const ReportedStock& fighters() const { return fighters_; }

 private:
  [[nodiscard]] double value(std::uint32_t member, std::string_view key) const;
  [[nodiscard]] double stock(std::uint32_t member, const ReportedStock& reported, bool fighters) const;
  const scenario::Scenario& scenario_;
  std::uint64_t seed_;
  ReportedStock people_, fighters_;
  std::vector<const scenario::Estimate*> bound_;  // in the order of bindings()
};

/// Keys that are bound to a field of world::Parameters, in a fixed order, with access to the field.
struct Binding {
  std::string_view key;
  double world::Parameters::*field;
};
const std::vector<Binding>& bindings();

}  // namespace nuzuh::ensemble
