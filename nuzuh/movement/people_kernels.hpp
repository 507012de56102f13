#pragma once
// What the kernels of the individual engine work on. Plain types only: the kernels are compiled once for each kind of machine and must not
// share inline code with the rest.

#include <cstddef>
#include <cstdint>

namespace nuzuh::movement {

/// A way out of a place, as a person there meets it.
struct Way {
  double length_km = 0;
  double limit_km = 0;      ///< who has moved less than this today after the way arrives and may go on; -1: nobody arrives today
  std::uint32_t upto = 0;   ///< a word below this, and not below the way before, takes the way (chance x 2^32, at most 2^32 - 1)
  std::int32_t leg = 0;     ///< of Roads::legs
  std::int32_t node = 0;    ///< where it leads
};

/// Which random words: of the Philox blocks with counter (member, entity, when_why, first + 0, 1, ...), key: seed.
struct WordSource {
  std::uint64_t seed = 0;
  std::uint32_t member = 0, entity = 0, when_why = 0, first = 0;
};
/// Blocks that `count` people use up: four words a block, eight blocks at a time.
constexpr std::uint32_t blocks_of(std::size_t count) { return static_cast<std::uint32_t>((count + 31) / 32 * 8); }

/// Where PeopleKernels::words puts a word.
constexpr std::size_t word_at(std::size_t block, std::size_t word) { return block / 8 * 32 + 8 * word + block % 8; }

/// People who are worked on together are split by the way they take.
inline constexpr std::size_t k_crowd = 128;      ///< at most, at a time
inline constexpr std::size_t k_crowd_ways = 32;  ///< ways out of a place, at most
inline constexpr std::size_t k_crowd_room = k_crowd + 16;  ///< vectors are written whole

/// How a crowd parted. Within each list people keep their order.
struct Parting {
  std::size_t on_count[k_crowd_ways], out_count[k_crowd_ways], stay_count;
  std::uint32_t on_person[k_crowd_ways][k_crowd_room];  ///< who arrive by the way today and may go on
  double on_moved[k_crowd_ways][k_crowd_room];          ///< [km] what they have moved today
  std::uint32_t out_person[k_crowd_ways][k_crowd_room]; ///< who take the way, but whose day ends on it or at its end
  double out_moved[k_crowd_ways][k_crowd_room];         ///< [km] before they took it
  std::uint32_t stay_person[k_crowd_room];
};

struct PeopleKernels {
  /// Takes out of `person` (room for count + 32) who leaves: the i-th if their word is below `threshold`, a chance times 2^32. The others close up in
  /// order. Leavers and their words go to `leaver` and `word` (room for count + 32). Returns the number of leavers.
  std::size_t (*select)(std::uint32_t* person, std::size_t count, std::uint64_t threshold, const WordSource& source, std::uint32_t* leaver,
                        std::uint32_t* word);

  /// Eight gaps of a Bernoulli process, each the number of failures before a success of chance p, with a free word for each;
  /// `inverse_log` = 1 / log(1 - p). Gap i takes block first + i.
  void (*gaps)(double inverse_log, const WordSource& source, double* gap, std::uint32_t* word);

  /// Parts `count` <= k_crowd people at a place. `word`: their words, null to draw them from `source`. `certain`: nobody stays.
  /// `remaining`: a way is also too long for today where it exceeds limit - moved (what is left of the day counts on every link).
  /// The arrays are readable up to the next multiple of 32 people.
  void (*part)(const std::uint32_t* person, const double* moved, const std::uint32_t* word, std::size_t count, const Way* ways, std::size_t n,
               bool certain, bool remaining, const WordSource& source, Parting& out);

  /// Four words for each of `count` blocks: word w of the i-th, of the block with counter (member, entity[i], when_why, index[i]; 0 where
  /// `index` is null), goes to out[word_at(i, w)]. The arrays are read and written up to the next multiple of eight blocks.
  void (*words)(const std::uint32_t* entity, const std::uint32_t* index, std::size_t count, const WordSource& source, std::uint32_t* out);
};

}  // namespace nuzuh::movement
