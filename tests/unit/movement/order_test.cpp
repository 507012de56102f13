// Shortcuts past the order of the agent list change nothing: not one word that is called certain, and not one number of a day.

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "nuzuh/movement/crossroads.hpp"
#include "nuzuh/movement/individual.hpp"
#include "nuzuh/rng/stream.hpp"
#include "toy.hpp"

namespace nuzuh::movement {
namespace {

using flee::Behaviour;
using flee::PlaceType;
using Index = std::size_t;

/// A dozen places, every third a camp that is nearly full; roads and rules by chance.
flee::Crisis nearly_full(Behaviour behaviour, rng::Stream& random, int days, std::int64_t people) {
  toy::Builder b(days, behaviour);
  const auto one_in = [&](int n) { return random.uniform() * n < 1; };
  auto& move = b.crisis.settings.move;
  move.weight_softening = one_in(2) ? 0 : 0.2;
  move.camp_weight = 1 + 3 * random.uniform();
  move.awareness_level = one_in(3) ? 2 : 1;
  move.weight_power = one_in(2) ? 1 : std::pow(12, random.uniform());
  move.capacity_buffer = one_in(3) ? random.uniform() : 0.9;
  move.start_on_foot = one_in(4);
  if (one_in(6)) move.pruning_threshold = behaviour == Behaviour::exact ? 3 : 0.3;
  for (int i = 0; i < 12; ++i) {
    const PlaceType type = i < 2 ? PlaceType::conflict : i % 3 == 2 ? PlaceType::camp : PlaceType::town;
    const auto capacity = static_cast<std::int64_t>(std::pow(10, 2 + 2 * random.uniform()));
    const int place = b.place("P" + std::to_string(i), type, type == PlaceType::camp ? capacity : 10000);
    if (type == PlaceType::camp) b.crisis.day0.push_back({place, static_cast<std::int64_t>(static_cast<double>(capacity) * (0.7 + 0.35 * random.uniform()))});
    for (int k = 0; k < (i == 0 ? 0 : 1 + static_cast<int>(2 * random.uniform())); ++k) {
      const int other = static_cast<int>(random.uniform() * place);
      const auto& from = b.crisis.links_from[static_cast<Index>(place)];
      if (std::ranges::none_of(from, [&](int link) { return b.crisis.links[static_cast<Index>(link)].to == other; })) b.road(place, other, 10 + std::floor(600 * random.uniform() * random.uniform()));  // some sleep on the longest
    }
    // A town of limited capacity, which turns nobody back.
    if (type == PlaceType::camp && one_in(4)) b.crisis.type_changes.push_back({0, place, PlaceType::town, flee::k_no_conflict, true});
  }
  for (auto& link : b.crisis.links) link.forced = one_in(20);
  const int surge = one_in(2) ? 20 : 1;  // on the last day: more than was to be guessed
  for (int day = 0; day < days; ++day) b.arrive(day, people * (day + 1 < days ? 1 : surge));
  return b.crisis;
}

// A word that is not doubtful takes the same way whatever the camps become within what is expected of them.
TEST(Doubt, is_cast_on_every_word_that_may_take_another_way) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    double doubtful = 0, asked = 0, changed = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      rng::Stream random(seed, 0, 0, 0, rng::Purpose::test);
      const auto crisis = nearly_full(behaviour, random, 1, 1000);
      const Plan plan = compile(crisis);
      const Parameters parameters = parameters_of(plan);
      const Roads roads(plan, parameters.max_move_speed, parameters.max_walk_speed);
      Crossroads crossroads(plan, roads, parameters);
      crossroads.weights().before_spawn(0);
      crossroads.weights().dawn(0);
      std::vector<double> present(static_cast<Index>(plan.sites), 0);
      for (const auto& camp : crisis.day0) present[static_cast<Index>(camp.place)] = static_cast<double>(camp.people);
      crossroads.dawn(present);
      crossroads.set_changing(Phase::on_the_way, plan.limited);
      const double width = random.uniform() < 0.5 ? 0.02 : 0.2;  // of the capacity
      for (const int site : plan.limited) crossroads.expect(site, present[static_cast<Index>(site)], present[static_cast<Index>(site)] + width * crossroads.capacity(site));
      for (int place = 0; place < plan.place_count(); ++place) {
        if (crossroads.changing(place) || !crossroads.ordered(place)) continue;
        for (int i = 0; i < 10; ++i) (void)crossroads.doubtful(place, 0);
        for (int i = 0; i < 100; ++i) {
          const auto word = static_cast<std::uint32_t>(random.uniform() * 4294967296.0);
          const bool doubt = crossroads.doubtful(place, word);
          std::uint32_t way = 0;
          bool other = false;
          for (int k = 0; k < 8; ++k) {
            for (const int site : plan.limited) {
              const double u = k < 2 ? k : random.uniform();  // both ends, and within
              crossroads.set_present(site, present[static_cast<Index>(site)] + u * width * crossroads.capacity(site));
            }
            const Junction& here = crossroads.junction(place);
            const std::uint32_t taken = here.choose(crossroads.ways(here, false), word);
            // Ways that are never taken are not counted, so who stays may have other numbers.
            const std::uint32_t named = taken < here.count ? taken : 0xffffffffu;
            if (k == 0) way = named;
            other |= named != way;
          }
          ASSERT_TRUE(doubt || !other) << "seed " << seed << ", place " << place << ", word " << word;
          asked += 1, doubtful += doubt, changed += other;
        }
      }
    }
    EXPECT_GT(changed, 100);                 // the question was a real one,
    EXPECT_LT(doubtful, 0.5 * asked);        // most words are certain,
    EXPECT_LT(doubtful, 4 * changed + 0.1 * asked);  // and where there are bounds they are not far from what can be
  }
}

