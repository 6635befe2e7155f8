"""Problems on their way: arrival, diagnosis, escalation, coordination, return and end."""

from __future__ import annotations

from typing import Any, Dict, Generator, List, Optional, Set, Tuple

import numpy as np
import simpy

from bargaining import Negotiation
from clearances import Programme
from forms import Issue, Network
from scenario import Jurisdiction, OrganisationSpec, ProblemClass, Scenario
from station import DEADLINE, Meeting, PolicyEnvironment, Station


class Organisation:
    """An organisation: a station that knows something and has somebody above it."""

    def __init__(self, env: PolicyEnvironment, spec: Optional[OrganisationSpec], name: str, group: str, staff: int, observed_from: float):
        self.spec = spec
        self.name = name
        self.group = group
        self.weight = spec.weight if spec else 1.0
        self.station = Station(env, staff, observed_from)
        self.learnt: Set[Tuple[str, int]] = set()

    def knows(self, part: "Part") -> bool:
        return part.difficulty <= self.spec.knows.get(part.domain, -1.0) or (part.domain, part.category) in self.learnt


class Part:
    """One domain of a problem: how difficult it is, and the organisations it has climbed through."""

    def __init__(self, domain: str, difficulty: float, category: Optional[int]):
        self.domain = domain
        self.difficulty = difficulty
        self.category = category
        self.chain: List[Organisation] = []
        self.solver: Optional[Organisation] = None


class Problem:
    """A problem and the processes that work for it, which its deadline interrupts."""

    def __init__(self, env: PolicyEnvironment, kind: ProblemClass, origin: "Organisation", value: float, parts: List[Part]):
        self.env = env
        self.kind = kind
        self.origin = origin
        self.cost = 0
        self.arrived = env.now
        self.value = value
        self.parts = parts
        self.outcome: Optional[str] = None
        self.ended: Optional[float] = None
        self.delivered = 0.0
        self.issue: Optional[Issue] = None
        self.negotiation: Optional[Negotiation] = None
        self.programme: Optional[Programme] = None
        self.meeting: Optional[Meeting] = None
        self.processes: List[simpy.Process] = []

    @property
    def over(self) -> bool:
        return self.outcome is not None

    def start(self, generator: Generator) -> simpy.Process:
        """Run a process that ends with the problem."""
        process = self.env.process(self._until_interrupted(generator))
        self.processes.append(process)
        return process

    @staticmethod
    def _until_interrupted(generator: Generator) -> Generator:
        try:
            yield from generator
        except simpy.Interrupt:
            pass

    def end(self, outcome: str) -> None:
        self.outcome = outcome
        self.ended = self.env.now

    def expire(self, _: simpy.Event) -> None:
        """The deadline strikes, wherever the problem is."""
        if self.over:
            return
        self.end("expired")
        for process in self.processes:
            if process.is_alive:
                process.interrupt()
        if self.meeting:
            self.meeting.call_off()


