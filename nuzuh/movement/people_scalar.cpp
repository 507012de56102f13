// The kernels of the individual engine for scalar machines; CMakeLists.txt gives this file its compiler flags.
#define NUZUH_ISA on_scalar
#include "nuzuh/movement/people_kernel.hpp"
