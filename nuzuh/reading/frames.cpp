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
  if (any_of(family, {"displace", "leave", "evac", "exit", "arrive", "return"})) return people(a) || fighters || bare;
  if (family == "pop") return people(a) || fighters || a.cls == CountClass::item || (bare && a.amount.lo >= 50);
  if (family == "affected") return people(a) || (bare && a.amount.form == text::AmountForm::vague);
  if (family == "capacity") return people(a) || a.unit == "tents" || bare;
  if (any_of(family, {"death", "injury", "casualty"})) return a.unit == "persons" || fighters || bare || (family == "death" && a.unit == "families" && false);
  if (any_of(family, {"detain", "missing"})) return a.unit == "persons" || fighters || bare;
  if (family == "remains") return a.unit == "persons" || fighters || bare || a.unit == "items";
  if (family == "hazpres") return a.cls == CountClass::item || a.unit == "areas";
  if (family == "hazclear") return a.cls == CountClass::item || any_of(a.unit, {"m2", "km2", "ha", "dunum", "areas"});
  if (family == "strike") return a.unit == "strikes";
  if (family == "damage") return any_of(a.unit, {"houses", "tents", "facilities"});
  if (family == "control") return any_of(a.unit, {"villages", "km2", "areas"});
  if (family == "front") return any_of(a.unit, {"m", "km"});
  if (family == "area") return any_of(a.unit, {"km2", "m2", "ha", "dunum"});
  if (family == "fsize") return fighters;
  if (family == "fmove") return fighters || a.unit == "equipment";
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
      d = t.first >= from ? static_cast<double>(t.first - from) : 0;
    } else if (t.last <= a.first) {
      lo = t.last, hi = a.first;
      d = static_cast<double>(a.first - t.last);
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
    return d;
  }

  // Words of fighters around that make "eight killed" fighters.
  bool fighters_meant(const AmountMention& a, std::size_t reach = 7) const {
    if (a.cls == CountClass::fighter) return true;
    if (a.cls == CountClass::civilian || a.unit == "families") return false;
    const auto range = doc.sentences[a.sentence];
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
  bool fighters_in(std::size_t s) const {
    for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k) {
      const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, doc.sentences[s].last);
      if (noun && noun->entry->flags.starts_with("fig")) return true;
    }
    return false;
  }

  // The kind of claim that a trigger of this family makes with this amount (k_none: none).
  std::string kind_of(const TriggerMention& t, std::size_t amount) const {
    const AmountMention* a = amount == k_none ? nullptr : &doc.amounts[amount];
    const bool fighters = a && fighters_meant(*a);
    const auto family = t.family;
    const std::size_t s = t.sentence;
    if (family == "death") return fighters ? "fighter_death" : "civilian_death";
    if (family == "injury") return fighters ? "fighter_injury" : "civilian_injury";
    if (family == "casualty") return fighters || (a && a->cls == CountClass::none && fighters_in(s)) ? "fighter_casualty" : "civilian_casualty";
    if (family == "detain") return "detained";
    if (family == "missing") return "missing";
    if (family == "remains") return "remains_found";
    if (family == "hazinc") return "hazard_incident";
    if (family == "hazpres") return "hazard_present";
    if (family == "hazclear") return "hazard_cleared";
    if (family == "strike") return "strike";
    if (family == "damage") return "damage";
    if (family == "control") return "control";
    if (family == "front") return "front_move";
    if (family == "area") return "enclave_area";
    if (family == "fsize") return "force_size";
    if (family == "fmove") return a && people(*a) ? "displacement" : "force_move";
    if (family == "agree") return "agreement";
    if (family == "open") return "access_open";
    if (family == "close") return "access_closed";
    if (family == "aid") return "aid";
    if (family == "threat") return "threat_appeal";
    if (family == "outlook") return "outlook";
    if (family == "capacity") return "capacity";
    if (family == "affected") return "people_affected";
    if (family == "arrive") return fighters ? (sentence_has(s, "exitword") ? "exit_transfer" : "force_move") : "arrival";
    if (family == "return") return "return";
    if (family == "pop") return a && a->cls == CountClass::item ? "hazard_present" : a && a->cls == CountClass::fighter ? "force_size" : "population";
    if (family == "exit") return "exit_transfer";
    const bool exit_like = (fighters && (strong_exit(s) || sentence_has(s, "exitword"))) || (strong_exit(s) && fighters_in(s));
    // civilians who are not the fighters' relatives are evacuated, whatever else the agreement moves
    const bool plain_civilians = a && a->cls == CountClass::civilian && !relatives(*a);
    if (plain_civilians && strong_exit(s) && any_of(family, {"leave", "evac"})) return "evacuation";
    if (family == "evac") return exit_like || fighters ? "exit_transfer" : "evacuation";
    if (family == "leave" || family == "displace") {
      // leaving one place to go home to another
      if (family == "leave") {
        for (const auto& m : doc.triggers)
          if (m.sentence == s && m.family == "return" && m.flags.find('p') != std::string_view::npos && m.first > t.first && m.first < t.first + 10) return "return";
      }
      if (family == "displace" && fighters) return "force_move";
      if (family == "displace" ) {
        for (const auto& p : doc.places)
          if (p.sentence == s && (p.camp || p.name.level == "camp") && p.role == Role::from && p.first + 10 > t.first && p.first < t.last + 10) return "departure";
        return "displacement";
      }
      if (exit_like) return "exit_transfer";
      if (fighters) return "exit_transfer";
      if (strong_exit(s) && a) return "evacuation";
      // out of a camp: a departure, not a flight
      for (const auto& p : doc.places)
        if (p.sentence == s && (p.camp || p.name.level == "camp") && (p.role == Role::from || p.role == Role::none) && p.first + 12 > t.first && p.first < t.last + 14) return "departure";
      return "displacement";
    }
    return "displacement";
  }

  void with_amounts() {
    for (std::size_t i = 0; i < doc.amounts.size(); ++i) {
      auto& a = doc.amounts[i];
      if (a.cls == CountClass::reject || a.cls == CountClass::vehicle) continue;
      if (a.others || (a.cls == CountClass::none && a.unit.empty())) {
        // "three others": the noun of the amount before
        for (std::size_t k = i; k-- > 0 && doc.amounts[k].sentence == a.sentence;) {
          const auto& before = doc.amounts[k];
          if (before.unit.empty() || !(people(before) || before.cls == CountClass::fighter || before.cls == CountClass::item)) continue;
          if (!a.others && a.first > before.last + 8) break;
          a.unit = before.unit;
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
      const bool single = a.amount.form == text::AmountForm::singular;
      double best = single ? 9 : 21;
      std::size_t chosen = k_none;
      for (std::size_t k = doc.triggers_in[a.sentence].first; k < doc.triggers_in[a.sentence].second; ++k) {
        const auto& t = doc.triggers[k];
        if (!fits(t.family, a)) continue;
        if (t.family == "pop" && container(t)) continue;
        if (single && !singular_allowed(t.family)) continue;
        double c = cost(t, a);
        // a bare number must stand right at its trigger
        if (a.unit.empty() && c > 4) continue;
        if (t.family == "fsize" || t.family == "area") c -= 1;
        if (t.family == "affected") c -= 4;
        if (t.family == "capacity") c -= 3;
        if (t.family == "aid") c += 3;
        if (t.family == "outlook" && a.cls == CountClass::time) c -= 2;
        if (c < best) best = c, chosen = k;
      }
      if (a.share && !drafts.empty()) {
        // a share takes the event of its whole, unless it has a verb of its own right behind it
        for (std::size_t k = drafts.size(); k-- > 0 && drafts[k].sentence == a.sentence;) {
          const auto& whole = drafts[k];
          if (whole.amount == k_none || whole.trigger == k_none || doc.amounts[whole.amount].share) continue;
          const bool own = chosen != k_none && best < 7 && doc.triggers[chosen].first >= doc.amounts[whole.amount].last && doc.triggers[chosen].family != doc.triggers[whole.trigger].family &&
                           doc.triggers[chosen].first >= a.first;
          if (!own && fits(doc.triggers[whole.trigger].family, a)) chosen = whole.trigger;
          break;
        }
      }
      if (chosen == k_none) {
        without_trigger(i);
        continue;
      }
      auto& t = doc.triggers[chosen];
      if (t.family == "control") {
        // "hold X and several villages": the named place is the claim
        bool named = false;
        for (const auto& p : doc.places) named = named || (p.sentence == a.sentence && p.first >= t.last && p.last <= a.first);
        if (named) continue;
      }
      Draft d;
      d.kind = kind_of(t, i);
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
        for (const auto& p : doc.places) from = from || (p.sentence == a.sentence && p.role == Role::from);
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

  // "a convoy of 290", "دفعة تضم 400 شخص": the verb of holding belongs to the movement before it
  bool container(const TriggerMention& t) const {
    const auto& f = tok(t.first).form;
    if (!any_of(f, {"تضم", "يضم", "وتضم", "ضمت", "فيها", "carrying", "inside", "include", "including"})) return false;
    for (std::size_t n = doc.triggers_in[t.sentence].first; n < doc.triggers_in[t.sentence].second; ++n) {
      const auto& m = doc.triggers[n];
      if (m.first >= t.first) continue;
      if (!any_of(m.family, {"leave", "evac", "exit", "arrive", "return", "displace"})) continue;
      for (std::size_t k = m.first; k < t.first; ++k) {
        const auto& w = tok(k).form;
        for (const char* stem : {"دفع", "قافل", "قوافل", "حافل", "batch", "convoy", "group", "مجموع"})
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
    for (std::size_t k = t.first > range.first + 4 ? t.first - 4 : range.first; k < std::min(range.last, t.last + 5); ++k) {
      const auto noun = Lexicon::instance().match(Table::noun, doc.tokens, k, range.last);
      if (noun && (noun->entry->head == "persons" || noun->entry->head == "families")) return true;
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
        const bool second = (t.family == "strike" && is_verb) || (t.family == "threat" && !is_verb);
        if (second == late) alone(k);
      }
  }
  void alone(std::size_t k) {
    {
      auto& t = doc.triggers[k];
      if (t.used) return;
      if (t.flags.find('N') != std::string_view::npos || t.flags.find('X') != std::string_view::npos) return;
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
      else if (f == "strike") accept = (negated && !verb) || (!(definite(t) && seen("strike")) && (place_near(t, 14) || actor_near(t, 8) || harm_in(t.sentence)));
      else if (f == "control" && (tok(t.first).form.find("سقط") != std::string::npos || tok(t.first).form == "fell") && (harm_in(t.sentence) || word_near(t, {"قذيف", "قذايف", "صاروخ", "صواريخ", "shell", "rocket"}, 6))) accept = false;
      else if (f == "control") accept = (verb && place_near(t, 12) && (actor_near(t, 14) || fighters_in(t.sentence))) || (place_near(t, 9) && !verb && !subordinate(t)) || (verb && actor_near(t, 6) && back_reference(t));
      else if (f == "front") accept = (place_near(t, 10) || back_reference(t)) && (actor_near(t, 10) || fighters_in(t.sentence)) && !(!verb && definite(t));
      else if (f == "fmove") accept = (actor_near(t, 10) || fighters_in(t.sentence)) && (!verb || place_near(t, 14)) && !people_only(t);
      else if (f == "agree") accept = (!verb || actor_near(t, 6)) && (!definite(t) || !seen("agreement")) && !seen_in_sentence("agreement", t.sentence);
      else if (f == "open" || f == "close") accept = road_near(t);
      else if (f == "aid") accept = !verb || negated;
      else if (f == "threat") accept = armed_near(t, verb ? 12 : 5) || (t.last > t.first + 1);
      else if (f == "damage") accept = object_near(t);
      else if (f == "hazpres") accept = item_near(t) && (t.flags.find('p') != std::string_view::npos || negated) && !seen_in_sentence("hazard_incident", t.sentence);
      else if (f == "hazclear") accept = item_near(t) && place_near(t, 14);
      else if (f == "displace") accept = !definite(t) && (people_near(t) || place_near(t, 8) || negated) && t.flags.find('p') == std::string_view::npos;
      else if (f == "leave") accept = people_near(t) && (place_near(t, 10) || negated || back_reference(t));
      else if (f == "return") accept = people_near(t) || (negated && !verb) || (place_near(t, 6) && t.flags.find('p') == std::string_view::npos);
      else if (f == "arrive") accept = (people_near(t) && place_near(t, 10)) || (negated && needs_near(t));
      else if (f == "evac") accept = (people_near(t) || fighters_in(t.sentence)) && !definite(t);
      else if (f == "exit") accept = fighters_in(t.sentence) || actor_near(t, 8);
      else if (f == "casualty") accept = negated;
      else if (f == "death" || f == "injury") accept = negated && (!verb || (people_near(t) && !tok(t.first).arabic) || nobody(t));
      else if (f == "detain") accept = negated || (verb && actor_near(t, 6) && fighters_in(t.sentence));
      else if (f == "remains") accept = false;
      if (!accept) return;
      Draft d;
      d.kind = kind_of(t, k_none);
      if (f == "evac" && d.kind == "exit_transfer" && word_near(t, {"مدني", "civilian"}, 4)) d.kind = "evacuation";
      if (f == "threat" && seen_in_sentence("threat_appeal", t.sentence)) return;
      if (f == "arrive" && negated && needs_near(t)) d.kind = "aid";
      if (near_used(d.kind, t, f == "front" || f == "control" ? 3 : 14)) return;
      if (d.kind == "aid" && seen_in_sentence("aid", t.sentence)) return;
      if (f == "aid" && seen_in_sentence("aid", t.sentence)) return;
      if (f == "strike" && seen_in_sentence("strike", t.sentence)) return;
      if (f == "hazinc" && seen_in_sentence("hazard_incident", t.sentence)) return;
      d.trigger = k;
      d.sentence = t.sentence;
      d.anchor = t.first;
      t.used = true;
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
    return word_near(t, {"طريق", "طرق", "معبر", "معابر", "ممر", "جسر", "حاجز", "منفذ", "مداخل", "road", "crossing", "corridor", "bridge", "checkpoint", "route", "gate", "passage", "access", "border", "convoy", "قافل", "حركه", "دخول", "مخيم", "exit", "passage", "العبور", "المرور", "وصول", "مغادر"}, 5);
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

std::vector<Draft> make_drafts(Document& doc) {
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
