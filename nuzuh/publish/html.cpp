#include "nuzuh/publish/html.hpp"

#include <fmt/format.h>

namespace nuzuh::publish {

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

std::string bdi(std::string_view text) { return fmt::format("<bdi>{}</bdi>", escape(text)); }

std::string link(std::string_view address, std::string_view text) {
  if (!address.starts_with("https://") && !address.starts_with("http://")) return bdi(text);
  return fmt::format("<a href=\"{}\" rel=\"noreferrer noopener\"><bdi>{}</bdi></a>", escape(address), escape(text));
}

HtmlTable::HtmlTable(std::string caption, std::vector<std::string> head, std::string css_class) : head_(std::move(head)) {
  out_ = fmt::format("<div class=\"scroll\" tabindex=\"0\" role=\"group\"><table class=\"{}\">", css_class);
  if (!caption.empty()) out_ += fmt::format("<caption>{}</caption>", caption);
  out_ += "<thead><tr>";
  for (const auto& cell : head_) out_ += fmt::format("<th scope=\"col\">{}</th>", cell);
  out_ += "</tr></thead><tbody>";
}

void HtmlTable::row(const std::vector<std::string>& cells) {
  out_ += "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i) out_ += i == 0 ? fmt::format("<th scope=\"row\">{}</th>", cells[i]) : fmt::format("<td data-label=\"{}\">{}</td>", head_.at(i), cells[i]);
  out_ += "</tr>";
}

std::string HtmlTable::text() const { return out_ + "</tbody></table></div>"; }

std::string folded(std::string_view summary, std::string_view body, std::string_view css_class) {
  return fmt::format("<details class=\"{}\"><summary>{}</summary>{}</details>", css_class, summary, body);
}

}  // namespace nuzuh::publish
