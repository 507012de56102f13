#include <map>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <thread>

#include <fmt/format.h>

#include "command.hpp"
#include "flee_command.hpp"
#include "nuzuh/core/csv.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/infer/replay.hpp"
#include "nuzuh/score/rules.hpp"

namespace nuzuh::app {
namespace {

struct Options {
  std::vector<std::string> folders, cutoffs;
  std::string out;
  int members = 4000;
  std::uint64_t seed = 1;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
};

core::Result<std::vector<core::Date>> dates(const std::vector<std::string>& texts) {
  std::vector<core::Date> out;
  for (const auto& text : texts) {
    const auto date = core::parse_date(text);
    if (!date) return core::fail({}, fmt::format("--cutoffs: \"{}\" is not a date", text), "write dates as YYYY-MM-DD, with commas between");
    out.push_back(*date);
  }
  if (out.empty()) return core::fail({}, "--cutoffs names no date", "for example --cutoffs 2018-12-07,2019-01-11");
  return out;
}

/// A crisis in Flee's format, not a case.
bool is_flee_folder(const std::string& folder) {
  std::error_code ignored;
  return std::filesystem::is_directory(std::filesystem::path(folder) / "input_csv", ignored);
}

/// Mean scores of a rule over some comparisons.
struct Mean {
  double crps = 0, log_crps = 0, wis = 0, in50 = 0, in80 = 0, in90 = 0;
  int n = 0;
};

Mean mean_of(const infer::Replay& replay, std::size_t rule, std::optional<core::Date> cutoff) {
  Mean m;
  for (const auto& c : replay.comparisons) {
    if (cutoff && c.cutoff != *cutoff) continue;
    const auto& s = c.scores[rule];
    m.crps += s.crps;
    m.log_crps += s.log_crps;
    m.wis += s.wis;
    m.in50 += score::covered(forecast::k_levels, s.quantiles, 0.5, c.observed) ? 1 : 0;
    m.in80 += score::covered(forecast::k_levels, s.quantiles, 0.8, c.observed) ? 1 : 0;
    m.in90 += score::covered(forecast::k_levels, s.quantiles, 0.9, c.observed) ? 1 : 0;
    ++m.n;
  }
  for (double* x : {&m.crps, &m.log_crps, &m.wis, &m.in50, &m.in80, &m.in90}) *x /= std::max(1, m.n);
  return m;
}

void print_table(const infer::Replay& replay, const std::vector<core::Date>& cutoffs) {
  fmt::print("People counted 1, 2, 4 and 8 weeks ahead, at the dates of reports ({} comparisons over {} cut-offs). Lower is better; coverage should meet its name.\n\n",
             replay.comparisons.size(), cutoffs.size());
  fmt::print("{:<36}{:>9}{:>10}{:>9}{:>8}{:>8}{:>8}\n", "rule", "CRPS", "log CRPS", "WIS", "in 50%", "in 80%", "in 90%");
  double best = 1e300;
  std::size_t best_rule = 0;
  for (std::size_t r = 0; r < infer::rules().size(); ++r) {
    const auto m = mean_of(replay, r, std::nullopt);
    fmt::print("{:<36}{:>9.0f}{:>10.3f}{:>9.0f}{:>7.0f}%{:>7.0f}%{:>7.0f}%\n", infer::rules()[r].name.en, m.crps, m.log_crps, m.wis, 100 * m.in50, 100 * m.in80, 100 * m.in90);
    if (r >= 2 && m.crps < best) {
      best = m.crps;
      best_rule = r;
    }
  }
  fmt::print("\nmean CRPS by cut-off\n{:<36}", "");
  for (const auto d : cutoffs) fmt::print("{:>12}", core::to_string(d));
  fmt::print("\n");
  for (std::size_t r = 0; r < infer::rules().size(); ++r) {
    fmt::print("{:<36}", infer::rules()[r].name.en);
    for (const auto d : cutoffs) fmt::print("{:>12.0f}", mean_of(replay, r, d).crps);
    fmt::print("\n");
  }
  fmt::print("\nDate of the end: CRPS in days\n");
  for (const auto& e : replay.ends) {
    fmt::print("  known by {}: nuzuh {:.1f}, the record {:.1f}; chance that the forecast gave to an end by the true date: {:.0f}%\n", core::to_string(e.cutoff), e.crps_days,
               e.climatology_crps_days, 100 * e.pit);
  }
  const double ours = mean_of(replay, 0, std::nullopt).crps, mix = mean_of(replay, 1, std::nullopt).crps;
  fmt::print("\nBest simple rule: {} (CRPS {:.0f}). nuzuh {} it; the mixture {} it.\n", infer::rules()[best_rule].name.en, best,
             ours < best ? "beats" : "does NOT beat", mix < best ? "beats" : "does NOT beat");
}

/// Quantiles and scores of every comparison, one row a rule and level (hubverse columns first).
std::string csv(const infer::Replay& replay) {
  std::string out = "origin_date,target,horizon,location,target_end_date,output_type,output_type_id,value,model_id,observation,crps,log_crps,wis,pit\n";
  for (const auto& c : replay.comparisons) {
    for (std::size_t r = 0; r < c.scores.size(); ++r) {
      const auto& s = c.scores[r];
      for (std::size_t i = 0; i < forecast::k_levels.size(); ++i) {
        out += fmt::format("{},{},{},,{},quantile,{},{:.0f},{},{:.0f},{:.1f},{:.4f},{:.1f},{:.3f}\n", core::to_string(c.cutoff), scenario::name_of(c.series), c.horizon_days,
                           core::to_string(c.target), forecast::k_levels[i], s.quantiles[i], infer::rules()[r].id, c.observed, s.crps, s.log_crps, s.wis, s.pit);
      }
    }
  }
  return out;
}

/// Small multiples: a panel for each comparison with the 80% interval and middle of every rule, and the count as a line.
std::string svg(const infer::Replay& replay) {
  constexpr int columns = 4, width = 260, row = 16, head = 34;
  const int panel = head + row * static_cast<int>(infer::rules().size()) + 14;
  const int rows = (static_cast<int>(replay.comparisons.size()) + columns - 1) / columns;
  std::string out = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" font-family=\"sans-serif\" font-size=\"10\" role=\"img\">"
                                "<title>Forecasts and counts, by cut-off and horizon</title><rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
                                columns * width, rows * panel);
  for (std::size_t i = 0; i < replay.comparisons.size(); ++i) {
    const auto& c = replay.comparisons[i];
    const double x0 = static_cast<double>(static_cast<int>(i) % columns) * width + 92, y0 = static_cast<double>(static_cast<int>(i) / columns) * panel + head, span = width - 104;
    double top = c.observed;
    for (const auto& s : c.scores) top = std::max(top, std::min(s.quantiles[19], 4 * c.observed));
    const auto x = [&](double v) { return x0 + span * std::clamp(v / top, 0.0, 1.0); };
    out += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" font-weight=\"bold\">{} +{} d</text><text x=\"{:.0f}\" y=\"{:.0f}\" fill=\"#444\">{}: {:.0f}</text>\n", x0 - 88, y0 - 20,
                       core::to_string(c.cutoff), c.horizon_days, x0 - 88, y0 - 8, c.series == scenario::Series::exits_cumulative ? "exits" : "arrivals", c.observed);
    for (std::size_t r = 0; r < c.scores.size(); ++r) {
      const auto& q = c.scores[r].quantiles;
      const double y = y0 + row * (static_cast<double>(r) + 0.5);
      out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\" fill=\"{}\">{}</text><line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" "
                         "stroke-width=\"5\"/><circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"#262626\"/>\n",
                         x0 - 4, y + 3, r < 2 ? "#0072B2" : "#262626", infer::rules()[r].id, x(q[3]), x(q[19]), y, y, r < 2 ? "#4F9ED0" : "#BFBFBF", x(q[11]), y);
    }
    out += fmt::format("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\" stroke=\"#D55E00\" stroke-width=\"1.5\" stroke-dasharray=\"4 2\"/>\n", x(c.observed), y0,
                       y0 + row * static_cast<double>(c.scores.size()));
  }
  return out + "</svg>\n";
}

