#include <algorithm>

#include "nuzuh/reading/frames.hpp"

namespace nuzuh::reading {
namespace {

struct Judge {
  Document& doc;
  std::vector<Draft>& drafts;

  const text::Token& tok(std::size_t i) const { return doc.tokens[i]; }
  std::size_t begin_of(const Draft& d) const { return d.trigger != k_none ? doc.triggers[d.trigger].first : d.anchor; }

  bool in_amount(std::size_t k) const {
    for (const auto& a : doc.amounts)
      if (k >= a.first && k < a.last) return true;
    return false;
  }

  // Whether the amount at token k counts what claims are about, not "three organisations".
  bool counted(std::size_t k) const {
    for (const auto& a : doc.amounts)
      if (k >= a.first && k < a.last) return a.cls != CountClass::reject && !(a.cls == CountClass::none && a.unit.empty());
    return false;
  }

  // A word of the class in the clause before the claim, at most `reach` tokens back.
  std::size_t before(const Draft& d, std::string_view cls, std::size_t reach, bool cross_marks = false) const {
    const auto range = doc.sentences[d.sentence];
    std::size_t at = begin_of(d);
    for (std::size_t steps = 0; at > range.first && steps < reach; ++steps) {
      --at;
      if (doc.mark(at)) {
        const auto& f = tok(at).form;
        if (!cross_marks && (f == "," || f == "،" || f == ":")) return k_none;
        continue;
      }
      if (doc.word(at, cls)) return at;
      if (doc.word(at, "contrast")) return k_none;
    }
    return k_none;
  }

  bool still_at(std::size_t k) const { return doc.word(k, "still") || (k > 0 && doc.word(k - 1, "still")); }
  bool only_after(std::size_t k, std::size_t limit) const {
    for (std::size_t m = k + 1; m < std::min(limit, k + 12) && !(doc.mark(m) && boundaries(doc, m, m + 1) > 0); ++m)
      if (doc.word(m, "only") || tok(m).form == "except" || tok(m).form == "but") return true;
    return false;
  }

  // "ما وصلت", "ما حدا طلع": ma right before a past verb or an indefinite pronoun negates; before others it is relative ("ما تبقى")
  bool ma_negates(std::size_t k) const {
    const auto& f = tok(k).form;
    if ((f != "ما" && f != "وما") || k + 1 >= doc.tokens.size() || still_at(k)) return false;
    const bool behind_actor = std::ranges::any_of(doc.actors, [&](const auto& a) { return a.last == k; });  // "the army ma entered it"
    if (k > 0 && !doc.mark(k - 1) && doc.sentence_of[k - 1] == doc.sentence_of[k] && !behind_actor) return false;
    const auto& next = tok(k + 1).form;
    // "ما أسفر عن سقوط ...": what came of the event before
    if (k > 0 && doc.mark(k - 1) && any_of(next, {"اسفر", "ادي", "تسبب", "اوقع", "اودي", "اضطر", "دفع", "خلف", "اجبر", "يعني"}))
      return false;
    if (any_of(next, {"حدا", "احد", "من", "في"})) return true;
    // behind a comma it negates where people or goods did not come; "، ما رفع عدد قاطنيه" is what raised it
    const bool behind_comma = k > 0 && doc.mark(k - 1) && doc.sentence_of[k - 1] == doc.sentence_of[k];
    for (const auto& t : doc.triggers)
      if (t.first == k + 1 && t.flags.find('v') != std::string_view::npos && t.family != "pop" && t.family != "fsize" &&
          (!behind_comma || any_of(t.family, {"arrive", "leave", "return", "aid", "open", "evac", "displace"})))
        return !next.starts_with("ي") && !next.starts_with("تبق");
    return false;
  }

  // "no dead in the shelling": what stands behind a preposition and another event is the circumstance of that event
  bool circumstance(const Draft& d, std::size_t from, std::size_t at) const {
    if (at == 0) return false;
    const bool preposition = (d.trigger != k_none && doc.triggers[d.trigger].preposition == 'b') ||
                             any_of(tok(at - 1).form, {"في", "جراء", "اثر", "نتيجه", "بسبب", "خلال", "من", "بعد", "عقب", "in", "during",
                                                       "from", "by", "after", "of", "the", "overnight"});
    if (!preposition) return false;
    for (const auto& t : doc.triggers)
      if (t.sentence == d.sentence && t.first > from && t.last <= at && !t.family.empty() && t.family != "say" &&
          !(d.trigger != k_none && t.family == doc.triggers[d.trigger].family))
        return true;
    return false;
  }

