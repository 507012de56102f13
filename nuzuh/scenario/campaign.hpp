#pragma once
// Linked enclaves: those who leave one under a deal, or slip away, can turn up in the next. A campaign folder holds campaign.toml and
// sources.csv (docs/formats/campaign.md) and names the cases of its enclaves.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::scenario {

struct Enclave {
  std::string id, title_en, title_ar;
  std::string folder;            ///< of its case, relative to the campaign's; empty: only arithmetic is done with it
  std::string refused, allowed;  ///< what-ifs of its case: the exit refused, the exit allowed; both or neither
  core::Where where;
};

/// A figure with its range and where it comes from.
struct Range {
  double low = 0, high = 0;
  std::vector<std::string> sources;
  Grade grade = Grade::assumed;
  std::string reason;
  core::Where where;
};

/// Who left one enclave towards another.
struct Link {
  std::string from, to;
  Range fighters;                ///< who left [people]
  std::optional<Range> relatives;///< who left with them [people]
  Range turned_up;               ///< share of them who turned up in `to`
  std::optional<Range> counted;  ///< fighters counted afterwards in `to`: hindsight [people]
  core::Where where;
};

struct Campaign {
  std::string id, title_en, title_ar, question_en, question_ar;
  int smallest_cell = 10;
  std::vector<Enclave> enclaves;  ///< in the order of time
  std::vector<Link> links;
  std::vector<Source> sources;
  [[nodiscard]] const Enclave* find_enclave(std::string_view id) const;
};

/// Whether a folder is that of a campaign.
bool is_campaign(const std::filesystem::path& folder);

/// Reads and validates a campaign; the cases that it names are not opened.
core::Result<Campaign> read_campaign(const std::filesystem::path& folder);
core::Result<Campaign> read_campaign_texts(const CaseFile& campaign, const CaseFile& sources);

}  // namespace nuzuh::scenario
