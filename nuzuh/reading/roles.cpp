// Which actors a claim names, and in what role: who did it, whom it befell, who holds, who agreed, who is addressed.
#include "nuzuh/reading/roles.hpp"

#include <algorithm>

#include "nuzuh/reading/lexicon.hpp"

namespace nuzuh::reading {
namespace {

struct Roles {
  const Document& doc;
  const Draft& d;

  std::size_t first() const { return d.trigger != k_none ? std::min(doc.triggers[d.trigger].first, d.anchor) : d.anchor; }
  std::size_t last() const { return d.trigger != k_none ? doc.triggers[d.trigger].last : d.anchor + 1; }
  const std::string& form(std::size_t k) const { return doc.tokens[k].form; }
  std::string_view before(const ActorMention& a, std::size_t n = 1) const {
    return a.first >= doc.sentences[a.sentence].first + n ? std::string_view(form(a.first - n)) : std::string_view{};
  }

  bool speaks(const ActorMention& a) const {
    for (const auto& s : doc.sources)
      if (s.sentence == a.sentence && a.last >= s.first && a.first < s.last) return true;  // "an SDF commander" too
    return false;
  }
  static bool armed(const ActorMention& a) { return !any_of(a.id, {"civilians", "un", "ngo", "tribes"}); }

  // Tokens between the actor and the words of the claim, clause marks counted; speakers stand further off.
  double cost(const ActorMention& a) const {
    const std::size_t at = d.anchor;
    std::size_t lo = std::min(a.first, at), hi = std::max(a.first, at);
    if (d.trigger != k_none) {
      const auto& t = doc.triggers[d.trigger];
      if (a.first >= t.last && a.first < hi + 14 && at <= a.first) lo = std::max(at, t.last - 1), hi = a.first;
      if (a.last <= t.first && at >= t.first) lo = a.first, hi = t.first;
    }
    return static_cast<double>(hi - lo) + 4.0 * boundaries(doc, lo, hi) + (speaks(a) ? 3 : 0);
  }

