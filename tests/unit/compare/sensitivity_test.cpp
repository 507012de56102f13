#include <algorithm>

#include <gtest/gtest.h>

#include "nuzuh/compare/sensitivity.hpp"
#include "nuzuh/ensemble/compile.hpp"

namespace nuzuh::compare {
namespace {

scenario::Scenario toy(std::initializer_list<std::pair<std::string_view, scenario::Distribution>> free) {
  auto s = scenario::read("cases/toy");
  EXPECT_TRUE(s.has_value());
  for (const auto& [key, belief] : free) {
    for (auto& estimate : s->parameters) {
      if (estimate.key == key) estimate.belief = belief;
    }
  }
  return *s;
}

const Index* find(const Drivers& d, std::string_view input) {
  const auto found = std::ranges::find(d.inputs, input, &Index::input);
  return found == d.inputs.end() ? nullptr : &*found;
}

// The camp's population at the start is the only free number, and the way out is shut: overload of the camp is driven by it alone.
TEST(Sensitivity, one_free_number_drives_what_it_alone_decides) {
  using scenario::Form;
  const auto s = toy({{"camp.people_at_start", {Form::uniform, 5000, 50000, {}, {}}}});
  const ensemble::Drawer draw(s, 1, s.cutoff);
  const auto result = sensitivity(s, draw, ensemble::compile(s, s.cutoff, s.until), core::days_between(s.start, s.cutoff), 400, 1, 2);
  ASSERT_TRUE(result.has_value());
  const auto& d = result->drivers[static_cast<std::size_t>(Measure::camp_overload)];
  const auto* people = find(d, "camp.people_at_start");
  ASSERT_NE(people, nullptr);
  EXPECT_EQ(d.inputs.front().input, "camp.people_at_start");
  // Exact value 1; four standard errors of the estimate: false alarm below 1 in 10,000.
  EXPECT_NEAR(people->first, 1, 4 * people->first_error + 0.02);
  EXPECT_NEAR(people->total, 1, 4 * people->total_error + 0.02);
  EXPECT_EQ(find(d, "enclave.area"), nullptr);  // fixed numbers are no inputs
}

TEST(Sensitivity, an_input_that_touches_nothing_has_index_zero) {
  using scenario::Form;
  const auto s = toy({{"camp.people_at_start", {Form::uniform, 5000, 50000, {}, {}}}, {"destination.home", {Form::normal, 0.8, 0.5, {}, {}}}});
  const ensemble::Drawer draw(s, 1, s.cutoff);
  const auto one = sensitivity(s, draw, ensemble::compile(s, s.cutoff, s.until), core::days_between(s.start, s.cutoff), 32, 1, 1);
  const auto three = sensitivity(s, draw, ensemble::compile(s, s.cutoff, s.until), core::days_between(s.start, s.cutoff), 32, 1, 3);
  ASSERT_TRUE(one.has_value() && three.has_value());
  for (const auto& d : one->drivers) {
    if (const auto* idle = find(d, "destination.home")) {
      EXPECT_EQ(idle->total, 0);
      EXPECT_EQ(idle->first, 0);
    }
  }
  EXPECT_EQ(to_csv(*one), to_csv(*three));
}

}  // namespace
}  // namespace nuzuh::compare
