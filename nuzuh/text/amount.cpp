#include "nuzuh/text/amount.hpp"

#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

#include "nuzuh/text/cardinal.hpp"
#include "nuzuh/text/unicode.hpp"

namespace nuzuh::text {
namespace {

struct Hedge {
  AmountForm form;
  std::vector<std::string> words;
};

// Phrases before a number, longest first where one begins another.
const std::unordered_map<std::string, std::vector<Hedge>>& hedges() {
  static const auto table = [] {
    std::unordered_map<std::string, std::vector<Hedge>> out;
    const auto add = [&out](AmountForm form, std::initializer_list<const char*> phrases) {
      for (const char* phrase : phrases) {
        Hedge h{form, {}};
        const std::string folded = fold(phrase);
        for (std::size_t at = 0; at <= folded.size();) {
          const std::size_t space = std::min(folded.find(' ', at), folded.size());
          h.words.push_back(folded.substr(at, space - at));
          at = space + 1;
        }
        auto& list = out[h.words.front()];
        list.push_back(h);
        for (std::size_t k = list.size(); k > 1 && list[k - 1].words.size() > list[k - 2].words.size(); --k)
          std::swap(list[k - 1], list[k - 2]);
      }
    };
    using enum AmountForm;
    add(approx, {"شي",            "بحوالي",
                 "نحو",           "حوالي",
                 "حوالى",         "قرابة",
                 "زهاء",          "ما يقارب",
                 "مايقارب",       "يقارب",
                 "تقارب",         "ما يقرب من",
                 "مايقرب من",     "ما يناهز",
                 "مايناهز",       "يناهز",
                 "تناهز",         "ناهز",
                 "بحدود",         "في حدود",
                 "تقريبا",        "قريب من",
                 "ما يقدر ب",     "يقدر عددهم ب",
                 "بما يقارب",     "ما قارب",
                 "about",         "around",
                 "some",          "roughly",
                 "approximately", "nearly",
                 "almost",        "an estimated",
                 "estimated",     "close to",
                 "circa",         "just under",
                 "just over",     "in the region of",
                 "an approximate"});
    add(exact, {"ما يعادل", "equivalent to", "the equivalent of", "exactly"});
    add(more_than, {"يفوقون",    "يتجاوزون",   "تجاوزوا",       "جاوز",           "جاوزت",      "بما يزيد على", "بما يزيد عن", "بأكثر من",
                    "مايزيد عن", "مايزيد على", "مايزيد",        "ينيف على",       "ينيف عن",    "تنيف على",     "زيادة على",   "أكثر من",
                    "اكثر من",   "أزيد من",    "اكتر من",       "أكتر من",        "ما يزيد عن", "ما يزيد على",  "يزيد عن",     "يزيد على",
                    "تزيد عن",   "تزيد على",   "يزيد عددهم عن", "يزيد عددهم على", "تجاوز",      "تجاوزت",       "يتجاوز",      "تتجاوز",
                    "ما يتجاوز", "متجاوزا",    "ما يربو على",   "يربو على",       "ما يربو عن", "ما ينوف عن",   "ما ينيف على", "ما يفوق",      "فوق",
                    "يفوق",      "تفوق",       "فاق",           "more than",      "over",       "in excess of", "upwards of",  "exceeding",
                    "exceeds",   "exceeded",   "above"});
    add(at_least, {"ما لا يقل عن",  "مالايقل عن",   "لا يقل عن",       "لا تقل عن",      "ما لايقل عن",   "لايقل عن",  "ليس أقل من",
                   "لا يقلون عن",   "لا تقلون عن",  "لا يقل عددهم عن", "لا يقل عدد",     "بما لا يقل عن", "على الأقل", "at least",
                   "no fewer than", "no less than", "not less than",   "not fewer than", "a minimum of",  "minimum"});
    add(at_most,
        {"لايتجاوز",        "لايتعدى",       "ما لا يتعدى",    "بما لا يتجاوز", "لا يزيدون على",  "لا يتجاوز عددهم", "لا تتجاوز مساحته",
         "لا يتجاوز",       "لا تتجاوز",     "لا يتجاوزن",     "لا يتجاوزون",   "لم يتجاوز",      "لم تتجاوز",       "ما لا يتجاوز",
         "لا يفوق",         "لا تفوق",         "لا يتعدى",        "لا تتعدى",      "لا يتعدون",      "لم يتعد",       "لا يزيد عن",     "لا يزيد على",     "لا تزيد عن",
         "لا تزيد على",     "لا يزيدون على", "لا يزيدون عن",   "ما لا يزيد عن", "ما لا يزيد على", "ليس أكثر من",     "لا يتعدى عددهم",
         "ما يصل إلى",      "مايصل الى",     "يصل إلى",        "تصل إلى",       "بحد أقصى",       "على الأكثر",      "up to",
         "as many as",      "as much as",    "no more than",   "not more than", "at most",        "not exceeding",   "a maximum of",
         "does not exceed", "do not exceed", "may not exceed", "not exceed"});
    add(less_than, {"أقل من", "اقل من", "ما يقل عن", "يقل عن", "تقل عن", "دون", "ما دون", "fewer than", "less than", "under", "below"});
    return out;
  }();
  return table;
}

struct Found {
  AmountForm form = AmountForm::exact;
  std::size_t last = 0;
  std::uint32_t cut = 0;
  char conjunction = 0;
};

// "لا يزيد عدد المدنيين في البلدة على ألف": the subject stands before the hedge's preposition. The token behind that.
std::optional<std::size_t> split_hedge(const Hedge& hedge, const std::vector<Token>& t, std::size_t at, std::size_t limit) {
  const std::size_t words = hedge.words.size();
  if (words < 2 || (hedge.words.back() != "عن" && hedge.words.back() != "علي") || at + words >= limit) return std::nullopt;
  for (std::size_t k = 1; k + 1 < words; ++k)
    if (t[at + k].form != hedge.words[k]) return std::nullopt;
  if (!t[at + words - 1].form.starts_with("عدد") && !t[at + words - 1].form.starts_with("اعداد")) return std::nullopt;
  for (std::size_t k = at + words; k + 1 < std::min(limit, at + words + 7) && t[k].kind == TokenKind::word; ++k)
    if (t[k].form == "عن" || t[k].form == "علي") return k + 1;
  return std::nullopt;
}

std::optional<Found> hedge_at(const std::vector<Token>& t, std::size_t at, std::size_t limit) {
  if (t[at].kind != TokenKind::word) return std::nullopt;
  for (const auto& reading : readings(t[at])) {
    const auto list = hedges().find(reading.form);
    if (list == hedges().end() || reading.preposition == 's') continue;
    for (const auto& hedge : list->second) {
      if (at + hedge.words.size() > limit) continue;
      bool same = true;
      for (std::size_t k = 1; same && k < hedge.words.size(); ++k) same = t[at + k].form == hedge.words[k];
      if (!same) {
        if (const auto split = split_hedge(hedge, t, at, limit)) return Found{hedge.form, *split, reading.folded_cut, reading.conjunction};
        continue;
      }
      std::size_t last = at + hedge.words.size();
      if (last < limit && (t[last].form == "عددهم" || t[last].form == "عددها" || t[last].form == "عدد")) ++last;  // تجاوز عددهم العشرين
      return Found{hedge.form, last, reading.folded_cut, reading.conjunction};
    }
  }
  return std::nullopt;
}

// The vague amounts: [lo, hi] in units, or as a factor of a scale.
struct Vague {
  double lo, hi;
  std::size_t last;
  std::uint32_t cut;
  char conjunction;
};

bool one_of(std::string_view form, std::initializer_list<const char*> list) {
  for (const char* word : list)
    if (form == word) return true;
  return false;
}

double plural_scale(std::string_view form) {
  if (one_of(form, {"عشرات", "العشرات", "dozens", "tens", "scores"})) return 10;
  if (one_of(form, {"ميات", "المييات", "الميات", "ميءات", "hundreds", "ماات"})) return 100;
  if (one_of(form, {"الاف", "الالاف", "الوف", "الالوف", "thousands"})) return 1000;
  if (one_of(form, {"ملايين", "الملايين", "millions"})) return 1e6;
  return 0;
}

std::optional<Vague> vague_at(const std::vector<Token>& t, std::size_t at, std::size_t limit) {
  if (t[at].kind != TokenKind::word) return std::nullopt;
  const auto next = [&](std::size_t k) -> std::string_view { return k < limit ? std::string_view(t[k].form) : std::string_view(); };
  if (!t[at].arabic) {
    const std::string& w = t[at].form;
    std::size_t i = at;
    const bool article = w == "a" && one_of(next(at + 1), {"few", "couple", "handful"});
    if (article) ++i;
    const std::string_view q = next(i);
    if (one_of(q, {"several", "few", "couple", "handful"})) {
      if (q == "few" && !article) return std::nullopt;
      const bool many = q == "several";
      ++i;
      if (next(i) == "of") ++i;
      double factor = 1;
      if (one_of(next(i), {"dozen", "dozens"})) factor = 10;
      if (one_of(next(i), {"hundred", "hundreds"})) factor = 100;
      if (one_of(next(i), {"thousand", "thousands"})) factor = 1000;
      if (factor > 1)
        ++i;
      else if (i > at + 1 && t[i - 1].form == "of" && q != "couple" && q != "handful")
        --i;
      double lo = many ? 3 : 2, hi = many ? 9 : 6;
      if (q == "couple") hi = 3;
      return Vague{lo * factor, hi * factor, i, 0, 0};
    }
    double scale = plural_scale(w);
    if (scale == 0) return std::nullopt;
    ++i;
    if (next(i) == "of" && plural_scale(next(i + 1)) > scale && scale < 1000) {
      scale *= plural_scale(next(i + 1));
      i += 2;
    }
    return Vague{2 * scale, scale == 10 ? 99 : 10 * scale - 1, i, 0, 0};
  }
  for (const auto& reading : readings(t[at])) {
    if (reading.preposition == 's') continue;
    const std::string& w = reading.form;
    if (one_of(w, {"بضع", "بضعه", "عده"})) {
      std::size_t i = at + 1;
      double factor = plural_scale(next(i));
      if (factor > 0) {
        ++i;
        if (factor < 1000 && one_of(next(i), {"الاف", "الالاف", "الوف", "الالوف"})) factor *= 1000, ++i;
      } else {
        factor = 1;
      }
      return Vague{3 * factor, 9 * factor, i, reading.folded_cut, reading.conjunction};
    }
    double scale = plural_scale(w);
    if (scale == 0) continue;
    std::size_t i = at + 1;
    if (scale < 1000 && one_of(next(i), {"الاف", "الالاف", "الوف", "الالوف"})) scale *= 1000, ++i;
    return Vague{2 * scale, scale == 10 ? 99 : 10 * scale - 1, i, reading.folded_cut, reading.conjunction};
  }
  return std::nullopt;
}

// English "a hundred", "a thousand", "a dozen", "half a million" as numbers.
std::optional<Cardinal> english_article(const std::vector<Token>& t, std::size_t at, std::size_t limit) {
  std::size_t i = at;
  double factor = 1;
  if (t[i].form == "half" && i + 2 < limit && t[i + 1].form == "a" &&
      (t[i + 2].form == "square" || t[i + 2].form == "sq" || t[i + 2].form == "kilometre" || t[i + 2].form == "kilometer"))
    return Cardinal{0.5, i + 2, 0, 0, true, false, 1};
  if (t[i].form == "half" && i + 2 < limit) {
    factor = 0.5;
    ++i;
  }
  if ((t[i].form != "a" && t[i].form != "one" && t[i].form != "the") || i + 1 >= limit) return std::nullopt;
  const double scale = t[i + 1].form == "hundred" ? 100 : scale_word(t[i + 1].form);
  if (scale == 0 || (t[i].form == "the" && factor == 1)) return std::nullopt;
  if (t[i].form == "one") return std::nullopt;  // read by the grammar
  return Cardinal{factor * scale, i + 2, 0, 0, true, true, scale};
}

std::optional<Cardinal> number_at(const std::vector<Token>& t, std::size_t at, std::size_t limit) {
  if (at >= limit) return std::nullopt;
  if (t[at].kind == TokenKind::word && t[at].arabic && at + 1 < limit) {
    // "a quarter of a million", "half a million"
    for (const auto& reading : readings(t[at])) {
      const double part = reading.form == "ربع" ? 0.25 : reading.form == "نصف" ? 0.5 : 0.0;
      if (part == 0 || reading.preposition == 's') continue;
      const double scale = scale_word(t[at + 1].form.starts_with("ال") ? t[at + 1].form.substr(4) : t[at + 1].form);
      if (scale >= 1000) return Cardinal{part * scale, at + 2, reading.folded_cut, reading.conjunction, true, true, scale};
      if (t[at + 1].form == "كيلومتر" || t[at + 1].form == "كم" || t[at + 1].form == "كلم")
        return Cardinal{part, at + 1, reading.folded_cut, reading.conjunction, true, false, 1};
    }
  }
  if (auto c = cardinal(t, at, limit)) return c;
  if (t[at].kind == TokenKind::word && !t[at].arabic) return english_article(t, at, limit);
  return std::nullopt;
}

double rounded(double v) { return std::nearbyint(v); }

void set(Amount& a, AmountForm form, double value) {
  a.form = form;
  switch (form) {
    case AmountForm::approx:
      a.lo = rounded(0.85 * value), a.hi = rounded(1.15 * value);
      break;
    case AmountForm::more_than:
    case AmountForm::at_least:
      a.lo = value, a.hi = k_unbounded;
      break;
    case AmountForm::at_most:
    case AmountForm::less_than:
      a.lo = 0, a.hi = value;
      break;
    default:
      a.lo = a.hi = value;
  }
}

bool is_dash(std::string_view f) { return f == "-" || f == "–" || f == "—" || f == "−"; }

// Second end of a range; a scale said once belongs to both (12 و15 ألف).
void pair(Amount& a, Cardinal first, const Cardinal& second) {
  if (second.scaled && !first.scaled && second.scale > 1 && first.value < 1000 && first.value <= second.value / second.scale)
    first.value *= second.scale;
  a.lo = std::min(first.value, second.value);
  a.hi = std::max(first.value, second.value);
  a.form = AmountForm::range;
  a.last = second.last;
}

std::optional<Amount> amount_at(std::u32string_view points, const std::vector<Token>& t, std::size_t at, std::size_t limit) {
  Amount a;
  a.first = at;
  const auto finish = [&](std::uint32_t cut, char conjunction) {
    a.start = offset_after(points, t[a.first], cut);
    a.end = t[a.last - 1].end;
    a.conjoined = conjunction == 'w';
    return a;
  };
  // بين A وB, ما بين, between A and B, من A إلى B, from A to B
  if (t[at].kind == TokenKind::word) {
    for (const auto& reading : readings(t[at])) {
      const std::string& w = reading.form;
      std::size_t i = at + 1;
      const bool between = w == "بين" || w == "between" || (w == "ما" && i < limit && t[i].form == "بين");
      const bool from = w == "من" || w == "from";
      if (!between && !from) continue;
      if (w == "ما") ++i;
      const auto first = number_at(t, i, limit);
      if (!first || first->last >= limit) break;
      std::size_t j = first->last;
      const auto& link = t[j].form;
      std::optional<Cardinal> second;
      if (between && (link == "و" || link == "and" || is_dash(link)))
        second = number_at(t, j + 1, limit);
      else if (link == "الي" || link == "to" || is_dash(link))
        second = number_at(t, j + 1, limit);
      else if (between) {
        second = number_at(t, j, limit);
        if (second && second->conjunction != 'w') second.reset();
      }
      if (!second) break;
      a.core_first = i;
      a.words = first->words;
      pair(a, *first, *second);
      return finish(reading.folded_cut, reading.conjunction);
    }
  }
  std::size_t i = at;
  auto hedge = hedge_at(t, at, limit);
  std::optional<AmountForm> second_hedge;
  if (hedge) {
    i = hedge->last;
    if (i >= limit) return std::nullopt;
    if (const auto more = hedge_at(t, i, limit)) {  // "at least about"
      second_hedge = more->form;
      i = more->last;
    }
  }
  if (i >= limit) return std::nullopt;
  // "لا تتجاوز طاقته الاستيعابية 6,000": the subject may stand between a hedging verb and its number
  bool verb = false;
  for (std::size_t k = at; hedge && k < i; ++k)
    for (const char* stem : {"تجاوز", "جاوز", "تعدي", "تعد", "فاق", "يفوق", "تفوق"}) verb = verb || t[k].form.ends_with(stem);
  if (verb) {
    const std::size_t reach = t[i - 1].form.starts_with("عدد") ? 7 : 4;
    for (std::size_t k = i; k < std::min(limit, i + reach); ++k) {
      if (t[k].kind == TokenKind::mark) break;
      if (t[k].kind == TokenKind::number || number_at(t, k, limit)) {
        i = k;
        break;
      }
    }
  }
  a.core_first = i;
  if (const auto vague = vague_at(t, i, limit)) {
    a.lo = vague->lo;
    a.hi = vague->hi;
    a.form = AmountForm::vague;
    a.words = true;
    a.last = vague->last;
    if (hedge && (hedge->form == AmountForm::more_than || hedge->form == AmountForm::at_least)) a.hi = k_unbounded, a.form = hedge->form;
    // "a few hundred, perhaps not above a thousand"
    std::size_t k = a.last;
    if (k < limit && t[k].form == "ربما") ++k;
    if (k < limit) {
      const auto cap = hedge_at(t, k, limit);
      if (cap && cap->form == AmountForm::at_most && cap->last < limit) {
        const auto top = number_at(t, cap->last, limit);
        if (top && top->value >= a.lo) a.hi = top->value, a.last = top->last;
      }
    }
    return finish(hedge ? hedge->cut : vague->cut, hedge ? hedge->conjunction : vague->conjunction);
  }
  const auto number = number_at(t, i, limit);
  if (!number) return std::nullopt;
  if (hedge && number->conjunction) return std::nullopt;
  a.words = number->words;
  a.last = number->last;
  const std::uint32_t cut = hedge ? hedge->cut : number->cut;
  const char conjunction = hedge ? hedge->conjunction : number->conjunction;
  // A-B, A to B, A إلى B
  if (a.last + 1 < limit && (is_dash(t[a.last].form) || t[a.last].form == "الي" || t[a.last].form == "to")) {
    const auto second = number_at(t, a.last + 1, limit);
    if (second && second->cut == 0 && second->value > number->value) {
      pair(a, *number, *second);
      return finish(cut, conjunction);
    }
  }
  if (a.last + 1 < limit && t[a.last].form == "or") {  // "two or three"
    const auto second = number_at(t, a.last + 1, limit);
    if (second && second->value > number->value) {
      pair(a, *number, *second);
      return finish(cut, conjunction);
    }
  }
  if (a.last + 1 < limit && t[a.last].form == "او") {
    const auto second = number_at(t, a.last + 1, limit);
    if (second && second->cut == 0 && second->value > number->value) {
      pair(a, *number, *second);
      return finish(cut, conjunction);
    }
  }
  set(a, hedge ? hedge->form : AmountForm::exact, number->value);
  if (second_hedge && hedge->form == AmountForm::exact) set(a, *second_hedge, number->value);
  return finish(cut, conjunction);
}

}  // namespace

std::string_view to_string(AmountForm form) {
  static constexpr std::array<std::string_view, 10> names = {"exact",     "approx", "at_least", "more_than", "at_most",
                                                             "less_than", "range",  "vague",    "dual",      "singular"};
  return names[static_cast<std::size_t>(form)];
}

bool apply_hedge_after(Amount& a, const std::vector<Token>& t, std::size_t at, std::size_t limit) {
  if (at >= limit || t[at].kind != TokenKind::word) return false;
  const auto two = [&](const char* x, const char* y) { return t[at].form == x && at + 1 < limit && t[at + 1].form == y; };
  const double value = a.lo;
  std::size_t used = 0;
  AmountForm form = AmountForm::exact;
  const auto three = [&](const char* x, const char* y, const char* z) { return two(x, y) && at + 2 < limit && t[at + 2].form == z; };
  if (three("علي", "اقل", "تقدير") || three("في", "اقل", "تقدير"))
    form = AmountForm::at_least, used = 3;
  else if (two("علي", "الاقل") || two("كحد", "ادني") || two("at", "least") || two("or", "more") || two("او", "اكثر") || two("او", "يزيد"))
    form = AmountForm::at_least, used = 2;
  else if (t[at].form == "فاكثر" || t[at].form == "فصاعدا" || t[at].form == "علياقل")
    form = AmountForm::at_least, used = 1;
  else if (two("علي", "الاكثر") || two("كحد", "اقصي") || two("at", "most") || two("or", "fewer") || two("او", "اقل"))
    form = AmountForm::at_most, used = 2;
  else if (t[at].form == "تقريبا")
    form = AmountForm::approx, used = 1;
  else if (two("or", "so") || two("علي", "التقريب"))
    form = AmountForm::approx, used = 2;
  else if (t[at].form == "ونيف" || t[at].form == "ونيفا" || two("و", "نيف")) {
    if (a.form != AmountForm::exact || value < 10) return false;
    double step = 10;
    while (std::fmod(value, step * 10) == 0) step *= 10;
    a.lo = value + 1;
    a.hi = value + step - 1;
    a.form = AmountForm::vague;
    a.last = at + (t[at].form == "و" ? 2 : 1);
    a.end = t[a.last - 1].end;
    return true;
  }
  if (used == 0) return false;
  if (a.form == AmountForm::exact || a.form == AmountForm::dual || a.form == AmountForm::singular) set(a, form, value);
  a.last = at + used;
  a.end = t[a.last - 1].end;
  return true;
}

std::vector<Amount> amounts(std::u32string_view points, const std::vector<Token>& tokens, Range range, const std::vector<bool>& taken) {
  std::vector<Amount> out;
  for (std::size_t i = range.first; i < range.last;) {
    if (taken[i]) {
      ++i;
      continue;
    }
    std::size_t limit = i;
    const std::size_t furthest = std::min(range.last, i + 40);
    while (limit < furthest && !taken[limit]) ++limit;
    auto a = amount_at(points, tokens, i, limit);
    if (!a) {
      ++i;
      continue;
    }
    apply_hedge_after(*a, tokens, a->last, limit);
    i = a->last;
    out.push_back(*a);
  }
  return out;
}

std::optional<double> number_value(std::string_view phrase) {
  const auto points = decode(phrase);
  const auto tokens = tokenise(points, 0, static_cast<std::uint32_t>(points.size()));
  const auto number = tokens.empty() ? std::nullopt : number_at(tokens, 0, tokens.size());
  if (!number || number->last != tokens.size()) return std::nullopt;
  return number->value;
}

}  // namespace nuzuh::text
