#pragma once
// How well one simulated member agrees with what has been observed of an enclave.

#include <span>
#include <string>
#include <vector>

#include "nuzuh/engine/member.hpp"
#include "nuzuh/ensemble/draw.hpp"
#include "nuzuh/scenario/scenario.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::infer {

/// One comparison of a member with an observation, all on a scale on which errors are a Student t with 4 degrees of freedom.
struct Look {
  enum class Kind {
    growth,  ///< log of what a cumulative series added since its previous report
    level,   ///< log of a cumulative series at its latest report
    stock,   ///< log of a reported stock, through the bias of its class
    ground,  ///< share of ground held when places are reported taken
  };
  Kind kind = Kind::growth;
  scenario::Series series = scenario::Series::exits_cumulative;
  engine::Quantity quantity = engine::Quantity::exits_cumulative;
  int day = 0, previous_day = -1;  ///< days of the run; -1 = the start
  double value = 0;                ///< what is reported (people, or a share)
  double scale = 1;                ///< of the error: log units, or a share
  core::Date date;
};

/// The observations and events of a case, as known on some date, that a run from its start can be compared with. Reports of stocks up to
/// `stocks_used_until` are left out: the prior already stands on them.
std::vector<Look> looks(const scenario::Scenario& scenario, const world::World& world, core::Date known_by, core::Date stocks_used_until);

/// Log likelihood of a member up to a constant: the sum over looks of the log density of a Student t (4 d.o.f.). A growth counts half, since
/// growths and the level of one series are one history seen twice.
/// `bias`: the member's own log bias of 'last pocket' reports of people and of reports of fighters. A member whose enclave has ended
/// before `known_day` while none was reported ended is impossible (minus infinity).
double log_likelihood(std::span<const Look> looks, std::span<const float> record, const engine::Outcome& outcome, int known_day, double bias_people,
                      double bias_fighters, bool reported_ended);

/// What the member says where the look's value stands, in the look's own unit (for posterior-predictive checks).
double predicted(const Look& look, std::span<const float> record, double bias_people, double bias_fighters);

}  // namespace nuzuh::infer
