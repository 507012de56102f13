// Who leaves: the vector filter of the individual engine, compiled once for each kind of machine.

#include "nuzuh/movement/individual_filter.hpp"
#include "nuzuh/movement/lanes.hpp"

namespace nuzuh::movement {
namespace NUZUH_ISA {

std::size_t filter(const std::uint32_t* cell, std::size_t count, const std::uint64_t* threshold, std::uint32_t member, std::uint32_t when_why,
                   std::uint64_t seed, std::uint32_t* leavers) {
  std::size_t found = 0;
  std::uint32_t block_of[8];
  for (std::size_t at = 0; at < count; at += 32) {
    for (std::uint32_t i = 0; i < 8; ++i) block_of[i] = static_cast<std::uint32_t>(at / 4) + i;
    const Block block = philox(all_bits(member), load_words(block_of), all_bits(when_why), all_bits(0), seed);
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    unsigned mask = 0;
    for (int w = 0; w < 4; ++w) {
      const __m256i cells = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(cell + at + 8 * w));
      const __m512i limit = _mm512_i32gather_epi64(cells, reinterpret_cast<const long long*>(threshold), 8);
      mask |= static_cast<unsigned>(_mm512_cmplt_epu64_mask((__m512i)block.word[w].part[0], limit)) << (8 * w);
    }
    if (at + 32 > count) mask &= (1u << (count - at)) - 1u;
    const __m512i ids = _mm512_add_epi32(_mm512_set1_epi32(static_cast<int>(at)), _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
    _mm512_storeu_si512(leavers + found, _mm512_maskz_compress_epi32(static_cast<__mmask16>(mask & 0xffff), ids));
    found += static_cast<std::size_t>(__builtin_popcount(mask & 0xffff));
    _mm512_storeu_si512(leavers + found, _mm512_maskz_compress_epi32(static_cast<__mmask16>(mask >> 16), _mm512_add_epi32(ids, _mm512_set1_epi32(16))));
    found += static_cast<std::size_t>(__builtin_popcount(mask >> 16));
#else
    std::uint64_t words[4][8];
    __builtin_memcpy(words, &block, sizeof words);
    const std::size_t end = count - at < 32 ? count - at : 32;
    for (std::size_t i = 0; i < end; ++i) {
      leavers[found] = static_cast<std::uint32_t>(at + i);
      found += words[i / 8][i % 8] < threshold[cell[at + i]];
    }
#endif
  }
  return found;
}

void words(const std::uint32_t* person, std::size_t count, std::uint32_t member, std::uint32_t when_why, std::uint64_t seed, std::uint32_t* out) {
  for (std::size_t at = 0; at < count; at += 8) {
    const Block block = philox(all_bits(member), load_words(person + at), all_bits(when_why), all_bits(0), seed);
    std::uint64_t wide[4][8];
    __builtin_memcpy(wide, &block, sizeof wide);
    for (std::size_t w = 0; w < 4; ++w) {
      for (std::size_t i = 0; i < 8; ++i) out[4 * at + 8 * w + i] = static_cast<std::uint32_t>(wide[w][i]);
    }
  }
}

}  // namespace NUZUH_ISA
}  // namespace nuzuh::movement
