#include "nuzuh/movement/rationing.hpp"

#include <algorithm>
#include <cmath>

namespace nuzuh::movement {

double hypergeometric(double uniform, double people, double marked, double sample) {
  const double low = std::max(0.0, marked + sample - people), high = std::min(marked, sample);
  if (low >= high) return low;
  const auto choose = [](double n, double k) { return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1); };
  const double mode = std::clamp(std::floor((marked + 1) * (sample + 1) / (people + 2)), low, high);
  const double at_mode = std::exp(choose(marked, mode) + choose(people - marked, sample - mode) - choose(people, sample));
  double up = mode, down = mode, p_up = at_mode, p_down = at_mode, left = uniform - at_mode;
  while (left > 0) {
    const bool more_up = up < high, more_down = down > low;
    if (!more_up && !more_down) break;
    if (more_up) {
      p_up *= (marked - up) * (sample - up) / ((up + 1) * (people - marked - sample + up + 1));
      ++up;
      if ((left -= p_up) <= 0) return up;
    }
    if (more_down) {
      p_down *= down * (people - marked - sample + down) / ((marked - down + 1) * (sample - down + 1));
      --down;
      if ((left -= p_down) <= 0) return down;
    }
    if (p_up + p_down < 1e-18) break;  // what rounding left over
  }
  return mode;
}

}  // namespace nuzuh::movement
