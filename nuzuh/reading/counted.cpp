// What is counted: amounts with their nouns, and nouns that carry their number.
#include <algorithm>

#include "nuzuh/reading/document.hpp"
#include "nuzuh/text/unicode.hpp"

namespace nuzuh::reading {
namespace {

using text::Token;
using text::TokenKind;

CountClass class_of(std::string_view flags) {
  if (flags.starts_with("civ")) return CountClass::civilian;
  if (flags.starts_with("fig")) return CountClass::fighter;
  if (flags.starts_with("any")) return CountClass::any;
  if (flags.starts_with("item")) return CountClass::item;
  if (flags.starts_with("aid")) return CountClass::aid;
  if (flags.starts_with("size")) return CountClass::size;
  if (flags.starts_with("time")) return CountClass::time;
  if (flags.starts_with("veh")) return CountClass::vehicle;
  if (flags.starts_with("no")) return CountClass::reject;
  return CountClass::object;
}

/// "a dead", "and a wounded": one person, and what befell them.
bool one_harmed(std::string_view form) {
  for (const char* word : {"قتيل", "قتيله", "شهيد", "شهيده", "جريح", "جريحه"})
    if (form.ends_with(word)) return true;
  return false;
}

char number_of(std::string_view flags) { return flags.empty() ? 'a' : flags.back(); }

// The counted noun of an amount: the first known noun within a few tokens after it, "of" allowed; or a noun just before it.
void find_noun(Document& doc, AmountMention& a, std::size_t limit) {
  const auto& lexicon = Lexicon::instance();
  const auto& t = doc.tokens;
  const bool arabic = a.last < limit ? t[a.last].arabic : t[a.amount.core_first].arabic;
  std::size_t seen = 0;
  for (std::size_t k = a.last; k < limit && seen < 5; ++k, ++seen) {
    if (doc.mark(k)) {
      const auto& f = t[k].form;
      if (f == "%" || f == "٪") {
        a.cls = CountClass::reject;
        return;
      }
      if (f == "\"" || f == "«" || f == "”" || f == "“" || f == "-") continue;
      break;
    }
    if (t[k].kind == TokenKind::number || doc.dated[k]) break;
    if (doc.word(k, "others") && k == a.last) {
      a.others = true;
      a.noun_first = k;
      a.noun_last = k + 1;
      // "آخرين من عناصر": a noun may still follow
      if (k + 1 < limit && (t[k + 1].form == "من" || !t[k + 1].arabic)) continue;
      return;
    }
    // "eight thousand fighters and forty thousand of their relatives"
    if (k > a.last && t[k - 1].form == "من" && t[k].form.ends_with("هم"))
      for (const char* kin : {"عايل", "عوايل", "اسر", "ذوي", "اقارب", "اهال"})
        if (t[k].form.find(kin) != std::string::npos) {
          a.cls = CountClass::any, a.unit = "persons", a.group = "families";
          a.noun_first = k, a.noun_last = k + 1;
          return;
        }
    // "hundreds of the relatives of members of the group"
    if (k > a.last && t[k - 1].form == "من")
      for (const char* kin : {"اقارب", "عايلات", "عوايل", "اسر", "ذوي", "زوجات", "ارامل", "افراد عايلات"})
        if (t[k].form == kin) {
          a.cls = CountClass::any, a.unit = "persons", a.group = "families";
          a.noun_first = k, a.noun_last = k + 1;
          return;
        }
    if (k == a.last && t[k].form == "عدد") break;  // "rose to 106 the number of those who died"
    if (k > a.last && t[k - 1].form == "من" && (t[k].form == "القوات" || t[k].form == "قوات")) {  // "hundreds of the loyal forces"
      a.cls = CountClass::fighter;
      a.unit = "fighters";
      return;
    }
    // "130 were members of the group"
    if (!arabic && k == a.last && (t[k].form == "were" || t[k].form == "are")) {
      const auto actor = k + 1 < limit ? lexicon.match(Table::actor, t, k + 1, limit) : std::nullopt;
      if (actor && actor->entry->flags == "armed_actor" && actor->last < limit &&
          (t[actor->last].form == "members" || t[actor->last].form == "fighters")) {
        a.cls = CountClass::fighter;
        a.unit = "fighters";
        return;
      }
    }
    if (k > a.last && t[k - 1].form == "من") {  // "nine of the factions": fighters of an armed actor
      const auto actor = lexicon.match(Table::actor, t, k, limit);
      const auto noun = lexicon.match(Table::noun, t, k, limit);
      if (actor && actor->entry->flags == "armed_actor" && (!noun || noun->entry->flags.starts_with("no"))) {
        a.cls = CountClass::fighter;
        a.unit = "fighters";
        return;
      }
    }
    if (const auto hit = lexicon.match(Table::noun, t, k, limit)) {
      if (hit->conjunction) break;  // "وأسر خمسة": and captured, not families
      if (hit->preposition && arabic && (hit->preposition != 'l' || !t[k].form.starts_with("لل"))) break;  // "injured 46 by raids"
      a.cls = class_of(hit->entry->flags);
      a.unit = std::string(hit->entry->head);
      a.group = std::string(hit->entry->group);
      a.noun_first = k;
      a.noun_last = hit->last;
      a.others = false;
      if (a.unit == "families" && k > a.last && (t[k - 1].form == "من" || t[k - 1].form == "one" || t[k - 1].form == "of") &&
          number_of(hit->entry->flags) == 's') {  // "four of one family"
        a.unit = "persons", a.cls = CountClass::civilian;
        a.group.clear();
      }
      if (a.cls == CountClass::any) {
        // "eight dead, all civilians": a second noun right behind tells the class
        const bool kin =
            t[k].form == "ذوي" || t[k].form == "اقارب" || t[k].form == "relatives" || t[k].form == "wives" || t[k].form == "members";
        for (std::size_t m = hit->last; !kin && m < std::min(limit, hit->last + 4); ++m) {
          if (doc.mark(m) || t[m].kind == TokenKind::number || doc.word(m, "share") || t[m].form == "بين") break;
          const auto second = lexicon.match(Table::noun, t, m, limit);
          if (!second || second->conjunction) continue;
          const CountClass cls = class_of(second->entry->flags);
          if (cls == CountClass::fighter || cls == CountClass::civilian) {
            a.cls = cls;
            if (cls == CountClass::fighter) a.unit = "fighters";
            if (a.group.empty()) a.group = std::string(second->entry->group);
            a.noun_last = std::max(a.noun_last, second->last);
          }
          break;
        }
      }
      return;
    }
    const std::string& f = t[k].form;
    if (arabic && doc.word(k, "contrast")) break;
    if (lexicon.match(Table::trigger, t, k, limit)) break;
    if (arabic) {
      if (f == "من" || f == "الي" || f == "في") {
        if (f != "من") break;
        continue;
      }
      if (any_of(f, {"داخل", "ضمن", "قرب", "خارج", "حول", "وسط"})) break;
      // adjectives between number and noun are rare in Arabic; an actor after "of" is allowed
      if (const auto actor = lexicon.match(Table::actor, t, k, limit)) {
        if (k > a.last && t[k - 1].form == "من" && actor->entry->flags == "armed_actor") {
          a.cls = CountClass::fighter;
          a.unit = "fighters";
          return;
        }
        continue;
      }
      if (t[k].form.starts_with("و") && k > a.last) break;
    } else if (f == "those" && k == a.last + 1 && t[k - 1].form == "of") {  // "16 of those who ..."
      a.cls = CountClass::any, a.unit = "persons";
      return;
    } else if (f == "of" || f == "the" || f == "its" || f == "their") {
      continue;
    } else if (const auto actor = lexicon.match(Table::actor, t, k, limit);
               actor && actor->entry->flags == "armed_actor" && actor->last < limit &&
               (t[actor->last].form == "members" || t[actor->last].form == "member" || t[actor->last].form == "personnel" ||
                t[actor->last].form == "dead" || t[actor->last].form == "men" || t[actor->last].form == "troops" ||
                t[actor->last].form == "combatants")) {
      a.cls = CountClass::fighter;
      a.unit = "fighters";
      a.noun_first = k;
      a.noun_last = actor->last + 1;
      return;
    } else if (f == "in" || f == "from" || f == "to" || f == "at" || f == "on" || f == "and" || f == "were" || f == "was" || f == "are" ||
               f == "have" || f == "had" || f == "who" || f == "for" || f == "by") {
      break;
    }
  }
  // "the number of fighters does not exceed 500"
  for (std::size_t k = a.first; k + 1 < a.amount.core_first; ++k)
    if (t[k].form == "عدد" || t[k].form == "اعداد")
      if (const auto hit = lexicon.match(Table::noun, t, k + 1, a.amount.core_first)) {
        a.cls = class_of(hit->entry->flags);
        a.unit = std::string(hit->entry->head);
        a.group = std::string(hit->entry->group);
        a.noun_first = k + 1, a.noun_last = hit->last;
        return;
      }
  // before the amount: "عدد القتلى إلى 60", "لغم ... "
  if (a.first == 0) return;
  if (a.first > 1 && t[a.first - 1].form == "of" && t[a.first - 2].form == "family" && doc.sentence_of[a.first - 2] == a.sentence) {
    a.cls = CountClass::civilian, a.unit = "persons";
    return;
  }
  // "fighters whose number exceeded twenty"
  for (std::size_t k = a.first; k < a.amount.core_first; ++k)
    if (t[k].form == "عددهم" || t[k].form == "عددها")
      if (const auto hit = lexicon.match(Table::noun, t, a.first - 1, a.first); hit && doc.sentence_of[a.first - 1] == a.sentence) {
        a.cls = class_of(hit->entry->flags);
        a.unit = std::string(hit->entry->head);
        a.group = std::string(hit->entry->group);
        a.noun_first = a.first - 1, a.noun_last = a.first;
        return;
      }
  if (t[a.first].arabic && t[a.first].form.starts_with("ال") && a.last == a.first + 1 && doc.sentence_of[a.first - 1] == a.sentence &&
      t[a.first - 1].form.starts_with("ال")) {
    if (const auto hit = lexicon.match(Table::noun, t, a.first - 1, a.first);
        hit && class_of(hit->entry->flags) != CountClass::reject && class_of(hit->entry->flags) != CountClass::time) {
      a.cls = class_of(hit->entry->flags);
      a.unit = std::string(hit->entry->head);
      a.group = std::string(hit->entry->group);
      a.noun_first = a.first - 1, a.noun_last = a.first;
      return;
    }
  }
  seen = 0;
  bool colon = false;
  for (std::size_t k = a.first; k-- > 0 && seen < 7 && doc.sentence_of[k] == a.sentence; ++seen) {
    if (t[k].form == ":" && k + 1 == a.first) {  // "vacant tents: 85"
      colon = true;
      continue;
    }
    if (doc.mark(k) || t[k].kind == TokenKind::number || doc.dated[k]) break;
    if (doc.word(k, "share")) break;
    const auto hit = lexicon.match(Table::noun, t, k, a.first);
    if (!hit) continue;
    const CountClass cls = class_of(hit->entry->flags);
    if (cls == CountClass::size || cls == CountClass::time || cls == CountClass::reject || cls == CountClass::vehicle) break;
    if (seen >= 4 && !(k > 0 && t[k - 1].form == "عدد")) continue;
    if (colon || (k > 0 && (t[k - 1].form == "عدد" || t[k - 1].form == "حصيله" || t[k - 1].form == "of" || t[k - 1].form == "اعداد" ||
                            t[k - 1].form == "حصيلة"))) {
      a.cls = cls;
      a.unit = std::string(hit->entry->head);
      a.group = std::string(hit->entry->group);
      a.noun_first = k;
      a.noun_last = hit->last;
      return;
    }
  }
}

}  // namespace

void find_amounts(Document& doc) {
  const auto& lexicon = Lexicon::instance();
  const auto& t = doc.tokens;
  for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
    const auto range = doc.sentences[s];
    std::vector<bool> covered(range.last - range.first, false);
    for (const auto& amount : text::amounts(doc.points, t, range, doc.dated)) {
      AmountMention a;
      a.first = amount.first, a.last = amount.last, a.start = amount.start, a.end = amount.end, a.sentence = s, a.amount = amount;
      const std::string& f = t[amount.core_first].form;
      if ((f == "الميه" || f == "المايه" || f == "الماءه" || f == "ميه" || f == "مايه") && a.first > range.first &&
          (t[a.first - 1].form == "في" || t[a.first - 1].form == "ب"))
        continue;                                                                                                  // per cent
      if (t[amount.core_first].arabic && f.starts_with("بالم") && amount.lo == 100 && amount.hi == 100) continue;  // "65 بالمئة"
      if (f == "one" && a.first > range.first && t[a.first - 1].form == "not") continue;                           // "not one family"
      // "one of the ...", "no one", a lone "one" after its noun, ordinals with the article
      if (!t[amount.core_first].arabic && f == "one" && amount.form == text::AmountForm::exact && a.last < range.last &&
          (t[a.last].form == "of" || t[a.last].form == "another"))
        continue;
      if (a.last < range.last && (t[a.last].form == "thirds" || t[a.last].form == "quarters" || t[a.last].form == "fifths")) continue;
      if (f == "one" && a.first > range.first && (t[a.first - 1].form == "no" || t[a.first - 1].form == "every")) continue;
      if (amount.words && amount.lo == 1 && amount.hi == 1 && t[amount.core_first].arabic) continue;
      if (a.last < range.last && t[a.last].glued &&
          (t[a.last].form == ":" || t[a.last].form == "th" || t[a.last].form == "st" || t[a.last].form == "nd" || t[a.last].form == "rd"))
        continue;
      if (a.first > range.first && (t[a.first - 1].form == "الساعه" || t[a.first - 1].form == "at") && a.last < range.last &&
          (t[a.last].form == ":" || t[a.last].form == "am" || t[a.last].form == "pm" ||
           (t[a.last].form == "." && a.last + 1 < range.last && t[a.last + 1].kind == TokenKind::number) || t[a.last].form == "صباحا" ||
           t[a.last].form == "مساء"))
        continue;
      if (a.first > range.first && t[a.first].glued && t[a.first - 1].kind == TokenKind::word && t[a.first - 1].form.size() > 2)
        continue;  // ديرالزور24
      // "of 2,500": what a share is taken from is not counted
      if (a.first >= range.first + 2 &&
          ((t[a.first - 1].form == "اصل" && t[a.first - 2].form == "من") || (t[a.first - 1].form == "of" && t[a.first - 2].form == "out")))
        continue;
      // "الواقعة على مسافة 25 كيلومتراً", "the first twelve days", "aged 11 and 13"
      if (a.first > range.first + 1 && t[a.first - 1].form == "مسافه" && t[a.first - 2].form == "علي") continue;
      if (a.first > range.first && t[a.first].arabic && amount.words && t[a.first].form.starts_with("ال") &&
          any_of(t[a.first - 1].form, {"الايام", "الاسابيع", "الاشهر", "الشهور", "الساعات", "السنوات", "الاعوام"}))
        continue;
      if (a.first > range.first + 2 && t[a.first - 1].form == "and" && t[a.first - 3].form == "aged") continue;
      // "300 of the 9,000 residents": the residents are those of the first
      if (!t[a.first].arabic && a.first > range.first + 2 && !doc.amounts.empty() && doc.amounts.back().sentence == s &&
          any_of(t[a.first - 1].form, {"the", "its", "their", "some"}) && t[a.first - 2].form == "of" &&
          doc.amounts.back().last == a.first - 2) {
        find_noun(doc, a, range.last);
        auto& before = doc.amounts.back();
        before.cls = a.cls, before.unit = a.unit, before.group = a.group, before.noun_first = a.noun_first, before.noun_last = a.noun_last;
        continue;
      }
      if (!t[a.first].arabic && a.first > range.first &&
          (t[a.first - 1].form == "phase" || t[a.first - 1].form == "sector" || t[a.first - 1].form == "block" ||
           t[a.first - 1].form == "annex" || t[a.first - 1].form == "highway" || t[a.first - 1].form == "resolution"))
        continue;
      if (!t[a.first].arabic && a.first > range.first + 1 && t[a.first - 1].form == "of" &&
          (t[a.first - 2].form == "boy" || t[a.first - 2].form == "girl" || t[a.first - 2].form == "child" ||
           t[a.first - 2].form == "man" || t[a.first - 2].form == "woman"))
        continue;  // an age
                   // "38 civilians of three families": the families are not counted for themselves
      if (a.first > range.first && (t[a.first - 1].form == "من" || t[a.first - 1].form == "from" || t[a.first - 1].form == "of") &&
          !doc.amounts.empty() && doc.amounts.back().sentence == s && doc.amounts.back().unit == "persons" &&
          doc.amounts.back().noun_last != k_none && doc.amounts.back().noun_last + 1 == a.first && a.last < range.last &&
          lexicon.match(Table::noun, t, a.last, range.last) && lexicon.match(Table::noun, t, a.last, range.last)->entry->head == "families")
        continue;
      if (a.first > range.first + 1 && t[a.first - 1].form == "ال" && (t[a.first - 2].form == "الساعات" || t[a.first - 2].form == "الايام"))
        continue;
      if (a.first > range.first && (t[a.first - 1].form == "aged" || t[a.first - 1].form == "عمره" || t[a.first - 1].form == "عمرها" ||
                                    t[a.first - 1].form == "بعمر"))
        continue;
      if (a.first > range.first && t[a.first].arabic && (f == "عشر" || f == "عشره") && t[a.first - 1].form.starts_with("ال"))
        continue;  // "the eighteenth"
      // "the twenty-second of it"
      if (t[a.first].arabic && amount.words && a.first > range.first &&
          (t[a.first].form.starts_with("وال") || t[a.first].form.starts_with("ال"))) {
        static const char* const ordinals[] = {"الحادي",  "الثاني",  "الثالث",  "الرابع",  "الخامس",  "السادس",
                                               "السابع",  "الثامن",  "التاسع",  "الحاديه", "الثانيه", "الثالثه",
                                               "الرابعه", "الخامسه", "السادسه", "السابعه", "الثامنه", "التاسعه"};
        if (std::any_of(std::begin(ordinals), std::end(ordinals), [&](const char* o) { return t[a.first - 1].form == o; })) continue;
      }
      if (f == "بعده" || f == "وبعده") continue;  // "after it"
      if (a.last < range.last && t[a.last].form.starts_with("ارباع")) continue;
      // "ساعات عدة"
      if (a.first > range.first && f == "عده" && a.last == a.first + 1) {
        const auto before = lexicon.match(Table::noun, t, a.first - 1, a.first);
        if (before && class_of(before->entry->flags) == CountClass::time) continue;
      }
      find_noun(doc, a, range.last);
      if (a.unit.empty() && amount.words && f.starts_with("ال") && a.last == a.first + 1 && a.first > range.first &&
          t[a.first - 1].form.starts_with("ال"))
        continue;  // "the four towns"
      if (a.unit.empty() && amount.hi < 120 && a.first > range.first &&
          (t[a.first - 1].form == "البالغ" || t[a.first - 1].form == "البالغه"))
        continue;                                                                                         // an age
      if (a.unit.empty() && amount.form == text::AmountForm::less_than && amount.hi <= 18) continue;      // "most of them under twelve"
      if (f == "one" && a.unit.empty() && !a.others && amount.form == text::AmountForm::exact) continue;  // "one well"
      if (!t[a.first].arabic && amount.form == text::AmountForm::exact && amount.hi <= 3 && a.noun_last != k_none &&
          a.noun_last < range.last && doc.word(a.noun_last, "say"))
        continue;  // "one woman said", "two residents said"
      if (a.noun_last != k_none && a.noun_first >= a.last && text::apply_hedge_after(a.amount, t, a.noun_last, range.last)) {
        a.end = a.amount.end;
        a.last = std::max(a.last, a.amount.last);
      }
      for (std::size_t k = a.first; k < a.last; ++k) covered[k - range.first] = true;
      if (a.noun_last != k_none && a.noun_first >= range.first)
        for (std::size_t k = a.noun_first; k < std::min(a.noun_last, range.last); ++k) covered[k - range.first] = true;
      doc.amounts.push_back(std::move(a));
    }
    // "killing his brother", "killing the driver"
    for (std::size_t i = range.first + 1; i + 1 < range.last; ++i) {
      static const char* const kin[] = {"brother", "sister", "son",    "daughter", "wife",  "husband", "mother",
                                        "father",  "child",  "cousin", "nephew",   "niece", "baby"};
      static const char* const known[] = {"driver", "farmer",  "shepherd", "owner",  "guard",
                                          "imam",   "teacher", "nurse",    "doctor", "passenger"};
      if (t[i].arabic || covered[i - range.first]) continue;
      const bool his = t[i].form == "his" || t[i].form == "her" || t[i].form == "their";
      if (!(his && std::any_of(std::begin(kin), std::end(kin), [&](const char* w) { return t[i + 1].form == w; })) &&
          !(t[i].form == "the" && std::any_of(std::begin(known), std::end(known), [&](const char* w) { return t[i + 1].form == w; })))
        continue;
      auto verb = lexicon.match(Table::trigger, t, i - 1, i);
      if (his && i + 3 < range.last && (t[i + 2].form == "was" || t[i + 2].form == "died"))  // "and his brother was killed"
        verb = lexicon.match(Table::trigger, t, t[i + 2].form == "was" ? i + 3 : i + 2, range.last);
      if (!verb || (verb->entry->head != "death" && verb->entry->head != "injury")) continue;
      AmountMention a;
      a.first = i, a.last = i + 2, a.sentence = s, a.start = t[i].start, a.end = t[i + 1].end;
      a.cls = CountClass::any, a.unit = "persons", a.noun_first = i + 1, a.noun_last = i + 2;
      a.amount.first = i, a.amount.last = i + 2, a.amount.core_first = i, a.amount.start = a.start, a.amount.end = a.end;
      a.amount.lo = a.amount.hi = 1;
      a.amount.form = text::AmountForm::singular;
      doc.amounts.push_back(a);
    }
    // "a shepherd was killed", "an infant"
    for (std::size_t i = range.first; i + 1 < range.last; ++i) {
      if (t[i].arabic || (t[i].form != "a" && t[i].form != "an") || covered[i - range.first]) continue;
      for (std::size_t k = i + 1, words = 0; k < range.last && k < i + 9 && words < 3; ++k) {
        if (doc.mark(k) && t[k].form != "-") break;
        if (doc.mark(k) || t[k].kind == TokenKind::number || t[k].form == "year" || t[k].form == "old" || t[k].form == "month" ||
            t[k].glued)
          continue;
        ++words;
        static const char* const people[] = {
            "man",       "woman",     "child",        "boy",        "girl",          "civilian", "shepherd", "farmer",      "soldier",
            "fighter",   "medic",     "deminer",      "infant",     "baby",          "teacher",  "student",  "worker",      "villager",
            "resident",  "militant",  "journalist",   "driver",     "mother",        "father",   "person",   "grandmother", "colleague",
            "bystander", "pensioner", "herder",       "schoolgirl", "schoolboy",     "patient",  "woman",    "volunteer",   "policeman",
            "neighbour", "neighbor",  "shopkeeper",   "trader",     "merchant",      "baker",    "vendor",   "fisherman",   "engineer",
            "lawyer",    "cook",      "photographer", "cameraman",  "schoolteacher", "returnee", "nurse",    "doctor",      "paramedic",
            "toddler",   "newborn",   "teenager"};
        if (std::none_of(std::begin(people), std::end(people), [&](const char* w) { return t[k].form == w; })) continue;
        if (k + 1 < range.last && doc.word(k + 1, "say")) break;
        const auto noun = lexicon.match(Table::noun, t, k, range.last);
        AmountMention a;
        a.first = i, a.last = k + 1, a.sentence = s, a.start = t[i].start, a.end = t[k].end;
        a.cls = noun ? class_of(noun->entry->flags) : CountClass::any;
        a.unit = noun ? std::string(noun->entry->head) : "persons";
        if (noun) a.group = std::string(noun->entry->group);
        a.noun_first = k, a.noun_last = k + 1;
        a.amount.first = i, a.amount.last = k + 1, a.amount.core_first = i, a.amount.start = a.start, a.amount.end = a.end;
        a.amount.lo = a.amount.hi = 1;
        a.amount.form = text::AmountForm::singular;
        doc.amounts.push_back(a);
        i = k;
        break;
      }
    }
    // "one of the workers"
    for (std::size_t i = range.first; i + 1 < range.last; ++i) {
      if (covered[i - range.first] || !t[i].arabic) continue;
      std::uint32_t cut = 0;
      bool one = false;
      for (const auto& reading : text::readings(t[i]))
        if (!one && reading.preposition != 's' && (reading.form == "احد" || reading.form == "احدي")) one = true, cut = reading.folded_cut;
      const bool construct = i + 2 < range.last && t[i + 2].form.starts_with("ال") && lexicon.match(Table::noun, t, i + 1, range.last);
      if (!one || !(construct || t[i + 1].form.starts_with("ال") || t[i + 1].form.ends_with("ه") || t[i + 1].form.ends_with("ها") ||
                    t[i + 1].form.ends_with("هم")))
        continue;
      const auto noun = lexicon.match(Table::noun, t, i + 1, range.last);
      if (!noun || (noun->entry->head != "persons" && noun->entry->head != "fighters")) continue;
      if (i > range.first && (doc.word(i - 1, "say") || t[i - 1].form == "يقول" || t[i - 1].form == "كما")) continue;
      AmountMention a;
      a.first = i, a.last = noun->last, a.sentence = s;
      a.start = text::offset_after(doc.points, t[i], cut);
      a.end = t[noun->last - 1].end;
      a.cls = class_of(noun->entry->flags), a.unit = std::string(noun->entry->head), a.group = std::string(noun->entry->group);
      // members of a team are no fighters
      if (a.cls == CountClass::fighter && noun->last < range.last &&
          any_of(t[noun->last].form, {"الفريق", "الفرق", "فريق", "المنظمه", "الدفاع", "الهلال", "الجمعيه"}))
        a.cls = CountClass::civilian, a.unit = "persons";
      a.noun_first = i + 1, a.noun_last = noun->last;
      a.amount.first = i, a.amount.last = noun->last, a.amount.core_first = i, a.amount.start = a.start, a.amount.end = a.end;
      a.amount.lo = a.amount.hi = 1;
      a.amount.form = text::AmountForm::singular;
      for (std::size_t k = i; k < noun->last; ++k) covered[k - range.first] = true;
      doc.amounts.push_back(a);
    }
    // "less than one square kilometre": the unit carries the number
    for (std::size_t i = range.first; i + 1 < range.last; ++i) {
      if (covered[i - range.first] || (t[i].form != "كيلومتر" && t[i].form != "كيلومترا") ||
          (t[i + 1].form != "مربع" && t[i + 1].form != "مربعا"))
        continue;
      AmountMention a;
      a.first = i, a.last = i + 2, a.sentence = s;
      if (a.last < range.last && t[a.last].form == "واحد") ++a.last;
      text::AmountForm form = text::AmountForm::exact;
      if (i >= range.first + 2 && t[i - 1].form == "من" && (t[i - 2].form == "اقل" || t[i - 2].form == "اكثر")) {
        form = t[i - 2].form == "اقل" ? text::AmountForm::less_than : text::AmountForm::more_than;
        a.first = i - 2;
      }
      a.start = t[a.first].start, a.end = t[a.last - 1].end;
      a.cls = CountClass::size, a.unit = "km2";
      a.noun_first = i, a.noun_last = a.last;
      a.amount.first = a.first, a.amount.last = a.last, a.amount.core_first = i, a.amount.start = a.start, a.amount.end = a.end;
      a.amount.lo = form == text::AmountForm::less_than ? 0 : 1;
      a.amount.hi = form == text::AmountForm::more_than ? text::k_unbounded : 1;
      a.amount.form = form;
      for (std::size_t k = a.first; k < a.last; ++k) covered[k - range.first] = true;
      doc.amounts.push_back(a);
    }
    // Nouns that carry their number: duals anywhere; singulars are kept and used only by deaths, injuries and the like.
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (covered[i - range.first] || doc.mark(i) || doc.dated[i] || !t[i].arabic) continue;
      if ((t[i].form == "اخران" || t[i].form == "اخر" || t[i].form == "اخري" || t[i].form == "اخريان") &&
          i > range.first) {  // "and two others were wounded"
        const auto verb = lexicon.match(Table::trigger, t, i - 1, range.last);
        if (verb && (verb->entry->head == "death" || verb->entry->head == "injury" || verb->entry->head == "detain")) {
          AmountMention a;
          a.first = i, a.last = i + 1, a.sentence = s, a.start = t[i].start, a.end = t[i].end, a.others = true;
          a.noun_first = i, a.noun_last = i + 1;
          a.amount.first = i, a.amount.last = i + 1, a.amount.core_first = i, a.amount.start = a.start, a.amount.end = a.end;
          const bool two = t[i].form.ends_with("ان");
          a.amount.lo = a.amount.hi = two ? 2 : 1;
          a.amount.form = two ? text::AmountForm::dual : text::AmountForm::singular;
          doc.amounts.push_back(a);
        }
        continue;
      }
      std::optional<Hit> hit;
      for (const auto& h : lexicon.matches(Table::noun, t, i, range.last)) {
        const char n = number_of(h.entry->flags);
        if (n == 'd' || n == 's') {
          if (!hit || n == 'd') hit = h;
          if (n == 'd') break;
        }
      }
      if (!hit) continue;
      const char n = number_of(hit->entry->flags);
      if (n == 'd' && i > range.first && doc.word(i - 1, "according")) continue;  // "according to medics"
      const bool definite = t[i].form.substr(0, 4) == "ال" || (hit->cut > 0 && t[i].form.find("ال") == 2);
      // "an old man": the second word describes the first
      if (n == 's' && hit->conjunction == 0 && hit->preposition == 0 && !doc.amounts.empty() && doc.amounts.back().last == i &&
          doc.amounts.back().sentence == s && doc.amounts.back().amount.form == text::AmountForm::singular &&
          doc.amounts.back().unit == hit->entry->head)
        continue;
      if (n == 's' && definite && i > range.first + 1 && doc.word(i - 2, "negation")) continue;
      if (n == 's' && definite) {  // "was killed the driver"
        const auto verb = i > range.first ? lexicon.match(Table::trigger, t, i - 1, i) : std::nullopt;
        if (!verb || (verb->entry->head != "death" && verb->entry->head != "injury") ||
            verb->entry->flags.find('v') == std::string_view::npos || hit->entry->flags.starts_with("fig") || hit->entry->head != "persons")
          continue;
      }
      // "seven hundred women and children": no child beside them
      if (n == 's' && hit->conjunction == 'w' && !doc.amounts.empty() && doc.amounts.back().sentence == s &&
          doc.amounts.back().noun_last == i && doc.amounts.back().amount.lo > 2 && hit->entry->group != "medics")
        continue;
      if (n == 's' && i > range.first &&
          (doc.word(i - 1, "negation") || any_of(t[i - 1].form, {"اي", "لاي", "باي", "واي", "كاي"}) || t[i - 1].form == "كل" ||
           t[i - 1].form == "كم"))
        continue;
      if (n == 's' && i > range.first && covered[i - 1 - range.first] && t[i - 1].kind == TokenKind::number) continue;
      // "between dead and wounded", "a thousand sick and wounded": they are counted together
      if (n == 's' && i > range.first + 1 && one_harmed(t[i].form) &&
          (t[i - 1].form == "بين" || t[i - 2].form == "بين" ||
           (hit->conjunction && t[i - 1].form != "قتلي" && t[i - 1].form != "شهداء" && !one_harmed(t[i - 1].form))))
        continue;
      // "two girls, sisters": the second dual describes the first
      if (n == 'd' && hit->conjunction == 0 && !doc.amounts.empty() && doc.amounts.back().last == i && doc.amounts.back().sentence == s &&
          doc.amounts.back().amount.form == text::AmountForm::dual)
        continue;
      if (n == 's' && i > range.first && (doc.word(i - 1, "say") || lexicon.match(Table::trigger, t, i - 1, i))) {
        bool speaks = doc.word(i - 1, "say") != nullptr;
        for (const auto& h : lexicon.matches(Table::trigger, t, i - 1, i)) speaks = speaks || h.entry->head == "threat";
        bool harmed = false;
        for (const auto& h : lexicon.matches(Table::trigger, t, i - 1, i))
          harmed =
              harmed || h.entry->head == "death" || h.entry->head == "injury" || h.entry->head == "detain" || h.entry->head == "missing";
        if (speaks && !harmed) continue;
      }
      if (n == 's' && i > range.first &&
          (t[i - 1].form == "مصدر" || t[i - 1].form == "مصدرا" || t[i - 1].form == "متحدثا" || t[i - 1].form == "ناطقا" ||
           t[i - 1].form == "مسوولا" || t[i - 1].form == "ناطق" || t[i - 1].form == "متحدث" || t[i - 1].form == "مسوول" ||
           t[i - 1].form == "محلل" || t[i - 1].form == "خبير" || t[i - 1].form == "هجوم" || t[i - 1].form == "بهجوم" ||
           t[i - 1].form == "تفجير" || t[i - 1].form == "بتفجير" || t[i - 1].form == "حزام" || t[i - 1].form == "حاجز" ||
           t[i - 1].form == "مركز" || t[i - 1].form == "مطار" || t[i - 1].form == "رتل"))
        continue;  // an adjective: "a military source"
      // "had not reached a doctor": what a preposition governs is not who was harmed
      if (n == 's' && i > range.first && hit->preposition == 0 &&
          (t[i - 1].form == "الي" || t[i - 1].form == "في" || t[i - 1].form == "علي" || t[i - 1].form == "قرب" || t[i - 1].form == "مع"))
        continue;
      AmountMention a;
      a.first = i, a.last = hit->last, a.sentence = s;
      a.start = text::offset_after(doc.points, t[i], hit->cut);
      a.end = t[hit->last - 1].end;
      if (n != 'd' && i > range.first && (t[i - 1].form == "وجود" || t[i - 1].form == "غياب" || t[i - 1].form == "لغياب"))
        continue;  // "for want of a doctor"
      a.cls = class_of(hit->entry->flags);
      a.unit = std::string(hit->entry->head);
      a.group = std::string(hit->entry->group);
      a.noun_first = i, a.noun_last = hit->last;
      a.amount.first = i, a.amount.last = hit->last, a.amount.core_first = i, a.amount.start = a.start, a.amount.end = a.end;
      a.amount.lo = a.amount.hi = n == 'd' ? 2 : 1;
      a.amount.form = n == 'd' ? text::AmountForm::dual : text::AmountForm::singular;
      a.amount.conjoined = hit->conjunction == 'w';
      if (text::apply_hedge_after(a.amount, t, a.last, range.last)) a.end = a.amount.end, a.last = a.amount.last;
      // "a man and his wife", "a nurse and two medics": one count
      if (!doc.amounts.empty() && a.amount.conjoined && doc.amounts.back().last == a.first && doc.amounts.back().sentence == s &&
          (doc.amounts.back().amount.form == text::AmountForm::singular || doc.amounts.back().list) && !one_harmed(t[i].form) &&
          (a.cls == CountClass::any || a.cls == CountClass::civilian || a.cls == doc.amounts.back().cls) &&
          a.unit == doc.amounts.back().unit) {
        auto& before = doc.amounts.back();
        before.last = before.amount.last = before.noun_last = a.last;
        before.end = before.amount.end = a.end;
        before.amount.lo += a.amount.lo;
        before.amount.hi += a.amount.hi;
        before.amount.form = text::AmountForm::exact;
        before.group.clear();
        before.list = true;
        continue;
      }
      doc.amounts.push_back(std::move(a));
    }
  }
  std::stable_sort(doc.amounts.begin(), doc.amounts.end(),
                   [](const AmountMention& a, const AmountMention& b) { return a.first < b.first; });
  // "a shepherd and his brother": one count
  for (auto& a : doc.amounts) {
    static const char* const kin[] = {"brother", "sister", "son",   "daughter", "wife",  "husband",  "mother", "father",   "child",
                                      "cousin",  "nephew", "niece", "baby",     "uncle", "grandson", "friend", "colleague"};
    const std::size_t k = a.last;
    if (a.amount.form != text::AmountForm::singular || k + 2 >= doc.sentences[a.sentence].last || t[k].form != "and" ||
        (t[k + 1].form != "his" && t[k + 1].form != "her"))
      continue;
    if (std::none_of(std::begin(kin), std::end(kin), [&](const char* w) { return t[k + 2].form == w; })) continue;
    a.last = a.noun_last = a.amount.last = k + 3;
    a.end = a.amount.end = t[k + 2].end;
    a.amount.lo = a.amount.hi = 2;
    a.amount.form = text::AmountForm::exact;
    a.group.clear();
    a.list = true;
  }
  // "a woman and her two children": one count
  for (std::size_t i = 0; i + 1 < doc.amounts.size(); ++i) {
    auto& a = doc.amounts[i];
    const auto& b = doc.amounts[i + 1];
    if (a.sentence != b.sentence || a.amount.form != text::AmountForm::singular || b.amount.form != text::AmountForm::exact ||
        b.first < a.last || b.first > a.last + 2 || a.unit != "persons" || b.unit != "persons")
      continue;
    const bool hers = a.last < t.size() && !t[a.last].arabic && t[a.last].form == "and" && b.first == a.last + 2 &&
                      (t[a.last + 1].form == "her" || t[a.last + 1].form == "his" || t[a.last + 1].form == "their");
    bool same = t[a.first].arabic && b.first == a.last && b.amount.conjoined && !a.group.empty() && a.group == b.group &&
                a.group != "children" && a.group != "women";
    // "a father and three of his sons"
    if (t[a.first].arabic && b.first == a.last && (b.amount.conjoined || doc.points[b.start - 1] == U'و') && b.last + 1 < t.size() &&
        t[b.last].form == "من" && (t[b.last + 1].form.ends_with("ه") || t[b.last + 1].form.ends_with("ها")))
      for (const char* kin : {"ابنا", "اطفال", "بنات", "اولاد", "اشقا", "اقارب"}) same = same || t[b.last + 1].form.starts_with(kin);
    if (!hers && !same) continue;
    a.last = a.noun_last = a.amount.last = b.noun_last == k_none ? b.last : b.noun_last;
    a.end = a.amount.end = t[a.last - 1].end;
    a.amount.lo += b.amount.lo, a.amount.hi += b.amount.hi;
    a.amount.form = text::AmountForm::exact;
    a.group.clear();
    a.list = true;
    doc.amounts.erase(doc.amounts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
  for (std::size_t i = 0; i < doc.amounts.size(); ++i) {
    auto& a = doc.amounts[i];
    const auto& range = doc.sentences[a.sentence];
    // "among them five children and four women"
    if (i > 0 && a.cls != CountClass::fighter && !a.group.empty()) {
      const auto& b = doc.amounts[i - 1];
      a.share = b.share && b.sentence == a.sentence && !b.group.empty() &&
                (a.amount.conjoined || t[a.first - 1].form == "and" || doc.points[a.start - 1] == U'و') &&
                (a.first == std::max(b.last, b.noun_last != k_none ? b.noun_last : b.last) ||
                 (t[a.first - 1].form == "و" && a.first == std::max(b.last, b.noun_last != k_none ? b.noun_last : b.last) + 1));
    }
    for (std::size_t k = a.first; k > range.first && k + 4 > a.first;) {
      --k;
      if (t[k].kind == TokenKind::number) break;
      if (doc.word(k, "share")) {
        // "260 of them were removed, and 85 dunums": a share word right behind a count is of that count
        const bool of_before =
            i > 0 && doc.amounts[i - 1].sentence == a.sentence && doc.amounts[i - 1].last == k && k + 1 < range.last && doc.mark(k + 1);
        a.share = !of_before;
        break;
      }
      if (doc.mark(k) && t[k].form != "," && t[k].form != "،") break;
    }
    // "fewer than 10,000 of them": a share behind the amount
    const std::size_t end = std::max(a.last, a.noun_last != k_none && a.noun_first >= a.last ? a.noun_last : a.last);
    if (!a.share && a.last < range.last && (t[a.last].form == "منهم" || t[a.last].form == "منهن")) a.share = true;
    if (!a.share && end < range.last &&
        (t[end].form == "منهم" || t[end].form == "منهن" || (t[end].form == "منها" && a.unit.empty()) ||
         (t[end].form == "of" && end + 1 < range.last && (t[end + 1].form == "them" || t[end + 1].form == "whom"))))
      a.share = true;
  }
}

}  // namespace nuzuh::reading
