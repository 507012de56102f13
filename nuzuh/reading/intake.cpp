#include "nuzuh/reading/intake.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/core/hash.hpp"
#include "nuzuh/geo/gazetteer.hpp"

namespace nuzuh::reading {
namespace {

constexpr double k_enclave_km = 12, k_camp_km = 10;

bool within(const std::optional<evidence::PlaceRef>& place, const scenario::Site& site, double km) {
  return place && place->place.lat && site.latitude_deg &&
         geo::distance_km(*place->place.lat, *place->place.lon, *site.latitude_deg, *site.longitude_deg) <= km;
}

bool in_enclave(const std::optional<evidence::PlaceRef>& place, const scenario::Scenario& s) {
  return place && place->place.level != "governorate" && place->place.level != "country" &&
         std::ranges::any_of(s.sites, [&](const auto& site) {
           return site.kind == scenario::SiteKind::enclave_place && within(place, site, k_enclave_km);
         });
}

bool at_camp(const std::optional<evidence::PlaceRef>& place, const scenario::Scenario& s) {
  const auto* camp = s.find_site(s.main_camp);
  return camp && place && place->place.level == "camp" && within(place, *camp, k_camp_km);
}

std::string series_of(const evidence::Claim& c, const scenario::Scenario& s) {
  const auto& unit = c.quantity->unit;
  const bool total = c.measure == "cumulative";
  if (c.kind == "outlook") return unit == "days" || unit == "weeks" || unit == "months" ? "announced_days" : "";
  if (c.kind == "force_size") return in_enclave(c.place, s) ? "fighters_inside" : "";
  if (unit != "persons" && unit != "fighters") return {};
  if (c.kind == "population") return at_camp(c.place, s) ? "camp_population" : in_enclave(c.place, s) ? "people_inside" : "";
  if (c.kind == "arrival") return total && at_camp(c.destination, s) ? "arrivals_cumulative" : "";
  if (c.kind == "displacement" || c.kind == "evacuation" || c.kind == "departure")
    return total && in_enclave(c.origin, s) ? "exits_cumulative" : "";
  if (c.kind == "civilian_death") return total && in_enclave(c.place, s) ? "civilians_killed_cumulative" : "";
  if (c.kind == "detained") return total && unit == "fighters" && in_enclave(c.place, s) ? "fighters_captured_cumulative" : "";
  return {};
}

std::string error_of(const evidence::Claim& c, const std::string& series) {
  const std::string type = c.attribution ? c.attribution->type : "author";
  if (series == "people_inside") return "last_pocket";
  if (type == "un") return "registration";
  if (type == "monitor") return "monitor";
  if (type == "armed_actor" || type == "government") return "claim";
  return "press";
}

}  // namespace

std::string source_id(const evidence::Report& report, const scenario::Scenario* scenario) {
  if (scenario) {
    const auto hash = core::hash_text(report.fnv1a);
    for (const auto& known : scenario->reports)
      if (known.fnv1a == hash && known.code_points == static_cast<int>(report.length)) return known.source;
  }
  return "report_" + report.sha256.substr(0, 10);
}

std::optional<Proposal> proposed(const evidence::Report& report, const evidence::Claim& claim, const scenario::Scenario& s) {
  if (!evidence::usable(claim) && claim.kind != "outlook") return std::nullopt;
  if (!claim.quantity || !claim.part_of.empty() || claim.polarity != "affirmed") return std::nullopt;
  const std::string series = series_of(claim, s);
  if (series.empty()) return std::nullopt;
  const std::string source = source_id(report, &s);
  const auto& at = claim.quantity->quote.span;
  for (const auto& seen : s.observations)
    for (const auto& span : seen.spans)
      if (span.report == source && span.begin < static_cast<int>(at.end) && static_cast<int>(at.start) < span.end) return std::nullopt;
  return Proposal{series, error_of(claim, series)};
}

Reading reading_of(std::optional<double> lo, std::optional<double> hi, double factor) {
  const double a = lo.value_or(0) * factor;
  if (!hi) return {a, a, std::nullopt};
  const double b = *hi * factor;
  if (a == b) return {a, std::nullopt, std::nullopt};
  if (a == 0) return {0.75 * b, 0.0, b};
  return {std::round(std::sqrt(a * b)), a, b};
}

}  // namespace nuzuh::reading
