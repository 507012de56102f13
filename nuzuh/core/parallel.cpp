#include "nuzuh/core/parallel.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace nuzuh::core {

bool for_each_index(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& job, Progress* progress) {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  std::exception_ptr first;
  std::mutex guard;
  const auto work = [&] {
    for (;;) {
      if (failed || (progress && progress->stop)) return;
      const std::size_t index = next.fetch_add(1);
      if (index >= count) return;
      try {
        job(index);
      } catch (...) {
        const std::lock_guard lock(guard);
        if (!first) first = std::current_exception();
        failed = true;
        return;
      }
      if (progress) ++progress->done;
    }
  };
  const auto helpers = std::min<std::size_t>(std::max(1u, threads), std::max<std::size_t>(1, count)) - 1;
  {
    std::vector<std::jthread> pool;
    for (std::size_t i = 0; i < helpers; ++i) pool.emplace_back(work);
    work();
  }
  if (first) std::rethrow_exception(first);
  return !(progress && progress->stop);
}

}  // namespace nuzuh::core
