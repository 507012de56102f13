#include "nuzuh/infer/flee_model.hpp"

namespace nuzuh::infer {

// Printed by `nuzuh flee score burundi car mali2012 ssudan --learn --show-priors --steps 250` (docs/methods/flee-forecast.md).
FleePriors FleePriors::shipped() {
  FleePriors p;
  p.given.weight = {0.07868, 0.07891, 0.1155, 0.1193, 0.4162, 1.143, 1.382, 0.3371, 1.589};
  p.given.adapt = 0.6112, p.given.camp_adapt = 0.7094, p.given.disagreement = 0.9058, p.given.scale = 0.03;
  p.given.growth = 0.6272, p.given.dof = 2.2, p.given.ceiling = 3, p.given.crisis_worth = 6;
  p.given.camp_worth = 6, p.given.offset = 131, p.given.camp_age = 0.1854, p.given.opening = 4;
  p.given.opened_share = 1, p.given.jump_rate = 0.469, p.given.jump_fall = 0.2013, p.given.jump_spread = 0.2859;
  p.unknown.weight = {0.02427, 0.2192, 0.1361, 0.6899, 0.6022, 0.1615, 2.287, 1.149, 3.347};
  p.unknown.adapt = 0.9197, p.unknown.camp_adapt = 0.7017, p.unknown.disagreement = 0.9058, p.unknown.scale = 0.07711;
  p.unknown.growth = 0.765, p.unknown.dof = 2.2, p.unknown.ceiling = 1.291, p.unknown.crisis_worth = 6;
  p.unknown.camp_worth = 6, p.unknown.offset = 157.8, p.unknown.camp_age = 0.06508, p.unknown.opening = 4;
  p.unknown.opened_share = 1, p.unknown.jump_rate = 0.4445, p.unknown.jump_fall = 0.1037, p.unknown.jump_spread = 0.4491;
  p.total.weight = {0.2024, 0.5109, 0.6934, 1.499, 0, 0, 0, 0, 0};
  p.total.adapt = 0.6, p.total.camp_adapt = 0.6, p.total.disagreement = 0.02, p.total.scale = 1.5;
  p.total.growth = 0.5788, p.total.dof = 2.2, p.total.ceiling = 1.118, p.total.crisis_worth = 0.5;
  p.total.camp_worth = 0.9977, p.total.offset = 203.2, p.total.camp_age = 0.5, p.total.opening = 0.7;
  p.total.opened_share = 0.5, p.total.jump_rate = 0.2028, p.total.jump_fall = 0.005, p.total.jump_spread = 1;
  return p;
}

FleePriors FleePriors::start() {
  FleePriors p;
  p.given.weight = {1, 1, 0.5, 1, 1, 1, 0.5, 0.5, 0.5};
  p.unknown.weight = {1, 1, 0.5, 1, 1, 1, 0.5, 0.5, 0.5};
  p.total.weight = {1, 1, 0.5, 1, 0, 0, 0, 0, 0};
  p.total.jump_rate = 0.1;
  return p;
}

}  // namespace nuzuh::infer
