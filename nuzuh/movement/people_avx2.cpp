// The kernels of the individual engine for avx2 machines; CMakeLists.txt gives this file its compiler flags.
#define NUZUH_ISA on_avx2
#include "nuzuh/movement/people_kernel.hpp"
