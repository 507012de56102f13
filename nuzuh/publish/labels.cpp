#include "nuzuh/publish/labels.hpp"

#include <algorithm>
#include <array>

namespace nuzuh::publish {

double text_width(std::string_view text, double font_size) {
  double units = 0;
  for (const char ch : text) {
    const auto byte = static_cast<unsigned char>(ch);
    if ((byte & 0xC0U) == 0x80U) continue;
    units += byte < 0x80 ? 0.56 : 0.52;
  }
  return units * font_size;
}

bool LabelBoard::free(const Box& box) const {
  if (box.left < frame_.left || box.right > frame_.right || box.top < frame_.top || box.bottom > frame_.bottom) return false;
  return std::ranges::none_of(taken_, [&](const Box& t) { return box.left < t.right && t.left < box.right && box.top < t.bottom && t.top < box.bottom; });
}

std::optional<LabelBoard::Spot> LabelBoard::place(Point s, double distance, std::string_view text, double font_size) {
  const double w = text_width(text, font_size), h = font_size;
  struct Try {
    Point at;
    Anchor anchor;
  };
  const double d = distance;
  const std::array tries = {Try{{s.x + d, s.y + h * 0.35}, Anchor::left},       Try{{s.x - d, s.y + h * 0.35}, Anchor::right},      Try{{s.x, s.y - d}, Anchor::middle},
                            Try{{s.x, s.y + d + h * 0.8}, Anchor::middle},      Try{{s.x + d, s.y - d * 0.6}, Anchor::left},       Try{{s.x + d, s.y + d * 0.6 + h * 0.7}, Anchor::left},
                            Try{{s.x - d, s.y - d * 0.6}, Anchor::right},       Try{{s.x - d, s.y + d * 0.6 + h * 0.7}, Anchor::right}};
  for (const auto& t : tries) {
    const double left = t.anchor == Anchor::left ? t.at.x : t.anchor == Anchor::right ? t.at.x - w : t.at.x - w / 2;
    const Box box{left - 2, t.at.y - h, left + w + 2, t.at.y + h * 0.3};
    if (!free(box)) continue;
    block(box);
    return Spot{t.at, t.anchor};
  }
  return std::nullopt;
}

}  // namespace nuzuh::publish
