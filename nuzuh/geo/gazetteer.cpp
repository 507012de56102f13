#include "nuzuh/geo/gazetteer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>
#include <unordered_map>

#include "nuzuh/core/hash.hpp"

namespace nuzuh::geo {

std::string_view gazetteer_places_bytes();
std::string_view gazetteer_core_bytes();

namespace {

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t next = std::min(text.find(mark, at), text.size());
    out.push_back(text.substr(at, next - at));
    at = next + 1;
  }
  return out;
}

double degrees(std::string_view text) {
  double v = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? v : std::numeric_limits<double>::quiet_NaN();
}

std::string without_spaces(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '-' || c == '\''; });
  return text;
}

std::string_view without_article(std::string_view key) { return key.starts_with("ال") && key.size() > 8 ? key.substr(4) : key; }

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

Level level_of(std::string_view name) {
  for (int k = 0; k <= static_cast<int>(Level::country); ++k)
    if (to_string(static_cast<Level>(k)) == name) return static_cast<Level>(k);
  return Level::locality;
}

}  // namespace

std::string_view to_string(Level level) {
  static constexpr std::array<std::string_view, 9> names = {"locality", "neighbourhood", "camp", "crossing", "area", "subdistrict", "district", "governorate", "country"};
  return names[static_cast<std::size_t>(level)];
}

std::string latin_key(std::string_view name) {
  // Articles (al-, ar-, as- ... before a hyphen or a space) are dropped; then letters are united.
  std::string out;
  static constexpr std::array<std::string_view, 14> articles = {"al", "el", "ar", "as", "ad", "at", "an", "az", "ash", "adh", "ath", "ul", "ez", "es"};
  std::size_t at = 0;
  while (at < name.size()) {
    std::size_t end = at;
    while (end < name.size() && name[end] != ' ' && name[end] != '-') ++end;
    const std::string_view word = name.substr(at, end - at);
    const bool article = end < name.size() && std::find(articles.begin(), articles.end(), word) != articles.end();
    if (!article)
      for (const char c : word)
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    at = end + 1;
  }
  std::string key;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const char c = out[i];
    const char next = i + 1 < out.size() ? out[i + 1] : '\0';
    char r = c;
    if (c == 'o' && (next == 'u' || next == 'o')) r = 'u', ++i;
    else if (c == 'e' && next == 'e') r = 'i', ++i;
    else if (c == 'a' && (next == 'y' || next == 'i') ) r = 'i', ++i;
    else if (c == 'e' && (next == 'y' || next == 'i')) r = 'i', ++i;
    else if (c == 'q') r = 'k';
    else if (c == 'c' && next == 'h') r = 's', ++i;
    else if (c == 'c') r = 'k';
    else if (c == 's' && next == 'h') r = 's', ++i;
    else if ((c == 't' || c == 'd' || c == 'g' || c == 'k') && next == 'h') r = c == 'k' ? 'k' : c, ++i;
    else if (c == 'h' && (next == '\0')) continue;  // Raqqah, Raqqa
    else if (c == 'e' || c == 'y') r = 'i';
    else if (c == 'o') r = 'u';
    else if (c == 'z') r = 'z';
    if (!key.empty() && key.back() == r) continue;
    key += r;
  }
  return key;
}

double distance_km(double lat1, double lon1, double lat2, double lon2) {
  const double r = std::numbers::pi / 180;
  const double a = std::sin((lat2 - lat1) * r / 2), b = std::sin((lon2 - lon1) * r / 2);
  const double h = a * a + std::cos(lat1 * r) * std::cos(lat2 * r) * b * b;
  return 2 * 6371.0 * std::asin(std::sqrt(std::min(1.0, h)));
}

