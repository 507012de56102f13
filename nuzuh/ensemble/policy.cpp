#include "nuzuh/ensemble/policy.hpp"

#include <algorithm>
#include <charconv>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::ensemble {
namespace {

double number(const std::string& text) {
  double value = 0;
  [[maybe_unused]] const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  NUZUH_EXPECT(ec == std::errc{});
  return value;
}

void pull(const scenario::PolicyChange& change, int from, world::World& w) {
  const auto& lever = change.lever;
  const auto each_day = [&](int last, auto set) {
    for (int day = std::max(0, from); day <= std::min(last, w.days - 1); ++day) set(w.calendar[static_cast<std::size_t>(day)]);
  };
  const int end = w.days - 1;
  if (lever == "corridor") {
    const auto route = change.value == "agreed" ? world::Route::open : change.value == "declared" ? world::Route::declared : world::Route::closed;
    each_day(end, [&](world::Day& d) { d.route = route; });
  } else if (lever == "negotiated_exit") {
    w.negotiated_exit = change.value == "refused"  ? world::NegotiatedExit::refused
                        : change.value == "agreed" ? world::NegotiatedExit::agreed
                                                   : world::NegotiatedExit::possible;
    w.exit_day = from;
  } else if (lever == "information") {
    const double strength = change.value == "strong" ? 1 : change.value == "weak" ? 0.5 : 0;
    each_day(end, [&](world::Day& d) { d.information = strength; });
  } else if (lever == "pause") {
    each_day(from + static_cast<int>(number(change.value)) - 1, [](world::Day& d) { d.tempo = world::Tempo::pause; });
  } else {
    const double value = number(change.value);
    each_day(end, [&](world::Day& d) {
      if (lever == "transit.places") d.transit_places = value;
      else if (lever == "transit.per_day") d.transit_per_day = value;
      else if (lever == "screening.per_day") d.screening_per_day = value;
      else if (lever == "camp.places") d.camp_places = value;
      else if (lever == "second_site.places") d.second_site_places = value;
      else if (lever == "trucks.factor") d.trucks_factor = value;
      else if (lever == "clearance.factor") d.clearance_factor = value;
      else NUZUH_EXPECT(!"a lever that scenario/levers knows and the world does not");
    });
  }
}

}  // namespace

void apply_policy(const scenario::Policy& policy, core::Date start, world::World& world) {
  for (const auto& change : policy.changes) pull(change, core::days_between(start, change.from), world);
}

}  // namespace nuzuh::ensemble
