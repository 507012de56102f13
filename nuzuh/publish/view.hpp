#pragma once
// A forecast seen in one language: numbers, names and intervals as they are shown.

#include <optional>
#include <string>
#include <string_view>

#include "nuzuh/forecast/forecast.hpp"
#include "nuzuh/publish/messages.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::publish {

/// The value at a level of the fixed list.
double at_level(const forecast::Quantiles& quantiles, double level);

struct Band {
  double low = 0, high = 0;
};
/// The central interval that holds `share` of the members.
Band central(const forecast::Quantiles& quantiles, double share);

struct View {
  const forecast::Forecast& forecast;
  const scenario::Scenario& scenario;
  Language language;

  [[nodiscard]] std::string say(Message message, std::initializer_list<std::pair<std::string_view, std::string>> values = {}) const { return publish::say(message, language, values); }
  /// A text of both languages, escaped; English where the Arabic is empty.
  [[nodiscard]] std::string text(const forecast::Text& text) const;
  [[nodiscard]] std::string site(std::string_view id) const;       ///< its name, escaped; the id where it is unknown
  [[nodiscard]] std::string site_plain(std::string_view id) const; ///< not escaped
  [[nodiscard]] std::string people(double value) const;           ///< escaped
  [[nodiscard]] std::string percent(double probability) const;    ///< escaped
  [[nodiscard]] std::string date(core::Date date) const;
  [[nodiscard]] std::string days(int count) const;
  /// A value in its unit: people in two figures, shares as per cent, days whole.
  [[nodiscard]] std::string value(double value, std::string_view unit) const;
  [[nodiscard]] std::string interval(const forecast::Quantiles& quantiles, double share, std::string_view unit) const;
  /// A figure's middle and 80% interval as a date where its unit is "date".
  [[nodiscard]] std::string grade(scenario::Grade grade) const;  ///< badge with letter and word
  [[nodiscard]] std::string likelihood(double probability) const;
  [[nodiscard]] const forecast::Chance* chance(std::string_view key) const;
  [[nodiscard]] bool arabic() const { return language == Language::arabic; }
  [[nodiscard]] std::string_view tag() const { return arabic() ? "ar" : "en"; }
};

}  // namespace nuzuh::publish
