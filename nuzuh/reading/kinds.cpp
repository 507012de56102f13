// Which kind of claim an event and its count make.
#include "nuzuh/reading/frame_maker.hpp"

namespace nuzuh::reading {

// Whether an amount of this unit can fill the quantity of a family of triggers.
bool fits(std::string_view family, const AmountMention& a) {
  const bool bare = a.unit.empty() && a.cls == CountClass::none;
  const bool fighters = a.cls == CountClass::fighter;
  if (family == "loss") return fighters;
  if (any_of(family, {"displace", "leave", "evac", "exit", "arrive", "return"})) return people(a) || fighters || bare;
  if (family == "pop")
    return people(a) || fighters || a.cls == CountClass::item ||
           (bare && (a.amount.lo >= 50 || (a.amount.lo == 0 && a.amount.hi >= 50 && a.amount.hi != text::k_unbounded)));
  if (family == "affected") return people(a) || (bare && a.amount.form == text::AmountForm::vague);
  if (family == "capacity") return people(a) || a.unit == "tents" || bare;
  if (any_of(family, {"death", "injury", "casualty"})) return a.unit == "persons" || fighters || bare;
  if (any_of(family, {"detain", "missing"})) return people(a) || fighters || bare;
  if (family == "remains") return a.unit == "persons" || fighters || bare || a.unit == "items";
  if (family == "hazpres")
    return a.cls == CountClass::item || any_of(a.unit, {"areas", "houses", "m2", "km2", "ha", "dunum"}) ||
           (a.unit == "villages" && a.amount.form != text::AmountForm::dual && a.amount.form != text::AmountForm::singular);
  if (family == "hazclear" && a.unit == "km") return true;
  if (family == "hazclear")
    return a.cls == CountClass::item || a.unit == "strikes" || any_of(a.unit, {"m2", "km2", "ha", "dunum", "areas"});
  if (family == "hazinc") return a.cls == CountClass::item && a.amount.form != text::AmountForm::singular;
  if (family == "strike") return a.unit == "strikes";
  if (family == "damage") return any_of(a.unit, {"houses", "tents", "facilities", "families"});
  if (family == "control") return any_of(a.unit, {"villages", "km2", "areas"});
  if (family == "front") return any_of(a.unit, {"m", "km"});
  if (family == "area") return any_of(a.unit, {"km2", "m2", "ha", "dunum"});
  if (family == "fsize") return fighters;
  if (family == "fmove") return fighters || a.unit == "equipment" || people(a);
  if (family == "aid") return people(a) || a.cls == CountClass::aid || a.unit == "tents";
  if (family == "outlook") return a.cls == CountClass::time;
  return false;
}

// Words of fighters around that make "eight killed" fighters.
bool Maker::fighters_meant(const AmountMention& a, std::size_t reach) const {
  if (a.cls == CountClass::fighter) return true;
  if (a.cls == CountClass::civilian || a.unit == "families") return false;
  const auto range = doc.sentences[a.sentence];
  // "the dead of the SDF": an armed actor right behind the noun, but not "relatives of IS members"
  const bool kin =
      a.noun_first != k_none && any_of(tok(a.noun_first).form, {"relatives", "wives", "widows", "orphans", "dependants", "dependents",
                                                                "ذوي", "اقارب", "زوجات", "ارامل", "ايتام", "اطفال", "نساء"});
  if (kin) return false;
  if (a.noun_last != k_none)
    for (const auto& actor : doc.actors)
      if (actor.source_type == "armed_actor" && actor.sentence == a.sentence &&
          (actor.first == a.noun_last ||
           (actor.first == a.noun_last + 1 && any_of(tok(a.noun_last).form, {"من", "ل", "of", "from", "among"}))))
        return true;
  // "the losses of the SDF came to 72 dead"
  for (std::size_t k = a.first > range.first + 9 ? a.first - 9 : range.first; k < a.first; ++k)
    if (any_of(tok(k).form, {"خسايرها", "خسايره", "خسايرهم"}) && boundaries(doc, k, a.first) == 0)
      return true;
    else if (any_of(tok(k).form, {"خساير", "losses"}) && boundaries(doc, k, a.first) == 0)
      for (const auto& actor : doc.actors)
        if (actor.source_type == "armed_actor" && actor.sentence == a.sentence && actor.first > k && actor.last <= a.first) return true;
  // "regime losses amounted to 22 dead", "government forces suffered 18 fatalities"
  for (std::size_t k = a.first > range.first + 6 ? a.first - 6 : range.first; k < a.first; ++k)
    if (any_of(tok(k).form, {"suffered", "losses", "losing", "lost"}) && boundaries(doc, k, a.first) == 0)
      for (const auto& actor : doc.actors)
        if (actor.source_type == "armed_actor" && actor.sentence == a.sentence && actor.last <= k + 4 && actor.first + 6 > k) return true;
  // "the group suffered 40 dead", "thirty dead of both sides"
  for (std::size_t k = a.first > range.first + 5 ? a.first - 5 : range.first; k < a.first; ++k)
    if (any_of(tok(k).form, {"تكبد", "تكبدت", "وتكبد", "وتكبدت", "كبد", "كبدت", "خسر", "خسرت", "وخسر", "وخسرت"}) &&
        boundaries(doc, k, a.first) == 0)
      for (const auto& actor : doc.actors)
        if (actor.source_type == "armed_actor" && actor.sentence == a.sentence && actor.first > k && actor.last <= a.first) return true;
  if (const std::size_t end = a.noun_last != k_none && a.noun_first >= a.first ? std::max(a.last, a.noun_last) : a.last;
      end + 1 < range.last && tok(end).form == "من" && any_of(tok(end + 1).form, {"الطرفين", "الجانبين", "المهاجمين"}))
    return true;
  for (std::size_t k = range.first; k < range.last; ++k)
    if (any_of(tok(k).form, {"صفوفه", "صفوفها", "صفوفهم", "بصفوفه", "بصفوفها", "بصفوفهم"}) &&
        boundaries(doc, std::min(k, a.first), std::max(k, a.first)) == 0)
      return true;
  for (std::size_t k = a.last; k < std::min(range.last, a.last + reach); ++k) {
    const auto& f = tok(k).form;
    if (doc.mark(k) && k > a.last + 1) break;
    if (f == "صفوف" && k + 1 < range.last && any_of(tok(k + 1).form, {"المهاجمين", "الطرفين", "الجانبين"})) return true;
    if (f == "صفوف" || f == "ranks" || f == "بصفوف") {
      for (const auto& actor : doc.actors)
        if (actor.sentence == a.sentence && actor.first > k && actor.first < k + 4 && actor.source_type == "armed_actor") return true;
      for (const auto& other : doc.amounts)
        if (other.first > k && other.first < k + 4 && other.cls == CountClass::fighter) return true;
      return k + 1 < range.last && doc.noun_of(k + 1, "fig");
    }
  }
  return false;
}

bool Maker::relatives(const AmountMention& a) const {
  const auto range = doc.sentences[a.sentence];
  for (std::size_t k = a.last; k < std::min(range.last, a.last + 4); ++k)
    for (const char* stem : {"عايلاتهم", "عوايلهم", "اسرهم", "relatives", "families", "ذويهم"})
      if (tok(k).form.find(stem) != std::string::npos) return true;
  return false;
}

// Fighters who are counted for themselves beside these people
bool Maker::fighters_apart(const AmountMention& a) const {
  for (const auto& other : doc.amounts)
    if (&other != &a && other.sentence == a.sentence && other.cls == CountClass::fighter && !other.share &&
        other.amount.form != text::AmountForm::singular)
      return true;
  return false;
}

// "forty wounded were evacuated": who they are
bool Maker::evacuated_before(const AmountMention& a) const {
  for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
    const auto& t = doc.triggers[k];
    if (t.family == "evac" && t.last <= a.first && boundaries(doc, t.last, a.first) == 0 && steps_between(doc, t.last, a.first) <= 3)
      return true;
    // "108 wounded were moved to hospitals", where nothing in the sentence says how they were wounded
    const std::size_t end = a.noun_last != k_none && a.noun_first >= a.first ? std::max(a.last, a.noun_last) : a.last;
    if (t.family == "evac" && t.first >= end && t.first <= end + 1 && t.conjunction == 0 && !harm_in(a.sentence)) return true;
  }
  return false;
}

