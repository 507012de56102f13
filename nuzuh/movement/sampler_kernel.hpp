// The binomial sampler, compiled once for each kind of machine (sampler_avx512.cpp, sampler_avx2.cpp, sampler_scalar.cpp).
// No standard-library code in here: an inline function of it, built for AVX-512, must not end up serving an older machine.

#include "nuzuh/movement/lanes.hpp"
#include "nuzuh/movement/sampler.hpp"

namespace nuzuh::movement {
namespace NUZUH_ISA {
namespace {

constexpr std::size_t k_chunk = 512;      // elements worked on together: their lists stay in the first-level cache
constexpr double k_inversion_below = 10;  // n min(p, q): BTRS is valid from 10 on
constexpr double k_tiny = 15;             // up to this n, q^n is made of multiplications

/// Draws that wait for more work, closed up so that no lane idles.
struct Waiting {
  std::size_t size = 0;
  alignas(64) double n[k_chunk + 8], p[k_chunk + 8], u[k_chunk + 8], v[k_chunk + 8];
  alignas(64) std::uint64_t element[k_chunk + 8];

  __attribute__((always_inline)) void add(const Mask& which, std::size_t first, const Reals& n_, const Reals& p_, const Reals& u_,
                                          const Reals& v_) {
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    const __m512i ids = _mm512_add_epi64(_mm512_set1_epi64(static_cast<long long>(first)), _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0));
    _mm512_storeu_pd(n + size, _mm512_maskz_compress_pd(which.bits, (__m512d)n_.part[0]));
    _mm512_storeu_pd(p + size, _mm512_maskz_compress_pd(which.bits, (__m512d)p_.part[0]));
    _mm512_storeu_pd(u + size, _mm512_maskz_compress_pd(which.bits, (__m512d)u_.part[0]));
    _mm512_storeu_pd(v + size, _mm512_maskz_compress_pd(which.bits, (__m512d)v_.part[0]));
    _mm512_storeu_si512(element + size, _mm512_maskz_compress_epi64(which.bits, ids));
    size += static_cast<std::size_t>(__builtin_popcount(which.bits));
#else
    unsigned bits = lane_bits(which);
    if (!bits) return;
    alignas(64) double a[8], b[8], c[8], d[8];
    store(a, n_), store(b, p_), store(c, u_), store(d, v_);
    for (; bits; bits &= bits - 1) {
      const int i = __builtin_ctz(bits);
      n[size] = a[i], p[size] = b[i], u[size] = c[i], v[size] = d[i];
      element[size++] = first + static_cast<std::size_t>(i);
    }
#endif
  }

