#!/usr/bin/env python3
"""Printed answers against the ones that were accepted; a difference is shown line by line.

Usage: golden_test.py PROGRAM [--accept]. After a wanted change: tests/golden/accept.sh, then look at what git diff says before committing.
"""
import difflib
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
GOLDEN = {
    "forecast_toy.txt": ["forecast", "cases/toy", "--members", "500", "--seed", "7"],
    "explain_toy.txt": ["explain", "cases/toy", "flight.open"],
}


def main():
    program, accept = os.path.abspath(sys.argv[1]), "--accept" in sys.argv[2:]
    failed = 0
    for name, command in GOLDEN.items():
        environment = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8")
        run = subprocess.run([program, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240)
        if run.returncode != 0 or run.stderr:
            print(f"{name}: nuzuh {' '.join(command)} gave exit code {run.returncode}\n{run.stderr}")
            failed += 1
            continue
        path = HERE / name
        if accept:
            path.write_text(run.stdout, encoding="utf-8")
            continue
        golden = path.read_text(encoding="utf-8") if path.exists() else ""
        if run.stdout != golden:
            failed += 1
            sys.stdout.writelines(difflib.unified_diff(golden.splitlines(True), run.stdout.splitlines(True), f"accepted/{name}", f"now/{name}"))
            print(f"\nnuzuh {' '.join(command)} prints something else. If that is wanted: tests/golden/accept.sh")
    return 1 if failed else 0


sys.exit(main())
