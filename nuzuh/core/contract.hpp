#pragma once
// Contracts are for programmers: a broken one is a bug of nuzuh, never of its input.
// What input can reach has an error (error.hpp) and a test.

namespace nuzuh::core {

/// Reports a broken contract on standard error and aborts.
[[noreturn]] void contract_failed(const char* condition, const char* file, int line);

}  // namespace nuzuh::core

#ifdef NUZUH_CONTRACTS
#define NUZUH_EXPECT(condition) \
  ((condition) ? static_cast<void>(0) : ::nuzuh::core::contract_failed(#condition, __FILE__, __LINE__))
#else
#define NUZUH_EXPECT(condition) static_cast<void>(0)
#endif
