#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace nuzuh::core {

/// FNV-1a, 64 bits: a stable hash of a name or a file's text (not for security).
constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t start = 0xcbf29ce484222325ULL) {
  std::uint64_t h = start;
  for (const char c : text) {
    h ^= static_cast<unsigned char>(c);
    h *= 0x100000001b3ULL;
  }
  return h;
}

/// Sixteen hexadecimal digits.
inline std::string hash_text(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

}  // namespace nuzuh::core
