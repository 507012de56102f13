#include "nuzuh/engine/day.hpp"

#include "nuzuh/core/contract.hpp"

namespace nuzuh::engine {

void run_day(const Today& today, world::State& state) {
  [[maybe_unused]] const auto people = state.ledger.people(), fighters = state.ledger.fighters();
  for (const auto& phase : k_phases) {
    if (!phase.while_enclave_stands || state.end == world::End::none) phase.run(today, state);
  }
  NUZUH_EXPECT(state.ledger.people() == people);      // nobody is lost or made up
  NUZUH_EXPECT(state.ledger.fighters() == fighters);  // fighters neither
}

}  // namespace nuzuh::engine
