#include "nuzuh/reading/review.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "nuzuh/core/csv.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/core/hash.hpp"
#include "nuzuh/core/nearest.hpp"
#include "nuzuh/reading/intake.hpp"
#include "nuzuh/scenario/names.hpp"

namespace nuzuh::reading {
namespace {

// The last seven say what an accepted claim becomes in the case; a review file from before them is read too.
constexpr std::size_t k_claim_columns = 32;
constexpr std::array<const char*, 39> k_columns = {"status",
                                                   "reason",
                                                   "report",
                                                   "sha256",
                                                   "report_date",
                                                   "claim",
                                                   "kind",
                                                   "lo",
                                                   "hi",
                                                   "unit",
                                                   "form",
                                                   "group",
                                                   "measure",
                                                   "place_id",
                                                   "place",
                                                   "origin_id",
                                                   "origin",
                                                   "destination_id",
                                                   "destination",
                                                   "date_from",
                                                   "date_to",
                                                   "actors",
                                                   "attribution_type",
                                                   "certainty",
                                                   "polarity",
                                                   "modality",
                                                   "part_of",
                                                   "trigger_span",
                                                   "quantity_span",
                                                   "place_span",
                                                   "attribution_span",
                                                   "sentence_span",
                                                   "series",
                                                   "error",
                                                   "source",
                                                   "publisher",
                                                   "url",
                                                   "code_points",
                                                   "fnv1a"};

std::string span(const evidence::Span& s) { return fmt::format("{}-{}", s.start, s.end); }

std::string number(double v) { return core::number_text(v); }

std::vector<std::string> row_of(const evidence::Report& r, const evidence::Claim& c, const scenario::Scenario* scenario,
                                const ReportSource& from) {
  const auto proposal = scenario ? proposed(r, c, *scenario) : std::nullopt;
  std::string actors;
  for (const auto& a : c.actors) actors += (actors.empty() ? "" : ";") + a.role + ":" + a.id;
  const auto id = [](const std::optional<evidence::PlaceRef>& p) { return p ? p->place.id : std::string(); };
  const auto name = [](const std::optional<evidence::PlaceRef>& p) { return p ? p->place.name_en : std::string(); };
  const auto& main = c.place ? c.place : c.origin ? c.origin : c.destination;
  return {"pending",
          "",
          r.doc_id,
          r.sha256,
          core::to_string(r.date),
          c.id,
          c.kind,
          c.quantity ? number(c.quantity->lo) : "",
          c.quantity && c.quantity->hi ? number(*c.quantity->hi) : "",
          c.quantity ? c.quantity->unit : "",
          c.quantity ? c.quantity->form : "",
          c.quantity ? c.quantity->group : "",
          c.measure,
          id(c.place),
          name(c.place),
          id(c.origin),
          name(c.origin),
          id(c.destination),
          name(c.destination),
          c.date ? core::to_string(c.date->from) : "",
          c.date ? core::to_string(c.date->to) : "",
          actors,
          c.attribution ? c.attribution->type : "author",
          c.certainty,
          c.polarity,
          c.modality,
          c.part_of,
          c.trigger ? span(c.trigger->span) : "",
          c.quantity ? span(c.quantity->quote.span) : "",
          main ? span(main->quote.span) : "",
          c.attribution ? span(c.attribution->quote.span) : "",
          span(c.evidence.span),
          proposal ? proposal->series : "",
          proposal ? proposal->error : "",
          from.id.empty() ? source_id(r, scenario) : from.id,
          from.publisher,
          from.url,
          std::to_string(r.length),
          core::hash_text(r.fnv1a)};
}

std::string line_of(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t k = 0; k < cells.size(); ++k) out += (k ? "," : "") + core::csv_cell(cells[k]);
  return out + "\n";
}

std::string header() {
  std::string out;
  for (const char* c : k_columns) out += (out.empty() ? "" : ",") + std::string(c);
  return out + "\n";
}

// What makes a claim the same one on a second reading: report, kind, and where it stands.
std::string identity(const std::string& sha, const std::string& kind, const std::string& trigger, const std::string& quantity) {
  return sha + "|" + kind + "|" + trigger + "|" + quantity;
}

constexpr const char* k_observations =
    "series,date,value,low,high,error,for_scoring,grade,sources,known_by,report,span_begin,span_end,note\n";
constexpr const char* k_sources = "id,publisher,title,date,known_by,url,note\n";
constexpr const char* k_reports = "source,code_points,fnv1a\n";

// The rows of reports/observations.csv, sources.csv and reports.csv that accepted claims become.
struct Evidence {
  std::string observations = k_observations, sources = k_sources, reports = k_reports;
  int count = 0;
  std::set<std::string> listed;

