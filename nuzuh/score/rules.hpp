#pragma once
// Proper scoring rules and calibration of forecasts against what happened.

#include <span>
#include <vector>

namespace nuzuh::score {

/// Continuous ranked probability score of an ensemble against y, in the unit of y: E|X - y| - E|X - X'| / 2 (Gneiting & Raftery 2007).
/// `members` need not be sorted; at least one.
double crps(std::span<const double> members, double y);

/// CRPS of members and y on the scale log(x + 1): scores relative error (Bosse et al. 2023).
double log_crps(std::span<const double> members, double y);

/// Weighted interval score from quantiles at ascending, symmetric levels that hold the median (Bracher et al. 2021).
double wis(std::span<const double> levels, std::span<const double> quantiles, double y);

/// Whether y lies in the central interval that holds `mass` (0.5, 0.8, 0.9) of the quantiles.
bool covered(std::span<const double> levels, std::span<const double> quantiles, double mass, double y);

/// Share of members below y, ties counted half: the probability integral transform.
double pit(std::span<const double> members, double y);

/// The value of sorted members at cumulative probability u, linear between order statistics (Hyndman & Fan type 7).
double sorted_quantile(std::span<const double> sorted, double u);

}  // namespace nuzuh::score
