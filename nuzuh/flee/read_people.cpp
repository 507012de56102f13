#include <algorithm>

#include <fmt/format.h>

#include "nuzuh/flee/reader.hpp"

namespace nuzuh::flee {

void read_demographics(Reader& r) {
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(r.input, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("demographics_") && name.ends_with(".csv")) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  auto& c = r.crisis;
  for (const auto& path : files) {
    auto sheet = r.sheet(path, Comments::keep);
    if (!sheet) continue;
    if (sheet->rows.size() < 2) {
      r.problems.push_back({{sheet->file, 1, 1}, "the file has no values", "header <attribute>,Default,<place>,... and one row a value"});
      continue;
    }
    Demographic d;
    const std::string stem = path.filename().string();
    d.attribute = stem.substr(13, stem.find('.') - 13);
    if (const auto cut = d.attribute.find('_'); cut != std::string::npos) {
      r.warn(core::Where{sheet->file, 0, 0}, fmt::format("the attribute's name ends at its first underscore: \"{}\"", d.attribute.substr(0, cut)), "rename the file");
      d.attribute.resize(cut);
    }
    auto& header = sheet->rows[0];
    if (!header[0].text.empty() && header[0].text[0] == '#') header[0].text.erase(0, 1);
    if (header[0].text != d.attribute) {
      r.warn(sheet->file, header[0], fmt::format("the first column is \"{}\", the file says \"{}\"; Flee stops there", header[0].text, d.attribute), "give both one name");
    }
    d.place_column.assign(c.places.size(), k_none);
    std::size_t default_column = 0;
    std::vector<std::size_t> positions;
    for (std::size_t k = 1; k < header.size(); ++k) {
      if (header[k].text.empty()) continue;
      if (header[k].text == "Default") {
        default_column = k;
        continue;
      }
      const int p = r.place(header[k].text);
      if (p == k_none) {
        r.warn(sheet->file, header[k], fmt::format("column \"{}\" names no location; it is ignored", header[k].text), r.nearest_place(header[k].text));
        continue;
      }
      d.place_column[static_cast<std::size_t>(p)] = static_cast<int>(positions.size());
      positions.push_back(k);
    }
    if (default_column == 0) {
      r.error(sheet->file, header[0], "the column Default is missing", "it holds the weights of places without a column of their own");
      continue;
    }
    d.columns.resize(positions.size());
    auto weight = [&](const core::Row& row, std::size_t k) {
      const auto cell = cell_at(row, k);
      const double value = cell.text.empty() ? 0 : real_of(cell, sheet->file, "the weight", r.problems).value_or(0);
      if (value < 0) r.error(sheet->file, cell, "the weight is negative", "weights are 0 or more");
      return value;
    };
    for (std::size_t row = 1; row < sheet->rows.size(); ++row) {
      const auto& cells = sheet->rows[row];
      d.values.push_back(cells[0].text);
      d.default_weights.push_back(weight(cells, default_column));
      for (std::size_t k = 0; k < positions.size(); ++k) d.columns[k].push_back(weight(cells, positions[k]));
    }
    auto positive = [](const std::vector<double>& w) { return std::ranges::any_of(w, [](double x) { return x > 0; }); };
    if (!positive(d.default_weights)) r.error(sheet->file, header[default_column], "all weights of Default are 0", "give at least one value a weight");
    for (std::size_t k = 0; k < positions.size(); ++k) {
      if (!positive(d.columns[k])) r.error(sheet->file, header[positions[k]], fmt::format("all weights of \"{}\" are 0", header[positions[k]].text), "give at least one value a weight");
    }
    c.demographics.push_back(std::move(d));
  }
}

void read_agents(Reader& r) {
  auto& c = r.crisis;
  const auto path = r.input / "agents.csv";
  if (!c.settings.spawn.read_from_agents_csv_file) {
    if (std::filesystem::exists(path)) r.warn(core::Where{path.string(), 0, 0}, "agents.csv is only read with read_from_agents_csv_file: True");
    return;
  }
  auto sheet = r.sheet(path, Comments::skip);
  if (!sheet) return;
  if (sheet->header) r.warn(core::Where{sheet->file, 1, 1}, "Flee cannot read agents.csv with a comment before the header", "remove the comment");
  core::Row header;
  if (!sheet->rows.empty() && r.place(sheet->rows[0][0].text) == k_none) {
    header = sheet->rows[0];
    sheet->rows.erase(sheet->rows.begin());
  } else if (sheet->header) {
    header = *sheet->header;
  } else {
    r.problems.push_back({{sheet->file, 1, 1}, "the header is missing", "begin with location and the names of the attributes"});
    return;
  }
  for (std::size_t k = 1; k < header.size(); ++k) c.agent_attribute_names.push_back(header[k].text);
  int unknown = 0;
  for (const auto& row : sheet->rows) {
    ListedAgent agent;
    agent.place = r.place(row[0].text);
    if (agent.place == k_none) {
      if (unknown++ < 5) r.error(sheet->file, row[0], fmt::format("unknown location \"{}\"", row[0].text), r.nearest_place(row[0].text));
      continue;
    }
    for (std::size_t k = 1; k < header.size(); ++k) agent.attributes.push_back(cell_at(row, k).text);
    c.listed_agents.push_back(std::move(agent));
  }
}

}  // namespace nuzuh::flee
