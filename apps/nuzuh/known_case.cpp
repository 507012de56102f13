#include "known_case.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace nuzuh::app {
namespace {

core::Result<core::Date> date_or(const std::string& text, core::Date otherwise, const char* option) {
  if (text.empty()) return otherwise;
  const auto date = core::parse_date(text);
  if (!date) return core::fail({}, fmt::format("{}: \"{}\" is not a date", option, text), "write it as YYYY-MM-DD");
  return *date;
}

}  // namespace

core::Result<KnownCase> read_known(const std::string& folder, const std::string& known_by, const std::string& until) {
  auto whole = scenario::read(folder);
  if (!whole) return tl::unexpected(whole.error());
  const auto from = date_or(known_by, whole->cutoff, "--known-by");
  if (!from) return tl::unexpected(from.error());
  const auto to = date_or(until, whole->until, "--until");
  if (!to) return tl::unexpected(to.error());
  if (*from < whole->start) return core::fail({}, fmt::format("--known-by {} is before the case starts ({})", core::to_string(*from), core::to_string(whole->start)), "choose a later date");
  if (*to <= *from) return core::fail({}, fmt::format("--until {} is not after --known-by {}", core::to_string(*to), core::to_string(*from)), "choose a later date");
  if (core::days_between(whole->start, *to) > 3650) return core::fail({}, "--until is more than ten years after the start", "choose an earlier date");
  auto known = scenario::as_known(*whole, *from);
  if (!known) return tl::unexpected(known.error());
  known->until = *to;
  return KnownCase{std::move(*known), std::move(*whole), *from, *to};
}

core::Result<Learned> learn(const KnownCase& known, const ensemble::Drawer& draw, const world::World& world, int members, std::uint64_t seed,
                            unsigned threads, core::Progress* progress) {
  infer::Settings settings;
  settings.members = members;
  settings.particles = std::clamp(members, 100, settings.particles);
  settings.seed = seed;
  settings.threads = threads;
  auto learned = infer::condition(known.scenario, draw, world, known.known_by, settings, nullptr, progress);
  if (!learned) return tl::unexpected(learned.error());
  return Learned{std::move(learned->posterior), std::move(learned->runs.draws), std::move(learned->warnings)};
}

}  // namespace nuzuh::app
