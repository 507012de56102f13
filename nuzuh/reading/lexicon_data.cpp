// The bytes of data/lexicon, compiled in by the assembler.
#include "nuzuh/reading/lexicon_data.hpp"

#define NUZUH_EMBED(name)                                                                                    \
  __asm__(".section .rodata\n.global nuzuh_lex_" #name "\n.global nuzuh_lex_end_" #name "\nnuzuh_lex_" #name \
          ":\n.incbin \"" NUZUH_LEXICON_DIR "/" #name ".tsv\"\nnuzuh_lex_end_" #name ":\n.byte 0\n.text\n");   \
  extern "C" const char nuzuh_lex_##name[];                                                                  \
  extern "C" const char nuzuh_lex_end_##name[];

NUZUH_EMBED(nouns)
NUZUH_EMBED(triggers)
NUZUH_EMBED(actors)
NUZUH_EMBED(sources)
NUZUH_EMBED(words)

namespace nuzuh::reading {
namespace {
std::string_view bytes(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }
}  // namespace

LexiconBytes lexicon_bytes() {
  return {bytes(nuzuh_lex_nouns, nuzuh_lex_end_nouns), bytes(nuzuh_lex_triggers, nuzuh_lex_end_triggers), bytes(nuzuh_lex_actors, nuzuh_lex_end_actors),
          bytes(nuzuh_lex_sources, nuzuh_lex_end_sources), bytes(nuzuh_lex_words, nuzuh_lex_end_words)};
}

}  // namespace nuzuh::reading
