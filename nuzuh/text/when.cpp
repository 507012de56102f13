#include "nuzuh/text/when.hpp"

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>

#include "nuzuh/text/cardinal.hpp"
#include "nuzuh/text/unicode.hpp"

namespace nuzuh::text {
namespace {

using core::Date;
using std::chrono::days;

struct Span {
  Date from, to;
  std::size_t last;
  bool future = false;
  bool duration = false;
  bool weak = false;  // stands only with a preposition or another word of time before it
};

std::chrono::year_month_day civil(Date d) { return std::chrono::year_month_day{d}; }

Date month_first(int year, unsigned month) { return Date{std::chrono::year{year} / std::chrono::month{month} / 1}; }
Date month_end(int year, unsigned month) { return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::last}; }

Date minus_months(Date d, int n) {
  auto ymd = civil(d);
  const auto moved = std::chrono::year_month{ymd.year(), ymd.month()} - std::chrono::months{n};
  const auto last = (moved / std::chrono::last).day();
  return Date{moved / std::min(ymd.day(), last)};
}

const std::unordered_map<std::string, unsigned>& months() {
  static const auto table = [] {
    std::unordered_map<std::string, unsigned> m;
    const char* names[12][6] = {{"يناير", "january", "jan", nullptr},          {"شباط", "فبراير", "february", "feb", nullptr},
                                {"آذار", "مارس", "march", "mar", nullptr},     {"نيسان", "أبريل", "april", "apr", "افريل", nullptr},
                                {"أيار", "مايو", "may", nullptr},              {"حزيران", "يونيو", "june", "يونيه", nullptr},
                                {"تموز", "يوليو", "july", "يوليه", nullptr},   {"آب", "أغسطس", "august", "aug", nullptr},
                                {"أيلول", "سبتمبر", "september", "sept", "sep", nullptr}, {"أكتوبر", "october", "oct", nullptr},
                                {"نوفمبر", "november", "nov", nullptr},        {"ديسمبر", "december", "dec", nullptr}};
    for (unsigned k = 0; k < 12; ++k)
      for (const char* name : names[k]) {
        if (!name) break;
        m[fold(name)] = k + 1;
      }
    return m;
  }();
  return table;
}

const std::unordered_map<std::string, unsigned>& weekdays() {  // 0 = Sunday
  static const auto table = [] {
    std::unordered_map<std::string, unsigned> w;
    const char* arabic[] = {"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"};
    const char* english[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
    for (unsigned k = 0; k < 7; ++k) w[fold(arabic[k])] = k, w[english[k]] = k;
    w[fold("الإثنين")] = 1;
    w[fold("الثلثاء")] = 2;
    w[fold("الاربعا")] = 3;
    return w;
  }();
  return table;
}

const std::unordered_map<std::string, int>& ordinals() {
  static const auto table = [] {
    std::unordered_map<std::string, int> o;
    const char* names[] = {"الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"};
    for (int k = 0; k < 10; ++k) o[fold(names[k])] = k + 1;
    o[fold("الحادي")] = 1;
    o[fold("العشرين")] = 20;
    o[fold("العشرون")] = 20;
    o[fold("الثلاثين")] = 30;
    o["first"] = 1, o["second"] = 2, o["third"] = 3, o["fourth"] = 4;
    return o;
  }();
  return table;
}

class Reader {
 public:
  Reader(const std::vector<Token>& tokens, std::size_t limit, Date today) : t_(tokens), limit_(limit), today_(today) {}

  // A whole date phrase at token i whose first word is read as `w` (proclitics cut off).
  std::optional<Span> phrase(std::size_t i, const std::string& w) const {
    if (w == "منذ" || w == "since" || w == "مذ") {
      const std::size_t at = i + 1;
      if (auto s = point(at, form(at), true)) return Span{s->from, today_, s->last, false, false, false};
      if (auto s = ago(at)) return Span{s->from, today_, s->last, false, false, false};
      return std::nullopt;
    }
    if (w == "between" || w == "بين" || w == "من" || w == "from" || (w == "ما" && form(i + 1) == "بين")) {
      const std::size_t at = i + (w == "ما" ? 2 : 1);
      if (auto s = range(at, w == "between" || w == "بين" || w == "ما")) return s;
      if (w != "من") return std::nullopt;
    }
    if (w == "قبل" || w == "before") {
      if (w == "before") return std::nullopt;
      if (auto s = ago(i + 1)) return Span{s->from, s->from, s->last, false, false, false};
      return std::nullopt;
    }
    const bool preposition = is(w, {"in", "on", "during", "over", "within", "by", "at", "of", "late", "until", "في", "خلال", "أثناء", "اثناء", "طوال", "علي", "the", "حتي", "throughout", "from", "من", "through"});
    if (preposition) {
      std::size_t at = i + 1;
      while (is(form(at), {"the", "مدي", "late", "early", "فتره", "مده"})) ++at;
      if (auto s = range(at, false); s && (w == "in" || w == "في" || w == "خلال" || w == "during" || w == "on")) return s;
      if (auto s = point(at, form(at), true)) {
        if (w == "by" || w == "until" || w == "حتي" || w == "of" || (w == "at")) return std::nullopt;
        return s;
      }
      if (w == "in" || w == "within" || w == "over" || w == "خلال" || w == "في" || w == "during") {
        if (auto s = span_of_days(at)) return s;
      }
      return std::nullopt;
    }
    if (auto s = point(i, w, false); s && !s->weak) return s;
    // three days ago
    if (auto n = cardinal(t_, i, limit_)) {
      if (auto s = english_ago(i)) return s;
    } else if (w == "a" || w == "an") {
      if (auto s = english_ago(i)) return s;
    }
    return std::nullopt;
  }

 private:
  const std::vector<Token>& t_;
  std::size_t limit_;
  Date today_;

  static bool is(std::string_view w, std::initializer_list<const char*> list) {
    for (const char* x : list)
      if (w == x) return true;
    return false;
  }
  const std::string& form(std::size_t i) const {
    static const std::string empty;
    return i < limit_ ? t_[i].form : empty;
  }

  std::optional<unsigned> month(std::size_t i, std::size_t& last) const {
    if (form(i) == "كانون" || form(i) == "تشرين") {
      const bool first = form(i + 1) == "الاول" || form(i + 1) == "اول", second = form(i + 1) == "الثاني" || form(i + 1) == "ثاني" || form(i + 1) == "ثان";
      if (!first && !second) return std::nullopt;
      last = i + 2;
      const unsigned m = form(i) == "كانون" ? (first ? 12u : 1u) : (first ? 10u : 11u);
      doubled(last);
      return m;
    }
    const auto found = i < limit_ && t_[i].kind == TokenKind::word ? months().find(t_[i].form) : months().end();
    if (found == months().end()) return std::nullopt;
    if (!t_[i].arabic && !t_[i].capital) return std::nullopt;
    last = i + 1;
    doubled(last);
    return found->second;
  }
  // "شباط / فبراير", "شباط (فبراير)": the month said twice.
  void doubled(std::size_t& last) const {
    if ((form(last) == "/" || form(last) == "(" || form(last) == "-") && last + 1 < limit_) {
      std::size_t end = 0;
      if (form(last + 1) == "كانون" || form(last + 1) == "تشرين") end = last + 3;
      else if (months().count(form(last + 1))) end = last + 2;
      if (end) {
        if (form(last) == "(" && form(end) == ")") ++end;
        last = std::min(end, limit_);
      }
    }
  }

  std::optional<int> year_at(std::size_t i) const {
    if (i < limit_ && t_[i].kind == TokenKind::number && t_[i].value >= 1990 && t_[i].value <= 2100 && t_[i].form.size() == 4) return static_cast<int>(t_[i].value);
    return std::nullopt;
  }
  // "من عام ٢٠١٨", "عام 2018", "2018", "الجاري", "الماضي" after a month.
  std::optional<int> year_after(std::size_t& last, int otherwise) const {
    std::size_t i = last;
    if (form(i) == "," || form(i) == "،") ++i;
    if (form(i) == "من" || form(i) == "of") ++i;
    if (is(form(i), {"عام", "العام", "سنه"})) ++i;
    if (auto y = year_at(i)) {
      last = i + 1;
      return y;
    }
    if (is(form(last), {"الماضي", "الفايت", "المنصرم"})) ++last;
    else if (is(form(last), {"الجاري", "الحالي"})) ++last, otherwise = static_cast<int>(civil(today_).year());
    else if (is(form(last), {"المقبل", "القادم"})) ++last, ++otherwise;  // the latest one is past, so the next
    return otherwise;
  }

  int latest_year(unsigned m, int day) const {
    const auto ymd = civil(today_);
    const int y = static_cast<int>(ymd.year());
    const bool later = m > static_cast<unsigned>(ymd.month()) || (m == static_cast<unsigned>(ymd.month()) && day > static_cast<int>(static_cast<unsigned>(ymd.day())));
    return later ? y - 1 : y;
  }

  static std::optional<Date> make(int y, unsigned m, int d) {
    if (d < 1 || d > 31 || m < 1 || m > 12) return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{static_cast<unsigned>(d)}};
    if (!ymd.ok()) return std::nullopt;
    return Date{ymd};
  }

  std::optional<int> day_number(std::size_t i, std::size_t& last) const {
    if (i >= limit_) return std::nullopt;
    if (t_[i].kind == TokenKind::number && t_[i].value >= 1 && t_[i].value <= 31 && t_[i].value == std::floor(t_[i].value) && t_[i].form.size() <= 2) {
      last = i + 1;
      if (is(form(last), {"st", "nd", "rd", "th"}) && t_[last].glued) ++last;
      return static_cast<int>(t_[i].value);
    }
    const auto o = ordinals().find(form(i));
    if (o == ordinals().end() || !t_[i].arabic) return std::nullopt;
    int d = o->second;
    last = i + 1;
    if (d <= 9 && is(form(last), {"عشر"})) d += 10, ++last;
    else if (d <= 9 && is(form(last), {"والعشرين", "والعشرون"})) d += 20, ++last;
    else if (d == 1 && is(form(last), {"والثلاثين"})) d += 30, ++last;
    return d;
  }

  // A day with its month, a month, a year, a weekday, a relative day. `held`: a preposition stands before it, so weak words count.
  std::optional<Span> point(std::size_t i, const std::string& w, bool held) const {
    if (i >= limit_) return std::nullopt;
    std::size_t last = i;
    // time of day before a day
    if (is(w, {"فجر", "صباح", "مساء", "ليل", "ليله", "ظهر", "عصر", "ظهيره", "يوم", "اليوم", "نهار", "منتصف", "ضحي"}) && i + 1 < limit_) {
      if (w != "منتصف") {
        if (auto s = point(i + 1, form(i + 1), true)) {
          const bool day = s->to - s->from == days{0};
          if (w == "اليوم" && (s->last > i + 1) && weekdays().count(form(i + 1))) return Span{today_, today_, s->last};
          if (day) return Span{s->from, s->to, s->last, s->future};
        }
      }
    }
    if (w == "اليوم" || w == "today" || w == "tonight") {
      last = i + 1;
      if (weekdays().count(form(last))) ++last;
      return Span{today_, today_, last};
    }
    if (w == "امس" || w == "yesterday" || w == "البارحه" || w == "الامس") {
      last = i + 1;
      if (weekdays().count(form(last))) ++last;
      if (is(form(last), {"الاول"})) return Span{today_ - days{2}, today_ - days{2}, last + 1};
      if (w == "yesterday" && is(form(last), {"morning", "evening", "afternoon", "night"})) ++last;
      return Span{today_ - days{1}, today_ - days{1}, last};
    }
    if (w == "اول" && (form(i + 1) == "امس" || (form(i + 1) == "من" && form(i + 2) == "امس"))) {
      last = i + (form(i + 1) == "امس" ? 2 : 3);
      if (weekdays().count(form(last))) ++last;
      return Span{today_ - days{2}, today_ - days{2}, last};
    }
    if (w == "overnight") return Span{today_ - days{1}, today_, i + 1};
    if (w == "غدا" || w == "غد" || w == "tomorrow") return Span{today_ + days{1}, today_ + days{1}, i + 1, true};
    if ((w == "الليله" || w == "last") && (form(i + 1) == "الماضيه" || form(i + 1) == "night" || form(i + 1) == "الفايته")) return Span{today_ - days{1}, today_ - (w == "last" ? days{1} : days{0}), i + 2};
    if (const auto wd = weekdays().find(w); wd != weekdays().end() && (t_[i].arabic || t_[i].capital)) {
      const unsigned current = std::chrono::weekday{today_}.c_encoding();
      int back = static_cast<int>((current + 7 - wd->second) % 7);
      if (back == 0) back = 7;
      last = i + 1;
      if (is(form(last), {"المقبل", "القادم"})) return Span{today_ + days{7 - back % 7}, today_ + days{7 - back % 7}, last + 1, true};
      if (is(form(last), {"الماضي", "الفايت", "المنصرم"})) ++last;
      if (is(form(last), {"morning", "evening", "afternoon", "night"})) ++last;
      // "الاثنين 18 آذار": the written date decides
      std::size_t after = last;
      if (form(after) == "," || form(after) == "،" || form(after) == "(" ) ++after;
      if (auto s = day_month(after)) return s;
      return Span{today_ - days{back}, today_ - days{back}, last};
    }
    if (auto s = day_month(i)) return s;
    if (auto s = part_of_month(i, w)) return s;
    if (auto s = month_alone(i, w, held)) return s;
    if (auto s = year_or_quarter(i, w, held)) return s;
    return relative_period(i, w);
  }

  std::optional<Span> day_month(std::size_t i) const {
    std::size_t last = i;
    if (i < limit_ && t_[i].kind == TokenKind::number && form(i + 1) == "/" && i + 2 < limit_ && t_[i + 2].kind == TokenKind::number) {  // 16/2/2019
      const double day = t_[i].value, of_year = t_[i + 2].value;
      if (!(day >= 1 && day < 32 && of_year >= 1 && of_year < 13)) return std::nullopt;  // also where too many digits made them NaN
      const int d = static_cast<int>(day), m = static_cast<int>(of_year);
      int y = 0;
      last = i + 3;
      if (form(i + 3) == "/" && year_at(i + 4)) y = *year_at(i + 4), last = i + 5;
      if (y == 0) y = latest_year(static_cast<unsigned>(m), d);
      if (auto date = make(y, static_cast<unsigned>(m), d)) return Span{*date, *date, last};
      return std::nullopt;
    }
    if (year_at(i) && form(i + 1) == "-" && form(i + 3) == "-" && i + 4 < limit_ && t_[i + 2].kind == TokenKind::number && t_[i + 4].kind == TokenKind::number &&
        t_[i + 2].value <= 12 && t_[i + 4].value <= 31) {
      if (auto date = make(*year_at(i), static_cast<unsigned>(t_[i + 2].value), static_cast<int>(t_[i + 4].value))) return Span{*date, *date, i + 5};
    }
    if (auto d = day_number(i, last)) {
      std::size_t at = last;
      if (form(at) == "من" || form(at) == "of") ++at;
      if (form(at) == "شهر") ++at;
      if (auto m = month(at, last)) {
        const int y = *year_after(last, latest_year(*m, *d));
        if (auto date = make(y, *m, *d)) return Span{*date, *date, last};
      }
      if (at > i + 1 && is(form(at), {"الشهر"}) && is(form(at + 1), {"نفسه", "ذاته", "الجاري", "الحالي"})) {
        const auto ymd = civil(today_);
        auto date = make(static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()), *d);
        if (date && *date > today_ && is(form(at + 1), {"نفسه", "ذاته"})) {  // the month that was spoken of, which cannot be this one
          const auto before = civil(minus_months(today_, 1));
          date = make(static_cast<int>(before.year()), static_cast<unsigned>(before.month()), *d);
        }
        if (date) return Span{*date, *date, at + 2};
      }
      if (at > i + 1 && is(form(at), {"الشهر"}) && is(form(at + 1), {"الماضي", "الفايت", "المنصرم"})) {
        const auto ymd = civil(minus_months(today_, 1));
        if (auto date = make(static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()), *d)) return Span{*date, *date, at + 2};
      }
    }
    // June 14
    if (i < limit_ && !t_[i].arabic) {
      if (auto m = month(i, last); m && last < limit_ && t_[last].kind == TokenKind::number) {
        std::size_t after = last;
        if (auto d = day_number(last, after)) {
          const int y = *year_after(after, latest_year(*m, *d));
          if (auto date = make(y, *m, *d)) return Span{*date, *date, after};
        }
      }
    }
    return std::nullopt;
  }

  std::optional<Span> part_of_month(std::size_t i, const std::string& w) const {
    const bool early = is(w, {"اوايل", "مطلع", "بدايه", "early", "مستهل"}), mid = is(w, {"منتصف", "mid", "اواسط"}), late = is(w, {"اواخر", "نهايه", "late"});
    if (!early && !mid && !late) return std::nullopt;
    std::size_t at = i + 1, last = 0;
    if (form(at) == "-") ++at;
    if (form(at) == "شهر") ++at;
    int y = 0;
    unsigned m = 0;
    if (auto month_number = month(at, last)) {
      m = *month_number;
      y = *year_after(last, latest_year(m, early ? 1 : mid ? 11 : 21));
    } else if (is(form(at), {"الشهر"})) {
      const bool previous = is(form(at + 1), {"الماضي", "الفايت", "المنصرم"});
      const auto ymd = civil(previous ? minus_months(today_, 1) : today_);
      m = static_cast<unsigned>(ymd.month());
      y = static_cast<int>(ymd.year());
      last = at + 1 + (is(form(at + 1), {"الماضي", "الجاري", "الحالي", "الفايت", "المنصرم"}) ? 1u : 0u);
    } else if (early && is(form(at), {"العام", "عام", "السنه"})) {
      y = static_cast<int>(civil(today_).year());
      last = at + 1;
      if (auto said = year_at(last)) y = *said, ++last;
      else if (is(form(last), {"الجاري", "الحالي"})) ++last;
      else if (is(form(last), {"الماضي"})) ++last, --y;
      return Span{month_first(y, 1), month_first(y, 1) + days{30}, last};
    } else {
      return std::nullopt;
    }
    const Date first = month_first(y, m);
    if (early) return Span{first, first + days{9}, last};
    if (mid) return Span{first + days{10}, first + days{19}, last};
    return Span{first + days{20}, month_end(y, m), last};
  }

  std::optional<Span> month_alone(std::size_t i, const std::string& w, bool held) const {
    std::size_t at = i, last = i;
    bool named = false;
    if (w == "شهر" || w == "شهري") ++at, named = true;
    else if (form(at) != w && !months().count(w) && w != "كانون" && w != "تشرين") return std::nullopt;
    std::optional<unsigned> m;
    if (at == i && form(at) != w) {  // a proclitic was cut off: "بشباط"
      m = months().count(w) ? std::optional<unsigned>{months().at(w)} : std::nullopt;
      last = i + 1;
    } else {
      m = month(at, last);
    }
    if (!m) return std::nullopt;
    const std::size_t bare = last;
    const int guess = latest_year(*m, 1);
    const int y = *year_after(last, guess);
    const bool firm = named || held || last > bare || last > at + 1;
    // and a second month: "in July and August", "تموز وآب"
    unsigned m2 = 0;
    if (form(last) == "and" || form(last) == "و") {
      std::size_t end = last;
      if (auto second = month(last + 1, end)) m2 = *second, last = end;
    } else if (last < limit_ && t_[last].arabic && t_[last].form.starts_with("و") && months().count(t_[last].form.substr(2))) {
      m2 = months().at(t_[last].form.substr(2));
      ++last;
    }
    Span s{month_first(y, *m), month_end(y, m2 ? m2 : *m), last};
    if (s.to < s.from) s.from = month_first(y - 1, *m);
    if (s.from <= today_ && s.to > today_ && held) s.to = month_end(y, m2 ? m2 : *m);
    s.weak = !firm;
    return s;
  }

  std::optional<Span> year_or_quarter(std::size_t i, const std::string& w, bool held) const {
    if (is(w, {"عام", "العام", "سنه", "السنه"})) {
      if (auto y = year_at(i + 1)) return Span{month_first(*y, 1), month_end(*y, 12), i + 2};
      const int y = static_cast<int>(civil(today_).year());
      if (is(form(i + 1), {"الماضي", "الماضيه", "الفايت", "المنصرم"})) return Span{month_first(y - 1, 1), month_end(y - 1, 12), i + 2};
      if (is(form(i + 1), {"الجاري", "الحالي", "الحاليه", "الجاريه"})) return Span{month_first(y, 1), today_, i + 2};
      return std::nullopt;
    }
    if (auto y = year_at(i); y && held) {
      // a four-digit count is followed by what it counts
      if (i + 1 < limit_ && t_[i + 1].kind == TokenKind::word && !is(t_[i + 1].form, {"and", "the", "but", "when", "and", "after"}) && !t_[i + 1].arabic) return Span{month_first(*y, 1), month_end(*y, 12), i + 1};
      return Span{month_first(*y, 1), month_end(*y, 12), i + 1};
    }
    std::size_t at = i;
    int quarter = 0;
    if ((w == "الربع" || w == "ربع") && ordinals().count(form(i + 1))) quarter = ordinals().at(form(i + 1)), at = i + 2;
    else if (ordinals().count(w) && form(i + 1) == "quarter") quarter = ordinals().at(w), at = i + 2;
    if (quarter >= 1 && quarter <= 4) {
      const unsigned m = static_cast<unsigned>(quarter) * 3 - 2;
      const int y = *year_after(at, latest_year(m, 1));
      return Span{month_first(y, m), month_end(y, m + 2), at};
    }
    return std::nullopt;
  }

  static int unit_days(std::string_view w) {
    if (is(w, {"يوم", "يوما", "ايام", "day", "days", "الايام", "ليله"})) return 1;
    if (is(w, {"اسبوع", "اسابيع", "اسبوعا", "week", "weeks", "الاسابيع"})) return 7;
    if (is(w, {"شهر", "شهرا", "اشهر", "شهور", "month", "months", "الاشهر", "الشهور"})) return 30;
    if (is(w, {"سنه", "عام", "عاما", "سنوات", "اعوام", "year", "years"})) return 365;
    if (is(w, {"ساعه", "ساعات", "hours", "hour"})) return 0;
    return -1;
  }
  static std::optional<std::pair<int, int>> dual(std::string_view w) {  // {count, unit in days}
    if (is(w, {"يومين", "يومان", "اليومين", "اليومان"})) return std::pair{2, 1};
    if (is(w, {"اسبوعين", "اسبوعان", "الاسبوعين"})) return std::pair{2, 7};
    if (is(w, {"شهرين", "شهران", "الشهرين"})) return std::pair{2, 30};
    if (is(w, {"عامين", "سنتين", "العامين", "السنتين"})) return std::pair{2, 365};
    if (is(w, {"ساعتين", "الساعتين"})) return std::pair{2, 0};
    return std::nullopt;
  }
  Date back(int count, int unit) const {
    if (unit == 30) return minus_months(today_, count);
    if (unit == 365) return minus_months(today_, 12 * std::min(count, 100));
    if (unit == 0) return today_ - days{(count + 23) / 24};
    return today_ - days{count * unit};
  }

  // "شهر", "ثلاثة أيام", "أيام" after قبل or منذ.
  std::optional<Span> ago(std::size_t i) const {
    if (i >= limit_) return std::nullopt;
    if (is(form(i), {"نحو", "حوالي", "قرابه", "اكثر", "about"})) i += form(i) == "اكثر" ? 2 : 1;
    if (auto d = dual(form(i))) return Span{back(d->first, d->second), today_, i + 1};
    if (const int unit = unit_days(form(i)); unit >= 0) {
      const bool plural = is(form(i), {"ايام", "اسابيع", "اشهر", "شهور", "سنوات", "اعوام", "ساعات"});
      return Span{back(plural ? 3 : 1, unit), today_, i + 1};
    }
    if (auto n = cardinal(t_, i, limit_); n && n->value > 0 && n->value < 1000) {
      if (const int unit = unit_days(form(n->last)); unit >= 0) return Span{back(static_cast<int>(n->value), unit), today_, n->last + 1};
    }
    return std::nullopt;
  }
  std::optional<Span> english_ago(std::size_t i) const {
    int count = 1;
    std::size_t at = i + 1;
    if (form(i) != "a" && form(i) != "an") {
      const auto n = cardinal(t_, i, limit_);
      if (!n || n->value < 1 || n->value > 1000) return std::nullopt;
      count = static_cast<int>(n->value);
      at = n->last;
    }
    const int unit = unit_days(form(at));
    if (unit < 0 || (form(at + 1) != "ago" && form(at + 1) != "earlier")) return std::nullopt;
    const Date d = back(count, unit);
    return Span{d, d, at + 2};
  }
  // "in two days", "خلال ثلاثة أيام", "خلال يومين", "خلال 48 ساعة"
  std::optional<Span> span_of_days(std::size_t i) const {
    if (is(form(i), {"اقل", "less"})) i += 2;
    if (auto d = dual(form(i))) {
      std::size_t last = i + 1;
      if (is(form(last), {"الماضيين", "الاخيرين"})) ++last;
      return Span{back(d->first, d->second), today_, last, false, true};
    }
    const auto n = cardinal(t_, i, limit_);
    if (!n || n->value < 1 || n->value > 1000) return std::nullopt;
    const int unit = unit_days(form(n->last));
    if (unit < 0 || unit > 30) return std::nullopt;
    return Span{back(static_cast<int>(n->value), unit), today_, n->last + 1, false, true};
  }

  // "الأسبوع الماضي", "الأيام الثلاثة الأخيرة", "الـ24 ساعة الماضية", "last week", "the past three days", "next week"
  std::optional<Span> relative_period(std::size_t i, const std::string& w) const {
    const auto past = [&](std::size_t k) { return is(form(k), {"الماضي", "الماضيه", "الماضيين", "الماضيتين", "الفايت", "الفايته", "المنصرم", "المنصرمه", "السابق", "السابقه"}); };
    const auto recent = [&](std::size_t k) { return is(form(k), {"الاخير", "الاخيره", "الاخيرين", "الاخيرتين"}); };
    const auto coming = [&](std::size_t k) { return is(form(k), {"المقبل", "المقبله", "القادم", "القادمه", "المقبلين", "القادمين"}); };
    const auto present = [&](std::size_t k) { return is(form(k), {"الجاري", "الحالي", "هذا"}); };
    if (w == "الاسبوع") {
      if (past(i + 1)) return Span{today_ - days{7}, today_ - days{1}, i + 2};
      if (recent(i + 1)) return Span{today_ - days{7}, today_, i + 2};
      if (coming(i + 1)) return Span{today_ + days{1}, today_ + days{7}, i + 2, true};
      if (present(i + 1)) return Span{today_ - days{6}, today_, i + 2};
    }
    if (w == "هذا" && form(i + 1) == "الاسبوع") return Span{today_ - days{6}, today_, i + 2};
    if (w == "الشهر" || (w == "هذا" && form(i + 1) == "الشهر")) {
      const auto ymd = civil(today_);
      const int y = static_cast<int>(ymd.year());
      const auto m = static_cast<unsigned>(ymd.month());
      if (w == "هذا") return Span{month_first(y, m), today_, i + 2};
      if (past(i + 1)) {
        const auto p = civil(minus_months(month_first(y, m), 1));
        return Span{month_first(static_cast<int>(p.year()), static_cast<unsigned>(p.month())), month_first(y, m) - days{1}, i + 2};
      }
      if (recent(i + 1)) return Span{today_ - days{30}, today_, i + 2};
      if (present(i + 1)) return Span{month_first(y, m), today_, i + 2};
      if (coming(i + 1)) return Span{today_ + days{1}, today_ + days{31}, i + 2, true};
    }
    if (auto d = dual(w); d && w.starts_with("ال")) {
      if (past(i + 1) || recent(i + 1)) return Span{back(d->first, d->second), today_, i + 2};
      if (coming(i + 1)) return Span{today_ + days{1}, today_ + days{d->first * std::max(d->second, 1)}, i + 2, true};
    }
    if (is(w, {"الايام", "الاسابيع", "الاشهر", "الساعات", "الشهور"})) {
      const int unit = w == "الساعات" ? 0 : w == "الايام" ? 1 : w == "الاسابيع" ? 7 : 30;
      std::size_t k = i + 1;
      if (is(form(k), {"القليله", "القليلة"})) ++k;
      int count = 0;
      if (k < limit_) {
        if (const auto n = cardinal(t_, k, limit_); n && n->last < limit_) count = static_cast<int>(std::min(n->value, 1000.0)), k = n->last;
      }
      if (coming(k)) return Span{today_ + days{1}, today_ + days{(count ? count : 9) * std::max(unit, 1)}, k + 1, true};
      if (is(form(k), {"القليله"})) ++k;
      if (past(k) || recent(k)) {
        if (count) return Span{back(count, unit), today_, k + 1};
        if (unit == 0) return Span{today_ - days{1}, today_, k + 1};
        if (unit == 1) return Span{today_ - days{9}, today_ - days{1}, k + 1};
        return Span{back(9, unit), today_ - days{1}, k + 1};
      }
    }
    // "الـ24 ساعة الماضية": the article before digits is its own token
    {
      std::size_t k = i;
      if (is(w, {"ال", "الـ"})) ++k;
      if (k < limit_ && (t_[k].kind == TokenKind::number || (k == i && t_[k].arabic))) {
        const auto n = cardinal(t_, k, limit_);
        if (n && n->last < limit_ && n->value >= 1 && n->value < 1000) {
          const int unit = unit_days(form(n->last));
          if (unit >= 0 && (past(n->last + 1) || recent(n->last + 1))) return Span{back(static_cast<int>(n->value), unit), today_, n->last + 2};
        }
      }
    }
    if (is(w, {"last", "past", "previous", "next", "this", "coming", "recent"})) {
      const bool next = w == "next" || w == "coming";
      std::size_t k = i + 1;
      int count = 1;
      bool counted = false;
      if (k < limit_) {
        if (const auto n = cardinal(t_, k, limit_)) count = static_cast<int>(std::min(n->value, 1000.0)), k = n->last, counted = true;
        else if (form(k) == "few" || form(k) == "several") count = 9, ++k, counted = true;
        else if (form(k) == "couple" && form(k + 1) == "of") count = 2, k += 2, counted = true;
      }
      const auto& unit_word = form(k);
      if (const auto wd = weekdays().find(unit_word); wd != weekdays().end() && !counted) {
        const unsigned current = std::chrono::weekday{today_}.c_encoding();
        int behind = static_cast<int>((current + 7 - wd->second) % 7);
        if (behind == 0) behind = 7;
        const Date d = next ? today_ + days{7 - behind % 7} : today_ - days{behind};
        return Span{d, d, k + 1, next};
      }
      std::size_t after = 0;
      if (auto m = month(k, after); m && !counted) {
        const int y = latest_year(*m, 1) + (next ? 1 : 0);
        return Span{month_first(y, *m), month_end(y, *m), after, next};
      }
      const int unit = unit_days(unit_word);
      if (unit < 0) return std::nullopt;
      if (next) {
        if (!counted && unit == 7) return Span{today_ + days{1}, today_ + days{7}, k + 1, true};
        return Span{today_ + days{1}, today_ + days{std::max(1, count * std::max(unit, 1))}, k + 1, true};
      }
      const auto ymd = civil(today_);
      const int y = static_cast<int>(ymd.year());
      if (w == "this") {
        if (unit == 7) return Span{today_ - days{6}, today_, k + 1};
        if (unit == 30) return Span{month_first(y, static_cast<unsigned>(ymd.month())), today_, k + 1};
        if (unit == 365) return Span{month_first(y, 1), today_, k + 1};
        return std::nullopt;
      }
      if (!counted && unit == 7) return Span{today_ - days{7}, w == "last" ? today_ - days{1} : today_, k + 1};
      if (!counted && unit == 30 && w == "last") {
        const auto p = civil(minus_months(month_first(y, static_cast<unsigned>(ymd.month())), 1));
        return Span{month_first(static_cast<int>(p.year()), static_cast<unsigned>(p.month())), month_first(y, static_cast<unsigned>(ymd.month())) - days{1}, k + 1};
      }
      if (!counted && unit == 365 && w == "last") return Span{month_first(y - 1, 1), month_end(y - 1, 12), k + 1};
      return Span{back(count, unit), today_, k + 1};
    }
    return std::nullopt;
  }

  // "10 و18 كانون الأول", "10 and 18 December", "5 إلى 12 حزيران", "10-18 December", "3 آذار و7 آذار"
  std::optional<Span> range(std::size_t i, bool between) const {
    std::size_t last = i;
    if (auto d1 = day_number(i, last); d1 && last < limit_) {
      std::size_t at = last;
      const bool linked = is(form(at), {"و", "and", "-", "–", "الي", "to", "حتي"});
      if (linked) {
        std::size_t l2 = 0;
        if (auto s = day_month(at + 1)) {
          if (day_number(at + 1, l2)) {
            const auto ymd = civil(s->to);
            auto from = make(static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()), *d1);
            if (from && *from <= s->to) return Span{*from, s->to, s->last};
          }
        }
      }
    }
    if (auto s1 = day_month(i)) {
      std::size_t at = s1->last;
      if (is(form(at), {"و", "and", "الي", "to", "حتي", "-", "–"})) ++at;
      else if (between && at < limit_ && t_[at].form.starts_with("و")) {
        return std::nullopt;
      } else {
        return std::nullopt;
      }
      if (auto s2 = day_month(at); s2 && s2->to >= s1->from) return Span{s1->from, s2->to, s2->last};
      return std::nullopt;
    }
    if (between) {
      std::size_t at = i, l1 = 0, l2 = 0;
      if (auto m1 = month(at, l1); m1 && is(form(l1), {"and", "و", "الي", "to"})) {
        if (auto m2 = month(l1 + 1, l2)) {
          const int y = *year_after(l2, latest_year(*m2, 1));
          Span s{month_first(y, *m1), month_end(y, *m2), l2};
          if (s.to < s.from) s.from = month_first(y - 1, *m1);
          return s;
        }
      }
    }
    return std::nullopt;
  }
};

}  // namespace

std::vector<When> dates(std::u32string_view points, const std::vector<Token>& tokens, Range range, Date today) {
  std::vector<When> out;
  for (std::size_t i = range.first; i < range.last;) {
    const Reader reader(tokens, std::min(range.last, i + 16), today);
    std::optional<Span> found;
    std::uint32_t cut = 0;
    for (const auto& reading : readings(tokens[i])) {
      if (reading.preposition == 's' || reading.preposition == 'k') continue;
      found = reader.phrase(i, reading.form);
      cut = reading.folded_cut;
      if (found) break;
    }
    if (!found || found->last <= i) {
      ++i;
      continue;
    }
    When w;
    w.first = i;
    w.last = found->last;
    w.start = offset_after(points, tokens[i], cut);
    w.end = tokens[found->last - 1].end;
    // "since" a day that lies after the report's date: the text contradicts its date; the day that it names stands
    w.from = found->from;
    w.to = std::max(found->from, found->to);
    w.future = found->future || found->from > today;
    w.duration = found->duration;
    out.push_back(w);
    i = found->last;
  }
  return out;
}

}  // namespace nuzuh::text
