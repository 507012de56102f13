#pragma once
// Lists of people: their numbers in the order of Flee's agent list. Who rests at a place or sleeps on a link is in the list of that cell.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

namespace nuzuh::movement {

/// A growing list of plain values that vectors may read and write up to 32 beyond its end.
template <class T>
class Padded {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] T* data() { return data_.get(); }
  [[nodiscard]] const T* data() const { return data_.get(); }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }

  void push(T x) {
    if (size_ == room_) grow(size_ + 1);
    data_[size_++] = x;
  }
  /// Where `n` more may be written; `resize` tells how many were.
  T* space(std::size_t n) {
    if (size_ + n > room_) grow(size_ + n);
    return data_.get() + size_;
  }
  void append(const T* from, std::size_t n) {
    if (n == 0) return;
    std::memcpy(space(n), from, n * sizeof(T));
    size_ += static_cast<std::uint32_t>(n);
  }
  /// `n` is at most what `space` made room for.
  void resize(std::size_t n) { size_ = static_cast<std::uint32_t>(n); }
  void clear() { size_ = 0; }
  /// Asks the memory for the whole of a short list.
  void prefetch_short() const {
    constexpr std::size_t k_in_line = 64 / sizeof(T);
    if (size_ == 0 || size_ > 4 * k_in_line) return;
    for (std::size_t i = 0; i < size_; i += k_in_line) __builtin_prefetch(data_.get() + i);
    __builtin_prefetch(data_.get() + size_ - 1);
  }
  /// Asks the memory for the place of the next.
  void prefetch_end() const { __builtin_prefetch(data_.get() + size_, 1); }
  void swap(Padded& other) {
    std::swap(data_, other.data_), std::swap(size_, other.size_), std::swap(room_, other.room_);
  }

 private:
  void grow(std::size_t wanted) {
    const std::size_t room = std::max({wanted, 2 * static_cast<std::size_t>(room_), std::size_t{8}});
    auto larger = std::make_unique_for_overwrite<T[]>(room + 32);
    if (size_) std::memcpy(larger.get(), data_.get(), size_ * sizeof(T));
    data_ = std::move(larger);
    room_ = static_cast<std::uint32_t>(room);
  }
  std::unique_ptr<T[]> data_;
  std::uint32_t size_ = 0, room_ = 0;
};

using Crowd = Padded<std::uint32_t>;

/// People who reached a place today and may go on, with the kilometres that each has moved.
struct Arrivals {
  Crowd person;
  Padded<double> moved;

  [[nodiscard]] std::size_t size() const { return person.size(); }
  void push(std::uint32_t who, double km) { person.push(who), moved.push(km); }
  void append(const std::uint32_t* who, const double* km, std::size_t n) { person.append(who, n), moved.append(km, n); }
  void clear() { person.clear(), moved.clear(); }
  void swap(Arrivals& other) { person.swap(other.person), moved.swap(other.moved); }
};

/// Crowds at nodes.
struct Crowds {
  explicit Crowds(std::size_t all_nodes) : at(all_nodes) {}

  std::vector<Arrivals> at;  ///< [node]
  std::vector<int> nodes;    ///< where somebody came, in this order

  Arrivals& to(int node) {
    Arrivals& there = at[static_cast<std::size_t>(node)];
    if (there.size() == 0) nodes.push_back(node);
    return there;
  }
  void clear() {
    for (const int node : nodes) at[static_cast<std::size_t>(node)].clear();
    nodes.clear();
  }
};

}  // namespace nuzuh::movement
