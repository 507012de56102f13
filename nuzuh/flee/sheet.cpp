#include "nuzuh/flee/sheet.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>

#include <fmt/format.h>

#include "nuzuh/core/file.hpp"

namespace nuzuh::flee {
namespace {

core::Where at(const std::string& file, const core::Cell& cell) { return {file, cell.line, cell.column}; }

// Blanks between a comma and an opening quote, and after a closing one, which strict CSV refuses.
std::string without_blanks_around_quotes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!inside && (c == ' ' || c == '\t')) {
      std::size_t j = i;
      while (j < text.size() && (text[j] == ' ' || text[j] == '\t')) ++j;
      const bool at_start = out.empty() || out.back() == ',' || out.back() == '\n';
      const bool after_quote = !out.empty() && out.back() == '"';
      if ((at_start && j < text.size() && text[j] == '"') || (after_quote && (j >= text.size() || text[j] == ',' || text[j] == '\n' || text[j] == '\r'))) {
        i = j - 1;
        continue;
      }
    }
    if (c == '"') inside = !inside;
    out += c;
  }
  return out;
}

// Lines that begin with # and hold a quote later (#"name","region"), which strict CSV refuses: their quotes are dropped.
std::string without_quotes_in_comments(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool inside = false, comment = false, at_start = true;
  for (const char c : text) {
    if (at_start && !inside) comment = c == '#';
    if (!comment && c == '"') inside = !inside;
    if (!(comment && c == '"')) out += c;
    at_start = c == '\n';
  }
  return out;
}

/// A file of one column whose rows all hold the same other separator; 0 where commas separate.
char separator_instead_of_comma(const std::vector<core::Row>& rows) {
  for (const char other : {';', '\t'}) {
    const auto holds = [&](const core::Row& row) { return row.size() == 1 && row[0].text.find(other) != std::string::npos; };
    if (!rows.empty() && std::ranges::all_of(rows, holds)) return other;
  }
  return 0;
}

bool int_of(std::string_view text, int& value) {
  const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  return ec == std::errc{} && stop == text.data() + text.size() && !text.empty();
}

}  // namespace

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

