#!/usr/bin/env bash
# Builds and runs every test: the C++ programs (release), the readers under the fuzzer for a stated number of runs,
# the sanitizers on the fast tests. Nothing here is timed against a limit but by ctest's own time-outs.
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=$(nproc)
cmake --preset release >/dev/null
cmake --build --preset release -j "$jobs"
[ -f tests/e2e/package-lock.json ] && (cd tests/e2e && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --silent)
ctest --preset release -j "$jobs"
scripts/fuzz.sh 20000
scripts/sanitize.sh unit
