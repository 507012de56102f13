#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "nuzuh/flee/reader.hpp"

namespace nuzuh::flee {
namespace {

using Entries = std::vector<std::pair<int, double>>;  // day, count

struct File {
  std::string name;
  std::vector<Report> reports;
};

std::optional<File> read_series_file(Reader& r, const std::string& name, const core::Where& from) {
  const auto path = r.data / name;
  if (!std::filesystem::exists(path)) {
    r.problems.push_back({from, fmt::format("the series \"{}\" is missing in {}", name, r.data.string()), "add the file or correct its name in data_layout.csv"});
    return std::nullopt;
  }
  auto sheet = r.sheet(path, Comments::skip);
  if (!sheet) return std::nullopt;
  File file{sheet->file, {}};
  const double hasten = r.crisis.settings.hasten;
  bool first = true, time_said = false;
  const std::size_t before = r.problems.size();
  for (const auto& row : sheet->rows) {
    const bool leading = std::exchange(first, false);
    if (row.size() < 2 || row[1].text.empty()) continue;
    const auto date = lenient_date(row[0].text);
    if (!date) {
      if (leading && (row[0].text.empty() || !std::isdigit(static_cast<unsigned char>(row[0].text[0])))) {
        if (row[0].text != "Date" && row[0].text != "DateTime" && !row[0].text.empty()) {
          r.warn(sheet->file, row[0], fmt::format("the header begins with \"{}\"; Flee stops unless it is Date or DateTime", row[0].text), "write Date");
        }
        continue;
      }
      r.error(sheet->file, row[0], fmt::format("\"{}\" is not a date", row[0].text), "write it as YYYY-MM-DD");
      continue;
    }
    if (has_time(row[0].text) && !std::exchange(time_said, true)) r.warn(sheet->file, row[0], fmt::format("\"{}\" has a time of day, on which Flee stops; the date is taken (said once a file)", row[0].text), "write YYYY-MM-DD");
    const auto count = whole_of(row[1], sheet->file, "the number of people", r.problems, r.warnings);
    if (!count) continue;
    if (*count < 0) r.error(sheet->file, row[1], "the number of people is negative", "people are counted from 0");
    Report report;
    report.date = *date;
    report.count = static_cast<double>(*count);
    report.used = report.count / hasten;
    report.where = {sheet->file, row[0].line, row[0].column};
    if (!file.reports.empty() && report.date < file.reports.back().date) {
      r.warn(sheet->file, row[0], fmt::format("{} stands after {}: the dates are out of order; {}", row[0].text, core::to_string(file.reports.back().date),
                                              r.exact() ? "Flee interpolates in the file's order, and so does the exact behaviour" : "the rows are sorted"),
             "sort the rows by date");
    }
    file.reports.push_back(std::move(report));
  }
  if (file.reports.empty()) {
    if (r.problems.size() == before) r.problems.push_back({{sheet->file, 1, 1}, "the series is empty: it has no row with a date and a number", "one row a report: YYYY-MM-DD,number"});
    return std::nullopt;
  }
  if (!r.exact()) std::ranges::stable_sort(file.reports, {}, &Report::date);
  return file;
}

/// Flee's way of adding a second file: entries of its dates, with the first file's value at the same position. Empty where Flee stops.
std::optional<std::vector<Report>> add_by_position(const std::vector<Report>& one, const std::vector<Report>& two) {
  std::vector<Report> sum;
  std::size_t offset = 0;
  const Report* last = nullptr;
  auto push = [&](const Report& at, double extra, double extra_raw) {
    Report x = at;
    x.used += extra, x.count += extra_raw;
    sum.push_back(std::move(x));
  };
  for (const auto& c : two) {
    while (c.date > one[offset].date) {
      if (!last) return std::nullopt;
      push(one[offset], last->used, last->count);
      if (offset + 1 < one.size()) ++offset;
      else break;
    }
    if (c.date == one[offset].date) {
      push(c, one[offset].used, one[offset].count);
      if (offset + 1 < one.size()) ++offset;
      last = &c;
    } else if (c.date < one[offset].date) {
      push(c, one[offset].used, one[offset].count);
      last = &c;
    }
  }
  if (sum.empty()) return std::nullopt;
  return sum;
}

double value_on(const std::vector<Report>& reports, core::Date date, double Report::* field) {
  if (date <= reports.front().date) return reports.front().*field;
  for (std::size_t k = 1; k < reports.size(); ++k) {
    if (date < reports[k].date) {
      const auto& a = reports[k - 1];
      const double share = static_cast<double>(core::days_between(a.date, date)) / static_cast<double>(core::days_between(a.date, reports[k].date));
      return a.*field + share * (reports[k].*field - a.*field);
    }
  }
  return reports.back().*field;
}

/// The sum of two series at the dates of either.
std::vector<Report> add_by_date(const std::vector<Report>& one, const std::vector<Report>& two) {
  std::map<core::Date, Report> dates;
  for (const auto* list : {&one, &two}) {
    for (const auto& x : *list) dates.emplace(x.date, x);
  }
  std::vector<Report> sum;
  for (auto& [date, report] : dates) {
    report.used = value_on(one, date, &Report::used) + value_on(two, date, &Report::used);
    report.count = value_on(one, date, &Report::count) + value_on(two, date, &Report::count);
    sum.push_back(report);
  }
  return sum;
}

void read_corrections(Reader& r) {
  const auto path = r.input / "registration_corrections.csv";
  if (!std::filesystem::exists(path)) return;
  auto sheet = r.sheet(path, Comments::skip);
  if (!sheet) return;
  auto& c = r.crisis;
  for (const auto& row : sheet->rows) {
    if (row.size() < 2) continue;
    const auto date = lenient_date(row[1].text);
    const auto found = std::ranges::find(c.series, row[0].text, &Series::name);
    if (!date) {
      if (lower_case(row[1].text) == "date") continue;
      r.error(sheet->file, row[1], fmt::format("\"{}\" is not a date", row[1].text), "write it as YYYY-MM-DD");
      continue;
    }
    if (found == c.series.end()) {
      r.error(sheet->file, row[0], fmt::format("a correction for \"{}\", which data_layout.csv does not list", row[0].text), "correct the name or remove the row");
      continue;
    }
    auto& reports = found->reports;
    bool applied = false;
    for (std::size_t i = 1; i < reports.size(); ++i) {
      if (reports[i].date != *date) continue;
      if (reports[i - 1].used == 0) {
        r.warn(sheet->file, row[1], fmt::format("the correction of \"{}\" divides by 0: the entry before {} is 0; it is left out", row[0].text, row[1].text), "date it at the first corrected report after a number above 0");
        applied = true;
        continue;
      }
      const double factor = reports[i].used / reports[i - 1].used;
      for (std::size_t k = 0; k < i; ++k) reports[k].used *= factor;
      c.corrections.push_back({static_cast<int>(found - c.series.begin()), *date, factor, {sheet->file, row[0].line, row[0].column}});
      applied = true;
    }
    if (!applied) {
      r.warn(sheet->file, row[1], fmt::format("the correction of \"{}\" has no effect: {} is {} (Flee stops there)", row[0].text, row[1].text,
                                              !reports.empty() && reports[0].date == *date ? "its first entry" : "no entry of the series"),
             "use the date of a later entry of the series");
    }
  }
}

}  // namespace

double interpolated(const Entries& entries, int day) {
  if (day <= entries[0].first) return std::trunc(entries[0].second);
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (day < entries[i].first) {
      const double before = entries[i - 1].second;
      const double fraction = static_cast<double>(day - entries[i - 1].first) / static_cast<double>(entries[i].first - entries[i - 1].first);
      if (fraction > 1.0) return -1;  // Flee's answer to dates out of order
      return std::trunc(before + fraction * (entries[i].second - before));
    }
  }
  return std::trunc(entries.back().second);
}

