#pragma once
// A CSV file as Flee's users write it: comments begin with #, cells have stray blanks, the header may or may not be a comment.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "nuzuh/core/csv.hpp"

namespace nuzuh::flee {

struct Sheet {
  std::string file;
  std::optional<core::Row> header;  ///< the comment row with most cells (the first of those), its # dropped: titles and remarks have fewer
  std::vector<core::Row> rows;      ///< rows that are no comments; cells without surrounding blanks
  int lines = 0;                    ///< last line seen
};

enum class Comments { skip, keep };

/// Parses the text. A byte-order mark, blanks around quoted cells and trailing blanks in names are tolerated with a warning that
/// names file and line. Rows of empty cells are skipped. `Comments::keep` takes every row as data (tables whose header is no comment).
core::Result<Sheet> parse_sheet(std::string_view text, const std::string& file, Comments comments, core::Problems& warnings);
core::Result<Sheet> read_sheet(const std::filesystem::path& path, Comments comments, core::Problems& warnings);

/// Cell `index` of a row; an empty cell at the row's end where the row is shorter.
core::Cell cell_at(const core::Row& row, std::size_t index);

std::string trimmed(std::string_view text);
std::string lower_case(std::string text);

/// A whole number; "1200.0" is taken with a warning (Flee stops there). Empty on failure, with the error appended.
std::optional<std::int64_t> whole_of(const core::Cell& cell, const std::string& file, const std::string& what, core::Problems& problems, core::Problems& warnings);
std::optional<double> real_of(const core::Cell& cell, const std::string& file, const std::string& what, core::Problems& problems);

/// YYYY-MM-DD; Python's reader (and so Flee) also takes single digits: 2015-5-1. A time of day after it ("2015-05-01 00:00:00",
/// "2015-05-01T12:00Z"), on which Flee stops, is left out; `has_time` tells.
std::optional<core::Date> lenient_date(std::string_view text);
bool has_time(std::string_view date);

}  // namespace nuzuh::flee
