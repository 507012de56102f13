#!/usr/bin/env python3
"""Fits the priors of the enclave model to the enclaves on record, three times.

    all      every enclave of data/enclaves
    without  without the Hajin pocket and Baghuz, on which the demonstration is scored
    before   only what had ended and was public before 7 December 2018; an enclave that went on then counts as right-censored

The case cases/hajin-2018 uses the last one. Writes data/enclaves/fits.csv and the table in docs/methods/priors.md; with --check it
writes nothing and fails where they, or the case's parameters, differ from what it would write. Pure Python, no packages.

Method. A sample x_1..x_n of a positive quantity gives a lognormal: median exp(mean log), and a predictive standard deviation of the log,
    b^2 = (nu0 s0^2 + (n - 1) s^2) / (nu0 + n - 1) * (1 + 1/n),   s0 = 0.8, nu0 = 2:
a weak statement that such figures scatter by a factor of 2.2, so that two or three cases that happen to agree do not give a narrow belief.
Durations are fitted by maximum likelihood with right-censoring. The daily share of ground is tuned by simulating tempo and advance until the
ends fall as the fitted durations do.
"""
import argparse
import csv
import datetime
import io
import math
import pathlib
import random
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "data" / "enclaves"
CASE = ROOT / "cases" / "hajin-2018" / "parameters.csv"
PAGE = ROOT / "docs" / "methods" / "priors.md"
CUTOFF = datetime.date(2018, 12, 7)
LEFT_OUT = ("hajin_2018_19", "baghuz_2019")
FITS = ("all", "without", "before")
S0, NU0 = 0.8, 2.0


def day(text):
    return datetime.date.fromisoformat(text)