bool may_lack_registrations(const SpawnRules& spawn) {
  return !spawn.sum_from_camps || spawn.conflict_driven_spawning || spawn.flood_driven_spawning || spawn.read_from_agents_csv_file;
}

namespace {

/// No registrations: every reported place has a series of zeros.
void no_registrations(Reader& r, const std::filesystem::path& path) {
  auto& c = r.crisis;
  r.warn(core::Where{path.string(), 0, 0}, "data_layout.csv is missing: there are no registrations, so no data and no errors are written (Flee's run script stops there, its manual allows it)", "add it, or give --data DIR");
  for (std::size_t k = 0; k < c.places.size(); ++k) {
    if (!c.flood_run() && !c.places[k].camp) continue;
    Series s;
    s.name = c.places[k].name;
    s.place = static_cast<int>(k);
    s.daily.assign(static_cast<std::size_t>(c.days) + 1, 0);
    c.series_of[k] = static_cast<int>(c.series.size());
    c.series.push_back(std::move(s));
  }
}

}  // namespace

void read_registrations(Reader& r) {
  auto& c = r.crisis;
  c.series_of.assign(c.places.size(), k_none);
  const auto path = r.data / "data_layout.csv";
  if (!std::filesystem::exists(path)) {  // where the crisis needs it, that has been said
    no_registrations(r, path);
    return;
  }
  auto sheet = r.sheet(path, Comments::skip);
  if (!sheet) return;
  for (const auto& row : sheet->rows) {
    if (row.size() < 2 || row[1].text.empty()) {
      r.warn(sheet->file, row.back(), fmt::format("\"{}\" names no file and is left out", row[0].text), "name,file.csv");
      continue;
    }
    if (&row == &sheet->rows.front() && r.place(row[0].text) == k_none && !std::filesystem::exists(r.data / row[1].text) && row[1].text.find('.') == std::string::npos) {
      r.warn(sheet->file, row[0], fmt::format("the header begins with \"{}\" and not with #; Flee stops there", row[0].text), "write #" + row[0].text);
      continue;
    }
    if (std::ranges::find(c.series, row[0].text, &Series::name) != c.series.end()) {
      r.error(sheet->file, row[0], fmt::format("\"{}\" is listed twice", row[0].text), "give several files on one row");
      continue;
    }
    Series s;
    s.name = row[0].text;
    s.place = r.place(s.name);
    bool good = true;
    for (std::size_t k = 1; k < row.size(); ++k) {
      if (row[k].text.empty()) continue;
      auto file = read_series_file(r, row[k].text, {sheet->file, row[k].line, row[k].column});
      if (!file) {
        good = false;
        continue;
      }
      s.files.push_back(row[k].text);
      if (s.reports.empty()) {
        s.reports = std::move(file->reports);
        continue;
      }
      auto sum = r.exact() ? add_by_position(s.reports, file->reports) : std::nullopt;
      if (r.exact() && !sum) r.warn(sheet->file, row[k], fmt::format("Flee stops on adding \"{}\" (the first file starts earlier); the files are added by date instead", row[k].text));
      s.reports = sum ? std::move(*sum) : add_by_date(s.reports, file->reports);
    }
    if (!good) continue;
    const bool named = lower_case(s.name) == "total";
    // Flee leaves the first row out of the sum, whatever it is called.
    const bool first = c.series.empty() && s.place == k_none && !named;
    if (first) r.warn(sheet->file, row[0], fmt::format("\"{}\" is no location and stands first: it is taken as the total, which Flee leaves out of the sum of camps", s.name), "call it total");
    if (named || first) {
      if (s.name != "total" && !first) r.warn(sheet->file, row[0], fmt::format("\"{}\" is taken as the total; Flee finds it as \"total\" only", s.name), "write total");
      c.total_series = static_cast<int>(c.series.size());
      if (!c.series.empty() && c.settings.spawn.sum_from_camps) r.warn(sheet->file, row[0], "\"total\" is not the first row; Flee leaves out the first row from the sum of camps, whatever it is", "put it first");
    } else if (s.place == k_none) {
      r.warn(sheet->file, row[0], fmt::format("\"{}\" is no location; its people still count towards the sum of camps", s.name), r.nearest_place(s.name));
    } else {
      c.series_of[static_cast<std::size_t>(s.place)] = static_cast<int>(c.series.size());
    }
    c.series.push_back(std::move(s));
  }
  if (c.total_series == k_none) {
    if (!c.settings.spawn.sum_from_camps) r.problems.push_back({{sheet->file, 1, 1}, "there is no row \"total\", which sum_from_camps: False needs", "add total,refugees.csv as the first row"});
    else if (sheet->rows.size() > 0) r.warn(core::Where{sheet->file, 1, 1}, "there is no row \"total\"; Flee would leave out the first camp from the sum", "add total,refugees.csv as the first row");
  }
  read_corrections(r);
  for (auto& s : c.series) {
    Entries entries;
    for (const auto& x : s.reports) entries.emplace_back(core::days_between(c.start, x.date), x.used);
    for (int t = 0; t <= c.days; ++t) s.daily.push_back(interpolated(entries, t));
  }
}

