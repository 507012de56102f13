#!/usr/bin/env python3
"""Spoils a copy of the Hajin case in one way at a time and looks at what `nuzuh check` and `nuzuh forecast` say.

Each spoilt case must give exit code 3, a message with file, line and column (where the problem has one), its remedy, nothing on standard
output and no result folder. Usage: bad_input_test.py PROGRAM
"""
import csv
import io
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


class BadInput(unittest.TestCase):
    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.case = pathlib.Path(self.tmp.name) / "case"
        shutil.copytree(CASE, self.case)
        for path in self.case.iterdir():
            path.chmod(0o644)

    def tearDown(self):
        self.tmp.cleanup()

    def run_nuzuh(self, *arguments):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, errors="replace", timeout=120)

    def swap(self, name, old, new):
        path = self.case / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def edit(self, name, row_matches, changes):
        """Changes cells of the first row that matches; gives its line."""
        path = self.case / name
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        row = next(r for r in rows if all(r[k] == v for k, v in row_matches.items()))
        row.update(changes)
        out = io.StringIO()
        writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(out.getvalue(), encoding="utf-8")
        return rows.index(row) + 2

    def append(self, name, text):
        with open(self.case / name, "a", encoding="utf-8") as file:
            file.write(text)

    def refused(self, pattern, remedy=""):
        """Both commands refuse the case with a message that the pattern fits; neither leaves anything behind."""
        out = pathlib.Path(self.tmp.name) / "result"
        for command in (["check", str(self.case)], ["forecast", str(self.case), "--members", "10", "-o", str(out)]):
            result = self.run_nuzuh(*command)
            self.assertEqual(result.returncode, 3, (command, result.stderr))
            self.assertEqual(result.stdout, "", command)
            self.assertRegex(result.stderr, pattern)
            self.assertIn(remedy, result.stderr)
            self.assertFalse(out.exists())
            self.assertEqual([p.name for p in pathlib.Path(self.tmp.name).iterdir()], ["case"])

    def test_the_untouched_copy_is_accepted(self):
        result = self.run_nuzuh("check", str(self.case))
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_unknown_key_in_scenario(self):
        self.swap("scenario.toml", "cutoff = ", "cutof = ")
        self.refused(r'scenario\.toml:\d+:1: unknown key "period\.cutof" \(did you mean "cutoff"\?\)')

    def test_duplicate_key_in_scenario(self):
        self.swap("scenario.toml", "cutoff = 2018-12-07", "cutoff = 2018-12-07\ncutoff = 2018-12-08")
        self.refused(r"scenario\.toml:\d+:\d+: .*cutoff")

    def test_wrong_toml(self):
        self.swap("scenario.toml", "[period]", "[period")
        self.refused(r"scenario\.toml:\d+:\d+: ")

    def test_wrong_date_in_scenario(self):
        self.swap("scenario.toml", "until = 2019-06-30", 'until = "2019-06-31"')
        self.refused(r'scenario\.toml:\d+:\d+: "period\.until" is not a date', "write it as YYYY-MM-DD")

    def test_unknown_parameter(self):
        line = self.edit("parameters.csv", {"key": "flight.open"}, {"key": "flight.opne"})
        self.refused(rf'parameters\.csv:{line}:1: unknown key "flight\.opne" \(did you mean "flight\.open"\?\)')

    def test_duplicate_parameter(self):
        text = (self.case / "parameters.csv").read_text(encoding="utf-8").splitlines()
        self.append("parameters.csv", text[1] + "\n")
        self.refused(rf'parameters\.csv:{len(text) + 1}:1: key "people\.bias_last_pocket" stands twice, first on line 2')

    def test_missing_unit(self):
        line = self.edit("parameters.csv", {"key": "flight.open"}, {"unit": ""})
        self.refused(rf'parameters\.csv:{line}:\d+: "flight\.open" has no unit', 'its unit is "1/d"')

    def test_wrong_unit(self):
        line = self.edit("parameters.csv", {"key": "enclave.area"}, {"unit": "ha"})
        self.refused(rf'parameters\.csv:{line}:\d+: "enclave\.area" is given in "ha"', 'its unit is "km2"')

    def test_missing_source(self):
        line = self.edit("parameters.csv", {"key": "flight.open"}, {"sources": ""})
        self.refused(rf"parameters\.csv:{line}:\d+: no source", "name at least one id of sources.csv")

    def test_missing_reason(self):
        line = self.edit("parameters.csv", {"key": "flight.open"}, {"reason": " "})
        self.refused(rf'parameters\.csv:{line}:\d+: "reason" is empty', "say why")

    def test_unknown_source(self):
        self.edit("events.csv", {"id": "ended"}, {"sources": "newarab_20181207"})
        self.refused(r'events\.csv:\d+:1: "ended" names an unknown source .*did you mean "newarab_20181206"\?')

    def test_unknown_site(self):
        line = self.edit("events.csv", {"id": "hajin_taken"}, {"site": "hajjin"})
        self.refused(rf'events\.csv:{line}:1: event "hajin_taken" names an unknown site "hajjin" \(did you mean "hajin"\?\)')

    def test_unknown_site_of_a_road(self):
        line = self.edit("roads.csv", {"from": "suwar", "to": "markadah"}, {"from": "suwr"})
        self.refused(rf'roads\.csv:{line}:1: a road names an unknown site "suwr" \(did you mean "suwar"\?\)')

    def test_not_utf8(self):
        path = self.case / "sites.csv"
        data = path.read_bytes()
        path.write_bytes(data.replace("هجين".encode(), "هجين".encode("cp1256"), 1))
        self.refused(r"sites\.csv:2:\d+: .*UTF-8")

    def test_wrong_date(self):
        line = self.edit("events.csv", {"id": "ended"}, {"first": "2019-02-30"})
        self.refused(rf'events\.csv:{line}:\d+: "2019-02-30" is not a date', "write it as YYYY-MM-DD")

    def test_figure_after_the_cutoff(self):
        line = self.edit("parameters.csv", {"key": "transit.places"}, {"known_by": "2019-02-20"})
        self.refused(rf'parameters\.csv:{line}:1: "transit\.places" is a figure from after the cut-off: known on 2019-02-20', "rest it on what was known by then")

    def test_figure_that_rests_on_a_later_source(self):
        line = self.edit("parameters.csv", {"key": "transit.places"}, {"sources": "ocha_20190220"})
        self.refused(rf'parameters\.csv:{line}:1: "transit\.places" is known on 2018-12-07, but its source "ocha_20190220" only on')

    def test_negative_count(self):
        line = self.edit("observations.csv", {"series": "arrivals_cumulative", "date": "2019-02-20"}, {"value": "-31000"})
        self.refused(rf'observations\.csv:{line}:\d+: "value" is negative: -31000')

    def test_not_a_number(self):
        line = self.edit("observations.csv", {"series": "arrivals_cumulative", "date": "2019-02-20"}, {"value": "31,000"})
        self.refused(rf'observations\.csv:{line}:\d+: "31,000" is not a number', "Latin digits")

    def test_disconnected_network(self):
        self.edit("roads.csv", {"from": "suwar", "to": "markadah"}, {"open": "no"})
        self.refused(r'roads\.csv.*: the network is disconnected: no open road leads from "hajin" to "alhol_camp"', "add the missing road, or open one")

    def test_shares_of_area(self):
        self.edit("sites.csv", {"id": "hajin"}, {"area_share": "0.5"})
        self.refused(r"sites\.csv: the area shares of the enclave places sum to 1\.351", "they must sum to 1")

    def test_a_share_above_one(self):
        line = self.edit("parameters.csv", {"key": "screening.held"}, {"distribution": "fixed", "a": "1.5", "b": ""})
        self.refused(rf'parameters\.csv:{line}:\d+: 1\.5 for "screening\.held" lies outside 0 to 1')

    def test_contradictory_events(self):
        self.append("events.csv", "shut,closure,2019-02-25,2019-02-26,,,A,deirezzor24,2019-02-26,,,,\n")
        self.refused(r'events\.csv:\d+:1: event "shut" \(closure\) contradicts "corridor_feb" \(corridor, line \d+\): both hold on 2019-02-25')

    def test_an_event_that_ends_before_it_begins(self):
        line = self.edit("events.csv", {"id": "pause_nov"}, {"last": "2018-10-01"})
        self.refused(rf'events\.csv:{line}:\d+: event "pause_nov" ends before it begins')

    def test_a_place_taken_twice(self):
        self.append("events.csv", "again,place_taken,2019-03-01,2019-03-01,hajin,,A,deirezzor24,2019-03-01,,,,\n")
        self.refused(r'events\.csv:\d+:1: "hajin" is taken twice, first on line \d+')

    def test_after_the_end(self):
        self.append("events.csv", "late,assault,2019-04-01,2019-04-01,,,A,deirezzor24,2019-04-01,,,,\n")
        self.refused(r'events\.csv:\d+:1: event "late" \(assault\) begins on 2019-04-01, after the enclave has ended on 2019-03-23')

    def test_unknown_column(self):
        self.swap("roads.csv", "travel,open", "travell,open")
        self.refused(r'roads\.csv:1:\d+: unknown column "travell" \(did you mean "travel"\?\)')

    def test_truncated_tables(self):
        for name in ("parameters.csv", "sources.csv", "sites.csv", "roads.csv", "events.csv", "observations.csv"):
            with self.subTest(name):
                path = self.case / name
                whole = path.read_bytes()
                last = whole.rstrip(b"\n").rfind(b"\n") + 1
                for cut in (whole.index(b",", last) + 2, len(whole) - 2, len(whole) - 1):  # within a row, within its last cell, before its end
                    path.write_bytes(whole[:cut])
                    self.refused(rf"{re.escape(name)}:\d+:\d+: ")
                path.write_bytes(whole)

    def test_truncated_scenario(self):
        path = self.case / "scenario.toml"
        path.write_bytes(path.read_bytes()[:-20])
        self.refused(r"scenario\.toml:\d+:\d+: ")

    def test_missing_file(self):
        (self.case / "roads.csv").unlink()
        self.refused(r"roads\.csv: ")

    def test_no_case_at_all(self):
        shutil.rmtree(self.case)
        result = self.run_nuzuh("check", str(self.case))
        self.assertEqual(result.returncode, 3)
        self.assertIn("is not a case folder", result.stderr)

    def test_unknown_name_to_explain(self):
        result = self.run_nuzuh("explain", str(self.case), "fighter_inside")
        self.assertEqual((result.returncode, result.stdout), (3, ""))
        self.assertIn('did you mean "fighters_inside"?', result.stderr)

    def test_another_text_as_report(self):
        report = self.case / "other.txt"
        report.write_text("another text", encoding="utf-8")
        result = self.run_nuzuh("explain", str(self.case), "fighters_inside", "--report", str(report))
        self.assertEqual((result.returncode, result.stdout), (3, ""))
        self.assertIn("is none of the case's reports", result.stderr)

    def test_no_members(self):
        result = self.run_nuzuh("forecast", str(self.case), "--members", "0")
        self.assertIn(result.returncode, (2, 3))
        self.assertEqual(result.stdout, "")
        self.assertIn("members", result.stderr)

    def test_unwritable_directory(self):
        for target in ("/proc/nuzuh-result", str(self.case / "roads.csv" / "result")):
            result = self.run_nuzuh("forecast", str(self.case), "--members", "10", "-o", target)
            self.assertEqual((result.returncode, result.stdout), (4, ""), result.stderr)
            self.assertIn(target.rsplit("/", 1)[0], result.stderr)


if __name__ == "__main__":
    unittest.main()
