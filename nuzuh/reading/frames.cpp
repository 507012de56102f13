#include "nuzuh/reading/frames.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace nuzuh::reading {
namespace {

bool any_of(std::string_view x, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), x) != list.end(); }

bool people(const AmountMention& a) { return a.unit == "persons" || a.unit == "families"; }

// Whether an amount of this unit can fill the quantity of a family of triggers.
bool fits(std::string_view family, const AmountMention& a) {
  const bool bare = a.unit.empty() && a.cls == CountClass::none;
  const bool fighters = a.cls == CountClass::fighter;
  if (family == "loss") return fighters;
  if (any_of(family, {"displace", "leave", "evac", "exit", "arrive", "return"})) return people(a) || fighters || bare;
  if (family == "pop") return people(a) || fighters || a.cls == CountClass::item || (bare && (a.amount.lo >= 50 || (a.amount.lo == 0 && a.amount.hi >= 50 && a.amount.hi != text::k_unbounded)));
  if (family == "affected") return people(a) || (bare && a.amount.form == text::AmountForm::vague);
  if (family == "capacity") return people(a) || a.unit == "tents" || bare;
  if (any_of(family, {"death", "injury", "casualty"})) return a.unit == "persons" || fighters || bare;
  if (any_of(family, {"detain", "missing"})) return people(a) || fighters || bare;
  if (family == "remains") return a.unit == "persons" || fighters || bare || a.unit == "items";
  if (family == "hazpres") return a.cls == CountClass::item || any_of(a.unit, {"areas", "houses", "m2", "km2", "ha", "dunum"});
  if (family == "hazclear") return a.cls == CountClass::item || a.unit == "strikes" || any_of(a.unit, {"m2", "km2", "ha", "dunum", "areas"});
  if (family == "strike") return a.unit == "strikes";
  if (family == "damage") return any_of(a.unit, {"houses", "tents", "facilities"});
  if (family == "control") return any_of(a.unit, {"villages", "km2", "areas"});
  if (family == "front") return any_of(a.unit, {"m", "km"});
  if (family == "area") return any_of(a.unit, {"km2", "m2", "ha", "dunum"});
  if (family == "fsize") return fighters;
  if (family == "fmove") return fighters || a.unit == "equipment" || people(a);
  if (family == "aid") return people(a) || a.cls == CountClass::aid || a.unit == "tents";
  if (family == "outlook") return a.cls == CountClass::time;
  return false;
}

bool singular_allowed(std::string_view family) { return any_of(family, {"death", "injury", "detain", "missing", "remains", "displace", "affected", "evac"}); }

struct Maker {
  Document& doc;
  std::vector<Draft> drafts;

  const text::Token& tok(std::size_t i) const { return doc.tokens[i]; }

  double cost(const TriggerMention& t, const AmountMention& a) const {
    const bool carries = t.flags.find('A') != std::string_view::npos;
    if (a.noun_first != k_none && t.first >= a.noun_first && t.first < a.noun_last) {
      if (carries) return 1.2;
      return t.flags.find('S') != std::string_view::npos ? 3.0 : 9.0;
    }
    double d = 0;
    bool after = false;
    std::size_t lo = 0, hi = 0;
    if (t.first >= a.last) {
      lo = a.last, hi = t.first, after = true;
      const std::size_t from = a.noun_last != k_none && a.noun_last > a.last ? a.noun_last : a.last;
      d = t.first >= from ? static_cast<double>(steps_between(doc, from, t.first)) : 0;
    } else if (t.last <= a.first) {
      lo = t.last, hi = a.first;
      d = static_cast<double>(steps_between(doc, t.last, a.first));
    } else {
      return 1.0;  // inside a hedge: "لا تتجاوز طاقته 6,000"
    }
    d += 3.0 * boundaries(doc, lo, hi);
    const bool arabic = tok(t.first).arabic;
    if (arabic && after) d += 2.5;
    if (!arabic && !after && t.flags.find('v') != std::string_view::npos) d += 0.5;
    if (after && t.conjunction == 'w') d += 6;  // "... and were wounded": begins a new clause
    if (t.preposition == 'b' && t.family != "arrive") d += 0.3;
    // Another verb in between takes what stands behind it.
    for (std::size_t k = doc.triggers_in[t.sentence].first; k < doc.triggers_in[t.sentence].second; ++k) {
      const auto& other = doc.triggers[k];
      if (other.first <= std::min(t.first, lo) || other.first >= std::max(hi, t.first)) continue;
      if (other.first == t.first) continue;
      if (other.first >= lo && other.first < hi && other.flags.find('v') != std::string_view::npos && fits(other.family, a)) d += 3;
    }
    if (a.amount.form == text::AmountForm::singular) d *= 1.6;
    if (any_of(tok(t.first).form, {"فيه", "فيها", "وفيه", "وفيها"}) && after_verb(t)) d += 12;
    // "4,300 families displaced from X arrived in Y": the verb right behind an indefinite noun begins a relative clause
    if (arabic && after && t.conjunction == 0 && d < 5 && t.flags.find('v') != std::string_view::npos && governed(t, a)) d += 6;
    if (t.family == "fmove" && people(a)) d += any_of(tok(t.first).form, {"عبر", "عبرت", "عبروا", "يعبر", "crossed"}) ? 0 : 40;
    return d;
  }

