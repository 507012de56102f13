#include "nuzuh/publish/assets.hpp"

#include <cstdint>

#define NUZUH_ASSET(name) \
  extern "C" const char nuzuh_asset_##name[]; \
  extern "C" const char nuzuh_asset_##name##_end[];
NUZUH_ASSET(admin1)
NUZUH_ASSET(countries)
NUZUH_ASSET(rivers)
NUZUH_ASSET(lakes)
NUZUH_ASSET(admin_names)
NUZUH_ASSET(arabic_regular)
NUZUH_ASSET(arabic_bold)
NUZUH_ASSET(latin_regular)
NUZUH_ASSET(latin_bold)
NUZUH_ASSET(style)
NUZUH_ASSET(script)
#undef NUZUH_ASSET

namespace nuzuh::publish {
namespace {

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(reinterpret_cast<std::uintptr_t>(end) - reinterpret_cast<std::uintptr_t>(begin))};
}

}  // namespace

std::string_view bytes_of(Asset asset) {
  switch (asset) {
    case Asset::admin1: return between(nuzuh_asset_admin1, nuzuh_asset_admin1_end);
    case Asset::countries: return between(nuzuh_asset_countries, nuzuh_asset_countries_end);
    case Asset::rivers: return between(nuzuh_asset_rivers, nuzuh_asset_rivers_end);
    case Asset::lakes: return between(nuzuh_asset_lakes, nuzuh_asset_lakes_end);
    case Asset::admin_names: return between(nuzuh_asset_admin_names, nuzuh_asset_admin_names_end);
    case Asset::arabic_regular: return between(nuzuh_asset_arabic_regular, nuzuh_asset_arabic_regular_end);
    case Asset::arabic_bold: return between(nuzuh_asset_arabic_bold, nuzuh_asset_arabic_bold_end);
    case Asset::latin_regular: return between(nuzuh_asset_latin_regular, nuzuh_asset_latin_regular_end);
    case Asset::latin_bold: return between(nuzuh_asset_latin_bold, nuzuh_asset_latin_bold_end);
    case Asset::style: return between(nuzuh_asset_style, nuzuh_asset_style_end);
    case Asset::script: return between(nuzuh_asset_script, nuzuh_asset_script_end);
  }
  return {};
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k) three = (three << 8U) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += i + k > bytes.size() ? '=' : alphabet[(three >> (18 - 6 * k)) & 63U];
  }
  return out;
}

}  // namespace nuzuh::publish
