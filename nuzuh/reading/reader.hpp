#pragma once
// Reads a report: text in, claims with spans out. Rules and tables only; a proposer for a human reviewer, never an unattended coder.

#include <string>
#include <string_view>

#include "nuzuh/evidence/claim.hpp"
#include "nuzuh/geo/gazetteer.hpp"

namespace nuzuh::reading {

enum class Language { automatic, arabic, english };

class Reader {
 public:
  Reader();

  /// The claims of a report. `utf8` is valid UTF-8; `date` is the report's date, against which relative dates are resolved. Offsets are
  /// code points of the text as given. Work grows linearly with length: a long text is read in blocks of some ten thousand words, and
  /// places are carried from sentence to sentence within a block.
  [[nodiscard]] evidence::Report read(std::string_view utf8, core::Date date, const std::string& doc_id, Language language = Language::automatic) const;

  [[nodiscard]] const geo::Gazetteer& gazetteer() const { return gazetteer_; }

 private:
  geo::Gazetteer gazetteer_;
};

/// Groups the claims of a report: contradicts, denies, updates, duplicates; with the gap between the values in words.
void relate(evidence::Report& report);

}  // namespace nuzuh::reading
