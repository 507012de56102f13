// Two-system decisions: people know others, more or fewer by where they have been; those who know enough choose their way out of a long
// conflict beforehand and leave for certain. How many people are at a place when somebody's turn comes decides what they learn to know,
// so on the way everybody is followed in the order of the list. In the morning that is not needed: where somebody may deliberate, the number
// of people does not count, and elsewhere connections do not; who was there at whose turn is worked out when all have left who do.

#include <algorithm>

#include "nuzuh/movement/connections.hpp"
#include "nuzuh/movement/people.hpp"
#include "nuzuh/rng/quantiles.hpp"

namespace nuzuh::movement {
namespace {

using rng::Purpose;
constexpr double k_word = 4294967296.0;  // 2^32

/// Who of a place meets at least so many people there at their turn in the morning: those whose number is below what is returned.
/// `people` were there at dawn; `left` set out, and are reordered.
std::uint32_t first_to_miss(std::int64_t at_least, std::int64_t people, Crowd& left) {
  const std::int64_t may_leave = people - at_least;
  if (may_leave < 0) return 0;
  if (may_leave >= static_cast<std::int64_t>(left.size())) return 0xffffffffu;
  std::nth_element(left.data(), left.data() + may_leave, left.data() + left.size());
  return left[static_cast<std::size_t>(may_leave)] + 1;
}

/// What a decision at a place of so many people makes of somebody's connections.
void spend(std::uint8_t& connections, std::uint8_t& decisions, std::int64_t people, bool camp, bool broken) {
  if (decisions < 255) ++decisions;
  connections = static_cast<std::uint8_t>(connections_after(connections, people, camp, decisions, broken));
}

}  // namespace

/// Those who set out today get their first connections; people of agents.csv have none.
void People::draw_connections() {
  const bool first = connections_.empty();
  for (auto person = static_cast<std::uint32_t>(connections_.size()); person < ever_; ++person) {
    rng::Stream stream(seed_, member_, person, 0, Purpose::connections);
    const auto drawn = rng::poisson_quantile(stream.uniform(), plan_.average_connections);
    connections_.push_back(static_cast<std::uint8_t>(std::min<std::int64_t>(k_most_connections_at_first, drawn)));
  }
  decisions_here_.resize(ever_), came_by_.resize(ever_);
  if (!first) return;
  auto person = connections_.begin();
  for (const FirstCrowd& crowd : plan_.first_people) {
    if (crowd.listed) std::fill_n(person, crowd.people, std::uint8_t{0});
    person += crowd.people;
  }
}

/// In the morning, before connections change.
bool People::will_deliberate(std::uint32_t person, int place) const {
  const PlaceDay& here = crossroads_.weights().today(place);
  return here.deliberation && !here.stays && connections_after(connections_[person], 0, false, 0, here.breaks_connections) >= k_connections_to_deliberate;
}

/// On the way, after they have changed.
bool People::deliberates(const Step& step) const {
  const PlaceDay& here = crossroads_.weights().today(crossroads_.place_of(step.node));
  return here.deliberation && !here.stays && connections_[step.person] >= k_connections_to_deliberate;
}

/// Takes out of the rest cells who deliberates this morning.
void People::deliberate() {
  here_now_.resize(present_.size()), set_out_.resize(present_.size());
  for (Crowd& left : set_out_) left.clear();
  for (int cell = 0; cell < roads_.rests; ++cell) {
    Crowd& here = rest_[static_cast<Index>(cell)];
    const int place = crossroads_.place_of(roads_.node_of(cell));
    if (here.empty() || !crossroads_.weights().today(place).deliberation) continue;
    Index others = 0;
    for (Index i = 0; i < here.size(); ++i) {
      const std::uint32_t person = here[i];
      if (will_deliberate(person, place)) {
        rng::Stream stream(seed_, member_, person, day_, Purpose::deliberate);
        morning_.push_back({0, person, static_cast<std::uint32_t>(stream.uniform() * k_word), cell});
      } else {
        here[others++] = person;
      }
    }
    here.resize(others);
  }
}

const Way* People::way_for_certain(int place, std::uint32_t word, bool on_foot) {
  const Junction& here = crossroads_.place_junction(place);
  const std::uint32_t way = crossroads_.choose_for_certain(place, word);
  return way < static_cast<std::uint32_t>(plan_.places[static_cast<Index>(place)].route_count) ? crossroads_.ways(here, on_foot) + way : nullptr;
}

/// Somebody takes a link, their number `hop` of the day (0: the one of the morning).
void People::leave(std::uint32_t person, int leg, std::uint32_t hop) {
  const int site = plan_.site_of(plan_.links[static_cast<Index>(roads_.legs[static_cast<Index>(leg)].link)].from);
  if (hop == 0) {
    set_out_[static_cast<Index>(site)].push(person);
  } else {
    --here_now_[static_cast<Index>(site)];
    decisions_here_[person] = 0;
  }
}

/// The connections of all who rested at dawn, when all have left who do.
void People::spend_the_morning() {
  struct Meeting {
    std::uint32_t very_many, many, some;  ///< whose number is below meets so many
    [[nodiscard]] std::int64_t people(std::uint32_t person) const {
      return person < very_many ? 2 * k_many_here : person < many ? k_many_here + 1 : person < some ? k_few_here : 0;
    }
  };
  std::ranges::fill(here_now_, 0);
  for (int cell = 0; cell < roads_.rests; ++cell) {
    here_now_[static_cast<Index>(crossroads_.site_of(roads_.node_of(cell)))] += static_cast<std::int64_t>(rest_[static_cast<Index>(cell)].size());
  }
  std::vector<Meeting> meetings;
  for (Index site = 0; site < here_now_.size(); ++site) {
    Crowd& left = set_out_[site];
    const std::int64_t dawn = here_now_[site] + static_cast<std::int64_t>(left.size());
    meetings.push_back({first_to_miss(2 * k_many_here, dawn, left), first_to_miss(k_many_here + 1, dawn, left), first_to_miss(k_few_here, dawn, left)});
    for (Index i = 0; i < left.size(); ++i) {
      const PlaceDay& today = crossroads_.weights().today(static_cast<int>(site));
      spend(connections_[left[i]], decisions_here_[left[i]], meetings[site].people(left[i]), today.camp, today.breaks_connections);
      decisions_here_[left[i]] = 0;
    }
  }
  for (int cell = 0; cell < roads_.rests; ++cell) {
    const Crowd& here = rest_[static_cast<Index>(cell)];
    const int site = crossroads_.site_of(roads_.node_of(cell));
    const Meeting meeting = meetings[static_cast<Index>(site)];
    const PlaceDay& today = crossroads_.weights().today(site);
    // Copies, that the bytes written in the loop do not make it read all of this again.
    const bool camp = today.camp, broken = today.breaks_connections;
    const std::uint32_t* people = here.data();
    std::uint8_t *connections = connections_.data(), *decisions = decisions_here_.data();
    for (Index i = 0, count = here.size(); i < count; ++i) spend(connections[people[i]], decisions[people[i]], meeting.people(people[i]), camp, broken);
  }
}

/// Somebody comes to a place, and decides there if their day is not over.
void People::join(const Step& step) {
  const int place = crossroads_.place_of(step.node);
  const std::int64_t people = ++here_now_[static_cast<Index>(plan_.site_of(place))];
  if (step.moved == k_day_over) return;
  const PlaceDay& today = crossroads_.weights().today(place);
  spend(connections_[step.person], decisions_here_[step.person], people, today.camp, today.breaks_connections);
}

/// The way of everybody, one after the other as they stand in the list.
void People::travel_among_others() {
  if (own_.in_order.empty()) return;
  sort_by_person(own_.in_order);
  const std::uint32_t* words = own_words(own_, own_.in_order.data(), own_.in_order.size());
  for (Index i = 0; i < own_.in_order.size(); ++i) {
    const Step& step = own_.in_order[i];
    const int leg = came_by_[step.person];
    if (wishes_at(leg, step.node, step.moved == k_day_over)) {
      const auto site = static_cast<Index>(crossroads_.site_of(step.node));
      ++here_now_[site];
      wishes_[site].push_back({step.person, leg});
    } else {
      travel<true>(own_, step, words + word_at(i, 0));
    }
  }
}

}  // namespace nuzuh::movement
