#pragma once
// The one place where numbers and dates become words of a language.

#include <string>
#include <string_view>

#include "nuzuh/core/date.hpp"
#include "nuzuh/publish/language.hpp"

namespace nuzuh::publish {

/// Western digits become Arabic-Indic ones (and , . % their Arabic forms) in Arabic; unchanged in English.
std::string digits(std::string text, Language language);

/// 12,345 (rounded to a whole number).
std::string whole(double value, Language language);

/// People: two significant figures; below `smallest_cell` "<10" or its Arabic words. Plain text, not yet escaped.
std::string people(double value, int smallest_cell, Language language);

/// A probability: "37%", "<1%", ">99%".
std::string percent(double probability, Language language);

/// "3.4", with the given number of decimals.
std::string decimal(double value, int decimals, Language language);

/// A number of a parameter: up to three significant figures, "0.0012".
std::string brief_number(double value, Language language);

/// "7 December 2018"; Levantine month names in Arabic.
std::string date(core::Date date, Language language);
/// "7 Dec" for axes.
std::string short_date(core::Date date, Language language);

/// A text from the case or the forecast with its numbers and ISO dates as this language writes them.
std::string in_words(std::string_view text, Language language);

/// "1 day", "14 days"; six plural forms in Arabic (CLDR).
std::string days(int count, Language language);

}  // namespace nuzuh::publish
