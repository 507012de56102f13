// The bytes of data/gazetteer, compiled in by the assembler (origin and licences: data/gazetteer/README.md).
#include <string_view>

__asm__(
    ".section .rodata\n"
    ".global nuzuh_places_begin\n.global nuzuh_places_end\nnuzuh_places_begin:\n"
    ".incbin \"" NUZUH_GAZETTEER_DIR "/places.tsv\"\n"
    "nuzuh_places_end:\n.byte 0\n"
    ".global nuzuh_core_begin\n.global nuzuh_core_end\nnuzuh_core_begin:\n"
    ".incbin \"" NUZUH_GAZETTEER_DIR "/core.tsv\"\n"
    "nuzuh_core_end:\n.byte 0\n"
    ".text\n");

extern "C" {
extern const char nuzuh_places_begin[];
extern const char nuzuh_places_end[];
extern const char nuzuh_core_begin[];
extern const char nuzuh_core_end[];
}

namespace nuzuh::geo {

std::string_view gazetteer_places_bytes() { return {nuzuh_places_begin, static_cast<std::size_t>(nuzuh_places_end - nuzuh_places_begin)}; }
std::string_view gazetteer_core_bytes() { return {nuzuh_core_begin, static_cast<std::size_t>(nuzuh_core_end - nuzuh_core_begin)}; }

}  // namespace nuzuh::geo
