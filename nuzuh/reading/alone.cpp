// Which events are claims though nobody is counted: one function for each sort of event. `verb`: said by a finite verb; `negated`: a word
// of denial, prevention or negation stands before it.
#include "nuzuh/reading/frame_maker.hpp"

namespace nuzuh::reading {

bool Maker::stands_alone(const TriggerMention& t, bool verb, bool negated) const {
  const auto f = t.family;
  if (any_of(f, {"hazinc", "hazpres", "hazclear"})) return hazard_alone(t, verb, negated);
  if (f == "strike") return strike_alone(t, verb, negated);
  if (f == "damage") return damage_alone(t);
  if (f == "control") return control_alone(t, verb, negated);
  if (any_of(f, {"front", "fmove"})) return forces_alone(t, verb, negated);
  if (f == "agree") return agreement_alone(t, verb);
  if (any_of(f, {"open", "close"})) return access_alone(t, verb);
  if (f == "aid") return aid_alone(t, verb, negated);
  if (f == "threat") return threat_alone(t, verb);
  if (any_of(f, {"displace", "leave"})) return flight_alone(t, verb, negated);
  if (f == "return") return homecoming_alone(t, verb, negated);
  if (f == "arrive") return arrival_alone(t, verb, negated);
  if (any_of(f, {"evac", "exit"})) return evacuation_alone(t, verb, negated);
  if (f == "pop") return stay_alone(t, verb, negated);
  return any_of(f, {"casualty", "death", "injury", "missing", "detain"}) && harm_alone(t, verb, negated);
}

// Items that went off, lie there or were removed.
bool Maker::hazard_alone(const TriggerMention& t, bool verb, bool negated) const {
  const auto f = t.family;
  if (f == "hazinc" && any_of(tok(t.first).form, {"accident", "accidents", "incidents"}) && t.last == t.first + 1) return negated;
  if (f == "hazinc" && t.last < doc.sentences[t.sentence].last &&
      any_of(tok(t.last).form, {"victims", "victim", "survivors", "survivor", "injuries", "wounds", "site"}))
    return false;
  if (f == "hazinc") return item_near(t) || t.last > t.first + 1 || (!definite(t) && !verb);
  if (f == "hazpres" && verb && item_near(t) && place_near(t, 10) && !seen_in_sentence("hazard_cleared", t.sentence) &&
      !seen_in_sentence("hazard_incident", t.sentence))
    return true;
  if (f == "hazpres" && tok(t.last - 1).form == "mined" && t.last > t.first + 1) return true;
  if (f == "hazpres")
    return item_near(t) && (t.flags.find('p') != std::string_view::npos || negated) && !seen_in_sentence("hazard_incident", t.sentence);
  if (f == "hazclear" && word_just_before(t, {"في"}) && t.first > 1 && tok(t.first - 2).form.starts_with("عامل")) return false;
  if (f == "hazclear" && word_just_before(t, {"فرق", "فريق", "فرقه", "عمال", "لجنه", "مركز"})) return false;
  if (f == "hazclear" && !verb && !tok(t.first).arabic && negated && place_near(t, 10)) return true;  // "demining has yet to begin in X"
  if (f == "hazclear" && tok(t.first).form == "clearance" && hypothetical(t.sentence) && place_near(t, 8)) return true;
  if (f == "hazclear" && (seen("hazard_cleared") || seen("hazard_incident") || seen("hazard_present")) &&
      (hypothetical(t.sentence) || negated))
    return true;  // "clearance there is to begin in May"
  if (f == "hazclear")
    return (item_near(t) && hypothetical(t.sentence)) || (item_near(t) && (place_near(t, 14) || negated)) ||
           (verb && negated && place_near(t, 8) &&
            !any_of(tok(t.first).form, {"destroyed", "دمر", "دمرت", "removed", "recovered", "رفع", "رفعت"}));
  return false;
}

// Air strikes and shelling.
bool Maker::strike_alone(const TriggerMention& t, bool verb, bool negated) const {
  if (word_just_before(t, {"مخلفات", "remnants", "وقف", "بوقف"})) return false;
  if (!verb && t.conjunction == 'w' && t.first > doc.sentences[t.sentence].first) {  // "1,260 charges and shells" were removed
    const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, t.first - 1, t.first);
    if (noun && noun->entry->flags.starts_with("item")) return false;
  }
  if (word_near(t, {"مساعدات", "منشور", "مناشير", "قصاصات", "leaflet", "warnings", "aid", "supplies"}, 7) && verb) return false;
  if (verb && any_of(tok(t.first).form, {"استهدفت", "استهدف", "targeted", "struck", "hit"}) &&
      (seen_in_sentence("hazard_incident", t.sentence) || item_near(t)))
    return false;
  if (tok(t.first).form == "hit" && t.last == t.first + 1) {
    for (const std::size_t k : in_front(t, 10))
      if (any_of(tok(k).form, {"warplanes", "warplane", "jets", "jet", "planes", "aircraft", "drone", "drones", "helicopters", "coalition",
                               "rocket", "rockets", "shells"}))
        return true;
    return false;
  }
  if (verb && negated && word_near(t, {"اي"}, 2)) return true;   // "did not bomb any school"
  if (verb && t.last > t.first + 1) return true;                 // "a missile hit", "shells fell"
  if (verb && denied_near(t) && back_reference(t)) return true;  // "denied targeting the town"
  if (verb && object_near(t) && word_just_before(t, {"was", "were", "been"})) return true;
  return (negated && !verb) || (!(definite(t) && seen("strike")) && (place_near(t, 14) || actor_near(t, 8) || harm_in(t.sentence) ||
                                                                     (!verb && seen_in_sentence("damage", t.sentence))));
}

