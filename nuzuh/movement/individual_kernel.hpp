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
    // Word w of lane l belongs to person at + 4 l + w.
    const __m512i lane = _mm512_set_epi64(28, 24, 20, 16, 12, 8, 4, 0);
    unsigned mask = 0;
    for (int w = 0; w < 4; ++w) {
      const __m256i index = _mm512_cvtepi64_epi32(_mm512_add_epi64(lane, _mm512_set1_epi64(w)));
      const __m256i cells = _mm256_i32gather_epi32(reinterpret_cast<const int*>(cell + at), index, 4);
      const __m512i limit = _mm512_i32gather_epi64(cells, reinterpret_cast<const long long*>(threshold), 8);
      const unsigned hit = _mm512_cmplt_epu64_mask((__m512i)block.word[w].part[0], limit);
      // Bits of lanes go to every fourth place.
      for (unsigned left = hit; left; left &= left - 1) mask |= 1u << (4 * __builtin_ctz(left) + w);
    }
    if (at + 32 > count) mask &= (1u << (count - at)) - 1u;
    for (; mask; mask &= mask - 1) leavers[found++] = static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(__builtin_ctz(mask));
#else
    std::uint64_t words[4][8];
    __builtin_memcpy(words, &block, sizeof words);
    const std::size_t end = count - at < 32 ? count - at : 32;
    for (std::size_t i = 0; i < end; ++i) {
      leavers[found] = static_cast<std::uint32_t>(at + i);
      found += words[i % 4][i / 4] < threshold[cell[at + i]];
    }
#endif
  }
  return found;
}

}  // namespace NUZUH_ISA
}  // namespace nuzuh::movement
