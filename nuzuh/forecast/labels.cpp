#include "nuzuh/forecast/labels.hpp"

#include <algorithm>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::forecast {
namespace {

using Keys = std::vector<std::string_view>;

const Keys& inside() {
  static const Keys keys = {"people.bias_last_pocket", "people.bias_whole_city"};
  return keys;
}

Keys with(const Keys& base, std::initializer_list<std::string_view> more) {
  Keys keys = base;
  keys.insert(keys.end(), more);
  return keys;
}

const std::vector<Label>& table() {
  static const Keys front = {"tempo.sojourn_push", "tempo.sojourn_stall", "advance.share_per_push_day", "reverse.rate"};
  static const Keys flight = with(inside(), {"flight.closed", "flight.leak", "flight.open"});
  static const Keys arrivals = with(flight, {"routing.main_camp"});
  static const Keys fighters = {"fighters.bias", "surrender.rate", "slip.rate_tight", "deal.agreed", "attrition.exchange_ratio"};
  static const Keys harm = with(inside(), {"harm.killed_inside"});
  static const Keys way = with(flight, {"harm.killed_in_flight_closed", "harm.died_on_the_way"});
  static const Keys hazard = {"hazard.injuries_per_returnee_day", "return.heavy", "people.displaced_nearby"};
  static const std::vector<Label> labels = {
      {"exits_cumulative", "People who have left the enclave", "من خرجوا من الجيب", "people", flight},
      {"exits_weekly", "People who leave the enclave, by week", "من يخرجون من الجيب أسبوعياً", "people/week", flight},
      {"arrivals_cumulative", "Arrivals at the main camp", "الواصلون إلى المخيم الرئيسي", "people", arrivals},
      {"arrivals_weekly", "Arrivals at the main camp, by week", "الواصلون إلى المخيم الرئيسي أسبوعياً", "people/week", arrivals},
      {"people_inside", "People inside who are not fighters", "من في الداخل من غير المقاتلين", "people", inside()},
      {"screening_waiting", "People waiting at screening", "المنتظرون عند نقطة الفرز", "people", with(flight, {"screening.per_day"})},
      {"transit_waiting", "People waiting at the transit centre", "المنتظرون في مركز العبور", "people", with(arrivals, {"transit.per_day"})},
      {"camp_population", "People in the main camp", "سكان المخيم الرئيسي", "people", with(arrivals, {"camp.people_at_start"})},
      {"other_sites", "Displaced in places nearby and other camps", "النازحون في القرى القريبة ومخيمات أخرى", "people", arrivals},
      {"killed_inside_cumulative", "Civilians and relatives killed inside", "القتلى المدنيون وأفراد العائلات في الداخل", "people", harm},
      {"died_on_the_way_cumulative", "Deaths in flight and on the way", "الوفيات أثناء الفرار وعلى الطريق", "people", way},
      {"hazard_injuries_cumulative", "Returnees killed or injured by explosive hazards", "العائدون المتضررون من المخاطر المتفجرة", "people", hazard},
      {"returned_cumulative", "People who have returned", "العائدون", "people", {"return.heavy", "people.displaced_nearby"}},
      {"held_share", "Share of the ground still held", "نسبة الأرض التي ما زالت في الجيب", "share", front},
      {"fighters_inside", "Fighters inside", "المقاتلون في الداخل", "people", fighters},
      {"fighters_killed_cumulative", "Fighters killed", "القتلى من المقاتلين", "people", fighters},
      {"fighters_captured_cumulative", "Fighters captured or surrendered", "المقاتلون الأسرى والمستسلمون", "people", fighters},
      {"attackers_killed_cumulative", "Attackers killed", "القتلى من القوات المهاجمة", "people", {"attrition.attackers_daily", "attackers.committed"}},
      {"fighters_killed_share", "Fighters: killed", "المقاتلون: قتلى", "share", fighters},
      {"fighters_captured_share", "Fighters: captured or surrendered", "المقاتلون: أسرى أو مستسلمون", "share", fighters},
      {"fighters_slipped_share", "Fighters: slipped away", "المقاتلون: متسللون إلى خارج الجيب", "share", fighters},
      {"fighters_deal_share", "Fighters: left under a deal", "المقاتلون: خرجوا باتفاق", "share", fighters},
      {"fighters_unaccounted_share", "Fighters: unaccounted for", "المقاتلون: مجهولو المصير", "share", fighters},
      {"fighters_still_inside_share", "Fighters: still inside on the last day", "المقاتلون: ما زالوا في الداخل في اليوم الأخير", "share", fighters},
      {"fighters_at_start", "Fighters inside at the start", "المقاتلون في الداخل عند البداية", "people", {"fighters.bias"}},
      {"people_at_start", "People inside at the start who are not fighters", "من في الداخل عند البداية من غير المقاتلين", "people", inside()},
      {"attackers_killed", "Attackers killed until the last day", "القتلى من القوات المهاجمة حتى اليوم الأخير", "people", {"attrition.attackers_daily", "attackers.committed"}},
      {"exits_total", "People who leave from the cut-off on", "من يخرجون بعد تاريخ التوقع", "people", flight},
      {"arrivals_total", "Arrivals at the main camp from the cut-off on", "الواصلون إلى المخيم الرئيسي بعد تاريخ التوقع", "people", arrivals},
      {"arrivals_peak_day", "Day of most arrivals", "يوم ذروة الوصول", "date", arrivals},
      {"arrivals_peak_people", "Arrivals on the peak day", "الواصلون في يوم الذروة", "people", arrivals},
      {"peak_to_mean", "Peak day of arrivals over the mean day", "يوم الذروة إلى اليوم المتوسط", "1", with(arrivals, {"flight.pulse_shape"})},
      {"transit_days_over_capacity", "Days on which the transit centre is over capacity", "أيام تجاوز طاقة مركز العبور", "d", with(arrivals, {"transit.places"})},
      {"camp_days_over_capacity", "Days on which the main camp is over capacity", "أيام تجاوز طاقة المخيم الرئيسي", "d", with(arrivals, {"camp.places"})},
      {"killed_inside_total", "Civilians and relatives killed inside, from the cut-off on", "القتلى المدنيون وأفراد العائلات في الداخل بعد تاريخ التوقع", "people", harm},
      {"died_on_the_way_total", "Deaths in flight and on the way, from the cut-off on", "الوفيات أثناء الفرار وعلى الطريق بعد تاريخ التوقع", "people", way},
      {"hazard_injuries_total", "Returnees killed or injured by explosive hazards, from the cut-off on", "العائدون المتضررون من المخاطر المتفجرة بعد تاريخ التوقع", "people", hazard},
      {"earlier_leavers_share", "Fighters of an earlier exit, were they all here, in the fighters inside", "مقاتلو خروج سابق، لو كانوا جميعاً هنا، من المقاتلين في الداخل", "share",
       {"chain.earlier_leavers", "fighters.bias"}},
      {"days_to_end", "Days from the cut-off to the end", "الأيام من تاريخ التوقع إلى النهاية", "d", front},
      {"returned_total", "People who return from the cut-off on", "العائدون بعد تاريخ التوقع", "people", {"return.heavy", "people.displaced_nearby"}},
      {"days_trapped", "Person-days inside from the cut-off on", "أيام-أشخاص في الداخل بعد تاريخ التوقع", "person-days", flight},
      {"ended_within", "The pocket has ended within {} days", "انتهاء الجيب خلال {} يوماً", "share", front},
      {"deal", "Fighters leave under a deal", "خروج المقاتلين باتفاق", "share", {"deal.agreed"}},
      {"relieved", "The enclave is relieved", "فك الحصار عن الجيب", "share", {"relief.rate"}},
      {"camp_over_capacity", "The main camp goes over capacity", "تجاوز طاقة المخيم الرئيسي", "share", with(arrivals, {"camp.places"})},
      {"transit_over_capacity", "The transit centre goes over capacity", "تجاوز طاقة مركز العبور", "share", with(arrivals, {"transit.places"})},
      {"exits_over", "More than {} people leave from the cut-off on", "خروج أكثر من {} شخص بعد تاريخ التوقع", "share", flight},
  };
  return labels;
}

}  // namespace

const Label& label(std::string_view key) {
  const auto found = std::ranges::find(table(), key, &Label::key);
  NUZUH_EXPECT(found != table().end());
  return *found;
}

scenario::Grade grade_of(const Label& label, const scenario::Scenario& scenario) {
  auto grade = scenario::Grade::strong;
  for (const auto key : label.rests_on) {
    if (const auto* estimate = scenario.find_parameter(key)) grade = std::max(grade, estimate->grade);
  }
  return grade;
}

}  // namespace nuzuh::forecast
