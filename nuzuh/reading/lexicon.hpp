#pragma once
// The words that the reader knows: counted nouns, triggers, actors, sources, and closed classes. They stand in data/lexicon as plain
// tables that an analyst can edit; verbs there are stems that are spread over their forms on loading.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nuzuh/text/token.hpp"

namespace nuzuh::reading {

enum class Table : std::uint8_t { noun, trigger, actor, source, word };

struct Entry {
  Table table;
  std::string_view head;   ///< unit, family, actor id, source type or word class
  std::string_view flags;  ///< noun: class and number; trigger: flags; actor: source type
  std::string_view group;  ///< of a noun
};

struct Hit {
  const Entry* entry = nullptr;
  std::size_t last = 0;   ///< token after the phrase
  std::uint32_t cut = 0;  ///< folded letters of proclitics cut off
  char preposition = 0;
  char conjunction = 0;
  bool gapped = false;  ///< the rest of the phrase stands some words later ("took .. out of"); `last` is the end of its beginning
};

class Lexicon {
 public:
  static const Lexicon& instance();

  /// The longest phrase of `table` that begins at token `at`; ties go to the reading with fewer proclitics.
  [[nodiscard]] std::optional<Hit> match(Table table, const std::vector<text::Token>& tokens, std::size_t at, std::size_t limit) const;
  /// All phrases of `table` that begin there, longest first.
  [[nodiscard]] std::vector<Hit> matches(Table table, const std::vector<text::Token>& tokens, std::size_t at, std::size_t limit) const;
  /// A phrase of the closed class `cls` at token `at`.
  [[nodiscard]] std::optional<Hit> word(std::string_view cls, const std::vector<text::Token>& tokens, std::size_t at,
                                        std::size_t limit) const;
  /// Whether the word (folded) stands in a table of nouns or triggers.
  [[nodiscard]] bool known(const text::Token& token) const;

 private:
  Lexicon();
  struct Phrase {
    std::vector<std::string> rest;   ///< behind the first word
    std::vector<std::string> later;  ///< after a gap; mostly none
    const Entry* entry;
  };
  void add(std::string_view phrase, std::string_view later, const Entry* entry);
  std::vector<std::unique_ptr<Entry>> entries_;
  std::unordered_map<std::string, std::vector<Phrase>> by_first_;
};

}  // namespace nuzuh::reading
