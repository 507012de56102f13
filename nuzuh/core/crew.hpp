#pragma once
// Threads that stay, for work that is shared out many times in a row: a few microseconds a time instead of a thread's start.

#include <atomic>
#include <cstdint>
#include <exception>
#include <thread>
#include <type_traits>
#include <vector>

namespace nuzuh::core {

class Crew {
 public:
  explicit Crew(unsigned workers);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  /// Runs job(0) ... job(workers - 1) at once, the first on the caller's thread; returns when all are done. An exception of a job is rethrown
  /// here; of several, one.
  template <class Job>
  void run(Job&& job) {
    start([](void* what, unsigned worker) { (*static_cast<std::remove_reference_t<Job>*>(what))(worker); }, &job);
  }

 private:
  using Call = void (*)(void*, unsigned);
  void start(Call call, void* job);
  void work(unsigned worker);
  void help(unsigned worker);
  void dismiss();

  Call call_ = nullptr;
  void* job_ = nullptr;
  std::atomic<std::uint32_t> round_{0};  ///< counts the times that work was shared out
  std::atomic<std::uint32_t> busy_{0};   ///< helpers who are not done yet
  std::atomic<bool> over_{false};
  std::vector<std::exception_ptr> failed_;  ///< [worker]
  std::vector<std::jthread> helpers_;
};

}  // namespace nuzuh::core
