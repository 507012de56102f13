#!/usr/bin/env bash
# Installs the build into a temporary prefix, runs the installed command, then configures, builds and runs a consumer that finds it there.
# Usage: install_test.sh BUILD_DIRECTORY CXX_COMPILER
set -euo pipefail
build=$1 compiler=$2
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cmake --install "$build" --prefix "$tmp/prefix" >"$tmp/install.log" || { cat "$tmp/install.log"; exit 1; }
"$tmp/prefix/bin/nuzuh" --version
"$tmp/prefix/bin/nuzuh" check "$tmp/prefix/share/nuzuh/cases/toy"
if grep -rlF -e "$build" -e "$(cd "$here/../.." && pwd)" "$tmp/prefix/lib/cmake" "$tmp/prefix/include"; then
  echo "the files above name the source or the build tree" >&2
  exit 1
fi
cmake -S "$here/consumer" -B "$tmp/consumer" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$tmp/prefix" >"$tmp/configure.log" 2>&1 ||
  { cat "$tmp/configure.log"; exit 1; }
cmake --build "$tmp/consumer"
"$tmp/consumer/consumer" "$tmp/prefix/share/nuzuh/cases/toy" | tee "$tmp/said"
grep -q '^toy [0-9]* parameters, crps 0\.2' "$tmp/said"
