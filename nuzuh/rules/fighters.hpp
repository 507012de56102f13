#pragma once
// How defenders leave the count besides death: competing daily hazards, and where those who leave go. Form moderate, rates weak.

#include <vector>

#include "nuzuh/world/parameters.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::rules {

/// Hazard a day that a defender gives up: sigma exp(c (1-h)) (1 + contagion r7), with factors for a pause with a way out and for days
/// on which people are being taken out. `gave_up_7d`: share of the defenders that gave up in the last seven days
/// (contagion: Lehmann & Zhukov 2019 for the sign; the size is a guess).
double surrender_hazard(const world::Parameters& p, double held_share, double gave_up_7d, world::Tempo tempo, world::Route route);

/// Hazard a day that a defender slips away: pi (0.3 + 1 - h).
double slip_hazard(const world::Parameters& p, double held_share, bool ring_loose);

/// Hazard a day of a deal while the besieger is willing: rate x logistic((h* - h) / 0.04): deals are struck when 85-95% is lost
/// (12 deals of the set; observational, so not an effect of dealing).
double deal_hazard(const world::Parameters& p, double held_share);

/// Share of the fighters still there when the last ground falls who are never accounted for: 1 - exp(-30 pi). An assumption of ours:
/// a month's slip-away is compressed into the last days (unaccounted at the end: Raqqa about 48%, Tal Afar about 11%).
double unaccounted_share(const world::Parameters& p, bool ring_loose);

/// Order of the places where fighters who leave go, best first, by a multinomial logit (six exits of the set: only signs and order
/// are supported): own side + strength - hours + home region + escorted route.
std::vector<std::size_t> destination_order(const world::Parameters& p, const world::World& w);

}  // namespace nuzuh::rules
