#pragma once
// Only plain types: the kernels include this, and must not share inline code with the rest.
#include <cstddef>
#include <cstdint>
