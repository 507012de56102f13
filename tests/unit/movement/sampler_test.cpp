#include <cmath>
#include <vector>

#include <Random123/philox.h>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <gtest/gtest.h>

#include "nuzuh/movement/rationing.hpp"
#include "nuzuh/movement/sampler.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::movement {
namespace {

/// The machines on which this one can run.
std::vector<Isa> machines() {
  std::vector<Isa> list = {Isa::scalar};
  if (best_isa() != Isa::scalar) list.push_back(Isa::avx2);
  if (best_isa() == Isa::avx512) list.push_back(Isa::avx512);
  return list;
}

std::vector<double> draw(Isa isa, const std::vector<double>& n, const std::vector<double>& p, std::uint32_t day, std::uint64_t seed = 7) {
  const std::size_t room = (n.size() + 7) / 8 * 8;
  std::vector<double> ns(n), ps(p), out(room);
  std::vector<std::uint32_t> member(room), entity(room), index(room);
  ns.resize(room), ps.resize(room);
  for (std::size_t i = 0; i < n.size(); ++i) {
    member[i] = static_cast<std::uint32_t>(i % 8), entity[i] = static_cast<std::uint32_t>(i / 8), index[i] = 5;
  }
  binomial_sampler(isa)({n.size(), ns.data(), ps.data(), member.data(), entity.data(), index.data(), day << 16, seed, out.data()});
  out.resize(n.size());
  return out;
}

TEST(VectorPhilox, equals_random123) {
  for (const Isa isa : machines()) {
    std::uint32_t counter[4][8], out[4][8];
    for (std::uint32_t trial = 0; trial < 50; ++trial) {
      for (std::uint32_t w = 0; w < 4; ++w) {
        for (std::uint32_t i = 0; i < 8; ++i) counter[w][i] = 0x9e3779b9u * (trial * 32 + w * 8 + i) ^ (trial == 0 ? 0xffffffffu : 0);
      }
      const std::uint64_t seed = 0x0123456789abcdefULL * (trial + 1);
      philox_lanes(isa)(counter, seed, out);
      for (int i = 0; i < 8; ++i) {
        const auto expected = r123::Philox4x32{}({{counter[0][i], counter[1][i], counter[2][i], counter[3][i]}},
                                                 {{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}});
        for (std::size_t w = 0; w < 4; ++w) ASSERT_EQ(out[w][i], expected[w]) << to_string(isa);
      }
    }
  }
}

TEST(BinomialSampler, same_bytes_on_every_machine_and_in_any_company) {
  std::vector<double> n, p;
  for (int i = 0; i < 3000; ++i) {
    n.push_back(std::floor(std::pow(1.007, i)) + i % 5);
    p.push_back(i % 11 == 0 ? 1.0 : i % 13 == 0 ? 0.0 : std::fmod(0.618033988749895 * i, 1.0));
  }
  const auto first = draw(Isa::scalar, n, p, 3);
  for (const Isa isa : machines()) EXPECT_EQ(draw(isa, n, p, 3), first) << to_string(isa);
  // A draw alone gives what it gave among others: only the first eight counters are the same ones.
  const auto few = draw(best_isa(), {n.begin(), n.begin() + 8}, {p.begin(), p.begin() + 8}, 3);
  for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(few[i], first[i]);
  for (std::size_t i = 0; i < n.size(); ++i) {
    ASSERT_GE(first[i], 0);
    ASSERT_LE(first[i], n[i]);
    ASSERT_EQ(first[i], std::floor(first[i]));
    if (p[i] == 1 || p[i] == 0) {
      ASSERT_EQ(first[i], n[i] * p[i]);
    }
  }
  EXPECT_NE(draw(best_isa(), n, p, 4), first);
}

/// p-value of a chi-square test against the exact probabilities, cells pooled to at least 20 expected.
double chi_square_p(double n, double p, std::size_t draws) {
  const boost::math::binomial exact(n, p);
  const double mean = n * p, sd = std::sqrt(n * p * (1 - p));
  const auto low = static_cast<long>(std::max(0.0, std::floor(mean - 8 * sd - 3))), high = static_cast<long>(std::min(n, std::ceil(mean + 8 * sd + 12)));
  // Wide distributions are cut into about 200 cells.
  const long width = std::max(1L, (high - low) / 200);
  std::vector<double> seen(static_cast<std::size_t>((high - low) / width) + 1, 0);
  double outside = 0;
  const std::size_t block = 1 << 16;
  for (std::size_t done = 0; done < draws; done += block) {
    for (const double k : draw(best_isa(), std::vector<double>(block, n), std::vector<double>(block, p), static_cast<std::uint32_t>(done / block), 99)) {
      if (k < static_cast<double>(low) || k > static_cast<double>(high)) {
        ++outside;
      } else {
        ++seen[static_cast<std::size_t>((static_cast<long>(k) - low) / width)];
      }
    }
  }
  const double total = static_cast<double>((draws + block - 1) / block * block);
  double statistic = 0, pool = 0, pool_seen = outside;
  int cells = 0;
  for (std::size_t c = 0; c < seen.size(); ++c) {
    const double a = static_cast<double>(low + static_cast<long>(c) * width), b = std::min(a + static_cast<double>(width) - 1, static_cast<double>(high));
    const double below = a > 0 ? boost::math::cdf(exact, a - 1) : 0;
    pool += total * (boost::math::cdf(exact, b) - below);
    pool_seen += seen[c];
    if (pool >= 20) {
      statistic += (pool_seen - pool) * (pool_seen - pool) / pool;
      ++cells;
      pool = pool_seen = 0;
    }
  }
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared(std::max(1, cells - 1)), statistic));
}

