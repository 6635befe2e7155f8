"""Implementation: programmes and the clearances they need (section 7.6)."""

from __future__ import annotations

from typing import Any, Dict, Generator, List, Optional

import numpy as np

from scenario import Implementation


class Programme:
    """A solution that must pass clearance points, each in the in-tray of its holder."""

    def __init__(self, env: Any, rng: np.random.Generator, rules: Implementation, problem: Any, holders: List[Any], compliance: Dict[Any, float]):
        self.env = env
        self.rng = rng
        self.rules = rules
        self.problem = problem
        self.holders = holders
        self.compliance = compliance
        self.shared = rng.beta(*rules.shock) if rules.agreement == "common-shock" else 0.0
        self.launched = env.now
        self.completed: Optional[float] = None
        self.granted = 0
        self.refused = 0
        self.tries = 0
        self.abandoned = env.event()

    @property
    def scope(self) -> float:
        return self.granted / self.rules.points

    def run(self) -> Generator:
        """Pass the points, until the programme is complete or abandoned."""
        points = range(self.rules.points)
        if self.rules.parallel:
            passed = self.env.all_of([self.problem.start(self._point(i)) for i in points])
        else:
            passed = self.problem.start(self._one_after_another(points))
        yield passed | self.abandoned
        if self.abandoned.triggered:
            return
        if self.granted:
            self.completed = self.env.now
        else:
            self.give_up()

    def give_up(self) -> None:
        """The problem is over, so nobody begins what is still asked for."""
        self.problem.end("abandoned")
        self.abandoned.succeed()

    def _one_after_another(self, points: range) -> Generator:
        for i in points:
            yield from self._point(i)

    def _point(self, i: int) -> Generator:
        holder = self.holders[i % len(self.holders)]
        for attempt in range(self.rules.tries):
            if attempt:
                yield self.env.timeout(self.rules.gap.sample(self.rng))
            if self.abandoned.triggered:
                return
            self.tries += 1
            yield holder.station.work("clearance", self.rules.time.sample(self.rng), self.problem)
            if self.abandoned.triggered:
                return
            if self.rng.random() < 1 - (1 - self._agreement(holder)) * self.rules.bandwagon**self.granted:
                self.granted += 1
                return
        self.refused += 1
        if not self.rules.reduce:
            self.give_up()

    def _agreement(self, holder: Any) -> float:
        rules = self.rules
        if rules.agreement == "fixed":
            return rules.probability
        if rules.agreement == "common-shock":
            return self.shared
        return rules.unwilling + self.compliance.get(holder, 1.0) * (rules.willing - rules.unwilling)
