#!/usr/bin/env python3
"""Results are the same bytes for any number of threads and on every run, and they come into being whole or not at all.

Ctrl-C, kill -9, a full disk and a place that is not ours leave no result and touch nothing. Usage: reproducible_test.py PROGRAM
"""
import hashlib
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "build/release/bin/nuzuh"
CASES = pathlib.Path(__file__).resolve().parents[2] / "cases"
TOY, HAJIN = str(CASES / "toy"), str(CASES / "hajin-2018")
LONG = ["forecast", HAJIN, "--members", "20000", "--threads", "1"]  # far longer than the waits below


def hashes(folder):
    """Name -> hash of every file below a folder."""
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


class Reproducible(unittest.TestCase):
    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.tmp.name)

    def tearDown(self):
        self.tmp.cleanup()

    def nuzuh(self, *arguments, code=0, **options):
        result = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=300, **options)
        self.assertEqual(result.returncode, code, result.stderr)
        return result

    def listing(self):
        return sorted(str(p.relative_to(self.root)) for p in self.root.rglob("*"))

    # -- the same bytes

    def same_for_all_threads(self, *arguments):
        printed, written = set(), []
        for name, threads in (("one", 1), ("two", 2), ("seven", 7), ("again", 2)):
            out = self.root / name
            result = self.nuzuh(*arguments, "--threads", threads, "-o", out)
            printed.add(result.stdout.replace(str(out), "OUT"))
            written.append(hashes(out) if out.is_dir() else {"": hashlib.sha256(out.read_bytes()).hexdigest()})
        self.assertEqual(len(printed), 1, "the printed answer differs")
        self.assertTrue(written[0])
        for other in written[1:]:
            self.assertEqual(written[0], other)
        return written[0]

    def test_toy_forecast(self):
        first = self.same_for_all_threads("forecast", TOY, "--members", 200)
        self.assertIn("forecast.gpkg", first)
        self.assertIn("brief.html", first)
        # Another seed is another forecast: the comparison can see a difference.
        self.nuzuh("forecast", TOY, "--members", 200, "--seed", 2, "-o", self.root / "other")
        self.assertNotEqual(first["forecast.json"], hashes(self.root / "other")["forecast.json"])

    def test_hajin_forecast(self):
        self.same_for_all_threads("forecast", HAJIN, "--members", 200, "--until", "2019-01-31")

    def test_hajin_forecast_that_learns(self):
        self.same_for_all_threads("forecast", HAJIN, "--members", 150, "--known-by", "2019-01-11", "--until", "2019-02-10", "--reveal")

    def test_hajin_calibrate(self):
        self.same_for_all_threads("calibrate", HAJIN, "--particles", 120, "--known-by", "2019-01-11")

    def test_hajin_score(self):
        self.same_for_all_threads("score", HAJIN, "--members", 100, "--cutoffs", "2019-02-09")

    # -- whole or not at all

    def start(self, *arguments):
        return subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def test_interrupt_leaves_nothing(self):
        process = self.start(*LONG, "-o", self.root / "result")
        time.sleep(1.5)
        self.assertIsNone(process.poll(), "it ended before it could be interrupted")
        process.send_signal(signal.SIGINT)
        _, message = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, message)
        self.assertIn("nothing was written", message)
        self.assertEqual(self.listing(), [])

    def test_interrupt_keeps_the_earlier_result(self):
        out = self.root / "result"
        self.nuzuh("forecast", TOY, "--members", 100, "-o", out)
        before = hashes(out)
        process = self.start(*LONG, "-o", out)
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertEqual(hashes(out), before)

    def test_kill_at_any_moment_leaves_all_or_nothing(self):
        begin = time.monotonic()
        self.nuzuh("forecast", TOY, "--members", 200, "-o", self.root / "whole")
        took = time.monotonic() - begin
        whole = hashes(self.root / "whole")
        for i in range(12):
            out = self.root / f"killed{i}"
            process = self.start("forecast", TOY, "--members", 200, "-o", out)
            time.sleep(took * (i + 0.5) / 10)
            process.kill()
            process.communicate(timeout=60)
            if out.exists():
                self.assertEqual(hashes(out), whole, f"half a result after {i}")

    def test_kill_in_the_middle_leaves_no_result(self):
        process = self.start(*LONG, "-o", self.root / "result")
        time.sleep(1.0)
        process.kill()
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, -signal.SIGKILL)
        self.assertFalse((self.root / "result").exists())

    def test_a_full_disk_leaves_no_result(self):
        # A limit on the size of files stands for the full disk: writes fail midway. Python ignores SIGXFSZ; the child inherits that.
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))

        result = self.nuzuh("forecast", TOY, "--members", 100, "-o", self.root / "result", code=4, preexec_fn=limit, restore_signals=False)
        self.assertIn("error: ", result.stderr)
        self.assertEqual(self.listing(), [])
        self.nuzuh("calibrate", HAJIN, "--particles", 100, "--known-by", "2018-12-07", "-o", self.root / "posterior.json", code=4, preexec_fn=limit,
                   restore_signals=False)
        self.assertEqual(self.listing(), [])

    def test_a_foreign_directory_is_not_touched(self):
        foreign = self.root / "thesis"
        foreign.mkdir()
        (foreign / "chapter.txt").write_text("precious")
        for command in (["forecast", TOY, "--members", 100], ["score", HAJIN, "--members", 100, "--cutoffs", "2019-02-09"]):
            result = self.nuzuh(*command, "-o", foreign, code=4)
            self.assertIn("nothing was touched", result.stderr)
            self.assertEqual(result.stdout, "")
        self.assertEqual(self.listing(), ["thesis", "thesis/chapter.txt"])
        self.assertEqual((foreign / "chapter.txt").read_text(), "precious")

    def test_a_file_of_somebody_added_to_a_result_is_kept(self):
        out = self.root / "result"
        self.nuzuh("forecast", TOY, "--members", 100, "-o", out)
        (out / "my notes.txt").write_text("precious")
        self.nuzuh("forecast", TOY, "--members", 100, "--seed", 3, "-o", out, code=4)
        self.assertEqual((out / "my notes.txt").read_text(), "precious")

    def test_an_unwritable_place(self):
        (self.root / "file").write_text("x")
        places = ["/proc/nowhere/result", self.root / "file", self.root / "file" / "result"]
        if os.geteuid() != 0:
            closed = self.root / "closed"
            closed.mkdir(mode=0o555)
            places.append(closed / "result")
        before = self.listing()
        for place in places:
            result = self.nuzuh("forecast", TOY, "--members", 100, "-o", place, code=4)
            self.assertRegex(result.stderr, r"^error: .*\(.*\)\n$")
            self.assertEqual(result.stdout, "", "nothing is worked out for a place that cannot be written")
        self.nuzuh("calibrate", HAJIN, "--particles", 100, "-o", "/proc/nowhere/posterior.json", code=4)
        self.assertEqual(self.listing(), before)

    def test_no_members(self):
        for command in (["forecast", TOY, "--members", "0"], ["forecast", TOY, "--members", "-5"], ["forecast", TOY, "--members", "ten"],
                        ["calibrate", TOY, "--particles", "0"], ["score", HAJIN, "--cutoffs", "2019-02-09", "--members", "0"],
                        ["forecast", TOY, "--threads", "0"], ["forecast"], ["forecst", TOY]):
            result = self.nuzuh(*command, *(["-o", self.root / "result"] if len(command) > 2 else []), code=2)
            self.assertEqual(result.stdout, "")
            self.assertNotEqual(result.stderr, "")
        self.assertEqual(self.listing(), [])


if __name__ == "__main__":
    unittest.main()