  // Adds an accepted row that names a series; what is wrong with it goes to `problems`.
  void add(const core::Table& table, std::size_t row, const scenario::Scenario* scenario, core::Problems& problems) {
    const auto text = [&](const char* c) { return table.text(row, c); };
    if (text("series").empty()) return;
    const auto wrong = [&](const char* column, std::string what, std::string remedy) {
      problems.push_back({table.where(row, column), std::move(what), std::move(remedy), core::Severity::error, core::Cause::bad_input});
    };
    if (!scenario::parse_word<scenario::Series>(text("series")))
      return wrong("series", fmt::format("unknown series \"{}\"", text("series")),
                   core::suggestion(text("series"), scenario::list_words<scenario::Series>()));
    if (!scenario::parse_word<scenario::ErrorClass>(text("error")))
      return wrong("error", fmt::format("unknown error class \"{}\"", text("error")),
                   core::suggestion(text("error"), scenario::list_words<scenario::ErrorClass>()));
    if (text("lo").empty() && text("hi").empty())
      return wrong("lo", "an observation needs a number", "fill lo and hi, or empty the cell under series");
    if (text("unit") == "families")
      return wrong("unit", "a series counts people, this claim counts families",
                   "write persons and the number of people, with status correct");
    if (text("source").empty())
      return wrong("source", "an observation needs a source", "name an id of sources.csv, or a new one with its publisher");
    const auto value = [&](const char* c) {
      return text(c).empty() ? std::optional<double>() : std::optional<double>(*core::number_of(table.at(row, c), table.file()));
    };
    const double factor = text("unit") == "weeks" ? 7 : text("unit") == "months" ? 30 : 1;
    const auto reading = reading_of(value("lo"), value("hi"), factor);
    const std::string day = !text("date_to").empty() && text("date_to") <= text("report_date") ? text("date_to") : text("report_date");
    const std::string span = text("quantity_span").empty() ? text("sentence_span") : text("quantity_span");
    const auto dash = span.find('-');
    const bool spanned = dash != std::string::npos && !text("code_points").empty() && !text("fnv1a").empty();
    observations += line_of({text("series"), day, number(reading.value), reading.low ? number(*reading.low) : "",
                             reading.high ? number(*reading.high) : "", text("error"), "no", "W", text("source"), text("report_date"),
                             spanned ? text("source") : "", spanned ? span.substr(0, dash) : "", spanned ? span.substr(dash + 1) : "",
                             fmt::format("claim {} of {}: {}, {}{}", text("claim"), text("report"), text("kind"), text("form"),
                                         text("reason").empty() ? "" : "; " + text("reason"))});
    ++count;
    const bool known =
        scenario && scenario->find_source(text("source")) && !listed.count(text("source")) && !ours(*scenario, text("source"));
    if (!listed.insert(text("source")).second) return;
    if (!known) {
      sources += line_of({text("source"), text("publisher").empty() ? "publisher not named" : text("publisher"), text("report"),
                          text("report_date"), text("report_date"), text("url"),
                          "text with SHA-256 " + text("sha256") + ", its claims accepted in review"});
    }
    const bool has_text =
        scenario && std::ranges::any_of(scenario->reports, [&](const auto& r) { return r.source == text("source"); }) && known;
    if (spanned && !has_text) reports += line_of({text("source"), text("code_points"), text("fnv1a")});
  }

  // A source that an earlier run of the review wrote: it is written anew.
  static bool ours(const scenario::Scenario& scenario, const std::string& id) {
    const auto* source = scenario.find_source(id);
    return source && std::filesystem::path(source->where.file).parent_path().filename() == "reports";
  }
};

}  // namespace

