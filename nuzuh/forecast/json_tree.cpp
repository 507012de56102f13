#include "nuzuh/forecast/json_tree.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/core/nearest.hpp"

namespace nuzuh::forecast {
namespace {

const JsonValue k_nothing;

std::string_view name(JsonValue::Kind kind) {
  switch (kind) {
    case JsonValue::Kind::null: return "null";
    case JsonValue::Kind::boolean: return "true or false";
    case JsonValue::Kind::number: return "a number";
    case JsonValue::Kind::text: return "a text";
    case JsonValue::Kind::list: return "a list";
    case JsonValue::Kind::object: return "an object";
  }
  return "";
}

}  // namespace

JsonReader::JsonReader(const JsonValue& value, std::string file, core::Problems& problems, std::string path)
    : value_(&value), file_(std::move(file)), path_(std::move(path)), problems_(&problems), taken_(value.members.size(), false) {
  if (value.kind != JsonValue::Kind::object) problem(value, fmt::format("an object is expected here, not {}", name(value.kind)));
}

void JsonReader::problem(const JsonValue& at, std::string what, std::string remedy) {
  if (!path_.empty()) what += fmt::format(" (in {})", path_);
  if (remedy.empty()) remedy = "make the result again with the same version of nuzuh";
  problems_->push_back({{file_, at.line, at.column}, std::move(what), std::move(remedy), core::Severity::error, core::Cause::bad_input});
}

void JsonReader::problem(std::string_view key, std::string what, std::string remedy) {
  const auto found = std::ranges::find_if(value_->members, [&](const auto& m) { return m.key == key; });
  problem(found == value_->members.end() ? *value_ : found->value, std::move(what), std::move(remedy));
}

bool JsonReader::has(std::string_view key) const {
  return std::ranges::any_of(value_->members, [&](const auto& m) { return m.key == key && m.value.kind != JsonValue::Kind::null; });
}

const JsonValue* JsonReader::take(std::string_view key, JsonValue::Kind kind) {
  for (std::size_t i = 0; i < value_->members.size(); ++i) {
    const auto& [k, v] = value_->members[i];
    if (k != key) continue;
    taken_[i] = true;
    if (v.kind == kind) return &v;
    problem(v, fmt::format("\"{}\" must be {}, not {}", key, name(kind), name(v.kind)));
    return nullptr;
  }
  problem(*value_, fmt::format("the key \"{}\" is missing", key));
  return nullptr;
}

double JsonReader::number(std::string_view key) {
  const auto* v = take(key, JsonValue::Kind::number);
  if (v && !std::isfinite(v->number)) problem(*v, fmt::format("\"{}\" is too large a number", key));
  return v && std::isfinite(v->number) ? v->number : 0;
}

double JsonReader::number(std::string_view key, double low, double high) {
  const double n = number(key);
  if (n >= low && n <= high) return n;
  problem(key, fmt::format("\"{}\" is {}, outside {} to {}", key, n, low, high));
  return low;
}

int JsonReader::integer(std::string_view key, int low, int high) {
  const double n = number(key, low, high);
  if (n != std::floor(n)) problem(key, fmt::format("\"{}\" must be a whole number", key));
  return static_cast<int>(n);
}

std::uint64_t JsonReader::whole(std::string_view key) {
  const auto* v = take(key, JsonValue::Kind::number);
  if (v && !v->is_whole) problem(*v, fmt::format("\"{}\" must be a whole number of at least 0", key));
  return v ? v->whole : 0;
}

bool JsonReader::boolean(std::string_view key) {
  const auto* v = take(key, JsonValue::Kind::boolean);
  return v && v->boolean;
}

std::string JsonReader::text(std::string_view key) {
  const auto* v = take(key, JsonValue::Kind::text);
  return v ? v->text : std::string{};
}

core::Date JsonReader::date(std::string_view key) {
  const auto* v = take(key, JsonValue::Kind::text);
  if (!v) return {};
  const auto date = core::parse_date(v->text);
  if (!date) problem(*v, fmt::format("\"{}\" is not a date", v->text), "write it as YYYY-MM-DD");
  return date.value_or(core::Date{});
}

const JsonValue& JsonReader::list(std::string_view key) {
  const auto* v = take(key, JsonValue::Kind::list);
  return v ? *v : k_nothing;
}

std::vector<double> JsonReader::numbers(std::string_view key) {
  std::vector<double> out;
  for (const auto& item : list(key).items) {
    if (item.kind != JsonValue::Kind::number || !std::isfinite(item.number)) problem(item, fmt::format("\"{}\" holds something that is not a number", key));
    out.push_back(item.number);
  }
  return out;
}

std::vector<std::string> JsonReader::texts(std::string_view key) {
  std::vector<std::string> out;
  for (const auto& item : list(key).items) {
    if (item.kind != JsonValue::Kind::text) problem(item, fmt::format("\"{}\" holds something that is not a text", key));
    out.push_back(item.text);
  }
  return out;
}

JsonReader JsonReader::object(std::string_view key) {
  const auto* v = take(key, JsonValue::Kind::object);
  if (v) return {*v, file_, *problems_, path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key)};
  static const JsonValue empty = [] {
    JsonValue value;
    value.kind = JsonValue::Kind::object;
    return value;
  }();
  static thread_local core::Problems ignored;  // its missing keys are not news: the object itself is reported
  ignored.clear();
  return {empty, file_, ignored, path_};
}

std::vector<JsonReader> JsonReader::objects(std::string_view key) {
  std::vector<JsonReader> out;
  const auto& items = list(key).items;
  for (std::size_t i = 0; i < items.size(); ++i) out.emplace_back(items[i], file_, *problems_, fmt::format("{}{}{}[{}]", path_, path_.empty() ? "" : ".", key, i));
  return out;
}

void JsonReader::close() {
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    if (!taken_[i]) problem(value_->members[i].value, fmt::format("unknown key \"{}\"", value_->members[i].key));
  }
}

}  // namespace nuzuh::forecast
