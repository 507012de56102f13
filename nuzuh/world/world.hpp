#pragma once
// What the engine eats: compiled, unit-checked, immutable, shared by all members. It holds no citation.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nuzuh/core/date.hpp"

namespace nuzuh::world {

/// Op-tempo of the besieger.
enum class Tempo : std::uint8_t { push, stall, pause };

/// State of the way out for civilians.
enum class Route : std::uint8_t {
  closed,    ///< the holders coerce; few leave
  declared,  ///< one side declared a way that the holders do not accept
  leak,      ///< the front is near; people walk out at night or pay smugglers
  open,      ///< the holders' grip is broken, or a trusted way is agreed
};

/// Whether a negotiated exit of fighters can happen: a decision of the besieger, so the user's switch.
enum class NegotiatedExit : std::uint8_t { refused, possible, agreed };

/// A distribution as a bare formula: of a number drawn once a member, or of one drawn anew each time it is used.
struct Spread {
  enum class Form : std::uint8_t {
    fixed,      ///< a
    lognormal,  ///< median a, standard deviation of the log b
    normal,     ///< mean a, standard deviation b
    beta,       ///< shapes a, b
    uniform,    ///< from a to b
  };
  Form form = Form::fixed;
  double a = 0, b = 0;
  double low = -1e300, high = 1e300;  ///< draws are clamped to this range
};

/// One held place of the enclave, in the order in which the front reaches them (by road distance from the attackers' side).
struct Place {
  std::uint32_t entity = 0;  ///< key of its random streams
  double area_share = 0;     ///< of the enclave at the start
  double taken_at = 0;       ///< cumulative share of the area at whose loss this place is lost
};

/// What dated events and policies fix for one day; empty where the model draws.
struct Day {
  std::optional<Tempo> tempo;
  std::optional<Route> route;
  bool to_main_camp = true;          ///< whether those cleared are already being taken to the main camp
  double reverse_killed = 0;         ///< attackers killed in a reverse that is known to have happened; 0 = none
  bool reverse_drawn = true;         ///< whether reverses are drawn on this day (not on days already reported)
  bool winter = false;               ///< November to March
  double information = 0;            ///< 0 none, 0.5 weak, 1 strong: advice through elders and leaflets to leave
  bool ended = false;                ///< an event known by the cut-off says that the enclave has ended
  std::optional<double> transit_places, transit_per_day, screening_per_day, camp_places;  ///< fixed by an event or a policy
  double second_site_places = 0;     ///< places at a second receiving site; 0 = none
  double trucks_factor = 1;          ///< on the people carried, to transit and on from it
  double clearance_factor = 1;       ///< on the ground cleared of explosive items
};

/// A place where fighters who leave may go.
struct Destination {
  std::uint32_t entity = 0;
  double own_side = 0, log_strength = 0, log_hours = 0, home = 0, escorted = 0;
};

struct World {
  int days = 0;                ///< simulated days, day 0 = the start
  int arrivals_from_day = 0;   ///< first day whose arrivals at the main camp count
  std::vector<Day> calendar;   ///< [day]
  std::vector<Place> places;   ///< in the order of their fall
  std::vector<Destination> destinations;
  bool clearance_drag = false;
  NegotiatedExit negotiated_exit = NegotiatedExit::possible;
  int exit_day = -1;           ///< day of an agreed exit; -1 = the first day on

  Spread push_days, stall_days, pause_days, reverse_killed, reverse_ground, reverse_stall_days, deal_days, open_days;
};

}  // namespace nuzuh::world