  /// Fills the last vector with draws that end at once.
  void pad() {
    for (std::size_t i = size; i < size + 8; ++i) n[i] = p[i] = 0, u[i] = v[i] = 0.5, element[i] = ~std::uint64_t{0};
  }
};

/// The constants of BTRS, named as in the paper.
struct Btrs {
  Reals spq, b, a, c, vr;
};
NUZUH_INLINE Btrs btrs(const Reals& n, const Reals& p) {
  Btrs s;
  s.spq = square_root(n * p * (all(1.0) - p));
  s.b = all(1.15) + all(2.53) * s.spq;
  s.a = all(-0.0873) + all(0.0248) * s.b + all(0.01) * p;
  s.c = n * p + all(0.5);
  s.vr = all(0.92) - all(4.2) / s.b;
  return s;
}

/// log k! - ((k + 1/2) log(k + 1) - (k + 1) + log(2 pi) / 2): Stirling's tail; exact values up to 3, then the series (error < 5e-10).
NUZUH_INLINE Reals stirling_tail(const Reals& k) {
  const Reals i = all(1.0) / (k + all(1.0)), z = i * i;
  Reals t = i * (all(1.0 / 12) - z * (all(1.0 / 360) - z * (all(1.0 / 1260) - z * all(1.0 / 1680))));
  t = choose(less(k, all(3.5)), all(0.02079067210376509), t);
  t = choose(less(k, all(2.5)), all(0.02767792568499834), t);
  t = choose(less(k, all(1.5)), all(0.04134069595540929), t);
  return choose(less(k, all(0.5)), all(0.08106146679532726), t);
}

/// One attempt: the candidate and whether it is taken without looking (the squeeze).
struct Attempt {
  Reals k, us;
  Mask taken;
};
NUZUH_INLINE Attempt squeeze(const Btrs& s, const Reals& uniform, const Reals& v) {
  Attempt t;
  const Reals u = uniform - all(0.5);
  t.us = all(0.5) - magnitude(u);
  t.k = round_down((all(2.0) * s.a / t.us + s.b) * u + s.c);
  t.taken = at_most(all(0.07), t.us) & at_most(v, s.vr);
  return t;
}

NUZUH_INLINE Mask accept(const Btrs& s, const Attempt& t, const Reals& n, const Reals& p, const Reals& v) {
  const Reals one = all(1.0), q = one - p, r = p / q;
  const Reals alpha = (all(2.83) + all(5.1) / s.b) * s.spq;
  const Reals m = round_down((n + one) * p);
  const Mask possible = at_most(all(0.0), t.k) & at_most(t.k, n);
  const Reals k = choose(possible, t.k, m);
  const Reals nm = n - m + one, nk = n - k + one;
  const Reals bound = (m + all(0.5)) * logarithm((m + one) / (r * nm)) + (n + one) * logarithm(nm / nk) +
                      (k + all(0.5)) * logarithm(nk * r / (k + one)) + stirling_tail(m) + stirling_tail(n - m) - stirling_tail(k) -
                      stirling_tail(n - k);
  return possible & at_most(logarithm(v * alpha / (s.a / (t.us * t.us) + s.b)), bound);
}

void finish(const BinomialBatch& batch, const Waiting& list, std::size_t at, const Reals& k, unsigned lanes) {
  alignas(64) double value[8];
  store(value, k);
  for (; lanes; lanes &= lanes - 1) {
    const auto i = static_cast<std::size_t>(__builtin_ctz(lanes));
    double& out = batch.out[list.element[at + i]];  // holds n where p is mirrored, else 0: no branch that chance decides
    out = __builtin_fabs(out - value[i]);
  }
}

NUZUH_INLINE unsigned lanes_at(const Waiting& list, std::size_t at) {
  return list.size - at >= 8 ? 0xffu : (1u << (list.size - at)) - 1u;
}

/// The least k with P(X <= k) >= u, by adding up probabilities from 0; `first` is q^n.
NUZUH_INLINE Reals walk_up(const Reals& n, const Reals& odds, const Reals& u, const Reals& first, int limit) {
  static const double inverse[] = {
      1.0,      1.0 / 2,  1.0 / 3,  1.0 / 4,  1.0 / 5,  1.0 / 6,  1.0 / 7,  1.0 / 8,  1.0 / 9,  1.0 / 10, 1.0 / 11, 1.0 / 12, 1.0 / 13,
      1.0 / 14, 1.0 / 15, 1.0 / 16, 1.0 / 17, 1.0 / 18, 1.0 / 19, 1.0 / 20, 1.0 / 21, 1.0 / 22, 1.0 / 23, 1.0 / 24, 1.0 / 25, 1.0 / 26,
      1.0 / 27, 1.0 / 28, 1.0 / 29, 1.0 / 30, 1.0 / 31, 1.0 / 32, 1.0 / 33, 1.0 / 34, 1.0 / 35, 1.0 / 36, 1.0 / 37, 1.0 / 38, 1.0 / 39,
      1.0 / 40, 1.0 / 41, 1.0 / 42, 1.0 / 43, 1.0 / 44, 1.0 / 45, 1.0 / 46, 1.0 / 47, 1.0 / 48, 1.0 / 49, 1.0 / 50, 1.0 / 51, 1.0 / 52,
      1.0 / 53, 1.0 / 54, 1.0 / 55, 1.0 / 56, 1.0 / 57, 1.0 / 58, 1.0 / 59, 1.0 / 60, 1.0 / 61, 1.0 / 62, 1.0 / 63, 1.0 / 64};
  Reals term = first, sum = first, k = all(0.0), left = n;
  for (int i = 0; i < limit; i += 2) {
    if (!any(less(sum, u))) break;
    // Two steps for one look; a step past the end changes no k.
    for (int j = i; j < i + 2; ++j) {
      k = choose(less(sum, u), k + all(1.0), k);
      term = term * (odds * left) * all(inverse[j]);
      left = larger(left - all(1.0), all(0.0));
      sum = sum + term;
    }
  }
  return smaller(k, n);
}

void walk_tiny(const BinomialBatch& batch, Waiting& list) {
  list.pad();
  for (std::size_t at = 0; at < list.size; at += 8) {
    const Reals n = load(list.n + at), p = load(list.p + at), u = load(list.u + at);
    const Reals q = all(1.0) - p;
    // q^n by the bits of n (below 16), which lie at the end of n + 2^52.
    const Bits bits = bits_of(n + all(4503599627370496.0));
    const Reals q2 = q * q, q4 = q2 * q2, one = all(1.0);
    const Reals low = choose(has_bit(bits, 1), q, one) * choose(has_bit(bits, 2), q2, one);
    const Reals first = low * (choose(has_bit(bits, 4), q4, one) * choose(has_bit(bits, 8), q4 * q4, one));
    finish(batch, list, at, walk_up(n, p / q, u, first, 16), lanes_at(list, at));
  }
  list.size = 0;
}

void walk_small(const BinomialBatch& batch, Waiting& list) {
  list.pad();
  for (std::size_t at = 0; at < list.size; at += 8) {
    const Reals n = load(list.n + at), p = load(list.p + at), u = load(list.u + at);
    const Reals q = all(1.0) - p;
    // log(1 - p) with what 1 - p lost in rounding put back.
    const Reals log_q = logarithm(q) + ((all(1.0) - q) - p);
    finish(batch, list, at, walk_up(n, p / q, u, exponential(n * log_q), 64), lanes_at(list, at));
  }
  list.size = 0;
}

NUZUH_INLINE void draw_uniforms(const BinomialBatch& batch, const PhiloxKeys& keys, const Waiting& list, std::size_t at, std::uint32_t attempt, Reals& u, Reals& v) {
  alignas(64) std::uint32_t c[3][8];
  for (std::size_t i = 0; i < 8; ++i) {
    const std::uint64_t e = at + i < list.size ? list.element[at + i] : list.element[at];
    c[0][i] = batch.member[e], c[1][i] = batch.entity[e], c[2][i] = (batch.index[e] << k_attempt_bits) | attempt;
  }
  const Block block = philox(load_words(c[0]), load_words(c[1]), all_bits(batch.when_why), load_words(c[2]), keys);
  u = open_unit(block.word[0], block.word[1]);
  v = open_unit(block.word[2], block.word[3]);
}

/// The draws that the squeeze did not settle: the full test, then further attempts for what it rejects.
void reject(const BinomialBatch& batch, const PhiloxKeys& keys, Waiting& list, Waiting& again) {
  for (std::uint32_t attempt = 0; list.size; ++attempt) {
    list.pad();
    again.size = 0;
    for (std::size_t at = 0; at < list.size; at += 8) {
      const unsigned lanes = lanes_at(list, at);
      // The padding of the last vector: any valid numbers.
      const Mask real = less(all(0.0), load(list.n + at));
      const Reals n = choose(real, load(list.n + at), all(100.0)), p = choose(real, load(list.p + at), all(0.5));
      Reals u = load(list.u + at), v = load(list.v + at);
      if (attempt) draw_uniforms(batch, keys, list, at, attempt, u, v);
      const Btrs s = btrs(n, p);
      const Attempt t = squeeze(s, u, v);
      const Mask taken = t.taken | accept(s, t, n, p, v);
      const unsigned done = lane_bits(taken) & lanes;
      finish(batch, list, at, t.k, done);
      for (unsigned left = lanes & ~done; left; left &= left - 1) {
        const std::size_t i = at + static_cast<std::size_t>(__builtin_ctz(left));
        again.n[again.size] = list.n[i], again.p[again.size] = list.p[i], again.element[again.size++] = list.element[i];
      }
    }
    if (attempt + 1 == 1u << k_attempt_bits) {  // chance below 1e-40: the mode is as good as anything
      for (std::size_t i = 0; i < again.size; ++i) batch.out[again.element[i]] = static_cast<double>(
          static_cast<std::int64_t>(batch.n[again.element[i]] * batch.p[again.element[i]]));
      break;
    }
    list.size = again.size;
    __builtin_memcpy(list.n, again.n, again.size * sizeof(double));
    __builtin_memcpy(list.p, again.p, again.size * sizeof(double));
    __builtin_memcpy(list.element, again.element, again.size * sizeof(std::uint64_t));
  }
  list.size = 0;
}

}  // namespace

void draw_binomials(const BinomialBatch& batch) {
  const PhiloxKeys keys(batch.seed);
  Waiting tiny, small, big, again;
  for (std::size_t begin = 0; begin < batch.count; begin += k_chunk) {
    const std::size_t end = batch.count - begin < k_chunk ? batch.count : begin + k_chunk;
    for (std::size_t at = begin; at < end; at += 8) {
      const Reals n = load(batch.n + at), p = load(batch.p + at);
      const Mask flipped = less(all(0.5), p);
      const Reals low = choose(flipped, all(1.0) - p, p), mean = n * low;
      const Mask live = less(all(0.0), mean);
      store(batch.out + at, choose(flipped, n, all(0.0)));
      if (!any(live)) continue;
      const Block block = philox(load_words(batch.member + at), load_words(batch.entity + at), all_bits(batch.when_why),
                                 load_words(batch.index + at) << k_attempt_bits, keys);
      const Reals u = open_unit(block.word[0], block.word[1]), v = open_unit(block.word[2], block.word[3]);
      const Mask inversion = live & less(mean, all(k_inversion_below));
      const Mask few = inversion & at_most(n, all(k_tiny));
      tiny.add(few, at, n, low, u, v);
      small.add(inversion & ~few, at, n, low, u, v);
      const Mask many = live & ~inversion;
      if (!any(many)) continue;
      const Btrs s = btrs(choose(many, n, all(100.0)), choose(many, low, all(0.5)));
      const Attempt t = squeeze(s, u, v);
      const Mask taken = many & t.taken;
      store(batch.out + at, choose(taken, choose(flipped, n - t.k, t.k), load(batch.out + at)));
      big.add(many & ~t.taken, at, n, low, u, v);
    }
    walk_tiny(batch, tiny);
    walk_small(batch, small);
    reject(batch, keys, big, again);
  }
}

void philox_eight(const std::uint32_t (*counter)[8], std::uint64_t seed, std::uint32_t (*out)[8]) {
  const Block block = philox(load_words(counter[0]), load_words(counter[1]), load_words(counter[2]), load_words(counter[3]), PhiloxKeys(seed));
  for (int w = 0; w < 4; ++w) {
    std::uint64_t words[8];
    __builtin_memcpy(words, &block.word[w], sizeof words);
    for (int i = 0; i < 8; ++i) out[w][i] = static_cast<std::uint32_t>(words[i]);
  }
}

}  // namespace NUZUH_ISA
}  // namespace nuzuh::movement
