#include <algorithm>
#include <cmath>
#include <limits>

#include "nuzuh/reading/document.hpp"
#include "nuzuh/text/unicode.hpp"

namespace nuzuh::reading {
namespace {

using text::TokenKind;

struct Finder {
  Document& doc;
  const geo::Gazetteer& gazetteer;

  const text::Token& tok(std::size_t i) const { return doc.tokens[i]; }

  // --- Arabic -------------------------------------------------------------------------------------------------------------------
  std::string joined(std::size_t first, std::size_t last, const std::string& head) const {
    std::string key = head;
    for (std::size_t k = first + 1; k < last; ++k) key += tok(k).form;
    return key;
  }

  bool arabic_run(std::size_t first, std::size_t last) const {
    for (std::size_t k = first; k < last; ++k)
      if (tok(k).kind != TokenKind::word || !tok(k).arabic || doc.dated[k]) return false;
    return last == first + 1 || !any_of(tok(last - 1).form, {"ان", "في", "من", "او", "لم", "قد", "هو", "ما"});
  }

  // The nearest generic word before token i (skipping directions), k_none if none.
  std::size_t generic_before(std::size_t i, std::size_t begin) const {
    if (i == begin) return k_none;
    std::size_t k = i - 1;
    if (doc.word(k, "generic")) return k;
    return k_none;
  }

  bool preposition_before(std::size_t i, std::size_t begin) const {
    if (i == begin) return false;
    const auto* hit = doc.word(i - 1, "from");
    if (!hit) hit = doc.word(i - 1, "to");
    if (!hit) hit = doc.word(i - 1, "at");
    return hit != nullptr;
  }

  static bool compound_head(const std::string& form) {
    static const char* const heads[] = {"تل",    "دير", "عين", "كفر",  "ابو",  "ام",   "خربه", "بير", "راس", "وادي", "جبل", "الشيخ", "شيخ",
                                        "حويجه", "بيت", "خان", "البو", "معره", "قلعه", "باب",  "جسر", "دار", "برج",  "نبع", "بني"};
    return std::any_of(std::begin(heads), std::end(heads), [&](const char* h) { return form == h; });
  }

