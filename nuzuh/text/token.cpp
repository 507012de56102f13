#include "nuzuh/text/token.hpp"

#include <array>
#include <cmath>
#include <limits>

#include <unicode/uchar.h>

#include "nuzuh/text/unicode.hpp"

namespace nuzuh::text {
namespace {

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  return is_arabic_letter(c) || u_isalpha(static_cast<UChar32>(c));
}

bool is_space(char32_t c) { return c == U' ' || c < 0x20 || c == 0x7F || (c > 0x7F && u_isUWhiteSpace(static_cast<UChar32>(c))) || c == 0x00A0; }

bool is_group_mark(char32_t c) { return c == U',' || c == 0x066C || c == 0x060C || c == 0x2009 || c == 0x202F || c == 0x00A0 || c == U'\''; }
bool is_decimal_mark(char32_t c) { return c == U'.' || c == 0x066B; }

// Length of the digit run at i.
std::size_t run(std::u32string_view p, std::size_t i, std::size_t end) {
  std::size_t n = 0;
  while (i + n < end && digit_value(p[i + n]) >= 0) ++n;
  return n;
}

std::size_t number(std::u32string_view p, std::size_t i, std::size_t end, double& value) {
  std::size_t n = run(p, i, end), at = i + n;
  std::size_t digits = n;
  double v = 0;
  for (std::size_t k = i; k < at; ++k) v = v * 10 + digit_value(p[k]);
  if (n <= 3) {
    while (at + 3 < end && is_group_mark(p[at]) && run(p, at + 1, std::min(end, at + 5)) == 3) {
      for (std::size_t k = at + 1; k <= at + 3; ++k) v = v * 10 + digit_value(p[k]);
      at += 4;
      digits += 3;
    }
    // Broken by one plain space (12 500): the next group must have exactly three digits.
    if (at == i + n && at + 3 < end && p[at] == U' ' && p[i] != U'0' && digit_value(p[i]) > 0 && run(p, at + 1, std::min(end, at + 5)) == 3) {
      for (std::size_t k = at + 1; k <= at + 3; ++k) v = v * 10 + digit_value(p[k]);
      at += 4;
      digits += 3;
    }
  }
  if (at + 1 < end && is_decimal_mark(p[at]) && digit_value(p[at + 1]) >= 0) {
    const std::size_t m = run(p, at + 1, end);
    // 3.400 after a group of at most three digits stays a decimal: points as group marks are not used by these publishers.
    double scale = 0.1;
    for (std::size_t k = at + 1; k < at + 1 + m && k < at + 12; ++k, scale /= 10) v += scale * digit_value(p[k]);
    at += 1 + m;
  }
  value = digits > 15 ? std::numeric_limits<double>::quiet_NaN() : v;
  return at;
}

std::u32string points_of(const std::string& form) { return decode(form); }

}  // namespace

std::vector<Token> tokenise(std::u32string_view p, std::uint32_t begin, std::uint32_t end) {
  std::vector<Token> out;
  bool broken = false, spaced = true;
  std::u32string folded;
  for (std::size_t i = begin; i < end;) {
    const char32_t c = p[i];
    if (is_invisible(c)) {
      ++i;
      continue;
    }
    if (is_space(c)) {
      if (c == U'\n' || c == U'\r' || c == 0x2028 || c == 0x2029) broken = true;
      spaced = true;
      ++i;
      continue;
    }
    Token t;
    t.start = static_cast<std::uint32_t>(i);
    t.glued = !spaced;
    t.after_break = broken;
    folded.clear();
    if (digit_value(c) >= 0) {
      t.kind = TokenKind::number;
      i = number(p, i, end, t.value);
      for (std::size_t k = t.start; k < i && k < t.start + 40; ++k) fold(p[k], folded);
    } else if (is_letter(c)) {
      t.kind = TokenKind::word;
      t.arabic = is_arabic_letter(c);
      t.capital = !t.arabic && u_isupper(static_cast<UChar32>(c));
      std::size_t last = i;
      // A word of more than 64 letters is no word; it is cut so that nothing grows without bound.
      while (i < end && i - t.start < 64 && ((is_letter(p[i]) && is_arabic_letter(p[i]) == t.arabic) || is_invisible(p[i]))) {
        fold(p[i], folded);
        last = ++i;
        if (!t.arabic && i + 1 < end && (p[i] == U'\'' || p[i] == 0x2019 || p[i] == 0x02BF || p[i] == 0x02BE || p[i] == U'`') && is_letter(p[i + 1]) &&
            !((p[i + 1] == U's' || p[i + 1] == U't') && (i + 2 >= end || !is_letter(p[i + 2]))))
          ++i;  // an apostrophe inside a transliterated name
      }
      while (last > t.start + 1 && is_invisible(p[last - 1]) && p[last - 1] > 0x2000) --last;
      i = std::max<std::size_t>(last, t.start + 1);
    } else {
      fold(c, folded);
      ++i;
    }
    t.end = static_cast<std::uint32_t>(i);
    t.form = encode(folded);
    out.push_back(std::move(t));
    broken = spaced = false;
  }
  return out;
}

