"""The hold model in SimPy: every pending event is a process that waits an exp(1) time, again and again.

simpy_hold.py <pending> <events>
"""

import json
import sys
import time
from random import expovariate, seed

import simpy


def hold(env, tally):
    while True:
        yield env.timeout(expovariate(1))
        tally["events"] += 1


def main():
    pending, events = int(sys.argv[1]), int(sys.argv[2])
    seed(1)
    env = simpy.Environment()
    tally = {"events": 0}
    for _ in range(pending):
        env.process(hold(env, tally))
    env.run(until=1e-9)  # all have begun to wait
    begun = time.perf_counter()
    env.run(until=events / pending)
    seconds = time.perf_counter() - begun
    # Until then the events are a Poisson process of rate `pending`: five standard deviations.
    assert abs(tally["events"] - events) <= 5 * events**0.5, tally
    print(json.dumps({"seconds": seconds, "count": tally["events"], "answer": {"clock": env.now}}))


main()
