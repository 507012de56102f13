#include "nuzuh/compare/rank.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nuzuh/core/csv.hpp"
#include "nuzuh/ensemble/policy.hpp"

namespace nuzuh::compare {
namespace {

using Set = std::vector<std::size_t>;  // indices of policies, ascending

bool contradict(const scenario::Policy& a, const scenario::Policy& b) {
  for (const auto& x : a.changes) {
    for (const auto& y : b.changes) {
      if (x.lever == y.lever && (x.value != y.value || x.from != y.from)) return true;
    }
  }
  return false;
}

/// Every set that is `set` plus one later policy.
std::vector<Set> grown(const std::vector<Set>& sets, std::size_t count, bool only_later) {
  std::vector<Set> larger;
  for (const auto& set : sets) {
    for (std::size_t i = only_later && !set.empty() ? set.back() + 1 : 0; i < count; ++i) {
      if (std::ranges::find(set, i) != set.end()) continue;
      Set next = set;
      next.insert(std::ranges::upper_bound(next, i), i);
      larger.push_back(std::move(next));
    }
  }
  return larger;
}

struct Tried {
  Set set;
  Effect effect;
  std::vector<double> values;  // of the measure, by member
};

class Search {
 public:
  Search(const scenario::Scenario& s, const std::vector<const scenario::Policy*>& policies, const world::World& base, Measure measure)
      : s_(s), policies_(policies), base_(base), measure_(measure) {}

  [[nodiscard]] bool sound(const Set& set) const {
    for (std::size_t a = 0; a < set.size(); ++a) {
      for (std::size_t b = a + 1; b < set.size(); ++b) {
        if (contradict(*policies_[set[a]], *policies_[set[b]])) return false;
      }
    }
    return true;
  }

  core::Result<std::vector<Tried>> run(const std::vector<Set>& sets, const Subjects& subjects, int cut, int members, unsigned threads, core::Progress* progress) const {
    std::vector<world::World> worlds{base_};
    for (const auto& set : sets) {
      worlds.push_back(base_);
      for (const auto i : set) ensemble::apply_policy(*policies_[i], s_.start, worlds.back());
    }
    const auto paired = run_paired(subjects, worlds, cut, members, threads, progress);
    if (!paired) return tl::unexpected(paired.error());
    std::vector<Tried> tried;
    for (std::size_t k = 0; k < sets.size(); ++k) {
      auto levers = scenario::Grade::strong;
      for (const auto i : sets[k]) levers = std::max(levers, lever_grade(*policies_[i]));
      const int world = static_cast<int>(k) + 1;
      Tried t{sets[k], effect_of(*paired, world, measure_, s_, levers), {}};
      for (int m = 0; m < members; ++m) t.values.push_back(paired->at(world, m, measure_));
      tried.push_back(std::move(t));
    }
    return tried;
  }

  /// Whether a is better than b.
  [[nodiscard]] bool better(const Tried& a, const Tried& b) const {
    return info(measure_).better == Better::higher ? a.effect.mean > b.effect.mean : a.effect.mean < b.effect.mean;
  }

