#pragma once
// The people of one member and their day.

#include <cmath>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "nuzuh/core/crew.hpp"
#include "nuzuh/movement/crossroads.hpp"
#include "nuzuh/movement/crowd.hpp"
#include "nuzuh/movement/trajectories.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::movement {

/// From so many people on, a crowd is cheaper than single people.
inline constexpr std::size_t k_few = 16;
/// The cells are parted into at most so many shares, each filled by one worker at a time.
inline constexpr std::size_t k_shares = 16;
/// Fewer parts than this are not worth the wait for other workers.
inline constexpr std::size_t k_worth_sharing = 8;
/// Networks of so many rest cells are worked on by all hands.
inline constexpr int k_large = 4096;
/// Single people are worked on so many at a time, that what they need stays in the first caches.
inline constexpr std::size_t k_batch = 512;

class People {
 public:
  People(const Plan& plan, const Roads& roads, const Parameters& parameters, const PeopleKernels& kernels, std::uint64_t seed, std::uint32_t member, int guess_before, unsigned workers);

  /// Moves everybody; days are called one after the other, from 0.
  void day(int t);
  /// The evening of the day, as row of the member: one column for each of `sites`, then the people on the way.
  void record(Trajectories& out, std::size_t row_member, const std::vector<int>& sites) const;

 private:
  using Index = std::size_t;
  /// Somebody who reached `node` today after `moved` km, or (in the morning) who may leave the rest cell `node`.
  struct Step {
    double moved;
    std::uint32_t person;
    std::uint32_t word;  ///< in the morning the word that decides; later how many words of the person are used up
    int node;
  };
  /// Somebody who may leave a place in the morning by a word.
  struct Asked {
    std::uint32_t person, word;
    int node;
  };
  /// A single person of a batch, on the way. Who it is stands where their words do.
  struct Walker {
    double moved;
    int node;
    std::uint32_t word;  ///< where among the words of the batch their next one is, plus k_word_used for each that is used up
  };
  static constexpr std::uint32_t k_word_used = 1u << 24;
  /// Those of a rest cell who may leave.
  struct Leavers {
    int cell;
    Index begin, count;  ///< in Hands::leaver and word
  };
  /// Those whose way ends today.
  struct Travellers {
    int leg;
    bool turned;
    Index begin, count;  ///< in traveller_
  };
  struct Wish {
    std::uint32_t person;
    int leg;
  };
  /// Of a rest cell that people seldom leave.
  struct Skip {
    double left = 0;              ///< people to pass over before the next who leaves
    double inverse_log = 0;       ///< 1 / log(1 - chance)
    std::uint64_t threshold = 0;  ///< the chance for which these hold
    std::uint32_t blocks = 0;     ///< of random words drawn on that day
    int day = -1;
  };
  struct Settled {
    std::uint32_t who;  ///< the person, or the word of a Walker
    int node;
  };
  /// Somebody who takes a way that needs more than one look.
  struct Turned {
    double moved;
    std::uint32_t who, way;
  };
  enum class Course { on, over, asleep };
  /// What one worker needs to follow people, and what comes of it.
  struct alignas(64) Hands {
    bool alone = true;  ///< nobody works beside: whom they put to rest is in the list at once
    std::vector<Walker> batch;
    std::vector<Settled> settled;
    std::vector<Turned> turned;
    Crowd few;  ///< cells where few people rest
    Padded<Asked> asked;
    Crowd person, block, words;  ///< whose random words, of which blocks, and these

    std::vector<Leavers> leavers;
    Crowd leaver, word;
    Padded<Step> single;           ///< who goes on alone
    std::vector<Step> in_order;    ///< who waits for the order of the list
    std::vector<Settled> rested[k_shares];  ///< where others work beside, by the share of the cells
    std::vector<Settled> asleep;            ///< where others work beside, by slot
  };

  // Morning (people_morning.cpp).
  void start(int site, std::int64_t people);
  void mix(int site, const GroupShares& shares, std::int64_t people);
  void settle(int place, std::int64_t people);
  void set_out();
  void draw_origins(std::int64_t people);
  void close_links();
  void find_travellers();
  void find_leavers(Hands& hands, int cell);
  void skip_through(Hands& hands, int cell, std::uint64_t threshold);
  void depart();
  void ask_who_leaves(Hands& hands, int first, int last);
  void depart_few(Hands& hands);
  void hold(Hands& found, Leavers& group);
  void depart(Hands& found, Leavers group);
  void stay(std::uint32_t person, int cell);

  // Who is there already (people_match.cpp).
  void meet_their_own();

  // Who still lives where (people_population.cpp).
  void count_who_lives_where();

  // On the way (people_travel.cpp).
  void travel_on();
  void arrive(const Travellers& group);
  void go_on();
  void land(const Way* ways, Index count, Crowds& to);
  void reach(int leg, int node, const std::uint32_t* who, const double* moved, Index count, Crowds& to);
  void end_day(Hands& hands, int leg, int node, const std::uint32_t* who, Index count);
  void set_off(Hands& hands, std::uint32_t person, const Way& way);
  void meet(Hands& hands, const Step& step, int leg);
  void follow(Hands& hands, const Step& step);
  Course take(Hands& hands, std::uint32_t person, const Way& way, double& moved, std::uint32_t hop);

