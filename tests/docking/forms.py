"""Networks and their forms: silo, shared, lead and nao, as sections 7.3, 7.4, 7.7 and 7.8 of the model description say."""

from __future__ import annotations

import math
from typing import Any, Dict, FrozenSet, Generator, List, Optional

import numpy as np

from scenario import NetworkSpec
from station import Meeting, PolicyEnvironment, Station

BY_AUTHORITY = ("hub", "weighted-compromise")


def suffices(rule: str, accepting: List[Any], everybody: List[Any]) -> bool:
    """Whether those who accept are enough under a decision rule."""
    if rule == "unanimity":
        return len(accepting) == len(everybody)
    if rule == "majority":
        return len(accepting) > len(everybody) / 2
    return len(accepting) >= len(everybody) / 2  # hub-with-assent


class Trust:
    """Trust on the dyads of a network; between updates it drifts back to where it began."""

    def __init__(self, env: PolicyEnvironment, nodes: List[Any], spec: NetworkSpec, rng: np.random.Generator):
        self.env = env
        self.spec = spec
        self.initial: Dict[FrozenSet, float] = {}
        for i, one in enumerate(nodes):
            for other in nodes[i + 1 :]:
                self.initial[frozenset((one, other))] = spec.trust.sample(rng)
        self.last = dict(self.initial)
        self.updated = dict.fromkeys(self.initial, 0.0)

    def _now(self, dyad: FrozenSet) -> float:
        if self.spec.drift == 0:
            return self.last[dyad]
        kept = math.exp(-self.spec.drift * (self.env.now - self.updated[dyad]))
        return self.initial[dyad] + (self.last[dyad] - self.initial[dyad]) * kept

    def between(self, one: Any, other: Any) -> float:
        return self._now(frozenset((one, other)))

    def update(self, one: Any, other: Any, agreed: bool) -> None:
        dyad = frozenset((one, other))
        t = self._now(dyad)
        self.last[dyad] = t + self.spec.gain * (1 - t) if agreed else t - self.spec.loss * t
        self.updated[dyad] = self.env.now

    def density(self) -> float:
        return sum(map(self._now, self.initial)) / len(self.initial)


class Issue:
    """One joint decision: who attends, what each wants, and how it stands."""

    def __init__(self, network: Optional["Network"], problem: Any, affected: List[Any], opened: float):
        self.network = network
        self.problem = problem
        self.affected = affected
        self.opened = opened
        self.attendees: List[Any] = []
        self.position: Dict[Any, float] = {}
        self.salience: Dict[Any, float] = {}
        self.accepts: Dict[Any, bool] = {}
        self.judged: Dict[Any, int] = {}
        self.proposal = 0.0
        self.rounds = 0
        self.person_days = 0.0
        self.decided: Optional[float] = None
        self.concluded: Optional[float] = None
        self.deadlocked = False
        self.compliance = 1.0
        self.shares: Dict[Any, float] = {}
        self.closed = False
        self.inclusiveness: Optional[float] = None


