#pragma once
// Strict reading of TOML tables; only the .cpp files that read a TOML file of a case include it, since toml++ is large.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "nuzuh/scenario/collect.hpp"

namespace nuzuh::scenario {

/// A TOML table, read key by key; keys that nobody asked for are refused at the end.
class TableReader {
 public:
  TableReader(const toml::table& table, std::string name, const std::string& file, Collector& collect)
      : table_(table), name_(std::move(name)), file_(file), collect_(collect) {}

  [[nodiscard]] core::Where where() const { return place(table_); }
  [[nodiscard]] core::Where place(const toml::node& node) const {
    const auto& begin = node.source().begin;
    return {file_, static_cast<int>(begin.line), static_cast<int>(begin.column)};
  }
  [[nodiscard]] std::string path(std::string_view key) const { return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key); }

  const toml::node* get(std::string_view key, bool required = true) {
    asked_.emplace_back(key);
    const auto* node = table_.get(key);
    if (!node && required) collect_.error(where(), fmt::format("\"{}\" is missing", path(key)), "see docs/formats/case.md");
    return node;
  }
  std::string text(std::string_view key, bool required = true) {
    const auto* node = get(key, required);
    if (!node) return {};
    const auto value = node->value_exact<std::string>();
    if (!value) collect_.error(place(*node), fmt::format("\"{}\" is not a text", path(key)), "put it in quotes");
    if (value && required && value->empty()) collect_.error(place(*node), fmt::format("\"{}\" is empty", path(key)));
    return value.value_or("");
  }
  core::Date date(std::string_view key) {
    const auto* node = get(key);
    if (!node) return {};
    if (const auto value = node->value_exact<toml::date>()) {
      const auto day = core::parse_date(fmt::format("{:04}-{:02}-{:02}", value->year, value->month, value->day));
      if (day) return *day;
    } else if (const auto text = node->value_exact<std::string>()) {
      if (const auto day = core::parse_date(*text)) return *day;
    }
    collect_.error(place(*node), fmt::format("\"{}\" is not a date", path(key)), "write it as YYYY-MM-DD");
    return {};
  }
  std::int64_t whole(std::string_view key, std::int64_t low, std::int64_t high, std::int64_t if_absent, bool required = false) {
    const auto* node = get(key, required);
    if (!node) return if_absent;
    const auto value = node->value_exact<std::int64_t>();
    if (value && *value >= low && *value <= high) return *value;
    collect_.error(place(*node), fmt::format("\"{}\" is not a whole number from {} to {}", path(key), low, high));
    return if_absent;
  }
  bool flag(std::string_view key, bool if_absent) {
    const auto* node = get(key, false);
    if (!node) return if_absent;
    const auto value = node->value_exact<bool>();
    if (!value) collect_.error(place(*node), fmt::format("\"{}\" is neither true nor false", path(key)));
    return value.value_or(if_absent);
  }
  TableReader table(std::string_view key, bool required = true) {
    static const toml::table k_empty;
    const auto* node = get(key, required);
    if (node && !node->is_table()) collect_.error(place(*node), fmt::format("\"{}\" is not a table", path(key)), fmt::format("write [{}]", path(key)));
    return {node && node->is_table() ? *node->as_table() : k_empty, path(key), file_, collect_};
  }
  std::vector<TableReader> tables(std::string_view key) {
    std::vector<TableReader> result;
    const auto* node = get(key, false);
    if (!node) return result;
    const auto* array = node->as_array();
    if (!array) collect_.error(place(*node), fmt::format("\"{}\" is not a list of tables", path(key)), fmt::format("write [[{}]]", path(key)));
    for (std::size_t i = 0; array && i < array->size(); ++i) {
      const auto* item = array->get(i)->as_table();
      if (item) result.emplace_back(*item, path(key), file_, collect_);
      else collect_.error(place(*array->get(i)), fmt::format("an entry of \"{}\" is not a table", path(key)));
    }
    return result;
  }
  void finish() {
    for (const auto& [key, node] : table_) {
      if (std::ranges::find(asked_, key.str()) != asked_.end()) continue;
      const auto& begin = key.source().begin;
      collect_.error({file_, static_cast<int>(begin.line), static_cast<int>(begin.column)}, fmt::format("unknown key \"{}\"", path(key.str())),
                     core::suggestion(key.str(), asked_));
    }
  }

 private:
  const toml::table& table_;
  std::string name_;
  const std::string& file_;
  Collector& collect_;
  std::vector<std::string> asked_;
};

}  // namespace nuzuh::scenario
