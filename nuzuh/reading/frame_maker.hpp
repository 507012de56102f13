#pragma once
// How mentions become drafts of claims: one maker, whose work stands in six files: kinds.cpp (which kind of claim an event and its count
// make), attach.cpp (which event takes which count), standalone.cpp (events without a count), alone.cpp (which of those are claims),
// nearby.cpp and around_count.cpp (what stands around a word and around a count).

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/reading/frames.hpp"

namespace nuzuh::reading {

inline bool people(const AmountMention& a) { return a.unit == "persons" || a.unit == "families"; }

/// Whether an amount of this unit can fill the quantity of a family of triggers.
bool fits(std::string_view family, const AmountMention& a);

/// The numbers of the tokens in [first, last), to walk over. (A view of the standard library would do, but clang 14, the fuzzers' compiler
/// on Debian 12, cannot read GCC 12's.)
class Tokens {
 public:
  struct Iterator {
    std::size_t at;
    std::size_t operator*() const { return at; }
    Iterator& operator++() {
      ++at;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at != other.at; }
  };
  Tokens(std::size_t first, std::size_t last) : first_(first), last_(std::max(first, last)) {}
  Iterator begin() const { return {first_}; }
  Iterator end() const { return {last_}; }

 private:
  std::size_t first_, last_;
};

struct Maker {
  Document& doc;
  std::vector<Draft> drafts;

  const text::Token& tok(std::size_t i) const { return doc.tokens[i]; }

  // --- nearby.cpp ---
  // The tokens of its sentence around a trigger, in front of it, behind it: so many on each side.
  Tokens around(const TriggerMention& t, std::size_t back, std::size_t ahead) const { return {front(t, back), end(t, ahead)}; }
  Tokens in_front(const TriggerMention& t, std::size_t back) const { return {front(t, back), t.first}; }
  Tokens behind(const TriggerMention& t, std::size_t ahead) const { return {t.last, end(t, ahead)}; }
  // "fell in it twenty", "were killed there": the verb before is the event
  bool after_verb(const TriggerMention& t) const;
  bool sentence_has(std::size_t s, std::string_view cls) const;
  bool strong_exit(std::size_t s) const;
  bool evacuated_in(std::size_t s) const;
  bool fighters_in(std::size_t s) const;
  // "the camp held 66,300 people": no detention
  bool houses(const TriggerMention& t) const;
  bool released(const TriggerMention& t) const;
  // "are still missing", "remain without water": what is said of them stands behind "still"
  bool better_behind(const TriggerMention& t, const AmountMention& a) const;
  bool word_just_before(const TriggerMention& t, std::initializer_list<std::string_view> words) const;
  bool limb_behind(const TriggerMention& t) const;
  // "three children lost their lives"
  bool lives_behind(const TriggerMention& t) const;
  bool withdrawal(const TriggerMention& t) const;
  bool shrinking(std::size_t s) const;
  // "a convoy of 290", "دفعة تضم 400 شخص": the verb of holding belongs to the movement before it
  bool container(const TriggerMention& t) const;
  bool definite(const TriggerMention& t) const;
  bool place_near(const TriggerMention& t, std::size_t reach) const;
  bool people_near(const TriggerMention& t) const;
  bool actor_near(const TriggerMention& t, std::size_t reach) const;
  bool item_near(const TriggerMention& t) const;
  bool negated_near(const TriggerMention& t) const;
  bool harm_in(std::size_t s) const;
  bool armed_near(const TriggerMention& t, std::size_t reach) const;
  // "is now under the control of", "remains under": a state that is reported, not a place described
  bool in_state(const TriggerMention& t) const;
  static bool any_with_suffix(std::string_view form);
  bool hypothetical(std::size_t s) const;
  // "displaced families": who they are, no event
  bool adjective(const TriggerMention& t) const;
  bool left_harmed(const TriggerMention& t) const;
  bool asked_for(const TriggerMention& t) const;
  bool place_behind(const TriggerMention& t) const;
  bool fighters_near(const TriggerMention& t) const;
  // Forces without a name: "the forces entered", "troops", "fighters"
  bool forces_near(const TriggerMention& t) const;
  // "were forced to", "had to": the event is what they were forced to
  bool verb_of_force(const TriggerMention& t) const;
  bool forced_to_stop(const TriggerMention& t) const;
  // "managed to advance"
  bool managed(const TriggerMention& t) const;
  // "the Nassib crossing", "border crossing" is a place, "crossing the river" a move
  bool name_of_crossing(const TriggerMention& t) const;
  bool aid_worker(const TriggerMention& t) const;
  // "called on residents to ...", "told the camp's people"
  bool addressed(const TriggerMention& t) const;
  // "forced to flee", "prevented from leaving", "to displacement"
  bool driven(const TriggerMention& t) const;
  bool denied_near(const TriggerMention& t) const;
  bool people_in_front(const TriggerMention& t) const;
  bool refused(const TriggerMention& t) const;
  // "no one was hurt", "some of them would not have died": a negated verb whose subject is a pronoun
  bool nobody(const TriggerMention& t) const;
  // "the town", "there": a place said before
  bool back_reference(const TriggerMention& t) const;
  bool people_only(const TriggerMention& t) const;
  bool needs_near(const TriggerMention& t) const;
  // "areas under the control of", "held by": describes a place, is no event
  bool subordinate(const TriggerMention& t) const;
  bool word_near(const TriggerMention& t, std::initializer_list<std::string_view> stems, std::size_t reach) const;
  bool closed_to(const TriggerMention& t) const;
  bool access_refused(const TriggerMention& t) const;
  bool road_near(const TriggerMention& t) const;
  bool object_near(const TriggerMention& t) const;

