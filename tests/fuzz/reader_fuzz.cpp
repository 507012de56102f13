// The whole reader on arbitrary bytes: no crash, every span in the text, and its own JSON reads back.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nuzuh/evidence/claim_json.hpp"
#include "nuzuh/reading/reader.hpp"
#include "nuzuh/reading/render.hpp"
#include "nuzuh/text/unicode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const nuzuh::reading::Reader reader;
  // Readers are given valid UTF-8; what is not becomes U+FFFD here.
  const std::string text = nuzuh::text::encode(nuzuh::text::decode({reinterpret_cast<const char*>(data), size}));
  const auto report = reader.read(text, *nuzuh::core::parse_date("2019-01-01"), "fuzz");
  for (const auto& c : report.claims) {
    if (c.quantity && (c.quantity->quote.span.end > report.length || (c.quantity->hi && c.quantity->lo > *c.quantity->hi))) std::abort();
    if (c.trigger && c.trigger->span.end > report.length) std::abort();
    if (c.place && c.place->quote.span.end > report.length) std::abort();
  }
  const auto json = nuzuh::evidence::to_json(report);
  if (!nuzuh::evidence::report_from_json(json, "fuzz")) std::abort();
  nuzuh::reading::to_text(report, text, true);
  nuzuh::reading::to_html({report}, {text});
  return 0;
}
