// One file of a case (NUZUH_PART) is arbitrary bytes, the others are those of the toy case. Whatever the bytes: problems with a place, or
// a scenario that survives being written and read back.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "nuzuh/scenario/explain.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace {

using namespace nuzuh;

scenario::CaseFile load(const std::string& name) {
  const char* root = std::getenv("NUZUH_SOURCE");
  std::ifstream file((root ? std::string(root) + "/" : std::string()) + "cases/toy/" + name, std::ios::binary);
  if (!file) std::abort();  // run it from the top of the repository, or set NUZUH_SOURCE
  return {name, std::string(std::istreambuf_iterator<char>(file), {})};
}

void require(bool good) {
  if (!good) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const scenario::CaseTexts toy{load("scenario.toml"), load("parameters.csv"), load("sources.csv"), load("sites.csv"), load("roads.csv"), load("events.csv"), load("observations.csv")};
  auto texts = toy;
  texts.NUZUH_PART.text.assign(reinterpret_cast<const char*>(data), size);
  const auto read = scenario::read_texts(texts);
  if (!read) {
    require(core::has_errors(read.error()));
    for (const auto& problem : read.error()) require(!core::to_string(problem).empty());
    return 0;
  }
  const auto text = scenario::canonical_text(*read);
  const auto again = scenario::read_canonical(text);
  require(again.has_value());
  require(scenario::canonical_text(*again) == text);
  require(!scenario::overview(*read).empty());
  for (const auto& site : read->sites) require(scenario::explain(*read, site.id, read->cutoff).has_value());
  return 0;
}
