#pragma once
// Eight doubles that are worked on together, on AVX-512, AVX2 or plain SSE2 (or any other machine), with the same bits out of all:
// only IEEE operations that are exactly rounded everywhere, no fused multiply-add, logarithm and exponential of our own.
// Include it only from files that define NUZUH_ISA (a namespace of their own), so that code built for one machine never serves another.

#if defined(__x86_64__)
#include <immintrin.h>
#endif
#include <cstdint>

namespace nuzuh::movement {
namespace NUZUH_ISA {

inline constexpr int k_lanes = 8;

#if defined(__AVX512F__) && defined(__AVX512DQ__)
inline constexpr int k_native = 8;
#elif defined(__AVX2__)
inline constexpr int k_native = 4;
#else
inline constexpr int k_native = 2;
#endif
inline constexpr int k_parts = k_lanes / k_native;

typedef double NativeReal __attribute__((vector_size(8 * k_native)));
typedef std::int64_t NativeWord __attribute__((vector_size(8 * k_native)));
typedef std::uint64_t NativeBits __attribute__((vector_size(8 * k_native)));

struct Reals { NativeReal part[k_parts]; };
struct Bits { NativeBits part[k_parts]; };
#if defined(__AVX512F__) && defined(__AVX512DQ__)
struct Mask { __mmask8 bits; };
#else
struct Mask { NativeWord part[k_parts]; };
#endif

#define NUZUH_INLINE static inline __attribute__((always_inline))
#define NUZUH_EACH_PART _Pragma("GCC unroll 4") for (int i = 0; i < k_parts; ++i)

NUZUH_INLINE Reals all(double x) {
  Reals r;
  NUZUH_EACH_PART r.part[i] = x - NativeReal{};
  return r;
}
NUZUH_INLINE Bits all_bits(std::uint64_t x) {
  Bits r;
  NUZUH_EACH_PART r.part[i] = x - NativeBits{};
  return r;
}
// Part by part: a copy of the whole would go through narrower registers, and the loads would wait for the stores.
typedef NativeReal LooseReal __attribute__((aligned(8), may_alias));
NUZUH_INLINE Reals load(const double* from) {
  Reals r;
  NUZUH_EACH_PART r.part[i] = *reinterpret_cast<const LooseReal*>(from + i * k_native);
  return r;
}
NUZUH_INLINE void store(double* to, const Reals& x) {
  NUZUH_EACH_PART *reinterpret_cast<LooseReal*>(to + i * k_native) = x.part[i];
}

#define NUZUH_BINARY(op)                                  \
  NUZUH_INLINE Reals operator op(const Reals& a, const Reals& b) { \
    Reals r;                                              \
    NUZUH_EACH_PART r.part[i] = a.part[i] op b.part[i];   \
    return r;                                             \
  }
NUZUH_BINARY(+)
NUZUH_BINARY(-)
NUZUH_BINARY(*)
NUZUH_BINARY(/)
#undef NUZUH_BINARY
#define NUZUH_BINARY(op)                                \
  NUZUH_INLINE Bits operator op(const Bits& a, const Bits& b) {  \
    Bits r;                                             \
    NUZUH_EACH_PART r.part[i] = a.part[i] op b.part[i]; \
    return r;                                           \
  }
NUZUH_BINARY(+)
NUZUH_BINARY(-)
NUZUH_BINARY(^)
NUZUH_BINARY(&)
NUZUH_BINARY(|)
#undef NUZUH_BINARY
NUZUH_INLINE Bits operator>>(const Bits& a, int n) {
  Bits r;
  NUZUH_EACH_PART r.part[i] = a.part[i] >> n;
  return r;
}
NUZUH_INLINE Bits operator<<(const Bits& a, int n) {
  Bits r;
  NUZUH_EACH_PART r.part[i] = a.part[i] << n;
  return r;
}
NUZUH_INLINE Bits bits_of(const Reals& x) {
  Bits r;
  NUZUH_EACH_PART r.part[i] = (NativeBits)x.part[i];
  return r;
}
NUZUH_INLINE Reals reals_of(const Bits& x) {
  Reals r;
  NUZUH_EACH_PART r.part[i] = (NativeReal)x.part[i];
  return r;
}

/// The low halves multiplied: 32 x 32 -> 64 bits.
NUZUH_INLINE Bits multiply_low(const Bits& a, const Bits& b) {
  Bits r;
  NUZUH_EACH_PART {
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    r.part[i] = (NativeBits)_mm512_mul_epu32((__m512i)a.part[i], (__m512i)b.part[i]);
#elif defined(__AVX2__)
    r.part[i] = (NativeBits)_mm256_mul_epu32((__m256i)a.part[i], (__m256i)b.part[i]);
#elif defined(__x86_64__)
    r.part[i] = (NativeBits)_mm_mul_epu32((__m128i)a.part[i], (__m128i)b.part[i]);
#else
    r.part[i] = (a.part[i] & 0xffffffffu) * (b.part[i] & 0xffffffffu);
#endif
  }
  return r;
}

NUZUH_INLINE Reals square_root(const Reals& x) {
  Reals r;
  NUZUH_EACH_PART {
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    r.part[i] = (NativeReal)_mm512_sqrt_pd((__m512d)x.part[i]);
#elif defined(__AVX2__)
    r.part[i] = (NativeReal)_mm256_sqrt_pd((__m256d)x.part[i]);
#elif defined(__x86_64__)
    r.part[i] = (NativeReal)_mm_sqrt_pd((__m128d)x.part[i]);
#else
    for (int k = 0; k < k_native; ++k) r.part[i][k] = __builtin_sqrt(x.part[i][k]);
#endif
  }
  return r;
}

#if defined(__AVX512F__) && defined(__AVX512DQ__)
NUZUH_INLINE Mask less(const Reals& a, const Reals& b) { return {_mm512_cmp_pd_mask(a.part[0], b.part[0], _CMP_LT_OQ)}; }
NUZUH_INLINE Mask at_most(const Reals& a, const Reals& b) { return {_mm512_cmp_pd_mask(a.part[0], b.part[0], _CMP_LE_OQ)}; }
NUZUH_INLINE Reals choose(Mask m, const Reals& yes, const Reals& no) {
  return {{(NativeReal)_mm512_mask_blend_pd(m.bits, no.part[0], yes.part[0])}};
}
NUZUH_INLINE Mask operator&(Mask a, Mask b) { return {static_cast<__mmask8>(a.bits & b.bits)}; }
NUZUH_INLINE Mask operator|(Mask a, Mask b) { return {static_cast<__mmask8>(a.bits | b.bits)}; }
NUZUH_INLINE Mask operator~(Mask a) { return {static_cast<__mmask8>(~a.bits)}; }
NUZUH_INLINE unsigned lane_bits(Mask m) { return m.bits; }
#else
NUZUH_INLINE Mask less(const Reals& a, const Reals& b) {
  Mask r;
  NUZUH_EACH_PART r.part[i] = a.part[i] < b.part[i];
  return r;
}
NUZUH_INLINE Mask at_most(const Reals& a, const Reals& b) {
  Mask r;
  NUZUH_EACH_PART r.part[i] = a.part[i] <= b.part[i];
  return r;
}
NUZUH_INLINE Reals choose(const Mask& m, const Reals& yes, const Reals& no) {
  Reals r;
  NUZUH_EACH_PART r.part[i] = (NativeReal)((m.part[i] & (NativeWord)yes.part[i]) | (~m.part[i] & (NativeWord)no.part[i]));
  return r;
}
NUZUH_INLINE Mask operator&(const Mask& a, const Mask& b) {
  Mask r;
  NUZUH_EACH_PART r.part[i] = a.part[i] & b.part[i];
  return r;
}
NUZUH_INLINE Mask operator|(const Mask& a, const Mask& b) {
  Mask r;
  NUZUH_EACH_PART r.part[i] = a.part[i] | b.part[i];
  return r;
}
NUZUH_INLINE Mask operator~(const Mask& a) {
  Mask r;
  NUZUH_EACH_PART r.part[i] = ~a.part[i];
  return r;
}
NUZUH_INLINE unsigned lane_bits(const Mask& m) {
  unsigned bits = 0;
  NUZUH_EACH_PART {
#if defined(__AVX2__)
    bits |= static_cast<unsigned>(_mm256_movemask_pd((__m256d)m.part[i])) << (i * k_native);
#elif defined(__x86_64__)
    bits |= static_cast<unsigned>(_mm_movemask_pd((__m128d)m.part[i])) << (i * k_native);
#else
    for (int k = 0; k < k_native; ++k) bits |= static_cast<unsigned>(m.part[i][k] & 1) << (i * k_native + k);
#endif
  }
  return bits;
}
#endif

/// Lanes that have a bit (or one of several) set.
NUZUH_INLINE Mask has_bit(const Bits& x, std::uint64_t bit) {
#if defined(__AVX512F__) && defined(__AVX512DQ__)
  return {_mm512_test_epi64_mask((__m512i)x.part[0], _mm512_set1_epi64(static_cast<long long>(bit)))};
#else
  Mask r;
  NUZUH_EACH_PART r.part[i] = (NativeWord)((x.part[i] & bit) != 0);
  return r;
#endif
}

NUZUH_INLINE bool any(const Mask& m) { return lane_bits(m) != 0; }
NUZUH_INLINE Reals smaller(const Reals& a, const Reals& b) { return choose(less(a, b), a, b); }
NUZUH_INLINE Reals larger(const Reals& a, const Reals& b) { return choose(less(a, b), b, a); }
NUZUH_INLINE Reals magnitude(const Reals& x) { return reals_of(bits_of(x) & all_bits(0x7fffffffffffffffULL)); }

/// Whole numbers below 2^51: the nearest (ties to even), then the one not above.
NUZUH_INLINE Reals round_down(const Reals& x) {
  const Reals magic = all(6755399441055744.0);  // 1.5 * 2^52
  const Reals nearest = (x + magic) - magic;
  return choose(less(x, nearest), nearest - all(1.0), nearest);
}

/// A uniform in (0, 1) from a high and a low word of 32 bits: 52 bits and a half, as rng::Stream has it.
NUZUH_INLINE Reals open_unit(const Bits& high, const Bits& low) {
  const Bits k = ((high << 32) | low) >> 12;
  return (reals_of(k | all_bits(0x3ff0000000000000ULL)) - all(1.0)) + all(0x1p-53);
}

/// Natural logarithm of a positive normal number; relative error below 4e-16 (fdlibm's reduction and minimax series).
NUZUH_INLINE Reals logarithm(const Reals& x) {
  const Bits b = bits_of(x);
  // Mantissa into [sqrt(1/2), sqrt 2): the exponent is taken after adding what lifts sqrt(1/2) to the next power.
  const Bits shifted = b + all_bits(0x00095f6200000000ULL);
  const Bits exponent = shifted >> 52;
  const Bits mantissa = ((shifted & all_bits(0x000fffffffffffffULL)) + all_bits(0x3fe6a09e00000000ULL));
  const Reals f = reals_of(mantissa) - all(1.0);
  const Reals e = (reals_of(exponent | all_bits(0x4330000000000000ULL)) - all(4503599627370496.0)) - all(1023.0);
  const Reals s = f / (all(2.0) + f);
  const Reals z = s * s, w = z * z;
  const Reals t1 = w * (all(3.999999999940941908e-01) + w * (all(2.222219843214978396e-01) + w * all(1.531383769920937332e-01)));
  const Reals t2 = z * (all(6.666666666666735130e-01) +
                        w * (all(2.857142874366239149e-01) + w * (all(1.818357216161805012e-01) + w * all(1.479819860511658591e-01))));
  const Reals half_square = all(0.5) * f * f;
  return e * all(6.93147180369123816490e-01) -
         ((half_square - (s * (half_square + (t1 + t2)) + e * all(1.90821492927058770002e-10))) - f);
}

/// exp(x) for -700 < x <= 0; relative error below 1e-15. (Taylor's series to the 13th power on |r| <= ln2 / 2.)
NUZUH_INLINE Reals exponential(const Reals& x) {
  const Reals magic = all(6755399441055744.0);
  const Reals shifted = x * all(1.44269504088896338700e+00) + magic;
  const Reals k = shifted - magic;
  const Reals r = (x - k * all(6.93147180369123816490e-01)) - k * all(1.90821492927058770002e-10);
  Reals p = all(1.0 / 6227020800.0);
  const double c[] = {1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040,
                      1.0 / 720,       1.0 / 120,      1.0 / 24,      1.0 / 6,      0.5,         1.0, 1.0};
  _Pragma("GCC unroll 16") for (const double ci : c) p = p * r + all(ci);
  // 2^k: the low bits of `shifted` hold k.
  const Bits scale = (bits_of(shifted) + all_bits(1023)) << 52;
  return p * reals_of(scale);
}

/// The keys of Philox's ten rounds, made once for many blocks: the rounds read them from memory, which costs less than to broadcast them.
struct PhiloxKeys {
  std::uint64_t of_round[2][10];