// Buildings and tents.
bool Maker::damage_alone(const TriggerMention& t) const {
  if (tok(t.first).form == "سوي" && word_near(t, {"بالارض"}, 2)) return true;    // "razed 60 per cent of it"
  if (tok(t.first).form == "سوي" && !word_near(t, {"بالارض"}, 9)) return false;  // "only", not "razed"
  return object_near(t);
}

// Who holds a place.
bool Maker::control_alone(const TriggerMention& t, bool verb, bool negated) const {
  if (tok(t.first).form == "control" && subordinate(t) && !in_state(t)) return false;  // "areas under SDF control"
  if (any_of(tok(t.first).form, {"سيطرتها", "سيطرته", "سيطرتهم"}) && word_just_before(t, {"عن"})) return false;
  if ((tok(t.first).form.find("سقط") != std::string::npos || tok(t.first).form == "fell") &&
      (harm_in(t.sentence) || word_near(t, {"قذيف", "قذايف", "صاروخ", "صواريخ", "shell", "rocket"}, 6)))
    return false;
  // "the fall of twenty dead"
  if (tok(t.first).form.find("سقوط") != std::string::npos)
    for (std::size_t k = t.last; k < std::min(doc.sentences[t.sentence].last, t.last + 7) && !doc.mark(k); ++k)
      for (const char* fallen : {"قتيل", "قتلي", "جريح", "جرحي", "شهيد", "شهداء", "ضحايا", "ضحيه", "عناصر", "عنصر", "مدنيين", "مصاب"})
        if (tok(k).form.starts_with(fallen)) return false;
  return (verb && place_near(t, 16) && (actor_near(t, 14) || forces_near(t))) ||
         (place_near(t, 9) && !verb && (!subordinate(t) || in_state(t))) || (verb && (actor_near(t, 9) || negated) && back_reference(t)) ||
         (verb && in_state(t) && (actor_near(t, 6) || (tok(t.first).form == "control" && subordinate(t) && place_near(t, 9))));
}

