#pragma once

#include <string>
#include <string_view>

namespace nuzuh::publish {

/// Files that are part of the program (data/, nuzuh/publish/page/).
enum class Asset { admin1, countries, rivers, lakes, admin_names, arabic_regular, arabic_bold, latin_regular, latin_bold, style, script };

std::string_view bytes_of(Asset asset);

/// RFC 4648 base64.
std::string base64(std::string_view bytes);

}  // namespace nuzuh::publish
