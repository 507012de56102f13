#include "nuzuh/text/cardinal.hpp"

#include <cmath>
#include <string>
#include <unordered_map>

#include "nuzuh/text/unicode.hpp"

namespace nuzuh::text {
namespace {

enum class Class : std::uint8_t { unit, ten_word, teen, tens, hundred, hundreds, scale, scaled };

struct Entry {
  double value;
  Class cls;
};

using Words = std::unordered_map<std::string, Entry>;

const Words& arabic_words() {
  static const Words words = [] {
    Words w;
    const auto add = [&w](double value, Class cls, std::initializer_list<const char*> forms) {
      for (const char* form : forms) w[fold(form)] = {value, cls};
    };
    using enum Class;
    add(1, unit, {"واحد", "واحدة", "واحدا"});
    add(2, unit, {"اثنان", "اثنين", "اثنتان", "اثنتين", "إثنان", "إثنين", "اثنا", "اثني", "اثنتا", "اثنتي"});
    const char* masculine[] = {"ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"};
    const char* feminine[] = {"ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"};
    const char* tens_stem[] = {"ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"};
    const char* hundred_stem[] = {"ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"};
    for (int k = 0; k < 7; ++k) {
      const double n = k + 3;
      add(n, unit, {masculine[k], feminine[k]});
      const std::string ten = tens_stem[k];
      add(n * 10, tens, {(ten + "ون").c_str(), (ten + "ين").c_str()});
      for (const char* hundred : {"مئة", "مائة", "ماية", "مية"}) {
        add(n * 100, hundreds, {(std::string(hundred_stem[k]) + hundred).c_str(), (std::string(feminine[k]) + hundred).c_str()});
      }
    }
    add(8, unit, {"ثمان", "ثمانٍ", "ثمانيا"});
    add(3, unit, {"ثلاثا"});
    add(4, unit, {"أربعا"});
    add(5, unit, {"خمسا"});
    add(6, unit, {"ستا"});
    add(7, unit, {"سبعا"});
    add(9, unit, {"تسعا"});
    add(10, ten_word, {"عشر", "عشرة"});
    add(20, tens, {"عشرون", "عشرين"});
    add(100, hundred, {"مئة", "مائة", "مية", "ماية"});
    add(200, hundreds, {"مئتان", "مئتين", "مئتي", "مئتا", "مائتان", "مائتين", "مائتي", "مائتا", "ميتين", "ميتان"});
    add(1e3, scale, {"ألف", "ألفا", "آلاف"});
    add(2e3, scaled, {"ألفان", "ألفين", "ألفي"});
    add(1e6, scale, {"مليون", "مليونا", "ملايين"});
    add(2e6, scaled, {"مليونان", "مليونين", "مليوني"});
    add(1e9, scale, {"مليار", "مليارا", "مليارات", "بليون"});
    return w;
  }();
  return words;
}

const Words& english_words() {
  static const Words words = [] {
    using enum Class;
    Words w = {{"one", {1, unit}}, {"two", {2, unit}}, {"three", {3, unit}}, {"four", {4, unit}}, {"five", {5, unit}}, {"six", {6, unit}},
               {"seven", {7, unit}}, {"eight", {8, unit}}, {"nine", {9, unit}}, {"ten", {10, teen}}, {"eleven", {11, teen}}, {"twelve", {12, teen}},
               {"thirteen", {13, teen}}, {"fourteen", {14, teen}}, {"fifteen", {15, teen}}, {"sixteen", {16, teen}}, {"seventeen", {17, teen}},
               {"eighteen", {18, teen}}, {"nineteen", {19, teen}}, {"twenty", {20, tens}}, {"thirty", {30, tens}}, {"forty", {40, tens}},
               {"fifty", {50, tens}}, {"sixty", {60, tens}}, {"seventy", {70, tens}}, {"eighty", {80, tens}}, {"ninety", {90, tens}},
               {"hundred", {100, hundred}}, {"thousand", {1e3, scale}}, {"million", {1e6, scale}}, {"billion", {1e9, scale}}, {"dozen", {12, scale}}};
    return w;
  }();
  return words;
}

// A number under construction: `total` holds closed scales, `current` what is below the next one.
struct Build {
  double total = 0, current = 0;
  double last_scale = 1e18;
  Class before = Class::scale;
  bool empty = true;
  bool digits = false;  // current came from digits
};

// The largest rank that may still be added to `current` without a new number beginning.
bool room_for(double current, double value, double below) { return std::fmod(current, below) == 0 && current >= below && value < below; }

std::optional<Entry> arabic_entry(const Token& token, bool first, std::uint32_t& cut, char& conjunction, char& preposition) {
  if (!token.arabic) return std::nullopt;
  const auto& words = arabic_words();
  for (const auto& reading : readings(token)) {
    if (reading.preposition && !first) continue;
    if (reading.preposition == 's') continue;
    auto found = words.find(reading.form);
        if (found == words.end() && reading.form.starts_with("ال") && reading.form != "الاثنين" && reading.form != "الاحد" && reading.form.size() > 6 &&
        reading.form != "الست" && reading.form != "السبع") {
      // With the article ("الألف مقاتل", "الثلاثة"); el-ithnayn alone is Monday.
      found = words.find(reading.form.substr(4));
    }
    if (found == words.end()) continue;
    cut = reading.folded_cut;
    conjunction = reading.conjunction;
    preposition = reading.preposition;
    return found->second;
  }
  return std::nullopt;
}

}  // namespace

double scale_word(std::string_view form) {
  const std::string key(form);
  for (const auto* words : {&arabic_words(), &english_words()}) {
    const auto found = words->find(key);
    if (found != words->end() && found->second.cls == Class::scale) return found->second.value;
  }
  return 0;
}

std::optional<Cardinal> cardinal(const std::vector<Token>& t, std::size_t at, std::size_t limit) {
  Build b;
  Cardinal out;
  std::size_t i = at;
  bool any = false;
  const std::size_t most = std::min(limit, at + 24);
  while (i < most) {
    std::size_t term = i;
    bool joined = false;  // "and" stands before this term
    std::optional<Entry> entry;
    std::uint32_t cut = 0;
    char conjunction = 0, preposition = 0;
    bool digits = false;
    if (any && t[term].kind == TokenKind::word && (t[term].form == "و" || t[term].form == "and") && term + 1 < most) {
      joined = true;
      ++term;
    } else if (any && t[term].form == "-" && term + 1 < most && !t[term].arabic && t[term].glued && english_words().count(t[term + 1].form)) {
      ++term;  // twenty-five
    }
    const Token& token = t[term];
    if (token.kind == TokenKind::number) {
      if (std::isnan(token.value)) break;
      entry = Entry{token.value, Class::unit};
      digits = true;
    } else if (token.kind == TokenKind::word && token.arabic) {
      entry = arabic_entry(token, !any, cut, conjunction, preposition);
      if (entry && conjunction == 'w') joined = joined || any;
      if (entry && conjunction == 'f' && any) entry.reset();
    } else if (token.kind == TokenKind::word) {
      const auto found = english_words().find(token.form);
      if (found != english_words().end()) entry = found->second;
    }
    if (token.arabic && !entry && term + 1 < most && t[term + 1].arabic && (t[term + 1].form == "عشر" || t[term + 1].form == "عشره")) {
      for (const auto& reading : readings(token)) {  // أحد عشر, إحدى عشرة; alone these words mean "one of"
        if (reading.form != "احد" && reading.form != "احدي") continue;
        entry = Entry{1, Class::unit};
        cut = reading.folded_cut;
        conjunction = reading.conjunction;
        joined = joined || (any && conjunction == 'w');
        break;
      }
    }
    if (any && token.arabic && b.current == 0 && b.total > 0 && (token.form == "ونصف" || (joined && token.form == "نصف"))) {
      b.total += b.last_scale / 2;  // مليون ونصف
      i = term + 1;
      if (i < most && scale_word(t[i].form.starts_with("ال") ? t[i].form.substr(4) : t[i].form) == b.last_scale) ++i;
      break;
    }
    if (!entry) break;
    // A joined term that begins a count of its own scale is a new number: ألف وخمسة آلاف.
    if (any && joined && b.current == 0 && b.total > 0 && term + 1 < most && t[term + 1].kind == TokenKind::word && scale_word(t[term + 1].form) >= b.last_scale) break;
    const double v = entry->value;
    const bool arabic = token.arabic || (digits && any && i > at && t[i].arabic);
    bool taken = false;
    if (!any) {
      if (entry->cls == Class::scale && !token.arabic) break;  // "thousand" alone is no English number ("a thousand" is read in amount.cpp)
      if (entry->cls == Class::hundred && !token.arabic) break;
      // A plural scale word alone is vague ("آلاف"), not a number.
      if (entry->cls == Class::scale && token.arabic && (t[term].form.find(fold("آلاف")) != std::string::npos || t[term].form.find("ملايين") != std::string::npos || t[term].form.find("مليارات") != std::string::npos)) break;
      if (entry->cls == Class::scale || entry->cls == Class::scaled) {
        b.total = v;
        b.last_scale = entry->cls == Class::scaled ? v / 2 : v;
      } else {
        b.current = v;
      }
      b.digits = digits;
      out.cut = cut;
      out.conjunction = conjunction;
      taken = true;
    } else if (entry->cls == Class::scale && !joined) {
      if (v < b.last_scale && b.current > 0) {
        b.total += b.current * v;
        b.current = 0;
        b.last_scale = v;
        b.digits = false;
        taken = true;
      }
    } else if ((entry->cls == Class::scale || entry->cls == Class::scaled) && joined) {
      const double own = entry->cls == Class::scaled ? v / 2 : v;
      if (own < b.last_scale && b.current == 0) {  // a million and a thousand
        b.total += v;
        b.last_scale = own;
        taken = true;
      }
    } else if (entry->cls == Class::hundred) {
      if (!joined && b.current >= 1 && b.current <= 9) {
        b.current *= 100;
        taken = true;
      } else if (joined && b.current == 0 && b.total > 0) {
        b.current = 100;
        taken = true;
      }
    } else if (digits) {
      // Digits go on only after a scale word: ٢٧ ألفاً و٣٠٠.
      if (joined && b.current == 0 && b.total > 0 && v < b.last_scale) {
        b.current = v;
        b.digits = true;
        taken = true;
      }
    } else if (b.digits) {
      taken = false;  // 12 and twenty: two numbers
    } else if (entry->cls == Class::ten_word && !joined && b.current >= 1 && std::fmod(b.current, 100) >= 1 && std::fmod(b.current, 100) <= 9) {
      b.current += 10;  // خمسة عشر
      taken = true;
    } else if (arabic) {
      if (joined) {
        const double below_hundred = std::fmod(b.current, 100);
        if (b.current == 0 && b.total > 0) {
          b.current = v;
          taken = v < b.last_scale;
        } else if (entry->cls == Class::tens && below_hundred >= 1 && below_hundred <= 9 && b.before != Class::tens) {
          b.current += v;  // خمسة وعشرين
          taken = true;
        } else if (entry->cls != Class::hundreds && room_for(b.current, v, 100)) {
          b.current += v;  // مئة وخمسة
          taken = true;
        }
      }
    } else {  // English
      if (entry->cls == Class::unit && b.before == Class::tens && !joined) {
        b.current += v;
        taken = true;
      } else if (room_for(b.current, v, 100)) {
        b.current += v;
        taken = true;
      } else if (b.current == 0 && b.total > 0 && v < b.last_scale) {
        b.current = v;
        taken = true;
      }
    }
    if (!taken) break;
    b.before = digits ? Class::unit : entry->cls;
    out.words = out.words || !digits;
    out.scaled = entry->cls == Class::scale || entry->cls == Class::scaled;
    if (entry->cls == Class::scale) out.scale = v;
    any = true;
    i = term + 1;
  }
  if (!any) return std::nullopt;
  out.value = b.total + b.current;
  out.last = i;
  if (!(out.value >= 0) || out.value > 1e12) return std::nullopt;
  return out;
}

}  // namespace nuzuh::text
