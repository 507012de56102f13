#pragma once
// Independent jobs on several threads. What a job computes may depend on its index only, so the result is the same for any number of threads.

#include <atomic>
#include <cstddef>
#include <functional>

namespace nuzuh::core {

/// Lets the caller watch and stop long work. `done` counts finished jobs; setting `stop` ends the work after the jobs under way.
struct Progress {
  std::atomic<std::size_t> done{0};
  std::size_t total = 0;
  std::atomic<bool> stop{false};
};

/// Runs job(0) ... job(count-1) on `threads` threads (at least 1). Returns false where `progress->stop` ended it early.
/// An exception of a job is rethrown here after all threads have ended.
bool for_each_index(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& job, Progress* progress = nullptr);

}  // namespace nuzuh::core
