#include "nuzuh/publish/messages.hpp"

#include <algorithm>
#include <array>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::publish {
namespace {

struct Entry {
  std::string_view en, ar;
};

constexpr std::array k_table = {
#define NUZUH_MESSAGE(id, en, ar) Entry{en, ar},
#include "nuzuh/publish/messages.def"
#undef NUZUH_MESSAGE
};

/// Placeholders that every message may use: levels as each language writes them.
std::string_view common(std::string_view name) {
  if (name == "eighty") return "٨٠٪";
  if (name == "ninety") return "٩٠٪";
  return {};
}

}  // namespace

std::string_view text_of(Message message, Language language) {
  const auto& entry = k_table[static_cast<std::size_t>(message)];
  return language == Language::arabic ? entry.ar : entry.en;
}

std::string say(Message message, Language language, std::initializer_list<std::pair<std::string_view, std::string>> values) {
  const auto text = text_of(message, language);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto open = text.find('{', at);
    out += text.substr(at, open - at);
    if (open == std::string_view::npos) break;
    const auto close = text.find('}', open);
    NUZUH_EXPECT(close != std::string_view::npos);
    const auto name = text.substr(open + 1, close - open - 1);
    const auto* found = std::ranges::find(values, name, [](const auto& value) { return value.first; });
    NUZUH_EXPECT(found != values.end() || !common(name).empty());
    out += found != values.end() ? std::string_view(found->second) : common(name);
    at = close + 1;
  }
  return out;
}

}  // namespace nuzuh::publish
