#include "nuzuh/publish/view.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/publish/html.hpp"
#include "nuzuh/publish/numbers.hpp"
#include "nuzuh/publish/protect.hpp"

namespace nuzuh::publish {

double at_level(const forecast::Quantiles& q, double level) {
  const auto found = std::ranges::find_if(forecast::k_levels, [&](double l) { return std::abs(l - level) < 1e-9; });
  NUZUH_EXPECT(found != forecast::k_levels.end());
  return q[static_cast<std::size_t>(found - forecast::k_levels.begin())];
}

Band central(const forecast::Quantiles& q, double share) { return {at_level(q, (1 - share) / 2), at_level(q, (1 + share) / 2)}; }

std::string View::text(const forecast::Text& text) const { return escape(in_words(arabic() && !text.ar.empty() ? text.ar : text.en, language)); }

std::string View::site_plain(std::string_view id) const {
  const auto* found = scenario.find_site(id);
  if (!found) return std::string(id);
  return arabic() && !found->name_ar.empty() ? found->name_ar : found->name_en;
}

std::string View::site(std::string_view id) const { return bdi(site_plain(id)); }
std::string View::people(double value) const { return escape(publish::people(value, scenario.smallest_cell, language)); }
std::string View::percent(double p) const { return escape(publish::percent(p, language)); }
std::string View::date(core::Date date) const { return publish::date(date, language); }
std::string View::days(int count) const { return publish::days(count, language); }

std::string View::value(double v, std::string_view unit) const {
  if (counts_people(unit)) return people(v);
  if (unit == "share") return percent(v);
  if (unit == "date") {
    const auto day = forecast.run.known_by + std::chrono::days(static_cast<int>(std::lround(v)));
    return day > forecast.run.until ? say(Message::beyond, {{"date", date(forecast.run.until)}}) : date(day);
  }
  if (unit == "d") return whole(v, language);
  if (unit == "1") return decimal(v, v < 10 ? 1 : 0, language);
  return escape(brief_number(v, language));
}

std::string View::interval(const forecast::Quantiles& q, double share, std::string_view unit) const {
  const auto band = central(q, share);
  const auto low = value(band.low, unit), high = value(band.high, unit);
  return low == high ? low : say(Message::a_to_b, {{"a", low}, {"b", high}});
}

std::string View::grade(scenario::Grade g) const {
  constexpr std::array words = {Message::grade_s, Message::grade_m, Message::grade_w, Message::grade_a};
  const char letter = scenario::letter(g);
  return fmt::format("<span class=\"grade grade-{0}\"><b>{0}</b> {1}</span>", letter, say(words[static_cast<std::size_t>(g)]));
}

std::string View::likelihood(double p) const {
  // The scale of the IPCC (Mastrandrea et al. 2010).
  if (p >= 0.99) return say(Message::w_certain);
  if (p >= 0.9) return say(Message::w_very_likely);
  if (p >= 0.66) return say(Message::w_likely);
  if (p > 0.33) return say(Message::w_even);
  if (p > 0.1) return say(Message::w_unlikely);
  if (p > 0.01) return say(Message::w_very_unlikely);
  return say(Message::w_exceptional);
}

const forecast::Chance* View::chance(std::string_view key) const {
  const auto found = std::ranges::find(forecast.chances, key, &forecast::Chance::key);
  return found == forecast.chances.end() ? nullptr : &*found;
}

}  // namespace nuzuh::publish