core::Result<ReviewOutcome> review_into(const std::filesystem::path& folder, const std::vector<evidence::Report>& reports,
                                        const ReportSource& from) {
  std::error_code error;
  if (!std::filesystem::exists(folder / "scenario.toml", error)) {
    return core::fail({folder.string(), 0, 0}, "no case: it has no scenario.toml",
                      "name the folder of a case, for example cases/hajin-2018");
  }
  const auto path = folder / "reports" / "review.csv";
  ReviewOutcome outcome;
  // A case that does not load yet gets its review all the same, without proposals of series.
  const auto loaded = scenario::read(folder);
  const scenario::Scenario* scenario = loaded ? &*loaded : nullptr;
  outcome.case_loads = loaded.has_value();
  Evidence evidence;
  std::string review = header(), claims = header();
  std::set<std::string> known;
  core::Problems problems;
  if (std::filesystem::exists(path, error)) {
    std::vector<core::Table::Column> columns;
    for (std::size_t c = 0; c < k_columns.size(); ++c) columns.push_back({k_columns[c], c < k_claim_columns});
    const auto table = core::Table::read(path, columns);
    if (!table) return tl::unexpected(table.error());
    for (std::size_t row = 0; row < table->size(); ++row) {
      std::vector<std::string> cells;
      for (const char* c : k_columns) cells.push_back(table->text(row, c));
      const std::string& status = cells[0];
      const bool accepted = status == "accept" || status == "correct";
      if (status == "pending")
        ++outcome.pending;
      else if (status == "accept")
        ++outcome.accepted;
      else if (status == "correct")
        ++outcome.corrected;
      else if (status == "reject")
        ++outcome.rejected;
      else
        problems.push_back({table->where(row, "status"), fmt::format("unknown status \"{}\"", status),
                            core::suggestion(status, {"pending", "accept", "correct", "reject"}), core::Severity::error,
                            core::Cause::bad_input});
      if (accepted) {
        double lo = 0;
        for (const char* bound : {"lo", "hi"}) {
          if (table->text(row, bound).empty()) continue;
          const auto v = core::number_of(table->at(row, bound), table->file());
          if (!v)
            problems.insert(problems.end(), v.error().begin(), v.error().end());
          else if (*v < lo)
            problems.push_back({table->where(row, bound), "the upper end is below the lower one, or negative",
                                "write the smaller number under lo", core::Severity::error, core::Cause::bad_input});
          else
            lo = *v;
        }
        for (const char* day : {"date_from", "date_to"})
          if (!table->text(row, day).empty())
            if (const auto d = core::date_of(table->at(row, day), table->file()); !d)
              problems.insert(problems.end(), d.error().begin(), d.error().end());
        claims += line_of(cells);
        if (problems.empty()) evidence.add(*table, row, scenario, problems);
      }
      known.insert(identity(cells[3], cells[6], cells[27], cells[28]));
      review += line_of(cells);
    }
  }
  if (!problems.empty()) return tl::unexpected(problems);
  for (const auto& report : reports) {
    for (const auto& claim : report.claims) {
      const auto cells = row_of(report, claim, scenario, from);
      if (!known.insert(identity(cells[3], cells[6], cells[27], cells[28])).second) continue;
      review += line_of(cells);
      ++outcome.added;
      ++outcome.pending;
    }
  }
  std::filesystem::create_directories(folder / "reports", error);
  if (error)
    return core::fail({{(folder / "reports").string(), 0, 0},
                       "cannot be created: " + error.message(),
                       "check the folder's permissions",
                       core::Severity::error,
                       core::Cause::unwritable});
  if (auto done = core::write_file(path, review); !done) return tl::unexpected(done.error());
  if (auto done = core::write_file(folder / "reports" / "claims.csv", claims); !done) return tl::unexpected(done.error());
  // Evidence files stand only where there is evidence, so that a case without accepted observations stays as it was.
  outcome.observations = evidence.count;
  for (const auto& [name, text] : {std::pair{"sources.csv", &evidence.sources}, std::pair{"observations.csv", &evidence.observations},
                                   std::pair{"reports.csv", &evidence.reports}}) {
    const auto file = folder / "reports" / name;
    if (evidence.count > 0) {
      if (auto done = core::write_file(file, *text); !done) return tl::unexpected(done.error());
    } else {
      std::filesystem::remove(file, error);
    }
  }
  return outcome;
}

}  // namespace nuzuh::reading
