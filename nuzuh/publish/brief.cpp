#include "nuzuh/publish/brief.hpp"

#include <array>

#include <fmt/format.h>

#include "nuzuh/publish/assets.hpp"
#include "nuzuh/publish/html.hpp"
#include "nuzuh/publish/sections.hpp"

namespace nuzuh::publish {
namespace {

std::string font_face(std::string_view family, int weight, Asset asset, std::string_view range) {
  return fmt::format("@font-face{{font-family:\"{}\";font-weight:{};font-display:swap;unicode-range:{};src:url(data:font/woff2;base64,{}) format(\"woff2\")}}\n", family, weight, range,
                     base64(bytes_of(asset)));
}

/// Noto Sans and Noto Sans Arabic, cut to what the brief needs, so that it looks the same on every machine.
std::string fonts() {
  constexpr std::string_view latin = "U+0000-00FF,U+2010-2026,U+2030,U+2190-2193,U+2212,U+2264-2265,U+25CF", arabic = "U+0600-06FF,U+200C-200F,U+2066-2069,U+FD3E-FD3F";
  return font_face("Nuzuh", 400, Asset::latin_regular, latin) + font_face("Nuzuh", 700, Asset::latin_bold, latin) + font_face("Nuzuh", 400, Asset::arabic_regular, arabic) +
         font_face("Nuzuh", 700, Asset::arabic_bold, arabic);
}

std::string header(const View& v) {
  const auto& run = v.forecast.run;
  std::string out = fmt::format("<header class=\"top\"><p class=\"kicker\">{}</p><h1>{}</h1><p class=\"known\">{}</p>", v.say(Message::kicker), v.text(v.forecast.title),
                                v.say(Message::known, {{"date", v.date(run.known_by)}, {"until", v.date(run.until)}}));
  if (!run.policy.empty()) {
    std::string name = bdi(run.policy);
    for (const auto& policy : v.scenario.policies) {
      if (policy.id == run.policy) name = v.text({policy.title_en, policy.title_ar});
    }
    out += fmt::format("<p class=\"flag\">{}</p>", v.say(Message::policy_note, {{"policy", name}}));
  }
  if (!v.forecast.question.en.empty()) out += fmt::format("<p class=\"question\"><b>{}</b> {}</p>", v.say(Message::question_label), v.text(v.forecast.question));
  return out + fmt::format("<p class=\"weakest\">{}</p></header>", v.say(Message::weakest, {{"grade", v.grade(run.weakest)}}));
}

std::string contents(const View& v) {
  std::string items;
  const bool scored = !v.forecast.outcomes.empty() || v.forecast.end_outcome.has_value();
  for (const auto& [id, title] : std::array{std::pair{"end", Message::t_end}, std::pair{"fates", Message::t_fates}, std::pair{"people", Message::t_people}, std::pair{"harm", Message::t_harm},
                                            std::pair{"deal", Message::t_deal}, std::pair{"map", Message::t_map}, std::pair{"score", Message::t_score}, std::pair{"mind", Message::t_mind},
                                            std::pair{"basis", Message::t_basis}, std::pair{"method", Message::t_method}, std::pair{"limits", Message::t_limits}}) {
    if (id == std::string_view("score") && !scored) continue;
    items += fmt::format("<li><a href=\"#{}-{}\">{}</a></li>", id, v.tag(), v.say(title));
  }
  return fmt::format("<nav class=\"contents\" aria-label=\"{}\"><ul>{}</ul></nav>", v.say(Message::contents), items);
}

std::string article(const View& v) {
  std::string out = fmt::format("<article id=\"{0}\" lang=\"{0}\" dir=\"{1}\">", v.tag(), v.arabic() ? "rtl" : "ltr");
  out += header(v) + section_short(v) + section_key(v) + contents(v) + section_end(v) + section_fates(v) + section_people(v) + section_harm(v) + section_deal(v) + section_map(v) + section_score(v) +
         section_drivers(v) + section_mind(v) + section_basis(v) + section_method(v);
  out += fmt::format("<footer><p>{}</p><h2>{}</h2><p>{}</p></footer></article>", v.say(Message::files_note), v.say(Message::disclaimer_title), v.text(v.forecast.disclaimer));
  return out;
}

}  // namespace

std::string brief_html(const forecast::Forecast& f, const scenario::Scenario& s, Language first) {
  const View arabic{f, s, Language::arabic}, english{f, s, Language::english};
  const View& start = first == Language::arabic ? arabic : english;
  const View& other = first == Language::arabic ? english : arabic;
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\" data-first=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      // No request to any network, even by mistake: the page itself forbids it.
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"generator\" content=\"nuzuh {}\">\n<link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n<style>\n",
      start.tag(), start.arabic() ? "rtl" : "ltr", start.tag(), escape(f.run.program_version), start.text(f.title));
  out += fonts();
  out += bytes_of(Asset::style);
  out += "</style>\n</head>\n<body>\n";
  out += fmt::format("<a class=\"skip\" href=\"#short-{}\">{}</a>", start.tag(), start.say(Message::skip));
  out += fmt::format("<div class=\"tools\" role=\"toolbar\" aria-label=\"{}\"><a href=\"#ar\" lang=\"ar\" dir=\"rtl\" data-lang=\"ar\">العربية</a><a href=\"#en\" lang=\"en\" dir=\"ltr\" data-lang=\"en\">English</a>"
                     "<button type=\"button\" data-do=\"digits\" hidden>{}</button><button type=\"button\" data-do=\"print\" hidden>{} · {}</button></div>\n<main>\n",
                     start.say(Message::switch_label), english.say(Message::digits_button), arabic.say(Message::print_button), english.say(Message::print_button));
  out += article(start) + "\n" + article(other);
  out += "\n</main>\n<script>\n";
  out += bytes_of(Asset::script);
  return out + "</script>\n</body>\n</html>\n";
}

}  // namespace nuzuh::publish
