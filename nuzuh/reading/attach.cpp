// Which event takes which count.
#include "nuzuh/reading/frame_maker.hpp"

#include <limits>

namespace nuzuh::reading {

namespace {

bool singular_allowed(std::string_view family) {
  return any_of(family, {"death", "injury", "detain", "missing", "remains", "displace", "affected", "evac"});
}

}  // namespace

// "through the crossing of X": a preposition, no move
bool Maker::via(const TriggerMention& t) const {
  return t.last < doc.sentences[t.sentence].last && any_of(tok(t.first).form, {"عبر"}) &&
         any_of(tok(t.last).form, {"معبر", "ممر", "ممرات", "طريق", "حاجز", "منفذ", "الهاتف", "منشورات", "مكبرات", "جسر", "معابر"});
}

// The noun carries the event itself: "قتيل", "118 wounded civilians"
bool Maker::says_harm(const TriggerMention& t) const {
  return t.flags.find('A') != std::string_view::npos || any_of(tok(t.first).form, {"wounded", "injured", "dead"});
}

double Maker::cost(const TriggerMention& t, const AmountMention& a) const {
  const bool carries = says_harm(t);
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
    if (const std::size_t behind = behind_remark(from, t.first); behind != k_none) {
      lo = behind;
      d = 1 + static_cast<double>(steps_between(doc, behind, t.first));
    }
  } else if (t.last <= a.first) {
    lo = t.last, hi = a.first;
    d = static_cast<double>(steps_between(doc, t.last, a.first));
  } else {
    return 1.0;  // inside a hedge: "لا تتجاوز طاقته 6,000"
  }
  d += 3.0 * boundaries(doc, lo, hi);
  for (std::size_t k = lo; k < hi; ++k)
    if (any_of(tok(k).form, {"where", "حيث"})) d += 5;  // a clause about the place
  const bool arabic = tok(t.first).arabic;
  if (arabic && after) d += 2.5;
  if (!arabic && !after && t.flags.find('v') != std::string_view::npos) d += 0.5;
  if (after && arabic && word_just_before(t, {"ولم", "ولا", "ولن"})) d += 6;
  // "6,400 people fleeing from X arrived": the verb in front, not who they are
  if (arabic && after && t.flags.find('p') != std::string_view::npos && t.family != "pop" && !tok(t.first).form.starts_with("ال") &&
      governed(t, a))
    d += 6;
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
  if (t.family == "fmove" && people(a))
    d += any_of(tok(t.first).form, {"عبر", "عبرت", "عبروا", "وعبر", "وعبرت", "وعبروا", "يعبر", "crossed"}) && !via(t) ? 0 : 40;
  return d;
}

// Whether another fitting event stands before the amount in its clause, free to govern it.
bool Maker::governed(const TriggerMention& t, const AmountMention& a) const {
  for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
    const auto& other = doc.triggers[k];
    if (&other == &t || other.used || other.last > a.first || !fits(other.family, a) || other.family == "pop" || other.family == "fmove")
      continue;
    if (other.flags.find('v') == std::string_view::npos && other.flags.find('n') == std::string_view::npos) continue;
    if (boundaries(doc, other.last, a.first) == 0 && steps_between(doc, other.last, a.first) <= 8) return true;
  }
  return false;
}

// The noun that this trigger is belongs to another count.
bool Maker::counts_other(const TriggerMention& t, std::size_t amount) const {
  for (std::size_t k = 0; k < doc.amounts.size(); ++k) {
    const auto& a = doc.amounts[k];
    if (k != amount && a.sentence == t.sentence && a.noun_first != k_none && t.first >= a.noun_first && t.first < a.noun_last &&
        a.amount.form != text::AmountForm::singular)
      return true;
  }
  return false;
}