  bool fighter_noun(std::size_t k) const {
    const auto range = doc.sentences[d.sentence];
    return k >= range.first && k < range.last && doc.noun_of(k, "fig");
  }
  // "fighters of X", "in the ranks of X", "X militants"
  bool of_fighters(const ActorMention& a) const {
    if (any_of(before(a), {"صفوف", "بصفوف", "ranks", "among"})) return true;
    if (a.first > doc.sentences[a.sentence].first && fighter_noun(a.first - 1)) return true;
    if (any_of(before(a), {"من", "of", "from"}) && a.first > doc.sentences[a.sentence].first + 1) {
      if (fighter_noun(a.first - 2)) return true;
      for (const auto& q : doc.amounts)
        if (q.sentence == a.sentence && (q.last == a.first - 1 || (q.noun_last != k_none && q.noun_last == a.first - 1))) return true;
    }
    return fighter_noun(a.last) || any_of(form(a.last - 1), {"militants", "fighters", "soldiers", "jihadists", "gunmen"});
  }
  // "by X", "in strikes of X", "at the hands of X"
  bool doer(const ActorMention& a) const {
    if (any_of(before(a), {"by", "يد", "ايدي", "قبل", "بنيران", "نيران", "شنه", "شنها", "شنتها", "شنته", "نفذه", "نفذها", "نفذته", "نفذتها",
                           "قصف", "غارات", "غاره", "هجوم", "كمين", "طيران", "استهداف", "لغارات", "بقصف", "بهجوم", "بكمين", "بغاره",
                           "بغارات", "سجون", "معتقلات"}))
      return true;
    if ((before(a) == "the" || before(a) == "a") && any_of(before(a, 2), {"by"})) return true;
    return a.last < doc.sentences[a.sentence].last &&
           any_of(form(a.last), {"strike", "strikes", "shelling", "raid", "raids", "airstrike", "airstrikes", "ambush", "attack", "air",
                                 "bombardment", "artillery", "fire"});
  }
  // "the line with X", "the post that X had set up": named beside the one who acts
  bool opponent(const ActorMention& a) const {
    if (any_of(before(a), {"مع", "ضد", "against", "with"})) return true;
    for (std::size_t n = 1; n <= 2; ++n)
      if (any_of(before(a, n), {"التي", "الذي", "which"})) return true;
    return false;
  }
  // Right behind an Arabic verb, or before an English one: its subject.
  bool subject(const ActorMention& a) const {
    if (d.trigger == k_none) return false;
    const auto& t = doc.triggers[d.trigger];
    if (t.flags.find('v') == std::string_view::npos) return false;
    if (doc.tokens[t.first].arabic) {
      if (a.first == t.last) return true;
      if (a.last <= t.first && t.first - a.last <= 3 && boundaries(doc, a.last, t.first) == 0) return true;  // "إن قسد اعتقلت"
      return false;
    }
    return a.last <= t.first && t.first - a.last <= 4 && boundaries(doc, a.last, t.first) == 0;
  }
  bool passive() const {
    if (d.trigger == k_none) return true;
    const auto& t = doc.triggers[d.trigger];
    if (t.flags.find('v') == std::string_view::npos) return true;
    if (doc.tokens[t.first].arabic) return false;
    for (std::size_t k = t.first > 2 ? t.first - 2 : 0; k < t.last; ++k)
      if (any_of(form(k), {"was", "were", "been", "being"})) return true;
    return any_of(form(t.first), {"surrendered", "died", "killed"}) && t.first > 0 && doc.tokens[t.first - 1].kind == text::TokenKind::number;
  }
  bool gave_up() const {
    if (d.trigger == k_none) return false;
    const auto& f = form(doc.triggers[d.trigger].first);
    for (const char* stem : {"استسل", "سلم", "surrender", "gave", "handed"})
      if (f.find(stem) != std::string::npos) return true;
    return false;
  }
};

void add(const Document& doc, const ActorMention& a, const char* role, evidence::Claim& c) {
  for (const auto& known : c.actors)
    if (known.id == a.id) return;
  c.actors.push_back({doc.quote(a.start, a.end), a.id, role});
}

bool joined(const Document& doc, const ActorMention& a, const ActorMention& b) {
  if (b.first < a.last || b.first > a.last + 1) return false;
  if (b.first == a.last) return doc.tokens[b.first].arabic && b.start > doc.tokens[b.first].start;  // "قسد والتحالف": wa is in the word
  return any_of(doc.tokens[a.last].form, {"and", "و"});
}

void nearest(const Roles& roles, const char* role, double reach, evidence::Claim& c) {
  const auto& doc = roles.doc;
  const ActorMention* best = nullptr;
  double least = reach;
  for (const auto& a : doc.actors) {
    if (a.sentence != roles.d.sentence || any_of(a.id, {"civilians", "un", "ngo"})) continue;
    if (role == std::string_view("holder") &&
        any_of(roles.before(a), {"تقديرات", "تقدير", "بتقدير", "بتقديرات"}))
      continue;  // who counts is not who is counted
    const double cost = roles.cost(a) + (role == std::string_view("agent") && roles.opponent(a) ? 7 : 0);
    if (cost < least) least = cost, best = &a;
  }
  if (!best) return;
  add(doc, *best, role, c);
  for (const auto& a : doc.actors)
    if (a.sentence == roles.d.sentence && (joined(doc, *best, a) || joined(doc, a, *best)) && Roles::armed(a)) add(doc, a, role, c);
}

void harm(const Roles& roles, evidence::Claim& c) {
  const auto& doc = roles.doc;
  const ActorMention *affected = nullptr, *agent = nullptr;
  double least_affected = 14, least_agent = 12;
  for (const auto& a : doc.actors) {
    if (a.sentence != roles.d.sentence || !Roles::armed(a)) continue;
    const double cost = roles.cost(a);
    const bool fighters = roles.of_fighters(a);
    bool does = roles.doer(a) || (roles.subject(a) && !roles.passive() && !roles.gave_up());
    if (c.kind == "detained" && roles.gave_up() && any_of(roles.before(a), {"الي", "ل", "to"})) does = true;
    if (does && !fighters) {
      if (cost < least_agent) least_agent = cost, agent = &a;
    } else if (!roles.speaks(a)) {
      const double c2 = cost - (fighters ? 6 : 0);
      if (c2 < least_affected) least_affected = c2, affected = &a;
    }
  }
  if (agent && affected && agent->id == affected->id) affected = nullptr;
  if (affected) add(doc, *affected, "affected", c);
  if (agent) add(doc, *agent, "agent", c);
}

// "Turkish shelling", "غارات روسية": an adjective beside the trigger says whose it was
void nationality(const Roles& roles, evidence::Claim& c) {
  static constexpr std::pair<std::string_view, std::string_view> k_adjectives[] = {
      {"تركي", "turkey"},   {"تركيه", "turkey"},   {"تركيا", "turkey"},  {"التركي", "turkey"}, {"التركيه", "turkey"},
      {"روسي", "russia"},   {"روسيه", "russia"},   {"الروسي", "russia"}, {"الروسيه", "russia"}, {"turkish", "turkey"},
      {"russian", "russia"}, {"government", "syrian_government"}, {"regime", "syrian_government"}};
  const auto& doc = roles.doc;
  const auto range = doc.sentences[roles.d.sentence];
  const bool arabic = doc.tokens[roles.first()].arabic;
  const std::size_t lo = arabic ? roles.last() : roles.first() > range.first + 2 ? roles.first() - 2 : range.first;
  const std::size_t hi = arabic ? std::min(range.last, roles.last() + 2) : roles.first();
  for (std::size_t k = lo; k < hi; ++k)
    for (const auto& [word, id] : k_adjectives)
      if (roles.form(k) == word) {
        c.actors.push_back({doc.quote(doc.tokens[k].start, doc.tokens[k].end), std::string(id), "agent"});
        return;
      }
}

// "in the areas that X holds": who is there lives under X
void holder_of_ground(const Roles& roles, evidence::Claim& c) {
  const auto& doc = roles.doc;
  for (const auto& a : doc.actors) {
    if (a.sentence != roles.d.sentence || !Roles::armed(a) || roles.speaks(a) || roles.cost(a) > 14) continue;
    const auto range = doc.sentences[a.sentence];
    for (std::size_t k = a.first > range.first + 4 ? a.first - 4 : range.first; k < std::min(range.last, a.last + 3); ++k)
      if (any_of(roles.form(k), {"سيطره", "مناطق", "جيب", "جيوب", "قبضه", "الخاضعه", "معقل", "معاقل", "حصار", "held", "controlled", "under", "pocket", "territory",
                                 "areas", "area", "enclave", "stronghold", "besieged"})) {
        add(doc, a, "holder", c);
        return;
      }
  }
}

void target(const Roles& roles, evidence::Claim& c) {
  const auto& doc = roles.doc;
  for (const auto& a : doc.actors) {
    if (a.sentence != roles.d.sentence || a.id != "civilians") continue;
    if (roles.speaks(a) || a.first < roles.first() || a.first > roles.last() + 6) continue;
    add(doc, a, "target", c);
    return;
  }
}

}  // namespace

void add_actors(const Document& doc, const Draft& d, evidence::Claim& c) {
  const Roles roles{doc, d};
  if (c.kind.starts_with("fighter_") || c.kind == "detained") {
    harm(roles, c);
  } else if (c.kind == "force_size" || c.kind == "enclave_area") {
    nearest(roles, "holder", 14, c);
  } else if (c.kind == "population") {
    holder_of_ground(roles, c);
  } else if (any_of(c.kind, {"control", "front_move", "force_move", "strike", "access_closed", "access_open"})) {
    if (c.kind == "strike" || c.kind == "force_move") nationality(roles, c);
    if (c.actors.empty())
      nearest(roles, c.status == "held" || c.status == "lost" ? "holder" : "agent",
              c.kind.starts_with("access") ? 8 : 14, c);
  } else if (c.kind == "threat_appeal") {
    nearest(roles, "agent", 14, c);
    target(roles, c);
  } else if (c.kind == "agreement") {
    for (const auto& a : doc.actors)
      if (a.sentence == d.sentence && (Roles::armed(a) || a.id == "tribes") && !roles.speaks(a) && roles.cost(a) < 14)
        add(doc, a, "party", c);
  } else if (c.kind == "exit_transfer") {
    for (const auto& a : doc.actors)
      if (a.sentence == d.sentence && Roles::armed(a) && roles.of_fighters(a) && roles.cost(a) < 14) add(doc, a, "affected", c);
  } else if (c.kind == "aid") {
    for (const auto& a : doc.actors)
      if (a.sentence == d.sentence && (a.id == "un" || a.id == "ngo") && roles.subject(a) && !roles.speaks(a)) add(doc, a, "agent", c);
  }
}

}  // namespace nuzuh::reading
