#include "answer.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nuzuh/forecast/forecast.hpp"

namespace nuzuh::app {
namespace {

using forecast::Figure;
using forecast::Forecast;
using forecast::k_levels;

double at(const forecast::Quantiles& q, double level) { return q[static_cast<std::size_t>(std::ranges::find(k_levels, level) - k_levels.begin())]; }

/// Two significant figures with thousands separators; counts below the smallest cell are not told apart.
std::string people(double value, int smallest_cell) {
  if (value < smallest_cell) return fmt::format("<{}", smallest_cell);
  const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(value)) - 1));
  auto digits = fmt::format("{:.0f}", std::round(value / unit) * unit);
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3) digits.insert(static_cast<std::size_t>(i), ",");
  return digits;
}

std::string percent(double share) {
  if (share > 0 && share < 0.005) return "<1%";
  if (share < 1 && share > 0.995) return ">99%";
  return fmt::format("{:.0f}%", 100 * share);
}

class Page {
 public:
  Page(const Forecast& f, int cell, bool colour) : f_(f), cell_(cell), bold_(colour ? "\x1b[1m" : ""), plain_(colour ? "\x1b[0m" : "") {}

  std::string text() {
    head();
    end();
    fighters();
    flows();
    harm();
    raqqa();
    foot();
    return std::move(out_);
  }

 private:
  void title(std::string_view t, scenario::Grade grade) { out_ += fmt::format("{}{}{}  [evidence {}]\n", bold_, t, plain_, scenario::letter(grade)); }

  /// One figure: middle and 80% interval.
  void line(std::string_view key, std::string_view name) {
    const Figure* f = f_.find_figure(key);
    if (!f) return;
    const double low = at(f->quantiles, 0.1), mid = at(f->quantiles, 0.5), high = at(f->quantiles, 0.9);
    if (f->unit == "people") out_ += fmt::format("  {:<52} {:>9}  ({} to {})\n", name, people(mid, cell_), people(low, cell_), people(high, cell_));
    else if (f->unit == "share") out_ += fmt::format("  {:<52} {:>9}  ({} to {})\n", name, percent(f->mean), percent(low), percent(high));
    else out_ += fmt::format("  {:<52} {:>9.0f}  ({:.0f} to {:.0f})\n", name, mid, low, high);
  }

  void head() {
    out_ += fmt::format("{}{}{}\n", bold_, f_.title.en, plain_);
    out_ += fmt::format("Known by {}; {} members, seed {}; forecast to {}. Figures: middle (80% interval).\n\n", core::to_string(f_.run.known_by), f_.run.members,
                        f_.run.seed, core::to_string(f_.run.until));
    for (const auto& warning : f_.run.warnings) out_ += fmt::format("! {}\n", warning.en);
  }

  void end() {
    title("(a) Days or weeks? Chance that the pocket has ended within", f_.survival.grade);
    std::string horizons = "  days       ", model = "  forecast   ", record = "  the record ";
    for (const auto& c : f_.chances) {
      if (c.horizon_days == 0) continue;
      horizons += fmt::format("{:>7}", c.horizon_days);
      model += fmt::format("{:>7}", percent(c.probability));
      record += fmt::format("{:>7}", percent(c.climatology.value_or(0)));
    }
    out_ += horizons + "\n" + model + "\n" + record + "\n";
    line("days_to_end", "days from the cut-off to the end");
    if (!f_.survival.record.en.empty()) out_ += fmt::format("  \"{}\": {}\n", f_.survival.announced_label.en, f_.survival.record.en);
    out_ += "\n";
  }

  void fighters() {
    const auto* killed = f_.find_figure("fighters_killed_share");
    title("(b) Captured, killed or displaced, and where to? Shares of the fighters inside: mean (80%)", killed ? killed->grade : scenario::Grade::assumed);
    line("fighters_killed_share", "killed");
    line("fighters_captured_share", "captured or surrendered");
    line("fighters_slipped_share", "slipped away");
    line("fighters_deal_share", "left under a deal (the besieger's choice)");
    line("fighters_unaccounted_share", "unaccounted for");
    line("fighters_still_inside_share", "still inside on the last day");
    if (!f_.destinations.empty()) {
      out_ += "  those who leave go, in order of likelihood:";
      for (std::size_t i = 0; i < std::min<std::size_t>(4, f_.destinations.size()); ++i) out_ += fmt::format("{} {}", i ? "," : "", f_.destinations[i].name.en);
      out_ += "\n";
    }
    out_ += "\n";
  }

