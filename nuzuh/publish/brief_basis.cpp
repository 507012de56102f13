// What the numbers rest on: the map's places, grades, parameters, sources, method, limits, and how the forecast did.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "nuzuh/publish/charts.hpp"
#include "nuzuh/publish/html.hpp"
#include "nuzuh/publish/numbers.hpp"
#include "nuzuh/publish/provenance.hpp"
#include "nuzuh/publish/sections.hpp"

namespace nuzuh::publish {
namespace {

using scenario::Bank;
using scenario::SiteKind;

Message word_of(SiteKind kind) {
  switch (kind) {
    case SiteKind::enclave_place: return Message::k_enclave;
    case SiteKind::town: return Message::k_town;
    case SiteKind::screening: return Message::k_screening;
    case SiteKind::transit: return Message::k_transit;
    case SiteKind::camp: return Message::k_camp;
    case SiteKind::informal_site: return Message::k_informal;
    case SiteKind::destination: return Message::k_destination;
  }
  return Message::k_town;
}

Message word_of(Bank bank) { return bank == Bank::left ? Message::bank_left : bank == Bank::right ? Message::bank_right : Message::bank_none; }

/// Publishers of the sources, linked.
std::string citations(const View& v, const std::vector<std::string>& ids) {
  std::string out;
  for (const auto& id : ids) {
    const auto* source = v.scenario.find_source(id);
    if (!out.empty()) out += v.arabic() ? "، " : ", ";
    out += source ? link(source->url, source->publisher) : bdi(id);
  }
  return out;
}

std::string legend(const View& v) {
  struct Entry {
    const char* svg;
    Message word;
  };
  constexpr std::array entries = {
      Entry{"<path class=\"s-camp\" d=\"M12 3l7 13h-14z\"/>", Message::k_camp},          Entry{"<path class=\"s-informal\" d=\"M12 5l6 11h-12z\"/>", Message::k_informal},
      Entry{"<rect class=\"s-transit\" x=\"6\" y=\"5\" width=\"11\" height=\"11\"/>", Message::k_transit}, Entry{"<path class=\"s-screening\" d=\"M12 3l7 7l-7 7l-7 -7z\"/>", Message::k_screening},
      Entry{"<circle class=\"s-enclave\" cx=\"12\" cy=\"10\" r=\"4\"/>", Message::k_enclave}, Entry{"<circle class=\"s-town\" cx=\"12\" cy=\"10\" r=\"2.5\"/>", Message::k_town},
      Entry{"<path class=\"link\" d=\"M1 10h22\"/>", Message::k_link},                    Entry{"<path class=\"way-out\" d=\"M1 10h22\"/>", Message::k_way}};
  std::string out;
  for (const auto& e : entries) out += fmt::format("<li><svg viewBox=\"0 0 24 20\" width=\"24\" height=\"20\" aria-hidden=\"true\">{}</svg>{}</li>", e.svg, v.say(e.word));
  return fmt::format("<ul class=\"legend\">{}</ul>", out);
}

std::string belief(const View& v, const scenario::Estimate& e) {
  const auto n = [&](double x) { return escape(brief_number(x, v.language)); };
  const auto name = std::string(scenario::name_of(e.belief.form));
  if (e.belief.form == scenario::Form::fixed) return fmt::format("<bdi>{} {}</bdi>", n(e.belief.a), escape(e.unit));
  return fmt::format("<bdi>{} ({}; {}) {}</bdi>", escape(name), n(e.belief.a), n(e.belief.b), escape(e.unit));
}

std::string grades(const View& v) {
  constexpr std::array words = {Message::grade_s_long, Message::grade_m_long, Message::grade_w_long, Message::grade_a_long};
  std::array<int, 4> count{};
  for (const auto& p : v.scenario.parameters) ++count[static_cast<std::size_t>(p.grade)];
  HtmlTable table(v.say(Message::grades_title), {v.say(Message::evidence), v.say(Message::note_col), v.say(Message::grades_count)}, "");
  for (std::size_t i = 0; i < words.size(); ++i) table.row({v.grade(static_cast<scenario::Grade>(i)), v.say(words[i]), whole(count[i], v.language)});
  return table.text() + fmt::format("<p>{}</p>", v.say(Message::weakest, {{"grade", v.grade(v.forecast.run.weakest)}}));
}

std::string learned(const View& v) {
  if (v.forecast.learned.empty()) return {};
  HtmlTable table({}, {v.say(Message::parameter), v.say(Message::before), v.say(Message::after)}, "numbers");
  const auto three = [&](const std::array<double, 3>& q) {
    return escape(fmt::format("{} · {} · {}", brief_number(q[0], v.language), brief_number(q[1], v.language), brief_number(q[2], v.language)));
  };
  for (const auto& l : v.forecast.learned) table.row({fmt::format("<code dir=\"ltr\">{}</code> <small><bdi>{}</bdi></small>", escape(l.key), escape(l.unit)), three(l.prior), three(l.posterior)});
  return folded(v.say(Message::learned_title), table.text());
}

std::string parameters(const View& v) {
  HtmlTable table({}, {v.say(Message::parameter), v.say(Message::belief), v.say(Message::evidence), v.say(Message::source), v.say(Message::reason)}, "long stack");
  for (const auto& p : v.scenario.parameters) {
    table.row({fmt::format("<code dir=\"ltr\">{}</code>", escape(p.key)), belief(v, p), v.grade(p.grade), citations(v, p.sources), fmt::format("<span lang=\"en\" dir=\"auto\">{}</span>", escape(p.reason))});
  }
  return folded(v.say(Message::parameters_title, {{"n", whole(static_cast<double>(v.scenario.parameters.size()), v.language)}}),
                fmt::format("<p class=\"note\">{}</p>{}", v.say(Message::parameters_note), table.text()));
}

std::string sources(const View& v) {
  std::string items;
  for (const auto& s : v.scenario.sources) {
    items += fmt::format("<li>{}: {}{}</li>", bdi(s.publisher), link(s.url, s.title), s.date ? fmt::format(" ({})", v.date(*s.date)) : std::string{});
  }
  return folded(v.say(Message::sources_title, {{"n", whole(static_cast<double>(v.scenario.sources.size()), v.language)}}), fmt::format("<ol class=\"sources\">{}</ol>", items));
}

std::string list(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) {
    if (!item.empty()) out += fmt::format("<li>{}</li>", item);
  }
  return fmt::format("<ul>{}</ul>", out);
}

}  // namespace

