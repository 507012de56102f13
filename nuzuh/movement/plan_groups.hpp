#pragma once
// Groups of people who weigh places alike, where a rule in force reads an attribute of the person: age, gender, ethnicity, religion, flood
// awareness, who farms, where home is.

#include "nuzuh/movement/plan.hpp"

namespace nuzuh::movement {

/// So many places the network may have in all its copies (it stands in the plan once for each group).
inline constexpr std::size_t k_most_copies = 200'000;

/// Which groups a crisis needs, and who belongs to them.
struct Groups {
  std::vector<PlanGroup> all;  ///< at least one
  std::vector<GroupShares> shares;  ///< [site] of those who set out there
  std::vector<GroupShares> listed;  ///< [agent of agents.csv] who is a farmer is drawn
};

/// From the demographic tables, the agents' file and the rules in force. Where no rule reads an attribute there is one group.
Groups find_groups(const flee::Crisis& crisis);

/// Fills groups and initial people, and repeats the plan of one group (places, links, routes and days) for each of the others.
void spread_over_groups(const flee::Crisis& crisis, const Groups& groups, Plan& plan);

}  // namespace nuzuh::movement