  void polarity(Draft& d) {
    const auto range = doc.sentences[d.sentence];
    const std::size_t at = begin_of(d);
    const std::string_view family = d.trigger == k_none ? std::string_view{} : doc.triggers[d.trigger].family;
    // denial: the claim stands in the complement of a verb of denial
    // "... , killing nine": a participle belongs to the clause in front of its comma
    const bool participle = !tok(at).arabic && tok(at).form.ends_with("ing") && at > range.first && doc.mark(at - 1);
    const std::size_t denial = before(d, "denial", participle ? 18 : 12, participle);
    const bool points_back = denial != k_none && any_of(tok(denial).form, {"نفته", "نفاه", "تنفيه", "ينفيه", "نفاها", "نفتها"});
    // "fighters who rejected the deal": refused, not denied
    bool declined = false;
    if (denial != k_none)
      for (std::size_t k = denial + 1; k < std::min(range.last, denial + 4); ++k)
        declined =
            declined || any_of(tok(k).form, {"deal", "agreement", "terms", "settlement", "offer", "proposal", "evacuation", "truce"});
    declined = declined && any_of(tok(denial).form, {"rejected", "rejects", "rejecting", "dismissed", "refused"});
    if (denial != k_none && !points_back && !declined && !in_amount(denial)) {
      bool complement = !(any_of(d.kind, {"strike", "hazard_incident", "agreement"}) && circumstance(d, denial, at));
      for (std::size_t k = denial + 1; k < at; ++k)
        complement = complement && !(k > denial + 5 && doc.word(k, "say") && !doc.word(k, "denial")) && tok(k).form != "ذلك" &&
                     tok(k).form != "قايلا";
      // only what stands nearest is denied: in "denied the killing of fifty in a raid" the raid is not
      for (const auto& other : drafts) {
        if (&other == &d || other.sentence != d.sentence) continue;
        const std::size_t o = begin_of(other);
        if (o <= denial || o >= at || o + 0 == at) continue;
        bool coordinated = false;
        for (std::size_t k = o; k < at; ++k)
          coordinated = coordinated || tok(k).form == "او" || tok(k).form == "or" || tok(k).form == "and";
        if (d.trigger != k_none && doc.triggers[d.trigger].conjunction == 'w' && boundaries(doc, o, at) == 0) coordinated = true;
        if (d.trigger != k_none && other.trigger == d.trigger) coordinated = true;
        // "denied that its aircraft had hit a convoy, killing nine"
        if (participle) coordinated = true;
        if (other.kind == d.kind && other.amount == k_none && d.amount == k_none) coordinated = true;  // "that any shells had been fired"
        if (!coordinated) complement = false;
      }
      if (complement) {
        d.polarity = "denied";
        if (!tok(at).arabic && denial + 1 == at && d.trigger != k_none && tok(at).form.ends_with("ing"))  // "denied losing the town"
          d.trigger_first = denial, d.trigger_last = doc.triggers[d.trigger].last;
        return;
      }
    }
    // "injured nobody else", "cleared no land"
    if (!tok(at).arabic && d.trigger != k_none)
      for (std::size_t k = doc.triggers[d.trigger].last; k < std::min(range.last, doc.triggers[d.trigger].last + 1); ++k)
        if (any_of(tok(k).form, {"nobody", "no", "none"}) && !in_amount(k)) {
          d.polarity = "negated";
          return;
        }
    // "returns to the district are still not permitted"
    if (!tok(at).arabic && is_movement(d.kind) && d.trigger != k_none && doc.triggers[d.trigger].flags.find('n') != std::string_view::npos)
      for (std::size_t k = at + 1; k + 1 < std::min(range.last, at + 9) && !doc.mark(k); ++k)
        if (tok(k).form == "not" && any_of(tok(k + 1).form, {"permitted", "allowed", "possible", "authorised", "authorized"})) {
          d.polarity = "negated";
          return;
        }
    // "العودة فلن تكون متاحة"
    if (tok(at).arabic && d.trigger != k_none && any_of(family, {"hazclear", "evac", "return", "open"}) &&
        doc.triggers[d.trigger].flags.find('n') != std::string_view::npos && doc.triggers[d.trigger].last < range.last &&
        any_of(tok(doc.triggers[d.trigger].last).form, {"لن", "فلن", "لم", "فلم", "فلا"})) {
      d.polarity = "negated";
      return;
    }
    // "had there been a way out, thousands would not have been stuck": lamma of the answer negates
    if (at > range.first && any_of(tok(at - 1).form, {"لما", "ولما"}) && sentence_word(range, "counterfactual")) {
      d.polarity = "negated";
      return;
    }
    // "clearance of the approaches has not begun"
    if (!tok(at).arabic && d.trigger != k_none && any_of(family, {"hazclear", "aid", "evac", "return"}) &&
        doc.triggers[d.trigger].flags.find('n') != std::string_view::npos)
      for (std::size_t k = doc.triggers[d.trigger].last; k + 1 < std::min(range.last, at + 10) && !doc.mark(k); ++k)
        if ((tok(k).form == "not" && any_of(tok(k + 1).form, {"begun", "started", "resumed", "yet"})) ||
            (tok(k).form == "yet" && tok(k + 1).form == "to")) {
          d.polarity = "negated";
          return;
        }
    // "as for the rumour of a corridor, it has no basis": the denial stands behind
    for (std::size_t k = at + 1; k < std::min(range.last, at + 16); ++k) {
      if (doc.word(k, "contrast")) break;
      if (doc.word(k, "denial") &&
          any_of(tok(k).form, {"لا", "فلا", "عار", "عاريه", "غير", "ملفقه", "false", "untrue", "baseless", "unfounded", "no"}) &&
          boundaries(doc, at, k) <= 1) {
        d.polarity = "denied";
        return;
      }
    }
    if (family == "pop" && tok(at).form.ends_with("لم") && !only_after(at, range.last)) {  // "لم يبق أحد"
      d.polarity = "negated";
      return;
    }
    // "raids on Raqqa have stopped"
    if (!tok(at).arabic && d.trigger != k_none && doc.triggers[d.trigger].flags.find('n') != std::string_view::npos &&
        any_of(d.kind, {"strike", "evacuation", "return", "aid", "displacement", "arrival"}))
      for (std::size_t k = doc.triggers[d.trigger].last; k + 1 < std::min(range.last, doc.triggers[d.trigger].last + 7) && !doc.mark(k); ++k)
        if (any_of(tok(k).form, {"have", "has", "had"}) && any_of(tok(k + 1).form, {"stopped", "ceased", "ended", "halted"})) {
          d.polarity = "negated";
          return;
        }
    // "mines keep residents from returning"
    if (!tok(at).arabic && at > range.first && tok(at - 1).form == "from")
      for (std::size_t k = at - 1, steps = 0; k > range.first && steps < 5; ++steps)
        if (any_of(tok(--k).form, {"keep", "keeps", "keeping", "kept", "prevent", "prevents", "preventing", "prevented", "stop", "stops",
                                   "stopped", "stopping", "deter", "deterring", "deterred"})) {
          d.polarity = "negated";
          return;
        }
    if (family == "affected") return;  // "without water" is what is said, not what is denied
    for (std::size_t steps = 0, k = at; k > range.first && steps < (tok(at).arabic ? 6u : 9u); ++steps) {
      --k;
      // "have had no power since the road was closed": since when, or why, is not negated
      if (!doc.dated[k] && any_of(tok(k).form, {"since", "because", "منذ", "بسبب", "جراء"})) break;
      if (steps >= 6 && !any_of(tok(k).form, {"none", "nobody", "no"})) continue;  // far off only what can be a subject
      if (doc.mark(k)) {
        const auto& f = tok(k).form;
        if (f == "," || f == "،" || f == ":") break;
        continue;
      }
      if (in_amount(k)) {
        if (!tok(k).arabic || !counted(k)) continue;
        break;
      }
      const bool without = tok(k).form == "غير" && k > range.first && tok(k - 1).form == "من";  // "من غير أن" is no contrast
      if (doc.word(k, "contrast") && !without) break;
      const Hit* negation = doc.word(k, "negation");
      if (negation && k + 1 < at && any_of(tok(k + 1).form, {"يعرف", "تعرف", "يعلم", "معروف", "معروفا", "known", "clear"}))
        continue;  // "it is not known how many remain"
      if (ma_negates(k) && !only_after(k, range.last)) {
        d.polarity = "negated";
        return;
      }
      if (negation && !still_at(k) && !only_after(k, range.last)) {
        const auto& f = tok(k).form;
        if (f == "غير" && steps > 0 && !(k > range.first && tok(k - 1).form == "من")) continue;
        // "families without shelter, says the camp, which moved ...": without governs the words right behind it
        if (any_of(f, {"بلا", "بدون", "without"}) && (at - k > 3 || (at - k == 3 && any_of(tok(k + 2).form, {"بعد", "عقب", "after"}))) &&
            tok(k + 1).form != "ان")
          continue;
        // "nobody was spared the shelling", "the shelling did not stop"
        if (k + 1 < range.last &&
            any_of(tok(k + 1).form, {"يسلم", "تسلم", "ينج", "تنج", "يتوقف", "تتوقف", "يهدا", "تهدا", "يكف", "ينقطع"}) && d.kind == "strike")
          continue;
        if (f == "دون" && k > range.first && (tok(k - 1).form == "حالت" || tok(k - 1).form == "حال")) {
          d.polarity = "negated";
          return;
        }
        // the negation must reach the trigger: no other verb in between
        bool reaches = true;
        for (const auto& t : doc.triggers)
          if (t.sentence == d.sentence && t.first > k && t.last <= at && t.flags.find('v') != std::string_view::npos && tok(k).arabic &&
              t.first != at && tok(t.first).form.find("ستانف") == std::string::npos)
            reaches = t.family == family || any_of(family, {"aid", "casualty"});
        if (any_of(d.kind, {"strike", "hazard_incident", "agreement"}) && circumstance(d, k, at)) reaches = false;
        // "no civilians were killed in the strike": the strike is not negated
        if (!tok(k).arabic)
          for (const auto& other : drafts) {
            if (&other == &d || other.sentence != d.sentence || other.trigger == k_none || other.trigger == d.trigger) continue;
            const auto& t = doc.triggers[other.trigger];
            if (t.first == k + 3 && any_of(tok(k).form, {"none"}) && tok(k + 1).form == "of") continue;  // "none of the wounded"
            if (t.first <= k || t.last > at || t.flags.find('v') == std::string_view::npos) continue;
            bool listed = false;
            for (std::size_t m = t.last; m < at; ++m)
              listed = listed || tok(m).form == "or" || tok(m).form == "nor" || tok(m).form == "and";
            if (!listed) reaches = false;
          }
        if (reaches) {
          d.polarity = "negated";
          return;
        }
      }
      const Hit* prevent = doc.word(k, "prevent");
      if (prevent && family != "close" && family != "open" && steps < 5) {
        bool reaches = true;
        for (std::size_t m = k + 1; m < at; ++m) reaches = reaches && !doc.mark(m);
        if (reaches && (d.trigger == k_none || doc.triggers[d.trigger].flags.find('n') != std::string_view::npos || !tok(at).arabic)) {
          d.polarity = "negated";
          return;
        }
      }
    }
    // "humanitarian convoys have not reached", "المساعدات لم تصل"
    if (any_of(family, {"aid", "casualty"})) {
      const std::size_t end = doc.triggers[d.trigger].last;
      const std::size_t reach = tok(at).arabic ? 5 : 8;
      for (std::size_t k = end; k < std::min(range.last, end + reach); ++k) {
        if (doc.mark(k) || doc.word(k, "contrast")) break;
        if (family == "aid" && any_of(tok(k).form, {"توقف", "توقفت", "متوقف", "متوقفه", "معلق", "معلقه", "متعذر", "stopped", "ceased",
                                                    "postponed", "suspended", "cancelled", "halted"})) {
          d.polarity = "negated";
          return;
        }
        if ((doc.word(k, "negation") ||
             (tok(k).form == "ما" && k + 1 < range.last && any_of(tok(k + 1).form, {"وصلت", "وصل", "دخلت", "دخل", "فاتت", "اجت"}))) &&
            !still_at(k) && !in_amount(k) && !only_after(k, range.last)) {
          d.polarity = "negated";
          return;
        }
      }
    }
  }