bool Maker::noun_is(const AmountMention& a, std::string_view family) const {
  const std::size_t first = a.noun_first != k_none ? a.noun_first : a.last, last = a.noun_first != k_none ? a.noun_last : a.last + 1;
  for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k)
    if (doc.triggers[k].family == family && doc.triggers[k].first >= first && doc.triggers[k].first < last) return true;
  return false;
}

// The kind of claim that a trigger of this family makes with this amount (k_none: none).
std::string Maker::kind_of(const TriggerMention& t, std::size_t amount) const {
  const AmountMention* a = amount == k_none ? nullptr : &doc.amounts[amount];
  const bool fighters = a && fighters_meant(*a);
  const auto family = t.family;
  const std::size_t s = t.sentence;
  if (a && any_of(family, {"death", "injury", "casualty"}) && both_meant(*a))
    return fighters || fighters_in_clause(*a) || (a->cls == CountClass::none && fighters_in(s)) ? "fighter_casualty" : "civilian_casualty";
  // "a dead and three wounded": the noun says which
  if (a && any_of(family, {"death", "injury", "casualty"}) && a->amount.form == text::AmountForm::singular && a->noun_first != k_none) {
    const auto& noun = tok(a->noun_first).form;
    const std::string who = fighters ? "fighter_" : "civilian_";
    if (noun.find("قتيل") != std::string::npos || noun.find("شهيد") != std::string::npos) return who + "death";
    if (noun.find("جريح") != std::string::npos) return who + "injury";
  }
  if (family == "loss") return "fighter_death";
  if (a && any_of(family, {"pop", "evac", "leave", "displace", "arrive"}) && noun_is(*a, "remains")) return "remains_found";
  if (family == "casualty" && a && any_of(tok(t.first).form, {"اصابات", "لاصابات", "باصابات", "الاصابات", "اصابه"}) &&
      t.last == t.first + 1)
    return fighters ? "fighter_injury" : "civilian_injury";
  if (family == "missing" && a)  // "lost their shelter"
    for (const std::size_t k : behind(t, 7))
      for (const char* home : {"ماوا", "منازل", "بيوت", "خيام", "ممتلكات", "مصدر رزق", "محاصيل"})
        if (tok(k).form.starts_with(home)) return "people_affected";
  // "the team lost one of its members"
  if (family == "missing" && a && a->amount.form == text::AmountForm::singular && any_of(tok(a->first).form, {"احد", "احدي"}) &&
      any_of(tok(t.first).form, {"فقد", "فقدت", "وفقد", "وفقدت", "خسر"}))
    return word_near(t, {"فريق", "منظمه", "دفاع"}, 3) ? "civilian_death" : fighters ? "fighter_death" : "civilian_death";
  if (family == "missing" && limb_behind(t)) return fighters ? "fighter_injury" : "civilian_injury";
  if (family == "missing" && lives_behind(t)) return fighters ? "fighter_death" : "civilian_death";
  if (family == "control" && a && a->unit == "km2" &&
      (shrinking(s) ||
       any_of(tok(t.first).form,
              {"بيد", "بايدي", "يسيطر", "تسيطر", "يمسك", "تمسك", "يحتفظ", "controls", "holds", "hold", "control", "clings"}) ||
       word_near(t, {"سوي", "يبق", "تبق", "left", "only"}, 8)))
    return "enclave_area";
  if (family == "death" && t.last > t.first + 1 && tok(t.last - 1).form == "dead" && tok(t.last - 2).form == "found")
    return "remains_found";
  // "the dead of the government forces", "the toll among SDF fighters"
  if (any_of(family, {"death", "injury"}) && a && !fighters && says_harm(t) && a->cls != CountClass::civilian)
    for (const auto& actor : doc.actors)
      if (actor.source_type == "armed_actor" && actor.sentence == s &&
          (actor.first == t.last || (actor.first <= t.last + 1 && any_of(tok(t.last).form, {"من", "among", "of", "بين"}))))
        return family == "death" ? "fighter_death" : "fighter_injury";
  if (family == "death") return fighters ? "fighter_death" : "civilian_death";
  // "من دون أن يصاب أحد بأذى": neither dead nor wounded
  if (family == "injury" && !a && word_near(t, {"باذي"}, 4) && negated_near(t) && !fighters) return "civilian_casualty";
  if (family == "injury") return fighters ? "fighter_injury" : "civilian_injury";
  if (family == "casualty")
    return fighters || (a && a->cls == CountClass::none && fighters_in(s)) ? "fighter_casualty" : "civilian_casualty";
  if (family == "detain") return "detained";
  if (family == "missing") return "missing";
  if (family == "remains" && word_near(t, {"استقبل", "received"}, 14))
    return "civilian_death";  // a hospital received the bodies of the dead
  if (family == "remains") return a && a->cls == CountClass::item ? "hazard_cleared" : "remains_found";
  if (family == "hazinc") return "hazard_incident";
  if (family == "hazpres") return "hazard_present";
  if (family == "hazclear") return "hazard_cleared";
  if (family == "strike") return "strike";
  if (family == "damage") return a && a->unit == "families" ? "people_affected" : "damage";
  if (family == "control") return "control";
  if (family == "front")
    return !a && withdrawal(t) && !word_near(t, {"اطراف", "محيط", "مشارف", "نقاط", "محور", "edge", "outskirts"}, 5) ? "force_move"
                                                                                                                    : "front_move";
  if (family == "area") return word_near(t, {"ملوث", "ملغ", "contaminat", "mined"}, 10) ? "hazard_present" : "enclave_area";
  if (family == "leave" && a && tok(t.first).form == "left" && t.last == t.first + 1 && word_just_before(t, {"were", "are", "was"}))
    return fighters ? "force_size" : "population";  // "1,500 civilians were left there"
  if (family == "fsize") return "force_size";
  if (family == "fmove" && !a && tok(t.first).form.find("وصل") != std::string::npos && word_near(t, {"مشارف", "تخوم", "اطراف", "ابواب"}, 6))
    return "front_move";
  if (family == "fmove") return a && people(*a) && a->cls != CountClass::fighter ? "displacement" : "force_move";
  if (family == "agree") return "agreement";
  if (family == "open" && tok(t.first).form == "access" && access_refused(t)) return "access_closed";
  if (family == "open") return "access_open";
  if (family == "close") return "access_closed";
  if (family == "aid") return "aid";
  if (family == "threat") return "threat_appeal";
  if (family == "outlook") return "outlook";
  if (family == "capacity") return "capacity";
  if (family == "affected") return "people_affected";
  if (family == "arrive" && a && a->unit == "families" && any_of(tok(t.first).form, {"قدم", "قدمت", "قدموا", "وقدمت", "وقدم"}) &&
      relief_in(t))
    return "aid";
  if (family == "arrive" && !tok(t.first).arabic && any_of(tok(t.first).form, {"reached", "reach"}) && reached_with(t)) return "aid";
  if (family == "arrive" && fighters)
    return sentence_has(s, "exitword") && !word_near(t, {"تعزيز", "رتل", "ارتال", "reinforce", "troops", "soldiers"}, 14) ? "exit_transfer"
                                                                                                                          : "force_move";
  // "the convoy reached X with 1,178 people on board"
  if (family == "arrive" && a && word_near(t, {"قافله", "حافلات", "دفعه", "القافله", "الدفعه"}, 8))
    for (std::size_t k = a->first > 3 ? a->first - 3 : 0; k < a->first; ++k)
      if (any_of(tok(k).form, {"متنها", "متنه", "متنهم"})) return "exit_transfer";
  // "reached their homes in X"
  if (family == "arrive" && t.flags.find('v') != std::string_view::npos)
    for (const std::size_t k : behind(t, 9))
      if (any_of(tok(k).form, {"منازلها", "منازلهم", "بيوتهم", "بيوتها", "ديارهم", "قراهم", "بلداتهم"})) return "return";
  if (family == "arrive") return "arrival";
  if (family == "return") return "return";
  if (family == "pop")
    return a && a->cls == CountClass::item ? "hazard_present" : a && a->cls == CountClass::fighter ? "force_size" : "population";
  if (family == "exit" && a && (people(*a) || a->unit.empty()) && !fighters && tok(t.first).form.find("تهجير") != std::string::npos &&
      t.last > t.first + 1 && !fighters_in(s) && !sentence_has(s, "exitword"))
    return "displacement";  // "forced displacement"
  if (family == "exit") return "exit_transfer";
  if (a && family != "return" && mixed_convoy(*a) && !(a->cls == CountClass::civilian && fighters_apart(*a))) return "exit_transfer";
  const bool apart = a && people(*a) && !fighters && !relatives(*a) && fighters_apart(*a);
  const bool exit_like = (fighters && (strong_exit(s) || sentence_has(s, "exitword"))) || (strong_exit(s) && fighters_in(s) && !apart);
  // civilians who are not the fighters' relatives are evacuated, whatever else the agreement moves
  const bool plain_civilians = a && a->cls == CountClass::civilian && !relatives(*a);
  if (plain_civilians && strong_exit(s) && (family == "evac" || (family == "leave" && evacuated_in(s)))) return "evacuation";
  if (family == "leave" && !fighters)  // "from the camp", whichever it is
    for (const std::size_t k : behind(t, 5))
      if ((tok(k).form == "المخيم" && (tok(k - 1).form == "من" || (k == t.last + 1 && any_of(tok(k - 1).form, {"احد", "اي"})))) || (tok(k).form == "camp" && k <= t.last + 1 && tok(k - 1).form == "the"))
        return "departure";
  if (plain_civilians && family == "leave")
    for (const auto& p : doc.places)
      if (p.sentence == s && (p.camp || p.name.level == "camp") && p.role == Role::from && p.first >= t.last && p.first <= t.last + 3)
        return "departure";
  if (plain_civilians && family == "leave") return "displacement";
  if (family == "evac" && !a && t.flags.find('n') != std::string_view::npos && t.last < doc.sentences[s].last) {
    const auto noun = doc.noun(t.last);
    if (noun && any_of(noun->entry->head, {"persons", "families"})) return "evacuation";  // "the evacuation of the besieged"
  }
  // "the people emptied the town"
  if (family == "evac" && !a && any_of(tok(t.first).form, {"اخلي", "اخلت", "اخلوا", "واخلي", "واخلت", "يخلي", "تخلي"}))
    for (const std::size_t k : behind(t, 1))
      if (any_of(tok(k).form, {"الاهالي", "السكان", "اهالي", "سكان", "العايلات", "القاطنون", "المدنيون"})) return "displacement";
  // "the group moved its fighters from X to Y"
  if (family == "evac" && !a && any_of(tok(t.first).form, {"نقل", "نقلت", "ونقل", "ونقلت"}) && !strong_exit(s) && !sentence_has(s, "exitword"))
    for (const std::size_t k : behind(t, 3))
      if (any_of(tok(k).form, {"مقاتليه", "مقاتليها", "عناصره", "عناصرها", "قواته", "قواتها", "مسلحيه", "مسلحيها"})) return "force_move";
  if (family == "evac") return exit_like || fighters ? "exit_transfer" : "evacuation";
  if (family == "leave" || family == "displace") {
    // leaving one place to go home to another
    if (family == "leave") {
      for (const auto& m : doc.triggers)
        if (m.sentence == s && m.family == "return" && m.flags.find('p') != std::string_view::npos && m.first > t.first &&
            m.first < t.first + 10)
          return "return";
    }
    if (family == "displace" && !a && any_of(tok(t.first).form, {"اخراج", "باخراج", "لاخراج", "ترحيل", "لترحيل", "تهجير"}) && fighters_near(t))
      return "exit_transfer";
    // patients and the besieged are brought out, not driven out
    if (!a && any_of(tok(t.first).form, {"اخراج", "باخراج"}))
      for (const std::size_t k : behind(t, 2))
        for (const char* who : {"محاصر", "جرح", "مرض", "مصاب", "عالق", "حالات"})
          if (tok(k).form.starts_with(who) || tok(k).form.starts_with(std::string("ال") + who)) return "evacuation";
    if (a && (any_of(tok(t.first).form, {"اخراج", "باخراج"}) || (family == "leave" && t.flags == "n")) && a->noun_first != k_none &&
        (any_of(tok(a->noun_first).form, {"حاله", "حالات", "مريض", "مريضا", "مرضي", "جريح", "جريحا", "جرحي", "مصاب", "مصابا", "مصابين"}) ||
         (a->noun_last < doc.sentences[s].last && any_of(tok(a->noun_last).form, {"مرضي", "جرحي", "مصابين"}))))
      return "evacuation";
    // "the number of displaced in the camp": they are there
    if (family == "displace" && a && t.flags.find('p') != std::string_view::npos && word_just_before(t, {"عدد"})) {
      bool since = false;
      for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k)
        since = since || tok(k).form == "منذ" || tok(k).form == "خلال";
      bool camp = false;
      for (const auto& p : doc.places) camp = camp || (p.sentence == s && (p.camp || p.name.level == "camp"));
      const bool from = t.last < doc.sentences[s].last && any_of(tok(t.last).form, {"من", "جراء", "بسبب"});
      if (camp || (!since && !from && word_near(t, {"بلغ", "يبلغ"}, 3))) return "population";
    }
    if (family == "displace" && !a && tok(t.first).form.find("تسلل") != std::string::npos && fighters_near(t)) return "front_move";
    if (family == "leave" && !a && !tok(t.first).arabic && word_near(t, {"hospital"}, 6) &&
        word_near(t, {"wounded", "patients", "sick"}, 5))
      return "evacuation";
    if (family == "leave" && !a && tok(t.first).arabic && word_near(t, {"الجرحي", "المرضي", "المصابين"}, 5) && !fighters_near(t))
      return "evacuation";
    if (family == "displace" && fighters) return relatives(*a) ? "exit_transfer" : "force_move";
    if (family == "displace") {
      for (const auto& p : doc.places)
        if (p.sentence == s && (p.camp || p.name.level == "camp") && p.name.id != "nz:camp-yarmouk" && p.role == Role::from &&
            p.first + 10 > t.first && p.first < t.last + 10)
          return "departure";
      return "displacement";
    }
    if (exit_like) return "exit_transfer";
    if (fighters) return "exit_transfer";
    if (family == "leave" && !a && word_near(t, {"قافله", "دفعه"}, 3) && fighters_in(s)) return "exit_transfer";
    if (family == "leave" && a && !drafts.empty() && drafts.back().kind == "departure" && drafts.back().sentence + 2 >= s)
      return "departure";
    if (strong_exit(s) && a) return "evacuation";
    if (a && a->noun_first != k_none && a->noun_first > 0 && tok(a->noun_first - 1).form == "camp") return "departure";
    // out of a camp: a departure, not a flight
    for (const auto& p : doc.places)
      if (p.sentence == s && (p.camp || p.name.level == "camp") && (p.role == Role::from || p.role == Role::none) &&
          p.first + 12 > t.first && p.first < t.last + 14)
        return "departure";
    return "displacement";
  }
  return "displacement";
}

