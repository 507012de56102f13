#include <algorithm>

#include "nuzuh/reading/document.hpp"
#include "nuzuh/text/unicode.hpp"

namespace nuzuh::reading {
namespace {

using text::Token;
using text::TokenKind;

/// "the camp's population has reached": a total stands before `at`, in its clause.
bool total_before(const Document& doc, std::size_t at, std::size_t first) {
  for (std::size_t k = at; k > first && at - k < 8;) {
    const auto& word = doc.tokens[--k];
    if (word.form == ",") return false;
    if (any_of(word.form, {"population", "toll", "number", "numbers", "total", "count", "fatalities", "deaths", "casualties", "losses",
                           "figure", "tally", "caseload", "sum"}))
      return true;
  }
  return false;
}

void find_triggers(Document& doc) {
  const auto& lexicon = Lexicon::instance();
  const auto& t = doc.tokens;
  for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
    const auto range = doc.sentences[s];
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (doc.mark(i) || doc.dated[i]) continue;
      const auto hits = lexicon.matches(Table::trigger, t, i, range.last);
      if (hits.empty()) continue;
      const std::size_t last = hits.front().last;
      std::size_t next = i;
      for (const auto& hit : hits) {
        // a longer phrase hides the shorter ones
        if ((hit.last != last && last > i + 1) || hit.gapped != hits.front().gapped) continue;
        if (hit.preposition == 's' && hit.entry->flags.find('v') == std::string_view::npos) continue;
        // "rebel-held", "government-controlled" describe a place
        if (!t[i].arabic && t[i].glued && i > range.first + 1 && t[i - 1].form == "-" && t[i - 1].glued && hit.last == i + 1) continue;
        if (hit.entry->head == "aid" && t[i].arabic && i > range.first &&
            (any_of(t[i - 1].form, {"وكالات", "وكاله", "هييات", "هييه", "جمعيات", "جمعيه", "منظمات", "عاملون", "عاملين", "موظفو"}) ||
             t[i - 1].form == "عامل" || t[i - 1].form == "عمال" || t[i - 1].form == "فريق" || t[i - 1].form == "منظمه" ||
             t[i - 1].form == "ناشط" || t[i - 1].form == "متطوع" || t[i - 1].form == "عاملو"))
          continue;
        // "45,000 people there are short of food": there, not "there are"
        if (t[i].form == "there" && hit.last == i + 2 && i > range.first && lexicon.match(Table::noun, t, i - 1, i)) continue;
        // "the crossing remains closed", "their fate remains unknown": nobody stays
        if (hit.entry->head == "pop" && hit.last == i + 1 && any_of(t[i].form, {"remain", "remains", "remained"}) && i + 1 < range.last &&
            any_of(t[i + 1].form,
                   {"unknown", "unclear", "unaccounted", "missing", "closed", "open", "blocked", "shut", "limited", "denied"}))
          continue;
        // "sent tents", "set off for Palmyra"
        if (hit.entry->head == "displace" && any_of(t[i].form, {"sent", "sending"}) && hit.last == i + 1) {
          bool goods = false;
          for (std::size_t k = i + 1; k < std::min(range.last, i + 4); ++k) {
            const auto noun = lexicon.match(Table::noun, t, k, range.last);
            goods = goods || (noun && (noun->entry->flags.starts_with("aid") || noun->entry->head == "tents"));
          }
          if (goods) continue;
        }
        // "returned fire"
        if (hit.entry->head == "return" && hit.last < range.last && t[hit.last].form == "fire") continue;
        // "1,100 families received a food basket": what came, not who
        if (hit.entry->head == "arrive" && any_of(t[i].form, {"received", "receive", "receives"}) && hit.last == i + 1) {
          bool goods = false;
          for (std::size_t k = i + 1; k < std::min(range.last, i + 4); ++k) {
            const auto noun = lexicon.match(Table::noun, t, k, range.last);
            goods = goods || (noun && (noun->entry->flags.starts_with("aid") || noun->entry->head == "tents"));
          }
          if (goods) continue;
        }
        // "reached by phone"
        if (any_of(hit.entry->head, {"arrive", "aid"}) && t[i].form == "reached" && hit.last + 1 < range.last && t[hit.last].form == "by" &&
            any_of(t[hit.last + 1].form, {"phone", "telephone", "radio"}))
          continue;
        // "..., the United Nations has warned.": says so
        if (hit.entry->head == "threat" && !t[i].arabic && t[hit.last - 1].form == "warned" &&
            (hit.last >= range.last || doc.mark(hit.last)))
          continue;
        // "an official cautioned that": says so
        if (hit.entry->head == "threat" && t[i].form == "cautioned" && hit.last < range.last && t[hit.last].form == "that") continue;
        // "the fighters left range from": those who are left
        if (t[i].form == "left" && hit.last == i + 1 && i + 1 < range.last &&
            any_of(t[i + 1].form, {"range", "ranges", "ranged", "is", "are", "was", "were", "stands", "stood"}))
          continue;
        // "refused to leave": nothing is closed
        if (hit.entry->head == "close" && any_of(t[i].form, {"refused", "refuse", "refuses", "refusing"}) && hit.last + 1 < range.last &&
            t[hit.last].form == "to" &&
            any_of(t[hit.last + 1].form, {"leave", "go", "return", "flee", "move", "withdraw", "surrender", "board"}))
          continue;
        if (t[i].form == "lives" && i > range.first &&
            (t[i - 1].form == "their" || t[i - 1].form == "the" || t[i - 1].kind == TokenKind::number))
          continue;
        // "unexploded ordnance" is what was cleared, not a report of its presence
        if (!t[i].arabic && hit.entry->head == "hazpres" && hit.last == i + 1 && i + 1 < range.last &&
            (t[i].form == "unexploded" || t[i].form == "abandoned") && lexicon.match(Table::noun, t, i + 1, range.last) &&
            !(i > range.first && (t[i - 1].form == "remain" || t[i - 1].form == "remains")))
          continue;
        // "members of their families": no verb of capturing
        if (hit.entry->head == "detain" && any_of(t[i].form, {"اسرهم", "اسرها", "اسره"}) && i > range.first &&
            any_of(t[i - 1].form, {"افراد", "وافراد", "مع", "ومع", "بعض", "وبعض"}))
          continue;
        // "held by 500 fighters" is a place
        if (hit.entry->head == "detain" && t[hit.last - 1].form == "held" && hit.last < range.last && t[hit.last].form == "by") continue;
        // "a car bomb" is an item, no shelling; a makeshift settlement no agreement
        if (hit.entry->head == "strike" && any_of(t[i].form, {"bomb", "bombs"}) && i > range.first &&
            any_of(t[i - 1].form, {"car", "roadside", "truck", "suicide", "motorcycle"}))
          continue;
        if (hit.entry->head == "agree" && t[i].form == "settlement" && i > range.first &&
            any_of(t[i - 1].form, {"makeshift", "informal", "tented", "displacement", "desert"}))
          continue;
        // "he had put it at about 66,000": a verb, no capacity
        if (hit.entry->head == "capacity" && t[i].form == "قدرته" && i > range.first &&
            any_of(t[i - 1].form, {"قد", "كانت", "كان", "التي"}))
          continue;
        // "a booby-trapped car" is an item
        if (hit.entry->head == "hazpres" && t[i].arabic && i > range.first && hit.last == i + 1) {
          const auto item = lexicon.match(Table::noun, t, i - 1, range.last);
          if (item && item->last == i + 1 && item->entry->flags.starts_with("item")) continue;
        }
        if (hit.entry->head == "hazpres" && t[i].form == "غير" && i > range.first && lexicon.match(Table::noun, t, i - 1, range.last) &&
            i + 1 < range.last && t[i + 1].form.starts_with("ال"))
          continue;
        // "the toll reaches 60" is no arrival
        if (hit.entry->head == "arrive" && t[i].arabic && hit.entry->flags.find('v') != std::string_view::npos) {
          bool counts = false;
          for (std::size_t k = i + 1; k < std::min(range.last, i + 3); ++k)
            counts = counts || t[k].form == "عدد" || t[k].form == "عددهم" || t[k].form == "مجموع" || t[k].form == "حصيله" ||
                     t[k].form == "تعداد" || t[k].form == "اجمالي" || t[k].form == "نسبه";
          if (counts) continue;
        }
        if (any_of(hit.entry->head, {"arrive", "aid"}) && any_of(t[hit.last - 1].form, {"reached", "reaches", "reach"}) &&
            total_before(doc, i, range.first))
          continue;
        TriggerMention m;
        m.first = i, m.last = hit.last, m.sentence = s;
        m.start = text::offset_after(doc.points, t[i], hit.cut);
        m.end = t[hit.last - 1].end;
        m.family = hit.entry->head;
        m.flags = hit.entry->flags;
        m.conjunction = hit.conjunction;
        m.preposition = hit.preposition;
        const std::string bare = t[i].form.starts_with("و") || t[i].form.starts_with("ف") ? t[i].form.substr(2) : t[i].form;
        m.future = hit.preposition == 's' || ((bare.starts_with("سي") || bare.starts_with("ست")) && !bare.starts_with("سيطر") &&
                                              hit.entry->flags.find('v') != std::string_view::npos);
        if (!t[i].arabic && hit.entry->head == "hazpres" && (hit.last == i + 1 || t[i].form == "booby") && i > range.first &&
            (t[i - 1].form == "a" || t[i - 1].form == "the" || t[i - 1].form == "-"))
          continue;  // "a booby-trapped house exploded"
        // "no longer holds": the verb of ceasing is no return
        if (hit.entry->head == "return" && (t[i].form == "يعد" || t[i].form == "تعد") && i + 1 < range.last &&
            (t[i + 1].form == "امام" || t[i + 1].form == "لديهم" || t[i + 1].form == "سوي" || t[i + 1].form.starts_with("ي") ||
             t[i + 1].form.starts_with("ت") || t[i + 1].form == "هناك" || t[i + 1].form == "بيد" || t[i + 1].form == "في" ||
             t[i + 1].form == "فيها" || t[i + 1].form == "فيه" || t[i + 1].form == "لها" || t[i + 1].form == "له" ||
             t[i + 1].form == "لهم" ||
             (i > range.first && t[i - 1].form.ends_with("لم") && i + 2 < range.last && t[i + 2].form.starts_with("ي") &&
              !lexicon.match(Table::noun, t, i + 2, range.last))))
          continue;
        // "the city holds no more than": the verb of ceasing stands before its subject
        if (hit.entry->head == "return" && (t[i].form == "يعد" || t[i].form == "تعد") && i > range.first && t[i - 1].form.ends_with("لم")) {
          bool verb = false;
          for (std::size_t k = i + 1; k < std::min(range.last, i + 4); ++k)
            verb = verb || ((t[k].form.starts_with("ي") || t[k].form.starts_with("ت")) && lexicon.match(Table::trigger, t, k, range.last) &&
                            !lexicon.match(Table::noun, t, k, range.last));
          if (verb) continue;
        }
        // "graves, 49 of which belong to children": ta'ud li- is "belongs to"
        if (hit.entry->head == "return" && (t[i].form == "تعود" || t[i].form == "يعود") && i + 1 < range.last) {
          const auto owner = lexicon.match(Table::noun, t, i + 1, range.last);
          if (owner && owner->preposition == 'l') continue;
        }
        // "mines left by the group"
        if (hit.last == i + 1 && t[i].form == "left" && i + 1 < range.last && t[i + 1].form == "by") continue;
        if (hit.entry->head == "missing" && i + 1 < range.last && (t[hit.last - 1].form == "taken" || t[i].form == "taken") &&
            hit.last < range.last && (t[hit.last].form == "refuge" || t[hit.last].form == "shelter"))
          continue;
        // "as for those who died, they passed a hundred": fa-qad before a verb, not one who was lost
        if (hit.entry->head == "missing" && t[i].form == "فقد" && i + 1 < range.last && t[i + 1].form.size() > 6 &&
            (t[i + 1].form.ends_with("وا") || t[range.first].form == "اما" || t[range.first].form == "واما"))
          continue;
        bool known = false;
        for (const auto& actor : doc.actors)
          known = known || (m.first >= actor.first && m.last <= actor.last && actor.id != "civilians" && actor.id != "tribes");
        for (const auto& old : doc.triggers) known = known || (old.first == m.first && old.family == m.family);
        if (!known) doc.triggers.push_back(m);
        next = std::max(next, hit.last - 1);
      }
      i = next;
    }
  }
}

