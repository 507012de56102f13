#include "nuzuh/flee/output.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/core/csv.hpp"

namespace nuzuh::flee {
namespace {

/// A float as Python prints it: the shortest text that reads back, with ".0" on whole numbers.
std::string python_float(double value) {
  if (value == 0) return "0.0";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

std::string people_text(double value) {
  return value == std::trunc(value) ? fmt::format("{}", static_cast<std::int64_t>(value)) : fmt::format("{:.3f}", value);
}

/// Flee's error of a camp: |S/D - 1| to four digits; 0 where D is 0.
std::string error_text(double simulated, double data) {
  if (data == 0) return "0.0";
  return python_float(std::nearbyint(std::fabs(simulated / data - 1.0) * 10000.0) / 10000.0);
}

}  // namespace

double registered(const Crisis& crisis, std::size_t column, std::size_t day) {
  const int place = crisis.reported[column];
  const auto& daily = crisis.series[static_cast<std::size_t>(crisis.series_of[static_cast<std::size_t>(place)])].daily;
  return daily[std::min(day, daily.size() - 1)];
}

std::string out_csv(const Crisis& crisis, const Counts& counts, std::size_t member) {
  std::string out = "Day,Date,";
  for (const int place : crisis.reported) {
    const std::string& name = crisis.places[static_cast<std::size_t>(place)].name;
    for (const char* what : {"sim", "data", "error"}) out += core::csv_cell(fmt::format("{} {}", name, what)) + ",";
  }
  out += "Total error,refugees in camps (UNHCR),total refugees (simulation),raw UNHCR refugee count,refugees in camps (simulation),refugee_debt";
  const bool idps = crisis.settings.log.idp_totals > 0;
  if (idps) out += ",total IDPs";
  out += '\n';
  for (std::size_t t = 0; t < counts.days; ++t) {
    const auto date = crisis.start + std::chrono::days(static_cast<int>(t) + (crisis.rules.output_quirks ? 1 : 0));
    out += fmt::format("{},{}", t, core::to_string(core::Date(date)));
    double in_camps = 0, data_sum = 0, difference = 0;
    for (std::size_t k = 0; k < counts.columns; ++k) {
      const double s = counts.at(member, t, k), d = registered(crisis, k, t);
      in_camps += s, data_sum += d, difference += std::fabs(s - d);
      out += fmt::format(",{},{},{}", people_text(s), people_text(d), error_text(s, d));
    }
    const double raw = t < crisis.arrivals.raw.size() ? crisis.arrivals.raw[t] : 0;
    const double total = counts.total[member * counts.days + t];
    if (raw > 0) {
      out += fmt::format(",{},{},{},{},{},{}", python_float(difference / raw), people_text(data_sum), people_text(total), people_text(raw), people_text(in_camps), people_text(crisis.arrivals.debt[t]));
    } else if (crisis.rules.output_quirks || data_sum == 0) {
      out += fmt::format(",0.0,0,{},0,{},0", people_text(total), people_text(in_camps));
    } else {  // conflict- and flood-driven runs: Flee prints zeros although it knows the registrations
      out += fmt::format(",{},{},{},{},{},0", python_float(difference / data_sum), people_text(data_sum), people_text(total), people_text(data_sum), people_text(in_camps));
    }
    if (idps) out += "," + people_text(counts.idps[member * counts.days + t]);
    out += '\n';
  }
  return out;
}

double sorted_quantile(const std::vector<double>& sorted, double level) {
  if (sorted.empty()) return 0;
  const double at = level * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

std::string quantile_csv(const Crisis& crisis, const Counts& counts, const std::vector<double>& levels) {
  std::string out = "origin_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n";
  const std::string origin = core::to_string(crisis.start);
  std::vector<double> sample(counts.members);
  for (std::size_t k = 0; k < counts.columns; ++k) {
    const std::string name = core::csv_cell(crisis.places[static_cast<std::size_t>(crisis.reported[k])].name);
    for (std::size_t t = 0; t < counts.days; ++t) {
      const std::string head = fmt::format("{},people,{},{},{}", origin, t, core::to_string(core::Date(crisis.start + std::chrono::days(static_cast<int>(t)))), name);
      double mean = 0;
      for (std::size_t m = 0; m < counts.members; ++m) mean += sample[m] = counts.at(m, t, k);
      std::ranges::sort(sample);
      for (const double level : levels) out += fmt::format("{},quantile,{},{}\n", head, core::number_text(level), core::number_text(sorted_quantile(sample, level)));
      out += fmt::format("{},mean,,{}\n", head, core::number_text(mean / static_cast<double>(counts.members)));
    }
  }
  return out;
}

Agreement averaged_relative_difference(const Crisis& crisis, const Counts& counts, std::size_t member) {
  Agreement sum;
  for (std::size_t t = 0; t < counts.days; ++t) {
    double s_total = 0, d_total = 0, normal = 0, rescaled = 0;
    for (std::size_t k = 0; k < counts.columns; ++k) s_total += counts.at(member, t, k), d_total += registered(crisis, k, t);
    const double scale = s_total > 0 ? d_total / s_total : 0;
    for (std::size_t k = 0; k < counts.columns; ++k) {
      const double s = counts.at(member, t, k), d = registered(crisis, k, t);
      normal += std::fabs(s - d);
      rescaled += std::fabs(s * scale - d);
    }
    const double raw = t < crisis.arrivals.raw.size() ? crisis.arrivals.raw[t] : d_total;
    if (raw > 0) sum.flee_total_error += normal / raw;
    sum.normal += normal / std::max(1.0, d_total);
    sum.rescaled += rescaled / std::max(1.0, d_total);
  }
  if (counts.days > 0) {
    sum.normal /= static_cast<double>(counts.days);
    sum.rescaled /= static_cast<double>(counts.days);
    sum.flee_total_error /= static_cast<double>(counts.days);
  }
  return sum;
}

std::optional<double> capacity_share_difference(const Crisis& crisis, std::size_t days) {
  double capacities = 0, sum = 0;
  for (const int k : crisis.reported) {
    const auto& p = crisis.places[static_cast<std::size_t>(k)];
    if (p.capacity <= 0) return std::nullopt;
    capacities += static_cast<double>(p.capacity);
  }
  if (capacities <= 0 || days == 0) return std::nullopt;
  for (std::size_t t = 0; t < days; ++t) {
    double total = 0, difference = 0;
    for (std::size_t k = 0; k < crisis.reported.size(); ++k) total += registered(crisis, k, t);
    for (std::size_t k = 0; k < crisis.reported.size(); ++k) {
      difference += std::fabs(total * static_cast<double>(crisis.places[static_cast<std::size_t>(crisis.reported[k])].capacity) / capacities - registered(crisis, k, t));
    }
    sum += difference / std::max(1.0, total);
  }
  return sum / static_cast<double>(days);
}

}  // namespace nuzuh::flee
