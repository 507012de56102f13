// Ways that come and go during a run: fixed routes on roads that close, places that become markers or cease to be. All compiled engines
// against the reference engine, which looks for its ways anew.

#include <algorithm>

#include "one_law.hpp"
#include "../unit/movement/toy.hpp"

namespace nuzuh::movement {
namespace {

using flee::Behaviour;
using flee::BorderChange;

class Ways : public testing::TestWithParam<Behaviour> {};
INSTANTIATE_TEST_SUITE_P(Behaviours, Ways, testing::Values(Behaviour::exact, Behaviour::documented, Behaviour::native));

void sort_days(flee::Crisis& crisis) { std::ranges::stable_sort(crisis.border_changes, {}, &BorderChange::day); }

void close_road(flee::Crisis& crisis, int link, int from, int to) {
  for (const int way : {link, link + 1}) {
    crisis.border_changes.push_back({from, BorderChange::What::close_link, way});
    crisis.border_changes.push_back({to, BorderChange::What::open_link, way});
  }
  sort_days(crisis);
}

/// In list order where a camp fills, counts are near the law and not in it: people one by one alone.
void expect_law_at_a_full_camp(const flee::Crisis& crisis, const std::string& what) {
  if (crisis.behaviour == Behaviour::native) return expect_one_law(crisis, what);
  const Plan plan = compile(crisis);
  IndividualOptions individuals;
  individuals.members = 300;
  EXPECT_LT(compare(of_reference(crisis, 200), of(run_individuals(plan, parameters_of(plan), individuals))).largest_z, k_largest_z) << what;
}

TEST_P(Ways, fixed_routes_are_chosen_anew_when_roads_close) {
  if (GetParam() == Behaviour::exact) return;  // the reference engine's alone
  for (const std::int64_t camp : {1'000'000, 400}) {
    auto crisis = toy::valley(GetParam(), camp);
    crisis.settings.move.fixed_routes = true;
    crisis.settings.move.awareness_level = 2;
    crisis.settings.move.camp_weight = 2;
    close_road(crisis, 10, 18, 41);  // Ford - Near camp: then over the pass, when that is open
    close_road(crisis, 22, 25, 35);  // Isle - Hill camp
    const auto before = crisis;
    crisis.major_routes = {{2, 4, 7}, {5, 9, 8}, {0, 2, 4}};
    if (camp > 400) {
      expect_one_law(crisis, "fixed routes on roads that close");
      auto open = before;
      open.border_changes.clear();
      expect_that_it_matters(before, open, "closures");
      toy::let_children_avoid_hazards(crisis);
      expect_one_law(crisis, "fixed routes on roads that close, and children");
    } else {
      expect_law_at_a_full_camp(crisis, "fixed routes on roads that close, a full camp");
    }
  }
}

TEST_P(Ways, a_place_becomes_a_marker_and_ceases_to_be) {
  using flee::PlaceType;
  for (const double awareness : {1.0, 2.0}) {
    auto crisis = toy::valley(GetParam(), 1'000'000);
    crisis.settings.move.awareness_level = awareness;
    if (GetParam() == Behaviour::exact) crisis.border_changes.clear();  // closures and long routes: the reference engine's alone
    auto& isle = crisis.places[9];
    isle.type = isle.declared = PlaceType::marker, isle.marker = true, isle.town = false, isle.move_chance = 1;
    const auto never = crisis;
    // The port is a bend of the road for a while, the hub from then on; the isle is settled.
    crisis.type_changes = {{8, 4, PlaceType::marker, flee::k_no_conflict, true}, {20, 5, PlaceType::marker, flee::k_no_conflict, true},
                           {20, 4, PlaceType::town, flee::k_no_conflict, true}, {30, 9, PlaceType::town, flee::k_no_conflict, true}};
    crisis.links[16].forced = true;  // from the port to the hub: to what lies behind it, when that is a marker
    expect_one_law(crisis, "markers of some days");
    expect_that_it_matters(crisis, never, "markers of some days");
    if (GetParam() == Behaviour::exact) continue;
    crisis.settings.move.fixed_routes = true;
    expect_one_law(crisis, "markers of some days and fixed routes");
  }
}

/// A long road that closes again and again while people are on it who mean to go on at its end, to a place that is also their neighbour here or not.
flee::Crisis turned_back(Behaviour behaviour, bool neighbours, bool marker) {
  toy::Builder b(40, behaviour);
  const int zone = b.place("Zone", flee::PlaceType::conflict, 5000), market = b.place("Market", flee::PlaceType::town, 1000);
  const int bridge = b.place("Bridge", marker ? flee::PlaceType::marker : flee::PlaceType::town), camp = b.place("Camp", flee::PlaceType::camp, -1);
  b.road(zone, market, 120), b.road(market, bridge, 500), b.road(bridge, camp, 30);
  if (neighbours) b.road(market, camp, 900);
  b.crisis.settings.move.awareness_level = marker ? 1 : 2;
  b.crisis.settings.move.camp_weight = 4;
  for (int day = 5; day < 38; day += 6) close_road(b.crisis, 2, day, day + 2);
  for (int t = 0; t < 40; ++t) b.arrive(t, 40);
  return b.crisis;
}

TEST_P(Ways, people_turned_back_on_their_way_through) {
  for (const bool neighbours : {true, false}) {
    for (const bool marker : {true, false}) {
      auto crisis = turned_back(GetParam(), neighbours, marker);
      expect_one_law(crisis, "people turned back");
      toy::let_children_avoid_hazards(crisis);
      crisis.settings.move.start_on_foot = true;
      expect_one_law(crisis, "people turned back, children and others, on foot at first");
      if (GetParam() != Behaviour::exact || marker) continue;
      // In the exact behaviour they hold on to the rest of their route for a morning.
      auto choose_anew = turned_back(GetParam(), neighbours, marker);
      choose_anew.rules.closed_links_are_remembered = false;
      expect_that_it_matters(turned_back(GetParam(), neighbours, marker), choose_anew, "what is left of the route");
    }
  }
}

}  // namespace
}  // namespace nuzuh::movement
