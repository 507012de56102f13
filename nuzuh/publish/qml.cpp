#include <array>

#include <fmt/format.h>

#include "nuzuh/publish/geopackage.hpp"

namespace nuzuh::publish {
namespace {

/// A renderer of one symbol, with the layer's part of a style file that QGIS needs around it.
std::string styled(std::string_view renderer, std::string_view temporal = "") {
  return fmt::format("<qgis styleCategories=\"AllStyleCategories\">{}{}</qgis>", temporal, renderer);
}

std::string line(std::string_view colour, std::string_view width, std::string_view pen) {
  return fmt::format(
      "<symbol type=\"line\" name=\"0\"><layer class=\"SimpleLine\"><prop k=\"line_color\" v=\"{}\"/><prop k=\"line_width\" v=\"{}\"/><prop k=\"line_style\" v=\"{}\"/></layer></symbol>", colour,
      width, pen);
}

std::string marker(std::string_view name, std::string_view shape, std::string_view fill, std::string_view size) {
  return fmt::format(
      "<symbol type=\"marker\" name=\"{}\"><layer class=\"SimpleMarker\"><prop k=\"name\" v=\"{}\"/><prop k=\"color\" v=\"{}\"/><prop k=\"outline_color\" v=\"38,38,38,255\"/>"
      "<prop k=\"size\" v=\"{}\"/></layer></symbol>",
      name, shape, fill, size);
}

std::string sites() {
  struct Look {
    const char *kind, *shape, *fill, *size;
  };
  constexpr std::array looks = {Look{"enclave_place", "circle", "255,255,255,255", "2"}, Look{"town", "circle", "89,89,89,255", "1.6"}, Look{"screening", "diamond", "213,94,0,255", "3.4"},
                                Look{"transit", "square", "0,158,115,255", "3.2"},       Look{"camp", "triangle", "0,114,178,255", "4.4"}, Look{"informal_site", "triangle", "255,255,255,255", "3.4"},
                                Look{"destination", "cross", "89,89,89,255", "2"}};
  std::string categories, symbols;
  for (std::size_t i = 0; i < looks.size(); ++i) {
    categories += fmt::format("<category value=\"{}\" symbol=\"{}\" label=\"{}\" render=\"true\"/>", looks[i].kind, i, looks[i].kind);
    symbols += marker(fmt::format("{}", i), looks[i].shape, looks[i].fill, looks[i].size);
  }
  return styled(fmt::format("<renderer-v2 type=\"categorizedSymbol\" attr=\"kind\"><categories>{}</categories><symbols>{}</symbols></renderer-v2>", categories, symbols));
}

std::string roads() {
  const auto solid = line("89,89,89,255", "0.4", "solid");
  auto dashed = line("89,89,89,255", "0.4", "dash");
  dashed.replace(dashed.find("name=\"0\""), 8, "name=\"1\"");
  return styled(fmt::format("<renderer-v2 type=\"categorizedSymbol\" attr=\"schematic\"><categories><category value=\"0\" symbol=\"0\" label=\"link with a known length\" render=\"true\"/>"
                            "<category value=\"1\" symbol=\"1\" label=\"way out, schematic\" render=\"true\"/></categories><symbols>{}{}</symbols></renderer-v2>",
                            solid, dashed));
}

std::string site_day() {
  // Circle area by the median; the time controller of QGIS moves through the days.
  constexpr std::string_view temporal =
      "<temporal enabled=\"1\" mode=\"2\" startField=\"t_begin\" endField=\"t_end\" limitMode=\"0\" durationUnit=\"min\" fixedDuration=\"0\" accumulate=\"0\" durationField=\"\">"
      "<fixedRange><start></start><end></end></fixedRange></temporal>";
  constexpr std::string_view renderer =
      "<renderer-v2 type=\"singleSymbol\"><symbols><symbol type=\"marker\" name=\"0\" alpha=\"0.75\"><layer class=\"SimpleMarker\"><prop k=\"name\" v=\"circle\"/>"
      "<prop k=\"color\" v=\"0,114,188,160\"/><prop k=\"outline_color\" v=\"11,55,84,255\"/><prop k=\"size\" v=\"3\"/><data_defined_properties><Option type=\"Map\">"
      "<Option name=\"name\" type=\"QString\" value=\"\"/><Option name=\"properties\" type=\"Map\"><Option name=\"size\" type=\"Map\"><Option name=\"active\" type=\"bool\" value=\"true\"/>"
      "<Option name=\"expression\" type=\"QString\" value=\"1 + 0.06 * sqrt(coalesce(&quot;q50&quot;, 0))\"/><Option name=\"type\" type=\"int\" value=\"3\"/></Option></Option>"
      "<Option name=\"type\" type=\"QString\" value=\"collection\"/></Option></data_defined_properties></layer></symbol></symbols></renderer-v2>";
  return styled(renderer, temporal);
}

}  // namespace

std::string qml_of(std::string_view layer) {
  if (layer == "sites") return sites();
  if (layer == "roads") return roads();
  if (layer == "site_day") return site_day();
  if (layer == "base_rivers") return styled("<renderer-v2 type=\"singleSymbol\"><symbols>" + line("110,160,205,255", "0.5", "solid") + "</symbols></renderer-v2>");
  if (layer == "base_admin1" || layer == "base_lakes") {
    const bool lake = layer == "base_lakes";
    return styled(fmt::format("<renderer-v2 type=\"singleSymbol\"><symbols><symbol type=\"fill\" name=\"0\"><layer class=\"SimpleFill\"><prop k=\"color\" v=\"{}\"/>"
                              "<prop k=\"outline_color\" v=\"{}\"/><prop k=\"outline_width\" v=\"0.26\"/></layer></symbol></symbols></renderer-v2>",
                              lake ? "212,229,247,255" : "250,249,246,255", lake ? "110,160,205,255" : "136,136,136,255"));
  }
  return {};
}

}  // namespace nuzuh::publish
