#!/usr/bin/env python3
"""Nothing known after the cut-off reaches a forecast: deleting every later row from the case changes no byte of the result.

Usage: leakage_test.py PROGRAM
"""
import csv
import filecmp
import io
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "build/release/bin/nuzuh"
CASE = pathlib.Path(__file__).resolve().parents[2] / "cases" / "hajin-2018"
TABLES = ("sources.csv", "sites.csv", "roads.csv", "events.csv", "observations.csv", "parameters.csv")


class Leakage(unittest.TestCase):
    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.tmp.name)

    def tearDown(self):
        self.tmp.cleanup()

    def copy_of_case(self, change):
        """A copy whose rows went through `change`; gives its path and how many rows it has lost or altered."""
        target = self.root / "case"
        shutil.copytree(CASE, target)
        touched = 0
        for name in TABLES:
            path = target / name
            path.chmod(0o644)
            rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
            kept = [new for row in rows if (new := change(name, dict(row))) is not None]
            touched += sum(row not in kept for row in rows)
            out = io.StringIO()
            writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
            path.write_text(out.getvalue(), encoding="utf-8")
        return target, touched

    def forecast(self, case, name):
        out = self.root / name
        result = subprocess.run([PROGRAM, "forecast", str(case), "--members", "200", "-o", str(out)], capture_output=True, text=True, timeout=240)
        self.assertEqual(result.returncode, 0, result.stderr)
        return out

    def differences(self, one, two):
        names = sorted(p.name for p in one.iterdir())
        self.assertEqual(names, sorted(p.name for p in two.iterdir()))
        return [name for name in names if not filecmp.cmp(one / name, two / name, shallow=False)]

    def test_later_rows_change_nothing(self):
        case, touched = self.copy_of_case(lambda name, row: row if row["known_by"] <= "2018-12-07" else None)
        self.assertGreater(touched, 100)
        self.assertEqual(self.differences(self.forecast(CASE, "whole"), self.forecast(case, "cut")), [])

    def test_an_earlier_row_changes_the_result(self):
        # The test itself must be able to see a change: a report known before the cut-off is doubled.
        def change(name, row):
            if name == "observations.csv" and row["series"] == "people_inside" and row["date"] == "2018-10-11":
                row.update(value="26000", high="30000")
            return row

        case, touched = self.copy_of_case(change)
        self.assertEqual(touched, 1)
        self.assertIn("forecast.json", self.differences(self.forecast(CASE, "whole"), self.forecast(case, "other")))


if __name__ == "__main__":
    unittest.main()