class Network:
    """Members, trust, and the protocol by which they decide."""

    def __init__(self, env: PolicyEnvironment, spec: NetworkSpec, members: List[Any], body: Optional[Any], rng: np.random.Generator):
        self.env = env
        self.spec = spec
        self.rng = rng
        self.members = members
        self.coordinator: Optional[Any] = None
        if spec.form == "lead":
            self.coordinator = members[spec.members.index(spec.lead)]
        elif spec.form == "nao":
            self.coordinator = body
        nodes = members + ([body] if spec.form == "nao" else [])
        self.trust = Trust(env, nodes, spec, rng)
        if spec.form == "nao":
            env.process(self._boards())

    # -- opening ---------------------------------------------------------------------------------------------------

    def open(self, problem: Any, affected: List[Any]) -> Issue:
        """Open an issue: convene attendees and draw what they want."""
        issue = Issue(self, problem, affected, self.env.now)
        issue.attendees = self._convene(affected)
        present = list(issue.attendees)
        if self.spec.form == "lead" and self.coordinator not in present:
            present.append(self.coordinator)  # it has a position of its own even where it does not take part
        for one in present:
            issue.position[one] = self.spec.positions.sample(self.rng)
            issue.salience[one] = self.spec.salience.sample(self.rng)
        return issue

    def _convene(self, affected: List[Any]) -> List[Any]:
        rule = self.spec.convening
        if rule == "affected":
            return list(affected)
        if rule == "all":
            return self.members + [one for one in affected if one not in self.members]
        candidates = [one for one in self.members if one is not self.coordinator]
        chosen = self.rng.choice(len(candidates), size=min(self.spec.k, len(candidates)), replace=False)
        return [candidates[i] for i in sorted(chosen)]

    def decide(self, issue: Issue) -> Generator:
        """Take the issue through the protocol of the form, until it is concluded."""
        if self.spec.form == "shared":
            yield from self._plenaries(issue)
        elif self.spec.form in ("lead", "nao"):
            yield from self._through_coordinator(issue)
        self._conclude(issue)

    # -- judging ---------------------------------------------------------------------------------------------------

    def _trust_that_counts(self, issue: Issue, one: Any) -> float:
        if self.spec.trust_rule == "to-hub":
            towards = self.coordinator or issue.affected[0]
            return 1.0 if towards is one else self.trust.between(one, towards)
        others = [other for other in issue.attendees if other is not one]
        return sum(self.trust.between(one, other) for other in others) / len(others) if others else 1.0

    def _tolerated(self, issue: Issue, one: Any) -> float:
        return self.spec.base + self.spec.slope * self._trust_that_counts(issue, one)

    def _distance(self, issue: Issue, one: Any) -> float:
        return abs(issue.position[one] - issue.proposal) / self.spec.scale

    def _judge(self, issue: Issue, one: Any) -> None:
        takes_its_own = one is self.coordinator
        issue.accepts[one] = takes_its_own or self._distance(issue, one) <= self._tolerated(issue, one)
        issue.judged[one] = issue.judged.get(one, 0) + 1
        issue.rounds = max(issue.rounds, issue.judged[one])

    def _persuade(self, issue: Issue, one: Any) -> None:
        pull = self.spec.persuasion * self._trust_that_counts(issue, one)
        issue.position[one] += pull * (issue.proposal - issue.position[one])

    def _compromise(self, issue: Issue) -> float:
        weights = [one.weight * issue.salience[one] for one in issue.attendees]
        return sum(w * issue.position[one] for w, one in zip(weights, issue.attendees)) / sum(weights)

    def _adopted(self, issue: Issue) -> bool:
        if self.spec.decision in BY_AUTHORITY:
            return True
        accepting = [one for one in issue.attendees if issue.accepts.get(one, False)]
        return suffices(self.spec.decision, accepting, issue.attendees)

    # -- shared ----------------------------------------------------------------------------------------------------

    def _plenaries(self, issue: Issue) -> Generator:
        times = self.spec.times
        length = times["meeting"] + times["intervention"] * len(issue.attendees)
        stations = [one.station for one in issue.attendees]
        while True:
            meeting = Meeting(self.env, stations, length, times["notice"], "meeting", issue.problem)
            issue.problem.meeting = meeting
            yield meeting.ended
            issue.proposal = self._compromise(issue)
            for one in issue.attendees:
                self._judge(issue, one)
            if self._adopted(issue):
                issue.decided = self.env.now
                return
            if issue.rounds >= self.spec.rounds:
                return
            for one in issue.attendees:
                self._persuade(issue, one)

    # -- lead and nao ----------------------------------------------------------------------------------------------

    def _work(self, issue: Issue, one: Any, category: str, *acts: str) -> Any:
        """One item made of several acts."""
        duration = sum(self.spec.times[act] for act in acts)
        return one.station.work(category, duration, issue.problem)

    def _through_coordinator(self, issue: Issue) -> Generator:
        hub, start, all_of = self.coordinator, issue.problem.start, self.env.all_of
        others = [one for one in issue.attendees if one is not hub]
        yield all_of([start(self._report(issue, one)) for one in others])
        if self.spec.form == "nao":
            yield all_of([start(self._consult(issue, one)) for one in others[: self.spec.consultations]])
        yield self._work(issue, hub, "communication", "decide")
        issue.proposal = self._compromise(issue)
        if self.spec.form == "lead":
            beta = self.spec.beta
            issue.proposal = (1 - beta) * issue.proposal + beta * issue.position[hub]
        if self.spec.decision in BY_AUTHORITY:
            issue.decided = self.env.now
        if hub in issue.attendees:
            self._judge(issue, hub)
        yield all_of([start(self._answer(issue, one)) for one in others])

    def _report(self, issue: Issue, writer: Any) -> Generator:
        yield self._work(issue, writer, "communication", "write")
        yield self._work(issue, self.coordinator, "communication", "read")
        if self.rng.random() < 1 - self.trust.between(self.coordinator, writer):
            yield self._work(issue, self.coordinator, "verification", "verify")

    def _consult(self, issue: Issue, one: Any) -> Generator:
        yield self._work(issue, self.coordinator, "communication", "write")
        yield self._work(issue, one, "communication", "read", "write")
        yield self._work(issue, self.coordinator, "communication", "read")

    def _answer(self, issue: Issue, one: Any) -> Generator:
        """Acknowledge, judge, and object as long as rounds are left."""
        yield self._work(issue, one, "communication", "acknowledge")
        self._judge(issue, one)
        self._note_adoption(issue)
        while not issue.accepts[one] and issue.judged[one] < self.spec.rounds:
            yield self._work(issue, one, "rework", "write")
            yield self._work(issue, self.coordinator, "rework", "read", "decide", "write")
            yield self._work(issue, one, "rework", "read", "decide")
            self._persuade(issue, one)
            self._judge(issue, one)
            self._note_adoption(issue)

    def _note_adoption(self, issue: Issue) -> None:
        everybody_judged = all(one in issue.judged for one in issue.attendees)
        if issue.decided is None and everybody_judged and self._adopted(issue):
            issue.decided = self.env.now

    def _boards(self) -> Generator:
        """Boards of all members and the body strengthen their trust in it; where there are none it wears off."""
        spec, calls = self.spec, 0
        while True:
            calls += 1
            yield self.env.timeout(calls * spec.board_every - self.env.now)
            self.env.process(self._board())

    def _board(self) -> Generator:
        held = self.spec.board == "held"
        if held:
            stations = [one.station for one in self.members + [self.coordinator]]
            yield Meeting(self.env, stations, self.spec.board_length, self.spec.times["notice"], "board", None).ended
        for one in self.members:
            self.trust.update(one, self.coordinator, held)

    # -- conclusion ------------------------------------------------------------------------------------------------

    def _conclude(self, issue: Issue) -> None:
        issue.concluded = self.env.now
        issue.deadlocked = issue.decided is None
        if self.spec.form == "silo":
            self._act_alone(issue)
            return
        shares = issue.shares = {one: self._compliance_of(issue, one) for one in issue.attendees}
        total = sum(issue.salience[one] for one in issue.attendees)
        issue.compliance = sum(issue.salience[one] * share for one, share in shares.items()) / total
        issue.closed = not issue.deadlocked and all(issue.accepts.values())
        issue.inclusiveness = sum(self._voice(issue, one) for one in issue.affected) / len(issue.affected)
        self._update_trust(issue)

    def _compliance_of(self, issue: Issue, one: Any) -> float:
        if issue.accepts[one]:
            return 1.0
        excess = self._distance(issue, one) - self._tolerated(issue, one)
        return min(1.0, max(0.0, 1 - excess))

    def _voice(self, issue: Issue, one: Any) -> float:
        if one in issue.attendees:
            return 1.0 if one is self.coordinator else 1 - self.spec.beta
        # A lead that was not convened still proposes its own position in part.
        return self.spec.beta if one is self.coordinator else 0.0

    def _update_trust(self, issue: Issue) -> None:
        if self.spec.form == "shared":
            for i, one in enumerate(issue.attendees):
                for other in issue.attendees[i + 1 :]:
                    self.trust.update(one, other, issue.accepts[one] and issue.accepts[other])
            return
        for one in issue.attendees:
            if one is not self.coordinator:
                self.trust.update(one, self.coordinator, issue.accepts[one])

    def _act_alone(self, issue: Issue) -> None:
        """Everybody acts on its own position."""
        issue.decided, issue.deadlocked = self.env.now, False
        tolerated, scale = self.spec.tolerance, self.spec.scale
        xs = [issue.position[one] for one in issue.affected]
        pairs = [abs(x - y) / scale for i, x in enumerate(xs) for y in xs[i + 1 :]]
        issue.compliance = 1 - sum(min(1.0, max(0.0, d - tolerated)) for d in pairs) / len(pairs)
        issue.inclusiveness = 1 / len(issue.affected)
