// read_all GOLD_DIR OUT_DIR: reads every GOLD_DIR/X.txt with the date of X.json and writes OUT_DIR/X.json.
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "nuzuh/core/file.hpp"
#include "nuzuh/evidence/claim_json.hpp"
#include "nuzuh/reading/reader.hpp"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto t0 = std::chrono::steady_clock::now();
  const nuzuh::reading::Reader reader;
  const auto t1 = std::chrono::steady_clock::now();
  int n = 0;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    if (entry.path().extension() != ".txt") continue;
    auto gold = entry.path();
    gold.replace_extension(".json");
    if (!std::filesystem::exists(gold)) continue;
    const auto text = nuzuh::core::read_text(entry.path());
    const auto json = nuzuh::core::read_text(gold);
    if (!text || !json) return 3;
    const auto at = json->find("\"doc_date\"");
    const auto quote = at == std::string::npos ? at : json->find('"', json->find(':', at));
    const auto date = quote == std::string::npos ? std::nullopt : nuzuh::core::parse_date(json->substr(quote + 1, 10));
    if (!date) continue;
    const auto report = reader.read(*text, *date, entry.path().stem().string());
    const std::filesystem::path out = std::filesystem::path(argv[2]) / (entry.path().stem().string() + ".json");
    if (!nuzuh::core::write_file(out, nuzuh::evidence::to_json(report))) return 4;
    ++n;
  }
  const auto t2 = std::chrono::steady_clock::now();
  std::printf("%d reports; start %.1f ms; reading and writing %.1f ms\n", n, std::chrono::duration<double, std::milli>(t1 - t0).count(), std::chrono::duration<double, std::milli>(t2 - t1).count());
  return 0;
}
