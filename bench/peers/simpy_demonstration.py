"""The demonstration scenario, shared-or-lead, in SimPy: its variants silo and lead, with the parameters of its file.

simpy_demonstration.py silo|lead <horizon in days> <seed>

Three states with four cities each; in each city, each state and in the union an organisation for each of five domains. Problems arise in the
cities, climb until somebody knows the answer, and return; what touches several domains is decided together, in a silo by nobody and with a
lead organisation by reports to the one for health, which decides, and hears who objects.
"""

import json
import sys
import time
from math import log, sqrt
from random import betavariate, expovariate, lognormvariate, normalvariate, random, sample, seed

import simpy

DOMAINS = ["health", "housing", "work", "schools", "transport"]
WARMUP, DEADLINE = 126, 90  # days
ARRIVALS_PER_DAY = 0.5  # at each department
TRANSMISSION, ASKING = 2, 0.5  # days, means of exponential laws
SPREAD = log(1 + 0.8**2)  # a lognormal service of mean 1 day and coefficient of variation .8
WRITE, READ, VERIFY, DECIDE, ACKNOWLEDGE = 0.05, 0.08, 0.15, 0.25, 0.02  # person days
ROUNDS, PERSUASION, TRUST_GAIN, TRUST_LOSS = 6, 0.5, 0.01, 0.05


class Organisation:
    """Staff, what it knows (the difficulty it can master), and the organisation above it for its domain."""

    def __init__(self, env, place, knows, staff, parent, service):
        self.staff = simpy.Resource(env, staff)
        self.place, self.knows, self.parent, self.service = place, -log(1 - knows), parent, service
        self.busy = 0  # person days after the warm-up


class Place:
    """A jurisdiction: its organisations by domain, and how far each trusts the one for health."""

    def __init__(self, env, above, knows, staff, service):
        self.coordinates = above is not None
        self.at = {d: Organisation(env, self, knows, staff, above and above.at[d], service) for d in DOMAINS}
        self.lead = self.at["health"]
        self.trust = {one: betavariate(12, 12) for one in self.at.values()}  # mean .5, standard deviation .1


class Problem:
    def __init__(self, now):
        self.arrived, self.opened, self.decided, self.ended, self.outcome = now, None, None, None, None


