// Matching of ethnicity and religion: what a group makes of a site for how many of its own people rest there this morning.

#include "nuzuh/movement/people.hpp"

#include <algorithm>

namespace nuzuh::movement {
namespace {

constexpr double k_ethnicity_factor = 10;  // Flee's own number: a share of a tenth leaves the score as it is

}  // namespace

void People::meet_their_own() {
  const auto sites = static_cast<Index>(plan_.sites);
  const auto& move = plan_.move;
  Weights& weights = crossroads_.weights();
  at_rest_.assign(plan_.places.size(), 0.0);
  for (int cell = 0; cell < roads_.rests; ++cell) {
    at_rest_[static_cast<Index>(crossroads_.place_of(roads_.node_of(cell)))] += static_cast<double>(rest_[static_cast<Index>(cell)].size());
  }
  for (Index site = 0; site < sites; ++site) {
    // The share of a value among those at the site; below 0: nobody is there, and the site is neither near nor foreign.
    const auto share = [&](int PlanGroup::*attribute, int own) {
      if (own == PlanGroup::k_no_value) return 1.0;
      double same = 0, all = 0;
      for (Index g = 0; g < plan_.groups.size(); ++g) {
        const int value = plan_.groups[g].*attribute;
        const double people = at_rest_[g * sites + site];
        if (value == own) same += people;
        if (value != PlanGroup::k_no_value) all += people;
      }
      if (plan_.rules.matching_share_of_people_there) return all > 0 ? same / all : -1.0;
      return same / (population_[site] < 1 ? 1e8 : population_[site]);
    };
    for (Index g = 0; g < plan_.groups.size(); ++g) {
      const PlanGroup& group = plan_.groups[g];
      const auto place = static_cast<int>(g * sites + site);
      const PlaceDay& today = weights.today(place);
      double factor = 1;
      const auto match = [&](bool on, int PlanGroup::*attribute, double times) {
        if (!on) return;
        const double of = share(attribute, group.*attribute);
        if (of >= 0) factor *= of * times;
      };
      if (today.camp) {
        match(move.match_camp_ethnicity, &PlanGroup::ethnicity, k_ethnicity_factor);
        match(move.match_camp_religion, &PlanGroup::religion, 1 / move.avg_religion_fraction);
      } else {
        match(today.fighting ? move.match_conflict_ethnicity : move.match_town_ethnicity, &PlanGroup::ethnicity, k_ethnicity_factor);
      }
      weights.match(place, factor);
    }
  }
}

}  // namespace nuzuh::movement
