#include "nuzuh/reading/reader.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "nuzuh/core/file.hpp"
#include "nuzuh/evidence/claim_json.hpp"
#include "nuzuh/reading/render.hpp"
#include "nuzuh/reading/review.hpp"
#include "nuzuh/text/unicode.hpp"

namespace nuzuh::reading {
namespace {

const Reader& reader() {
  static const Reader r;
  return r;
}

evidence::Report read(std::string_view text, const char* date = "2018-12-03") { return reader().read(text, *core::parse_date(date), "t"); }

const evidence::Claim* find(const evidence::Report& r, std::string_view kind) {
  for (const auto& c : r.claims)
    if (c.kind == kind) return &c;
  return nullptr;
}

TEST(Reader, every_span_is_a_quote_of_the_text_as_given) {
  const char* text = "أفادَ مراسلنا بوصــول نحو ٣٥٠ مدنياً أمس إلى مخيم الهول قادمين من السوسة.";
  const auto r = read(text);
  const auto points = text::decode(text);
  ASSERT_FALSE(r.claims.empty());
  for (const auto& c : r.claims) {
    EXPECT_EQ(text::encode(points.substr(c.trigger->span.start, c.trigger->span.end - c.trigger->span.start)), c.trigger->text);
    EXPECT_EQ(text::encode(points.substr(c.quantity->quote.span.start, c.quantity->quote.span.end - c.quantity->quote.span.start)), c.quantity->quote.text);
  }
  const auto& c = r.claims[0];
  EXPECT_EQ(c.kind, "arrival");
  EXPECT_EQ(c.quantity->quote.text, "نحو ٣٥٠");
  EXPECT_EQ(c.destination->place.id, "nz:camp-al-hol");
  EXPECT_EQ(c.origin->place.name_en, "Sousa");
  EXPECT_EQ(core::to_string(c.date->from), "2018-12-02");
  EXPECT_EQ(c.attribution->type, "media");
}

TEST(Reader, still_and_nothing_but_are_affirmed) {
  for (const char* text : {"لا يزال ٣٠٠ مدني عالقين في هجين.", "لم يبق في هجين سوى ٣٠٠ مدني."}) {
    const auto r = read(text);
    ASSERT_EQ(r.claims.size(), 1u) << text;
    EXPECT_EQ(r.claims[0].polarity, "affirmed") << text;
  }
}

TEST(Reader, negation_denial_question_and_condition_keep_a_claim_out_of_the_facts) {
  const std::pair<const char*, const char*> cases[] = {{"لم تصل أي مساعدات إلى هجين.", "aid"},
                                                       {"نفى التحالف الدولي مقتل ٢٠ مدنياً في هجين.", "civilian_death"},
                                                       {"هل نزح ٣٠٠ مدني من هجين؟", "displacement"},
                                                       {"No convoys have reached Hajin since May.", "aid"},
                                                       {"The coalition denied that 20 civilians were killed in Hajin.", "civilian_death"},
                                                       {"If the road opens, 300 families would leave Hajin.", "displacement"}};
  for (const auto& [text, kind] : cases) {
    const auto r = read(text);
    const auto* c = find(r, kind);
    ASSERT_NE(c, nullptr) << text;
    EXPECT_FALSE(evidence::usable(*c)) << text;
  }
}

TEST(Reader, a_day_without_a_year_is_the_next_one_for_what_is_to_come) {
  const auto planned = read("Clearance of mines in Busayrah will begin on 7 June.", "2018-05-20");
  ASSERT_EQ(planned.claims.size(), 1u);
  ASSERT_TRUE(planned.claims[0].date);
  EXPECT_EQ(core::to_string(planned.claims[0].date->from), "2018-06-07");
  EXPECT_EQ(planned.claims[0].modality, "planned");
  const auto past = read("Teams cleared 40 mines in Busayrah on 7 June.", "2018-05-20");
  ASSERT_EQ(past.claims.size(), 1u);
  EXPECT_EQ(core::to_string(past.claims[0].date->from), "2017-06-07");
}

TEST(Reader, actors_have_their_roles) {
  const auto roles = [](std::string_view text, std::string_view kind) {
    std::string out;
    const auto r = read(text);
    if (const auto* c = find(r, kind))
      for (const auto& actor : c->actors) out += actor.role + " " + actor.id + "; ";
    return out;
  };
  EXPECT_EQ(roles("اعتقلت قوات سوريا الديمقراطية 14 عنصراً من تنظيم داعش في هجين.", "detained"), "affected isis; agent sdf; ");
  EXPECT_EQ(roles("Some 400 suspected fighters surrendered near Hajin, an SDF commander said.", "detained"), "");
  EXPECT_EQ(roles("ولم يبق في هجين سوى ٣٠٠ مقاتل من تنظيم داعش.", "force_size"), "holder isis; ");
  EXPECT_EQ(roles("Turkish shelling hit Hajin on Monday.", "strike"), "agent turkey; ");
  EXPECT_EQ(roles("هدد تنظيم داعش الأهالي في هجين.", "threat_appeal"), "agent isis; target civilians; ");
}

TEST(Reader, a_number_that_ends_a_sentence_is_no_time_of_day) {
  const auto r = read("The Observatory put the number of IS fighters in Hajin at around 1,500.");
  const auto* c = find(r, "force_size");
  ASSERT_NE(c, nullptr);
  EXPECT_EQ(c->quantity->lo, 1275);
  EXPECT_EQ(find(read("A mine went off in Hajin at 7.30 in the morning."), "force_size"), nullptr);
}

TEST(Reader, a_number_without_a_noun_keeps_its_event_before_that_and_if) {
  for (const char* text : {"نزح 15 ألفاً من الباب إن صحت الأنباء", "تخشى المنظمات موجة نزوح قد تشمل 15 ألفاً إن استمر القصف على الباب"}) {
    const auto r = read(text);
    const auto* c = find(r, "displacement");
    ASSERT_TRUE(c && c->quantity) << text;
    EXPECT_EQ(c->quantity->lo, 15000) << text;
  }
}

TEST(Reader, a_homonym_goes_where_its_neighbours_are) {
  const auto far = read("قُتل ٣ مدنيين في بلدة رأس العين شمال الحسكة قرب تل تمر.");
  ASSERT_FALSE(far.claims.empty());
  EXPECT_EQ(far.claims[0].place->place.admin1, "Al-Hasakeh");
  EXPECT_FALSE(far.claims[0].place->alternatives.empty());
}

TEST(Reader, the_place_of_the_sentence_before_is_carried_and_said_to_be) {
  const auto r = read("وصل ٢٠٠ مدني إلى مخيم الهول. وتوفي ثلاثة أطفال بسبب البرد.");
  const auto* death = find(r, "civilian_death");
  ASSERT_NE(death, nullptr);
  ASSERT_TRUE(death->place);
  EXPECT_EQ(death->place->place.id, "nz:camp-al-hol");
  EXPECT_TRUE(death->place->inherited);
}

TEST(Reader, shares_point_to_their_whole) {
  const auto r = read("قُتل أربعون مدنياً في هجين، بينهم ١٢ طفلاً.");
  ASSERT_EQ(r.claims.size(), 2u);
  EXPECT_EQ(r.claims[1].part_of, "f1");
  EXPECT_EQ(r.claims[1].quantity->group, "children");
}

TEST(Reader, contradictions_are_found_with_their_gap) {
  const auto r = read("يتحصن في هجين ما لا يتجاوز الألف مقاتل بحسب المرصد. وقال ناشطون إن أكثر من ١٢٠٠ مقاتل يتحصنون في هجين.");
  ASSERT_EQ(r.relations.size(), 1u);
  EXPECT_EQ(r.relations[0].type, "contradicts");
  EXPECT_NE(r.relations[0].gap.find("at least 200 apart"), std::string::npos);
}

TEST(Reader, hard_input_is_harmless_and_linear) {
  std::string digits(100000, '7'), control, mixed, words, arabic;
  for (int i = 0; i < 20000; ++i) control += static_cast<char>(1 + i % 31);
  for (int i = 0; i < 4000; ++i) mixed += "قتل \u202e3 people \u202c في ", words += "killed 3 people and ", arabic += "قتل ثلاثة و";
  for (const auto& text : {std::string(), digits, control, mixed, words, arabic, std::string("\xef\xbf\xbd"), std::string(5000, ' ')}) {
    const auto r = read(text);
    for (const auto& c : r.claims) {
      if (c.quantity) {
        EXPECT_LE(c.quantity->quote.span.end, r.length);
      }
    }
    to_text(r, text, false);
    to_html({r}, {text});
  }
  EXPECT_TRUE(read(digits).claims.empty());
}

TEST(Render, marks_claims_and_never_passes_control_characters_on) {
  const char* text = "\x1b[31mقُتل ٣ مدنيين في هجين.";
  const auto r = read(text);
  const std::string shown = to_text(r, text, false);
  EXPECT_EQ(shown.find('\x1b'), std::string::npos);
  EXPECT_NE(shown.find("[٣|quantity 1]"), std::string::npos);
  const std::string page = to_html({r}, {"<b>" + std::string(text)});
  EXPECT_EQ(page.find("<b>"), std::string::npos);
  EXPECT_NE(page.find("dir=\"rtl\""), std::string::npos);
}

class Review : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("nuzuh-review-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "scenario.toml") << "\n";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string file(const char* name) const { return *core::read_text(folder_ / "reports" / name); }
  std::filesystem::path folder_;
};

TEST_F(Review, nothing_is_accepted_unless_a_person_says_so) {
  const auto r = read("قُتل ٣ مدنيين في هجين. وصل ٢٠٠ مدني إلى مخيم الهول.");
  auto first = review_into(folder_, {r});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->added, 2);
  EXPECT_EQ(file("claims.csv").find("civilian_death"), std::string::npos);
  EXPECT_EQ(file("review.csv").find("مدنيين"), std::string::npos);  // no words of the report
  std::string review = file("review.csv");
  review.replace(review.find("pending"), 7, "accept");
  std::ofstream(folder_ / "reports" / "review.csv") << review;
  const auto second = review_into(folder_, {r});
  ASSERT_TRUE(second);
  EXPECT_EQ(second->added, 0);
  EXPECT_EQ(second->accepted, 1);
  EXPECT_NE(file("claims.csv").find("civilian_death"), std::string::npos);
  EXPECT_EQ(file("claims.csv").find("arrival"), std::string::npos);
}

TEST_F(Review, an_unknown_status_is_an_error_with_its_place_and_writes_nothing) {
  ASSERT_TRUE(review_into(folder_, {read("قُتل ٣ مدنيين في هجين.")}));
  std::string review = file("review.csv");
  review.replace(review.find("pending"), 7, "acept");
  std::ofstream(folder_ / "reports" / "review.csv") << review;
  const auto bad = review_into(folder_, {});
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error()[0].where.line, 2);
  EXPECT_NE(bad.error()[0].remedy.find("accept"), std::string::npos);
  EXPECT_EQ(file("review.csv"), review);
}

TEST_F(Review, a_folder_that_is_no_case_is_refused) { EXPECT_FALSE(review_into(folder_ / "none", {})); }

}  // namespace
}  // namespace nuzuh::reading
