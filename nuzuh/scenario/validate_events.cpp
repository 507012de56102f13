// Events must be able to have happened together.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "nuzuh/scenario/collect.hpp"

namespace nuzuh::scenario {
namespace {

using enum EventKind;

/// Pairs that cannot hold on the same day.
constexpr std::array<std::pair<EventKind, EventKind>, 5> k_contradictions = {{
    {assault, pause}, {corridor, closure}, {declared_route, closure}, {corridor, declared_route}, {talks, talks_refused},
}};

bool contradict(EventKind a, EventKind b) {
  return std::ranges::any_of(k_contradictions, [&](const auto& pair) { return pair == std::pair(a, b) || pair == std::pair(b, a); });
}

void check_one(const Scenario& s, const Event& event, Collector& collect) {
  const auto* site = s.find_site(event.site);
  const auto need_site = [&](SiteKind kind) {
    if (event.site.empty()) collect.error(event.where, fmt::format("event \"{}\" ({}) names no site", event.id, name_of(event.kind)), "fill site");
    else if (site && site->kind != kind) collect.error(event.where, fmt::format("event \"{}\" ({}) names \"{}\", whose kind is {}", event.id, name_of(event.kind), event.site, name_of(site->kind)), fmt::format("its site is of kind {}", name_of(kind)));
  };
  switch (event.kind) {
    case reverse:
      if (!event.value) collect.error(event.where, fmt::format("event \"{}\" (reverse) has no value", event.id), "value = attackers killed");
      break;
    case routing:
      if (event.site.empty()) collect.error(event.where, fmt::format("event \"{}\" (routing) names no site", event.id), "fill site");
      if (event.value && *event.value > 1) collect.error(event.where, fmt::format("event \"{}\" (routing) has the value {}, which is no share", event.id, *event.value), "give a share from 0 to 1, or leave it empty where none was reported");
      break;
    case transit_opened:
      need_site(SiteKind::transit);
      if (!event.value) collect.error(event.where, fmt::format("event \"{}\" (transit_opened) has no value", event.id), "value = places");
      break;
    case place_taken: need_site(SiteKind::enclave_place); break;
    default: break;
  }
}

}  // namespace

void validate_events(const Scenario& s, Collector& collect) {
  std::map<std::string, const Event*> taken;
  const Event* end = nullptr;
  for (const auto& event : s.events) {
    check_one(s, event, collect);
    if (event.kind == place_taken && !event.site.empty()) {
      const auto [at, is_new] = taken.emplace(event.site, &event);
      if (!is_new) collect.error(event.where, fmt::format("\"{}\" is taken twice, first on line {}", event.site, at->second->where.line), "one interval from the first report to the last");
    }
    if (event.kind == ended) {
      if (end) collect.error(event.where, fmt::format("the enclave ends twice, first on line {}", end->where.line), "keep one of them");
      else end = &event;
    }
  }
  for (std::size_t i = 0; i < s.events.size(); ++i) {
    for (std::size_t j = i + 1; j < s.events.size(); ++j) {
      const auto &a = s.events[i], &b = s.events[j];
      const bool overlap = a.first <= b.last && b.first <= a.last;
      const bool same_place = a.site.empty() || b.site.empty() || a.site == b.site;
      if (overlap && same_place && contradict(a.kind, b.kind)) {
        collect.error(b.where, fmt::format("event \"{}\" ({}) contradicts \"{}\" ({}, line {}): both hold on {}", b.id, name_of(b.kind), a.id, name_of(a.kind), a.where.line, core::to_string(std::max(a.first, b.first))),
                      "end one before the other begins");
      }
    }
  }
  if (!end) return;
  for (const auto& event : s.events) {
    const bool of_the_fighting = event.kind != routing && event.kind != transit_opened && event.kind != ended;
    if (of_the_fighting && event.first > end->last) {
      collect.error(event.where, fmt::format("event \"{}\" ({}) begins on {}, after the enclave has ended on {}", event.id, name_of(event.kind), core::to_string(event.first), core::to_string(end->last)));
    }
  }
}

}  // namespace nuzuh::scenario