std::string section_map(const View& v) {
  HtmlTable table({}, {v.say(Message::place), v.say(Message::kind), v.say(Message::bank), v.say(Message::pcode), v.say(Message::source)}, "stack");
  for (const auto& site : v.scenario.sites) {
    if (site.kind == SiteKind::destination) continue;
    auto name = bdi(v.arabic() ? site.name_ar : site.name_en);
    name += fmt::format(" <small lang=\"{}\">{}</small>", v.arabic() ? "en" : "ar", bdi(v.arabic() ? site.name_en : site.name_ar));
    if (site.interpolated) name += fmt::format("<br><small>{}</small>", v.say(Message::approximate));
    table.row({name, v.say(word_of(site.kind)), v.say(word_of(site.bank)), site.pcode.empty() ? "–" : fmt::format("<bdi>{}</bdi>", escape(site.pcode)), citations(v, site.sources)});
  }
  const auto chart = map_chart(v);
  if (chart.empty()) return section(v, "map", Message::t_map, table.text());
  return section(v, "map", Message::t_map,
                 figure(chart + legend(v), v.say(Message::map_title), table.text(), v) + fmt::format("<p class=\"note\">{}</p><p class=\"note\">{} <span lang=\"en\" dir=\"ltr\">{}</span></p>",
                 v.say(Message::map_note), v.arabic() ? k_boundaries_ar : k_boundaries_en, k_attribution));
}

