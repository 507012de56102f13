// Tables as Flee's users write them: any text is rows of cells or an error.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nuzuh/flee/sheet.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nuzuh;
  for (const auto comments : {flee::Comments::skip, flee::Comments::keep}) {
    core::Problems warnings, problems;
    const auto sheet = flee::parse_sheet({reinterpret_cast<const char*>(data), size}, "x.csv", comments, warnings);
    if (!sheet) {
      if (!core::has_errors(sheet.error())) std::abort();
      continue;
    }
    for (const auto& row : sheet->rows) {
      if (row.empty()) std::abort();
      flee::whole_of(flee::cell_at(row, 1), "x.csv", "the number", problems, warnings);
      flee::lenient_date(row[0].text);
    }
  }
  return 0;
}