  explicit PhiloxKeys(std::uint64_t seed) {
    std::uint32_t k0 = static_cast<std::uint32_t>(seed), k1 = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < 10; ++round, k0 += 0x9E3779B9u, k1 += 0xBB67AE85u) of_round[0][round] = k0, of_round[1][round] = k1;
  }
};

/// Philox4x32-10 (Salmon et al., SC11), eight counters at once; each word in the low half of its lane. Equal to Random123's.
struct Block { Bits word[4]; };
NUZUH_INLINE Block philox(Bits c0, Bits c1, Bits c2, Bits c3, const PhiloxKeys& keys) {
  const Bits m0 = all_bits(0xD2511F53u), m1 = all_bits(0xCD9E8D57u), low = all_bits(0xffffffffu);
  _Pragma("GCC unroll 10") for (int round = 0; round < 10; ++round) {
    const Bits a = multiply_low(c0, m0), b = multiply_low(c2, m1);
    // The high halves may carry rubbish between rounds: multiply_low and the shifts of the products read the low halves only.
    const Bits n0 = (b >> 32) ^ c1 ^ all_bits(keys.of_round[0][round]), n2 = (a >> 32) ^ c3 ^ all_bits(keys.of_round[1][round]);
    c0 = n0;
    c1 = b;
    c2 = n2;
    c3 = a;
  }
  return {{c0 & low, c1 & low, c2 & low, c3 & low}};
}

typedef NativeBits LooseBits __attribute__((aligned(8), may_alias));
NUZUH_INLINE Bits load_bits(const std::uint64_t* from) {
  Bits r;
  NUZUH_EACH_PART r.part[i] = *reinterpret_cast<const LooseBits*>(from + i * k_native);
  return r;
}

/// Each of the eight lanes as four whole numbers of 16 bits with a sign.
typedef std::int16_t NativePieces __attribute__((vector_size(8 * k_native)));
NUZUH_INLINE Bits four_times(const Bits& x) {
  const Bits twice = x | (x << 16);
  return twice | (twice << 32);
}
/// All ones where a < b.
NUZUH_INLINE Bits pieces_below(const Bits& a, const Bits& b) {
  Bits r;
  NUZUH_EACH_PART r.part[i] = (NativeBits)((NativePieces)a.part[i] < (NativePieces)b.part[i]);
  return r;
}
/// `count` with one more in every piece where a < b.
NUZUH_INLINE Bits count_below(const Bits& count, const Bits& a, const Bits& b) {
  Bits r;
  NUZUH_EACH_PART {
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    const auto c = (__m512i)count.part[i];
    r.part[i] = (NativeBits)_mm512_mask_sub_epi16(c, _mm512_cmplt_epi16_mask((__m512i)a.part[i], (__m512i)b.part[i]), c, _mm512_set1_epi16(-1));
#else
    r.part[i] = (NativeBits)((NativePieces)count.part[i] - (NativePieces)((NativePieces)a.part[i] < (NativePieces)b.part[i]));
#endif
  }
  return r;
}
/// The four pieces of a lane added up; each is below 256.
NUZUH_INLINE Reals sum_of_pieces(const Bits& x) {
  Bits sum;
  NUZUH_EACH_PART {
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    sum.part[i] = (NativeBits)_mm512_sad_epu8((__m512i)x.part[i], _mm512_setzero_si512());
#elif defined(__AVX2__)
    sum.part[i] = (NativeBits)_mm256_sad_epu8((__m256i)x.part[i], _mm256_setzero_si256());
#elif defined(__x86_64__)
    sum.part[i] = (NativeBits)_mm_sad_epu8((__m128i)x.part[i], _mm_setzero_si128());
#else
    const NativeBits pairs = x.part[i] + (x.part[i] >> 32);
    sum.part[i] = (pairs + (pairs >> 16)) & 0xffff;
#endif
  }
  return reals_of(sum | all_bits(0x4330000000000000ULL)) - all(4503599627370496.0);  // 2^52
}
/// Pieces that are equal, gathered over many comparisons.
#if defined(__AVX512F__) && defined(__AVX512DQ__)
struct PieceMask { __mmask32 bits; };
NUZUH_INLINE PieceMask no_pieces() { return {0}; }
NUZUH_INLINE PieceMask pieces_equal(const Bits& a, const Bits& b) { return {_mm512_cmpeq_epi16_mask((__m512i)a.part[0], (__m512i)b.part[0])}; }
NUZUH_INLINE PieceMask operator|(PieceMask a, PieceMask b) { return {a.bits | b.bits}; }
NUZUH_INLINE unsigned lanes_of(PieceMask m, const Bits& only) {
  const std::uint32_t there = m.bits & _mm512_movepi16_mask((__m512i)only.part[0]);
  return there ? _mm512_test_epi64_mask(_mm512_movm_epi16(there), _mm512_movm_epi16(there)) : 0;
}
#else
struct PieceMask { Bits bits; };
NUZUH_INLINE PieceMask no_pieces() { return {all_bits(0)}; }
NUZUH_INLINE PieceMask pieces_equal(const Bits& a, const Bits& b) {
  PieceMask r;
  NUZUH_EACH_PART r.bits.part[i] = (NativeBits)((NativePieces)a.part[i] == (NativePieces)b.part[i]);
  return r;
}
NUZUH_INLINE PieceMask operator|(const PieceMask& a, const PieceMask& b) { return {a.bits | b.bits}; }
/// Lanes with a piece in both.
NUZUH_INLINE unsigned lanes_of(const PieceMask& m, const Bits& only) { return lane_bits(has_bit(m.bits & only, ~std::uint64_t{0})); }
#endif

/// Eight 32-bit words from memory, one a lane.
NUZUH_INLINE Bits load_words(const std::uint32_t* from) {
#if defined(__AVX512F__) && defined(__AVX512DQ__)
  return {{(NativeBits)_mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)))}};
#else
  Bits r;
  NUZUH_EACH_PART for (int k = 0; k < k_native; ++k) r.part[i][k] = from[i * k_native + k];
  return r;
#endif
}

}  // namespace NUZUH_ISA
}  // namespace nuzuh::movement