  bool imperfect_follows(std::size_t k, std::size_t limit) const {
    if (k + 1 >= limit) return false;
    for (std::size_t m = k; m-- > 0 && m + 4 > k;)
      if (tok(m).form == "كان" || tok(m).form == "كانت" || tok(m).form == "وكان" || tok(m).form == "وكانت" || tok(m).form == "كانوا")
        return false;  // pluperfect
    const auto& f = tok(k + 1).form;
    if (!tok(k + 1).arabic) return !tok(k).arabic;  // "فقد 12 مزارعا حياتهم": lost, not "may"
    if (f.starts_with("ي") || f == "لا" || f.starts_with("س")) return true;
    return f.starts_with("ت") && !f.starts_with("توف") &&
           !any_of(f, {"تم",   "تمت",   "تقدم",  "تقدمت", "توفي",  "توفيت", "تمكن", "تمكنت", "توصل", "تضرر", "تضررت",
                       "تعرض", "تعرضت", "تراجع", "تسبب",  "تسببت", "تحدث",  "تسلم", "تبني",  "توقف", "توقفت"});
  }

  bool sentence_word(const text::Range& range, std::string_view cls) const { return first_of(range, cls) != k_none; }
  std::size_t first_of(const text::Range& range, std::string_view cls) const {
    for (std::size_t k = range.first; k < range.last; ++k)
      if (doc.word(k, cls)) return k;
    return k_none;
  }
  bool future_negation(const Draft& d) const {
    const auto range = doc.sentences[d.sentence];
    const std::size_t at = begin_of(d);
    for (std::size_t k = at > range.first + 4 ? at - 4 : range.first; k <= at; ++k)
      if (any_of(tok(k).form, {"لن", "ولن", "فلن", "won"}) || (tok(k).form == "will" && k + 1 < range.last && tok(k + 1).form == "not"))
        return true;
    return false;
  }

