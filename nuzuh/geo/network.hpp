#pragma once
// A network of sites joined by roads: who can reach whom, and by which shortest way. Sites are counted from 0.

#include <cstddef>
#include <optional>
#include <vector>

namespace nuzuh::geo {

/// A road between two sites, passable both ways.
struct Link {
  std::size_t from = 0, to = 0;
  double km = 0;
};

/// A way over several sites.
struct Way {
  std::vector<std::size_t> sites;  ///< from the first to the last
  double km = 0;
};

class Network {
 public:
  /// Contract: every link joins sites below `sites` and has a length above 0.
  Network(std::size_t sites, const std::vector<Link>& links);

  [[nodiscard]] std::size_t size() const { return adjacency_.size(); }

  /// The shortest length from `from` to every site [km]; empty where no way leads.
  [[nodiscard]] std::vector<std::optional<double>> distances_km(std::size_t from) const;

  /// The shortest way; of ways that are equally long, the one whose next site has the lowest number, so that it never depends on the order of the links.
  [[nodiscard]] std::optional<Way> shortest(std::size_t from, std::size_t to) const;

  [[nodiscard]] bool reaches(std::size_t from, std::size_t to) const;

  /// The parts that hang together: a number for each site, counted from 0 in the order of their first site.
  [[nodiscard]] std::vector<std::size_t> parts() const;

 private:
  struct Neighbour {
    std::size_t site;
    double km;
  };
  std::vector<std::vector<Neighbour>> adjacency_;
};

/// Great-circle distance [km] on a sphere of 6371.0088 km (IUGG mean radius).
double great_circle_km(double longitude_1_deg, double latitude_1_deg, double longitude_2_deg, double latitude_2_deg);

}  // namespace nuzuh::geo
