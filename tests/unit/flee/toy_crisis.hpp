#pragma once
// A crisis folder of a few lines, written for one test:
//
//     Alpha (conflict) --100 km-- Beta (town) --50 km-- Camp (camp, abroad)

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include <unistd.h>

#include <fmt/format.h>

#include "nuzuh/flee/crisis.hpp"

namespace nuzuh::flee {

class ToyCrisis {
 public:
  ToyCrisis() : dir_(std::filesystem::temp_directory_path() / fmt::format("nuzuh-toy-{}-{}", getpid(), counter_++)) {
    files = {
        {"input_csv/sim_period.csv", "StartDate,2020-01-01\nLength,10\n"},
        {"input_csv/locations.csv",
         "#name,region,country,latitude,longitude,location_type,conflict_date,population\n"
         "Alpha,North,Home,10.0,20.0,conflict_zone,0,10000\n"
         "Beta,North,Home,10.5,20.0,town,0,5000\n"
         "Camp,West,Abroad,10.9,20.0,camp,0,1500\n"},
        {"input_csv/routes.csv", "#name1,name2,distance,forced_redirection\nAlpha,Beta,100,0\nBeta,Camp,50,0\n"},
        {"input_csv/conflicts.csv", "#Day,Alpha,Beta,Camp\n" + days("1,0,0", 10)},
        {"input_csv/closures.csv", "#closure_type,name1,name2,closure_start,closure_end\n"},
        {"source_data/data_layout.csv", "total,refugees.csv\nCamp,camp.csv\n"},
        {"source_data/refugees.csv", "Date,Refugee_numbers\n2020-01-01,100\n2020-01-11,1100\n"},
        {"source_data/camp.csv", "2020-01-01,100\n2020-01-11,1100\n"},
        {"simsetting.yml", "move_rules:\n  conflict_weight: 0.25\n"},
    };
  }
  ~ToyCrisis() {
    std::error_code ignored;
    std::filesystem::remove_all(dir_, ignored);
  }
  ToyCrisis(const ToyCrisis&) = delete;

  /// `rows` rows of days: "0,<cells>", "1,<cells>", ...
  static std::string days(const std::string& cells, int rows, int first = 0) {
    std::string text;
    for (int t = first; t < first + rows; ++t) text += fmt::format("{},{}\n", t, cells);
    return text;
  }

  core::Result<Reading> read(Behaviour behaviour = Behaviour::documented, int length = 0) const {
    std::filesystem::remove_all(dir_);
    for (const auto& [name, text] : files) {
      std::filesystem::create_directories((dir_ / name).parent_path());
      std::ofstream(dir_ / name, std::ios::binary) << text;
    }
    return read_crisis({dir_.string(), {}, {}}, {behaviour, length});
  }

  [[nodiscard]] std::filesystem::path dir() const { return dir_; }
  std::map<std::string, std::string> files;

 private:
  static inline int counter_ = 0;
  std::filesystem::path dir_;
};

}  // namespace nuzuh::flee
