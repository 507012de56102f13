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

/// How far a way leads, shared by all ways that are alike in it (see Way).
struct Span {
  double length_km = 0, limit_km = 0;
};

/// What someone at a node may do. All that a step over one of the first ways needs lies in one line of the cache.
struct alignas(64) Junction {
  std::uint32_t upto[4] = {};  ///< of the first ways; 2^32 - 1 where there are fewer
  std::int32_t node[4] = {};   ///< where they lead
  std::uint32_t span[4] = {};  ///< of Crossroads::spans
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

/// A step from a place.
struct Stride {
  double to;          ///< [km] moved today by the end of the way
  int node;           ///< where it leads
  std::uint32_t way;  ///< of Crossroads::way
  bool goes;          ///< does not stay; else the rest means nothing, but `node` is one
  bool arrives;       ///< today, and may go on
};

/// Parts of the day, each with its own places that may change: they are nearly the same from one day to the next.
enum class Phase { morning, on_the_way, guessed };

class Crossroads {
 public:
  Crossroads(const Plan& plan, const Roads& roads, const Parameters& parameters);

  Weights& weights() { return weights_; }
  [[nodiscard]] const Weights& weights() const { return weights_; }

  /// After the weights' dawn: the openness of the places with `present` people, of which the day keeps its own account.
  void dawn(std::span<const double> present);

  /// The chance (times 2^32) that someone at rest leaves while every place is open: never less than at any time of the day. In the order-free
  /// behaviours, where openness is that of dawn: the chance itself.
  [[nodiscard]] std::uint64_t leaving(int node) {
    if (pending(node)) return weights_.today(place_of(node)).stays ? 0 : k_certain;
    const auto place = static_cast<std::size_t>(place_of(node));
    if (order_free_ && !junctions_[place].fresh) refresh(static_cast<int>(place));
    return leaving_[place];
  }

  /// Works out now what would be on demand, so that several may look at places at once.
  void freshen();
  /// The ways out of a node with the openness of now.
  const Junction& junction(int node);
  [[nodiscard]] const Junction& place_junction(int place) {
    const Junction& here = junctions_[static_cast<std::size_t>(place)];
    if (!here.fresh) [[unlikely]] refresh(place);
    return here;
  }
  [[nodiscard]] const Way& way(std::uint32_t i) const { return ways_[i]; }
  /// What a word makes of somebody at a place after `moved` km today.
  [[nodiscard]] Stride stride(int place, std::uint32_t word, double moved) {
    const Junction& here = place_junction(place);
    const std::uint32_t k = here.choose(ways_.data() + here.first, word), way = here.first + k;
    int node = here.node[k % 4];
    Span span = spans_[here.span[k % 4]];
    if (here.count > 4 && k >= 4) [[unlikely]] {
      const Way& far = ways_[way];
      node = far.node, span = {far.length_km, far.limit_km};
    }
    const double to = moved + span.length_km;
    const bool goes = k < here.count;
    return {to, node, way, goes, static_cast<bool>(goes & (to < span.limit_km) & (full_speed_ | (span.length_km < span.limit_km - moved)))};
  }
  [[nodiscard]] const Way* ways(const Junction& at, bool on_foot) const { return (on_foot ? on_foot_ : ways_).data() + at.first; }

  [[nodiscard]] int place_of(int node) const { return node < places_ ? node : plan_.nodes[static_cast<std::size_t>(node)].place; }
  [[nodiscard]] int site_of(int node) const { return plan_.site_of(place_of(node)); }
  /// Follows a route.
  [[nodiscard]] bool pending(int node) const { return node >= places_; }
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
  /// Asks the memory for what decides the way from a node.
  void prefetch(int node) const { __builtin_prefetch(&junctions_[static_cast<std::size_t>(std::min(node, places_ - 1))]); }
  /// Whoever comes to the node is not simply a person at a place who decides alone: their choice is `ordered` or depends on their own past, a
  /// route is pending, or (in the order-free behaviours) the place admits people.
  [[nodiscard]] bool special(int node) const { return personal_ || watch_->special[static_cast<std::size_t>(node)] != 0; }
  /// What people at the node do depends on who came before them: the place changes, or a way from it ends at one that does.
  [[nodiscard]] bool ordered(int node) const {
    if (!pending(node)) return !order_free_ && watch_->special[static_cast<std::size_t>(node)] != 0;
    return changing(site_of(node)) || changing(plan_.site_of(plan_.nodes[static_cast<std::size_t>(node)].end));
  }
  /// From now on, till `set_changing`, a changing site is expected to have from `fewest` to `most` people.
  void expect(int site, double fewest, double most);
  /// False: whoever draws the word at a place that itself does not change takes the same way however many people come to be at the changing
  /// sites, as far as is expected. True for the first few words at a place too: to know better costs more than it saves.
  [[nodiscard]] bool doubtful(int place, std::uint32_t word) {
    Doubt& doubt = doubts_[static_cast<std::size_t>(place)];
    if (doubt.stage != stage_) doubt = {stage_, k_asked_in_vain};
    if (doubt.asked_in_vain > 0) {
      if (--doubt.asked_in_vain == 0) find_doubtful(place);
      return true;
    }
    bool any = false;
    for (std::uint32_t i = doubt.first; i < doubt.first + doubt.count; ++i) any |= word - words_[i].first < words_[i].count;
    return any;
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
  static constexpr std::uint64_t k_certain = std::uint64_t{1} << 32;
  static constexpr std::uint32_t k_asked_in_vain = 4;
  /// Random words [first, first + count).
  struct Words {
    std::uint32_t first, count;
  };
  /// The doubtful words of a place.
  struct Doubt {
    std::uint32_t stage = 0;          ///< for which the rest holds
    std::uint32_t asked_in_vain = 0;  ///< times more, before it is worked out
    std::uint32_t first = 0, count = 0;  ///< in words_
  };
  struct Watch {
    std::vector<int> sites;
    std::vector<std::uint8_t> changing;   ///< [site]
    std::vector<std::uint16_t> special;   ///< [node] sites that make it so, besides what always does
  };
  void look(std::size_t site);
  void find_doubtful(int place);
  void spoil(int place);
  void refresh(int place);

  const Plan& plan_;
  Weights weights_;
  int places_;  ///< nodes below are places, the others people with a route pending
  bool order_free_, personal_, full_speed_;
  std::vector<Junction> junctions_;           ///< [place]
  std::vector<Span> spans_;
  std::vector<Way> ways_, on_foot_;           ///< [route], then [node with a route pending]
  std::vector<std::uint32_t> for_certain_;        ///< [route] the words up to which someone who leaves for certain takes it
  std::vector<std::uint64_t> leaving_;        ///< [place]
  std::vector<double> present_, open_, capacity_;  ///< [site]
  std::vector<double> least_open_, most_open_;     ///< [changing site] as expected
  std::vector<int> stale_;     ///< places that are to be worked out anew, some of them no longer
  std::vector<Doubt> doubts_;  ///< [place]
  std::vector<Words> words_;
  std::uint32_t stage_ = 0;    ///< counts the times that other people were expected
  std::vector<double> own_conditional_, lower_, upper_;
  std::vector<std::uint8_t> sensitive_, limited_;  ///< [place], [site]
  Watch watches_[3];
  Watch* watch_ = watches_;
  Junction way_on_;                           ///< of the node with a route pending that was asked for last
  std::vector<int> first_origin_, origins_;   ///< [site] origins of the ways that end there
};

}  // namespace nuzuh::movement
