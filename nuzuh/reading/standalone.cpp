// Events that are claims without a count.
#include "nuzuh/reading/frame_maker.hpp"

#include <cstdlib>

namespace nuzuh::reading {

bool Maker::near_used(const std::string& kind, const TriggerMention& t, std::size_t reach) const {
  for (const auto& d : drafts) {
    if (d.kind != kind || d.sentence != t.sentence) continue;
    if (std::llabs(static_cast<long long>(d.anchor) - static_cast<long long>(t.first)) <= static_cast<long long>(reach)) return true;
  }
  return false;
}

// Nouns name a strike best ("shelling" rather than "hit"), verbs a threat.
void Maker::standalone() {
  for (const bool late : {false, true})
    for (std::size_t k = 0; k < doc.triggers.size(); ++k) {
      const auto& t = doc.triggers[k];
      const bool is_verb = t.flags.find('v') != std::string_view::npos;
      const bool second = (is_verb && any_of(t.family, {"strike", "agree", "arrive", "aid"})) ||
                          (!is_verb && any_of(t.family, {"open", "close"})) || (t.family == "threat" && !is_verb);
      if (second == late) alone(k);
    }
}

// What is said beside the point: asked for, part of another claim, or who people are rather than what happened.
bool Maker::beside_the_point(const TriggerMention& t) const {
  // "urged civilians to come out": what is asked for has not happened
  if (any_of(t.family, {"leave", "displace", "evac", "return", "open", "aid", "agree", "hazclear"}) && asked_for(t)) return true;
  // "tried to leave but could not"
  if (any_of(t.family, {"leave", "displace", "return"}))
    for (const std::size_t k : in_front(t, 3))
      if (any_of(tok(k).form, {"tried", "attempted", "trying", "حاول", "حاولوا", "حاولت", "محاوله", "محاولتهم"})) return true;
  // "will not allow people out" is one claim: closed
  if (any_of(t.family, {"leave", "displace"}) && t.preposition == 'b' && t.first > doc.sentences[t.sentence].first &&
      tok(t.first - 1).form.find("سمح") != std::string::npos)
    for (const auto& other : doc.triggers)
      if (other.used && other.sentence == t.sentence && any_of(other.family, {"close", "open"}) && other.last + 1 >= t.first &&
          other.first < t.first)
        return true;
  if (t.flags.find('N') != std::string_view::npos || t.flags.find('X') != std::string_view::npos) return true;
  // "15 displaced who had taken refuge in X": says who they are
  if (tok(t.first).arabic && t.conjunction == 0 && any_of(t.family, {"arrive", "leave", "displace", "return"}))
    for (const auto& a : doc.amounts)
      if (a.used && a.noun_last != k_none && a.noun_last == t.first && a.noun_first >= a.first) return true;
  // "after their arrival": background, unless it is denied or planned
  if (any_of(t.family, {"arrive", "leave", "return"}) && !negated_near(t) && !denied_near(t) &&
      t.flags.find('n') != std::string_view::npos && any_with_suffix(tok(t.first).form) &&
      word_just_before(t, {"بعد", "قبل", "قبيل", "بعيد", "لدي", "اثناء", "منذ", "حتي", "فور"}))
    return true;
  // "are forced to leave": the leaving is the event
  if (t.family == "displace" && verb_of_force(t))
    for (const auto& other : doc.triggers)
      if (other.sentence == t.sentence && other.first >= t.last && other.first < t.last + 8 && any_of(other.family, {"leave", "displace"}) &&
          boundaries(doc, t.last, other.first) == 0)
        return true;
  if (t.family == "return" && tok(t.first).form == "returning" && adjective(t)) return true;
  // another trigger at the same word made a claim
  bool taken = false;
  for (const auto& other : doc.triggers) taken = taken || (other.used && &other != &t && other.first < t.last && t.first < other.last);
  for (const auto& a : doc.amounts) taken = taken || (a.used && a.noun_first != k_none && t.first >= a.noun_first && t.first < a.noun_last);
  return taken;
}

// Whether an event of this family, said without a count, is a claim here.
bool Maker::stands_alone(const TriggerMention& t, bool verb, bool negated) const {
  const auto f = t.family;
  if (f == "hazinc") return item_near(t) || t.last > t.first + 1 || (!definite(t) && !verb);
  if (f == "strike" && word_just_before(t, {"مخلفات", "remnants"})) return false;
  if (f == "strike" && !verb && t.conjunction == 'w' && t.first > doc.sentences[t.sentence].first) {  // "1,260 charges and shells" were removed
    const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, t.first - 1, t.first);
    if (noun && noun->entry->flags.starts_with("item")) return false;
  }
  if (f == "control" && any_of(tok(t.first).form, {"سيطرتها", "سيطرته", "سيطرتهم"}) && word_just_before(t, {"عن"})) return false;
  if (f == "strike" && word_near(t, {"مساعدات", "منشور", "مناشير", "قصاصات", "leaflet", "aid", "supplies"}, 7) && verb) return false;
  if (f == "strike" && verb && any_of(tok(t.first).form, {"استهدفت", "استهدف", "targeted", "struck", "hit"}) &&
      (seen_in_sentence("hazard_incident", t.sentence) || item_near(t)))
    return false;
  if (f == "strike" && verb && t.last > t.first + 1) return true;  // "a missile hit", "shells fell"
  if (f == "strike" && verb && denied_near(t) && back_reference(t)) return true;  // "denied targeting the town"
  if (f == "strike" && verb && object_near(t) && word_just_before(t, {"was", "were", "been"})) return true;
  if (f == "strike")
    return (negated && !verb) || (!(definite(t) && seen("strike")) && (place_near(t, 14) || actor_near(t, 8) || harm_in(t.sentence)));
  if (f == "control" && (tok(t.first).form.find("سقط") != std::string::npos || tok(t.first).form == "fell") &&
      (harm_in(t.sentence) || word_near(t, {"قذيف", "قذايف", "صاروخ", "صواريخ", "shell", "rocket"}, 6)))
    return false;
  // "the fall of twenty dead"
  if (f == "control" && tok(t.first).form.find("سقوط") != std::string::npos)
    for (std::size_t k = t.last; k < std::min(doc.sentences[t.sentence].last, t.last + 7) && !doc.mark(k); ++k)
      for (const char* fallen : {"قتيل", "قتلي", "جريح", "جرحي", "شهيد", "شهداء", "ضحايا", "ضحيه", "عناصر", "عنصر", "مدنيين", "مصاب"})
        if (tok(k).form.starts_with(fallen)) return false;
  if (f == "control")
    return (verb && place_near(t, 16) && (actor_near(t, 14) || forces_near(t))) ||
           (place_near(t, 9) && !verb && (!subordinate(t) || in_state(t))) || (verb && (actor_near(t, 9) || negated) && back_reference(t)) || (verb && actor_near(t, 6) && in_state(t));
  if (f == "front" && (word_near(t, {"buses", "حافل", "aid"}, 4) || word_near(t, {"convoy", "قافل", "مساعد"}, 12))) return false;
  if (f == "front")
    return (place_near(t, 10) || back_reference(t) || (verb && negated)) && (actor_near(t, 10) || forces_near(t)) && !(!verb && definite(t) && !managed(t));
  if (f == "fmove" && any_of(tok(t.first).form, {"عبر", "وعبر"}))
    return word_near(t, {"نهر", "الفرات", "الحدود", "الضفه", "النهر"}, 4) && actor_near(t, 8);
  if (f == "fmove" && (negated || denied_near(t)) && withdrawal(t) && (place_near(t, 12) || actor_near(t, 10) || forces_near(t))) return true;
  if (f == "fmove")
    return !name_of_crossing(t) && (actor_near(t, 10) || forces_near(t)) &&
           (!verb || place_near(t, 14) || any_of(tok(t.first).form, {"massing", "massed", "حشدت", "حشد", "يحشد", "تحشد"})) &&
           !people_only(t);
  if (f == "agree" && definite(t) && word_near(t, {"انهار", "تنهار", "خرق", "صمد", "collapse", "violat", "holds", "lasts"}, 4)) return false;
  if (f == "agree" && !verb && word_near(t, {"قبلوا", "رفضوا", "الرافض", "rejected", "refused"}, 3)) return false;
  if (f == "agree")
    return (!verb || actor_near(t, 6) ||
            word_near(t, {"groups", "factions", "rebels", "sides", "parties", "الطرفان", "الطرفين", "الفصايل", "الجانبان"}, 5)) &&
           (!definite(t) || !seen("agreement")) && !seen_in_sentence("agreement", t.sentence);
  if (f == "close" && !verb && t.first > 1 &&
      (any_of(tok(t.first - 1).form, {"after", "بعد", "long", "طول"}) || any_of(tok(t.first - 2).form, {"after"}) ||
       (t.first > 2 && tok(t.first - 3).form == "after")))
    return false;
  if (f == "open" && tok(t.first).form == "access" && word_near(t, {"water", "care", "food", "services", "electricity", "health", "shelter", "medicine"}, 4))
    return false;
  if (f == "close" && tok(t.first).form == "close" && t.last == t.first + 1 && t.last < doc.sentences[t.sentence].last && tok(t.last).form == "to") return false;
  if (f == "open" && tok(t.first).form.find("افتتاح") != std::string::npos && word_near(t, {"مخيم", "مركز", "مدرسه", "مستشفي", "مشفي"}, 2)) return false;
  if (f == "open" || f == "close")
    return road_near(t) || (f == "close" && place_near(t, 5) && closed_to(t)) || (verb && !drafts.empty() && any_of(drafts.back().kind, {"access_closed", "access_open"}) &&
                            drafts.back().sentence + 1 >= t.sentence && word_near(t, {"it", "they"}, 3));
  if (f == "aid" && any_of(tok(t.first).form, {"قافله", "وقافله", "convoy", "convoys", "قوافل"}) && t.last == t.first + 1)
    return !fighters_in(t.sentence) && (negated || (seen("aid") && word_just_before(t, {"second", "another", "next", "third"})) ||
                                        word_near(t,
                                                  {"دخلت", "دخول", "وصلت", "وصول", "محمل", "تسيير", "سير", "deliver", "reach", "enter",
                                                   "arriv", "got", "aid", "relief", "food", "bring", "carry"},
                                                  8));
  // "had hit a convoy"
  if (f == "aid" && word_near(t, {"hit", "struck", "قصف", "استهداف", "استهدف"}, 3) &&
      any_of(tok(t.first).form, {"convoy", "aid", "relief", "un", "قافله", "القافله", "شحنه"}))
    return false;
  if (f == "aid" && t.first > 0 && any_of(tok(t.first - 1).form, {"امام", "to"}) &&
      word_near(t, {"مغلق", "مقطوع", "shut", "closed", "open", "مفتوح", "اغلق"}, 9))
    return false;
  if (f == "aid")
    return (!verb || negated || (any_of(tok(t.first).form, {"delivered", "distributed", "اوصلت", "وزعت", "ووزعت"}) && needs_near(t))) &&
           !aid_worker(t) &&
           !(definite(t) && t.last == t.first + 1 && any_of(tok(t.first).form, {"القافله", "والقافله", "convoy", "convoys", "القوافل"}) &&
             !negated);
  if (f == "threat" && !verb && any_of(tok(t.first).form, {"منشورات", "مناشير", "قصاصات", "leaflets", "المنشورات"})) return true;
  if (f == "threat" && any_of(tok(t.first).form, {"امهل", "امهلت", "وامهل", "وامهلت", "انذر", "انذرت"})) return true;
  if (f == "threat" && verb && any_of(tok(t.first).form, {"دعا", "دعت", "ودعا", "ودعت", "ناشد", "ناشدت", "طالب", "طالبت", "وطالب", "وطالبت"}))
    for (const auto& a : doc.actors)
      if (a.sentence == t.sentence && a.id == "un" && a.first >= t.last && a.first <= t.last + 1) return true;
  if (f == "threat") return armed_near(t, verb ? 12 : 5) || (t.last > t.first + 1) || (verb && addressed(t));
  if (f == "damage" && tok(t.first).form == "سوي" && !word_near(t, {"بالارض"}, 9)) return false;  // "only", not "razed"
  if (f == "damage") return object_near(t);
  if (f == "hazpres")
    return item_near(t) && (t.flags.find('p') != std::string_view::npos || negated) && !seen_in_sentence("hazard_incident", t.sentence);
  if (f == "hazclear" && word_just_before(t, {"فرق", "فريق", "فرقه", "عمال", "لجنه", "مركز"})) return false;
  if (f == "hazclear" && (seen("hazard_cleared") || seen("hazard_incident") || seen("hazard_present")) && (hypothetical(t.sentence) || negated))
    return true;  // "clearance there is to begin in May"
  if (f == "hazclear")
    return (item_near(t) && hypothetical(t.sentence)) || (item_near(t) && (place_near(t, 14) || negated)) ||
           (verb && negated && place_near(t, 8) && !any_of(tok(t.first).form, {"destroyed", "دمر", "دمرت", "removed", "recovered", "رفع", "رفعت"}));
  if (f == "displace" && !tok(t.first).arabic && t.last == t.first + 1 && tok(t.first).form == "displaced" &&
      (adjective(t) || word_just_before(t, {"remain", "remains", "remained", "still", "newly", "internally"})))
    return false;
  if (f == "displace")
    return (!definite(t) || driven(t)) && (people_near(t) || place_near(t, 8) || negated || driven(t)) &&
           t.flags.find('p') == std::string_view::npos;
  if (f == "leave" && any_of(tok(t.first).form, {"leaving", "left"}) && left_harmed(t)) return false;
  if (f == "leave" && any_of(tok(t.first).form, {"leaving", "left"}) && t.last < doc.sentences[t.sentence].last &&
      (tok(t.last).kind == text::TokenKind::number || any_of(tok(t.last).form, {"only", "over", "about", "some", "nearly", "around"})))
    return false;
  if (f == "leave" && !verb && driven(t)) return true;
  if (f == "leave")
    return ((people_near(t) || word_near(t, {"convoy", "قافله"}, 5)) && hypothetical(t.sentence)) ||
           (people_near(t) && (place_near(t, 10) || negated || back_reference(t))) ||
           (fighters_in(t.sentence) && (strong_exit(t.sentence) || negated || denied_near(t)) &&
            !(definite(t) && !negated && !denied_near(t))) ||
           (negated && nobody(t)) || (negated && people_in_front(t));
  if (f == "return" && !verb && any_with_suffix(tok(t.first).form) && hypothetical(t.sentence)) return true;  // "promised their return"
  if (f == "return" && word_near(t, {"الموسسات", "الخدمات", "الكهرباء", "المياه", "الحياه", "services", "power"}, 3)) return false;
  if (f == "return")
    return people_near(t) || negated || (driven(t) && !verb) || (place_near(t, 6) && t.flags.find('p') == std::string_view::npos);
  // "a convoy with food for 27,500 people entered Douma but left"
  if (any_of(f, {"arrive", "leave"}) && !tok(t.first).arabic && verb && !negated) {
    bool convoy = false, people = false;
    for (const std::size_t k : in_front(t, 12)) convoy = convoy || any_of(tok(k).form, {"convoy", "shipment", "trucks", "delivery"});
    for (const std::size_t k : in_front(t, 3)) people = people || any_of(tok(k).form, {"residents", "families", "civilians", "fighters", "rebels"});
    if (convoy && !people) return false;
  }
  // "most would have reached Y"
  if (f == "arrive" && verb && place_behind(t) && sentence_has(t.sentence, "counterfactual")) return true;
  // "reached 9,500": a sum
  if (f == "arrive" && tok(t.first).arabic && any_of(tok(t.first).form, {"بلغ", "بلغت", "وبلغ"}) && !place_behind(t)) return false;
  if (f == "arrive")
    return t.flags.find('p') == std::string_view::npos &&
           ((people_near(t) && (place_near(t, 10) || negated)) || (verb && negated && place_behind(t)) || (negated && needs_near(t)));
  // "none of the people is left", "no civilian remains"
  if (f == "pop" && verb && (tok(t.first).form.find("يبق") != std::string::npos || tok(t.last - 1).form.find("يبق") != std::string::npos) &&
      (negated || tok(t.first).form == "لم")) {
    for (const std::size_t k : behind(t, 5))
      if (doc.word(k, "only")) return false;
    for (const std::size_t k : behind(t, 5))
      if (any_of(tok(k).form, {"احد", "اي", "مدني", "مدنيون"})) return true;
  }
  if (f == "evac" && !verb && negated && (definite(t) || people_near(t))) return true;  // "evacuations were suspended"
  if (f == "evac")
    return (people_near(t) || fighters_in(t.sentence)) && !definite(t) &&
           !(t.last == t.first + 1 && any_of(tok(t.first).form, {"moved", "transferred", "carried", "transported"}) && !place_near(t, 8));
  if (f == "exit") return fighters_in(t.sentence) || actor_near(t, 8) || t.last > t.first + 1;
  if (f == "casualty") return negated;
  if (any_of(tok(t.first).form, {"ضحايا", "victims", "ضحيه"})) return false;
  if (f == "death" && !verb && denied_near(t)) return true;
  if (f == "death" || f == "injury")
    return negated && (!verb || (!tok(t.first).arabic && people_in_front(t)) ||
                       (t.first > 0 && any_of(tok(t.first - 1).form, {"was", "were"}) && people_in_front(t)) ||
                       (people_near(t) && !tok(t.first).arabic) || nobody(t));
  if (f == "missing") return negated && !verb;
  if (f == "detain" && place_behind(t)) return false;  // "captured Mayadin"
  // "some are expected to surrender": fighters, whether they are named or not
  if (f == "detain" && verb && !seen_in_sentence("detained", t.sentence) && (hypothetical(t.sentence) || sentence_has(t.sentence, "forecast") || sentence_has(t.sentence, "possible")))
    for (const char* stem : {"surrender", "ستسل"})
      if (tok(t.first).form.find(stem) != std::string::npos) return true;
  if (f == "detain") return negated || (verb && actor_near(t, 6) && fighters_in(t.sentence));
  if (f == "remains") return false;
  return false;
}

