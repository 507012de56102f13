#include "nuzuh/movement/sampler.hpp"

namespace nuzuh::movement {

#define NUZUH_DECLARE(isa)                                                                                \
  namespace isa {                                                                                         \
  void draw_binomials(const BinomialBatch& batch);                                                        \
  void philox_eight(const std::uint32_t (*counter)[8], std::uint64_t seed, std::uint32_t (*out)[8]);      \
  }
NUZUH_DECLARE(on_scalar)
NUZUH_DECLARE(on_avx2)
NUZUH_DECLARE(on_avx512)
#undef NUZUH_DECLARE

std::string_view to_string(Isa isa) {
  switch (isa) {
    case Isa::scalar: return "plain";
    case Isa::avx2: return "AVX2";
    case Isa::avx512: return "AVX-512";
  }
  return "";
}

Isa best_isa() {
#if defined(__x86_64__)
  static const Isa best = [] {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl")) {
      return Isa::avx512;
    }
    return __builtin_cpu_supports("avx2") ? Isa::avx2 : Isa::scalar;
  }();
  return best;
#else
  return Isa::scalar;
#endif
}

BinomialSampler binomial_sampler(Isa isa) {
  return isa == Isa::avx512 ? on_avx512::draw_binomials : isa == Isa::avx2 ? on_avx2::draw_binomials : on_scalar::draw_binomials;
}

PhiloxLanes philox_lanes(Isa isa) {
  return isa == Isa::avx512 ? on_avx512::philox_eight : isa == Isa::avx2 ? on_avx2::philox_eight : on_scalar::philox_eight;
}

}  // namespace nuzuh::movement
