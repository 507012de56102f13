#!/usr/bin/env bash
# Runs the C++ tests under the address, undefined-behaviour and thread sanitizers. Argument: a ctest label to restrict them to.
set -euo pipefail
cd "$(dirname "$0")/.."
label=(${1:+-L "$1"})
for preset in asan tsan; do
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" -j "$(nproc)"
  echo "tests under $preset"
  ctest --preset "$preset" -j "$(nproc)" "${label[@]}" --output-on-failure | tail -15
done