  // "the camp", "the town": the last place of that sort said before, in the role that the words here give it.
  bool anaphor(std::size_t i, const text::Range& range) {
    const Hit* generic = doc.word(i, "generic");
    if (!generic) return false;
    std::u32string folded = text::decode(tok(i).form);
    std::string f = text::encode(std::u32string_view(folded).substr(std::min<std::size_t>(generic->cut, folded.size())));
    const bool arabic = tok(i).arabic;
    if (arabic) {
      if (generic->preposition == 'l' && !f.starts_with("ال")) f = "ال" + f;
      if (!f.starts_with("ال")) return false;
      // "بالمخيم" keeps its article behind the cut; "المدينة القديمة" and "المخيم الجديد" are the same
    } else if (i == range.first || (tok(i - 1).form != "the" && tok(i - 1).form != "this" && tok(i - 1).form != "that")) {
      return false;
    }
    const bool camp = f == "المخيم" || f == "camp";
    const bool town = f == "البلده" || f == "المدينه" || f == "القريه" || f == "المنطقه" || f == "الحي" || f == "town" || f == "city" ||
                      f == "village" || f == "neighbourhood" || f == "area" || f == "district" || f == "hamlet" || f == "pocket" ||
                      f == "enclave" || f == "الجيب" || f == "الناحيه" || f == "القضاء" || f == "الضاحيه";
    const bool site = f == "الحقل" || f == "المعبر" || f == "field" || f == "crossing";
    if (!camp && !town && !site) return false;
    if (!arabic && i + 1 < range.last && (tok(i + 1).form == "of" || tok(i + 1).capital)) return false;
    // Of the places of that sort said before: one said with the same word, not where people went, not what only locates another.
    std::size_t chosen = k_none;
    double best = -1e9;
    const std::string noun = arabic ? f.substr(4) : f;
    for (std::size_t k = doc.places.size(), age = 0; k-- > 0;) {
      const PlaceMention& before = doc.places[k];
      bool fits = before.camp;
      bool town_too = before.candidates.empty();
      for (const auto c : before.candidates) {
        fits = fits || gazetteer[c].level == geo::Level::camp;
        town_too = town_too || gazetteer[c].level != geo::Level::camp;
      }
      if (camp ? !fits : before.camp || !town_too || before.governorate) continue;
      if (site && before.generic != f.substr(arabic ? 4 : 0) && before.name.level != "crossing") {
        bool crossing = false;
        for (const auto c : before.candidates) crossing = crossing || gazetteer[c].level == geo::Level::crossing;
        if (!((f == "المعبر" || f == "crossing") && crossing)) continue;
      }
      if (camp && before.sentence + 6 < doc.sentence_of[i]) break;
      double score = -0.6 * static_cast<double>(age++);
      if (before.generic == noun) score += 3;
      if (before.role == Role::to) {
        // of "from X to Y" the text goes on about X
        bool left = false;
        for (const auto& other : doc.places)
          left = left || (other.sentence == before.sentence && other.role == Role::from && !other.qualifier);
        bool told = false;  // "took X after the fighters had left for Y": the text is about X
        for (const auto& other : doc.places)
          told = told ||
                 (other.sentence == before.sentence && other.first < before.first && (other.role == Role::at || other.role == Role::none) &&
                  !other.qualifier && !other.camp && other.name.level != "country");
        score -= camp ? 1.0 : left ? 1.3 : told ? 1.1 : 0.4;
      }
      // "the city" is rather the seat of a district or governorate, "the village" is not
      bool seat = false;
      for (const auto c : before.candidates) seat = seat || (gazetteer[c].core && gazetteer[c].seat);
      if (noun == "مدينه" || noun == "city") score += seat ? 0.8 : -0.4;
      if (noun == "قريه" || noun == "village") score -= seat ? 2 : 0;
      if (i + 1 < range.last && (tok(i + 1).form == "الاخيره" || tok(i + 1).form == "الاخير" || tok(i + 1).form == "المذكوره"))
        score = -static_cast<double>(age);
      if (before.qualifier) score -= 3;
      if (before.dateline) score -= 4;
      if (before.anaphor) score += 0.3;
      if (score > best) best = score, chosen = k;
    }
    if (chosen == k_none) return false;
    {
      const PlaceMention before = doc.places[chosen];
      push(i, i + 1, generic->cut, before.candidates, k_none, range, generic->preposition);
      auto& p = doc.places.back();
      p.start = before.start, p.end = before.end, p.camp = before.camp, p.cued = before.cued;
      p.governorate = p.governorate_side = false;
      p.generic = noun;
      p.ambiguous = false;
      p.qualifier = p.dateline = false;
      p.anaphor = true;
      p.last = i + 1;
      return true;
    }
  }

  // A name of the hand-kept list that begins with a generic word: "المدينة القديمة"
  bool named_here(std::size_t i, const text::Range& range) const {
    if (i + 1 >= range.last || !tok(i).arabic || !tok(i + 1).arabic) return false;
    for (const auto& reading : text::readings(tok(i)))
      for (const auto f : gazetteer.arabic(joined(i, i + 2, reading.form), false))
        if (gazetteer[f].core) return true;
    return false;
  }

