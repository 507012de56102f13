#pragma once
// A growing batch of binomial draws: add, draw, read.

#include <vector>

#include "nuzuh/movement/sampler.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::movement {

/// Index word of a draw, before the attempts: residual-budget class (10 bits), slice of the day (5), choice (11).
constexpr std::uint32_t draw_index(std::uint32_t budget_class, std::uint32_t slice, std::uint32_t choice) {
  return (budget_class << 16) | (slice << 11) | choice;
}

class Draws {
 public:
  Draws(Isa isa, std::uint64_t seed) : sample_(binomial_sampler(isa)), seed_(seed) {}

  void clear() { size_ = 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  void add(double n, double p, std::uint32_t member, std::uint32_t entity, std::uint32_t index) {
    if (size_ + 8 > n_.size()) grow();
    n_[size_] = n, p_[size_] = p, member_[size_] = member, entity_[size_] = entity, index_[size_] = index;
    ++size_;
  }
  void draw(int day, rng::Purpose purpose) {
    if (!size_) return;
    for (std::size_t i = size_; i < ((size_ + 7) & ~std::size_t{7}); ++i) n_[i] = p_[i] = 0, member_[i] = entity_[i] = index_[i] = 0;
    sample_({size_, n_.data(), p_.data(), member_.data(), entity_.data(), index_.data(),
             (static_cast<std::uint32_t>(day) << 16) | static_cast<std::uint32_t>(purpose), seed_, out_.data()});
  }
  [[nodiscard]] double operator[](std::size_t i) const { return out_[i]; }

 private:
  void grow() {
    const std::size_t more = n_.empty() ? 256 : 2 * n_.size();
    n_.resize(more), p_.resize(more), out_.resize(more), member_.resize(more), entity_.resize(more), index_.resize(more);
  }
  BinomialSampler sample_;
  std::uint64_t seed_;
  std::size_t size_ = 0;
  std::vector<double> n_, p_, out_;
  std::vector<std::uint32_t> member_, entity_, index_;
};

}  // namespace nuzuh::movement
