"""Reads scenario files: jurisdictions, organisations, problem classes and networks of one variant."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Tuple

import yaml

from laws import Law, NotCovered, Units, check_keys, law, number

INFINITE = float("inf")


@dataclass(eq=False)
class Jurisdiction:
    """A territory: `path` such as union/state-1, the rule that made it, its level and what contains it."""

    path: str
    rule: str
    level: str
    parent: Optional["Jurisdiction"]

    def upwards(self) -> List["Jurisdiction"]:
        """This jurisdiction and those that contain it, from below."""
        return [self] + (self.parent.upwards() if self.parent else [])


@dataclass(eq=False)
class OrganisationSpec:
    """What a file says of one organisation; times are laws in days, `knows` is Z by domain."""

    path: str
    rule: str
    domain: Optional[str]
    domains: List[str]
    jurisdiction: Jurisdiction
    staff: int
    weight: float
    knows: Dict[str, float]
    service: Law
    help: Law


@dataclass
class ProblemClass:
    """A class of problems and the organisations at which each arises at `rate`."""

    name: str
    at: List[OrganisationSpec]
    rate: float
    difficulty: Law
    how_many: List[Tuple[int, float]]
    value: Law
    deadline: float
    cost: Optional[Law]
    co_financing: Optional[Tuple[float, str]]
    implementation: Optional["Implementation"]


@dataclass
class Implementation:
    """Clearances that the programmes of a class need; times are laws in days."""

    points: int
    groups: List[str]
    named: List[OrganisationSpec]
    agreement: str
    probability: float
    shock: Tuple[float, float]
    willing: float
    unwilling: float
    time: Law
    parallel: bool
    tries: int
    gap: Law
    bandwagon: float
    reduce: bool


@dataclass
class Bargaining:
    """How those who decided share a cost."""

    protocol: str
    agreement: str
    rounds: int
    shading: float
    yielding: float
    arbitration: bool
    willingness: Law
    opening: float
    step: float
    discount: float
    breakdown: float
    horizon: str


@dataclass
class NetworkSpec:
    """A network and its rules; times in days."""

    path: str
    jurisdiction: Jurisdiction
    members: List[OrganisationSpec]
    form: str
    lead: Optional[OrganisationSpec]
    beta: float
    convening: str
    k: int
    decision: str
    trust_rule: str
    trust: Law
    positions: Law
    scale: float
    salience: Law
    times: Dict[str, float]
    base: float
    slope: float
    persuasion: float
    rounds: int
    gain: float
    loss: float
    drift: float
    tolerance: float
    staff: int
    consultations: int
    board: str
    board_every: float
    board_length: float
    bargaining: Bargaining


@dataclass
class Hierarchy:
    """How problems go up and solutions come down."""

    delay: Law
    return_delay: Law
    lost: float
    resend_after: float
    misrouted: float
    categories: int
    learning: float


@dataclass
class Scenario:
    """One variant of a scenario file."""

    name: str
    variant: str
    horizon: float
    warmup: float
    seed: int
    domains: List[str]
    decay: float
    hierarchy: Hierarchy
    organisations: List[OrganisationSpec]
    classes: List[ProblemClass]
    networks: List[NetworkSpec] = field(default_factory=list)


def variants(path: str) -> List[str]:
    """Names of the variants of a file, or its own name if it has none."""
    with open(path, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    return list(document.get("variants") or [document["name"]])


def read(path: str, variant: str) -> Scenario:
    """The scenario of `path` with the changes of `variant`."""
    with open(path, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    return build(_changed(document, variant), variant)


def _changed(document: Dict[str, Any], variant: str) -> Dict[str, Any]:
    changed = copy.deepcopy(document)
    for dotted, value in (document.get("variants") or {}).get(variant, {}).items():
        *way, last = dotted.split(".")
        place = changed
        for key in way:
            place = place.setdefault(key, {})
        place[last] = value
    return changed


def build(document: Dict[str, Any], variant: str) -> Scenario:
    """The scenario that a document describes."""
    check_keys(
        "scenario",
        document,
        "name title question sources seed replications domains levels headline time hierarchy outcomes "
        "jurisdictions organisations problems networks variants",
    )
    time = document["time"]
    check_keys("time", time, "calendar horizon warmup sample")
    units = Units(time.get("calendar", "working"))
    domains = document.get("domains", ["general"])
    places = _jurisdictions(document["jurisdictions"])
    laws = {name: law(spec.get("difficulty", {"law": "exponential", "mean": 1})) for name, spec in document["problems"].items()}
    hierarchy_keys = document.get("hierarchy", {})
    ask = law(hierarchy_keys.get("ask", "0.5 days"), units.time)
    organisations = [
        organisation
        for rule, spec in document["organisations"].items()
        for organisation in _organisations(rule, spec, places, domains, next(iter(laws.values())), ask, units)
    ]
    outcomes = document.get("outcomes", {})
    check_keys("outcomes", outcomes, "decay")
    return Scenario(
        name=document["name"],
        variant=variant,
        horizon=units.time(time["horizon"]),
        warmup=units.time(time.get("warmup", "0 days")),
        seed=document.get("seed", 1),
        domains=domains,
        decay=units.rate(outcomes.get("decay", 0)),
        hierarchy=_hierarchy(hierarchy_keys, units),
        organisations=organisations,
        classes=[_problem_class(name, spec, organisations, laws[name], units) for name, spec in document["problems"].items()],
        networks=[
            network
            for rule, spec in (document.get("networks") or {}).items()
            for network in _networks(rule, spec, places, organisations, units)
        ],
    )


def _jurisdictions(rules: Dict[str, Any]) -> List[Jurisdiction]:
    places: List[Jurisdiction] = []
    for rule, spec in rules.items():
        check_keys(rule, spec, "level in count")
        within = [place for place in places if place.rule == spec["in"]] if "in" in spec else [None]
        names = [f"{rule}-{i + 1}" for i in range(spec["count"])] if "count" in spec else [rule]
        for parent in within:
            for name in names:
                path = f"{parent.path}/{name}" if parent else name
                places.append(Jurisdiction(path, rule, spec["level"], parent))
    return places


def _organisations(
    rule: str, spec: Dict[str, Any], places: List[Jurisdiction], domains: List[str], difficulty: Law, ask: Law, units: Units
) -> List[OrganisationSpec]:
    check_keys(rule, spec, "in per domains staff knows service help weight")
    own = spec.get("domains", domains)
    per_domain = spec.get("per") == "domain"
    share = number("1" if spec.get("knows", "all") == "all" else spec["knows"])
    z = INFINITE if share >= 1 else difficulty.quantile(share)
    help_law = law(spec["help"], units.time) if "help" in spec else ask
    service = law(spec["service"], units.time) if "service" in spec else help_law
    return [
        OrganisationSpec(
            path=f"{place.path}/{rule}.{domain}" if domain else f"{place.path}/{rule}",
            rule=rule,
            domain=domain,
            domains=[domain] if domain else own,
            jurisdiction=place,
            staff=spec.get("staff", 1),
            weight=spec.get("weight", 1),
            knows={d: z for d in ([domain] if domain else own)},
            service=service,
            help=help_law,
        )
        for place in places
        if place.rule == spec["in"]
        for domain in (own if per_domain else [None])
    ]


def _select(selector: Any, organisations: List[OrganisationSpec]) -> List[OrganisationSpec]:
    """`office` (all of a rule), `office.a` (by domain), a whole path, or a list of these."""
    if isinstance(selector, list):
        return list(dict.fromkeys(one for part in selector for one in _select(part, organisations)))
    return [o for o in organisations if selector in (o.rule, f"{o.rule}.{o.domain}", o.path)]


def _problem_class(name: str, spec: Dict[str, Any], organisations: List[OrganisationSpec], difficulty: Law, units: Units) -> ProblemClass:
    check_keys(name, spec, "at arrivals difficulty involves value deadline cost co_financing implementation")
    if spec["arrivals"]["law"] != "poisson":
        raise NotCovered(f"arrivals {spec['arrivals']['law']}")
    how_many = spec.get("involves", {}).get("domains", {1: 1})
    deadline = spec.get("deadline", "none")
    return ProblemClass(
        name=name,
        at=_select(spec["at"], organisations),
        rate=units.rate(spec["arrivals"]["rate"]),
        difficulty=difficulty,
        how_many=[(int(n), number(p)) for n, p in how_many.items()],
        value=law(spec.get("value", 1)),
        deadline=INFINITE if deadline == "none" else units.time(deadline),
        cost=law(spec["cost"]) if "cost" in spec else None,
        co_financing=(number(spec["co_financing"]["share"]), spec["co_financing"]["level"]) if "co_financing" in spec else None,
        implementation=_implementation(spec["implementation"], organisations, units) if "implementation" in spec else None,
    )


def _implementation(spec: Dict[str, Any], organisations: List[OrganisationSpec], units: Units) -> Implementation:
    check_keys("implementation", spec, "clearances holders agreement time order tries gap bundles bandwagon refused")
    holders = spec.get("holders", "path")
    holders = holders if isinstance(holders, list) else [holders]
    agreement = spec["agreement"]
    if not isinstance(agreement, dict):
        agreement = {"rule": "fixed", "probability": agreement}
    _refuse("agreement", agreement["rule"], ("fixed", "common-shock", "commitment"))
    return Implementation(
        points=spec.get("bundles", spec["clearances"]),
        groups=[name for name in holders if name in GROUPS_OF_HOLDERS],
        named=_select([name for name in holders if name not in GROUPS_OF_HOLDERS], organisations),
        agreement=agreement["rule"],
        probability=number(agreement.get("probability", 0)),
        shock=(agreement.get("alpha", 1), agreement.get("beta", 1)),
        willing=number(agreement.get("willing", 1)),
        unwilling=number(agreement.get("unwilling", 0)),
        time=law(spec.get("time", "0.1 days"), units.time),
        parallel=spec.get("order", "serial") == "parallel",
        tries=spec.get("tries", 1),
        gap=law(spec.get("gap", "1 month"), units.time),
        bandwagon=number(spec.get("bandwagon", 1)),
        reduce=spec.get("refused", "abandon") == "reduce",
    )


def _hierarchy(spec: Dict[str, Any], units: Units) -> Hierarchy:
    check_keys("hierarchy", spec, "delay return_delay ask lost resend_after misrouted learning")
    learning = spec.get("learning", "none")
    if learning != "none" and learning["rule"] != "category":
        raise NotCovered(f"learning {learning['rule']}")
    delay = law(spec.get("delay", "1 day"), units.time)
    return Hierarchy(
        delay=delay,
        return_delay=law(spec["return_delay"], units.time) if "return_delay" in spec else delay,
        lost=number(spec.get("lost", 0)),
        resend_after=units.time(spec.get("resend_after", "5 days")),
        misrouted=number(spec.get("misrouted", 0)),
        categories=0 if learning == "none" else learning["categories"],
        learning=0.0 if learning == "none" else number(learning["probability"]),
    )


# Holders of clearances that differ from problem to problem.
GROUPS_OF_HOLDERS = ("path", "participants", "network")

# Person times in days; notice is elapsed time.
DEFAULT_TIMES = {
    "write": 0.05,
    "read": 0.08,
    "verify": 0.15,
    "decide": 0.25,
    "acknowledge": 0.02,
    "intervention": 0.08,
    "meeting": 0.25,
    "notice": 3.0,
}
# Decision rule, trust rule and weight of the coordinator's own position, where a file does not say.
USUAL_RULES = {
    "silo": ("unanimity", "dyads", 0.0),
    "shared": ("unanimity", "dyads", 0.0),
    "lead": ("hub", "to-hub", 0.5),
    "nao": ("hub", "to-hub", 0.0),
}


def _networks(
    rule: str, spec: Dict[str, Any], places: List[Jurisdiction], organisations: List[OrganisationSpec], units: Units
) -> List[NetworkSpec]:
    check_keys(
        rule,
        spec,
        "members per form lead beta convening decision trust_rule trust positions salience times acceptance persuasion "
        "rounds trust_change tolerance staff levy consultations board board_every board_length bargaining",
    )
    members = _select(spec["members"], organisations)
    if "per" in spec:
        groups = [(place, [m for m in members if place in m.jurisdiction.upwards()]) for place in places if place.rule == spec["per"]]
    else:
        groups = [(members[0].jurisdiction, members)]
    return [_network(f"{place.path}/{rule}", spec, place, group, units) for place, group in groups]


def _refuse(what: str, found: Any, covered: Tuple[str, ...]) -> None:
    if found not in covered:
        raise NotCovered(f"{what} {found}")


def _network(path: str, spec: Dict[str, Any], place: Jurisdiction, members: List[OrganisationSpec], units: Units) -> NetworkSpec:
    form = spec["form"]
    decision, trust_rule, beta = USUAL_RULES[form]
    convening = spec.get("convening", "affected")
    rule, k = (convening, 0) if isinstance(convening, str) else (convening["rule"], convening.get("k", 0))
    decision = spec.get("decision", decision)
    acceptance, change = spec.get("acceptance", {}), spec.get("trust_change", {})
    times = dict(DEFAULT_TIMES)
    times.update({act: units.time(length) for act, length in spec.get("times", {}).items()})
    positions = spec.get("positions", {"law": "normal", "mean": 0, "sd": 1, "scale": 1})
    trust_rule = spec.get("trust_rule", trust_rule)
    _refuse("trust rule", trust_rule, ("dyads", "to-hub"))
    _refuse("convening", rule, ("affected", "all", "random"))
    _refuse("decision", decision, ("unanimity", "majority", "weighted-compromise", "hub", "hub-with-assent"))
    return NetworkSpec(
        path=path,
        jurisdiction=place,
        members=members,
        form=form,
        lead=_select(spec["lead"], members)[0] if form == "lead" else None,
        beta=number(spec.get("beta", beta)) if form == "lead" else 0.0,
        convening=rule,
        k=k,
        decision=decision,
        trust_rule=trust_rule,
        trust=law(spec.get("trust", {"law": "beta", "mean": 0.5, "sd": 0.1})),
        positions=law(positions),
        scale=float(positions["scale"]),
        salience=law(spec.get("salience", 1)),
        times=times,
        base=acceptance.get("base", 0.6),
        slope=acceptance.get("slope", 1.4),
        persuasion=number(spec.get("persuasion", 0.5)),
        rounds=spec.get("rounds", 6),
        gain=number(change.get("gain", 0.01)),
        loss=number(change.get("loss", 0.05)),
        drift=units.rate(change.get("drift", 0)),
        tolerance=spec.get("tolerance", 1),
        staff=spec.get("staff", 1),
        consultations=spec.get("consultations", 1),
        board=spec.get("board", "held"),
        board_every=units.time(spec.get("board_every", "3 months")),
        board_length=units.time(spec.get("board_length", "0.5 days")),
        bargaining=_bargaining(spec.get("bargaining", {})),
    )


def _bargaining(spec: Dict[str, Any]) -> Bargaining:
    check_keys("bargaining", spec, "protocol agreement rounds shading yielding arbitration willingness")
    protocol = spec.get("protocol", "concession")
    if not isinstance(protocol, dict):
        protocol = {"name": protocol}
    check_keys("protocol", protocol, "name opening step discount breakdown horizon")
    if isinstance(protocol.get("discount"), list):
        raise NotCovered("a discount for each claimant")
    agreement = spec.get("agreement", "unanimity")
    _refuse("agreement", agreement, ("unanimity", "majority"))
    covered = ("concession", "equal", "proportional", "nash", "kalai-smorodinsky", "rubinstein", "baron-ferejohn")
    _refuse("protocol", protocol["name"], covered)
    return Bargaining(
        protocol=protocol["name"],
        agreement=agreement,
        rounds=spec.get("rounds", 40),
        shading=number(spec.get("shading", 0)),
        yielding=number(spec.get("yielding", 0.3)),
        arbitration=spec.get("arbitration", False),
        willingness=law(spec.get("willingness", {"law": "lognormal", "mean": 1.5, "cv": 0.4})),
        opening=number(protocol.get("opening", 1)),
        step=number(protocol.get("step", 0.1)),
        discount=number(protocol.get("discount", 0.9)),
        breakdown=number(protocol.get("breakdown", 0)),
        horizon=protocol.get("horizon", "infinite"),
    )