// An outlook is spoken of as to come, and not the length of a journey.
bool Maker::future_of(const TriggerMention& t) const {
  const auto range = doc.sentences[t.sentence];
  if (t.last < range.last)
    for (const char* stem : {"الرحل", "الطريق", "استخراج", "المسير", "السفر", "journey", "trip", "drive", "walk"})
      if (tok(t.last).form.find(stem) != std::string::npos) return false;
  for (const std::size_t k : in_front(t, 4))
    if (any_of(tok(k).form, {"journey", "trip", "drive", "walk"})) return false;
  for (const std::size_t k : in_front(t, 5))  // "ending it takes two weeks"
    if (any_of(tok(k).form, {"انهاء", "القضاء", "حسم", "تطهير", "ending", "clearing"})) return true;
  for (const std::size_t k : behind(t, 2))  // "the end will come in three months"
    if ((tok(k).form.starts_with("سي") || tok(k).form.starts_with("ست")) && tok(k).form.size() > 7) return true;
  if (any_of(tok(t.first).form, {"تفصل", "يفصل", "matter"}) || word_just_before(t, {"لن", "فلن", "ولن"})) return true;
  if (t.future || any_of(tok(range.last - 1).form, {"؟", "?"})) return true;
  for (std::size_t k = t.first; k < t.last; ++k)
    if (any_of(tok(k).form, {"will", "would", "could", "may", "might", "expected", "likely"}) || tok(k).form.starts_with("س")) return true;
  for (std::size_t k = range.first; k < range.last; ++k)
    for (const char* cls : {"forecast", "planned", "possible", "likely", "conditional", "question"})
      if (doc.word(k, cls) && (k < t.first ? boundaries(doc, k, t.first) < 3 : k < t.last + 6)) return true;
  return false;
}

bool Maker::counting(const TriggerMention& t) const {
  if (t.family != "pop") return false;
  if (word_just_before(t, {"عدد", "اعداد", "تعداد"})) return true;
  for (std::size_t k = t.first; k < t.last; ++k)
    if (any_of(tok(k).form, {"عدد", "تعداد", "اعداد", "number", "population"})) return true;
  return false;
}

// "the number of those who left the camp": the event is in the words that say who is counted.
std::size_t Maker::counted_event(const TriggerMention& t, const AmountMention& a) const {
  const auto range = doc.sentences[t.sentence];
  std::size_t from = k_none;
  for (std::size_t k = t.first; k < std::min(range.last, t.last + 2); ++k)
    if (any_of(tok(k).form, {"عدد", "عددهم", "اعداد", "تعداد", "مجموع", "number"})) from = k;
  for (std::size_t k = a.last; from == k_none && k < std::min(range.last, a.last + 3); ++k)
    if (any_of(tok(k).form, {"عدد", "number"})) from = k;
  if (from == k_none) return k_none;
  for (std::size_t n = doc.triggers_in[t.sentence].first; n < doc.triggers_in[t.sentence].second; ++n) {
    const auto& m = doc.triggers[n];
    if (m.first <= from || m.first > from + 6 ||
        !any_of(m.family, {"displace", "leave", "arrive", "return", "death", "injury", "missing", "detain"}))
      continue;
    if (!fits(m.family, a) && !a.unit.empty()) continue;
    const bool verb = m.flags.find('v') != std::string_view::npos;
    if (verb) return n;
    if (m.family != "displace") return n;
    if (m.last < range.last && (any_of(tok(m.last).form, {"من", "عن", "from"}))) return n;
    // "the number of displaced in the governorate"
    for (const auto& p : doc.places)
      if (p.sentence == t.sentence && p.first >= m.last && p.first <= m.last + 3 && p.role == Role::at &&
          (p.governorate || p.name.level == "governorate"))
        return n;
  }
  return k_none;
}

