#pragma once

#include <string>
#include <string_view>

#include "nuzuh/core/error.hpp"
#include "nuzuh/evidence/claim.hpp"

namespace nuzuh::evidence {

/// A report with its claims as JSON of schema nuzuh-facts/1.
std::string to_json(const Report& report);

/// Reads what to_json writes; `file` names it in errors.
core::Result<Report> report_from_json(std::string_view json, const std::string& file);

}  // namespace nuzuh::evidence
