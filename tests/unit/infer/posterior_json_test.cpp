#include <string>

#include <gtest/gtest.h>

#include "nuzuh/infer/enclave.hpp"

namespace nuzuh::infer {
namespace {

Posterior example() {
  Posterior p;
  p.coordinates = {"flight.open", "people.report:press"};
  p.particles = {{{0.1, 1.0 / 3}, {0, 0, 0x80000005u}}, {{1e-12, 1 - 1e-12}, {4294967295u, 7, 7}}};
  p.known_by = *core::parse_date("2020-01-10");
  p.case_hash = "0123456789abcdef";
  p.seed = 18446744073709551615ULL;
  return p;
}

TEST(PosteriorJson, comes_back_to_the_last_bit) {
  const auto p = example();
  const auto back = posterior_from_json(to_json(p), "p.json");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->coordinates, p.coordinates);
  EXPECT_EQ(back->known_by, p.known_by);
  EXPECT_EQ(back->case_hash, p.case_hash);
  EXPECT_EQ(back->seed, p.seed);
  ASSERT_EQ(back->particles.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(back->particles[i].point, p.particles[i].point);
    EXPECT_EQ(back->particles[i].luck, p.particles[i].luck);
  }
  EXPECT_EQ(to_json(*back), to_json(p));
}

TEST(PosteriorJson, bad_files_are_refused_with_their_name_and_a_remedy) {
  const auto good = to_json(example());
  const auto swapped = [&](const std::string& from, const std::string& to) {
    auto text = good;
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
  };
  const std::string bad[] = {
      "", "[]", "not json", good.substr(0, good.size() / 2),
      swapped("nuzuh-posterior/1", "nuzuh-posterior/9"),
      swapped("2020-01-10", "2020-13-10"),
      swapped("\"seed\"", "\"seeds\""),
      swapped("18446744073709551615", "\"one\""),
      swapped("[0.1,", "["),       // a point of another size
      swapped("[0.1,", "[1.5,"),   // outside the cube
      swapped("[0.1,", "[0,"),
      swapped("[0.1,", "[null,"),
      R"({"format":"nuzuh-posterior/1","known_by":"2020-01-10","case_hash":"","seed":1,"coordinates":[],"particles":[]})",
  };
  for (const auto& text : bad) {
    const auto read = posterior_from_json(text, "p.json");
    ASSERT_FALSE(read) << text.substr(0, 80);
    EXPECT_EQ(read.error().front().where.file, "p.json");
    EXPECT_FALSE(read.error().front().remedy.empty());
  }
}

}  // namespace
}  // namespace nuzuh::infer
