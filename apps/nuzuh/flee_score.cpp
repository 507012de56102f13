// `nuzuh flee score`.
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "command.hpp"
#include "flee_command.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/infer/flee_default.hpp"
#include "nuzuh/infer/flee_forecast.hpp"
#include "nuzuh/infer/flee_tune.hpp"

namespace nuzuh::app {
namespace {

struct Options {
  std::vector<std::string> folders, cutoffs = {"0.3", "0.5", "0.7"};
  std::string totals = "both", capacities = "use", out;
  int members = 1000, steps = 200;
  std::uint64_t seed = 1;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  bool leave_out = false, learn = false, show_priors = false, quiet = false;
};

core::Result<std::vector<infer::FleeCase>> read_cases(const Options& o, core::Problems& warnings) {
  std::vector<infer::FleeCase> cases;
  std::set<std::string> names;
  for (const auto& folder : o.folders) {
    auto series = infer::read_flee_series({folder, {}, {}}, warnings);
    if (!series) return tl::unexpected(series.error());
    if (!names.insert(series->name).second) return core::fail({folder, 0, 0}, fmt::format("a second crisis is called \"{}\"; their scores could not be told apart", series->name), "rename the folder");
    infer::FleeCase c{std::move(*series), {}, {}};
    auto paths = infer::flee_paths({folder, {}, {}}, c.series, warnings);
    if (!paths) return tl::unexpected(paths.error());
    c.flee_default = std::move(*paths);
    if (o.capacities == "ignore") infer::forget_capacities(c.series);
    std::set<int> days;
    for (const auto& text : o.cutoffs) {
      const auto day = infer::cutoff_day(c.series, text, folder + ": --cutoffs");
      if (!day) return tl::unexpected(day.error());
      days.insert(*day);
    }
    c.cutoffs.assign(days.begin(), days.end());
    cases.push_back(std::move(c));
  }
  return cases;
}

void print_block(const infer::FleeScoring& s, const std::string& crisis, bool totals) {
  const auto means = infer::mean_scores(s, crisis, totals);
  if (means.empty() || means[0].reports == 0) return;
  fmt::print("\n{}{} ({} reports)\n", crisis.empty() ? "Mean over crises" : crisis, totals ? ", total" : "", means[0].reports);
  fmt::print("  {:<34}{:>10}{:>10}{:>10}   {}\n", "", "CRPS", "log CRPS", "WIS", "in 50/80/90 %");
  for (std::size_t m = 0; m < means.size(); ++m) {
    const auto& x = means[m];
    if (totals && (s.methods[m].kind == infer::MethodKind::spread || (s.methods[m].kind == infer::MethodKind::point && m > 3))) continue;
    fmt::print("  {:<34}{:>10.0f}{:>10.3f}{:>10.0f}", s.methods[m].name, x.crps, x.log_crps, x.wis);
    if (s.methods[m].kind != infer::MethodKind::point) fmt::print("   {:.0f} / {:.0f} / {:.0f}", 100 * x.in50, 100 * x.in80, 100 * x.in90);
    fmt::print("\n");
  }
}

/// Says where a rule did better: this is the part that must not be overlooked.
void print_verdict(const infer::FleeScoring& s, const std::string& crisis) {
  const auto means = infer::mean_scores(s, crisis, false);
  std::size_t best = 1;
  for (std::size_t m = 2; m < means.size(); ++m) {
    if (s.methods[m].kind == infer::MethodKind::point && means[m].crps < means[best].crps) best = m;
  }
  std::size_t best_spread = 0;
  for (std::size_t m = 1; m < means.size(); ++m) {
    if (s.methods[m].kind == infer::MethodKind::spread && (best_spread == 0 || means[m].crps < means[best_spread].crps)) best_spread = m;
  }
  fmt::print("  {:<18} {} the best single number ({}, {:.0f}): {:.0f}, ratio {:.2f}; {} the best rule with learned spread ({}): ratio {:.2f}\n", crisis.empty() ? "mean over crises" : crisis,
             means[0].crps < means[best].crps ? "beats" : "DOES NOT BEAT", s.methods[best].name, means[best].crps, means[0].crps, means[0].crps / means[best].crps,
             means[0].crps < means[best_spread].crps ? "beats" : "DOES NOT BEAT", s.methods[best_spread].name, means[0].crps / means[best_spread].crps);
}

void print_prior(const char* name, const infer::PoolPrior& p) {
  fmt::print("  {}: weights", name);
  for (const double w : p.weight) fmt::print(" {:.4g},", w);
  fmt::print("\n    adapt {:.4g}, camp_adapt {:.4g}, disagreement {:.4g}, scale {:.4g}, growth {:.4g}, dof {:.4g}, ceiling {:.4g},\n"
             "    crisis_worth {:.4g}, camp_worth {:.4g}, offset {:.4g}, camp_age {:.4g}, opening {:.4g}, opened_share {:.4g},\n"
             "    jump_rate {:.4g}, jump_fall {:.4g}, jump_spread {:.4g}\n",
             p.adapt, p.camp_adapt, p.disagreement, p.scale, p.growth, p.dof, p.ceiling, p.crisis_worth, p.camp_worth, p.offset, p.camp_age, p.opening, p.opened_share, p.jump_rate, p.jump_fall, p.jump_spread);
}

core::Result<int> run(const Options& o) {
  tl::expected<std::optional<core::StagedDirectory>, core::Problems> staged{std::nullopt};
  if (!o.out.empty()) {
    auto directory = core::StagedDirectory::open(o.out, "summary.csv");
    if (!directory) return tl::unexpected(directory.error());
    staged->emplace(std::move(*directory));
  }
  core::Problems warnings;
  auto cases = read_cases(o, warnings);
  if (!cases) return tl::unexpected(cases.error());
  if (!o.quiet) report(warnings);
  std::vector<infer::FleePriors> priors(cases->size(), infer::FleePriors::shipped());
  if (o.leave_out || o.learn) {
    if (o.leave_out && cases->size() < 2) return core::fail({}, "--leave-one-out needs at least two crises: the pooled values of each are found on the others", "name more folders");
    // The search uses cut-offs of its own, the same for every crisis.
    auto learnt_from = *cases;
    for (auto& c : learnt_from) {
      c.cutoffs.clear();
      for (int tenth = 2; tenth <= 8; ++tenth) c.cutoffs.push_back(c.series.days * tenth / 10);
    }
    core::Progress progress;
    const Watch watch(o.leave_out ? "learning pooled values on the other crises" : "learning pooled values", progress);
    priors = infer::tune_all(learnt_from, o.leave_out, {o.steps, o.seed, o.threads}, &progress);
    if (progress.stop) return core::fail({{}, "stopped", "", core::Severity::error, core::Cause::interrupted});
  }
  if (o.show_priors) {
    for (std::size_t k = 0; k < (o.leave_out ? cases->size() : 1); ++k) {
      fmt::print("Pooled values{}\n", o.leave_out ? " without " + (*cases)[k].series.name : "");
      print_prior("given", priors[k].given);
      print_prior("unknown", priors[k].unknown);
      print_prior("total", priors[k].total);
    }
  }
  std::string summary, scores, forecasts;
  for (const auto totals : {infer::Totals::given, infer::Totals::unknown}) {
    const std::string word = totals == infer::Totals::given ? "given" : "unknown";
    if (o.totals != "both" && o.totals != word) continue;
    core::Progress progress;
    const auto scoring = [&] {
      const Watch watch("scoring, totals " + word, progress);
      return infer::score_flee(*cases, priors, {totals, o.members, o.seed, o.threads}, &progress);
    }();
    if (progress.stop) return core::fail({{}, "stopped", "", core::Severity::error, core::Cause::interrupted});
    fmt::print("\n=== Totals {}: scores at report dates after the cut-offs; people; lower is better ===\n", word);
    auto names = infer::crises_of(scoring);
    for (const auto& name : names) print_block(scoring, name, false);
    print_block(scoring, "", false);
    if (totals == infer::Totals::unknown) print_block(scoring, "", true);
    fmt::print("\n");
    names.emplace_back();
    for (const auto& name : names) print_verdict(scoring, name);
    if (*staged) {
      const auto add = [](std::string& all, std::string part) { all += all.empty() ? part : part.substr(part.find('\n') + 1); };
      add(summary, infer::summary_csv(scoring)), add(scores, infer::scores_csv(scoring)), add(forecasts, infer::scored_forecasts_csv(scoring));
      if (auto ok = core::write_file((*staged)->path() / ("scores-" + word + ".svg"), infer::score_picture(scoring)); !ok) return tl::unexpected(ok.error());
    }
  }
  fmt::print("\nFlee's model is given the arrivals of the whole crisis in both modes. Single numbers are scored as a forecast that is sure: CRPS is the absolute error.\n");
  if (o.learn) fmt::print("Pooled values were learned on the very crises that are scored: this shows what they are, not how good they are.\n");
  if (!o.leave_out && !o.learn) fmt::print("Pooled values are the shipped ones, found on four crises; --leave-one-out finds them for each crisis on the others.\n");
  if (*staged) {
    for (const auto& [name, text] : {std::pair{"summary.csv", &summary}, std::pair{"scores.csv", &scores}, std::pair{"forecasts.csv", &forecasts}}) {
      if (auto ok = core::write_file((*staged)->path() / name, *text); !ok) return tl::unexpected(ok.error());
    }
    if (auto ok = (*staged)->commit(); !ok) return tl::unexpected(ok.error());
    fmt::print("Written to {}: summary.csv, scores.csv, forecasts.csv, scores-*.svg\n", o.out);
  }
  return k_ok;
}

}  // namespace

core::Result<int> score_flee_folders(const std::vector<std::string>& folders, const std::vector<std::string>& cutoffs, std::uint64_t seed, unsigned threads,
                                     const std::string& out) {
  Options o;
  o.folders = folders;
  if (!cutoffs.empty()) o.cutoffs = cutoffs;
  o.seed = seed;
  o.threads = threads;
  o.out = out;
  return run(o);
}

void add_flee_score(CLI::App& group, int& code) {
  auto options = std::make_shared<Options>();
  auto& command = *group.add_subcommand("score", "Replays crises: forecasts at cut-offs, scored at later report dates beside simple rules");
  command.add_option("DIR", options->folders, "Folders of crises")->required();
  command.add_option("--cutoffs", options->cutoffs, "Cut-offs: dates, or fractions of each crisis's length")->delimiter(',')->capture_default_str();
  command.add_option("--totals", options->totals, "given, unknown or both")->check(CLI::IsMember({"given", "unknown", "both"}))->capture_default_str();
  command.add_option("--capacities", options->capacities, "use, or ignore those of locations.csv (which often equal the later maximum)")->check(CLI::IsMember({"use", "ignore"}))->capture_default_str();
  command.add_flag("--leave-one-out", options->leave_out, "Find the pooled values of each crisis on the others instead of taking the shipped ones");
  command.add_flag("--learn", options->learn, "Find the pooled values on all crises named (with --show-priors this is how the shipped ones were made)")->excludes("--leave-one-out");
  command.add_option("--steps", options->steps, "Proposals of that search")->check(CLI::Range(1, 100000))->capture_default_str();
  command.add_flag("--show-priors", options->show_priors, "Print the pooled values");
  command.add_option("--members", options->members, "Members of each forecast")->check(CLI::Range(10, 100000))->capture_default_str();
  command.add_option("--seed", options->seed, "Seed; the same seed gives the same bytes")->capture_default_str();
  command.add_option("--threads", options->threads, "Threads; they never change the result")->check(CLI::Range(1, 1024));
  command.add_option("-o,--out", options->out, "Directory for summary.csv, scores.csv, forecasts.csv (hubverse) and pictures")->type_name("DIR");
  command.add_flag("-q,--quiet", options->quiet, "Do not print the reader's warnings");
  command.footer("Examples:\n"
                 "  nuzuh flee score burundi car mali2012 ssudan\n"
                 "  nuzuh flee score burundi car mali2012 ssudan --leave-one-out --cutoffs 0.25,0.5,0.75 -o out/scores\n"
                 "  nuzuh flee score mali2012 --cutoffs 2012-05-01,2012-08-01 --totals given --capacities ignore");
  command.callback([options, &code] {
    const auto done = run(*options);
    code = done ? *done : report(done.error());
  });
}

}  // namespace nuzuh::app