// Twelve tests that each fail by chance once in 100,000 seeds: false-alarm rate 1.2e-4. The seed is fixed, so a pass stays a pass.
// Every branch is met: Bernoulli, multiplied powers, inversion by exp(log), rejection just above its lower bound and far up, mirrored p.
TEST(BinomialSampler, has_the_exact_distribution) {
  const std::pair<double, double> cases[] = {{1, 0.3},      {7, 0.5},       {15, 0.9},  {20, 0.3},    {1000, 0.005}, {33, 0.31},
                                             {101, 0.1},    {60, 0.7},      {500, 0.5}, {50000, 0.3}, {1e6, 1.5e-5}, {1e9, 0.3}};
  for (const auto& [n, p] : cases) EXPECT_GT(chi_square_p(n, p, 2'000'000), 1e-5) << n << " " << p;
}

// Four tests at 1e-5 each: false-alarm rate 4e-5.
TEST(Hypergeometric, has_the_exact_distribution) {
  struct Case {
    double people, marked, sample;
  };
  for (const auto& c : {Case{10, 4, 5}, Case{100, 60, 70}, Case{5000, 1200, 900}, Case{40, 1, 39}}) {
    const boost::math::hypergeometric exact(static_cast<unsigned>(c.marked), static_cast<unsigned>(c.sample), static_cast<unsigned>(c.people));
    const int draws = 200000;
    std::vector<double> seen(static_cast<std::size_t>(std::min(c.marked, c.sample)) + 1, 0);
    rng::Stream stream(5, 1, 1, 1, rng::Purpose::test);
    for (int i = 0; i < draws; ++i) ++seen[static_cast<std::size_t>(hypergeometric(stream.uniform(), c.people, c.marked, c.sample))];
    double statistic = 0, pool = 0, pool_seen = 0;
    int cells = 0;
    const auto low = static_cast<std::size_t>(std::max(0.0, c.marked + c.sample - c.people));
    for (std::size_t k = 0; k < seen.size(); ++k) {
      if (k >= low) pool += draws * boost::math::pdf(exact, static_cast<unsigned>(k));
      pool_seen += seen[k];
      if (pool >= 20) statistic += (pool_seen - pool) * (pool_seen - pool) / pool, ++cells, pool = pool_seen = 0;
    }
    EXPECT_GT(boost::math::cdf(boost::math::complement(boost::math::chi_squared(std::max(1, cells - 1)), statistic)), 1e-5) << c.people;
  }
}

}  // namespace
}  // namespace nuzuh::movement