  std::size_t arabic_at(std::size_t i, const text::Range& range) {
    if (tok(i).kind != TokenKind::word || !tok(i).arabic || doc.dated[i]) return i + 1;
    for (const auto& a : doc.amounts)  // "wounded about forty": no village of that name
      if (a.amount.words && i >= a.first && i < a.last && (i == range.first || !doc.word(i - 1, "generic"))) return i + 1;
    if (!named_here(i, range) && anaphor(i, range)) return i + 1;
    if (const Hit* g = doc.word(i, "governorate"); g && stripped(i).starts_with("محافظ"))
      return i + 1;  // no part of a name, whatever a gazetteer says
    // a camp, field or crossing keeps its generic word
    const std::size_t cue = generic_before(i, range.first);
    for (std::size_t n = std::min<std::size_t>(4, range.last - i); n >= 1; --n) {
      if (!arabic_run(i, i + n)) continue;
      for (const auto& reading : text::readings(tok(i))) {
        if (reading.preposition == 's' || reading.conjunction == 'f') continue;
        const std::string key = joined(i, i + n, reading.form);
        if (key.size() < 4) continue;
        auto found = gazetteer.arabic(key, false);
        bool loose = false;
        if (found.empty() && (n > 1 || cue != k_none)) found = gazetteer.arabic(key, true), loose = true;
        if (found.empty()) continue;
        if (loose && n == 1 && cue == k_none) continue;
        bool core = false;
        for (const auto f : found) core = core || gazetteer[f].core;
        const bool introduced = i > range.first && (doc.word(i - 1, "namecue") || left_by_people(i, range) || taken_by_force(i, range));
        const bool prepositional =
            introduced || reading.preposition == 'b' || reading.preposition == 'l' || preposition_before(i, range.first);
        bool accept = false;
        if (n == 1 && doc.word(i, "generic")) {
          accept = false;
        } else if (n >= 2) {
          accept = core || cue != k_none || prepositional || coordinated(i, range, reading);
        } else if (core) {
          accept = true;
          for (const auto& hit : doc.words[i])
            if (hit.entry->head == "plain")
              accept = (cue != k_none && !(tok(cue).form.starts_with("ال") && tok(i).form.starts_with("ال"))) || prepositional ||
                       coordinated(i, range, reading);  // "المخيم القائم" is the camp that stands there
          // a proclitic cut off a short name is no name: "لهيت"
          if (reading.folded_cut && key.size() < 8) accept = cue != k_none;
        } else {
          accept = cue != k_none && !doc.word(i, "skip") && !doc.word(i, "stop") && reading.folded_cut == 0;
          if (accept && cue != k_none && (tok(cue).form.starts_with("ال") || tok(cue).form.starts_with("بال")))
            accept = false;  // "المدينة القديمة"
          if (!accept && (prepositional || coordinated(i, range, reading)) && key.size() >= 8 && !Lexicon::instance().known(tok(i)) &&
              !doc.word(i, "stop") && !doc.word(i, "skip") && !doc.word(i, "generic")) {
            for (const auto f : found) accept = accept || gazetteer[f].weight >= 3;
            if (!accept) weak = true, accept = true;
          }
          if (accept && cue == k_none && !weak && doc.words[i].size() > 0) accept = false;
        }
        if (!accept) {
          weak = false;
          continue;
        }
        push(i, i + n, reading.folded_cut, found, cue, range, reading.preposition);
        doc.places.back().ambiguous = weak;  // provisional: dropped unless it fits the others
        weak = false;
        return i + n;
      }
    }
    return unknown_arabic(i, cue, range);
  }
  bool weak = false;

  bool coordinated(std::size_t i, const text::Range& range, const text::Reading& reading) const {
    if (reading.conjunction != 'w' || doc.places.empty()) return false;
    const auto& before = doc.places.back();
    return before.last == i && before.first >= range.first;
  }

  // "dozens of families left X": the name behind the people who leave, reach or return
  bool left_by_people(std::size_t i, const text::Range& range) const {
    const auto noun = doc.noun(i - 1);
    if (!noun || noun->last != i || !(noun->entry->head == "families" || noun->entry->head == "persons")) return false;
    for (const auto& t : doc.triggers)
      if (t.first >= range.first && t.last < i && t.first + 9 > i && t.flags.find('v') != std::string_view::npos &&
          (t.family == "leave" || t.family == "displace" || t.family == "arrive"))
        return true;
    return false;
  }

  // "the Iraqi army retook X": the name behind the actor of a verb of taking or entering
  bool taken_by_force(std::size_t i, const text::Range& range) const {
    bool actor = false;
    for (const auto& a : doc.actors) actor = actor || (a.last == i && a.first >= range.first);
    if (!actor) return false;
    for (const auto& t : doc.triggers)
      if (t.first >= range.first && t.last < i && t.first + 6 > i && t.flags.find('v') != std::string_view::npos &&
          (t.family == "control" || t.family == "front"))
        return true;
    return false;
  }