class System:
    """All organisations, networks and problems of one run."""

    def __init__(self, scenario: Scenario, seed: np.random.SeedSequence):
        self.scenario = scenario
        self.env = PolicyEnvironment()
        self.rng = np.random.Generator(np.random.PCG64(seed))
        self.problems: List[Problem] = []
        self.issues: List[Issue] = []
        self.money_spent = 0
        hubs = [network.lead for network in scenario.networks]
        self.organisations = [
            Organisation(self.env, spec, spec.path, "hub" if spec in hubs else spec.rule, spec.staff, scenario.warmup)
            for spec in scenario.organisations
        ]
        self.by_spec: Dict[OrganisationSpec, Organisation] = dict(zip(scenario.organisations, self.organisations))
        self.responsible = {(o.spec.jurisdiction, domain): o for o in reversed(self.organisations) for domain in o.spec.domains}
        self.bodies: List[Organisation] = []
        self.networks = [self._network(spec) for spec in scenario.networks]
        for problem_class in scenario.classes:
            for origin in problem_class.at:
                self.env.process(self._arrivals(problem_class, self.by_spec[origin]))

    def run(self) -> None:
        self.env.run(until=self.scenario.horizon)
        for organisation in self.organisations + self.bodies:
            organisation.station.close_accounts()

    def _network(self, spec: Any) -> Network:
        body = None
        if spec.form == "nao":
            body = Organisation(self.env, None, f"{spec.path}/nao", "hub", spec.staff, self.scenario.warmup)
            self.bodies.append(body)
        return Network(self.env, spec, [self.by_spec[m] for m in spec.members], body, self.rng)

    # -- arrival ---------------------------------------------------------------------------------------------------

    def _arrivals(self, kind: ProblemClass, origin: Organisation) -> Generator:
        mean = 1 / kind.rate
        while True:
            yield self.env.timeout(self.rng.exponential(mean))
            problem = self._arise(kind, origin)
            problem.start(self._life(problem))
            if kind.deadline < float("inf"):
                self.env.at(self.env.now + kind.deadline, DEADLINE).callbacks.append(problem.expire)

    def _arise(self, kind: ProblemClass, origin: Organisation) -> Problem:
        rng = self.rng
        own = origin.spec.domains
        lead = own[0] if len(own) == 1 else own[rng.integers(len(own))]
        domains = [lead]
        how_many = self._how_many(kind)
        if how_many > 1:
            others = [domain for domain in self.scenario.domains if domain != lead]
            domains += [others[i] for i in rng.choice(len(others), size=how_many - 1, replace=False)]
        categories = self.scenario.hierarchy.categories
        parts = [Part(d, kind.difficulty.sample(rng), int(rng.integers(categories)) if categories else None) for d in domains]
        problem = Problem(self.env, kind, origin, kind.value.sample(rng), parts)
        if kind.cost:
            problem.cost = round(100 * kind.cost.sample(rng))
        self.problems.append(problem)
        return problem

    def _how_many(self, kind: ProblemClass) -> int:
        left = self.rng.random()
        for n, probability in kind.how_many:
            left -= probability
            if left < 0:
                return n
        return kind.how_many[-1][0]

    # -- the life of a problem -------------------------------------------------------------------------------------

    def _life(self, problem: Problem) -> Generator:
        lead, kind = problem.parts[0], problem.kind
        yield from self._diagnose(problem, lead, problem.origin)
        if lead.solver is None:
            problem.end("beyond-knowledge")
            return
        if len(problem.parts) > 1:
            yield from self._coordinate(problem, lead.solver)
            if problem.over:
                return
        if problem.cost:
            yield from self._finance(problem)
            if problem.over:
                return
        yield from self._return(lead)
        scope = 1.0
        if kind.implementation:
            yield from self._implement(problem)
            if problem.over:
                return
            scope = problem.programme.scope
        problem.end("solved")
        compliance = problem.issue.compliance if problem.issue else 1.0
        problem.delivered = problem.value * compliance * scope * np.exp(-self.scenario.decay * (self.env.now - problem.arrived))

    def _coordinate(self, problem: Problem, solver: Organisation) -> Generator:
        homes = {part: self._responsible(part.domain, solver.spec.jurisdiction) for part in problem.parts[1:]}
        others = [part for part in problem.parts[1:] if homes[part]]
        affected = list(dict.fromkeys([solver] + [homes[part] for part in others]))
        if len(affected) > 1:
            problem.issue = self._open(problem, affected, solver)
            self.issues.append(problem.issue)
        yield self.env.all_of([problem.start(self._other_part(problem, part, homes[part])) for part in others])
        if any(part.solver is None for part in others):
            problem.end("beyond-knowledge")
        elif problem.issue:
            yield from problem.issue.network.decide(problem.issue)
            if problem.issue.deadlocked:
                problem.end("deadlocked")

    def _other_part(self, problem: Problem, part: Part, home: Organisation) -> Generator:
        yield from self._diagnose(problem, part, home)
        if part.solver:
            yield from self._return(part)

    def _open(self, problem: Problem, affected: List[Organisation], solver: Organisation) -> Issue:
        holding = [n for n in self.networks if all(one in n.members for one in affected)]
        if holding:
            return max(holding, key=lambda n: len(n.spec.jurisdiction.upwards())).open(problem, affected)
        for place in solver.spec.jurisdiction.upwards()[1:]:
            for network in self.networks:
                if network.spec.jurisdiction is place:
                    return network.open(problem, affected)
        raise NotImplementedError("issues outside every network are left out of the docking")

    def _responsible(self, domain: str, place: Jurisdiction) -> Optional[Organisation]:
        for jurisdiction in place.upwards():
            if (jurisdiction, domain) in self.responsible:
                return self.responsible[jurisdiction, domain]
        return None

    # -- money and implementation ----------------------------------------------------------------------------------

    def _finance(self, problem: Problem) -> Generator:
        """Somebody pays for the decision, or it is dropped. Nobody's purse has a bottom."""
        rest = problem.cost - self._co_financed(problem)
        if problem.issue and len(problem.issue.attendees) > 1 and rest:
            problem.negotiation = negotiation = Negotiation(problem.issue.network, problem, rest)
            yield from negotiation.run(self._arbiter(problem, negotiation.chair))
            if negotiation.settled is None:
                problem.end("dropped")
                return
        if self.env.now >= self.scenario.warmup:
            self.money_spent += problem.cost

    def _co_financed(self, problem: Problem) -> int:
        if not problem.kind.co_financing:
            return 0
        share, level = problem.kind.co_financing
        for place in problem.origin.spec.jurisdiction.upwards()[1:]:
            if place.level == level and (place, problem.parts[0].domain) in self.responsible:
                return round(share * problem.cost)
        return 0

    def _arbiter(self, problem: Problem, chair: Organisation) -> Optional[Organisation]:
        place = chair.spec.jurisdiction if chair.spec else problem.issue.network.spec.jurisdiction
        return self._responsible(problem.parts[0].domain, place.parent) if place.parent else None

    def _implement(self, problem: Problem) -> Generator:
        compliance = dict(problem.issue.shares) if problem.issue else {}
        if problem.negotiation:
            for one in problem.negotiation.claimants:
                compliance[one] *= problem.negotiation.stands_by(one)
        holders = self._holders(problem)
        problem.programme = Programme(self.env, self.rng, problem.kind.implementation, problem, holders, compliance)
        yield from problem.programme.run()

    def _holders(self, problem: Problem) -> List[Organisation]:
        lead, issue, holders = problem.parts[0], problem.issue, []
        rules = problem.kind.implementation
        if "path" in rules.groups:
            holders += lead.chain[::-1] if lead.solver in lead.chain else [lead.solver] + lead.chain[::-1]
        if "participants" in rules.groups:
            holders += issue.attendees if issue else [lead.solver]
        if "network" in rules.groups and issue:
            holders += issue.network.members
        holders += [self.by_spec[spec] for spec in rules.named]
        return list(dict.fromkeys(holders)) or [lead.solver]

    # -- diagnosis, escalation and return --------------------------------------------------------------------------

    def _diagnose(self, problem: Problem, part: Part, home: Organisation) -> Generator:
        """Climb from `home` until somebody knows; `part.solver` is whoever does, or None above the top."""
        at: Optional[Organisation] = home
        while at is not None:
            part.chain.append(at)
            category, law = ("direct", at.spec.service) if at is home else ("helping", at.spec.help)
            yield at.station.work(category, law.sample(self.rng), problem)
            if at.knows(part):
                part.solver = at
                return
            parent = self._parent(part, at)
            if parent is not None:
                yield from self._send_up(problem, part, at, parent)
                if part.solver:
                    return
            at = parent

    def _parent(self, part: Part, sender: Organisation) -> Optional[Organisation]:
        above = sender.spec.jurisdiction.parent
        return self._responsible(part.domain, above) if above else None

    def _send_up(self, problem: Problem, part: Part, sender: Organisation, parent: Organisation) -> Generator:
        hierarchy, rng = self.scenario.hierarchy, self.rng
        while rng.random() < hierarchy.lost:
            yield self.env.timeout(hierarchy.resend_after)
        yield self.env.timeout(hierarchy.delay.sample(rng))
        if rng.random() >= hierarchy.misrouted:
            return
        place = parent.spec.jurisdiction
        wrong = [o for o in self.organisations if o.spec.jurisdiction is place and o is not parent and o is not sender]
        if not wrong:
            return
        office = wrong[rng.integers(len(wrong))]
        yield office.station.work("helping", office.spec.help.sample(rng), problem)
        if office.knows(part):
            part.solver = office
            return
        yield self.env.timeout(hierarchy.delay.sample(rng))

    def _return(self, part: Part) -> Generator:
        """The solution goes down hop by hop; organisations below whoever knew may learn from it."""
        hierarchy, rng = self.scenario.hierarchy, self.rng
        inside = part.solver in part.chain
        way = part.chain[-2::-1] if inside else part.chain[:1]
        for below in way:
            yield self.env.timeout(hierarchy.return_delay.sample(rng))
            if part.category is not None and rng.random() < hierarchy.learning:
                below.learnt.add((part.domain, part.category))
