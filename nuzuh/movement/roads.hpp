#pragma once
// Where single people can be in the evening. A person carries the kilometres of the day, so no residual-budget classes are needed, the
// distances are exact, and the layout of a network of 20,000 places is made in milliseconds.

#include <cmath>
#include <cstdint>
#include <vector>

#include "nuzuh/movement/plan.hpp"

namespace nuzuh::movement {

/// Moved today, of people whose day is over.
inline constexpr double k_day_over = HUGE_VAL;

/// Evening cells: rest cells (nodes; with start_on_foot the nodes once more, for people on their first journey), then slots on links,
/// then the same slots for travellers who turn back. Slots of a leg lie together: the first arrives tomorrow, the next the day after.
struct Roads {
  /// A step over a link.
  struct Leg {
    double length_km = 0, speed = 0;
    int node = 0, link = 0;
    int turned_back = 0;  ///< node where those rest who are on it when it closes
    int first_slot = 0;
    int days = 0;         ///< evenings on the link (full speed on each link); 0: arrives on the day
    double last_km = 0;   ///< moved on the day of arrival, where days > 0
  };
  int nodes = 0, rests = 0, slots = 0;
  double walk_speed;        ///< [km/day]
  bool full_speed = true;     ///< each link of a day is travelled at a full day's speed; else what is left of the day counts
  std::vector<Leg> legs;      ///< [arc], then [arc] on foot
  std::vector<int> slot_leg;  ///< [slot]
  enum class Slot : std::uint8_t { waits, arrives, by_person };
  std::vector<Slot> slot_kind;  ///< [slot] arrives tomorrow or later; or of a link on which each person is somewhere else
  std::vector<double> walk_probability;  ///< [leg] of a leg with one such slot; empty where nobody walks by chance

  Roads(const Plan& plan, double move_speed, double walking);
  [[nodiscard]] bool walks(int leg) const { return !walk_probability.empty() && walk_probability[static_cast<std::size_t>(leg)] > 0; }
  [[nodiscard]] int cells() const { return rests + 2 * slots; }
  [[nodiscard]] int first_turned() const { return rests + slots; }
  [[nodiscard]] int node_of(int rest) const { return rest < nodes ? rest : rest - nodes; }
};

}  // namespace nuzuh::movement
