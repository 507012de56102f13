#!/usr/bin/env bash
# Builds and runs every test: the C++ programs, the command, the brief in a real browser, every reader under the fuzzer for a stated
# number of runs, the sanitizers on the tests where memory and threads matter. Nothing here is timed against a limit but by ctest's time-outs.
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=$(nproc)
cmake --preset release >/dev/null
cmake --build --preset release -j "$jobs"
(cd tests/e2e && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --silent)
ctest --preset release -j "$jobs"
scripts/fuzz.sh 2000
scripts/sanitize.sh quick
echo 'All tests passed.'
