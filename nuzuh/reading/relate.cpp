#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "nuzuh/geo/gazetteer.hpp"
#include "nuzuh/reading/reader.hpp"

namespace nuzuh::reading {
namespace {

const evidence::PlaceRef* main_place(const evidence::Claim& c) {
  if (c.place) return &*c.place;
  if ((c.kind == "arrival" || c.kind == "return") && c.destination) return &*c.destination;
  if (c.origin) return &*c.origin;
  if (c.destination) return &*c.destination;
  return nullptr;
}

bool same_place(const evidence::Claim& a, const evidence::Claim& b) {
  const auto *p = main_place(a), *q = main_place(b);
  if (!p || !q || p->inherited || q->inherited) return true;  // one of them names no place of its own: it speaks of the same one
  if (!p->place.id.empty() && p->place.id == q->place.id) return true;
  if (p->place.lat && q->place.lat)
    return geo::distance_km(*p->place.lat, *p->place.lon, *q->place.lat, *q->place.lon) <= 10;  // neighbouring places of one pocket
  return p->quote.text == q->quote.text;
}

bool same_dates(const evidence::Claim& a, const evidence::Claim& b) {
  return !a.date || !b.date || (a.date->from <= b.date->to && b.date->from <= a.date->to);
}

std::string source_of(const evidence::Claim& c) { return c.attribution ? c.attribution->quote.text : std::string(); }

// "4,300 families, that is 22,000 people": one event counted in two units, with the size that families have.
bool same_people(const evidence::Claim& a, const evidence::Claim& b) {
  const auto &p = *a.quantity, &q = *b.quantity;
  if (!((p.unit == "persons" && q.unit == "families") || (p.unit == "families" && q.unit == "persons")) || !a.trigger || !b.trigger ||
      !(a.trigger->span == b.trigger->span))
    return false;
  const double people = p.unit == "persons" ? p.lo : q.lo, families = p.unit == "persons" ? q.lo : p.lo;
  return families > 0 && people >= 2 * families && people <= 12 * families;
}

std::string amount(double v) { return v >= 1e15 ? std::string("no upper end") : fmt::format("{:.0f}", v); }

}  // namespace

void relate(evidence::Report& report) {
  auto& claims = report.claims;
  constexpr std::size_t k_reach = 40;  // claims further apart in a text speak of other things
  constexpr int k_links = 8;           // at most so many of a claim are said
  std::set<std::pair<std::string, std::string>> known;
  for (const auto& r : report.relations) known.insert(std::minmax(r.first, r.second));
  const auto related = [&](const std::string& x, const std::string& y) { return known.count(std::minmax(x, y)) > 0; };
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const std::size_t before = report.relations.size();
    for (std::size_t j = i + 1; j < std::min(claims.size(), i + k_reach); ++j) {
      if (report.relations.size() >= before + k_links) break;
      auto &a = claims[i], &b = claims[j];
      if (a.kind != b.kind || !a.part_of.empty() || !b.part_of.empty()) continue;
      if ((a.polarity == "denied") != (b.polarity == "denied")) {
        if (same_place(a, b) && !related(a.id, b.id)) {
          const bool numbers = !a.quantity || !b.quantity || (a.quantity->unit == b.quantity->unit);
          if (numbers)
            report.relations.push_back({"denies", a.polarity == "denied" ? a.id : b.id, a.polarity == "denied" ? b.id : a.id, {}});
        }
        continue;
      }
      if (a.polarity != "affirmed" || b.polarity != "affirmed" || a.modality != "actual" || b.modality != "actual") continue;
      if (!a.quantity || !b.quantity) continue;
      if (same_people(a, b)) {
        report.relations.push_back({"duplicates", a.id, b.id, {}});
        continue;
      }
      if (a.quantity->unit != b.quantity->unit || a.quantity->group != b.quantity->group) continue;
      if (!same_place(a, b)) continue;
      // "14,300 have left, after 13,100 on Thursday": one running total, later and earlier
      if (a.measure == "cumulative" && b.measure == "cumulative" && a.quantity->lo != b.quantity->lo && source_of(a) == source_of(b)) {
        const bool later = a.date && b.date && a.date->to != b.date->to ? b.date->to > a.date->to : b.quantity->lo > a.quantity->lo;
        report.relations.push_back({"updates", later ? b.id : a.id, later ? a.id : b.id, {}});
        continue;
      }
      if (!same_dates(a, b)) continue;
      const double ah = a.quantity->hi.value_or(1e18), bh = b.quantity->hi.value_or(1e18);
      const bool disjoint = a.quantity->lo > bh || b.quantity->lo > ah;
      const bool other_source = source_of(a) != source_of(b);
      if (!disjoint) continue;
      if (a.measure == "stock" && b.measure == "stock") {
        if (!other_source && a.evidence.span == b.evidence.span) continue;  // one source counting two things in one sentence
      } else if (a.measure != b.measure || !other_source) {
        continue;
      }
      const double low_end = std::min(ah, bh), high_start = std::max(a.quantity->lo, b.quantity->lo);
      report.relations.push_back({"contradicts", a.id, b.id,
                                  fmt::format("{}-{} against {}-{} {}: at least {} apart ({:.1f} times)", amount(a.quantity->lo),
                                              amount(ah), amount(b.quantity->lo), amount(bh), a.quantity->unit,
                                              amount(high_start - low_end), high_start / std::max(1.0, low_end))});
    }
  }
}

}  // namespace nuzuh::reading
