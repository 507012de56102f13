#include "command.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <string_view>
#include <thread>

#include <unistd.h>

#include <fmt/format.h>

namespace nuzuh::app {
namespace {

core::Progress* g_watched = nullptr;

extern "C" void on_interrupt(int) {
  if (g_watched) g_watched->stop = true;  // a lock-free atomic: allowed in a signal handler
}

}  // namespace

int report(const core::Problems& problems, std::size_t limit) {
  int code = k_ok;
  std::size_t shown = 0;
  for (const auto& problem : problems) {
    if (problem.severity == core::Severity::error && code == k_ok) {
      switch (problem.cause) {
        case core::Cause::bad_input:
        case core::Cause::unreadable: code = k_bad_input; break;
        case core::Cause::unwritable: code = k_unwritable; break;
        case core::Cause::interrupted: code = k_interrupted; break;
      }
    }
    if (shown++ < limit) fmt::print(stderr, "{}{}\n", problem.severity == core::Severity::error ? "error: " : "", core::to_string(problem));
  }
  if (shown > limit) fmt::print(stderr, "... and {} more\n", shown - limit);
  return code;
}

bool colour_allowed() {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(STDOUT_FILENO) && !(no_colour && *no_colour) && !(term && std::string_view(term) == "dumb");
}

struct Watch::Impl {
  std::string what;
  core::Progress& progress;
  std::mutex guard;
  std::condition_variable wake;
  bool over = false;
  void (*old_handler)(int) = nullptr;
  std::jthread painter;
};

Watch::Watch(std::string what, core::Progress& progress) : impl_(new Impl{std::move(what), progress, {}, {}, false, nullptr, {}}) {
  g_watched = &progress;
  impl_->old_handler = std::signal(SIGINT, on_interrupt);
  if (!isatty(STDERR_FILENO)) return;
  impl_->painter = std::jthread([impl = impl_] {
    const auto start = std::chrono::steady_clock::now();
    std::unique_lock lock(impl->guard);
    while (!impl->wake.wait_for(lock, std::chrono::milliseconds(200), [impl] { return impl->over; })) {
      const double done = static_cast<double>(impl->progress.done), total = static_cast<double>(std::max<std::size_t>(1, impl->progress.total));
      const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      if (seconds < 0.5) continue;
      const double left = done > 0 ? seconds * (total - done) / done : 0;
      fmt::print(stderr, "\r{} {:3.0f}%, {:.0f} s left \x1b[K", impl->what, 100 * done / total, left);
      std::fflush(stderr);
    }
    fmt::print(stderr, "\r\x1b[K");
    std::fflush(stderr);
  });
}

Watch::~Watch() {
  {
    const std::lock_guard lock(impl_->guard);
    impl_->over = true;
  }
  impl_->wake.notify_all();
  if (impl_->painter.joinable()) impl_->painter.join();
  std::signal(SIGINT, impl_->old_handler == SIG_ERR ? SIG_DFL : impl_->old_handler);
  g_watched = nullptr;
  delete impl_;
}

}  // namespace nuzuh::app
