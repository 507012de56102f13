#pragma once
// Input errors are values: file, line, column, what is wrong, and how to mend it. The library neither prints nor exits.

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace nuzuh::core {

/// Where in an input a problem lies. Line and column count from 1; 0 means "the whole file".
struct Where {
  std::string file;
  int line = 0;
  int column = 0;
};

enum class Severity { error, warning };

/// What kind of failure it is; the command turns it into its exit code.
enum class Cause {
  bad_input,    ///< the content of a file or an option is wrong
  unreadable,   ///< a file cannot be read
  unwritable,   ///< a result cannot be written (no permission, disk full)
  interrupted,  ///< the user asked to stop
};

struct Problem {
  Where where;
  std::string what;    ///< what is wrong, and why that is a problem
  std::string remedy;  ///< what to do about it; may be empty
  Severity severity = Severity::error;
  Cause cause = Cause::bad_input;
};

using Problems = std::vector<Problem>;

/// A value, or the problems that kept it from being made (at least one of them an error).
template <class T>
using Result = tl::expected<T, Problems>;

/// `file:line:column: what (remedy)`, on one line.
std::string to_string(const Problem& problem);

/// The failure of a Result: one problem.
tl::unexpected<Problems> fail(Problem problem);
tl::unexpected<Problems> fail(Where where, std::string what, std::string remedy = {});

bool has_errors(const Problems& problems);

}  // namespace nuzuh::core
