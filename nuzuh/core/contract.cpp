#include "nuzuh/core/contract.hpp"

#include <cstdio>
#include <cstdlib>

namespace nuzuh::core {

void contract_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: broken contract: %s\nThis is a bug in nuzuh; please report it.\n", file, line, condition);
  std::abort();
}

}  // namespace nuzuh::core
