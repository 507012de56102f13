#pragma once
// The state of a reference run. Not for other files than reference*.cpp.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "nuzuh/flee/crisis.hpp"
#include "nuzuh/movement/reference.hpp"
#include "nuzuh/movement/reference_random.hpp"

namespace nuzuh::movement {

/// A place as it is now.
struct Spot {
  flee::Place now;          ///< flags, move chance, intensity and population change with the days
  flee::PlaceType rest = flee::PlaceType::town;  ///< what it is when no conflict rules there
  double capacity = -1;
  std::int64_t people = 0;
  std::int64_t dawn = 0;    ///< people at dawn (order-free admission)
  double score = 1;
  int conflict_since = -1;  ///< [day]
  double flood_level = 0;
  double ipc = 0;           ///< [per cent]
};

/// A known way: places in order without the origin.
struct Way {
  int end = 0;
  double length_km = 0;      ///< as Flee adds it up: last link + what came before
  std::uint32_t path = 0, steps = 0;  ///< into World::paths
};

struct Person {
  int at = 0;                ///< a place, or a link while travelling
  int home = 0;
  int last_link = -1;        ///< by which the person came today (order-free admission)
  std::uint32_t route = 0;   ///< the rest of the route: World::paths[route ...]
  std::uint16_t steps = 0;   ///< places left on the route; 0: none held
  std::uint16_t link_version = 0;
  bool travelling = false, gone = false, first_journey = true, farmer = false;
  bool at_harvest = false;   ///< counted at home while resting elsewhere (Flee's harvest months)
  std::int8_t connections = 0;
  std::uint8_t days_here = 0;
  double on_link_km = 0, today_km = 0, recent = 0;
};

class World {
 public:
  World(const flee::Crisis& crisis, std::uint64_t seed);
  /// One day: changes, arrivals, closures, decisions, travel. Fills the day's row.
  void step(int day, Trajectory& out);
  [[nodiscard]] const std::set<std::string>& notes() const { return notes_; }

 private:
  // reference_world.cpp: places and arrivals
  void change_types(int day);
  void change_levels(int day);
  void change_conflicts(int day);
  void spawn(int day);
  void spawn_data_driven(int day);
  void spawn_by_conflict();
  void spawn_by_flood();
  void refresh_weights(int day);
  void change_borders(int day);
  void refresh_scores(int day);
  void add_person(int place, bool takes_from_population);
  [[nodiscard]] double decay(int day, const Spot& spot) const;
  void count_groups();

  // reference_people.cpp: decisions and travel
  void decide(Person& person, std::size_t index, bool forced_out_of_town);
  void travel(Person& person, std::size_t index);
  void update_connections(Person& person);
  /// Harvest months; true where they keep the person from deciding.
  bool harvests(Person& person);
  [[nodiscard]] double move_chance(const Person& person, std::size_t index, bool forced_out_of_town) const;
  /// Whether it is a camp today, of those that ever have a capacity.
  [[nodiscard]] bool admits(int place) const { return limited_[static_cast<std::size_t>(place)] && spots_[static_cast<std::size_t>(place)].now.camp; }
  [[nodiscard]] bool deliberates(const Person& person) const;
  /// Chooses a route; false where there is none.
  bool choose(Person& person, std::size_t index);
  bool take_step(Person& person);
  void drain_sinks();
  void ration_admissions();

  // reference_routes.cpp: what can be chosen, and with which weight
  const std::vector<Way>& ways_from(int place);
  void explore(int place, int link, double before_km, double hops, std::vector<int>& visited, std::vector<Way>& found);
  [[nodiscard]] double room(const Spot& spot) const;
  [[nodiscard]] double score_for(const Person& person, std::size_t index, int end) const;
  [[nodiscard]] double distance_from(const Person& person, int end) const;
  [[nodiscard]] double flood_forecast(int place, std::size_t index, bool for_score) const;
  void refresh_fixed_routes(int place);
  [[nodiscard]] bool by_force(int place, std::uint32_t path, std::uint32_t steps) const;

  [[nodiscard]] double table_of(const std::vector<double>& values, double level) const;
  [[nodiscard]] int attribute(const char* name) const;
  [[nodiscard]] bool has(std::size_t index, int attribute, const char* text) const;
  [[nodiscard]] double number(std::size_t index, int attribute) const;

  struct Fixed {
    int end = 0;
    double weight = 0, softened_km = 0, length_km = 0;
    std::uint32_t path = 0, steps = 0;
  };
  [[nodiscard]] double fixed_weight(double score, double softened_km) const;

  const flee::Crisis& c_;
  const flee::MoveRules& rules_;
  PythonRandom python_;
  NumpyRandom numpy_;
  std::vector<Spot> spots_;
  std::vector<std::vector<int>> open_;      // [place] links in Flee's order
  std::vector<std::uint16_t> version_;      // [link] how often it has been closed
  std::vector<char> is_open_, forced_;      // [link]
  std::vector<char> limited_;               // [place] whether it ever has a capacity (order-free admission)
  std::vector<Person> people_;
  std::vector<double> weights_;             // [place] spawning
  std::vector<std::vector<Way>> ways_;      // [place] cache
  std::vector<char> ways_known_;
  std::vector<std::vector<Fixed>> fixed_;   // [place]
  std::vector<int> paths_;
  std::size_t next_type_ = 0, next_conflict_ = 0, next_border_ = 0;
  std::vector<double> trial_;               // weights of a choice, kept for speed
  std::vector<std::size_t> candidates_;     // [trial_] the way or fixed route it stands for
  std::set<std::string> notes_;
  int day_ = 0;
  std::int64_t waiting_ = 0;                // people without a place of origin yet

  // Attributes: only kept where a rule reads them; the draws are made in any case, for the generators' sake.
  bool keep_attributes_ = false, per_person_ = false;
  bool farmers_drawn_ = false;  // Flee draws for each person wherever the column farmer_fraction exists
  std::vector<std::string> attribute_names_;
  std::vector<std::vector<int>> attributes_;  // [attribute][person]: into texts_, or -1
  std::vector<std::string> texts_;
  std::vector<double> numbers_;               // [text]; NaN where it is none
  std::map<std::string, int> text_index_;
  std::vector<std::vector<NumpyChoice>> draws_;   // [demographic][0: Default, 1...: columns]
  std::vector<std::map<int, std::int64_t>> groups_;  // [place * attributes + attribute]
  int age_ = -1, gender_ = -1, ethnicity_ = -1, religion_ = -1, flood_awareness_ = -1;
};

}  // namespace nuzuh::movement