void Maker::alone(std::size_t k) {
  auto& t = doc.triggers[k];
  if (t.used || beside_the_point(t)) return;
  const bool verb = t.flags.find('v') != std::string_view::npos;
  const auto f = t.family;
  const bool negated = negated_near(t);
  if (!stands_alone(t, verb, negated)) return;
  Draft d;
  d.kind = kind_of(t, k_none);
  if (d.kind == "civilian_death" || d.kind == "civilian_injury" || d.kind == "civilian_casualty")
    if (word_near(t, {"صفوفه", "صفوفها", "صفوفهم", "ranks", "عناصره", "عناصرها", "مقاتليه", "مقاتليها", "fighters", "soldiers"}, 5))
      d.kind.replace(0, 8, "fighter");
  if (any_of(d.kind, {"evacuation", "displacement"}) && any_of(f, {"evac", "leave"}) && fighters_near(t)) d.kind = "exit_transfer";
  if (any_of(d.kind, {"civilian_death", "civilian_injury"}) && negated && word_near(t, {"منهم", "them"}, 3) && !drafts.empty() &&
      drafts.back().sentence == t.sentence && drafts.back().kind.starts_with("fighter"))
    d.kind.replace(0, 8, "fighter");
  if (d.kind == "displacement" && f == "leave") {
    // without a place of its own, leaving goes on as it was
    bool from = false;
    for (const auto& p : doc.places)
      from = from || (p.sentence == t.sentence && (p.role == Role::from || (p.role == Role::none && p.first >= t.last && p.first <= t.last + 2)));
    if (negated && !fighters_near(t))
      for (const std::size_t b : behind(t, 3)) from = from || doc.noun_of(b, "civ");  // "no family has left"
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
  if (f == "control" && !verb && !negated && std::any_of(drafts.begin(), drafts.end(), [&](const Draft& x) {
        return x.kind == "control" && x.sentence == t.sentence && x.anchor < t.first && t.first - x.anchor < 10;
      }))
    return;
  if (near_used(d.kind, t, f == "front" || f == "control" ? 3 : f == "fmove" && verb ? 6 : denied_near(t) || negated ? 1 : 14)) return;
  if ((d.kind == "aid" || f == "aid") && seen_in_sentence("aid", t.sentence) && !(negated && !near_used("aid", t, 6))) return;
  if (f == "strike" && seen_in_sentence("strike", t.sentence) && !denied_near(t)) return;
  if (f == "hazinc" && seen_in_sentence("hazard_incident", t.sentence)) return;
  d.trigger = k;
  d.sentence = t.sentence;
  d.anchor = t.first;
  t.used = true;
  // "reinforcements were brought", "opened a corridor": verb and noun of one event are one trigger
  for (const auto& other : doc.triggers) {
    if (&other == &t || other.sentence != t.sentence || other.used) continue;
    // "sent reinforcements", "spread their control": the subject may stand in between
    const std::size_t apart = f == "fmove" || f == "control" ? 4 : 1;
    const bool mixed = (other.flags.find('v') == std::string_view::npos) != (t.flags.find('v') == std::string_view::npos);
    const std::size_t gap = mixed ? apart : 1;
    const bool follows = other.first >= t.last && other.first <= t.last + gap, leads = other.last <= t.first && other.last + gap >= t.first;
    if ((follows || leads) && other.family == t.family &&
        boundaries(doc, std::min(other.last, t.last), std::max(other.first, t.first)) == 0) {
      d.trigger_first = std::min(t.first, other.first);
      d.trigger_last = std::max(t.last, other.last);
      d.trigger_start = std::min(t.start, other.start);
      break;
    }
  }
  if (f == "aid") whole_delivery(d);
  // "خرج مشفى كفرنبل عن الخدمة": verb and "out of service" are one
  if (f == "damage" && tok(t.last - 1).form.starts_with("الخدم"))
    for (const std::size_t b : in_front(t, 6))
      if (tok(b).form.find("خرج") != std::string::npos) {
        d.trigger_first = b, d.trigger_last = t.last;
        break;
      }
  drafts.push_back(d);
}

// "لم تدخل أي مساعدات", "no flour has entered", "have not received any tents": what came and its coming are one event.
void Maker::whole_delivery(Draft& d) const {
  const auto& t = doc.triggers[d.trigger];
  const auto range = doc.sentences[t.sentence];
  std::size_t first = t.first, last = t.last;
  std::uint32_t start = t.start;
  if (t.flags.find('v') != std::string_view::npos) {
    for (std::size_t k = t.last; k < std::min(range.last, t.last + 4) && !doc.mark(k); ++k) {
      const auto noun = doc.noun(k);
      if (noun && (noun->entry->flags.starts_with("aid") || noun->entry->head == "tents")) last = std::max(last, noun->last);
    }
  }
  for (std::size_t k = doc.triggers_in[t.sentence].first; k < doc.triggers_in[t.sentence].second; ++k) {
    const auto& verb = doc.triggers[k];
    if (verb.used || !any_of(verb.family, {"arrive", "aid"}) || boundaries(doc, std::min(verb.first, t.first), std::max(verb.first, t.first)) > 0) continue;
    if (tok(t.first).arabic ? verb.last <= first && first - verb.last <= 2 && verb.flags.find('v') != std::string_view::npos : false)
      first = verb.first, start = verb.start;
    if (!tok(t.first).arabic && verb.first >= last && verb.first - last <= 2 && verb.flags.find('v') != std::string_view::npos) last = verb.last;
  }
  if (first == t.first && last == t.last) return;
  d.trigger_first = first, d.trigger_last = last, d.trigger_start = start;
}

// "لغم قتل ثلاثة", "قتلت الألغام", "mines left by the group killed nine": the item is the subject of the verb
bool Maker::kills(std::size_t noun, std::size_t noun_last, const text::Range& range) const {
  for (const auto& t : doc.triggers) {
    if (t.first < range.first || t.last > range.last || !any_of(t.family, {"death", "injury"}) || t.flags.find('v') == std::string_view::npos)
      continue;
    const auto& f = tok(t.first).form;
    if (tok(noun).arabic) {
      if (t.last == noun || (t.first == noun_last && f.ends_with("ت"))) return true;
      continue;
    }
    if (!any_of(f, {"killed", "wounded", "injured", "maimed", "kill"}) || t.last != t.first + 1) continue;
    if (t.first < noun_last || t.first > noun_last + 6 || boundaries(doc, noun_last, t.first) > 0) continue;
    if (t.first > noun_last && any_of(tok(t.first - 1).form, {"was", "were", "been", "and", "who"})) continue;
    if (noun > range.first && any_of(tok(noun - 1).form, {"of", "for", "from", "to"})) continue;
    return true;
  }
  return false;
}

// "... were killed by a mine": the mine went off
void Maker::mines() {
  for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
    if (!harm_in(s) || seen_in_sentence("hazard_incident", s)) continue;
    const auto range = doc.sentences[s];
    for (std::size_t k = range.first; k < range.last; ++k) {
      const auto noun = doc.noun(k);
      if (!noun || !noun->entry->flags.starts_with("item")) continue;
      const bool by = noun->preposition == 'b' ||
                      (k > range.first &&
                       (tok(k - 1).form == "by" || tok(k - 1).form == "جراء" || tok(k - 1).form == "بسبب" || tok(k - 1).form == "نتيجه")) ||
                      (k > range.first + 1 && (tok(k - 2).form == "by" || tok(k - 2).form == "when" || tok(k - 2).form == "on"));
      if (!by && !kills(k, noun->last, range)) continue;
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

bool Maker::seen(const std::string& kind) const {
  return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& d) { return d.kind == kind; });
}

bool Maker::seen_in_sentence(const std::string& kind, std::size_t s) const {
  return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& d) { return d.kind == kind && d.sentence == s; });
}

}  // namespace nuzuh::reading
