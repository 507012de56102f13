#pragma once
// Arrays with eight lanes to an entry. An entry fills one cache line; where it lay across two, each access would touch both.

#include <cstddef>
#include <new>
#include <vector>

namespace nuzuh::movement {

inline constexpr std::size_t k_wide = 8;  ///< lanes

/// Gives memory that begins with a cache line.
template <class T>
struct LineAllocator {
  using value_type = T;
  static constexpr std::align_val_t k_line{64};
  LineAllocator() = default;
  template <class U>
  LineAllocator(const LineAllocator<U>&) {}
  T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), k_line)); }
  void deallocate(T* at, std::size_t) { ::operator delete(at, k_line); }
  bool operator==(const LineAllocator&) const { return true; }
};

using Wide = std::vector<double, LineAllocator<double>>;

/// So many entries, all 0.
inline Wide lanes(std::size_t entries) { return Wide(k_wide * entries, 0.0); }

}  // namespace nuzuh::movement
