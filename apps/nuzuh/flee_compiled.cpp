#include "flee_compiled.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nuzuh/movement/cohort.hpp"
#include "nuzuh/movement/individual.hpp"
#include "nuzuh/movement/mean_field.hpp"

namespace nuzuh::app {
namespace {

std::string refusal(const flee::Crisis& crisis, movement::Engine engine) {
  return fmt::format("{}", fmt::join(movement::unsupported(crisis, engine), "; "));
}

/// Members that are kept in full at once, so that large networks do not fill the memory.
std::size_t members_at_once(const flee::Crisis& crisis, std::size_t members) {
  constexpr std::size_t k_numbers = 50'000'000;
  const std::size_t one = (crisis.places.size() + 1) * static_cast<std::size_t>(std::max(1, crisis.days));
  return std::min(members, std::max<std::size_t>(8, k_numbers / one / 8 * 8));
}

void copy(const flee::Crisis& crisis, const std::vector<std::vector<char>>& idp_camps, const movement::Trajectories& run, std::size_t first, flee::Counts& counts) {
  for (std::size_t m = 0; m < run.members; ++m) {
    for (std::size_t t = 0; t < run.days; ++t) {
      const auto row = run.row(m, t);
      for (std::size_t k = 0; k < crisis.reported.size(); ++k) counts.at(first + m, t, k) = row[static_cast<std::size_t>(crisis.reported[k])];
      double idps = 0;
      for (std::size_t i = 0; i < crisis.places.size(); ++i) idps += idp_camps[t][i] ? row[i] : 0;
      counts.idps[(first + m) * run.days + t] = idps;
      counts.total[(first + m) * run.days + t] = static_cast<double>(run.present[m * run.days + t] + run.left[m * run.days + t]);
    }
  }
}

/// Runs the members with `engine(plan, parameters, options)`, part by part.
template <class Options, class Run>
FleeAnswer run_members(const FleeRequest& request, Run engine) {
  const auto& crisis = request.crisis;
  FleeAnswer answer{flee::Counts(request.members, static_cast<std::size_t>(crisis.days), crisis.reported.size()), {}};
  const auto plan = movement::compile(crisis);
  const auto idps = flee::idp_camps(crisis);
  const std::size_t at_once = members_at_once(crisis, request.members);
  for (std::size_t first = 0; first < request.members; first += at_once) {
    Options options;
    options.seed = request.seed;
    options.first_member = static_cast<std::uint32_t>(first);
    options.members = static_cast<std::uint32_t>(std::min(at_once, request.members - first));
    options.threads = request.threads;
    options.progress = request.progress;
    const auto run = engine(plan, movement::parameters_of(plan), options);
    if (request.progress && request.progress->stop) break;
    copy(crisis, idps, run, first, answer.counts);
  }
  return answer;
}

}  // namespace

std::string cohort_refuses(const flee::Crisis& crisis) { return refusal(crisis, movement::Engine::cohort); }
FleeAnswer run_cohort_engine(const FleeRequest& request) { return run_members<movement::CohortOptions>(request, movement::run_cohorts); }

std::string individual_refuses(const flee::Crisis& crisis) { return refusal(crisis, movement::Engine::individual); }
FleeAnswer run_individual_engine(const FleeRequest& request) {
  return run_members<movement::IndividualOptions>(request, movement::run_individuals);
}

std::string mean_field_refuses(const flee::Crisis& crisis) { return refusal(crisis, movement::Engine::mean_field); }

FleeAnswer run_mean_field_engine(const FleeRequest& request) {
  const auto& crisis = request.crisis;
  FleeAnswer answer{flee::Counts(1, static_cast<std::size_t>(crisis.days), crisis.reported.size()), {}};
  const auto plan = movement::compile(crisis);
  const auto parameters = movement::parameters_of(plan);
  const auto run = movement::run_mean_field(plan, {&parameters, 1});
  const auto idps = flee::idp_camps(crisis);
  for (std::size_t t = 0; t < run.days; ++t) {
    const auto row = run.day(0, t);
    for (std::size_t k = 0; k < crisis.reported.size(); ++k) answer.counts.at(0, t, k) = row[static_cast<std::size_t>(crisis.reported[k])];
    for (std::size_t i = 0; i < row.size(); ++i) answer.counts.total[t] += row[i];
    for (std::size_t i = 0; i < crisis.places.size(); ++i) answer.counts.idps[t] += idps[t][i] ? row[i] : 0;
  }
  if (request.members > 1) answer.notes.push_back("the mean field has no chance in it: one run of expected numbers, whatever --members says");
  return answer;
}

}  // namespace nuzuh::app
