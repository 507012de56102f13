#include "nuzuh/publish/admin.hpp"

#include <array>
#include <map>

#include "nuzuh/core/csv.hpp"
#include "nuzuh/publish/assets.hpp"

namespace nuzuh::publish {
namespace {

/// Names of Syria's governorates and districts by P-code (data/basemap/syria_admin_names.csv).
const std::map<std::string, std::string, std::less<>>& names() {
  static const auto table = [] {
    std::map<std::string, std::string, std::less<>> out;
    const auto rows = core::parse_csv(bytes_of(Asset::admin_names), "syria_admin_names.csv");
    if (rows) {
      for (const auto& row : *rows) out.emplace(row[0].text, row[1].text);
    }
    return out;
  }();
  return table;
}

std::string name(std::string_view code) {
  const auto found = names().find(code);
  return found == names().end() ? std::string{} : found->second;
}

/// COD-AB codes begin with the ISO 3166-1 alpha-2 code of the country.
std::string country(std::string_view code) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> known = {
      {{"SY", "SYR"}, {"IQ", "IRQ"}, {"TR", "TUR"}, {"LB", "LBN"}, {"JO", "JOR"}, {"SD", "SDN"}}};
  for (const auto& [two, three] : known) {
    if (code.starts_with(two)) return std::string(three);
  }
  return {};
}

}  // namespace

Admin admin_of(const scenario::Site& site) {
  // Syria's codes nest: SY09 > SY0901 > SY090106. A place code (C5173) does not, so the parents are given with the site.
  std::string two = site.admin2_pcode;
  if (two.empty() && site.admin3_pcode.size() >= 6) two = site.admin3_pcode.substr(0, 6);
  Admin out;
  out.location_code = country(two);
  out.admin2_code = two;
  out.admin2_name = name(two);
  if (out.location_code == "SYR" && two.size() >= 4) {
    out.admin1_code = two.substr(0, 4);
    out.admin1_name = name(out.admin1_code);
  }
  return out;
}

Admin admin_of_enclave(const scenario::Scenario& scenario) {
  std::optional<Admin> shared;
  for (const auto& site : scenario.sites) {
    if (site.kind != scenario::SiteKind::enclave_place) continue;
    const auto here = admin_of(site);
    if (!shared) shared = here;
    if (shared->admin2_code != here.admin2_code) shared->admin2_code.clear(), shared->admin2_name.clear();
    if (shared->admin1_code != here.admin1_code) shared->admin1_code.clear(), shared->admin1_name.clear();
    if (shared->location_code != here.location_code) shared->location_code.clear();
  }
  return shared.value_or(Admin{});
}

}  // namespace nuzuh::publish
