#include "nuzuh/infer/flee_pool.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::infer {
namespace {

constexpr double k_young = 14;       // [days] as in the rules
constexpr double k_error_floor = 0.01;  // log units: one per cent is as good as right, so that a lucky rule does not take all
constexpr double k_ramp_days = 60;   // an opened camp fills by 1 - exp(-days / 60)
constexpr double k_opened_log_sd = 0.8;
constexpr double k_turn = 1.2;       // [radians per e-fold of age] how fast a member's early luck is forgotten

double log_of(double people, double offset) { return std::log(std::max(0.0, people) + offset); }

/// E|T| of Student's t.
double mean_absolute_t(double dof) {
  return 2 * std::sqrt(dof) * std::tgamma((dof + 1) / 2) / ((dof - 1) * std::sqrt(M_PI) * std::tgamma(dof / 2));
}

/// Growth of the log age from the last report to the target.
double aged(const PoolPrior& p, const FleeTarget& t) {
  const double begin = std::min(0.0, p.camp_age * t.opened_day) + p.camp_age * std::max(0, t.opened_day);
  const double then = std::max(0.0, t.last_day - begin) + k_young;
  return std::log((then + std::max(1, t.day - t.last_day)) / then);
}

double log_pool(const FleePool& pool, const FleeTarget& t) {
  double sum = 0;
  const auto& weight = pool.camp_weight[t.camp];
  for (std::size_t k = 0; k < k_rules; ++k) {
    if (weight[k] > 0) sum += weight[k] * log_of(t.centre[k], pool.prior.offset);
  }
  return sum;
}

double own_scale(const PoolPrior& p, const FleeTarget& t) { return p.scale * std::pow(aged(p, t), p.growth); }

struct Mean {
  double sum = 0;
  int n = 0;
  void add(double x) { sum += x, ++n; }
  [[nodiscard]] double value() const { return n > 0 ? sum / n : 0; }
};

void normalise(ByRule& weight) {
  double sum = 0;
  for (const double w : weight) sum += w;
  for (auto& w : weight) w /= sum;
}

void learn_weights(FleePool& pool, std::span<const Rehearsal> rehearsals, std::size_t series) {
  // Errors are averaged by camp and rehearsal first: a camp that reports daily must not outvote the others.
  struct OfCamp {
    std::array<Mean, k_rules> error;
    int rehearsals = 0;
  };
  const auto& p = pool.prior;
  std::map<std::size_t, OfCamp> by_camp;
  for (const auto& r : rehearsals) {
    std::map<std::size_t, std::array<Mean, k_rules>> means;
    for (const auto& t : r.targets) {
      if (t.last < k_closed) continue;
      ++pool.rehearsed;
      const double y = log_of(t.observed, p.offset);
      for (std::size_t k = 0; k < k_rules; ++k) means[t.camp][k].add(std::abs(y - log_of(t.centre[k], p.offset)));
    }
    for (const auto& [camp, mean] : means) {
      ++by_camp[camp].rehearsals;
      for (std::size_t k = 0; k < k_rules; ++k) by_camp[camp].error[k].add(mean[k].value());
    }
  }
  const double trust = by_camp.size() / (by_camp.size() + 1.0);  // with few camps the crisis says little
  pool.error.fill(-1);
  for (std::size_t k = 0; k < k_rules; ++k) {
    Mean error;
    for (const auto& [camp, c] : by_camp) error.add(c.error[k].value());
    if (error.n > 0) pool.error[k] = error.value();
    pool.weight[k] = p.weight[k] * (error.n > 0 ? std::pow(error.value() + k_error_floor, -p.adapt * trust) : 1);
  }
  normalise(pool.weight);
  pool.camp_weight.assign(series, pool.weight);
  for (const auto& [camp, c] : by_camp) {
    const double own_trust = c.rehearsals / (c.rehearsals + 2.0);
    auto& weight = pool.camp_weight[camp];
    for (std::size_t k = 0; k < k_rules; ++k) weight[k] *= std::pow(c.error[k].value() + k_error_floor, -p.camp_adapt * own_trust);
    normalise(weight);
  }
}

void learn_scales(FleePool& pool, std::span<const Rehearsal> rehearsals, std::size_t series) {
  const auto& p = pool.prior;
  struct OfCamp {
    Mean ratio, error;
    int rehearsals = 0;
  };
  std::map<std::size_t, OfCamp> by_camp;
  for (const auto& r : rehearsals) {
    std::map<std::size_t, Mean> ratios, errors;
    for (const auto& t : r.targets) {
      if (t.last < k_closed) continue;
      const double error = std::abs(log_of(t.observed, p.offset) - log_pool(pool, t));
      errors[t.camp].add(error);
      ratios[t.camp].add(error / own_scale(p, t));
    }
    for (const auto& [camp, mean] : ratios) by_camp[camp].ratio.add(mean.value()), ++by_camp[camp].rehearsals;
    for (const auto& [camp, mean] : errors) by_camp[camp].error.add(mean.value());
  }
  const double expected = mean_absolute_t(p.dof);
  Mean ratio, error;
  for (const auto& [camp, c] : by_camp) ratio.add(c.ratio.value() / expected), error.add(c.error.value());
  if (error.n > 0) pool.own_error = error.value();
  const double least = 0.05;  // a scale does not fall below a twentieth of what it was for lack of news
  if (ratio.n > 0) pool.crisis_factor = std::pow(std::max(least, ratio.value()), ratio.n / (ratio.n + p.crisis_worth));
  pool.camp_factor.assign(series, pool.crisis_factor);
  for (const auto& [camp, c] : by_camp) {
    const double own = std::max(least, c.ratio.value() / expected) / pool.crisis_factor;
    pool.camp_factor[camp] *= std::pow(own, c.rehearsals / (c.rehearsals + p.camp_worth));
  }
}

}  // namespace

