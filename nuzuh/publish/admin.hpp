#pragma once
// Administrative codes and names around a place, from its P-codes (OCHA COD-AB).

#include <string>

#include "nuzuh/scenario/scenario.hpp"

namespace nuzuh::publish {

struct Admin {
  std::string location_code;  ///< ISO 3166-1 alpha-3
  std::string admin1_code, admin1_name, admin2_code, admin2_name;
};

Admin admin_of(const scenario::Site& site);

/// Of the enclave as a whole: what all its places share.
Admin admin_of_enclave(const scenario::Scenario& scenario);

}  // namespace nuzuh::publish
