// Who leaves, and which way they take: the vector loops of the individual engine, compiled once for each kind of machine.

#include "nuzuh/movement/lanes.hpp"
#include "nuzuh/movement/people_kernels.hpp"

namespace nuzuh::movement {
namespace NUZUH_ISA {

/// 32 words: word (i / 8) of block i % 8 belongs to the i-th person.
NUZUH_INLINE Block draw(const WordSource& source, const PhiloxKeys& keys, std::size_t at) {
  std::uint32_t index[8];
  for (std::uint32_t i = 0; i < 8; ++i) index[i] = source.first + static_cast<std::uint32_t>(at / 4) + i;
  return philox(all_bits(source.member), all_bits(source.entity), all_bits(source.when_why), load_words(index), keys);
}

#if defined(__AVX512F__) && defined(__AVX512DQ__)
/// The words of half a block, one a 32-bit lane.
NUZUH_INLINE __m512i half_words(const Block& block, int half) {
  const __m256i low = _mm512_cvtepi64_epi32((__m512i)block.word[2 * half].part[0]), high = _mm512_cvtepi64_epi32((__m512i)block.word[2 * half + 1].part[0]);
  return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
}
NUZUH_INLINE __mmask16 first_lanes(std::size_t n) { return static_cast<__mmask16>(n >= 16 ? 0xffffu : (1u << n) - 1u); }
#endif

static std::size_t select(std::uint32_t* person, std::size_t count, std::uint64_t threshold, const WordSource& source, std::uint32_t* leaver,
                          std::uint32_t* word) {
  const PhiloxKeys keys(source.seed);
  std::size_t found = 0, stayed = 0;
  for (std::size_t at = 0; at < count; at += 32) {
    const Block block = draw(source, keys, at);
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    const bool certain = threshold >> 32 != 0;
    const __m512i limit = _mm512_set1_epi32(static_cast<int>(threshold));
    for (int half = 0; half < 2 && at + 16 * static_cast<std::size_t>(half) < count; ++half) {
      const std::size_t base = at + 16 * static_cast<std::size_t>(half);
      const __mmask16 valid = first_lanes(count - base);
      const __m512i words = half_words(block, half), people = _mm512_loadu_si512(person + base);
      const __mmask16 go = certain ? valid : _mm512_mask_cmplt_epu32_mask(valid, words, limit);
      _mm512_storeu_si512(leaver + found, _mm512_maskz_compress_epi32(go, people));
      _mm512_storeu_si512(word + found, _mm512_maskz_compress_epi32(go, words));
      const auto leaving = static_cast<std::size_t>(__builtin_popcount(go));
      const std::size_t here = count - base < 16 ? count - base : 16;
      // Only behind what has been read: stayed <= base.
      _mm512_storeu_si512(person + stayed, _mm512_maskz_compress_epi32(static_cast<__mmask16>(valid & ~go), people));
      found += leaving;
      stayed += here - leaving;
    }
#else
    std::uint64_t words[4][8];
    __builtin_memcpy(words, &block, sizeof words);
    const std::size_t end = count - at < 32 ? count - at : 32;
    for (std::size_t i = 0; i < end; ++i) {
      const std::uint32_t who = person[at + i];
      const bool go = words[i / 8][i % 8] < threshold;
      leaver[found] = who;
      word[found] = static_cast<std::uint32_t>(words[i / 8][i % 8]);
      person[stayed] = who;
      found += go;
      stayed += !go;
    }
#endif
  }
  return found;
}

static void gaps(double inverse_log, const WordSource& source, double* gap, std::uint32_t* word) {
  const Block block = draw(source, PhiloxKeys(source.seed), 0);
  store(gap, round_down(logarithm(open_unit(block.word[0], block.word[1])) * all(inverse_log)));
  std::uint64_t words[8];
  __builtin_memcpy(words, &block.word[2], sizeof words);
  for (int i = 0; i < 8; ++i) word[i] = static_cast<std::uint32_t>(words[i]);
}

#if defined(__AVX512F__) && defined(__AVX512DQ__)
/// Adds those of 16 people whom the mask names, with their kilometres (of the first eight, of the last eight), to a list of `count`.
static inline void append(__mmask16 mask, __m512i people, __m512d low, __m512d high, std::uint32_t* person, double* moved, std::size_t& count) {
  const auto first = static_cast<__mmask8>(mask), second = static_cast<__mmask8>(mask >> 8);
  _mm512_storeu_si512(person + count, _mm512_maskz_compress_epi32(mask, people));
  _mm512_storeu_pd(moved + count, _mm512_maskz_compress_pd(first, low));
  _mm512_storeu_pd(moved + count + __builtin_popcount(first), _mm512_maskz_compress_pd(second, high));
  count += static_cast<std::size_t>(__builtin_popcount(mask));
}
#endif

static void part(const std::uint32_t* person, const double* moved, const std::uint32_t* word, std::size_t count, const Way* ways, std::size_t n,
                 bool certain, bool remaining, const WordSource& source, Parting& out) {
  const PhiloxKeys keys(source.seed);
  for (std::size_t way = 0; way < n; ++way) out.on_count[way] = out.out_count[way] = 0;
  out.stay_count = 0;
  for (std::size_t at = 0; at < count; at += 32) {
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    Block block;
    if (!word) block = draw(source, keys, at);
    for (int half = 0; half < 2 && at + 16 * static_cast<std::size_t>(half) < count; ++half) {
      const std::size_t base = at + 16 * static_cast<std::size_t>(half);
      const __m512i words = word ? _mm512_loadu_si512(word + base) : half_words(block, half);
      const __m512i people = _mm512_loadu_si512(person + base);
      const __m512d low = _mm512_loadu_pd(moved + base), high = _mm512_loadu_pd(moved + base + 8);
      __mmask16 left = first_lanes(count - base);
      for (std::size_t k = 0; k < n; ++k) {
        const Way& way = ways[k];
        const __mmask16 taken =
            certain && k + 1 == n ? left : _mm512_mask_cmplt_epu32_mask(left, words, _mm512_set1_epi32(static_cast<int>(way.upto)));
        left = static_cast<__mmask16>(left & ~taken);
        const __m512d length = _mm512_set1_pd(way.length_km), limit = _mm512_set1_pd(way.limit_km);
        const __m512d to_low = _mm512_add_pd(low, length), to_high = _mm512_add_pd(high, length);
        unsigned within = static_cast<unsigned>(_mm512_cmp_pd_mask(to_low, limit, _CMP_LT_OQ)) |
                          static_cast<unsigned>(_mm512_cmp_pd_mask(to_high, limit, _CMP_LT_OQ)) << 8;
        if (remaining) {
          within &= static_cast<unsigned>(_mm512_cmp_pd_mask(length, _mm512_sub_pd(limit, low), _CMP_LT_OQ)) |
                    static_cast<unsigned>(_mm512_cmp_pd_mask(length, _mm512_sub_pd(limit, high), _CMP_LT_OQ)) << 8;
        }
        const auto on = static_cast<__mmask16>(taken & within), over = static_cast<__mmask16>(taken & ~within);
        if (on) append(on, people, to_low, to_high, out.on_person[k], out.on_moved[k], out.on_count[k]);
        if (over) append(over, people, low, high, out.out_person[k], out.out_moved[k], out.out_count[k]);
      }
      _mm512_storeu_si512(out.stay_person + out.stay_count, _mm512_maskz_compress_epi32(left, people));
      out.stay_count += static_cast<std::size_t>(__builtin_popcount(left));
    }
#else
    std::uint64_t drawn[4][8];
    if (!word) {
      const Block block = draw(source, keys, at);
      __builtin_memcpy(drawn, &block, sizeof drawn);
    }
    const std::size_t end = count - at < 32 ? count - at : 32;
    for (std::size_t i = 0; i < end; ++i) {
      const std::uint32_t who = person[at + i];
      const auto w = word ? word[at + i] : static_cast<std::uint32_t>(drawn[i / 8][i % 8]);
      std::size_t k = 0;  // ways that the word is not below
      for (std::size_t j = 0; j < n; ++j) k += w >= ways[j].upto;
      if (k == n && certain) k = n - 1;
      if (k == n) {
        out.stay_person[out.stay_count++] = who;
        continue;
      }
      const Way& way = ways[k];
      const double before = moved[at + i], to = before + way.length_km;
      const bool on = to < way.limit_km && (!remaining || way.length_km < way.limit_km - before);
      out.on_person[k][out.on_count[k]] = who;
      out.on_moved[k][out.on_count[k]] = to;
      out.on_count[k] += on;
      out.out_person[k][out.out_count[k]] = who;
      out.out_moved[k][out.out_count[k]] = before;
      out.out_count[k] += !on;
    }
#endif
  }
}

static void words(const std::uint32_t* entity, const std::uint32_t* index, std::size_t count, const WordSource& source, std::uint32_t* out) {
  const PhiloxKeys keys(source.seed);
  for (std::size_t at = 0; at < count; at += 8) {
    const Block block = philox(all_bits(source.member), load_words(entity + at), all_bits(source.when_why), index ? load_words(index + at) : all_bits(0), keys);
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    _mm512_storeu_si512(out + 4 * at, half_words(block, 0));
    _mm512_storeu_si512(out + 4 * at + 16, half_words(block, 1));
#else
    std::uint64_t wide[4][8];
    __builtin_memcpy(wide, &block, sizeof wide);
    for (std::size_t w = 0; w < 4; ++w) {
      for (std::size_t i = 0; i < 8; ++i) out[4 * at + 8 * w + i] = static_cast<std::uint32_t>(wide[w][i]);
    }
#endif
  }
}

PeopleKernels people_kernels() { return {select, gaps, part, words}; }

}  // namespace NUZUH_ISA
}  // namespace nuzuh::movement