  // --- kinds.cpp ---
  // Words of fighters around that make "eight killed" fighters.
  bool fighters_meant(const AmountMention& a, std::size_t reach = 7) const;
  bool relatives(const AmountMention& a) const;
  // Fighters who are counted for themselves beside these people
  bool fighters_apart(const AmountMention& a) const;
  // "forty wounded were evacuated": who they are
  bool evacuated_before(const AmountMention& a) const;
  bool noun_is(const AmountMention& a, std::string_view family) const;
  // The kind of claim that a trigger of this family makes with this amount (k_none: none).
  std::string kind_of(const TriggerMention& t, std::size_t amount) const;
  // "sixty, killed and wounded together"
  bool both_meant(const AmountMention& a) const;
  bool fighters_in_clause(const AmountMention& a) const;
  // Goods or a giver around "qaddamat": it gave rather than came.
  bool relief_in(const TriggerMention& t) const;
  // "reached 300 families with rations": who gives reaches
  bool reached_with(const TriggerMention& t) const;
  // "1,146 people, fighters and their relatives"
  bool mixed_convoy(const AmountMention& a) const;
  // "2,670 fighters and family members": one count of both
  bool with_kin(const AmountMention& a) const;

  // --- attach.cpp ---
  bool via(const TriggerMention& t) const;
  bool says_harm(const TriggerMention& t) const;
  double cost(const TriggerMention& t, const AmountMention& a) const;
  // Whether another fitting event stands before the amount in its clause, free to govern it.
  bool governed(const TriggerMention& t, const AmountMention& a) const;
  // The noun that this trigger is belongs to another count.
  bool counts_other(const TriggerMention& t, std::size_t amount) const;
  // An outlook is spoken of as to come, and not the length of a journey.
  bool future_of(const TriggerMention& t) const;
  bool counting(const TriggerMention& t) const;
  // "the number of those who left the camp": the event is in the words that say who is counted.
  std::size_t counted_event(const TriggerMention& t, const AmountMention& a) const;
  // A bare number right behind an event counts people: "and wounded at least twenty", "brought the number of dead to 60".
  void bare_numbers();
  void with_amounts();
  // Amounts that no trigger claims: their noun may say enough.
  void without_trigger(std::size_t i);
  bool is_inside(const AmountMention& a) const;
  bool beside_a_force(std::size_t i) const;