def read(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counts(fit, enclave, known_by):
    """Whether a figure may enter a fit."""
    if fit == "all":
        return True
    if enclave in LEFT_OUT:
        return False
    return fit == "without" or known_by <= CUTOFF


def predictive(logs):
    """Mean and predictive standard deviation of logs (see the method above)."""
    n = len(logs)
    mean = sum(logs) / n
    square = sum((x - mean) ** 2 for x in logs)
    return mean, math.sqrt((NU0 * S0**2 + square) / (NU0 + n - 1) * (1 + 1 / n))


def phi(z):
    return 0.5 * math.erfc(-z / math.sqrt(2))


def fit_durations(enclaves, fit):
    """Lognormal of the days from assault to end: maximum likelihood, right-censored where the end was not known yet."""
    ended, going_on = [], []
    for row in enclaves:
        if row["use_in_duration_fit"] != "1" or (fit != "all" and row["enclave"] in LEFT_OUT):
            continue
        start, end = day(row["start"]), day(row["end"])
        if fit == "before" and start > CUTOFF:
            continue
        if fit == "before" and end > CUTOFF:
            going_on.append(math.log((CUTOFF - start).days))
        else:
            ended.append(math.log(float(row["duration_days"])))

    def loss(mean, sd):
        total = sum(math.log(sd) + (x - mean) ** 2 / (2 * sd**2) for x in ended)
        return total - sum(math.log(max(1e-300, 1 - phi((x - mean) / sd))) for x in going_on)

    mean, sd, step = 4.0, 1.0, 0.5
    while step > 1e-6:  # pattern search: the surface has one valley
        best = min(((loss(m, s), m, s) for m in (mean - step, mean, mean + step) for s in (max(0.05, sd - step), sd, sd + step)))
        if (best[1], best[2]) == (mean, sd):
            step /= 2
        mean, sd = best[1], best[2]
    sd *= math.sqrt(len(ended) / (len(ended) - 1))
    return mean, sd, len(ended), len(going_on)


def simulate_end(rng, rho, deal_share):
    """Days to the end by tempo and advance alone (docs/methods/enclave.md), with deals and reverses as they are on record."""
    draw = lambda median, sd: median * math.exp(sd * rng.gauss(0, 1))
    held, state, left, gains = 1.0, "push", max(1.0, draw(10, 0.8)), []
    deal = rng.random() < deal_share
    threshold, factor = draw(0.13, 0.5), draw(0.4, 1.0)
    for today in range(1, 1501):
        gain = 0.0
        if state == "push":
            gain = rho * rng.gammavariate(1.2, 1 / 1.2) * (factor if held < 0.1 else 1)
        held -= gain
        gains = (gains + [gain])[-14:]
        if held <= 0:
            return today
        if state != "pause" and rng.random() < 0.018:  # a reverse
            back = sum(gains) if rng.random() < 0.1 else sum(gains) * rng.betavariate(0.6, 1.8)
            held, gains = min(1.0, held + back), []
            state, left = "stall", draw(12, 0.7)
        if deal and rng.random() < 0.12 / (1 + math.exp((held - threshold) / 0.04)):
            return today + min(60, draw(5, 1.2))
        if rng.random() < 0.0005:
            return today
        left -= 1
        if left <= 0:
            u = rng.random()
            state = {"push": "stall" if u < 0.65 else "pause", "stall": "push" if u < 0.75 else "pause", "pause": "push" if u < 0.70 else "stall"}[state]
            left = max(1.0, draw(*{"push": (10, 0.8), "stall": (12, 0.9), "pause": (5, 0.8)}[state]))
    return 1500


def fit_rho(mean, sd, deal_share, members=500):
    """Median and log sd of the daily share of ground for which simulated ends have the quantiles of the fitted durations."""
    z = (-1.2816, -0.6745, 0.0, 0.6745, 1.2816)
    target = [mean + sd * x for x in z]

    def distance(median, spread):
        ends = []
        for member in range(members):
            rng = random.Random(member)  # the same luck for every candidate
            rho = min(1.0, median * math.exp(spread * rng.gauss(0, 1)))
            ends.append(math.log(simulate_end(rng, rho, deal_share)))
        ends.sort()
        return sum((ends[int(members * phi(x))] - t) ** 2 for x, t in zip(z, target))

    grid = [(m, s) for m in (0.025, 0.03, 0.035, 0.04, 0.045, 0.05, 0.06, 0.07) for s in (0.3, 0.5, 0.7, 0.9, 1.1)]
    return min(grid, key=lambda c: distance(*c))


def enclave_samples(enclaves, fit):
    """Rates that follow from the table itself: attackers' deaths and surrenders per head and day."""
    deaths, surrenders = [], []
    for row in enclaves:
        if row["use_in_duration_fit"] != "1" or not row["end"] or not counts(fit, row["enclave"], day(row["end"])):
            continue
        days = float(row["duration_days"])
        value = lambda name: float(row[name]) if row[name] else None
        killed, committed = value("attackers_killed_mid"), value("attackers_committed_mid")
        if killed and committed:
            deaths.append(math.log(killed / committed / days))
        taken, defenders = value("defenders_captured_or_surrendered_mid"), value("defenders_at_start_mid")
        if taken and defenders:
            # The hazard grows by exp(c (1 - h)) while ground is lost; with c about 2.5 its mean is 3.5 times that of the start.
            surrenders.append(math.log(-math.log(1 - min(0.95, taken / defenders)) / days / 3.5))
    return deaths, surrenders


def exchange_samples(enclaves, sources, fit):
    """Defenders killed per attacker killed, from one independent count of events (UCDP) an enclave."""
    ends = {row["enclave"]: row["end"] for row in enclaves}
    cells = {(row["enclave"], row["field"]): row["value_mid"] for row in sources if row["field"].startswith("ucdp_")}
    logs = []
    for enclave in sorted({key[0] for key in cells}):
        if enclave == "daraya_2016" or not counts(fit, enclave, day(ends[enclave])):
            continue  # Daraya: a four-year siege, not an assault
        logs.append(math.log(float(cells[enclave, "ucdp_defenders_killed"]) / float(cells[enclave, "ucdp_attackers_killed"])))
    return logs


def fit_reverses(fit):
    """Reverses with 20 or more attackers dead: 16 in 761 enclave-days, six of them in the 152 days of Hajin, none known at Baghuz (43 days)."""
    if fit == "all":
        return 16 / 761, 0.9, 16
    rate = 10 / 566
    if fit == "without":
        return rate, 0.9, 10
    # Before the cut-off six had been reported here in 77 days of fighting: pooled by precision of the logs, then divided by the mean
    # effect of weather, 1 + (3 - 1) * 0.15, which the model applies itself.
    here, here_var, pool_var = math.log(6 / 77), 1 / 6, 0.9**2
    mean = (math.log(rate) / pool_var + here / here_var) / (1 / pool_var + 1 / here_var)
    return math.exp(mean) / 1.3, max(0.5, math.sqrt(1 / (1 / pool_var + 1 / here_var))), 16


def digits(value, count=2):
    """Rounded to significant digits, in the shortest form."""
    if value == 0:
        return "0"
    return f"{round(value, count - 1 - math.floor(math.log10(abs(value)))):.10g}"


def all_fits():
    enclaves, sources, samples = read("enclaves.csv"), read("enclaves_sources.csv"), read("samples.csv")
    rows = []

    def add(key, fit, form, a, b, n, note=""):
        rows.append({"key": key, "fit": fit, "distribution": form, "a": digits(a), "b": digits(b), "n": n, "note": note})

    normal_of_log = {"people.bias_last_pocket", "people.bias_whole_city", "fighters.bias", "announced.lateness"}
    for key in sorted({row["key"] for row in samples}):
        for fit in FITS:
            logs = [math.log(float(r["value"])) for r in samples if r["key"] == key and counts(fit, r["enclave"], day(r["known_by"]))]
            mean, sd = predictive(logs)
            if key in normal_of_log:
                add(key, fit, "normal", mean, sd, len(logs))
            else:
                add(key, fit, "lognormal", math.exp(mean), sd, len(logs))
    for fit in FITS:
        mean, sd, ended, going_on = fit_durations(enclaves, fit)
        add("climatology.duration", fit, "lognormal", math.exp(mean), sd, ended, f"{going_on} right-censored" if going_on else "")
        used = [r for r in enclaves if r["use_in_duration_fit"] == "1" and counts(fit, r["enclave"], day(r["end"]))]
        share = sum(r["end_mode"] == "deal_exit" for r in used) / len(used)
        rho, spread = fit_rho(mean, sd, share)
        add("advance.share_per_push_day", fit, "lognormal", rho, spread, ended, f"deals in {share:.0%} of the cases")
        deaths, surrenders = enclave_samples(enclaves, fit)
        for key, logs in (("attrition.attackers_daily", deaths), ("surrender.rate", surrenders), ("attrition.exchange_ratio", exchange_samples(enclaves, sources, fit))):
            mean, sd = predictive(logs)
            add(key, fit, "lognormal", math.exp(mean), sd, len(logs))
        rate, spread, n = fit_reverses(fit)
        add("reverse.rate", fit, "lognormal", rate, spread, n)
        # Exits of fighters that were agreed to, by the record of sieges of this group: +1/+1 on the counts.
        yes, no = {"all": (3, 2), "without": (3, 0), "before": (3, 0)}[fit]
        if fit == "before":
            add("deal.agreed", fit, "beta", 2, 2, 14, "3 of 3 by this besieger, 5 of 14 by all: drawn to the middle")
        else:
            add("deal.agreed", fit, "beta", yes + 1, no + 1, yes + no)
        broken = (7, 4) if fit == "before" else (8, 4)
        add("deal.broken", fit, "beta", broken[0] + 1, broken[1] + 1, sum(broken))
        # One relief (Kobani) in all the days that the enclaves lasted, as far as known.
        days = sum(float(r["duration_days"]) for r in used)
        if fit == "before":
            days += sum((CUTOFF - day(r["start"])).days for r in enclaves if r["use_in_duration_fit"] == "1" and r["enclave"] not in LEFT_OUT and day(r["start"]) <= CUTOFF < day(r["end"]))
        add("relief.rate", fit, "lognormal", 1 / days, 1.0, 1, f"one in {days:.0f} days")
    rows.sort(key=lambda r: (r["key"], FITS.index(r["fit"])))
    return rows


def csv_text(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, ["key", "fit", "distribution", "a", "b", "n", "note"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def table(rows):
    lines = ["| number | all | n | without Hajin and Baghuz | n | before 2018-12-07 (used) | n | |", "|---|---|---|---|---|---|---|---|"]
    by_key = {}
    for row in rows:
        by_key.setdefault(row["key"], {})[row["fit"]] = row
    for key, fits in by_key.items():
        cells = [f"`{key}`"]
        for fit in FITS:
            row = fits[fit]
            cells += [f"{row['distribution']}({row['a']}, {row['b']})", str(row["n"])]
        lines.append("| " + " | ".join(cells) + f" | {fits['before']['note']} |")
    return "\n".join(lines) + "\n"


BEGIN, END = "<!-- fits: written by scripts/refit_priors.py -->\n", "<!-- end of fits -->\n"


def page_with(text, rows):
    head, rest = text.split(BEGIN)
    return head + BEGIN + table(rows) + END + rest.split(END)[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file differs")
    check = parser.parse_args().check
    rows = all_fits()
    problems = []
    with open(CASE, encoding="utf-8", newline="") as file:
        case = {row["key"]: row for row in csv.DictReader(file)}
    for row in rows:
        used = case.get(row["key"])
        if row["fit"] == "before" and used and (used["distribution"], used["a"], used["b"]) != (row["distribution"], row["a"], row["b"]):
            problems.append(f"{CASE.name}: {row['key']} is {used['distribution']}({used['a']}, {used['b']}), the fit gives {row['distribution']}({row['a']}, {row['b']})")
    for path, text in ((DATA / "fits.csv", csv_text(rows)), (PAGE, page_with(PAGE.read_text(encoding="utf-8"), rows))):
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            problems.append(f"{path.name} differs from what the data give: run scripts/refit_priors.py")
        else:
            path.write_text(text, encoding="utf-8")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