// Fronts that move, forces that mass or withdraw.
bool Maker::forces_alone(const TriggerMention& t, bool verb, bool negated) const {
  const auto f = t.family;
  if (f == "front" && (word_near(t, {"buses", "حافل", "aid"}, 4) || word_near(t, {"convoy", "قافل", "مساعد"}, 12))) return false;
  if (f == "front")
    return (place_near(t, 10) || back_reference(t) || (verb && negated)) && (actor_near(t, 10) || forces_near(t)) &&
           !(!verb && definite(t) && !managed(t));
  for (const std::size_t k : behind(t, 2))
    if (f == "fmove" && any_of(tok(k).form, {"القسم", "قسم", "معظمهم", "بعضهم", "اغلبهم", "كثير"})) return false;
  if (f == "fmove" && any_of(tok(t.first).form, {"عبر", "وعبر"}))
    return word_near(t, {"نهر", "الفرات", "الحدود", "الضفه", "النهر"}, 4) && actor_near(t, 8);
  if (f == "fmove" && (negated || denied_near(t)) && withdrawal(t) && (place_near(t, 12) || actor_near(t, 10) || forces_near(t)))
    return true;
  if (f == "fmove")
    return !name_of_crossing(t) && (actor_near(t, 10) || forces_near(t)) &&
           (!verb || place_near(t, 14) || any_of(tok(t.first).form, {"massing", "massed", "حشدت", "حشد", "يحشد", "تحشد"})) &&
           !people_only(t);
  return false;
}

// Agreements.
bool Maker::agreement_alone(const TriggerMention& t, bool verb) const {
  // "those who refused the settlement"
  if (!verb && t.first > doc.sentences[t.sentence].first + 1 && tok(t.first - 1).form.starts_with("رفض") &&
      any_of(tok(t.first - 2).form, {"من", "الذين", "ممن", "لمن"}))
    return false;
  if (!verb && word_just_before(t, {"اي", "any"}) && !negated_near(t) && !denied_near(t)) return false;  // "before any agreement"
  if (definite(t) && word_near(t, {"انهار", "تنهار", "خرق", "صمد", "collapse", "violat", "holds", "lasts"}, 4)) return false;
  if (!verb && word_near(t, {"قبلوا", "رفضوا", "الرافض", "rejected", "refused"}, 3)) return false;
  return (!verb || actor_near(t, 6) ||
          word_near(t, {"groups", "factions", "rebels", "sides", "parties", "الطرفان", "الطرفين", "الفصايل", "الجانبان"}, 5)) &&
         (!definite(t) || !seen("agreement")) && !seen_in_sentence("agreement", t.sentence);
}

// Roads and crossings, open or closed.
bool Maker::access_alone(const TriggerMention& t, bool verb) const {
  const auto f = t.family;
  if (f == "close" && !verb && word_just_before(t, {"تحت", "under"}) && people_near(t)) return false;  // "8,000 people under siege"
  if (f == "close" && !verb && t.first > 1 &&
      (any_of(tok(t.first - 1).form, {"after", "بعد", "long", "طول"}) || any_of(tok(t.first - 2).form, {"after"}) ||
       (t.first > 2 && tok(t.first - 3).form == "after")))
    return false;
  if (tok(t.first).form.find("ستانف") != std::string::npos && word_near(t, {"اعمال", "عمليات", "توزيع", "رحلات"}, 3)) return false;
  for (const auto& p : doc.places)  // "Bab al-Salam, which Turkey has kept shut"
    if (verb && p.sentence == t.sentence && p.name.level == "crossing" && p.first + 6 >= t.first && p.last <= t.last + 3) return true;
  if (f == "open" && !verb && !negated_near(t))  // "came out through the corridor": which way they came
    for (const std::size_t k : in_front(t, 4))
      if (tok(k).form == "through") return false;
  if (f == "open" && tok(t.first).form == "access" &&
      word_near(t, {"water", "care", "food", "services", "electricity", "health", "shelter", "medicine"}, 4))
    return false;
  if (f == "close" && tok(t.first).form == "close" && t.last == t.first + 1 && t.last < doc.sentences[t.sentence].last &&
      tok(t.last).form == "to")
    return false;
  if (f == "open" && tok(t.first).form.find("افتتاح") != std::string::npos && word_near(t, {"مخيم", "مركز", "مدرسه", "مستشفي", "مشفي"}, 2))
    return false;
  if (f == "open" || f == "close")
    return road_near(t) || (f == "close" && place_near(t, 5) && closed_to(t)) ||
           (verb && !drafts.empty() && any_of(drafts.back().kind, {"access_closed", "access_open"}) &&
            drafts.back().sentence + 1 >= t.sentence && word_near(t, {"it", "they"}, 3));
  return false;
}

