#include "nuzuh/reading/review.hpp"

#include <array>
#include <set>

#include <fmt/format.h>

#include "nuzuh/core/csv.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/core/nearest.hpp"

namespace nuzuh::reading {
namespace {

constexpr std::array<const char*, 32> k_columns = {
    "status", "reason",      "report",   "sha256",    "report_date", "claim",   "kind",      "lo",          "hi",          "unit",   "form",
    "group",  "measure",     "place_id", "place",     "origin_id",   "origin",  "destination_id", "destination", "date_from", "date_to", "actors",
    "attribution_type", "certainty", "polarity", "modality", "part_of", "trigger_span", "quantity_span", "place_span", "attribution_span", "sentence_span"};

std::string span(const evidence::Span& s) { return fmt::format("{}-{}", s.start, s.end); }

std::string number(double v) { return core::number_text(v); }

std::vector<std::string> row_of(const evidence::Report& r, const evidence::Claim& c) {
  std::string actors;
  for (const auto& a : c.actors) actors += (actors.empty() ? "" : ";") + a.role + ":" + a.id;
  const auto id = [](const std::optional<evidence::PlaceRef>& p) { return p ? p->place.id : std::string(); };
  const auto name = [](const std::optional<evidence::PlaceRef>& p) { return p ? p->place.name_en : std::string(); };
  const auto& main = c.place ? c.place : c.origin ? c.origin : c.destination;
  return {"pending", "", r.doc_id, r.sha256, core::to_string(r.date), c.id, c.kind, c.quantity ? number(c.quantity->lo) : "", c.quantity && c.quantity->hi ? number(*c.quantity->hi) : "",
          c.quantity ? c.quantity->unit : "", c.quantity ? c.quantity->form : "", c.quantity ? c.quantity->group : "", c.measure, id(c.place), name(c.place), id(c.origin), name(c.origin),
          id(c.destination), name(c.destination), c.date ? core::to_string(c.date->from) : "", c.date ? core::to_string(c.date->to) : "", actors, c.attribution ? c.attribution->type : "author",
          c.certainty, c.polarity, c.modality, c.part_of, c.trigger ? span(c.trigger->span) : "", c.quantity ? span(c.quantity->quote.span) : "", main ? span(main->quote.span) : "",
          c.attribution ? span(c.attribution->quote.span) : "", span(c.evidence.span)};
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
std::string identity(const std::string& sha, const std::string& kind, const std::string& trigger, const std::string& quantity) { return sha + "|" + kind + "|" + trigger + "|" + quantity; }

}  // namespace

core::Result<ReviewOutcome> review_into(const std::filesystem::path& folder, const std::vector<evidence::Report>& reports) {
  std::error_code error;
  if (!std::filesystem::exists(folder / "scenario.toml", error)) {
    return core::fail({folder.string(), 0, 0}, "no case: it has no scenario.toml", "name the folder of a case, for example cases/hajin-2018");
  }
  const auto path = folder / "reports" / "review.csv";
  ReviewOutcome outcome;
  std::string review = header(), claims = header();
  std::set<std::string> known;
  core::Problems problems;
  if (std::filesystem::exists(path, error)) {
    std::vector<core::Table::Column> columns;
    for (const char* c : k_columns) columns.push_back({c, true});
    const auto table = core::Table::read(path, columns);
    if (!table) return tl::unexpected(table.error());
    for (std::size_t row = 0; row < table->size(); ++row) {
      std::vector<std::string> cells;
      for (const char* c : k_columns) cells.push_back(table->text(row, c));
      const std::string& status = cells[0];
      const bool accepted = status == "accept" || status == "correct";
      if (status == "pending") ++outcome.pending;
      else if (status == "accept") ++outcome.accepted;
      else if (status == "correct") ++outcome.corrected;
      else if (status == "reject") ++outcome.rejected;
      else problems.push_back({table->where(row, "status"), fmt::format("unknown status \"{}\"", status), core::suggestion(status, {"pending", "accept", "correct", "reject"}), core::Severity::error, core::Cause::bad_input});
      if (accepted) {
        double lo = 0;
        for (const char* bound : {"lo", "hi"}) {
          if (table->text(row, bound).empty()) continue;
          const auto v = core::number_of(table->at(row, bound), table->file());
          if (!v) problems.insert(problems.end(), v.error().begin(), v.error().end());
          else if (*v < lo) problems.push_back({table->where(row, bound), "the upper end is below the lower one, or negative", "write the smaller number under lo", core::Severity::error, core::Cause::bad_input});
          else lo = *v;
        }
        for (const char* day : {"date_from", "date_to"})
          if (!table->text(row, day).empty())
            if (const auto d = core::date_of(table->at(row, day), table->file()); !d) problems.insert(problems.end(), d.error().begin(), d.error().end());
        claims += line_of(cells);
      }
      known.insert(identity(cells[3], cells[6], cells[27], cells[28]));
      review += line_of(cells);
    }
  }
  if (!problems.empty()) return tl::unexpected(problems);
  for (const auto& report : reports) {
    for (const auto& claim : report.claims) {
      const auto cells = row_of(report, claim);
      if (!known.insert(identity(cells[3], cells[6], cells[27], cells[28])).second) continue;
      review += line_of(cells);
      ++outcome.added;
      ++outcome.pending;
    }
  }
  std::filesystem::create_directories(folder / "reports", error);
  if (error) return core::fail({{(folder / "reports").string(), 0, 0}, "cannot be created: " + error.message(), "check the folder's permissions", core::Severity::error, core::Cause::unwritable});
  if (auto done = core::write_file(path, review); !done) return tl::unexpected(done.error());
  if (auto done = core::write_file(folder / "reports" / "claims.csv", claims); !done) return tl::unexpected(done.error());
  return outcome;
}

}  // namespace nuzuh::reading