core::Result<Sheet> parse_sheet(std::string_view text, const std::string& file, Comments comments, core::Problems& warnings) {
  if (text.starts_with("\xEF\xBB\xBF")) {
    warnings.push_back({{file, 1, 1}, "the file begins with a byte-order mark, on which Flee stops; it is skipped", "save the file as UTF-8 without a mark", core::Severity::warning});
    text.remove_prefix(3);
  }
  auto rows = core::parse_csv(text, file);
  std::string quoteless;
  if (!rows) {
    quoteless = without_quotes_in_comments(text);
    if (quoteless != text) {
      text = quoteless;
      rows = core::parse_csv(text, file);
    }
  }
  if (!rows) {
    const std::string mended = without_blanks_around_quotes(text);
    if (mended == text) return tl::unexpected(rows.error());
    const core::Where where = rows.error().front().where;
    rows = core::parse_csv(mended, file);
    if (!rows) return tl::unexpected(rows.error());
    warnings.push_back({where, "blanks between a comma and a quote are skipped; Flee would take the quotes as part of the cell", "remove them", core::Severity::warning});
  }
  Sheet sheet;
  sheet.file = file;
  if (const char other = separator_instead_of_comma(*rows)) {
    return core::fail({file, (*rows)[0][0].line, 1}, fmt::format("the cells are separated by {}, not by commas", other == ';' ? "semicolons" : "tabs"), "save the file as CSV with commas");
  }
  bool blank_seen = false;
  for (auto& row : *rows) {
    bool empty = true;
    for (std::size_t c = 0; c < row.size(); ++c) {
      auto& cell = row[c];
      std::string clean = trimmed(cell.text);
      // Flee itself trims the header of tables of days; elsewhere a blank makes another name.
      if (clean != cell.text && !clean.empty() && comments == Comments::skip && c < 3 && clean[0] != '#' && !blank_seen && (clean[0] < '0' || clean[0] > '9') && clean[0] != '-') {
        blank_seen = true;
        warnings.push_back({at(file, cell), fmt::format("blanks around \"{}\" are dropped (said once a file); Flee takes them as part of the name", clean), "remove them", core::Severity::warning});
      }
      cell.text = std::move(clean);
      empty = empty && cell.text.empty();
    }
    sheet.lines = std::max(sheet.lines, row[0].line);
    if (empty) continue;
    if (comments == Comments::skip && row[0].text.starts_with('#')) {
      if (!sheet.header || row.size() > sheet.header->size()) {
        row[0].text = trimmed(row[0].text.substr(1));
        sheet.header = std::move(row);
      }
      continue;
    }
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

core::Result<Sheet> read_sheet(const std::filesystem::path& path, Comments comments, core::Problems& warnings) {
  auto bytes = core::read_bytes(path, std::uint64_t{1} << 28);
  if (!bytes) return tl::unexpected(bytes.error());
  if (auto good = core::check_utf8(*bytes, path.string()); !good) return tl::unexpected(good.error());
  return parse_sheet(*bytes, path.string(), comments, warnings);
}

core::Cell cell_at(const core::Row& row, std::size_t index) {
  if (index < row.size()) return row[index];
  return {"", row.back().line, row.back().column};
}

std::optional<double> real_of(const core::Cell& cell, const std::string& file, const std::string& what, core::Problems& problems) {
  core::Cell clean = cell;
  if (clean.text.starts_with('+')) clean.text.erase(0, 1);
  const auto value = core::number_of(clean, file);
  if (value) return *value;
  problems.push_back({at(file, cell), cell.text.empty() ? fmt::format("{} is missing", what) : fmt::format("{} is not a number: \"{}\"", what, cell.text),
                      "write it with Latin digits and a point, without thousands separators"});
  return std::nullopt;
}

std::optional<std::int64_t> whole_of(const core::Cell& cell, const std::string& file, const std::string& what, core::Problems& problems, core::Problems& warnings) {
  const auto value = real_of(cell, file, what, problems);
  if (!value) return std::nullopt;
  if (std::abs(*value) > 9e15) {
    problems.push_back({at(file, cell), fmt::format("{} is out of range: {}", what, cell.text), "people are counted in whole numbers below 9e15"});
    return std::nullopt;
  }
  if (*value != std::trunc(*value)) {
    problems.push_back({at(file, cell), fmt::format("{} is not a whole number: {}", what, cell.text), "Flee stops here too; round it"});
    return std::nullopt;
  }
  if (cell.text.find_first_of(".eE") != std::string::npos) {
    warnings.push_back({at(file, cell), fmt::format("{} is written with a point ({}); Flee stops there, nuzuh takes the whole number", what, cell.text), "remove the decimals", core::Severity::warning});
  }
  return static_cast<std::int64_t>(*value);
}

bool has_time(std::string_view date) {
  const auto cut = date.find_first_of(" T");
  if (cut == std::string_view::npos || cut + 1 >= date.size()) return false;
  const auto rest = date.substr(cut + 1);
  return std::isdigit(static_cast<unsigned char>(rest[0])) != 0 && rest.find(':') != std::string_view::npos && rest.find_first_not_of("0123456789:.+-Z ") == std::string_view::npos;
}

std::optional<core::Date> lenient_date(std::string_view written) {
  std::string text = trimmed(written);
  if (has_time(text)) text.resize(text.find_first_of(" T"));
  const auto first = text.find('-'), second = first == std::string::npos ? first : text.find('-', first + 1);
  if (second == std::string::npos || first != 4) return std::nullopt;
  int y = 0, m = 0, d = 0;
  const std::string_view view = text;
  if (!int_of(view.substr(0, first), y) || !int_of(view.substr(first + 1, second - first - 1), m) || !int_of(view.substr(second + 1), d)) return std::nullopt;
  if (m < 1 || d < 1 || y < 1) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)), std::chrono::day(static_cast<unsigned>(d))};
  if (!ymd.ok()) return std::nullopt;
  return core::Date(ymd);
}

}  // namespace nuzuh::flee
