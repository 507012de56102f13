#pragma once
// CSV as RFC 4180 has it, strict, with the line and column of every cell so that an error can point at it.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/core/date.hpp"
#include "nuzuh/core/error.hpp"

namespace nuzuh::core {

struct Cell {
  std::string text;
  int line = 0;    ///< 1-based line in the file
  int column = 0;  ///< 1-based column, in code points
};

using Row = std::vector<Cell>;

/// Rows of cells; quoted cells may hold commas, quotes ("") and line ends. LF and CRLF end a line. Blank lines are skipped.
/// An unclosed quote, or text after a closing quote, is an error with its place.
Result<std::vector<Row>> parse_csv(std::string_view text, const std::string& file);

/// A table with a header whose columns are known beforehand: unknown, duplicate and missing columns are errors that name the nearest.
class Table {
 public:
  struct Column {
    std::string name;
    bool required = true;
  };
  static Result<Table> parse(std::string_view text, const std::string& file, const std::vector<Column>& columns);
  static Result<Table> read(const std::filesystem::path& path, const std::vector<Column>& columns);

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] const std::string& file() const { return file_; }
  /// The cell of a column; an absent optional column gives an empty cell at the row's place.
  [[nodiscard]] const Cell& at(std::size_t row, std::string_view column) const;
  [[nodiscard]] const std::string& text(std::size_t row, std::string_view column) const { return at(row, column).text; }
  [[nodiscard]] Where where(std::size_t row, std::string_view column) const;

 private:
  std::string file_;
  std::vector<std::string> names_;
  std::vector<std::optional<std::size_t>> index_;  // [column] -> position in the file
  std::vector<Row> rows_;
  std::vector<Cell> blanks_;  // [row]: an empty cell at the row's place
};

/// Numbers and dates of cells; the whole cell must be one, else an error with its place. Numbers are finite.
Result<double> number_of(const Cell& cell, const std::string& file);
Result<Date> date_of(const Cell& cell, const std::string& file);

/// A cell as it must stand in a CSV file: quoted where it holds a comma, a quote or a line end. A cell that a spreadsheet
/// would run as a formula (it begins with = + - @ and is no number) gets a leading apostrophe.
std::string csv_cell(std::string_view text);

/// Shortest decimal text that reads back as the same double; "nan" and "inf" never appear (contract).
std::string number_text(double value);

}  // namespace nuzuh::core
