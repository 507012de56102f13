#include "nuzuh/infer/flee_series.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>

#include "nuzuh/flee/sheet.hpp"

namespace nuzuh::infer {
namespace {

using score::Count;
using Files = std::vector<std::vector<Count>>;

std::filesystem::path data_folder(const flee::Folder& folder) {
  if (folder.data) return *folder.data;
  const auto inside = std::filesystem::path(folder.dir) / "source_data";
  return std::filesystem::is_directory(inside) ? inside : std::filesystem::path(folder.dir);
}

/// The rows of one file. The crisis reader has refused bad rows already; headers are the only rows without a date.
core::Result<std::vector<Count>> read_rows(const std::filesystem::path& path, core::Date start) {
  core::Problems ignored;
  auto sheet = flee::read_sheet(path, flee::Comments::skip, ignored);
  if (!sheet) return tl::unexpected(sheet.error());
  core::Problems problems;
  std::map<int, double> by_day;
  for (const auto& row : sheet->rows) {
    if (row.size() < 2 || row[1].text.empty()) continue;
    const auto date = flee::lenient_date(row[0].text);
    if (!date) continue;
    const auto count = flee::real_of(row[1], sheet->file, "the number of people", problems);
    if (count) by_day[core::days_between(start, *date)] = *count;
  }
  if (core::has_errors(problems)) return tl::unexpected(problems);
  std::vector<Count> rows;
  for (const auto& [day, people] : by_day) rows.push_back({day, people});
  return rows;
}

/// Adds several series: at every report date of any, the last number that each had reported by then.
std::vector<Count> add_as_reported(const Files& files) {
  std::set<int> days;
  for (const auto& f : files) {
    for (const auto& c : f) days.insert(c.day);
  }
  std::vector<Count> sum;
  std::vector<std::size_t> next(files.size(), 0);
  std::vector<double> last(files.size(), 0);
  for (const int day : days) {
    double people = 0;
    for (std::size_t k = 0; k < files.size(); ++k) {
      while (next[k] < files[k].size() && files[k][next[k]].day <= day) last[k] = files[k][next[k]++].people;
      people += last[k];
    }
    sum.push_back({day, people});
  }
  return sum;
}

std::vector<Count> until(const std::vector<Count>& all, int cutoff) {
  std::vector<Count> part;
  std::ranges::copy_if(all, std::back_inserter(part), [&](const Count& c) { return c.day <= cutoff; });
  return part;
}

}  // namespace

core::Result<FleeSeries> read_flee_series(const flee::Folder& folder, core::Problems& warnings) {
  auto reading = flee::read_crisis(folder);
  if (!reading) return tl::unexpected(reading.error());
  warnings.insert(warnings.end(), reading->warnings.begin(), reading->warnings.end());
  const auto& crisis = reading->crisis;
  FleeSeries result{crisis.name, crisis.start, crisis.days, {}, {}, false};
  const auto data = data_folder(folder);
  for (std::size_t s = 0; s < crisis.series.size(); ++s) {
    const auto& series = crisis.series[s];
    const bool is_total = static_cast<int>(s) == crisis.total_series;
    if (series.files.empty() || (!is_total && series.place == flee::k_none)) continue;  // the crisis reader has warned
    Files files;
    for (const auto& name : series.files) {
      auto rows = read_rows(data / name, crisis.start);
      if (!rows) return tl::unexpected(rows.error());
      files.push_back(std::move(*rows));
    }
    auto reports = add_as_reported(files);
    if (is_total) {
      result.total = std::move(reports);
      continue;
    }
    const auto& place = crisis.places[static_cast<std::size_t>(series.place)];
    const double capacity = place.capacity > 0 ? static_cast<double>(place.capacity) * crisis.settings.hasten : 0;
    result.camps.push_back({series.name, place.country, capacity, std::move(reports)});
  }
  if (result.camps.empty()) return core::fail({(data / "data_layout.csv").string(), 0, 0}, "no camp has a series, so there is nothing to forecast", "list camps of locations.csv with their files");
  if (result.total.empty()) {
    Files camps;
    for (const auto& camp : result.camps) camps.push_back(camp.reports);
    result.total = add_as_reported(camps);
    result.total_is_sum = true;
  }
  return result;
}

void forget_capacities(FleeSeries& series) {
  for (auto& camp : series.camps) camp.capacity = 0;
}

FleeKnown known_by(const FleeSeries& series, int cutoff, Totals totals) {
  FleeKnown known{series.start, series.days, cutoff, totals, series.camps, until(series.total, cutoff), {}};
  for (auto& camp : known.camps) camp.reports = until(camp.reports, cutoff);
  if (totals == Totals::given) known.given_total = series.total;
  return known;
}

FleeKnown known_by(const FleeKnown& known, int cutoff) {
  FleeKnown earlier = known;
  earlier.cutoff = cutoff;
  for (auto& camp : earlier.camps) camp.reports = until(camp.reports, cutoff);
  earlier.total = until(known.total, cutoff);
  return earlier;
}

core::Result<int> cutoff_day(const FleeSeries& series, std::string_view text, const std::string& option) {
  const auto bad = [&](const std::string& why, const std::string& remedy) { return core::fail({}, fmt::format("{} {}: {}", option, text, why), remedy); };
  int day = 0;
  if (const auto date = core::parse_date(text)) {
    day = core::days_between(series.start, *date);
  } else {
    double fraction = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), fraction);
    if (error != std::errc() || end != text.data() + text.size() || !(fraction > 0 && fraction < 1)) return bad("neither a date nor a fraction between 0 and 1", "write YYYY-MM-DD, or for example 0.5");
    day = static_cast<int>(std::floor(fraction * series.days));
  }
  if (day < 0 || day >= series.days - 1) {
    return bad(fmt::format("the crisis runs from {} to {}", core::to_string(series.start), core::to_string(series.start + std::chrono::days(series.days - 1))), "choose a cut-off inside it");
  }
  const bool known = std::ranges::any_of(series.camps, [&](const FleeCamp& c) { return !c.reports.empty() && c.reports.front().day <= day; });
  if (!known) return bad("no camp had reported by then", "choose a later cut-off");
  return day;
}

}  // namespace nuzuh::infer