  // "fell in it twenty", "were killed there": the verb before is the event
  bool after_verb(const TriggerMention& t) const {
    for (std::size_t k = doc.triggers_in[t.sentence].first; k < doc.triggers_in[t.sentence].second; ++k) {
      const auto& other = doc.triggers[k];
      if (other.family == t.family) continue;
      if (other.last <= t.first && t.first - other.last <= 2) return true;
      if (other.first >= t.last && other.first - t.last <= 1 && other.flags.find('v') != std::string_view::npos) return true;
    }
    return false;
  }
  // Whether another fitting event stands before the amount in its clause, free to govern it.
  bool governed(const TriggerMention& t, const AmountMention& a) const {
    for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
      const auto& other = doc.triggers[k];
      if (&other == &t || other.used || other.last > a.first || !fits(other.family, a) || other.family == "pop" || other.family == "fmove") continue;
      if (other.flags.find('v') == std::string_view::npos && other.flags.find('n') == std::string_view::npos) continue;
      if (boundaries(doc, other.last, a.first) == 0 && steps_between(doc, other.last, a.first) <= 8) return true;
    }
    return false;
  }

  // Words of fighters around that make "eight killed" fighters.
  bool fighters_meant(const AmountMention& a, std::size_t reach = 7) const {
    if (a.cls == CountClass::fighter) return true;
    if (a.cls == CountClass::civilian || a.unit == "families") return false;
    const auto range = doc.sentences[a.sentence];
    // "the dead of the SDF": an armed actor right behind the noun
    if (a.noun_last != k_none)
      for (const auto& actor : doc.actors)
        if (actor.source_type == "armed_actor" && actor.sentence == a.sentence && (actor.first == a.noun_last || (actor.first == a.noun_last + 1 && any_of(tok(a.noun_last).form, {"من", "ل", "of", "from", "among"})))) return true;
    for (std::size_t k = range.first; k < range.last; ++k)
      if (any_of(tok(k).form, {"صفوفه", "صفوفها", "صفوفهم", "بصفوفه", "بصفوفها", "بصفوفهم"}) && boundaries(doc, std::min(k, a.first), std::max(k, a.first)) == 0) return true;
    for (std::size_t k = a.last; k < std::min(range.last, a.last + reach); ++k) {
      const auto& f = tok(k).form;
      if (doc.mark(k) && k > a.last + 1) break;
      if (f == "صفوف" || f == "ranks" || f == "بصفوف") {
        for (const auto& actor : doc.actors)
          if (actor.sentence == a.sentence && actor.first > k && actor.first < k + 4 && actor.source_type == "armed_actor") return true;
        for (const auto& other : doc.amounts)
          if (other.first > k && other.first < k + 4 && other.cls == CountClass::fighter) return true;
        const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k + 1, range.last);
        if (noun && noun->entry->flags.starts_with("fig")) return true;
        return false;
      }
    }
    return false;
  }

  bool relatives(const AmountMention& a) const {
    const auto range = doc.sentences[a.sentence];
    for (std::size_t k = a.last; k < std::min(range.last, a.last + 4); ++k)
      for (const char* stem : {"عايلاتهم", "عوايلهم", "اسرهم", "relatives", "families", "ذويهم"})
        if (tok(k).form.find(stem) != std::string::npos) return true;
    return false;
  }

  bool sentence_has(std::size_t s, std::string_view cls) const {
    for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k)
      if (doc.word(k, cls)) return true;
    return false;
  }
  bool strong_exit(std::size_t s) const {
    for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k) {
      if (!doc.word(k, "exitword")) continue;
      const auto& f = tok(k).form;
      for (const char* w : {"اتفاق", "بموجب", "تسوي", "حافلات", "المصالح", "مفاوضات", "deal", "agreement", "buses", "negotiated"})
        if (f.find(w) != std::string::npos) return true;
    }
    return false;
  }
  bool evacuated_in(std::size_t s) const {
    for (std::size_t k = doc.triggers_in[s].first; k < doc.triggers_in[s].second; ++k)
      if (doc.triggers[k].family == "evac") return true;
    for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k)
      if (tok(k).form.find("حافل") != std::string::npos || tok(k).form == "buses") return true;
    return false;
  }
  bool fighters_in(std::size_t s) const {
    for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k) {
      const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, doc.sentences[s].last);
      if (noun && noun->entry->flags.starts_with("fig")) return true;
    }
    return false;
  }

  // The noun that this trigger is belongs to another count.
  bool counts_other(const TriggerMention& t, std::size_t amount) const {
    for (std::size_t k = 0; k < doc.amounts.size(); ++k) {
      const auto& a = doc.amounts[k];
      if (k != amount && a.sentence == t.sentence && a.noun_first != k_none && t.first >= a.noun_first && t.first < a.noun_last && a.amount.form != text::AmountForm::singular) return true;
    }
    return false;
  }
  // An outlook is spoken of as to come, and not the length of a journey.
  bool future_of(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    if (t.last < range.last)
      for (const char* stem : {"الرحل", "الطريق", "استخراج", "المسير", "السفر", "journey", "trip", "drive", "walk"})
        if (tok(t.last).form.find(stem) != std::string::npos) return false;
    for (std::size_t k = t.first > range.first + 4 ? t.first - 4 : range.first; k < t.first; ++k)
      if (any_of(tok(k).form, {"journey", "trip", "drive", "walk"})) return false;
    if (t.future) return true;
    for (std::size_t k = t.first; k < t.last; ++k)
      if (any_of(tok(k).form, {"will", "would", "could", "may", "might", "expected", "likely"}) || tok(k).form.starts_with("س")) return true;
    for (std::size_t k = range.first; k < range.last; ++k)
      for (const char* cls : {"forecast", "planned", "possible", "likely", "conditional", "question"})
        if (doc.word(k, cls) && (k < t.first ? boundaries(doc, k, t.first) < 3 : k < t.last + 6)) return true;
    return false;
  }
  bool behind_population(const AmountMention& a) const {
    const auto range = doc.sentences[a.sentence];
    for (std::size_t k = a.first > range.first + 4 ? a.first - 4 : range.first; k < a.first; ++k)
      if (any_of(tok(k).form, {"population", "سكانه", "سكانها", "سكان", "قاطنيه", "نزلايه"})) return true;
    return false;
  }
  // "the camp held 66,300 people": no detention
  bool houses(const TriggerMention& t) const {
    if (!any_of(tok(t.first).form, {"held", "hold", "holds"}) || t.last != t.first + 1) return false;
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first > range.first + 9 ? t.first - 9 : range.first; k < t.first; ++k)
      if (any_of(tok(k).form, {"camp", "site", "school", "schools", "centre", "shelter", "camps", "sites", "it", "which"})) return true;
    return false;
  }
  // Fighters who are counted for themselves beside these people
  bool fighters_apart(const AmountMention& a) const {
    for (const auto& other : doc.amounts)
      if (&other != &a && other.sentence == a.sentence && other.cls == CountClass::fighter && !other.share && other.amount.form != text::AmountForm::singular) return true;
    return false;
  }
  bool released(const TriggerMention& t) const { return word_near(t, {"freed", "released", "release", "افرج", "الافراج", "اطلاق سراح", "سراح"}, 8); }
  // "a man and his daughter died under the rubble"
  bool harmed_beside(const AmountMention& a) const {
    const std::size_t end = a.noun_last != k_none && a.noun_first >= a.first ? std::max(a.last, a.noun_last) : a.last;
    for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
      const auto& t = doc.triggers[k];
      if ((t.family == "death" || t.family == "injury") && t.flags.find('v') != std::string_view::npos && ((t.first >= end && t.first <= end + 1) || (t.last <= a.first && t.last + 1 >= a.first))) return true;
    }
    return false;
  }
  // "forty wounded were evacuated": who they are
  bool evacuated_before(const AmountMention& a) const {
    for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
      const auto& t = doc.triggers[k];
      if (t.family == "evac" && t.last <= a.first && boundaries(doc, t.last, a.first) == 0 && steps_between(doc, t.last, a.first) <= 3) return true;
    }
    return false;
  }
  // "fifteen of the displaced died": who they are, not what happened
  bool named_group(const TriggerMention& t, const AmountMention& a) const {
    if (a.noun_first == k_none || t.first < a.noun_first || t.first >= a.noun_last || t.flags.find('A') != std::string_view::npos || any_of(t.family, {"missing", "detain"})) return false;
    if (t.first == doc.sentences[t.sentence].first) return false;
    const auto& f = tok(t.first).form;
    if (tok(t.first).arabic) return f.starts_with("ال") && tok(t.first - 1).form == "من" && another_event(t, a);
    return tok(t.first - 1).form == "the" && another_event(t, a);
  }
  bool another_event(const TriggerMention& t, const AmountMention& a) const {
    for (std::size_t k = doc.triggers_in[t.sentence].first; k < doc.triggers_in[t.sentence].second; ++k) {
      const auto& other = doc.triggers[k];
      if (other.first != t.first && any_of(other.family, {"death", "injury", "missing", "detain", "arrive", "return", "leave"}) && other.family != t.family && fits(other.family, a)) return true;
    }
    return false;
  }
  // "are still missing", "remain without water": what is said of them stands behind "still"
  bool better_behind(const TriggerMention& t, const AmountMention& a) const {
    if (!doc.word(t.first, "still") && !any_of(tok(t.first).form, {"remain", "remains", "still", "are"})) return false;
    const std::size_t end = std::max(t.last, a.noun_last != k_none && a.noun_first >= a.first ? std::max(a.last, a.noun_last) : a.last);
    for (std::size_t k = doc.triggers_in[t.sentence].first; k < doc.triggers_in[t.sentence].second; ++k) {
      const auto& other = doc.triggers[k];
      if (any_of(other.family, {"missing", "affected", "hazpres", "detain"}) && other.last > end && other.first <= end + 3 && boundaries(doc, std::min(end, other.first), other.first) == 0 && fits(other.family, a)) return true;
    }
    return false;
  }
  bool counting(const TriggerMention& t) const {
    if (t.family != "pop") return false;
    for (std::size_t k = t.first; k < t.last; ++k)
      if (any_of(tok(k).form, {"عدد", "تعداد", "اعداد", "number", "population"})) return true;
    return false;
  }
  // "food for 85,000 people", "baskets li-240 families"
  bool given_to(const AmountMention& a) const {
    const auto range = doc.sentences[a.sentence];
    if (a.first > range.first && any_of(tok(a.first - 1).form, {"for", "ل", "لـ", "to", "يكفي", "تكفي"})) return true;
    return tok(a.first).arabic && tok(a.first).form.starts_with("ل") && a.start > tok(a.first).start;
  }
  bool word_just_before(const TriggerMention& t, std::initializer_list<std::string_view> words) const {
    return t.first > doc.sentences[t.sentence].first && any_of(tok(t.first - 1).form, words);
  }
  // "that is, the equivalent of 22,000 people", "after it had been 90": the same thing in another unit or before
  bool restated(const AmountMention& a) const {
    const auto range = doc.sentences[a.sentence];
    const auto& f = tok(a.first).form;
    if (any_of(f, {"equivalent", "يعادل"}) || (f == "ما" && a.first + 1 < range.last && tok(a.first + 1).form == "يعادل")) return true;
    if (a.first == range.first) return false;
    const auto& before = tok(a.first - 1).form;
    if (before == "اي") return true;
    if (before == "from" && a.unit.empty() && !drafts.empty() && drafts.back().amount != k_none && doc.amounts[drafts.back().amount].last + 3 >= a.first && doc.amounts[drafts.back().amount].sentence == a.sentence) return true;
    for (std::size_t k = a.first > range.first + 3 ? a.first - 3 : range.first; a.unit.empty() && k + 1 < a.first; ++k)
      if (any_of(tok(k).form, {"كان", "كانت"}) && any_of(tok(a.first - 1).form, {"الحصيله", "العدد", "عددهم", "الرقم", "حصيلتهم"})) return true;
    return a.unit.empty() && any_of(before, {"كان", "كانت", "بلغ"}) && a.first > range.first + 1 && any_of(tok(a.first - 2).form, {"ان", "بعدما", "كما"});
  }
  bool noun_is(const AmountMention& a, std::string_view family) const {
    if (a.noun_first == k_none) return false;
    for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k)
      if (doc.triggers[k].family == family && doc.triggers[k].first >= a.noun_first && doc.triggers[k].first < a.noun_last) return true;
    return false;
  }
  // "75,000 of them reached Tal Rifaat" with a verb that also says "amounted to"
  bool reaches_place(const TriggerMention& t, const AmountMention& a) const {
    for (std::size_t k = t.first; k < std::min(doc.sentences[t.sentence].last, t.last + 4); ++k)
      if (any_of(tok(k).form, {"عدد", "عددهم", "حصيله", "تعداد", "اجمالي", "مجموع"})) return false;
    for (const auto& p : doc.places)
      if (p.sentence == t.sentence && p.first >= t.last && p.first <= std::max(a.last + 3, t.last + 4) && p.role == Role::none && boundaries(doc, t.last, p.first) == 0) return true;
    return false;
  }
  // "leaving a million people without water"
  bool left_without(const TriggerMention& t, const AmountMention& a) const {
    if (a.first < t.last || a.first > t.last + 3) return false;
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = a.last; k < std::min(range.last, a.last + 10); ++k)
      if (any_of(tok(k).form, {"without", "homeless", "stranded", "trapped", "dead", "injured", "wounded", "missing", "with", "exposed"})) return true;
    return false;
  }

  // The kind of claim that a trigger of this family makes with this amount (k_none: none).
  std::string kind_of(const TriggerMention& t, std::size_t amount) const {
    const AmountMention* a = amount == k_none ? nullptr : &doc.amounts[amount];
    const bool fighters = a && fighters_meant(*a);
    const auto family = t.family;
    const std::size_t s = t.sentence;
    if (a && any_of(family, {"death", "injury", "casualty"}) && both_meant(*a)) return fighters || fighters_in_clause(*a) || (a->cls == CountClass::none && fighters_in(s)) ? "fighter_casualty" : "civilian_casualty";
    if (family == "loss") return "fighter_death";
    if (family == "casualty" && a && any_of(tok(t.first).form, {"اصابات", "لاصابات", "باصابات", "الاصابات", "اصابه"}) && t.last == t.first + 1) return fighters ? "fighter_injury" : "civilian_injury";
    if (family == "missing" && lives_behind(t)) return fighters ? "fighter_death" : "civilian_death";
    if (family == "control" && a && a->unit == "km2" && (shrinking(s) || any_of(tok(t.first).form, {"بيد", "بايدي", "يسيطر", "تسيطر", "controls", "holds", "hold", "control"}) || word_near(t, {"سوي", "يبق", "تبق", "left", "only"}, 8))) return "enclave_area";
    if (family == "death") return fighters ? "fighter_death" : "civilian_death";
    if (family == "injury") return fighters ? "fighter_injury" : "civilian_injury";
    if (family == "casualty") return fighters || (a && a->cls == CountClass::none && fighters_in(s)) ? "fighter_casualty" : "civilian_casualty";
    if (family == "detain") return "detained";
    if (family == "missing") return "missing";
    if (family == "remains") return a && a->cls == CountClass::item ? "hazard_cleared" : "remains_found";
    if (family == "hazinc") return "hazard_incident";
    if (family == "hazpres") return "hazard_present";
    if (family == "hazclear") return "hazard_cleared";
    if (family == "strike") return "strike";
    if (family == "damage") return "damage";
    if (family == "control") return "control";
    if (family == "front") return !a && withdrawal(t) && !word_near(t, {"اطراف", "محيط", "مشارف", "نقاط", "محور", "edge", "outskirts"}, 5) ? "force_move" : "front_move";
    if (family == "area") return "enclave_area";
    if (family == "fsize") return "force_size";
    if (family == "fmove") return a && people(*a) && a->cls != CountClass::fighter ? "displacement" : "force_move";
    if (family == "agree") return "agreement";
    if (family == "open") return "access_open";
    if (family == "close") return "access_closed";
    if (family == "aid") return "aid";
    if (family == "threat") return "threat_appeal";
    if (family == "outlook") return "outlook";
    if (family == "capacity") return "capacity";
    if (family == "affected") return "people_affected";
    if (family == "arrive" && a && a->unit == "families" && any_of(tok(t.first).form, {"قدم", "قدمت", "قدموا", "وقدمت", "وقدم"}) && relief_in(t)) return "aid";
    if (family == "arrive" && !tok(t.first).arabic && any_of(tok(t.first).form, {"reached", "reach"}) && reached_with(t)) return "aid";
    if (family == "arrive") return fighters ? (sentence_has(s, "exitword") ? "exit_transfer" : "force_move") : "arrival";
    if (family == "return") return "return";
    if (family == "pop") return a && a->cls == CountClass::item ? "hazard_present" : a && a->cls == CountClass::fighter ? "force_size" : "population";
    if (family == "exit") return "exit_transfer";
    if (a && family != "return" && mixed_convoy(*a)) return "exit_transfer";
    const bool apart = a && people(*a) && !fighters && !relatives(*a) && fighters_apart(*a);
    const bool exit_like = (fighters && (strong_exit(s) || sentence_has(s, "exitword"))) || (strong_exit(s) && fighters_in(s) && !apart);
    // civilians who are not the fighters' relatives are evacuated, whatever else the agreement moves
    const bool plain_civilians = a && a->cls == CountClass::civilian && !relatives(*a);
    if (plain_civilians && strong_exit(s) && (family == "evac" || (family == "leave" && evacuated_in(s)))) return "evacuation";
    if (plain_civilians && family == "leave") return "displacement";
    if (family == "evac") return exit_like || fighters ? "exit_transfer" : "evacuation";
    if (family == "leave" || family == "displace") {
      // leaving one place to go home to another
      if (family == "leave") {
        for (const auto& m : doc.triggers)
          if (m.sentence == s && m.family == "return" && m.flags.find('p') != std::string_view::npos && m.first > t.first && m.first < t.first + 10) return "return";
      }
      if (family == "displace" && !a && any_of(tok(t.first).form, {"اخراج", "باخراج", "ترحيل", "تهجير"}) && fighters_near(t)) return "exit_transfer";
      if (family == "displace" && fighters) return "force_move";
      if (family == "displace" ) {
        for (const auto& p : doc.places)
          if (p.sentence == s && (p.camp || p.name.level == "camp") && p.role == Role::from && p.first + 10 > t.first && p.first < t.last + 10) return "departure";
        return "displacement";
      }
      if (exit_like) return "exit_transfer";
      if (fighters) return "exit_transfer";
      if (strong_exit(s) && a) return "evacuation";
      if (a && a->noun_first != k_none && a->noun_first > 0 && tok(a->noun_first - 1).form == "camp") return "departure";
      // out of a camp: a departure, not a flight
      for (const auto& p : doc.places)
        if (p.sentence == s && (p.camp || p.name.level == "camp") && (p.role == Role::from || p.role == Role::none) && p.first + 12 > t.first && p.first < t.last + 14) return "departure";
      return "displacement";
    }
    return "displacement";
  }

  // "sixty, killed and wounded together"
  bool both_meant(const AmountMention& a) const {
    const auto range = doc.sentences[a.sentence];
    const std::size_t reach = a.cls == CountClass::fighter || a.noun_last == k_none ? 9 : 8;
    for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
      const auto& t = doc.triggers[k];
      if (t.family != "casualty" || t.last == t.first + 1 || t.last < a.first) continue;
      if (t.first > a.last + reach || boundaries(doc, std::min(a.last, t.first), t.first) > 0) continue;
      bool other = false;  // another count in between takes it
      for (const auto& b : doc.amounts) other = other || (&b != &a && b.sentence == a.sentence && b.first >= a.last && b.first < t.first && b.amount.form != text::AmountForm::singular);
      if (!other) return true;
    }
    for (std::size_t k = a.last; k + 1 < std::min(range.last, a.last + reach); ++k)
      if (tok(k).form == "بين" && any_of(tok(k + 1).form, {"قتيل", "قتلي", "شهيد", "شهداء", "مصاب", "جريح"})) return true;
    return false;
  }
  bool fighters_in_clause(const AmountMention& a) const {
    const auto range = doc.sentences[a.sentence];
    if (a.cls == CountClass::civilian) return false;
    for (std::size_t k = a.first > range.first + 8 ? a.first - 8 : range.first; k < std::min(range.last, a.last + 6); ++k) {
      const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, range.last);
      if (noun && noun->entry->flags.starts_with("fig")) return true;
    }
    return a.noun_last == k_none ? false : fighters_meant(a);
  }
  // "three children lost their lives"
  bool lives_behind(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.last; k < std::min(range.last, t.last + 7); ++k)
      if (any_of(tok(k).form, {"حياته", "حياتها", "حياتهم", "حياتهما", "ارواحهم", "حياتهن"})) return true;
    return false;
  }
  bool withdrawal(const TriggerMention& t) const {
    const auto& f = tok(t.first).form;
    return f.find("نسحب") != std::string::npos || f.find("نسحاب") != std::string::npos || f.starts_with("withdr") || (f == "pulled" && t.last < doc.tokens.size() && tok(t.last - 1).form == "out");
  }
  bool shrinking(std::size_t s) const {
    for (std::size_t k = doc.triggers_in[s].first; k < doc.triggers_in[s].second; ++k)
      if (doc.triggers[k].family == "area") return true;
    return false;
  }
  // Goods or a giver around "qaddamat": it gave rather than came.
  bool relief_in(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first; k < std::min(range.last, t.first + 8); ++k) {
      const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, range.last);
      if (noun && (noun->entry->flags.starts_with("aid") || noun->entry->head == "tents")) return true;
      for (const auto& actor : doc.actors)
        if (actor.first == k && (actor.id == "un" || actor.id == "ngo")) return true;
    }
    return false;
  }
  // "reached 300 families with rations": who gives reaches
  bool reached_with(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first > range.first + 3 ? t.first - 3 : range.first; k < t.first; ++k)
      if (any_of(tok(k).form, {"partners", "agencies", "teams", "agency", "aid", "assistance", "convoy"})) return true;
    for (std::size_t k = t.last; k + 1 < std::min(range.last, t.last + 9); ++k)
      if (tok(k).form == "with") {
        for (std::size_t m = k + 1; m < std::min(range.last, k + 6); ++m)
          if (doc.word(m, "needs") || any_of(tok(m).form, {"rations", "kits", "assistance", "parcels", "baskets", "cash", "tents", "blankets", "aid", "water"})) return true;
      }
    return false;
  }
  // "1,146 people, fighters and their relatives"
  bool mixed_convoy(const AmountMention& a) const {
    const auto range = doc.sentences[a.sentence];
    if (!people(a) && a.cls != CountClass::fighter && !a.unit.empty()) return false;
    bool fighter = false, kin = false;
    for (std::size_t k = a.first > range.first + 9 ? a.first - 9 : range.first; k < std::min(range.last, a.last + 8); ++k) {
      const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, range.last);
      if (noun && noun->entry->flags.starts_with("fig")) fighter = true;
      if (fighter)
        for (const char* stem : {"عايلاتهم", "عوايلهم", "اسرهم", "ذويهم", "وعايلاتهم", "relatives", "families", "ومدني"})
          if (tok(k).form.find(stem) != std::string::npos) kin = true;
    }
    return fighter && kin;
  }

  // "2,670 fighters and family members": one count of both
  bool with_kin(const AmountMention& a) const {
    const auto range = doc.sentences[a.sentence];
    for (std::size_t k = a.noun_last; k < std::min(range.last, a.noun_last + 3); ++k) {
      if (doc.mark(k) || tok(k).kind == text::TokenKind::number || any_of(tok(k).form, {"مع", "with", "plus"})) return false;
      for (const char* stem : {"عايلاتهم", "عوايلهم", "اسرهم", "ذويهم", "relatives", "family", "families", "ومدني"})
        if (tok(k).form.find(stem) != std::string::npos) return true;
    }
    return false;
  }
  // "the number of those who left the camp": the event is in the words that say who is counted.
  std::size_t counted_event(const TriggerMention& t, const AmountMention& a) const {
    const auto range = doc.sentences[t.sentence];
    std::size_t from = k_none;
    for (std::size_t k = t.first; k < std::min(range.last, t.last + 2); ++k)
      if (any_of(tok(k).form, {"عدد", "عددهم", "اعداد", "تعداد", "مجموع", "number"})) from = k;
    for (std::size_t k = a.last; from == k_none && k < std::min(range.last, a.last + 3); ++k)
      if (any_of(tok(k).form, {"عدد", "number"})) from = k;
    if (from == k_none) return k_none;
    for (std::size_t n = doc.triggers_in[t.sentence].first; n < doc.triggers_in[t.sentence].second; ++n) {
      const auto& m = doc.triggers[n];
      if (m.first <= from || m.first > from + 6 || !any_of(m.family, {"displace", "leave", "arrive", "return", "death", "injury", "missing", "detain"})) continue;
      if (!fits(m.family, a) && !a.unit.empty()) continue;
      const bool verb = m.flags.find('v') != std::string_view::npos;
      if (verb) return n;
      if (m.family != "displace") return n;
      if (m.last < range.last && (any_of(tok(m.last).form, {"من", "عن", "from"}))) return n;
      // "the number of displaced in the governorate"
      for (const auto& p : doc.places)
        if (p.sentence == t.sentence && p.first >= m.last && p.first <= m.last + 3 && p.role == Role::at && (p.governorate || p.name.level == "governorate")) return n;
    }
    return k_none;
  }

  // A bare number right behind an event counts people: "and wounded at least twenty", "brought the number of dead to 60".
  void bare_numbers() {
    for (std::size_t i = 0; i < doc.amounts.size(); ++i) {
      auto& a = doc.amounts[i];
      if (!a.unit.empty() || a.cls != CountClass::none || a.others || a.amount.form == text::AmountForm::singular) continue;
      const auto range = doc.sentences[a.sentence];
      if (a.share) a.unit = "persons", a.cls = CountClass::any;
      bool rises = false;
      for (std::size_t k = a.first > range.first + 14 ? a.first - 14 : range.first; k < a.first; ++k) rises = rises || doc.word(k, "total");
      const bool to = a.first > range.first && any_of(tok(a.first - 1).form, {"الي", "to", "عند", "at"});
      const bool verb_before_to = rises && to;
      for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
        const auto& t = doc.triggers[k];
        if (!any_of(t.family, {"death", "injury", "casualty", "detain", "missing", "displace", "arrive", "leave", "return", "evac", "remains", "loss"})) continue;
        if (t.first > a.last && a.last < range.last && any_of(tok(a.last).form, {"عدد", "تعداد", "حصيله", "مجموع"}) && t.first <= a.last + 4) {
          a.unit = t.family == "loss" ? "fighters" : "persons";
          a.cls = t.family == "loss" ? CountClass::fighter : CountClass::any;
          for (std::size_t m = t.last; m < std::min(range.last, t.last + 3); ++m) {
            const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, m, range.last);
            if (noun && noun->entry->flags.starts_with("fig")) a.cls = CountClass::fighter, a.unit = "fighters";
          }
          break;
        }
        if (t.last > a.first) continue;
        const std::size_t gap = steps_between(doc, t.last, a.first);
        if (boundaries(doc, t.last, a.first) > (verb_before_to ? 1 : 0)) continue;
        if (gap > (verb_before_to ? 18u : 1u)) continue;
        a.unit = "persons";
        a.cls = CountClass::any;
        for (std::size_t b = i; b-- > 0 && doc.amounts[b].sentence == a.sentence && any_of(t.family, {"death", "injury", "casualty"});) {
          if (!people(doc.amounts[b]) && doc.amounts[b].cls != CountClass::fighter) continue;
          if (doc.amounts[b].cls == CountClass::fighter) a.cls = CountClass::fighter, a.unit = "fighters";
          break;
        }
        break;
      }
    }
  }

  void with_amounts() {
    bare_numbers();
    for (std::size_t i = 0; i < doc.amounts.size(); ++i) {
      auto& a = doc.amounts[i];
      if (a.cls == CountClass::reject || a.cls == CountClass::vehicle) continue;
      bool speaker = false;
      for (const auto& s : doc.sources) speaker = speaker || (a.amount.form == text::AmountForm::singular && a.first >= s.first && a.last <= s.last + 1 && a.sentence == s.sentence);
      if (speaker) continue;
      if (a.unit.empty() && a.cls == CountClass::none && !a.others && behind_population(a)) a.unit = "persons", a.cls = CountClass::any;
      if (a.others || (a.cls == CountClass::none && a.unit.empty())) {
        // "three others": the noun of the amount before
        for (std::size_t k = i; k-- > 0 && doc.amounts[k].sentence == a.sentence;) {
          const auto& before = doc.amounts[k];
          if (before.unit.empty() || !(people(before) || before.cls == CountClass::fighter || before.cls == CountClass::item)) continue;
          if (!a.others && a.first > before.last + 8) break;
          a.unit = before.unit == "families" && !a.others && !a.share ? "persons" : before.unit;  // a bare number of thousands counts heads
          a.cls = before.cls == CountClass::civilian ? CountClass::any : before.cls;
          if (before.cls == CountClass::civilian && a.others) a.cls = CountClass::civilian;
          break;
        }
      }
      if (a.unit.empty() && a.cls == CountClass::none) {
        // "the number of fighters ... at three hundred"
        const auto range = doc.sentences[a.sentence];
        for (std::size_t k = a.first; k > range.first + 1 && k + 10 > a.first;) {
          --k;
          if (doc.word(k, "contrast") || tok(k).kind == text::TokenKind::number) break;
          if (tok(k - 1).form != "عدد" && tok(k - 1).form != "of") continue;
          const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, a.first);
          if (!noun || !noun->entry->flags.starts_with("fig")) continue;
          a.cls = CountClass::fighter;
          a.unit = "fighters";
          a.noun_first = k, a.noun_last = noun->last;
          break;
        }
      }
      if (a.unit.empty() && !drafts.empty() && drafts.back().sentence == a.sentence && drafts.back().amount != k_none && restated(a)) a.unit = doc.amounts[drafts.back().amount].unit, a.cls = doc.amounts[drafts.back().amount].cls;
      const bool single = a.amount.form == text::AmountForm::singular;
      double best = single ? 9 : 21;
      std::size_t chosen = k_none;
      for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
        const auto& t = doc.triggers[k];
        if (!fits(t.family, a)) continue;
        if (t.flags.find('A') != std::string_view::npos && counts_other(t, i)) continue;
        if (t.family == "aid" && t.last == t.first + 1 && people(a) && !given_to(a) && any_of(tok(t.first).form, {"قافله", "وقافله", "القافله", "قوافل", "convoy", "convoys"})) continue;
        if (named_group(t, a)) continue;
        // "what will be the fate of the thousands" asks, "their fate is unknown" says
        if (t.family == "missing" && tok(t.first).form.find("مجهول") != std::string::npos && t.last == t.first + 1 && !word_near(t, {"مصير"}, 9)) continue;
        if (t.family == "missing" && tok(t.first).form.find("مصير") != std::string::npos && t.last == t.first + 1 && !word_near(t, {"مجهول", "غامض", "يعرف", "معروف"}, 9)) continue;
        if (t.family == "detain" && (houses(t) || released(t))) continue;
        if ((t.family == "pop" || t.family == "fsize") && container(t)) continue;
        if (single && !singular_allowed(t.family)) continue;
        double c = cost(t, a);
        // a bare number must stand right at its trigger, or at words for a number of people
        if (t.family == "pop" && better_behind(t, a)) c += 8;
        if (t.flags.find('A') != std::string_view::npos && a.noun_first != k_none && t.first >= a.noun_first && t.first < a.noun_last && any_of(t.family, {"injury", "death", "casualty"})) c -= evacuated_before(a) ? -3 : 1.8;
        if (a.unit.empty() && c > (counting(t) ? 16 : 4)) continue;
        if (t.family == "fsize" || t.family == "area") c -= 1;
        if (t.family == "affected" && harmed_beside(a)) continue;
        if (t.family == "affected") c -= noun_is(a, "missing") || boundaries(doc, std::min(a.last, t.last), std::max(a.first, t.first)) > 0 ? 0 : 3;
        if (a.noun_first != k_none && t.first >= a.noun_first && t.first < a.noun_last && any_of(t.family, {"missing", "detain"})) c = std::min(c, 2.0);
        if (t.family == "arrive" && any_of(tok(t.first).form, {"بلغ", "بلغت", "بلغوا", "وبلغ", "وبلغت"}) && !reaches_place(t, a)) continue;
        if (t.family == "leave" && !tok(t.first).arabic && any_of(tok(t.first).form, {"left", "leaving"}) && left_without(t, a)) continue;
        if (t.family == "capacity") c -= t.last <= a.first || t.first < a.last ? 3 : 0;
        if (t.family == "aid") c += given_to(a) ? -5 : 3;
        if (t.flags.find('p') != std::string_view::npos && t.first > 0 && word_just_before(t, {"قافله", "قوافل", "دفعه", "مخيم", "مخيمات", "convoy"})) c += 8;
        if (t.family == "pop" && t.flags.find('n') != std::string_view::npos && after_verb(t)) c += 8;
        if (t.family == "outlook" && !future_of(t)) continue;
        if (t.family == "outlook" && a.cls == CountClass::time) c -= 2;
        if (c < best) best = c, chosen = k;
      }
      if (!drafts.empty() && drafts.back().sentence == a.sentence && drafts.back().trigger != k_none && restated(a) && fits(doc.triggers[drafts.back().trigger].family, a)) chosen = drafts.back().trigger;
      if (a.share && !drafts.empty()) {
        // a share takes the event of its whole, unless it has a verb of its own right behind it
        for (std::size_t k = drafts.size(); k-- > 0 && drafts[k].sentence == a.sentence;) {
          const auto& whole = drafts[k];
          if (whole.amount == k_none || whole.trigger == k_none || doc.amounts[whole.amount].share) continue;
          const bool own = chosen != k_none && best < 7 && chosen != whole.trigger && doc.triggers[chosen].last <= a.first && doc.triggers[chosen].first >= doc.amounts[whole.amount].last ? true :
                           chosen != k_none && best < 7 && doc.triggers[chosen].first >= doc.amounts[whole.amount].last && doc.triggers[chosen].family != doc.triggers[whole.trigger].family &&
                           doc.triggers[chosen].first >= a.first;
          if (!own && fits(doc.triggers[whole.trigger].family, a)) chosen = whole.trigger;
          break;
        }
      }
      if ((chosen == k_none || doc.triggers[chosen].family == "pop" || doc.triggers[chosen].family == "fsize") && convoy_goes_on(a)) {
        Draft d;
        for (std::size_t k = drafts.size(); k-- > 0;)
          if (any_of(drafts[k].kind, {"exit_transfer", "evacuation", "departure", "displacement", "arrival"})) {
            d.kind = drafts[k].kind;
            break;
          }
        d.amount = i, d.sentence = a.sentence, d.anchor = a.first;
        d.noun_first = a.noun_first, d.noun_last = a.noun_last;
        a.used = true;
        drafts.push_back(d);
        continue;
      }
      if (chosen == k_none) {
        without_trigger(i);
        continue;
      }
      if (doc.triggers[chosen].family == "pop")
        if (const std::size_t event = counted_event(doc.triggers[chosen], a); event != k_none) chosen = event;
      auto& t = doc.triggers[chosen];
      if (t.family == "control") {
        // "hold X and several villages": the named place is the claim
        bool named = false;
        for (const auto& p : doc.places) named = named || (p.sentence == a.sentence && p.first >= t.last && p.last <= a.first);
        if (named) continue;
      }
      Draft d;
      d.kind = kind_of(t, i);
      if (d.kind == "hazard_cleared" && a.unit == "strikes") a.unit = "items";  // shells that did not go off
      if (d.kind == "exit_transfer" && a.cls == CountClass::fighter && a.noun_last != k_none && with_kin(a)) a.unit = "persons";
      if (d.kind == "displacement" && t.flags.find('p') != std::string_view::npos) {
        // "those who fled", after an escape from a camp, left the camp too
        for (std::size_t k = drafts.size(); k-- > 0 && drafts[k].sentence + 1 >= a.sentence;)
          if (drafts[k].kind == "departure") {
            d.kind = "departure";
            break;
          }
      }
      if (d.kind == "displacement" && t.family == "leave") {
        // without a place of its own, leaving goes on as it was: out of the camp, or under the agreement
        bool from = false;
        for (const auto& p : doc.places) from = from || (p.sentence == a.sentence && (p.role == Role::from || (p.role == Role::none && p.first >= t.last && p.first <= t.last + 2)));
        if (a.cls == CountClass::civilian) from = true;
        for (std::size_t k = drafts.size(); !from && k-- > 0 && drafts[k].sentence + 2 >= a.sentence;)
          if (drafts[k].kind == "departure" || drafts[k].kind == "exit_transfer") {
            d.kind = drafts[k].kind;
            break;
          }
      }
      d.trigger = chosen;
      d.amount = i;
      d.sentence = a.sentence;
      d.anchor = a.first;
      t.used = true;
      a.used = true;
      drafts.push_back(d);
    }
  }

  // Amounts that no trigger claims: their noun may say enough.
  void without_trigger(std::size_t i) {
    auto& a = doc.amounts[i];
    if (a.amount.form == text::AmountForm::singular) return;
    Draft d;
    d.amount = i;
    d.sentence = a.sentence;
    d.anchor = a.first;
    d.noun_first = a.noun_first;
    d.noun_last = a.noun_last;
    if (a.cls == CountClass::none && a.unit.empty() && a.amount.lo >= 10) {
      // "estimated the number of fighters ... at three hundred"
      const auto range = doc.sentences[a.sentence];
      for (std::size_t k = a.first, steps = 0; k > range.first && steps < 10; ++steps) {
        --k;
        if (doc.word(k, "contrast") || tok(k).kind == text::TokenKind::number) break;
        const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, a.first);
        if (!noun || !noun->entry->flags.starts_with("fig") || noun->entry->flags.back() != 'p') continue;
        bool counted = false;
        for (const auto& other : doc.amounts) counted = counted || (&other != &a && other.noun_first != k_none && k >= other.noun_first && k < other.noun_last);
        if (counted) continue;
        a.cls = CountClass::fighter;
        a.unit = "fighters";
        d.noun_first = k, d.noun_last = noun->last;
        break;
      }
    }
    if (a.cls == CountClass::fighter) d.kind = "force_size";
    else if (a.cls == CountClass::item) d.kind = "hazard_present";
    else if (a.unit == "km2") d.kind = "enclave_area";
    else if (a.unit == "strikes") d.kind = "strike";
    else if (a.unit.empty() && !drafts.empty() && drafts.back().amount != k_none && a.cls == CountClass::none && (a.amount.form != text::AmountForm::exact || pronoun_before(a)) &&
             d.sentence <= drafts.back().sentence + 1) {
      // "they are more than a thousand": the same thing again
      const auto& before = doc.amounts[drafts.back().amount];
      if (before.unit.empty() || !(people(before) || before.cls == CountClass::fighter)) return;
      d.kind = drafts.back().kind;
      a.unit = before.unit;
      a.cls = before.cls;
      d.noun_first = k_none;
    } else {
      return;
    }
    a.used = true;
    drafts.push_back(d);
  }
  bool pronoun_before(const AmountMention& a) const {
    if (a.first == 0) return false;
    if (a.first > 1 && (tok(a.first - 1).form == "from" && any_of(tok(a.first - 2).form, {"down", "up"}))) return true;
    return any_of(tok(a.first - 1).form, {"انهم", "عددهم", "they", "number", "بانهم", "هم", "at"});
  }

  // "The convoy held 1,246 people", after a sentence about its leaving
  bool convoy_goes_on(const AmountMention& a) const {
    if (!people(a) && a.cls != CountClass::fighter) return false;
    bool moved = false;
    for (const auto& d : drafts) moved = moved || (d.sentence + 1 == a.sentence && any_of(d.kind, {"exit_transfer", "evacuation", "departure", "displacement", "arrival"}));
    if (!moved) return false;
    const auto range = doc.sentences[a.sentence];
    for (std::size_t k = a.first > range.first + 3 ? a.first - 3 : range.first; k < a.first; ++k)
      if (any_of(tok(k).form, {"القافله", "الدفعه", "قافلتهم", "convoy", "batch"})) {
        for (std::size_t m = k > range.first + 1 ? k - 1 : range.first; m < a.first; ++m)
          if (any_of(tok(m).form, {"ضمت", "وضمت", "تضم", "وتضم", "حملت", "وحملت", "carried", "held", "included", "comprised"})) return true;
      }
    return false;
  }

  // "a convoy of 290", "دفعة تضم 400 شخص": the verb of holding belongs to the movement before it
  bool container(const TriggerMention& t) const {
    const auto& f = tok(t.first).form;
    if (!any_of(f, {"قوامها", "قوامه", "تعدادها", "وتعدادها", "تضم", "يضم", "وتضم", "ضمت", "فيها", "carrying", "inside", "include", "including"})) return false;
    for (std::size_t n = doc.triggers_in[t.sentence].first; n < doc.triggers_in[t.sentence].second; ++n) {
      const auto& m = doc.triggers[n];
      if (m.first >= t.first) continue;
      if (!any_of(m.family, {"leave", "evac", "exit", "arrive", "return", "displace", "fmove"})) continue;
      for (std::size_t k = doc.sentences[t.sentence].first; k < t.first; ++k) {
        const auto& w = tok(k).form;
        for (const char* stem : {"دفع", "قافل", "قوافل", "حافل", "تعزيز", "رتل", "موازر", "reinforce", "column", "batch", "convoy", "group", "مجموع"})
          if (w.find(stem) != std::string::npos) return true;
      }
    }
    return false;
  }

  bool near_used(const std::string& kind, const TriggerMention& t, std::size_t reach) const {
    for (const auto& d : drafts) {
      if (d.kind != kind || d.sentence != t.sentence) continue;
      if (std::llabs(static_cast<long long>(d.anchor) - static_cast<long long>(t.first)) <= static_cast<long long>(reach)) return true;
    }
    return false;
  }
  bool definite(const TriggerMention& t) const {
    const auto& f = tok(t.first).form;
    if (tok(t.first).arabic) return f.starts_with("ال") || f.starts_with("وال") || f.starts_with("بال") || f.starts_with("لل");
    return t.first > 0 && (tok(t.first - 1).form == "the" || tok(t.first - 1).form == "this" || tok(t.first - 1).form == "that");
  }
  bool place_near(const TriggerMention& t, std::size_t reach) const {
    for (const auto& p : doc.places)
      if (p.sentence == t.sentence && !p.in_source && p.first + reach >= t.first && p.first <= t.last + reach && boundaries(doc, std::min(p.first, t.first), std::max(p.first, t.first)) < 3) return true;
    return false;
  }
  bool people_near(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    const std::size_t back = tok(t.first).arabic ? 4 : 6;
    for (std::size_t k = t.first > range.first + back ? t.first - back : range.first; k < std::min(range.last, t.last + 5); ++k) {
      const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, range.last);
      if (noun && (noun->entry->head == "persons" || noun->entry->head == "families")) return true;
      if (any_of(tok(k).form, {"دفعه", "الراغبين", "batch", "group"})) return true;
    }
    return false;
  }
  bool actor_near(const TriggerMention& t, std::size_t reach) const {
    for (const auto& a : doc.actors)
      if (a.sentence == t.sentence && a.id != "civilians" && a.first + reach >= t.first && a.first <= t.last + reach) return true;
    return false;
  }
  bool item_near(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first > range.first + 5 ? t.first - 5 : range.first; k < std::min(range.last, t.last + 6); ++k) {
      const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, range.last);
      if (noun && noun->entry->flags.starts_with("item")) return true;
    }
    return false;
  }
  bool negated_near(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    if (!tok(t.first).arabic)
      for (std::size_t k = t.last; k < std::min(range.last, t.last + 2); ++k)
        if (any_of(tok(k).form, {"nobody", "no"})) return true;
    for (std::size_t k = t.first > range.first + 5 ? t.first - 5 : range.first; k < t.first; ++k)
      if ((doc.word(k, "negation") || doc.word(k, "prevent")) && !doc.word(k, "still")) return true;
    for (std::size_t k = t.first > range.first + 12 ? t.first - 12 : range.first; k < t.first; ++k)
      if (doc.word(k, "denial")) return true;
    return false;
  }

  // Nouns name a strike best ("shelling" rather than "hit"), verbs a threat.
  void standalone() {
    for (const bool late : {false, true})
      for (std::size_t k = 0; k < doc.triggers.size(); ++k) {
        const auto& t = doc.triggers[k];
        const bool is_verb = t.flags.find('v') != std::string_view::npos;
        const bool second = (is_verb && any_of(t.family, {"strike", "agree", "arrive", "aid"})) || (!is_verb && any_of(t.family, {"open", "close"})) || (t.family == "threat" && !is_verb);
        if (second == late) alone(k);
      }
  }
  void alone(std::size_t k) {
    {
      auto& t = doc.triggers[k];
      if (t.used) return;
      // "urged civilians to come out": what is asked for has not happened
      if (any_of(t.family, {"leave", "displace", "evac", "return", "open"}) && asked_for(t)) return;
      // "will not allow people out" is one claim: closed
      if (any_of(t.family, {"leave", "displace"}) && t.preposition == 'b' && t.first > doc.sentences[t.sentence].first && tok(t.first - 1).form.find("سمح") != std::string::npos)
        for (const auto& other : doc.triggers)
          if (other.used && other.sentence == t.sentence && any_of(other.family, {"close", "open"}) && other.last + 1 >= t.first && other.first < t.first) return;
      if (t.flags.find('N') != std::string_view::npos || t.flags.find('X') != std::string_view::npos) return;
      // "15 displaced who had taken refuge in X": says who they are
      if (tok(t.first).arabic && t.conjunction == 0 && any_of(t.family, {"arrive", "leave", "displace", "return"}))
        for (const auto& a : doc.amounts)
          if (a.used && a.noun_last != k_none && a.noun_last == t.first && a.noun_first >= a.first) return;
      // "after their arrival": background, unless it is denied or planned
      if (any_of(t.family, {"arrive", "leave", "return"}) && !negated_near(t) && !denied_near(t) && t.flags.find('n') != std::string_view::npos && any_with_suffix(tok(t.first).form) &&
          word_just_before(t, {"بعد", "قبل", "قبيل", "بعيد", "لدي", "اثناء", "منذ", "حتي", "فور"}))
        return;
      // another trigger at the same word made a claim
      bool taken = false;
      for (const auto& other : doc.triggers) taken = taken || (other.used && &other != &t && other.first < t.last && t.first < other.last);
      for (const auto& a : doc.amounts) taken = taken || (a.used && a.noun_first != k_none && t.first >= a.noun_first && t.first < a.noun_last);
      if (taken) return;
      const bool verb = t.flags.find('v') != std::string_view::npos;
      const auto f = t.family;
      const bool negated = negated_near(t);
      bool accept = false;
      if (f == "hazinc") accept = item_near(t) || t.last > t.first + 1 || (!definite(t) && !verb);
      else if (f == "strike" && word_just_before(t, {"مخلفات", "remnants"})) accept = false;
      else if (f == "strike" && word_near(t, {"مساعدات", "منشور", "مناشير", "قصاصات", "leaflet", "aid", "supplies"}, 7) && verb) accept = false;
      else if (f == "strike" && verb && any_of(tok(t.first).form, {"استهدفت", "استهدف", "targeted", "struck", "hit"}) && (seen_in_sentence("hazard_incident", t.sentence) || item_near(t))) accept = false;
      else if (f == "strike") accept = (negated && !verb) || (!(definite(t) && seen("strike")) && (place_near(t, 14) || actor_near(t, 8) || harm_in(t.sentence)));
      else if (f == "control" && (tok(t.first).form.find("سقط") != std::string::npos || tok(t.first).form == "fell") && (harm_in(t.sentence) || word_near(t, {"قذيف", "قذايف", "صاروخ", "صواريخ", "shell", "rocket"}, 6))) accept = false;
      else if (f == "control") accept = (verb && place_near(t, 16) && (actor_near(t, 14) || fighters_in(t.sentence))) || (place_near(t, 9) && !verb && (!subordinate(t) || in_state(t))) || (verb && (actor_near(t, 9) || negated) && back_reference(t));
      else if (f == "front" && word_near(t, {"convoy", "قافل", "مساعد", "buses", "حافل", "aid"}, 4)) accept = false;
      else if (f == "front") accept = (place_near(t, 10) || back_reference(t)) && (actor_near(t, 10) || forces_near(t)) && !(!verb && definite(t) && !managed(t));
      else if (f == "fmove" && any_of(tok(t.first).form, {"عبر", "وعبر"})) accept = word_near(t, {"نهر", "الفرات", "الحدود", "الضفه", "النهر"}, 4) && actor_near(t, 8);
      else if (f == "fmove") accept = !name_of_crossing(t) && (actor_near(t, 10) || forces_near(t)) && (!verb || place_near(t, 14) || any_of(tok(t.first).form, {"massing", "massed", "حشدت", "حشد", "يحشد", "تحشد"})) && !people_only(t);
      else if (f == "agree" && definite(t) && word_near(t, {"انهار", "تنهار", "خرق", "صمد", "collapse", "violat", "hold", "lasts"}, 4)) accept = false;
      else if (f == "agree") accept = (!verb || actor_near(t, 6) || word_near(t, {"groups", "factions", "rebels", "sides", "parties", "الطرفان", "الطرفين", "الفصايل", "الجانبان"}, 5)) && (!definite(t) || !seen("agreement")) && !seen_in_sentence("agreement", t.sentence);
      else if (f == "close" && !verb && t.first > 1 && (any_of(tok(t.first - 1).form, {"after", "بعد", "long", "طول"}) || any_of(tok(t.first - 2).form, {"after"}) || (t.first > 2 && tok(t.first - 3).form == "after"))) accept = false;
      else if (f == "open" || f == "close") accept = road_near(t) || (verb && !drafts.empty() && any_of(drafts.back().kind, {"access_closed", "access_open"}) && drafts.back().sentence + 1 >= t.sentence && word_near(t, {"it", "they"}, 3));
      else if (f == "aid" && any_of(tok(t.first).form, {"قافله", "وقافله", "convoy", "convoys", "قوافل"}) && t.last == t.first + 1)
        accept = !fighters_in(t.sentence) && (negated || (seen("aid") && word_just_before(t, {"second", "another", "next", "third"})) || word_near(t, {"دخلت", "دخول", "وصلت", "وصول", "محمل", "تسيير", "سير", "deliver", "reach", "enter", "arriv", "got", "aid", "relief", "food", "bring", "carry"}, 8));
      else if (f == "aid" && t.first > 0 && any_of(tok(t.first - 1).form, {"امام", "to"}) && word_near(t, {"مغلق", "مقطوع", "shut", "closed", "open", "مفتوح", "اغلق"}, 9)) accept = false;
      else if (f == "aid") accept = (!verb || negated || (any_of(tok(t.first).form, {"delivered", "distributed", "اوصلت", "وزعت", "ووزعت"}) && needs_near(t))) && !aid_worker(t) && !(definite(t) && t.last == t.first + 1 && any_of(tok(t.first).form, {"القافله", "والقافله", "convoy", "convoys", "القوافل"}) && !negated);
      else if (f == "threat" && !verb && any_of(tok(t.first).form, {"منشورات", "مناشير", "قصاصات", "leaflets", "المنشورات"})) accept = true;
      else if (f == "threat" && any_of(tok(t.first).form, {"امهل", "امهلت", "وامهل", "وامهلت", "انذر", "انذرت"})) accept = true;
      else if (f == "threat") accept = armed_near(t, verb ? 12 : 5) || (t.last > t.first + 1) || (verb && addressed(t));
      else if (f == "damage") accept = object_near(t);
      else if (f == "hazpres") accept = item_near(t) && (t.flags.find('p') != std::string_view::npos || negated) && !seen_in_sentence("hazard_incident", t.sentence);
      else if (f == "hazclear" && word_just_before(t, {"فرق", "فريق", "فرقه", "عمال", "لجنه", "مركز"})) accept = false;
      else if (f == "hazclear") accept = (item_near(t) && hypothetical(t.sentence)) || (item_near(t) && (place_near(t, 14) || negated)) || (verb && negated && place_near(t, 8));
      else if (f == "displace" && !tok(t.first).arabic && t.last == t.first + 1 && tok(t.first).form == "displaced" && adjective(t)) accept = false;
      else if (f == "displace") accept = (!definite(t) || driven(t)) && (people_near(t) || place_near(t, 8) || negated || driven(t)) && t.flags.find('p') == std::string_view::npos;
      else if (f == "leave" && any_of(tok(t.first).form, {"leaving", "left"}) && left_harmed(t)) accept = false;
      else if (f == "leave" && any_of(tok(t.first).form, {"leaving", "left"}) && t.last < doc.sentences[t.sentence].last && (tok(t.last).kind == text::TokenKind::number || any_of(tok(t.last).form, {"only", "over", "about", "some", "nearly", "around"}))) accept = false;
      else if (f == "leave") accept = ((people_near(t) || word_near(t, {"convoy", "قافله"}, 5)) && hypothetical(t.sentence)) || (people_near(t) && (place_near(t, 10) || negated || back_reference(t))) || (fighters_in(t.sentence) && (strong_exit(t.sentence) || negated || denied_near(t)) && !(definite(t) && !negated && !denied_near(t))) || (negated && nobody(t)) || (negated && people_in_front(t));
      else if (f == "return") accept = people_near(t) || negated || (driven(t) && !verb) || (place_near(t, 6) && t.flags.find('p') == std::string_view::npos);
      else if (f == "arrive") accept = t.flags.find('p') == std::string_view::npos && ((people_near(t) && (place_near(t, 10) || negated)) || (verb && negated && place_behind(t)) || (negated && needs_near(t)));
      else if (f == "evac") accept = (people_near(t) || fighters_in(t.sentence)) && !definite(t) && !(t.last == t.first + 1 && any_of(tok(t.first).form, {"moved", "transferred", "carried", "transported"}) && !place_near(t, 8));
      else if (f == "exit") accept = fighters_in(t.sentence) || actor_near(t, 8) || t.last > t.first + 1;
      else if (f == "casualty") accept = negated;
      else if (any_of(tok(t.first).form, {"ضحايا", "victims", "ضحيه"})) accept = false;
      else if (f == "death" || f == "injury") accept = negated && (!verb || (!tok(t.first).arabic && people_in_front(t)) || (t.first > 0 && any_of(tok(t.first - 1).form, {"was", "were"}) && people_in_front(t)) || (people_near(t) && !tok(t.first).arabic) || nobody(t));
      else if (f == "missing") accept = negated && !verb;
      else if (f == "detain" && place_behind(t)) accept = false;  // "captured Mayadin"
      else if (f == "detain") accept = negated || (verb && actor_near(t, 6) && fighters_in(t.sentence));
      else if (f == "remains") accept = false;
      if (!accept) return;
      Draft d;
      d.kind = kind_of(t, k_none);
      if (d.kind == "civilian_death" || d.kind == "civilian_injury" || d.kind == "civilian_casualty")
        if (word_near(t, {"صفوفه", "صفوفها", "صفوفهم", "ranks", "عناصره", "عناصرها", "مقاتليه", "مقاتليها", "fighters", "soldiers"}, 5)) d.kind.replace(0, 8, "fighter");
      if (any_of(d.kind, {"evacuation", "displacement"}) && any_of(f, {"evac", "leave"}) && fighters_near(t)) d.kind = "exit_transfer";
      if (any_of(d.kind, {"civilian_death", "civilian_injury"}) && negated && word_near(t, {"منهم", "them"}, 3) && !drafts.empty() && drafts.back().sentence == t.sentence && drafts.back().kind.starts_with("fighter")) d.kind.replace(0, 8, "fighter");
      if (d.kind == "displacement" && f == "leave") {
        // without a place of its own, leaving goes on as it was
        bool from = false;
        for (const auto& p : doc.places) from = from || (p.sentence == t.sentence && p.role == Role::from);
        if (word_near(t, {"دفعه", "قافله", "حافل", "batch", "convoy", "group"}, 7)) from = false;
        for (std::size_t n = drafts.size(); !from && n-- > 0 && drafts[n].sentence + 2 >= t.sentence;)
          if (drafts[n].kind == "departure" || drafts[n].kind == "exit_transfer") {
            d.kind = drafts[n].kind;
            break;
          }
      }
      if (f == "evac" && d.kind == "exit_transfer" && word_near(t, {"مدني", "civilian"}, 4)) d.kind = "evacuation";
      // "will not open its border": what is refused is closed
      if (f == "open" && verb && refused(t)) d.kind = "access_closed";
      if (f == "threat" && seen_in_sentence("threat_appeal", t.sentence)) return;
      if (f == "arrive" && negated && needs_near(t)) d.kind = "aid";
 if (f == "control" && !verb && !negated && std::any_of(drafts.begin(), drafts.end(), [&](const Draft& x) { return x.kind == "control" && x.sentence == t.sentence && x.anchor < t.first && t.first - x.anchor < 10; })) return;
      if (near_used(d.kind, t, f == "front" || f == "control" ? 3 : denied_near(t) || negated ? 1 : 14)) return;
      if (d.kind == "aid" && seen_in_sentence("aid", t.sentence)) return;
      if (f == "aid" && seen_in_sentence("aid", t.sentence)) return;
      if (f == "strike" && seen_in_sentence("strike", t.sentence) && !denied_near(t)) return;
      if (f == "hazinc" && seen_in_sentence("hazard_incident", t.sentence)) return;
      d.trigger = k;
      d.sentence = t.sentence;
      d.anchor = t.first;
      t.used = true;
      // "reinforcements were brought", "opened a corridor": verb and noun of one event are one trigger
      for (const auto& other : doc.triggers) {
        if (&other == &t || other.sentence != t.sentence || other.used) continue;
        const bool follows = other.first >= t.last && other.first <= t.last + 1, leads = other.last <= t.first && other.last + 1 >= t.first;
        if ((follows || leads) && other.family == t.family && boundaries(doc, std::min(other.last, t.last), std::max(other.first, t.first)) == 0) {
          d.trigger_first = std::min(t.first, other.first);
          d.trigger_last = std::max(t.last, other.last);
          d.trigger_start = std::min(t.start, other.start);
          break;
        }
      }
      drafts.push_back(d);
    }
  }
  bool harm_in(std::size_t s) const {
    return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& d) { return d.sentence == s && (d.kind.ends_with("_death") || d.kind.ends_with("_injury") || d.kind.ends_with("_casualty")); });
  }
  bool armed_near(const TriggerMention& t, std::size_t reach) const {
    for (const auto& a : doc.actors)
      if (a.sentence == t.sentence && (a.source_type == "armed_actor" || a.source_type == "government") && a.first + reach >= t.first && a.first <= t.last + reach) return true;
    return false;
  }
  // "is now under the control of", "remains under": a state that is reported, not a place described
  bool in_state(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first > range.first + 8 ? t.first - 8 : range.first; k < t.first; ++k)
      if (doc.word(k, "still") || any_of(tok(k).form, {"باتت", "بات", "اصبحت", "اصبح", "صارت", "صار", "اضحت", "غدت", "still", "remain", "remains", "remained", "now", "is", "are"})) return true;
    return false;
  }
  static bool any_with_suffix(std::string_view form) { return form.ends_with("هم") || form.ends_with("ها") || form.ends_with("هن") || form.ends_with("هما") || form.ends_with("ه"); }
  bool hypothetical(std::size_t s) const { return sentence_has(s, "counterfactual") || sentence_has(s, "conditional") || sentence_has(s, "planned"); }
  // "displaced families": who they are, no event
  bool adjective(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    if (t.last >= range.last) return false;
    const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, t.last, range.last);
    if (!noun || !(noun->entry->head == "persons" || noun->entry->head == "families")) return false;
    return !(t.first > range.first && any_of(tok(t.first - 1).form, {"have", "has", "had", "were", "was", "been", "fighting", "which"}));
  }
  bool left_harmed(const TriggerMention& t) const {
    for (std::size_t k = t.last; k < std::min(doc.sentences[t.sentence].last, t.last + 9); ++k)
      if (any_of(tok(k).form, {"dead", "injured", "wounded", "hurt", "homeless", "without", "stranded"})) return true;
    return false;
  }
  bool asked_for(const TriggerMention& t) const {
    for (std::size_t k = doc.triggers_in[t.sentence].first; k < doc.triggers_in[t.sentence].second; ++k) {
      const auto& other = doc.triggers[k];
      if (other.family == "threat" && other.flags.find('v') != std::string_view::npos && other.last <= t.first && t.first - other.last <= 9 && boundaries(doc, other.last, t.first) == 0 &&
          !any_of(tok(other.first).form, {"حذر", "حذرت", "يحذر", "تحذر", "warned", "warns", "warning"}))
        return true;
    }
    return false;
  }
  bool place_behind(const TriggerMention& t) const {
    for (const auto& p : doc.places)
      if (p.sentence == t.sentence && p.first >= t.last && p.first <= t.last + 2 && p.role == Role::none) return true;
    return false;
  }
  bool fighters_near(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first > range.first + 5 ? t.first - 5 : range.first; k < std::min(range.last, t.last + 3); ++k) {
      const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, range.last);
      if (noun && noun->entry->flags.starts_with("fig")) return true;
    }
    return false;
  }
  // Forces without a name: "the forces entered", "troops", "fighters"
  bool forces_near(const TriggerMention& t) const {
    return fighters_in(t.sentence) || word_near(t, {"القوات", "قوات", "المقاتلون", "المهاجم", "ارتال", "رتل", "تعزيزات", "موازرات", "وحدات", "forces", "troops", "army", "convoy", "armour"}, 7);
  }
  // "managed to advance"
  bool managed(const TriggerMention& t) const {
    return t.first > doc.sentences[t.sentence].first && (tok(t.first - 1).form == "من" || tok(t.first - 1).form == "في") && word_near(t, {"تمكن", "نجح", "احرز", "حقق"}, 8);
  }
  // "the Nassib crossing", "border crossing" is a place, "crossing the river" a move
  bool name_of_crossing(const TriggerMention& t) const {
    if (tok(t.first).form != "crossing" || t.first == doc.sentences[t.sentence].first) return false;
    const auto& before = tok(t.first - 1);
    return before.capital || any_of(before.form, {"the", "border", "river", "a", "that", "this", "its", "frontier"});
  }
  bool aid_worker(const TriggerMention& t) const {
    if (!tok(t.first).arabic && t.last + 1 < doc.sentences[t.sentence].last && any_of(tok(t.last + 1).form, {"group", "groups", "agency", "agencies", "committee", "office"})) return true;
    return !tok(t.first).arabic && t.last < doc.sentences[t.sentence].last && any_of(tok(t.last).form, {"worker", "workers", "group", "groups", "agency", "agencies", "official", "officials", "organisations", "organizations", "staff", "chief"});
  }
  // "called on residents to ...", "told the camp's people"
  bool addressed(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    if (t.first > range.first && any_of(tok(t.first - 1).form, {"were", "was", "are"}) && people_near(t)) return true;
    for (std::size_t k = t.last; k < std::min(range.last, t.last + 4); ++k) {
      if (doc.mark(k)) break;
      const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, range.last);
      if (noun && (noun->entry->head == "persons" || noun->entry->head == "families")) return true;
      for (const char* stem : {"اهلنا", "اهالي", "القاطنين", "المدنيين", "السكان", "المزارعين", "العايدين", "النازحين", "locals", "residents", "civilians", "villagers", "returnees", "farmers"})
        if (tok(k).form.find(stem) != std::string::npos) return true;
    }
    return false;
  }
  // "forced to flee", "prevented from leaving", "to displacement"
  bool driven(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    if (t.first == range.first) return false;
    const auto& before = tok(t.first - 1).form;
    const bool preposition = t.preposition != 0 || any_of(before, {"الي", "علي", "من", "to", "from"});
    if (!preposition) return false;
    for (std::size_t k = t.first > range.first + 9 ? t.first - 9 : range.first; k < t.first; ++k)
      for (const char* stem : {"اضطر", "ضطر", "جبر", "دفع", "رغم", "منع", "سمح", "تمكن", "force", "push", "prevent", "allow", "stop"})
        if (tok(k).form.find(stem) != std::string::npos) return true;
    return false;
  }
  bool denied_near(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first > range.first + 9 ? t.first - 9 : range.first; k < t.first; ++k)
      if (doc.word(k, "denial")) return true;
    return false;
  }
  bool people_in_front(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first > range.first + 4 ? t.first - 4 : range.first; k < t.first; ++k)
      if (any_of(tok(k).form, {"احدا", "احد", "nobody", "anyone", "none", "one"})) return true;
    return false;
  }
  bool refused(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first > range.first + 3 ? t.first - 3 : range.first; k < t.first; ++k)
      if (any_of(tok(k).form, {"لن", "رفضت", "رفض", "ترفض", "يرفض", "refused", "refuses", "refuse", "won"})) return true;
    return false;
  }
  // "no one was hurt", "some of them would not have died": a negated verb whose subject is a pronoun
  bool nobody(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.last; k < std::min(range.last, t.last + 3); ++k)
      if (any_of(tok(k).form, {"احد", "اي", "بعضهم", "احدهم", "مدني", "شخص"})) return true;
    return false;
  }
  // "the town", "there": a place said before
  bool back_reference(const TriggerMention& t) const { return word_near(t, {"البلده", "المدينه", "القريه", "المنطقه", "عليها", "هناك", "town", "village", "city", "there", "it"}, 5); }
  bool people_only(const TriggerMention& t) const { return people_near(t) && !fighters_in(t.sentence) && !actor_near(t, 5); }
  bool needs_near(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first > range.first + 5 ? t.first - 5 : range.first; k < std::min(range.last, t.last + 5); ++k)
      if (doc.word(k, "needs")) return true;
    return false;
  }
  // "... were killed by a mine": the mine went off
  void mines() {
    for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
      if (!harm_in(s) || seen_in_sentence("hazard_incident", s)) continue;
      const auto range = doc.sentences[s];
      for (std::size_t k = range.first; k < range.last; ++k) {
        const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, range.last);
        if (!noun || !noun->entry->flags.starts_with("item")) continue;
        const bool by = noun->preposition == 'b' || (k > range.first && (tok(k - 1).form == "by" || tok(k - 1).form == "جراء" || tok(k - 1).form == "بسبب" || tok(k - 1).form == "نتيجه")) ||
                        (k > range.first + 1 && (tok(k - 2).form == "by" || tok(k - 2).form == "when" || tok(k - 2).form == "on"));
        if (!by) continue;
        bool counted = false;
        for (const auto& a : doc.amounts) counted = counted || (a.used && a.noun_first != k_none && k >= a.noun_first && k < a.noun_last);
        if (counted) continue;
        Draft d;
        d.kind = "hazard_incident";
        d.sentence = s;
        d.anchor = k;
        d.noun_first = k;
        d.noun_last = noun->last;
        drafts.push_back(d);
        break;
      }
    }
  }
  bool seen(const std::string& kind) const {
    return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& d) { return d.kind == kind; });
  }
  bool seen_in_sentence(const std::string& kind, std::size_t s) const {
    return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& d) { return d.kind == kind && d.sentence == s; });
  }
  // "areas under the control of", "held by": describes a place, is no event
  bool subordinate(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first > range.first + 2 ? t.first - 2 : range.first; k < t.first; ++k) {
      const auto& f = tok(k).form;
      if (f.find("خاضع") != std::string::npos || f == "تحت" || f == "under" || f == "مناطق" || f.find("واقع") != std::string::npos) return true;
    }
    return false;
  }
  bool word_near(const TriggerMention& t, std::initializer_list<std::string_view> stems, std::size_t reach) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first > range.first + reach ? t.first - reach : range.first; k < std::min(range.last, t.last + reach); ++k)
      for (const auto stem : stems)
        if (tok(k).form.find(stem) != std::string::npos) return true;
    return false;
  }
  bool road_near(const TriggerMention& t) const {
    if (t.family == "close" && t.flags.find('n') != std::string_view::npos && word_near(t, {"حصار", "حظر", "siege", "blockade", "curfew"}, 0)) return !definite(t) || place_near(t, 5);
    return word_near(t, {"خروج", "درب", "دروب", "حدود", "مرور", "عبور", "highway", "motorway", "track", "frontier", "bus", "pass", "طريق", "طرق", "معبر", "معابر", "ممر", "جسر", "حاجز", "منفذ", "مداخل", "road", "crossing", "corridor", "bridge", "checkpoint", "route", "gate", "passage", "access", "border", "convoy", "قافل", "حركه", "دخول", "مخيم", "exit", "passage", "العبور", "المرور", "وصول", "مغادر"}, 8);
  }
  bool object_near(const TriggerMention& t) const {
    const auto range = doc.sentences[t.sentence];
    for (std::size_t k = t.first > range.first + 4 ? t.first - 4 : range.first; k < std::min(range.last, t.last + 5); ++k) {
      const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, range.last);
      if (noun && (noun->entry->head == "houses" || noun->entry->head == "tents" || noun->entry->head == "facilities")) return true;
      if (tok(k).form.find("جسر") != std::string::npos || tok(k).form == "bridge" || tok(k).form.find("محطه") != std::string::npos) return true;
    }
    return false;
  }
};

}  // namespace

