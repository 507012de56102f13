#!/usr/bin/env bash
# Runs C++ tests under the address, undefined-behaviour and thread sanitizers. Argument `quick`: the readers and the rooms that share
# work between threads only; without it every unit test.
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=$(nproc)
run() {  # preset, tests...
  local preset=$1; shift
  cmake --preset "$preset" >/dev/null
  if [ "$#" -gt 0 ]; then
    cmake --build --preset "$preset" -j "$jobs" --target "${@/#/test_}"
    pattern="^($(IFS='|'; echo "$*"))\$"
  else
    cmake --build --preset "$preset" -j "$jobs"
    pattern='^unit_'
  fi
  echo "tests under $preset"
  ctest --preset "$preset" -j "$jobs" -R "$pattern" --output-on-failure
}
if [ "${1:-}" = quick ]; then
  run asan unit_core unit_rng unit_text unit_evidence unit_geo unit_scenario unit_score unit_engine unit_flee unit_reading
  run tsan unit_core unit_ensemble
  # Of the movement engines the one in which several threads work on the same lists.
  GTEST_FILTER='Individual.*' run tsan unit_movement
else
  run asan
  run tsan
fi
