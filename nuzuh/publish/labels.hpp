#pragma once
// Placing words on a map so that none covers another.

#include <optional>
#include <string_view>
#include <vector>

#include "nuzuh/publish/canvas.hpp"

namespace nuzuh::publish {

struct Box {
  double left, top, right, bottom;
};

/// Greedy placement: whoever asks first gets the room.
class LabelBoard {
 public:
  explicit LabelBoard(Box frame) : frame_(frame) {}
  void block(Box box) { taken_.push_back(box); }

  struct Spot {
    Point at;  ///< of the text's baseline
    Anchor anchor;
  };
  /// A free place for `text` around a symbol, or nothing.
  std::optional<Spot> place(Point symbol, double distance, std::string_view text, double font_size);

 private:
  [[nodiscard]] bool free(const Box& box) const;
  Box frame_;
  std::vector<Box> taken_;
};

/// Width of a text in pixels, near enough for placing it: letters of Arabic run narrower than Latin ones.
double text_width(std::string_view text, double font_size);

}  // namespace nuzuh::publish
