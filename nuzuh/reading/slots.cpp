#include <algorithm>
#include <array>

#include "nuzuh/reading/frames.hpp"

namespace nuzuh::reading {
namespace {

struct Filler {
  const Document& doc;
  std::vector<Draft>& drafts;
  std::vector<std::vector<std::size_t>> drafts_in{}, places_in{};  // [sentence]

  void index() {
    drafts_in.resize(doc.sentences.size());
    places_in.resize(doc.sentences.size());
    for (std::size_t i = 0; i < drafts.size(); ++i) drafts_in[drafts[i].sentence].push_back(i);
    for (std::size_t i = 0; i < doc.places.size(); ++i) places_in[doc.places[i].sentence].push_back(i);
  }

  // "5,000 were taken out of X and 2,200 of Y": what is said of the second count stands behind the first.
  bool second_of_its_verb(const Draft& d) const {
    if (d.trigger == k_none || d.amount == k_none || d.part_of != k_none) return false;
    for (const std::size_t o : drafts_in[d.sentence]) {
      const auto& other = drafts[o];
      if (&other == &d || other.trigger != d.trigger || other.amount == k_none) continue;
      if (doc.triggers[d.trigger].last <= doc.amounts[other.amount].first && doc.amounts[other.amount].last <= doc.amounts[d.amount].first)
        return true;
    }
    return false;
  }

  // How far a place stands from what the claim is about, in tokens with clause marks counted.
  double distance(const Draft& d, const PlaceMention& p) const {
    std::size_t a = d.anchor, b = d.anchor + 1;
    if (d.trigger != k_none && !second_of_its_verb(d)) {
      const auto& t = doc.triggers[d.trigger];
      // the nearer of trigger and amount
      a = std::min(a, t.first), b = std::max(b, t.last);
    }
    if (d.amount != k_none) {
      const auto& q = doc.amounts[d.amount];
      b = std::max(b,
                   q.noun_last != k_none && q.noun_first >= q.first && q.noun_last < q.last + 6 ? std::max(q.last, q.noun_last) : q.last);
    }
    std::size_t lo = 0, hi = 0;
    double factor = 1;
    if (p.first >= b)
      lo = b, hi = p.first;
    else if (p.last <= a)
      lo = p.last, hi = a, factor = 1.25;
    else
      return p.name.level == "country" ? 12 : 0;  // "Turkey massed hundreds": who does it
    double c = factor * static_cast<double>(steps_between(doc, lo, hi)) + 4.0 * boundaries(doc, lo, hi);
    // A place beyond another event's trigger belongs to that one.
    for (const std::size_t o : drafts_in[d.sentence]) {
      const auto& other = drafts[o];
      if (other.trigger == k_none || other.trigger == d.trigger) continue;
      const auto& t = doc.triggers[other.trigger];
      // ... unless both are of one incident: a blast and those whom it hurt
      if (t.first >= lo && t.last <= hi && t.flags.find('v') != std::string_view::npos)
        c += incident(d.kind) && incident(other.kind) && boundaries(doc, lo, hi) == 0 ? 1 : 7;
    }
    if (p.in_source) c += 30;
    // "In Deir ez-Zor 55 surrendered near Baghuz": what opens the sentence only frames it
    if (p.first <= doc.sentences[p.sentence].first + 2 && p.role == Role::at && (p.name.level == "governorate" || p.seat)) c += 6;
    if (p.dateline) c += 45;
    if (p.road) c += 4;
    if (p.beside)
      c += incident(d.kind) || d.kind == "force_move" || d.kind == "enclave_area" || d.kind == "force_size" || d.kind.starts_with("hazard_")
               ? 3
               : 6;
    if (p.name.level == "country") c += 12;
    if (d.kind == "enclave_area" && p.name.level == "area" && p.name.id.starts_with("nz:area-")) c += 3;  // a region, not a pocket
    return c;
  }

  static bool incident(std::string_view kind) {
    return kind == "strike" || kind == "hazard_incident" || kind == "damage" || kind.ends_with("_death") || kind.ends_with("_injury") ||
           kind.ends_with("_casualty");
  }

