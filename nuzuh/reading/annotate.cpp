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
    if (const auto hit = lexicon.match(Table::noun, t, k, limit)) {
      if (hit->conjunction && k > a.last) break;
      a.cls = class_of(hit->entry->flags);
      a.unit = std::string(hit->entry->head);
      a.group = std::string(hit->entry->group);
      a.noun_first = k;
      a.noun_last = hit->last;
      a.others = false;
      if (a.cls == CountClass::any) {
        // "eight dead, all civilians": a second noun right behind tells the class
        for (std::size_t m = hit->last; m < std::min(limit, hit->last + 4); ++m) {
          if (doc.mark(m)) break;
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
    if (lexicon.match(Table::trigger, t, k, limit)) break;
    if (arabic) {
      if (f == "من" || f == "الي" || f == "في") {
        if (f != "من") break;
        continue;
      }
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
    } else if (f == "of" || f == "the" || f == "its" || f == "their") {
      continue;
    } else if (f == "in" || f == "from" || f == "to" || f == "at" || f == "on" || f == "and" || f == "were" || f == "was" || f == "are" || f == "have" || f == "had" || f == "who" || f == "for" || f == "by") {
      break;
    }
  }
  // before the amount: "عدد القتلى إلى 60", "لغم ... "
  if (a.first == 0) return;
  seen = 0;
  for (std::size_t k = a.first; k-- > 0 && seen < 4 && doc.sentence_of[k] == a.sentence; ++seen) {
    if (doc.mark(k) || t[k].kind == TokenKind::number || doc.dated[k]) break;
    if (doc.word(k, "share")) break;
    const auto hit = lexicon.match(Table::noun, t, k, a.first);
    if (!hit) continue;
    const CountClass cls = class_of(hit->entry->flags);
    if (cls == CountClass::size || cls == CountClass::time || cls == CountClass::reject || cls == CountClass::vehicle) break;
    if (k > 0 && (t[k - 1].form == "عدد" || t[k - 1].form == "حصيله" || t[k - 1].form == "of" || t[k - 1].form == "اعداد" || t[k - 1].form == "حصيلة") ) {
      a.cls = cls;
      a.unit = std::string(hit->entry->head);
      a.group = std::string(hit->entry->group);
      a.noun_first = k;
      a.noun_last = hit->last;
      return;
    }
  }
}

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
      // "one of the ...", "no one", a lone "one" after its noun, ordinals with the article
      if (!t[amount.core_first].arabic && f == "one" && amount.form == text::AmountForm::exact && a.last < range.last && (t[a.last].form == "of" || t[a.last].form == "another")) continue;
      if (f == "one" && a.first > range.first && (t[a.first - 1].form == "no" || t[a.first - 1].form == "every")) continue;
      if (amount.words && amount.lo == 1 && amount.hi == 1 && t[amount.core_first].arabic) continue;
      if (a.last < range.last && t[a.last].glued && (t[a.last].form == ":" || t[a.last].form == "th" || t[a.last].form == "st" || t[a.last].form == "nd" || t[a.last].form == "rd")) continue;
      if (a.first > range.first && (t[a.first - 1].form == "الساعه" || t[a.first - 1].form == "at" ) && a.last < range.last && (t[a.last].form == ":" || t[a.last].form == "am" || t[a.last].form == "pm" || t[a.last].form == "." || t[a.last].form == "صباحا" || t[a.last].form == "مساء")) continue;
      if (a.first > range.first && t[a.first].glued && t[a.first - 1].kind == TokenKind::word && t[a.first - 1].form.size() > 2) continue;  // ديرالزور24
      find_noun(doc, a, range.last);
      if (a.noun_last != k_none && a.noun_first >= a.last && text::apply_hedge_after(a.amount, t, a.noun_last, range.last)) {
        a.end = a.amount.end;
        a.last = std::max(a.last, a.amount.last);
      }
      for (std::size_t k = a.first; k < a.last; ++k) covered[k - range.first] = true;
      if (a.noun_last != k_none && a.noun_first >= range.first)
        for (std::size_t k = a.noun_first; k < std::min(a.noun_last, range.last); ++k) covered[k - range.first] = true;
      doc.amounts.push_back(std::move(a));
    }
    // Nouns that carry their number: duals anywhere; singulars are kept and used only by deaths, injuries and the like.
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (covered[i - range.first] || doc.mark(i) || doc.dated[i] || !t[i].arabic) continue;
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
      const bool definite = t[i].form.substr(0, 4) == "ال" || t[i].form.find("ال") == 2;
      if (n == 's' && definite) continue;
      if (n == 's' && i > range.first && (doc.word(i - 1, "negation") || t[i - 1].form == "اي" || t[i - 1].form == "كل" || t[i - 1].form == "كم")) continue;
      if (n == 's' && i > range.first && covered[i - 1 - range.first] && t[i - 1].kind == TokenKind::number) continue;
      AmountMention a;
      a.first = i, a.last = hit->last, a.sentence = s;
      a.start = text::offset_after(doc.points, t[i], hit->cut);
      a.end = t[hit->last - 1].end;
      a.cls = class_of(hit->entry->flags);
      a.unit = std::string(hit->entry->head);
      a.group = std::string(hit->entry->group);
      a.noun_first = i, a.noun_last = hit->last;
      a.amount.first = i, a.amount.last = hit->last, a.amount.core_first = i, a.amount.start = a.start, a.amount.end = a.end;
      a.amount.lo = a.amount.hi = n == 'd' ? 2 : 1;
      a.amount.form = n == 'd' ? text::AmountForm::dual : text::AmountForm::singular;
      a.amount.conjoined = hit->conjunction == 'w';
      if (text::apply_hedge_after(a.amount, t, a.last, range.last)) a.end = a.amount.end, a.last = a.amount.last;
      doc.amounts.push_back(std::move(a));
    }
  }
  std::stable_sort(doc.amounts.begin(), doc.amounts.end(), [](const AmountMention& a, const AmountMention& b) { return a.first < b.first; });
  for (auto& a : doc.amounts) {
    const auto& range = doc.sentences[a.sentence];
    for (std::size_t k = a.first; k > range.first && k + 4 > a.first;) {
      --k;
      if (t[k].kind == TokenKind::number) break;
      if (doc.word(k, "share")) {
        a.share = true;
        break;
      }
      if (doc.mark(k) && t[k].form != "," && t[k].form != "،") break;
    }
    // "منهم" after the amount: "نزح ٧٠ ألفاً منهم"
  }
}

