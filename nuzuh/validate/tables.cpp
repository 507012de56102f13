#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "nuzuh/validate/leave_one_out.hpp"

namespace nuzuh::validate {
namespace {

struct Target {
  const char *key, *title, *baseline;
};
constexpr Target k_targets[] = {
    {"days_left", "Days to the end", "climatology"},          {"displaced", "People displaced in all", "last_report"},
    {"attackers_killed", "Attackers killed", "climatology"},  {"civilians_killed", "Civilians killed", "fixed_share"},
    {"killed_share", "Fighters: share killed", "climatology"}, {"captured_share", "Fighters: share captured", "climatology"},
    {"left_share", "Fighters: share that left under a deal", "climatology"}, {"deal", "Deal or not", "besieger_count"},
};

std::string verdict(const Summary& s) {
  if (!s.difference) return "baseline";
  if (std::abs(*s.difference) <= 2 * *s.difference_error) return "tie";
  return *s.difference < 0 ? "better" : "worse";
}

}  // namespace

std::vector<Summary> summarise(const std::vector<Scored>& scored) {
  std::vector<Summary> out;
  for (const auto& target : k_targets) {
    for (const int day : {30, 60}) {
      std::map<std::string, double> base;
      std::vector<std::string> methods;
      for (const auto& s : scored) {
        if (s.target != target.key || s.day != day) continue;
        if (std::ranges::find(methods, s.method) == methods.end()) methods.push_back(s.method);
        if (s.method == target.baseline) base[s.enclave] = s.score;
      }
      for (const auto& method : methods) {
        Summary sum{target.key, method, day, 0, 0, 0, 0, 0, {}, {}};
        double difference = 0, squares = 0;
        for (const auto& s : scored) {
          if (s.target != target.key || s.day != day || s.method != method) continue;
          ++sum.n;
          sum.score += s.score;
          sum.in50 += s.in50;
          sum.in80 += s.in80;
          sum.in90 += s.in90;
          const double d = s.score - base[s.enclave];
          difference += d;
          squares += d * d;
        }
        for (double* v : {&sum.score, &sum.in50, &sum.in80, &sum.in90, &difference, &squares}) *v /= sum.n;
        if (method != target.baseline) {
          sum.difference = difference;
          sum.difference_error = sum.n > 1 ? std::sqrt(std::max(0.0, squares - difference * difference) / (sum.n - 1)) : 0;
        }
        out.push_back(std::move(sum));
      }
    }
  }
  return out;
}

std::string to_csv(const std::vector<Scored>& scored) {
  std::string out = "enclave,day,target,method,truth,low80,middle,high80,score,in50,in80,in90\n";
  for (const auto& s : scored) {
    out += fmt::format("{},{},{},{},{:.4g},{:.4g},{:.4g},{:.4g},{:.4f},{:d},{:d},{:d}\n", s.enclave, s.day, s.target, s.method, s.truth, s.low80, s.middle, s.high80, s.score,
                       s.in50, s.in80, s.in90);
  }
  return out;
}

std::string to_csv(const std::vector<Summary>& summaries) {
  std::string out = "target,day,method,enclaves,score,in50,in80,in90,difference_to_baseline,standard_error,verdict\n";
  for (const auto& s : summaries) {
    out += fmt::format("{},{},{},{},{:.4f},{:.3f},{:.3f},{:.3f},{},{},{}\n", s.target, s.day, s.method, s.n, s.score, s.in50, s.in80, s.in90,
                       s.difference ? fmt::format("{:.4f}", *s.difference) : "", s.difference_error ? fmt::format("{:.4f}", *s.difference_error) : "", verdict(s));
  }
  return out;
}

std::string to_text(const std::vector<Summary>& summaries) {
  std::string out = "Leave-one-out over the enclaves on record: each forecast with priors refitted without it, from what was known on the day.\n"
                    "Score: CRPS of logs (days, counts), CRPS (shares), log score (deal); smaller is better.\n";
  const char* last = "";
  for (const auto& s : summaries) {
    const auto target = std::ranges::find_if(k_targets, [&](const Target& t) { return s.target == t.key; });
    if (target->title != last) out += fmt::format("\n{}\n  {:>4} {:<16}{:>4}{:>9}{:>8}{:>8}{:>8}   {}\n", last = target->title, "day", "method", "n", "score", "in 50%", "in 80%", "in 90%", "against the baseline");
    out += fmt::format("  {:>4} {:<16}{:>4}{:>9.3f}{:>7.0f}%{:>7.0f}%{:>7.0f}%   {}\n", s.day, s.method, s.n, s.score, 100 * s.in50, 100 * s.in80, 100 * s.in90,
                       s.difference ? fmt::format("{:+.3f} (s.e. {:.3f}): {}", *s.difference, *s.difference_error, verdict(s)) : "baseline");
  }
  return out;
}

std::string to_page(const std::vector<Summary>& summaries, const Settings& settings) {
  std::string out = fmt::format(
      "# How the model does on other enclaves\n\n"
      "This page is written by `nuzuh validate enclaves --members {} --seed {} -o DIR`; a test checks that it can be made again.\n\n"
      "For each assaulted enclave of `data/enclaves` that still stood on day 30 (and day 60) the pooled priors are refitted without it, only figures\n"
      "with `known_by` up to that day are used (reports of people and fighters inside, attackers, people counted out), and the same day-by-day engine\n"
      "as in a case is run on a generic enclave of four quarters; members that had ended by then are dropped, and members are re-weighted by the\n"
      "outflow counted so far where there was a count. `mixed` is the published mixture: 70% model, 30% climatology.\n\n"
      "**Baselines.** Days: the lognormal of the other enclaves' durations, given the age. Displaced: the last report of people inside times the\n"
      "bias of its class (without a report: the other enclaves' counts). Attackers killed, fates: the other enclaves. Civilians killed: 0.83% of\n"
      "the people inside as reported. Deal: the besieger's other sieges, (deals + 1)/(sieges + 2).\n\n"
      "Score: CRPS of log(1 + x) for days and counts, CRPS for shares, log score for the deal; smaller is better. For the deal the three columns\n"
      "of coverage hold the share of cases on the right side of one half. A difference within two standard errors is a tie.\n",
      settings.members, settings.seed);
  const char* last = "";
  for (const auto& s : summaries) {
    const auto target = std::ranges::find_if(k_targets, [&](const Target& t) { return s.target == t.key; });
    if (target->title != last) {
      last = target->title;
      out += fmt::format("\n## {}\n\n| day | method | enclaves | score | in 50% | in 80% | in 90% | difference (s.e.) | verdict |\n|---|---|---|---|---|---|---|---|---|\n", last);
    }
    out += fmt::format("| {} | {} | {} | {:.3f} | {:.0f}% | {:.0f}% | {:.0f}% | {} | {} |\n", s.day, s.method, s.n, s.score, 100 * s.in50, 100 * s.in80, 100 * s.in90,
                       s.difference ? fmt::format("{:+.3f} ({:.3f})", *s.difference, *s.difference_error) : "", verdict(s));
  }
  out += "\n## How to read it\n\n"
         "- The set is small and was not drawn at random: some enclaves are in it because a deal was known. A tie for durations is what the record\n"
         "  allows: the daily chance of ending is nearly flat, and nothing reported by day 30 moves it much.\n"
         "- Figures without a date in their source are never used as known, so some forecasts stand on the pool alone.\n"
         "- What is not validated here: advance by place, clearance, information, food, reception, where fighters go.\n"
         "- The pooled priors that have no sample by enclave (tempo, reverses, surrender, slipping away) are not refitted; they were set with the whole\n"
         "  record in view, so the model is favoured a little in the rows on fates.\n";
  return out;
}

}  // namespace nuzuh::validate