Gazetteer::Gazetteer(const Fold& fold) {
  const auto key_of = [](std::string_view key) { return core::fnv1a(key); };
  const auto add_name = [&](std::string_view name, std::uint32_t index) {
    if (name.empty()) return;
    const std::string folded = is_ascii(name) ? std::string() : fold(name);
    const std::string_view shown = folded.empty() ? name : std::string_view(folded);
    if (!is_ascii(shown)) {
      const std::string key = without_spaces(std::string(shown));
      arabic_.emplace_back(key_of(key), index);
      loose_.emplace_back(key_of(without_article(key)), index);
      return;
    }
    std::string lower(shown);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const std::string key = latin_key(lower);
    if (key.size() >= 3) latin_.emplace_back(key_of(key), index);
  };
  places_.reserve(12000);
  std::unordered_map<std::string_view, std::uint32_t> core_ids;
  bool header = true;
  for (const auto line : split(gazetteer_core_bytes(), '\n')) {
    if (header || line.empty()) {
      header = false;
      continue;
    }
    const auto f = split(line, '\t');
    if (f.size() < 7) continue;
    const auto index = static_cast<std::uint32_t>(places_.size());
    const auto ar = split(f[1], '|'), en = split(f[2], '|');
    GazetteerPlace p{f[0], ar[0], en[0], f[6], degrees(f[3]), degrees(f[4]), level_of(f[5]), 6, true, false};
    if (std::isnan(p.latitude) || std::isnan(p.longitude)) p.latitude = p.longitude = std::numeric_limits<double>::quiet_NaN();
    places_.push_back(p);
    core_ids.emplace(p.id, index);
    for (const auto name : ar) add_name(name, index);
    for (const auto name : en) add_name(name, index);
  }
  header = true;
  for (const auto line : split(gazetteer_places_bytes(), '\n')) {
    if (header || line.empty()) {
      header = false;
      continue;
    }
    const auto f = split(line, '\t');
    if (f.size() < 10 || f[6].empty()) continue;
    const auto known = core_ids.find(f[0]);
    std::uint32_t index = 0;
    if (known != core_ids.end()) {
      index = known->second;  // further names of a place of the hand-kept list
      auto& place = places_[index];
      place.seat = f[6][0] == 'g' || f[6][0] == 'd';
      if (std::isnan(place.latitude)) place.latitude = degrees(f[4]), place.longitude = degrees(f[5]);
    } else {
      index = static_cast<std::uint32_t>(places_.size());
      const char k = f[6][0];
      const std::uint8_t weight = k == 'g' ? 5 : k == 'd' ? 4 : k == 's' ? 3 : k == 'p' ? (f[9].empty() ? 1 : 2) : k == 'G' ? 5 : k == 'c' ? 3 : k == 'l' ? 1 : 0;
      places_.push_back({f[0], f[1], f[2], f[7], degrees(f[4]), degrees(f[5]), k == 'G' ? Level::governorate : k == 'c' ? Level::crossing : Level::locality, weight, false, k == 'g' || k == 'd'});
    }
    add_name(f[1], index);
    add_name(f[2], index);
    for (const auto name : split(f[3], ';')) add_name(name, index);
  }
  for (auto* index : {&arabic_, &loose_, &latin_}) {
    std::sort(index->begin(), index->end());
    index->erase(std::unique(index->begin(), index->end()), index->end());
  }
}

std::vector<std::uint32_t> Gazetteer::look_up(const Index& index, std::uint64_t hash) {
  std::vector<std::uint32_t> out;
  for (auto it = std::lower_bound(index.begin(), index.end(), std::pair{hash, std::uint32_t{0}}); it != index.end() && it->first == hash; ++it) out.push_back(it->second);
  return out;
}

std::vector<std::uint32_t> Gazetteer::arabic(std::string_view key, bool loose) const {
  return loose ? look_up(loose_, core::fnv1a(without_article(key))) : look_up(arabic_, core::fnv1a(key));
}

std::vector<std::uint32_t> Gazetteer::latin(std::string_view key) const { return look_up(latin_, core::fnv1a(key)); }

std::int64_t Gazetteer::governorate(std::string_view admin1) const {
  for (std::size_t i = 0; i < places_.size(); ++i)
    if (places_[i].level == Level::governorate && places_[i].admin1 == admin1) return static_cast<std::int64_t>(i);
  return -1;
}

}  // namespace nuzuh::geo