  // "قد يضطرون", "ربما تنسحب": possible and still to come
  bool may_still(const Draft& d) const {
    const auto range = doc.sentences[d.sentence];
    const std::size_t at = begin_of(d);
    for (std::size_t k = at > range.first + 9 ? at - 9 : range.first; k < at; ++k)
      if (any_of(tok(k).form, {"قد", "فقد", "وقد", "ربما", "وربما", "فربما"}) && boundaries(doc, k, at) == 0 &&
          imperfect_follows(k, range.last))
        return true;
    return false;
  }

  bool relative_clause(const Draft& d) const {
    const std::size_t at = begin_of(d);
    return at > 1 && any_of(tok(at - 1).form, {"الذي", "التي", "الذين", "اللذان", "اللذين", "اللتان", "اللتين", "اللواتي", "حيث"});
  }

  void modality(Draft& d) {
    const auto range = doc.sentences[d.sentence];
    const std::size_t at = begin_of(d);
    const std::string_view family = d.trigger == k_none ? std::string_view{} : doc.triggers[d.trigger].family;
    const auto& ending = tok(range.last - 1).form;
    const bool stock = is_stock(d.kind);
    const bool asked = ending == "؟" || ending == "?" ||
                       (range.last >= range.first + 2 && (tok(range.last - 2).form == "؟" || tok(range.last - 2).form == "?"));
    bool counterfactual = false, conditional = false;
    for (std::size_t k = range.first; k < at; ++k) {
      const auto& f = tok(k).form;
      if ((any_of(f, {"اما", "واما", "علما"}) || doc.word(k, "contrast")) && k > range.first && doc.mark(k - 1))
        counterfactual = conditional = false;  // "... , as for X": another matter
      if (doc.word(k, "counterfactual") && !(k > range.first && (tok(k - 1).form == "حتي" || tok(k - 1).form == "ولو")) &&
          tok(k).form != "كما")
        counterfactual = true;
      if (if_past(doc, k) && boundaries(doc, k, at) < 2) conditional = true;
      if (doc.word(k, "conditional")) {
        conditional = true;
        if (!tok(k).arabic && f == "should" && k > range.first && tok(k - 1).kind == text::TokenKind::word && !tok(k - 1).form.empty() &&
            k != range.first)
          conditional = conditional && k == range.first;
        if (f == "once" && k != range.first) conditional = false;
        if (k + 2 < range.last && tok(k + 1).form == "حال" &&  // "in a pitiable state"
            any_of(tok(k + 2).form, {"يرثي", "سيئه", "مزريه", "حرجه", "صعبه", "خطره", "متدهوره", "جيده", "مستقره", "صحيه"}))
          conditional = false;
        if (f == "if" && k > range.first && tok(k - 1).form == "as") conditional = false;
      }
    }
    if (!tok(range.first).arabic) {
      if (tok(range.first).form == "but" && range.first + 1 < range.last && tok(range.first + 1).form == "for") counterfactual = true;
      if (tok(range.first).form == "were" && range.last > range.first + 4) conditional = true;
      if (tok(range.first).form == "had" && range.last > range.first + 4) counterfactual = true;
      // "had ... would have", and a condition that follows: "would flee if ..."
      bool had = false, would = false;
      for (std::size_t k = range.first; k < range.last; ++k) {
        if (tok(k).form == "had" && (k == range.first || doc.mark(k - 1) || tok(k - 1).form == "if")) had = true;
        if (tok(k).form == "would" && k + 1 < range.last && tok(k + 1).form == "have") would = true;
        if (k > at && (tok(k).form == "if" || tok(k).form == "unless") && boundaries(doc, at, k) < 2) conditional = true;
      }
      if (would && (had || conditional)) counterfactual = true;
    } else {
      for (std::size_t k = at; k < range.last; ++k)
        if (doc.word(k, "conditional") && any_of(tok(k).form, {"شريطه", "بشرط", "رهن"}) && before(d, "planned", 14) != k_none)
          conditional = true;
        else if ((doc.word(k, "conditional") && boundaries(doc, at, k) < 1) &&
                 (before(d, "forecast", 8) != k_none || may_still(d) || (d.trigger != k_none && doc.triggers[d.trigger].future)))
          conditional = true;
    }
    bool turned = false;  // "... , but who guarantees ...?": the question is about what stands behind the turn
    for (std::size_t k = at; k < range.last; ++k) turned = turned || (doc.word(k, "contrast") != nullptr);
    for (std::size_t k = range.first; k < at && !asked; ++k)
      if (any_of(tok(k).form, {"هل", "فهل", "وهل"})) {
        d.modality = "question";
        return;
      }
    if (counterfactual && asked && first_of(range, "counterfactual") < at &&
        !(first_of(range, "question") < at && first_of(range, "question") > first_of(range, "counterfactual"))) {
      d.modality = "counterfactual";
      return;
    }
    bool opens = false;
    for (std::size_t k = range.first; k < std::min(range.last, range.first + 3); ++k) opens = opens || doc.word(k, "question");
    if (asked && (!turned || opens)) {
      d.modality = "question";
      return;
    }
    // "had it been cleared, the two who were killed there would live": the relative clause tells what happened
    if (counterfactual && relative_clause(d)) return;
    if (counterfactual) {
      d.modality = "counterfactual";
      return;
    }
    if (conditional && d.kind != "outlook") {
      d.modality = "conditional";
      return;
    }
    if (d.kind == "outlook") {
      d.modality = "forecast";
      return;
    }
    // "clearance in X will begin", "returns are to start"
    if (!tok(at).arabic && d.trigger != k_none && !stock && doc.triggers[d.trigger].flags.find('n') != std::string_view::npos)
      for (std::size_t k = at + 1; k + 1 < std::min(range.last, at + 7) && !doc.mark(k); ++k)
        if (tok(k).form == "will" && any_of(tok(k + 1).form, {"begin", "start", "resume", "follow", "continue"})) {
          d.modality = "planned";
          return;
        }
    // "will withdraw" is one trigger
    if (!tok(at).arabic && d.trigger != k_none && !stock && any_of(tok(at).form, {"will"}) && doc.triggers[d.trigger].last > at + 1) {
      d.modality = "planned";
      return;
    }
    // "a truce is said to be close"
    if (d.kind == "agreement" && d.trigger != k_none)
      for (std::size_t k = doc.triggers[d.trigger].last; k < std::min(range.last, doc.triggers[d.trigger].last + 6) && !doc.mark(k); ++k)
        if (any_of(tok(k).form, {"imminent", "وشيك", "وشيكه"}) ||
            (tok(k).form == "close" && any_of(tok(k - 1).form, {"be", "is", "was"}))) {
          d.modality = "forecast";
          return;
        }
    // "an accord under which they are moved"
    if (tok(at).arabic && d.trigger != k_none && doc.triggers[d.trigger].last < range.last && is_movement(d.kind) &&
        any_of(tok(doc.triggers[d.trigger].last).form, {"بموجبه", "بموجبها", "بمقتضاه"}) &&
        (tok(at).form.starts_with("ي") || tok(at).form.starts_with("ت") || tok(at).form.starts_with("ستن") ||
         tok(at).form.starts_with("سي"))) {
      d.modality = "planned";
      return;
    }
    // "are expected at the camp" is one trigger
    if (!tok(at).arabic && d.trigger != k_none && d.kind == "arrival")
      for (std::size_t k = at; k < doc.triggers[d.trigger].last; ++k)
        if (any_of(tok(k).form, {"expected", "due"})) {
          d.modality = "forecast";
          return;
        }
    // "... is planned", "... are expected" behind it
    if (!tok(at).arabic && d.trigger != k_none && (!stock || d.kind == "capacity"))
      for (std::size_t k = doc.triggers[d.trigger].last; k + 1 < std::min(range.last, doc.triggers[d.trigger].last + 6); ++k) {
        if (doc.mark(k)) break;
        if (any_of(tok(k).form, {"is", "are", "was", "were"}) &&
            (any_of(tok(k + 1).form, {"planned", "expected", "due", "scheduled"}) ||
             (tok(k + 1).form == "to" && k + 2 < range.last && any_of(tok(k).form, {"is", "are"})))) {
          d.modality = tok(k + 1).form == "expected" ? "forecast" : "planned";
          return;
        }
        if (any_of(tok(k).form, {"is", "are"}) && tok(k + 1).form == "unlikely") {
          d.modality = "forecast";
          d.polarity = "negated";
          return;
        }
        if (any_of(tok(k).form, {"might", "may"}) && !tok(k).capital && (tok(k + 1).form == "yet" || tok(k + 1).form == "be")) {
          d.modality = "forecast";
          return;
        }
      }
    std::size_t forecast = before(d, "forecast", 9);
    // "they fear that the battle will last and that more will have to flee"
    if (forecast == k_none && tok(at).arabic)
      for (std::size_t k = at, steps = 0; k > range.first && steps < 6; ++steps)
        if (tok(--k).form == "وان") forecast = before(d, "forecast", 22);
    // "لم توقع إصابات": did not cause, not expected
    if (forecast != k_none && any_of(tok(forecast).form, {"توقع", "يوقع"}) && forecast > range.first &&
        tok(forecast - 1).form.ends_with("لم"))
      forecast = k_none;
    // "a truce under which 500 fighters would leave", "an imminent bombardment"
    if (forecast != k_none && tok(forecast).form == "would")
      for (std::size_t k = range.first; k < at; ++k)
        if (any_of(tok(k).form, {"under"}) && k + 1 < range.last && any_of(tok(k + 1).form, {"which", "the", "a"})) {
          d.modality = "planned";
          return;
        }
    if (d.trigger != k_none && !stock)
      for (std::size_t k = doc.triggers[d.trigger].last; k < std::min(range.last, doc.triggers[d.trigger].last + 2); ++k)
        if (any_of(tok(k).form, {"وشيك", "وشيكه", "محتمل", "محتمله", "متوقع", "متوقعه", "مرتقب", "مرتقبه"})) {
          d.modality = "forecast";
          return;
        }
    // "would be bused": arranged, where nothing says that it is guessed
    if (forecast != k_none && tok(forecast).form == "would" && doc.word(forecast, "planned") &&
        doc.word(forecast, "planned")->last > forecast + 1)
      forecast = k_none;
    std::size_t planned = before(d, "planned", 14);
    // "on condition that it opens" against "although hundreds of houses"
    if (planned != k_none && any_of(tok(planned).form, {"علي", "وعلي"}) && planned + 2 < range.last) {
      const auto& verb = tok(planned + 2).form;
      if (!(verb.starts_with("ي") || verb.starts_with("ت") || verb.starts_with("ن"))) planned = k_none;
    }
    const bool past_verb = d.trigger != k_none && !tok(at).arabic &&
                           (tok(at).form.ends_with("ed") || any_of(tok(at).form, {"fled", "left", "died", "took", "fell", "came"}));
    if (d.trigger != k_none && doc.triggers[d.trigger].future) {
      d.modality = forecast != k_none ? "forecast" : "planned";
      return;
    }
    if (forecast != k_none && !stock) {
      const auto& f = tok(forecast).form;
      const bool modal = any_of(f, {"could", "would"});
      if (!(modal && past_verb) || (forecast + 3 >= at)) {
        if (!(any_of(f, {"risk", "fear", "fears"}) && past_verb)) {
          d.modality = "forecast";
          return;
        }
      }
    }
    // the terms of an agreement are planned, the agreement is not
    const bool terms = planned != k_none && any_of(tok(planned).form, {"يقضي", "تقضي", "ويقضي", "وتقضي", "ينص", "تنص", "نص", "نصت", "ونص", "يتضمن", "تتضمن",
                                                                       "stipulates", "provides", "calls"});
    if (planned != k_none && family != "close" && !(stock && !tok(at).arabic) && !(terms && d.kind == "agreement")) {
      d.modality = "planned";
      return;
    }
    // "did not ..." of the future: "will not be received"
    if (d.polarity == "negated" && future_negation(d)) {
      d.modality = "planned";
      return;
    }
    // "an agreement to take the fighters out"
    if (d.trigger != k_none && tok(at).arabic && doc.triggers[d.trigger].preposition == 'l' &&
        doc.triggers[d.trigger].flags.find('n') != std::string_view::npos && is_movement(d.kind))
      for (std::size_t k = at > range.first + 2 ? at - 2 : range.first; k < at; ++k)
        if (any_of(tok(k).form, {"اتفاق", "صفقه", "تفاهم", "خطه", "مبادره", "تسويه", "مفاوضات", "مباحثات", "محادثات", "مساع", "جهود"})) {
          d.modality = "planned";
          return;
        }
    // "ten thousand will be evacuated in exchange for the exit of 500"
    if (at > range.first && any_of(tok(at - 1).form, {"مقابل", "لقاء"}) && d.trigger != k_none)
      for (const auto& t : doc.triggers)
        if (t.sentence == d.sentence && t.last < at && t.future) {
          d.modality = "planned";
          return;
        }
    if (d.trigger != k_none && family == "close" && tok(at).form == "لن") d.modality = "planned";
    if (d.trigger != k_none && family == "close" && planned != k_none) d.modality = "planned";
    // قد / may with a movement: still to come
    if (!stock) {
      if (may_still(d)) d.modality = "forecast";
      for (std::size_t k = range.first; k < at; ++k) {
        const auto& f = tok(k).form;
        if (at - k > 4) continue;
        if ((f == "may" || f == "might") && k + 1 == at && tok(at).form != "have") d.modality = "forecast";
      }
      // "may force 50,000 people to flee"
      for (std::size_t k = at > range.first + 9 ? at - 9 : range.first; k + 1 < at; ++k) {
        if (any_of(tok(k).form, {"may", "might", "could"}) && !tok(k).capital && boundaries(doc, k, at) == 0 &&
            any_of(tok(k + 1).form, {"force", "push", "drive", "displace", "lead", "prompt", "compel", "cause", "trigger", "make"}))
          d.modality = "forecast";
      }
    }
  }

