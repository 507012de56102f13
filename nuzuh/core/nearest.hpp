#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nuzuh::core {

/// The candidate with the least edit distance (insert, delete, replace, swap of neighbours; case ignored), or empty where none is
/// within a third of the word's length: an error message offers it as what was meant.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// `did you mean "x"?` or, without a near candidate, a list of what is known (cut at eight).
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace nuzuh::core
