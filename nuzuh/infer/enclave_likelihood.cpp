#include "nuzuh/infer/enclave_likelihood.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "nuzuh/core/contract.hpp"

namespace nuzuh::infer {

using engine::Quantity;
using scenario::Series;

namespace {

struct Compared {
  Series series;
  Quantity quantity;
};
// Cumulative series that count from the start of a case. Losses of the two sides are published since the beginning of the assault; they
// enter by what they add between two reports only.
constexpr std::array k_cumulative = {
    Compared{Series::exits_cumulative, Quantity::exits_cumulative},
    Compared{Series::arrivals_cumulative, Quantity::arrivals_cumulative},
    Compared{Series::died_on_the_way_cumulative, Quantity::died_on_the_way_cumulative},
    Compared{Series::fighters_captured_cumulative, Quantity::fighters_captured_cumulative},
};
constexpr std::array k_since_the_assault = {
    Compared{Series::attackers_killed_cumulative, Quantity::attackers_killed_cumulative},
    Compared{Series::defenders_killed_cumulative, Quantity::fighters_killed_cumulative},
    Compared{Series::civilians_killed_cumulative, Quantity::killed_inside_cumulative},
};

constexpr double k_model_error_growth = 0.8;  // log sd: gating between two reports that the model cannot know (peak days are 6-7 times the mean)
constexpr double k_model_error_level = 0.3;   // the level itself is set on the count afterwards (anchor.hpp)
constexpr double k_ground_error = 0.12;       // share of the ground: capture is an interval, and places differ in size
constexpr double k_stock_error = 1.2;         // log: one report around its class (0.6), and a bias that changes between reports (1.0)
constexpr double k_growth_weight = 0.5;
constexpr double k_dof = 4;

/// Log error of a count by who published it: UN registrations 5-10%, a single monitor more, parties' claims most.
double observation_error(scenario::ErrorClass error) {
  switch (error) {
    case scenario::ErrorClass::registration: return 0.08;
    case scenario::ErrorClass::monitor: return 0.2;
    default: return 0.5;
  }
}

double log_student(double x) { return -(k_dof + 1) / 2 * std::log1p(x * x / k_dof); }

double recorded(std::span<const float> record, int day, Quantity quantity) {
  return day < 0 ? 0 : record[static_cast<std::size_t>(day) * engine::k_quantities + static_cast<std::size_t>(quantity)];
}

/// Reports of one series within the run, one a day, in order; those marked for scoring where there are any.
std::vector<const scenario::Observation*> reports(const scenario::Scenario& s, Series series, core::Date known_by) {
  std::vector<const scenario::Observation*> all, preferred;
  for (const auto& o : s.observations) {
    if (o.series != series || o.date < s.start || o.date > known_by) continue;
    all.push_back(&o);
    if (o.for_scoring) preferred.push_back(&o);
  }
  auto& chosen = preferred.empty() ? all : preferred;
  std::ranges::stable_sort(chosen, {}, &scenario::Observation::date);
  chosen.erase(std::unique(chosen.begin(), chosen.end(), [](const auto* a, const auto* b) { return a->date == b->date; }), chosen.end());
  return chosen;
}

void add_cumulative(std::vector<Look>& out, const scenario::Scenario& s, const Compared& c, core::Date known_by, bool from_start) {
  const scenario::Observation* previous = nullptr;
  const auto rows = reports(s, c.series, known_by);
  for (const auto* row : rows) {
    const int day = core::days_between(s.start, row->date);
    const double added = row->value - (previous ? previous->value : 0);
    const double error = observation_error(row->error);
    if ((previous || from_start) && added > 0) {
      out.push_back({Look::Kind::growth, c.series, c.quantity, day, previous ? core::days_between(s.start, previous->date) : -1, added,
                     std::hypot(error, k_model_error_growth), row->date});
    }
    if (from_start && row == rows.back()) {
      out.push_back({Look::Kind::level, c.series, c.quantity, day, -1, row->value, std::hypot(error, k_model_error_level), row->date});
    }
    previous = row;
  }
}

/// Small counts and silent days must not weigh as much as their logs say: both sides of a ratio are shifted by a twentieth of the value
/// plus twenty.
double log_ratio(double value, double simulated) {
  const double shift = 20 + 0.05 * value;
  return std::log((value + shift) / (std::max(0.0, simulated) + shift));
}

}  // namespace

std::vector<Look> looks(const scenario::Scenario& s, const world::World& world, core::Date known_by, core::Date stocks_used_until) {
  std::vector<Look> out;
  for (const auto& c : k_cumulative) add_cumulative(out, s, c, known_by, true);
  for (const auto& c : k_since_the_assault) add_cumulative(out, s, c, known_by, false);
  for (const auto& o : s.observations) {
    const bool people = o.series == Series::people_inside, fighters = o.series == Series::fighters_inside;
    if ((!people && !fighters) || o.date <= stocks_used_until || o.date < s.start || o.date > known_by || o.value <= 0) continue;
    out.push_back({Look::Kind::stock, o.series, people ? Quantity::people_inside : Quantity::fighters_inside, core::days_between(s.start, o.date), -1, o.value,
                   k_stock_error, o.date});
  }
  // Ground: what the places reported taken so far leave of the area.
  std::vector<const scenario::Event*> taken;
  for (const auto& e : s.events) {
    if (e.kind == scenario::EventKind::place_taken && e.last >= s.start && e.last <= known_by) taken.push_back(&e);
  }
  std::ranges::stable_sort(taken, {}, &scenario::Event::last);
  double held = 1;
  std::vector<std::string> counted;
  for (const auto* e : taken) {
    const auto* site = s.find_site(e->site);
    if (!site || std::ranges::find(counted, e->site) != counted.end()) continue;
    counted.push_back(e->site);
    held -= site->area_share;
    out.push_back({Look::Kind::ground, Series::exits_cumulative, Quantity::held_share, core::days_between(s.start, e->last), -1, std::max(0.0, held), k_ground_error, e->last});
  }
  std::erase_if(out, [&](const Look& l) { return l.day < 0 || l.day >= world.days; });
  return out;
}

double predicted(const Look& look, std::span<const float> record, double bias_people, double bias_fighters) {
  const double now = recorded(record, look.day, look.quantity);
  switch (look.kind) {
    case Look::Kind::growth: return now - recorded(record, look.previous_day, look.quantity);
    case Look::Kind::level:
    case Look::Kind::ground: return now;
    case Look::Kind::stock: return now * std::exp(-(look.series == Series::people_inside ? bias_people : bias_fighters));
  }
  return now;
}

double log_likelihood(std::span<const Look> all, std::span<const float> record, const engine::Outcome& outcome, int known_day, double bias_people,
                      double bias_fighters, bool reported_ended) {
  if (!reported_ended && outcome.end_day >= 0 && outcome.end_day <= known_day) return -std::numeric_limits<double>::infinity();
  double sum = 0;
  for (const auto& look : all) {
    const double simulated = predicted(look, record, bias_people, bias_fighters);
    const double residual = look.kind == Look::Kind::ground ? look.value - simulated : log_ratio(look.value, simulated);
    sum += (look.kind == Look::Kind::growth ? k_growth_weight : 1) * log_student(residual / look.scale);
  }
  return sum;
}

}  // namespace nuzuh::infer