// Convoys and deliveries.
bool Maker::aid_alone(const TriggerMention& t, bool verb, bool negated) const {
  if (!verb && word_near(t, {"price", "سعر", "اسعار"}, 3)) return false;
  if (word_near(t, {"مهجر"}, 3)) return false;         // a convoy of people
  for (const char* lorry : {"شاحن", "truck", "lorr"})  // by what they carry
    if (tok(t.first).form.find(lorry) != std::string::npos) return needs_near(t);
  // "had hit a convoy"
  if (word_near(t, {"hit", "struck", "قصف", "استهداف", "استهدف"}, 3) &&
      any_of(tok(t.first).form, {"convoy", "aid", "relief", "un", "قافله", "القافله", "شحنه"}))
    return false;
  if (any_of(tok(t.first).form, {"قافله", "وقافله", "convoy", "convoys", "قوافل"}) && t.last == t.first + 1)
    return !fighters_in(t.sentence) && (negated || (seen("aid") && word_just_before(t, {"second", "another", "next", "third"})) ||
                                        word_near(t,
                                                  {"دخلت", "دخول", "وصلت", "وصول", "محمل", "تسيير", "سير", "deliver", "reach", "enter",
                                                   "arriv", "got", "aid", "relief", "food", "bring", "carry"},
                                                  8));
  if (t.first > 0 && any_of(tok(t.first - 1).form, {"امام", "to"}) &&
      word_near(t, {"مغلق", "مقطوع", "shut", "closed", "open", "مفتوح", "اغلق"}, 9))
    return false;
  return (!verb || negated || (any_of(tok(t.first).form, {"delivered", "distributed", "اوصلت", "وزعت", "ووزعت"}) && needs_near(t))) &&
         !aid_worker(t) &&
         !(definite(t) && t.last == t.first + 1 && any_of(tok(t.first).form, {"القافله", "والقافله", "convoy", "convoys", "القوافل"}) &&
           !negated);
}

// Threats and appeals.
bool Maker::threat_alone(const TriggerMention& t, bool verb) const {
  if (verb && tok(t.first).form.find("طلب") != std::string::npos && t.last == t.first + 1) {  // "asked the organisations for tents"
    bool of = false;
    for (const std::size_t k : behind(t, 7)) of = of || tok(k).form == "من";
    return of && addressed(t);
  }
  if (verb && tok(t.first).form.find("حذر") != std::string::npos)  // "warns of the state of those who come": no appeal to people
    for (const std::size_t k : behind(t, 5))
      if (tok(k).form == "من" && k + 1 < doc.sentences[t.sentence].last &&
          any_of(tok(k + 1).form, {"اوضاع", "تدهور", "كارثه", "تفاقم", "نقص", "انتشار", "خطوره", "تبعات", "عواقب"}))
        return false;
  if (!verb && any_of(tok(t.first).form, {"منشورات", "مناشير", "قصاصات", "leaflets", "المنشورات"})) return true;
  if (any_of(tok(t.first).form, {"امهل", "امهلت", "وامهل", "وامهلت", "انذر", "انذرت"})) return true;
  if (verb && any_of(tok(t.first).form, {"دعا", "دعت", "ودعا", "ودعت", "ناشد", "ناشدت", "طالب", "طالبت", "وطالب", "وطالبت"}))
    for (const auto& a : doc.actors)
      if (a.sentence == t.sentence && a.id == "un" && a.first >= t.last && a.first <= t.last + 1) return true;
  return armed_near(t, verb ? 12 : 5) || (t.last > t.first + 1) || (verb && addressed(t));
}

