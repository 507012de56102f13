// What stands around a count: remarks, shares, what was said before it, who it is about.
#include "nuzuh/reading/frame_maker.hpp"

namespace nuzuh::reading {

// "sixty people, most of them infants, died": the token behind the remark on who they were, k_none if there is none before `limit`.
std::size_t Maker::behind_remark(std::size_t k, std::size_t limit) const {
  if (k + 2 >= limit || !any_of(tok(k).form, {",", "،", "-", "–"}) ||
      !any_of(tok(k + 1).form, {"اكثر", "نصفهم", "ثلثهم", "ثلثاهم", "half", "among", "including", "معظمهم", "اغلبهم", "جلهم", "غالبيتهم",
                                "اكثرهم", "معظمهن", "mostly", "most", "almost", "nearly", "many"}))
    return k_none;
  for (std::size_t m = k + 2; m < std::min(limit, k + 10); ++m)
    if (any_of(tok(m).form, {",", "،", "-", "–"})) return m + 1;
  return k_none;
}

bool Maker::behind_population(const AmountMention& a) const {
  const auto range = doc.sentences[a.sentence];
  for (std::size_t k = a.first > range.first + 4 ? a.first - 4 : range.first; k < a.first; ++k)
    if (any_of(tok(k).form, {"population", "سكانه", "سكانها", "سكان", "قاطنيه", "نزلايه"})) return true;
  return false;
}

// "a man and his daughter died under the rubble"
bool Maker::harmed_beside(const AmountMention& a) const {
  const std::size_t end = a.noun_last != k_none && a.noun_first >= a.first ? std::max(a.last, a.noun_last) : a.last;
  for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
    const auto& t = doc.triggers[k];
    if ((t.family == "death" || t.family == "injury") && t.flags.find('v') != std::string_view::npos &&
        tok(t.first).form.find("خلف") == std::string::npos &&  // "left 1,700 families without shelter"
        ((t.first >= end && t.first <= end + 1) || (t.last <= a.first && t.last + 1 >= a.first)))
      return true;
  }
  return false;
}

// "fifteen of the displaced died": who they are, not what happened
bool Maker::named_group(const TriggerMention& t, const AmountMention& a) const {
  if (a.noun_first == k_none || t.first < a.noun_first || t.first >= a.noun_last || t.flags.find('A') != std::string_view::npos ||
      any_of(t.family, {"missing", "detain"}))
    return false;
  if (t.first == doc.sentences[t.sentence].first) return false;
  const auto& f = tok(t.first).form;
  if (tok(t.first).arabic) return f.starts_with("ال") && tok(t.first - 1).form == "من" && another_event(t, a);
  return tok(t.first - 1).form == "the" && another_event(t, a);
}

bool Maker::another_event(const TriggerMention& t, const AmountMention& a) const {
  for (std::size_t k = doc.triggers_in[t.sentence].first; k < doc.triggers_in[t.sentence].second; ++k) {
    const auto& other = doc.triggers[k];
    if (other.first != t.first && any_of(other.family, {"death", "injury", "missing", "detain", "arrive", "return", "leave"}) &&
        other.family != t.family && fits(other.family, a))
      return true;
  }
  return false;
}

// "food for 85,000 people", "baskets li-240 families"
bool Maker::given_to(const AmountMention& a) const {
  const auto range = doc.sentences[a.sentence];
  if (a.first > range.first && any_of(tok(a.first - 1).form, {"for", "ل", "لـ", "to", "يكفي", "تكفي"})) return true;
  return tok(a.first).arabic && tok(a.first).form.starts_with("ل") && a.start > tok(a.first).start;
}

// "that is, the equivalent of 22,000 people", "after it had been 90": the same thing in another unit or before
bool Maker::restated(const AmountMention& a) const {
  const auto range = doc.sentences[a.sentence];
  const auto& f = tok(a.first).form;
  if (any_of(f, {"equivalent", "يعادل"}) || (f == "ما" && a.first + 1 < range.last && tok(a.first + 1).form == "يعادل")) return true;
  if (a.first == range.first) return false;
  const auto& before = tok(a.first - 1).form;
  if (before == "اي") return true;
  if (before == "from" && a.unit.empty() && !drafts.empty() && drafts.back().amount != k_none &&
      doc.amounts[drafts.back().amount].last + 3 >= a.first && doc.amounts[drafts.back().amount].sentence == a.sentence)
    return true;
  for (std::size_t k = a.first > range.first + 3 ? a.first - 3 : range.first; a.unit.empty() && k + 1 < a.first; ++k)
    if (any_of(tok(k).form, {"كان", "كانت"}) && any_of(tok(a.first - 1).form, {"الحصيله", "العدد", "عددهم", "الرقم", "حصيلتهم"}))
      return true;
  return any_of(before, {"كان", "كانت", "بلغ"}) && a.first > range.first + 1 && a.noun_first == k_none &&
         any_of(tok(a.first - 2).form, {"ان", "بعدما", "كما"});
}

