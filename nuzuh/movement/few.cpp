#include "nuzuh/movement/few.hpp"

#include <algorithm>
#include <cstring>

#include <Random123/philox.h>

namespace nuzuh::movement {

#define NUZUH_DECLARE(isa)                                                                                                              \
  namespace isa {                                                                                                                       \
  void part_few_eight(const double* people, double factor, const double* chance, const std::uint64_t* first, std::size_t chances,       \
                      const std::uint32_t* member, const FewKey& key, double* below);                                                  \
  }
NUZUH_DECLARE(on_scalar)
NUZUH_DECLARE(on_avx2)
NUZUH_DECLARE(on_avx512)
#undef NUZUH_DECLARE

namespace {

r123::Philox4x32::ctr_type block(const FewKey& key, std::uint32_t attempt) {
  return r123::Philox4x32{}({{key.member, key.entity, key.when_why, (key.index << k_attempt_bits) | attempt}},
                            {{static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32)}});
}

/// The first 16 bits of a chance; of 1, all ones.
std::uint32_t first_bits(double chance) { return std::min(65535u, static_cast<std::uint32_t>(chance * 65536)); }

using Eight = std::int16_t __attribute__((vector_size(16)));
constexpr std::uint16_t k_sign = 0x8000;  // vectors compare numbers with a sign

/// 1 for each true piece.
double count(const Eight& truth) {
  std::uint64_t halves[2];
  std::memcpy(halves, &truth, sizeof halves);
  const std::uint64_t ones = 0x0001000100010001;
  return static_cast<double>(((halves[0] & ones) + (halves[1] & ones)) * ones >> 48);
}

/// Person by person: who has the first bits of a chance is settled.
void part_exactly(int people, double factor, const double* chance, std::size_t chances, std::size_t stride, const FewKey& key, double* below) {
  for (std::size_t k = 0; k < chances; ++k) below[k * stride] = 0;
  r123::Philox4x32::ctr_type words{};
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(people); ++i) {
    if (i % 8 == 0) words = block(key, i / 8);
    const std::uint32_t piece = words[i % 8 / 2] >> (i % 2 * 16) & 0xffff;
    double rest = -1;  // not yet drawn
    for (std::size_t k = 0; k < chances; ++k) {
      const double upto = factor * chance[k * stride];
      const std::uint32_t bits = first_bits(upto);
      if (piece == bits && rest < 0) {
        const auto more = block(key, k_few_settles + i / 2);
        rest = static_cast<double>(static_cast<std::uint64_t>(more[i % 2 * 2]) << 16 | more[i % 2 * 2 + 1] >> 16) * 0x1p-48;
      }
      below[k * stride] += piece < bits || (piece == bits && rest < upto * 65536 - bits);
    }
  }
}

}  // namespace

void part_few(int people, double factor, const double* chance, std::size_t chances, std::size_t stride, const FewKey& key,
              const std::uint32_t* words, double* below) {
  Eight tied = {};
  for (int first = 0; first < people; first += 8) {
    r123::Philox4x32::ctr_type own;
    if (!words || first > 0) {
      own = block(key, static_cast<std::uint32_t>(first / 8));
      words = own.data();
    }
    Eight piece, there;
    for (int i = 0; i < 8; ++i) {
      there[i] = first + i < people ? -1 : 0;
      piece[i] = static_cast<std::int16_t>(static_cast<std::uint16_t>(words[i / 2] >> (i % 2 * 16)) ^ k_sign);
    }
    for (std::size_t k = 0; k < chances; ++k) {
      const auto bits = static_cast<std::int16_t>(first_bits(factor * chance[k * stride]) ^ k_sign);
      const double n = count((piece < bits) & there);
      below[k * stride] = first == 0 ? n : below[k * stride] + n;
      tied |= (piece == bits) & there;
    }
  }
  if (count(tied) > 0) part_exactly(people, factor, chance, chances, stride, key, below);
}

void add_up(const double* conditional, std::size_t ways, double* upto, std::size_t stride) {
  double left = 1, sum = 0;
  for (std::size_t way = 0; way < ways; ++way) {
    sum = conditional[way] >= 1 ? 1 : std::min(1.0, sum + left * conditional[way]);
    left *= 1 - conditional[way];
    upto[way * stride] = sum;
  }
}

std::uint64_t first_pieces(double chance) {
  return (first_bits(chance) ^ k_sign) * std::uint64_t{0x0001000100010001};
}

PartFewLanes part_few_lanes(Isa isa) {
  return isa == Isa::avx512 ? on_avx512::part_few_eight : isa == Isa::avx2 ? on_avx2::part_few_eight : on_scalar::part_few_eight;
}

}  // namespace nuzuh::movement
