#!/usr/bin/python3
"""Docking: runs Subsidia and its second implementation over the same settings and compares what they measure.

    /usr/bin/python3 tests/docking/dock.py [--setting NAME ...] [--write docs/docking.md] [--install]

Exit codes: 0 everything agrees and is precise, 1 a disagreement or an imprecise comparison, 2 something is missing.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAM = os.path.join(ROOT, "dist", "program", "subsidia.js")
PACKAGES = {"simpy": "python3-simpy3", "yaml": "python3-yaml", "numpy": "python3-numpy", "scipy": "python3-scipy"}

SEED = 20260
FAMILY_ERROR = 0.01
# A comparison is precise when its half-width is at most this share of the value, or at most the floor of the measure.
PRECISION = 0.10
PERCENTAGE_POINT = 0.01

Row = Dict[str, float]
Runs = Dict[Tuple[str, str], List[Row]]

SHARES_OF_PROBLEMS = ("solved", "expired", "beyond_knowledge", "deadlocked", "dropped", "abandoned", "open_problems")
SHARES_OF_ISSUES = ("issues_decided", "issues_closed", "issues_deadlocked")
SHARES_OF_WORK = ("helping", "communication", "meeting", "verification", "rework", "board", "bargaining", "clearance")
# What is counted, in what, and the half-width that is small enough.
PER = {
    "negotiations": ("issues_opened", PERCENTAGE_POINT),
    "agreements": ("negotiations", PERCENTAGE_POINT),
    "arbitrations": ("negotiations", PERCENTAGE_POINT),
    "money_spent": ("problems_arrived", 0.0),
    "programmes_launched": ("problems_arrived", PERCENTAGE_POINT),
    "programmes_completed": ("programmes_launched", PERCENTAGE_POINT),
    "clearance_tries": ("programmes_launched", 0.0),
    "clearances_granted": ("programmes_launched", 0.0),
}
# What is compared, in the order of the tables, with the half-width that is small enough however small the value.
AS_THEY_ARE = {
    "time_to_outcome": 0.0,
    "time_to_decision": 0.0,
    "decided_share": PERCENTAGE_POINT,
    "person_days_per_issue": 0.0,
    "rounds_per_issue": 0.0,
    "coordination_share": PERCENTAGE_POINT / 2,
    "utilisation": PERCENTAGE_POINT / 2,
    "public_value": PERCENTAGE_POINT,
    "inclusiveness": PERCENTAGE_POINT,
    "trust_density": PERCENTAGE_POINT,
    "impasse_share": PERCENTAGE_POINT,
    "rounds_per_negotiation": 0.0,
    "time_to_agreement": 0.0,
    "bargaining_gini": PERCENTAGE_POINT,
    "completion_share": PERCENTAGE_POINT,
    "tries_per_clearance": 0.0,
    "time_to_implement": 0.0,
}


# -- the two sides -----------------------------------------------------------------------------------------------------


def run_subsidia(settings: List[str], workers: int) -> Runs:
    """Runs of the program, by setting and variant, read from its CSV files."""
    runs: Runs = {}
    for path in settings:
        folder = tempfile.mkdtemp(prefix="docking-")
        try:
            command = "compare" if _has_variants(path) else "run"
            options = ["--detail", "organisations", "--workers", str(workers), "--quiet", "--overwrite", "--out", folder]
            subprocess.run(["node", PROGRAM, command, path] + options, check=True)
            _read_result(folder, path, runs)
        finally:
            shutil.rmtree(folder)
    return runs


def _has_variants(path: str) -> bool:
    from scenario import variants

    return len(variants(path)) > 1


def _read_result(folder: str, path: str, runs: Runs) -> None:
    from scenario import read

    setting = os.path.splitext(os.path.basename(path))[0]
    by_id: Dict[str, Row] = {}
    groups: Dict[str, Dict[str, List[float]]] = {}
    hubs: Dict[str, set] = {}
    with open(os.path.join(folder, "runs.csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["status"] != "ok":
                raise RuntimeError(f"a run of {setting} failed")
            variant = row["variant"]
            if variant not in hubs:
                hubs[variant] = {n.lead.path for n in read(path, variant).networks if n.lead}
            by_id[row["run_id"]] = {key: _float(text) for key, text in row.items()}
            groups[row["run_id"]] = {"hubs": hubs[variant]}
            runs.setdefault((setting, variant), []).append(by_id[row["run_id"]])
    with open(os.path.join(folder, "organisations.csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["organisation"]
            group = "hub" if name.endswith("/nao") or name in groups[row["run_id"]]["hubs"] else name.split("/")[-1].split(".")[0]
            groups[row["run_id"]].setdefault(group, []).append(_float(row["utilisation"]))
    for run, by_group in groups.items():
        for group, shares in by_group.items():
            if group != "hubs":
                by_id[run][f"utilisation:{group}"] = sum(shares) / len(shares)


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _simulate(task: Tuple[str, str, range]) -> Tuple[str, str, List[Row]]:
    from policy import simulate
    from scenario import read

    path, variant, replications = task
    scenario = read(path, variant)
    setting = os.path.splitext(os.path.basename(path))[0]
    return setting, variant, [simulate(scenario, SEED, replication) for replication in replications]


def run_simpy(settings: List[str], workers: int) -> Runs:
    """Runs of the second implementation, as many as the file says."""
    from multiprocessing import Pool

    import yaml
    from scenario import variants

    tasks = []
    for path in settings:
        with open(path, encoding="utf-8") as file:
            replications = yaml.safe_load(file)["replications"]
        for variant in variants(path):
            tasks += [(path, variant, range(i, min(i + 10, replications))) for i in range(0, replications, 10)]
    runs: Runs = {}
    with Pool(workers) as pool:
        for setting, variant, rows in pool.imap(_simulate, tasks):
            runs.setdefault((setting, variant), []).extend(rows)
    return runs


# -- comparison --------------------------------------------------------------------------------------------------------


@dataclass
class Comparison:
    """One measure of one variant of one setting on both sides."""

    setting: str
    variant: str
    measure: str
    floor: float
    subsidia: List[float]
    simpy: List[float]
    half_width: float = math.nan

    @property
    def means(self) -> Tuple[float, float]:
        return _mean(self.subsidia), _mean(self.simpy)

    @property
    def difference(self) -> float:
        return self.means[1] - self.means[0]

    @property
    def relative_half_width(self) -> float:
        value = abs(self.means[0])
        return self.half_width / value if value else math.inf

    @property
    def verdict(self) -> str:
        rounding = 1e-9 * max(map(abs, self.means))
        if not abs(self.difference) <= self.half_width + rounding:
            return "differs"
        if self.half_width > self.floor and self.relative_half_width > PRECISION:
            return "imprecise"
        return "agrees"

    def weigh(self, level: float) -> None:
        """Half-width of Welch's interval with error probability `level`."""
        from scipy import stats

        a, b = (_variance(xs) / len(xs) for xs in (self.subsidia, self.simpy))
        if a + b == 0:
            self.half_width = 0.0
            return
        freedom = (a + b) ** 2 / (a * a / (len(self.subsidia) - 1) + b * b / (len(self.simpy) - 1))
        self.half_width = float(stats.t.ppf(1 - level / 2, freedom)) * math.sqrt(a + b)


