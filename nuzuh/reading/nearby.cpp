// What stands around a trigger: words, places, people, actors, negations.
#include "nuzuh/reading/frame_maker.hpp"

#include <cstdlib>

namespace nuzuh::reading {

// "fell in it twenty", "were killed there": the verb before is the event
bool Maker::after_verb(const TriggerMention& t) const {
  for (std::size_t k = doc.triggers_in[t.sentence].first; k < doc.triggers_in[t.sentence].second; ++k) {
    const auto& other = doc.triggers[k];
    if (other.family == t.family) continue;
    if (other.last <= t.first && t.first - other.last <= 2) return true;
    if (other.first >= t.last && other.first - t.last <= 1 && other.flags.find('v') != std::string_view::npos) return true;
  }
  return false;
}

bool Maker::sentence_has(std::size_t s, std::string_view cls) const {
  for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k)
    if (doc.word(k, cls)) return true;
  return false;
}

bool Maker::strong_exit(std::size_t s) const {
  for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k) {
    if (!doc.word(k, "exitword")) continue;
    const auto& f = tok(k).form;
    for (const char* w : {"اتفاق", "بموجب", "تسوي", "حافلات", "المصالح", "مفاوضات", "deal", "agreement", "buses", "negotiated"})
      if (f.find(w) != std::string::npos) return true;
  }
  return false;
}

bool Maker::evacuated_in(std::size_t s) const {
  for (std::size_t k = doc.triggers_in[s].first; k < doc.triggers_in[s].second; ++k)
    if (doc.triggers[k].family == "evac") return true;
  for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k)
    if (tok(k).form.find("حافل") != std::string::npos || tok(k).form == "buses") return true;
  return false;
}

bool Maker::fighters_in(std::size_t s) const {
  for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k) {
    if (doc.noun_of(k, "fig")) return true;
  }
  return false;
}

// "the camp held 66,300 people": no detention
bool Maker::houses(const TriggerMention& t) const {
  if (!any_of(tok(t.first).form, {"held", "hold", "holds"}) || t.last != t.first + 1) return false;
  for (const std::size_t k : in_front(t, 9))
    if (any_of(tok(k).form, {"camp", "site", "school", "schools", "centre", "shelter", "camps", "sites", "it", "which"})) return true;
  return false;
}

bool Maker::released(const TriggerMention& t) const {
  return word_near(t, {"freed", "released", "release", "افرج", "الافراج", "اطلاق سراح", "سراح"}, 8);
}

// "are still missing", "remain without water": what is said of them stands behind "still"
bool Maker::better_behind(const TriggerMention& t, const AmountMention& a) const {
  if (!doc.word(t.first, "still") && !any_of(tok(t.first).form, {"remain", "remains", "still", "are", "بقي", "بقيت", "بقوا", "يبقي", "تبقي",
                                                                 "ظل", "ظلت", "ظلوا", "وبقي", "وبقيت"}))
    return false;
  const std::size_t end = std::max(t.last, a.noun_last != k_none && a.noun_first >= a.first ? std::max(a.last, a.noun_last) : a.last);
  for (std::size_t k = doc.triggers_in[t.sentence].first; k < doc.triggers_in[t.sentence].second; ++k) {
    const auto& other = doc.triggers[k];
    if (any_of(other.family, {"missing", "affected", "hazpres", "detain"}) && other.last > end && other.first <= end + 3 &&
        boundaries(doc, std::min(end, other.first), other.first) == 0 && fits(other.family, a))
      return true;
  }
  return false;
}

bool Maker::word_just_before(const TriggerMention& t, std::initializer_list<std::string_view> words) const {
  return t.first > doc.sentences[t.sentence].first && any_of(tok(t.first - 1).form, words);
}

// "lost an eye", "فقد ساقه"
bool Maker::limb_behind(const TriggerMention& t) const {
  for (const std::size_t k : behind(t, 5))
    for (const char* limb : {"ساق", "قدم", "اقدام", "عين", "بصر", "يده", "يدها", "ذراع", "اطراف", "طرف"})
      if (tok(k).form.starts_with(limb) || tok(k).form.starts_with(std::string("ال") + limb)) return true;
  return false;
}

// "three children lost their lives"
bool Maker::lives_behind(const TriggerMention& t) const {
  for (const std::size_t k : behind(t, 7))
    if (any_of(tok(k).form, {"حياته", "حياتها", "حياتهم", "حياتهما", "ارواحهم", "حياتهن"})) return true;
  return false;
}

