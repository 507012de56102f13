#pragma once
// The toy case as texts that a test can spoil.

#include <string>

#include <gtest/gtest.h>

#include "nuzuh/core/file.hpp"
#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::scenario {

inline CaseTexts texts_of(const std::string& folder) {
  const auto load = [&](const std::string& name) {
    auto text = core::read_text(folder + "/" + name);
    EXPECT_TRUE(text) << folder << "/" << name;
    return CaseFile{name, text.value_or("")};
  };
  return {load("scenario.toml"), load("parameters.csv"), load("sources.csv"), load("sites.csv"), load("roads.csv"), load("events.csv"), load("observations.csv")};
}

inline CaseTexts toy() { return texts_of("cases/toy"); }

/// Replaces the first `from`; the test fails where it does not occur.
inline void swap(std::string& text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
}

}  // namespace nuzuh::scenario
