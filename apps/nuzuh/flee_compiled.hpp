#pragma once
// The engines that run a compiled plan, as `nuzuh flee run` calls them.

#include "flee_engines.hpp"

namespace nuzuh::app {

std::string cohort_refuses(const flee::Crisis& crisis);
FleeAnswer run_cohort_engine(const FleeRequest& request);

std::string individual_refuses(const flee::Crisis& crisis);
FleeAnswer run_individual_engine(const FleeRequest& request);

std::string mean_field_refuses(const flee::Crisis& crisis);
FleeAnswer run_mean_field_engine(const FleeRequest& request);

}  // namespace nuzuh::app
