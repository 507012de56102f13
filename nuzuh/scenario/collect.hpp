#pragma once
// Helpers of the readers: all problems of a case are collected before it is refused.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/core/csv.hpp"
#include "nuzuh/core/error.hpp"
#include "nuzuh/core/nearest.hpp"
#include "nuzuh/scenario/names.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::scenario {

class Collector {
 public:
  explicit Collector(core::Problems& problems) : problems_(problems) {}
  void error(core::Where where, std::string what, std::string remedy = {});
  void warning(core::Where where, std::string what, std::string remedy = {});
  void append(const core::Problems& more);

 private:
  core::Problems& problems_;
};

/// One row of a table, read cell by cell; what is wrong goes to the collector and gives a neutral value.
class RowReader {
 public:
  RowReader(const core::Table& table, std::size_t row, Collector& collect) : table_(table), row_(row), collect_(collect) {}
  [[nodiscard]] core::Where where(std::string_view column) const { return table_.where(row_, column); }
  [[nodiscard]] const std::string& text(std::string_view column) const { return table_.text(row_, column); }
  std::string required(std::string_view column, std::string_view why);
  std::string id(std::string_view column);  ///< lower-case letters, digits, _ and - and .
  double number(std::string_view column);
  std::optional<double> maybe_number(std::string_view column);
  core::Date date(std::string_view column);
  std::optional<core::Date> maybe_date(std::string_view column);
  bool yes(std::string_view column);  ///< yes or no
  std::vector<std::string> list(std::string_view column);  ///< separated by ;
  std::vector<Span> spans();  ///< of the columns report, span_begin, span_end
  template <class E>
  E word(std::string_view column, std::optional<E> if_empty = std::nullopt) {
    if (text(column).empty() && if_empty) return *if_empty;
    if (const auto value = parse_word<E>(text(column))) return *value;
    collect_.error(where(column), text(column).empty() ? "\"" + std::string(column) + "\" is empty" : "unknown " + std::string(column) + " \"" + text(column) + "\"",
                   core::suggestion(text(column), list_words<E>()));
    return E{};
  }

 private:
  const core::Table& table_;
  std::size_t row_;
  Collector& collect_;
};

/// A table whose text is UTF-8 and ends with a line end: without one the last row may have been cut within its last cell.
std::optional<core::Table> open_table(const CaseFile& file, const std::vector<core::Table::Column>& columns, Collector& collect);

/// The columns of each table, in the order of the files that nuzuh writes.
const std::vector<core::Table::Column>& parameter_columns();
const std::vector<core::Table::Column>& source_columns();
const std::vector<core::Table::Column>& site_columns();
const std::vector<core::Table::Column>& road_columns();
const std::vector<core::Table::Column>& event_columns();
const std::vector<core::Table::Column>& observation_columns();
const std::vector<core::Table::Column>& report_columns();

void read_toml(const CaseFile& file, Scenario& scenario, Collector& collect);
void read_parameters(const CaseFile& file, Scenario& scenario, Collector& collect);
void read_sources(const CaseFile& file, Scenario& scenario, Collector& collect);
void read_sites(const CaseFile& file, Scenario& scenario, Collector& collect);
void read_roads(const CaseFile& file, Scenario& scenario, Collector& collect);
void read_events(const CaseFile& file, Scenario& scenario, Collector& collect);
void read_observations(const CaseFile& file, Scenario& scenario, Collector& collect);
void read_reports(const CaseFile& file, Scenario& scenario, Collector& collect);

/// Checks across rows and files. `scenario_file` names scenario.toml in messages.
void validate(const Scenario& scenario, const CaseTexts& files, Collector& collect);
void validate_parameters(const Scenario& scenario, const std::string& file, Collector& collect);
void validate_events(const Scenario& scenario, Collector& collect);

/// Every enclave place reaches screening, transit and the main camp over open roads.
void check_network(const Scenario& scenario, const std::string& roads_file, Collector& collect);

}  // namespace nuzuh::scenario
