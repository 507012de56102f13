// The morning: who sets out on the first journey, who leaves where they rest, whose journey ends today.

#include <algorithm>

#include "nuzuh/movement/people.hpp"
#include "nuzuh/rng/quantiles.hpp"

namespace nuzuh::movement {
namespace {

using rng::Purpose;
constexpr double k_word = 4294967296.0;  // 2^32
/// Up to so many people of a place are asked one by one.
constexpr std::size_t k_few_at_rest = 16;
/// The memory is asked for the lists of so many cells ahead.
constexpr int k_cells_ahead = 16;
/// So many cells are worked on together. What comes of it depends on this, not on who works on which.
constexpr std::size_t k_cells = 128;
/// What is left after a day of the most people who came to a camp on one.
constexpr double k_forgets = 0.9;
/// Below this chance of leaving it is cheaper to draw how many people are skipped than to ask each (1 / 16).
constexpr std::uint64_t k_rare = std::uint64_t{1} << 28;

}  // namespace

/// New people at a place.
void People::settle(int place, std::int64_t people) {
  Crowd& there = rest_[static_cast<Index>(roads_.rests > roads_.nodes ? place + roads_.nodes : place)];
  for (std::int64_t i = 0; i < people; ++i) there.push(ever_++);
  present_[static_cast<Index>(plan_.site_of(place))] += static_cast<double>(people);
}

/// People set out from a site; each belongs to a group by the shares there.
void People::start(int site, std::int64_t people) {
  auto& living = population_[static_cast<Index>(site)];
  if (plan_.take_from_population && day_ >= 0) living = std::max(0.0, living - static_cast<double>(people));
  if (plan_.group_shares.empty()) {
    settle(site, people);
    return;
  }
  mix(site, plan_.group_shares[static_cast<Index>(site)], people);
}

/// New people at a site, each of a group drawn by its share.
void People::mix(int site, const GroupShares& shares, std::int64_t people) {
  if (shares.size() == 1) {
    settle(shares.front().first * plan_.sites + site, people);
    return;
  }
  for (std::int64_t i = 0; i < people; ++i) {
    rng::Stream stream(seed_, member_, ever_, 0, Purpose::attribute);
    double u = stream.uniform();
    Index at = 0;
    while (at + 1 < shares.size() && u >= shares[at].second) u -= shares[at++].second;
    settle(shares[at].first * plan_.sites + site, 1);
  }
}

void People::set_out() {
  Weights& weights = crossroads_.weights();
  if (plan_.spawn != SpawnKind::total_by_weight) {
    for (const auto& [site, mean] : plan_.arrivals_at[static_cast<Index>(day_)]) {
      rng::Stream stream(seed_, member_, plan_.places[static_cast<Index>(site)].entity, day_, Purpose::spawn);
      start(site, plan_.spawn == SpawnKind::per_place ? static_cast<std::int64_t>(mean) : rng::poisson_quantile(stream.uniform(), mean));
    }
    return;
  }
  waiting_people_ += std::floor(weights.arrivals(day_) + 0.5);
  cumulative_.clear();
  double total = 0;
  for (const int site : weights.origins()) {
    cumulative_.push_back(total += weights.spawn_weight(site) * (plan_.take_from_population ? population_[static_cast<Index>(site)] : 1));
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
  own_.person.clear(), own_.words.clear();
  std::uint32_t* numbers = own_.person.space(blocks);
  for (Index i = 0; i < blocks; ++i) numbers[i] = static_cast<std::uint32_t>(i);
  std::fill_n(numbers + blocks, 8, 0u);
  std::uint32_t* words = own_.words.space(4 * blocks);
  kernels_.words(numbers, nullptr, blocks, {seed_, member_, 0, (static_cast<std::uint32_t>(day_) << 16) | static_cast<std::uint32_t>(Purpose::spawn), 0}, words);
  own_.block.clear();
  std::uint32_t* where = own_.block.space(static_cast<Index>(people));
  for (Index i = 0; i < static_cast<Index>(people); ++i) {
    const Index block = i / 4;
    const double u = (words[word_at(block, i % 4)] + 0.5) / k_word;
    const double x = u * total;
    Index at = guide_[static_cast<Index>(u * static_cast<double>(parts))];
    while (at > 0 && cumulative_[at - 1] > x) --at;  // rounding at the edge of a part
    while (at + 1 < origins.size() && cumulative_[at] <= x) ++at;
    where[i] = static_cast<std::uint32_t>(origins[at]);
    __builtin_prefetch(&rest_[where[i]]);
  }
  for (Index i = 0; i < static_cast<Index>(people); ++i) start(static_cast<int>(where[i]), 1);
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

/// Takes out of a rest cell who leaves by the chances of now. Where a camp's openness changes them during the morning, the chance is that
/// of leaving while all is open, and the same word decides again when it is the person's turn.
void People::find_leavers(Hands& hands, int cell) {
  Crowd& here = rest_[static_cast<Index>(cell)];
  const std::uint64_t threshold = crossroads_.leaving(roads_.node_of(cell));
  if (here.empty() || threshold == 0) return;
  const Index begin = hands.leaver.size();
  if (threshold < k_rare) {
    skip_through(hands, cell, threshold);
  } else {
    std::uint32_t* who = hands.leaver.space(here.size());
    std::uint32_t* word = hands.word.space(here.size());
    const Index found = kernels_.select(here.data(), here.size(), threshold, source(cell, Purpose::move, 0), who, word);
    hands.leaver.resize(begin + found), hands.word.resize(begin + found);
    here.resize(here.size() - found);
  }
  if (hands.leaver.size() > begin) hands.leavers.push_back({cell, begin, hands.leaver.size() - begin});
}

/// Who sets out this morning. Nobody arrives anywhere yet, so a camp's openness changes only as people leave it.
void People::depart() {
  for (Hands& hands : hands_) hands.leavers.clear(), hands.leaver.clear(), hands.word.clear(), hands.few.clear();
  share_out(plan_.limited.size(), [&](Hands& hands, Index first, Index last) {
    for (Index k = first; k < last; ++k) {
      const int site = plan_.limited[k];
      for (const int cell : limited_cells(site)) find_leavers(hands, cell);
      const auto i = static_cast<Index>(site);
      came_[i] = std::max(present_[i] - (present_before_[i] - leaving_[i]), k_forgets * came_[i]);
      leaving_[i] = present_[i] - resting(site);
    }
  });
  std::vector<Index> from_camps;
  for (const Hands& hands : hands_) from_camps.push_back(hands.leavers.size());
  crossroads_.set_changing(Phase::morning, may_change(0));
  for (const int site : crossroads_.now_changing()) {
    const double present = present_[static_cast<Index>(site)];
    crossroads_.expect(site, present - leaving_[static_cast<Index>(site)], present);
  }
  crossroads_.freshen();
  share_out((static_cast<Index>(roads_.rests) + k_cells - 1) / k_cells, [&](Hands& hands, Index first, Index last) {
    for (Index block = first; block < last; ++block) ask_who_leaves(hands, static_cast<int>(block * k_cells), static_cast<int>(std::min((block + 1) * k_cells, static_cast<Index>(roads_.rests))));
  });
  // In the order of the places, whoever asked there: first the camps, then the others.
  for (const bool camps : {true, false}) {
    for (Index w = 0; w < hands_.size(); ++w) {
      Hands& hands = hands_[w];
      for (Index k = camps ? 0 : from_camps[w]; k < (camps ? from_camps[w] : hands.leavers.size()); ++k) {
        depart(hands, hands.leavers[k]);
        if (own_.asked.size() >= k_batch) leave_places(own_);
      }
    }
  }
  leave_places(own_);
  depart_in_order();
  // Who could not follow their route rests at the place; not before, or they would be asked twice.
  for (const auto& [person, cell] : forgot_) rest_[static_cast<Index>(cell)].push(person);
  forgot_.clear();
}

/// Of the rest cells [first, last) but those of camps.
void People::ask_who_leaves(Hands& hands, int first, int last) {
  for (int cell = first; cell < std::min(first + k_cells_ahead, last); ++cell) rest_[static_cast<Index>(cell)].prefetch_short();
  for (int cell = first; cell < last; ++cell) {
    if (cell + k_cells_ahead < last) rest_[static_cast<Index>(cell + k_cells_ahead)].prefetch_short();
    const Crowd& here = rest_[static_cast<Index>(cell)];
    const int node = roads_.node_of(cell);
    if (here.empty() || crossroads_.limited(crossroads_.site_of(node))) continue;
    if (here.size() > k_few_at_rest || node != cell || crossroads_.pending(node) || crossroads_.ordered(node) || crossroads_.leaving(node) < k_rare) {
      find_leavers(hands, cell);
    } else {
      hands.few.push(static_cast<std::uint32_t>(cell));
    }
  }
  depart_few(hands);
}

/// Places with few people: word i % 4 of block i / 4 for the i-th, the words of many places drawn together.
void People::depart_few(Hands& hands) {
  if (hands.few.empty()) return;
  hands.person.clear(), hands.words.clear(), hands.block.clear();
  for (Index i = 0; i < hands.few.size(); ++i) {
    const Index blocks = (rest_[hands.few[i]].size() + 3) / 4;
    std::uint32_t* key = hands.person.space(blocks);
    std::uint32_t* index = hands.block.space(blocks);
    for (Index k = 0; k < blocks; ++k) key[k] = key_[hands.few[i]], index[k] = static_cast<std::uint32_t>(k);
    hands.person.resize(hands.person.size() + blocks), hands.block.resize(hands.block.size() + blocks);
  }
  const Index count = hands.person.size();
  if (count == 0) return;
  std::fill_n(hands.person.space(8), 8, 0u);
  std::fill_n(hands.block.space(8), 8, 0u);
  std::uint32_t* words = hands.words.space(4 * count);
  kernels_.words(hands.person.data(), hands.block.data(), count, source(0, Purpose::move, 0), words);
  Index block = 0;
  for (Index i = 0; i < hands.few.size(); ++i) {
    const auto place = static_cast<int>(hands.few[i]);
    const std::uint64_t threshold = crossroads_.leaving(place);
    Crowd& there = rest_[hands.few[i]];
    const Index people = there.size();
    Index stayed = 0, found = 0;
    Asked* asked = hands.asked.space(people);
    for (Index k = 0; k < people; ++k) {
      const std::uint32_t person = there[k], word = words[word_at(block + k / 4, k % 4)];
      const bool goes = word < threshold;
      asked[found] = {person, word, place};
      there[stayed] = person;
      found += goes, stayed += !goes;
    }
    hands.asked.resize(hands.asked.size() + found);
    there.resize(stayed);
    block += (people + 3) / 4;
  }
  leave_places(hands);
  hands.few.clear();
}

/// Holds those of a cell whose choice depends on who chose before; at a place that itself does not change only those whose word is near to
/// where one way ends and the next begins, as far as camps will open. The others are left in the group, in the same order.
void People::hold(Hands& hands, Leavers& group) {
  const int node = roads_.node_of(group.cell);
  const bool all = two_system_ || crossroads_.pending(node) || crossroads_.changing(crossroads_.site_of(node));
  Index left = group.begin;
  for (Index i = group.begin; i < group.begin + group.count; ++i) {
    const std::uint32_t person = hands.leaver[i], word = hands.word[i];
    if (all || crossroads_.doubtful(node, word)) {
      morning_.push_back({0, person, word, group.cell});
    } else {
      hands.leaver[left] = person, hands.word[left++] = word;
    }
  }
  group.count = left - group.begin;
}

/// The leavers of a cell, together or one by one.
void People::depart(Hands& found, Leavers group) {
  const int node = roads_.node_of(group.cell);
  if (crossroads_.ordered(node)) hold(found, group);
  if (group.count == 0) return;
  if (group.count < k_few && group.cell < plan_.place_count()) {
    for (Index i = group.begin; i < group.begin + group.count; ++i) own_.asked.push({found.leaver[i], found.word[i], node});
    return;
  }
  const Junction here = crossroads_.junction(node);
  const Way* ways = crossroads_.ways(here, group.cell >= roads_.nodes);
  if (group.count < k_few || here.count == 0 || here.count > k_crowd_ways || crossroads_.personal()) {
    for (Index i = group.begin; i < group.begin + group.count; ++i) {
      if (const Way* way = choose(here, ways, found.word[i])) {
        set_off(own_, found.leaver[i], *way);
      } else {
        stay(found.leaver[i], group.cell);
      }
    }
    return;
  }
  for (Index at = group.begin, end = group.begin + group.count; at < end; at += k_crowd) {
    kernels_.part(found.leaver.data() + at, zeros_.data(), found.word.data() + at, std::min(k_crowd, end - at), ways, here.count, here.certain,
                  !roads_.full_speed, {}, parting_);
    land(ways, here.count, crowds_);
    for (Index i = 0; i < parting_.stay_count; ++i) stay(parting_.stay_person[i], group.cell);
  }
}

/// Someone who might have left does not.
void People::stay(std::uint32_t person, int cell) {
  if (stay_cell(cell) == cell) {
    rest_[static_cast<Index>(cell)].push(person);
  } else {
    forgot_.push_back({person, stay_cell(cell)});
  }
}

/// The same for a cell that people seldom leave: how many stay until the next leaves is drawn, so that those are not touched. The gaps of a
/// Bernoulli process have no memory, so what is left of one holds on the next day, unless the chance changes.
void People::skip_through(Hands& hands, int cell, std::uint64_t threshold) {
  Crowd& here = rest_[static_cast<Index>(cell)];
  Skip& skip = skip_[static_cast<Index>(cell)];
  const auto people = static_cast<double>(here.size());
  double gap[8], at = skip.left;
  std::uint32_t word[8];
  Index drawn = 8;
  const auto next = [&] {
    if (drawn == 8) {
      kernels_.gaps(skip.inverse_log, source(cell, Purpose::move, skip.blocks), gap, word);
      skip.blocks += 8;
      drawn = 0;
    }
    return gap[drawn++];
  };
  if (skip.day != day_) skip.day = day_, skip.blocks = 0;
  if (skip.threshold != threshold) {
    skip.threshold = threshold;
    skip.inverse_log = 1 / std::log1p(-static_cast<double>(threshold) / k_word);
    at = next();
  }
  if (at < people) {
    Crowd& positions = hands.person;
    positions.clear();
    while (at < people) {
      const auto position = static_cast<std::uint32_t>(at);
      positions.push(position);
      hands.leaver.push(here[position]);
      at += 1 + next();
      hands.word.push(static_cast<std::uint32_t>((word[drawn - 1] * threshold) >> 32));
    }
    // From the last on, so that the one who closes the hole stays.
    for (Index k = positions.size(); k-- > 0;) {
      here[positions[k]] = here[here.size() - 1];
      here.resize(here.size() - 1);
    }
  }
  skip.left = at - people;
}

/// One evening less for all who sleep on links; takes out those who arrive.
void People::find_travellers() {
  travellers_.clear(), traveller_.clear();
  const Index slots = roads_.slot_leg.size();
  for (Index s = 0; s < 2 * slots; ++s) {
    const Index slot = s % slots;
    if (slot_[s].empty()) continue;
    if (roads_.slot_kind[slot] == Roads::Slot::by_person) {
      const Index begin = traveller_.size();
      walk_on(slot_[s], roads_.slot_leg[slot]);
      if (traveller_.size() > begin) travellers_.push_back({roads_.slot_leg[slot], s >= slots, begin, traveller_.size() - begin});
      continue;
    }
    if (roads_.slot_kind[slot] == Roads::Slot::arrives) {
      travellers_.push_back({roads_.slot_leg[slot], s >= slots, traveller_.size(), slot_[s].size()});
      traveller_.append(slot_[s].data(), slot_[s].size());
      slot_[s].clear();
    } else {
      for (Index i = 0; hurry_ && i < slot_[s].size(); ++i) today_km_[slot_[s][i]] = roads_.legs[static_cast<Index>(roads_.slot_leg[slot])].speed;
      slot_[s - 1].swap(slot_[s]);
    }
  }
}

}  // namespace nuzuh::movement
