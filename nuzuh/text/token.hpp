#pragma once
// Words, numbers and marks of a text, with their offsets in code points; the readings of an Arabic word with its proclitics cut off;
// sentences.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nuzuh::text {

enum class TokenKind : std::uint8_t { word, number, mark };

/// A word is a run of letters of one script (so `و٤٠٠٠` is a word and a number); a number is a run of digits with its group and decimal
/// marks; a mark is one other visible character.
struct Token {
  TokenKind kind = TokenKind::mark;
  bool arabic = false;        ///< a word in Arabic letters
  bool capital = false;       ///< a Latin word that begins with a capital
  bool glued = false;         ///< no space stands before it
  bool after_break = false;   ///< a line end stands before it
  std::uint32_t start = 0;    ///< [code points]
  std::uint32_t end = 0;      ///< [code points], exclusive
  std::string form;           ///< folded (unicode.hpp), UTF-8
  double value = 0;           ///< of a number; NaN where it has more than 15 digits
};

/// `points` from `begin` to `end`. A comma is a group mark only before exactly three digits, never a decimal mark.
std::vector<Token> tokenise(std::u32string_view points, std::uint32_t begin, std::uint32_t end);

/// One way to read an Arabic word: proclitics cut off in front.
struct Reading {
  std::string form;             ///< what is left, folded
  char conjunction = 0;         ///< 'w' (wa-), 'f' (fa-) or 0
  char preposition = 0;         ///< 'b', 'l', 'k', 's' (future sa-) or 0
  bool fused_article = false;   ///< li- and al- written as one (lil-): `form` begins with al-
  std::uint32_t folded_cut = 0; ///< folded letters cut off; where `fused_article`, the article's alef is put back
};

/// Readings in the order in which they are tried: the word itself first. A Latin word has one.
std::vector<Reading> readings(const Token& token);

/// Where, in the original, the part of `token` begins that is left when `folded_cut` folded letters are cut off.
std::uint32_t offset_after(std::u32string_view points, const Token& token, std::uint32_t folded_cut);

/// A sentence as token indices, end exclusive. Ends: . ؟ ? ! ؛ … and line ends; a point inside a number or after a known abbreviation
/// or an initial does not end one.
struct Range {
  std::size_t first = 0;
  std::size_t last = 0;
};
std::vector<Range> sentences(const std::vector<Token>& tokens);

}  // namespace nuzuh::text
