#pragma once
// How a result was made, what may be done with it, and what it must not be used for.

#include <map>
#include <string>

#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::publish {

/// run.json: versions, case and its hash, cut-off, seed, members, sources, grade, and size and hash of every other file.
std::string run_json(const forecast::Forecast& forecast, const scenario::Scenario& scenario, const std::map<std::string, std::string>& files);

/// README.txt in both languages: what each file is, licence notes of the base map, the disclaimer.
std::string readme_text(const forecast::Forecast& forecast, const scenario::Scenario& scenario);

/// model_card.md: what the model is for and not for, what it rests on, how it was checked, its limits.
std::string model_card(const forecast::Forecast& forecast, const scenario::Scenario& scenario);

/// The line that a map with the base layers must carry.
inline constexpr const char* k_attribution =
    "Administrative boundaries of Syria: UN OCHA, COD-AB v02 (17 December 2020), CC BY 3.0 IGO. Base map: Natural Earth (public domain). "
    "Rivers: GSHHG/WDBII 2.3.7 (LGPL-3+). Fonts: Noto (SIL OFL 1.1).";

/// OCHA's standard sentence on boundaries.
inline constexpr const char* k_boundaries_en =
    "The boundaries and names shown and the designations used on this map do not imply official endorsement or acceptance by the United Nations.";
inline constexpr const char* k_boundaries_ar = "لا تعني الحدود والأسماء المبينة والتسميات المستخدمة على هذه الخريطة إقراراً أو قبولاً رسمياً من الأمم المتحدة.";

}  // namespace nuzuh::publish
