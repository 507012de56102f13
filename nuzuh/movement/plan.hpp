#pragma once
// A crisis compiled once: dense numbers, changes by day, route trees. Immutable; shared by every engine, member and thread.
// What a run may vary (move chances, speeds, weights, arrivals) stays a parameter and is not baked in.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "nuzuh/core/error.hpp"
#include "nuzuh/flee/crisis.hpp"

namespace nuzuh::movement {

/// Which move chance rules at a place.
enum class MoveKind : std::uint8_t { town, camp, idp_camp, conflict, always };

/// What a place is on a day, before parameters.
struct PlaceDay {
  MoveKind kind = MoveKind::town;
  bool camp = false;             ///< counts as a camp: camp_weight, and refuses people at half its buffer
  bool marker = false;           ///< a bend of the road: no destination
  bool town = false;             ///< people who have gone little of late do not stop here (avoid_short_stints)
  bool fighting = false;         ///< a conflict rules, whatever is left of its weight
  bool foreign = false;          ///< foreign_weight applies
  bool stays = false;            ///< nobody leaves (farmers in harvest months)
  bool breaks_connections = false, deliberation = false;  ///< what fighting does where two-system decisions are in force
  double conflict_exponent = 0;  ///< decay x intensity: score x conflict_weight^this
  double score_factor = 1;       ///< everything else in the score (economic pull, food, floods)
  double chance_factor = 1;      ///< (max(population, capacity) / base)^scale
  double chance_floor = 0;       ///< share q that moves for hunger: p = q + (1 - q) p
  double chance_fixed = -1;      ///< >= 0: replaces the chance (floods)
  double chance_scale = 1;       ///< multiplies what then rules (the flood forecast)
  double endpoint_factor = 1;    ///< multiplies the score when the place is where a route ends (floods, population)
  double capacity = -1;          ///< after capacity_scaling; below 1: unlimited
  double own_capacity = -1;      ///< before it; kept where Plan::population_counts
  double spawn_weight = 0;       ///< share of the day's arrivals that set out here, not normalised
  bool operator==(const PlaceDay&) const = default;
};

struct PlaceChange {
  int place = 0;
  PlaceDay now;
};
struct LinkChange {
  int link = 0;
  bool open = true;
};
struct ForcedChange {
  int link = 0;
  bool forced = false;
};
struct RouteChange {
  int route = 0;
  bool offered = true;
};

/// What changes at the dawn of a day, after the arrivals.
struct DayChanges {
  std::vector<PlaceChange> places;
  std::vector<LinkChange> links;
  std::vector<ForcedChange> forced;
  std::vector<RouteChange> routes;
};

/// A way that people at a place may choose: a path over links, known as far as their awareness reaches.
struct Route {
  int origin = 0, end = 0;   ///< places
  int arc = 0;               ///< the first step
  double length_km = 0;
  double shortened = 1;      ///< softening and length count divided by this (major routes of fixed_routes: 4)
  double factor = 1;         ///< static part of the end point's score for people here (stay_close_to_home)
  int first_link = 0, link_count = 0;  ///< into Plan::route_links: all must be open
};

/// A step over a link, and the node that is reached: the end of the link with what is left of the route.
struct Arc {
  int link = 0;
  int node = 0;
};

/// Where someone at rest is: a place, with the route still to be followed (awareness of two links or more), or none.
struct Node {
  int place = 0;
  int arc = -1;  ///< the next step of the pending route; -1: none, the person chooses
  int end = -1;  ///< where the pending route ends
};

struct PlanPlace {
  std::string name;
  std::uint32_t entity = 0;  ///< from the name; unique within the plan
  std::int64_t population = 0;
  int first_route = 0, route_count = 0;  ///< into Plan::routes
  double leave_sink = 0;                 ///< [per day] chance that someone at rest in this camp leaves the system
};

struct PlanLink {
  int from = 0, to = 0;
  double length_km = 0;
  double speed_km_per_day = -1;  ///< < 0: the parameter
  double walk_probability = 0;   ///< [per person and day on the link] chance of going at walking speed
};

/// What people weigh when they choose a way.
enum class ChoiceRule {
  weighted,   ///< the end's score over the length, times its openness
  by_length,  ///< the length and the openness (awareness_level 0)
  equal,      ///< nothing (awareness_level -1)
};

/// People who weigh places alike, where a rule in force reads an attribute of the person.
struct PlanGroup {
  int score_exponent = 1;      ///< of every place's score: 2 for those who avoid hazards, 0 for those who take risks
  double flood_awareness = 1;  ///< multiplies the flood forecast
  bool farmer = false;         ///< stays in harvest months
  int ethnicity = k_no_value, religion = k_no_value;  ///< numbers of values that are matched
  int home = -1;               ///< site that they stay close to; -1: no such rule
  bool operator==(const PlanGroup&) const = default;

