#!/usr/bin/env bash
# Measures speed: the google-benchmark programs, and Flee itself on the same crises where python3 can import it (docs/methods/engines.md
# says how to install it). Prints medians and ratios. NUZUH_BENCH_CRISES: a folder of crisis folders (default cases/flee).
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset release >/dev/null
programs=$(cd bench && ls ./*.cpp | sed 's|^\./||;s|\.cpp$||')
for program in $programs; do cmake --build --preset release --target "bench_$program" -j "$(nproc)" >/dev/null; done
export NUZUH_BENCH_CRISES=${NUZUH_BENCH_CRISES:-$PWD/cases/flee}
out=build/bench
mkdir -p "$out"
echo "machine:  $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2- | sed 's/^ //'), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
echo "compiler: $(c++ --version | head -1)"
for program in $programs; do
  command=(build/release/bin/"bench_$program" --benchmark_repetitions=5 --benchmark_report_aggregates_only=true
    --benchmark_out="$out/$program.json" --benchmark_out_format=json "$@")
  echo "command:  ${command[*]}"
  "${command[@]}" >/dev/null
done
python3 - "$out/flee_engines.json" <<'PYTHON'
import json, os, subprocess, sys, tempfile, time

medians = {}
for line in json.load(open(sys.argv[1]))["benchmarks"]:
    if line.get("aggregate_name") == "median" or line.get("run_type") == "iteration":
        medians[line["run_name"]] = line

# One run of what the line measures: a member, a parameter set.
def milliseconds(line):
    for key in ("members_per_s", "runs_per_s"):
        if key in line:
            return 1e3 / line[key]
    return line["cpu_time"]

flee = {}
try:
    import flee as package
    runner = os.environ.get("FLEE_RUN") or os.path.join(os.path.dirname(os.path.dirname(package.__file__)), "runscripts", "run.py")
    crises = os.environ["NUZUH_BENCH_CRISES"]
    for name in sorted(os.listdir(crises)):
        folder = os.path.abspath(os.path.join(crises, name))
        if not any(key.startswith(name + "/") for key in medians):
            continue
        times = []
        for _ in range(3):
            with tempfile.TemporaryDirectory() as here:
                begin = time.perf_counter()
                done = subprocess.run([sys.executable, runner, folder + "/input_csv", folder + "/source_data", "0", folder + "/simsetting.yml"],
                                      cwd=here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                if done.returncode == 0:
                    times.append(1e3 * (time.perf_counter() - begin))
        if times:
            flee[name] = sorted(times)[len(times) // 2]
except ImportError:
    print("Flee:     not installed (python3 cannot import flee), so no ratios to it")

print(f"{'case and engine':44} {'ms a run (CPU)':>15} {'against Flee':>14}")
for name, line in medians.items():
    crisis = name.split("/")[0]
    ms = milliseconds(line)
    ratio = f"{flee[crisis] / ms:,.0f} x" if crisis in flee else ""
    print(f"{name:44} {ms:15.3f} {ratio:>14}")
for crisis, ms in flee.items():
    print(f"{crisis + '/Flee':44} {ms:15.1f} {'1 x':>14}")
PYTHON
python3 - "$out/enclave.json" <<'PYTHON'
import json, sys

print(f"\n{'enclave engine':28} {'days':>5} {'us a member (CPU)':>18} {'members/s, one core':>20}")
for line in json.load(open(sys.argv[1]))["benchmarks"]:
    if line.get("aggregate_name") == "median" or line.get("run_type") == "iteration":
        rate = line["members_per_s"]
        print(f"{line['run_name']:28} {line['days']:5.0f} {1e6 / rate:18.1f} {rate:20,.0f}")
PYTHON