  // A name that no gazetteer has, after a generic word: kept with its words alone.
  std::size_t unknown_arabic(std::size_t i, std::size_t cue, const text::Range& range) {
    if (cue == k_none || tok(cue).form.starts_with("ال") || tok(i).form.size() < 6) return i + 1;
    const std::string& generic = doc.word(cue, "generic") ? stripped(cue) : tok(cue).form;
    static const char* const kinds[] = {"بلده", "قريه", "مخيم", "حي", "معبر", "حقل", "مدينه", "ناحيه", "مزرعه", "جزيره"};
    if (std::none_of(std::begin(kinds), std::end(kinds), [&](const char* g) { return generic == g; })) return i + 1;
    for (const char* cls : {"skip", "stop", "generic", "from", "to", "at", "say", "negation", "plain", "share"})
      if (doc.word(i, cls)) return i + 1;
    if (Lexicon::instance().known(tok(i)) || Lexicon::instance().match(Table::actor, doc.tokens, i, range.last)) return i + 1;
    std::size_t last = i + 1;
    if (last < range.last && compound_head(tok(i).form) && tok(last).arabic) ++last;
    push(i, last, 0, {}, cue, range, 0);
    return last;
  }

  std::string stripped(std::size_t k) const {
    for (const auto& hit : doc.words[k])
      if (hit.entry->head == "generic") {
        std::u32string folded = text::decode(tok(k).form);
        return text::encode(std::u32string_view(folded).substr(std::min<std::size_t>(hit.cut, folded.size())));
      }
    return tok(k).form;
  }

  // --- English ------------------------------------------------------------------------------------------------------------------
  std::size_t english_at(std::size_t i, const text::Range& range) {
    if (tok(i).kind != TokenKind::word || tok(i).arabic || doc.dated[i]) return i + 1;
    if (anaphor(i, range)) return i + 1;
    const bool article = tok(i).form == "al" || tok(i).form == "ar" || tok(i).form == "as" || tok(i).form == "el";
    const bool direction =
        tok(i).form == "western" || tok(i).form == "eastern" || tok(i).form == "east" || tok(i).form == "west" || tok(i).form == "rural";
    if (!tok(i).capital && !article && !direction) return i + 1;
    std::vector<std::size_t> ends;  // tokens after which the name may end
    for (std::size_t k = i; k < range.last && ends.size() < 5 && k < i + 9; ++k) {
      const auto& t = tok(k);
      if (t.kind == TokenKind::word && !t.arabic) {
        if (k > i && !t.capital &&
            !(t.form == "al" || t.form == "ez" || t.form == "ash" || t.form == "ad" || t.form == "az" || t.form == "an" || t.form == "at" ||
              t.form == "es" || t.form == "ed" || t.form == "as" || t.form == "ar" || t.form == "el" || t.form == "and" ||
              t.form == "oil" || t.form == "field" || t.form == "camp" || t.form == "camps" || t.form == "crossing" || t.form == "of" ||
              t.form == "the" || t.form == "plain" || t.form == "station"))
          break;
        if (t.form == "and") break;
        ends.push_back(k + 1);
      } else if (t.kind == TokenKind::mark && (t.form == "-" || t.form == "'") && t.glued) {
        continue;
      } else if (t.kind == TokenKind::number && t.glued) {
        ends.push_back(k + 1);
      } else {
        break;
      }
    }
    for (std::size_t e = ends.size(); e-- > 0;) {
      const std::size_t last = ends[e];
      std::u32string folded;
      for (std::uint32_t p = tok(i).start; p < tok(last - 1).end; ++p) text::fold(doc.points[p], folded);
      std::string name = text::encode(folded);
      const std::string key = geo::latin_key(name);
      if (key.size() < 3) continue;
      auto found = gazetteer.latin(key);
      if (found.empty()) continue;
      // "western Aleppo governorate" is the governorate
      if (last < range.last && any_of(tok(last).form, {"governorate", "province", "countryside"}))
        std::erase_if(found, [&](std::uint32_t f) { return gazetteer[f].level == geo::Level::area; });
      if (found.empty()) continue;
      bool core = false;
      for (const auto f : found) core = core || gazetteer[f].core;
      const bool first = i == range.first;
      const bool single = last == i + 1;
      bool cue = preposition_before(i, range.first) || (i > range.first && (doc.word(i - 1, "skip") || doc.word(i - 1, "generic")));
      if (last < range.last && doc.word(last, "generic")) cue = true;
      bool accept = core || cue || (!single && (behind_event(i) || beside_place(i)));
      if (single && doc.word(i, "plain")) accept = cue && core;
      if (single && !core) {
        const bool behind_name = i > range.first && tok(i - 1).capital;
        accept = (cue || (key.size() >= 5 && !behind_name && !(last < range.last && tok(last).capital))) && !first && key.size() >= 4 &&
                 !Lexicon::instance().known(tok(i)) && !Lexicon::instance().match(Table::actor, doc.tokens, i, range.last);
      }
      if (single && first && !core) accept = false;
      if (single && !core && last < range.last && tok(last).kind == TokenKind::word && tok(last).capital && !doc.word(last, "skip") &&
          !doc.word(last, "generic"))
        accept = false;  // "Kafr" of "Kafr Losin"
      if (!accept) continue;
      push(i, last, 0, found, k_none, range, 0);
      if (single && !core) doc.places.back().ambiguous = true;
      return last;
    }
    // unknown name with a generic word behind: "Twahina camp"
    if (any_of(tok(i).form, {"in", "at", "from", "near", "inside", "outside", "around", "at"})) return i + 1;
    if (tok(i).capital && !ends.empty() && !doc.word(i, "skip") && !doc.word(i, "plain")) {
      std::size_t last = i;
      while (last < range.last && last < i + 3 && tok(last).kind == TokenKind::word && tok(last).capital) ++last;
      if (last > i && last < range.last && tok(last).form == "camp" &&
          !(i == range.first && last == i + 1 && (tok(i).form == "the" || tok(i).form == "this"))) {
        if (!Lexicon::instance().match(Table::actor, doc.tokens, i, range.last) && tok(i).form != "the") {
          push(i, last, 0, {}, k_none, range, 0);
          return last;
        }
      }
    }
    return i + 1;
  }

