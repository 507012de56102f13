#pragma once
// Data simulated from a case whose truth is known, for tests of learning.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../scenario/toy.hpp"
#include "nuzuh/ensemble/compile.hpp"
#include "nuzuh/infer/enclave.hpp"

namespace nuzuh::infer {

inline scenario::Estimate& parameter(scenario::Scenario& s, const std::string& key) {
  return *std::ranges::find(s.parameters, key, &scenario::Estimate::key);
}

/// The toy case with three numbers that are not known: two hazards of flight and the pace of the front.
inline scenario::Scenario uncertain_toy() {
  auto s = scenario::read_texts(scenario::toy());
  EXPECT_TRUE(s);
  // Many people, so that counts are not small; the front moves from the first day, so the way leaks until it opens on day 4.
  std::ranges::find(s->observations, scenario::Series::people_inside, &scenario::Observation::series)->value = 20000;
  parameter(*s, "flight.leak").belief = {scenario::Form::lognormal, 0.02, 0.8, {}, {}};
  parameter(*s, "flight.open").belief = {scenario::Form::lognormal, 0.1, 0.5, {}, {}};
  parameter(*s, "advance.share_per_push_day").belief = {scenario::Form::lognormal, 0.03, 0.5, {}, {}};
  return std::move(*s);
}

/// A monitor's count of exits on a day of the run.
inline void report_exits(scenario::Scenario& s, int day, double people, int known_after_days = 0) {
  scenario::Observation o;
  o.series = scenario::Series::exits_cumulative;
  o.date = s.start + std::chrono::days(day);
  o.known_by = o.date + std::chrono::days(known_after_days);
  o.value = people;
  o.error = scenario::ErrorClass::monitor;
  o.sources = {s.sources.front().id};
  s.observations.push_back(o);
}

/// One simulated history up to a day, of a given draw.
inline std::vector<float> history(const scenario::Scenario& s, const ensemble::Draw& draw, int last_day, std::uint64_t seed, engine::Outcome& outcome) {
  const auto date = s.start + std::chrono::days(last_day);
  const auto world = ensemble::compile(s, date, date);
  std::vector<float> record(static_cast<std::size_t>(world.days) * engine::k_quantities);
  outcome = engine::run_member(world, draw.parameters, draw.stocks, engine::Luck{seed, 0}, record);
  return record;
}

inline double exits_of(const std::vector<float>& record, int day) {
  return record[static_cast<std::size_t>(day) * engine::k_quantities + static_cast<std::size_t>(engine::Quantity::exits_cumulative)];
}

inline core::Result<Conditioned> learn(const scenario::Scenario& whole, int day, Settings settings, const Posterior* start_from = nullptr) {
  const auto date = whole.start + std::chrono::days(day);
  const auto known = scenario::as_known(whole, date);
  if (!known) return tl::unexpected(known.error());
  const ensemble::Drawer draw(*known, settings.seed, std::min(date, known->cutoff));
  return condition(*known, draw, ensemble::compile(*known, date, date), date, settings, start_from);
}

/// Mean and standard deviation of the log of a parameter over the particles.
inline std::pair<double, double> log_moments(const scenario::Scenario& s, const Posterior& p, const std::string& key) {
  const ensemble::Drawer draw(s, 1, s.cutoff);
  const auto c = static_cast<std::size_t>(std::ranges::find(draw.coordinates(), key) - draw.coordinates().begin());
  double mean = 0, squares = 0;
  const auto n = static_cast<double>(p.particles.size());
  for (const auto& particle : p.particles) mean += std::log(draw.parameter(particle.point, c)) / n;
  for (const auto& particle : p.particles) squares += std::pow(std::log(draw.parameter(particle.point, c)) - mean, 2) / n;
  return {mean, std::sqrt(squares)};
}

}  // namespace nuzuh::infer
