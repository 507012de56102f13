#pragma once
// The parts of the brief in one language, as HTML.

#include <string>

#include "nuzuh/publish/view.hpp"

namespace nuzuh::publish {

std::string section_short(const View& view);    ///< headline sentences
std::string section_key(const View& view);      ///< key figures
std::string section_end(const View& view);      ///< chances of the end, survival
std::string section_fates(const View& view);    ///< fighters, destinations
std::string section_people(const View& view);   ///< arrivals, exits, capacity
std::string section_harm(const View& view);
std::string section_deal(const View& view);     ///< what one enclave can say about an earlier exit
std::string section_map(const View& view);
std::string section_score(const View& view);    ///< empty without outcomes
std::string section_drivers(const View& view);  ///< empty without drivers
std::string section_mind(const View& view);
std::string section_basis(const View& view);    ///< grades, what was learned, parameters, sources
std::string section_method(const View& view);   ///< method, limits, warnings

/// A section with its heading; `id` is made unique by the language.
std::string section(const View& view, std::string_view id, Message title, std::string_view body);

/// A chart with its table for those who cannot see it.
std::string figure(std::string_view chart, std::string_view caption, std::string_view table, const View& view);

}  // namespace nuzuh::publish
