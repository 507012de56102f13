#include "nuzuh/core/crew.hpp"

#include <utility>

namespace nuzuh::core {
namespace {

/// Looks so often before the thread sleeps: some tens of microseconds.
constexpr int k_looks = 4096;

/// Returns when `value` is no longer `old`.
void wait_while(const std::atomic<std::uint32_t>& value, std::uint32_t old) {
  for (int look = 0; look < k_looks; ++look) {
    if (value.load(std::memory_order_acquire) != old) return;
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }
  while (value.load(std::memory_order_acquire) == old) value.wait(old, std::memory_order_acquire);
}

}  // namespace

Crew::Crew(unsigned workers) : failed_(workers) {
  try {
    for (unsigned worker = 1; worker < workers; ++worker) helpers_.emplace_back([this, worker] { help(worker); });
  } catch (...) {  // no more threads are to be had: those that wait already would be waited for
    dismiss();
    throw;
  }
}

Crew::~Crew() { dismiss(); }

void Crew::dismiss() {
  over_ = true;
  round_.fetch_add(1, std::memory_order_release);
  round_.notify_all();
}

void Crew::start(Call call, void* job) {
  call_ = call, job_ = job;
  busy_.store(static_cast<std::uint32_t>(helpers_.size()), std::memory_order_relaxed);
  round_.fetch_add(1, std::memory_order_release);
  round_.notify_all();
  work(0);
  for (std::uint32_t busy; (busy = busy_.load(std::memory_order_acquire)) != 0;) wait_while(busy_, busy);
  std::exception_ptr first;
  for (auto& failed : failed_) {
    if (auto one = std::exchange(failed, nullptr); one && !first) first = one;
  }
  if (first) std::rethrow_exception(first);
}

void Crew::work(unsigned worker) {
  try {
    call_(job_, worker);
  } catch (...) {
    failed_[worker] = std::current_exception();
  }
}

void Crew::help(unsigned worker) {
  for (std::uint32_t round = 0;; ++round) {
    wait_while(round_, round);
    if (over_) return;
    work(worker);
    if (busy_.fetch_sub(1, std::memory_order_acq_rel) == 1) busy_.notify_one();
  }
}

}  // namespace nuzuh::core
