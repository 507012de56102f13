// Counting and cutting a report's text in code points.
#include "nuzuh/scenario/report_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nuzuh/core/file.hpp"
#include "nuzuh/core/hash.hpp"
#include "nuzuh/scenario/explain.hpp"

namespace nuzuh::scenario {
namespace {

bool begins_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

int code_points(std::string_view text) { return static_cast<int>(std::ranges::count_if(text, begins_code_point)); }

/// Byte offset of each code point, and of the end.
std::vector<std::size_t> offsets(std::string_view text) {
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_code_point(text[i])) at.push_back(i);
  }
  at.push_back(text.size());
  return at;
}

bool ends_sentence(std::string_view code_point) { return code_point == "." || code_point == "!" || code_point == "\n" || code_point == "؟" || code_point == "?"; }

}  // namespace

std::string sentence_at(std::string_view text, const Span& span) {
  const auto at = offsets(text);
  const auto size = static_cast<int>(at.size()) - 1;
  if (span.begin < 0 || span.end > size || span.end <= span.begin) return {};
  const auto point = [&](int i) { return text.substr(at[static_cast<std::size_t>(i)], at[static_cast<std::size_t>(i) + 1] - at[static_cast<std::size_t>(i)]); };
  const auto cut = [&](int from, int to) { return std::string(text.substr(at[static_cast<std::size_t>(from)], at[static_cast<std::size_t>(to)] - at[static_cast<std::size_t>(from)])); };
  int first = span.begin, last = span.end;
  while (first > 0 && !ends_sentence(point(first - 1))) --first;
  while (last < size && !ends_sentence(point(last))) ++last;
  if (last < size && point(last) != "\n") ++last;
  while (first < span.begin && point(first) == " ") ++first;
  return cut(first, span.begin) + "«" + cut(span.begin, span.end) + "»" + cut(span.end, last);
}

core::Result<ReportText> identify_report(const Scenario& scenario, std::string text, const std::string& file) {
  if (const auto ok = core::check_utf8(text, file); !ok) return tl::unexpected(ok.error());
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto hash = core::hash_text(core::fnv1a(text));
    for (const auto& report : scenario.reports) {
      if (report.code_points == code_points(text) && report.fnv1a == hash) return ReportText{report.source, std::move(text)};
    }
    if (text.empty() || text.back() != '\n') break;
    text.pop_back();
  }
  return core::fail({file, 0, 0}, fmt::format("this text ({} code points, FNV-1a {}) is none of the case's reports", code_points(text), core::hash_text(core::fnv1a(text))),
                    "spans count in one exact text: [[reports]] in scenario.toml has its length and hash");
}

std::string wrap(std::string_view text, std::size_t indent, std::size_t width) {
  const std::string margin(indent, ' ');
  std::string out, line;
  int length = 0;
  const auto flush = [&] {
    if (!line.empty()) out += margin + line + "\n";
    line.clear();
    length = 0;
  };
  while (!text.empty()) {
    const auto end = text.find_first_of(" \n");
    const auto word = text.substr(0, end);
    const int size = code_points(word);
    if (!line.empty() && static_cast<std::size_t>(length + 1 + size) + indent > width) flush();
    if (!word.empty()) {
      length += size + (line.empty() ? 0 : 1);
      line += (line.empty() ? "" : " ") + std::string(word);
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  flush();
  return out;
}

}  // namespace nuzuh::scenario