// A bare number right behind an event counts people: "and wounded at least twenty", "brought the number of dead to 60".
void Maker::bare_numbers() {
  for (std::size_t i = 0; i < doc.amounts.size(); ++i) {
    auto& a = doc.amounts[i];
    if (!a.unit.empty() || a.cls != CountClass::none || a.others || a.amount.form == text::AmountForm::singular) continue;
    const auto range = doc.sentences[a.sentence];
    if (a.share) a.unit = "persons", a.cls = CountClass::any;
    // "900 shells were found and 260 of them removed"
    if (a.share && i > 0 && doc.amounts[i - 1].cls == CountClass::item && doc.amounts[i - 1].sentence == a.sentence)
      a.unit = doc.amounts[i - 1].unit, a.cls = CountClass::item;
    // "1,200 rebels left. Ninety of them had been wounded"
    if (a.share && i > 0 && a.first == range.first && doc.amounts[i - 1].cls == CountClass::fighter &&
        doc.amounts[i - 1].sentence + 1 == a.sentence)
      a.unit = "fighters", a.cls = CountClass::fighter;
    // "hundreds of the forces came in ... three of them were killed"
    bool harmed = false;
    for (std::size_t k = doc.triggers_in[a.sentence].first; a.share && k < doc.triggers_in[a.sentence].second; ++k)
      harmed = harmed || (any_of(doc.triggers[k].family, {"death", "injury"}) && doc.triggers[k].last <= a.first &&
                          a.first - doc.triggers[k].last <= 2);
    if (harmed)  // "drove out members of the group and killed 15 of them"
      for (std::size_t k = a.first, steps = 0; k > range.first && steps < 9; ++steps) {
        const auto noun = doc.noun(--k);
        if (!noun || !(noun->entry->flags.starts_with("fig") || noun->entry->flags.starts_with("civ") || noun->entry->flags.starts_with("any")))
          continue;
        if (noun->entry->flags.starts_with("fig")) a.unit = "fighters", a.cls = CountClass::fighter;
        break;
      }
    if (harmed)
      for (std::size_t b = i; b-- > 0 && doc.amounts[b].sentence + 1 >= a.sentence;) {
        if (!people(doc.amounts[b]) && doc.amounts[b].cls != CountClass::fighter) continue;
        if (doc.amounts[b].cls == CountClass::fighter) a.unit = "fighters", a.cls = CountClass::fighter;
        break;
      }
    if (!a.share) number_of_fighters(a);
    if (a.cls == CountClass::fighter) continue;
    bool rises = false;
    for (std::size_t k = a.first > range.first + 14 ? a.first - 14 : range.first; k < a.first; ++k) rises = rises || doc.word(k, "total");
    if (!a.share && given_to(a))  // "gave food to 35,000"
      for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k)
        if (doc.triggers[k].family == "aid" && doc.triggers[k].last <= a.first && a.first - doc.triggers[k].last <= 5)
          a.unit = "persons", a.cls = CountClass::any;
    if (!a.unit.empty() && !a.share) continue;
    const bool to = a.first > range.first && any_of(tok(a.first - 1).form, {"الي", "to", "عند", "at"});
    const bool verb_before_to = rises && to;
    for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
      const auto& t = doc.triggers[k];
      if (!any_of(t.family, {"death", "injury", "casualty", "detain", "missing", "displace", "arrive", "leave", "return", "evac", "remains",
                             "loss", "affected"}))
        continue;
      // "rose to 17, among them five children, the number of the dead"
      std::size_t number = a.last;
      while (verb_before_to && number < std::min(range.last, a.last + 14) && !any_of(tok(number).form, {"عدد", "تعداد", "حصيله", "مجموع"}))
        ++number;
      if (t.first > a.last && number < range.last && any_of(tok(number).form, {"عدد", "تعداد", "حصيله", "مجموع"}) && t.first > number &&
          t.first <= number + 4) {
        a.unit = t.family == "loss" ? "fighters" : "persons";
        a.cls = t.family == "loss" ? CountClass::fighter : CountClass::any;
        for (std::size_t m = t.last; m < std::min(range.last, t.last + 3); ++m) {
          if (doc.noun_of(m, "fig")) a.cls = CountClass::fighter, a.unit = "fighters";
        }
        break;
      }
      if (t.family == "affected" || t.last > a.first) continue;
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

void Maker::with_amounts() {
  bare_numbers();
  for (std::size_t i = 0; i < doc.amounts.size(); ++i) {
    auto& a = doc.amounts[i];
    if (a.cls == CountClass::reject || a.cls == CountClass::vehicle) continue;
    bool speaker = false;
    for (const auto& s : doc.sources)
      speaker = speaker ||
                (a.amount.form == text::AmountForm::singular && a.first >= s.first && a.last <= s.last + 1 && a.sentence == s.sentence);
    if (speaker) continue;
    if (a.unit.empty() && a.cls == CountClass::none && !a.others && behind_population(a)) a.unit = "persons", a.cls = CountClass::any;
    if (a.others || (a.cls == CountClass::none && a.unit.empty())) {
      // "three others": the noun of the amount before
      for (std::size_t k = i; k-- > 0 && doc.amounts[k].sentence == a.sentence;) {
        const auto& before = doc.amounts[k];
        if (before.unit.empty() || !(people(before) || before.cls == CountClass::fighter || before.cls == CountClass::item)) continue;
        if (a.others && before.unit == "families" && before.amount.form == text::AmountForm::singular)
          continue;  // "five of one family and 13 others"
        if (!a.others && !a.share && tok(a.first).arabic && boundaries(doc, before.last, a.first) >= 3) break;
        if (!a.others && !a.share && a.first > before.last + (before.cls == CountClass::fighter ? 13u : 8u)) break;
        a.unit = before.unit == "families" && !a.others && !a.share ? "persons" : before.unit;  // a bare number of thousands counts heads
        a.cls = before.cls == CountClass::civilian ? CountClass::any : before.cls;
        if (before.cls == CountClass::civilian && a.others) a.cls = CountClass::civilian;
        break;
      }
    }
    if ((a.unit.empty() || a.noun_first == k_none) && !drafts.empty() && drafts.back().sentence == a.sentence &&
        drafts.back().amount != k_none && restated(a))
      a.unit = doc.amounts[drafts.back().amount].unit, a.cls = doc.amounts[drafts.back().amount].cls;
    std::size_t meant = numbered_before(a);
    if (meant == k_none) meant = carried_by(a);
    if (meant != k_none) {
      if (a.unit.empty()) a.unit = "persons", a.cls = CountClass::any;
      Draft d;
      d.kind = kind_of(doc.triggers[meant], i);
      d.trigger = meant, d.amount = i, d.sentence = a.sentence, d.anchor = a.first;
      doc.triggers[meant].used = a.used = true;
      drafts.push_back(d);
      continue;
    }
    wounded_beside(i);
    const bool single = a.amount.form == text::AmountForm::singular;
    double best = single ? 9 : 21;
    std::size_t chosen = k_none;
    for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
      const auto& t = doc.triggers[k];
      if (!fits(t.family, a)) continue;
      if (t.flags.find('A') != std::string_view::npos && counts_other(t, i)) continue;
      if (t.family == "aid" && t.last == t.first + 1 && people(a) && !given_to(a) &&
          any_of(tok(t.first).form, {"قافله", "وقافله", "القافله", "قوافل", "convoy", "convoys"}))
        continue;
      // "pulled a girl alive from the rubble"
      if (t.family == "remains" && word_near(t, {"alive", "احياء", "علي قيد الحياه"}, 6)) continue;
      // "the death of two of the wounded"
      if (says_harm(t) && a.noun_first != k_none && t.first >= a.noun_first && t.first < a.noun_last &&
          tok(t.first).form.starts_with("ال") && word_just_before(t, {"من"}) && dies(a))
        continue;
      // "handed twelve orphans to a delegation"
      if (t.family == "aid" && people(a) && any_of(tok(t.first).form, {"handed", "gave", "سلمت", "تسليم", "سلم"}) &&
          a.noun_last != k_none && a.first >= t.last && a.noun_last < doc.sentences[a.sentence].last &&
          any_of(tok(a.noun_last).form, {"to", "الي"}))
        continue;
      if (named_group(t, a)) continue;
      // "what will be the fate of the thousands" asks, "their fate is unknown" says
      if (t.family == "missing" && tok(t.first).form.find("مجهول") != std::string::npos && t.last == t.first + 1 &&
          !word_near(t, {"مصير"}, 9))
        continue;
      if (t.family == "missing" && tok(t.first).form.find("مصير") != std::string::npos && t.last == t.first + 1 &&
          !word_near(t, {"مجهول", "غامض", "يعرف", "معروف"}, 9))
        continue;
      // "cleared an area of 85 hectares"
      if (t.family == "area" && a.unit != "km2" && t.first > doc.sentences[t.sentence].first) {
        bool cleared = false;
        for (std::size_t m = doc.triggers_in[a.sentence].first; m < doc.triggers_in[a.sentence].second; ++m)
          cleared =
              cleared || (doc.triggers[m].family == "hazclear" && doc.triggers[m].last <= t.first && t.first - doc.triggers[m].last <= 3);
        if (cleared) continue;
      }
      // "the tents of thirty families"
      if (t.family == "damage" && a.unit == "families" &&
          !(t.last <= a.first && a.first > t.last && any_of(tok(a.first - 1).form, {"of", "خيام", "خيم", "منازل", "بيوت"})))
        continue;
      if (t.family == "damage" && tok(t.first).form == "سوي" && !word_near(t, {"بالارض"}, 9)) continue;  // "only", not "razed"
      if (t.family == "affected" && !tok(t.first).arabic && t.last == t.first + 1 && tok(t.first).form == "without" && t.last <= a.first)
        continue;
      if (t.family == "detain" && (houses(t) || released(t))) continue;
      if (t.family == "detain" && a.unit == "families" && a.noun_first != k_none && t.first >= a.noun_first && t.first < a.noun_last)
        continue;
      // "three million, half of them displaced": who some are
      if (word_just_before(t, {"نصفهم", "ثلثهم", "ربعهم", "ثلثاهم", "معظمهم", "اغلبهم", "غالبيتهم"}) && t.first >= a.last) continue;
      // "stopped its aid to 50,000 people": stopped, not arrested
      if (t.family == "detain" && tok(t.first).form.find("اوقف") != std::string::npos &&
          word_near(t, {"مساعدات", "خدمات", "توزيع", "ضخ", "دعم", "قوافل", "عمل"}, 5))
        continue;
      if (any_of(t.family, {"aid", "capacity", "agree"}) && asked_for(t)) continue;
      // "nine returning civilians", "counted 59 dead": who they are
      if (t.family == "return" && tok(t.first).form == "returning" && adjective(t)) continue;
      if (t.family == "pop" && (noun_is(a, "death") || noun_is(a, "injury")) && !tok(t.first).arabic) continue;
      if (t.family == "pop" && any_of(tok(t.first).form, {"stands", "stood"}) && word_near(t, {"toll", "deaths", "dead", "wounded"}, 10))
        continue;
      if (any_of(t.family, {"pop", "leave"}) && a.group == "medics" && word_near(t, {"only", "left", "سوي", "فقط"}, 5)) continue;
      if (t.family == "arrive" && tok(t.first).form == "reached" && t.last < doc.sentences[t.sentence].last && tok(t.last).form == "by")
        continue;
      // "had received no food"
      if (t.family == "arrive" && tok(t.first).form == "received" && t.last < doc.sentences[t.sentence].last &&
          (any_of(tok(t.last).form, {"no", "little", "aid", "assistance", "only"}) || doc.word(t.last, "needs")))
        continue;
      if ((t.family == "pop" || t.family == "fsize") && container(t)) continue;
      if (single && !singular_allowed(t.family)) continue;
      // "a thousand civilians, among them wounded": who some of them are
      if (says_harm(t) && t.first >= a.last && tok(t.first).arabic && doc.word(t.first - 1, "share") &&
          !(a.noun_first != k_none && t.first < a.noun_last))
        continue;
      double c = cost(t, a);
      // "9,000 departures": the noun of the event right behind
      if (a.unit.empty() && t.first == a.last && !tok(t.first).arabic && t.flags.find('n') != std::string_view::npos) c -= 4;
      // a bare number must stand right at its trigger, or at words for a number of people
      if (t.family == "pop" && better_behind(t, a)) c += 8;
      if (says_harm(t) && a.noun_first != k_none && t.first >= a.noun_first && t.first < a.noun_last &&
          any_of(t.family, {"injury", "death", "casualty"}))
        c -= evacuated_before(a) ? -3 : 1.8;
      const bool many = t.family == "pop" && t.flags.find('v') != std::string_view::npos && a.amount.form == text::AmountForm::vague &&
                        a.amount.lo >= 1000;  // "tens of thousands sleep in X"
      if (a.unit.empty() && c > (counting(t) ? 16 : many ? 9 : 4)) continue;
      if (t.family == "fsize" || t.family == "area") c -= 1;
      if (t.family == "affected" && (harmed_beside(a) || found_dead(a))) continue;
      if (t.family == "affected" && tok(t.last - 1).form == "العراء" && sleeps(a)) continue;  // where they are, not what they lack
      if (t.family == "affected" && tok(t.first).form == "المتضررين" && word_just_before(t, {"من"}) && another_event(t, a)) continue;
      if (t.family == "affected")
        c -= noun_is(a, "missing") || boundaries(doc, std::min(a.last, t.last), std::max(a.first, t.first)) > 0 ? 0 : 3;
      if (a.noun_first != k_none && t.first >= a.noun_first && t.first < a.noun_last && any_of(t.family, {"missing", "detain"}))
        c = std::min(c, 2.0);
      if (t.family == "arrive" && any_of(tok(t.first).form, {"بلغ", "بلغت", "بلغوا", "وبلغ", "وبلغت"}) && !reaches_place(t, a)) continue;
      if (t.family == "leave" && !tok(t.first).arabic && any_of(tok(t.first).form, {"left", "leaving"}) && left_without(t, a)) continue;
      if (t.family == "capacity") c -= t.last <= a.first || t.first < a.last ? 3 : 0;
      if (t.family == "aid") c += given_to(a) ? -5 : 3;
      if (t.flags.find('p') != std::string_view::npos && t.first > 0 &&
          word_just_before(t, {"قافله", "قوافل", "دفعه", "مخيم", "مخيمات", "convoy"}))
        c += 8;
      if (t.family == "pop" && t.flags.find('n') != std::string_view::npos && after_verb(t)) c += 8;
      if (t.family == "outlook" && !future_of(t)) continue;
      if (t.family == "outlook" && a.cls == CountClass::time) c -= 2;
      if (c < best) best = c, chosen = k;
    }
    if (!drafts.empty() && drafts.back().sentence == a.sentence && drafts.back().trigger != k_none && restated(a) &&
        fits(doc.triggers[drafts.back().trigger].family, a))
      chosen = drafts.back().trigger;
    if (a.share && !drafts.empty()) {
      // a share takes the event of its whole, unless it has a verb of its own right behind it
      for (std::size_t k = drafts.size(); k-- > 0 && drafts[k].sentence == a.sentence;) {
        const auto& whole = drafts[k];
        if (whole.amount == k_none || whole.trigger == k_none || doc.amounts[whole.amount].share) continue;
        const auto& of = doc.amounts[whole.amount];
        const bool inside = chosen != k_none && of.noun_first != k_none && doc.triggers[chosen].first >= of.noun_first &&
                            doc.triggers[chosen].first < of.noun_last;  // "74,000 displaced people, 9,200 of them"
        // "951 people, among them 108 wounded, left": who they are
        const bool described = chosen != k_none && a.noun_first != k_none && doc.triggers[chosen].first >= a.noun_first &&
                               doc.triggers[chosen].first < a.noun_last && is_movement(whole.kind);
        const bool own =
            !inside && !described && chosen != k_none && best < 7 && chosen != whole.trigger && doc.triggers[chosen].last <= a.first &&
                    doc.triggers[chosen].first >= doc.amounts[whole.amount].last &&
                    !(doc.triggers[chosen].family == "affected" && whole.kind == "remains_found")
                ? true
                : !inside && !described && chosen != k_none && best < 7 && doc.triggers[chosen].first >= doc.amounts[whole.amount].last &&
                      !(doc.triggers[chosen].family == "affected" && whole.kind == "remains_found") &&
                      doc.triggers[chosen].family != doc.triggers[whole.trigger].family && doc.triggers[chosen].first >= a.first;
        if (!own && fits(doc.triggers[whole.trigger].family, a)) chosen = whole.trigger;
        break;
      }
    }
    if ((chosen == k_none || doc.triggers[chosen].family == "pop" || doc.triggers[chosen].family == "fsize") && convoy_goes_on(a)) {
      Draft d;
      d.kind = "exit_transfer";
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
    if (doc.triggers[chosen].family == "pop" && tok(doc.triggers[chosen].first).form == "counted" && a.noun_first != k_none &&
        tok(a.noun_first).form == "displaced") {
      Draft d;
      d.kind = "displacement", d.amount = i, d.sentence = a.sentence, d.anchor = a.first;
      d.noun_first = a.noun_first, d.noun_last = a.noun_last;
      a.used = doc.triggers[chosen].used = true;
      drafts.push_back(d);
      continue;
    }
    if (doc.triggers[chosen].family == "pop")
      if (const std::size_t event = counted_event(doc.triggers[chosen], a); event != k_none) chosen = event;
    // "200,000 may be forced to leave": the leaving is the event
    if (doc.triggers[chosen].family == "displace" && verb_of_force(doc.triggers[chosen]))
      for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
        const auto& other = doc.triggers[k];
        if (!other.used && other.first >= doc.triggers[chosen].last &&
            other.first < std::max(a.last, a.noun_last == k_none ? a.last : a.noun_last) + 4 && other.family == "leave" &&
            other.flags.find('n') != std::string_view::npos && boundaries(doc, doc.triggers[chosen].last, other.first) == 0) {
          doc.triggers[chosen].used = true;
          chosen = k;
          break;
        }
      }
    auto& t = doc.triggers[chosen];
    if (t.family == "hazpres" && a.unit == "villages") {
      // "visited 41 villages and found 212 items": only villages that are called mined are counted
      bool called = false;
      for (std::size_t k = t.first; k < t.last; ++k)
        for (const char* stem : {"ملوث", "ملغ", "مزروع", "contaminat", "mined", "affected", "infested"})
          called = called || tok(k).form.find(stem) != std::string::npos;
      if (!called) continue;
    }
    if (t.family == "control") {
      // "hold X and several villages": the named place is the claim
      bool named = false;
      for (const auto& p : doc.places) named = named || (p.sentence == a.sentence && p.first >= t.last && p.last <= a.first);
      if (named) continue;
    }
    Draft d;
    d.kind = kind_of(t, i);
    // "8,500 people, among them 3,000 fighters": a mixed convoy
    if (a.share && d.kind == "exit_transfer" && !drafts.empty() && drafts.back().trigger == chosen && drafts.back().kind == "evacuation")
      drafts.back().kind = "exit_transfer";
    if (d.kind == "hazard_cleared" && a.unit == "strikes") a.unit = "items";  // shells that did not go off
    if (d.kind == "exit_transfer" && a.cls == CountClass::fighter && a.noun_last != k_none && with_kin(a)) a.unit = "persons";
    if (d.kind == "displacement" && t.flags.find('p') != std::string_view::npos) {
      // "those who fled", after an escape from a camp, left the camp too; those who left, after an evacuation, were evacuated
      for (std::size_t k = drafts.size(); k-- > 0 && drafts[k].sentence + 1 >= a.sentence;)
        if (drafts[k].kind == "departure" || (t.family == "leave" && any_of(drafts[k].kind, {"evacuation", "exit_transfer"}))) {
          d.kind = drafts[k].kind;
          break;
        }
    }
    if (d.kind == "displacement" && t.family == "leave") {
      // without a place of its own, leaving goes on as it was: out of the camp, or under the agreement
      bool from = false;
      for (const auto& p : doc.places)
        from = from ||
               (p.sentence == a.sentence && (p.role == Role::from || (p.role == Role::none && p.first >= t.last && p.first <= t.last + 2)));
      if (a.cls == CountClass::civilian) from = true;
      // "left the border strip": a place of its own, though no name
      if (!tok(t.first).arabic && t.last + 1 < doc.sentences[t.sentence].last && tok(t.last).form == "the" &&
          !any_of(tok(t.last + 1).form, {"camp", "site", "town", "city", "village", "area", "enclave", "pocket"}))
        from = true;
      for (std::size_t k = drafts.size(); !from && k-- > 0 && drafts[k].sentence + 2 >= a.sentence;)
        if (drafts[k].kind == "departure" || drafts[k].kind == "exit_transfer") {
          d.kind = drafts[k].kind;
          break;
        }
    }
    d.trigger = chosen;
    d.amount = i;
    if (a.first > doc.sentences[a.sentence].first + 2 && tok(a.first - 1).form == "the" && tok(a.first - 2).form == "of" &&
        tok(a.first - 3).form == "none")
      d.amount = k_none;  // "none of the 700 patients was evacuated"
    d.sentence = a.sentence;
    d.anchor = a.first;
    t.used = true;
    a.used = true;
    drafts.push_back(d);
  }
}