  void source(Draft& d) {
    const std::size_t at = d.anchor;
    std::size_t chosen = k_none;
    for (std::size_t i = 0; i < doc.sources.size(); ++i) {
      const auto& s = doc.sources[i];
      if (s.sentence != d.sentence) continue;
      const std::size_t lo = std::min(s.cue, at), hi = std::max(s.cue, at);
      if (s.cue <= at) {
        // what a source said goes on to the end of the sentence, or to the next source
        if (s.preposed && s.cue > doc.sentences[s.sentence].first + 2 && boundaries(doc, lo, hi) >= 3) continue;
        chosen = i;
      } else if (chosen == k_none) {
        if (s.preposed) {
          if (boundaries(doc, lo, hi) < 4) chosen = i;
        } else {
          const bool tail = s.first <= s.cue ? (s.first == doc.sentences[s.sentence].first ? false : true) : true;
          if (tail && boundaries(doc, lo, hi) < 4 && !doc.word(s.cue, "denial")) chosen = i;
        }
      }
    }
    if (chosen == k_none) {
      // "he added", "كما": the source of the sentence before goes on
      const std::size_t first = doc.sentences[d.sentence].first;
      if (d.sentence > 0 && doc.word(first, "continue")) {
        for (std::size_t i = 0; i < doc.sources.size(); ++i)
          if (doc.sources[i].sentence < d.sentence) chosen = i;
      }
    }
    if (d.polarity == "denied") {
      for (std::size_t i = 0; i < doc.sources.size(); ++i)
        if (doc.sources[i].sentence == d.sentence && doc.sources[i].denies) chosen = i;
    }
    d.source = chosen;
  }

