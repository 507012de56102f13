#!/usr/bin/env bash
# Fuzzes every reader. Argument: a number of runs for each target (20000), or seconds for each (600s).
set -euo pipefail
cd "$(dirname "$0")/.."
amount=${1:-20000}
case "$amount" in *s) limit=(-max_total_time="${amount%s}") ;; *) limit=(-runs="$amount") ;; esac
cmake --preset fuzz >/dev/null
mapfile -t targets < <(cmake --build --preset fuzz --target help | sed -n 's/^\(fuzz_[a-z0-9_]*\): phony$/\1/p' | sort -u)
[ "${#targets[@]}" -gt 0 ] || { echo 'no fuzz target found' >&2; exit 1; }
cmake --build --preset fuzz -j "$(nproc)" --target "${targets[@]}"
for target in "${targets[@]}"; do
  work=build/fuzz/work/${target#fuzz_}; seeds=tests/fuzz/corpus/${target#fuzz_}
  mkdir -p "$work"
  dirs=("$work"); [ -d "$seeds" ] && dirs+=("$seeds")
  echo "fuzzing ${target#fuzz_} (${amount})"
  "build/fuzz/bin/$target" "${limit[@]}" -seed=1 -max_len=65536 -timeout=20 -rss_limit_mb=2048 -print_final_stats=0 -artifact_prefix="$work/crash-" "${dirs[@]}" \
    >"$work.log" 2>&1 || { tail -40 "$work.log"; exit 1; }
done
echo "${#targets[@]} fuzz targets, ${amount} each, no crash"
