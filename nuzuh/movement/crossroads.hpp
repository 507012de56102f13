#pragma once
// The ways out of every place as single people meet them: thresholds for random words, kept up to date with the day's weights and with the
// camps as they fill while people move.

#include <cstdint>
#include <span>
#include <vector>

#include "nuzuh/movement/people_kernels.hpp"
#include "nuzuh/movement/roads.hpp"
#include "nuzuh/movement/weights.hpp"

namespace nuzuh::movement {

/// What someone at a node may do: ways [first, first + count), and whether nobody stays.
struct Junction {
  std::uint32_t first = 0;
  std::uint16_t count = 0;
  bool certain = false;
};

class Crossroads {
 public:
  Crossroads(const Plan& plan, const Roads& roads, const Parameters& parameters);

  Weights& weights() { return weights_; }
  [[nodiscard]] const Weights& weights() const { return weights_; }

  /// After the weights' dawn: the openness of the places with `present` people, of which the day keeps its own account.
  void dawn(std::span<const double> present);

  /// The chance (times 2^32) that someone at rest leaves while every place is open: never less than at any time of the day. In the order-free
  /// behaviours, where openness is that of dawn: the chance itself.
  std::uint64_t leaving(int node);

  /// The ways out of a node with the openness of now.
  Junction junction(int node);
  [[nodiscard]] const Way* ways(const Junction& at, bool on_foot) const { return (on_foot ? on_foot_ : ways_).data() + at.first; }

  [[nodiscard]] int place_of(int node) const { return at_[static_cast<std::size_t>(node)].place; }
  [[nodiscard]] bool pending(int node) const { return at_[static_cast<std::size_t>(node)].pending; }
  [[nodiscard]] bool limited(int place) const { return limited_[static_cast<std::size_t>(place)] != 0; }

  /// Which places' openness may change while people move today. All others keep that of dawn, so that at places from where no way leads to
  /// a changing one people can be taken in any order.
  void set_changing(const std::vector<int>& places);
  [[nodiscard]] bool changing(int place) const { return changing_[static_cast<std::size_t>(place)] != 0; }
  /// What people at the node do depends on who came before them: the place changes, or a way from it ends at one that does.
  [[nodiscard]] bool ordered(int node) const {
    const At& here = at_[static_cast<std::size_t>(node)];
    return here.pending ? changing(here.place) || changing(plan_.nodes[static_cast<std::size_t>(node)].end) : ordered_[static_cast<std::size_t>(here.place)] != 0;
  }
  /// One person more (1) or less (-1) at a changing place.
  void change(int place, double n) {
    present_[static_cast<std::size_t>(place)] += n;
    look(static_cast<std::size_t>(place));
  }

 private:
  struct At {
    int place;
    bool pending;  ///< follows a route
  };
  void look(std::size_t place);
  void refresh(int place);

  const Plan& plan_;
  Weights weights_;
  bool order_free_;
  std::vector<At> at_;                        ///< [node]
  std::vector<Junction> junctions_;           ///< [place]
  std::vector<Way> ways_, on_foot_;           ///< [route], then [node with a route pending]
  std::vector<std::uint64_t> leaving_;        ///< [place]
  std::vector<double> present_, open_, capacity_, own_conditional_;
  std::vector<std::uint8_t> sensitive_, fresh_, limited_, changing_, ordered_;
  std::vector<int> now_changing_;
};

}  // namespace nuzuh::movement
