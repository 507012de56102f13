#include "nuzuh/text/unicode.hpp"

#include <array>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

namespace nuzuh::text {
namespace {

// The folding of the Arabic block (U+0600..U+06FF) and of Latin letters with diacritics costs one table look-up; 0 = dropped.
char32_t fold_simple(char32_t c) {
  switch (c) {
    case 0x0622: case 0x0623: case 0x0625: case 0x0671: return 0x0627;  // alef with madda, hamza above, hamza below, wasla
    case 0x0649: case 0x06CC: case 0x0626: return 0x064A;               // alef maksura, Persian yeh, yeh with hamza
    case 0x0629: case 0x06C1: case 0x06D5: return 0x0647;               // teh marbuta and kin
    case 0x0624: return 0x0648;                                         // waw with hamza
    case 0x06A9: return 0x0643;                                         // Persian kaf
    case 0x2018: case 0x2019: case 0x02BC: case 0x0060: case 0x02BF: case 0x02BE: return U'\'';
    case 0x2010: case 0x2011: return U'-';
    default: break;
  }
  if (c >= 0x0660 && c <= 0x0669) return U'0' + (c - 0x0660);
  if (c >= 0x06F0 && c <= 0x06F9) return U'0' + (c - 0x06F0);
  return c;
}

const UNormalizer2* nfkd() {
  UErrorCode status = U_ZERO_ERROR;
  static const UNormalizer2* const instance = unorm2_getNFKDInstance(&status);
  return instance;
}

}  // namespace

bool is_invisible(char32_t c) {
  return (c >= 0x064B && c <= 0x065F) || c == 0x0670 || c == 0x0640 || (c >= 0x0610 && c <= 0x061A) || (c >= 0x06D6 && c <= 0x06ED && c != 0x06E5 && c != 0x06D5) ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
         c == 0x061C || c == 0x00AD || (c >= 0x0300 && c <= 0x036F);
}

bool is_arabic_letter(char32_t c) {
  return (c >= 0x0620 && c <= 0x064A && c != 0x0640) || (c >= 0x066E && c <= 0x06D3) || c == 0x06D5 || (c >= 0xFB50 && c <= 0xFDFF) ||
         (c >= 0xFE70 && c <= 0xFEFC);
}

int digit_value(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c >= 0x0660 && c <= 0x0669) return static_cast<int>(c - 0x0660);
  if (c >= 0x06F0 && c <= 0x06F9) return static_cast<int>(c - 0x06F0);
  return -1;
}

void fold(char32_t c, std::u32string& out) {
  if (c < 0x80) {
    out += (c >= U'A' && c <= U'Z') ? c + 32 : c;
    return;
  }
  if (is_invisible(c)) return;
  const char32_t simple = fold_simple(c);
  if (simple != c || (c >= 0x0600 && c <= 0x06FF)) {
    out += simple;
    return;
  }
  std::array<UChar, 24> buffer{};
  UErrorCode status = U_ZERO_ERROR;
  const int32_t n = unorm2_getRawDecomposition(nfkd(), static_cast<UChar32>(c), buffer.data(), static_cast<int32_t>(buffer.size()), &status);
  if (n <= 0 || U_FAILURE(status)) {
    out += static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    return;
  }
  for (int32_t i = 0; i < n;) {
    UChar32 part = 0;
    U16_NEXT(buffer.data(), i, n, part);
    // A decomposition is at most a few steps deep, and never names its own character.
    if (static_cast<char32_t>(part) != c) fold(static_cast<char32_t>(part), out);
  }
}

std::string fold(std::string_view utf8) {
  std::u32string folded;
  for (const char32_t c : decode(utf8)) fold(c, folded);
  return encode(folded);
}

std::u32string decode(std::string_view s) {
  std::u32string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size();) {
    const auto b = static_cast<unsigned char>(s[i]);
    const int extra = b < 0x80 ? 0 : (b >> 5) == 6 ? 1 : (b >> 4) == 14 ? 2 : (b >> 3) == 30 ? 3 : -1;
    char32_t c = extra == 0 ? b : extra == 1 ? b & 0x1F : extra == 2 ? b & 0x0F : b & 0x07;
    bool good = extra >= 0 && i + static_cast<std::size_t>(extra) < s.size();
    for (int k = 1; good && k <= extra; ++k) {
      const auto next = static_cast<unsigned char>(s[i + static_cast<std::size_t>(k)]);
      good = (next & 0xC0) == 0x80;
      c = (c << 6) | (next & 0x3F);
    }
    out += good ? c : char32_t{0xFFFD};
    i += good ? static_cast<std::size_t>(extra) + 1 : 1;
  }
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::string encode(std::u32string_view points) {
  std::string out;
  out.reserve(points.size() * 2);
  for (const char32_t c : points) append_utf8(out, c);
  return out;
}

}  // namespace nuzuh::text
