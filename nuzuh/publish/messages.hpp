#pragma once
// The bilingual table of everything that the brief says (messages.def).

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "nuzuh/publish/language.hpp"

namespace nuzuh::publish {

enum class Message {
#define NUZUH_MESSAGE(id, en, ar) id,
#include "nuzuh/publish/messages.def"
#undef NUZUH_MESSAGE
  count_,
};

/// The text of a message. It is HTML; its placeholders are still in it.
std::string_view text_of(Message message, Language language);

/// The message with its {placeholders} replaced; values must be HTML already. An unknown or unfilled placeholder is a contract failure.
std::string say(Message message, Language language, std::initializer_list<std::pair<std::string_view, std::string>> values = {});

}  // namespace nuzuh::publish