  bool other_incident(const Draft& d) const {
    for (const std::size_t o : drafts_in[d.sentence])
      if (&drafts[o] != &d && (drafts[o].kind == "strike" || drafts[o].kind == "hazard_incident")) return true;
    return false;
  }

  std::size_t best(const Draft& d, std::initializer_list<std::pair<Role, double>> roles, std::size_t except = k_none) const {
    double least = 80;
    std::size_t chosen = k_none;
    for (const std::size_t i : places_in[d.sentence]) {
      const auto& p = doc.places[i];
      if (i == except || p.qualifier) continue;
      for (const auto& [role, extra] : roles) {
        if (p.role != role) continue;
        const double c = distance(d, p) + extra;
        if (c < least) least = c, chosen = i;
      }
    }
    // Of coordinated names the first one stands for all.
    while (chosen != k_none && chosen > 0 && chosen - 1 != except) {
      const auto& p = doc.places[chosen];
      const auto& q = doc.places[chosen - 1];
      if (q.sentence != p.sentence || q.role != p.role || q.last + 1 < p.first || (d.anchor >= q.first && d.anchor < p.last)) break;
      const bool joined =
          q.last == p.first || (q.last + 1 == p.first && (doc.tokens[q.last].form == "and" || doc.tokens[q.last].form == "و"));
      if (!joined) break;
      --chosen;
    }
    return chosen;
  }

  bool pulls_back(const TriggerMention& t) const {
    const auto& f = doc.tokens[t.first].form;
    for (const char* stem : {"نسحب", "نسحاب", "تراجع", "انكف", "fell", "withdr", "pull", "slipped", "retreat"})
      if (f.find(stem) != std::string::npos) return true;
    return false;
  }
  // "left the border strip": a place of its own, though no name
  bool own_ground(const TriggerMention& t) const {
    return !doc.tokens[t.first].arabic && t.last + 1 < doc.sentences[t.sentence].last && doc.tokens[t.last].form == "the" &&
           !any_of(doc.tokens[t.last + 1].form, {"camp", "site", "town", "city", "village", "area", "enclave", "pocket"});
  }
  bool home(const TriggerMention& t) const {
    for (std::size_t k = t.first; k < t.last; ++k)
      if (doc.tokens[k].form == "home") return true;
    return false;
  }
  bool in_it(const TriggerMention& t) const {
    for (std::size_t k = t.last; k < std::min(doc.sentences[t.sentence].last, t.last + 2); ++k)
      if (doc.tokens[k].form == "فيه" || doc.tokens[k].form == "فيها" || doc.tokens[k].form == "بداخله" || doc.tokens[k].form == "داخله")
        return true;
    return false;
  }
  // "from it" or "to it" right behind the verb: 'f', 't' or 0
  char pronoun_way(const Draft& d) const {
    const auto& t = doc.triggers[d.trigger];
    std::size_t behind = t.last;
    if (d.amount != k_none && doc.amounts[d.amount].first == t.last)  // "the removal of 700 fighters from it"
      behind = std::max(doc.amounts[d.amount].last, doc.amounts[d.amount].noun_last == k_none ? 0 : doc.amounts[d.amount].noun_last);
    for (const std::size_t k : {t.last, behind}) {
      if (k >= doc.sentences[t.sentence].last) continue;
      const auto& f = doc.tokens[k].form;
      if (f == "منها" || f == "منه" || f == "عنها" || f == "عنه") return 'f';
      if (f == "اليها" || f == "اليه") return 't';
    }
    return 0;
  }

  bool definite_word(std::size_t s, std::initializer_list<std::string_view> words) const {
    for (std::size_t k = doc.sentences[s].first; k < doc.sentences[s].last; ++k)
      for (const auto w : words)
        if (doc.tokens[k].form == w) return true;
    return false;
  }