// "75,000 of them reached Tal Rifaat" with a verb that also says "amounted to"
bool Maker::reaches_place(const TriggerMention& t, const AmountMention& a) const {
  for (std::size_t k = t.first; k < std::min(doc.sentences[t.sentence].last, t.last + 4); ++k)
    if (any_of(tok(k).form, {"عدد", "عددهم", "حصيله", "تعداد", "اجمالي", "مجموع"})) return false;
  for (const auto& p : doc.places)
    if (p.sentence == t.sentence && p.first >= t.last && p.first <= std::max(a.last + 3, t.last + 4) && p.role == Role::none &&
        boundaries(doc, t.last, p.first) == 0)
      return true;
  return false;
}

// "leaving a million people without water"
bool Maker::left_without(const TriggerMention& t, const AmountMention& a) const {
  if (a.first < t.last || a.first > t.last + 3) return false;
  const auto range = doc.sentences[t.sentence];
  for (std::size_t k = a.last; k < std::min(range.last, a.last + 10); ++k)
    if (any_of(tok(k).form, {"without", "homeless", "stranded", "trapped", "dead", "injured", "wounded", "missing", "with", "exposed"}))
      return true;
  return false;
}

// "the bodies of five civilians were found under the rubble"
bool Maker::found_dead(const AmountMention& a) const {
  for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k)
    if (doc.triggers[k].family == "remains" && doc.triggers[k].last <= a.first && doc.triggers[k].last + 1 >= a.first) return true;
  return false;
}

// A death right in front of the count.
bool Maker::dies(const AmountMention& a) const {
  for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k)
    if (doc.triggers[k].family == "death" && doc.triggers[k].last == a.first) return true;
  return false;
}

// "several hundred families sleep in the open"
bool Maker::sleeps(const AmountMention& a) const {
  for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
    const auto& t = doc.triggers[k];
    if (t.family != "pop" || t.flags.find('v') == std::string_view::npos) continue;
    const std::size_t lo = std::min(t.first, a.first), hi = std::max(t.first, a.first);
    if (hi - lo < 9 && boundaries(doc, lo, hi) == 0) return true;
  }
  return false;
}

// "eight soldiers were killed and nine wounded": the wounded are soldiers too
void Maker::wounded_beside(std::size_t i) {
  auto& a = doc.amounts[i];
  if (i == 0 || a.noun_first == k_none || a.cls != CountClass::any) return;
  const auto& before = doc.amounts[i - 1];
  if (before.sentence != a.sentence || before.cls != CountClass::fighter ||
      a.first > std::max(before.last, before.noun_last == k_none ? before.last : before.noun_last) + 4)
    return;
  if (!any_of(tok(a.noun_first).form,
              {"wounded", "injured", "hurt", "dead", "جريحا", "جريحين", "وجريحين", "جرحي", "مصابا", "مصابين", "وجريح"}))
    return;
  a.cls = CountClass::fighter, a.unit = "fighters";
}

// "the number of fighters ... at three hundred"
void Maker::number_of_fighters(AmountMention& a) {
  const auto range = doc.sentences[a.sentence];
  for (std::size_t k = a.first; k > range.first + 1 && k + 10 > a.first;) {
    --k;
    if (doc.word(k, "contrast") || tok(k).kind == text::TokenKind::number) return;
    // "as for the fighters, they are no more than two thousand"
    if (any_of(tok(k).form, {"عددهم", "وعددهم", "فعددهم"}) && k > range.first && a.first <= k + 1 && doc.noun_of(k - 1, "fig")) {
      a.cls = CountClass::fighter;
      a.unit = "fighters";
      a.noun_first = k - 1, a.noun_last = k;
      return;
    }
    if (any_of(tok(k).form, {"strength", "garrison"}) && any_of(tok(a.first - 1).form, {"at", "to"})) {  // "put IS strength at 1,500"
      a.cls = CountClass::fighter;
      a.unit = "fighters";
      return;
    }
    std::size_t head = k;  // "the number of IS fighters": the actor stands in between
    for (const auto& actor : doc.actors)
      if (actor.sentence == a.sentence && actor.first <= k && actor.last >= k) head = actor.first;
    if (head <= range.first || (tok(head - 1).form != "عدد" && tok(head - 1).form != "of")) continue;
    const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, a.first);
    if (!noun || !noun->entry->flags.starts_with("fig")) continue;
    a.cls = CountClass::fighter;
    a.unit = "fighters";
    a.noun_first = k, a.noun_last = noun->last;
    return;
  }
}

bool Maker::pronoun_before(const AmountMention& a) const {
  if (a.first == 0) return false;
  if (a.first > 1 && (tok(a.first - 1).form == "from" && any_of(tok(a.first - 2).form, {"down", "up"}))) return true;
  return any_of(tok(a.first - 1).form, {"العدد", "انهم", "عددهم", "they", "number", "بانهم", "هم", "at"});
}

