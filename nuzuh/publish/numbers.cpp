#include "nuzuh/publish/numbers.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/publish/protect.hpp"

namespace nuzuh::publish {
namespace {

constexpr std::array k_months_en = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
constexpr std::array k_months_ar = {"كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"};

std::string grouped(double value) {
  auto text = fmt::format("{:.0f}", std::abs(value));
  for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
  return std::round(value) < 0 ? "-" + text : text;
}

}  // namespace

std::string digits(std::string text, Language language) {
  if (language == Language::english) return text;
  constexpr std::array indic = {"٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"};
  std::string out;
  for (const char c : text) {
    if (c >= '0' && c <= '9') out += indic[static_cast<std::size_t>(c - '0')];
    else if (c == ',') out += "٬";
    else if (c == '.') out += "٫";
    else if (c == '%') out += "٪";
    else out += c;
  }
  return out;
}

std::string whole(double value, Language language) { return digits(grouped(value), language); }

std::string people(double value, int smallest_cell, Language language) {
  if (value >= smallest_cell) return whole(two_figures(value), language);
  return language == Language::english ? fmt::format("<{}", smallest_cell) : "أقل من " + whole(smallest_cell, language);
}

std::string percent(double p, Language language) {
  const bool arabic = language == Language::arabic;
  if (p < 0.005) return (arabic ? "أقل من " : "<") + digits("1%", language);
  if (p > 0.995) return (arabic ? "أكثر من " : ">") + digits("99%", language);
  return digits(fmt::format("{:.0f}%", 100 * p), language);
}

std::string decimal(double value, int decimals, Language language) { return digits(fmt::format("{:.{}f}", value, decimals), language); }

std::string brief_number(double value, Language language) {
  if (std::abs(value) >= 1000) return whole(value, language);
  return digits(fmt::format("{:.3g}", value), language);
}

std::string date(core::Date date, Language language) {
  const std::chrono::year_month_day d{date};
  const auto month = static_cast<unsigned>(d.month()) - 1;
  return fmt::format("{} {} {}", digits(fmt::format("{}", static_cast<unsigned>(d.day())), language), language == Language::english ? k_months_en[month] : k_months_ar[month],
                     digits(fmt::format("{}", static_cast<int>(d.year())), language));
}

std::string short_date(core::Date date, Language language) {
  const std::chrono::year_month_day d{date};
  const auto month = static_cast<unsigned>(d.month()) - 1;
  const auto day = digits(fmt::format("{}", static_cast<unsigned>(d.day())), language);
  if (language == Language::arabic) return fmt::format("{} {}", day, k_months_ar[month]);
  return fmt::format("{} {}", day, std::string_view(k_months_en[month]).substr(0, 3));
}

std::string in_words(std::string_view text, Language language) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (!digit(i)) {
      out += text[i++];
      continue;
    }
    if (const auto day = core::parse_date(text.substr(i, 10)); day && !digit(i + 10)) {
      out += date(*day, language);
      i += 10;
      continue;
    }
    std::size_t end = i;
    while (digit(end) || (end < text.size() && (text[end] == '.' || text[end] == ',') && digit(end + 1)) || (end < text.size() && text[end] == '%')) ++end;
    out += digits(std::string(text.substr(i, end - i)), language);
    i = end;
  }
  return out;
}

std::string days(int count, Language language) {
  const auto n = whole(count, language);
  if (language == Language::english) return count == 1 ? "1 day" : n + " days";
  const int hundred = count % 100;
  if (count == 0) return "صفر يوم";
  if (count == 1) return "يوم واحد";
  if (count == 2) return "يومان";
  if (hundred >= 3 && hundred <= 10) return n + " أيام";
  if (hundred >= 11) return n + " يوماً";
  return n + " يوم";
}

}  // namespace nuzuh::publish
