#pragma once
// What letting fighters go, or refusing it, costs here and changes there: a model part and an arithmetic part, told apart.

#include <optional>
#include <string>
#include <vector>

#include "nuzuh/compare/comparison.hpp"
#include "nuzuh/scenario/campaign.hpp"

namespace nuzuh::compare {

/// Median and 80% interval of something over members.
struct Band {
  double low = 0, middle = 0, high = 0;
};
Band band_of(std::vector<double> values);

/// Refused against allowed in the enclave that they left.
struct Refusal {
  std::string enclave;
  forecast::Text title;
  int members = 0;
  core::Date known_by;
  std::vector<Effect> effects;  ///< [measure]; baseline = allowed, what-if = refused
};

/// What the leavers were for the enclave where they may have turned up.
struct Carried {
  std::string from, to;
  forecast::Text from_title, to_title;
  scenario::Grade grade = scenario::Grade::assumed;  ///< of the arithmetic
  // Arithmetic: figures divided by figures.
  std::optional<Band> most_share;   ///< all who left over the fighters that were believed to be inside (members of the later case)
  std::optional<Band> likely_share; ///< the same with the share that turned up drawn over its range
  std::optional<Band> hindsight;    ///< all who left over those counted afterwards: lowest, middle, highest
  // Model: the later enclave run again without them.
  int members = 0;
  core::Date known_by;
  std::vector<Effect> effects;      ///< [measure]; baseline = as it was, what-if = without them; empty where there is no case
};

struct CampaignComparison {
  std::string id, program_version;
  forecast::Text title;
  int smallest_cell = 10;
  std::uint64_t seed = 0;
  std::vector<Refusal> refusals;
  std::vector<Carried> carried;
};

/// Fighters and relatives who left along a link and turned up, for one member: uniform over their ranges, keyed by the link's name.
struct Leavers {
  double left = 0, turned_up = 0, relatives = 0;
};
Leavers leavers_of(const scenario::Link& link, std::uint64_t seed, std::uint32_t member);

/// The members of a case without those who came over a link; never below none.
Subject without(const Subject& subject, const Leavers& leavers);

/// Fills the arithmetic of a link; `fighters_inside` may be empty (no case).
Carried arithmetic(const scenario::Campaign& campaign, const scenario::Link& link, const std::vector<double>& fighters_inside, std::uint64_t seed);

std::string to_csv(const CampaignComparison& comparison);
std::string to_text(const CampaignComparison& comparison, bool arabic);

}  // namespace nuzuh::compare
