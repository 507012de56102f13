// How long something will last, where an end is spoken of.
#include <algorithm>

#include "nuzuh/reading/document.hpp"

namespace nuzuh::reading {
namespace {

// "days", "a few weeks", "أيام أو بضعة أسابيع" where the end of something is spoken of.
struct Duration {
  double lo, hi;
  int unit;  // days in one: 0 for hours
  std::size_t last;
};

std::optional<Duration> duration_at(const Document& doc, std::size_t i, std::size_t limit) {
  const auto& f = doc.tokens[i].form;
  static const std::pair<const char*, int> plurals[] = {{"ايام", 1}, {"اسابيع", 7}, {"اشهر", 30},   {"شهور", 30}, {"ساعات", 0},
                                                        {"days", 1}, {"weeks", 7},  {"months", 30}, {"hours", 0}};
  static const std::pair<const char*, int> singles[] = {{"يوم", 1},   {"يوما", 1}, {"اسبوع", 7},  {"اسبوعا", 7}, {"شهر", 30},
                                                        {"شهرا", 30}, {"week", 7}, {"month", 30}, {"day", 1}};
  for (const auto& [word, unit] : plurals) {
    if (f != word) continue;
    const bool few = i + 1 < limit && (doc.tokens[i + 1].form == "قليله" || doc.tokens[i + 1].form == "معدوده");
    return Duration{few ? 2.0 : 3.0, few ? 6.0 : 9.0, unit, i + (few ? 2u : 1u)};
  }
  for (const auto& [word, unit] : singles)
    if (f == word) return Duration{1, 1, unit, i + 1};
  return std::nullopt;
}

const char* unit_name(int days) { return days == 0 ? "hours" : days == 1 ? "days" : days == 7 ? "weeks" : "months"; }
int unit_days(std::string_view unit) { return unit == "hours" ? 0 : unit == "days" ? 1 : unit == "weeks" ? 7 : unit == "months" ? 30 : -1; }

}  // namespace

void find_durations(Document& doc) {
  for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
    const auto range = doc.sentences[s];
    bool outlook = false;
    for (const auto& t : doc.triggers) outlook = outlook || (t.sentence == s && t.family == "outlook");
    if (!outlook) continue;
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (doc.dated[i] || doc.mark(i)) continue;
      bool inside = false;
      for (const auto& a : doc.amounts)
        inside = inside || (i >= a.first && i < std::max(a.last, a.noun_last == k_none ? a.last : a.noun_last));
      if (inside) continue;
      const auto d = duration_at(doc, i, range.last);
      if (!d) continue;
      AmountMention a;
      a.first = i, a.last = d->last, a.sentence = s, a.start = doc.tokens[i].start, a.end = doc.tokens[d->last - 1].end;
      a.cls = CountClass::time;
      a.unit = unit_name(d->unit);
      a.noun_first = i, a.noun_last = d->last;
      a.amount.first = i, a.amount.last = d->last, a.amount.core_first = i, a.amount.start = a.start, a.amount.end = a.end;
      a.amount.lo = d->lo, a.amount.hi = d->hi;
      a.amount.form = d->lo == d->hi ? text::AmountForm::exact : text::AmountForm::vague;
      doc.amounts.push_back(a);
      i = d->last - 1;
    }
  }
  std::stable_sort(doc.amounts.begin(), doc.amounts.end(),
                   [](const AmountMention& x, const AmountMention& y) { return x.first < y.first; });
  // "a week or two weeks", "days or a few weeks": one range
  for (std::size_t i = 0; i + 1 < doc.amounts.size(); ++i) {
    auto &a = doc.amounts[i], &b = doc.amounts[i + 1];
    if (a.cls != CountClass::time || (b.cls != CountClass::time && !(b.cls == CountClass::none && b.unit.empty())) ||
        a.sentence != b.sentence)
      continue;
    const std::size_t end = std::max(a.last, a.noun_last == k_none ? a.last : a.noun_last);
    if (b.first < end || b.first > end + 2) continue;
    bool linked = false;
    for (std::size_t k = end; k < b.first; ++k)
      linked = linked || doc.tokens[k].form == "او" || doc.tokens[k].form == "ام" || doc.tokens[k].form == "or" ||
               doc.tokens[k].form == "وربما" || doc.tokens[k].form == "to" || doc.tokens[k].form == "الي";
    if (!linked) continue;
    if (unit_days(b.unit) < 0 && b.amount.form == text::AmountForm::exact) b.unit = a.unit;
    const int ua = unit_days(a.unit), ub = unit_days(b.unit);
    if (ua != ub) {
      const double fa = std::max(ua, 1), fb = std::max(ub, 1);
      a.amount.lo *= fa, a.amount.hi *= fa, b.amount.lo *= fb, b.amount.hi *= fb;
      a.unit = "days";
    }
    a.amount.lo = std::min(a.amount.lo, b.amount.lo);
    a.amount.hi = std::max(a.amount.hi, b.amount.hi);
    a.amount.form = text::AmountForm::range;
    a.last = b.last, a.noun_last = std::max(b.last, b.noun_last == k_none ? b.last : b.noun_last), a.end = doc.tokens[a.noun_last - 1].end;
    b.cls = CountClass::reject;
  }
}

}  // namespace nuzuh::reading
