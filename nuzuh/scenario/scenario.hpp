#pragma once
// The paper wing: what a case folder says, with a source for every figure. Plain values; nothing here draws a random number.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nuzuh/core/date.hpp"
#include "nuzuh/core/error.hpp"

namespace nuzuh::scenario {

/// Strength of the evidence behind a number: several cases or a large sample; two to five cases or one good study; one case or an
/// argument; our assumption, no data found. Ordered from strong to weak, so the weakest part is the maximum.
enum class Grade { strong, moderate, weak, assumed };

char letter(Grade grade);  ///< 'S', 'M', 'W', 'A'

/// Families of distributions; the meaning of (a, b) stands beside each.
enum class Form {
  fixed,      ///< a = the value
  lognormal,  ///< a = median, b = standard deviation of the natural log
  normal,     ///< a = mean, b = standard deviation
  beta,       ///< a, b = the two shapes
  uniform,    ///< a = low, b = high
};

struct Distribution {
  Form form = Form::fixed;
  double a = 0, b = 0;
  std::optional<double> low, high;  ///< draws are clamped to this range where it is given
};

/// How often a number is drawn.
enum class Drawn {
  member,  ///< once for each ensemble member: uncertainty about a constant
  event,   ///< anew each time it is used (a sojourn, the size of a reverse): variability
};

struct Source {
  std::string id, publisher, title, url;
  std::optional<core::Date> date;  ///< as the page has it; empty where it is undated
  core::Date known_by;             ///< from then on the public could know it
  std::string note;
  core::Where where;
};

/// A place in a report that a number comes from: the report is cited, never copied.
struct Span {
  std::string report;  ///< id of a source
  int begin = 0, end = 0;  ///< code points, half open
};

/// The text that spans of a report count in, by its length and hash: the text itself stays with its publisher.
struct Report {
  std::string source;    ///< id of a source
  int code_points = 0;   ///< length of the text
  std::string fnv1a;     ///< 64-bit FNV-1a hash of its UTF-8 bytes, 16 hexadecimal digits
  core::Where where;
};

/// What is believed about one number of the model.
struct Estimate {
  std::string key, unit;
  Distribution belief;
  Drawn drawn = Drawn::member;
  Grade grade = Grade::assumed;
  std::vector<std::string> sources;
  std::vector<Span> spans;
  core::Date known_by;
  std::string judged_by, reason;
  core::Where where;
};

enum class SiteKind { enclave_place, town, screening, transit, camp, informal_site, destination };
enum class Bank { left, right, none };  ///< of the Euphrates: a sourced fact, never read off a map

/// Why fighters who leave an enclave may go to a place (multinomial logit, docs/methods/enclave.md, "Destinations").
struct Pull {
  double own_side = 0;         ///< 0 or 1: territory of their own side
  double strength_people = 0;  ///< their strength there
  double hours = 1;            ///< travel time
  double home_share = 0;       ///< share of them whose home region it is
  double escorted = 0;         ///< 0 or 1: an escorted route leads there
};

struct Site {
  std::string id, name_en, name_ar;
  SiteKind kind = SiteKind::town;
  std::optional<double> longitude_deg, latitude_deg;  ///< WGS 84
  bool interpolated = false;                          ///< the coordinates are between neighbours, not reported
  Bank bank = Bank::none;
  std::string pcode, admin2_pcode, admin3_pcode;      ///< OCHA COD-AB codes where known
  double area_share = 0;                              ///< of the enclave at the start; enclave places only; they sum to 1
  std::optional<Pull> pull;                           ///< destinations of fighters only
  std::vector<std::string> sources;
  core::Date known_by;
  std::string note;
  core::Where where;
};

enum class Travel { foot, vehicle };

struct Road {
  std::string from, to;
  double km = 0, km_low = 0, km_high = 0;
  Travel travel = Travel::vehicle;
  bool open = true;  ///< at the start; events close and open roads
  std::vector<std::string> sources;
  core::Date known_by;
  std::string note;
  core::Where where;
};

/// What a dated event does to the model. Events known by the cut-off are facts; after it regimes are drawn.
enum class EventKind {
  assault,         ///< tempo is forced to push for [first, last]
  pause,           ///< tempo is forced to pause for [first, last]
  corridor,        ///< an agreed, trusted way out is open for [first, last]
  declared_route,  ///< a way out declared by one side only
  closure,         ///< the way out is closed for [first, last]
  reverse,         ///< a reverse with `value` attackers killed
  routing,         ///< from `first` on people are taken to `site` with share `value` of those cleared
  transit_opened,  ///< a transit centre at `site` with `value` places works from `first` on
  talks,           ///< talks about an exit of fighters are reported
  talks_refused,   ///< the besieger refuses an exit
  place_taken,     ///< `site` is reported taken between first and last (an interval, not an instant)
  ended,           ///< the enclave is declared ended
};

struct Event {
  std::string id;
  EventKind kind = EventKind::pause;
  core::Date first, last;
  std::string site;  ///< may be empty
  std::optional<double> value;
  std::vector<std::string> sources;
  core::Date known_by;
  std::string note;
  Grade grade = Grade::moderate;
  std::vector<Span> spans;  ///< sentences of a report that tell it
  core::Where where;
};

/// Series that are observed. Cumulative ones name their first day in the scenario.
enum class Series {
  people_inside,               ///< reported stock of people in the enclave who are not fighters [people]
  fighters_inside,             ///< reported stock of fighters [people]
  exits_cumulative,            ///< a monitor's count of everyone leaving the enclave [people]
  arrivals_cumulative,         ///< UN registrations at the main camp [people]
  camp_population,             ///< people in the main camp [people]
  died_on_the_way_cumulative,  ///< deaths on the way and shortly after arrival [people]
  civilians_killed_cumulative, ///< a monitor's count [people]
  attackers_killed_cumulative, ///< [people]
  defenders_killed_cumulative, ///< [people]
  fighters_captured_cumulative,///< captured and surrendered, a monitor's count [people]
  announced_days,              ///< somebody announces the end within so many days [d]
};

/// How wrong such a figure tends to be (methods page "observations").
enum class ErrorClass { registration, monitor, last_pocket, whole_city, claim, press };

struct Observation {
  Series series = Series::people_inside;
  core::Date date;
  double value = 0;
  std::optional<double> low, high;
  ErrorClass error = ErrorClass::press;
  bool for_scoring = false;  ///< one row a date and series is scored against
  std::vector<std::string> sources;
  core::Date known_by;
  std::string note;
  Grade grade = Grade::moderate;
  std::vector<Span> spans;  ///< sentences of a report that give it
  core::Where where;
};

/// One change that a what-if makes, in the words of the case file: "corridor = agreed", "transit.capacity = 5000".
struct PolicyChange {
  std::string lever, value;
  core::Date from;
  core::Where where;
};

struct Policy {
  std::string id, title_en, title_ar;
  std::vector<PolicyChange> changes;
  Grade grade = Grade::assumed;
  std::string reason;
  core::Where where;
};

struct Scenario {
  int format = 1;
  std::string id, title_en, title_ar, question_en, question_ar;
  core::Date start;         ///< first simulated day; cumulative series count from here
  core::Date cutoff;        ///< default known-by date
  core::Date until;         ///< default last forecast day
  core::Date siege_start;   ///< the assault on the enclave began (for climatology: its age at the cut-off)
  std::string main_camp, transit, screening;  ///< site ids
  core::Date arrivals_from; ///< day from which arrivals_cumulative counts
  int smallest_cell = 10;   ///< nothing smaller is published [people]
  std::string report;       ///< source id of the report that the case answers
  std::vector<Report> reports;  ///< what spans count in
  bool clearance_drag = false;
  std::vector<Estimate> parameters;
  std::vector<Source> sources;
  std::vector<Site> sites;
  std::vector<Road> roads;
  std::vector<Event> events;
  std::vector<Observation> observations;
  std::vector<Policy> policies;