void resolve_arrivals(Reader& r) {
  auto& c = r.crisis;
  const auto& p = c.settings.spawn;
  const bool data_driven = !p.conflict_driven_spawning && !p.flood_driven_spawning;
  for (std::size_t k = 0; k < c.places.size(); ++k) {
    if (c.flood_run() || c.places[k].camp) c.reported.push_back(static_cast<int>(k));
  }
  for (std::size_t k = 0; k < c.places.size(); ++k) {
    if (c.series_of[k] != k_none) c.places[k].registered_day0 = static_cast<std::int64_t>(c.series[static_cast<std::size_t>(c.series_of[k])].daily[0]);
  }
  for (const int k : c.reported) {
    const auto& place = c.places[static_cast<std::size_t>(k)];
    const int s = c.series_of[static_cast<std::size_t>(k)];
    if (s == k_none) {
      r.problems.push_back({place.where, fmt::format("\"{}\" has no registration series: data_layout.csv does not list it", place.name), "add a row for it (Flee stops here too)"});
      continue;
    }
    if (p.empty_camps_on_day0) continue;
    const double registered = p.insert_day0 ? c.series[static_cast<std::size_t>(s)].daily[0] : 0;
    const auto people = static_cast<std::int64_t>(registered) + place.initial_idps;
    if (people > 0) c.day0.push_back({k, people});
  }
  // Flee puts initial_idps into camps only; its manual speaks of any place.
  for (std::size_t k = 0; k < c.places.size() && !r.exact() && !p.empty_camps_on_day0; ++k) {
    const int place = static_cast<int>(k);
    if (c.places[k].initial_idps > 0 && std::ranges::find(c.reported, place) == c.reported.end()) c.day0.push_back({place, c.places[k].initial_idps});
  }
  if (!r.problems.empty()) return;
  if (!data_driven) {
    if (p.empty_camps_on_day0 && !r.exact()) {
      for (auto& s : c.series) {
        const double first = s.daily[0];
        for (double& x : s.daily) x -= first;
      }
    }
    return;
  }
  auto difference = [&](int t) {
    double sum = 0;
    for (std::size_t k = 0; k < c.series.size(); ++k) {
      const bool total = static_cast<int>(k) == c.total_series;
      if (!p.sum_from_camps && !total) continue;
      if (p.sum_from_camps) {
        // Flee sums everything on day 0, the total included, and everything but the first row later.
        if (r.exact() ? (t > 0 && k == 0) : total) continue;
      }
      const auto& daily = c.series[k].daily;
      sum += t == 0 ? (p.empty_camps_on_day0 ? 0 : daily[0]) : daily[static_cast<std::size_t>(t)] - daily[static_cast<std::size_t>(t - 1)];
    }
    return sum;
  };
  double debt = 0, raw = 0;
  for (int t = 0; t < c.days; ++t) {
    const double change = difference(t);
    double people = change - debt;
    raw += change;
    if (t == 0 && p.insert_day0) people = 0;
    if (people < 0) {
      debt = -people;
      people = 0;
    } else {
      debt = 0;
    }
    c.arrivals.people.push_back(static_cast<std::int64_t>(people));
    c.arrivals.debt.push_back(debt);
    c.arrivals.raw.push_back(raw);
  }
  if (p.empty_camps_on_day0) {
    for (auto& s : c.series) {
      const double first = s.daily[0];
      for (double& x : s.daily) x -= first;
    }
  }
}

}  // namespace nuzuh::flee
