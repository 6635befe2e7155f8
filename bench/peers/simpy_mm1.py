"""M/M/1 with rho .8 in SimPy, waiting times recorded.

simpy_mm1.py <customers>
"""

import json
import sys
import time
from random import Random

import simpy


def customer(env, server, service, waits):
    arrived = env.now
    with server.request() as request:
        yield request
        waits.append(env.now - arrived)
        yield env.timeout(service.expovariate(1))


def arrivals(env, customers, server, waits):
    interarrival, service = Random(1), Random(2)
    for _ in range(customers):
        yield env.timeout(interarrival.expovariate(0.8))
        env.process(customer(env, server, service, waits))


def main():
    customers = int(sys.argv[1])
    env = simpy.Environment()
    server = simpy.Resource(env)
    waits = []
    env.process(arrivals(env, customers, server, waits))
    begun = time.perf_counter()
    env.run()
    seconds = time.perf_counter() - begun
    mean = sum(waits) / len(waits)
    # Asymptotic variance of the mean wait times the number of customers: 1976 (Daley 1968; Whitt 1989); five standard errors.
    assert len(waits) == customers and abs(mean - 4) <= 5 * (1976 / customers) ** 0.5, (len(waits), mean)
    print(json.dumps({"seconds": seconds, "count": customers, "answer": {"meanWait": mean}}))


main()
