#!/usr/bin/env python3
"""The walk of one datum: from the words of a report to a printed figure and back.

A report gives the fighters inside twice, with two scopes. Both spans must be cited in the case, both must weigh in the draw, the draw must
reach the published figure, and `nuzuh explain` must lead back to both spans. Usage: walk_test.py PROGRAM
"""
import csv
import io
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "build/release/bin/nuzuh"
CASE = pathlib.Path(__file__).resolve().parents[2] / "cases" / "hajin-2018"
CUTOFF = "2018-12-07"


def rows(case):
    return list(csv.DictReader(io.StringIO((case / "observations.csv").read_text(encoding="utf-8"))))


class Walk(unittest.TestCase):
    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.tmp.name)

    def tearDown(self):
        self.tmp.cleanup()

    def nuzuh(self, *arguments):
        result = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=240)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def claims(self):
        """The observations of fighters that rest on a span of the report which the case answers."""
        return [r for r in rows(CASE) if r["series"] == "fighters_inside" and r["report"] == "deirezzor24"]

    def changed_case(self, factor):
        """A copy in which the report's two figures are `factor` times as large."""
        case = self.root / f"case{factor}"
        shutil.copytree(CASE, case)
        path = case / "observations.csv"
        path.chmod(0o644)
        all_rows = rows(CASE)
        for row in all_rows:
            if row["series"] == "fighters_inside" and row["report"] == "deirezzor24":
                for cell in ("value", "low", "high"):
                    row[cell] = str(float(row[cell]) * factor) if row[cell] else ""
        out = io.StringIO()
        writer = csv.DictWriter(out, all_rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(all_rows)
        path.write_text(out.getvalue(), encoding="utf-8")
        return case

    def forecast_of(self, case, name):
        out = self.root / name
        printed = self.nuzuh("forecast", case, "--members", 400, "--until", "2018-12-20", "-o", out)
        return printed, json.loads((out / "forecast.json").read_text(encoding="utf-8")), out

    @staticmethod
    def median(forecast, key):
        figure = next(f for f in forecast["figures"] if f["key"] == key)
        return figure["quantiles"][11]

    def test_words_to_observations(self):
        claims = self.claims()
        self.assertEqual(len(claims), 2)
        spans = {(int(c["span_begin"]), int(c["span_end"])) for c in claims}
        self.assertEqual(len(spans), 2, "two sentences, two spans")
        length = int(re.search(r"code_points\s*=\s*(\d+)", (CASE / "scenario.toml").read_text(encoding="utf-8")).group(1))
        for begin, end in spans:
            self.assertTrue(0 <= begin < end <= length)
        for claim in claims:
            self.assertLessEqual(claim["known_by"], CUTOFF)

    def test_observations_to_draw_to_figure(self):
        # The press class has 7 reports by the cut-off; doubling two of them lifts its mean log by 2/7 log 2. The class of claims
        # (2 reports) stays, and both classes have the same bias prior and noise, so each weighs one half.
        known = [r for r in rows(CASE) if r["series"] == "fighters_inside" and r["known_by"] <= CUTOFF and r["date"] <= CUTOFF]
        classes = {r["error"] for r in known}
        press = [r for r in known if r["error"] == "press"]
        factor = 2
        expected = factor ** (2 / len(press) / len(classes))
        printed, before, out = self.forecast_of(CASE, "before")
        _, after, _ = self.forecast_of(self.changed_case(factor), "after")
        ratio = self.median(after, "fighters_at_start") / self.median(before, "fighters_at_start")
        self.assertLess(abs(math.log(ratio / expected)), 0.03, (ratio, expected))  # rounding of the published figure
        self.assertGreater(ratio, 1.02)
        # The figure stands in the printed answer, in the tables and with its source in the result.
        self.assertRegex(printed, r"\(b\)")
        self.assertIn("fighters_at_start", (out / "figures.csv").read_text(encoding="utf-8"))
        self.assertIn("deirezzor24", (out / "sources.csv").read_text(encoding="utf-8"))
        self.assertIn("deirezzor24", json.dumps(before["run"]))

    def test_figure_back_to_both_spans(self):
        page = self.nuzuh("explain", CASE, "fighters_inside")
        for claim in self.claims():
            self.assertRegex(page, rf'report "deirezzor24", code points {claim["span_begin"]} to {claim["span_end"]}')
            self.assertRegex(page, rf"{claim['date']}\s+{claim['value']}\b")
        self.assertIn("[deirezzor24]", page)
        self.assertIn("https://deirezzor24.net/", page)
        later = [r for r in rows(CASE) if r["series"] == "fighters_inside" and r["known_by"] > CUTOFF]
        self.assertIn(f"{len(later)} more rows became known later", page)


if __name__ == "__main__":
    unittest.main()