bool Maker::withdrawal(const TriggerMention& t) const {
  const auto& f = tok(t.first).form;
  return f.find("نسحب") != std::string::npos || f.find("نسحاب") != std::string::npos || f.starts_with("withdr") ||
         (f == "pulled" && t.last < doc.tokens.size() && tok(t.last - 1).form == "out");
}

bool Maker::shrinking(std::size_t s) const {
  for (std::size_t k = doc.triggers_in[s].first; k < doc.triggers_in[s].second; ++k)
    if (doc.triggers[k].family == "area") return true;
  return false;
}

// "a convoy of 290", "دفعة تضم 400 شخص": the verb of holding belongs to the movement before it
bool Maker::container(const TriggerMention& t) const {
  const auto& f = tok(t.first).form;
  if (!any_of(f, {"وفيها", "وفيه", "قوامها", "قوامه", "تعدادها", "وتعدادها", "تضم", "يضم", "وتضم", "ضمت", "فيها", "carrying", "inside",
                  "include", "including"}))
    return false;
  for (std::size_t n = doc.triggers_in[t.sentence].first; n < doc.triggers_in[t.sentence].second; ++n) {
    const auto& m = doc.triggers[n];
    if (m.first >= t.first) continue;
    if (!any_of(m.family, {"leave", "evac", "exit", "arrive", "return", "displace", "fmove"})) continue;
    for (std::size_t k = doc.sentences[t.sentence].first; k < t.first; ++k) {
      const auto& w = tok(k).form;
      for (const char* stem :
           {"دفع", "قافل", "قوافل", "حافل", "تعزيز", "رتل", "موازر", "reinforce", "column", "batch", "convoy", "group", "مجموع"})
        if (w.find(stem) != std::string::npos) return true;
    }
  }
  return false;
}

bool Maker::definite(const TriggerMention& t) const {
  const auto& f = tok(t.first).form;
  if (tok(t.first).arabic) return f.starts_with("ال") || f.starts_with("وال") || f.starts_with("بال") || f.starts_with("لل");
  return t.first > 0 && (tok(t.first - 1).form == "the" || tok(t.first - 1).form == "this" || tok(t.first - 1).form == "that");
}

bool Maker::place_near(const TriggerMention& t, std::size_t reach) const {
  for (const auto& p : doc.places)
    if (p.sentence == t.sentence && !p.in_source && p.first + reach >= t.first && p.first <= t.last + reach &&
        boundaries(doc, std::min(p.first, t.first), std::max(p.first, t.first)) < 3)
      return true;
  return false;
}

bool Maker::people_near(const TriggerMention& t) const {
  const std::size_t back = tok(t.first).arabic ? 4 : 6;
  for (const std::size_t k : around(t, back, 5)) {
    const auto noun = doc.noun(k);
    if (noun && (noun->entry->head == "persons" || noun->entry->head == "families")) return true;
    if (any_of(tok(k).form, {"دفعه", "الدفعه", "الراغبين", "batch", "group"})) return true;
  }
  return false;
}

bool Maker::actor_near(const TriggerMention& t, std::size_t reach) const {
  for (const auto& a : doc.actors)
    if (a.sentence == t.sentence && a.id != "civilians" && a.first + reach >= t.first && a.first <= t.last + reach) return true;
  return false;
}

bool Maker::item_near(const TriggerMention& t) const {
  for (const std::size_t k : around(t, 5, 6)) {
    if (doc.noun_of(k, "item")) return true;
  }
  return false;
}

