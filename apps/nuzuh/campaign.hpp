#pragma once

#include <cstdint>
#include <string>

#include "nuzuh/core/error.hpp"

namespace nuzuh::app {

struct CampaignOptions {
  std::string folder, out, language;
  int members = 1000;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// `nuzuh compare` of a campaign of linked enclaves; gives the exit code.
core::Result<int> compare_campaign(const CampaignOptions& options);

}  // namespace nuzuh::app