std::string section_score(const View& v) {
  if (v.forecast.outcomes.empty() && !v.forecast.end_outcome) return {};
  std::string out = fmt::format("<p>{}</p>", v.say(Message::score_lead));
  if (v.forecast.end_outcome) {
    const auto& e = *v.forecast.end_outcome;
    out += fmt::format("<p>{}</p>", v.say(Message::score_end, {{"date", v.date(e.date)}, {"pit", v.percent(e.pit)}, {"crps", decimal(e.crps_days, 1, v.language)}, {"clim", decimal(e.climatology_crps_days, 1, v.language)}}));
  }
  HtmlTable table({}, {v.say(Message::series), v.say(Message::points), "CRPS", "WIS", v.say(Message::inside50), v.say(Message::inside80), v.say(Message::inside90)}, "stack");
  const auto points = [&](double share) { return digits(fmt::format("{:.0f}%", 100 * share), v.language); };  // a count of points, not a chance
  for (const auto& o : v.forecast.outcomes) {
    if (o.scored == 0) continue;
    table.row({v.text(o.label), whole(o.scored, v.language), whole(o.crps, v.language), whole(o.wis, v.language), points(o.coverage50), points(o.coverage80), points(o.coverage90)});
  }
  out += table.text() + fmt::format("<p class=\"note\">{}</p>", v.say(Message::score_note));
  return section(v, "score", Message::t_score, out);
}

std::string section_drivers(const View& v) {
  std::string out;
  for (const auto& drivers : v.forecast.drivers) {
    if (drivers.inputs.empty()) continue;
    HtmlTable table({}, {v.say(Message::driver), v.say(Message::driver_share), v.say(Message::driver_error)}, "numbers");
    for (const auto& d : drivers.inputs) table.row({fmt::format("<bdi lang=\"en\" dir=\"ltr\">{}</bdi>", escape(d.input)), v.percent(d.share), v.percent(d.error)});
    out += figure(drivers_chart(v, drivers), v.text(drivers.label), table.text(), v);
  }
  if (out.empty()) return {};
  return section(v, "drivers", Message::t_drivers, fmt::format("<p class=\"note\">{}</p>{}", v.say(Message::drivers_note), out));
}

std::string section_mind(const View& v) {
  std::vector<std::string> items;
  // Two weeks on, the counts can already say that we are wrong.
  const auto* path = v.forecast.find_path("arrivals_cumulative");
  const auto day = v.forecast.run.known_by + std::chrono::days(14);
  if (path) {
    const auto at = std::ranges::find(path->dates, day);
    if (at != path->dates.end()) {
      const auto& q = path->quantiles[static_cast<std::size_t>(at - path->dates.begin())];
      items.push_back(v.say(Message::mind_more, {{"n", v.people(at_level(q, 0.95))}, {"camp", v.site(v.scenario.main_camp)}, {"date", v.date(day)}}));
      if (at_level(q, 0.05) >= v.scenario.smallest_cell) items.push_back(v.say(Message::mind_fewer, {{"n", v.people(at_level(q, 0.05))}}));
    }
  }
  for (const auto message : {Message::mind_way, Message::mind_route, Message::mind_deal, Message::mind_count}) items.push_back(v.say(message));
  return section(v, "mind", Message::t_mind, list(items));
}

std::string section_basis(const View& v) { return section(v, "basis", Message::t_basis, grades(v) + learned(v) + parameters(v) + sources(v)); }

std::string section_method(const View& v) {
  const auto& run = v.forecast.run;
  std::string out = "<div class=\"box\">";
  out += fmt::format("<p>{}</p><p>{}</p><p>{}</p><p>{}</p></div>", v.say(Message::method_1, {{"members", whole(run.members, v.language)}}), v.say(Message::method_2),
                     v.say(Message::method_3, {{"n", whole(run.observations_used, v.language)}}),
                     v.say(Message::method_4, {{"version", bdi(run.program_version)}, {"case", bdi(run.case_id)}, {"hash", bdi(run.case_hash)}, {"seed", fmt::format("<bdi>{}</bdi>", run.seed)}}));
  std::string warnings;
  for (const auto& w : run.warnings) warnings += fmt::format("<li>{}</li>", v.text(w));
  if (!warnings.empty()) out += fmt::format("<div class=\"flag\"><h3>{}</h3><ul>{}</ul></div>", v.say(Message::warnings_title), warnings);
  std::vector<std::string> limits;
  for (const auto message : {Message::limit_inside, Message::limit_date, Message::limit_decisions, Message::limit_appeals, Message::limit_deaths}) limits.push_back(v.say(message));
  limits.push_back(v.say(Message::limit_small, {{"n", whole(v.scenario.smallest_cell, v.language)}}));
  return section(v, "method", Message::t_method, out) + section(v, "limits", Message::t_limits, list(limits));
}

}  // namespace nuzuh::publish
