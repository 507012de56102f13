#include "nuzuh/infer/enclave.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/core/hash.hpp"
#include "nuzuh/infer/anchor.hpp"
#include "nuzuh/infer/learned.hpp"
#include "nuzuh/rng/quantiles.hpp"
#include "nuzuh/score/rules.hpp"

namespace nuzuh::infer {

using rng::Purpose;

namespace {

constexpr double k_target_effective = 0.5;  // effective share of the particles after each temperature step
constexpr int k_most_temperatures = 40;
constexpr double k_small_effective = 100;   // below this many distinct particles the forecast warns
constexpr double k_minus_infinity = -std::numeric_limits<double>::infinity();

/// The seed under which the numbers of a particle's luck mean something: a posterior that is gone on from brings its own.
std::uint64_t luck_seed(const Settings& settings, const Posterior* start_from) { return start_from ? start_from->seed : settings.seed; }

/// One evaluated particle.
struct Live {
  Particle particle;
  double now = 0;   ///< log likelihood of everything known
  double then = 0;  ///< of what the starting posterior already knew
};

class Sampler {
 public:
  Sampler(const scenario::Scenario& known, const ensemble::Drawer& draw, const world::World& world, core::Date known_by, const Settings& settings,
          const Posterior* start_from, core::Progress* progress)
      : draw_(draw), settings_(settings), start_from_(start_from), progress_(progress), past_(world), start_(known.start) {
    known_day_ = core::days_between(known.start, known_by);
    past_.days = std::min(world.days, known_day_ + 1);
    past_.calendar.resize(static_cast<std::size_t>(past_.days));
    looks_ = looks(known, past_, known_by, draw.reports_until());
    if (start_from) then_looks_ = looks(known, past_, start_from->known_by, draw.reports_until());
    for (const auto& e : known.events) reported_ended_ = reported_ended_ || e.kind == scenario::EventKind::ended;
    luck_seed_ = luck_seed(settings, start_from);
    people_ = coordinate("people.bias_last_pocket");
    fighters_ = coordinate("fighters.bias");
  }

  [[nodiscard]] const std::vector<Look>& observed() const { return looks_; }
  [[nodiscard]] int known_day() const { return known_day_; }

  /// False where the user stopped it.
  bool sample(Diagnostics& diagnostics) {
    begin();
    if (!evaluate_all()) return false;
    double temperature = 0;
    double accepted = 0, tried = 0;
    for (int stage = 0; temperature < settings_.coarsening && stage < k_most_temperatures; ++stage) {
      const double next = next_temperature(temperature);
      resample(stage, weights(temperature, next));
      temperature = next;
      diagnostics.temperatures.push_back(temperature);
      for (int move = 0; move < settings_.moves; ++move) {
        const auto [ok, whole] = move_all(stage * settings_.moves + move, temperature);
        if (!whole) return false;
        accepted += ok;
        tried += static_cast<double>(live_.size());
        adapt(ok / static_cast<double>(live_.size()));
      }
    }
    diagnostics.acceptance = tried > 0 ? accepted / tried : 0;
    return true;
  }

  [[nodiscard]] std::vector<Particle> particles() const {
    std::vector<Particle> out;
    for (const auto& l : live_) out.push_back(l.particle);
    return out;
  }

  /// Records of all particles up to the known day, for the checks.
  std::vector<std::vector<float>> records() {
    std::vector<std::vector<float>> out(live_.size());
    core::for_each_index(live_.size(), settings_.threads, [&](std::size_t i) { simulate(live_[i].particle, out[i]); });
    return out;
  }
  [[nodiscard]] std::pair<double, double> biases(const Particle& p) const {
    const auto d = draw_.parameter(p.point, people_), e = draw_.parameter(p.point, fighters_);
    return {d, e};
  }

 private:
  [[nodiscard]] std::size_t coordinate(std::string_view name) const {
    const auto& names = draw_.coordinates();
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  }

  void begin() {
    live_.resize(static_cast<std::size_t>(settings_.particles));
    for (std::size_t i = 0; i < live_.size(); ++i) {
      const auto id = static_cast<std::uint32_t>(i);
      live_[i].particle = start_from_ ? start_from_->particles[i % start_from_->particles.size()] : Particle{draw_.point(id), {}};
      // Days that an earlier posterior did not reach are lived through with fresh luck.
      live_[i].particle.luck.resize(static_cast<std::size_t>(past_.days), start_from_ ? 0x20000000u + id : id);
    }
    if (progress_) progress_->total = live_.size() * static_cast<std::size_t>(1 + 6 * settings_.moves);
  }

  engine::Outcome simulate(const Particle& p, std::vector<float>& record) const {
    record.resize(static_cast<std::size_t>(past_.days) * engine::k_quantities);
    const auto draw = draw_.at(p.point);
    return engine::run_member(past_, draw.parameters, draw.stocks, engine::Luck{luck_seed_, 0, p.luck}, record);
  }

