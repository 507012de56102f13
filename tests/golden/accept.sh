#!/usr/bin/env bash
# Accepts what the built command prints now as the golden answers. Usage: tests/golden/accept.sh [PROGRAM]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python3 "$here/golden_test.py" "${1:-$here/../../build/release/bin/nuzuh}" --accept
git -C "$here" --no-pager diff --stat -- . || true
