// Speed of the enclave engine: members per second on one core, and how the cost grows with members, days, people and places.
// docs/methods/engine-speed.md says how to read it.
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "nuzuh/ensemble/compile.hpp"
#include "nuzuh/ensemble/run.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace {

using namespace nuzuh;

/// A case as known on its cut-off, drawn and compiled.
struct Loaded {
  scenario::Scenario known;
  explicit Loaded(const std::string& folder) {
    auto whole = scenario::read(folder);
    if (!whole) throw std::runtime_error(core::to_string(whole.error().front()));
    auto as_known = scenario::as_known(*whole, whole->cutoff);
    if (!as_known) throw std::runtime_error(core::to_string(as_known.error().front()));
    known = std::move(*as_known);
  }
};

const scenario::Scenario& hajin() {
  static const Loaded loaded("cases/hajin-2018");
  return loaded.known;
}

void count(benchmark::State& state, int members, int days) {
  const double runs = static_cast<double>(state.iterations()) * members;
  state.counters["members_per_s"] = benchmark::Counter(runs, benchmark::Counter::kIsRate);
  state.counters["days"] = days;
}

/// The Hajin case from its start to the day that its file names: what `nuzuh forecast` does before it learns and writes. One thread.
void hajin_members(benchmark::State& state) {
  const auto& s = hajin();
  const ensemble::Drawer draw(s, 1, s.cutoff);
  const auto world = ensemble::compile(s, s.cutoff, s.until);
  const int members = static_cast<int>(state.range(0));
  for (auto _ : state) {
    const auto runs = ensemble::run(draw, world, {members, 1, 1});
    benchmark::DoNotOptimize(runs->values.data());
  }
  count(state, members, world.days);
}

void hajin_days(benchmark::State& state) {
  const auto& s = hajin();
  const ensemble::Drawer draw(s, 1, s.cutoff);
  const auto world = ensemble::compile(s, s.cutoff, s.start + std::chrono::days(state.range(0) - 1));
  for (auto _ : state) {
    const auto runs = ensemble::run(draw, world, {100, 1, 1});
    benchmark::DoNotOptimize(runs->values.data());
  }
  count(state, 100, world.days);
}

/// Only the draws: parameters and stocks of a member, nothing simulated.
void hajin_draws(benchmark::State& state) {
  const auto& s = hajin();
  const ensemble::Drawer draw(s, 1, s.cutoff);
  std::uint32_t member = 0;
  for (auto _ : state) benchmark::DoNotOptimize(draw(member++).stocks.people);
  count(state, 1, 0);
}

/// Members of the Hajin draws in a world made for the purpose: `people` inside in `places` places of the same size, 200 days of which no
/// event fixes one, a siege that seldom ends early.
void synthetic(benchmark::State& state, double people, int places) {
  const auto& s = hajin();
  const ensemble::Drawer draw(s, 1, s.cutoff);
  auto world = ensemble::compile(s, s.start, s.start + std::chrono::days(199));
  world.places.clear();
  for (int i = 0; i < places; ++i) world.places.push_back({rng::entity("place " + std::to_string(i)), 1.0 / places, i + 1 == places ? 1.0 : (i + 1.0) / places});
  std::vector<float> record(static_cast<std::size_t>(world.days) * engine::k_quantities);
  std::uint32_t member = 0;
  for (auto _ : state) {
    auto drawn = draw(member % 1000);
    drawn.stocks.people = people;
    drawn.parameters.advance_share_per_push_day = std::min(drawn.parameters.advance_share_per_push_day, 0.01);
    const auto outcome = engine::run_member(world, drawn.parameters, drawn.stocks, engine::Luck{1, member % 1000}, record);
    benchmark::DoNotOptimize(outcome.end_day);
    ++member;
  }
  count(state, 1, world.days);
}

void people(benchmark::State& state) { synthetic(state, static_cast<double>(state.range(0)), 5); }
void places(benchmark::State& state) { synthetic(state, 20000, static_cast<int>(state.range(0))); }

}  // namespace

BENCHMARK(hajin_members)->RangeMultiplier(10)->Range(10, 1000)->Unit(benchmark::kMillisecond);
BENCHMARK(hajin_days)->Arg(30)->Arg(60)->Arg(120)->Arg(212)->Arg(365)->Unit(benchmark::kMillisecond);
BENCHMARK(hajin_draws);
BENCHMARK(people)->RangeMultiplier(10)->Range(1000, 10000000);
BENCHMARK(places)->Arg(2)->Arg(5)->Arg(10)->Arg(20)->Arg(50);
BENCHMARK_MAIN();