class Policy:
    def __init__(self, env, form):
        self.env, self.form, self.problems, self.items = env, form, [], 0
        asked = lambda: expovariate(1 / ASKING)
        self.union = Place(env, None, 0.99, 2, asked)
        self.states = [Place(env, self.union, 0.91, 2, asked) for _ in range(3)]
        self.cities = [
            Place(env, state, 0.70, 1, lambda: lognormvariate(-SPREAD / 2, sqrt(SPREAD))) for state in self.states for _ in range(4)
        ]
        for city in self.cities:
            for domain in DOMAINS:
                env.process(self.arrivals(city, domain))

    def arrivals(self, city, domain):
        while True:
            yield self.env.timeout(expovariate(ARRIVALS_PER_DAY))
            problem = Problem(self.env.now)
            self.problems.append(problem)
            self.env.process(self.limit(problem, self.env.process(self.life(problem, city, domain))))

    def limit(self, problem, life):
        yield life | self.env.timeout(DEADLINE)
        if life.is_alive:
            self.end(problem, "expired")
            life.interrupt()

    def life(self, problem, city, domain):
        try:
            chain = yield from self.diagnose(problem, domain, city)
            if chain is None:
                return self.end(problem, "beyond knowledge")
            others = self.other_domains(domain)
            if others:
                yield from self.coordinate(problem, others, chain[-1])
                if problem.outcome:
                    return
            yield from self.send_down(chain)
            self.end(problem, "solved")
        except simpy.Interrupt:
            pass

    def end(self, problem, outcome):
        problem.outcome, problem.ended = outcome, self.env.now

    def work(self, organisation, problem, duration):
        with organisation.staff.request() as turn:
            yield turn
            if problem.outcome:
                return
            begun = self.env.now
            yield self.env.timeout(duration)
            organisation.busy += max(0, self.env.now - max(begun, WARMUP))
            self.items += 1

    @staticmethod
    def other_domains(domain):
        lot = random()
        return [] if lot < 0.85 else sample([d for d in DOMAINS if d != domain], 1 if lot < 0.95 else 2)

    def diagnose(self, problem, domain, place):
        """Climbs until somebody knows; returns everybody on the way, nothing when the top does not know."""
        difficulty, at, chain = expovariate(1), place.at[domain], []
        while at:
            chain.append(at)
            yield from self.work(at, problem, at.service() if len(chain) == 1 else expovariate(1 / ASKING))
            if difficulty <= at.knows:
                return chain
            at = at.parent
            if at:
                yield self.env.timeout(expovariate(1 / TRANSMISSION))
        return None

    def send_down(self, chain):
        for _ in chain[1:]:
            yield self.env.timeout(expovariate(1 / TRANSMISSION))

    def coordinate(self, problem, domains, solver):
        problem.opened = self.env.now
        parts = [self.env.process(self.other_part(problem, domain, solver.place)) for domain in domains]
        solved = yield self.env.all_of(parts)
        if not all(solved.values()):
            self.end(problem, "beyond knowledge")
        elif self.form == "silo" or not solver.place.coordinates:
            problem.decided = self.env.now
        else:
            yield from self.decide(problem, solver.place, [solver] + [solver.place.at[domain] for domain in domains])

    def other_part(self, problem, domain, place):
        chain = yield from self.diagnose(problem, domain, place)
        if chain:
            yield from self.send_down(chain)
        return chain is not None

    def decide(self, problem, place, attendees):
        hub = place.lead
        positions = {one: normalvariate(50, 15) for one in {*attendees, hub}}
        members = [one for one in attendees if one is not hub]
        yield self.env.all_of([self.env.process(self.report(problem, place, one)) for one in members])
        yield from self.work(hub, problem, DECIDE)
        proposal = (sum(positions[one] for one in attendees) / len(attendees) + positions[hub]) / 2
        problem.decided = self.env.now
        answers = [self.env.process(self.answer(problem, place, one, positions[one], proposal)) for one in members]
        accepted = yield self.env.all_of(answers)
        for one, answer in zip(members, answers):
            place.trust[one] += TRUST_GAIN * (1 - place.trust[one]) if accepted[answer] else -TRUST_LOSS * place.trust[one]

    def report(self, problem, place, writer):
        yield from self.work(writer, problem, WRITE)
        yield from self.work(place.lead, problem, READ)
        if random() >= place.trust[writer]:
            yield from self.work(place.lead, problem, VERIFY)

    def answer(self, problem, place, one, position, proposal):
        """Acknowledges, and objects as long as it does not accept and rounds are left; returns whether it accepts."""
        yield from self.work(one, problem, ACKNOWLEDGE)
        for judgement in range(1, ROUNDS + 1):
            if abs(position - proposal) / 20 <= 0.6 + 1.4 * place.trust[one]:
                return True
            if judgement < ROUNDS and not problem.outcome:
                yield from self.work(one, problem, WRITE)
                yield from self.work(place.lead, problem, READ + DECIDE + WRITE)
                yield from self.work(one, problem, READ + DECIDE)
                position += PERSUASION * place.trust[one] * (proposal - position)
        return False

    def utilisation(self, places, staff, horizon):
        organisations = [one for place in places for one in place.at.values()]
        return sum(one.busy for one in organisations) / (len(organisations) * staff * (horizon - WARMUP))


def mean(values):
    return sum(values) / len(values)


def answer(policy, horizon):
    """Of problems that arrived after the warm-up and early enough to have met their deadline."""
    cohort = [problem for problem in policy.problems if WARMUP <= problem.arrived < horizon - DEADLINE]
    opened = [problem for problem in cohort if problem.opened is not None]
    decided = [problem for problem in opened if problem.decided is not None]
    return {
        "problems": len(policy.problems),
        "solved share": mean([problem.outcome == "solved" for problem in cohort]),
        "expired share": mean([problem.outcome == "expired" for problem in cohort]),
        "issues per problem": len(opened) / len(cohort),
        "decided share": len(decided) / len(opened),
        "time to outcome": mean([problem.ended - problem.arrived for problem in cohort]),
        "time to decision": mean([problem.decided - problem.opened for problem in decided]),
        "utilisation of departments": policy.utilisation(policy.cities, 1, horizon),
        "utilisation of ministries": policy.utilisation(policy.states, 2, horizon),
        "utilisation of directorates": policy.utilisation([policy.union], 2, horizon),
    }


def main():
    form, horizon = sys.argv[1], float(sys.argv[2])
    seed(int(sys.argv[3]))
    begun = time.perf_counter()
    env = simpy.Environment()
    policy = Policy(env, form)
    env.run(until=horizon)
    seconds = time.perf_counter() - begun
    found = answer(policy, horizon)
    expected = 60 * ARRIVALS_PER_DAY * horizon
    # Five standard deviations of a Poisson number: a right program fails once in 1.7 million seeds.
    assert abs(found["problems"] - expected) <= 5 * expected**0.5, found
    events = next(env._eid)  # SimPy numbers what it schedules
    print(json.dumps({"seconds": seconds, "count": found["problems"], "events": events, "answer": found}))


main()
