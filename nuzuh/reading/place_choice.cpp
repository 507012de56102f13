// Which of the places of one name is meant: governorate or town, camp or town, near the others or not.
#include <algorithm>
#include <cmath>
#include <limits>

#include "nuzuh/reading/document.hpp"

namespace nuzuh::reading {
namespace {

double apart(const geo::GazetteerPlace& a, const geo::GazetteerPlace& b) {
  const double d = geo::distance_km(a.latitude, a.longitude, b.latitude, b.longitude);
  return std::isnan(d) ? 150.0 : d;
}

evidence::PlaceName named(const geo::GazetteerPlace& g) {
  evidence::PlaceName n;
  n.id = g.id;
  n.name_ar = g.name_ar;
  n.name_en = g.name_en;
  n.level = geo::to_string(g.level);
  n.country = "SY";
  n.admin1 = g.admin1;
  const std::size_t bracket = n.admin1.find(" (");
  if (bracket != std::string::npos) {
    n.country = n.admin1.substr(bracket + 2, 2);
    n.admin1.resize(bracket);
  } else if (g.level == geo::Level::country) {
    n.country = n.admin1;
    n.admin1.clear();
  }
  if (!std::isnan(g.latitude)) n.lat = g.latitude, n.lon = g.longitude;
  return n;
}

// Whether the sentence tells of tens of thousands who were displaced.
bool mass_displacement(const Document& doc, std::size_t sentence) {
  bool many = false, displaced = false;
  for (const auto& a : doc.amounts)
    many = many || (a.sentence == sentence && a.amount.lo >= 10000 && (a.unit == "persons" || a.unit == "families"));
  for (const auto& t : doc.triggers)
    displaced = displaced || (t.sentence == sentence && t.family == "displace" && t.flags.find('p') == std::string_view::npos);
  return many && displaced;
}

}  // namespace

void choose_places(Document& doc, const geo::Gazetteer& gazetteer) {
  // Anchors: mentions whose place is beyond doubt.
  std::vector<std::uint32_t> anchors;
  for (const auto& p : doc.places) {
    if (p.ambiguous || p.candidates.empty()) continue;
    std::size_t cores = 0;
    std::uint32_t core = 0;
    for (const auto c : p.candidates)
      if (gazetteer[c].core) ++cores, core = c;
    if (cores == 1)
      anchors.push_back(core);
    else if (p.candidates.size() == 1)
      anchors.push_back(p.candidates[0]);
    if (anchors.size() > 64) anchors.erase(anchors.begin());
  }
  // "330,000 people have been displaced in Daraa": so many come from a governorate, where nothing says "the city"
  for (auto& p : doc.places)
    if (!p.governorate && p.generic.empty() && p.role != Role::to && mass_displacement(doc, p.sentence)) p.governorate_side = true;
  bool camps_named = false, camp_said = false;
  for (const auto& p : doc.places) camps_named = camps_named || p.camp;
  for (const auto& token : doc.tokens) camp_said = camp_said || token.form == "camp" || token.form == "المخيم" || token.form == "بالمخيم";
  for (auto& p : doc.places) {
    if (p.candidates.empty()) {
      p.name.level = p.camp ? "camp" : "locality";
      p.name.country = "SY";
      continue;
    }
    std::vector<std::pair<double, std::uint32_t>> scored;
    for (const auto c : p.candidates) {
      const auto& g = gazetteer[c];
      double nearest = 200, score = (g.core ? 45 : 0) + 4.0 * g.weight;
      bool same = false;
      std::size_t others = 0;
      for (const auto a : anchors) {
        if (std::find(p.candidates.begin(), p.candidates.end(), a) != p.candidates.end()) continue;
        ++others;
        nearest = std::min(nearest, apart(g, gazetteer[a]));
        same = same || gazetteer[a].admin1 == g.admin1;
      }
      if (others) score += 40 * std::exp(-nearest / 40) + (same ? 18 : 0);
      if (g.level == geo::Level::neighbourhood && !p.cued && !same) score -= 12;  // the town rather than a quarter of that name elsewhere
      if (others && g.core && nearest > 250 && nearest < 1e6) score -= 40;        // a namesake beyond the border
      if (p.governorate && g.level == geo::Level::governorate) score += 60;
      if (!p.governorate && g.level == geo::Level::governorate) score -= 70;
      if (p.camp == (g.level == geo::Level::camp))
        score += p.camp ? 60 : 0;
      else if (g.level == geo::Level::camp)
        score += camp_said && !camps_named && !p.cued ? 60 : -10;  // "reached Al-Hol, raising the camp's population"
      scored.emplace_back(score, c);
    }
    std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    const auto best = gazetteer[scored[0].second];
    // A provisional village must fit the others.
    if (p.ambiguous) {
      double nearest = 1e9;
      for (const auto a : anchors) nearest = std::min(nearest, apart(best, gazetteer[a]));
      if (nearest > 60) {
        p.candidates.clear();
        p.last = p.first;  // marks it for removal
        continue;
      }
    }
    p.candidates.clear();
    for (const auto& [score, c] : scored) p.candidates.push_back(c);
    p.name = named(best);
    p.seat = best.seat;
    p.ambiguous = scored.size() > 1 && scored[0].first - scored[1].first < 8;
    const bool city_of_governorate =
        best.core && best.level == geo::Level::locality && gazetteer.governorate(best.admin1) >= 0 &&
        (best.name_en == "Idlib" || best.name_en == "Aleppo" || best.name_en == "Hasakah" || best.name_en == "Raqqa" ||
         best.name_en == "Deir ez-Zor" || best.name_en == "Homs" || best.name_en == "Hama" || best.name_en == "Daraa" ||
         best.name_en == "Quneitra" || best.name_en == "Latakia" || best.name_en == "Tartous" || best.name_en == "Sweida" ||
         best.name_en == "Damascus");
    // Who writes "Idlib" alone mostly means the governorate, the last that was held by the opposition; of other names the city is meant.
    if (best.core && best.name_en == "Idlib" && p.generic.empty() && !p.anaphor) p.governorate_side = true;
    if ((p.governorate || p.governorate_side) && best.level != geo::Level::governorate && city_of_governorate) {
      std::int64_t g = gazetteer.governorate(best.admin1);
      if (best.name_en == "Damascus") g = gazetteer.governorate("Rural Damascus");
      if (g >= 0) {
        p.name = named(gazetteer[static_cast<std::uint32_t>(g)]);
        p.candidates.insert(p.candidates.begin(), static_cast<std::uint32_t>(g));
      }
    }
    if (p.camp && best.level != geo::Level::camp) {
      // A camp that the gazetteer lacks is put where the place is that gives it its name.
      p.name.id = "nz:camp-" + geo::latin_key(p.name.name_en);
      p.name.name_en += " camp";
      p.name.name_ar = "مخيم " + p.name.name_ar;
      p.name.level = "camp";
    }
  }
  std::erase_if(doc.places, [](const PlaceMention& p) { return p.last == p.first; });
  for (std::size_t i = 0; i < doc.places.size(); ++i) {
    auto& p = doc.places[i];
    // "in Y, Idlib": a bare name of a governorate behind a comma says where Y lies
    if (i > 0 && doc.places[i - 1].sentence == p.sentence && doc.places[i - 1].last + 1 == p.first && doc.mark(doc.places[i - 1].last) &&
        doc.tokens[doc.places[i - 1].last].form == "," && (p.name.level == "governorate" || p.name.level == "country" || p.governorate) &&
        doc.places[i - 1].name.level != p.name.level)
      p.qualifier = true;
    if (!p.candidates.empty() || p.name.lat) continue;
    // A camp or village that no gazetteer has lies about where the text says it lies.
    const PlaceMention* host =
        i + 1 < doc.places.size() && doc.places[i + 1].qualifier && doc.places[i + 1].sentence == p.sentence ? &doc.places[i + 1] : nullptr;
    if (host && host->name.lat && host->name.level != "governorate")
      p.name.lat = host->name.lat, p.name.lon = host->name.lon, p.name.admin1 = host->name.admin1;
  }
}

}  // namespace nuzuh::reading
