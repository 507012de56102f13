#include <algorithm>

#include "nuzuh/reading/document.hpp"
#include "nuzuh/text/unicode.hpp"

namespace nuzuh::reading {
namespace {

struct Named {
  std::size_t first = 0, last = 0;
  std::uint32_t start = 0;
  std::string type, actor;
};

// A source phrase at token i: actor or source, and an apposition behind it ("المتحدث باسم" + actor).
std::optional<Named> named_at(const Document& doc, std::size_t i, std::size_t limit) {
  const auto& lexicon = Lexicon::instance();
  const auto source = lexicon.match(Table::source, doc.tokens, i, limit);
  const auto actor = lexicon.match(Table::actor, doc.tokens, i, limit);
  if (!source && !actor) return std::nullopt;
  Named n;
  n.first = i;
  const bool prefer_source = source && (!actor || source->last >= actor->last);
  const Hit& hit = prefer_source ? *source : *actor;
  n.last = hit.last;
  n.start = text::offset_after(doc.points, doc.tokens[i], hit.cut);
  n.type = std::string(prefer_source ? hit.entry->head : hit.entry->flags);
  if (!prefer_source) n.actor = std::string(hit.entry->head);
  // "spokesman for the SDF", "قيادي في قسد", "مصدر في المشفى"
  std::size_t k = n.last;
  if (k < limit &&
      (doc.tokens[k].form == "في" || doc.tokens[k].form == "من" || doc.tokens[k].form == "باسم" || doc.tokens[k].form == "for" ||
       doc.tokens[k].form == "of" || doc.tokens[k].form == "from" || doc.tokens[k].form == "لدي"))
    ++k;
  if (k < limit && (doc.tokens[k].form == "the")) ++k;
  if (k < limit) {
    const auto more_actor = lexicon.match(Table::actor, doc.tokens, k, limit);
    if (more_actor && prefer_source) {
      n.last = more_actor->last;
      n.actor = std::string(more_actor->entry->head);
      if (n.type == "armed_actor" || n.type == "unnamed" || n.type == "government") n.type = std::string(more_actor->entry->flags);
    } else if (const auto more = lexicon.match(Table::source, doc.tokens, k, limit); more && n.type == "unnamed") {
      n.type = std::string(more->entry->head);
      n.last = more->last;
    }
  }
  return n;
}

}  // namespace

void find_sources(Document& doc) {
  for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
    const auto range = doc.sentences[s];
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (doc.mark(i)) continue;
      const Hit* according = doc.word(i, "according");
      const Hit* say = doc.word(i, "say");
      if (!according && !say) continue;
      const bool arabic = doc.tokens[i].arabic;
      std::optional<Named> found;
      bool after = false;
      const std::size_t verb_end = according ? according->last : say->last;
      const std::size_t reach = std::min(range.last, verb_end + (according ? 3u : arabic ? 4u : 1u));
      for (std::size_t k = verb_end; k < reach && !found; ++k) {
        const std::string& f = doc.tokens[k].form;
        if (doc.mark(k) && f != "\"" && f != "«") break;
        if (f == "ان" || f == "انه" || f == "انهم" || f == "that" || f == "بان") break;
        found = named_at(doc, k, range.last);
        after = found.has_value();
      }
      if (!found && !according) {
        // subject before the verb
        const std::size_t floor = i > range.first + 8 ? i - 8 : range.first;
        for (std::size_t k = i; k-- > floor && !found;) {
          if (doc.mark(k) && k + 1 < i && (doc.tokens[k].form == "," || doc.tokens[k].form == "،")) {
            if (!arabic && i - k <= 6) break;
            break;
          }
          auto n = named_at(doc, k, i);
          if (!n) continue;
          // take the longest phrase that ends there
          for (std::size_t b = k; b-- > (k > floor + 3 ? k - 3 : floor);) {
            const auto longer = named_at(doc, b, i);
            if (longer && longer->last >= n->last) n = longer;
          }
          if (i - n->last > 5) break;
          found = n;
        }
      }
      if (!found) continue;
      // "no dead among the residents", "between a civilian and a fighter": nobody who speaks
      if (found->first > range.first && !according) {
        const std::string& before = doc.tokens[found->first - 1].form;
        if (before == "بين" || before == "ضد" || before == "من" || before == "among" || before == "against" || before == "of") continue;
        if (before == "الي" || before == "to") continue;  // "were taken to a hospital": the verb that reports also carries
      }
      // plain people speak only right beside the verb
      if (!according && found->type == "civilian" && (after ? found->first > verb_end : found->last < i)) continue;
      // "the state of the fighters says": speech put into a mouth by the author is the author's
      bool imputed = false;
      for (std::size_t k = found->first > range.first + 4 ? found->first - 4 : range.first; k < found->first; ++k)
        imputed = imputed || doc.tokens[k].form == "حال" || doc.tokens[k].form == "فحال" || doc.tokens[k].form == "وحال" ||
                  doc.tokens[k].form == "حالهم" || doc.tokens[k].form == "لسان";
      if (imputed) continue;
      if (!after && !according && found->actor == "civilians" && arabic) found->type = "civilian";
      SourceMention m;
      m.first = found->first, m.last = found->last, m.sentence = s;
      m.start = found->start;
      m.end = doc.tokens[found->last - 1].end;
      m.type = found->type;
      m.actor = found->actor;
      m.cue = i;
      m.preposed = according != nullptr;
      m.denies = doc.word(i, "denial") != nullptr;
      bool duplicate = false;
      for (const auto& old : doc.sources) duplicate = duplicate || (old.first == m.first && old.sentence == s);
      if (!duplicate) doc.sources.push_back(m);
    }
  }
  for (auto& p : doc.places) {
    // "the civil council of Deir ez-Zor" may act elsewhere; "Deir ez-Zor 24" is a network
    if (p.first > 0 && doc.sentence_of[p.first - 1] == p.sentence &&
        (doc.tokens[p.first - 1].form == "مجلس" || doc.tokens[p.first - 1].form == "لمجلس"))
      p.in_source = true;
    if (p.last < doc.tokens.size() && doc.tokens[p.last].form == "24") p.qualifier = true;
    for (const auto& m : doc.sources) {
      if (m.sentence != p.sentence) continue;
      if (p.first >= m.last && p.first <= m.last + 1 && p.role == Role::none && (m.type == "medical" || m.type == "government") &&
          p.first == m.last)
        p.in_source = true;  // "the health directorate of Hama"
      if (p.first >= m.last && p.first <= m.last + 4 && p.role == Role::at) {
        bool plain = true;  // only small words between: "مراسلنا في ريف ..."
        for (std::size_t k = m.last; k < p.first; ++k)
          plain = plain && (doc.word(k, "at") || doc.word(k, "generic") || doc.word(k, "skip") || doc.word(k, "governorate"));
        p.in_source = p.in_source || plain;
      }
    }
  }
}

}  // namespace nuzuh::reading
