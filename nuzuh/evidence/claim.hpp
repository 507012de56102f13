#pragma once
// What a report says, in its own words: one claim is one kind with at most one quantity, its spans, its source, and how sure and how real
// it is said to be. Schema nuzuh-facts/1 (docs/formats/claims.md). Plain data; JSON in and out in claim_json.hpp.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nuzuh/core/date.hpp"

namespace nuzuh::evidence {

/// Code points of the report's text, end exclusive.
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// A span with the words there (shown to the reviewer, never stored in a case).
struct Quote {
  Span span;
  std::string text;
};

struct Quantity {
  Quote quote;
  double lo = 0;
  std::optional<double> hi;  ///< none: the words set no upper end
  std::string unit;          ///< persons, families, fighters, items, ...
  std::string form;          ///< exact, approx, at_least, ...
  std::string group;         ///< children, women, ...; empty where none is said
};

struct PlaceName {
  std::string id, name_ar, name_en, level, admin1, country;
  std::optional<double> lat, lon;  ///< degrees
};

struct PlaceRef {
  Quote quote;
  PlaceName place;
  std::vector<PlaceName> alternatives;  ///< other places of that name, best first
  bool inherited = false;               ///< said in another sentence
  bool ambiguous = false;               ///< the context does not decide between the alternatives
};

struct DateRef {
  Quote quote;
  core::Date from, to;  ///< both included
};

struct ActorRef {
  Quote quote;
  std::string id, role;
};

struct Attribution {
  Quote quote;
  std::string type;
};

struct Claim {
  std::string id;  ///< f1, f2, ... in the report
  std::string kind;
  std::optional<Quote> trigger;
  Quote evidence;  ///< the sentence
  std::optional<Quantity> quantity;
  std::string measure;  ///< increment, stock, cumulative, or empty
  std::optional<PlaceRef> place, origin, destination;
  std::optional<DateRef> date;
  std::vector<ActorRef> actors;
  std::optional<Attribution> attribution;
  std::string certainty = "stated";
  std::string polarity = "affirmed";
  std::string modality = "actual";
  std::string part_of;
  std::string status;
};

/// Two claims of one report: contradicts, denies, updates or duplicates. `gap` says by how much they disagree.
struct Relation {
  std::string type, first, second;
  std::string gap;
};

struct Report {
  std::string doc_id, lang;
  core::Date date;
  std::uint32_t length = 0;  ///< [code points]
  std::string sha256;        ///< of the UTF-8 text
  std::vector<Claim> claims;
  std::vector<Relation> relations;
  std::uint64_t fnv1a = 0;  ///< of the UTF-8 text: what a case's spans are checked against
};

/// A claim that may be used as an observation after review: affirmed and actual.
bool usable(const Claim& claim);

}  // namespace nuzuh::evidence
