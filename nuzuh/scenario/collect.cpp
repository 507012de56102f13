#include "nuzuh/scenario/collect.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "nuzuh/core/file.hpp"

namespace nuzuh::scenario {

void Collector::error(core::Where where, std::string what, std::string remedy) {
  problems_.push_back({std::move(where), std::move(what), std::move(remedy)});
}

void Collector::warning(core::Where where, std::string what, std::string remedy) {
  problems_.push_back({std::move(where), std::move(what), std::move(remedy), core::Severity::warning});
}

void Collector::append(const core::Problems& more) { problems_.insert(problems_.end(), more.begin(), more.end()); }

std::string RowReader::required(std::string_view column, std::string_view why) {
  const auto& value = text(column);
  if (value.find_first_not_of(" \t") == std::string::npos) collect_.error(where(column), fmt::format("\"{}\" is empty", column), std::string(why));
  return value;
}

std::string RowReader::id(std::string_view column) {
  const auto& value = text(column);
  const bool good = !value.empty() && value.size() <= 80 && std::ranges::all_of(value, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
  if (!good) collect_.error(where(column), fmt::format("\"{}\" is no id", value), "use lower-case Latin letters, digits, _ - and . (at most 80)");
  return value;
}

double RowReader::number(std::string_view column) {
  auto value = core::number_of(table_.at(row_, column), table_.file());
  if (value) return *value;
  collect_.append(value.error());
  return 0;
}

std::optional<double> RowReader::maybe_number(std::string_view column) {
  if (text(column).empty()) return std::nullopt;
  return number(column);
}

core::Date RowReader::date(std::string_view column) {
  auto value = core::date_of(table_.at(row_, column), table_.file());
  if (value) return *value;
  collect_.append(value.error());
  return {};
}

std::optional<core::Date> RowReader::maybe_date(std::string_view column) {
  if (text(column).empty()) return std::nullopt;
  return date(column);
}

bool RowReader::yes(std::string_view column) {
  const auto& value = text(column);
  if (value != "yes" && value != "no") collect_.error(where(column), fmt::format("\"{}\" is \"{}\"", column, value), "write yes or no");
  return value == "yes";
}

std::vector<std::string> RowReader::list(std::string_view column) {
  std::vector<std::string> items;
  const std::string& value = text(column);
  for (std::size_t begin = 0; begin <= value.size();) {
    const auto end = std::min(value.find(';', begin), value.size());
    auto item = value.substr(begin, end - begin);
    const auto first = item.find_first_not_of(' ');
    item = first == std::string::npos ? "" : item.substr(first, item.find_last_not_of(' ') - first + 1);
    if (!item.empty()) {
      if (std::ranges::find(items, item) != items.end()) collect_.error(where(column), fmt::format("\"{}\" stands twice in this list", item), "remove one of them");
      items.push_back(std::move(item));
    }
    begin = end + 1;
  }
  return items;
}

std::vector<Span> RowReader::spans() {
  const auto split = [this](std::string_view column) {
    std::vector<std::string> parts;
    std::string_view rest = text(column);
    while (!rest.empty()) {
      const auto end = rest.find(';');
      parts.emplace_back(rest.substr(0, end));
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return parts;
  };
  const auto begins = split("span_begin"), ends = split("span_end");
  const auto& report = text("report");
  if (report.empty() && begins.empty() && ends.empty()) return {};
  std::vector<Span> spans;
  if (report.empty() || begins.empty() || begins.size() != ends.size()) {
    collect_.error(where("report"), "a span needs a report, and as many begins as ends", "fill report, span_begin and span_end, or none of them");
    return {};
  }
  for (std::size_t i = 0; i < begins.size(); ++i) {
    Span span{report, 0, 0};
    const auto whole = [&](const std::string& part, std::string_view column, int& out) {
      const auto [stop, ec] = std::from_chars(part.data(), part.data() + part.size(), out);
      if (ec != std::errc{} || stop != part.data() + part.size() || out < 0) {
        collect_.error(where(column), fmt::format("\"{}\" is not a place in a text", part), "count code points from 0; separate several with ;");
      }
    };
    whole(begins[i], "span_begin", span.begin);
    whole(ends[i], "span_end", span.end);
    if (span.end <= span.begin) collect_.error(where("span_end"), fmt::format("the span {}-{} is empty", span.begin, span.end), "its end must be behind its begin");
    spans.push_back(std::move(span));
  }
  return spans;
}

std::optional<core::Table> open_table(const CaseFile& file, const std::vector<core::Table::Column>& columns, Collector& collect) {
  if (const auto utf8 = core::check_utf8(file.text, file.name); !utf8) {
    collect.append(utf8.error());
    return std::nullopt;
  }
  auto table = core::Table::parse(file.text, file.name, columns);
  if (!table) {
    collect.append(table.error());
    return std::nullopt;
  }
  if (!file.text.ends_with('\n')) {
    const auto line = static_cast<int>(std::ranges::count(file.text, '\n')) + 1;
    collect.error({file.name, line, 1}, "the last line has no end: the file may be cut off", "complete it, and end it with a line end");
  }
  return std::move(*table);
}

}  // namespace nuzuh::scenario
