#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "nuzuh/movement/cohort.hpp"
#include "nuzuh/movement/individual.hpp"
#include "nuzuh/movement/mean_field.hpp"
#include "nuzuh/rng/stream.hpp"
#include "shapes.hpp"
#include "toy.hpp"

namespace nuzuh::movement {
namespace {

using flee::Behaviour;
using flee::PlaceType;

//   B ---100--- A ---190--- C      A: conflict zone, everybody leaves; B, C: camps; 200 km a day
//
// Weights 1/(10 + 100) and 1/(10 + 190): 20/31 go to B, 11/31 to C. Both arrive the same day with something of it left, so a thousandth
// leaves the camp again at once, and comes to rest at A.
TEST(MeanField, day_by_hand) {
  toy::Builder b(2);
  const int a = b.place("A", PlaceType::conflict, 1000), near = b.place("B", PlaceType::camp), far = b.place("C", PlaceType::camp);
  b.road(a, near, 100), b.road(a, far, 190);
  b.arrive(0, 1000);
  const Plan plan = compile(b.crisis);
  const auto parameters = parameters_of(plan);
  const auto run = run_mean_field(plan, {&parameters, 1});
  const double to_b = 1000.0 * 20 / 31 * 0.999, to_c = 1000.0 * 11 / 31 * 0.999;
  EXPECT_NEAR(run.at(0, 0, 0), 1.0, 1e-12);
  EXPECT_NEAR(run.at(0, 0, 1), to_b, 1e-10);
  EXPECT_NEAR(run.at(0, 0, 2), to_c, 1e-10);
  EXPECT_EQ(run.at(0, 0, 3), 0);
}

// 450 km at 200 km a day: on the way on days 0 and 1, there on day 2 (after 50 km, so a thousandth sets out again).
TEST(MeanField, long_road_takes_three_days) {
  toy::Builder b(3);
  const int a = b.place("A", PlaceType::conflict, 1000), camp = b.place("D", PlaceType::camp);
  b.road(a, camp, 450);
  b.arrive(0, 1000);
  const Plan plan = compile(b.crisis);
  const auto parameters = parameters_of(plan);
  const auto run = run_mean_field(plan, {&parameters, 1});
  EXPECT_EQ(run.at(0, 0, 2), 1000);
  EXPECT_EQ(run.at(0, 1, 2), 1000);
  EXPECT_NEAR(run.at(0, 2, 1), 999, 1e-10);
  EXPECT_NEAR(run.at(0, 2, 2), 1, 1e-10);
}

// A road of exactly one day's length takes two (Flee compares strictly).
TEST(MeanField, road_of_one_days_length_takes_two_days) {
  toy::Builder b(2);
  const int a = b.place("A", PlaceType::conflict, 1000), camp = b.place("D", PlaceType::camp);
  b.road(a, camp, 200);
  b.arrive(0, 10);
  const Plan plan = compile(b.crisis);
  const auto parameters = parameters_of(plan);
  const auto run = run_mean_field(plan, {&parameters, 1});
  EXPECT_EQ(run.at(0, 0, 2), 10);
  EXPECT_NEAR(run.at(0, 1, 1), 9.99, 1e-12);
}

// Awareness 2, markers free: M leads on to D; B 1/110, C behind B 0.25/160, D behind M 1/60.
TEST(Routes, awareness_two_and_markers) {
  toy::Builder b(1);
  b.crisis.settings.move.awareness_level = 2;
  b.crisis.settings.move.conflict_weight = 0.25;
  const int alpha = b.place("Alpha", PlaceType::town), beta = b.place("B", PlaceType::town), c = b.place("C", PlaceType::conflict, 5);
  const int marker = b.place("M", PlaceType::marker), camp = b.place("D", PlaceType::camp);
  b.road(alpha, beta, 100), b.road(beta, c, 50), b.road(alpha, marker, 30), b.road(marker, camp, 20);
  b.crisis.listed_agents.assign(100000, {alpha, {}});
  b.crisis.settings.spawn.read_from_agents_csv_file = true;
  const Plan plan = compile(b.crisis);
  ASSERT_EQ(plan.places[0].route_count, 3);
  const auto parameters = parameters_of(plan);
  const auto run = run_mean_field(plan, {&parameters, 1});
  const double all = 1.0 / 110 + 0.25 / 160 + 1.0 / 60, moved = 100000 * 0.3;
  // D is reached over the marker, with 150 km of the day left: a thousandth sets out again, and a few of those come back.
  EXPECT_NEAR(run.at(0, 0, static_cast<std::size_t>(camp)), moved * (1.0 / 60) / all, 1e-3 * moved);
  // C is a conflict zone reached after 150 of 200 km: everybody leaves it again on the same day.
  EXPECT_EQ(run.at(0, 0, static_cast<std::size_t>(c)), 0);
}

double sum(std::span<const double> row) { return std::accumulate(row.begin(), row.end(), 0.0); }

TEST(MeanField, keeps_everybody_and_its_bytes_do_not_depend_on_machine_threads_or_neighbours) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented, Behaviour::native}) {
    const Plan plan = compile(toy::valley(behaviour, 800));
    std::vector<Parameters> runs(11, parameters_of(plan));
    for (std::size_t i = 0; i < runs.size(); ++i) {
      runs[i].default_movechance = 0.2 + 0.02 * static_cast<double>(i);
      runs[i].max_move_speed = i % 3 == 0 ? 150 : 200;
    }
    const auto first = run_mean_field(plan, runs);
    double arrived = 0;
    for (std::size_t t = 0; t < first.days; ++t) {
      arrived += plan.arrivals[t];
      for (std::size_t i = 0; i < runs.size(); ++i) ASSERT_NEAR(sum(first.day(i, t)), arrived, 1e-9 * arrived);
    }
    for (const Isa isa : {Isa::scalar, Isa::avx2, Isa::avx512}) {
      if (isa > best_isa()) continue;
      MeanFieldOptions options;
      options.isa = isa;
      options.threads = 3;
      EXPECT_EQ(run_mean_field(plan, runs, options).people, first.people) << to_string(isa);
    }
    const auto alone = run_mean_field(plan, {&runs[4], 1});
    EXPECT_TRUE(std::equal(alone.people.begin(), alone.people.end(), first.people.begin() + static_cast<std::ptrdiff_t>(4 * first.days * first.columns)));
  }
}

