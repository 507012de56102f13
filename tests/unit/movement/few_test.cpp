#include <cmath>
#include <map>
#include <vector>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <gtest/gtest.h>

#include "nuzuh/movement/few.hpp"

namespace nuzuh::movement {
namespace {

using Counts = std::vector<double>;

Counts part(int people, double factor, const std::vector<double>& chances, std::uint32_t trial) {
  Counts below(chances.size());
  part_few(people, factor, chances.data(), chances.size(), 1, {trial % 1000, trial / 1000, 77, 3, 11}, nullptr, below.data());
  return below;
}

/// p-value of seen against expected counts, pooled to at least 20 expected.
double p_value(const std::vector<double>& seen, const std::vector<double>& expected) {
  double statistic = 0, pool = 0, pool_seen = 0;
  int cells = 0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    pool += expected[i], pool_seen += seen[i];
    if (pool < 20) continue;
    statistic += (pool_seen - pool) * (pool_seen - pool) / pool;
    ++cells;
    pool = pool_seen = 0;
  }
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared(std::max(1, cells - 1)), statistic));
}

/// How many of `people` are below a chance, in many trials, against the binomial distribution.
double binomial_p(int people, double chance, std::uint32_t trials) {
  const auto room = static_cast<std::size_t>(people) + 1;
  std::vector<double> seen(room, 0), expected(room);
  const boost::math::binomial exact(people, chance);
  for (std::uint32_t t = 0; t < trials; ++t) ++seen[static_cast<std::size_t>(part(people, chance * 1.25, {0.8}, t)[0])];
  for (std::size_t k = 0; k < room; ++k) expected[k] = trials * boost::math::pdf(exact, static_cast<double>(k));
  return p_value(seen, expected);
}

// Eight tests that each fail by chance once in 100,000 seeds: false-alarm rate 8e-5. Chances of 2^-17 and 1 - 2^-18 share their first 16 bits
// with 0 and 1, so that whoever is below, or not, is so by the bits that settle a tie.
TEST(FewPeople, are_below_a_chance_in_binomial_number) {
  const std::pair<int, double> cases[] = {{1, 0.3}, {3, 0.71}, {8, 0.05}, {9, 0.5}, {33, 0.37}, {64, 0.02}, {64, 0x1p-17}, {64, 1 - 0x1p-18}};
  for (const auto& [people, chance] : cases) {
    EXPECT_GT(binomial_p(people, chance, people == 64 && (chance < 0.001 || chance > 0.999) ? 400'000 : 200'000), 1e-5) << people << " " << chance;
  }
}

// One test at 1e-5: the counts of four outcomes together, against the multinomial distribution.
TEST(FewPeople, part_independently) {
  const std::vector<double> chances = {0.25, 0.3, 1};
  const double factor = 0.6, share[] = {0.15, 0.03, 0.42, 0.4};
  const int people = 5;
  const std::uint32_t trials = 300'000;
  std::map<Counts, double> seen;
  for (std::uint32_t t = 0; t < trials; ++t) ++seen[part(people, factor, chances, t)];
  std::vector<double> counts, expected;
  for (int a = 0; a <= people; ++a) {
    for (int b = a; b <= people; ++b) {
      for (int c = b; c <= people; ++c) {
        double p = 1;
        int done = 0;
        for (const auto& [k, q] : {std::pair{a, share[0]}, {b - a, share[1]}, {c - b, share[2]}, {people - c, share[3]}}) {
          for (int i = 1; i <= k; ++i) p *= q * ++done / i;
        }
        expected.push_back(trials * p);
        counts.push_back(seen[{static_cast<double>(a), static_cast<double>(b), static_cast<double>(c)}]);
      }
    }
  }
  EXPECT_GT(p_value(counts, expected), 1e-5);
}

TEST(FewPeople, are_all_below_one_and_none_below_nought) {
  for (std::uint32_t t = 0; t < 20'000; ++t) ASSERT_EQ(part(64, 1, {0, 1, 1}, t), (Counts{0, 64, 64}));
}

TEST(FewPeople, part_alike_on_every_machine) {
  std::vector<Isa> machines = {Isa::scalar};
  if (best_isa() != Isa::scalar) machines.push_back(Isa::avx2);
  if (best_isa() == Isa::avx512) machines.push_back(Isa::avx512);
  // The first chances are met by ties only; with nine of them, few people have gone before the last.
  const std::vector<double> chances = {0x1p-17, 0x1.8p-17, 0.125, 0.1250001, 0.5, 0.75, 0.875, 1 - 0x1p-18, 1};
  std::uint64_t ties = 0;
  for (const std::size_t ways : {std::size_t{1}, std::size_t{3}, chances.size()}) {
    const std::vector<double> upto(chances.end() - static_cast<std::ptrdiff_t>(ways), chances.end());
    for (std::uint32_t trial = 0; trial < 3000; ++trial) {
      const double factor = trial % 3 ? 1 : 0.3;
      double people[8];
      std::uint32_t member[8];
      std::vector<double> chance(8 * ways), below(8 * ways);
      std::vector<std::uint64_t> first(8 * ways);
      for (std::uint32_t lane = 0; lane < 8; ++lane) {
        people[lane] = trial % 7 == 0 ? (trial + lane) % 9 : (trial * 13 + lane * 29) % (k_few_people + 1);
        member[lane] = 100 + lane;
        for (std::size_t w = 0; w < ways; ++w) chance[8 * w + lane] = upto[w], first[8 * w + lane] = first_pieces(factor * upto[w]);
      }
      const FewKey key = {0, trial, 5 << 16 | 41, 6 << 16, 21};
      for (const Isa isa : machines) {
        part_few_lanes(isa)(people, factor, chance.data(), first.data(), ways, member, key, below.data());
        for (std::size_t lane = 0; lane < 8; ++lane) {
          FewKey own = key;
          own.member = member[lane];
          Counts alone(ways);
          part_few(static_cast<int>(people[lane]), factor, upto.data(), ways, 1, own, nullptr, alone.data());
          for (std::size_t w = 0; w < ways; ++w) ASSERT_EQ(below[8 * w + lane], alone[w]) << to_string(isa) << " " << people[lane] << " " << w;
          ties += ways == chances.size() && factor == 1 && alone[0] > 0;
        }
      }
    }
  }
  EXPECT_GT(ties, 0u);  // somebody was settled
}

}  // namespace
}  // namespace nuzuh::movement
