#pragma once

#include <string>
#include <string_view>

#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::scenario {

/// The sentence of `text` around a span, with the span itself between « and ». A span behind the end of the text gives an empty string.
std::string sentence_at(std::string_view text, const Span& span);

}  // namespace nuzuh::scenario
