#include "nuzuh/core/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/core/nearest.hpp"

namespace nuzuh::core {
namespace {

/// Walks over the text and keeps line and column (in code points).
struct Cursor {
  std::string_view text;
  std::size_t i = 0;
  int line = 1, column = 1;
  [[nodiscard]] bool done() const { return i >= text.size(); }
  [[nodiscard]] char peek() const { return text[i]; }
  void step() {
    const auto c = static_cast<unsigned char>(text[i++]);
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((c & 0xC0) != 0x80) {
      ++column;
    }
  }
  [[nodiscard]] bool at_line_end() const {
    return text[i] == '\n' || (text[i] == '\r' && (i + 1 >= text.size() || text[i + 1] == '\n'));
  }
};

Result<Cell> parse_cell(Cursor& at, const std::string& file) {
  Cell cell{{}, at.line, at.column};
  if (!at.done() && at.peek() == '"') {
    at.step();
    for (;;) {
      if (at.done()) return fail({file, cell.line, cell.column}, "this quote is never closed: the file is cut off or a quote is missing", "close it with \"");
      if (at.peek() == '"') {
        at.step();
        if (at.done() || at.peek() != '"') break;
      }
      cell.text += at.peek();
      at.step();
    }
    if (!at.done() && at.peek() != ',' && !at.at_line_end()) {
      return fail({file, at.line, at.column}, "text after a closing quote", "double a quote that belongs to the text: \"\"");
    }
    return cell;
  }
  while (!at.done() && at.peek() != ',' && !at.at_line_end()) {
    if (at.peek() == '"') return fail({file, at.line, at.column}, "a quote inside an unquoted cell", "quote the whole cell and double the quotes inside");
    cell.text += at.peek();
    at.step();
  }
  return cell;
}

}  // namespace

Result<std::vector<Row>> parse_csv(std::string_view text, const std::string& file) {
  std::vector<Row> rows;
  Cursor at{text};
  while (!at.done()) {
    Row row;
    for (;;) {
      auto cell = parse_cell(at, file);
      if (!cell) return tl::unexpected(cell.error());
      row.push_back(std::move(*cell));
      if (at.done() || at.peek() != ',') break;
      at.step();
    }
    if (!at.done() && at.peek() == '\r') at.step();
    if (!at.done()) at.step();
    if (row.size() > 1 || !row[0].text.empty()) rows.push_back(std::move(row));
  }
  return rows;
}

Result<Table> Table::parse(std::string_view text, const std::string& file, const std::vector<Column>& columns) {
  auto rows = parse_csv(text, file);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::string> known;
  for (const auto& column : columns) known.push_back(column.name);
  if (rows->empty()) return fail({file, 1, 1}, "the file is empty; its header is missing", fmt::format("begin with: {}", fmt::join(known, ",")));
  Table table;
  table.file_ = file;
  table.names_ = known;
  table.index_.assign(columns.size(), std::nullopt);
  Problems problems;
  const Row& header = rows->front();
  for (std::size_t p = 0; p < header.size(); ++p) {
    const auto found = std::ranges::find(known, header[p].text);
    const Where where{file, header[p].line, header[p].column};
    if (found == known.end()) {
      problems.push_back({where, fmt::format("unknown column \"{}\"", header[p].text), suggestion(header[p].text, known)});
      continue;
    }
    auto& index = table.index_[static_cast<std::size_t>(found - known.begin())];
    if (index) problems.push_back({where, fmt::format("column \"{}\" stands twice", header[p].text), "remove one of them"});
    index = p;
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].required && !table.index_[c]) {
      problems.push_back({{file, header[0].line, 1}, fmt::format("column \"{}\" is missing", columns[c].name), "add it to the header"});
    }
  }
  for (std::size_t r = 1; r < rows->size(); ++r) {
    auto& row = (*rows)[r];
    if (row.size() != header.size()) {
      problems.push_back({{file, row[0].line, row.back().column},
                          fmt::format("the row has {} cells, the header {}: it is cut off, or a comma is missing or unquoted", row.size(), header.size()),
                          "quote cells that hold commas"});
      continue;
    }
    table.blanks_.push_back(Cell{{}, row[0].line, row[0].column});
    table.rows_.push_back(std::move(row));
  }
  if (has_errors(problems)) return tl::unexpected(std::move(problems));
  return table;
}

Result<Table> Table::read(const std::filesystem::path& path, const std::vector<Column>& columns) {
  auto text = read_text(path);
  if (!text) return tl::unexpected(text.error());
  return parse(*text, path.string(), columns);
}

const Cell& Table::at(std::size_t row, std::string_view column) const {
  NUZUH_EXPECT(row < rows_.size());
  const auto found = std::ranges::find(names_, column);
  NUZUH_EXPECT(found != names_.end());
  const auto& index = index_[static_cast<std::size_t>(found - names_.begin())];
  return index ? rows_[row][*index] : blanks_[row];
}

Where Table::where(std::size_t row, std::string_view column) const {
  const Cell& cell = at(row, column);
  return {file_, cell.line, cell.column};
}

Result<double> number_of(const Cell& cell, const std::string& file) {
  double value = 0;
  const char* end = cell.text.data() + cell.text.size();
  const auto [stop, ec] = std::from_chars(cell.text.data(), end, value);
  if (ec != std::errc{} || stop != end || !std::isfinite(value)) {
    return fail({file, cell.line, cell.column}, fmt::format("\"{}\" is not a number", cell.text), "write it with Latin digits and a point, for example 1200 or 0.35");
  }
  return value;
}

Result<Date> date_of(const Cell& cell, const std::string& file) {
  const auto date = parse_date(cell.text);
  if (!date) return fail({file, cell.line, cell.column}, fmt::format("\"{}\" is not a date", cell.text), "write it as YYYY-MM-DD");
  return *date;
}

std::string csv_cell(std::string_view text) {
  std::string value(text);
  if (!value.empty() && std::string_view("=+-@").find(value[0]) != std::string_view::npos) {
    double ignored = 0;
    const char* end = value.data() + value.size();
    const auto [stop, ec] = std::from_chars(value.data(), end, ignored);
    if (ec != std::errc{} || stop != end) value.insert(value.begin(), '\'');
  }
  if (value.find_first_of(",\"\n\r") == std::string::npos) return value;
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string number_text(double value) {
  NUZUH_EXPECT(std::isfinite(value));
  if (value == 0) return "0";  // never "-0"
  return fmt::format("{}", value);
}

}  // namespace nuzuh::core