  // A place said before (or, at the beginning, after): a camp where "the camp" is said, else what the last claim was about.
  std::size_t carried(std::size_t i, std::size_t focus) const {
    const auto& d = drafts[i];
    // who goes back goes to where people had fled from
    if (d.kind == "return" && d.polarity == "affirmed")
      for (std::size_t k = i; k-- > 0;)
        if (drafts[k].kind == "displacement" && drafts[k].origin != k_none && drafts[k].sentence < d.sentence &&
            drafts[k].sentence + 3 > d.sentence)
          return drafts[k].origin;
    // "a further 5,000 may arrive": where those before them arrived
    if (d.kind == "arrival")
      for (std::size_t k = i; k-- > 0;)
        if (drafts[k].kind == "arrival" && drafts[k].destination != k_none && drafts[k].sentence < d.sentence) return drafts[k].destination;
    const bool camp = definite_word(d.sentence, {"المخيم", "بالمخيم", "للمخيم", "والمخيم"}) ||
                      (definite_word(d.sentence, {"camp"}) && definite_word(d.sentence, {"the"})) || d.kind == "capacity" ||
                      // "the tents are not enough, its residents have passed sixty thousand"
                      (any_of(d.kind, {"population", "aid", "people_affected"}) &&
                       definite_word(d.sentence, {"الخيام", "القاطنين", "القاطنون", "قاطنيه", "قاطنوه", "tents"}));
    std::size_t before = k_none;
    for (std::size_t k = 0; k < doc.places.size(); ++k) {
      const auto& p = doc.places[k];
      if (p.sentence >= d.sentence) break;
      if (camp && !p.qualifier && (p.camp || p.name.level == "camp")) before = k;
    }
    if (before != k_none) return before;
    if (focus != k_none) return focus;
    for (std::size_t k = 0; k < doc.places.size(); ++k)
      if (doc.places[k].sentence < d.sentence && doc.places[k].name.level != "country" && !doc.places[k].qualifier &&
          !(doc.places[k].dateline && before != k_none))
        before = k;
    if (before != k_none) return before;
    return k_none;
  }
};

}  // namespace

// A road's far end or a checkpoint: an event may be there, what follows is not about it.
namespace {
bool passage(const PlaceMention& p) { return p.road || p.generic == "حاجز"; }
}  // namespace

void fill_places(const Document& doc, std::vector<Draft>& drafts) {
  Filler f{doc, drafts};
  f.index();
  std::size_t focus = k_none;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    auto& d = drafts[i];
    if (is_movement(d.kind)) {
      const std::string_view family = d.trigger == k_none ? std::string_view{} : doc.triggers[d.trigger].family;
      const bool goal = d.kind == "arrival" || d.kind == "return";
      d.origin = f.best(d, {{Role::from, 0}});
      d.destination = f.best(d, {{Role::to, 0}}, d.origin);
      // "twelve were evacuated from it": the place said last, or spoken of
      if (d.trigger != k_none)
        if (const char way = f.pronoun_way(d)) {
          std::size_t meant = focus;
          for (const std::size_t k : f.places_in[d.sentence])
            if (doc.places[k].last <= doc.triggers[d.trigger].first && !doc.places[k].qualifier && !doc.places[k].dateline) meant = k;
          if (meant != k_none) {
            if (way == 'f')
              d.origin = meant, d.origin_inherited = true;
            else
              d.destination = meant, d.destination_inherited = true;
            if (way == 'f' && d.destination == k_none) d.destination = f.best(d, {{Role::to, 0}}, d.origin);
          }
        }
      if (goal && d.trigger != k_none)
        for (const std::size_t k : f.places_in[d.sentence]) {
          const auto& p = doc.places[k];
          const auto& t = doc.triggers[d.trigger];
          if (p.role == Role::none && p.first >= t.last && p.first <= t.last + 1 && !p.qualifier && k != d.origin && d.amount != k_none &&
              p.first < doc.amounts[d.amount].first)
            d.destination = k;
        }
      if (goal && d.destination == k_none) d.destination = f.best(d, {{Role::none, 0}, {Role::at, 1}}, d.origin);
      // "people of Sarmin do not go back": the name beside the verb, not a goal in another clause
      else if (d.kind == "return" && d.destination != k_none && f.distance(d, doc.places[d.destination]) > 10) {
        const std::size_t near = f.best(d, {{Role::none, 2}}, d.origin);
        if (near != k_none && f.distance(d, doc.places[near]) < 5) d.destination = near;
      }
      if (d.kind == "return" && d.destination == k_none && d.origin != k_none && d.trigger != k_none && f.home(doc.triggers[d.trigger]))
        std::swap(d.origin, d.destination);  // "families from Saraqib are going home"
      // "37 families left the camp for Tabqa, while ten came in from Bukamal": the name right behind, not one beyond the comma
      if (!goal && d.origin != k_none && d.trigger != k_none && f.distance(d, doc.places[d.origin]) > 8)
        for (const std::size_t k : f.places_in[d.sentence]) {
          const auto& p = doc.places[k];
          if (p.role == Role::none && !p.qualifier && k != d.destination && f.distance(d, p) <= 3) d.origin = k;
        }
      if (!goal && d.origin == k_none) d.origin = f.best(d, {{Role::none, 0}, {Role::at, 2}}, d.destination);
      // "received 140 families": the subject is the goal even where a role word stands before it
      if (goal && d.destination == k_none && d.origin != k_none && !family.empty() &&
          doc.tokens[doc.triggers[d.trigger].first].form.find("ستقبل") != std::string::npos) {
        d.destination = d.origin;
        d.origin = k_none;
      }
      if (d.kind == "force_move") d.place = f.best(d, {{Role::at, 0}, {Role::none, 1}});
      // "Turkey moved 300 troops": who moves them, not where
      if (d.kind == "force_move" && d.place != k_none && doc.places[d.place].role == Role::none &&
          doc.places[d.place].name.level == "country")
        d.place = k_none;
      auto& primary = goal ? d.destination : d.origin;
      // a bare name far off, beyond other events, is a worse guess than the place spoken of before
      if (primary != k_none && focus != k_none && doc.places[focus].sentence < d.sentence &&
          doc.places[primary].role != (goal ? Role::to : Role::from) && f.distance(d, doc.places[primary]) > 16)
        primary = k_none;
      auto& inherited = goal ? d.destination_inherited : d.origin_inherited;
      if (primary == k_none) {
        primary = f.carried(i, focus);
        inherited = primary != k_none;
        if (primary == (goal ? d.origin : d.destination)) primary = k_none, inherited = false;
      }
      if (primary != k_none) focus = primary;
      if (d.kind == "force_move" && d.place == k_none) d.place = d.origin, d.place_inherited = d.origin_inherited;
      // forces that mass or arrive come from nowhere unless the text says so
      if (d.kind == "force_move" && d.origin != k_none && (d.origin_inherited || doc.places[d.origin].role != Role::from) &&
          !(d.trigger != k_none && f.pulls_back(doc.triggers[d.trigger])))
        d.origin = k_none, d.origin_inherited = false;
    } else {
      // "those who remain in it": what was spoken of, not where others went
      if (is_stock(d.kind) && d.trigger != k_none && f.in_it(doc.triggers[d.trigger])) {
        std::size_t meant = focus;
        for (std::size_t k = i; k-- > 0 && drafts[k].sentence == d.sentence;)
          if (is_movement(drafts[k].kind) && drafts[k].kind != "arrival" && drafts[k].origin != k_none) {
            meant = drafts[k].origin;
            break;
          }
        if (meant != k_none) {
          d.place = meant, d.place_inherited = true, focus = meant;
          continue;
        }
      }
      const bool road = d.kind == "access_closed" || d.kind == "access_open" || d.kind == "aid";
      const bool pact = d.kind == "agreement";  // made for the place that is left
      const bool back = d.kind == "front_move" && d.trigger != k_none && f.pulls_back(doc.triggers[d.trigger]);
      const bool site = d.kind == "capacity";  // where people came from has no room for them
      d.place = f.best(d, {{Role::at, 0},
                           {Role::none, 0},
                           {Role::from, road || back ? 0.0
                                        : site       ? 25.0
                                        : pact       ? 1.0
                                                     : 5.0},
                           {Role::to, d.kind == "aid" || d.kind == "front_move" || site ? 0.0
                                      : pact                                            ? 12.0
                                                                                        : 9.0}});
      // Where people went, or a place beyond other events, is no place of this event if one was spoken of before.
      if (d.place != k_none && focus != k_none && doc.places[focus].sentence < d.sentence &&
          f.distance(d, doc.places[d.place]) + (doc.places[d.place].role == Role::to ? 8 : 0) >
              (Filler::incident(d.kind) && f.other_incident(d) &&
                       boundaries(doc, std::min(d.anchor, doc.places[d.place].first), std::max(d.anchor, doc.places[d.place].first)) == 0
                   ? 30
                   : 18))
        d.place = k_none;
      if (d.place == k_none) {
        d.place = f.carried(i, focus);
        d.place_inherited = d.place != k_none;
      }
      if (d.place != k_none && !passage(doc.places[d.place])) focus = d.place;
    }
  }
  // Claims at the head of a report, before any place: the first place that follows, or the dateline.
  // Out of a camp it is a departure.
  for (auto& d : drafts)
    if (d.kind == "displacement" && d.origin != k_none &&
        (!d.origin_inherited || (d.trigger != k_none && doc.triggers[d.trigger].family == "leave")) &&
        (doc.places[d.origin].camp || doc.places[d.origin].name.level == "camp") &&
        !(d.origin_inherited && d.trigger != k_none && f.own_ground(doc.triggers[d.trigger])) &&
        doc.places[d.origin].name.id != "nz:camp-yarmouk" &&
        (d.trigger == k_none || doc.triggers[d.trigger].flags.find('p') == std::string_view::npos))
      d.kind = "departure";
  // A share happened where its whole did, unless it has a place right behind it: "among them 13,500 residents of Areesha camp".
  const auto own_place = [&](const Draft& d) {
    if (is_movement(d.kind) || d.place == k_none || d.place_inherited || d.amount == k_none) return false;
    const auto& p = doc.places[d.place];
    const auto& a = doc.amounts[d.amount];
    return p.sentence == d.sentence && p.first >= a.last && p.first <= a.last + 4 && boundaries(doc, a.last, p.first) == 0;
  };
  for (auto& d : drafts) {
    if (d.part_of == k_none) continue;
    const auto& whole = drafts[d.part_of];
    if (d.trigger != whole.trigger) continue;
    if (own_place(d)) continue;
    d.place = whole.place, d.origin = whole.origin, d.destination = whole.destination;
    d.place_inherited = whole.place_inherited, d.origin_inherited = whole.origin_inherited,
    d.destination_inherited = whole.destination_inherited;
  }
  for (auto& d : drafts) {
    const bool goal = d.kind == "arrival" || d.kind == "return";
    // forces mass at a place; where they come from is unknown unless they leave it
    const bool leaves = d.trigger != k_none &&
                        (f.pulls_back(doc.triggers[d.trigger]) || any_of(doc.triggers[d.trigger].family, {"leave", "displace", "exit"}));
    const bool stays = !is_movement(d.kind) || (d.kind == "force_move" && !leaves);
    auto& primary = stays ? d.place : goal ? d.destination : d.origin;
    if (primary != k_none || doc.places.empty()) continue;
    const std::size_t first = 0;
    if (!goal && doc.places[first].role == Role::to && doc.places[first].sentence > d.sentence) continue;  // where people went later
    if ((is_movement(d.kind) && (d.origin == first || d.destination == first)) || doc.places[first].name.level == "country") continue;
    primary = first;
    (stays ? d.place_inherited : goal ? d.destination_inherited : d.origin_inherited) = true;
  }
}

}  // namespace nuzuh::reading