  void evaluate(Live& l) const {
    std::vector<float> record;
    const auto outcome = simulate(l.particle, record);
    const auto [people, fighters] = biases(l.particle);
    l.now = log_likelihood(looks_, record, outcome, known_day_, people, fighters, reported_ended_);
    l.then = 0;
    if (start_from_) {
      l.then = log_likelihood(then_looks_, record, outcome, core::days_between(start_, start_from_->known_by), people, fighters, reported_ended_);
    }
  }

  bool evaluate_all() {
    return core::for_each_index(live_.size(), settings_.threads, [&](std::size_t i) { evaluate(live_[i]); }, progress_);
  }

  /// Log weight of a particle per unit of temperature: from what was known then (already learned at the same coarsening) to what is known now.
  [[nodiscard]] static double gain(const Live& l) {
    if (l.now == k_minus_infinity) return k_minus_infinity;
    return l.then == k_minus_infinity ? l.now : l.now - l.then;
  }

  [[nodiscard]] std::vector<double> weights(double from, double to) const {
    double largest = k_minus_infinity;
    for (const auto& l : live_) largest = std::max(largest, (to - from) * gain(l));
    std::vector<double> w(live_.size(), 1.0);
    if (largest == k_minus_infinity) return w;
    for (std::size_t i = 0; i < w.size(); ++i) w[i] = std::exp((to - from) * gain(live_[i]) - largest);
    return w;
  }

  [[nodiscard]] static double effective(const std::vector<double>& w) {
    double sum = 0, squares = 0;
    for (const double x : w) {
      sum += x;
      squares += x * x;
    }
    return squares > 0 ? sum * sum / squares : 0;
  }

  /// The highest next temperature that keeps the effective share, by bisection.
  [[nodiscard]] double next_temperature(double from) const {
    const double wanted = k_target_effective * effective(weights(from, from + 1e-12));
    const double last = settings_.coarsening;
    if (effective(weights(from, last)) >= wanted) return last;
    double low = from, high = last;
    for (int i = 0; i < 40; ++i) {
      const double mid = (low + high) / 2;
      (effective(weights(from, mid)) >= wanted ? low : high) = mid;
    }
    return std::max(low, from + 1e-6);
  }

  /// Systematic resampling with one uniform.
  void resample(int stage, const std::vector<double>& w) {
    const double total = std::accumulate(w.begin(), w.end(), 0.0), step = total / static_cast<double>(w.size());
    double at = step * rng::Stream(settings_.seed, 0, 0, stage, Purpose::resample).uniform(), sum = w[0];
    std::vector<Live> next;
    for (std::size_t i = 0, k = 0; k < w.size(); ++k, at += step) {
      while (sum < at && i + 1 < w.size()) sum += w[++i];
      next.push_back(live_[i]);
    }
    live_ = std::move(next);
  }

  /// Some of the coordinates move towards fresh normal scores.
  void move_point(std::vector<double>& point, double share, rng::Stream& u) const {
    for (auto& x : point) {
      if (u.uniform() >= share) continue;
      const double z = std::sqrt(1 - step_ * step_) * rng::normal_quantile(x) + step_ * rng::normal_quantile(u.uniform());
      x = std::clamp(0.5 * std::erfc(-z / std::sqrt(2.0)), 1e-12, 1 - 1e-12);
    }
  }

  /// Fresh luck from a day on, or for a spell of up to three weeks only.
  void move_luck(std::vector<std::uint32_t>& luck, std::uint32_t fresh, bool spell, rng::Stream& u) const {
    const auto from = static_cast<std::size_t>(u.uniform() * static_cast<double>(luck.size()));
    const auto length = spell ? 1 + static_cast<std::size_t>(21 * u.uniform()) : luck.size();
    for (std::size_t day = from; day < std::min(luck.size(), from + length); ++day) luck[day] = fresh;
  }

  /// A number that no prior member, other move or future uses.
  [[nodiscard]] std::uint32_t fresh_luck(int round, std::size_t particle) const {
    const std::uint32_t base = start_from_ ? 0xC0000000u : 0x80000000u;  // a posterior that is gone on from has used the first
    return base + static_cast<std::uint32_t>(round) * static_cast<std::uint32_t>(live_.size()) + static_cast<std::uint32_t>(particle);
  }