TEST(Cohort, same_numbers_for_every_shape_machine_and_number_of_threads) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented, Behaviour::native}) {
    for (const double awareness : {1.0, 2.0}) {
      auto crisis = toy::valley(behaviour, 800);
      crisis.settings.move.awareness_level = awareness;
      crisis.settings.move.start_on_foot = awareness == 2;
      const Plan plan = compile(crisis);
      CohortOptions options;
      options.members = 11;
      options.shape = CohortShape::frontier;
      options.isa = Isa::scalar;
      const auto first = run_cohorts(plan, parameters_of(plan), options);
      for (const auto shape : {CohortShape::frontier, CohortShape::lockstep}) {
        for (const Isa isa : {Isa::scalar, Isa::avx2, Isa::avx512}) {
          if (isa > best_isa()) continue;
          for (const unsigned threads : {1u, 2u, 7u}) {
            options.shape = shape, options.isa = isa, options.threads = threads;
            ASSERT_EQ(run_cohorts(plan, parameters_of(plan), options).people, first.people)
                << to_string(isa) << " " << static_cast<int>(shape) << " awareness " << awareness;
          }
        }
      }
      // Member 9 alone is member 9.
      options.first_member = 9, options.members = 1;
      const auto alone = run_cohorts(plan, parameters_of(plan), options);
      EXPECT_TRUE(is_member(alone, first, 9));
    }
  }
}

// Camps that may open in the morning: some members decide in rounds, others at once, side by side.
TEST(Cohort, same_numbers_for_every_shape_where_camps_open_in_the_morning) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    for (const bool by_conflict : {false, true}) {
      auto crisis = toy::valley(behaviour, 120);
      crisis.settings.move.camp_movechance = 0.05;
      crisis.settings.spawn.conflict_driven_spawning = by_conflict;
      crisis.settings.spawn.displaced_per_conflict_day = 15;
      crisis.places[7].capacity = 900;
      const Plan plan = compile(crisis);
      const auto all = run_in_both_shapes(plan, 11);
      CohortOptions options;
      options.shape = CohortShape::lockstep;
      for (options.first_member = 0; options.first_member < 11; ++options.first_member) {
        ASSERT_TRUE(is_member(run_cohorts(plan, parameters_of(plan), options), all, options.first_member));
      }
    }
  }
}

