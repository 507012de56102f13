#include <gtest/gtest.h>

#include "nuzuh/evidence/claim_json.hpp"
#include "nuzuh/evidence/sha256.hpp"

namespace nuzuh::evidence {
namespace {

TEST(Sha256, agrees_with_the_standards_examples) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

Report sample() {
  Report r{"d", "ar", *core::parse_date("2018-12-03"), 10, "00", {}, {}};
  Claim c;
  c.id = "f1";
  c.kind = "arrival";
  c.trigger = Quote{{0, 4}, "وصول"};
  c.quantity = Quantity{{{5, 9}, "نحو ٣"}, 298, std::nullopt, "persons", "more_than", "children"};
  c.measure = "increment";
  c.destination = PlaceRef{{{1, 2}, "x"}, {"nz:a", "ا", "a", "camp", "g", "SY", 36.0, 41.0}, {{"wof:1", "", "b", "locality", "", "SY", {}, {}}}, true, true};
  c.date = DateRef{{{2, 3}, "أمس"}, *core::parse_date("2018-12-02"), *core::parse_date("2018-12-02")};
  c.actors.push_back({{{3, 4}, "y"}, "isis", "holder"});
  c.attribution = Attribution{{{4, 5}, "z"}, "media"};
  c.polarity = "denied";
  r.claims.push_back(c);
  r.relations.push_back({"denies", "f1", "f1", "gap"});
  return r;
}

TEST(ClaimJson, reads_back_what_it_writes) {
  const std::string once = to_json(sample());
  const auto back = report_from_json(once, "x");
  ASSERT_TRUE(back);
  EXPECT_EQ(to_json(*back), once);
  EXPECT_FALSE(back->claims[0].quantity->hi.has_value());
  EXPECT_FALSE(usable(back->claims[0]));
}

TEST(ClaimJson, refuses_another_schema_and_broken_dates) {
  EXPECT_FALSE(report_from_json("{\"schema\":\"other\"}", "x"));
  EXPECT_FALSE(report_from_json("{", "x"));
  std::string bad = to_json(sample());
  bad.replace(bad.find("2018-12-03"), 10, "2018-13-03");
  EXPECT_FALSE(report_from_json(bad, "x"));
}

}  // namespace
}  // namespace nuzuh::evidence
