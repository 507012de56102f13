// Lockstep cohorts for scalar machines; CMakeLists.txt gives this file its compiler flags.
#define NUZUH_ISA on_scalar
#include "nuzuh/movement/cohort_kernel.hpp"
