#pragma once
// Pooled priors from the record, with one enclave left out.

#include <map>
#include <string>
#include <vector>

#include "nuzuh/validate/enclaves.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::validate {

/// A lognormal: median exp(mean), log standard deviation sd; n cases.
struct LogFit {
  double mean = 0, sd = 1;
  int n = 0;
  [[nodiscard]] world::Spread spread() const;
};

/// Predictive mean and standard deviation of logs: b^2 = (nu0 s0^2 + (n-1) s^2) / (nu0 + n - 1) (1 + 1/n), s0 = 0.8, nu0 = 2
/// (docs/methods/priors.md). Empty values give (0, 2).
LogFit fit(const std::vector<double>& positive);

struct Pooled {
  std::map<std::string, LogFit> samples;  ///< by key of samples.csv
  LogFit duration;                        ///< plain maximum likelihood, as climatology is
  LogFit inside, displaced, defenders, attackers, attackers_killed, attackers_daily, exchange, killed_share;
  double deal_agreed_a = 1, deal_agreed_b = 1;  ///< beta from the besieger's other sieges, +1/+1
  std::vector<double> killed, captured, left;   ///< shares of the other enclaves' fighters
};

/// From all enclaves but `left_out`; the besieger's count is that of left_out's besieger elsewhere.
Pooled pool(const Record& record, const Enclave& left_out);

/// Shares of fighters killed, captured, left under a deal; what was not counted stays unknown, never zero.
struct Fates {
  std::optional<double> killed, captured, left;
};
Fates fates_of(const Enclave& enclave);

}  // namespace nuzuh::validate
