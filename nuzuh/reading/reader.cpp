#include "nuzuh/reading/reader.hpp"

#include <algorithm>
#include <cmath>

#include "nuzuh/core/hash.hpp"
#include "nuzuh/evidence/sha256.hpp"
#include "nuzuh/reading/frames.hpp"
#include "nuzuh/reading/roles.hpp"
#include "nuzuh/text/unicode.hpp"

namespace nuzuh::reading {
namespace {

constexpr std::size_t k_block = 20000;  // code points

evidence::PlaceRef place_ref(const Document& doc, const geo::Gazetteer& gazetteer, std::size_t index, bool inherited) {
  const auto& p = doc.places[index];
  evidence::PlaceRef r;
  r.quote = doc.quote(p.start, p.end);
  r.place = p.name;
  r.inherited = inherited || p.anaphor;
  r.ambiguous = p.ambiguous;
  for (std::size_t k = 0; k < p.candidates.size() && r.alternatives.size() < 4; ++k) {
    const auto& g = gazetteer[p.candidates[k]];
    if (g.id == p.name.id) continue;
    evidence::PlaceName n;
    n.id = g.id, n.name_ar = g.name_ar, n.name_en = g.name_en, n.level = geo::to_string(g.level), n.admin1 = g.admin1, n.country = "SY";
    if (!std::isnan(g.latitude)) n.lat = g.latitude, n.lon = g.longitude;
    r.alternatives.push_back(n);
  }
  return r;
}

evidence::Claim claim_of(const Document& doc, const geo::Gazetteer& gazetteer, const Draft& d) {
  evidence::Claim c;
  c.kind = d.kind;
  c.polarity = d.polarity;
  c.modality = d.modality;
  c.certainty = d.certainty;
  c.measure = d.measure;
  const auto range = doc.sentences[d.sentence];
  c.evidence = doc.quote(doc.tokens[range.first].start, doc.tokens[range.last - 1].end);
  if (d.trigger_first != k_none) {
    c.trigger = doc.quote(d.trigger_start ? d.trigger_start : doc.tokens[d.trigger_first].start, doc.tokens[d.trigger_last - 1].end);
  } else if (d.trigger != k_none) {
    const auto& t = doc.triggers[d.trigger];
    c.trigger = doc.quote(t.start, t.end);
  } else if (d.noun_first != k_none) {
    c.trigger = doc.quote(doc.tokens[d.noun_first].start, doc.tokens[d.noun_last - 1].end);
  }
  if (d.amount != k_none) {
    const auto& a = doc.amounts[d.amount];
    evidence::Quantity q;
    q.quote = doc.quote(a.start, a.end);
    q.lo = a.amount.lo;
    if (a.amount.hi != text::k_unbounded) q.hi = a.amount.hi;
    q.unit = a.unit.empty() ? "persons" : a.unit;
    if ((d.kind == "fighter_death" || d.kind == "fighter_injury" || d.kind == "fighter_casualty" || d.kind == "force_size") && (q.unit == "persons")) q.unit = "fighters";
    q.form = text::to_string(a.amount.form);
    q.group = a.group;
    if (q.group.empty() && q.unit == "families" && a.noun_first != k_none && doc.tokens[a.noun_first].form.ends_with("هم")) q.group = "families";
    c.quantity = q;
  }
  if (d.place != k_none) c.place = place_ref(doc, gazetteer, d.place, d.place_inherited);
  if (d.origin != k_none) c.origin = place_ref(doc, gazetteer, d.origin, d.origin_inherited);
  if (d.destination != k_none) c.destination = place_ref(doc, gazetteer, d.destination, d.destination_inherited);
  if (d.date != k_none) {
    const auto& w = doc.dates[d.date];
    c.date = evidence::DateRef{doc.quote(w.start, w.end), w.from, w.to};
  }
  if (d.source != k_none) {
    const auto& s = doc.sources[d.source];
    c.attribution = evidence::Attribution{doc.quote(s.start, s.end), s.type};
  }
  if (c.kind == "control" && d.trigger != k_none) {
    const auto& f = doc.tokens[doc.triggers[d.trigger].first].form;
    const auto has = [&](std::initializer_list<std::string_view> stems) {
      return std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) { return f.find(stem) != std::string::npos; });
    };
    const bool lost = has({"خسر", "سقط", "lost", "losing", "fell"});
    const bool held = f.starts_with("control") || f.starts_with("hold") || has({"يسيطر", "تسيطر", "حتفظ", "still"}) ||
                      (f.starts_with("ب") && has({"بيد", "بايدي", "بقبض"})) || has({"قبضه"}) ||
                      (f == "in" && doc.tokens[doc.triggers[d.trigger].last - 1].form != "control");
    c.status = lost ? "lost" : held ? "held" : "taken";
  }
  add_actors(doc, d, c);
  return c;
}

}  // namespace

Reader::Reader() : gazetteer_([](std::string_view name) { return text::fold(name); }) { Lexicon::instance(); }

evidence::Report Reader::read(std::string_view utf8, core::Date date, const std::string& doc_id, Language language) const {
  evidence::Report report;
  const std::u32string points = text::decode(utf8);
  report.doc_id = doc_id;
  report.date = date;
  report.length = static_cast<std::uint32_t>(points.size());
  report.sha256 = evidence::sha256(utf8);
  report.fnv1a = core::fnv1a(utf8);
  if (language == Language::automatic) {
    std::size_t arabic = 0, latin = 0;
    for (const char32_t c : points) {
      if (text::is_arabic_letter(c)) ++arabic;
      else if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z')) ++latin;
    }
    report.lang = arabic >= latin ? "ar" : "en";
  } else {
    report.lang = language == Language::arabic ? "ar" : "en";
  }
  for (std::size_t begin = 0; begin < points.size();) {
    std::size_t end = std::min(points.size(), begin + k_block);
    if (end < points.size()) {  // cut at a line or sentence end, else at a space, else anywhere
      std::size_t cut = end;
      while (cut > begin + k_block / 2 && points[cut - 1] != U'\n') --cut;
      if (cut <= begin + k_block / 2) {
        cut = end;
        while (cut > begin + k_block / 2 && points[cut - 1] != U' ') --cut;
      }
      if (cut > begin + k_block / 2) end = cut;
    }
    Document doc = annotate(points, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), date);
    find_places(doc, gazetteer_);
    find_sources(doc);
    auto drafts = make_drafts(doc);
    fill_places(doc, drafts);
    judge(doc, drafts);
    const std::size_t base = report.claims.size();
    for (const auto& d : drafts) {
      auto claim = claim_of(doc, gazetteer_, d);
      claim.id = "f" + std::to_string(report.claims.size() + 1);
      if (d.part_of != k_none) claim.part_of = "f" + std::to_string(base + d.part_of + 1);
      report.claims.push_back(std::move(claim));
      if (d.denial_of != k_none) report.relations.push_back({"denies", report.claims.back().id, "f" + std::to_string(base + d.denial_of + 1), {}});
    }
    begin = end;
  }
  relate(report);
  return report;
}

}  // namespace nuzuh::reading