  bool in_clause(const Draft& d, std::string_view cls, bool check_imperfect = false) const {
    const auto range = doc.sentences[d.sentence];
    const std::size_t at = begin_of(d);
    for (std::size_t k = range.first; k < range.last; ++k) {
      if (!doc.word(k, cls)) continue;
      const std::size_t lo = std::min(k, at), hi = std::max(k, at);
      if (boundaries(doc, lo, hi) > (k < at ? 1 : 0)) continue;
      if (k > at && hi - lo > 6) continue;
      if (k < at && hi - lo > 12) continue;
      if (check_imperfect && tok(k).form.find("قد") != std::string::npos && !imperfect_follows(k, range.last)) continue;
      if (tok(k).form == "may" && tok(k).capital) continue;
      return true;
    }
    return false;
  }

  void certainty(Draft& d) {
    const auto range = doc.sentences[d.sentence];
    bool doubtful = false;
    for (std::size_t s = d.sentence; s < std::min(d.sentence + 1, doc.sentences.size()); ++s)
      for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k) doubtful = doubtful || doc.word(k, "doubtful");
    bool rumour = false;
    for (std::size_t k = range.first; k < range.last; ++k) rumour = rumour || doc.word(k, "rumour");
    if (doubtful)
      d.certainty = "doubtful";
    else if (rumour)
      d.certainty = "rumour";
    else if (in_clause(d, "possible", true))
      d.certainty = "possible";
    else if (in_clause(d, "likely"))
      d.certainty = "likely";
    else if (d.source != k_none || in_clause_word(d, "reportedly"))
      d.certainty = "reported";
    else
      d.certainty = "stated";
  }
  bool in_clause_word(const Draft& d, std::string_view word) const {
    for (std::size_t k = doc.sentences[d.sentence].first; k < doc.sentences[d.sentence].last; ++k)
      if (tok(k).form == word) return true;
    return false;
  }