bool Maker::negated_near(const TriggerMention& t) const {
  if (!tok(t.first).arabic)
    for (const std::size_t k : behind(t, 2))
      if (any_of(tok(k).form, {"nobody", "no"})) return true;
  for (const std::size_t k : in_front(t, t.family == "casualty" ? 7 : 5)) {
    bool hedge = false;  // "ما لا يقل عن"
    for (const auto& a : doc.amounts) hedge = hedge || (a.sentence == t.sentence && k >= a.first && k < a.last && tok(k).arabic);
    if (!hedge && (doc.word(k, "negation") || doc.word(k, "prevent")) && !doc.word(k, "still")) return true;
  }
  if (any_of(t.family, {"displace", "leave", "return"}) && word_just_before(t, {"لما", "ولما"}) &&
      sentence_has(t.sentence, "counterfactual"))
    return true;
  if (t.family == "aid" && !tok(t.first).arabic)
    for (const std::size_t k : behind(t, 5))
      if (any_of(tok(k).form, {"postponed", "suspended", "cancelled", "halted"})) return true;
  // "العودة فلن تكون متاحة"
  if (tok(t.first).arabic && t.flags.find('n') != std::string_view::npos && any_of(t.family, {"return", "evac", "hazclear", "open"}))
    for (const std::size_t k : behind(t, 1))
      if (any_of(tok(k).form, {"لن", "فلن", "لم", "فلم", "فلا"})) return true;
  // "clearance of the approaches has not begun"
  if (!tok(t.first).arabic && t.flags.find('n') != std::string_view::npos && any_of(t.family, {"hazclear", "evac", "return"}))
    for (const std::size_t k : behind(t, 9)) {
      if (doc.mark(k)) break;
      if (tok(k).form == "not" && k + 1 < doc.tokens.size() && any_of(tok(k + 1).form, {"begun", "started", "resumed", "yet"})) return true;
    }
  for (const std::size_t k : in_front(t, 12))
    if (doc.word(k, "denial")) return true;
  return false;
}

bool Maker::harm_in(std::size_t s) const {
  return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& d) {
    return d.sentence == s && (d.kind.ends_with("_death") || d.kind.ends_with("_injury") || d.kind.ends_with("_casualty"));
  });
}

bool Maker::armed_near(const TriggerMention& t, std::size_t reach) const {
  for (const auto& a : doc.actors)
    if (a.sentence == t.sentence && (a.source_type == "armed_actor" || a.source_type == "government") && a.first + reach >= t.first &&
        a.first <= t.last + reach)
      return true;
  return false;
}

// "is now under the control of", "remains under": a state that is reported, not a place described
bool Maker::in_state(const TriggerMention& t) const {
  for (const std::size_t k : in_front(t, 8))
    if (doc.word(k, "still") || any_of(tok(k).form, {"باتت", "بات", "اصبحت", "اصبح", "صارت", "صار", "اضحت", "غدت", "still", "remain",
                                                     "remains", "remained", "now", "is", "are"}))
      return true;
  return false;
}

bool Maker::any_with_suffix(std::string_view form) {
  return form.ends_with("هم") || form.ends_with("ها") || form.ends_with("هن") || form.ends_with("هما") || form.ends_with("ه");
}

bool Maker::hypothetical(std::size_t s) const {
  for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k)
    if (if_past(doc, k)) return true;
  return sentence_has(s, "counterfactual") || sentence_has(s, "conditional") || sentence_has(s, "planned");
}

// "displaced families": who they are, no event
bool Maker::adjective(const TriggerMention& t) const {
  const auto range = doc.sentences[t.sentence];
  if (t.last >= range.last) return false;
  const auto noun = doc.noun(t.last);
  if (!noun || !(noun->entry->head == "persons" || noun->entry->head == "families")) return false;
  return !(t.first > range.first && any_of(tok(t.first - 1).form, {"have", "has", "had", "were", "was", "been", "fighting", "which"}));
}

bool Maker::left_harmed(const TriggerMention& t) const {
  for (const std::size_t k : behind(t, 9))
    if (any_of(tok(k).form, {"dead", "injured", "wounded", "hurt", "homeless", "without", "stranded"})) return true;
  return false;
}

bool Maker::asked_for(const TriggerMention& t) const {
  for (std::size_t k = doc.triggers_in[t.sentence].first; k < doc.triggers_in[t.sentence].second; ++k) {
    const auto& other = doc.triggers[k];
    if (other.family == "threat" && other.flags.find('v') != std::string_view::npos && other.last <= t.first && t.first - other.last <= 9 &&
        boundaries(doc, other.last, t.first) == 0 &&
        !any_of(tok(other.first).form, {"حذر", "حذرت", "يحذر", "تحذر", "warned", "warns", "warning"}))
      return true;
  }
  return false;
}

bool Maker::place_behind(const TriggerMention& t) const {
  for (const auto& p : doc.places)
    if (p.sentence == t.sentence && p.first >= t.last && p.first <= t.last + 2 && p.role == Role::none) return true;
  return false;
}

bool Maker::fighters_near(const TriggerMention& t) const {
  for (const std::size_t k : around(t, 5, 6)) {
    if (doc.noun_of(k, "fig")) return true;
  }
  return false;
}

