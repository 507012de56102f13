// The first NUL splits the input into campaign.toml and sources.csv; whatever they hold, the reader answers with a value or with problems.
#include <cstddef>
#include <cstdint>
#include <string>

#include "nuzuh/scenario/campaign.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string all(reinterpret_cast<const char*>(data), size);
  const auto cut = all.find('\0');
  const auto sources = cut == std::string::npos ? std::string("id,publisher,title,date,known_by,url,note\n") : all.substr(cut + 1);
  (void)nuzuh::scenario::read_campaign_texts({"campaign.toml", all.substr(0, cut)}, {"sources.csv", sources});
  return 0;
}