  [[nodiscard]] const Estimate* find_parameter(std::string_view key) const;
  [[nodiscard]] const Source* find_source(std::string_view id) const;
  [[nodiscard]] const Site* find_site(std::string_view id) const;
};

/// Reads and validates a case folder: scenario.toml, parameters.csv, sources.csv, sites.csv, roads.csv, events.csv, observations.csv
/// (docs/formats/case.md). All problems are collected; warnings alone do not fail it and are appended to `warnings` where given.
core::Result<Scenario> read(const std::filesystem::path& folder, core::Problems* warnings = nullptr);

/// A file of a case: its name for messages, and its text.
struct CaseFile {
  std::string name, text;
};

/// What accepted claims of reports added to a case, in its folder reports/ (nuzuh read --into): more sources, more observations, and the
/// texts that their spans count in. An empty text: there is none.
struct ReviewedTexts {
  CaseFile sources, observations, reports;
};

/// The seven files of a case, as text in memory, and what the review of reports added.
struct CaseTexts {
  CaseFile scenario, parameters, sources, sites, roads, events, observations;
  ReviewedTexts reviewed = {};
};

/// The same as `read` for texts in memory (round trips, fuzzing).
core::Result<Scenario> read_texts(const CaseTexts& texts, core::Problems* warnings = nullptr);

/// The scenario as it was known on `date`: sources, sites, roads, events, observations and parameters with a later known_by are gone.
/// A parameter that is thereby missing is an error that names it: the model has no number to stand on.
core::Result<Scenario> as_known(const Scenario& scenario, core::Date date);

/// The seven files in a fixed order and form: rows sorted, numbers in their shortest form.
CaseTexts to_texts(const Scenario& scenario);

/// The whole scenario in a fixed order and form, for the hash and for comparing two cases; reading it back gives the same scenario.
std::string canonical_text(const Scenario& scenario);
core::Result<Scenario> read_canonical(std::string_view text);

std::string_view name_of(SiteKind kind);
std::string_view name_of(EventKind kind);
std::string_view name_of(Series series);
std::string_view name_of(ErrorClass error);
std::string_view name_of(Form form);
std::string_view name_of(Bank bank);
std::string_view name_of(Travel travel);
std::string_view name_of(Drawn drawn);
std::string_view unit_of(Series series);  ///< "people" or "d"
bool is_cumulative(Series series);

}  // namespace nuzuh::scenario
