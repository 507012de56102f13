#pragma once
// Writes JSON in a fixed form: keys in the order given, numbers in their shortest exact form, one line for each item of a list of objects.

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace nuzuh::forecast {

class JsonWriter {
 public:
  JsonWriter& open_object() { return open('{'); }
  JsonWriter& open_object(std::string_view key) { return this->key(key).open('{'); }
  JsonWriter& open_list(std::string_view key) { return this->key(key).open('['); }
  JsonWriter& close() { return shut(); }
  JsonWriter& field(std::string_view key, std::string_view text);
  JsonWriter& field(std::string_view key, const char* text) { return field(key, std::string_view(text)); }
  JsonWriter& field(std::string_view key, double number);
  JsonWriter& field(std::string_view key, int number) { return field(key, static_cast<double>(number)); }
  JsonWriter& whole(std::string_view key, std::uint64_t number);
  JsonWriter& flag(std::string_view key, bool value);
  JsonWriter& numbers(std::string_view key, std::span<const double> values);
  JsonWriter& list_numbers(std::span<const double> values);  ///< an item of a list
  JsonWriter& item(std::string_view text);                   ///< an item of a list
  /// The text written; every open object and list must have been closed.
  [[nodiscard]] std::string text() &&;

 private:
  JsonWriter& key(std::string_view key);
  JsonWriter& open(char bracket);
  JsonWriter& shut();
  void comma();
  std::string out_, closers_;
  bool first_ = true, after_key_ = false;
};

}  // namespace nuzuh::forecast
