// simsetting.yml of Flee: any text is either settings or errors with a place.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nuzuh/flee/settings.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nuzuh;
  for (const auto behaviour : {flee::Behaviour::exact, flee::Behaviour::documented}) {
    core::Problems warnings;
    const auto settings = flee::parse_settings({reinterpret_cast<const char*>(data), size}, "simsetting.yml", behaviour, warnings);
    if (!settings && !core::has_errors(settings.error())) std::abort();
    if (settings && !(settings->hasten >= 1 && settings->move.max_move_speed > 0)) std::abort();
  }
  return 0;
}
