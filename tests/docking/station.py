"""Organisations as stations: servers, one in-tray, a calendar, and where every minute goes."""

from __future__ import annotations

from collections import Counter, deque
from heapq import heappush
from typing import Any, Deque, Dict, Generator, List, Optional, Tuple, Union

import simpy

# Among events of one instant SimPy handles urgent (0) and normal (1) ones first: ends of work, ends of meetings, messages.
MEETING_BEGINS, DEADLINE = 2, 3

COORDINATION = ("communication", "meeting", "verification", "rework", "board")


class PolicyEnvironment(simpy.Environment):
    """SimPy's environment with events at an absolute time, so that meetings that follow each other touch exactly."""

    def at(self, time: float, priority: int) -> simpy.Event:
        """An event that happens at `time`, after all of that instant with a smaller priority."""
        event = simpy.Event(self)
        event._ok, event._value = True, None
        heappush(self._queue, (time, priority, next(self._eid), event))
        return event


class Item(simpy.Event):
    """A piece of work on a problem: triggered when it is done."""

    def __init__(self, env: PolicyEnvironment, category: str, duration: float, problem: Any):
        super().__init__(env)
        self.category = category
        self.duration = duration
        self.remaining = duration
        self.problem = problem
        self.begun = False
        self.since = 0.0
        self.timer: Optional[simpy.Event] = None


class Station:
    """The staff of an organisation, first come first served; meetings interrupt what began last."""

    def __init__(self, env: PolicyEnvironment, staff: int, observed_from: float):
        self.env = env
        self.staff = staff
        self.idle = staff
        self.observed_from = observed_from
        self.in_tray: Deque[Item] = deque()
        self.in_service: List[Item] = []
        self.bookings: List[List[Tuple[float, float]]] = [[] for _ in range(staff)]
        self.in_meeting: Dict["Meeting", float] = {}
        self.person_days: Counter = Counter()

    def work(self, category: str, duration: float, problem: Any) -> Item:
        """Put an item into the in-tray; the event returned happens when it is done."""
        item = Item(self.env, category, duration, problem)
        if self.idle:
            self._begin(item)
        else:
            self.in_tray.append(item)
        return item

    def busy(self) -> float:
        """Person days worked since the warm-up."""
        return sum(self.person_days.values())

    def close_accounts(self) -> None:
        """Count what is still going on at the end of the run."""
        for item in self.in_service:
            self._count(item.category, item.since)
        for meeting, since in self.in_meeting.items():
            self._count(meeting.category, since)

    def _count(self, category: str, since: float) -> None:
        self.person_days[category] += max(0.0, self.env.now - max(since, self.observed_from))

    @staticmethod
    def _done_for_issue(work: Union[Item, "Meeting"], person_days: float) -> None:
        if work.category in COORDINATION and work.problem is not None:
            work.problem.issue.person_days += person_days

    def _begin(self, item: Item) -> None:
        self.idle -= 1
        item.begun = True
        item.since = self.env.now
        item.timer = self.env.timeout(item.remaining)
        item.timer.callbacks.append(lambda timer: self._done(item, timer))
        self.in_service.append(item)

    def _done(self, item: Item, timer: simpy.Event) -> None:
        if item.timer is not timer:
            return  # it was interrupted in the meantime and has another timer
        self.in_service.remove(item)
        self._count(item.category, item.since)
        self._done_for_issue(item, item.duration)
        item.succeed()
        self._release()

    def _release(self) -> None:
        self.idle += 1
        while self.idle and self.in_tray:
            item = self.in_tray.popleft()
            # Nobody begins work on a problem that is over; what has begun goes on to its end.
            if item.begun or item.problem is None or not item.problem.over:
                self._begin(item)

    def _interrupt_latest(self) -> None:
        item = self.in_service.pop()
        self._count(item.category, item.since)
        item.remaining -= self.env.now - item.since
        item.timer = None
        self.in_tray.appendleft(item)
        self.idle += 1

    def enter(self, meeting: "Meeting") -> None:
        """Give a server to a meeting: an idle one, otherwise the one that began last."""
        if not self.idle:
            self._interrupt_latest()
        self.idle -= 1
        self.in_meeting[meeting] = self.env.now

    def leave(self, meeting: "Meeting") -> None:
        """Take the server back."""
        self._count(meeting.category, self.in_meeting.pop(meeting))
        self._done_for_issue(meeting, meeting.length)
        self._release()

    def unbooked_server(self, start: float, end: float) -> Optional[int]:
        """A server without a booking between `start` and `end`."""
        for server, booked in enumerate(self.bookings):
            if all(e <= start or s >= end for s, e in booked):
                return server
        return None

    def forget_bookings(self) -> None:
        """Drop bookings that are over."""
        now = self.env.now
        self.bookings = [[slot for slot in booked if slot[1] > now] for booked in self.bookings]


class Meeting:
    """A meeting of several stations in the earliest slot that all calendars have, `notice` ahead."""

    def __init__(self, env: PolicyEnvironment, stations: List[Station], length: float, notice: float, category: str, problem: Any):
        self.env = env
        self.stations = stations
        self.length = length
        self.category = category
        self.problem = problem
        self.begun = False
        self.called_off = False
        self.start = self._earliest(env.now + notice)
        self.slot = (self.start, self.start + length)
        self.servers = [station.unbooked_server(*self.slot) for station in stations]
        for station, server in zip(stations, self.servers):
            station.bookings[server].append(self.slot)
        self.ended = env.process(self._hold())

    def _earliest(self, first: float) -> float:
        for station in self.stations:
            station.forget_bookings()
        ends = {end for station in self.stations for booked in station.bookings for _, end in booked if end > first}
        for start in sorted(ends | {first}):
            if all(station.unbooked_server(start, start + self.length) is not None for station in self.stations):
                return start
        raise AssertionError("after the last booking everybody is free")

    def _hold(self) -> Generator:
        yield self.env.at(self.start, MEETING_BEGINS)
        if self.called_off:
            return
        self.begun = True
        for station in self.stations:
            station.enter(self)
        yield self.env.at(self.slot[1], 0)
        for station in self.stations:
            station.leave(self)

    def call_off(self) -> None:
        """Cancel a meeting that has not begun."""
        if self.begun or self.called_off:
            return
        self.called_off = True
        for station, server in zip(self.stations, self.servers):
            if self.slot in station.bookings[server]:
                station.bookings[server].remove(self.slot)
