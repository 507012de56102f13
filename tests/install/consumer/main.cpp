// Uses three rooms of an installed nuzuh: draws, scores, and reads a case.
#include <cstdio>
#include <vector>

#include <nuzuh/rng/quantiles.hpp>
#include <nuzuh/rng/stream.hpp>
#include <nuzuh/scenario/scenario.hpp>
#include <nuzuh/score/rules.hpp>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::vector<double> members;
  for (std::uint32_t m = 0; m < 1000; ++m) {
    members.push_back(nuzuh::rng::normal_quantile(nuzuh::rng::Stream(1, m, nuzuh::rng::entity("x"), 0, nuzuh::rng::Purpose::test).uniform()));
  }
  const double crps = nuzuh::score::crps(members, 0);  // 2 phi(0) - 1/sqrt(pi) = 0.234 for a standard normal
  const auto scenario = nuzuh::scenario::read(argv[1]);
  if (!scenario) return 3;
  std::printf("%s %zu parameters, crps %.2f\n", scenario->id.c_str(), scenario->parameters.size(), crps);
  return crps > 0.2 && crps < 0.27 ? 0 : 1;
}
