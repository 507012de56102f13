// Which engine can follow which rules, and which one `auto` takes.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/movement/plan.hpp"
#include "nuzuh/movement/plan_days.hpp"
#include "nuzuh/movement/plan_groups.hpp"
#include "nuzuh/movement/plan_routes.hpp"

namespace nuzuh::movement {

std::vector<std::string> unsupported(const flee::Crisis& crisis, Engine engine) {
  std::vector<std::string> why;
  if (engine == Engine::automatic || engine == Engine::reference) return why;
  const auto& move = crisis.settings.move;
  const auto rule = [&](bool active, std::string_view text) {
    if (active) why.emplace_back(text);
  };
  rule(move.fixed_routes && crisis.rules.fixed_routes_square_score, "in the exact behaviour fixed_routes weighs ways by the scores of two days");
  rule(engine != Engine::individual && move.two_system_decision_making && crisis.rules.two_system_reachable, "two-system decisions depend on each person's connections");
  rule(!move.harvest_months.empty() && crisis.rules.harvest_stops_everyone, "in the exact behaviour who rests in harvest months is counted at home");
  rule(engine != Engine::individual && move.matches_people(),
       "matching of ethnicity or religion weighs places anew for every member, by who has come there");
  if (const auto groups = find_groups(crisis).all.size(); groups * crisis.places.size() > k_most_copies) {
    why.push_back(fmt::format("the network would be held once for each of {} groups of people, {} places in all", groups, groups * crisis.places.size()));
  }
  rule(engine != Engine::individual && move.avoid_short_stints, "avoid_short_stints depends on how far each person went on the days before");
  rule(engine != Engine::individual && std::any_of(crisis.links.begin(), crisis.links.end(), [](const auto& link) { return link.walk_probability > 0; }),
       "walk_probability draws a speed for each person and day");
  rule(engine != Engine::individual && population_counts(crisis),
       "chances or weights follow a population from which each member takes its own people");
  if (why.empty() && count_routes(crisis).too_many) {
    why.push_back(fmt::format("at awareness_level {} a place has more ways than the compiled engines hold ({} a place, {} in all)",
                              move.awareness_level, k_most_routes_of_a_place, k_most_routes));
  }
  return why;
}

namespace {

// Cohorts cost by active states, individuals by people: the line was measured on synthetic road graphs (docs/methods/engines.md: 20,000
// places and a million people take twice as long in cohorts as by person; 50 places and 300,000 people a seventh).
constexpr std::size_t k_many_places = 5000;
constexpr std::int64_t k_few_people_per_place = 100;

std::int64_t people_of(const flee::Crisis& crisis) {
  std::int64_t people = 0;
  for (const auto n : crisis.arrivals.people) people += n;
  return people;
}

/// What individuals do in ten to twenty seconds of one core (docs/methods/engines.md): where camps fill, being exact is worth that much.
constexpr double k_agent_days_to_spare = 1e10;

/// Who sets out on each day.
std::vector<double> arrivals_of(const flee::Crisis& crisis) {
  std::vector<double> arrivals(static_cast<std::size_t>(crisis.days), 0);
  if (spawn_kind(crisis) == SpawnKind::total_by_weight) {
    std::copy_n(crisis.arrivals.people.begin(), std::min(arrivals.size(), crisis.arrivals.people.size()), arrivals.begin());
    return arrivals;
  }
  const Plan plan = compile(crisis);
  for (std::size_t t = 0; t < arrivals.size(); ++t) {
    for (const auto& arrival : plan.arrivals_at[t]) arrivals[t] += arrival.second;
  }
  return arrivals;
}

/// People in the system, summed over the days, if nobody leaves it.
double agent_days(const flee::Crisis& crisis) {
  double sum = 0, here = static_cast<double>(crisis.listed_agents.size());
  for (const auto& insertion : crisis.day0) here += static_cast<double>(insertion.people);
  for (const double people : arrivals_of(crisis)) sum += here += people;
  return sum;
}

/// Camps with a capacity, in Flee's list order.
bool order_matters(const flee::Crisis& crisis) {
  const auto limited = [](const flee::Place& place) { return place.capacity >= 1 || place.capacity_per_day > 0; };
  return crisis.rules.admission_in_list_order && std::ranges::any_of(crisis.places, limited);
}

}  // namespace

bool cheaper_by_person(std::size_t places, std::int64_t people) {
  return places > k_many_places && people < k_few_people_per_place * static_cast<std::int64_t>(places);
}

Choice choose_engine(const flee::Crisis& crisis, int members) {
  if (const auto why = unsupported(crisis, Engine::cohort); !why.empty()) {
    const auto by_person = unsupported(crisis, Engine::individual);
    return {by_person.empty() ? Engine::individual : Engine::reference,
            fmt::format("the {} cannot follow this crisis: {}", by_person.empty() ? "cohort engine" : "compiled engines", fmt::join(by_person.empty() ? why : by_person, "; "))};
  }
  const auto places = crisis.places.size() * find_groups(crisis).all.size();
  if (cheaper_by_person(places, people_of(crisis)) && unsupported(crisis, Engine::individual).empty()) {
    return {Engine::individual, fmt::format("{} places with few people in each: going person by person is cheaper than counting states", places)};
  }
  const bool ordered = order_matters(crisis);
  if (ordered && unsupported(crisis, Engine::individual).empty()) {
    if (const double all = members * agent_days(crisis); all <= k_agent_days_to_spare) {
      return {Engine::individual, fmt::format("where camps fill up, Flee's answer depends on the order of its list, which individuals keep; {:.0f} million agent-days are a matter of seconds", std::ceil(all / 1e6))};
    }
  }
  std::string reason = places == crisis.places.size() ? "all rules in force treat people alike, so counts are split exactly"
                                                      : "people of a group are treated alike, so counts of each group are split exactly";
  if (members > 1) reason += " (the fastest engine with chance in it)";
  if (ordered) {
    reason += "; where camps fill up, Flee's answer depends on the order of its list, which counts approximate (measured: within 0.4% of all in camps, 2.5% of one camp; --engine individual keeps it)";
  }
  return {Engine::cohort, reason};
}

}  // namespace nuzuh::movement
