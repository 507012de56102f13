#include "campaign.hpp"

#include <filesystem>
#include <map>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "known_case.hpp"
#include "nuzuh/compare/campaign.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/core/version.hpp"
#include "nuzuh/ensemble/compile.hpp"

namespace nuzuh::app {
namespace {

/// A case of the campaign with its members.
struct Ready {
  KnownCase known;
  world::World world;
  Learned learned;
};

core::Result<Ready> prepare(const CampaignOptions& o, const scenario::Enclave& enclave) {
  auto known = read_known((std::filesystem::path(o.folder) / enclave.folder).lexically_normal().string(), "", "");
  if (!known) return tl::unexpected(known.error());
  auto world = ensemble::compile(known->scenario, known->known_by, known->until);
  const ensemble::Drawer draw(known->scenario, o.seed, known->reports_until());
  core::Progress progress;
  auto learned = [&] {
    const Watch watch("learning " + enclave.id, progress);
    return learn(*known, draw, world, o.members, o.seed, o.threads, &progress);
  }();
  if (!learned) return tl::unexpected(learned.error());
  return Ready{std::move(*known), std::move(world), std::move(*learned)};
}

core::Result<const scenario::Policy*> policy(const scenario::Enclave& enclave, const scenario::Scenario& s, const std::string& id) {
  for (const auto& p : s.policies) {
    if (p.id == id) return &p;
  }
  return core::fail(enclave.where, fmt::format("the case of enclave \"{}\" has no what-if \"{}\"", enclave.id, id), "add it to the case's scenario.toml");
}

core::Result<compare::Refusal> refusal_of(const CampaignOptions& o, const scenario::Enclave& enclave, const Ready& ready) {
  const auto& s = ready.known.scenario;
  const auto refused = policy(enclave, s, enclave.refused), allowed = policy(enclave, s, enclave.allowed);
  if (!refused) return tl::unexpected(refused.error());
  if (!allowed) return tl::unexpected(allowed.error());
  const std::vector<world::World> worlds{ensemble::compile(s, ready.known.known_by, ready.known.until, *allowed),
                                         ensemble::compile(s, ready.known.known_by, ready.known.until, *refused)};
  core::Progress progress;
  const auto paired = [&] {
    const Watch watch("refused against allowed, " + enclave.id, progress);
    return compare::run_paired([&](std::uint32_t m) { return ready.learned.subject(m); }, worlds, ready.known.cut(), o.members, o.threads, &progress);
  }();
  if (!paired) return tl::unexpected(paired.error());
  compare::Refusal r{enclave.id, {enclave.title_en, enclave.title_ar}, o.members, ready.known.known_by, {}};
  const auto levers = std::max(compare::lever_grade(**refused), compare::lever_grade(**allowed));
  for (std::size_t m = 0; m < compare::k_measures; ++m) r.effects.push_back(compare::effect_of(*paired, 1, static_cast<compare::Measure>(m), s, levers));
  return r;
}

core::Result<compare::Carried> carried_of(const CampaignOptions& o, const scenario::Campaign& campaign, const scenario::Link& link, const Ready* later) {
  std::vector<double> fighters;
  if (later) {
    for (const auto& draw : later->learned.draws) fighters.push_back(draw.stocks.fighters);
  }
  auto carried = compare::arithmetic(campaign, link, fighters, o.seed);
  if (!later) return carried;
  const std::span<const world::World> worlds(&later->world, 1);
  const auto with = [&](std::uint32_t m) { return later->learned.subject(m); };
  const auto without = [&](std::uint32_t m) { return compare::without(with(m), compare::leavers_of(link, o.seed, m)); };
  core::Progress progress, again;
  const auto a = [&] {
    const Watch watch(link.to + " as it was", progress);
    return compare::run_paired(with, worlds, later->known.cut(), o.members, o.threads, &progress);
  }();
  if (!a) return tl::unexpected(a.error());
  const auto b = [&] {
    const Watch watch(link.to + " without them", again);
    return compare::run_paired(without, worlds, later->known.cut(), o.members, o.threads, &again);
  }();
  if (!b) return tl::unexpected(b.error());
  const auto paired = compare::joined(*a, *b);
  carried.members = o.members;
  carried.known_by = later->known.known_by;
  for (std::size_t m = 0; m < compare::k_measures; ++m) {
    carried.effects.push_back(compare::effect_of(paired, 1, static_cast<compare::Measure>(m), later->known.scenario, carried.grade));
  }
  return carried;
}

}  // namespace

core::Result<int> compare_campaign(const CampaignOptions& o) {
  std::optional<core::StagedDirectory> staged;
  if (!o.out.empty()) {
    auto directory = core::StagedDirectory::open(o.out, "run.json");
    if (!directory) return tl::unexpected(directory.error());
    staged.emplace(std::move(*directory));
  }
  const auto campaign = scenario::read_campaign(o.folder);
  if (!campaign) return tl::unexpected(campaign.error());
  compare::CampaignComparison result{campaign->id, core::k_version, {campaign->title_en, campaign->title_ar}, campaign->smallest_cell, o.seed, {}, {}};
  std::map<std::string, Ready> ready;
  for (const auto& enclave : campaign->enclaves) {
    if (enclave.folder.empty()) continue;
    auto prepared = prepare(o, enclave);
    if (!prepared) return tl::unexpected(prepared.error());
    const auto at = ready.emplace(enclave.id, std::move(*prepared)).first;
    if (enclave.refused.empty()) continue;
    auto refusal = refusal_of(o, enclave, at->second);
    if (!refusal) return tl::unexpected(refusal.error());
    result.refusals.push_back(std::move(*refusal));
  }
  for (const auto& link : campaign->links) {
    const auto later = ready.find(link.to);
    auto carried = carried_of(o, *campaign, link, later == ready.end() ? nullptr : &later->second);
    if (!carried) return tl::unexpected(carried.error());
    result.carried.push_back(std::move(*carried));
  }
  fmt::print("{}", compare::to_text(result, o.language == "ar"));
  if (!staged) return k_ok;
  nlohmann::ordered_json run = {{"format", 1}, {"kind", "campaign"}, {"program_version", core::k_version}, {"campaign", campaign->id}, {"members", o.members}, {"seed", o.seed}};
  for (const auto& [id, r] : ready) run["cases"][id] = {{"case", r.known.scenario.id}, {"known_by", core::to_string(r.known.known_by)}, {"hash", r.learned.posterior.case_hash}};
  for (const auto& [name, text] : {std::pair<const char*, std::string>{"campaign.csv", compare::to_csv(result)}, {"campaign.en.txt", compare::to_text(result, false)},
                                   {"campaign.ar.txt", compare::to_text(result, true)}, {"run.json", run.dump(2) + "\n"}}) {
    if (auto ok = core::write_file(staged->path() / name, text); !ok) return tl::unexpected(ok.error());
  }
  if (auto ok = staged->commit(); !ok) return tl::unexpected(ok.error());
  fmt::print("\nWritten to {}\n", o.out);
  return k_ok;
}

}  // namespace nuzuh::app