def _mean(xs: List[float]) -> float:
    return sum(xs) / len(xs) if xs else math.nan


def _variance(xs: List[float]) -> float:
    mean = _mean(xs)
    return sum((x - mean) ** 2 for x in xs) / (len(xs) - 1)


def derived(row: Row) -> Dict[str, Tuple[float, float]]:
    """What is compared of one run: value and floor of the half-width by measure."""
    result = {name: (row[name], floor) for name, floor in AS_THEY_ARE.items()}
    arrived, opened = row["problems_arrived"], row["issues_opened"]
    work = sum(row[f"person_days_{category}"] for category in ("direct",) + SHARES_OF_WORK)
    for name in SHARES_OF_PROBLEMS:
        result[f"{name} / arrived"] = (row[name] / arrived, PERCENTAGE_POINT)
    for name in SHARES_OF_ISSUES:
        result[f"{name} / opened"] = (row[name] / opened if opened else math.nan, PERCENTAGE_POINT)
    for name, (whole, floor) in PER.items():
        result[f"{name} / {whole.replace('problems_', '').replace('issues_', '')}"] = (row[name] / row[whole] if row[whole] else math.nan, floor)
    for name in SHARES_OF_WORK:
        result[f"{name} / work"] = (row[f"person_days_{name}"] / work, PERCENTAGE_POINT / 2)
    for name in sorted(key for key in row if key.startswith("utilisation:")):
        result[name.replace(":", " of ")] = (row[name], PERCENTAGE_POINT / 2)
    return result