  // Single people (people_single.cpp).
  const std::uint32_t* own_words(Hands& hands, const Step* steps, Index count);
  static void make_room(Hands& hands, Index count);
  void leave_places(Hands& hands);
  void travel_single();
  void travel_batch(Hands& hands, const Step* steps, Index size);
  Index hop(Hands& hands, Index count, const std::uint32_t* words);
  template <bool in_order>
  void travel(Hands& hands, Step step, const std::uint32_t* words);
  [[nodiscard]] bool waits(const Step& step, std::uint32_t word);

  // What people's own past says (people_past.cpp).
  double speed_on(int leg, std::uint32_t person, std::uint32_t hop) const;
  Course walk(std::uint32_t person, int leg, double& moved, std::uint32_t hop);
  void walk_on(Crowd& on_link, int leg);
  [[nodiscard]] bool hurries(const Step& step) const;
  void remember();

  // Who knows how many, and who deliberates for it (people_deliberate.cpp).
  void draw_connections();
  [[nodiscard]] bool will_deliberate(std::uint32_t person, int place) const;
  [[nodiscard]] bool deliberates(const Step& step) const;
  void deliberate();
  void leave(std::uint32_t person, int leg, std::uint32_t hop);
  void spend_the_morning();
  void join(const Step& step);
  void travel_among_others();
  /// The way of somebody who leaves a place for certain; null: a camp turns them back, or there is none.
  const Way* way_for_certain(int place, std::uint32_t word, bool on_foot);

  // Where the order of the list matters (people_order.cpp).
  [[nodiscard]] std::vector<int> may_change(double arriving) const;
  void depart_in_order();
  void set_changing(Phase phase, const std::vector<int>& sites);
  bool release();
  bool guess();
  [[nodiscard]] double guess_most(int site) const;
  void free_the_certain();
  template <class Keep>
  bool let_go(Phase phase, Keep&& keep);
  void travel_in_order();
  void sort_by_person(std::vector<Step>& steps);

  // Crowds for which it matters (people_held.cpp).
  [[nodiscard]] bool stay_together(int node, Index count) const;
  [[nodiscard]] Index held_in_crowds() const;
  void release_crowds();
  void hold_singly();
  void cross_held();
  void cross(const Arrivals& crowd, int node, std::uint32_t used, Crowds& to);

  // Work for many hands (people_hands.cpp).
  /// Has [0, count) worked on in parts, one after the other or at once: job(hands, first, last). What comes of it is put together in order.
  template <class Job>
  void share_out(Index count, Job&& job) {
    if (!crew_ || count < k_worth_sharing) {
      job(own_, Index{0}, count);
      return;
    }
    for (Hands& hands : hands_) hands.alone = false;
    crew_->run([&](unsigned worker) { job(hands_[worker], count * worker / hands_.size(), count * (worker + 1) / hands_.size()); });
    put_together();
  }
  void put_together();
  [[nodiscard]] Index worth(unsigned workers) const;

  // Evening (people.cpp).
  void admit();
  void drain();
  void count();

  /// The way that a word takes; null: the person stays.
  static const Way* choose(const Junction& here, const Way* ways, std::uint32_t word) {
    const std::uint32_t way = here.choose(ways, word);
    return way < here.count ? ways + way : nullptr;
  }
  /// Where those rest who stay at a cell: at the place, without the route that they could not follow.
  [[nodiscard]] int stay_cell(int cell) const {
    return crossroads_.place_of(roads_.node_of(cell)) + (cell >= roads_.nodes ? roads_.nodes : 0);
  }
  /// The rest cells of a site; none where it has no capacity.
  [[nodiscard]] std::span<const int> limited_cells(int site) const {
    const std::uint32_t* first = first_limited_.data() + site;
    return {limited_cells_.data() + first[0], first[1] - first[0]};
  }
  /// Where those rest who come to a node and do not go on: at the place too, but farmers hold on to their route through the harvest.
  [[nodiscard]] int halt_cell(int node) const {
    const int place = crossroads_.place_of(node);
    return plan_.harvest.empty() || !crossroads_.weights().today(place).stays ? place : node;
  }
  /// People at rest at a site with a capacity, as of now.
  [[nodiscard]] double resting(int site) const {
    Index people = 0;
    for (const int cell : limited_cells(site)) people += rest_[static_cast<Index>(cell)].size();
    return static_cast<double>(people) + still_counted_[static_cast<Index>(site)];
  }
  /// The number of people up to which a changing site is wide open.
  [[nodiscard]] double fills_at(int site) const {
    return crossroads_.weights().parameters().capacity_buffer * crossroads_.capacity(site);
  }
  [[nodiscard]] WordSource source(int cell, rng::Purpose purpose, std::uint32_t first) const {
    return {seed_, member_, key_[static_cast<Index>(cell)], (static_cast<std::uint32_t>(day_) << 16) | static_cast<std::uint32_t>(purpose), first};
  }
  /// Somebody comes to rest, or goes to sleep on a link: in the list at once, or noted for it where others work beside.
  void rest(Hands& hands, int cell, std::uint32_t person) {
    if (hands.alone) {
      rest_[static_cast<Index>(cell)].push(person);
    } else {
      hands.rested[static_cast<Index>(cell) >> share_bits_].push_back({person, cell});
    }
  }
  void rest(Hands& hands, int cell, const std::uint32_t* who, Index count) {
    if (hands.alone) {
      rest_[static_cast<Index>(cell)].append(who, count);
    } else {
      for (Index i = 0; i < count; ++i) rest(hands, cell, who[i]);
    }
  }
  void sleep(Hands& hands, int slot, std::uint32_t person) {
    if (hands.alone) {
      slot_[static_cast<Index>(slot)].push(person);
    } else {
      hands.asleep.push_back({person, slot});
    }
  }
  [[nodiscard]] bool wishes_at(int leg, int node, bool over) const {
    return order_free_ && leg >= 0 && crossroads_.admits(crossroads_.site_of(node)) && (over || !crossroads_.pending(node));
  }