void find_actors(Document& doc) {
  const auto& lexicon = Lexicon::instance();
  const auto& t = doc.tokens;
  for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
    const auto range = doc.sentences[s];
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (doc.mark(i)) continue;
      const auto hit = lexicon.match(Table::actor, t, i, range.last);
      if (!hit) continue;
      ActorMention a;
      a.first = i, a.last = hit->last, a.sentence = s;
      a.start = text::offset_after(doc.points, t[i], hit->cut);
      a.end = t[hit->last - 1].end;
      a.id = std::string(hit->entry->head);
      a.source_type = std::string(hit->entry->flags);
      doc.actors.push_back(a);
      i = hit->last - 1;
    }
  }
}

}  // namespace

const Hit* Document::word(std::size_t token, std::string_view cls) const {
  for (const auto& hit : words[token])
    if (hit.entry->head == cls) return &hit;
  return nullptr;
}

std::optional<Hit> Document::noun(std::size_t token) const {
  return Lexicon::instance().match(Table::noun, tokens, token, sentences[sentence_of[token]].last);
}

bool Document::noun_of(std::size_t token, std::string_view cls) const {
  const auto hit = noun(token);
  return hit && hit->entry->flags.starts_with(cls);
}

evidence::Quote Document::quote(std::uint32_t start, std::uint32_t end) const {
  return {{start, end}, text::encode(points.substr(start, end - start))};
}

