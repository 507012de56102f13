// Before anybody moves: who sets out, who may leave, whose journey ends today, and which camps may fill.

#include <algorithm>

#include "nuzuh/movement/people.hpp"
#include "nuzuh/rng/quantiles.hpp"

namespace nuzuh::movement {
namespace {

constexpr double k_word = 4294967296.0;  // 2^32
/// Below this chance of leaving it is cheaper to draw how many people are skipped than to ask each (1 / 16).
constexpr std::uint64_t k_rare = std::uint64_t{1} << 28;

}  // namespace

void People::start(int place, std::int64_t people) {
  Crowd& there = rest_[static_cast<Index>(roads_.rests > roads_.nodes ? place + roads_.nodes : place)];
  for (std::int64_t i = 0; i < people; ++i) there.push(ever_++);
  present_[static_cast<Index>(place)] += static_cast<double>(people);
  auto& living = population_[static_cast<Index>(place)];
  if (plan_.take_from_population && day_ >= 0) living = std::max(0.0, living - static_cast<double>(people));
}

void People::set_out() {
  Weights& weights = crossroads_.weights();
  if (plan_.spawn != SpawnKind::total_by_weight) {
    for (const auto& [place, mean] : plan_.arrivals_at[static_cast<Index>(day_)]) {
      rng::Stream stream(seed_, member_, plan_.places[static_cast<Index>(place)].entity, day_, rng::Purpose::spawn);
      start(place, plan_.spawn == SpawnKind::per_place ? static_cast<std::int64_t>(mean) : rng::poisson_quantile(stream.uniform(), mean));
    }
    return;
  }
  waiting_people_ += std::floor(weights.arrivals(day_) + 0.5);
  cumulative_.clear();
  double total = 0;
  for (const int place : weights.origins()) {
    cumulative_.push_back(total += weights.spawn_weight(place) * (plan_.take_from_population ? population_[static_cast<Index>(place)] : 1));
  }
  if (waiting_people_ <= 0 || total <= 0) return;
  draw_origins(static_cast<std::int64_t>(waiting_people_));
  waiting_people_ = 0;
}

/// Each where they set out from, one after the other as they stand in the list: word w of block i for person 4 i + w of the day.
void People::draw_origins(std::int64_t people) {
  const auto& origins = crossroads_.weights().origins();
  const double total = cumulative_.back();
  // The first origin to look at for each of so many equal parts of the total: the search is then a step or two.
  const Index parts = std::max<Index>(16, 2 * origins.size());
  guide_.clear();
  for (Index part = 0, at = 0; part < parts; ++part) {
    while (at + 1 < origins.size() && cumulative_[at] <= total * static_cast<double>(part) / static_cast<double>(parts)) ++at;
    guide_.push_back(static_cast<std::uint32_t>(at));
  }
  const auto blocks = static_cast<Index>((people + 3) / 4);
  person_.clear(), words_.clear();
  std::uint32_t* numbers = person_.space(blocks);
  for (Index i = 0; i < blocks; ++i) numbers[i] = static_cast<std::uint32_t>(i);
  std::fill_n(numbers + blocks, 8, 0u);
  std::uint32_t* words = words_.space(4 * blocks);
  kernels_.words(numbers, blocks, {seed_, member_, 0, (static_cast<std::uint32_t>(day_) << 16) | static_cast<std::uint32_t>(rng::Purpose::spawn), 0}, words);
  for (Index i = 0; i < static_cast<Index>(people); ++i) {
    const Index block = i / 4;
    const double u = (words[block / 8 * 32 + 8 * (i % 4) + block % 8] + 0.5) / k_word;
    const double x = u * total;
    Index at = guide_[static_cast<Index>(u * static_cast<double>(parts))];
    while (at > 0 && cumulative_[at - 1] > x) --at;  // rounding at the edge of a part
    while (at + 1 < origins.size() && cumulative_[at] <= x) ++at;
    start(origins[at], 1);
  }
}

void People::close_links() {
  if (!plan_.rules.closed_links_are_remembered) return;
  for (const auto& change : plan_.changes[static_cast<Index>(day_)].links) {
    if (change.open) continue;
    for (Index slot = 0; slot < roads_.slot_leg.size(); ++slot) {
      if (slot_[slot].empty() || roads_.legs[static_cast<Index>(roads_.slot_leg[slot])].link != change.link) continue;
      slot_[slot + roads_.slot_leg.size()].append(slot_[slot].data(), slot_[slot].size());
      slot_[slot].clear();
    }
  }
}

/// Takes out of the rest cells who leaves by the chances of now. Where a camp's openness changes them during the morning, the chance
/// is that of leaving while all is open, and the same word decides again when it is the person's turn.
void People::find_leavers() {
  leavers_.clear(), leaver_.clear(), word_.clear();
  for (int cell = 0; cell < roads_.rests; ++cell) {
    Crowd& here = rest_[static_cast<Index>(cell)];
    if (here.empty()) continue;
    const std::uint64_t threshold = crossroads_.leaving(roads_.node_of(cell));
    const Index begin = leaver_.size();
    if (threshold == 0) continue;
    if (threshold < k_rare) {
      skip_through(cell, threshold);
    } else {
      std::uint32_t* who = leaver_.space(here.size());
      std::uint32_t* word = word_.space(here.size());
      const Index found = kernels_.select(here.data(), here.size(), threshold, source(cell, rng::Purpose::move, 0), who, word);
      leaver_.resize(begin + found), word_.resize(begin + found);
      here.resize(here.size() - found);
    }
    if (leaver_.size() > begin) leavers_.push_back({cell, begin, leaver_.size() - begin});
  }
}

/// The same for a cell that people seldom leave: how many stay until the next leaves is drawn, so that those are not touched.
void People::skip_through(int cell, std::uint64_t threshold) {
  Crowd& here = rest_[static_cast<Index>(cell)];
  const double inverse_log = 1 / std::log1p(-static_cast<double>(threshold) / k_word);
  double gap[8], at = -1;
  std::uint32_t word[8];
  Crowd& positions = person_;
  positions.clear();
  for (std::uint32_t first = 0;; first += 8) {
    kernels_.gaps(inverse_log, source(cell, rng::Purpose::move, first), gap, word);
    for (int i = 0; i < 8; ++i) {
      at += 1 + gap[i];
      if (at >= static_cast<double>(here.size())) {
        // From the last on, so that the one who closes the hole stays.
        for (Index k = positions.size(); k-- > 0;) {
          here[positions[k]] = here[here.size() - 1];
          here.resize(here.size() - 1);
        }
        return;
      }
      const auto position = static_cast<Index>(at);
      positions.push(static_cast<std::uint32_t>(position));
      leaver_.push(here[position]);
      word_.push(static_cast<std::uint32_t>((word[i] * threshold) >> 32));
    }
  }
}

/// One evening less for all who sleep on links; takes out those who arrive.
void People::find_travellers() {
  travellers_.clear(), traveller_.clear();
  const Index slots = roads_.slot_leg.size();
  for (Index s = 0; s < 2 * slots; ++s) {
    const Index slot = s % slots;
    if (slot_[s].empty()) continue;
    if (roads_.slot_arrives[slot]) {
      travellers_.push_back({roads_.slot_leg[slot], s >= slots, traveller_.size(), slot_[s].size()});
      traveller_.append(slot_[s].data(), slot_[s].size());
      slot_[s].clear();
    } else {
      slot_[s - 1].swap(slot_[s]);
    }
  }
}

/// Camps that may have other than the openness of dawn at some time today: so near to their buffer that all who move today could fill them
/// beyond it, or above it, but not so full that they stay full when all leave who may.
std::vector<int> People::places_that_may_change() {
  std::vector<int> changing;
  if (order_free_) return changing;
  const auto movers = static_cast<double>(leaver_.size() + traveller_.size());
  std::fill(leaving_.begin(), leaving_.end(), 0.0);
  for (const Leavers& group : leavers_) {
    leaving_[static_cast<Index>(crossroads_.place_of(roads_.node_of(group.cell)))] += static_cast<double>(group.count);
  }
  const double buffer = crossroads_.weights().parameters().capacity_buffer;
  for (const int place : plan_.limited) {
    const double capacity = crossroads_.weights().capacity(place), present = present_[static_cast<Index>(place)];
    if (capacity < 1 || present + movers <= buffer * capacity || present - leaving_[static_cast<Index>(place)] >= capacity) continue;
    changing.push_back(place);
  }
  return changing;
}

}  // namespace nuzuh::movement
