#include "nuzuh/reading/lexicon.hpp"

#include <algorithm>

#include "nuzuh/reading/lexicon_data.hpp"
#include "nuzuh/text/unicode.hpp"

namespace nuzuh::reading {
namespace {

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t next = std::min(text.find(mark, at), text.size());
    out.push_back(text.substr(at, next - at));
    at = next + 1;
  }
  return out;
}

// *stem: past; +stem: imperfect; ~masdar: with suffix pronouns; %participle: gender and number. Each UTF-8 suffix is Arabic.
std::vector<std::string> forms(std::string_view text) {
  std::vector<std::string> out;
  const char mark = text.size() < 2 ? '\0' : text[0];  // "%" alone is the sign itself: endings of nothing would be words ("ان")
  std::string stem(text.substr(mark == '*' || mark == '+' || mark == '~' || mark == '%' ? 1 : 0));
  // A stem ending in alef maksura loses it before endings.
  std::string open = stem;
  if (mark != '\0' && stem.ends_with("ى")) open.resize(stem.size() - 2);
  if (mark == '*') {
    out = {stem};
    for (const char* suffix : {"ت", "وا", "و", "ا", "تا", "ن", "ها", "هم", "ته", "تهم", "وه"}) out.push_back(open + suffix);
  } else if (mark == '+') {
    for (const char* prefix : {"ي", "ت", "ن"}) {
      out.push_back(prefix + stem);
      for (const char* suffix : {"ون", "وا", "ان", "ن", "ها", "هم"}) out.push_back(prefix + open + suffix);
    }
  } else if (mark == '~') {
    std::string base = stem;
    if (base.ends_with("ة")) base = base.substr(0, base.size() - 2) + "ت";
    out = {stem, stem + "ا"};
    for (const char* suffix : {"ه", "ها", "هم", "هما", "هن"}) out.push_back(base + suffix);
  } else if (mark == '%') {
    out = {stem};
    for (const char* suffix : {"ا", "ة", "ون", "ين", "ات", "ان"}) out.push_back(stem + suffix);
  } else {
    out = {stem};
  }
  return out;
}

constexpr std::string_view k_gap = " .. ";
constexpr std::size_t k_widest_gap = 7;  // words

/// Whether the words of a phrase stand at `at`, with or without the article.
bool stand_at(const std::vector<std::string>& words, const std::vector<text::Token>& t, std::size_t at) {
  if (at + words.size() > t.size()) return false;
  for (std::size_t k = 0; k < words.size(); ++k) {
    const auto& form = t[at + k].form;
    const bool definite = t[at + k].arabic && form.size() == words[k].size() + 4 && form.starts_with("ال") && form.ends_with(words[k]);
    if (form != words[k] && !definite) return false;
  }
  return true;
}

bool short_capital(const text::Token& token) { return !token.arabic && token.form.size() <= 3; }

}  // namespace

Lexicon::Lexicon() {
  const LexiconBytes files = lexicon_bytes();
  const auto load = [this](std::string_view file, Table table, std::size_t columns) {
    for (const auto line : split(file, '\n')) {
      if (line.empty() || line[0] == '#') continue;
      const auto f = split(line, '\t');
      if (f.size() < columns) continue;
      auto entry = std::make_unique<Entry>();
      entry->table = table;
      entry->head = f[0];
      if (table == Table::noun) entry->flags = f[1], entry->group = f[3] == "-" ? std::string_view{} : f[3];
      if (table == Table::trigger || table == Table::actor) entry->flags = f[1];
      const Entry* raw = entry.get();
      // number of a noun is kept behind its class: "civ/s"
      if (table == Table::noun)
        entry->flags = std::string_view(f[1].data(), static_cast<std::size_t>(f[2].data() + f[2].size() - f[1].data()));
      entries_.push_back(std::move(entry));
      for (const auto phrase : split(f[columns - 1], '|')) {
        const std::size_t gap = phrase.find(k_gap);
        const auto later = gap == std::string_view::npos ? std::string_view{} : phrase.substr(gap + k_gap.size());
        for (const auto& form : forms(phrase.substr(0, gap))) add(form, later, raw);
      }
    }
  };
  load(files.nouns, Table::noun, 5);
  load(files.triggers, Table::trigger, 3);
  load(files.actors, Table::actor, 3);
  load(files.sources, Table::source, 2);
  load(files.words, Table::word, 2);
}

