#include "nuzuh/compare/measures.hpp"

#include <algorithm>

#include "nuzuh/forecast/labels.hpp"

namespace nuzuh::compare {
namespace {

constexpr std::array<MeasureInfo, k_measures> k_infos = {{
    {"days_trapped", "person-days trapped inside", "أيام-أشخاص محاصرين في الداخل", "person-days", Better::lower, "days_trapped"},
    {"deaths", "deaths inside and on the way", "الوفيات في الداخل وعلى الطريق", "people", Better::lower, "killed_inside_total"},
    {"killed_inside", "civilians and relatives killed inside", "القتلى من المدنيين وأفراد العائلات في الداخل", "people", Better::lower, "killed_inside_total"},
    {"deaths_on_the_way", "deaths in flight and on the way", "الوفيات أثناء الفرار وعلى الطريق", "people", Better::lower, "died_on_the_way_total"},
    {"hazard_injuries", "returnees killed or injured by explosive hazards", "العائدون المتضررون من المخاطر المتفجرة", "people", Better::lower, "hazard_injuries_total"},
    {"transit_overload", "people over capacity x days at transit", "أشخاص فوق الطاقة × أيام في مركز العبور", "person-days", Better::lower, "transit_days_over_capacity"},
    {"camp_overload", "people over capacity x days at the main camp", "أشخاص فوق الطاقة × أيام في المخيم الرئيسي", "person-days", Better::lower, "camp_days_over_capacity"},
    {"exits", "people who leave the enclave", "من يخرجون من الجيب", "people", Better::neither, "exits_total"},
    {"arrivals", "arrivals at the main camp", "الواصلون إلى المخيم الرئيسي", "people", Better::neither, "arrivals_total"},
    {"returns", "people who return", "العائدون", "people", Better::neither, "returned_total"},
    {"fighters_killed", "fighters killed", "القتلى من المقاتلين", "people", Better::neither, "fighters_killed_share"},
    {"fighters_captured", "fighters captured or surrendered", "المقاتلون الأسرى والمستسلمون", "people", Better::neither, "fighters_captured_share"},
    {"fighters_away", "fighters who slip away or are unaccounted for", "المقاتلون المتسللون ومجهولو المصير", "people", Better::neither, "fighters_slipped_share"},
    {"fighters_under_deal", "fighters who leave under a deal", "المقاتلون الخارجون باتفاق", "people", Better::neither, "fighters_deal_share"},
    {"attackers_killed", "attackers killed", "القتلى من القوات المهاجمة", "people", Better::neither, "attackers_killed"},
    {"days_to_end", "days to the end", "الأيام حتى النهاية", "d", Better::neither, "days_to_end"},
}};

}  // namespace

const MeasureInfo& info(Measure measure) { return k_infos[static_cast<std::size_t>(measure)]; }

Measure find_measure(std::string_view key) {
  const auto found = std::ranges::find(k_infos, key, &MeasureInfo::key);
  return static_cast<Measure>(found - k_infos.begin());
}

scenario::Grade grade_of(Measure measure, const scenario::Scenario& scenario) {
  const auto grade = forecast::grade_of(forecast::label(info(measure).evidence), scenario);
  // All deaths rest on both parts.
  return measure == Measure::deaths ? std::max(grade, grade_of(Measure::deaths_on_the_way, scenario)) : grade;
}

Measures measure(const world::World& world, const world::Parameters& p, const engine::Outcome& outcome, std::span<const float> record, int cut) {
  using engine::Quantity;
  const int days = world.days;
  const auto at = [&](int day, Quantity q) {
    return day < 0 ? 0.0 : static_cast<double>(record[static_cast<std::size_t>(day) * engine::k_quantities + static_cast<std::size_t>(q)]);
  };
  const auto since = [&](Quantity q) { return at(days - 1, q) - at(cut, q); };
  Measures m{};
  const auto set = [&](Measure which, double value) { m[static_cast<std::size_t>(which)] = value; };
  double trapped = 0, transit = 0, camp = 0;
  for (int day = cut + 1; day < days; ++day) {
    const auto& calendar = world.calendar[static_cast<std::size_t>(day)];
    trapped += at(day, Quantity::people_inside);
    transit += std::max(0.0, at(day, Quantity::transit_waiting) - calendar.transit_places.value_or(p.transit_places));
    camp += std::max(0.0, at(day, Quantity::camp_population) - calendar.camp_places.value_or(p.camp_places));
  }
  const double inside = since(Quantity::killed_inside_cumulative), way = since(Quantity::died_on_the_way_cumulative);
  set(Measure::days_trapped, trapped);
  set(Measure::deaths, inside + way);
  set(Measure::killed_inside, inside);
  set(Measure::deaths_on_the_way, way);
  set(Measure::hazard_injuries, since(Quantity::hazard_injuries_cumulative));
  set(Measure::transit_overload, transit);
  set(Measure::camp_overload, camp);
  set(Measure::exits, since(Quantity::exits_cumulative));
  set(Measure::arrivals, since(Quantity::arrivals_cumulative));
  set(Measure::returns, since(Quantity::returned_cumulative));
  set(Measure::fighters_killed, since(Quantity::fighters_killed_cumulative));
  set(Measure::fighters_captured, since(Quantity::fighters_captured_cumulative));
  set(Measure::fighters_away, static_cast<double>(outcome.ledger.slipped_away + outcome.ledger.unaccounted));
  set(Measure::fighters_under_deal, static_cast<double>(outcome.ledger.left_under_deal));
  set(Measure::attackers_killed, since(Quantity::attackers_killed_cumulative));
  set(Measure::days_to_end, std::clamp(outcome.end_day < 0 ? days - 1 - cut : outcome.end_day - cut, 0, days - 1 - cut));
  return m;
}

}  // namespace nuzuh::compare
