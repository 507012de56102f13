#!/usr/bin/env python3
"""phrases.py READ_ALL PHRASES TOLERATED: reads single sentences and holds the kinds of their claims against those that must be found.

PHRASES: `kind,kind<tab>sentence`; a kind with `-` must be negated, with `!` denied, with `?` not actual. A line without a kind must give no claim.
At most TOLERATED sentences may be wrong; each one that is gets printed.
"""
import json
import pathlib
import subprocess
import sys
import tempfile


def coded(claim):
    polarity = {"negated": "-", "denied": "!"}.get(claim["polarity"], "")
    return claim["kind"] + polarity + ("" if claim["modality"] == "actual" else "?")


def main():
    read_all, phrases, tolerated = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    lines = [line.split("\t")[:2] for line in phrases.read_text(encoding="utf-8").splitlines() if "\t" in line and not line.startswith("#")]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        texts, out = pathlib.Path(folder, "texts"), pathlib.Path(folder, "out")
        texts.mkdir()
        out.mkdir()
        for n, (_, sentence) in enumerate(lines):
            (texts / f"p{n:04}.txt").write_text(sentence, encoding="utf-8")
            (texts / f"p{n:04}.json").write_text('{"doc_date": "2019-02-20"}', encoding="utf-8")
        subprocess.run([read_all, texts, out], check=True, stdout=subprocess.DEVNULL)
        for n, (kinds, sentence) in enumerate(lines):
            found = [coded(c) for c in json.loads((out / f"p{n:04}.json").read_text(encoding="utf-8"))["facts"]]
            wanted = [k for k in kinds.split(",") if k]
            if not all(k in found for k in wanted) or (not wanted and found):
                wrong += 1
                print(f"wanted {kinds or 'none'}, found {', '.join(found) or 'none'}: {sentence}")
    print(f"{wrong} of {len(lines)} sentences wrong, {tolerated} tolerated")
    return 1 if wrong > tolerated else 0


sys.exit(main())
