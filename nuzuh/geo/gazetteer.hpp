#pragma once
// Places by name, in Arabic and Latin letters. Names repeat (a quarter of Syria's places share theirs), so a look-up gives candidates and
// the reader decides by context. Names are looked up by keys that the caller folds with the same function as the loader.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace nuzuh::geo {

enum class Level : std::uint8_t { locality, neighbourhood, camp, crossing, area, subdistrict, district, governorate, country };

std::string_view to_string(Level level);

struct GazetteerPlace {
  std::string_view id;       ///< wof:..., opensyria:... or nz:... (no entry in those gazetteers)
  std::string_view name_ar;
  std::string_view name_en;
  std::string_view admin1;   ///< governorate, OCHA's spelling
  double latitude = 0;       ///< degrees; NaN where none is known
  double longitude = 0;
  Level level = Level::locality;
  std::uint8_t weight = 0;   ///< 0 hamlet or ruin ... 5 governorate's town; 6 in the hand-kept list
  bool core = false;         ///< in the hand-kept list
  bool seat = false;         ///< the centre of a district or governorate
};

/// How names become keys. Spaces and hyphens do not count; the Latin key also drops articles and unites the usual transliterations.
std::string latin_key(std::string_view folded_name);

class Gazetteer {
 public:
  using Fold = std::function<std::string(std::string_view)>;

  /// The gazetteer compiled into the program. `fold` is the text room's folding (geo does not depend on text). Takes some 20 ms.
  explicit Gazetteer(const Fold& fold);

  /// Places with this Arabic name, folded and without spaces. `loose`: the first article is ignored on both sides.
  [[nodiscard]] std::vector<std::uint32_t> arabic(std::string_view key, bool loose) const;
  /// Places with this Latin key.
  [[nodiscard]] std::vector<std::uint32_t> latin(std::string_view key) const;
  /// The governorate whose name has this key (Arabic or Latin), or -1.
  [[nodiscard]] std::int64_t governorate(std::string_view admin1) const;

  [[nodiscard]] const GazetteerPlace& operator[](std::uint32_t i) const { return places_[i]; }
  [[nodiscard]] std::size_t size() const { return places_.size(); }

 private:
  using Index = std::vector<std::pair<std::uint64_t, std::uint32_t>>;
  static std::vector<std::uint32_t> look_up(const Index& index, std::uint64_t hash);
  std::vector<GazetteerPlace> places_;
  Index arabic_, loose_, latin_;
};

/// Great-circle distance [km] on a sphere of radius 6371 km; NaN where a coordinate is.
double distance_km(double lat1, double lon1, double lat2, double lon2);

}  // namespace nuzuh::geo
