// Words that look like an event and are none: "returned fire", "held by", "a makeshift settlement".

#include "nuzuh/reading/document.hpp"

namespace nuzuh::reading {
namespace {

using text::TokenKind;

/// "the camp's population has reached": a total stands before `at`, in its clause.
bool total_before(const Document& doc, std::size_t at, std::size_t first) {
  for (std::size_t k = at; k > first && at - k < 8;) {
    const auto& word = doc.tokens[--k];
    if (word.form == ",") return false;
    if (any_of(word.form, {"population", "toll", "number", "numbers", "total", "count", "fatalities", "deaths", "casualties", "losses",
                           "figure", "tally", "caseload", "sum"}))
      return true;
  }
  return false;
}

/// Goods stand within three words behind `at`: "sent tents", "received a food basket".
bool goods_behind(const Document& doc, std::size_t at, std::size_t limit) {
  for (std::size_t k = at + 1; k < std::min(limit, at + 4); ++k) {
    const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, limit);
    if (noun && (noun->entry->flags.starts_with("aid") || noun->entry->head == "tents")) return true;
  }
  return false;
}

// Who came, left, fled or went home, and what only sounds like it.
bool moved_otherwise(const Document& doc, const Hit& hit, std::size_t i, const text::Range& range) {
  const auto& lexicon = Lexicon::instance();
  const auto& t = doc.tokens;
  // "sent tents", "set off for Palmyra"
  if (hit.entry->head == "displace" && any_of(t[i].form, {"sent", "sending"}) && hit.last == i + 1 && goods_behind(doc, i, range.last))
    return true;
  // "1,100 families received a food basket": what came, not who
  if (hit.entry->head == "arrive" && any_of(t[i].form, {"received", "receive", "receives"}) && hit.last == i + 1 &&
      goods_behind(doc, i, range.last))
    return true;
  // "reached by phone"
  if (any_of(hit.entry->head, {"arrive", "aid"}) && t[i].form == "reached" && hit.last + 1 < range.last && t[hit.last].form == "by" &&
      any_of(t[hit.last + 1].form, {"phone", "telephone", "radio"}))
    return true;
  // "the toll reaches 60" is no arrival
  if (hit.entry->head == "arrive" && t[i].arabic && hit.entry->flags.find('v') != std::string_view::npos) {
    bool counts = false;
    for (std::size_t k = i + 1; k < std::min(range.last, i + 3); ++k)
      counts = counts || t[k].form == "عدد" || t[k].form == "عددهم" || t[k].form == "مجموع" || t[k].form == "حصيله" ||
               t[k].form == "تعداد" || t[k].form == "اجمالي" || t[k].form == "نسبه";
    if (counts) return true;
  }
  if (any_of(hit.entry->head, {"arrive", "aid"}) && any_of(t[hit.last - 1].form, {"reached", "reaches", "reach"}) &&
      total_before(doc, i, range.first))
    return true;
  // "returned fire"
  if (hit.entry->head == "return" && hit.last < range.last && t[hit.last].form == "fire") return true;
  // "no longer holds": the verb of ceasing is no return
  if (hit.entry->head == "return" && (t[i].form == "يعد" || t[i].form == "تعد") && i + 1 < range.last &&
      (t[i + 1].form == "امام" || t[i + 1].form == "لديهم" || t[i + 1].form == "سوي" || t[i + 1].form.starts_with("ي") ||
       t[i + 1].form.starts_with("ت") || t[i + 1].form == "هناك" || t[i + 1].form == "بيد" || t[i + 1].form == "في" ||
       t[i + 1].form == "فيها" || t[i + 1].form == "فيه" || t[i + 1].form == "لها" || t[i + 1].form == "له" || t[i + 1].form == "لهم" ||
       (i > range.first && t[i - 1].form.ends_with("لم") && i + 2 < range.last && t[i + 2].form.starts_with("ي") &&
        !lexicon.match(Table::noun, t, i + 2, range.last))))
    return true;
  // "the city holds no more than": the verb of ceasing stands before its subject
  if (hit.entry->head == "return" && (t[i].form == "يعد" || t[i].form == "تعد") && i > range.first && t[i - 1].form.ends_with("لم")) {
    bool verb = false;
    for (std::size_t k = i + 1; k < std::min(range.last, i + 4); ++k)
      verb = verb || ((t[k].form.starts_with("ي") || t[k].form.starts_with("ت")) && lexicon.match(Table::trigger, t, k, range.last) &&
                      !lexicon.match(Table::noun, t, k, range.last));
    if (verb) return true;
  }
  // "graves, 49 of which belong to children": ta'ud li- is "belongs to"
  if (hit.entry->head == "return" && (t[i].form == "تعود" || t[i].form == "يعود") && i + 1 < range.last) {
    const auto owner = lexicon.match(Table::noun, t, i + 1, range.last);
    if (owner && owner->preposition == 'l') return true;
  }
  // "the fighters left range from": those who are left
  if (t[i].form == "left" && hit.last == i + 1 && i + 1 < range.last &&
      any_of(t[i + 1].form, {"range", "ranges", "ranged", "is", "are", "was", "were", "stands", "stood"}))
    return true;
  // "mines left by the group"
  if (hit.last == i + 1 && t[i].form == "left" && i + 1 < range.last && t[i + 1].form == "by") return true;
  return false;
}

// Who is there, what is given, how a place is described.
bool stands_otherwise(const Document& doc, const Hit& hit, std::size_t i, const text::Range& range) {
  const auto& lexicon = Lexicon::instance();
  const auto& t = doc.tokens;
  if (hit.preposition == 's' && hit.entry->flags.find('v') == std::string_view::npos) return true;
  // "rebel-held", "government-controlled" describe a place
  if (!t[i].arabic && t[i].glued && i > range.first + 1 && t[i - 1].form == "-" && t[i - 1].glued && hit.last == i + 1) return true;
  if (hit.entry->head == "aid" && t[i].arabic && i > range.first &&
      (any_of(t[i - 1].form, {"وكالات", "وكاله", "هييات", "هييه", "جمعيات", "جمعيه", "منظمات", "عاملون", "عاملين", "موظفو"}) ||
       t[i - 1].form == "عامل" || t[i - 1].form == "عمال" || t[i - 1].form == "فريق" || t[i - 1].form == "منظمه" ||
       t[i - 1].form == "ناشط" || t[i - 1].form == "متطوع" || t[i - 1].form == "عاملو"))
    return true;
  // "45,000 people there are short of food": there, not "there are"
  if (t[i].form == "there" && hit.last == i + 2 && i > range.first && lexicon.match(Table::noun, t, i - 1, i)) return true;
  // "the crossing remains closed", "their fate remains unknown": nobody stays
  if (hit.entry->head == "pop" && hit.last == i + 1 && any_of(t[i].form, {"remain", "remains", "remained"}) && i + 1 < range.last &&
      any_of(t[i + 1].form, {"unknown", "unclear", "unaccounted", "missing", "closed", "open", "blocked", "shut", "limited", "denied"}))
    return true;
  if (t[i].form == "lives" && i > range.first && (t[i - 1].form == "their" || t[i - 1].form == "the" || t[i - 1].kind == TokenKind::number))
    return true;
  // "he had put it at about 66,000": a verb, no capacity
  if (hit.entry->head == "capacity" && t[i].form == "قدرته" && i > range.first && any_of(t[i - 1].form, {"قد", "كانت", "كان", "التي"}))
    return true;
  return false;
}

// Items, shelling, who is held or missing.
bool harmed_otherwise(const Document& doc, const Hit& hit, std::size_t i, const text::Range& range) {
  const auto& lexicon = Lexicon::instance();
  const auto& t = doc.tokens;
  // "unexploded ordnance" is what was cleared, not a report of its presence
  if (!t[i].arabic && hit.entry->head == "hazpres" && hit.last == i + 1 && i + 1 < range.last &&
      (t[i].form == "unexploded" || t[i].form == "abandoned") && lexicon.match(Table::noun, t, i + 1, range.last) &&
      !(i > range.first && (t[i - 1].form == "remain" || t[i - 1].form == "remains")))
    return true;
  // "a booby-trapped car" is an item
  if (hit.entry->head == "hazpres" && t[i].arabic && i > range.first && hit.last == i + 1) {
    const auto item = lexicon.match(Table::noun, t, i - 1, range.last);
    if (item && item->last == i + 1 && item->entry->flags.starts_with("item")) return true;
  }
  if (hit.entry->head == "hazpres" && t[i].form == "غير" && i > range.first && lexicon.match(Table::noun, t, i - 1, range.last) &&
      i + 1 < range.last && t[i + 1].form.starts_with("ال"))
    return true;
  if (!t[i].arabic && hit.entry->head == "hazpres" && (hit.last == i + 1 || t[i].form == "booby") && i > range.first &&
      (t[i - 1].form == "a" || t[i - 1].form == "the" || t[i - 1].form == "-"))
    return true;  // "a booby-trapped house exploded"
  // "a car bomb" is an item, no shelling; a makeshift settlement no agreement
  if (hit.entry->head == "strike" && any_of(t[i].form, {"bomb", "bombs"}) && i > range.first &&
      any_of(t[i - 1].form, {"car", "roadside", "truck", "suicide", "motorcycle"}))
    return true;
  // "members of their families": no verb of capturing
  if (hit.entry->head == "detain" && any_of(t[i].form, {"اسرهم", "اسرها", "اسره"}) && i > range.first &&
      any_of(t[i - 1].form, {"افراد", "وافراد", "مع", "ومع", "بعض", "وبعض"}))
    return true;
  // "held by 500 fighters" is a place
  if (hit.entry->head == "detain" && t[hit.last - 1].form == "held" && hit.last < range.last && t[hit.last].form == "by") return true;
  if (hit.entry->head == "missing" && i + 1 < range.last && (t[hit.last - 1].form == "taken" || t[i].form == "taken") &&
      hit.last < range.last && (t[hit.last].form == "refuge" || t[hit.last].form == "shelter"))
    return true;
  // "as for those who died, they passed a hundred": fa-qad before a verb, not one who was lost
  if (hit.entry->head == "missing" && t[i].form == "فقد" && i + 1 < range.last && t[i + 1].form.size() > 6 &&
      (t[i + 1].form.ends_with("وا") || t[range.first].form == "اما" || t[range.first].form == "واما"))
    return true;
  return false;
}

// Threats, accords and closures.
bool said_otherwise(const Document& doc, const Hit& hit, std::size_t i, const text::Range& range) {
  const auto& t = doc.tokens;
  // "..., the United Nations has warned.": says so
  if (hit.entry->head == "threat" && !t[i].arabic && t[hit.last - 1].form == "warned" && (hit.last >= range.last || doc.mark(hit.last)))
    return true;
  // "an official cautioned that": says so
  if (hit.entry->head == "threat" && t[i].form == "cautioned" && hit.last < range.last && t[hit.last].form == "that") return true;
  // "refused to leave": nothing is closed
  if (hit.entry->head == "close" && any_of(t[i].form, {"refused", "refuse", "refuses", "refusing"}) && hit.last + 1 < range.last &&
      t[hit.last].form == "to" && any_of(t[hit.last + 1].form, {"leave", "go", "return", "flee", "move", "withdraw", "surrender", "board"}))
    return true;
  if (hit.entry->head == "agree" && t[i].form == "settlement" && i > range.first &&
      any_of(t[i - 1].form, {"makeshift", "informal", "tented", "displacement", "desert"}))
    return true;
  return false;
}

}  // namespace

bool no_event(const Document& doc, const Hit& hit, std::size_t at, const text::Range& range) {
  return stands_otherwise(doc, hit, at, range) || moved_otherwise(doc, hit, at, range) || harmed_otherwise(doc, hit, at, range) ||
         said_otherwise(doc, hit, at, range);
}

}  // namespace nuzuh::reading