def compare(subsidia: Runs, simpy: Runs) -> List[Comparison]:
    """All comparisons, each at its share of the family's error (Bonferroni)."""
    comparisons = []
    for key in subsidia:
        left, right = ([derived(row) for row in side[key]] for side in (subsidia, simpy))
        for measure, (_, floor) in left[0].items():
            values = [[row[measure][0] for row in side if not math.isnan(row[measure][0])] for side in (left, right)]
            if not any(value for side in values for value in side):
                continue  # it does not exist here, or is zero in every run of both sides
            comparisons.append(Comparison(key[0], key[1], measure, floor, values[0], values[1]))
    for comparison in comparisons:
        if min(len(comparison.subsidia), len(comparison.simpy)) < 2:
            raise RuntimeError(f"{comparison.measure} is not defined in {comparison.setting}, {comparison.variant}")
        comparison.weigh(FAMILY_ERROR / len(comparisons))
    return comparisons


# -- report ------------------------------------------------------------------------------------------------------------


def _number(value: float) -> str:
    return f"{value:.4g}"


def _precision(comparison: Comparison) -> str:
    relative = comparison.relative_half_width
    if comparison.half_width <= comparison.floor and relative > PRECISION:
        return f"± {_number(comparison.half_width)}"
    return f"± {100 * relative:.1f} %"


def print_table(comparisons: List[Comparison], everything: bool) -> None:
    layout = "{:<11} {:<10} {:<26} {:>10} {:>10} {:>10} {:>10}  {}"
    print(layout.format("setting", "variant", "measure", "Subsidia", "SimPy", "difference", "half-width", "verdict"))
    for c in comparisons:
        if everything or c.verdict != "agrees":
            numbers = [_number(x) for x in (*c.means, c.difference)]
            print(layout.format(c.setting, c.variant, c.measure, *numbers, _precision(c), c.verdict))


def summary(comparisons: List[Comparison]) -> str:
    counts = {verdict: sum(c.verdict == verdict for c in comparisons) for verdict in ("agrees", "differs", "imprecise")}
    relative = sorted(c.relative_half_width for c in comparisons if c.half_width > c.floor)
    typical = f"; half-widths: median {100 * relative[len(relative) // 2]:.1f} %, largest {100 * relative[-1]:.1f} %" if relative else ""
    return (
        f"{len(comparisons)} comparisons: {counts['agrees']} agree, {counts['differs']} differ, "
        f"{counts['imprecise']} are too imprecise{typical}"
    )


def markdown(comparisons: List[Comparison], settings: List[str]) -> str:
    """The document: what was done, what came out, what was learnt on the way."""
    with open(os.path.join(HERE, "differences.md"), encoding="utf-8") as file:
        differences = file.read()
    parts = [
        "# Docking: a second implementation\n",
        "The model was implemented a second time, in SimPy (Python), from [its description](model-description.md) and the\n"
        "[reference of scenario files](scenario-files.md) alone, with other random numbers; see `tests/docking/README.md`. Both programs\n"
        "run the same settings, and their measures are compared (Axtell, Axelrod, Epstein and Cohen 1996, Aligning simulation models,\n"
        "Computational and Mathematical Organization Theory 1(2), call this docking). `tests/docking/dock.py --write` made this page.\n",
        f"**{summary(comparisons)}.**\n",
        "Each cell holds Subsidia's mean / SimPy's mean and the half-width of Welch's interval for their difference: in per cent of\n"
        "Subsidia's mean, or, without a per cent sign, in the unit of the measure where that is small in itself (one percentage point for\n"
        "shares of problems and issues, half of one for shares of staff time). All intervals hold\n"
        f"together with probability {1 - FAMILY_ERROR:g} (Bonferroni). A comparison *differs* when the difference exceeds the half-width, and is\n"
        f"*imprecise* when the half-width exceeds {100 * PRECISION:.0f} % of the value and that small amount. Times in days.\n",
    ]
    for path in settings:
        parts.append(_setting_table(path, comparisons))
    return "\n".join(parts) + "\n" + differences


