#pragma once
// Conditioning the enclave model on observations: a tempered sequential Monte Carlo sampler over the unit cube of a member's draws and
// its luck (Del Moral, Doucet & Jasra 2006; moves by preconditioned Crank-Nicolson, Cotter et al. 2013, which leave the prior unchanged).

#include <string>
#include <vector>

#include "nuzuh/core/parallel.hpp"
#include "nuzuh/ensemble/run.hpp"
#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/infer/enclave_likelihood.hpp"

namespace nuzuh::infer {

struct Settings {
  int members = 10000;      ///< members of the forecast
  int particles = 3000;     ///< particles of the sampler; members are drawn from them
  int moves = 2;            ///< moves of every particle at each temperature
  /// Power of the likelihood at which learning stops. 1 is Bayes' rule; less is the coarsened posterior of Miller & Dunson (2019), which asks
  /// the model to be near the data, not to have made them: a caricature of a siege must not be taken at its word to the last person.
  double coarsening = 0.3;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// A particle: its point in the cube and whose luck it has lived through.
struct Particle {
  std::vector<double> point;
  std::vector<std::uint32_t> luck;  ///< [day] up to the day that is known
};

/// How one observation agrees with the posterior: where it lies in the predictive distribution (with observation error left out).
struct Fit {
  Look look;
  double low = 0, middle = 0, high = 0;  ///< 5, 50, 95 % of the members, in the look's unit
  double rank = 0;                       ///< share of members below the observation
};

struct Confounded {
  std::string a, b;
  double correlation = 0;  ///< of their normal scores under the posterior
};

struct Diagnostics {
  std::vector<double> temperatures;   ///< 0 < ... <= 1
  double acceptance = 0;              ///< of the moves, mean
  double effective_members = 0;       ///< distinct particles left, as 1 / sum of squared shares
  std::vector<Fit> fits;
  std::vector<Confounded> confounded; ///< pairs with |correlation| above 0.4, largest first
};

struct Posterior {
  std::vector<std::string> coordinates;
  std::vector<Particle> particles;  ///< equally weighted
  core::Date known_by;
  std::string case_hash;            ///< of the scenario as known then
  std::uint64_t seed = 0;
};

/// The luck of member `member` of a forecast drawn from `posterior`: the past of its particle (particles in turn), and a fresh future.
/// It borrows from `posterior`.
engine::Luck luck_of(const Posterior& posterior, std::size_t member);

struct Conditioned {
  ensemble::Trajectories runs;  ///< equally weighted members to the world's last day
  Posterior posterior;
  Diagnostics diagnostics;
  std::vector<forecast::Learned> learned;
  std::vector<forecast::Text> warnings;
  int observations_used = 0;
};

/// Members given everything known by `known_by`. Without a usable observation that is the prior ensemble, given that the enclave stands.
/// `start_from`: an earlier posterior of the same case; only what is new since then is learned.
core::Result<Conditioned> condition(const scenario::Scenario& known, const ensemble::Drawer& draw, const world::World& world, core::Date known_by,
                                    const Settings& settings, const Posterior* start_from = nullptr, core::Progress* progress = nullptr);

/// posterior.json: written by `nuzuh calibrate`, read by `nuzuh forecast --posterior`.
std::string to_json(const Posterior& posterior);
core::Result<Posterior> posterior_from_json(std::string_view text, const std::string& file);

}  // namespace nuzuh::infer
