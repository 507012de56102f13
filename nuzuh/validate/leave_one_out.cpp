#include "nuzuh/validate/leave_one_out.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/engine/member.hpp"
#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/rng/stream.hpp"
#include "nuzuh/rules/tempo.hpp"
#include "nuzuh/score/rules.hpp"
#include "nuzuh/validate/generic.hpp"
#include "nuzuh/validate/pooled.hpp"

namespace nuzuh::validate {
namespace {

constexpr int k_horizon_days = 420;       // longest run; the longest assaulted enclave on record lasted 281 days
constexpr double k_climatology_weight = 0.3;

/// Members of a generic enclave that still stand on `day`, with what the forecasts need of them.
struct Member {
  double days_left = 0, displaced_by_day = 0, displaced = 0, attackers_killed = 0, civilians_killed = 0;
  double killed = 0, captured = 0, left = 0;
  bool deal = false;
};

Member member_of(const engine::Outcome& o, std::span<const float> record, int days, int day) {
  using engine::Quantity;
  const auto at = [&](int d, Quantity q) { return static_cast<double>(record[static_cast<std::size_t>(d) * engine::k_quantities + static_cast<std::size_t>(q)]); };
  Member m;
  const int end = o.end_day < 0 ? days - 1 : o.end_day;
  m.days_left = end - day;
  m.displaced_by_day = at(day, Quantity::exits_cumulative);
  m.displaced = at(days - 1, Quantity::exits_cumulative);
  m.attackers_killed = static_cast<double>(o.attackers_killed);
  m.civilians_killed = at(days - 1, Quantity::killed_inside_cumulative);
  const double all = std::max(1.0, static_cast<double>(o.fighters_at_start));
  m.killed = static_cast<double>(o.ledger.fighters_killed) / all;
  m.captured = static_cast<double>(o.ledger.captured) / all;
  m.left = static_cast<double>(o.ledger.left_under_deal) / all;
  m.deal = o.end == world::End::deal;
  return m;
}

/// Systematic resampling by how well the outflow so far agrees with the last count (Student t, 4 d.o.f., scale 0.5 of the log: counts are
/// of a governorate or a town, not of the enclave).
std::vector<Member> reweighted(const std::vector<Member>& members, double reported) {
  std::vector<double> weight(members.size());
  double sum = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const double z = (std::log(reported) - std::log(members[i].displaced_by_day + 1)) / 0.5;
    weight[i] = std::pow(1 + z * z / 4, -2.5);
    sum += weight[i];
  }
  std::vector<Member> out;
  double reached = 0;
  const double step = sum / static_cast<double>(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    reached += weight[i];
    while (out.size() < members.size() && (static_cast<double>(out.size()) + 0.5) * step <= reached) out.push_back(members[i]);
  }
  if (out.empty()) return members;
  return out;
}

std::vector<double> lognormal_ensemble(double mean, double sd, int n) {
  std::vector<double> values;
  for (int i = 0; i < n; ++i) values.push_back(std::exp(mean + sd * rng::normal_quantile((i + 0.5) / n)));
  return values;
}

class Judge {
 public:
  Judge(const Enclave& e, int day, std::vector<Scored>& out) : e_(e), day_(day), out_(out) {}

  void number(const char* target, const char* method, std::vector<double> values, double truth, bool logs) {
    NUZUH_EXPECT(!values.empty());
    const double y = logs ? std::log1p(truth) : truth;
    if (logs) {
      for (double& v : values) v = std::log1p(std::max(0.0, v));
    }
    std::ranges::sort(values);
    const auto q = [&](double u) { return score::sorted_quantile(values, u); };
    const auto in = [&](double mass) { return y >= q((1 - mass) / 2) - 1e-12 && y <= q((1 + mass) / 2) + 1e-12; };
    const auto back = [&](double v) { return logs ? std::expm1(v) : v; };
    out_.push_back({e_.id, day_, target, method, truth, back(q(0.1)), back(q(0.5)), back(q(0.9)), score::crps(values, y), in(0.5), in(0.8), in(0.9)});
  }

  void chance(const char* method, double p, bool happened) {
    const double kept = std::clamp(p, 0.001, 0.999);
    const bool right = happened == (p >= 0.5);
    out_.push_back({e_.id, day_, "deal", method, happened ? 1.0 : 0.0, kept, kept, kept, -std::log(happened ? kept : 1 - kept), right, right, right});
  }