// "in the camp 27,000 children": nothing but a place stands before the count in its clause.
bool Maker::is_inside(const AmountMention& a) const {
  const auto range = doc.sentences[a.sentence];
  for (const auto& t : doc.triggers)
    if (t.sentence == a.sentence && t.first < a.first && !t.family.empty() && boundaries(doc, t.last, a.first) == 0 &&
        a.first - t.first < 9)
      return false;
  for (std::size_t k = a.first, steps = 0; k > range.first && steps < 7; ++steps) {
    --k;
    if (doc.mark(k) || tok(k).kind == text::TokenKind::number) return false;
    if (!any_of(tok(k).form, {"في", "داخل", "وفي", "وداخل", "ففي", "inside"})) continue;
    const bool begins =
        k == range.first || any_of(tok(k - 1).form, {"ان", "بان", "وان"}) || doc.mark(k - 1) || tok(k).form.starts_with("و");
    if (!begins) return false;
    for (const auto& p : doc.places)
      if (p.sentence == a.sentence && p.first >= k && p.last <= a.first) return true;
    for (std::size_t m = k + 1; m < a.first; ++m)
      if (any_of(tok(m).form, {"المخيم", "الجيب", "البلده", "المدينه", "القريه", "الحي", "camp", "pocket", "enclave", "town"})) return true;
    return false;
  }
  return false;
}