// People who flee or leave.
bool Maker::flight_alone(const TriggerMention& t, bool verb, bool negated) const {
  const auto f = t.family;
  if (f == "displace" && tok(t.first).form == "displacement" && t.last < doc.sentences[t.sentence].last &&
      any_of(tok(t.last).form, {"site", "sites", "camp", "camps", "centre", "centres", "crisis", "figures", "settlement", "settlements"}))
    return false;
  if (f == "displace" && !tok(t.first).arabic && t.last == t.first + 1 && tok(t.first).form == "displaced" &&
      (adjective(t) || word_just_before(t, {"remain", "remains", "remained", "still", "newly", "internally"})))
    return false;
  if (f == "displace" && any_of(tok(t.last - 1).form, {"towards", "toward", "for"}) && !people_near(t) &&
      (fighters_in(t.sentence) || word_near(t, {"vehicles", "tanks", "column"}, 7)))
    return false;  // "the SDF moved towards the hospital"
  if (f == "displace" && definite(t) && place_near(t, 8) &&
      word_just_before(t, {"وتيره", "حركه", "موجه", "استمرار", "تزايد", "ازدياد", "تصاعد", "استمر", "يستمر", "تواصل", "يتواصل", "تصاعد",
                           "تسارع", "ويستمر", "واستمر", "وتواصل", "ويتواصل"}))
    return true;  // "displacement from X goes on"
  if (f == "displace")
    return (!definite(t) || driven(t)) && (people_near(t) || place_near(t, 8) || negated || driven(t)) &&
           t.flags.find('p') == std::string_view::npos;
  if (f == "leave" && any_of(tok(t.first).form, {"leaving", "left"}) && left_harmed(t)) return false;
  if (f == "leave" && any_of(tok(t.first).form, {"leaving", "left"}) && t.last < doc.sentences[t.sentence].last &&
      (tok(t.last).kind == text::TokenKind::number || any_of(tok(t.last).form, {"only", "over", "about", "some", "nearly", "around"})))
    return false;
  if (f == "leave" && !verb && driven(t)) return true;
  if (f == "leave" && verb && fighters_near(t) && (hypothetical(t.sentence) || sentence_has(t.sentence, "forecast"))) return true;
  if (f == "leave")
    return ((people_near(t) || word_near(t, {"convoy", "قافله"}, 5)) && hypothetical(t.sentence)) ||
           (word_near(t, {"قافله", "دفعه"}, 3) && fighters_in(t.sentence) && place_near(t, 8)) ||
           (people_near(t) && (place_near(t, 10) || negated || back_reference(t))) ||
           (fighters_in(t.sentence) && (strong_exit(t.sentence) || negated || denied_near(t)) &&
            !(definite(t) && !negated && !denied_near(t))) ||
           (negated && nobody(t)) || (negated && people_in_front(t));
  return false;
}

// Who goes home.
bool Maker::homecoming_alone(const TriggerMention& t, bool verb, bool negated) const {
  if (tok(t.first).form == "return" && word_just_before(t, {"in"})) return false;  // "in return"
  // "reopened": what was done again, nobody who came home
  if (verb && (tok(t.first).form.find("اعاد") != std::string::npos || tok(t.first).form.find("عيد") != std::string::npos ||
               tok(t.first).form.find("يعاد") != std::string::npos))
    for (const std::size_t k : behind(t, 4))
      if (any_of(tok(k).form, {"فتح", "افتتاح", "افتتاحه", "افتتاحها", "فتحه", "فتحها", "تشغيل", "تاهيل", "انتشار", "بناء", "السيطره"}))
        return false;
  // "returned 62 hectares to use"
  for (const auto& a : doc.amounts)
    if (a.sentence == t.sentence && a.first >= t.last && a.first <= t.last + 1 && !a.unit.empty() && !people(a)) return false;
  if (!verb && any_with_suffix(tok(t.first).form) && hypothetical(t.sentence)) return true;  // "promised their return"
  if (word_near(t,
                {"الطيران", "القصف", "الهدوء", "حركه", "الاشتباكات", "التوتر", "المعارك", "شريان", "الموسسات", "الخدمات", "الكهرباء",
                 "المياه", "الحياه", "services", "power"},
                3))
    return false;
  return people_near(t) || negated || (driven(t) && !verb) || (place_near(t, 6) && t.flags.find('p') == std::string_view::npos);
}

// "a convoy with food for 27,500 people entered Douma but left": the goods moved, not people
bool Maker::goods_move(const TriggerMention& t) const {
  bool convoy = false, people = false;
  for (const std::size_t k : in_front(t, 12)) convoy = convoy || any_of(tok(k).form, {"convoy", "shipment", "trucks", "delivery"});
  for (const std::size_t k : in_front(t, 3))
    people = people || any_of(tok(k).form, {"residents", "families", "civilians", "fighters", "rebels"});
  return convoy && !people;
}

