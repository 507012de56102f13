#pragma once

#include "nuzuh/forecast/json_tree.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::forecast {

/// A grade as its letter (S, M, W, A).
scenario::Grade read_grade(JsonReader& reader, std::string_view key);

}  // namespace nuzuh::forecast
