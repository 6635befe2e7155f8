"""End-of-run measures, defined as in the column descriptions of a result (`datapackage.json`)."""

from __future__ import annotations

from collections import Counter
from typing import Dict, List, Optional

import numpy as np

from bargaining import Negotiation
from clearances import Programme
from forms import Issue
from hierarchy import System
from scenario import Scenario
from station import COORDINATION

NEVER = float("inf")


def restricted_mean(durations: np.ndarray, ended: np.ndarray, limit: float) -> float:
    """Area under the Kaplan-Meier curve up to `limit`; `ended` is false where a duration is censored."""
    if len(durations) == 0:
        return float("nan")
    # At equal durations those that ended come first: the censored were still at risk.
    order = np.lexsort((~ended, durations))
    durations, ended = durations[order], ended[order]
    at_risk = len(durations) - np.arange(len(durations))
    survival = np.cumprod(1 - ended / at_risk)
    inside = durations <= limit
    times = np.concatenate(([0.0], durations[inside], [limit]))
    return float(np.sum(np.diff(times) * np.concatenate(([1.0], survival[inside]))))


def survival_at(durations: np.ndarray, ended: np.ndarray, limit: float) -> float:
    """The Kaplan-Meier curve at `limit`."""
    survival = 1.0
    order = np.lexsort((~ended, durations))
    for rank, index in enumerate(order):
        if durations[index] > limit:
            break
        if ended[index]:
            survival *= 1 - 1 / (len(durations) - rank)
    return survival if len(durations) else float("nan")


def measures(system: System) -> Dict[str, float]:
    """All measures of a finished run; undefined ones are NaN."""
    scenario = system.scenario
    result = _of_problems(system)
    result.update(_of_issues([issue for issue in system.issues if issue.opened >= scenario.warmup], scenario))
    result.update(_of_bargaining([p.negotiation for p in system.problems if p.negotiation], system))
    result.update(_of_implementation([p.programme for p in system.problems if p.programme], scenario))
    result.update(_of_staff(system))
    densities = [network.trust.density() for network in system.networks]
    result["trust_density"] = float(np.mean(densities)) if densities else float("nan")
    return result


def _of_problems(system: System) -> Dict[str, float]:
    warmup, horizon = system.scenario.warmup, system.scenario.horizon
    observed = [problem for problem in system.problems if problem.arrived >= warmup]
    outcomes = Counter(problem.outcome for problem in observed)
    ended = np.array([problem.over for problem in observed], dtype=bool)
    lives = np.array([(p.ended if p.over else horizon) - p.arrived for p in observed])
    value = sum(p.value for p in observed if p.over)
    return {
        "problems_arrived": len(observed),
        "open_problems": sum(not problem.over for problem in system.problems),
        "solved": outcomes["solved"],
        "beyond_knowledge": outcomes["beyond-knowledge"],
        "expired": outcomes["expired"],
        "deadlocked": outcomes["deadlocked"],
        "dropped": outcomes["dropped"],
        "abandoned": outcomes["abandoned"],
        "time_to_outcome": restricted_mean(lives, ended, (horizon - warmup) / 2),
        "public_value": sum(p.delivered for p in observed) / value if value else float("nan"),
    }


def _of_issues(issues: List[Issue], scenario: Scenario) -> Dict[str, float]:
    horizon, warmup = scenario.horizon, scenario.warmup
    concluded = [issue for issue in issues if issue.concluded is not None]
    decided = [issue for issue in issues if issue.decided is not None]
    known = np.array([i.decided is not None or i.problem.over for i in issues], dtype=bool)
    waits = np.array([_wait(i.opened, i.decided, i.problem.over, horizon) for i in issues])
    voices = [issue.inclusiveness for issue in concluded if not issue.deadlocked]
    return {
        "issues_opened": len(issues),
        "issues_decided": len(decided),
        "issues_closed": sum(issue.closed for issue in concluded),
        "issues_deadlocked": sum(issue.deadlocked for issue in concluded),
        "deadlocked_share": _mean([issue.deadlocked for issue in concluded]),
        **_decisions(waits, known, (horizon - warmup) / 2),
        "rounds_per_issue": _mean([issue.rounds for issue in concluded]),
        "person_days_per_issue": sum(issue.person_days for issue in issues) / len(concluded) if concluded else float("nan"),
        "inclusiveness": _mean(voices),
    }


