#pragma once
// The words that the files of a case use for the values of each enumeration, in the order of the enumeration.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::scenario {

/// The words of an enumeration; index = value.
template <class E>
std::span<const std::string_view> words_of();

/// The value that a word stands for.
template <class E>
std::optional<E> parse_word(std::string_view word) {
  const auto words = words_of<E>();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == word) return static_cast<E>(i);
  }
  return std::nullopt;
}

template <class E>
std::vector<std::string> list_words() {
  const auto words = words_of<E>();
  return {words.begin(), words.end()};
}

}  // namespace nuzuh::scenario