// Who comes.
bool Maker::arrival_alone(const TriggerMention& t, bool verb, bool negated) const {
  if (tok(t.first).form == "reached" && t.last < doc.sentences[t.sentence].last && tok(t.last).form == "by")
    return false;  // "reached by phone"
  if (!tok(t.first).arabic && verb && !negated && goods_move(t)) return false;
  if (verb && negated)  // "no relief has reached it" is said by the relief
    for (const auto& other : doc.triggers)
      if (other.sentence == t.sentence && other.family == "aid" && other.flags.find('n') != std::string_view::npos &&
          other.first >= t.last && other.first <= t.last + 4)
        return false;
  // "most of them reached Y"
  if (verb && tok(t.first).arabic && place_near(t, 10))
    for (const std::size_t k : behind(t, 2))
      if (any_of(tok(k).form, {"غالبيتهم", "غالبيتها", "معظمهم", "معظمها", "قسم", "بعضهم", "بعضها", "اكثرهم", "جلهم"})) return true;
  // "most would have reached Y"
  if (verb && place_behind(t) && sentence_has(t.sentence, "counterfactual")) return true;
  // "reached 9,500": a sum
  if (tok(t.first).arabic && any_of(tok(t.first).form, {"بلغ", "بلغت", "وبلغ"}) && !place_behind(t)) return false;
  return t.flags.find('p') == std::string_view::npos &&
         ((people_near(t) && (place_near(t, 10) || negated)) || (verb && negated && place_behind(t)) || (negated && needs_near(t)));
}

// Who is taken out, civilians and fighters.
bool Maker::evacuation_alone(const TriggerMention& t, bool verb, bool negated) const {
  const auto f = t.family;
  if (f == "evac" && !verb && denied_near(t) && place_near(t, 6)) return true;
  if (f == "evac" && !verb && negated && (definite(t) || people_near(t) || any_with_suffix(tok(t.first).form)))
    return true;  // "evacuations were suspended"
  if (f == "evac")
    return (people_near(t) || fighters_in(t.sentence) ||
            (!tok(t.first).arabic && !verb && t.last < doc.sentences[t.sentence].last && tok(t.last).form == "of" && place_near(t, 4))) &&
           (!definite(t) || (!tok(t.first).arabic && t.last < doc.sentences[t.sentence].last && tok(t.last).form == "of")) &&
           !(t.last == t.first + 1 && any_of(tok(t.first).form, {"moved", "transferred", "carried", "transported"}) && !place_near(t, 8));
  if (f == "exit") return fighters_in(t.sentence) || actor_near(t, 8) || t.last > t.first + 1;
  return false;
}

// Nobody who stayed.
bool Maker::stay_alone(const TriggerMention& t, bool verb, bool negated) const {
  // "none of the people is left", "no civilian remains"
  if (verb && (tok(t.first).form.find("يبق") != std::string::npos || tok(t.last - 1).form.find("يبق") != std::string::npos) &&
      (negated || tok(t.first).form.ends_with("لم"))) {
    for (const std::size_t k : behind(t, 5))
      if (doc.word(k, "only")) return false;
    for (const std::size_t k : behind(t, 5))
      if (any_of(tok(k).form, {"احد", "اي", "مدني", "مدنيون"})) return true;
  }
  return false;
}

// The dead, wounded, missing and captured: without a count only what did not happen.
bool Maker::harm_alone(const TriggerMention& t, bool verb, bool negated) const {
  const auto f = t.family;
  for (const std::size_t k : in_front(t, 3))  // "how many of the other side died is not known"
    if (tok(k).form == "يعرف" || tok(k).form == "معروف") return false;
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
  if (f == "detain" && verb && !seen_in_sentence("detained", t.sentence) &&
      (hypothetical(t.sentence) || sentence_has(t.sentence, "forecast") || sentence_has(t.sentence, "possible")))
    for (const char* stem : {"surrender", "ستسل"})
      if (tok(t.first).form.find(stem) != std::string::npos) return true;
  if (f == "detain") return negated || (verb && actor_near(t, 6) && fighters_in(t.sentence));
  return false;
}

}  // namespace nuzuh::reading