// "300 fighters and 1,500 civilians": they are counted where the force is.
bool Maker::beside_a_force(std::size_t i) const {
  const auto& a = doc.amounts[i];
  if (i == 0 || a.cls != CountClass::civilian || drafts.empty() || drafts.back().kind != "force_size" || drafts.back().amount != i - 1)
    return false;
  const auto& force = doc.amounts[i - 1];
  const std::size_t end = std::max(force.last, force.noun_last != k_none ? force.noun_last : force.last);
  return force.sentence == a.sentence && a.first <= end + 1 &&
         (a.amount.conjoined || tok(a.first - 1).form == "and" || tok(a.first - 1).form == "و");
}

// Amounts that no trigger claims: their noun may say enough.
void Maker::without_trigger(std::size_t i) {
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
      for (const auto& other : doc.amounts)
        counted = counted || (&other != &a && other.noun_first != k_none && k >= other.noun_first && k < other.noun_last);
      if (counted) continue;
      a.cls = CountClass::fighter;
      a.unit = "fighters";
      d.noun_first = k, d.noun_last = noun->last;
      break;
    }
  }
  if (a.cls == CountClass::fighter)
    d.kind = "force_size";
  else if (a.noun_first != k_none && any_of(tok(a.noun_first).form, {"نسمه", "انسان"}))
    d.kind = "population";
  else if (people(a) && !a.share && (is_inside(a) || beside_a_force(i)))
    d.kind = "population";
  else if (a.cls == CountClass::item)
    d.kind = "hazard_present";
  else if (a.unit == "km2")
    d.kind = "enclave_area";
  else if (a.unit == "strikes")
    d.kind = "strike";
  else if (a.unit.empty() && !drafts.empty() && drafts.back().amount != k_none && a.cls == CountClass::none &&
           (a.amount.form != text::AmountForm::exact || pronoun_before(a) || toll_before(a)) && d.sentence <= drafts.back().sentence + 1) {
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

}  // namespace nuzuh::reading
