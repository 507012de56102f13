#include "nuzuh/validate/enclaves.hpp"

#include <map>

#include <fmt/format.h>

#include "nuzuh/core/csv.hpp"
#include "nuzuh/core/file.hpp"

namespace nuzuh::validate {
namespace {

using core::Row;

/// A table of a data file, whose columns are found by name; columns that nobody asks for are allowed.
class Data {
 public:
  static core::Result<Data> read(const std::filesystem::path& path) {
    const auto text = core::read_text(path);
    if (!text) return tl::unexpected(text.error());
    auto rows = core::parse_csv(*text, path.string());
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return core::fail({path.string(), 0, 0}, "the file is empty", "see data/enclaves");
    Data data;
    data.file_ = path.string();
    for (std::size_t i = 0; i < rows->front().size(); ++i) data.columns_[rows->front()[i].text] = i;
    rows->erase(rows->begin());
    for (const auto& row : *rows) {
      if (row.size() != data.columns_.size()) {
        return core::fail({data.file_, row.empty() ? 0 : row.front().line, 1}, fmt::format("the row has {} cells, the header {}", row.size(), data.columns_.size()), "quote cells that hold a comma");
      }
    }
    data.rows_ = std::move(*rows);
    return data;
  }

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  /// An empty cell where the file has no such column; `need` names those that must be there.
  [[nodiscard]] const std::string& text(std::size_t row, const std::string& column) const {
    static const std::string none;
    const auto found = columns_.find(column);
    return found == columns_.end() ? none : rows_[row][found->second].text;
  }
  core::Result<void> need(std::initializer_list<const char*> names) const {
    for (const char* name : names) {
      if (!columns_.contains(name)) return core::fail({file_, 1, 1}, fmt::format("column \"{}\" is missing", name), "see data/enclaves");
    }
    return {};
  }
  core::Result<std::optional<double>> number(std::size_t row, const std::string& column) const {
    const auto found = columns_.find(column);
    if (found == columns_.end() || rows_[row][found->second].text.empty()) return std::optional<double>{};
    const auto value = core::number_of(rows_[row][found->second], file_);
    if (!value) return tl::unexpected(value.error());
    return std::optional<double>(*value);
  }

 private:
  std::string file_;
  std::map<std::string, std::size_t> columns_;
  std::vector<Row> rows_;
};

}  // namespace

std::optional<core::Date> last_day_of(const std::string& period) {
  using namespace std::chrono;
  if (period.size() == 10) return core::parse_date(period);
  const auto first = core::parse_date(period.size() == 4 ? period + "-12-01" : period.size() == 7 ? period + "-01" : "");
  if (!first) return std::nullopt;
  const year_month_day day{*first};
  return core::Date{year_month_day_last{day.year(), month_day_last{day.month()}}};
}

core::Result<Record> read_record(const std::filesystem::path& folder) {
  const auto enclaves = Data::read(folder / "enclaves.csv"), figures = Data::read(folder / "enclaves_sources.csv"),
             samples = Data::read(folder / "samples.csv"), besiegers = Data::read(folder / "besiegers.csv");
  for (const auto* data : {&enclaves, &figures, &samples, &besiegers}) {
    if (!*data) return tl::unexpected((*data).error());
  }
  if (auto ok = enclaves->need({"enclave", "start", "duration_days", "end_mode", "use_in_duration_fit"}); !ok) return tl::unexpected(ok.error());
  if (auto ok = figures->need({"enclave", "field", "value_low", "value_mid", "value_high", "known_by"}); !ok) return tl::unexpected(ok.error());
  if (auto ok = samples->need({"key", "enclave", "value"}); !ok) return tl::unexpected(ok.error());
  if (auto ok = besiegers->need({"enclave", "besieger"}); !ok) return tl::unexpected(ok.error());
  Record record;
  std::map<std::string, std::string> by;
  for (std::size_t i = 0; i < besiegers->size(); ++i) by[besiegers->text(i, "enclave")] = besiegers->text(i, "besieger");
  for (std::size_t i = 0; i < enclaves->size(); ++i) {
    Enclave e;
    e.id = enclaves->text(i, "enclave");
    e.besieger = by[e.id];
    if (e.besieger.empty()) return core::fail({(folder / "besiegers.csv").string(), 0, 0}, fmt::format("no besieger for \"{}\"", e.id), "add a row");
    e.assaulted = enclaves->text(i, "use_in_duration_fit") == "1";
    e.deal = enclaves->text(i, "end_mode") == "deal_exit";
    const auto start = last_day_of(enclaves->text(i, "start"));
    const auto days = enclaves->number(i, "duration_days");
    if (!days) return tl::unexpected(days.error());
    if (start) e.start = *start;
    e.duration_days = static_cast<int>(days->value_or(0));
    if (e.assaulted && (!start || e.duration_days <= 0)) return core::fail({(folder / "enclaves.csv").string(), 0, 0}, fmt::format("\"{}\" is used for durations but has no start or duration", e.id), "fill both in");
    const std::pair<const char*, std::optional<double> Enclave::*> fields[] = {
        {"civilians_inside_at_start_mid", &Enclave::inside}, {"civilians_displaced_mid", &Enclave::displaced}, {"civilians_killed_mid", &Enclave::civilians_killed},
        {"defenders_at_start_mid", &Enclave::defenders}, {"defenders_killed_mid", &Enclave::defenders_killed},
        {"defenders_captured_or_surrendered_mid", &Enclave::defenders_captured}, {"defenders_left_under_deal_mid", &Enclave::defenders_left},
        {"attackers_committed_mid", &Enclave::attackers}, {"attackers_killed_mid", &Enclave::attackers_killed}};
    for (const auto& [column, field] : fields) {
      const auto value = enclaves->number(i, column);
      if (!value) return tl::unexpected(value.error());
      e.*field = *value;
    }
    record.enclaves.push_back(std::move(e));
  }
  for (std::size_t i = 0; i < figures->size(); ++i) {
    const auto known = last_day_of(figures->text(i, "known_by"));
    if (!known) continue;  // not dated: nobody can say that it was known in time
    // Cells such as "several" or "thousands" are words, not numbers: such a row gives no figure.
    std::optional<double> value;
    for (const char* column : {"value_mid", "value_low", "value_high"}) {
      if (const auto number = figures->number(i, column); number && *number && !value) value = *number;
    }
    if (value) record.figures.push_back({figures->text(i, "enclave"), figures->text(i, "field"), *value, *known});
  }
  for (std::size_t i = 0; i < samples->size(); ++i) {
    const auto value = samples->number(i, "value");
    if (!value) return tl::unexpected(value.error());
    if (*value) record.samples.push_back({samples->text(i, "key"), samples->text(i, "enclave"), **value});
  }
  return record;
}

}  // namespace nuzuh::validate
