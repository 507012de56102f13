#include "nuzuh/infer/flee_model.hpp"

#include <algorithm>
#include <utility>

namespace nuzuh::infer {

std::vector<double> usable_capacities(const FleeKnown& known) {
  std::vector<double> given, all;
  for (const auto& c : known.camps) {
    if (c.capacity > 0) given.push_back(c.capacity);
  }
  std::ranges::sort(given);
  double otherwise = given.empty() ? 0 : given[given.size() / 2];
  if (given.empty()) {  // the size of a typical open camp
    std::vector<double> sizes;
    for (const auto& c : known.camps) sizes.push_back(score::persistence(c.reports));
    std::ranges::sort(sizes);
    otherwise = std::max(1000.0, sizes.empty() ? 0.0 : sizes[sizes.size() / 2]);
  }
  for (const auto& c : known.camps) all.push_back(c.capacity > 0 ? c.capacity : otherwise);
  return all;
}

FleeModel::FleeModel(FleeKnown known, const FleePriors& priors, std::uint64_t seed, int members)
    : known_(std::move(known)), seed_(seed), members_(members), capacity_(usable_capacities(known_)) {
  auto camps = known_.totals == Totals::given ? priors.given : priors.unknown;
  // Without any capacity the rules on capacities would only repeat persistence.
  if (std::ranges::none_of(known_.camps, [](const FleeCamp& c) { return c.capacity > 0; })) {
    for (const auto rule : k_capacity_rules) camps.weight[static_cast<std::size_t>(rule)] = 0;
  }
  learn(camps, priors.total);
}

void FleeModel::learn(const PoolPrior& camps, const PoolPrior& total) {
  camps_prior_ = camps, total_prior_ = total;
  const std::size_t count = known_.camps.size();
  total_ = learn_pool(total, rehearse(known_, true, {}), count + 1);
  camps_ = learn_pool(camps, rehearse(known_, false, total_.weight), count + 1);
  paths_.assign(series(), {});
  for (std::size_t s = 0; s < series(); ++s) {
    const auto& prior = s < count ? camps : total;
    const auto entity = s < count ? known_.camps[s].name : std::string("(total)");
    for (int m = 0; m < members_; ++m) paths_[s].push_back(path_of(prior, luck_of(seed_, static_cast<std::uint32_t>(m), entity)));
  }
}

std::string FleeModel::name(std::size_t s) const { return s < known_.camps.size() ? known_.camps[s].name : "total"; }

std::vector<double> FleeModel::members(std::size_t s, int day) const {
  const bool camp = s < known_.camps.size();
  const auto target = target_of(known_, s, day, total_.weight);
  std::vector<double> values;
  values.reserve(paths_[s].size());
  for (const auto& path : paths_[s]) values.push_back(member_value(camp ? camps_ : total_, target, path, camp ? capacity_[s] : 0));
  return values;
}

FleeModel FleeModel::with_only(FleeRule rule) const {
  FleeModel other = *this;
  auto camps = camps_prior_;
  camps.weight.fill(0);
  camps.weight[static_cast<std::size_t>(rule)] = 1;
  other.learn(camps, total_prior_);
  return other;
}

}  // namespace nuzuh::infer
