#include "nuzuh/reading/frames.hpp"

#include <algorithm>

#include "nuzuh/reading/frame_maker.hpp"

namespace nuzuh::reading {

bool is_movement(std::string_view kind) {
  return any_of(kind, {"displacement", "arrival", "departure", "return", "evacuation", "exit_transfer", "force_move"});
}
bool is_stock(std::string_view kind) {
  return any_of(kind, {"population", "people_affected", "capacity", "hazard_present", "force_size", "enclave_area", "missing"});
}

int boundaries(const Document& doc, std::size_t a, std::size_t b) {
  int n = 0;
  for (std::size_t k = a; k < b; ++k) {
    if (doc.mark(k)) {
      const auto& f = doc.tokens[k].form;
      if (f == "," || f == "،" || f == ":" || f == "(" || f == ")" || f == "–") ++n;
    } else if (doc.word(k, "contrast")) {
      n += 3;
    }
  }
  return n;
}

bool if_past(const Document& doc, std::size_t k) {
  const auto& t = doc.tokens[k];
  if ((t.form != "ان" && t.form != "وان") || k + 1 >= doc.tokens.size() || doc.points[t.end - 2] != U'إ') return false;
  if (k > 0 && (doc.word(k - 1, "say") || doc.word(k - 1, "according") || any_of(doc.tokens[k - 1].form, {"حتي", "حتى"}))) return false;
  const auto& next = doc.tokens[k + 1].form;
  for (const auto& v : doc.triggers)
    if (v.first == k + 1 && v.flags.find('v') != std::string_view::npos) return !next.starts_with("ي") && !next.starts_with("ت");
  return false;
}

std::size_t steps_between(const Document& doc, std::size_t a, std::size_t b) {
  std::size_t n = 0;
  for (std::size_t k = a; k < b; ++k) n += !doc.dated[k] && !doc.inner[k];
  return n;
}

std::vector<Draft> make_drafts(Document& doc) {
  // Who speaks is no event: "residents said", "the Observatory".
  for (auto& t : doc.triggers)
    for (const auto& s : doc.sources)
      if (t.first >= s.first && t.last <= s.last) t.family = {};
  Maker maker{doc, {}};
  maker.with_amounts();
  maker.standalone();
  maker.mines();
  auto& drafts = maker.drafts;
  std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& x, const Draft& y) { return x.anchor < y.anchor; });
  for (std::size_t i = 1; i < drafts.size(); ++i) {
    auto& d = drafts[i];
    if (d.amount == k_none || !doc.amounts[d.amount].share) continue;
    for (std::size_t k = i; k-- > 0 && drafts[k].sentence == d.sentence;) {
      if (drafts[k].amount == k_none || doc.amounts[drafts[k].amount].share) continue;
      d.part_of = k;
      break;
    }
  }
  return std::move(drafts);
}

}  // namespace nuzuh::reading
