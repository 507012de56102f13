#include "nuzuh/validate/pooled.hpp"

#include <algorithm>
#include <cmath>

namespace nuzuh::validate {

world::Spread LogFit::spread() const { return {world::Spread::Form::lognormal, std::exp(mean), sd}; }

LogFit fit(const std::vector<double>& positive) {
  constexpr double k_s0 = 0.8, k_nu0 = 2;
  LogFit f{0, 2, static_cast<int>(positive.size())};
  if (positive.empty()) return f;
  const double n = static_cast<double>(positive.size());
  for (const double x : positive) f.mean += std::log(x) / n;
  double squares = 0;
  for (const double x : positive) squares += (std::log(x) - f.mean) * (std::log(x) - f.mean);
  f.sd = std::sqrt((k_nu0 * k_s0 * k_s0 + squares) / (k_nu0 + n - 1) * (1 + 1 / n));
  return f;
}

Fates fates_of(const Enclave& e) {
  const auto left = e.defenders_left ? e.defenders_left : e.deal ? std::nullopt : std::optional<double>(0);
  // Without the number at the start the shares are of those counted, which needs both the killed and the captured.
  if (!e.defenders && (!e.defenders_killed || !e.defenders_captured || !left)) return {};
  const double counted = e.defenders_killed.value_or(0) + e.defenders_captured.value_or(0) + left.value_or(0);
  const double all = std::max(e.defenders.value_or(0), counted);
  if (all <= 0) return {};
  const auto share = [&](const std::optional<double>& part) { return part ? std::optional<double>(*part / all) : std::nullopt; };
  return {share(e.defenders_killed), share(e.defenders_captured), share(left)};
}

Pooled pool(const Record& record, const Enclave& left_out) {
  Pooled p;
  std::map<std::string, std::vector<double>> samples;
  for (const auto& s : record.samples) {
    if (s.enclave != left_out.id && s.value > 0) samples[s.key].push_back(s.value);
  }
  for (const auto& [key, values] : samples) p.samples[key] = fit(values);
  std::vector<double> durations, inside, displaced, defenders, attackers, attackers_killed, daily, exchange, share;
  const auto add = [](std::vector<double>& to, const std::optional<double>& value) {
    if (value && *value > 0) to.push_back(*value);
  };
  for (const auto& e : record.enclaves) {
    if (e.id == left_out.id) continue;
    if (e.besieger == left_out.besieger) (e.deal ? p.deal_agreed_a : p.deal_agreed_b) += 1;
    const auto fates = fates_of(e);
    if (fates.killed) p.killed.push_back(*fates.killed);
    if (fates.captured) p.captured.push_back(*fates.captured);
    if (fates.left) p.left.push_back(*fates.left);
    if (!e.assaulted) continue;
    durations.push_back(e.duration_days);
    add(inside, e.inside);
    add(displaced, e.displaced);
    add(defenders, e.defenders);
    add(attackers, e.attackers);
    add(attackers_killed, e.attackers_killed);
    if (e.attackers && e.attackers_killed && *e.attackers_killed > 0) daily.push_back(*e.attackers_killed / *e.attackers / e.duration_days);
    if (e.defenders_killed && e.attackers_killed && *e.attackers_killed > 0) exchange.push_back(*e.defenders_killed / *e.attackers_killed);
    if (e.inside && e.civilians_killed && *e.civilians_killed > 0) share.push_back(*e.civilians_killed / *e.inside);
  }
  double squares = 0;
  p.duration.n = static_cast<int>(durations.size());
  for (const double d : durations) p.duration.mean += std::log(d) / p.duration.n;
  for (const double d : durations) squares += (std::log(d) - p.duration.mean) * (std::log(d) - p.duration.mean);
  p.duration.sd = std::sqrt(squares / std::max(1, p.duration.n - 1));
  p.inside = fit(inside);
  p.displaced = fit(displaced);
  p.defenders = fit(defenders);
  p.attackers = fit(attackers);
  p.attackers_killed = fit(attackers_killed);
  p.attackers_daily = fit(daily);
  p.exchange = fit(exchange);
  p.killed_share = fit(share);
  return p;
}

}  // namespace nuzuh::validate
