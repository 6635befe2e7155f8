"""Times, rates, shares and laws of chance, as `docs/scenario-files.md` writes them.

Only what the settings of the docking need; anything else is refused with `NotCovered`, never ignored.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Callable, Dict

import numpy as np
from scipy import stats


class NotCovered(Exception):
    """The scenario asks for something that this implementation leaves out."""


# Days in each unit, per calendar.
CALENDARS = {
    "working": {"min": 1 / 480, "h": 1 / 8, "day": 1.0, "week": 5.0, "month": 21.0, "year": 250.0},
    "civil": {"min": 1 / 1440, "h": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25},
}
UNIT_NAMES = {"minute": "min", "hour": "h", "d": "day"}


def number(text: Any) -> float:
    """A number or a share: 0.7, "70%" or "2/3"."""
    if isinstance(text, (int, float)):
        return float(text)
    text = text.strip()
    if text.endswith("%"):
        return float(text[:-1]) / 100
    if "/" in text:
        above, below = text.split("/")
        return float(above) / float(below)
    return float(text)


@dataclass(frozen=True)
class Units:
    """Turns times and rates of a scenario into days and events per day."""

    calendar: str

    def _days(self, unit: str) -> float:
        name = unit.strip()
        if len(name) > 1 and name.endswith("s"):
            name = name[:-1]
        return CALENDARS[self.calendar][UNIT_NAMES.get(name, name)]

    def time(self, text: Any) -> float:
        """`2 weeks` in days."""
        match = re.fullmatch(r"\s*([-+.0-9e]+)\s*([a-z]+)\s*", str(text))
        if not match:
            raise ValueError(f"a time with its unit expected, found {text!r}")
        return float(match.group(1)) * self._days(match.group(2))

    def rate(self, text: Any) -> float:
        """`10 per year` in events per day."""
        amount, per, unit = str(text).partition(" per ")
        if not per and number(text) == 0:
            return 0.0
        return number(amount) / self._days(unit)


class Law:
    """A law of chance: `sample(rng)` draws, `quantile(p)` inverts, both in days for times."""

    def __init__(self, sample: Callable[[np.random.Generator], float], quantile: Callable[[float], float]):
        self.sample = sample
        self.quantile = quantile


def constant(value: float) -> Law:
    return Law(lambda rng: value, lambda p: value)


def _from_scipy(frozen: Any, sample: Callable[[np.random.Generator], float]) -> Law:
    return Law(sample, lambda p: float(frozen.ppf(p)))


def _lognormal(mean: float, cv: float) -> Law:
    sigma = math.sqrt(math.log1p(cv * cv))
    mu = math.log(mean) - sigma * sigma / 2
    return _from_scipy(stats.lognorm(sigma, scale=math.exp(mu)), lambda rng: rng.lognormal(mu, sigma))


def _normal(mean: float, sd: float, low: float, high: float) -> Law:
    def sample(rng: np.random.Generator) -> float:
        while True:
            x = rng.normal(mean, sd)
            if low <= x <= high:
                return x

    frozen = stats.truncnorm((low - mean) / sd, (high - mean) / sd, loc=mean, scale=sd)
    return _from_scipy(frozen, sample)


def _beta(mean: float, sd: float, low: float, high: float) -> Law:
    m, v = (mean - low) / (high - low), (sd / (high - low)) ** 2
    total = m * (1 - m) / v - 1
    a, b = m * total, (1 - m) * total
    frozen = stats.beta(a, b, loc=low, scale=high - low)
    return _from_scipy(frozen, lambda rng: low + (high - low) * rng.beta(a, b))


def law(spec: Any, value: Callable[[Any], float] = number) -> Law:
    """The law that `spec` describes; `value` reads each of its values (`Units.time` for times)."""
    if not isinstance(spec, dict):
        return constant(value(spec))
    kind = spec["law"]

    def get(key: str, otherwise: float = math.nan) -> float:
        return value(spec[key]) if key in spec else otherwise

    if kind == "constant":
        return constant(get("value"))
    if kind == "exponential":
        mean = get("mean")
        return Law(lambda rng: rng.exponential(mean), lambda p: -mean * math.log1p(-p))
    if kind == "uniform":
        low, high = get("min"), get("max")
        return Law(lambda rng: rng.uniform(low, high), lambda p: low + p * (high - low))
    if kind in ("erlang", "gamma"):
        shape = float(spec["stages"]) if kind == "erlang" else 1 / number(spec["cv"]) ** 2
        scale = get("mean") / shape
        return _from_scipy(stats.gamma(shape, scale=scale), lambda rng: rng.gamma(shape, scale))
    if kind == "lognormal":
        return _lognormal(get("mean"), number(spec["cv"]))
    if kind == "normal":
        return _normal(get("mean"), get("sd"), get("min", -math.inf), get("max", math.inf))
    if kind == "beta":
        return _beta(get("mean"), get("sd"), get("min", 0.0), get("max", 1.0))
    raise NotCovered(f"law {kind}")


def check_keys(where: str, found: Dict[str, Any], known: str) -> None:
    """Refuse keys that this implementation does not know."""
    strange = set(found) - set(known.split())
    if strange:
        raise NotCovered(f"{where}: {', '.join(sorted(strange))}")
