#include "nuzuh/flee/behaviour.hpp"

namespace nuzuh::flee {

std::string_view to_string(Behaviour behaviour) {
  switch (behaviour) {
    case Behaviour::exact: return "exact";
    case Behaviour::documented: return "documented";
    case Behaviour::native: return "native";
  }
  return "";
}

std::optional<Behaviour> behaviour_of(std::string_view text) {
  for (const auto behaviour : {Behaviour::exact, Behaviour::documented, Behaviour::native}) {
    if (text == to_string(behaviour)) return behaviour;
  }
  return std::nullopt;
}

Rules Rules::of(Behaviour behaviour) {
  Rules rules;
  if (behaviour == Behaviour::exact) {
    rules.forced_redirection_acts = false;
    rules.day0_reduces_capacity = true;
    rules.conflict_end_makes_town = true;
    rules.awareness_zero_freezes = true;
    rules.pruning_divides = true;
    rules.home_distance_from_here = true;
    rules.closed_links_are_remembered = true;
    rules.fixed_routes_square_score = true;
    rules.harvest_stops_everyone = true;
    rules.flood_forecast_inverted = true;
    rules.flood_levels_cut = true;
    rules.two_system_reachable = false;
    rules.matching_share_of_people_there = false;
    rules.leavers_stay_counted = true;
    rules.output_quirks = true;
  }
  if (behaviour == Behaviour::native) {
    rules.full_speed_each_link = false;
    rules.admission_in_list_order = false;
    rules.all_zero_means_equal = false;
  }
  return rules;
}

}  // namespace nuzuh::flee