// "sixty, killed and wounded together"
bool Maker::both_meant(const AmountMention& a) const {
  const auto range = doc.sentences[a.sentence];
  const std::size_t reach = a.cls == CountClass::fighter || a.noun_last == k_none ? 9 : 8;
  for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
    const auto& t = doc.triggers[k];
    if (t.family != "casualty" || t.last == t.first + 1 || t.last < a.first) continue;
    if (t.first > a.last + reach || boundaries(doc, std::min(a.last, t.first), t.first) > 0) continue;
    bool other = false;  // another count in between takes it
    for (const auto& b : doc.amounts)
      other = other || (&b != &a && b.sentence == a.sentence && b.first >= a.last && b.first < t.first &&
                        b.amount.form != text::AmountForm::singular);
    if (!other) return true;
  }
  for (std::size_t k = a.last; k + 1 < std::min(range.last, a.last + reach); ++k)
    if (tok(k).form == "بين" && any_of(tok(k + 1).form, {"قتيل", "قتلي", "شهيد", "شهداء", "مصاب", "جريح"})) return true;
  return false;
}

bool Maker::fighters_in_clause(const AmountMention& a) const {
  const auto range = doc.sentences[a.sentence];
  if (a.cls == CountClass::civilian) return false;
  for (std::size_t k = a.first > range.first + 8 ? a.first - 8 : range.first; k < std::min(range.last, a.last + 6); ++k) {
    if (doc.noun_of(k, "fig")) return true;
  }
  return a.noun_last == k_none ? false : fighters_meant(a);
}

