// What depends on the own past of a person: how far they went of late (avoid_short_stints), how far they are on a road on which people
// may walk for a day (walk_probability).

#include "nuzuh/movement/people.hpp"

#include <algorithm>

namespace nuzuh::movement {

/// The day's speed on a link, by chance for each person, day and link of the day.
double People::speed_on(int leg, std::uint32_t person, std::uint32_t hop) const {
  rng::Stream stream(seed_, member_, person, day_, rng::Purpose::walk);
  stream.skip_pairs(hop);
  return stream.uniform() < roads_.walk_probability[static_cast<Index>(leg)] ? roads_.walk_speed : roads_.legs[static_cast<Index>(leg)].speed;
}

/// Takes a link on which people may walk.
People::Course People::walk(std::uint32_t person, int which, double& moved, std::uint32_t hop) {
  const Roads::Leg& leg = roads_.legs[static_cast<Index>(which)];
  const double speed = speed_on(which, person, hop), left = roads_.full_speed ? speed : std::max(0.0, speed - moved);
  const bool arrives = left > leg.length_km;
  if (!arrives) on_link_km_[person] = left;
  moved += arrives ? leg.length_km : left;
  if (hurry_) today_km_[person] = moved;
  if (arrives) return moved < speed ? Course::on : Course::over;
  slot_[static_cast<Index>(leg.first_slot)].push(person);
  return Course::asleep;
}

/// One day on for those who slept on such a link; who comes to its end goes to traveller_.
void People::walk_on(Crowd& on_link, int leg) {
  const double length_km = roads_.legs[static_cast<Index>(leg)].length_km;
  Index stayed = 0;
  for (Index i = 0; i < on_link.size(); ++i) {
    const std::uint32_t person = on_link[i];
    const double speed = speed_on(leg, person, 0), before = on_link_km_[person];
    on_link_km_[person] += speed;
    if (before + speed > length_km) {
      last_km_[person] = length_km - before;
      traveller_.push(person);
    } else {
      if (hurry_) today_km_[person] = speed;
      on_link[stayed++] = person;
    }
  }
  on_link.resize(stayed);
}

/// Who reaches a town after days of little movement does not stop there.
bool People::hurries(const Step& step) const {
  const PlaceDay& here = crossroads_.weights().today(crossroads_.place_of(step.node));
  if (crossroads_.pending(step.node) || !here.town || here.stays) return false;
  return (lately_[step.person] + step.moved / crossroads_.weights().parameters().max_move_speed) / 2 < 0.5;
}

/// The evening's account of how far everybody went.
void People::remember() {
  if (!hurry_) return;
  const double full_day = crossroads_.weights().parameters().max_move_speed;
  for (Index i = 0; i < ever_; ++i) {
    lately_[i] = (lately_[i] + today_km_[i] / full_day) / 2;
    today_km_[i] = 0;
  }
}

}  // namespace nuzuh::movement
