#pragma once
// From mentions to drafts of claims: which trigger takes which amount, which kind it is, which places fill its slots.

#include <string>
#include <vector>

#include "nuzuh/reading/document.hpp"

namespace nuzuh::reading {

struct Draft {
  std::string kind;
  std::size_t trigger = k_none;  ///< index into triggers
  std::size_t amount = k_none;   ///< index into amounts
  std::size_t anchor = 0;        ///< token that stands for the claim
  std::size_t sentence = 0;
  std::size_t noun_first = k_none, noun_last = k_none;                ///< trigger said by the counted noun
  std::size_t place = k_none, origin = k_none, destination = k_none;  ///< indices into places
  bool place_inherited = false, origin_inherited = false, destination_inherited = false;
  std::string polarity = "affirmed", modality = "actual", certainty = "stated", measure, status, unit, group;
  std::size_t source = k_none;
  std::size_t date = k_none;
  std::size_t part_of = k_none;    ///< index into drafts
  std::size_t denial_of = k_none;  ///< this draft denies that one
  std::size_t trigger_first = k_none,
              trigger_last = k_none;  ///< where the words of the trigger are more (verb and noun) or others (a verb of denial)
  std::uint32_t trigger_start = 0;    ///< code point of trigger_first behind its proclitics; 0: the token's start
};

/// All drafts of a document in the order of the text.
std::vector<Draft> make_drafts(Document& doc);
/// Fills place, origin and destination; carries them over from earlier sentences.
void fill_places(const Document& doc, std::vector<Draft>& drafts);
/// Fills polarity, modality, certainty, attribution, measure and date; adds the drafts of denials that only point back ("denied this").
void judge(Document& doc, std::vector<Draft>& drafts);

bool is_movement(std::string_view kind);
bool is_stock(std::string_view kind);

/// Words between two tokens, dates and the further words of names left out: "arrived last Thursday in Al-Hol: 40" is near.
std::size_t steps_between(const Document& doc, std::size_t a, std::size_t b);
/// "إن أزيلت المخلفات": "if" before a past verb at token k; in front of nouns the same letters say "that".
bool if_past(const Document& doc, std::size_t k);
/// Clause marks between two tokens: commas count 1, words of contrast 4.
int boundaries(const Document& doc, std::size_t a, std::size_t b);

}  // namespace nuzuh::reading