def _decisions(waits: np.ndarray, known: np.ndarray, limit: float) -> Dict[str, float]:
    """Share of issues decided within the limit, and the mean time of those, by the curve of Kaplan and Meier."""
    share = 1 - survival_at(waits, known, limit)
    area = restricted_mean(waits, known, limit)
    mean = (area - (1 - share) * limit) / share if share > 0 else float("nan")
    return {"time_to_decision": mean, "decided_share": share}


def _of_bargaining(negotiations: List[Negotiation], system: System) -> Dict[str, float]:
    horizon, warmup = system.scenario.horizon, system.scenario.warmup
    mine = [n for n in negotiations if n.began >= warmup]
    settled = [n for n in mine if n.settled is not None]
    impasses = [n for n in mine if n.impasse is not None]
    ended = [n for n in mine if n.settled is not None or n.impasse is not None]
    waits = np.array([_wait(n.began, n.settled, n.problem.over, horizon) for n in mine])
    known = np.array([n.settled is not None or n.problem.over for n in mine], dtype=bool)
    return {
        "negotiations": len(mine),
        "agreements": len(settled),
        "impasse_share": len(impasses) / len(ended) if ended else float("nan"),
        "arbitrations": sum(n.arbitrated for n in mine),
        "rounds_per_negotiation": _mean([n.rounds for n in ended]),
        "time_to_agreement": _decisions(waits, known, (horizon - warmup) / 2)["time_to_decision"],
        "bargaining_gini": _mean([_gini(list(n.amounts.values())) for n in settled]),
        "money_spent": system.money_spent / 100,
    }


def _of_implementation(programmes: List[Programme], scenario: Scenario) -> Dict[str, float]:
    horizon, warmup = scenario.horizon, scenario.warmup
    mine = [p for p in programmes if p.launched >= warmup]
    completed = [p for p in mine if p.completed is not None]
    over = [p for p in mine if p.problem.over]
    tries, granted = sum(p.tries for p in mine), sum(p.granted for p in mine)
    final = granted + sum(p.refused for p in mine)
    waits = np.array([_wait(p.launched, p.completed, p.problem.over, horizon) for p in mine])
    known = np.array([p.problem.over for p in mine], dtype=bool)
    return {
        "programmes_launched": len(mine),
        "programmes_completed": len(completed),
        "completion_share": len(completed) / len(over) if over else float("nan"),
        "clearance_tries": tries,
        "clearances_granted": granted,
        "tries_per_clearance": tries / final if final else float("nan"),
        "time_to_implement": _decisions(waits, known, (horizon - warmup) / 2)["time_to_decision"],
    }


def _gini(amounts: List[int]) -> float:
    n, total = len(amounts), sum(amounts)
    return sum(abs(a - b) for a in amounts for b in amounts) / (2 * n * total) if total else 0.0


def _wait(since: float, until: Optional[float], over: bool, horizon: float) -> float:
    if until is not None:
        return until - since
    return NEVER if over else horizon - since


def _of_staff(system: System) -> Dict[str, float]:
    observed = system.scenario.horizon - system.scenario.warmup
    everybody = system.organisations + system.bodies
    days: Counter = Counter()
    groups: Dict[str, List[float]] = {}
    for one in everybody:
        days.update(one.station.person_days)
        groups.setdefault(one.group, []).append(one.station.busy() / (one.station.staff * observed))
    staff_time = observed * sum(one.station.staff for one in everybody)
    result = {f"person_days_{category}": days[category] for category in ("direct", "helping", "bargaining", "clearance") + COORDINATION}
    result["coordination_share"] = sum(days[category] for category in COORDINATION) / staff_time
    result["utilisation"] = sum(days.values()) / staff_time
    result.update({f"utilisation:{group}": float(np.mean(shares)) for group, shares in groups.items()})
    return result


def _mean(values: List[float]) -> float:
    return float(np.mean(values)) if values else float("nan")
