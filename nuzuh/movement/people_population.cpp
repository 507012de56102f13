// Chances to leave and scores that follow the population of a place, where that falls by one with each who sets out.

#include <algorithm>

#include "nuzuh/movement/people.hpp"
#include "nuzuh/movement/place_size.hpp"

namespace nuzuh::movement {
namespace {

constexpr double k_certain_by_far = 1e9;  ///< any chance times this is certain, and none stays none

}  // namespace

void People::count_who_lives_where() {
  Weights& weights = crossroads_.weights();
  for (int site = 0; site < plan_.sites; ++site) {
    const double population = population_[static_cast<Index>(site)];
    const PlaceDay& today = weights.today(site);
    const double chance = plan_.move.movechance_pop_scale_factor == 0 ? 1 : std::min(k_certain_by_far, chance_by_size(plan_.move, population, today.own_capacity));
    const double score = plan_.move.use_pop_for_loc_weight && !today.camp ? score_by_size(plan_.move, population) : 1;
    for (int place = site; place < plan_.place_count(); place += plan_.sites) weights.populate(place, chance, score);
  }
}

}  // namespace nuzuh::movement
