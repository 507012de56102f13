// Events that are claims without a count.
#include "nuzuh/reading/frame_maker.hpp"

#include <cstdlib>

namespace nuzuh::reading {

bool Maker::near_used(const std::string& kind, const TriggerMention& t, std::size_t reach) const {
  for (const auto& d : drafts) {
    if (d.kind != kind || d.sentence != t.sentence) continue;
    bool contrast = false;  // "7,000 have left X, while Y has emptied"
    for (std::size_t k = std::min(d.anchor, t.first); kind == "displacement" && k < std::max(d.anchor, t.first); ++k)
      contrast = contrast || any_of(tok(k).form, {"بينما", "فيما", "while"});
    if (contrast) continue;
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
  if (any_of(t.family, {"leave", "displace", "arrive"}) && t.preposition == 'b' && t.first > doc.sentences[t.sentence].first &&
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
  if (any_of(t.family, {"arrive", "leave", "displace", "return", "fmove", "front"}) && !negated_near(t) && !denied_near(t) &&
      t.flags.find('n') != std::string_view::npos && any_with_suffix(tok(t.first).form) &&
      word_just_before(t, {"بعد", "قبل", "قبيل", "بعيد", "لدي", "اثناء", "منذ", "حتي", "فور"}))
    return true;
  // "are forced to leave": the leaving is the event
  if (t.family == "displace" && verb_of_force(t))
    for (const auto& other : doc.triggers)
      if (other.sentence == t.sentence && other.first >= t.last && other.first < t.last + 8 &&
          any_of(other.family, {"leave", "displace"}) && boundaries(doc, t.last, other.first) == 0)
        return true;
  if (t.family == "displace" && verb_of_force(t) && forced_to_stop(t)) return true;
  if (t.family == "return" && tok(t.first).form == "returning" && adjective(t)) return true;
  // "shut its border to those fleeing": whom it is shut to
  if (t.family == "displace" && tok(t.first).form == "fleeing" && word_just_before(t, {"those", "anyone", "people", "civilians"}))
    for (const auto& other : doc.triggers)
      if (other.sentence == t.sentence && any_of(other.family, {"close", "open"}) && other.last <= t.first) return true;
  // "a column came under fire": it did not move
  if (t.family == "fmove" && t.flags.find('n') != std::string_view::npos && word_just_before(t, {"تعرض", "استهدف", "استهدفت", "قصف", "قصفت"}))
    return true;
  // "since the liberation": when it was
  if (t.family == "control" && tok(t.first).form == "التحرير" && word_just_before(t, {"منذ", "بعد", "قبل", "عقب"})) return true;
  // "in need of medical evacuation"
  if (t.family == "evac" && !tok(t.first).arabic)
    for (const std::size_t n : in_front(t, 3))
      if (any_of(tok(n).form, {"need", "needs", "needing", "require", "requires", "requiring", "await", "awaiting"})) return true;
  // "without blankets": what they lack
  if (t.family == "aid" && t.flags.find('n') != std::string_view::npos && word_just_before(t, {"بلا", "بدون", "دون", "without"}) &&
      std::ranges::any_of(drafts, [&](const Draft& d) {
        return d.sentence == t.sentence && any_of(d.kind, {"population", "people_affected"});
      }))
    return true;
  // "without hot meals": what they lack
  if (t.family == "aid")
    for (const auto& other : doc.triggers)
      if (other.used && other.family == "affected" && other.sentence == t.sentence && other.last <= t.first && t.first - other.last <= 7 &&
          boundaries(doc, other.last, t.first) == 0)
        return true;
  // another trigger at the same word made a claim
  bool taken = false;
  for (const auto& other : doc.triggers) taken = taken || (other.used && &other != &t && other.first < t.last && t.first < other.last);
  for (const auto& a : doc.amounts) taken = taken || (a.used && a.noun_first != k_none && t.first >= a.noun_first && t.first < a.noun_last);
  return taken;
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
      from = from ||
             (p.sentence == t.sentence && (p.role == Role::from || (p.role == Role::none && p.first >= t.last && p.first <= t.last + 2)));
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
  if (f == "strike" && seen_in_sentence("strike", t.sentence) && (!denied_near(t) || near_used("strike", t, 3))) return;
  if (f == "hazinc" && seen_in_sentence("hazard_incident", t.sentence)) return;
  d.trigger = k;
  d.sentence = t.sentence;
  d.anchor = t.first;
  t.used = true;
  // "reinforcements were brought", "opened a corridor": verb and noun of one event are one trigger
  for (const auto& other : doc.triggers) {
    if (&other == &t || other.sentence != t.sentence || other.used) continue;
    // "sent reinforcements", "spread their control": the subject may stand in between
    const std::size_t apart = f == "fmove" || f == "control" ? 4 : f == "agree" ? 5 : 1;
    const bool mixed = (other.flags.find('v') == std::string_view::npos) != (t.flags.find('v') == std::string_view::npos);
    const std::size_t gap = mixed ? apart : 1;
    const bool follows = other.first >= t.last && other.first <= t.last + gap, leads = other.last <= t.first && other.last + gap >= t.first;
    if ((follows || leads) && other.family == t.family &&
        boundaries(doc, std::min(other.last, t.last), std::max(other.first, t.first)) == 0) {
      d.trigger_first = std::min(t.first, other.first);
      d.trigger_last = std::max(t.last, other.last);
      d.trigger_start = std::min(t.start, other.start);
      t.future = t.future || other.future;
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
    if (verb.used || !any_of(verb.family, {"arrive", "aid"}) ||
        boundaries(doc, std::min(verb.first, t.first), std::max(verb.first, t.first)) > 0)
      continue;
    if (tok(t.first).arabic ? verb.last <= first && first - verb.last <= 2 && verb.flags.find('v') != std::string_view::npos : false)
      first = verb.first, start = verb.start;
    if (!tok(t.first).arabic && verb.first >= last && verb.first - last <= 2 && verb.flags.find('v') != std::string_view::npos)
      last = verb.last;
  }
  if (first == t.first && last == t.last) return;
  d.trigger_first = first, d.trigger_last = last, d.trigger_start = start;
}

// "لغم قتل ثلاثة", "قتلت الألغام", "mines left by the group killed nine": the item is the subject of the verb
bool Maker::kills(std::size_t noun, std::size_t noun_last, const text::Range& range) const {
  for (const auto& t : doc.triggers) {
    if (t.first < range.first || t.last > range.last || !any_of(t.family, {"death", "injury"}) ||
        t.flags.find('v') == std::string_view::npos)
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
      if (k > range.first && tok(k - 1).form == "barrel") continue;  // dropped, not laid
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
