#!/usr/bin/env python3
"""Subsidia's model written again in SimPy, from its description alone.

    policy.py settings/light.yaml --variant shared --replications 20 --seed 7 --out runs.csv

One row per run with its end-of-run measures. Random numbers are NumPy's (PCG64), not Subsidia's.
"""

from __future__ import annotations

import argparse
import csv
import sys
import zlib
from typing import Dict, List

import numpy as np

from hierarchy import System
from measures import measures
from scenario import Scenario, read, variants


def simulate(scenario: Scenario, seed: int, replication: int) -> Dict[str, float]:
    """One run; the same arguments give the same result."""
    name = zlib.crc32(f"{scenario.name}:{scenario.variant}".encode())
    system = System(scenario, np.random.SeedSequence([seed, name, replication]))
    system.run()
    return measures(system)


def rows(path: str, names: List[str], seed: int, replications: range) -> List[Dict[str, object]]:
    """Runs of several variants of a file."""
    result: List[Dict[str, object]] = []
    for variant in names:
        scenario = read(path, variant)
        for replication in replications:
            row: Dict[str, object] = {"scenario": scenario.name, "variant": variant, "replication": replication}
            row.update(simulate(scenario, seed, replication))
            result.append(row)
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description="Simulates a scenario with the second implementation, one CSV row per run.")
    parser.add_argument("scenario", help="a scenario file")
    parser.add_argument("--variant", action="append", help="a variant of it; may be repeated (default: all)")
    parser.add_argument("--replications", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", help="CSV file (default: standard output)")
    given = parser.parse_args()
    table = rows(given.scenario, given.variant or variants(given.scenario), given.seed, range(given.replications))
    columns = list(dict.fromkeys(column for row in table for column in row))
    with (open(given.out, "w", newline="", encoding="utf-8") if given.out else sys.stdout) as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
