#include "nuzuh/evidence/claim_json.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

namespace nuzuh::evidence {
namespace {

using Json = nlohmann::ordered_json;

Json number(double v) { return v == std::floor(v) && std::abs(v) < 1e15 ? Json(static_cast<std::int64_t>(v)) : Json(v); }

Json quoted(const Quote& q) { return Json{{"text", q.text}, {"start", q.span.start}, {"end", q.span.end}}; }

Json named(const PlaceName& p) {
  Json out{{"id", p.id}, {"name_ar", p.name_ar}, {"name_en", p.name_en}, {"lat", nullptr}, {"lon", nullptr}, {"level", p.level}, {"country", p.country}, {"admin1", p.admin1}};
  if (p.lat) out["lat"] = *p.lat;
  if (p.lon) out["lon"] = *p.lon;
  return out;
}

Json place(const std::optional<PlaceRef>& p) {
  if (!p) return nullptr;
  Json out = quoted(p->quote);
  out.update(named(p->place));
  if (p->inherited) out["inherited"] = true;
  if (p->ambiguous) out["ambiguous"] = true;
  if (!p->alternatives.empty()) {
    out["alternatives"] = Json::array();
    for (const auto& a : p->alternatives) out["alternatives"].push_back(named(a));
  }
  return out;
}

Json claim_json(const Claim& c) {
  Json out{{"id", c.id}, {"kind", c.kind}, {"trigger", nullptr}, {"evidence", quoted(c.evidence)}, {"quantity", nullptr}};
  if (c.trigger) out["trigger"] = quoted(*c.trigger);
  if (c.quantity) {
    Json q = quoted(c.quantity->quote);
    q["lo"] = number(c.quantity->lo);
    q["hi"] = c.quantity->hi ? number(*c.quantity->hi) : Json(nullptr);
    q["unit"] = c.quantity->unit;
    q["form"] = c.quantity->form;
    if (!c.quantity->group.empty()) q["group"] = c.quantity->group;
    out["quantity"] = q;
  }
  out["measure"] = c.measure.empty() ? Json(nullptr) : Json(c.measure);
  out["place"] = place(c.place);
  out["origin"] = place(c.origin);
  out["destination"] = place(c.destination);
  out["date"] = nullptr;
  if (c.date) {
    Json d = quoted(c.date->quote);
    d["from"] = core::to_string(c.date->from);
    d["to"] = core::to_string(c.date->to);
    out["date"] = d;
  }
  out["actors"] = Json::array();
  for (const auto& a : c.actors) {
    Json j = quoted(a.quote);
    j["id"] = a.id;
    j["role"] = a.role;
    out["actors"].push_back(j);
  }
  out["attribution"] = nullptr;
  if (c.attribution) {
    Json a = quoted(c.attribution->quote);
    a["type"] = c.attribution->type;
    out["attribution"] = a;
  }
  out["certainty"] = c.certainty;
  out["polarity"] = c.polarity;
  out["modality"] = c.modality;
  if (!c.part_of.empty()) out["part_of"] = c.part_of;
  if (!c.status.empty()) out["status"] = c.status;
  return out;
}

Quote quote_from(const Json& j) { return {{j.at("start").get<std::uint32_t>(), j.at("end").get<std::uint32_t>()}, j.value("text", std::string())}; }

PlaceName name_from(const Json& j) {
  PlaceName p{j.value("id", std::string()), j.value("name_ar", std::string()), j.value("name_en", std::string()), j.value("level", std::string()), {}, {}, {}, {}};
  if (j.contains("admin1") && j["admin1"].is_string()) p.admin1 = j["admin1"];
  if (j.contains("country") && j["country"].is_string()) p.country = j["country"];
  if (j.contains("lat") && j["lat"].is_number()) p.lat = j["lat"].get<double>();
  if (j.contains("lon") && j["lon"].is_number()) p.lon = j["lon"].get<double>();
  return p;
}

std::optional<PlaceRef> place_from(const Json& c, const char* slot) {
  if (!c.contains(slot) || c[slot].is_null()) return std::nullopt;
  const auto& j = c[slot];
  PlaceRef p{quote_from(j), name_from(j), {}, j.value("inherited", false), j.value("ambiguous", false)};
  if (j.contains("alternatives"))
    for (const auto& a : j["alternatives"]) p.alternatives.push_back(name_from(a));
  return p;
}

core::Date date_at(const Json& j, const char* key) {
  const auto d = core::parse_date(j.at(key).get<std::string>());
  if (!d) throw std::runtime_error(std::string(key) + " is no date YYYY-MM-DD");
  return *d;
}

Claim claim_from(const Json& j) {
  Claim c;
  c.id = j.at("id");
  c.kind = j.at("kind");
  if (!j.at("trigger").is_null()) c.trigger = quote_from(j["trigger"]);
  if (j.contains("evidence") && !j["evidence"].is_null()) c.evidence = quote_from(j["evidence"]);
  if (!j.at("quantity").is_null()) {
    const auto& q = j["quantity"];
    Quantity v{quote_from(q), q.at("lo").is_null() ? 0.0 : q["lo"].get<double>(), std::nullopt, q.at("unit"), q.at("form"), {}};
    if (!q.at("hi").is_null()) v.hi = q["hi"].get<double>();
    if (q.contains("group") && q["group"].is_string()) v.group = q["group"];
    c.quantity = v;
  }
  if (!j.at("measure").is_null()) c.measure = j["measure"];
  c.place = place_from(j, "place");
  c.origin = place_from(j, "origin");
  c.destination = place_from(j, "destination");
  if (!j.at("date").is_null()) c.date = DateRef{quote_from(j["date"]), date_at(j["date"], "from"), date_at(j["date"], "to")};
  for (const auto& a : j.at("actors")) c.actors.push_back({quote_from(a), a.at("id"), a.at("role")});
  if (!j.at("attribution").is_null()) c.attribution = Attribution{quote_from(j["attribution"]), j["attribution"].at("type")};
  c.certainty = j.at("certainty");
  c.polarity = j.at("polarity");
  c.modality = j.at("modality");
  if (j.contains("part_of") && j["part_of"].is_string()) c.part_of = j["part_of"];
  if (j.contains("status") && j["status"].is_string()) c.status = j["status"];
  return c;
}

}  // namespace

bool usable(const Claim& claim) { return claim.polarity == "affirmed" && claim.modality == "actual"; }

std::string to_json(const Report& report) {
  Json out{{"schema", "nuzuh-facts/1"}, {"doc_id", report.doc_id}, {"lang", report.lang}, {"doc_date", core::to_string(report.date)},
           {"length", report.length}, {"sha256", report.sha256}, {"facts", Json::array()}, {"relations", Json::array()}};
  for (const auto& c : report.claims) out["facts"].push_back(claim_json(c));
  for (const auto& r : report.relations) {
    Json j{{"type", r.type}, {"facts", {r.first, r.second}}};
    if (!r.gap.empty()) j["gap"] = r.gap;
    out["relations"].push_back(j);
  }
  return out.dump(1) + "\n";
}

core::Result<Report> report_from_json(std::string_view text, const std::string& file) {
  try {
    const Json j = Json::parse(text);
    if (j.at("schema") != "nuzuh-facts/1") return core::fail({file, 0, 0}, "the schema is not nuzuh-facts/1");
    Report r;
    r.doc_id = j.value("doc_id", std::string());
    r.lang = j.value("lang", std::string());
    r.date = date_at(j, "doc_date");
    r.length = j.value("length", 0u);
    r.sha256 = j.value("sha256", std::string());
    for (const auto& c : j.at("facts")) r.claims.push_back(claim_from(c));
    if (j.contains("relations"))
      for (const auto& x : j["relations"]) r.relations.push_back({x.at("type"), x.at("facts").at(0), x.at("facts").at(1), x.value("gap", std::string())});
    return r;
  } catch (const std::exception& error) {
    return core::fail({file, 0, 0}, std::string("no report of schema nuzuh-facts/1: ") + error.what(), "write it with `nuzuh read FILE --format json`");
  }
}

}  // namespace nuzuh::evidence