// "taking the toll since Sunday to 274"
bool Maker::toll_before(const AmountMention& a) const {
  const auto range = doc.sentences[a.sentence];
  for (std::size_t k = a.first > range.first + 6 ? a.first - 6 : range.first; k < a.first; ++k)
    if (any_of(tok(k).form, {"toll", "الحصيله", "حصيله"})) return true;
  return false;
}

// "The convoy held 1,246 people", after a sentence about its leaving
bool Maker::convoy_goes_on(const AmountMention& a) const {
  if (!people(a) && a.cls != CountClass::fighter) return false;
  bool moved = false;
  if (a.sentence > 0)
    for (std::size_t k = doc.triggers_in[a.sentence - 1].first; k < doc.triggers_in[a.sentence - 1].second; ++k)
      moved = moved || (any_of(doc.triggers[k].family, {"leave", "evac", "exit", "displace"}) && fighters_in(a.sentence - 1));
  for (const auto& d : drafts)
    moved = moved || ((d.sentence + 1 == a.sentence || d.sentence == a.sentence) &&
                      any_of(d.kind, {"exit_transfer", "evacuation", "departure", "displacement", "arrival"}));
  if (!moved) return false;
  const auto range = doc.sentences[a.sentence];
  for (std::size_t k = a.first > range.first + 5 ? a.first - 5 : range.first; k < a.first; ++k)
    if (any_of(tok(k).form, {"القافله", "الدفعه", "قافلتهم", "convoy", "batch"})) {
      for (std::size_t m = k > range.first + 1 ? k - 1 : range.first; m < a.first; ++m)
        if (any_of(tok(m).form, {"ضمت", "وضمت", "تضم", "وتضم", "حملت", "وحملت", "carried", "held", "included", "comprised"})) return true;
    }
  return false;
}

// "the second batch left the quarter, and held 951 people": what the batch did
std::size_t Maker::carried_by(const AmountMention& a) const {
  const auto range = doc.sentences[a.sentence];
  if (a.first < range.first + 4 || !(people(a) || a.cls == CountClass::fighter) || !any_of(tok(a.first - 1).form, {"وضمت", "وتضم", "وضم"}))
    return k_none;
  bool batch = false;
  for (std::size_t k = range.first; k < a.first; ++k)
    batch = batch || any_of(tok(k).form, {"الدفعه", "دفعه", "دفعات", "القافله", "قافله", "الحافلات", "حافلات"});
  for (std::size_t k = doc.triggers_in[a.sentence].first; batch && k < doc.triggers_in[a.sentence].second; ++k)
    if (any_of(doc.triggers[k].family, {"leave", "evac", "exit", "arrive", "displace"}) && doc.triggers[k].last <= a.first &&
        doc.triggers[k].flags.find('v') != std::string_view::npos)
      return k;
  return k_none;
}

// "those who left the Ghouta, whose number has passed 20,000", "the residents, and they are at least 40,000": the people said before.
std::size_t Maker::numbered_before(const AmountMention& a) const {
  const auto range = doc.sentences[a.sentence];
  bool numbered = false;
  for (std::size_t k = a.first > range.first ? a.first - 1 : a.first; k < a.amount.core_first; ++k)
    numbered = numbered || any_of(tok(k).form, {"عددهم", "وعددهم", "عددهن", "وعددهن", "تعدادهم", "وتعدادهم"});
  if (!numbered) return k_none;
  // "killed were fighters whose number passed twenty": their deaths, not their strength
  for (std::size_t k = doc.triggers_in[a.sentence].first; a.cls == CountClass::fighter && k < doc.triggers_in[a.sentence].second; ++k) {
    const auto& t = doc.triggers[k];
    if (any_of(t.family, {"death", "injury", "detain"}) && t.flags.find('v') != std::string_view::npos && !t.used && t.last <= a.first &&
        a.first - t.last <= 2)
      return k;
  }
  if (!a.unit.empty() && !people(a)) return k_none;
  std::size_t nearest = k_none;
  for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
    const auto& t = doc.triggers[k];
    if (t.used || t.last > a.first || a.first - t.last > 14) continue;
    // "the camp was emptied of its residents, who numbered 7,000": the emptying
    if (t.family == "pop" && nearest != k_none && word_just_before(t, {"من"})) continue;
    if (!any_of(t.family, {"displace", "leave", "arrive", "return", "evac", "pop"})) continue;
    // "there arrived displaced people whose number ...": who arrived
    const auto who = [](const TriggerMention& m, const TriggerMention& verb) {
      return m.family == "displace" && m.flags.find('v') == std::string_view::npos && m.first == verb.last &&
             verb.flags.find('v') != std::string_view::npos;
    };
    if (nearest != k_none && who(t, doc.triggers[nearest])) continue;
    if (doc.word(t.first, "total") && !(k + 1 < doc.triggers_in[a.sentence].second && who(doc.triggers[k + 1], t))) continue;
    nearest = k;
  }
  return nearest;
}

}  // namespace nuzuh::reading