// "access to X remains denied"
bool Maker::access_refused(const TriggerMention& t) const {
  const auto range = doc.sentences[t.sentence];
  for (std::size_t k = t.last; k < std::min(range.last, t.last + 9) && !doc.mark(k); ++k)
    if (any_of(tok(k).form,
               {"denied", "impossible", "blocked", "restricted", "limited", "suspended", "cut", "refused", "lost", "constrained"}))
      return true;
  return false;
}

// Goods or a giver around "qaddamat": it gave rather than came.
bool Maker::relief_in(const TriggerMention& t) const {
  const auto range = doc.sentences[t.sentence];
  for (std::size_t k = t.first; k < std::min(range.last, t.first + 8); ++k) {
    const auto noun = doc.noun(k);
    if (noun && (noun->entry->flags.starts_with("aid") || noun->entry->head == "tents")) return true;
    for (const auto& actor : doc.actors)
      if (actor.first == k && (actor.id == "un" || actor.id == "ngo")) return true;
  }
  return false;
}

// "reached 300 families with rations": who gives reaches
bool Maker::reached_with(const TriggerMention& t) const {
  const auto range = doc.sentences[t.sentence];
  for (const std::size_t k : in_front(t, 3))
    if (any_of(tok(k).form, {"partners", "agencies", "teams", "agency", "aid", "assistance", "convoy", "vaccines", "vaccine", "rations",
                             "food", "kits", "flour", "supplies", "parcels", "baskets"}))
      return true;
  for (std::size_t k = t.last; k + 1 < std::min(range.last, t.last + 9); ++k)
    if (tok(k).form == "with") {
      for (std::size_t m = k + 1; m < std::min(range.last, k + 6); ++m)
        if (doc.word(m, "needs") ||
            any_of(tok(m).form, {"rations", "kits", "assistance", "parcels", "baskets", "cash", "tents", "blankets", "aid", "water"}))
          return true;
    }
  return false;
}