 private:
  const Enclave& e_;
  int day_;
  std::vector<Scored>& out_;
};

template <class Field>
std::vector<double> column(const std::vector<Member>& members, Field field) {
  std::vector<double> values;
  for (const auto& m : members) values.push_back(m.*field);
  return values;
}

void judge(const Record& record, const Enclave& e, int day, const Settings& settings, std::vector<Scored>& out) {
  const auto pooled = pool(record, e);
  const auto known = known_on(record, e, e.start + std::chrono::days(day));
  const auto world = generic_world(k_horizon_days);
  std::vector<Member> standing;
  std::vector<float> memory(static_cast<std::size_t>(world.days) * engine::k_quantities);
  for (int m = 0; m < settings.members; ++m) {
    const auto drawn = generic_member(pooled, known, e, settings.seed, static_cast<std::uint32_t>(m));
    const auto outcome = engine::run_member(world, drawn.parameters, drawn.stocks, engine::Luck{settings.seed, static_cast<std::uint32_t>(m)}, memory);
    if (outcome.end_day < 0 || outcome.end_day > day) standing.push_back(member_of(outcome, memory, world.days, day));
  }
  if (standing.size() < 20) return;  // too few members agree that it still stands to say anything
  const auto members = known.displaced ? reweighted(standing, *known.displaced) : standing;
  const int n = static_cast<int>(members.size());
  Judge j(e, day, out);

  // (a) Days to the end: climatology is the lognormal of the others, given that this one has lasted so long.
  const double truth = e.duration_days - day;
  const double at_age = 0.5 * std::erfc((std::log(day) - pooled.duration.mean) / pooled.duration.sd / std::sqrt(2.0));
  std::vector<double> climate;
  for (int i = 0; i < n; ++i) climate.push_back(std::exp(pooled.duration.mean + pooled.duration.sd * rng::normal_quantile(1 - at_age * (1 - (i + 0.5) / n))) - day);
  auto mixed = column(members, &Member::days_left);
  const auto days = mixed;
  const auto parts = static_cast<std::size_t>(std::lround(n * k_climatology_weight / (1 - k_climatology_weight)));
  for (std::size_t i = 0; i < parts; ++i) mixed.push_back(climate[i * climate.size() / std::max<std::size_t>(1, parts)]);
  j.number("days_left", "climatology", climate, truth, true);
  j.number("days_left", "model", days, truth, true);
  j.number("days_left", "mixed", mixed, truth, true);

  // (b) Fates.
  const auto fates = fates_of(e);
  const auto fate = [&](const char* target, const std::vector<double>& others, double Member::*field, const std::optional<double>& happened) {
    if (!happened || others.empty()) return;
    j.number(target, "climatology", others, *happened, false);
    j.number(target, "model", column(members, field), *happened, false);
  };
  fate("killed_share", pooled.killed, &Member::killed, fates.killed);
  fate("captured_share", pooled.captured, &Member::captured, fates.captured);
  fate("left_share", pooled.left, &Member::left, fates.left);

  // (c) Displaced in all: the last report of people inside times its bias, plus those already out; without a report, the others' counts.
  if (e.displaced) {
    const auto bias = pooled.samples.contains("people.bias_whole_city") ? pooled.samples.at("people.bias_whole_city") : LogFit{-0.7, 0.6, 0};
    const auto late = pooled.samples.contains("people.bias_last_pocket") ? pooled.samples.at("people.bias_last_pocket") : LogFit{1.5, 1.0, 0};
    const auto& used = known.inside_late ? late : bias;
    if (known.inside) j.number("displaced", "last_report", lognormal_ensemble(std::log(*known.inside) + used.mean, used.sd, n), *e.displaced, true);
    else j.number("displaced", "last_report", lognormal_ensemble(pooled.displaced.mean, pooled.displaced.sd, n), *e.displaced, true);
    j.number("displaced", "model", column(members, &Member::displaced), *e.displaced, true);
  }

  // (d) Deaths.
  if (e.attackers_killed) {
    j.number("attackers_killed", "climatology", lognormal_ensemble(pooled.attackers_killed.mean, pooled.attackers_killed.sd, n), *e.attackers_killed, true);
    j.number("attackers_killed", "model", column(members, &Member::attackers_killed), *e.attackers_killed, true);
  }
  if (e.civilians_killed) {
    const double inside = known.inside ? std::log(*known.inside) : pooled.inside.mean;
    const double sd = std::hypot(1.0, known.inside ? 0.6 : pooled.inside.sd);
    j.number("civilians_killed", "fixed_share", lognormal_ensemble(inside + std::log(0.0083), sd, n), *e.civilians_killed, true);
    j.number("civilians_killed", "model", column(members, &Member::civilians_killed), *e.civilians_killed, true);
  }

  // (e) Deal or not.
  j.chance("besieger_count", pooled.deal_agreed_a / (pooled.deal_agreed_a + pooled.deal_agreed_b), e.deal);
  j.chance("model", static_cast<double>(std::ranges::count_if(members, &Member::deal)) / n, e.deal);
}

}  // namespace

core::Result<std::vector<Scored>> leave_one_out(const Record& record, const Settings& settings, core::Progress* progress) {
  std::vector<std::pair<const Enclave*, int>> jobs;
  for (const int day : {30, 60}) {
    for (const auto& e : record.enclaves) {
      if (e.assaulted && e.duration_days > day) jobs.emplace_back(&e, day);
    }
  }
  std::vector<std::vector<Scored>> parts(jobs.size());
  if (progress) progress->total = jobs.size();
  const bool whole = core::for_each_index(jobs.size(), settings.threads, [&](std::size_t i) { judge(record, *jobs[i].first, jobs[i].second, settings, parts[i]); }, progress);
  if (!whole) return core::fail(core::Problem{{}, "stopped before the end; nothing was written", "", core::Severity::error, core::Cause::interrupted});
  std::vector<Scored> all;
  for (auto& part : parts) std::ranges::move(part, std::back_inserter(all));
  return all;
}

}  // namespace nuzuh::validate
