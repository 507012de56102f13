// Speed of the compiled engines: members, runs and agent-days per second, on crisis folders and on synthetic networks.
// NUZUH_BENCH_CRISES names a folder of crisis folders (default: cases/flee); each crisis in it is run besides the synthetic ones.

#include <cstdlib>
#include <filesystem>
#include <map>
#include <numeric>
#include <thread>

#include <benchmark/benchmark.h>

#include "nuzuh/movement/cohort.hpp"
#include "nuzuh/movement/individual.hpp"
#include "nuzuh/movement/mean_field.hpp"
#include "nuzuh/movement/reference.hpp"
#include "synthetic_crisis.hpp"

namespace {

using namespace nuzuh;

struct Case {
  flee::Crisis crisis;
  movement::Plan plan;
};

std::map<std::string, Case>& cases() {
  static std::map<std::string, Case> all;
  return all;
}

/// People in the system, summed over the days: at rest or on the way.
double agent_days(const movement::Trajectories& run) { return static_cast<double>(std::accumulate(run.present.begin(), run.present.end(), std::uint64_t{0})); }

void cohorts(benchmark::State& state, const std::string& name, std::uint32_t members, movement::Isa isa) {
  const Case& c = cases().at(name);
  movement::CohortOptions options;
  options.members = members;
  options.isa = isa;
  options.reported_only = true;
  for (auto _ : state) benchmark::DoNotOptimize(movement::run_cohorts(c.plan, movement::parameters_of(c.plan), options));
  state.counters["members_per_s"] = benchmark::Counter(members, benchmark::Counter::kIsIterationInvariantRate);
}

void mean_field(benchmark::State& state, const std::string& name, std::size_t runs, movement::Isa isa) {
  const Case& c = cases().at(name);
  const std::vector<movement::Parameters> parameters(runs, movement::parameters_of(c.plan));
  movement::MeanFieldOptions options;
  options.isa = isa;
  options.reported_only = true;
  for (auto _ : state) benchmark::DoNotOptimize(movement::run_mean_field(c.plan, parameters, options));
  state.counters["runs_per_s"] = benchmark::Counter(static_cast<double>(runs), benchmark::Counter::kIsIterationInvariantRate);
}

void individuals(benchmark::State& state, const std::string& name, movement::Isa isa, unsigned threads) {
  const Case& c = cases().at(name);
  movement::IndividualOptions options;
  options.isa = isa;
  options.threads = threads;
  options.reported_only = true;
  movement::Trajectories run;
  for (auto _ : state) run = movement::run_individuals(c.plan, movement::parameters_of(c.plan), options);
  state.counters["agent_days_per_s"] = benchmark::Counter(agent_days(run), benchmark::Counter::kIsIterationInvariantRate);
}

void reference(benchmark::State& state, const std::string& name) {
  for (auto _ : state) benchmark::DoNotOptimize(movement::run_reference(cases().at(name).crisis, 1));
}

void add(const std::string& name, flee::Crisis crisis, bool large) {
  using movement::Isa;
  Case& c = cases()[name];
  c.crisis = std::move(crisis);
  c.plan = movement::compile(c.crisis);
  if (!movement::unsupported(c.crisis, movement::Engine::cohort).empty()) return;
  const Isa best = movement::best_isa();
  benchmark::RegisterBenchmark((name + "/cohort").c_str(), cohorts, name, large ? 1u : 16u, best)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark((name + "/individual").c_str(), individuals, name, best, 1u)->Unit(benchmark::kMillisecond);
  if (large) {
    const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    benchmark::RegisterBenchmark((name + "/individual/all threads").c_str(), individuals, name, best, threads)->Unit(benchmark::kMillisecond)->UseRealTime();
    return;
  }
  benchmark::RegisterBenchmark((name + "/mean-field").c_str(), mean_field, name, 64, best)->Unit(benchmark::kMillisecond);
  for (const Isa isa : {Isa::scalar, Isa::avx2}) {
    if (isa >= best) continue;
    benchmark::RegisterBenchmark((name + "/cohort/" + std::string(to_string(isa))).c_str(), cohorts, name, 16u, isa)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark((name + "/mean-field/" + std::string(to_string(isa))).c_str(), mean_field, name, 64, isa)->Unit(benchmark::kMillisecond);
  }
  benchmark::RegisterBenchmark((name + "/reference").c_str(), reference, name)->Unit(benchmark::kMillisecond)->Iterations(1);
}

}  // namespace

int main(int argc, char** argv) {
  const char* folder = std::getenv("NUZUH_BENCH_CRISES");
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder ? folder : "cases/flee", none)) {
    auto reading = flee::read_crisis({entry.path().string(), {}, {}}, {});
    if (reading) add(entry.path().filename().string(), std::move(reading->crisis), false);
  }
  add("50 places", bench::synthetic_crisis({}), false);
  add("20000 places", bench::synthetic_crisis({.places = 20000, .days = 300, .people = 1'000'000, .neighbour_km = 13, .links_per_place = 1.15, .max_move_speed = 360}), true);
  add("20000 places without limits", bench::synthetic_crisis({.places = 20000, .days = 300, .people = 1'000'000, .neighbour_km = 13, .links_per_place = 1.15, .max_move_speed = 360, .limited = false}), true);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
