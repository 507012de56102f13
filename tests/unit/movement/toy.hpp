#pragma once
// Small crises made by hand.

#include <initializer_list>
#include <string>

#include "nuzuh/flee/crisis.hpp"

namespace nuzuh::movement::toy {

struct Builder {
  flee::Crisis crisis;

  explicit Builder(int days, flee::Behaviour behaviour = flee::Behaviour::exact) {
    crisis.name = "toy";
    crisis.behaviour = behaviour;
    crisis.rules = flee::Rules::of(behaviour);
    crisis.settings = flee::default_settings(behaviour);
    crisis.settings.move.max_move_speed = 200;
    crisis.settings.spawn.insert_day0 = false;
    crisis.days = crisis.days_in_file = days;
    crisis.arrivals.people.assign(static_cast<std::size_t>(days), 0);
    crisis.arrivals.debt.assign(static_cast<std::size_t>(days), 0);
    crisis.arrivals.raw.assign(static_cast<std::size_t>(days), 0);
  }

  int place(const std::string& name, flee::PlaceType type, std::int64_t number = 0) {
    flee::Place p;
    p.name = name;
    p.declared = p.type = type;
    p.camp = type == flee::PlaceType::camp;
    p.town = type == flee::PlaceType::town;
    p.forward = type == flee::PlaceType::forward;
    p.marker = type == flee::PlaceType::marker;
    p.capacity = p.camp ? number : -1;
    p.population = p.camp ? 0 : number;
    const auto& move = crisis.settings.move;
    p.move_chance = p.camp ? move.camp_movechance : p.town ? move.default_movechance : move.conflict_movechance;
    if (type == flee::PlaceType::conflict) {
      p.type = flee::PlaceType::town;
      p.town = true;
      p.move_chance = move.default_movechance;
    }
    const int id = static_cast<int>(crisis.places.size());
    crisis.places.push_back(p);
    crisis.links_from.emplace_back();
    crisis.series_of.push_back(flee::k_none);
    if (type == flee::PlaceType::conflict) crisis.conflict_changes.push_back({0, id, 1.0, true});
    if (p.camp) crisis.reported.push_back(id);
    return id;
  }

  void road(int a, int b, double km) {
    const int first = static_cast<int>(crisis.links.size());
    for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
      flee::Link link;
      link.from = from, link.to = to, link.distance_km = km;
      link.reverse = from == a ? first + 1 : first;
      crisis.links_from[static_cast<std::size_t>(from)].push_back(static_cast<int>(crisis.links.size()));
      crisis.links.push_back(link);
    }
  }

  void arrive(int day, std::int64_t people) { crisis.arrivals.people[static_cast<std::size_t>(day)] = people; }
};

/// Two conflict zones, towns, a border that closes, a far camp and one that fills: every part of the default rules in ten places.
inline flee::Crisis valley(flee::Behaviour behaviour, std::int64_t small_camp, int days = 60) {
  Builder b(days, behaviour);
  using flee::PlaceType;
  const int city = b.place("City", PlaceType::conflict, 60000), mill = b.place("Mill", PlaceType::conflict, 20000);
  const int ford = b.place("Ford", PlaceType::town, 5000), pass = b.place("Pass", PlaceType::town, 500);
  const int port = b.place("Port", PlaceType::town, 30000), hub = b.place("Hub", PlaceType::forward);
  const int near = b.place("Near camp", PlaceType::camp, small_camp), far = b.place("Far camp", PlaceType::camp, 100000);
  const int hill = b.place("Hill camp", PlaceType::camp, -1), isle = b.place("Isle", PlaceType::town, 100);
  b.crisis.settings.spawn.conflict_spawn_decay = {1.0, 0.5, 0.1};
  b.crisis.settings.spawn.conflict_spawn_decay_interval = 20;
  b.crisis.settings.move.conflict_weight = 0.25;
  b.road(city, mill, 40), b.road(city, ford, 55), b.road(mill, ford, 70), b.road(ford, pass, 30), b.road(pass, near, 25);
  b.road(ford, near, 90), b.road(port, far, 450), b.road(ford, port, 110), b.road(port, hub, 20), b.road(hub, hill, 200);
  b.road(hub, isle, 65), b.road(isle, hill, 75), b.road(near, port, 120);
  b.crisis.conflict_changes.push_back({25, mill, 0.0, true});
  // The pass is closed from day 10 to day 30, both ways.
  for (const auto& [day, what] : {std::pair{10, flee::BorderChange::What::close_link}, std::pair{30, flee::BorderChange::What::open_link}}) {
    for (const int link : {6, 7}) b.crisis.border_changes.push_back({day, what, link});
  }
  for (int t = 0; t < days; ++t) b.arrive(t, t % 7 == 3 ? 300 : 40);
  return b.crisis;
}

/// Half of the people are children, everywhere, and children avoid hazards.
inline void let_children_avoid_hazards(flee::Crisis& crisis) {
  crisis.settings.move.children_avoid_hazards = true;
  flee::Demographic age;
  age.attribute = "age", age.values = {"7", "40"}, age.default_weights = {1, 1};
  age.place_column.assign(crisis.places.size(), flee::k_none);
  crisis.demographics.push_back(age);
}

}  // namespace nuzuh::movement::toy
