#!/usr/bin/env python3
"""score.py READ_ALL GOLD_DIR FLOORS: reads the reports of GOLD_DIR with the program READ_ALL and holds the result against their gold claims.

A predicted claim is paired with a gold one of the same kind whose trigger or quantity it touches (largest overlap first). "Right" means that
the quantity's interval and unit, the places that the gold names, polarity and modality agree as well. FLOORS is a table
`kind detected right`: the least F1 that is tolerated, measured when the table was last raised. Places agree by id, or within 10 km
(80 km for governorates).
"""
import json
import math
import pathlib
import subprocess
import sys
import tempfile


def touch(a, b):
    return 0 if not a or not b else max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))


def near(g, p):
    if g is None:
        return True
    if p is None:
        return False
    if g["id"] == p["id"] or touch(g, p) and g.get("lat") is None:
        return True
    if g.get("lat") is None or p.get("lat") is None or (g["level"] == "governorate") != (p["level"] == "governorate"):
        return False
    x = (g["lon"] - p["lon"]) * math.cos(math.radians(g["lat"])) * 111.2
    y = (g["lat"] - p["lat"]) * 111.2
    return math.hypot(x, y) <= (80 if g["level"] == "governorate" else 10)


def same_number(g, p):
    if g is None or p is None:
        return g is p
    if g["unit"] != p["unit"] or (g["hi"] is None) != (p["hi"] is None):
        return False
    pairs = [(g["lo"] or 0, p["lo"] or 0)] + ([] if g["hi"] is None else [(g["hi"], p["hi"])])
    return all(abs(a - b) <= 0.1 * max(a, b, 1) for a, b in pairs)


def pairs(gold, pred):
    scored = []
    for i, g in enumerate(gold):
        for j, p in enumerate(pred):
            if g["kind"] != p["kind"]:
                continue
            n = touch(g["trigger"], p["trigger"]) + 2 * touch(g["quantity"], p["quantity"]) + touch(g["trigger"], p["quantity"]) + touch(g["quantity"], p["trigger"])
            if n:
                scored.append((-n - same_number(g["quantity"], p["quantity"]), i, j))
    left, right, out = set(), set(), []
    for _, i, j in sorted(scored):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def main():
    read_all, gold_dir, floors = sys.argv[1:4]
    counts = {}  # kind -> [gold, predicted, detected, right]
    leaked = unreal = tenfold = 0
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([read_all, gold_dir, out], check=True, stdout=subprocess.DEVNULL)
        for path in sorted(pathlib.Path(gold_dir).glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            pred = json.loads((pathlib.Path(out) / path.name).read_text(encoding="utf-8"))["facts"]
            for g in gold["facts"]:
                counts.setdefault(g["kind"], [0, 0, 0, 0])[0] += 1
            for p in pred:
                counts.setdefault(p["kind"], [0, 0, 0, 0])[1] += 1
            for i, j in pairs(gold["facts"], pred):
                g, p = gold["facts"][i], pred[j]
                right = same_number(g["quantity"], p["quantity"]) and all(near(g[s], p[s]) for s in ("place", "origin", "destination")) and g["polarity"] == p["polarity"] and g["modality"] == p["modality"]
                counts[g["kind"]][2] += 1
                counts[g["kind"]][3] += right
                if g["polarity"] != "affirmed" or g["modality"] != "actual":
                    unreal += 1
                    leaked += p["polarity"] == "affirmed" and p["modality"] == "actual"
                if g["quantity"] and p["quantity"]:
                    a, b = max(1, g["quantity"]["lo"] or 0), max(1, p["quantity"]["lo"] or 0)
                    tenfold += max(a, b) / min(a, b) >= 10
    counts["all"] = [sum(c[k] for c in counts.values()) for k in range(4)]
    least = {}
    for line in pathlib.Path(floors).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, detected, right = line.split()
            least[kind] = float(detected), float(right)
    bad = []
    print(f"{'kind':20}{'gold':>6}{'detected':>10}{'right':>8}")
    for kind, (g, p, d, r) in sorted(counts.items()):
        f = [2 * x / (g + p) if g + p else 1.0 for x in (d, r)]
        print(f"{kind:20}{g:6}{f[0]:10.2f}{f[1]:8.2f}")
        floor = least.get(kind)
        if floor and (f[0] < floor[0] or f[1] < floor[1]):
            bad.append(f"{kind}: detected {f[0]:.2f} (at least {floor[0]}), right {f[1]:.2f} (at least {floor[1]})")
    print(f"denied, negated or not actual, returned as real: {leaked} of {unreal}; quantities wrong by ten times: {tenfold}")
    if unreal and leaked > 0.1 * unreal:
        bad.append("too many denied or hypothetical claims are returned as real")
    if tenfold > 0.01 * max(100, counts["all"][2]):
        bad.append("too many quantities are wrong by ten times")
    print("\n".join(bad) or "no kind below its floor")
    return 1 if bad else 0


sys.exit(main())
