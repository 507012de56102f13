#pragma once
// The day: the model is the order of its phases.

#include <array>
#include <string_view>

#include "nuzuh/engine/luck.hpp"
#include "nuzuh/world/parameters.hpp"
#include "nuzuh/world/state.hpp"
#include "nuzuh/world/world.hpp"

namespace nuzuh::engine {

/// One member on one day, as every phase sees it.
struct Today {
  const world::World& world;
  const world::Parameters& p;
  const Luck& luck;
  int day = 0;
  [[nodiscard]] const world::Day& calendar() const { return world.calendar[static_cast<std::size_t>(day)]; }
};

struct Phase {
  std::string_view name;
  void (*run)(const Today&, world::State&);
  bool while_enclave_stands;  ///< phases of the enclave stop at its end; those of the people on the way go on
};

// The phases, one file for each theme.
void set_tempo(const Today&, world::State&);
void advance(const Today&, world::State&);
void attrition(const Today&, world::State&);
void reverse(const Today&, world::State&);
void set_route(const Today&, world::State&);
void surrender_and_slip(const Today&, world::State&);
void negotiate(const Today&, world::State&);
void harm_inside(const Today&, world::State&);
void flee(const Today&, world::State&);
void lose_places(const Today&, world::State&);
void end_enclave(const Today&, world::State&);
void leave_taken_ground(const Today&, world::State&);
void screen(const Today&, world::State&);
void transit(const Today&, world::State&);
void camps(const Today&, world::State&);
void return_home(const Today&, world::State&);

/// The day on one screen.
inline constexpr std::array k_phases = {
    Phase{"op-tempo: push, stall or pause", set_tempo, true},
    Phase{"the front moves", advance, true},
    Phase{"losses of both sides", attrition, true},
    Phase{"a reverse", reverse, true},
    Phase{"state of the way out", set_route, true},
    Phase{"fighters give up or slip away", surrender_and_slip, true},
    Phase{"a negotiated exit", negotiate, true},
    Phase{"civilians killed inside", harm_inside, true},
    Phase{"civilians flee", flee, true},
    Phase{"places fall", lose_places, true},
    Phase{"does the enclave end", end_enclave, true},
    Phase{"people leave ground just taken", leave_taken_ground, false},
    Phase{"screening", screen, false},
    Phase{"transit and the road", transit, false},
    Phase{"camps", camps, false},
    Phase{"returns and explosive hazards", return_home, false},
};

/// Runs all phases of a day.
void run_day(const Today& today, world::State& state);

/// Takes people out of the enclave on foot: some are killed in flight, the others reach screening. `key` tells apart the draws of
/// different groups that leave on the same day.
void walk_out(const Today& today, world::State& state, world::Count leavers, world::Route route, std::uint32_t key);

}  // namespace nuzuh::engine