// Where a town that turns nobody back nears its capacity and weights have a high power, a bound is the small difference of two large sums.
TEST(Doubt, is_cast_where_sums_cancel) {
  for (const double power : {1.0, 8.0, 12.0, 20.0}) {
    toy::Builder b(1, Behaviour::documented);
    b.crisis.settings.move.weight_power = power;
    const int zone = b.place("Zone", PlaceType::conflict, 1000), tents = b.place("Tents", PlaceType::camp, 100000);
    b.road(zone, tents, 10), b.road(zone, b.place("Far", PlaceType::town), 500), b.road(zone, b.place("Farther", PlaceType::town), 900);
    b.crisis.border_changes.push_back({0, flee::BorderChange::What::camp_to_town, tents});
    const Plan plan = compile(b.crisis);
    const Parameters parameters = parameters_of(plan);
    const Roads roads(plan, parameters.max_move_speed, parameters.max_walk_speed);
    Crossroads crossroads(plan, roads, parameters);
    crossroads.weights().before_spawn(0);
    crossroads.weights().dawn(0);
    const double fill[] = {90000, 95000, 99000, 99900, 99999};
    for (const double fewest : fill) {
      for (const double most : fill) {
        if (most <= fewest) continue;
        std::vector<double> present(static_cast<Index>(plan.sites), 0);
        present[static_cast<Index>(tents)] = fewest;
        crossroads.dawn(present);
        crossroads.set_changing(Phase::on_the_way, {tents});
        crossroads.expect(tents, fewest, most);
        for (int i = 0; i < 10; ++i) (void)crossroads.doubtful(zone, 0);
        std::uint32_t upto[2][3];
        for (const int end : {0, 1}) {
          crossroads.set_present(tents, end ? most : fewest);
          const Junction here = crossroads.junction(zone);
          for (std::uint32_t way = 0; way < 3; ++way) upto[end][way] = way < here.count ? crossroads.ways(here, false)[way].upto : 0xffffffffu;
        }
        for (int way = 0; way < 3; ++way) {
          const auto [low, high] = std::minmax(upto[0][way], upto[1][way]);
          if (low == high) continue;
          for (const std::uint32_t word : {low, low + (high - low) / 2, high - 1}) EXPECT_TRUE(crossroads.doubtful(zone, word)) << power << ' ' << fewest << ' ' << most;
        }
      }
    }
  }
}

// Those whom the engine follows out of order, by a guess that it takes back where it fails, end the day where those do who are followed in order.
TEST(Guess, gives_the_numbers_of_following_the_list) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
      rng::Stream random(seed, 0, 0, 1, rng::Purpose::test);
      const int days = random.uniform() < 0.5 ? 1 : 2 + static_cast<int>(4 * random.uniform());
      auto crisis = nearly_full(behaviour, random, days, static_cast<std::int64_t>(std::pow(10.0, 1 + 2.5 * random.uniform())));
      crisis.settings.move.avoid_short_stints = random.uniform() < 0.2;
      crisis.rules.full_speed_each_link = random.uniform() < 0.7;
      if (random.uniform() < 0.2) {
        for (auto& link : crisis.links) link.walk_probability = random.uniform() < 0.3 ? 0.5 : 0;
      }
      const Plan plan = compile(crisis);
      IndividualOptions options;
      options.members = 4, options.seed = seed;
      const auto guessed = run_individuals(plan, parameters_of(plan), options);
      options.guess_before = days - 1;  // from one and the same evening on; later the order in the lists is another, and so are the words
      ASSERT_EQ(guessed.people, run_individuals(plan, parameters_of(plan), options).people) << "seed " << seed << ", " << days << " days";
    }
  }
}

}  // namespace
}  // namespace nuzuh::movement