// Where what is left of the day counts, whoever arrives has some of it left, and from a conflict zone everybody goes on: nobody spends the
// night there, whatever the lengths of the roads and the unit in which the day is measured.
TEST(Cohort, nobody_spends_the_night_where_everybody_leaves) {
  toy::Builder b(30, Behaviour::native);
  constexpr int zones = 9;
  for (int i = 0; i < zones; ++i) b.place("Zone " + std::to_string(i), flee::PlaceType::conflict, 1000);
  for (int i = 0; i < zones; ++i) b.road(i, (i + 1) % zones, 7 + 3 * i);
  b.road(0, b.place("Camp", flee::PlaceType::camp, -1), 41);
  for (int t = 0; t < 30; ++t) b.arrive(t, 500);
  const Plan plan = compile(b.crisis);
  for (const double unit_km : {5.0, 3.0, 1.0}) {
    CohortOptions options;
    options.members = 4, options.unit_km = unit_km;
    const auto run = run_cohorts(plan, parameters_of(plan), options);
    for (std::size_t m = 0; m < run.members; ++m) {
      for (std::size_t t = 0; t < run.days; ++t) {
        const auto row = run.row(m, t);
        ASSERT_EQ(std::accumulate(row.begin(), row.begin() + zones, 0u), 0u) << "day " << t << ", unit of " << unit_km << " km";
      }
    }
  }
}

TEST(Cohort, keeps_everybody_every_day) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::native}) {
    const Plan plan = compile(toy::valley(behaviour, 800));
    CohortOptions options;
    options.members = 8;
    const auto run = run_cohorts(plan, parameters_of(plan), options);
    std::uint64_t arrived = 0;
    for (std::size_t t = 0; t < run.days; ++t) {
      arrived += static_cast<std::uint64_t>(plan.arrivals[t]);
      for (std::size_t m = 0; m < run.members; ++m) {
        const auto row = run.row(m, t);
        ASSERT_EQ(std::accumulate(row.begin(), row.end(), std::uint64_t{0}), arrived);
        ASSERT_EQ(run.present[m * run.days + t], arrived);
      }
    }
  }
}

TEST(Individual, same_numbers_on_every_machine_and_any_number_of_threads_and_nobody_lost) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::native}) {
    auto crisis = toy::valley(behaviour, 800);
    crisis.settings.move.awareness_level = 2;
    crisis.settings.move.start_on_foot = true;
    for (auto& people : crisis.arrivals.people) people *= 5;  // crowds, and some who are followed one by one
    const Plan plan = compile(crisis);
    IndividualOptions options;
    options.members = 5;
    options.isa = Isa::scalar;
    const auto first = run_individuals(plan, parameters_of(plan), options);
    for (const Isa isa : {Isa::avx2, Isa::avx512}) {
      if (isa > best_isa()) continue;
      options.isa = isa, options.threads = 3;
      EXPECT_EQ(run_individuals(plan, parameters_of(plan), options).people, first.people) << to_string(isa);
    }
    std::uint64_t arrived = 0;
    for (std::size_t t = 0; t < first.days; ++t) {
      arrived += static_cast<std::uint64_t>(plan.arrivals[t]);
      const auto row = first.row(2, t);
      ASSERT_EQ(std::accumulate(row.begin(), row.end(), std::uint64_t{0}), arrived);
    }
  }
}

// Several threads work on one member of a large network; what comes of it does not depend on how many. Places enough for that, with crowds in
// some, few people in most, and camps that fill.
TEST(Individual, one_member_is_the_same_however_many_work_on_it) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented}) {
    toy::Builder b(12, behaviour);
    constexpr int side = 68;
    rng::Stream random(5, 0, 0, 0, rng::Purpose::test);
    for (int i = 0; i < side * side; ++i) {
      const auto type = i % 97 == 0 ? flee::PlaceType::conflict : i % 5 == 2 ? flee::PlaceType::camp : flee::PlaceType::town;
      b.place("P" + std::to_string(i), type, type == flee::PlaceType::camp ? 10 + i % 50 : 1000);
      if (i % side > 0) b.road(i - 1, i, 10 + std::floor(40 * random.uniform()));
      if (i >= side) b.road(i - side, i, 10 + std::floor(250 * random.uniform()));
    }
    for (int t = 0; t < 12; ++t) b.arrive(t, t == 5 ? 30000 : 15000);
    const Plan plan = compile(b.crisis);
    IndividualOptions options;
    const auto alone = run_individuals(plan, parameters_of(plan), options);
    for (const unsigned threads : {2u, 3u, 8u}) {
      options.threads = threads;
      ASSERT_EQ(run_individuals(plan, parameters_of(plan), options).people, alone.people) << threads << " threads";
    }
  }
}

