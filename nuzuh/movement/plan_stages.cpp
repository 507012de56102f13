#include "nuzuh/movement/plan_stages.hpp"

#include <algorithm>

namespace nuzuh::movement {
namespace {

using Index = std::size_t;
using flee::BorderChange;

/// Replays what changes ways, day by day.
class Replay {
 public:
  explicit Replay(const flee::Crisis& crisis) : crisis_(crisis) {
    now_.links_from = crisis.links_from;
    for (const auto& place : crisis.places) now_.marker.push_back(place.marker);
  }

  std::vector<Stage> run() {
    std::vector<Stage> stages = {now_};
    for (int day = 0; day < crisis_.days; ++day) {
      changed_ = false;
      for (; type_ < crisis_.type_changes.size() && crisis_.type_changes[type_].day <= day; ++type_) {
        const auto& change = crisis_.type_changes[type_];
        if (change.day == day) mark(change.place, change.type == flee::PlaceType::marker);
      }
      for (; border_ < crisis_.border_changes.size() && crisis_.border_changes[border_].day <= day; ++border_) {
        if (crisis_.border_changes[border_].day == day) apply(crisis_.border_changes[border_]);
      }
      if (!changed_) continue;
      now_.day = day;
      stages.push_back(now_);
    }
    return stages;
  }

 private:
  void mark(int place, bool as) {
    auto& marker = now_.marker[static_cast<Index>(place)];
    changed_ |= (marker != 0) != as;
    marker = as;
  }
  void apply(const BorderChange& change) {
    using What = BorderChange::What;
    switch (change.what) {
      case What::drop_forced:
      case What::set_forced: return;
      case What::camp_to_town:
      case What::town_to_camp:
      case What::town_to_idp_camp: mark(change.index, false); return;
      case What::close_link:
      case What::open_link: break;
    }
    if (!crisis_.settings.move.fixed_routes) return;  // other ways are kept, and taken while their roads are open
    auto& list = now_.links_from[static_cast<Index>(crisis_.links[static_cast<Index>(change.index)].from)];
    if (change.what == What::close_link) {
      std::erase(list, change.index);
    } else {
      list.push_back(change.index);  // a reopened link goes to the end of the list
    }
    changed_ = true;
  }

  const flee::Crisis& crisis_;
  Stage now_;
  bool changed_ = false;
  Index type_ = 0, border_ = 0;
};

}  // namespace

std::vector<Stage> stages_of(const flee::Crisis& crisis) { return Replay(crisis).run(); }

}  // namespace nuzuh::movement