void find_triggers(Document& doc) {
  const auto& lexicon = Lexicon::instance();
  const auto& t = doc.tokens;
  for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
    const auto range = doc.sentences[s];
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (doc.mark(i) || doc.dated[i]) continue;
      const auto hits = lexicon.matches(Table::trigger, t, i, range.last);
      if (hits.empty()) continue;
      const std::size_t last = hits.front().last;
      std::size_t next = i;
      for (const auto& hit : hits) {
        if (hit.last != last && last > i + 1) continue;  // a longer phrase hides the shorter ones
        if (hit.preposition == 's' && hit.entry->flags.find('v') == std::string_view::npos) continue;
        TriggerMention m;
        m.first = i, m.last = hit.last, m.sentence = s;
        m.start = text::offset_after(doc.points, t[i], hit.cut);
        m.end = t[hit.last - 1].end;
        m.family = hit.entry->head;
        m.flags = hit.entry->flags;
        m.conjunction = hit.conjunction;
        m.preposition = hit.preposition;
        m.future = hit.preposition == 's';
        bool known = false;
        for (const auto& old : doc.triggers) known = known || (old.first == m.first && old.family == m.family);
        if (!known) doc.triggers.push_back(m);
        next = std::max(next, hit.last - 1);
      }
      i = next;
    }
  }
}

void find_actors(Document& doc) {
  const auto& lexicon = Lexicon::instance();
  const auto& t = doc.tokens;
  for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
    const auto range = doc.sentences[s];
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (doc.mark(i)) continue;
      const auto hit = lexicon.match(Table::actor, t, i, range.last);
      if (!hit) continue;
      ActorMention a;
      a.first = i, a.last = hit->last, a.sentence = s;
      a.start = text::offset_after(doc.points, t[i], hit->cut);
      a.end = t[hit->last - 1].end;
      a.id = std::string(hit->entry->head);
      a.source_type = std::string(hit->entry->flags);
      doc.actors.push_back(a);
      i = hit->last - 1;
    }
  }
}

}  // namespace

const Hit* Document::word(std::size_t token, std::string_view cls) const {
  for (const auto& hit : words[token])
    if (hit.entry->head == cls) return &hit;
  return nullptr;
}

evidence::Quote Document::quote(std::uint32_t start, std::uint32_t end) const {
  return {{start, end}, text::encode(points.substr(start, end - start))};
}

Document annotate(std::u32string_view points, std::uint32_t begin, std::uint32_t end, core::Date today) {
  Document doc;
  doc.points = points;
  doc.today = today;
  doc.tokens = text::tokenise(points, begin, end);
  doc.sentences = text::sentences(doc.tokens);
  doc.sentence_of.resize(doc.tokens.size());
  doc.words.resize(doc.tokens.size());
  doc.dated.assign(doc.tokens.size(), false);
  const auto& lexicon = Lexicon::instance();
  for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
    const auto range = doc.sentences[s];
    for (std::size_t i = range.first; i < range.last; ++i) {
      doc.sentence_of[i] = s;
      doc.words[i] = lexicon.matches(Table::word, doc.tokens, i, range.last);
    }
    for (const auto& when : text::dates(points, doc.tokens, range, today)) {
      for (std::size_t k = when.first; k < when.last; ++k) doc.dated[k] = true;
      doc.dates.push_back(when);
    }
  }
  find_triggers(doc);
  find_amounts(doc);
  find_actors(doc);
  return doc;
}

}  // namespace nuzuh::reading
