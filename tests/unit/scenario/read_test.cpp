#include <gmock/gmock.h>

#include "nuzuh/scenario/keys.hpp"
#include "toy.hpp"

namespace nuzuh::scenario {
namespace {

using ::testing::HasSubstr;

/// All problems of a spoilt case as one text.
std::string problems_of(const CaseTexts& texts) {
  const auto read = read_texts(texts);
  if (read) return "(read without a problem)";
  std::string text;
  for (const auto& problem : read.error()) text += core::to_string(problem) + "\n";
  return text;
}

core::Date date(const char* text) { return *core::parse_date(text); }

TEST(Read, the_toy_case) {
  core::Problems warnings;
  const auto s = read("cases/toy", &warnings);
  ASSERT_TRUE(s);
  EXPECT_TRUE(warnings.empty());
  EXPECT_EQ(s->id, "toy");
  EXPECT_EQ(s->cutoff, date("2020-01-10"));
  EXPECT_EQ(s->parameters.size(), keys().size());
  ASSERT_NE(s->find_site("north"), nullptr);
  EXPECT_EQ(s->find_site("north")->kind, SiteKind::enclave_place);
  EXPECT_DOUBLE_EQ(s->find_site("north")->area_share, 0.6);
  EXPECT_EQ(s->find_site("nowhere"), nullptr);
  EXPECT_EQ(s->policies.at(0).changes.at(0).value, "agreed");
}

TEST(Read, a_folder_that_is_none) { EXPECT_EQ(read("cases/no-such-case").error().at(0).cause, core::Cause::unreadable); }

TEST(Read, every_problem_is_reported_with_its_place) {
  auto texts = toy();
  swap(texts.roads.text, "gate,halfway,50", "gait,halfway,50");
  swap(texts.observations.text, "2020-01-01,1000", "2020-01-01,-1000");
  const auto problems = problems_of(texts);
  EXPECT_THAT(problems, HasSubstr("observations.csv:2:26: \"value\" is negative"));
  // A negative count is found while rows are read, so what ties rows together is not looked at yet.
  EXPECT_THAT(problems, ::testing::Not(HasSubstr("gait")));
}

TEST(Read, unknown_site_offers_the_nearest) {
  auto texts = toy();
  swap(texts.roads.text, "gate,halfway,50", "gatt,halfway,50");
  EXPECT_THAT(problems_of(texts), HasSubstr("roads.csv:5:1: a road names an unknown site \"gatt\" (did you mean \"gate\"?)"));
}

TEST(Read, a_key_that_is_missing_is_named_with_its_meaning) {
  auto texts = toy();
  const auto begin = texts.parameters.text.find("flight.open,");
  texts.parameters.text.erase(begin, texts.parameters.text.find('\n', begin) - begin + 1);
  EXPECT_THAT(problems_of(texts), HasSubstr("the number \"flight.open\" [1/d] is missing"));
}

TEST(Read, shares_stay_shares) {
  auto texts = toy();
  swap(texts.parameters.text, "screening.held,share,fixed,0,,,", "screening.held,share,lognormal,0.1,1,,");
  EXPECT_THAT(problems_of(texts), HasSubstr("\"screening.held\" is a share, and this lognormal can leave 0 to 1"));
  texts = toy();
  swap(texts.parameters.text, "screening.held,share,fixed,0,,,", "screening.held,share,lognormal,0.1,1,,1");
  EXPECT_TRUE(read_texts(texts)) << problems_of(texts);
}

TEST(Read, bounds_of_the_model) {
  auto texts = toy();
  swap(texts.parameters.text, "people.share_relatives,share,fixed,0.2", "people.share_relatives,share,fixed,1.2");
  EXPECT_THAT(problems_of(texts), HasSubstr("1.2 for \"people.share_relatives\" lies outside 0 to 1"));
}

TEST(Read, a_row_is_not_known_before_its_source) {
  auto texts = toy();
  swap(texts.sources.text, "2020-01-01,2020-01-01", "2020-01-01,2020-01-05");
  EXPECT_THAT(problems_of(texts), HasSubstr("a figure cannot be known before its source"));
}

TEST(Read, an_event_that_goes_on_is_not_known_to_its_end) {
  auto texts = toy();
  swap(texts.events.text, "2020-01-05,2020-01-06", "2020-01-05,2020-02-06");
  EXPECT_THAT(problems_of(texts), HasSubstr("nobody can know how long it will last"));
}

TEST(Read, contradictory_events) {
  auto texts = toy();
  texts.events.text += "shut,closure,2020-01-06,2020-01-07,,,A,made_up,2020-01-07,,,,\n";
  EXPECT_THAT(problems_of(texts), HasSubstr("event \"shut\" (closure) contradicts \"opened\" (corridor, line 2): both hold on 2020-01-06"));
  texts = toy();
  texts.events.text += "shut,closure,2020-01-07,2020-01-07,,,A,made_up,2020-01-07,,,,\n";
  EXPECT_TRUE(read_texts(texts)) << problems_of(texts);
}

TEST(Read, nothing_begins_after_the_end_and_nothing_falls_twice) {
  auto texts = toy();
  texts.events.text += "end,ended,2020-01-08,2020-01-08,,,A,made_up,2020-01-08,,,,\nmore,assault,2020-01-09,2020-01-09,,,A,made_up,2020-01-09,,,,\n";
  EXPECT_THAT(problems_of(texts), HasSubstr("after the enclave has ended on 2020-01-08"));
  texts = toy();
  texts.events.text += "a,place_taken,2020-01-08,2020-01-08,north,,A,made_up,2020-01-08,,,,\nb,place_taken,2020-01-09,2020-01-09,north,,A,made_up,2020-01-09,,,,\n";
  EXPECT_THAT(problems_of(texts), HasSubstr("\"north\" is taken twice, first on line 3"));
}

TEST(Read, a_disconnected_network) {
  auto texts = toy();
  swap(texts.roads.text, "50,45,60,vehicle,yes", "50,45,60,vehicle,no");
  EXPECT_THAT(problems_of(texts), HasSubstr("the network is disconnected: no open road leads from \"north\" to \"halfway\""));
}

TEST(Read, levers_are_checked) {
  auto texts = toy();
  swap(texts.scenario.text, "value = \"agreed\"", "value = \"granted\"");
  EXPECT_THAT(problems_of(texts), HasSubstr("lever \"corridor\" does not take \"granted\", only: agreed, declared, none"));
  texts = toy();
  swap(texts.scenario.text, "lever = \"corridor\"", "lever = \"coridor\"");
  EXPECT_THAT(problems_of(texts), HasSubstr("unknown lever \"coridor\" (did you mean \"corridor\"?)"));
}

TEST(Read, a_what_if_is_no_better_than_its_weakest_part) {
  auto texts = toy();
  swap(texts.scenario.text, "grade = \"A\"", "grade = \"S\"");
  EXPECT_THAT(problems_of(texts), HasSubstr("has grade S, but what is known about its lever \"corridor\" is M at best"));
}

TEST(AsKnown, forgets_what_came_later) {
  const auto s = read("cases/hajin-2018");
  ASSERT_TRUE(s) << core::to_string(s.error().at(0));
  const auto known = as_known(*s, s->cutoff);
  ASSERT_TRUE(known);
  const auto none_later = [&](const auto& rows) {
    for (const auto& row : rows) EXPECT_LE(row.known_by, s->cutoff) << row.where.file << ":" << row.where.line;
    return rows.size();
  };
  EXPECT_LT(none_later(known->events), s->events.size());
  EXPECT_LT(none_later(known->observations), s->observations.size());
  none_later(known->parameters);
  none_later(known->sites);
  none_later(known->roads);
  none_later(known->sources);
  // Everything that is left still names sources that are left.
  for (const auto& e : known->parameters) {
    for (const auto& id : e.sources) EXPECT_NE(known->find_source(id), nullptr) << e.key << " " << id;
  }
}

TEST(AsKnown, too_early_a_date_names_what_is_missing) {
  const auto s = read("cases/hajin-2018");
  ASSERT_TRUE(s);
  const auto early = as_known(*s, date("2018-12-02"));
  ASSERT_FALSE(early);
  EXPECT_THAT(early.error().at(0).what, HasSubstr("was not known by 2018-12-02"));
}

TEST(Canonical, reads_back_to_the_same_text) {
  for (const auto* folder : {"cases/toy", "cases/hajin-2018"}) {
    const auto s = read(folder);
    ASSERT_TRUE(s);
    const auto text = canonical_text(*s);
    const auto again = read_canonical(text);
    ASSERT_TRUE(again) << core::to_string(again.error().at(0));
    EXPECT_EQ(canonical_text(*again), text);
  }
}

TEST(Canonical, does_not_depend_on_the_order_of_rows_or_spaces) {
  auto texts = toy();
  const auto one = canonical_text(*read_texts(texts));
  swap(texts.roads.text, "north,south,8,7,9,vehicle,yes,made_up,2020-01-01,\n", "");
  texts.roads.text += "north,south,8.0,7,9,vehicle,yes,made_up,2020-01-01,\n";
  EXPECT_EQ(canonical_text(*read_texts(texts)), one);
  swap(texts.roads.text, "north,south,8.0", "north,south,8.1");
  EXPECT_NE(canonical_text(*read_texts(texts)), one);
}

TEST(Canonical, a_cut_text_is_refused) {
  const auto text = canonical_text(*read("cases/toy"));
  for (const auto size : {std::size_t{0}, std::size_t{7}, text.size() / 2, text.size() - 1}) EXPECT_FALSE(read_canonical(text.substr(0, size))) << size;
}

TEST(Keys, every_one_has_a_group_a_unit_and_a_meaning) {
  for (const auto& key : keys()) {
    EXPECT_NE(key.name.find('.'), std::string_view::npos) << key.name;
    EXPECT_FALSE(key.unit.empty()) << key.name;
    EXPECT_FALSE(key.meaning.empty()) << key.name;
    EXPECT_LT(key.low, key.high) << key.name;
  }
}

}  // namespace
}  // namespace nuzuh::scenario
