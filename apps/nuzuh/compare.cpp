#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "campaign.hpp"
#include "command.hpp"
#include "known_case.hpp"
#include "nuzuh/compare/comparison.hpp"
#include "nuzuh/compare/rank.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/core/hash.hpp"
#include "nuzuh/core/nearest.hpp"
#include "nuzuh/core/version.hpp"
#include "nuzuh/ensemble/compile.hpp"
#include "nuzuh/scenario/campaign.hpp"

namespace nuzuh::app {
namespace {

struct Options {
  std::string folder, known_by, until, out, rank, language = "en";
  std::vector<std::string> what_ifs;
  int members = 1000, limit = 2;
  std::uint64_t seed = 1;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
};

using Policies = std::vector<const scenario::Policy*>;

core::Result<Policies> chosen(const scenario::Scenario& s, const std::vector<std::string>& ids) {
  Policies policies;
  if (s.policies.empty()) return core::fail({}, fmt::format("the case \"{}\" names no what-if", s.id), "add a [[policy]] to its scenario.toml");
  for (const auto& policy : s.policies) {
    if (ids.empty()) policies.push_back(&policy);
  }
  std::vector<std::string> known;
  for (const auto& policy : s.policies) known.push_back(policy.id);
  for (const auto& id : ids) {
    const auto found = std::ranges::find(s.policies, id, &scenario::Policy::id);
    if (found == s.policies.end()) {
      return core::fail({}, fmt::format("--what-if: the case \"{}\" has no what-if \"{}\"; it has: {}", s.id, id, fmt::join(known, ", ")), core::suggestion(id, known));
    }
    if (std::ranges::find(policies, &*found) == policies.end()) policies.push_back(&*found);
  }
  return policies;
}

core::Result<compare::Measure> outcome(const std::string& key) {
  const auto measure = compare::find_measure(key);
  if (measure != compare::Measure::count_) return measure;
  std::vector<std::string> known;
  for (std::size_t m = 0; m < compare::k_measures; ++m) known.emplace_back(compare::info(static_cast<compare::Measure>(m)).key);
  return core::fail({}, fmt::format("--rank: no outcome \"{}\"; there are: {}", key, fmt::join(known, ", ")), core::suggestion(key, known));
}

/// How the result was made, beside it.
std::string provenance(const Options& o, const KnownCase& c, const Policies& policies) {
  nlohmann::ordered_json run;
  run["format"] = 1;
  run["kind"] = "comparison";
  run["program_version"] = core::k_version;
  run["case"] = c.scenario.id;
  run["case_hash"] = core::hash_text(core::fnv1a(scenario::canonical_text(c.scenario)));
  run["known_by"] = core::to_string(c.known_by);
  run["until"] = core::to_string(c.until);
  run["members"] = o.members;
  run["seed"] = o.seed;
  run["what_ifs"] = nlohmann::ordered_json::array();
  for (const auto* p : policies) run["what_ifs"].push_back({{"id", p->id}, {"grade", std::string(1, scenario::letter(compare::lever_grade(*p)))}, {"reason", p->reason}});
  for (const auto& source : c.scenario.sources) run["sources_used"].push_back(source.id);
  return run.dump(2) + "\n";
}

core::Result<int> run(const Options& o) {
  if (scenario::is_campaign(o.folder)) return compare_campaign({o.folder, o.out, o.language, o.members, o.seed, o.threads});
  std::optional<core::StagedDirectory> staged;
  if (!o.out.empty()) {
    auto directory = core::StagedDirectory::open(o.out, "run.json");
    if (!directory) return tl::unexpected(directory.error());
    staged.emplace(std::move(*directory));
  }
  const auto write = [&](const char* name, const std::string& text) -> core::Result<void> {
    return staged ? core::write_file(staged->path() / name, text) : core::Result<void>{};
  };
  const auto known = read_known(o.folder, o.known_by, o.until);
  if (!known) return tl::unexpected(known.error());
  const auto& s = known->scenario;
  const auto policies = chosen(s, o.what_ifs);
  if (!policies) return tl::unexpected(policies.error());
  const ensemble::Drawer draw(s, o.seed, known->reports_until());
  const auto base = ensemble::compile(s, known->known_by, known->until);
  core::Progress learning, progress;
  const auto learned = [&] {
    const Watch watch("learning from what is known", learning);
    return learn(*known, draw, base, o.members, o.seed, o.threads, &learning);
  }();
  if (!learned) return tl::unexpected(learned.error());
  for (const auto& warning : learned->warnings) fmt::print("! {}\n", o.language == "ar" ? warning.ar : warning.en);
  const compare::Subjects subjects = [&learned](std::uint32_t member) { return learned->subject(member); };
  if (!o.rank.empty()) {
    const auto measure = outcome(o.rank);
    if (!measure) return tl::unexpected(measure.error());
    const auto ranking = [&] {
      const Watch watch("comparing", progress);
      return compare::rank(s, *policies, base, subjects, *measure, o.limit, known->cut(), o.members, o.threads, &progress);
    }();
    if (!ranking) return tl::unexpected(ranking.error());
    fmt::print("{}", compare::to_text(*ranking, s.smallest_cell, 20));
    if (auto ok = write("ranking.csv", compare::to_csv(*ranking, s.smallest_cell)); !ok) return tl::unexpected(ok.error());
  } else {
    std::vector<world::World> worlds{base};
    for (const auto* policy : *policies) worlds.push_back(ensemble::compile(s, known->known_by, known->until, policy));
    const auto paired = [&] {
      const Watch watch("comparing", progress);
      return compare::run_paired(subjects, worlds, known->cut(), o.members, o.threads, &progress);
    }();
    if (!paired) return tl::unexpected(paired.error());
    auto comparison = compare::summarise(s, *policies, *paired);
    comparison.seed = o.seed;
    fmt::print("{}", compare::to_text(comparison, o.language == "ar", colour_allowed()));
    if (auto ok = write("what-ifs.csv", compare::to_csv(comparison)); !ok) return tl::unexpected(ok.error());
    if (auto ok = write("what-ifs.svg", compare::to_svg(comparison)); !ok) return tl::unexpected(ok.error());
    if (auto ok = write("what-ifs.en.txt", compare::to_text(comparison, false, false)); !ok) return tl::unexpected(ok.error());
    if (auto ok = write("what-ifs.ar.txt", compare::to_text(comparison, true, false)); !ok) return tl::unexpected(ok.error());
  }
  if (staged) {
    if (auto ok = write("run.json", provenance(o, *known, *policies)); !ok) return tl::unexpected(ok.error());
    if (auto ok = staged->commit(); !ok) return tl::unexpected(ok.error());
    fmt::print("\nWritten to {}\n", o.out);
  }
  return k_ok;
}

}  // namespace

void register_compare(CLI::App& app, int& code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("compare", "What protects the people: paired runs of what-ifs against the baseline");
  command->add_option("CASE", options->folder, "folder of the case, or of a campaign of linked enclaves")->required();
  command->add_option("--what-if", options->what_ifs, "id of a [[policy]] of the case; may be repeated (default: all of them)")->type_name("ID");
  command->add_option("--known-by", options->known_by, "use only what was known by this date (default: the case's cut-off)")->type_name("DATE");
  command->add_option("--until", options->until, "last day of the runs (default: the case's)")->type_name("DATE");
  command->add_option("--members", options->members, "paired members")->capture_default_str()->check(CLI::Range(2, 1000000));
  command->add_option("--seed", options->seed, "seed; the same seed gives the same bytes")->capture_default_str();
  command->add_option("--threads", options->threads, "threads; they never change the result")->check(CLI::Range(1, 1024));
  command->add_option("--rank", options->rank, "order the what-ifs and their combinations by this outcome (deaths, days_trapped, ...)")->type_name("OUTCOME");
  command->add_option("--limit", options->limit, "with --rank: most what-ifs in one combination")->capture_default_str()->check(CLI::Range(1, 6));
  command->add_option("--lang", options->language, "language of the printed text")->capture_default_str()->check(CLI::IsMember({"en", "ar"}));
  command->add_option("-o,--out", options->out, "directory for the table, the picture and the texts in both languages")->type_name("DIR");
  command->footer("Examples:\n"
                  "  nuzuh compare cases/hajin-2018\n"
                  "  nuzuh compare cases/toy --what-if open --members 5000 -o out/what-ifs\n"
                  "  nuzuh compare cases/hajin-2018 --rank deaths --limit 2\n"
                  "  nuzuh compare cases/raqqa-hajin\n"
                  "Outcomes: days_trapped, deaths, killed_inside, deaths_on_the_way, hazard_injuries, transit_overload, camp_overload,\n"
                  "exits, arrivals, returns, fighters_killed, fighters_captured, fighters_away, fighters_under_deal, attackers_killed, days_to_end.");
  command->callback([options, &code] {
    const auto done = run(*options);
    code = done ? *done : report(done.error());
  });
}

}  // namespace nuzuh::app