  /// One Metropolis step for every particle: of its point or of its luck. Both kinds of move leave the prior unchanged, so only
  /// likelihoods enter the acceptance.
  std::pair<double, bool> move_all(int round, double temperature) {
    std::vector<unsigned char> accepted(live_.size(), 0);
    const bool whole = core::for_each_index(live_.size(), settings_.threads, [&](std::size_t i) {
      rng::Stream u(settings_.seed, static_cast<std::uint32_t>(i), 1, round, Purpose::perturb);
      Live proposal = live_[i];
      const double kind = u.uniform();
      if (kind < 0.6) move_point(proposal.particle.point, kind < 0.4 ? 0.06 : 0.3, u);
      else move_luck(proposal.particle.luck, fresh_luck(round, i), kind < 0.85, u);
      evaluate(proposal);
      const auto target = [&](const Live& l) { return settings_.coarsening * (start_from_ ? l.then : 0) + temperature * gain(l); };
      const double ratio = proposal.now == k_minus_infinity ? k_minus_infinity : target(proposal) - target(live_[i]);
      if (live_[i].now == k_minus_infinity || std::log(u.uniform()) < ratio) {
        live_[i] = std::move(proposal);
        accepted[i] = 1;
      }
    }, progress_);
    return {static_cast<double>(std::accumulate(accepted.begin(), accepted.end(), 0)), whole};
  }

  /// Keeps about a quarter of the moves accepted.
  void adapt(double rate) { step_ = std::clamp(step_ * std::exp(rate - 0.25), 0.05, 0.95); }

