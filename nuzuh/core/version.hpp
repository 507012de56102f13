#pragma once

namespace nuzuh::core {

/// The version of nuzuh; CMakeLists.txt states the same (tests/unit/core checks it).
inline constexpr const char* k_version = "0.1.0";

}  // namespace nuzuh::core
