#include "nuzuh/ensemble/compile.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

#include "nuzuh/core/contract.hpp"
#include "nuzuh/ensemble/draw.hpp"
#include "nuzuh/ensemble/policy.hpp"
#include "nuzuh/rng/stream.hpp"

namespace nuzuh::ensemble {

using scenario::EventKind;
using scenario::Scenario;
using scenario::SiteKind;

namespace {

bool is_winter(core::Date date) {
  const auto month = static_cast<unsigned>(std::chrono::year_month_day{date}.month());
  return month >= 11 || month <= 3;
}

world::Spread spread(const Scenario& s, std::string_view key) {
  const auto* estimate = s.find_parameter(key);
  NUZUH_EXPECT(estimate != nullptr);
  return spread_of(estimate->belief);
}

/// Road distance of every site from the towns outside the enclave, by repeated relaxation (networks of a case are small).
std::map<std::string, double> distance_from_towns(const Scenario& s) {
  std::map<std::string, double> km;
  for (const auto& site : s.sites) km[site.id] = site.kind == SiteKind::town ? 0 : 1e18;
  for (std::size_t round = 0; round < s.sites.size(); ++round) {
    bool changed = false;
    for (const auto& road : s.roads) {
      if (!road.open || !km.contains(road.from) || !km.contains(road.to)) continue;
      const auto relax = [&](const std::string& a, const std::string& b) {
        if (km[a] + road.km < km[b]) {
          km[b] = km[a] + road.km;
          changed = true;
        }
      };
      relax(road.from, road.to);
      relax(road.to, road.from);
    }
    if (!changed) break;
  }
  return km;
}

std::vector<world::Place> places_of(const Scenario& s) {
  const auto km = distance_from_towns(s);
  std::vector<const scenario::Site*> held;
  for (const auto& site : s.sites) {
    if (site.kind == SiteKind::enclave_place) held.push_back(&site);
  }
  std::ranges::stable_sort(held, [&](const auto* a, const auto* b) { return km.at(a->id) < km.at(b->id); });
  std::vector<world::Place> places;
  double taken = 0;
  for (const auto* site : held) {
    taken += site->area_share;
    places.push_back({rng::entity(site->id), site->area_share, std::min(1.0, taken)});
  }
  if (!places.empty()) places.back().taken_at = 1;
  return places;
}

class Calendar {
 public:
  Calendar(const Scenario& s, core::Date cutoff, world::World& w) : scenario_(s), cutoff_day_(core::days_between(s.start, cutoff)), world_(w) {}

  void build() {
    world_.calendar.resize(static_cast<std::size_t>(world_.days));
    for (int day = 0; day < world_.days; ++day) {
      auto& today = at(day);
      today.winter = is_winter(scenario_.start + std::chrono::days(day));
      today.reverse_drawn = day > cutoff_day_;  // a reverse up to the cut-off would have been reported
    }
    for (const auto& event : scenario_.events) apply(event);
    dated_routing();
  }

 private:
  world::Day& at(int day) { return world_.calendar[static_cast<std::size_t>(day)]; }

  /// Calls `change` for every day of the event that lies in the run and is not after the cut-off: an event is a fact, not a promise.
  template <class Change>
  void on_days(const scenario::Event& event, Change change) {
    const int first = std::max(0, core::days_between(scenario_.start, event.first));
    const int last = std::min({core::days_between(scenario_.start, event.last), cutoff_day_, world_.days - 1});
    for (int day = first; day <= last; ++day) change(at(day));
  }

  void apply(const scenario::Event& event) {
    switch (event.kind) {
      case EventKind::assault: on_days(event, [](world::Day& d) { d.tempo = world::Tempo::push; }); break;
      case EventKind::pause: on_days(event, [](world::Day& d) { d.tempo = world::Tempo::pause; }); break;
      case EventKind::corridor: on_days(event, [](world::Day& d) { d.route = world::Route::open; }); break;
      case EventKind::declared_route: on_days(event, [](world::Day& d) { d.route = world::Route::declared; }); break;
      case EventKind::closure: on_days(event, [](world::Day& d) { d.route = world::Route::closed; }); break;
      case EventKind::ended: on_days(event, [](world::Day& d) { d.ended = true; }); break;
      case EventKind::reverse: {
        const int day = core::days_between(scenario_.start, event.first);
        if (day >= 0 && day < world_.days && event.value) at(day).reverse_killed += *event.value;
        break;
      }
      case EventKind::transit_opened:
        if (event.value && event.site == scenario_.transit) {
          for (int day = std::max(0, core::days_between(scenario_.start, event.first)); day < world_.days; ++day) at(day).transit_places = *event.value;
        }
        break;
      // A refusal that the besieger has stated is its policy until it says otherwise; the user can switch it.
      case EventKind::talks_refused: world_.negotiated_exit = world::NegotiatedExit::refused; break;
      case EventKind::talks:
      case EventKind::routing:
      case EventKind::place_taken: break;
    }
  }

  /// Destinations are dated rules: before the first day on which people were taken to the main camp, nobody is.
  void dated_routing() {
    std::optional<int> first;
    for (const auto& event : scenario_.events) {
      if (event.kind != EventKind::routing || event.site != scenario_.main_camp) continue;
      const int day = core::days_between(scenario_.start, event.first);
      first = first ? std::min(*first, day) : day;
    }
    if (!first) return;
    for (int day = 0; day < std::min(*first, world_.days); ++day) at(day).to_main_camp = false;
  }

  const Scenario& scenario_;
  int cutoff_day_;
  world::World& world_;
};

}  // namespace

world::World compile(const Scenario& s, core::Date cutoff, core::Date until, const scenario::Policy* policy) {
  world::World w;
  w.days = core::days_between(s.start, until) + 1;
  NUZUH_EXPECT(w.days > 0);
  w.arrivals_from_day = core::days_between(s.start, s.arrivals_from);
  w.clearance_drag = s.clearance_drag;
  w.places = places_of(s);
  w.push_days = spread(s, "tempo.sojourn_push");
  w.stall_days = spread(s, "tempo.sojourn_stall");
  w.pause_days = spread(s, "tempo.sojourn_pause");
  w.reverse_killed = spread(s, "reverse.attackers_killed");
  w.reverse_stall_days = spread(s, "reverse.stall");
  w.deal_days = spread(s, "deal.days");
  w.open_days = spread(s, "flight.open_days");
  w.reverse_ground = spread(s, "reverse.ground_share");
  Calendar(s, cutoff, w).build();
  if (policy) apply_policy(*policy, s.start, w);
  return w;
}

world::World destinations_of(const Scenario& s) {
  world::World w;
  for (const auto& site : s.sites) {
    if (!site.pull) continue;
    const auto& pull = *site.pull;
    w.destinations.push_back({rng::entity(site.id), pull.own_side, std::log(std::max(1.0, pull.strength_people)), std::log(std::max(0.5, pull.hours)), pull.home_share, pull.escorted});
  }
  return w;
}

}  // namespace nuzuh::ensemble
