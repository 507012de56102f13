#pragma once
// What a run writes: Flee's out.csv for one member; quantiles by camp and day for an ensemble; Flee's own measure of agreement.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nuzuh/flee/crisis.hpp"

namespace nuzuh::flee {

/// People at the reported places, member by member, after each day's step. Expected flows are given as one member of real numbers.
struct Counts {
  std::size_t members = 0, days = 0, columns = 0;  ///< columns: the places of Crisis::reported, in its order
  std::vector<double> people;                      ///< [member][day][column]
  std::vector<double> total, idps;                 ///< [member][day] people in the simulation, people in IDP camps

  Counts() = default;
  Counts(std::size_t members_, std::size_t days_, std::size_t columns_)
      : members(members_), days(days_), columns(columns_), people(members_ * days_ * columns_), total(members_ * days_), idps(members_ * days_) {}
  [[nodiscard]] double at(std::size_t member, std::size_t day, std::size_t column) const { return people[(member * days + day) * columns + column]; }
  double& at(std::size_t member, std::size_t day, std::size_t column) { return people[(member * days + day) * columns + column]; }
};

/// The registered number of a reported place on a day, as Flee compares with it.
double registered(const Crisis& crisis, std::size_t column, std::size_t day);

/// Flee's out.csv of one member: same columns, same formats. In the exact behaviour the date is a day late and the raw count of day 0
/// is doubled, as Flee has them.
std::string out_csv(const Crisis& crisis, const Counts& counts, std::size_t member);

/// Quantiles of an ensemble as a tidy table with the columns of a hubverse model output file:
/// origin_date,target,horizon,target_end_date,location,output_type,output_type_id,value (horizon in days; output types quantile, mean).
std::string quantile_csv(const Crisis& crisis, const Counts& counts, const std::vector<double>& levels);

/// The quantile of a sorted sample (linear between order statistics, Hyndman & Fan 1996, type 7).
double sorted_quantile(const std::vector<double>& sorted, double level);

/// Flee's averaged relative difference: on each day sum |S - D| / max(1, sum D) over the camps, averaged over all days; 0 to 2.
struct Agreement {
  double normal = 0;
  double flee_total_error = 0;  ///< mean of out.csv's column Total error: divides by the raw count, which Flee doubles on day 0
  double rescaled = 0;  ///< with the simulated numbers scaled to the registered total of the day, as FabFlee's validator does
};
/// The same measure for the registered total split by the camps' capacities, without any simulation; `rescaled` equals `normal`.
/// A model that does not beat it has explained nothing about the split. Empty where a reported place has no capacity.
std::optional<double> capacity_share_difference(const Crisis& crisis, std::size_t days);

Agreement averaged_relative_difference(const Crisis& crisis, const Counts& counts, std::size_t member);

}  // namespace nuzuh::flee