  // "captured Al-Kashmah"
  bool behind_event(std::size_t i) const {
    return std::ranges::any_of(doc.triggers, [&](const auto& t) { return t.last == i && t.flags.find('v') != std::string_view::npos; });
  }

  // "Hajin and Al-Kashmah"
  bool beside_place(std::size_t i) const {
    return i > 0 && any_of(tok(i - 1).form, {"and", ","}) && !doc.places.empty() && doc.places.back().last + 1 == i;
  }

  // "left Rastan yesterday evening for Jarablus", "Rukban camp since 23 March for collective shelters in Homs"
  bool goes_for(std::size_t k, const text::Range& range) const {
    for (std::size_t m = k, steps = 0; m-- > range.first && steps < 16; ++steps)
      for (const auto& t : doc.triggers)
        if (t.first == m && (t.family == "leave" || t.family == "exit" || t.family == "evac")) return true;
    return false;
  }

  // "to a school in X", "from their homes in X": the way goes to X, from X.
  void inherit_role(PlaceMention& p, const text::Range& range) const {
    static const char* const heads[] = {
        "مدرسه",     "مدارس",     "مراكز",     "مركز",        "مخيمات",  "مخيم",    "مواقع",    "موقع",   "مناطق",    "منطقه", "منازل",
        "منازلهم",   "منازلها",   "منزل",      "بيوتهم",      "بيوتها",  "بيوت",    "ديارهم",   "قراهم",  "قري",      "مساجد", "مسجد",
        "جامع",      "ملاعب",     "بساتين",    "مزارع",       "بلدات",   "بلداتهم", "مشفي",     "مستشفي", "مستشفيات", "مشافي", "اطراف",
        "احياء",     "حي",        "مساكن",     "معسكر",       "قاعده",   "مقر",     "مقرات",    "نقطه",   "نقاط",     "اقارب", "اقاربهم",
        "ذويهم",     "school",    "schools",   "centre",      "centres", "center",  "centers",  "sites",  "site",     "camps", "shelters",
        "shelter",   "hospital",  "hospitals", "clinic",      "areas",   "area",    "villages", "homes",  "houses",   "home",  "relatives",
        "positions", "outskirts", "towns",     "settlements", "places",  "mosques"};
    bool head = false;
    std::size_t k = p.first;
    for (std::size_t steps = 0; k > range.first && steps < 7; ++steps) {
      --k;
      if (doc.mark(k) || tok(k).kind == TokenKind::number) return;
      if (!doc.places.empty() && k < doc.places.back().last) return;
      const std::string& f = tok(k).form;
      // "to the leaving of their homes in X"
      for (const auto& t : doc.triggers)
        if (head && t.first == k && t.flags.find('n') != std::string_view::npos && (t.family == "leave" || t.family == "displace")) {
          p.role = Role::from;
          return;
        }
      for (const char* h : heads) head = head || f == h || f == std::string("ال") + h || f == std::string("لل") + h;
      const bool to = (doc.word(k, "to") && f != "entered") || (f == "for" && goes_for(k, range)),
                 from = doc.word(k, "from") && f != "left";
      if (to || from) {
        if (head && p.first - k > 1) p.role = to ? Role::to : Role::from;
        return;
      }
    }
  }

