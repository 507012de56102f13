#include "nuzuh/infer/flee_model.hpp"

namespace nuzuh::infer {

FleePriors FleePriors::shipped() { return start(); }

FleePriors FleePriors::start() {
  FleePriors p;
  p.given.weight = {1, 1, 0.5, 1, 1, 1, 0.5, 0.5};
  p.unknown.weight = {1, 1, 0.5, 1, 1, 1, 0.5, 0.5};
  p.total.weight = {1, 1, 0.5, 1, 0, 0, 0, 0};
  return p;
}

}  // namespace nuzuh::infer
