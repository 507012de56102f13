#include "nuzuh/movement/roads.hpp"

#include "nuzuh/core/contract.hpp"

namespace nuzuh::movement {

Roads::Roads(const Plan& plan, double move_speed, double walking) : walk_speed(walking) {
  NUZUH_EXPECT(move_speed > 0);
  nodes = static_cast<int>(plan.nodes.size());
  rests = nodes * (plan.move.start_on_foot ? 2 : 1);
  full_speed = plan.rules.full_speed_each_link;
  for (const bool foot : {false, true}) {
    if (foot && !plan.move.start_on_foot) break;
    for (std::size_t a = 0; a < plan.arcs.size(); ++a) {
      const Arc& arc = plan.arcs[a];
      const auto& link = plan.links[static_cast<std::size_t>(arc.link)];
      Leg leg;
      leg.length_km = link.length_km;
      leg.speed = foot ? walk_speed : link.speed_km_per_day >= 0 ? link.speed_km_per_day : move_speed;
      leg.node = arc.node, leg.link = arc.link, leg.turned_back = plan.turned_back[a], leg.first_slot = slots;
      int room = 0;
      const bool by_person = !foot && link.walk_probability > 0;
      if (plan.walks) walk_probability.push_back(by_person ? link.walk_probability : 0);
      if (by_person) {
        room = 1;
      } else if (!full_speed) {
        room = static_cast<int>(std::floor(leg.length_km / leg.speed)) + 1;
      } else if (leg.speed <= leg.length_km) {
        const double remaining = leg.length_km - leg.speed;  // after the first day
        const int more = static_cast<int>(std::floor(remaining / leg.speed));
        leg.days = room = more + 1;
        leg.last_km = remaining - more * leg.speed;
      }
      for (int d = 0; d < room; ++d) {
        slot_leg.push_back(static_cast<int>(legs.size()));
        slot_kind.push_back(by_person ? Slot::by_person : d == 0 ? Slot::arrives : Slot::waits);
      }
      slots += room;
      legs.push_back(leg);
    }
  }
}

}  // namespace nuzuh::movement
