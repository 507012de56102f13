#include "nuzuh/core/crew.hpp"

#include <atomic>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace nuzuh::core {
namespace {

TEST(Crew, every_worker_does_its_part_each_time) {
  for (const unsigned workers : {1u, 2u, 5u}) {
    Crew crew(workers);
    std::vector<std::size_t> done(workers, 0);
    for (std::size_t round = 0; round < 2000; ++round) {
      crew.run([&](unsigned worker) { done[worker] += round + worker; });
      // All are done when run returns: what they wrote can be read and written without a lock.
      for (unsigned worker = 0; worker < workers; ++worker) ASSERT_EQ(done[worker], (round * (round + 1)) / 2 + (round + 1) * worker);
    }
  }
}

TEST(Crew, an_exception_reaches_the_caller_and_the_next_work_is_done) {
  Crew crew(3);
  for (unsigned culprit = 0; culprit < 3; ++culprit) {
    EXPECT_THROW(crew.run([&](unsigned worker) { if (worker == culprit) throw std::runtime_error("no"); }), std::runtime_error);
    std::atomic<int> done{0};
    crew.run([&](unsigned) { ++done; });
    EXPECT_EQ(done, 3);
  }
  EXPECT_THROW(crew.run([](unsigned) { throw std::runtime_error("none of us"); }), std::runtime_error);
  EXPECT_NO_THROW(crew.run([](unsigned) {}));
}

}  // namespace
}  // namespace nuzuh::core
