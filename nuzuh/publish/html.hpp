#pragma once
// Small pieces of HTML. Everything that comes from data goes through escape().

#include <string>
#include <string_view>
#include <vector>

namespace nuzuh::publish {

/// Text as it must stand in HTML or SVG, also inside an attribute.
std::string escape(std::string_view text);

/// A name, code or source of another language or direction inside a sentence.
std::string bdi(std::string_view text);

/// A link where the address is http or https, else the plain text.
std::string link(std::string_view address, std::string_view text);

/// A table with a header; cells are HTML. The first column is the header of its row. Each cell carries its column's name, so that the
/// class "stack" can show a row as a list on a phone.
class HtmlTable {
 public:
  HtmlTable(std::string caption, std::vector<std::string> head, std::string css_class = {});
  void row(const std::vector<std::string>& cells);
  [[nodiscard]] std::string text() const;

 private:
  std::string out_;
  std::vector<std::string> head_;
};

/// A collapsed part: `summary` is HTML.
std::string folded(std::string_view summary, std::string_view body, std::string_view css_class = {});

}  // namespace nuzuh::publish
