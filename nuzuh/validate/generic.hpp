#pragma once
// An enclave of which nothing is known but what the record says of others and what was reported by a day.

#include <optional>

#include "nuzuh/engine/member.hpp"
#include "nuzuh/validate/pooled.hpp"
#include "nuzuh/world/parameters.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::validate {

/// The latest figures that were public on a day.
struct Known {
  std::optional<double> inside;     ///< people inside, as reported
  bool inside_late = false;         ///< the report is of the remainder during the assault, not of the whole place before it
  std::optional<double> displaced;  ///< counted out so far
  std::optional<double> defenders, attackers;
};
Known known_on(const Record& record, const Enclave& enclave, core::Date day);

/// Four quarters of equal area, no events, gates wide: what is scored is the fighting and the flight, not the reception.
world::World generic_world(int days);

struct GenericMember {
  world::Parameters parameters;
  engine::Stocks stocks;
};

/// One draw from the pooled priors, with the reports passed through their biases. Values that the record gives no sample of are the pooled
/// priors of docs/methods/priors.md.
GenericMember generic_member(const Pooled& pooled, const Known& known, const Enclave& enclave, std::uint64_t seed, std::uint32_t member);

}  // namespace nuzuh::validate
