#pragma once

#include <string>
#include <string_view>

namespace nuzuh::evidence {

/// SHA-256 (FIPS 180-4) in hexadecimal: names a report's text without holding it.
std::string sha256(std::string_view bytes);

}  // namespace nuzuh::evidence