core::Result<int> run(const Options& o) {
  constexpr const char* marker = "scores.csv";
  if (std::ranges::all_of(o.folders, is_flee_folder)) return score_flee_folders(o.folders, o.cutoffs, o.seed, o.threads, o.out);
  if (o.folders.size() != 1) {
    return core::fail({}, "several folders, and not all of them are crises in Flee's format", "name one case, or crises only (they hold input_csv/)");
  }
  const auto cutoffs = dates(o.cutoffs);
  if (!cutoffs) return tl::unexpected(cutoffs.error());
  const auto whole = scenario::read(o.folders.front());
  if (!whole) return tl::unexpected(whole.error());
  std::optional<core::StagedDirectory> staged;
  if (!o.out.empty()) {
    auto directory = core::StagedDirectory::open(o.out, marker);
    if (!directory) return tl::unexpected(directory.error());
    staged.emplace(std::move(*directory));
  }
  infer::Settings settings;
  settings.members = o.members;
  settings.particles = std::min(settings.particles, std::max(100, o.members));
  settings.seed = o.seed;
  settings.threads = o.threads;
  core::Progress progress;
  const auto replay = [&] {
    const Watch watch("replaying", progress);
    return infer::replay(*whole, *cutoffs, settings, &progress);
  }();
  if (!replay) return tl::unexpected(replay.error());
  print_table(*replay, *cutoffs);
  for (const auto& warning : replay->warnings) fmt::print("! {}\n", warning.en);
  if (staged) {
    if (const auto ok = core::write_file(staged->path() / marker, csv(*replay)); !ok) return tl::unexpected(ok.error());
    if (const auto ok = core::write_file(staged->path() / "scores.svg", svg(*replay)); !ok) return tl::unexpected(ok.error());
    if (const auto ok = staged->commit(); !ok) return tl::unexpected(ok.error());
    fmt::print("\nWritten to {} (scores.csv, scores.svg)\n", o.out);
  }
  return k_ok;
}

}  // namespace

void register_score(CLI::App& app, int& code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("score", "Replay history at several cut-offs and score the forecasts beside simple rules");
  command->add_option("CASE", options->folders, "folder of a case, or folders of crises in Flee's format (then as `nuzuh flee score`)")->required();
  command->add_option("--cutoffs", options->cutoffs, "dates to forecast from, with commas between; crises also take fractions of their length")->delimiter(',')->type_name("D1,D2,...");
  command->add_option("--members", options->members, "members of each forecast")->capture_default_str()->check(CLI::Range(1, 1000000));
  command->add_option("--seed", options->seed, "seed; the same seed gives the same table")->capture_default_str();
  command->add_option("--threads", options->threads, "threads; they never change the result")->check(CLI::Range(1, 1024));
  command->add_option("-o,--out", options->out, "directory for scores.csv (hubverse columns) and scores.svg (small multiples)")->type_name("DIR");
  command->footer("Example:\n  nuzuh score cases/hajin-2018 --cutoffs 2018-12-07,2019-01-11,2019-02-09,2019-03-01 -o out/scores\n  nuzuh score crises/burundi crises/mali2012 --cutoffs 0.3,0.5,0.7");
  command->callback([options, &code] {
    const auto done = run(*options);
    code = done ? *done : report(done.error());
  });
}

}  // namespace nuzuh::app