// In the native behaviour a camp never holds more than its capacity, and it does fill.
TEST(Cohort, order_free_admission_fills_a_camp_to_its_capacity_and_no_further) {
  const Plan plan = compile(toy::valley(Behaviour::native, 800));
  CohortOptions options;
  options.members = 8;
  const auto run = run_cohorts(plan, parameters_of(plan), options);
  std::uint32_t most = 0;
  for (std::size_t m = 0; m < run.members; ++m) {
    for (std::size_t t = 0; t < run.days; ++t) most = std::max(most, run.at(m, t, 6));
  }
  EXPECT_LE(most, 800u);
  EXPECT_GT(most, 700u);
}

// A what-if that touches nothing changes nothing, to the last person; one that does, does.
TEST(Cohort, null_intervention_gives_exactly_zero) {
  auto crisis = toy::valley(Behaviour::documented, 800);
  const Plan before = compile(crisis);
  crisis.border_changes.push_back({40, flee::BorderChange::What::open_link, 6});  // open already
  const Plan null = compile(crisis);
  crisis.places[6].capacity = 1600;
  const Plan more = compile(crisis);
  CohortOptions options;
  options.members = 9;
  const auto a = run_cohorts(before, parameters_of(before), options), b = run_cohorts(null, parameters_of(null), options);
  EXPECT_EQ(a.people, b.people);
  EXPECT_NE(a.people, run_cohorts(more, parameters_of(more), options).people);
}

TEST(Choice, says_why) {
  auto crisis = toy::valley(Behaviour::documented, 800);
  // Exact where camps fill, if that costs seconds; counts for more members, and where there is no order to keep.
  EXPECT_EQ(choose_engine(crisis, 100).engine, Engine::individual);
  EXPECT_EQ(choose_engine(crisis, 1000000).engine, Engine::cohort);
  EXPECT_NE(choose_engine(crisis, 1000000).reason.find("order of its list"), std::string::npos);
  EXPECT_EQ(choose_engine(toy::valley(Behaviour::native, 800), 100).engine, Engine::cohort);
  // So where conflicts drive who sets out: 1,000 people a zone and day are more than 15.
  auto by_conflict = crisis;
  by_conflict.settings.spawn.conflict_driven_spawning = true;
  by_conflict.settings.spawn.displaced_per_conflict_day = 15;
  EXPECT_EQ(choose_engine(by_conflict, 50000).engine, Engine::individual);
  by_conflict.settings.spawn.displaced_per_conflict_day = 1000;
  EXPECT_EQ(choose_engine(by_conflict, 50000).engine, Engine::cohort);
  auto endless = crisis;
  for (auto& place : endless.places) place.capacity = -1;
  EXPECT_EQ(choose_engine(endless, 100).engine, Engine::cohort);
  EXPECT_EQ(choose_engine(endless, 100).reason.find("order of its list"), std::string::npos);
  EXPECT_TRUE(cheaper_by_person(20000, 1000000));
  EXPECT_FALSE(cheaper_by_person(20000, 3000000));
  EXPECT_FALSE(cheaper_by_person(50, 300));
  crisis.settings.move.two_system_decision_making = true;
  const auto by_person = choose_engine(crisis, 100);
  EXPECT_EQ(by_person.engine, Engine::individual);
  EXPECT_NE(by_person.reason.find("connections"), std::string::npos);
  EXPECT_FALSE(unsupported(crisis, Engine::cohort).empty());
  crisis = toy::valley(Behaviour::exact, 800);
  crisis.settings.move.fixed_routes = true;
  const auto one_by_one = choose_engine(crisis, 100);
  EXPECT_EQ(one_by_one.engine, Engine::reference);
  EXPECT_NE(one_by_one.reason.find("fixed_routes"), std::string::npos);
}

}  // namespace
}  // namespace nuzuh::movement
