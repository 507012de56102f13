#include "nuzuh/scenario/keys.hpp"

#include <algorithm>
#include <array>

namespace nuzuh::scenario {
namespace {

constexpr auto member = Drawn::member;
constexpr auto event = Drawn::event;

constexpr std::array k_keys = {
    // Who is there at the start. The two stocks come from the reports in observations.csv through these biases.
    Key{"people.bias_last_pocket", "log ratio", member, -3, 6, "log(people who were inside / 'last pocket' figure reported)"},
    Key{"people.bias_whole_city", "log ratio", member, -4, 3, "log(people who were inside / 'whole city, before the assault' figure reported)"},
    Key{"people.report_noise", "log sd", member, 0, 3, "scatter of one report around its class (Student t, 4 degrees of freedom)"},
    Key{"people.share_relatives", "share", member, 0, 1, "of those inside who are not fighters: relatives of fighters"},
    Key{"people.share_retreating", "share", member, 0, 1, "of the civilians inside: retreated with the group, not natives"},
    Key{"people.displaced_nearby", "people", member, 0, 1e7, "displaced from the enclave before the start, living close by"},
    Key{"fighters.bias", "log ratio", member, -3, 4, "log(fighters who were inside / figure reported)"},
    Key{"fighters.report_noise", "log sd", member, 0, 3, "scatter of one report of fighters inside"},
    Key{"attackers.committed", "people", member, 1, 1e7, "attackers committed"},
    Key{"enclave.area", "km2", member, 0.01, 1e6, "area held at the start"},
    // Op-tempo: semi-Markov over push, stall, pause.
    Key{"tempo.sojourn_push", "d", event, 1, 365, "days of a spell of pushing"},
    Key{"tempo.sojourn_stall", "d", event, 1, 365, "days of a spell of stalling"},
    Key{"tempo.sojourn_pause", "d", event, 1, 365, "days of a pause"},
    Key{"tempo.push_to_stall", "share", member, 0, 1, "after a push: stall (else pause)"},
    Key{"tempo.stall_to_push", "share", member, 0, 1, "after a stall: push (else pause)"},
    Key{"tempo.pause_to_push", "share", member, 0, 1, "after a pause: push (else stall)"},
    // Advance.
    Key{"advance.share_per_push_day", "1/d", member, 1e-5, 1, "share of the original area taken on a day of pushing"},
    Key{"advance.gain_shape", "1", member, 0.1, 100, "shape of the gamma scatter of a day's gain"},
    Key{"advance.force_ratio_exponent", "1", member, -2, 2, "exponent of (attackers/defenders / 6)"},
    Key{"advance.last_pocket_factor", "1", member, 0.01, 10, "factor on the advance once less than a tenth is held"},
    Key{"advance.items_cleared_per_day", "items/d", member, 1, 1e7, "explosive items cleared a day; used only with clearance_drag = true"},
    // Attrition.
    Key{"attrition.attackers_daily", "1/d", member, 1e-7, 0.1, "attackers killed a day per attacker committed"},
    Key{"attrition.dispersion", "1", member, 0.01, 100, "negative binomial dispersion k of daily deaths"},
    Key{"attrition.exchange_ratio", "1", member, 0.01, 100, "defenders killed per attacker killed"},
    Key{"attrition.defender_exponent", "1", member, 0, 2, "exponent of the share of defenders left, in their own losses"},
    Key{"attrition.defender_exponent_on_attackers", "1", member, 0, 2, "exponent of the share of defenders left, in the attackers' losses"},
    // Reverses.
    Key{"reverse.rate", "1/d", member, 1e-5, 1, "reverses per day without pause"},
    Key{"reverse.bad_weather_factor", "1", member, 1, 20, "factor on the rate on days of bad weather"},
    Key{"reverse.bad_weather_share", "share", member, 0, 1, "share of days with bad weather"},
    Key{"reverse.over_extension_factor", "1", member, 1, 20, "factor in the ten days after a gain of more than a tenth"},
    Key{"reverse.attackers_killed", "people", event, 1, 1000, "attackers killed in a reverse"},
    Key{"reverse.all_ground", "share", member, 0, 1, "chance that all gains of 14 days are lost"},
    Key{"reverse.ground_share", "share", event, 0, 1, "else: share of them that is lost"},
    Key{"reverse.stall", "d", event, 1, 365, "stall that follows"},
    // How defenders leave the count.
    Key{"surrender.rate", "1/d", member, 1e-6, 1, "chance a day that a defender gives up, at the start"},
    Key{"surrender.slope", "1", member, 0, 20, "growth of its log with the share of ground lost"},
    Key{"surrender.contagion", "1", member, 0, 100, "growth per share that gave up in the last seven days"},
    Key{"surrender.pause_factor", "1", member, 1, 20, "factor in a pause with a way out"},
    Key{"surrender.evacuation_factor", "1", member, 1, 20, "factor while people are being taken out"},
    Key{"slip.ring_loose", "share", member, 0, 1, "chance that the ring is loose"},
    Key{"slip.rate_loose", "1/d", member, 1e-7, 1, "chance a day that a defender slips away, loose ring"},
    Key{"slip.rate_tight", "1/d", member, 1e-8, 1, "the same, tight ring"},
    Key{"deal.agreed", "share", member, 0, 1, "chance that the besieger ever agrees to an exit of fighters"},
    Key{"deal.threshold", "share", member, 0.001, 1, "share still held around which deals are struck"},
    Key{"deal.rate", "1/d", member, 1e-4, 1, "chance a day of a deal well below the threshold"},
    Key{"deal.days", "d", event, 0.1, 365, "days that carrying it out takes"},
    Key{"deal.broken", "share", member, 0, 1, "chance that it is broken, halted or stranded"},
    Key{"deal.fighter_share", "share", member, 0, 1, "fighters among those who leave under it"},
    Key{"relief.rate", "1/d", member, 0, 1, "chance a day that the enclave is relieved"},
    Key{"destination.own_side", "utility", member, -20, 20, "territory of the own side"},
    Key{"destination.strength", "utility", member, -20, 20, "log of the strength there"},
    Key{"destination.hours", "utility", member, -20, 20, "log of the hours to it (enters with a minus)"},
    Key{"destination.home", "utility", member, -20, 20, "home region"},
    Key{"destination.escorted", "utility", member, -20, 20, "an escorted route leads to it"},
    // Civilians' flight.
    Key{"flight.closed", "1/d", member, 1e-6, 1, "hazard of leaving while the way is closed and the holders coerce"},
    Key{"flight.leak", "1/d", member, 1e-6, 1, "hazard while the way leaks"},
    Key{"flight.open", "1/d", member, 1e-5, 5, "hazard while the grip is broken or a trusted way is agreed"},
    Key{"flight.declared_factor", "1", member, 0.01, 100, "factor on the closed hazard where a way is declared by one side only"},
    Key{"flight.violence_elasticity", "1", member, -5, 5, "elasticity to deaths within seven days per 1,000 inside"},
    Key{"flight.advice_stay", "log ratio", member, -10, 10, "effect of advice to stay"},
    Key{"flight.advice_leave", "log ratio", member, -10, 10, "effect of advice and appeals (tribes, leaflets) to leave"},
    Key{"flight.food", "log ratio", member, -10, 10, "effect of less than ten days of food"},
    Key{"flight.food_days", "d", member, 0, 1000, "days of food at the start"},
    Key{"flight.place_effect", "log sd", member, 0, 3, "scatter of the hazard between places"},
    Key{"flight.pulse_shape", "1", member, 0.05, 100, "shape of the daily gamma pulse that all places share"},
    Key{"flight.relatives_factor", "1", member, 0, 10, "factor for relatives of fighters until less than a tenth is held"},
    Key{"flight.taken_share", "share", member, 0, 1, "of those in a place just taken: leave it within three days"},
    Key{"flight.closed_to_leak", "1/d", member, 0, 1, "rate at which a closed way begins to leak"},
    Key{"flight.leak_to_open", "1/d", member, 0, 1, "rate at which the grip breaks, at the start"},
    Key{"flight.leak_to_open_late", "1/d", member, 0, 5, "what is added, times the cube of the share of ground lost"},
    Key{"flight.open_days", "d", event, 0.5, 1000, "days after which an open way is closed again, while ground is held"},
    // Harm.
    Key{"harm.killed_inside", "share", member, 1e-6, 1, "of those inside killed over 60 days"},
    Key{"harm.killed_in_flight_closed", "share", member, 1e-7, 1, "of leavers killed in flight, way closed or leaking"},
    Key{"harm.killed_in_flight_open", "share", member, 1e-8, 1, "the same, agreed way"},
    Key{"harm.died_on_the_way", "share", member, 1e-7, 1, "of travellers who die on the way or on arrival"},
    Key{"harm.wait_factor", "1/d", member, 0, 10, "growth of that share per day of waiting, in winter"},
    // Screening, transit, camps.
    Key{"screening.per_day", "people/d", member, 1, 1e6, "people screened a day"},
    Key{"screening.held", "share", member, 0, 1, "of all screened who are held"},
    Key{"transit.places", "people", member, 0, 1e6, "places at the transit centre"},
    Key{"transit.per_day", "people/d", member, 1, 1e6, "people carried on from it a day"},
    Key{"transit.travel_days", "d", member, 0, 30, "days from transit to the main camp"},
    Key{"camp.people_at_start", "people", member, 0, 1e7, "people in the main camp at the start"},
    Key{"camp.places", "people", member, 0, 1e7, "places in the main camp"},
    Key{"camp.departure", "1/d", member, 0, 1, "hazard of leaving the main camp"},
    Key{"routing.main_camp", "share", member, 0, 1, "of those cleared who are taken to the main camp (others: places nearby and other sites)"},
    Key{"routing.drift", "log-odds/month", member, 0, 10, "drift of that share from month to month: destinations are decided, and decided anew"},
    // Explosive hazards and returns.
    Key{"hazard.items_per_km2", "items/km2", member, 0, 1e6, "explosive items left per km2"},
    Key{"hazard.improvised_share", "share", member, 0, 1, "of them improvised"},
    Key{"hazard.cleared_m2_per_day", "m2/d", member, 0, 1e8, "ground cleared a day after the fighting"},
    Key{"hazard.injuries_per_returnee_day", "1/d", member, 1e-8, 1, "people injured or killed by explosive hazards per returnee and day"},
    Key{"hazard.decay", "d", member, 1, 10000, "days over which that falls by e"},
    Key{"return.light", "1/month", member, 0, 20, "hazard of returning, light damage"},
    Key{"return.heavy", "1/month", member, 0, 20, "hazard of returning, heavy damage"},
    Key{"return.razed", "1/month", member, 0, 20, "hazard of returning, razed or sealed"},
    Key{"return.share_light", "share", member, 0, 1, "share of the displaced whose place has light damage"},
    Key{"return.share_razed", "share", member, 0, 1, "share whose place is razed or sealed (the rest: heavy)"},
    // What an earlier enclave passed on.
    Key{"chain.earlier_leavers", "people", member, 0, 1e6, "fighters who left an earlier enclave under a deal and may be in this one"},
    // Time to the end, on the record.
    Key{"climatology.duration", "d", member, 1, 5000, "days from assault to end over the enclaves on record"},
    Key{"climatology.weight", "share", member, 0, 1, "weight of climatology in the published date of the end"},
    Key{"announced.lateness", "log ratio", member, -3, 5, "log(days that it took / days announced)"},
};

}  // namespace

std::span<const Key> keys() { return k_keys; }

const Key* find_key(std::string_view name) {
  const auto found = std::ranges::find(k_keys, name, &Key::name);
  return found == k_keys.end() ? nullptr : &*found;
}

}  // namespace nuzuh::scenario
