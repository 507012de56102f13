#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <memory>

#include <fmt/format.h>

#include "command.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/evidence/claim_json.hpp"
#include "nuzuh/reading/reader.hpp"
#include "nuzuh/reading/render.hpp"
#include "nuzuh/reading/review.hpp"

namespace nuzuh::app {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string date, lang = "auto", format = "json", into, out;
  reading::ReportSource from;
  bool format_said = false;
};

core::Result<std::string> text_of(const std::string& file) {
  if (file != "-") return core::read_text(file);
  std::string text((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
  if (auto good = core::check_utf8(text, "standard input"); !good) return tl::unexpected(good.error());
  return text;
}

std::string one(const Options& o, const evidence::Report& report, const std::string& text, bool colour) {
  if (o.format == "json") return evidence::to_json(report);
  if (o.format == "csv") return reading::to_csv({report});
  if (o.format == "html") return reading::to_html({report}, {text});
  return reading::to_text(report, text, colour);
}

std::string all(const Options& o, const std::vector<evidence::Report>& reports, const std::vector<std::string>& texts, bool colour) {
  if (o.format == "csv") return reading::to_csv(reports);
  if (o.format == "html") return reading::to_html(reports, texts);
  std::string out;
  if (o.format == "json" && reports.size() != 1) {
    for (const auto& r : reports) out += (out.empty() ? "[\n" : ",\n") + evidence::to_json(r);
    return out.empty() ? "[]\n" : out + "]\n";
  }
  for (std::size_t i = 0; i < reports.size(); ++i) out += one(o, reports[i], texts[i], colour);
  return out;
}

core::Result<int> run(const Options& o) {
  core::Date date = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  if (!o.date.empty()) {
    const auto read = core::parse_date(o.date);
    if (!read) return core::fail({}, fmt::format("--date: \"{}\" is not a date", o.date), "write the report's date as YYYY-MM-DD");
    date = *read;
  } else if (!o.files.empty()) {
    std::fprintf(stderr, "warning: no --date: \"yesterday\" and other relative dates are resolved against today, %s\n", core::to_string(date).c_str());
  }
  const auto language = o.lang == "ar" ? reading::Language::arabic : o.lang == "en" ? reading::Language::english : reading::Language::automatic;
  std::vector<std::string> texts;
  core::Problems problems;
  for (const auto& file : o.files) {
    auto text = text_of(file);
    if (text) texts.push_back(std::move(*text));
    else problems.insert(problems.end(), text.error().begin(), text.error().end());
  }
  if (!problems.empty()) return tl::unexpected(problems);
  const reading::Reader reader;
  std::vector<evidence::Report> reports;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string id = o.files[i] == "-" ? "stdin" : std::filesystem::path(o.files[i]).stem().string();
    reports.push_back(reader.read(texts[i], date, id, language));
  }
  if (!o.into.empty()) {
    const auto outcome = reading::review_into(o.into, reports, o.from);
    if (!outcome) return tl::unexpected(outcome.error());
    std::fprintf(stderr, "%s/reports/review.csv: %d new claims; %d pending, %d accepted, %d corrected, %d rejected\n", o.into.c_str(), outcome->added, outcome->pending, outcome->accepted,
                 outcome->corrected, outcome->rejected);
    std::fprintf(stderr, "%s/reports/claims.csv: %d accepted claims\n", o.into.c_str(), outcome->accepted + outcome->corrected);
    if (outcome->observations > 0) std::fprintf(stderr, "%s/reports/observations.csv: %d observations of the case, with their sources; nuzuh explain shows them\n", o.into.c_str(), outcome->observations);
    if (!outcome->case_loads) std::fprintf(stderr, "warning: %s does not load yet (nuzuh check says why), so no series was proposed\n", o.into.c_str());
    if (!o.format_said && o.out.empty()) return k_ok;
  }
  std::error_code error;
  if (o.out.empty()) {
    const std::string text = all(o, reports, texts, colour_allowed());
    std::fwrite(text.data(), 1, text.size(), stdout);
  } else if (std::filesystem::is_directory(o.out, error)) {
    for (std::size_t i = 0; i < reports.size(); ++i) {
      const auto path = std::filesystem::path(o.out) / (reports[i].doc_id + "." + (o.format == "text" ? "txt" : o.format));
      if (auto done = core::write_file(path, one(o, reports[i], texts[i], false)); !done) return tl::unexpected(done.error());
    }
  } else if (auto done = core::write_file(o.out, all(o, reports, texts, false)); !done) {
    return tl::unexpected(done.error());
  }
  return k_ok;
}

}  // namespace

void register_read(CLI::App& app, int& code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("read", "Read reports, Arabic or English, into sourced claims: figures, places, dates, actors, who said so, how sure");
  command->add_option("FILE", options->files, "Reports as UTF-8 text; - reads standard input");
  command->add_option("--date", options->date, "The report's date, YYYY-MM-DD: what \"yesterday\" is relative to");
  command->add_option("--lang", options->lang, "Language: ar, en, or auto (by the letters)")->check(CLI::IsMember({"auto", "ar", "en"}))->capture_default_str();
  auto* format = command->add_option("--format", options->format, "json (nuzuh-facts/1), csv, text (the report with its claims marked) or html (the same as a page)")
                     ->check(CLI::IsMember({"json", "csv", "text", "html"}))
                     ->capture_default_str();
  command->add_option("--into", options->into, "Add the claims to CASE/reports/review.csv for a person to accept, correct or reject; accepted ones enter CASE/reports/claims.csv, and those that name a series become observations of the case");
  command->add_option("--source", options->from.id, "With --into: id of the report's source (one of the case's sources.csv, or a new one)");
  command->add_option("--publisher", options->from.publisher, "With --into: who published the report");
  command->add_option("--url", options->from.url, "With --into: where it stands");
  command->add_option("-o,--out", options->out, "Write to this file, or one file a report into this directory");
  command->footer(
      "Examples:\n"
      "  nuzuh read report.txt --date 2018-12-03 --format text\n"
      "  nuzuh read monday/*.txt --date 2018-12-03 --format html -o monday.html\n"
      "  nuzuh read report.txt --date 2018-12-03 --into cases/hajin-2018   # then edit reports/review.csv: accept, correct or reject\n"
      "  nuzuh read --into cases/hajin-2018                                # takes over what was accepted since\n"
      "  nuzuh explain cases/hajin-2018 people_inside --report report.txt  # from the number back to the marked sentence\n"
      "A claim is a proposal: nothing enters an estimate before a person has accepted it.");
  command->callback([options, command, format, &code] {
    if (options->files.empty() && options->into.empty()) {
      std::fprintf(stderr, "error: name a report to read, or - for standard input\n%s", command->help().c_str());
      code = k_usage;
      return;
    }
    options->format_said = format->count() > 0;
    const auto done = run(*options);
    code = done ? *done : report(done.error());
  });
}

}  // namespace nuzuh::app
