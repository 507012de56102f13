// A whole crisis folder in one text: "==name" begins a file. What the reader accepts must run, and nobody may be lost.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <unistd.h>

#include "nuzuh/flee/check.hpp"
#include "nuzuh/movement/reference.hpp"

namespace {

const std::filesystem::path& folder() {
  static const std::filesystem::path path = std::filesystem::temp_directory_path() / ("nuzuh-fuzz-" + std::to_string(getpid()));
  return path;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nuzuh;
  namespace fs = std::filesystem;
  static const char* const names[] = {"input_csv/sim_period.csv", "input_csv/locations.csv", "input_csv/routes.csv", "input_csv/conflicts.csv", "input_csv/closures.csv", "source_data/data_layout.csv",
                                      "source_data/refugees.csv", "source_data/camp.csv", "simsetting.yml", "input_csv/registration_corrections.csv", "input_csv/demographics_age.csv", "input_csv/agents.csv",
                                      "input_csv/flood_level.csv", "input_csv/region_attributes_IPC.csv", "input_csv/location_changes.csv", "input_csv/major_routes.csv"};
  std::error_code ignored;
  fs::remove_all(folder(), ignored);
  fs::create_directories(folder() / "input_csv");
  fs::create_directories(folder() / "source_data");
  std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const char* name : names) {
    const auto cut = text.find("==\n");
    if (text.empty()) break;
    std::ofstream(folder() / name, std::ios::binary) << text.substr(0, cut);
    text = cut == std::string_view::npos ? std::string_view{} : text.substr(cut + 3);
  }
  for (const auto behaviour : {flee::Behaviour::exact, flee::Behaviour::documented, flee::Behaviour::native}) {
    const auto reading = flee::read_crisis({folder().string(), {}, {}}, {behaviour, 0});
    if (!reading) {
      if (!core::has_errors(reading.error())) std::abort();
      continue;
    }
    const auto& c = reading->crisis;
    flee::suspicions(c);
    flee::contents(c);
    std::int64_t people = 0;
    for (const auto n : c.arrivals.people) people = std::min<std::int64_t>(people + n, 1000000);
    for (const auto& x : c.day0) people = std::min<std::int64_t>(people + x.people, 1000000);
    const auto& spawn = c.settings.spawn;
    if (people > 2000 || c.days > 20 || c.places.size() > 30 || c.settings.move.awareness_level > 3 || spawn.conflict_driven_spawning || spawn.flood_driven_spawning) continue;
    const auto run = movement::run_reference(c, 1);
    for (std::size_t t = 0; t < run.days; ++t) {
      std::int64_t sum = run.moving[t];
      for (std::size_t k = 0; k < run.places; ++k) sum += run.at(t, k);
      if (sum > run.total[t]) std::abort();
    }
  }
  return 0;
}
