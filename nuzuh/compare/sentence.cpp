#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/compare/comparison.hpp"

namespace nuzuh::compare {
namespace {

constexpr double k_tells = 0.15;  // chance of lower minus chance of higher from which a sentence speaks of a direction

std::string grouped(double value) {
  auto digits = fmt::format("{:.0f}", value);
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3) digits.insert(static_cast<std::size_t>(i), ",");
  return digits;
}

/// The outcomes that a sentence speaks of, the most telling first, at most two.
std::vector<const Effect*> telling(const PolicyEffect& policy) {
  std::vector<const Effect*> found;
  for (const auto& e : policy.effects) {
    if (info(e.measure).better == Better::neither || std::abs(e.chance_lower - e.chance_higher) < k_tells) continue;
    // The parts of a sum that is spoken of already say nothing new.
    if (e.measure == Measure::killed_inside) continue;
    found.push_back(&e);
  }
  std::ranges::stable_sort(found, [](const Effect* a, const Effect* b) {
    return std::abs(a->chance_lower - a->chance_higher) > std::abs(b->chance_lower - b->chance_higher);
  });
  // Deaths come first where the what-if moves them at all.
  const auto deaths = std::ranges::find(found, Measure::deaths, &Effect::measure);
  if (deaths != found.end()) std::rotate(found.begin(), deaths, deaths + 1);
  if (deaths != found.end()) std::erase_if(found, [](const Effect* e) { return e->measure == Measure::deaths_on_the_way; });
  if (found.size() > 2) found.resize(2);
  return found;
}

int of_100(double share) { return static_cast<int>(std::lround(100 * share)); }

/// "310 fewer", "17 days more", "no change".
std::string plain_en(double value, std::string_view unit, int cell) {
  if (value == 0) return "no change";
  const auto way = value < 0 ? "fewer" : "more";
  if (unit == "d") return std::abs(value) < 0.5 ? fmt::format("less than a day {}", value < 0 ? "shorter" : "longer") : fmt::format("{} days {}", grouped(std::round(std::abs(value))), way);
  if (std::abs(value) < cell) return fmt::format("less than {} {}", cell, way);
  return change_text(value, unit, cell).substr(1) + " " + way;
}

std::string plain_ar(double value, std::string_view unit, int cell) {
  if (value == 0) return "لا تغيّر";
  const auto way = value < 0 ? "أقل" : "أكثر";
  if (unit != "d" && std::abs(value) < cell) return fmt::format("{} بما دون {}", way, cell);
  return fmt::format("{} بنحو {}", way, change_text(value, unit, cell).substr(1));
}

std::string clause_en(const Effect& e, int cell) {
  const auto& what = info(e.measure);
  const auto t = [&](double v) { return plain_en(v, what.unit, cell); };
  // Where most runs do not change, the middle says nothing: the mean does.
  const auto amount = e.q50 != 0 ? t(e.q50) : t(e.mean) + " on average";
  return fmt::format("{}: {} (in 80 of 100 runs between {} and {}); lower in {} of 100 runs, higher in {}", what.en, amount, t(e.q10), t(e.q90), of_100(e.chance_lower),
                     of_100(e.chance_higher));
}

std::string clause_ar(const Effect& e, int cell) {
  const auto& what = info(e.measure);
  const auto t = [&](double v) { return plain_ar(v, what.unit, cell); };
  const auto amount = e.q50 != 0 ? t(e.q50) : t(e.mean) + " في المتوسط";
  return fmt::format("{}: {} (في 80 من كل 100 محاكاة بين: {}، و: {})؛ أقل في {} من كل 100 محاكاة وأكثر في {}", what.ar, amount, t(e.q10), t(e.q90), of_100(e.chance_lower),
                     of_100(e.chance_higher));
}

}  // namespace

std::string change_text(double value, std::string_view unit, int smallest_cell) {
  const double size = std::abs(value);
  if (value == 0) return "0";
  const double least = unit == "d" ? 0.5 : smallest_cell;
  if (size < least) return unit == "d" ? fmt::format("{}<1", value < 0 ? "-" : "+") : fmt::format("{}<{}", value < 0 ? "-" : "+", smallest_cell);
  const double step = unit == "d" ? 1 : std::pow(10, std::max(0.0, std::floor(std::log10(size)) - 1));
  return (value < 0 ? "-" : "+") + grouped(std::round(size / step) * step);
}

forecast::Text sentence_of(const PolicyEffect& policy, int smallest_cell) {
  const auto parts = telling(policy);
  forecast::Text text;
  if (policy.exploration) text = {"An exploration, not a forecast. ", "استكشاف وليس توقعاً. "};
  text.en += policy.title.en + ": ";
  text.ar += policy.title.ar + ": ";
  if (parts.empty()) {
    text.en += "the model sees no change of one direction in any outcome for the people inside or on the way";
    text.ar += "لا يرى النموذج تغيراً في اتجاه واحد في أي نتيجة تخص الناس في الداخل أو على الطريق";
  }
  auto grade = policy.grade;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    text.en += (i ? "; " : "") + clause_en(*parts[i], smallest_cell);
    text.ar += (i ? "؛ " : "") + clause_ar(*parts[i], smallest_cell);
    grade = std::max(grade, parts[i]->grade);
  }
  text.en += fmt::format(". Evidence {}.", scenario::letter(grade));
  text.ar += fmt::format(". درجة الدليل {}.", scenario::letter(grade));
  if (!policy.caution.en.empty()) {
    text.en += " " + policy.caution.en;
    text.ar += " " + policy.caution.ar;
  }
  return text;
}

}  // namespace nuzuh::compare
