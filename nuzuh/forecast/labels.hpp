#pragma once

#include <string_view>
#include <vector>

#include "nuzuh/engine/member.hpp"
#include "nuzuh/forecast/forecast.hpp"

namespace nuzuh::forecast {

/// What an output is called in both languages, its unit, and the parameters whose evidence it stands on: its grade is the weakest of theirs.
struct Label {
  std::string_view key;
  std::string_view en, ar, unit;
  std::vector<std::string_view> rests_on;
};

/// The label of a path, figure or chance; a contract failure where the key is unknown.
const Label& label(std::string_view key);

/// Grade of an output in a scenario.
scenario::Grade grade_of(const Label& label, const scenario::Scenario& scenario);

}  // namespace nuzuh::forecast