  void date(Draft& d) {
    double least = 34;
    const std::size_t at = d.anchor;
    for (std::size_t i = 0; i < doc.dates.size(); ++i) {
      const auto& w = doc.dates[i];
      if (doc.sentence_of[w.first] != d.sentence) continue;
      const std::size_t lo = w.first >= at ? at : w.last, hi = w.first >= at ? w.first : at;
      // "removed 75 mines, and will begin work there next week": the date is that of what is to come
      bool later = false;
      for (std::size_t k = lo + 1; k < hi && w.first >= at; ++k) {
        const auto& f = tok(k).form;
        later = later || ((f.starts_with("وسي") || f.starts_with("وست")) && f.size() > 9 && !f.starts_with("وسيطر"));
      }
      if (later && !(d.trigger != k_none && doc.triggers[d.trigger].future)) continue;
      const double c = static_cast<double>(hi > lo ? hi - lo : 0) + 4.0 * boundaries(doc, std::min(lo, hi), std::max(lo, hi));
      if (c < least) least = c, d.date = i;
    }
  }

  // What has a date after the report's has not happened.
  void later(Draft& d) const {
    if (d.kind == "agreement" || d.date == k_none || d.modality != "actual" || doc.dates[d.date].from <= doc.today) return;
    const std::size_t at = begin_of(d);
    const auto& w = doc.dates[d.date];
    const std::size_t lo = std::min(at, w.first), hi = std::max(at, w.first);
    if (boundaries(doc, lo, hi) == 0) d.modality = any_of(d.certainty, {"likely", "possible"}) ? "forecast" : "planned";
  }

  // A day without a year was read as the latest one gone by; of what is to come it is the next.
  void to_come(Draft& d) {
    if (d.date == k_none || d.polarity == "denied" || !any_of(d.modality, {"planned", "forecast", "conditional"})) return;
    text::When w = doc.dates[d.date];
    for (std::size_t k = w.first; k < w.last; ++k)
      if (tok(k).kind == text::TokenKind::number && tok(k).value > 31) return;  // the year is said
    if (w.from != w.to || doc.today - w.to <= std::chrono::days{200}) return;
    const std::chrono::year_month_day gone{w.to};
    const auto next = (gone.year() + std::chrono::years{1}) / gone.month() / gone.day();
    w.from = w.to = next.ok() ? core::Date{next} : w.to + std::chrono::days{366};
    doc.dates.push_back(w);
    d.date = doc.dates.size() - 1;
  }