const Lexicon& Lexicon::instance() {
  static const Lexicon lexicon;
  return lexicon;
}

void Lexicon::add(std::string_view phrase, std::string_view later, const Entry* entry) {
  const auto words_of = [](std::string_view text) {
    const auto points = text::decode(text);
    std::vector<std::string> out;
    for (auto& token : text::tokenise(points, 0, static_cast<std::uint32_t>(points.size()))) out.push_back(std::move(token.form));
    return out;
  };
  auto words = words_of(phrase);
  if (words.empty()) return;
  auto& list = by_first_[words[0]];
  words.erase(words.begin());
  Phrase p{std::move(words), words_of(later), entry};
  for (const auto& old : list)
    if (old.entry == entry && old.rest == p.rest && old.later == p.later) return;
  list.push_back(std::move(p));
}

std::vector<Hit> Lexicon::matches(Table table, const std::vector<text::Token>& t, std::size_t at, std::size_t limit) const {
  std::vector<Hit> out;
  if (at >= limit) return out;
  const auto try_form = [&](const std::string& form, const text::Reading& reading, bool stripped) {
    const auto list = by_first_.find(form);
    if (list == by_first_.end()) return;
    for (const auto& phrase : list->second) {
      if (phrase.entry->table != table || at + 1 + phrase.rest.size() > limit) continue;
      const std::size_t end = at + 1 + phrase.rest.size();
      if (!stand_at(phrase.rest, t, at + 1)) continue;
      if (!phrase.later.empty()) {
        bool found = false;
        for (std::size_t k = end; !found && k + phrase.later.size() <= std::min(limit, end + k_widest_gap + phrase.later.size()); ++k) {
          if (t[k].kind == text::TokenKind::mark) break;
          found = stand_at(phrase.later, t, k);
        }
        if (!found) continue;
      }
      if ((table == Table::actor || table == Table::source) && phrase.rest.empty() && short_capital(t[at]) && !t[at].capital) continue;
      // A finite verb takes neither the article nor b- or k-: "كفر" is no "as he fled".
      if (table == Table::trigger && t[at].arabic && phrase.rest.empty() && phrase.entry->flags.find('v') != std::string_view::npos) {
        if (stripped || reading.preposition == 'b' || reading.preposition == 'k') continue;
      }
      out.push_back({phrase.entry, end, reading.folded_cut, reading.preposition, reading.conjunction, !phrase.later.empty()});
    }
  };
  for (const auto& reading : text::readings(t[at])) {
    if (reading.preposition == 's' && table != Table::trigger) continue;
    // sa- stands before an imperfect only: "سلقين" is a town, not "will" and "they met"
    if (reading.preposition == 's' &&
        !(reading.form.starts_with("ي") || reading.form.starts_with("ت") || reading.form.starts_with("ن") || reading.form.starts_with("ا")))
      continue;
    // two letters behind a cut are chance: "باب" is a gate, not "by a father"
    if (table == Table::noun && reading.folded_cut > 0 && reading.preposition != '\0' && reading.form.size() <= 4) continue;
    const std::size_t before = out.size();
    try_form(reading.form, reading, false);
    if (reading.form.starts_with("ال") && reading.form.size() > 8) try_form(reading.form.substr(4), reading, true);
    if (out.size() > before && reading.folded_cut == 0 && table != Table::trigger) break;  // the whole word is known: no need to cut it
  }
  std::stable_sort(out.begin(), out.end(), [](const Hit& a, const Hit& b) {
    return a.last != b.last ? a.last > b.last : a.gapped != b.gapped ? a.gapped : a.cut < b.cut;
  });
  return out;
}

std::optional<Hit> Lexicon::match(Table table, const std::vector<text::Token>& t, std::size_t at, std::size_t limit) const {
  const auto all = matches(table, t, at, limit);
  if (all.empty()) return std::nullopt;
  return all.front();
}

std::optional<Hit> Lexicon::word(std::string_view cls, const std::vector<text::Token>& t, std::size_t at, std::size_t limit) const {
  for (const auto& hit : matches(Table::word, t, at, limit))
    if (hit.entry->head == cls) return hit;
  return std::nullopt;
}

bool Lexicon::known(const text::Token& token) const {
  const std::vector<text::Token> one{token};
  return match(Table::noun, one, 0, 1) || match(Table::trigger, one, 0, 1);
}

}  // namespace nuzuh::reading