// Forces without a name: "the forces entered", "troops", "fighters"
bool Maker::forces_near(const TriggerMention& t) const {
  return fighters_in(t.sentence) ||
         word_near(t,
                   {"القوات", "قوات", "الجيش", "فصايل", "المقاتلون", "المهاجم", "ارتال", "رتل", "تعزيزات", "موازرات", "وحدات", "دبابات",
                    "مدرعات", "tanks", "forces", "troops", "army", "convoy", "armour"},
                   7);
}

// "were forced to", "had to": the event is what they were forced to
bool Maker::verb_of_force(const TriggerMention& t) const {
  for (const char* stem : {"اضطر", "ضطر", "اجبر", "جبر", "ارغم", "دفع", "forced", "forcing", "pushed"})
    if (tok(t.first).form.find(stem) != std::string::npos) return true;
  return false;
}

// "schools were forced to close": nobody left
bool Maker::forced_to_stop(const TriggerMention& t) const {
  for (const std::size_t k : behind(t, 6))
    for (const char* stem : {"اغلاق", "توقف", "ايقاف", "تعليق", "تقليص", "close", "shut", "suspend", "halt", "stop", "cut", "reduc"})
      if (tok(k).form.find(stem) != std::string::npos) return true;
  return false;
}

// "managed to advance"
bool Maker::managed(const TriggerMention& t) const {
  return t.first > doc.sentences[t.sentence].first && (tok(t.first - 1).form == "من" || tok(t.first - 1).form == "في") &&
         word_near(t, {"تمكن", "نجح", "احرز", "حقق", "فشل", "اخفق", "عجز"}, 8);
}

// "the Nassib crossing", "border crossing" is a place, "crossing the river" a move
bool Maker::name_of_crossing(const TriggerMention& t) const {
  if (tok(t.first).form != "crossing" || t.first == doc.sentences[t.sentence].first) return false;
  const auto& before = tok(t.first - 1);
  return before.capital || any_of(before.form, {"the", "border", "river", "a", "that", "this", "its", "frontier"});
}

bool Maker::aid_worker(const TriggerMention& t) const {
  if (!tok(t.first).arabic && t.last + 1 < doc.sentences[t.sentence].last &&
      any_of(tok(t.last + 1).form, {"group", "groups", "agency", "agencies", "committee", "office"}))
    return true;
  return !tok(t.first).arabic && t.last < doc.sentences[t.sentence].last &&
         any_of(tok(t.last).form, {"worker", "workers", "group", "groups", "agency", "agencies", "official", "officials", "organisations",
                                   "organizations", "staff", "chief"});
}

// "called on residents to ...", "told the camp's people"
bool Maker::addressed(const TriggerMention& t) const {
  const auto range = doc.sentences[t.sentence];
  if (t.first > range.first && any_of(tok(t.first - 1).form, {"were", "was", "are"}) && people_near(t)) return true;
  for (const std::size_t k : behind(t, tok(t.first).form.find("طلب") != std::string::npos ? 7 : 4)) {
    if (doc.mark(k)) break;
    const auto noun = doc.noun(k);
    if (noun && (noun->entry->head == "persons" || noun->entry->head == "families")) return true;
    if (tok(k).form == "them") return true;
    for (const char* stem :
         {"المنظمات", "منظمات",   "المجتمع الدولي", "المجتمع", "الجهات",    "المانحين",  "الوكالات",  "organisations", "organizations",
          "donors",   "agencies", "اهلنا",          "اهالي",   "القاطنين",  "المدنيين",  "السكان",    "المزارعين",     "العايدين",
          "النازحين", "اطراف",    "الاطراف",        "locals",  "residents", "civilians", "villagers", "returnees",     "farmers"})
      if (tok(k).form.find(stem) != std::string::npos) return true;
  }
  return false;
}

// "forced to flee", "prevented from leaving", "to displacement"
bool Maker::driven(const TriggerMention& t) const {
  const auto range = doc.sentences[t.sentence];
  if (t.first == range.first) return false;
  const auto& before = tok(t.first - 1).form;
  const bool preposition = t.preposition != 0 || any_of(before, {"الي", "علي", "من", "to", "from"});
  if (!preposition) return false;
  for (const std::size_t k : in_front(t, 9))
    for (const char* stem : {"اضطر", "ضطر", "جبر", "دفع", "رغم", "منع", "سمح", "تمكن", "force", "push", "prevent", "allow", "stop"})
      if (tok(k).form.find(stem) != std::string::npos) return true;
  return false;
}