  void flows() {
    const auto* exits = f_.find_figure("exits_total");
    title("(c) What happens to the civilians: people who come out and where they arrive", exits ? exits->grade : scenario::Grade::assumed);
    line("people_at_start", "inside at the start, not fighters");
    line("exits_total", "come out from the cut-off on");
    line("arrivals_total", "arrive at the main camp");
    weeks();
    line("arrivals_peak_day", "day of most arrivals (days after the cut-off)");
    line("peak_to_mean", "peak day over mean day");
    line("transit_days_over_capacity", "days over capacity, transit centre");
    line("camp_days_over_capacity", "days over capacity, main camp");
    out_ += "\n";
  }

  void weeks() {
    const auto* path = f_.find_path("arrivals_weekly");
    if (!path) return;
    const int cut = core::days_between(path->dates.front(), f_.run.known_by);
    std::string text = "  arrivals by week, middle (80%):";
    for (int week = 1; week <= 4; ++week) {
      const auto day = static_cast<std::size_t>(cut + 7 * week);
      if (day >= path->dates.size()) break;
      const auto& q = path->quantiles[day];
      text += fmt::format("{} {} ({} to {})", week > 1 ? ";" : "", people(at(q, 0.5), cell_), people(at(q, 0.1), cell_), people(at(q, 0.9), cell_));
    }
    out_ += text + "\n";
  }

  void harm() {
    const auto* inside = f_.find_figure("killed_inside_total");
    title("(d) Harm to them, from the cut-off on", inside ? inside->grade : scenario::Grade::assumed);
    line("killed_inside_total", "killed inside");
    line("died_on_the_way_total", "killed in flight or died on the way");
    line("hazard_injuries_total", "killed or injured by explosive hazards on return");
    out_ += "\n";
  }

  void raqqa() {
    const auto* share = f_.find_figure("earlier_leavers_share");
    if (!share || share->mean <= 0) return;
    title("(e) What if the earlier exit (Raqqa, 2017) had been refused? As far as one enclave can say", share->grade);
    out_ += fmt::format("  Were every fighter of that exit here, they would be {} of those inside (80%: {} to {}); refusing it could have changed\n"
                        "  the number here by no more. What the refusal would have cost there: nuzuh compare cases/raqqa-hajin.\n\n",
                        percent(at(share->quantiles, 0.5)), percent(at(share->quantiles, 0.1)), percent(at(share->quantiles, 0.9)));
  }

  void foot() {
    out_ += fmt::format("Evidence: S several cases, M two to five, W one case or an argument, A our assumption. Weakest part of the whole: {}.\n",
                        scenario::letter(f_.run.weakest));
  }

  const Forecast& f_;
  int cell_;
  std::string_view bold_, plain_;
  std::string out_;
};

}  // namespace

std::string answer(const Forecast& forecast, int smallest_cell, bool colour) { return Page(forecast, smallest_cell, colour).text(); }

std::string scorecard(const Forecast& f, bool colour) {
  const std::string_view bold = colour ? "\x1b[1m" : "", plain = colour ? "\x1b[0m" : "";
  std::string out = fmt::format("\n{}What happened, and the score of this forecast{}\n", bold, plain);
  out += fmt::format("  {:<34}{:>7}{:>10}{:>9}{:>10}{:>7}{:>7}{:>7}\n", "series", "points", "CRPS", "log CRPS", "WIS", "in 50%", "in 80%", "in 90%");
  for (const auto& o : f.outcomes) {
    if (o.scored == 0) continue;
    out += fmt::format("  {:<34}{:>7}{:>10.0f}{:>9.3f}{:>10.0f}{:>7}{:>7}{:>7}\n", o.series, o.scored, o.crps, o.log_crps, o.wis, percent(o.coverage50),
                       percent(o.coverage80), percent(o.coverage90));
  }
  if (f.end_outcome) {
    out += fmt::format("  The pocket ended on {}, {} days after the cut-off: CRPS {:.1f} d (the record alone: {:.1f} d); forecast chance of an end by then {}.\n",
                       core::to_string(f.end_outcome->date), core::days_between(f.run.known_by, f.end_outcome->date), f.end_outcome->crps_days,
                       f.end_outcome->climatology_crps_days, percent(f.end_outcome->pit));
  }
  out += "  Series keep their own definitions: arrivals are UN registrations at the main camp; exits are a monitor's count of everyone leaving.\n";
  return out;
}

}  // namespace nuzuh::app
