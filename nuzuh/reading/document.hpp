#pragma once
// A report under reading: its tokens and what stands in them (amounts, dates, places, actors, sources, triggers), before claims are made.

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/evidence/claim.hpp"
#include "nuzuh/geo/gazetteer.hpp"
#include "nuzuh/reading/lexicon.hpp"
#include "nuzuh/text/amount.hpp"
#include "nuzuh/text/token.hpp"
#include "nuzuh/text/when.hpp"

namespace nuzuh::reading {

inline constexpr std::size_t k_none = static_cast<std::size_t>(-1);

inline bool any_of(std::string_view x, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), x) != list.end();
}

/// A stretch of tokens and its code points.
struct Mention {
  std::size_t first = 0, last = 0;   ///< tokens, end exclusive
  std::uint32_t start = 0, end = 0;  ///< code points
  std::size_t sentence = 0;
};

enum class CountClass : std::uint8_t { none, civilian, fighter, any, item, object, aid, size, time, vehicle, reject };

struct AmountMention : Mention {
  text::Amount amount;
  std::string unit;            ///< empty where no counted noun was found
  CountClass cls = CountClass::none;
  std::string group;
  std::size_t noun_first = k_none, noun_last = k_none;
  bool share = false;          ///< "of whom"
  bool others = false;         ///< "three others": takes the noun of the amount before
  bool list = false;           ///< a list of people, added up
  bool used = false;
};

struct TriggerMention : Mention {
  std::string_view family;
  std::string_view flags;
  char conjunction = 0;
  char preposition = 0;
  bool future = false;         ///< Arabic sa-
  bool used = false;
};

enum class Role : std::uint8_t { none, from, to, at };

struct PlaceMention : Mention {
  std::vector<std::uint32_t> candidates;  ///< gazetteer indices, best first once resolved
  evidence::PlaceName name;               ///< as resolved
  Role role = Role::none;
  bool governorate = false;               ///< said with a word for governorate or countryside
  bool camp = false;
  bool cued = false;                      ///< a generic word stands before or after
  bool in_source = false;                 ///< inside the name of a source
  bool ambiguous = false;
  bool road = false;                      ///< "the road of X": not X itself
  bool governorate_side = false;          ///< "eastern X": X's governorate where X is its town
  bool anaphor = false;        ///< "the camp", "the town": start and end are those of the name said before
  bool beside = false;                    ///< "south of X": X is not the place itself
  std::string generic;                    ///< the word said with it: town, village, camp
  bool qualifier = false;                 ///< "Y in X": says where the place before lies, is no place of an event
  bool seat = false;                      ///< the centre of a governorate or district
  bool dateline = false;                  ///< at the head of a report, before a dash or colon
};

struct ActorMention : Mention {
  std::string id, source_type;
};

/// A named source with the cue that makes it one.
struct SourceMention : Mention {
  std::string type;
  std::string actor;           ///< actor id where the source is one
  std::size_t cue = 0;         ///< token of the speech verb or "according to"
  bool forward = true;         ///< speaks of what follows
  bool preposed = false;       ///< "according to X"
  bool denies = false;
};

struct Document {
  std::u32string_view points;
  std::vector<text::Token> tokens;
  std::vector<text::Range> sentences;
  std::vector<std::size_t> sentence_of;      ///< [token]
  std::vector<std::vector<Hit>> words;       ///< [token] hits of the closed classes
  std::vector<bool> dated;                   ///< [token] inside a date
  std::vector<bool> inner;                   ///< [token] a further word of a place's name
  core::Date today;
  std::vector<text::When> dates;
  std::vector<AmountMention> amounts;
  std::vector<TriggerMention> triggers;                            ///< by sentence
  std::vector<std::pair<std::size_t, std::size_t>> triggers_in;   ///< [sentence] first and past-the-last trigger
  std::vector<PlaceMention> places;
  std::vector<ActorMention> actors;
  std::vector<SourceMention> sources;

  /// Whether a phrase of the closed class begins at the token.
  [[nodiscard]] const Hit* word(std::size_t token, std::string_view cls) const;
  /// The counted noun that begins at the token and ends within its sentence.
  [[nodiscard]] std::optional<Hit> noun(std::size_t token) const;
  /// Whether it is of this class: fig, item, aid.
  [[nodiscard]] bool noun_of(std::size_t token, std::string_view cls) const;
  [[nodiscard]] bool mark(std::size_t token) const { return tokens[token].kind == text::TokenKind::mark; }
  [[nodiscard]] evidence::Quote quote(std::uint32_t start, std::uint32_t end) const;
};

/// Tokens, sentences, closed-class words, dates, amounts with their nouns, triggers, actors. Places and sources have their own files.
Document annotate(std::u32string_view points, std::uint32_t begin, std::uint32_t end, core::Date today);

/// Whether a trigger of the lexicon that stands at token `at` of the sentence `range` is no event there ("returned fire").
bool no_event(const Document& doc, const Hit& hit, std::size_t at, const text::Range& range);
/// Finds amounts with their nouns, and nouns that carry their number (duals, singulars, lists of people).
void find_amounts(Document& doc);
/// Finds how long something will last, where an end is spoken of.
void find_durations(Document& doc);
/// Decides between the candidates of each place by context; drops what fits nothing around it.
void choose_places(Document& doc, const geo::Gazetteer& gazetteer);
/// Finds places and chooses between homonyms.
void find_places(Document& doc, const geo::Gazetteer& gazetteer);
/// Finds who says what.
void find_sources(Document& doc);

}  // namespace nuzuh::reading
