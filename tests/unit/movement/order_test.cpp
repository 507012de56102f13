// Shortcuts past the order of the agent list change nothing: not one word that is called certain, and not one number of a day.

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

/// A dozen places, every third a camp that is nearly full, and as many again abroad; roads by chance.
flee::Crisis nearly_full(Behaviour behaviour, rng::Stream& random, std::int64_t people) {
  toy::Builder b(1, behaviour);
  b.crisis.settings.move.weight_softening = random.uniform() < 0.5 ? 0 : 0.2;
  b.crisis.settings.move.camp_weight = 1 + 3 * random.uniform();
  b.crisis.settings.move.awareness_level = random.uniform() < 0.7 ? 1 : 2;
  for (int i = 0; i < 12; ++i) {
    const PlaceType type = i < 2 ? PlaceType::conflict : i % 3 == 2 ? PlaceType::camp : PlaceType::town;
    const auto capacity = static_cast<std::int64_t>(200 + 3000 * random.uniform());
    const int place = b.place("P" + std::to_string(i), type, type == PlaceType::camp ? capacity : 10000);
    if (type == PlaceType::camp) b.crisis.day0.push_back({place, static_cast<std::int64_t>(static_cast<double>(capacity) * (0.85 + 0.2 * random.uniform()))});
    for (int k = 0; k < (i == 0 ? 0 : 1 + static_cast<int>(2 * random.uniform())); ++k) {
      const int other = static_cast<int>(random.uniform() * place);
      const auto& from = b.crisis.links_from[static_cast<Index>(place)];
      if (std::ranges::none_of(from, [&](int link) { return b.crisis.links[static_cast<Index>(link)].to == other; })) b.road(place, other, 10 + std::floor(600 * random.uniform() * random.uniform()));  // some sleep on the longest
    }
  }
  b.arrive(0, people);
  return b.crisis;
}

// A word that is not doubtful takes the same way whatever the camps become within what is expected of them.
TEST(Doubt, is_cast_on_every_word_that_may_take_another_way) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    double doubtful = 0, asked = 0, changed = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      rng::Stream random(seed, 0, 0, 0, rng::Purpose::test);
      const auto crisis = nearly_full(behaviour, random, 1000);
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
        for (int i = 0; i < 300; ++i) {
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
    EXPECT_LT(doubtful, 4 * changed + 200);  // and the bounds are not far from what can be
  }
}

// Those whom the engine follows out of order, by a guess that it takes back where it fails, end the day where those do who are followed in order.
TEST(Guess, gives_the_numbers_of_following_the_list) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      rng::Stream random(seed, 0, 0, 1, rng::Purpose::test);
      const auto crisis = nearly_full(behaviour, random, static_cast<std::int64_t>(std::pow(10.0, 1.5 + 2.5 * random.uniform())));
      const Plan plan = compile(crisis);
      IndividualOptions options;
      options.members = 4, options.seed = seed;
      const auto guessed = run_individuals(plan, parameters_of(plan), options);
      options.guess = false;
      ASSERT_EQ(guessed.people, run_individuals(plan, parameters_of(plan), options).people) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace nuzuh::movement
