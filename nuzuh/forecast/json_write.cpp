#include "nuzuh/forecast/json_write.hpp"

#include <fmt/format.h>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/core/csv.hpp"
#include "nuzuh/forecast/json_tree.hpp"

namespace nuzuh::forecast {

void JsonWriter::comma() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) out_ += ',';
  if (!closers_.empty() && (closers_.size() <= 2 || closers_.back() == ']')) out_ += '\n';
  first_ = false;
}

JsonWriter& JsonWriter::key(std::string_view key) {
  comma();
  out_ += json_text(key);
  out_ += ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::open(char bracket) {
  comma();
  out_ += bracket;
  closers_ += bracket == '{' ? '}' : ']';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::shut() {
  NUZUH_EXPECT(!closers_.empty());
  out_ += closers_.back();
  closers_.pop_back();
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::field(std::string_view k, std::string_view text) {
  key(k);
  comma();
  out_ += json_text(text);
  return *this;
}

JsonWriter& JsonWriter::field(std::string_view k, double number) {
  key(k);
  comma();
  out_ += core::number_text(number);
  return *this;
}

JsonWriter& JsonWriter::whole(std::string_view k, std::uint64_t number) {
  key(k);
  comma();
  out_ += fmt::format("{}", number);
  return *this;
}

JsonWriter& JsonWriter::flag(std::string_view k, bool value) {
  key(k);
  comma();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::numbers(std::string_view k, std::span<const double> values) {
  key(k);
  return list_numbers(values);
}

JsonWriter& JsonWriter::list_numbers(std::span<const double> values) {
  comma();
  out_ += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out_ += ',';
    out_ += core::number_text(values[i]);
  }
  out_ += ']';
  return *this;
}

JsonWriter& JsonWriter::item(std::string_view text) {
  comma();
  out_ += json_text(text);
  return *this;
}

std::string JsonWriter::text() && {
  NUZUH_EXPECT(closers_.empty());
  out_ += '\n';
  return std::move(out_);
}

}  // namespace nuzuh::forecast
