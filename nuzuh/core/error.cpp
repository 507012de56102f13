#include "nuzuh/core/error.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace nuzuh::core {

std::string to_string(const Problem& problem) {
  std::string text;
  if (!problem.where.file.empty()) {
    text = problem.where.file;
    if (problem.where.line > 0) {
      text += fmt::format(":{}", problem.where.line);
      if (problem.where.column > 0) text += fmt::format(":{}", problem.where.column);
    }
    text += ": ";
  }
  if (problem.severity == Severity::warning) text += "warning: ";
  text += problem.what;
  if (!problem.remedy.empty()) text += fmt::format(" ({})", problem.remedy);
  return text;
}

tl::unexpected<Problems> fail(Problem problem) { return tl::unexpected<Problems>(Problems{std::move(problem)}); }

tl::unexpected<Problems> fail(Where where, std::string what, std::string remedy) {
  return fail(Problem{std::move(where), std::move(what), std::move(remedy)});
}

bool has_errors(const Problems& problems) {
  return std::ranges::any_of(problems, [](const Problem& p) { return p.severity == Severity::error; });
}

}  // namespace nuzuh::core