  const ensemble::Drawer& draw_;
  const Settings& settings_;
  const Posterior* start_from_;
  core::Progress* progress_;
  world::World past_;
  core::Date start_;
  int known_day_ = 0;
  std::vector<Look> looks_, then_looks_;
  bool reported_ended_ = false;
  std::uint64_t luck_seed_ = 0;
  std::size_t people_ = 0, fighters_ = 0;
  std::vector<Live> live_;
  double step_ = 0.4;
};

/// The prior ensemble, given only that the enclave still stands: a member whose enclave ended too early is drawn anew, as member
/// m + members, m + 2 members, ... until it stands (at most a hundred times).
void redraw_until_standing(ensemble::Trajectories& runs, std::vector<Particle>& particles, const ensemble::Drawer& draw, const world::World& world,
                           const Settings& settings, int known_day) {
  constexpr std::uint32_t k_most = 100;
  const std::size_t row = static_cast<std::size_t>(world.days) * engine::k_quantities;
  core::for_each_index(static_cast<std::size_t>(runs.members), settings.threads, [&](std::size_t m) {
    auto id = static_cast<std::uint32_t>(m);
    auto& outcome = runs.outcomes[m];
    for (std::uint32_t j = 1; j <= k_most && outcome.end_day >= 0 && outcome.end_day <= known_day; ++j) {
      id = static_cast<std::uint32_t>(m) + j * static_cast<std::uint32_t>(runs.members);
      runs.draws[m] = draw(id);
      outcome = engine::run_member(world, runs.draws[m].parameters, runs.draws[m].stocks, engine::Luck{settings.seed, id},
                                   std::span<float>(runs.values).subspan(m * row, row));
    }
    particles[m] = {draw.point(id), std::vector<std::uint32_t>(static_cast<std::size_t>(known_day + 1), id)};
  });
}

/// Distinct particles, counted by the share of each.
double distinct(const std::vector<Particle>& particles) {
  std::vector<std::uint64_t> ids;
  for (const auto& p : particles) {
    std::uint64_t id = 0;
    for (const auto l : p.luck) id = id * 0x9E3779B97F4A7C15ULL + l;
    for (const double x : p.point) id = id * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(x * 0x1p52);
    ids.push_back(id);
  }
  std::ranges::sort(ids);
  double squares = 0;
  for (std::size_t i = 0; i < ids.size();) {
    std::size_t j = i;
    while (j < ids.size() && ids[j] == ids[i]) ++j;
    const double share = static_cast<double>(j - i) / static_cast<double>(ids.size());
    squares += share * share;
    i = j;
  }
  return 1 / squares;
}

std::vector<Fit> fits_of(Sampler& sampler) {
  const auto records = sampler.records();
  const auto particles = sampler.particles();
  std::vector<Fit> fits;
  for (const auto& look : sampler.observed()) {
    std::vector<double> said;
    for (std::size_t i = 0; i < records.size(); ++i) {
      const auto [people, fighters] = sampler.biases(particles[i]);
      said.push_back(predicted(look, records[i], people, fighters));
    }
    std::ranges::sort(said);
    Fit fit{look, score::sorted_quantile(said, 0.05), score::sorted_quantile(said, 0.5), score::sorted_quantile(said, 0.95), 0};
    fit.rank = score::pit(said, look.value);
    fits.push_back(fit);
  }
  return fits;
}

/// Says loudly where observations contradict the model.
std::vector<forecast::Text> contradictions(const Diagnostics& d) {
  std::vector<forecast::Text> out;
  int outside = 0, levels = 0;
  for (const auto& fit : d.fits) {
    if (fit.look.kind == Look::Kind::growth) continue;
    ++levels;
    const double margin = fit.look.kind == Look::Kind::ground ? 2 * fit.look.scale : 0;
    const double slack = std::exp(2 * fit.look.scale);
    const bool off = fit.look.kind == Look::Kind::ground ? fit.look.value < fit.low - margin || fit.look.value > fit.high + margin
                                                         : fit.look.value * slack < fit.low || fit.look.value > fit.high * slack;
    if (!off) continue;
    ++outside;
    out.push_back({fmt::format("CONTRADICTION: {} on {} is reported as {:.4g}; the model, given all observations, says {:.4g} to {:.4g}. Trust neither without a look.",
                               scenario::name_of(fit.look.series), core::to_string(fit.look.date), fit.look.value, fit.low, fit.high),
                   fmt::format("تعارض: القيمة المبلغ عنها بتاريخ {} هي {:.4g}، والنموذج بعد أخذ كل المشاهدات يعطي {:.4g} إلى {:.4g}. لا تثق بأي منهما دون مراجعة.",
                               core::to_string(fit.look.date), fit.look.value, fit.low, fit.high)});
  }
  if (d.effective_members < k_small_effective) {
    out.push_back({fmt::format("Only {:.0f} distinct members agree with the observations: intervals are too narrow to trust.", d.effective_members),
                   fmt::format("لا يتفق مع المشاهدات سوى {:.0f} عضواً متميزاً: المجالات أضيق من أن يوثق بها.", d.effective_members)});
  }
  return out;
}

}  // namespace

engine::Luck luck_of(const Posterior& posterior, std::size_t member) {
  return {posterior.seed, static_cast<std::uint32_t>(member) | 0x40000000u, posterior.particles[member % posterior.particles.size()].luck};
}

core::Result<Conditioned> condition(const scenario::Scenario& known, const ensemble::Drawer& draw, const world::World& world, core::Date known_by,
                                    const Settings& settings, const Posterior* start_from, core::Progress* progress) {
  const auto stopped = [] { return core::fail(core::Problem{{}, "stopped before the end; nothing was written", "", core::Severity::error, core::Cause::interrupted}); };
  if (start_from) {
    if (start_from->coordinates != draw.coordinates() || start_from->known_by > known_by || start_from->particles.empty()) {
      return core::fail({}, "the posterior to start from is of another case, or knows more than this forecast may", "calibrate again with an earlier --known-by");
    }
  }
  Conditioned out;
  Sampler sampler(known, draw, world, known_by, settings, start_from, progress);
  out.observations_used = static_cast<int>(sampler.observed().size());
  out.posterior = {draw.coordinates(), {}, known_by, core::hash_text(core::fnv1a(scenario::canonical_text(known))), luck_seed(settings, start_from)};
  if (!start_from && sampler.observed().empty()) {
    auto prior = ensemble::run(draw, world, {settings.members, settings.seed, settings.threads}, progress);
    if (!prior) return tl::unexpected(prior.error());
    out.posterior.particles.resize(static_cast<std::size_t>(settings.members));
    redraw_until_standing(*prior, out.posterior.particles, draw, world, settings, sampler.known_day());
    out.diagnostics.effective_members = settings.members;
    out.runs = std::move(*prior);
    out.learned = learned_of(known, draw, out.posterior.particles);
    return out;
  }
  if (progress) progress->done = 0;
  if (!sampler.sample(out.diagnostics)) return stopped();
  out.posterior.particles = sampler.particles();
  out.diagnostics.effective_members = distinct(out.posterior.particles);
  out.diagnostics.fits = fits_of(sampler);
  out.diagnostics.confounded = confounded_of(draw, out.posterior.particles);
  out.learned = learned_of(known, draw, out.posterior.particles);
  out.warnings = contradictions(out.diagnostics);

  // Members of the forecast: particles in turn, each with its own past and a fresh future.
  const auto members = static_cast<std::size_t>(settings.members);
  const std::size_t row = static_cast<std::size_t>(world.days) * engine::k_quantities;
  out.runs.members = settings.members;
  out.runs.days = world.days;
  out.runs.values.resize(members * row);
  out.runs.outcomes.resize(members);
  out.runs.draws.resize(members);
  if (progress) {
    progress->done = 0;
    progress->total = members;
  }
  const bool whole = core::for_each_index(members, settings.threads, [&](std::size_t m) {
    const auto& particle = out.posterior.particles[m % out.posterior.particles.size()];
    out.runs.draws[m] = draw.at(particle.point);
    out.runs.outcomes[m] = engine::run_member(world, out.runs.draws[m].parameters, out.runs.draws[m].stocks, luck_of(out.posterior, m), std::span<float>(out.runs.values).subspan(m * row, row));
  }, progress);
  if (!whole) return stopped();
  anchor(out.runs, known, known_by, settings.seed);
  return out;
}

}  // namespace nuzuh::infer