  const Plan& plan_;
  const Roads& roads_;
  PeopleKernels kernels_;
  std::uint64_t seed_;
  std::uint32_t member_;
  Crossroads crossroads_;
  bool order_free_, hurry_, two_system_;  ///< hurry_: avoid_short_stints
  int guess_before_;                      ///< day
  std::vector<Hands> hands_;  ///< of each worker
  Hands& own_;                ///< the first's, also for what is not shared out
  std::unique_ptr<core::Crew> crew_;
  unsigned share_bits_ = 0;   ///< a cell's share is its number without so many of its lowest bits
  int day_ = -1;
  std::uint32_t ever_ = 0;     ///< people who ever set out: the next number
  std::uint64_t gone_ = 0;     ///< whom sinks have taken
  double waiting_people_ = 0;  ///< who should set out, but nowhere is a place to set out from
  std::vector<std::uint32_t> key_;  ///< [rest cell] of its random words; unique

  std::vector<Crowd> rest_, slot_;     ///< [rest cell], [slot, then slot of travellers who turn back]
  std::vector<Skip> skip_;             ///< [rest cell]
  std::vector<double> last_km_;        ///< [person] moved on the day of arrival, for those on a link (where it is not the same for all)
  std::vector<double> on_link_km_;     ///< [person] on the link where they sleep, where people walk by chance
  std::vector<double> today_km_, lately_;  ///< [person] moved today; mean of the last days in full days (avoid_short_stints)
  std::vector<std::uint8_t> connections_, decisions_here_;  ///< [person] of two-system decisions; the second since they came, at most 255
  std::vector<int> came_by_;            ///< [person] the leg by which they came to where they stand in the list (two-system decisions)
  std::vector<std::int64_t> here_now_;  ///< [site] people at it as the list is followed (two-system decisions)
  std::vector<Crowd> set_out_;          ///< [site] who left it this morning (two-system decisions)
  std::vector<double> present_;        ///< [site] at rest: this morning, after people set out; from the evening on, then
  std::vector<double> still_counted_;  ///< [site] who have left the system from there, where they stay counted
  std::vector<double> present_before_; ///< [site] on the morning before
  std::vector<std::uint32_t> rest_size_, slot_size_;  ///< before the guess of today
  std::vector<double> population_;  ///< [site] who still live there
  std::vector<double> cumulative_;
  std::vector<double> at_rest_;     ///< [place] this morning, for matching
  std::vector<std::uint32_t> guide_;

  Crowd traveller_;
  std::vector<Travellers> travellers_;
  std::vector<double> last_leg_km_;  ///< moved today by those of a group

  std::vector<std::uint32_t> first_limited_;  ///< [site] of limited_cells_
  std::vector<int> limited_cells_;
  Crowds crowds_;               ///< who may go on
  std::size_t worked_ = 0;      ///< of its nodes
  Crowds held_crowds_;          ///< who may go on, at places where the order of the list matters
  Crowds own_crowds_[2];        ///< who has gone on by words of their own: those of an even number of steps, and of an odd
  std::vector<std::uint32_t> drawn_;  ///< [node] blocks of random words used today
  Arrivals scratch_;
  bool expecting_ = false;  ///< the changing sites as expected say of most words which way they take
  std::vector<Step> morning_, held_, before_guess_, sorted_;
  std::vector<std::uint64_t> there_;  ///< a bit for each person, set for those who are sorted
  std::vector<std::uint32_t> where_;  ///< [person] among those who are sorted
  std::vector<std::pair<std::uint32_t, int>> forgot_;  ///< person, rest cell
  std::size_t waiting_ = 0;  ///< who ever waited in crowds_ today
  Parting parting_;
  std::vector<double> zeros_;
  std::vector<std::vector<Wish>> wishes_;  ///< [site]

  std::vector<double> leaving_;           ///< [site] people who may leave today
  std::vector<double> came_;              ///< [site] the most who came on a day, the longer ago the less
  std::vector<double> wait_there_, at_most_;  ///< [site] held there at the guess; guessed for the rest of the day
};

}  // namespace nuzuh::movement