  static constexpr int k_no_value = -1;  ///< the crisis says nothing of it
};

/// Groups and how likely somebody belongs to each.
using GroupShares = std::vector<std::pair<int, double>>;

/// People at a site before day 0, one after the other in Flee's agent list.
struct FirstCrowd {
  int site = 0;
  std::int64_t people = 0;
  GroupShares shares;   ///< one group: theirs; several: drawn for each of them
  bool listed = false;  ///< stand in agents.csv
};

/// How people set out.
enum class SpawnKind { total_by_weight, per_place, poisson_per_place };

/// Where people differ, the network stands in the plan once for each group: place `g * sites + s` is what the site s is to group g. The
/// copies share nothing but the sites' room: who sets out, who is counted and which camp is full go by site. The first copy's places bear
/// the numbers of the sites.
struct Plan {
  int days = 0;
  int sites = 0;                  ///< places on the ground
  std::vector<PlanGroup> groups;  ///< at least one
  std::vector<GroupShares> group_shares;  ///< [site] of those who set out there; empty where there is one group
  std::vector<PlanPlace> places;
  std::vector<PlanLink> links;
  std::vector<Node> nodes;  ///< node i < places.size(): place i, no route pending
  std::vector<Arc> arcs;
  std::vector<int> turned_back;  ///< [arc] node where those rest who are on it when it closes
  std::vector<Route> routes;
  std::vector<int> route_links;
  std::vector<std::vector<int>> routes_to;    ///< [site]: routes that end there
  std::vector<std::vector<int>> routes_over;  ///< [link]: routes that use it

  std::vector<PlaceDay> at_start;           ///< [place] before day 0
  std::vector<std::uint8_t> link_open;      ///< [link] before day 0
  std::vector<std::uint8_t> link_forced;    ///< [link] before day 0
  std::vector<std::uint8_t> route_offered;  ///< [route] before day 0, where ways come and go (plan_stages.hpp); empty: all, at any time
  std::vector<DayChanges> changes;          ///< [day] in force when people move
  std::vector<std::vector<PlaceChange>> spawn_changes;  ///< [day] of sites, in force when people set out (weights of the evening before)
  std::vector<FirstCrowd> first_people;     ///< in the order of Flee's agent list, which matters where camps fill
  ChoiceRule choice = ChoiceRule::weighted;
  SpawnKind spawn = SpawnKind::total_by_weight;
  std::vector<double> arrivals;             ///< [day] people who set out (total_by_weight)
  std::vector<std::vector<std::pair<int, double>>> arrivals_at;  ///< [day] (site, people or mean) (per_place kinds)
  bool take_from_population = false;
  bool population_counts = false;           ///< chances or scores follow how many still live at a place, which chance decides
  std::vector<int> limited;                 ///< sites that ever have a capacity
  std::vector<int> reported;                ///< sites of out.csv
  std::vector<std::vector<double>> observed;  ///< [reported][day]: registrations, for scores

  flee::Rules rules;
  flee::MoveRules move;  ///< the settings as read: defaults of Parameters
  std::vector<std::uint8_t> harvest;        ///< [day] farmers stay where they rest; empty: never
  bool sinks = false;
  bool walks = false;                       ///< some link has a walk_probability
  bool two_system = false;                  ///< people with connections deliberate
  double average_connections = 0;           ///< of those with whom a person sets out
  std::string label;

  [[nodiscard]] int place_count() const { return static_cast<int>(places.size()); }
  [[nodiscard]] int site_of(int place) const { return place < sites ? place : place % sites; }
  [[nodiscard]] const PlanGroup& group_of(int place) const { return groups[static_cast<std::size_t>(place < sites ? 0 : place / sites)]; }
};

/// What a run may change without compiling again.
struct Parameters {
  double conflict_movechance = 1, camp_movechance = 0.001, idpcamp_movechance = 0.1, default_movechance = 0.3;  ///< [per day]
  double max_move_speed = 360, max_walk_speed = 35;  ///< [km/day]
  double foreign_weight = 1, camp_weight = 1, conflict_weight = 1 / 3.16227766017;
  double softening = 10, weight_softening = 0, weight_power = 1, distance_power = 1;
  double capacity_buffer = 0.9;
  double capacity_factor = 1;           ///< multiplies every capacity
  std::vector<double> attractiveness;   ///< [site] multiplies the score; empty: 1 everywhere
  std::vector<double> arrivals;         ///< [day] people who set out; empty: the plan's
  double arrivals_factor = 1;           ///< multiplies the day's arrivals
};

/// The parameters that the crisis folder itself states.
Parameters parameters_of(const Plan& plan);

/// Compiles. Never fails on a crisis that the reader accepted; what no fast engine can follow is told by `unsupported`.
Plan compile(const flee::Crisis& crisis);

/// The engines of this room.
enum class Engine { automatic, reference, individual, cohort, mean_field };
std::string_view to_string(Engine engine);

/// Why `engine` cannot follow this crisis' rules; empty where it can. Sentences for the user.
std::vector<std::string> unsupported(const flee::Crisis& crisis, Engine engine);

/// Which engine `auto` takes and why.
struct Choice {
  Engine engine = Engine::cohort;
  std::string reason;
};
/// Whether so few people in so many places are cheaper to follow one by one than as counts (measured, docs/methods/engines.md).
bool cheaper_by_person(std::size_t places, std::int64_t people);

Choice choose_engine(const flee::Crisis& crisis, int members);

}  // namespace nuzuh::movement
