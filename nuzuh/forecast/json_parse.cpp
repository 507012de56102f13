#include <iterator>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "nuzuh/core/file.hpp"
#include "nuzuh/forecast/json_tree.hpp"

namespace nuzuh::forecast {
namespace {

/// Counts lines and columns (in code points) while the parser reads on.
struct Place {
  int line = 1, column = 0;
  void pass(char c) {
    if (c == '\n') {
      ++line;
      column = 0;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++column;
    }
  }
};

class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  CountingIterator(const char* at, Place* place) : at_(at), place_(place) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    place_->pass(*at_++);
    return *this;
  }
  CountingIterator operator++(int) {
    auto old = *this;
    ++*this;
    return old;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  Place* place_;
};

constexpr std::size_t k_deepest = 64;

/// Builds the tree; stops at the first problem.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(const Place& place, std::string file) : place_(place), file_(std::move(file)) {}

  bool null() override { return add(JsonValue::Kind::null, [](JsonValue&) {}); }
  bool boolean(bool b) override { return add(JsonValue::Kind::boolean, [&](JsonValue& v) { v.boolean = b; }); }
  bool number_integer(number_integer_t n) override { return add(JsonValue::Kind::number, [&](JsonValue& v) { v.number = static_cast<double>(n); }); }
  bool number_unsigned(number_unsigned_t n) override {
    return add(JsonValue::Kind::number, [&](JsonValue& v) {
      v.number = static_cast<double>(n);
      v.whole = n;
      v.is_whole = true;
    });
  }
  bool number_float(number_float_t n, const string_t&) override { return add(JsonValue::Kind::number, [&](JsonValue& v) { v.number = n; }); }
  bool string(string_t& s) override { return add(JsonValue::Kind::text, [&](JsonValue& v) { v.text = s; }); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonValue::Kind::object); }
  bool start_array(std::size_t) override { return open(JsonValue::Kind::list); }
  bool end_object() override { return shut(); }
  bool end_array() override { return shut(); }
  bool key(string_t& k) override {
    if (!keys_.back().insert(k).second) return refuse(fmt::format("the key \"{}\" stands twice in one object", k), "remove one of the two");
    stack_.back()->members.push_back({k, JsonValue{}});
    return true;
  }
  bool parse_error(std::size_t, const std::string& token, const nlohmann::detail::exception& error) override {
    std::string what = error.what();
    const bool cut = token.empty() || token.front() == '\0' || what.find("end of input") != std::string::npos || what.find("missing closing quote") != std::string::npos;
    if (const auto at = what.find("; "); at != std::string::npos) what = what.substr(at + 2);
    return refuse(cut ? "the file ends before the JSON does" : fmt::format("not JSON: {}", what),
                  cut ? "it was cut off; make the result again" : "make the result again, or restore the file");
  }

  JsonValue root;
  core::Problem problem;

 private:
  bool refuse(std::string what, std::string remedy) {
    problem = {{file_, place_.line, std::max(1, place_.column)}, std::move(what), std::move(remedy), core::Severity::error, core::Cause::bad_input};
    return false;
  }
  JsonValue& slot() {
    if (stack_.empty()) return root;
    auto& parent = *stack_.back();
    return parent.kind == JsonValue::Kind::list ? parent.items.emplace_back() : parent.members.back().value;
  }
  template <class Fill>
  bool add(JsonValue::Kind kind, Fill fill) {
    auto& value = slot();
    value.kind = kind;
    value.line = place_.line;
    value.column = std::max(1, place_.column);
    fill(value);
    return true;
  }
  bool open(JsonValue::Kind kind) {
    if (stack_.size() >= k_deepest) return refuse("nested too deeply", "a result of nuzuh nests at most eight levels");
    auto& value = slot();
    value.kind = kind;
    value.line = place_.line;
    value.column = std::max(1, place_.column);
    stack_.push_back(&value);  // stays valid: siblings are added only after it is shut
    keys_.emplace_back();
    return true;
  }
  bool shut() {
    stack_.pop_back();
    keys_.pop_back();
    return true;
  }

  const Place& place_;
  std::string file_;
  std::vector<JsonValue*> stack_;
  std::vector<std::set<std::string>> keys_;
};

}  // namespace

core::Result<JsonValue> parse_json(std::string_view text, const std::string& file) {
  if (const auto good = core::check_utf8(text, file); !good) return tl::unexpected(good.error());
  Place place;
  Builder builder(place, file);
  const bool read = nlohmann::json::sax_parse(CountingIterator(text.data(), &place), CountingIterator(text.data() + text.size(), &place), &builder);
  if (!read) {
    if (builder.problem.what.empty()) builder.problem = {{file, place.line, place.column}, "not JSON", {}, core::Severity::error, core::Cause::bad_input};
    return core::fail(builder.problem);
  }
  return std::move(builder.root);
}

std::string json_text(std::string_view text) { return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

}  // namespace nuzuh::forecast
