// The kernels of the individual engine for avx512 machines; CMakeLists.txt gives this file its compiler flags.
#define NUZUH_ISA on_avx512
#include "nuzuh/movement/people_kernel.hpp"
