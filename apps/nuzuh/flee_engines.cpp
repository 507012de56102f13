#include "flee_engines.hpp"

#include <set>

#include <fmt/format.h>

#include "flee_compiled.hpp"
#include "nuzuh/movement/plan.hpp"
#include "nuzuh/movement/reference.hpp"

namespace nuzuh::app {
namespace {

FleeAnswer run_reference_engine(const FleeRequest& request) {
  const auto& crisis = request.crisis;
  FleeAnswer answer{flee::Counts(request.members, static_cast<std::size_t>(crisis.days), crisis.reported.size()), {}};
  std::vector<std::vector<std::string>> notes(request.members);
  core::for_each_index(request.members, request.threads, [&](std::size_t m) {
    const auto run = movement::run_reference(crisis, request.seed + m, request.progress);
    for (std::size_t t = 0; t < run.days; ++t) {
      for (std::size_t k = 0; k < crisis.reported.size(); ++k) answer.counts.at(m, t, k) = static_cast<double>(run.at(t, static_cast<std::size_t>(crisis.reported[k])));
      answer.counts.total[m * run.days + t] = static_cast<double>(run.total[t]);
      answer.counts.idps[m * run.days + t] = static_cast<double>(run.idps[t]);
    }
    notes[m] = run.notes;
  }, request.progress);
  std::set<std::string> said;
  for (const auto& list : notes) said.insert(list.begin(), list.end());
  answer.notes.assign(said.begin(), said.end());
  return answer;
}

// The reference engine keeps a record of every person.
std::string reference_refuses(const flee::Crisis& crisis) {
  double people = static_cast<double>(crisis.listed_agents.size());
  for (const auto n : crisis.arrivals.people) people += static_cast<double>(n);
  for (const auto& x : crisis.day0) people += static_cast<double>(x.people);
  constexpr double k_most = 5e7;
  if (people > k_most) return fmt::format("it keeps a record of each of {:.0f} people, and {:.0f} are its limit; set optimisations.hasten", people, k_most);
  if (static_cast<double>(crisis.days) * static_cast<double>(crisis.places.size()) > 5e8) return "its table of days and places would take more than 4 GB";
  return {};
}

constexpr FleeEngine k_engines[] = {
    {"reference", "one person after the other, with Flee's own random numbers", reference_refuses, run_reference_engine},
    {"cohort", "counts of people, split by exact binomials: the law of single people at a cost that does not grow with their number", cohort_refuses, run_cohort_engine},
    {"individual", "person by person in Flee's order, with fast random numbers: the law of the reference engine at full camps too", individual_refuses, run_individual_engine},
    {"mean-field", "expected numbers of people: no chance, one run", mean_field_refuses, run_mean_field_engine},
};

}  // namespace

std::span<const FleeEngine> flee_engines() { return k_engines; }

FleeChoice choose_flee_engine(const FleeRequest& request) {
  const auto choice = movement::choose_engine(request.crisis, static_cast<int>(request.members));
  for (const auto& engine : k_engines) {
    if (engine.name == movement::to_string(choice.engine)) return {&engine, choice.reason};
  }
  return {&k_engines[0], "it follows every rule of the format"};
}

}  // namespace nuzuh::app