  // "Y in the countryside of X", "Y, east of X", "Y, near X"
  bool qualifies(const PlaceMention& p, const text::Range& range) const {
    if (doc.places.empty()) return false;
    const auto& before = doc.places.back();
    if (before.sentence != p.sentence || before.last > p.first || p.first - before.last > 8 || before.first < range.first) return false;
    bool located = p.start > tok(p.first).start && (tok(p.first).form.starts_with("ب"));
    for (std::size_t k = before.last; k < p.first; ++k) {
      const std::string& f = tok(k).form;
      static const char* const nearness[] = {"القريب", "القريبه", "المجاور", "المجاوره", "المحاذي", "المحاذيه", "المتاخم", "المتاخمه",
                                             "التابع", "التابعه", "الواقع",  "الواقعه",  "قرب",     "قرابه",    "near",    "close"};
      if (located &&
          (tok(k).kind == TokenKind::number || f.starts_with("كيلومتر") || f == "كم" || f == "بعد" || f == "مسافه" || f == "علي"))
        continue;
      bool near = false;
      for (const char* n : nearness) near = near || f == n;
      if (near) {
        located = true;
        continue;
      }
      if (located && (f == "من" || f == "ل" || f == "to" || f == "علي")) continue;
      if (doc.mark(k)) {
        if (f == "," || f == "،" || f == "(") continue;
        return false;
      }
      if (f == "and" || doc.word(k, "from") || doc.word(k, "to")) return false;
      static const char* const directions[] = {"شرق",  "شرقي",  "غرب",   "غربي",  "شمال", "شمالي",
                                               "جنوب", "جنوبي", "north", "south", "east", "west"};
      for (const char* d : directions) located = located || f == d;
      const Hit* at = doc.word(k, "at");
      if (at && f != "علي" && f != "on") {
        located = true;
        continue;
      }
      const Hit* small = doc.word(k, "generic");
      if (!small) small = doc.word(k, "skip");
      if (!small) small = doc.word(k, "governorate");
      if (!small || small->conjunction) return false;
      if (small->preposition == 'b') located = true;
      if (small->preposition == 'l') return false;
    }
    return located;
  }

  // "Idlib - the Observatory:", "Northern Hama ||"
  bool heads(const PlaceMention& p, const text::Range& range) const {
    if (p.first > range.first + 3) return false;
    for (std::size_t k = range.first; k < p.first; ++k)
      if (!doc.word(k, "generic") && !doc.word(k, "skip") && !doc.word(k, "governorate")) return false;
    for (std::size_t k = p.last; k < std::min(range.last, p.last + 3); ++k) {
      const std::string& f = tok(k).form;
      if (f == "–" || f == "—" || f == "-" || f == ":" || f == "|" || f == "/") return k == p.last || tok(k).glued == false || f == ":";
      if (!doc.word(k, "skip") && !doc.word(k, "generic") && !(f == "," || f == "،")) return false;
    }
    return false;
  }