// "1,146 people, fighters and their relatives"
bool Maker::mixed_convoy(const AmountMention& a) const {
  const auto range = doc.sentences[a.sentence];
  if (!people(a) && a.cls != CountClass::fighter && !a.unit.empty()) return false;
  bool fighter = false, kin = false;
  for (std::size_t k = a.first > range.first + 9 ? a.first - 9 : range.first; k < std::min(range.last, a.last + 8); ++k) {
    if (doc.noun_of(k, "fig")) fighter = true;
    if (fighter)
      for (const char* stem : {"عايلاتهم", "عوايلهم", "اسرهم", "ذويهم", "وعايلاتهم", "relatives", "families", "ومدني"})
        if (tok(k).form.find(stem) != std::string::npos) kin = true;
  }
  for (std::size_t k = a.last; k + 1 < std::min(range.last, a.last + 4); ++k)
    if (any_of(tok(k).form, {"بينهم", "منهم"}) && tok(k + 1).kind == text::TokenKind::word && doc.noun_of(k + 1, "fig")) return true;
  return fighter && kin;
}

// "2,670 fighters and family members": one count of both
bool Maker::with_kin(const AmountMention& a) const {
  const auto range = doc.sentences[a.sentence];
  for (std::size_t k = a.noun_last; k < std::min(range.last, a.noun_last + 3); ++k) {
    if (doc.mark(k) || tok(k).kind == text::TokenKind::number || any_of(tok(k).form, {"مع", "with", "plus"})) return false;
    for (const char* stem : {"عايلاتهم", "عوايلهم", "اسرهم", "ذويهم", "relatives", "family", "families", "ومدني"})
      if (tok(k).form.find(stem) != std::string::npos) return true;
  }
  return false;
}

}  // namespace nuzuh::reading
