#include "nuzuh/scenario/campaign.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nuzuh/core/file.hpp"
#include "nuzuh/scenario/toml_table.hpp"

namespace nuzuh::scenario {
namespace {

constexpr double k_most_people = 1e7;

double number(TableReader& reader, std::string_view key, double low, double high, Collector& collect) {
  const auto* node = reader.get(key);
  if (!node) return low;
  std::optional<double> value = node->value_exact<double>();
  if (const auto whole = node->value_exact<std::int64_t>()) value = static_cast<double>(*whole);
  if (value && *value >= low && *value <= high) return *value;
  collect.error(reader.place(*node), fmt::format("\"{}\" is not a number from {} to {}", reader.path(key), low, high));
  return low;
}

Range read_range(TableReader reader, double most, const Campaign& campaign, Collector& collect) {
  Range range;
  range.where = reader.where();
  range.low = number(reader, "low", 0, most, collect);
  range.high = number(reader, "high", 0, most, collect);
  if (range.high < range.low) collect.error(range.where, fmt::format("\"{}\" is below \"{}\"", reader.path("high"), reader.path("low")), "swap them");
  const auto word = reader.text("grade");
  if (const auto grade = parse_word<Grade>(word)) range.grade = *grade;
  else if (!word.empty()) collect.error(range.where, fmt::format("\"{}\" is no grade", word), "write S, M, W or A");
  range.reason = reader.text("reason");
  const auto* node = reader.get("sources");
  const auto* array = node ? node->as_array() : nullptr;
  if (node && (!array || array->empty())) collect.error(reader.place(*node), fmt::format("\"{}\" is not a list of sources", reader.path("sources")), "write sources = [\"id\"]; no number without a source");
  std::vector<std::string> known;
  for (const auto& source : campaign.sources) known.push_back(source.id);
  for (std::size_t i = 0; array && i < array->size(); ++i) {
    const auto id = array->get(i)->value_exact<std::string>().value_or("");
    range.sources.push_back(id);
    if (std::ranges::find(known, id) == known.end()) collect.error(reader.place(*array->get(i)), fmt::format("unknown source \"{}\"", id), core::suggestion(id, known));
  }
  reader.finish();
  return range;
}

Enclave read_enclave(TableReader& reader, Collector& collect) {
  Enclave e;
  e.where = reader.where();
  e.id = reader.text("id");
  e.title_en = reader.text("title_en");
  e.title_ar = reader.text("title_ar");
  e.folder = reader.text("case", false);
  e.refused = reader.text("refused", false);
  e.allowed = reader.text("allowed", false);
  if (e.refused.empty() != e.allowed.empty()) collect.error(e.where, fmt::format("enclave \"{}\" names only one of \"refused\" and \"allowed\"", e.id), "name both what-ifs of its case, or neither");
  if (!e.refused.empty() && e.folder.empty()) collect.error(e.where, fmt::format("enclave \"{}\" names what-ifs but no case", e.id), "add case = \"folder\"");
  if (std::filesystem::path(e.folder).is_absolute()) collect.error(e.where, fmt::format("the case of enclave \"{}\" is an absolute path", e.id), "write it relative to the campaign's folder");
  reader.finish();
  return e;
}

Link read_link(TableReader& reader, const Campaign& campaign, Collector& collect) {
  Link link;
  link.where = reader.where();
  link.from = reader.text("from");
  link.to = reader.text("to");
  const auto place = [&](const std::string& id) {
    const auto found = std::ranges::find(campaign.enclaves, id, &Enclave::id);
    if (found == campaign.enclaves.end() && !id.empty()) {
      std::vector<std::string> known;
      for (const auto& e : campaign.enclaves) known.push_back(e.id);
      collect.error(link.where, fmt::format("unknown enclave \"{}\"", id), core::suggestion(id, known));
    }
    return found;
  };
  if (place(link.from) >= place(link.to) && campaign.find_enclave(link.from) && campaign.find_enclave(link.to)) {
    collect.error(link.where, fmt::format("the link goes from \"{}\" to \"{}\", which is not later", link.from, link.to), "list the enclaves in the order of time");
  }
  link.fighters = read_range(reader.table("fighters"), k_most_people, campaign, collect);
  if (reader.get("relatives", false)) link.relatives = read_range(reader.table("relatives"), k_most_people, campaign, collect);
  link.turned_up = read_range(reader.table("turned_up"), 1, campaign, collect);
  if (reader.get("counted", false)) {
    link.counted = read_range(reader.table("counted"), k_most_people, campaign, collect);
    if (link.counted->low <= 0) collect.error(link.counted->where, "\"counted.low\" is not above zero", "a share of nobody has no meaning");
  }
  reader.finish();
  return link;
}

void read_document(const toml::table& document, const CaseFile& file, Campaign& campaign, Collector& collect) {
  TableReader top(document, "", file.name, collect);
  top.whole("format", 1, 1, 1, true);
  campaign.id = top.text("id");
  auto title = top.table("title");
  campaign.title_en = title.text("en");
  campaign.title_ar = title.text("ar");
  title.finish();
  auto question = top.table("question", false);
  campaign.question_en = question.text("en", false);
  campaign.question_ar = question.text("ar", false);
  question.finish();
  auto publish = top.table("publish", false);
  campaign.smallest_cell = static_cast<int>(publish.whole("smallest_cell", 10, 1000000, 10));
  publish.finish();
  for (auto& item : top.tables("enclave")) {
    auto e = read_enclave(item, collect);
    if (campaign.find_enclave(e.id)) collect.error(e.where, fmt::format("two enclaves are called \"{}\"", e.id), "give each its own id");
    campaign.enclaves.push_back(std::move(e));
  }
  for (auto& item : top.tables("link")) campaign.links.push_back(read_link(item, campaign, collect));
  if (campaign.links.empty()) collect.error(top.where(), "the campaign links nothing", "add a [[link]]");
  top.finish();
}

}  // namespace

const Enclave* Campaign::find_enclave(std::string_view wanted) const {
  const auto found = std::ranges::find(enclaves, wanted, &Enclave::id);
  return found == enclaves.end() ? nullptr : &*found;
}

bool is_campaign(const std::filesystem::path& folder) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(folder / "campaign.toml", ignored);
}

core::Result<Campaign> read_campaign_texts(const CaseFile& file, const CaseFile& sources) {
  core::Problems problems;
  Collector collect(problems);
  Campaign campaign;
  Scenario holder;  // the reader of sources.csv fills a scenario
  read_sources(sources, holder, collect);
  campaign.sources = std::move(holder.sources);
  if (const auto utf8 = core::check_utf8(file.text, file.name); !utf8) {
    collect.append(utf8.error());
  } else {
    try {
      const auto document = toml::parse(file.text, file.name);
      read_document(document, file, campaign, collect);
    } catch (const toml::parse_error& error) {
      const auto& begin = error.source().begin;
      collect.error({file.name, static_cast<int>(begin.line), static_cast<int>(begin.column)}, std::string(error.description()), "see https://toml.io for how TOML is written");
    }
  }
  if (core::has_errors(problems)) return tl::unexpected(std::move(problems));
  return campaign;
}

core::Result<Campaign> read_campaign(const std::filesystem::path& folder) {
  const auto text = core::read_text(folder / "campaign.toml");
  if (!text) return tl::unexpected(text.error());
  const auto sources = core::read_text(folder / "sources.csv");
  if (!sources) return tl::unexpected(sources.error());
  return read_campaign_texts({(folder / "campaign.toml").string(), *text}, {(folder / "sources.csv").string(), *sources});
}

}  // namespace nuzuh::scenario
