// The mean field for scalar machines; CMakeLists.txt gives this file its compiler flags.
#define NUZUH_ISA on_scalar
#include "nuzuh/movement/mean_field_kernel.hpp"