  // --- both ---------------------------------------------------------------------------------------------------------------------
  void push(std::size_t first, std::size_t last, std::uint32_t cut, std::vector<std::uint32_t> found, std::size_t cue,
            const text::Range& range, char preposition) {
    PlaceMention p;
    p.first = first, p.last = last, p.sentence = doc.sentence_of[first];
    p.start = text::offset_after(doc.points, tok(first), cut);
    p.end = tok(last - 1).end;
    p.candidates = std::move(found);
    p.cued = cue != k_none;
    if (cue != k_none)
      p.generic = stripped(cue);
    else if (!tok(first).arabic && first > range.first + 1 && tok(first - 1).form == "of" && doc.word(first - 2, "generic"))
      p.generic = tok(first - 2).form;
    else if (!tok(first).arabic && first > range.first && doc.word(first - 1, "generic"))
      p.generic = tok(first - 1).form;
    else if (!tok(first).arabic && last < range.last && doc.word(last, "generic"))
      p.generic = tok(last).form;
    std::size_t back = first;
    if (cue != k_none) {
      const std::string generic = stripped(cue);
      if (generic == "مخيم" || generic == "مخيمات") {
        p.camp = true;
        p.first = cue;
        const Hit* hit = doc.word(cue, "generic");
        p.start = text::offset_after(doc.points, tok(cue), hit->cut);
      }
      if (generic == "حقل" || generic == "معبر") {
        const std::string key = generic + joined(first, last, tok(first).form);
        const auto site = gazetteer.arabic(key, false);
        if (!site.empty()) {
          p.candidates = site;
          p.first = cue;
          p.start = text::offset_after(doc.points, tok(cue), doc.word(cue, "generic")->cut);
        }
      }
    }
    if (!tok(first).arabic && last < range.last && (tok(last).form == "camp" || tok(last).form == "camps") &&
        tok(last - 1).form != "camp") {
      p.camp = true;
      p.last = last + 1;
      p.end = tok(last).end;
    }
    // governorate words around, directions, and the preposition that gives the role
    if (preposition == 'l') p.role = Role::to;
    if (preposition == 'b') p.role = Role::at;
    for (std::size_t steps = 0; p.role == Role::none && back > range.first && steps < 7; ++steps) {
      const std::size_t k = back - 1;
      if (doc.mark(k)) {
        if (tok(k).form == "\"" || tok(k).form == "«" || tok(k).form == "-" || tok(k).form == "”" || tok(k).form == "“") {
          back = k;
          continue;
        }
        break;
      }
      if (doc.word(k, "from")) {
        p.role = Role::from;
        break;
      }
      if (doc.word(k, "to")) {
        p.role = Role::to;
        break;
      }
      if (tok(k).form == "for" && k > range.first && goes_for(k, range)) {
        p.role = Role::to;
        break;
      }
      if (tok(k).form == "for" && k > range.first &&
          (tok(k - 1).form == "left" || tok(k - 1).form == "departed" || tok(k - 1).form == "bound" || tok(k - 1).form == "headed" ||
           tok(k - 1).form == "overnight" || tok(k - 1).form == "leave" || tok(k - 1).form == "fled")) {
        p.role = Role::to;
        break;
      }
      const auto* governorate = doc.word(k, "governorate");
      if (governorate) p.governorate = true;
      const std::string& f = tok(k).form;
      if (f == "طريق" || f == "الطريق" || f == "road" || f == "مدخل") p.road = true;
      const Hit* skip = doc.word(k, "skip");
      if (!skip) skip = doc.word(k, "generic");
      if (!skip) skip = governorate;
      if (const Hit* at = doc.word(k, "at"); at && !(skip && !at->preposition && at->cut == 0 && (f == "داخل"))) {
        p.role = Role::at;
        // "خرجوا من داخل X"
        if (k > range.first && doc.word(k - 1, "from")) p.role = Role::from;
        if (f == "قرب" || f == "near" || f == "outside" || f == "around" || f == "حول") {
          p.beside = f != "around" && f != "حول";
          // "to sites near X"
          for (std::size_t m = k; m-- > range.first && m + 3 > k && !doc.mark(m);) {
            if (doc.word(m, "to"))
              p.role = Role::to;
            else if (doc.word(m, "from"))
              p.role = Role::from;
            else
              continue;
            break;
          }
        }
        break;
      }
      if (!skip) break;
      static const char* const directions[] = {"شرق",  "شرقي",  "غرب",   "غربي",  "شمال", "شمالي",
                                               "جنوب", "جنوبي", "north", "south", "east", "west"};
      for (const char* d : directions)
        if (f == d) p.beside = true, p.governorate_side = p.governorate_side || tok(k).arabic || tok(k + 1).form != "of";
      for (const char* d : {"eastern", "western", "northern", "southern", "شرقي", "غربي", "شمالي", "جنوبي"})
        if (f == d) p.governorate_side = true;
      if (skip->preposition == 'b') {
        p.role = Role::at;
        break;
      }
      if (skip->preposition == 'l') {
        p.role = Role::to;
        break;
      }
      if (skip->conjunction == 'w') {
        if (!doc.places.empty() && doc.places.back().last >= k && doc.places.back().sentence == p.sentence) p.role = doc.places.back().role;
        break;
      }
      back = k;
    }
    if (p.role == Role::none && !doc.places.empty()) {
      const auto& before = doc.places.back();
      const bool joined_by_word =
          before.last < first && before.last + 2 >= first && before.sentence == p.sentence &&
          (tok(before.last).form == "and" || tok(before.last).form == "و" || tok(before.last).form == "," || tok(before.last).form == "،");
      if ((before.last == first && before.sentence == p.sentence && cut > 0) || joined_by_word)
        p.role = before.role, p.governorate = p.governorate || before.governorate;
    }
    // "entered through the crossing of X"
    if (p.first > range.first && any_of(tok(p.first - 1).form, {"through", "via", "عبر"}))
      for (const auto c : p.candidates)
        if (gazetteer[c].level == geo::Level::crossing) p.role = Role::from;
    if (p.role != Role::from && p.role != Role::to) inherit_role(p, range);
    p.qualifier = qualifies(p, range);
    p.dateline = heads(p, range);
    // English: "Idlib governorate", "Aleppo's countryside", "Hajin area"
    if (!tok(first).arabic) {
      std::size_t k = p.last;
      if (k + 1 < range.last && tok(k).form == "'") k += 2;
      if (k < range.last && doc.word(k, "governorate")) p.governorate = true;
      if (k + 1 < range.last && tok(k).form == "s" && doc.word(k + 1, "governorate")) p.governorate = true;
    }
    doc.places.push_back(std::move(p));
  }
};

}  // namespace

void find_places(Document& doc, const geo::Gazetteer& gazetteer) {
  Finder finder{doc, gazetteer};
  for (const auto& range : doc.sentences) {
    for (std::size_t i = range.first; i < range.last;) {
      // "Ahrar al-Sham" is no place in Damascus
      std::size_t behind = 0;
      for (const auto& a : doc.actors)
        if (a.sentence == doc.sentence_of[i] && a.first <= i && i < a.last && a.last > a.first + 1) behind = a.last;
      if (behind)
        i = behind;
      else
        i = doc.tokens[i].arabic ? finder.arabic_at(i, range) : finder.english_at(i, range);
    }
  }
  choose_places(doc, gazetteer);
  // "تل رفعت": a part of a name is no event
  for (auto& t : doc.triggers)
    for (const auto& p : doc.places)
      if (!p.anaphor && p.last > p.first + 1 && t.first > p.first && t.last <= p.last) t.family = {};
  doc.inner.assign(doc.tokens.size(), false);
  for (const auto& p : doc.places)
    for (std::size_t k = p.first + 1; k < p.last; ++k) doc.inner[k] = true;
}

}  // namespace nuzuh::reading
