#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "nuzuh/core/date.hpp"
#include "nuzuh/core/file.hpp"
#include "nuzuh/core/nearest.hpp"
#include "nuzuh/core/parallel.hpp"
#include "nuzuh/core/version.hpp"

namespace nuzuh::core {
namespace {

namespace fs = std::filesystem;

class TempDir : public testing::Test {
 protected:
  void SetUp() override {
    dir = fs::temp_directory_path() / ("nuzuh-core-" + std::to_string(::getpid()));
    fs::create_directories(dir);
  }
  void TearDown() override { fs::remove_all(dir); }
  fs::path dir;
};

TEST(Date, reads_only_whole_valid_iso_dates) {
  EXPECT_EQ(to_string(*parse_date("2018-12-07")), "2018-12-07");
  for (const char* bad : {"2018-02-29", "2018-13-01", "2018-1-01", "07-12-2018", "2018-12-07T00", ""}) EXPECT_FALSE(parse_date(bad)) << bad;
  EXPECT_EQ(days_between(*parse_date("2018-12-07"), *parse_date("2019-03-23")), 106);
}

TEST(Nearest, finds_a_swapped_letter_and_refuses_strangers) {
  EXPECT_EQ(nearest("Hajn", {"Suwar", "Hajin"}), "Hajin");
  EXPECT_EQ(nearest("membres", {"members", "seed"}), "members");
  EXPECT_EQ(nearest("zzzzzz", {"members", "seed"}), "");
}

TEST(Utf8, points_at_the_first_bad_byte) {
  const auto bad = check_utf8("ab\nسلام\xC0z", "f.txt");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error()[0].where.line, 2);
  EXPECT_EQ(bad.error()[0].where.column, 5);
  for (const char* malformed : {"\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE0\x80\x80", "\x80", "\xE2\x82"}) EXPECT_FALSE(check_utf8(malformed, "f"));
  EXPECT_TRUE(check_utf8("\xF0\x9F\x98\x80 ok", "f"));
}

TEST_F(TempDir, a_failed_write_leaves_the_old_file) {
  const auto path = dir / "result.csv";
  ASSERT_TRUE(write_file(path, "old"));
  EXPECT_FALSE(write_file(dir / "missing" / "x.csv", "new"));
  EXPECT_EQ(*read_text(path), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(dir), fs::directory_iterator{}), 1);
}

TEST_F(TempDir, a_staged_directory_appears_whole_or_not_at_all) {
  const auto target = dir / "result";
  {
    auto staged = StagedDirectory::open(target, "run.json");
    ASSERT_TRUE(staged);
    ASSERT_TRUE(write_file(staged->path() / "run.json", "{}"));
  }
  EXPECT_FALSE(fs::exists(target));
  {
    auto staged = StagedDirectory::open(target, "run.json");
    ASSERT_TRUE(staged);
    ASSERT_TRUE(write_file(staged->path() / "run.json", "{}"));
    ASSERT_TRUE(staged->commit());
  }
  EXPECT_TRUE(fs::exists(target / "run.json"));
  EXPECT_EQ(std::distance(fs::directory_iterator(dir), fs::directory_iterator{}), 1);
}

TEST_F(TempDir, a_staged_directory_never_replaces_strangers_files) {
  fs::create_directories(dir / "mine");
  std::ofstream(dir / "mine" / "thesis.txt") << "years of work";
  const auto staged = StagedDirectory::open(dir / "mine", "run.json");
  ASSERT_FALSE(staged);
  EXPECT_EQ(staged.error()[0].cause, Cause::unwritable);
  EXPECT_TRUE(fs::exists(dir / "mine" / "thesis.txt"));
}

TEST(Parallel, runs_every_index_once_and_stops_when_asked) {
  std::vector<int> hits(1000);
  EXPECT_TRUE(for_each_index(hits.size(), 7, [&](std::size_t i) { ++hits[i]; }));
  EXPECT_EQ(std::multiset<int>(hits.begin(), hits.end()).count(1), hits.size());
  Progress progress;
  progress.total = 1000;
  EXPECT_FALSE(for_each_index(1000, 2, [&](std::size_t i) { if (i == 10) progress.stop = true; }, &progress));
  EXPECT_LT(progress.done, 1000u);
}

TEST(Parallel, rethrows_what_a_job_throws) {
  EXPECT_THROW(for_each_index(8, 2, [](std::size_t i) { if (i == 3) throw std::runtime_error("x"); }), std::runtime_error);
}

TEST(Version, is_the_one_that_cmake_states) {
  std::ifstream file("CMakeLists.txt");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_NE(text.str().find(std::string("VERSION ") + k_version), std::string::npos);
}

}  // namespace
}  // namespace nuzuh::core
