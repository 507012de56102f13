#pragma once
// The ways out of every place as single people meet them: thresholds for random words, kept up to date with the day's weights and with the
// camps as they fill while people move.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "nuzuh/movement/people_kernels.hpp"
#include "nuzuh/movement/roads.hpp"
#include "nuzuh/movement/weights.hpp"

namespace nuzuh::movement {

/// What someone at a node may do.
struct Junction {
  std::uint32_t upto[4] = {};  ///< of the first ways; 2^32 - 1 where there are fewer
  std::uint32_t first = 0;     ///< ways [first, first + count)
  std::uint16_t count = 0;
  bool certain = false;  ///< nobody stays
  bool fresh = false;    ///< for Crossroads

  /// Which of its ways a word takes; `count`: the person stays.
  [[nodiscard]] std::uint32_t choose(const Way* ways, std::uint32_t word) const {
    std::uint32_t way = 0;
    for (const std::uint32_t limit : upto) way += word >= limit;
    if (count > 4 && way == 4) [[unlikely]] {
      while (way < count && word >= ways[way].upto) ++way;
    }
    const std::uint32_t last = count - static_cast<std::uint32_t>(certain);
    return way < last ? way : last;
  }
};

/// Parts of the day, each with its own places that may change.
enum class Phase { morning, on_the_way };

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
  const Junction& junction(int node);
  [[nodiscard]] const Junction& place_junction(int place) {
    const Junction& here = junctions_[static_cast<std::size_t>(place)];
    if (!here.fresh) [[unlikely]] refresh(place);
    return here;
  }
  [[nodiscard]] const Way* ways(const Junction& at, bool on_foot) const { return (on_foot ? on_foot_ : ways_).data() + at.first; }

  [[nodiscard]] int place_of(int node) const { return at_[static_cast<std::size_t>(node)].place; }
  [[nodiscard]] int site_of(int node) const { return plan_.site_of(place_of(node)); }
  [[nodiscard]] bool pending(int node) const { return at_[static_cast<std::size_t>(node)].pending; }
  [[nodiscard]] bool limited(int site) const { return limited_[static_cast<std::size_t>(site)] != 0; }
  /// Takes in people in the evening (order-free admission): a camp today, of those that ever have a capacity.
  [[nodiscard]] bool admits(int site) const { return limited(site) && weights_.today(site).camp; }

  /// People's own past counts (avoid_short_stints, walk_probability, two-system decisions), so that nobody is worked on together with others.
  [[nodiscard]] bool personal() const { return personal_; }
  /// Which way a word takes for someone who leaves a place for certain; the number of routes: a camp turns them back. Kept where
  /// avoid_short_stints or two-system decisions ask for it; after `junction(place)`.
  [[nodiscard]] std::uint32_t choose_for_certain(int place, std::uint32_t word) const {
    const PlanPlace& here = plan_.places[static_cast<std::size_t>(place)];
    const std::uint32_t* upto = for_certain_.data() + here.first_route;
    std::uint32_t way = 0;
    while (way < static_cast<std::uint32_t>(here.route_count) && word >= upto[way] && upto[way] != 0xffffffffu) ++way;
    return way;
  }

  /// Which sites' openness may change while people move today. All others keep that of dawn, so that at places from where no way leads to
  /// a changing one people can be taken in any order.
  void set_changing(Phase phase, const std::vector<int>& sites);
  [[nodiscard]] const std::vector<int>& now_changing() const { return watch_->sites; }
  [[nodiscard]] bool changing(int site) const { return watch_->changing[static_cast<std::size_t>(site)] != 0; }
  [[nodiscard]] double capacity(int site) const { return capacity_[static_cast<std::size_t>(site)]; }
  /// Asks the memory for what decides the way from a node, and `ahead`, its first ways.
  void prefetch(int node, std::uint32_t ahead) const {
    __builtin_prefetch(&junctions_[static_cast<std::size_t>(std::min(node, plan_.place_count() - 1))]);
    __builtin_prefetch(&ways_[ahead]);
    __builtin_prefetch(&ways_[ahead + 2]);
  }
  [[nodiscard]] std::uint32_t first_way(int node) const { return junctions_[static_cast<std::size_t>(std::min(node, plan_.place_count() - 1))].first; }
  /// Whoever comes to the node is not simply a person at a place who decides alone: their choice is `ordered` or depends on their own past, a
  /// route is pending, or (in the order-free behaviours) the place admits people.
  [[nodiscard]] bool special(int node) const { return personal_ || watch_->special[static_cast<std::size_t>(node)] != 0; }
  /// What people at the node do depends on who came before them: the place changes, or a way from it ends at one that does.
  [[nodiscard]] bool ordered(int node) const {
    const At& here = at_[static_cast<std::size_t>(node)];
    return here.pending ? changing(plan_.site_of(here.place)) || changing(plan_.site_of(plan_.nodes[static_cast<std::size_t>(node)].end)) : !order_free_ && watch_->special[static_cast<std::size_t>(node)] != 0;
  }
  /// How many people are at a changing site.
  void set_present(int site, double n) {
    present_[static_cast<std::size_t>(site)] = n;
    look(static_cast<std::size_t>(site));
  }
  /// One person more (1) or less (-1) at a changing site.
  void change(int site, double n) {
    present_[static_cast<std::size_t>(site)] += n;
    look(static_cast<std::size_t>(site));
  }

 private:
  struct At {
    int place;
    bool pending;  ///< follows a route
  };
  struct Watch {
    std::vector<int> sites;
    std::vector<std::uint8_t> changing;   ///< [site]
    std::vector<std::uint16_t> special;   ///< [node] sites that make it so, besides what always does
  };
  void look(std::size_t site);
  void refresh(int place);

  const Plan& plan_;
  Weights weights_;
  bool order_free_, personal_;
  std::vector<At> at_;                        ///< [node]
  std::vector<Junction> junctions_;           ///< [place]
  std::vector<Way> ways_, on_foot_;           ///< [route], then [node with a route pending]
  std::vector<std::uint32_t> for_certain_;        ///< [route] the words up to which someone who leaves for certain takes it
  std::vector<std::uint64_t> leaving_;        ///< [place]
  std::vector<double> present_, open_, capacity_;  ///< [site]
  std::vector<double> own_conditional_;
  std::vector<std::uint8_t> sensitive_, limited_;  ///< [place], [site]
  Watch watches_[2];
  Watch* watch_ = watches_;
  Junction way_on_;                           ///< of the node with a route pending that was asked for last
  std::vector<int> first_origin_, origins_;   ///< [site] origins of the ways that end there
};

}  // namespace nuzuh::movement
