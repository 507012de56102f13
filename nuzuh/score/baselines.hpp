#pragma once
// The simple rules that a forecast of camp numbers has to beat: what an officer would do with the last reports and a calculator.
// Every rule reads a series of reports that ends at the cut-off and gives people (never below 0) on a later day.

#include <span>

namespace nuzuh::score {

/// People on a day; days count from the crisis's day 0 and may be negative. Series are sorted by day, one entry a day.
struct Count {
  int day = 0;
  double people = 0;
};

/// The series on a day: linear between reports, the first before it begins, the last after it ends. Not empty.
double interpolated(std::span<const Count> series, double day);

/// Change per day [people/day] over the last `window` days that end with the last report; over what there is where the series is
/// shorter (at least 7 days are assumed); 0 with fewer than two reports.
double recent_slope(std::span<const Count> series, double window);

/// Persistence: the last report.
double persistence(std::span<const Count> series);

/// The last report plus the slope of the last 30 days, damped by 0.97 a day (half gone after 23 days, 32 days' worth in all).
double damped_drift(std::span<const Count> series, int day, double window = 30, double damping_per_day = 0.97);

/// Holt's linear exponential smoothing with a damped trend (Gardner & McKenzie 1985) on weeks interpolated between the reports:
/// level 0.6, trend 0.2, damping 0.9 a week. From the fourth week of reports; persistence before.
double damped_trend(std::span<const Count> series, int day);

/// The camp's share of the total at the camp's last report, kept: share x total on the day. Persistence where the total was 0.
double held_share(std::span<const Count> series, double total_then, double total_on_day);

/// The camp's part of the capacities of all camps, of the part of the total that camps hold (`camps_part`, 0..1 or above).
double capacity_share(double capacity, double all_capacities, double camps_part, double total_on_day);

}  // namespace nuzuh::score