std::vector<Reading> readings(const Token& token) {
  std::vector<Reading> out;
  out.push_back({token.form, 0, 0, false, 0});
  if (!token.arabic) return out;
  const std::u32string w = points_of(token.form);
  const auto rest = [&w](std::size_t cut) { return encode(std::u32string_view(w).substr(cut)); };
  const auto prepositions = [&](std::size_t cut, char conjunction) {
    if (w.size() < cut + 3) return;
    const char32_t c = w[cut];
    if (c == 0x0644 && w[cut + 1] == 0x0644 && w.size() >= cut + 4) {  // lil-
      out.push_back({encode(U"\u0627\u0644") + rest(cut + 2), conjunction, 'l', true, static_cast<std::uint32_t>(cut)});
    }
    const char name = c == 0x0628 ? 'b' : c == 0x0644 ? 'l' : c == 0x0643 ? 'k' : c == 0x0633 ? 's' : char{0};
    if (name) out.push_back({rest(cut + 1), conjunction, name, false, static_cast<std::uint32_t>(cut + 1)});
  };
  prepositions(0, 0);
  if (w.size() >= 3 && (w[0] == 0x0648 || w[0] == 0x0641)) {
    const char conjunction = w[0] == 0x0648 ? 'w' : 'f';
    out.push_back({rest(1), conjunction, 0, false, 1});
    prepositions(1, conjunction);
  }
  return out;
}

std::uint32_t offset_after(std::u32string_view points, const Token& token, std::uint32_t cut) {
  std::u32string folded;
  std::uint32_t at = token.start;
  while (at < token.end && folded.size() < cut) fold(points[at++], folded);
  while (cut > 0 && at < token.end && is_invisible(points[at])) ++at;
  return at;
}

std::vector<Range> sentences(const std::vector<Token>& t) {
  static constexpr std::array<std::string_view, 18> abbreviations = {"u", "s", "n", "e", "mr", "mrs", "dr", "gen", "col", "lt", "maj", "st", "no", "vs", "approx", "km", "sq", "art"};
  std::vector<Range> out;
  std::size_t first = 0;
  const auto close = [&](std::size_t last) {
    if (last > first) out.push_back({first, last});
    first = last;
  };
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t[i].after_break || i - first >= 200) close(i);  // no sentence is read beyond two hundred words
    if (t[i].kind != TokenKind::mark) continue;
    const auto& f = t[i].form;
    if (f == "؟" || f == "?" || f == "!" || f == "؛" || f == "…" || f == ";") {
      close(i + 1);
    } else if (f == ".") {
      bool abbreviated = false;
      if (i > first && t[i].glued && t[i - 1].kind == TokenKind::word && !t[i - 1].arabic) {
        for (const auto a : abbreviations) abbreviated = abbreviated || t[i - 1].form == a;
        // a point glued to a following word or hyphen ("U.S.-backed") ends nothing
        const bool follows = i + 1 < t.size() && (t[i + 1].glued || (t[i + 1].kind == TokenKind::word && !t[i + 1].arabic && !t[i + 1].capital));
        abbreviated = abbreviated && (follows || t[i - 1].form.size() > 1 || t[i - 1].form == "u");
        if (t[i - 1].form == "km" || t[i - 1].form == "no") abbreviated = follows;
      }
      if (i + 1 < t.size() && t[i + 1].glued && t[i + 1].kind == TokenKind::word && !t[i + 1].arabic) abbreviated = true;  // U.S, example.org
      if (!abbreviated) close(i + 1);
    }
  }
  close(t.size());
  // A closing quotation mark or bracket belongs to the sentence before it.
  return out;
}

}  // namespace nuzuh::text
