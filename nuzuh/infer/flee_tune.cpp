#include "nuzuh/infer/flee_tune.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rng/stream.hpp"
#include "nuzuh/score/rules.hpp"

namespace nuzuh::infer {
namespace {

constexpr double k_wanted_coverage = 0.84;  // of 80 % intervals: crises that were not seen surprise more
constexpr int k_members = 80;
constexpr std::size_t k_reports_of_a_camp = 8;  // evenly thinned: neighbours say the same

/// One crisis at one cut-off, with everything that does not depend on the prior worked out.
struct Prepared {
  std::size_t crisis = 0;
  std::vector<double> capacity;
  std::vector<Rehearsal> rehearsals;
  std::vector<FleeTarget> targets;
};

struct Reference {
  double crps = 0, log_crps = 0;  ///< of the best simple rule of the crisis
};

/// Capacities as if they had not been set to the maximum of the later series: off by a factor with a log standard deviation of 0.7.
void scramble_capacities(FleeSeries& series) {
  for (auto& camp : series.camps) {
    rng::Stream stream(1, 0, rng::entity(series.name + camp.name), 0, rng::Purpose::perturb);
    camp.capacity = std::round(camp.capacity * std::exp(0.7 * rng::normal_quantile(stream.uniform())));
  }
}

std::vector<score::Count> from_day(const std::vector<score::Count>& reports, int day) {
  std::vector<score::Count> later;
  for (const auto& r : reports) {
    if (r.day <= day) later.assign(1, {0, r.people});
    else later.push_back({r.day - day, r.people});
  }
  return later;
}

/// The crisis's old age as a crisis of its own: from the middle of its period until half of the camps no longer report. Stocks hardly
/// move there, as in many crises that the four are not.
FleeSeries late_part(FleeSeries series) {
  const int begin = series.days / 2;
  std::vector<int> ends;
  for (const auto& camp : series.camps) ends.push_back(camp.reports.empty() ? 0 : camp.reports.back().day);
  std::ranges::sort(ends);
  const int end = ends[ends.size() / 2];
  series.name += " (late)";
  series.start += std::chrono::days(begin);
  series.days = end + 1 - begin;
  series.total = from_day(series.total, begin);
  for (auto& camp : series.camps) camp.reports = from_day(camp.reports, begin);
  scramble_capacities(series);
  return series;
}

Prepared prepare(const FleeCase& c, std::size_t crisis, int cutoff, PriorPart part, const ByRule& total_weight) {
  const auto known = known_by(c.series, cutoff, part == PriorPart::given ? Totals::given : Totals::unknown);
  const bool total = part == PriorPart::total;
  Prepared p{crisis, usable_capacities(known), rehearse(known, total, total_weight), {}};
  p.capacity.push_back(0);
  const std::size_t first = total ? known.camps.size() : 0, last = total ? first + 1 : known.camps.size();
  for (std::size_t s = first; s < last; ++s) {
    std::vector<score::Count> later;
    for (const auto& r : total ? c.series.total : c.series.camps[s].reports) {
      if (r.day > cutoff && r.day < c.series.days) later.push_back(r);
    }
    const std::size_t take = std::min(later.size(), total ? 4 * k_reports_of_a_camp : k_reports_of_a_camp);
    for (std::size_t k = 0; k < take; ++k) {
      const auto& r = later[(2 * k + 1) * later.size() / (2 * take)];
      p.targets.push_back(target_of(known, s, r.day, total_weight));
      p.targets.back().observed = r.people;
    }
  }
  return p;
}

std::vector<Reference> references(const std::vector<Prepared>& tasks, std::size_t crises, std::size_t rules) {
  std::vector<Reference> best(crises);
  for (std::size_t g = 0; g < crises; ++g) {
    Reference least{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    for (std::size_t k = 0; k < rules; ++k) {
      Reference sum;
      for (const auto& t : tasks) {
        if (t.crisis != g || t.targets.empty()) continue;
        const double n = static_cast<double>(t.targets.size());
        for (const auto& x : t.targets) {
          sum.crps += std::abs(x.centre[k] - x.observed) / n;
          sum.log_crps += std::abs(std::log1p(x.centre[k]) - std::log1p(x.observed)) / n;
        }
      }
      least.crps = std::min(least.crps, sum.crps), least.log_crps = std::min(least.log_crps, sum.log_crps);
    }
    best[g] = {std::max(least.crps, 1.0), std::max(least.log_crps, 1e-3)};
  }
  return best;
}

double radical_inverse(int n, int base) {
  double value = 0, digit = 1.0 / base;
  for (; n > 0; n /= base, digit /= base) value += digit * (n % base);
  return value;
}

/// Members spread evenly over the uniforms, so that the aim has no noise.
std::vector<MemberPath> even_paths(const PoolPrior& prior) {
  std::vector<MemberPath> paths;
  for (int m = 1; m <= k_members; ++m) {
    paths.push_back(path_of(prior, {radical_inverse(m, 3), radical_inverse(m, 5), radical_inverse(m, 2), radical_inverse(m, 11), radical_inverse(m, 7), radical_inverse(m, 13), radical_inverse(m, 17)}));
  }
  return paths;
}

struct Sum {
  double crps = 0, log_crps = 0, covered = 0;
  int cutoffs = 0;
};

Sum scores_of(const Prepared& task, const PoolPrior& prior, const std::vector<MemberPath>& paths) {
  const auto pool = learn_pool(prior, task.rehearsals, task.capacity.size());
  Sum sum;
  std::vector<double> members(paths.size());
  for (const auto& t : task.targets) {
    for (std::size_t m = 0; m < paths.size(); ++m) members[m] = member_value(pool, t, paths[m], task.capacity[t.camp]);
    sum.crps += score::crps(members, t.observed);
    sum.log_crps += score::log_crps(members, t.observed);
    const double at = score::pit(members, t.observed);
    sum.covered += at >= 0.1 && at <= 0.9;
  }
  const double n = std::max<double>(1, static_cast<double>(task.targets.size()));
  return {sum.crps / n, sum.log_crps / n, sum.covered / n, task.targets.empty() ? 0 : 1};
}

/// The prior's numbers on a scale where steps are of one size. Ranges keep the search where the values have a
/// meaning; the floors of `adapt` and ceilings of `worth` keep the pool able to change its mind in a crisis unlike those it was made on.
struct Coordinate {
  double* value;
  double low, high;
};
std::vector<Coordinate> coordinates(PoolPrior& p, PriorPart part) {
  std::vector<Coordinate> c;
  for (std::size_t k = 0; k < (part == PriorPart::total ? k_total_rules : k_rules); ++k) c.push_back({&p.weight[k], 0.02, 5});
  c.insert(c.end(), {{&p.adapt, 0.6, 4}, {&p.camp_adapt, 0.6, 3}, {&p.disagreement, 0.02, 1}, {&p.scale, 0.03, 1.5}, {&p.growth, 0.3, 1.3}, {&p.dof, 2.2, 12}, {&p.ceiling, 0.3, 3}});
  c.insert(c.end(), {{&p.crisis_worth, 0.5, 6}, {&p.camp_worth, 0.5, 6}, {&p.offset, 30, 600}});
  c.insert(c.end(), {{&p.jump_rate, 0.02, 2}, {&p.jump_fall, 0.005, 0.5}, {&p.jump_spread, 0.05, 1}});
  if (part != PriorPart::total) c.insert(c.end(), {{&p.camp_age, 0.05, 1}, {&p.opening, 0.05, 4}, {&p.opened_share, 0.05, 1}});
  return c;
}

double aim(const PoolPrior& prior, PriorPart part, const std::vector<Prepared>& tasks, const std::vector<Reference>& best, unsigned threads) {
  const auto paths = even_paths(prior);
  std::vector<Sum> sums(tasks.size());
  core::for_each_index(tasks.size(), threads, [&](std::size_t k) { sums[k] = scores_of(tasks[k], prior, paths); });
  double result = 0, covered = 0;
  int cutoffs = 0;
  for (std::size_t g = 0; g < best.size(); ++g) {
    Sum s;
    for (std::size_t k = 0; k < tasks.size(); ++k) {
      if (tasks[k].crisis != g) continue;
      s.crps += sums[k].crps, s.log_crps += sums[k].log_crps, s.covered += sums[k].covered, s.cutoffs += sums[k].cutoffs;
    }
    result += 0.5 * std::log(s.crps / best[g].crps) + 0.5 * std::log(s.log_crps / best[g].log_crps);
    const double off = s.covered / std::max(1, s.cutoffs) - k_wanted_coverage;
    result += 2 * off * off;
    covered += s.covered, cutoffs += s.cutoffs;
  }
  result /= static_cast<double>(best.size());
  const double off = covered / std::max(1, cutoffs) - k_wanted_coverage;
  result += 5 * off * off;
  const std::size_t rules = part == PriorPart::total ? k_total_rules : k_rules;
  for (std::size_t k = 0; k < rules; ++k) result += 0.003 / static_cast<double>(rules) * std::pow(std::log(prior.weight[k]), 2);
  return result;
}

}  // namespace

std::vector<FleeCase> variants_of(const FleeCase& c) {
  std::vector<FleeCase> all{c, c, c};
  scramble_capacities(all[1].series);
  all[2].series = late_part(c.series);
  for (auto& cutoff : all[2].cutoffs) cutoff = static_cast<int>(static_cast<double>(cutoff) * all[2].series.days / c.series.days);
  if (all[2].series.days < 100) all.pop_back();
  return all;
}

PoolPrior tune(const std::vector<FleeCase>& crises, PriorPart part, const FleePriors& whole, const TuneOptions& o, core::Progress* progress) {
  ByRule total_weight = whole.total.weight;
  std::vector<FleeCase> cases;
  for (const auto& c : crises) {
    for (auto& variant : variants_of(c)) cases.push_back(std::move(variant));
  }
  std::vector<Prepared> tasks;
  for (std::size_t g = 0; g < cases.size(); ++g) {
    for (const int cutoff : cases[g].cutoffs) tasks.push_back(prepare(cases[g], g, cutoff, part, total_weight));
  }
  const auto best = references(tasks, cases.size(), part == PriorPart::total ? k_total_rules : k_rules);
  PoolPrior at = part == PriorPart::total ? whole.total : part == PriorPart::given ? whole.given : whole.unknown;
  for (auto& c : coordinates(at, part)) *c.value = std::clamp(*c.value, c.low, c.high);
  double value = aim(at, part, tasks, best, o.threads);
  double size = 0.7;
  rng::Stream stream(o.seed, 0, rng::entity("tune"), 0, rng::Purpose::perturb);
  for (int step = 0; step < o.steps; ++step) {
    if (progress && progress->stop) break;
    PoolPrior next = at;
    auto c = coordinates(next, part);
    const int moves = 1 + (stream.uniform() < 0.4) + (stream.uniform() < 0.2);
    for (int k = 0; k < moves; ++k) {
      auto& x = c[static_cast<std::size_t>(stream.uniform() * static_cast<double>(c.size()))];
      *x.value = std::clamp(*x.value * std::exp(size * 2 * (stream.uniform() - 0.5)), x.low, x.high);
    }
    const double tried = aim(next, part, tasks, best, o.threads);
    if (tried < value) {
      at = next, value = tried;
      size = std::min(1.5, size * 1.15);
    } else {
      size = std::max(0.08, size * 0.985);
    }
    if (progress) ++progress->done;
  }
  return at;
}

std::vector<FleePriors> tune_all(const std::vector<FleeCase>& cases, bool leave_out, const TuneOptions& o, core::Progress* progress) {
  const std::size_t fits = leave_out ? cases.size() : 1;
  if (progress) progress->total = fits * 3 * static_cast<std::size_t>(o.steps);
  std::vector<FleePriors> result;
  for (std::size_t g = 0; g < fits; ++g) {
    auto learnt_from = cases;
    if (leave_out) learnt_from.erase(learnt_from.begin() + static_cast<std::ptrdiff_t>(g));
    auto priors = FleePriors::start();
    priors.total = tune(learnt_from, PriorPart::total, priors, o, progress);
    priors.given = tune(learnt_from, PriorPart::given, priors, o, progress);
    priors.unknown = tune(learnt_from, PriorPart::unknown, priors, o, progress);
    result.push_back(priors);
  }
  if (!leave_out) result.resize(cases.size(), result.front());
  return result;
}

}  // namespace nuzuh::infer
