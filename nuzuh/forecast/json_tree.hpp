#pragma once
// JSON that remembers where it came from: every value has its line and column, so that an error in a result file can point at it.
// Duplicate keys are errors. Objects keep the order of the file.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/core/date.hpp"
#include "nuzuh/core/error.hpp"

namespace nuzuh::forecast {

struct JsonMember;

struct JsonValue {
  enum class Kind { null, boolean, number, text, list, object };
  Kind kind = Kind::null;
  bool boolean = false;
  double number = 0;
  std::uint64_t whole = 0;  ///< the number where it is an unsigned integer (a seed needs all 64 bits)
  bool is_whole = false;
  std::string text;
  std::vector<JsonValue> items;
  std::vector<JsonMember> members;
  int line = 0, column = 0;  ///< where the value ends, counted from 1
};

struct JsonMember {
  std::string key;
  JsonValue value;
};

/// The value of a whole file; the first syntax error or duplicate key with its place.
core::Result<JsonValue> parse_json(std::string_view text, const std::string& file);

/// A text as a JSON string, with its quotes.
std::string json_text(std::string_view text);

/// Takes an object apart strictly: every key must be asked for (`close` refuses what is left), wrong kinds and missing keys are
/// problems with their place. Reading goes on after a problem with an empty value, so that all problems are collected.
class JsonReader {
 public:
  JsonReader(const JsonValue& value, std::string file, core::Problems& problems, std::string path = {});

  bool has(std::string_view key) const;
  double number(std::string_view key);
  double number(std::string_view key, double low, double high);
  int integer(std::string_view key, int low, int high);
  std::uint64_t whole(std::string_view key);
  bool boolean(std::string_view key);
  std::string text(std::string_view key);
  core::Date date(std::string_view key);
  std::vector<double> numbers(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  JsonReader object(std::string_view key);
  std::vector<JsonReader> objects(std::string_view key);  ///< a list of objects
  const JsonValue& list(std::string_view key);
  void problem(const JsonValue& at, std::string what, std::string remedy = {});
  void problem(std::string_view key, std::string what, std::string remedy = {});
  void close();

 private:
  const JsonValue* take(std::string_view key, JsonValue::Kind kind);
  const JsonValue* value_;
  std::string file_, path_;
  core::Problems* problems_;
  std::vector<bool> taken_;
};

}  // namespace nuzuh::forecast