FleePool learn_pool(const PoolPrior& prior, std::span<const Rehearsal> rehearsals, std::size_t series) {
  FleePool pool;
  pool.prior = prior;
  learn_weights(pool, rehearsals, series);
  learn_scales(pool, rehearsals, series);
  return pool;
}

MemberLuck luck_of(std::uint64_t seed, std::uint32_t member, std::string_view series) {
  rng::Stream stream(seed, member, rng::entity(series), 0, rng::Purpose::observation_error);
  MemberLuck luck;
  luck.rule = stream.uniform();
  luck.width = stream.uniform();
  luck.first = stream.uniform();
  luck.second = stream.uniform();
  luck.opening = stream.uniform();
  luck.jump_time = stream.uniform();
  luck.jump_size = stream.uniform();
  return luck;
}

MemberPath path_of(const PoolPrior& prior, const MemberLuck& luck) {
  const double width = 1 / std::sqrt(rng::unit_gamma_quantile(luck.width, prior.dof / 2));
  const double first = rng::normal_quantile(luck.first), second = rng::normal_quantile(luck.second);
  return {luck.rule, width * first, width * second, -std::log1p(-luck.opening) / std::max(1e-9, prior.opening), k_opened_log_sd * first,
          -365 * std::log1p(-luck.jump_time) / std::max(1e-9, prior.jump_rate), -prior.jump_fall + prior.jump_spread * rng::normal_quantile(luck.jump_size)};
}

double member_value(const FleePool& pool, const FleeTarget& t, const MemberPath& path, double capacity) {
  const auto& p = pool.prior;
  if (t.last < k_closed) {
    const double then = std::max(0, t.last_day) + k_young;
    const double opens = then * std::exp(path.opens_after) - then + t.last_day;
    if (t.day <= opens) return t.last;
    return t.last + p.opened_share * capacity * std::exp(path.opened_log) * (1 - std::exp(-(t.day - opens) / k_ramp_days));
  }
  double centre = log_pool(pool, t);
  if (p.disagreement > 0) {
    double below = path.rule;
    std::size_t k = 0;
    const auto& weight = pool.camp_weight[t.camp];
    while (k + 1 < k_rules && below >= weight[k]) below -= weight[k], ++k;
    while (weight[k] <= 0 && k > 0) --k;  // rounding at the upper end
    centre += p.disagreement * (log_of(t.centre[k], p.offset) - centre);
  }
  const double age = aged(p, t);
  const double turn = k_turn * age;
  const double noise = std::cos(turn) * path.first + std::sin(turn) * path.second;
  double error = own_scale(p, t) * pool.camp_factor[t.camp] * noise;
  if (error > 0) error = p.ceiling * std::tanh(error / p.ceiling);
  if (t.day - t.last_day > path.jump_after) error += path.jump;
  const double log_people = centre + error;
  return std::max(0.0, std::exp(std::min(log_people, 25.0)) - p.offset);
}

}  // namespace nuzuh::infer
