#pragma once
// Text as code points, and the folding under which two spellings of one word become equal. The original is never changed: what is
// found in folded text is reported as offsets into the original.

#include <cstdint>
#include <string>
#include <string_view>

namespace nuzuh::text {

/// The code points of valid UTF-8 (check with core::check_utf8 first). A malformed byte becomes U+FFFD, so the call never fails.
std::u32string decode(std::string_view utf8);

std::string encode(std::u32string_view points);
void append_utf8(std::string& out, char32_t point);

/// Appends the folded form of one code point: nothing for Arabic vowel marks, tatweel, zero-width and direction marks; bare alef for
/// its hamza and madda forms; yeh for alef maksura, heh for teh marbuta, waw and yeh for their hamza forms; ASCII for Arabic-Indic and
/// Persian digits; lower case without diacritics for Latin; the letters of a presentation form or ligature (NFKC).
void fold(char32_t point, std::u32string& out);

/// A whole UTF-8 string folded, as lexicon entries and place names are stored.
std::string fold(std::string_view utf8);

/// The value of a decimal digit of any of the three digit rows in use (ASCII, Arabic-Indic, Persian), or -1.
int digit_value(char32_t point);

bool is_arabic_letter(char32_t point);

/// Combining marks and invisible marks, which belong to the word around them.
bool is_invisible(char32_t point);

}  // namespace nuzuh::text
