#include <algorithm>

#include "nuzuh/reading/document.hpp"
#include "nuzuh/text/unicode.hpp"

namespace nuzuh::reading {
namespace {

using text::Token;
using text::TokenKind;

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
        if (no_event(doc, hit, i, range)) continue;
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