  void measure(Draft& d) {
    if (d.amount == k_none || d.kind == "outlook") return;
    if (is_stock(d.kind) && d.kind != "missing") {
      d.measure = "stock";
      return;
    }
    d.measure = "increment";
    if (d.date != k_none) {
      const auto& w = doc.dates[d.date];
      const auto& f = tok(w.first).form;
      if (f.find("منذ") != std::string::npos || f == "since") d.measure = "cumulative";
    }
    const auto range = doc.sentences[d.sentence];
    const std::size_t at = doc.amounts[d.amount].first;
    for (std::size_t k = at > range.first + 7 ? at - 7 : range.first; k < at; ++k)
      if (doc.word(k, "total")) d.measure = "cumulative";
  }

  // "denied this", "the report", "... , which Moscow denied": without a word for what is denied, what was said before
  bool refers_back(const SourceMention& s) const {
    const auto range = doc.sentences[s.sentence];
    const auto& cue = tok(s.cue).form;
    if (tok(s.cue).arabic) {
      for (const char* suffix : {"ته", "تها", "اه", "اها", "يه", "يها", "وه"})
        if (cue.ends_with(suffix)) return true;
    } else if (s.cue > range.first && any_of(tok(s.cue - 1).form, {"which", "it", "this"})) {
      return true;
    }
    const std::size_t end = std::max(s.cue + 1, s.first > s.cue ? s.last : s.cue + 1);
    if (end >= range.last || doc.mark(end)) return true;
    for (std::size_t k = end; k < std::min(range.last, end + 4); ++k) {
      if (doc.mark(k)) return true;
      if (any_of(tok(k).form,
                 {"ذلك",       "هذا",        "هذه",         "الامر",       "الخبر",          "النبا",      "الروايه",   "الاتهام",
                  "الاتهامات", "التقارير",   "الانباء",     "هالشي",       "هالحكي",         "مسووليته",   "مسووليتها", "مسووليتهم",
                  "this",      "that",       "it",          "claim",       "claims",         "report",     "reports",   "account",
                  "figure",    "accusation", "accusations", "allegations", "responsibility", "involvement"}))
        return tok(k).form != "that" || k + 1 >= range.last || doc.mark(k + 1);
    }
    // "... , a claim that the army denied"
    for (std::size_t k = s.cue > range.first + 5 ? s.cue - 5 : range.first; k < s.cue; ++k)
      if (any_of(tok(k).form, {"claim", "account", "figure", "report", "الذي", "التي", "ما"})) return true;
    return false;
  }

  // "an account", "a figure that the army denied": what was told, not the strike
  bool figure_denied(const SourceMention& s) const {
    for (std::size_t k = s.cue > 8 ? s.cue - 8 : 0; k < s.cue; ++k)
      if (any_of(tok(k).form, {"account", "figure", "toll", "number", "الرقم", "الحصيله", "العدد"})) return true;
    return false;
  }

  // "... denied this", "a claim the SDF denied": a denial without its own complement points back.
  void denials() {
    std::vector<Draft> added;
    for (std::size_t i = 0; i < doc.sources.size(); ++i) {
      const auto& s = doc.sources[i];
      if (!s.denies || !refers_back(s)) continue;
      bool complement = false;
      for (const auto& d : drafts) complement = complement || (d.polarity == "denied" && d.sentence == s.sentence);
      if (complement) continue;
      std::size_t target = k_none;
      for (std::size_t k = 0; k < drafts.size(); ++k) {
        if (drafts[k].anchor >= s.cue || drafts[k].polarity != "affirmed" || drafts[k].sentence + 1 < s.sentence) continue;
        if (drafts[k].part_of != k_none) continue;
        // "sixteen were killed by shelling, an account that the army denied": the count is the account
        if (target != k_none && drafts[target].sentence == drafts[k].sentence && drafts[target].amount != k_none &&
            drafts[k].amount == k_none)
          continue;
        target = k;
      }
      if (target == k_none) continue;
      // "a Russian raid wounded six, which Moscow denied": who is said to have struck denies the strike
      if (any_of(s.type, {"government", "armed_actor"}) && drafts[target].kind != "strike" && !figure_denied(s))
        for (std::size_t k = 0; k < drafts.size(); ++k)
          if (drafts[k].kind == "strike" && drafts[k].polarity == "affirmed" && drafts[k].anchor < s.cue &&
              drafts[k].sentence == drafts[target].sentence)
            target = k;
      // what was claimed with a source or figure is what is denied, the first of its sentence
      for (std::size_t k = 0; k < target; ++k)
        if (drafts[k].sentence == drafts[target].sentence && drafts[k].kind == drafts[target].kind) {
          target = k;
          break;
        }
      Draft d = drafts[target];
      d.amount = k_none;
      d.trigger = k_none;
      d.noun_first = d.noun_last = k_none;
      d.trigger_first = s.cue;
      d.trigger_last = s.cue + 1;
      d.anchor = s.cue;
      d.sentence = s.sentence;
      d.polarity = "denied";
      d.modality = "actual";
      d.certainty = "reported";
      d.source = i;
      d.date = k_none;
      d.measure.clear();
      d.part_of = k_none;
      d.denial_of = target;
      d.trigger_start = 0;
      d.place_inherited = d.origin_inherited = d.destination_inherited = true;
      added.push_back(d);
    }
    drafts.insert(drafts.end(), added.begin(), added.end());
  }
};

}  // namespace

void judge(Document& doc, std::vector<Draft>& drafts) {
  Judge j{doc, drafts};
  for (auto& d : drafts) {
    j.polarity(d);
    j.modality(d);
    j.source(d);
    j.certainty(d);
    j.date(d);
    j.later(d);
    j.to_come(d);
    j.measure(d);
  }
  j.denials();
}

}  // namespace nuzuh::reading