bool Maker::denied_near(const TriggerMention& t) const {
  for (const std::size_t k : in_front(t, 9))
    if (doc.word(k, "denial")) return true;
  for (const std::size_t k : behind(t, 9))
    if (any_of(tok(k).form, {"untrue", "false", "baseless", "unfounded", "ملفقه", "عاريه"})) return true;
  return false;
}

bool Maker::people_in_front(const TriggerMention& t) const {
  for (const std::size_t k : in_front(t, 4))
    if (any_of(tok(k).form, {"احدا", "احد", "nobody", "anyone", "none", "one"})) return true;
  return false;
}

bool Maker::refused(const TriggerMention& t) const {
  if (t.first > doc.sentences[t.sentence].first + 1 && tok(t.first - 1).form == "not" && any_of(tok(t.first - 2).form, {"would", "will"}))
    return true;
  for (const std::size_t k : in_front(t, 3))
    if (any_of(tok(k).form, {"ماراح", "مارح", "راح", "لن", "رفضت", "رفض", "ترفض", "يرفض", "refused", "refuses", "refuse", "won"}))
      return true;
  return false;
}

// "no one was hurt", "some of them would not have died": a negated verb whose subject is a pronoun
bool Maker::nobody(const TriggerMention& t) const {
  for (const std::size_t k : behind(t, 3))
    if (any_of(tok(k).form, {"احد", "اي", "بعضهم", "احدهم", "مدني", "شخص"})) return true;
  return false;
}

// "the town", "there": a place said before
bool Maker::back_reference(const TriggerMention& t) const {
  return word_near(t,
                   {"البلده", "المدينه", "القريه", "المنطقه", "عليها", "هناك", "الموقع", "التله", "post", "hill", "position", "town",
                    "village", "city", "there", "it"},
                   5);
}

bool Maker::people_only(const TriggerMention& t) const { return people_near(t) && !fighters_in(t.sentence) && !actor_near(t, 5); }

bool Maker::needs_near(const TriggerMention& t) const {
  for (const std::size_t k : around(t, 5, 5))
    if (doc.word(k, "needs")) return true;
  return false;
}

// "areas under the control of", "held by": describes a place, is no event
bool Maker::subordinate(const TriggerMention& t) const {
  for (const std::size_t k : in_front(t, 2)) {
    const auto& f = tok(k).form;
    if (f.find("خاضع") != std::string::npos || f == "تحت" || f == "under" || f == "مناطق" || f.find("واقع") != std::string::npos)
      return true;
  }
  return false;
}

bool Maker::word_near(const TriggerMention& t, std::initializer_list<std::string_view> stems, std::size_t reach) const {
  for (const std::size_t k : around(t, reach, reach))
    for (const auto stem : stems)
      if (tok(k).form.find(stem) != std::string::npos) return true;
  return false;
}

bool Maker::road_near(const TriggerMention& t) const {
  if (t.family == "close" && t.flags.find('n') != std::string_view::npos && word_near(t, {"حصار", "حظر", "siege", "blockade", "curfew"}, 0))
    return !definite(t) || place_near(t, 5);
  return word_near(t, {"movement", "خروج",       "درب",   "دروب", "حدود",      "مرور",     "عبور",   "highway",  "motorway",
                       "track",    "frontier",   "bus",   "pass", "اوتوستراد", "اوتستراد", "طريق",   "طرق",      "معبر",
                       "معابر",    "ممر",        "جسر",   "حاجز", "منفذ",      "مداخل",    "road",   "crossing", "corridor",
                       "bridge",   "checkpoint", "route", "gate", "passage",   "access",   "border", "convoy",   "قافل",
                       "حركه",     "دخول",       "مخيم",  "exit", "passage",   "العبور",   "المرور", "وصول",     "مغادر"},
                   8);
}

// "the town remains closed to agencies"
bool Maker::closed_to(const TriggerMention& t) const {
  return t.last < doc.sentences[t.sentence].last && any_of(tok(t.last).form, {"to", "امام"});
}

bool Maker::object_near(const TriggerMention& t) const {
  for (const std::size_t k : around(t, tok(t.first).arabic ? 4 : 6, 5)) {
    const auto noun = doc.noun(k);
    if (noun && (noun->entry->head == "houses" || noun->entry->head == "tents" || noun->entry->head == "facilities")) return true;
    if (tok(k).form.find("جسر") != std::string::npos || tok(k).form == "bridge" || tok(k).form.find("محطه") != std::string::npos)
      return true;
  }
  return false;
}

}  // namespace nuzuh::reading
