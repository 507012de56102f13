#include "nuzuh/reading/render.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "nuzuh/core/csv.hpp"
#include "nuzuh/text/unicode.hpp"

namespace nuzuh::reading {
namespace {

using evidence::Claim;
using evidence::Report;

struct Mark {
  evidence::Span span;
  std::string what;  ///< quantity, place, date, actor, source, trigger
  std::string ids;
};

std::vector<Mark> marks_of(const Report& report) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Mark> found;
  const auto add = [&](const evidence::Span& s, const char* what, const std::string& id) {
    auto& m = found[{s.start, s.end}];
    if (m.what.empty()) m.span = s, m.what = what;
    if (!m.ids.empty()) m.ids += ",";
    m.ids += id.substr(1);
  };
  for (const auto& c : report.claims) {
    if (c.quantity) add(c.quantity->quote.span, "quantity", c.id);
    if (c.trigger) add(c.trigger->span, "trigger", c.id);
    for (const auto* p : {&c.place, &c.origin, &c.destination})
      if (*p && !(*p)->inherited) add((*p)->quote.span, "place", c.id);
    if (c.date) add(c.date->quote.span, "date", c.id);
    for (const auto& a : c.actors) add(a.quote.span, "actor", c.id);
    if (c.attribution) add(c.attribution->quote.span, "source", c.id);
  }
  std::vector<Mark> out;
  for (auto& [key, m] : found) {
    if (!out.empty() && m.span.start < out.back().span.end) {  // overlapping: the longer one stays
      if (m.span.end - m.span.start <= out.back().span.end - out.back().span.start) continue;
      out.pop_back();
      while (!out.empty() && m.span.start < out.back().span.end) out.pop_back();
    }
    out.push_back(std::move(m));
  }
  return out;
}

std::string number(double v) { return v == std::floor(v) && v < 1e15 ? fmt::format("{:.0f}", v) : core::number_text(v); }

std::string interval(const evidence::Quantity& q) {
  if (!q.hi) return ">= " + number(q.lo);
  if (q.lo == *q.hi) return number(q.lo);
  return number(q.lo) + " to " + number(*q.hi);
}

std::string place_text(const evidence::PlaceRef& p) {
  std::string out = p.place.name_en.empty() ? p.quote.text : p.place.name_en;
  if (!p.place.id.empty()) out += " (" + p.place.id + (p.inherited ? ", said before" : "") + (p.ambiguous ? ", ambiguous" : "") + ")";
  return out;
}

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

// Control characters of a report must not reach the terminal.
std::string printable(std::u32string_view points) {
  std::string out;
  for (const char32_t c : points) {
    if ((c < 0x20 && c != U'\n' && c != U'\t') || (c >= 0x7F && c < 0xA0)) text::append_utf8(out, 0xFFFD);
    else text::append_utf8(out, c);
  }
  return out;
}

const Claim* by_id(const Report& r, const std::string& id) {
  const auto it = std::find_if(r.claims.begin(), r.claims.end(), [&](const Claim& c) { return c.id == id; });
  return it == r.claims.end() ? nullptr : &*it;
}

std::string relation_line(const Report& r, const evidence::Relation& x) {
  std::string out = fmt::format("{} {} {}", x.first, x.type, x.second);
  if (!x.gap.empty()) out += ": " + x.gap;
  const auto *a = by_id(r, x.first), *b = by_id(r, x.second);
  if (a && b && a->place && b->place && a->place->quote.text != b->place->quote.text) out += fmt::format(" (scopes differ: {} and {})", place_text(*a->place), place_text(*b->place));
  return out;
}

}  // namespace

std::string claim_line(const Claim& c) {
  std::string out = c.id + " " + c.kind;
  if (c.quantity) out += fmt::format(" | {} {} ({}{}{})", interval(*c.quantity), c.quantity->unit, c.quantity->form, c.measure.empty() ? "" : ", " + c.measure, c.quantity->group.empty() ? "" : ", " + c.quantity->group);
  if (c.place) out += " | at " + place_text(*c.place);
  if (c.origin) out += " | from " + place_text(*c.origin);
  if (c.destination) out += " | to " + place_text(*c.destination);
  if (c.date) out += " | " + core::to_string(c.date->from) + (c.date->from == c.date->to ? "" : "/" + core::to_string(c.date->to));
  for (const auto& a : c.actors) out += " | " + a.role + " " + a.id;
  out += " | " + (c.attribution ? c.attribution->type + ": " + c.attribution->quote.text : std::string("author"));
  out += " | " + c.certainty;
  if (c.polarity != "affirmed") out += ", " + c.polarity;
  if (c.modality != "actual") out += ", " + c.modality;
  if (!c.part_of.empty()) out += " | share of " + c.part_of;
  return out;
}

std::string to_text(const Report& report, std::string_view utf8, bool colour) {
  const auto points = text::decode(utf8);
  const std::u32string_view view(points);
  static const std::map<std::string, const char*> colours = {{"quantity", "\x1b[1;33m"}, {"trigger", "\x1b[1m"}, {"place", "\x1b[32m"}, {"date", "\x1b[36m"}, {"actor", "\x1b[35m"}, {"source", "\x1b[34m"}};
  std::string out = fmt::format("== {} ({}, {})\n", report.doc_id, report.lang, core::to_string(report.date));
  std::uint32_t at = 0;
  for (const auto& m : marks_of(report)) {
    out += printable(view.substr(at, m.span.start - at));
    const std::string words = printable(view.substr(m.span.start, m.span.end - m.span.start));
    out += colour ? fmt::format("{}{}\x1b[0m\x1b[2m[{}]\x1b[0m", colours.at(m.what), words, m.ids) : fmt::format("[{}|{} {}]", words, m.what, m.ids);
    at = m.span.end;
  }
  out += printable(view.substr(at));
  if (!out.ends_with('\n')) out += '\n';
  out += '\n';
  if (report.claims.empty()) out += "no claims found\n";
  for (const auto& c : report.claims) out += "  " + claim_line(c) + "\n";
  if (!report.relations.empty()) out += "\n  disagreements and links\n";
  for (const auto& r : report.relations) out += "  " + relation_line(report, r) + "\n";
  return out + "\n";
}

