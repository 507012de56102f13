// closures.csv as a list of changes of links and places.
#include <algorithm>
#include <unordered_map>

#include "nuzuh/flee/reader.hpp"

namespace nuzuh::flee {
namespace {

using What = BorderChange::What;

/// Flee's own open and closed lists: what a rule does depends on what others have done before (nothing is counted).
class ListedBorders {
 public:
  explicit ListedBorders(Crisis& crisis) : c_(crisis), open_(crisis.links_from), closed_(crisis.places.size()) {}

  void country(const Closure& x, int day, bool close) {
    for (const bool back : {false, true}) {
      const std::string& source = back ? x.name2 : x.name1;
      const std::string& target = back ? x.name1 : x.name2;
      for (std::size_t p = 0; p < c_.places.size(); ++p) {
        if (c_.places[p].country != source) continue;
        std::size_t j = 0;
        auto& list = close ? open_[p] : closed_[p];
        while (j < list.size()) {
          const int to = c_.links[static_cast<std::size_t>(list[j])].to;
          if (c_.places[static_cast<std::size_t>(to)].country == target) move(static_cast<int>(p), to, day, close);
          else ++j;
        }
      }
    }
  }

  void location(const Closure& x, int day, bool close) {
    auto& list = close ? open_[static_cast<std::size_t>(x.place1)] : closed_[static_cast<std::size_t>(x.place1)];
    while (!list.empty()) {
      const int to = c_.links[static_cast<std::size_t>(list[0])].to;
      move(to, x.place1, day, close);
      if (!list.empty()) move(x.place1, to, day, close);
    }
  }

  /// All links from one place to another.
  void move(int from, int to, int day, bool close) {
    auto& source = close ? open_[static_cast<std::size_t>(from)] : closed_[static_cast<std::size_t>(from)];
    auto& target = close ? closed_[static_cast<std::size_t>(from)] : open_[static_cast<std::size_t>(from)];
    std::vector<int> kept;
    for (const int link : source) {
      if (c_.links[static_cast<std::size_t>(link)].to == to) {
        target.push_back(link);
        c_.border_changes.push_back({day, close ? What::close_link : What::open_link, link});
      } else {
        kept.push_back(link);
      }
    }
    source = std::move(kept);
  }

 private:
  Crisis& c_;
  std::vector<std::vector<int>> open_, closed_;
};

/// A link is open when no rule holds it closed: rules are counted.
class CountedBorders {
 public:
  explicit CountedBorders(Crisis& crisis) : c_(crisis), held_(crisis.links.size(), 0) {}

  void act(int link, int day, bool close) {
    int& held = held_[static_cast<std::size_t>(link)];
    if (close && held++ == 0) c_.border_changes.push_back({day, What::close_link, link});
    if (!close && held > 0 && --held == 0) c_.border_changes.push_back({day, What::open_link, link});
  }

  template <class Touches>
  void each(int day, bool close, const Touches& touches) {
    for (std::size_t l = 0; l < c_.links.size(); ++l) {
      if (touches(c_.links[l])) act(static_cast<int>(l), day, close);
    }
  }

 private:
  Crisis& c_;
  std::vector<int> held_;
};

}  // namespace

void resolve_closures(Reader& r) {
  auto& c = r.crisis;
  ListedBorders listed(c);
  CountedBorders counted(c);
  // Days in order; within a day the order of the file, each row's start before its end.
  std::vector<int> days;
  for (const auto& x : c.closures) {
    if (x.start_day >= 0) days.push_back(x.start_day);
    if (x.end_day >= 0) days.push_back(x.end_day);
  }
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::unordered_map<int, std::vector<const Closure*>> by_day;
  for (const auto& x : c.closures) {
    by_day[x.start_day].push_back(&x);
    if (x.end_day != x.start_day) by_day[x.end_day].push_back(&x);
  }
  auto apply = [&](const Closure& x, int day, bool close) {
    switch (x.kind) {
      case ClosureKind::country:
        if (r.exact()) listed.country(x, day, close);
        else counted.each(day, close, [&](const Link& l) {
          const auto& a = c.places[static_cast<std::size_t>(l.from)].country;
          const auto& b = c.places[static_cast<std::size_t>(l.to)].country;
          return (a == x.name1 && b == x.name2) || (a == x.name2 && b == x.name1);
        });
        break;
      case ClosureKind::location:
        if (r.exact()) listed.location(x, day, close);
        else counted.each(day, close, [&](const Link& l) { return l.from == x.place1 || l.to == x.place1; });
        break;
      case ClosureKind::link:
        // Flee compares names by identity: that works for one-letter names only, and closes the way back only.
        if (r.exact()) {
          if (x.name1.size() == 1) listed.move(x.place2, x.place1, day, close);
        } else {
          counted.each(day, close, [&](const Link& l) { return (l.from == x.place1 && l.to == x.place2) || (l.from == x.place2 && l.to == x.place1); });
        }
        break;
      case ClosureKind::camp:
      case ClosureKind::idp_camp:
        c.border_changes.push_back({day, close ? What::camp_to_town : x.kind == ClosureKind::camp ? What::town_to_camp : What::town_to_idp_camp, x.place1});
        break;
      case ClosureKind::remove_forced_redirection:
        for (const int l : c.links_from[static_cast<std::size_t>(x.place1)]) {
          const auto& link = c.links[static_cast<std::size_t>(l)];
          if (link.to == x.place2 && (close || link.forced)) c.border_changes.push_back({day, close ? What::drop_forced : What::set_forced, l});
        }
        break;
    }
  };
  for (const int day : days) {
    for (const Closure* x : by_day[day]) {
      if (x->start_day == day) apply(*x, day, true);
      if (x->end_day == day) apply(*x, day, false);
    }
  }
}

}  // namespace nuzuh::flee