  // --- around_count.cpp ---
  bool behind_population(const AmountMention& a) const;
  // "a man and his daughter died under the rubble"
  bool harmed_beside(const AmountMention& a) const;
  // "fifteen of the displaced died": who they are, not what happened
  bool named_group(const TriggerMention& t, const AmountMention& a) const;
  bool another_event(const TriggerMention& t, const AmountMention& a) const;
  // "food for 85,000 people", "baskets li-240 families"
  bool given_to(const AmountMention& a) const;
  // "that is, the equivalent of 22,000 people", "after it had been 90": the same thing in another unit or before
  bool restated(const AmountMention& a) const;
  // "75,000 of them reached Tal Rifaat" with a verb that also says "amounted to"
  bool reaches_place(const TriggerMention& t, const AmountMention& a) const;
  // "leaving a million people without water"
  bool left_without(const TriggerMention& t, const AmountMention& a) const;
  std::size_t behind_remark(std::size_t k, std::size_t limit) const;
  bool dies(const AmountMention& a) const;
  bool found_dead(const AmountMention& a) const;
  bool sleeps(const AmountMention& a) const;
  void wounded_beside(std::size_t amount);
  std::size_t carried_by(const AmountMention& a) const;
  std::size_t numbered_before(const AmountMention& a) const;
  void number_of_fighters(AmountMention& a);
  bool toll_before(const AmountMention& a) const;
  bool pronoun_before(const AmountMention& a) const;
  // "The convoy held 1,246 people", after a sentence about its leaving
  bool convoy_goes_on(const AmountMention& a) const;

  // --- standalone.cpp ---
  bool near_used(const std::string& kind, const TriggerMention& t, std::size_t reach) const;
  // Nouns name a strike best ("shelling" rather than "hit"), verbs a threat.
  void standalone();
  bool beside_the_point(const TriggerMention& t) const;
  void alone(std::size_t k);
  void whole_delivery(Draft& d) const;
  // "... were killed by a mine": the mine went off
  void mines();
  bool kills(std::size_t noun, std::size_t noun_last, const text::Range& range) const;
  bool seen(const std::string& kind) const;
  bool seen_in_sentence(const std::string& kind, std::size_t s) const;

  // --- alone.cpp ---
  // Whether an event of this family, said without a count, is a claim here.
  bool stands_alone(const TriggerMention& t, bool verb, bool negated) const;
  bool hazard_alone(const TriggerMention& t, bool verb, bool negated) const;
  bool strike_alone(const TriggerMention& t, bool verb, bool negated) const;
  bool damage_alone(const TriggerMention& t) const;
  bool control_alone(const TriggerMention& t, bool verb, bool negated) const;
  bool forces_alone(const TriggerMention& t, bool verb, bool negated) const;
  bool agreement_alone(const TriggerMention& t, bool verb) const;
  bool access_alone(const TriggerMention& t, bool verb) const;
  bool aid_alone(const TriggerMention& t, bool verb, bool negated) const;
  bool threat_alone(const TriggerMention& t, bool verb) const;
  bool flight_alone(const TriggerMention& t, bool verb, bool negated) const;
  bool homecoming_alone(const TriggerMention& t, bool verb, bool negated) const;
  bool arrival_alone(const TriggerMention& t, bool verb, bool negated) const;
  bool evacuation_alone(const TriggerMention& t, bool verb, bool negated) const;
  bool stay_alone(const TriggerMention& t, bool verb, bool negated) const;
  bool harm_alone(const TriggerMention& t, bool verb, bool negated) const;
  // "a convoy with food for 27,500 people entered Douma but left"
  bool goods_move(const TriggerMention& t) const;

 private:
  std::size_t front(const TriggerMention& t, std::size_t back) const {
    const std::size_t begin = doc.sentences[t.sentence].first;
    return t.first > begin + back ? t.first - back : begin;
  }
  std::size_t end(const TriggerMention& t, std::size_t ahead) const { return std::min(doc.sentences[t.sentence].last, t.last + ahead); }
};

}  // namespace nuzuh::reading
