// Few people in each of eight members part at once (few.hpp): the vector code, compiled once for each kind of machine.

#include "nuzuh/movement/few.hpp"
#include "nuzuh/movement/lanes.hpp"

namespace nuzuh::movement {
namespace NUZUH_ISA {

/// The pieces of up to k_few_people people in each of eight lanes, less 2^15, for machines that compare with a sign.
struct FewPieces {
  Bits piece[k_few_people / 4];  ///< of people 4 i to 4 i + 3
  int fours = 0;          ///< as many as the lane with the most people needs
  Bits people;            ///< their number, four times
};

/// All ones in the pieces of people who are there.
NUZUH_INLINE Bits there(const Bits& people, int four) {
  return pieces_below(all_bits(0x0003000200010000ULL + static_cast<std::uint64_t>(4 * four) * 0x0001000100010001ULL), people);
}

NUZUH_INLINE void draw_pieces(const Reals& n, const Bits& member, std::uint32_t entity, std::uint32_t when_why, std::uint32_t index,
                              const PhiloxKeys& keys, FewPieces& out) {
  out.people = four_times(bits_of(n + all(4503599627370496.0)) & all_bits(0xff));
  out.fours = 0;
  do {
    const std::uint32_t attempt = static_cast<std::uint32_t>(out.fours) / 2;
    const Block block = philox(member, all_bits(entity), all_bits(when_why), all_bits((index << k_attempt_bits) | attempt), keys);
    for (int half = 0; half < 2; ++half) {
      const Bits all_four = (block.word[2 * half] | (block.word[2 * half + 1] << 32)) ^ all_bits(0x8000800080008000ULL);
      const Bits present = there(out.people, out.fours);
      // Nobody has the largest piece, which is below no chance.
      out.piece[out.fours++] = (all_four & present) | (all_bits(0x7fff7fff7fff7fffULL) & (present ^ all_bits(~std::uint64_t{0})));
    }
  } while (any(less(all(4.0 * out.fours), n)));
}

/// How many are below a chance, given by its first pieces. `ties` gathers who has the same ones and is to be settled.
NUZUH_INLINE Reals below(const FewPieces& few, const Bits& first, PieceMask* ties) {
  Bits count = all_bits(0);
  for (int i = 0; i < few.fours; ++i) {
    count = count_below(count, few.piece[i], first);
    ties[i] = ties[i] | pieces_equal(few.piece[i], first);
  }
  return sum_of_pieces(count);
}

/// Lanes with somebody to settle.
NUZUH_INLINE unsigned tied(const FewPieces& few, const PieceMask* ties) {
  unsigned lanes = 0;
  for (int i = 0; i < few.fours; ++i) lanes |= lanes_of(ties[i], there(few.people, i));
  return lanes;
}

/// part_few for eight members: below[chance][lane], chance and first[chance][lane] likewise.
NUZUH_INLINE void part_lanes(const Reals& n, const Reals& factor, const double* chance, const std::uint64_t* first, std::size_t chances,
                             const std::uint32_t* member, const FewKey& key, const PhiloxKeys& keys, double* count) {
  FewPieces few;
  draw_pieces(n, load_words(member), key.entity, key.when_why, key.index, keys, few);
  PieceMask ties[k_few_people / 4];
  for (int i = 0; i < few.fours; ++i) ties[i] = no_pieces();
  const Reals most = below(few, load_bits(first + 8 * (chances - 1)), ties);
  store(count + 8 * (chances - 1), most);
  std::size_t known = 0;
  Reals last = all(0.0);
  for (; known + 1 < chances; ++known) {
    // Where there are many ways, few people have chosen theirs long before the last.
    if (known >= 4 && !any(less(last, most))) break;
    last = below(few, load_bits(first + 8 * known), ties);
    store(count + 8 * known, last);
  }
  for (; known + 1 < chances; ++known) store(count + 8 * known, most);
  unsigned lanes = tied(few, ties);
  if (!lanes) return;
  alignas(64) double people[8], factors[8];
  store(people, n), store(factors, factor);
  for (; lanes; lanes &= lanes - 1) {
    const int lane = __builtin_ctz(lanes);
    FewKey own = key;
    own.member = member[lane];
    part_few(static_cast<int>(people[lane]), factors[lane], chance + lane, chances, 8, own, nullptr, count + lane);
  }
}

}  // namespace NUZUH_ISA
}  // namespace nuzuh::movement
