#!/usr/bin/env python3
"""Holds every include of nuzuh/ against the table of allowed edges; also finds tests that no CMake list runs and cycles in the table."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
allowed = {}
for line in (root / "tests/architecture/edges.txt").read_text().splitlines():
    if line.strip() and not line.startswith("#"):
        room, _, others = line.partition(":")
        allowed[room.strip()] = set(others.split())

problems = []
for room, others in allowed.items():
    for other in others - allowed.keys():
        problems.append(f"edges.txt: {room} names an unknown room {other}")


def reaches(start, goal, seen):
    return any(o == goal or (o not in seen and reaches(o, goal, seen | {o})) for o in allowed.get(start, ()))


problems += [f"edges.txt: {room} reaches itself" for room in allowed if reaches(room, room, {room})]

include = re.compile(r'^\s*#\s*include\s+"nuzuh/([a-z0-9_]+)/')
for path in sorted((root / "nuzuh").rglob("*.[ch]pp")):
    room = path.relative_to(root / "nuzuh").parts[0]
    if room not in allowed:
        problems.append(f"{path}: room {room} is not in edges.txt")
        continue
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = include.match(line)
        if found and found[1] != room and found[1] not in allowed[room]:
            problems.append(f"{path}:{number}: {room} may not include {found[1]}")

for path in sorted((root / "tests").rglob("*_test.cpp")):
    if path.relative_to(root / "tests").parts[0] == "unit" and path.parent.name not in allowed:
        problems.append(f"{path}: no room of that name, so the test never runs")

print("\n".join(problems) or f"{len(allowed)} rooms, every include along the table")
sys.exit(bool(problems))