Document annotate(std::u32string_view points, std::uint32_t begin, std::uint32_t end, core::Date today) {
  Document doc;
  doc.points = points;
  doc.today = today;
  doc.tokens = text::tokenise(points, begin, end);
  doc.sentences = text::sentences(doc.tokens);
  doc.sentence_of.resize(doc.tokens.size());
  doc.words.resize(doc.tokens.size());
  doc.dated.assign(doc.tokens.size(), false);
  const auto& lexicon = Lexicon::instance();
  for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
    const auto range = doc.sentences[s];
    for (std::size_t i = range.first; i < range.last; ++i) {
      doc.sentence_of[i] = s;
      doc.words[i] = lexicon.matches(Table::word, doc.tokens, i, range.last);
    }
    bool outlook = false;
    for (std::size_t i = range.first; i < range.last && !outlook; ++i)
      for (const auto& hit : lexicon.matches(Table::trigger, doc.tokens, i, range.last)) outlook = outlook || hit.entry->head == "outlook";
    for (const auto& when : text::dates(points, doc.tokens, range, today)) {
      if (when.duration && outlook) continue;  // "will end in three days" says how long, not when it was
      for (std::size_t k = when.first; k < when.last; ++k) doc.dated[k] = true;
      doc.dates.push_back(when);
    }
  }
  find_actors(doc);
  find_triggers(doc);
  doc.triggers_in.assign(doc.sentences.size(), {0, 0});
  for (std::size_t k = 0; k < doc.triggers.size(); ++k) {
    auto& [first, last] = doc.triggers_in[doc.triggers[k].sentence];
    if (last == 0) first = k;
    last = k + 1;
  }
  find_amounts(doc);
  find_durations(doc);
  // "up to 5,000", "less than": the verb of a hedge is no event
  for (auto& trigger : doc.triggers)
    for (const auto& a : doc.amounts)
      if (trigger.first >= a.first && trigger.last <= a.amount.core_first && trigger.family != "capacity" &&
          !(trigger.first > a.first && (doc.tokens[trigger.first].form.starts_with("عدد") || doc.tokens[trigger.first - 1].form == "عدد")))
        trigger.family = {};
  return doc;
}

}  // namespace nuzuh::reading
