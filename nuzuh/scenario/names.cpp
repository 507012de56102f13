#include "nuzuh/scenario/names.hpp"

#include <array>

namespace nuzuh::scenario {
namespace {

constexpr std::array<std::string_view, 4> k_grades = {"S", "M", "W", "A"};
constexpr std::array<std::string_view, 5> k_forms = {"fixed", "lognormal", "normal", "beta", "uniform"};
constexpr std::array<std::string_view, 2> k_drawn = {"member", "event"};
constexpr std::array<std::string_view, 7> k_site_kinds = {"enclave_place", "town", "screening", "transit", "camp", "informal_site", "destination"};
constexpr std::array<std::string_view, 3> k_banks = {"left", "right", "none"};
constexpr std::array<std::string_view, 2> k_travel = {"foot", "vehicle"};
constexpr std::array<std::string_view, 12> k_event_kinds = {"assault", "pause",          "corridor", "declared_route", "closure",     "reverse",
                                                            "routing", "transit_opened", "talks",    "talks_refused",  "place_taken", "ended"};
constexpr std::array<std::string_view, 11> k_series = {"people_inside",
                                                       "fighters_inside",
                                                       "exits_cumulative",
                                                       "arrivals_cumulative",
                                                       "camp_population",
                                                       "died_on_the_way_cumulative",
                                                       "civilians_killed_cumulative",
                                                       "attackers_killed_cumulative",
                                                       "defenders_killed_cumulative",
                                                       "fighters_captured_cumulative",
                                                       "announced_days"};
constexpr std::array<std::string_view, 6> k_error_classes = {"registration", "monitor", "last_pocket", "whole_city", "claim", "press"};

}  // namespace

template <> std::span<const std::string_view> words_of<Grade>() { return k_grades; }
template <> std::span<const std::string_view> words_of<Form>() { return k_forms; }
template <> std::span<const std::string_view> words_of<Drawn>() { return k_drawn; }
template <> std::span<const std::string_view> words_of<SiteKind>() { return k_site_kinds; }
template <> std::span<const std::string_view> words_of<Bank>() { return k_banks; }
template <> std::span<const std::string_view> words_of<Travel>() { return k_travel; }
template <> std::span<const std::string_view> words_of<EventKind>() { return k_event_kinds; }
template <> std::span<const std::string_view> words_of<Series>() { return k_series; }
template <> std::span<const std::string_view> words_of<ErrorClass>() { return k_error_classes; }

char letter(Grade grade) { return k_grades[static_cast<std::size_t>(grade)][0]; }
std::string_view name_of(SiteKind kind) { return k_site_kinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(EventKind kind) { return k_event_kinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(Series series) { return k_series[static_cast<std::size_t>(series)]; }
std::string_view name_of(ErrorClass error) { return k_error_classes[static_cast<std::size_t>(error)]; }
std::string_view name_of(Form form) { return k_forms[static_cast<std::size_t>(form)]; }
std::string_view name_of(Bank bank) { return k_banks[static_cast<std::size_t>(bank)]; }
std::string_view name_of(Travel travel) { return k_travel[static_cast<std::size_t>(travel)]; }
std::string_view name_of(Drawn drawn) { return k_drawn[static_cast<std::size_t>(drawn)]; }
std::string_view unit_of(Series series) { return series == Series::announced_days ? "d" : "people"; }
bool is_cumulative(Series series) { return name_of(series).ends_with("_cumulative"); }

}  // namespace nuzuh::scenario