 private:
  const scenario::Scenario& s_;
  const std::vector<const scenario::Policy*>& policies_;
  const world::World& base_;
  Measure measure_;
};

std::size_t combinations(std::size_t n, int limit) {
  double all = 0, choose = 1;
  for (int k = 1; k <= limit && k <= static_cast<int>(n); ++k) {
    choose = choose * static_cast<double>(n - static_cast<std::size_t>(k) + 1) / k;
    all += choose;
  }
  return static_cast<std::size_t>(std::min(1e9, all));
}

}  // namespace

core::Result<Ranking> rank(const scenario::Scenario& scenario, const std::vector<const scenario::Policy*>& policies, const world::World& base,
                           const Subjects& subjects, Measure measure, int limit, int cut, int members, unsigned threads, core::Progress* progress) {
  const Search search(scenario, policies, base, measure);
  Ranking ranking{measure, limit, combinations(policies.size(), limit) <= k_most_combinations, 0, members, {}};
  std::vector<Tried> all;
  std::vector<Set> sets{{}};
  for (int size = 1; size <= limit && size <= static_cast<int>(policies.size()); ++size) {
    sets = grown(sets, policies.size(), ranking.exhaustive);
    std::vector<Set> sound;
    for (auto& set : sets) {
      if (search.sound(set)) sound.push_back(set);
      else ++ranking.contradictory;
    }
    if (sound.empty()) break;
    auto tried = search.run(sound, subjects, cut, members, threads, progress);
    if (!tried) return tl::unexpected(tried.error());
    if (!ranking.exhaustive) {  // go on from the best of this size only
      const auto best = std::ranges::min_element(*tried, [&](const Tried& a, const Tried& b) { return search.better(a, b); });
      sets = {best->set};
    }
    std::ranges::move(*tried, std::back_inserter(all));
  }
  std::ranges::stable_sort(all, [&](const Tried& a, const Tried& b) { return search.better(a, b); });
  for (std::size_t i = 0; i < all.size(); ++i) {
    Combination c;
    for (const auto k : all[i].set) c.what_ifs.push_back(policies[k]->id);
    c.effect = all[i].effect;
    if (i > 0) {
      double sum = 0, squares = 0;
      for (std::size_t m = 0; m < all[i].values.size(); ++m) {
        const double d = all[i].values[m] - all[i - 1].values[m];
        sum += d;
        squares += d * d;
      }
      const double n = static_cast<double>(members), mean = sum / n;
      c.step = std::abs(mean);
      c.step_error = std::sqrt(std::max(0.0, squares / n - mean * mean) / n);
    }
    ranking.order.push_back(std::move(c));
  }
  return ranking;
}

std::string to_csv(const Ranking& r, int cell) {
  std::string out = "place,what_ifs,outcome,unit,difference_mean,monte_carlo_error,difference_q10,difference_q90,chance_helps,told_apart_from_the_one_above,grade,limit,search\n";
  const auto unit = info(r.measure).unit;
  const double step = unit == "d" ? 0.1 : cell;
  const auto figure = [&](double v) { return core::number_text(std::round(v / step) * step + 0.0); };
  for (std::size_t i = 0; i < r.order.size(); ++i) {
    const auto& c = r.order[i];
    out += fmt::format("{},{},{},{},{},{:.3g},{},{},{:.4f},{},{},{},{}\n", i + 1, core::csv_cell(fmt::format("{}", fmt::join(c.what_ifs, ";"))), info(r.measure).key, unit,
                       figure(c.effect.mean), c.effect.monte_carlo_error, figure(c.effect.q10), figure(c.effect.q90), c.effect.chance_helps(),
                       i == 0 ? "" : c.apart() ? "yes" : "no", scenario::letter(c.effect.grade), r.limit, r.exhaustive ? "exhaustive" : "greedy");
  }
  return out;
}

std::string to_text(const Ranking& r, int cell, std::size_t lines) {
  const auto& what = info(r.measure);
  std::string out = fmt::format("Measures ordered by what they change in: {} (mean difference to the baseline, {} paired members).\n", what.en, r.members);
  out += fmt::format("Combinations of up to {}; {}{}.\n\n", r.limit, r.exhaustive ? "every one was tried" : "greedy: the best of each size is added to, so a better combination may exist",
                     r.contradictory ? fmt::format("; {} left out because their what-ifs contradict each other", r.contradictory) : "");
  out += fmt::format("  {:>3}  {:>11}{:>10}{:>26}{:>8}{:>7}  {}\n", "", "mean", "MC error", "80% of runs", "helps", "grade", "what-ifs");
  for (std::size_t i = 0; i < r.order.size() && i < lines; ++i) {
    const auto& c = r.order[i];
    const auto t = [&](double v) { return change_text(v, what.unit, cell); };
    out += fmt::format("  {:>3}{} {:>11}{:>10.2g}{:>26}{:>7.0f}%{:>7}  {}\n", i + 1, i > 0 && !c.apart() ? "=" : " ", t(c.effect.mean), c.effect.monte_carlo_error,
                       t(c.effect.q10) + " to " + t(c.effect.q90), 100 * c.effect.chance_helps(), scenario::letter(c.effect.grade), fmt::join(c.what_ifs, " + "));
  }
  if (r.order.size() > lines) out += fmt::format("  ... and {} more (all of them in the table of -o DIR)\n", r.order.size() - lines);
  return out + "  = not told apart from the one above by these runs. Grade A: an exploration, not a forecast.\n";
}

}  // namespace nuzuh::compare
