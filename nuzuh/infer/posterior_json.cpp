#include <nlohmann/json.hpp>

#include "nuzuh/infer/enclave.hpp"

namespace nuzuh::infer {

using nlohmann::json;

std::string to_json(const Posterior& posterior) {
  json j;
  j["format"] = "nuzuh-posterior/1";
  j["known_by"] = core::to_string(posterior.known_by);
  j["case_hash"] = posterior.case_hash;
  j["seed"] = posterior.seed;
  j["coordinates"] = posterior.coordinates;
  auto& particles = j["particles"] = json::array();
  for (const auto& p : posterior.particles) particles.push_back({{"luck", p.luck}, {"point", p.point}});
  return j.dump() + "\n";
}

core::Result<Posterior> posterior_from_json(std::string_view text, const std::string& file) {
  const auto bad = [&](const std::string& why) { return core::fail({file, 0, 0}, "not a posterior of nuzuh: " + why, "write one with nuzuh calibrate -o FILE"); };
  const auto j = json::parse(text, nullptr, false);
  if (j.is_discarded() || !j.is_object()) return bad("not JSON");
  try {
    if (j.at("format") != "nuzuh-posterior/1") return bad("another format");
    Posterior out;
    const auto date = core::parse_date(j.at("known_by").get<std::string>());
    if (!date) return bad("its date is wrong");
    out.known_by = *date;
    out.case_hash = j.at("case_hash").get<std::string>();
    out.seed = j.at("seed").get<std::uint64_t>();
    out.coordinates = j.at("coordinates").get<std::vector<std::string>>();
    for (const auto& p : j.at("particles")) {
      Particle particle{p.at("point").get<std::vector<double>>(), p.at("luck").get<std::vector<std::uint32_t>>()};
      if (particle.point.size() != out.coordinates.size()) return bad("a point has another size than the list of coordinates");
      for (const double x : particle.point) {
        if (!(x > 0 && x < 1)) return bad("a coordinate lies outside (0, 1)");
      }
      out.particles.push_back(std::move(particle));
    }
    if (out.particles.empty()) return bad("it holds no particle");
    return out;
  } catch (const json::exception& error) {
    return bad(error.what());
  }
}

}  // namespace nuzuh::infer
