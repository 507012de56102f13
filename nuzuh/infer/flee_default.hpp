#pragma once
// Flee's own model with the settings that a crisis folder brings, as a rule to be beaten.

#include "nuzuh/infer/flee_score.hpp"

namespace nuzuh::infer {

/// Expected people in each camp of `series` on days 0 .. days-1 (the mean field of Flee's rules). As in the field's habit the model is
/// given the arrivals of the whole crisis, after the cut-off too, and is shown no camp after day 0.
/// Empty, with the reason in `warnings`, where the crisis uses rules that the mean field does not have.
core::Result<CampPaths> flee_paths(const flee::Folder& folder, const FleeSeries& series, core::Problems& warnings);

}  // namespace nuzuh::infer
