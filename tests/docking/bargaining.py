"""Bargaining: who pays for a decision, and the protocols by which those who decided share its cost (section 7.5)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, Generator, List, Optional

import numpy as np

from forms import Network, suffices
from scenario import Bargaining

NOTHING_HIDDEN = 0.01
OFFERS = ("rubinstein", "baron-ferejohn")

Gains = Dict[Any, float]


class Negotiation:
    """Claimants share out a cost, in cents; each knows alone what it would pay at most, its reservation."""

    def __init__(self, network: Network, problem: Any, total: int):
        self.network = network
        self.env = network.env
        self.rng = network.rng
        self.rules: Bargaining = network.spec.bargaining
        self.problem = problem
        self.total = total
        self.claimants = _lead_first(problem.issue.attendees, problem.issue.affected[0])
        self.chair = network.coordinator or self.claimants[0]
        weights = sum(one.weight for one in self.claimants)
        self.reservation: Gains = {
            one: self.rules.willingness.sample(self.rng) * (total * one.weight / weights if weights else total / len(self.claimants))
            for one in self.claimants
        }
        self.began = self.env.now
        self.rounds = 0
        self.hiding = False
        self.impasse: Optional[float] = None
        self.arbitrated = False
        self.settled: Optional[float] = None
        self.amounts: Dict[Any, int] = {}

    def run(self, arbiter: Optional[Any]) -> Generator:
        """Negotiate; afterwards there are `amounts`, or there is an impasse."""
        payments = yield from self._protocol()
        if payments is None:
            self.impasse = self.env.now
            if arbiter is None or not self.rules.arbitration:
                return
            n = len(self.claimants)
            yield self._work(arbiter, *["read"] * n, "decide")
            self.arbitrated = True
            weights = sum(one.weight for one in self.claimants)
            payments = {one: self.total * one.weight / weights for one in self.claimants}
        self.settled = self.env.now
        self.amounts = whole_cents(payments, self.total)

    def stands_by(self, one: Any) -> float:
        """How far a payer stands by a decision that costs it more than it was willing to pay."""
        paid = self.amounts.get(one, 0)
        return min(1.0, self.reservation[one] / paid) if paid else 1.0

    def _protocol(self) -> Generator:
        if self.rules.protocol == "concession":
            return (yield from self._concessions())
        if self.rules.protocol in OFFERS:
            return (yield from self._offers())
        return (yield from self._mediated())

    def _work(self, one: Any, *acts: str) -> Any:
        times = self.network.spec.times
        return one.station.work("bargaining", sum(times[act] for act in acts), self.problem)

    def _declared(self) -> Gains:
        """What claimants say they would pay at most; it hides less from round to round."""
        hidden = self.rules.shading * (1 - self.rules.yielding) ** (self.rounds - 1)
        self.hiding = hidden >= NOTHING_HIDDEN
        return {one: r * (1 - hidden if self.hiding else 1) for one, r in self.reservation.items()}

    # -- mediated protocols ----------------------------------------------------------------------------------------

    def _mediated(self) -> Generator:
        others = [one for one in self.claimants if one is not self.chair]
        without_reports = self.rules.protocol in ("equal", "proportional")
        while True:
            self.rounds += 1
            if not without_reports:
                yield self.env.all_of([self.problem.start(self._report(one)) for one in others])
            yield self._work(self.chair, "decide")
            payments = self._proposal(self._declared())
            if payments is not None:
                yield self.env.all_of([self._work(one, "read", "decide") for one in others])
                accepting = [one for one in self.claimants if payments[one] <= self.reservation[one] + 1e-9 * self.total]
                if suffices(self.rules.agreement, accepting, self.claimants):
                    return payments
            if without_reports or self.rounds >= self.rules.rounds or (payments is None and not self.hiding):
                return None

    def _report(self, one: Any) -> Generator:
        yield self._work(one, "write")
        yield self._work(self.chair, "read")

    def _proposal(self, declared: Gains) -> Optional[Gains]:
        n = len(self.claimants)
        if self.rules.protocol == "equal":
            return {one: self.total / n for one in self.claimants}
        if self.rules.protocol == "proportional":
            weights = sum(one.weight for one in self.claimants)
            return {one: self.total * one.weight / weights for one in self.claimants}
        surplus = sum(declared.values()) - self.total
        if surplus < 0:
            return None
        if self.rules.protocol == "nash":
            gains = fill({one: one.weight for one in self.claimants}, declared, surplus)
        else:
            most = {one: min(d, surplus) for one, d in declared.items()}
            gains = {one: surplus * m / sum(most.values()) if surplus else 0.0 for one, m in most.items()}
        return {one: declared[one] - gains[one] for one in self.claimants}

    # -- offers ----------------------------------------------------------------------------------------------------

    def _offers(self) -> Generator:
        rules, n = self.rules, len(self.claimants)
        random_proposer = rules.protocol == "baron-ferejohn"
        while self.rounds < rules.rounds:
            self.rounds += 1
            turn = int(self.rng.integers(n)) if random_proposer else (self.rounds - 1) % n
            proposer = self.claimants[turn]
            yield self._work(proposer, "write")
            declared = self._declared()
            surplus = sum(declared.values()) - self.total
            if surplus > 0:
                offered, demanded = self._ballot(proposer) if random_proposer else self._alternating(turn)
                bound = {one: declared[one] / surplus for one in self.claimants}
                offered = within(offered, bound)
                demanded = {one: min(demanded[one], bound[one]) for one in self.claimants}
                yield self.env.all_of([self._work(one, "read", "decide") for one in self.claimants if one is not proposer])
                accepting = [one for one in self.claimants if one is proposer or offered[one] >= demanded[one] - 1e-12]
                if suffices(rules.agreement, accepting, self.claimants):
                    return {one: declared[one] - surplus * offered[one] for one in self.claimants}
            elif not self.hiding:
                return None
            if self.rng.random() < rules.breakdown:
                return None
        return None

    def _alternating(self, turn: int) -> tuple:
        """Shares offered and demanded when it is the turn of this claimant."""
        n = len(self.claimants)
        discount = self.rules.discount * (1 - self.rules.breakdown)
        if self.rules.horizon == "rounds":
            after = self._backward(turn, discount)
        else:
            after = stationary_shares(n, discount)[(turn + 1) % n]
        waiting = {one: discount * after[i] for i, one in enumerate(self.claimants)}
        offered = dict(waiting)
        proposer = self.claimants[turn]
        offered[proposer] = 1 - sum(share for one, share in waiting.items() if one is not proposer)
        return offered, waiting

    def _backward(self, turn: int, discount: float) -> List[float]:
        """Shares of the next round, by backward induction from the last, in which the proposer takes all."""
        n = len(self.claimants)
        shares = [0.0] * n
        for ahead in range(self.rules.rounds, self.rounds, -1):
            proposer = (ahead - 1) % n
            shares = [discount * share for share in shares]
            shares[proposer] = 1 - sum(share for i, share in enumerate(shares) if i != proposer)
        return shares

    def _ballot(self, proposer: Any) -> tuple:
        """The proposer buys just enough votes, in random order."""
        n = len(self.claimants)
        price = self.rules.discount / n
        demand = 0.0 if self.rounds == self.rules.rounds else price
        others = [one for one in self.claimants if one is not proposer]
        partners: List[Any] = []
        for i in self.rng.permutation(len(others)):
            if suffices(self.rules.agreement, [proposer] + partners, self.claimants):
                break
            partners.append(others[i])
        offered = {one: price if one in partners else 0.0 for one in self.claimants}
        offered[proposer] = 1 - price * len(partners)
        return offered, dict.fromkeys(self.claimants, demand)

    # -- concessions -----------------------------------------------------------------------------------------------

    def _concessions(self) -> Generator:
        rules = self.rules
        largest = self.reservation
        surplus = sum(largest.values()) - self.total
        claims = {one: rules.opening * gain for one, gain in largest.items()}
        tiny = 1e-9 * self.total
        conceding = list(self.claimants)
        while True:
            self.rounds += 1
            yield self.env.all_of([self._work(one, "write") for one in conceding])
            messages = {one: sum(writer is not one for writer in conceding) for one in self.claimants}
            yield self.env.all_of([self._work(one, *["read"] * m) for one, m in messages.items() if m])
            gap = sum(claims.values()) - surplus
            if gap <= tiny:
                room = {one: largest[one] - claims[one] for one in self.claimants}
                extra = fill(dict.fromkeys(self.claimants, 1.0), room, max(0.0, -gap))
                return {one: largest[one] - claims[one] - extra[one] for one in self.claimants}
            most = max(claims[one] / one.weight for one in self.claimants)
            if most <= tiny or self.rounds >= rules.rounds:
                return None
            conceding = [one for one in self.claimants if claims[one] / one.weight >= most - tiny]
            concession = min(rules.step * self.total, gap / len(conceding))
            for one in conceding:
                claims[one] = max(0.0, claims[one] - concession)


def _lead_first(attendees: List[Any], lead: Any) -> List[Any]:
    return [one for one in attendees if one is lead] + [one for one in attendees if one is not lead]


@lru_cache(maxsize=None)
def stationary_shares(n: int, discount: float) -> np.ndarray:
    """Row i: shares when i proposes. Whoever responds gets what waiting for the next proposal is worth to it."""

    def unknown(proposer: int, one: int) -> int:
        return (proposer % n) * n + one

    left, right = np.zeros((n * n, n * n)), np.zeros(n * n)
    for proposer in range(n):
        for one in range(n):
            row = unknown(proposer, one)
            left[row, row] += 1
            if one != proposer:
                left[row, unknown(proposer + 1, one)] -= discount
        row = unknown(proposer, proposer)
        left[row, [unknown(proposer, one) for one in range(n)]] = 1
        right[row] = 1
    return np.linalg.solve(left, right).reshape(n, n)


def fill(rates: Gains, limits: Gains, total: float) -> Gains:
    """Amounts min(limit, level x rate) that sum to `total`."""
    open_ones = sorted(rates, key=lambda one: limits[one] / rates[one])
    amounts: Gains = {}
    left = total
    for i, one in enumerate(open_ones):
        level = left / sum(rates[other] for other in open_ones[i:])
        amounts[one] = min(limits[one], level * rates[one])
        left -= amounts[one]
    return amounts


def within(shares: Gains, bounds: Gains) -> Gains:
    """The same shares as far as bounds allow; what is left goes to the others in proportion, then to those without a share."""
    some = [one for one in shares if shares[one] > 0]
    given = fill({one: shares[one] for one in some}, bounds, 1.0)
    left = 1.0 - sum(given.values())
    none = [one for one in shares if one not in given]
    if left > 1e-12 and none:
        given.update(fill(dict.fromkeys(none, 1.0), bounds, left))
    return {one: given.get(one, 0.0) for one in shares}


def whole_cents(payments: Gains, total: int) -> Dict[Any, int]:
    """Largest remainders; equal ones in the order of claimants."""
    amounts = {one: int(np.floor(x + 1e-9)) for one, x in payments.items()}
    by_remainder = sorted(payments, key=lambda one: amounts[one] - payments[one])
    for one in by_remainder[: total - sum(amounts.values())]:
        amounts[one] += 1
    return amounts
