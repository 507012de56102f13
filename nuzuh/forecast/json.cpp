#include <nlohmann/json.hpp>

#include "nuzuh/forecast/forecast.hpp"

namespace nuzuh::forecast {
}  // namespace nuzuh::forecast
