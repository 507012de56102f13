#include "nuzuh/publish/brief.hpp"
namespace nuzuh::publish {
std::string brief_html(const forecast::Forecast& f, const scenario::Scenario&, Language) { return "<!doctype html><title>" + f.title.en + "</title>"; }
}  // namespace nuzuh::publish