std::string to_html(const std::vector<Report>& reports, const std::vector<std::string>& texts) {
  std::string out =
      "<!doctype html>\n<html lang=\"ar\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>nuzuh read</title>\n<style>\n"
      "body{font:18px/2 \"Noto Naskh Arabic\",\"Noto Sans Arabic\",serif;max-width:60em;margin:1em auto;padding:0 1em;color:#1a1a1a;background:#fff}\n"
      "mark{background:none;border-bottom:3px solid;color:inherit;padding:0 .1em}\n.quantity{border-color:#b8860b}.trigger{border-color:#555}.place{border-color:#2e7d32}.date{border-color:#00838f}"
      ".actor{border-color:#7b1fa2}.source{border-color:#1565c0}\nsup{font:11px sans-serif;color:#555}\n.report{white-space:pre-wrap}\n"
      "table{border-collapse:collapse;font:14px/1.5 sans-serif;width:100%;direction:ltr;text-align:left}td,th{border:1px solid #ccc;padding:.2em .5em;vertical-align:top}\n"
      ".not{color:#8a5a00}\n</style></head><body>\n";
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const auto& r = reports[i];
    const auto points = text::decode(texts[i]);
    const std::u32string_view view(points);
    out += fmt::format("<section><h2 dir=\"ltr\">{} ({})</h2>\n<p class=\"report\" lang=\"{}\" dir=\"{}\">", escape(r.doc_id), core::to_string(r.date), r.lang, r.lang == "ar" ? "rtl" : "ltr");
    std::uint32_t at = 0;
    for (const auto& m : marks_of(r)) {
      out += escape(printable(view.substr(at, m.span.start - at)));
      out += fmt::format("<mark class=\"{}\" title=\"{}: {}\">{}</mark><sup>{}</sup>", m.what, m.what, m.ids, escape(printable(view.substr(m.span.start, m.span.end - m.span.start))), m.ids);
      at = m.span.end;
    }
    out += escape(printable(view.substr(at))) + "</p>\n<table><tr><th>claim</th><th>reading</th></tr>\n";
    for (const auto& c : r.claims) {
      const std::string line = claim_line(c);
      out += fmt::format("<tr{}><td>{}</td><td><bdi>{}</bdi></td></tr>\n", evidence::usable(c) ? "" : " class=\"not\"", c.id, escape(line.substr(c.id.size() + 1)));
    }
    out += "</table>\n";
    if (!r.relations.empty()) {
      out += "<ul dir=\"ltr\" style=\"font:14px/1.5 sans-serif\">\n";
      for (const auto& x : r.relations) out += "<li>" + escape(relation_line(r, x)) + "</li>\n";
      out += "</ul>\n";
    }
    out += "</section>\n";
  }
  return out + "</body></html>\n";
}

std::string to_csv(const std::vector<Report>& reports) {
  std::string out =
      "report,claim,kind,trigger,quantity,lo,hi,unit,form,group,measure,place,place_id,place_inherited,origin,origin_id,destination,destination_id,date_from,date_to,actors,"
      "attribution,attribution_type,certainty,polarity,modality,part_of,sentence_start,sentence_end,sha256\n";
  for (const auto& r : reports) {
    for (const auto& c : r.claims) {
      std::string actors;
      for (const auto& a : c.actors) actors += (actors.empty() ? "" : ";") + a.role + "=" + a.id;
      const auto name = [](const std::optional<evidence::PlaceRef>& p) { return p ? p->quote.text : std::string(); };
      const auto id = [](const std::optional<evidence::PlaceRef>& p) { return p ? p->place.id : std::string(); };
      const std::vector<std::string> cells = {r.doc_id, c.id, c.kind, c.trigger ? c.trigger->text : "", c.quantity ? c.quantity->quote.text : "", c.quantity ? number(c.quantity->lo) : "",
                                              c.quantity && c.quantity->hi ? number(*c.quantity->hi) : "", c.quantity ? c.quantity->unit : "", c.quantity ? c.quantity->form : "", c.quantity ? c.quantity->group : "",
                                              c.measure, name(c.place), id(c.place), c.place && c.place->inherited ? "yes" : "", name(c.origin), id(c.origin), name(c.destination), id(c.destination),
                                              c.date ? core::to_string(c.date->from) : "", c.date ? core::to_string(c.date->to) : "", actors, c.attribution ? c.attribution->quote.text : "",
                                              c.attribution ? c.attribution->type : "author", c.certainty, c.polarity, c.modality, c.part_of, std::to_string(c.evidence.span.start),
                                              std::to_string(c.evidence.span.end), r.sha256};
      for (std::size_t k = 0; k < cells.size(); ++k) out += (k ? "," : "") + core::csv_cell(cells[k]);
      out += '\n';
    }
  }
  return out;
}

}  // namespace nuzuh::reading