def _setting_table(path: str, comparisons: List[Comparison]) -> str:
    setting = os.path.splitext(os.path.basename(path))[0]
    mine = [c for c in comparisons if c.setting == setting]
    with open(path, encoding="utf-8") as file:
        purpose = " ".join(line[2:].strip() for line in file if line.startswith("# "))
    forms = list(dict.fromkeys(c.variant for c in mine))
    measures = list(dict.fromkeys(c.measure for c in mine))
    cells = {(c.measure, c.variant): c for c in mine}
    lines = [f"## {setting}\n", f"{purpose} {len(mine[0].subsidia)} replications on each side.\n"]
    lines.append(f"| measure | {' | '.join(forms)} |")
    lines.append("| --- |" + " --- |" * len(forms))
    for measure in measures:
        row = [_cell(cells.get((measure, form))) for form in forms]
        lines.append(f"| {measure} | {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def _cell(comparison: Optional[Comparison]) -> str:
    if comparison is None:
        return ""
    left, right = comparison.means
    mark = "" if comparison.verdict == "agrees" else f" **{comparison.verdict}**"
    return f"{_number(left)} / {_number(right)} ({_precision(comparison)}){mark}"


# -- command -----------------------------------------------------------------------------------------------------------


def missing_packages() -> List[str]:
    """Debian packages of the modules that cannot be imported."""
    missing = []
    for module, package in PACKAGES.items():
        try:
            importlib.import_module(module)
        except ImportError:
            missing.append(package)
    return missing


def provide(install: bool) -> bool:
    """Whether all that is needed is there; installs Debian packages if asked to and allowed."""
    missing = missing_packages()
    if missing and install and os.geteuid() == 0:
        subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends"] + missing, check=True)
        importlib.invalidate_caches()
        missing = missing_packages()
    if missing:
        print(f"missing: {', '.join(missing)}. Get them with: apt-get install {' '.join(missing)} (or --install as root),", file=sys.stderr)
        print("and run this with Debian's /usr/bin/python3.", file=sys.stderr)
    if not os.path.exists(PROGRAM):
        print("missing: the built program. Get it with: npm ci && npm run build", file=sys.stderr)
    return not missing and os.path.exists(PROGRAM)


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares Subsidia with a second implementation of its model.")
    known = sorted(name[:-5] for name in os.listdir(os.path.join(HERE, "settings")) if name.endswith(".yaml"))
    parser.add_argument("--setting", action="append", choices=known, metavar="NAME", help="compare only this setting; may be repeated")
    parser.add_argument("--write", metavar="FILE", help="write the comparison as markdown")
    parser.add_argument("--all", action="store_true", help="print every comparison, not only those that fail")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--install", action="store_true", help="install missing Debian packages (as root)")
    given = parser.parse_args()
    if not provide(given.install):
        return 2
    settings = [os.path.join(HERE, "settings", f"{name}.yaml") for name in given.setting or known]
    began = time.time()
    subsidia = run_subsidia(settings, given.workers)
    between = time.time()
    comparisons = compare(subsidia, run_simpy(settings, given.workers))
    print_table(comparisons, given.all)
    print(f"\n{summary(comparisons)} (Subsidia {between - began:.0f} s, SimPy {time.time() - between:.0f} s)")
    if given.write:
        with open(given.write, "w", encoding="utf-8") as file:
            file.write(markdown(comparisons, settings))
    return 0 if all(c.verdict == "agrees" for c in comparisons) else 1


if __name__ == "__main__":
    sys.exit(main())
