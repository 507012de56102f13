#pragma once

#include <string_view>

namespace nuzuh::reading {

struct LexiconBytes {
  std::string_view nouns, triggers, actors, sources, words;
};

/// The files of data/lexicon, compiled in.
LexiconBytes lexicon_bytes();

}  // namespace nuzuh::reading
