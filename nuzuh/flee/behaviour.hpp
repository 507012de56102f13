#pragma once
// Flee 3 does in places something else than its manual says. One reader serves three behaviours; `Rules` spells out what each means,
// so that an engine asks a named question and never which behaviour is in force.

#include <optional>
#include <string_view>

namespace nuzuh::flee {

/// How a crisis folder is understood. docs/methods/flee-differences.md lists every difference with its evidence.
enum class Behaviour {
  exact,       ///< quirk by quirk what Flee 3 does, to match its numbers
  documented,  ///< what Flee's manual says (the default)
  native,      ///< what nuzuh holds right
};

std::string_view to_string(Behaviour behaviour);
std::optional<Behaviour> behaviour_of(std::string_view text);

/// The differences between the behaviours that an engine has to act on. Differences that can be settled on reading (intensities
/// frozen at onset, duplicated links, the division by `hasten`, ...) are settled in `Crisis` and do not appear here.
struct Rules {
  /// A forced link takes everyone who leaves its start, unless its end is full. Flee 3 reads the flag and never uses it.
  bool forced_redirection_acts = true;
  /// On day 0 the registered number is taken off every camp's capacity while the people inserted still count as occupants, and a
  /// capacity that falls below 1 means "unlimited".
  bool day0_reduces_capacity = false;
  /// A place whose conflict ends becomes a town (move chance and flag) and keeps a camp flag if it had one; otherwise it becomes
  /// again what it was.
  bool conflict_end_makes_town = false;
  /// awareness_level 0 keeps everyone where they are, and -1 acts like 1. Otherwise, as the manual has it, 0 sees adjacent places by
  /// the length of the road alone (every score is 1) and -1 chooses among adjacent places with equal chances.
  bool awareness_zero_freezes = false;
  /// Candidates below max/T are dropped for T > 1.001; otherwise candidates below T * max are dropped for 0 < T < 1.
  bool pruning_divides = false;
  /// stay_close_to_home measures from where the agent is, with latitude and longitude exchanged; otherwise from its home.
  bool home_distance_from_here = false;
  /// Each link of a day is travelled with a full day's speed; otherwise only with what is left of the day.
  bool full_speed_each_link = true;
  /// A traveller whose link closed meanwhile is put back at its start on arrival even if the link has reopened, and holds on to the rest
  /// of the route for a day; otherwise whoever is put back chooses anew the next morning.
  bool closed_links_are_remembered = false;
  /// Camps admit in the order of the agent list; otherwise simultaneously, with random rationing (order-free).
  bool admission_in_list_order = true;
  /// Fixed routes: the score acts squared, places later in the file are seen with yesterday's score, a marker counts as a step, and
  /// ends of weight 0 are no candidates.
  bool fixed_routes_square_score = false;
  /// In a harvest month everybody at rest stays and is counted at home; otherwise only farmers (farmer_fraction) stay, where they are.
  bool harvest_stops_everyone = false;
  /// The flood forecast multiplies chances and scores by a factor that is 0 without a flood ahead (the opposite of its intention).
  /// Otherwise the forecast is left out.
  bool flood_forecast_inverted = false;
  /// Flood levels go by the row's position and are cut to whole numbers, and an unflooded flood zone is weighed with the number for
  /// level 0; otherwise levels are interpolated between the labelled days and tables between the levels.
  bool flood_levels_cut = false;
  /// Two-system decisions can be switched on from the settings (in Flee 3 they cannot).
  bool two_system_reachable = true;
  /// The share of one's own group is counted over the people of the place; otherwise over `pop`, which is 1e8 for every camp.
  bool matching_share_of_people_there = true;
  /// Weights that are all zero become an equal choice; otherwise people stay.
  bool all_zero_means_equal = true;
  /// Whoever leaves the system from a sink stays in the camp's count and takes up its room.
  bool leavers_stay_counted = false;
  /// The date column of out.csv is one day late, and the total error divides by the doubled raw count.
  bool output_quirks = false;
  /// A day's end of spawning weight stops Flee; nuzuh goes on: the people wait until there is a place of origin.
  bool missing_origin_is_noted = true;

  static Rules of(Behaviour behaviour);
};

}  // namespace nuzuh::flee