bool is_movement(std::string_view kind) { return any_of(kind, {"displacement", "arrival", "departure", "return", "evacuation", "exit_transfer", "force_move"}); }
bool is_stock(std::string_view kind) { return any_of(kind, {"population", "people_affected", "capacity", "hazard_present", "force_size", "enclave_area", "missing"}); }

int boundaries(const Document& doc, std::size_t a, std::size_t b) {
  int n = 0;
  for (std::size_t k = a; k < b; ++k) {
    if (doc.mark(k)) {
      const auto& f = doc.tokens[k].form;
      if (f == "," || f == "،" || f == ":" || f == "(" || f == ")" || f == "–") ++n;
    } else if (doc.word(k, "contrast")) {
      n += 3;
    }
  }
  return n;
}

std::size_t steps_between(const Document& doc, std::size_t a, std::size_t b) {
  std::size_t n = 0;
  for (std::size_t k = a; k < b; ++k) {
    if (doc.dated[k]) continue;
    bool inside = false;
    for (const auto& p : doc.places) inside = inside || (k > p.first && k < p.last);
    if (!inside) ++n;
  }
  return n;
}

std::vector<Draft> make_drafts(Document& doc) {
  // Who speaks is no event: "residents said", "the Observatory".
  for (auto& t : doc.triggers)
    for (const auto& s : doc.sources)
      if (t.first >= s.first && t.last <= s.last) t.family = {};
  Maker maker{doc, {}};
  maker.with_amounts();
  maker.standalone();
  maker.mines();
  auto& drafts = maker.drafts;
  std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& x, const Draft& y) { return x.anchor < y.anchor; });
  for (std::size_t i = 1; i < drafts.size(); ++i) {
    auto& d = drafts[i];
    if (d.amount == k_none || !doc.amounts[d.amount].share) continue;
    for (std::size_t k = i; k-- > 0 && drafts[k].sentence == d.sentence;) {
      if (drafts[k].amount == k_none || doc.amounts[drafts[k].amount].share) continue;
      d.part_of = k;
      break;
    }
  }
  return std::move(drafts);
}

}  // namespace nuzuh::reading
