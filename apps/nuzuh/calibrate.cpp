#include <memory>
#include <thread>

#include <fmt/format.h>

#include "command.hpp"
#include "known_case.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/ensemble/compile.hpp"
#include "nuzuh/infer/enclave.hpp"

namespace nuzuh::app {
namespace {

struct Options {
  std::string folder, known_by, out;
  int particles = 3000;
  double coarsening = infer::Settings{}.coarsening;
  std::uint64_t seed = 1;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
};

std::string_view kind_of(infer::Look::Kind kind) {
  switch (kind) {
    case infer::Look::Kind::growth: return "added";
    case infer::Look::Kind::level: return "level";
    case infer::Look::Kind::stock: return "stock";
    case infer::Look::Kind::ground: return "ground";
  }
  return "";
}

void print(const infer::Conditioned& c, core::Date known_by) {
  fmt::print("Known by {}: {} looks at the data, {} temperatures up to {:.2f}, {:.0f}% of moves accepted, {:.0f} distinct members.\n\n", core::to_string(known_by),
             c.observations_used, c.diagnostics.temperatures.size(), c.diagnostics.temperatures.empty() ? 0.0 : c.diagnostics.temperatures.back(),
             100 * c.diagnostics.acceptance, c.diagnostics.effective_members);
  // The parameters that moved most: shift of the middle in units of the prior's 10-90% range.
  std::vector<std::pair<double, const forecast::Learned*>> moved;
  for (const auto& l : c.learned) {
    const double range = l.prior[2] - l.prior[0];
    if (range > 0) moved.emplace_back(std::abs(l.posterior[1] - l.prior[1]) / range, &l);
  }
  std::ranges::stable_sort(moved, [](const auto& a, const auto& b) { return a.first > b.first; });
  fmt::print("{:<32}{:<14}{:>30}{:>32}\n", "what the data moved most", "unit", "prior 10 / 50 / 90%", "posterior 10 / 50 / 90%");
  for (std::size_t i = 0; i < std::min<std::size_t>(15, moved.size()); ++i) {
    const auto& l = *moved[i].second;
    fmt::print("{:<32}{:<14}{:>10.3g}{:>10.3g}{:>10.3g}  {:>10.3g}{:>10.3g}{:>10.3g}\n", l.key, l.unit, l.prior[0], l.prior[1], l.prior[2], l.posterior[0], l.posterior[1],
               l.posterior[2]);
  }
  fmt::print("\npairs that the data cannot tell apart (correlation)\n");
  for (std::size_t i = 0; i < std::min<std::size_t>(8, c.diagnostics.confounded.size()); ++i) {
    const auto& p = c.diagnostics.confounded[i];
    fmt::print("  {:<32}{:<32}{:>6.2f}\n", p.a, p.b, p.correlation);
  }
  if (c.diagnostics.confounded.empty()) fmt::print("  none above 0.4\n");
  fmt::print("\n{:<30}{:<8}{:<12}{:>10}{:>28}{:>8}\n", "fit after learning", "look", "date", "reported", "members 5 / 50 / 95%", "rank");
  for (const auto& f : c.diagnostics.fits) {
    fmt::print("{:<30}{:<8}{:<12}{:>10.4g}{:>10.4g}{:>9.4g}{:>9.4g}{:>8.2f}\n", f.look.kind == infer::Look::Kind::ground ? "held_share" : scenario::name_of(f.look.series),
               kind_of(f.look.kind), core::to_string(f.look.date), f.look.value, f.low, f.middle, f.high, f.rank);
  }
  for (const auto& warning : c.warnings) fmt::print("! {}\n", warning.en);
}

core::Result<int> run(const Options& o) {
  const auto known_case = read_known(o.folder, o.known_by, "");
  if (!known_case) return tl::unexpected(known_case.error());
  const auto& known = known_case->scenario;
  const auto known_by = known_case->known_by;
  const ensemble::Drawer draw(known, o.seed, known_case->reports_until());
  const auto world = ensemble::compile(known, known_by, known_by);
  infer::Settings settings;
  settings.members = settings.particles = o.particles;
  settings.coarsening = o.coarsening;
  settings.seed = o.seed;
  settings.threads = o.threads;
  core::Progress progress;
  const auto learned = [&] {
    const Watch watch("calibrating", progress);
    return infer::condition(known, draw, world, known_by, settings, nullptr, &progress);
  }();
  if (!learned) return tl::unexpected(learned.error());
  print(*learned, known_by);
  if (!o.out.empty()) {
    if (const auto ok = core::write_file(o.out, infer::to_json(learned->posterior)); !ok) return tl::unexpected(ok.error());
    fmt::print("\nPosterior written to {}; start from it with nuzuh forecast {} --posterior {}\n", o.out, o.folder, o.out);
  }
  return k_ok;
}

}  // namespace

void register_calibrate(CLI::App& app, int& code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("calibrate", "Learn from the observations of a case: priors against posteriors, what is confounded, how it fits");
  command->add_option("CASE", options->folder, "folder of the case")->required();
  command->add_option("--known-by", options->known_by, "use only what was known by this date (default: the case's cut-off)")->type_name("DATE");
  command->add_option("--particles", options->particles, "particles of the sampler")->capture_default_str()->check(CLI::Range(100, 100000));
  command->add_option("--coarsening", options->coarsening, "power of the likelihood: 1 is Bayes' rule, less trusts the model less")->capture_default_str()->check(CLI::Range(0.01, 1.0));
  command->add_option("--seed", options->seed, "seed")->capture_default_str();
  command->add_option("--threads", options->threads, "threads; they never change the result")->check(CLI::Range(1, 1024));
  command->add_option("-o,--out", options->out, "file for the posterior, from which a later forecast can start")->type_name("FILE");
  command->footer("Examples:\n  nuzuh calibrate cases/hajin-2018 --known-by 2019-01-11 -o january.json\n"
                  "  nuzuh forecast cases/hajin-2018 --known-by 2019-02-09 --posterior january.json");
  command->callback([options, &code] {
    const auto done = run(*options);
    code = done ? *done : report(done.error());
  });
}

}  // namespace nuzuh::app
